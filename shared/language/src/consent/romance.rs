//! Spanish, Portuguese and French: the same ways of saying it, over unaccented words.

use super::Why;
use super::classes::Classes;
use super::english::Finding;
use super::roles::Roles;
use super::sentence::Sentence;
use super::words::Word;
use crate::text::spelling::{WordList, words};
use crate::text::words::Gap;

pub(super) fn finding(s: Sentence<'_>) -> Option<Finding> {
    None.or_else(|| ban(s))
        .or_else(|| cease(s))
        .or_else(|| removal(s))
        .or_else(|| not_wanted(s))
        .or_else(|| sayings(s))
        .or_else(|| french(s))
}

/// The text asks for another channel.
pub(super) fn offers_another(s: Sentence<'_>) -> bool {
    (0..s.len()).any(|i| {
        s.at(i).means(Classes::INVITE)
            || (words!("mande manda envie escreva ligue liga me").has(raw(s, i))
                && s.at(i).gap == Gap::Comma
                && s.window(i, 3).iter().any(|w| {
                    w.means(Classes::MESSAGES) || words!("ligue manda mande me").has(w.raw)
                }))
            || (words!("mejor melhor prefiero prefiro solo so").has(raw(s, i))
                && s.window(i + 1, 3).iter().any(|w| {
                    w.means(Classes::MESSAGES)
                        || words!("llame escriba mande email correo por ligue").has(w.raw)
                }))
    })
}

fn raw(s: Sentence<'_>, i: usize) -> &str {
    s.at(i).raw
}

fn any(s: Sentence<'_>, from: usize, count: usize, words: &WordList) -> bool {
    s.window(from, count).iter().any(|w| words.has(w.raw))
}

fn any_of(s: Sentence<'_>, from: usize, count: usize, classes: Classes) -> bool {
    s.window(from, count).iter().any(|w| w.means(classes))
}

fn for_good(s: Sentence<'_>, from: usize) -> bool {
    any(s, from, 12, words!("mas mais nunca jamas jamais"))
}

/// A time or a condition limits what stands at and after `from`.
fn limited(s: Sentence<'_>, from: usize) -> bool {
    any(s, from, 14, words!("hasta ate menos"))
        || (!for_good(s, 0) && any_of(s, from, 14, Classes::FOR_NOW))
}

fn soft(s: Sentence<'_>, why: Why) -> Finding {
    if for_good(s, 0) {
        Finding::OptOut(why)
    } else {
        Finding::Unless(why)
    }
}

/// "no me escriba", "ya no me manden mensajes", "não me mande mais".
fn ban(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        if !s.at(i).means(Classes::NEGATION) {
            return None;
        }
        let mut k = i + 1;
        let mut me = false;
        let mut again = s.before(i, 1).raw == "ya";
        while k < i + 9 {
            match raw(s, k) {
                "me" | "nos" => me = true,
                "mas" | "mais" | "vuelva" | "vuelvan" | "vuelvas" | "volver" | "sigan" | "siga"
                | "sigas" | "nunca" | "volte" | "voltem" | "continue" | "continuem" => again = true,
                "ya" | "le" | "les" | "se" | "a" | "este" | "esten" | "estes" | "que" | "por"
                | "favor" | "ustedes" | "fique" | "fiquem" | "quiero" | "quero" | "jamas"
                | "estar" | "ande" | "anden" => {}
                _ => break,
            }
            k += 1;
        }
        let verb = raw(s, k);
        let spanish = s.at(k).means(Classes::CONTACT_ES) || (me && s.at(k).is(Roles::CONTACT));
        let portuguese =
            s.at(k).means(Classes::CONTACT_PT) && !matches!(raw(s, i), "no" | "ni" | "tampoco");
        if !(spanish || portuguese) || limited(s, k) {
            return None;
        }
        let next = raw(s, k + 1);
        let picky = any(s, k + 1, 4, words!("bajas bajos baja bajo baratas baixas"));
        let sends_people =
            picky || words!("agentes agente realtors nadie gente inspectores").has(next);
        let one_thing = sends_people
            || words!("un una uma um al el la los las a o os con").has(next)
                && !any_of(s, k + 1, 4, Classes::MESSAGES)
                && !any(s, k + 1, 4, words!("este mi esse meu"));
        if matches!(verb, "entre" | "entrem" | "entrar")
            && !any(s, k + 1, 4, words!("contato contacto"))
        {
            return None;
        }
        let toward = me
            || again && !matches!(verb, "texto" | "mensajes" | "mensagem")
            || any(s, k + 1, 2, words!("nada"))
            || s.at(k).means(Classes::PEST)
            || for_good(s, k)
            || any_of(s, k + 1, 3, Classes::MESSAGES)
            || any(s, k + 1, 4, words!("este esse mi meu contato"))
            || (i == 0 && s.trails_off(k + 1) && s.len() > 1)
            || (s.at(i).gap >= Gap::Comma && (s.trails_off(k + 1) || s.ends(k + 1)) && s.len() > 1);
        (toward && !one_thing).then(|| soft(s, Why::NoContact))
    })
}

/// "dejen de escribirme", "pare de me mandar mensagem", "basta de mensajes".
fn cease(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        let verb = words!(
            "deje dejen deja dejes dejar dejense pare paren para parem parar pares \
            cese cesen basta chega deixe deixem deixa ya suficiente cansado cansada \
            harto harta dexe pararem paro stop parale parenle parele dejenme dejeme \
            dejame dejenos alto"
        )
        .has(raw(s, i));
        let spanglish = s.at(i).is(Roles::STOP)
            && s.at(i + 1).means(Classes::CONTACT_ES)
            && raw(s, i + 1).contains("ndo");
        if spanglish {
            return Some(Finding::OptOut(Why::StopContact));
        }
        if !verb
            || !(matches!(raw(s, i + 1), "de" | "com" | "con")
                || (raw(s, i) == "alto" && raw(s, i + 1) == "a"))
        {
            return None;
        }
        let before = s.before(i, 1).raw;
        if s.before(i, 1).means(Classes::NEGATION)
            || words!("el la he puedo eu nos me").has(before) && raw(s, i) != "deje"
            || (matches!(before, "no" | "nao"))
        {
            return None;
        }
        let contact = s
            .window(i + 2, 4)
            .iter()
            .any(|w| w.means(Classes::CONTACT_ES))
            || any(s, i + 2, 3, words!("receber recibir"))
            || any_of(s, i + 2, 4, Classes::CONTACT_PT)
            || any_of(s, i + 2, 4, Classes::MESSAGES)
            || any(s, i + 2, 3, words!("contactarnos texting texts"));
        let done =
            any(s, i + 2, 2, words!("joder chingar fregar")) || any(s, i + 2, 3, words!("saco"));
        let others = any(s, i + 2, 5, words!("inquilinos inquilino agente"));
        let thing = words!("la el o a un una").has(raw(s, i + 3))
            && !any_of(s, i + 3, 5, Classes::MESSAGES)
            && !any(s, i + 4, 3, words!("mi este meu numero"))
            && !any_of(s, i + 2, 1, Classes::PEST)
            && !any(s, i + 4, 1, words!("saco"));
        ((contact || done) && !others && !thing).then_some(Finding::OptOut(Why::StopContact))
    })
}

/// "quíteme de la lista", "borre mi número", "me tire da lista".
fn removal(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        let verb = raw(s, i);
        if !s.at(i).means(Classes::REMOVE)
            || (s.before(i, 1).raw == "no" && s.at(i).gap == Gap::Space)
        {
            return None;
        }
        let after = s.window(i + 1, 8);
        if after.iter().any(|w| {
            words!("titulo escritura hipoteca contrato precio preco muebles renta").has(w.raw)
        }) {
            return None;
        }
        let clitic = verb.ends_with("eme")
            || verb.ends_with("enme")
            || verb.ends_with("ame")
            || verb.ends_with("arme")
            || verb.ends_with("enos");
        let me = clitic
            || s.lead(i, 3).iter().any(|w| matches!(w.raw, "me" | "nos"))
            || s.before(i, 1).raw == "me"
            || s.before(i, 1).raw == "nos"
            || matches!(raw(s, i + 1), "me" | "nos");
        let list = any_of(s, i + 1, 7, Classes::LIST);
        let mine = any_of(s, i + 1, 5, Classes::MINE)
            && any(
                s,
                i + 1,
                4,
                words!("mi meu minha este esse nuestro mis meus nosso"),
            );
        let over = clitic
            && (s.trails_off(i + 1)
                || any(
                    s,
                    i + 1,
                    2,
                    words!("por porfavor porfa ya esto aqui ahi eso"),
                ));
        let wrong_number = s
            .words()
            .iter()
            .any(|w| matches!(w.raw, "errado" | "equivocado"))
            && s.window(i + 1, 3).iter().all(|w| {
                w.is(Roles::FILLER) || words!("por favor porfavor porfa gracias").has(w.raw)
            });
        let over = over || wrong_number;
        (mine || (me && list) || over || (list && any_of(s, i + 1, 5, Classes::MINE)))
            .then_some(Finding::OptOut(Why::Removal))
    })
}

/// "ya no quiero mensajes", "não quero receber mensagens", "no deseo ser contactado".
fn not_wanted(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        if !s.at(i).means(Classes::NEGATION) {
            return None;
        }
        let k = (i + 1..i + 4).find(|&k| {
            words!(
                "quiero queremos deseo deseamos quero desejo desejamos gostaria \
                necesito preciso quisiera kiero autorizo autorice autorizei doy di"
            )
            .has(raw(s, k))
        })?;
        let after = s.window(k + 1, 7);
        if limited(s, k)
            || after
                .iter()
                .any(|w| matches!(w.raw, "agentes" | "agente" | "inquilinos"))
        {
            return None;
        }
        let messages = after.iter().take(6).any(|w| w.means(Classes::MESSAGES))
            && after.iter().take(4).any(|w| {
                words!(
                    "recibir receber mas mais sus tus seus estos esos esses estas \
                    essas suas de que sua su ningun nenhuma recivir resibir"
                )
                .has(w.raw)
                    || w.means(Classes::MESSAGES)
            });
        let that_you = after.iter().any(|w| matches!(w.raw, "que"))
            && after
                .iter()
                .any(|w| w.means(Classes::CONTACT_ES) || w.means(Classes::CONTACT_PT));
        let messages = messages
            || (matches!(raw(s, k + 1), "mas" | "mais")
                && any(s, k + 2, 1, words!("informacion informacao info")));
        let passive = after.iter().any(|w| {
            words!(
                "contactado contactada contatado contatada molestado molestada \
                incomodado contactados"
            )
            .has(w.raw)
        });
        let receive = matches!(raw(s, k + 1), "recibir" | "receber")
            && (s.trails_off(k + 2) || any(s, k + 2, 3, words!("nada mas mais esto isso")));
        let receive = receive
            || (k + 1..k + 4).any(|n| {
                words!("recibir receber").has(raw(s, n))
                    && any(
                        s,
                        n + 1,
                        1,
                        words!("isso isto esto eso mais mas nada suas sus"),
                    )
            })
            || (i + 2..i + 6)
                .any(|n| words!("recibir receber").has(raw(s, n)) && s.trails_off(n + 1));
        let hear = after.iter().any(|w| matches!(w.raw, "saber"))
            && after
                .iter()
                .any(|w| matches!(w.raw, "ustedes" | "usted" | "voces"));
        let on_list = after.iter().any(|w| matches!(w.raw, "estar"))
            && after.iter().any(|w| w.means(Classes::LIST));
        (messages || that_you || passive || receive || hear || on_list)
            .then(|| soft(s, Why::NotWanted))
    })
}

/// Set phrases, by what they do.
fn sayings(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len())
        .find_map(|i| {
            order(s, i)
                .or_else(|| no_messages(s, i))
                .or_else(|| farewell(s, i))
        })
        .map(Finding::OptOut)
}

fn negated(s: Sentence<'_>, i: usize) -> bool {
    s.before(i, 1).means(Classes::NEGATION)
}

/// "le dije que pare", "dar de baja", "como salgo de esta lista", "cancele los mensajes".
fn order(s: Sentence<'_>, i: usize) -> Option<Why> {
    const SUBSCRIPTION: &WordList =
        words!("mensajes suscripcion mensagens inscricao textos assinatura");
    const UNSUBSCRIBE: &WordList = words!(
        "desuscribir desuscribirme desuscribanme descadastrar descadastre \
        desinscrever desinscribir desuscribame descadastra"
    );
    const DELETE_IT: &WordList =
        words!("borrelo borrenlo borralo eliminelo eliminenlo quitelo quitenlo");
    const FORGET: &WordList = words!(
        "olvide olviden olvida olvidese pierda pierdan pierde esqueca esquecam esquece perde \
        perca"
    );
    const SAID: &WordList = words!("dije dicho pedi pido digo disse peco pedimos falei pedido");
    let (first, second) = (raw(s, i), raw(s, i + 1));
    let said = s.lead(i, 4).iter().any(|w| SAID.has(w.raw));
    let stops = match first {
        "que" => said && words!("pare paren deje dejen parem parara pararan").has(second),
        "pra" | "para" if said && matches!(second, "parar" | "parem") => true,
        "para" => second.is_empty() && i > 0 && s.at(i).gap >= Gap::Comma,
        "ya" => {
            words!("pare paren parale parenle parele basta").has(second)
                && s.trails_off(i + 2)
                && !negated(s, i)
        }
        _ => false,
    };
    let leaves =
        words!("salgo salir salirme sair saio").has(first) && any_of(s, i + 1, 4, Classes::LIST);
    let deletes =
        DELETE_IT.has(first) && (s.len() < 3 || any(s, 0, s.len(), words!("numero lista")));
    let forgets = FORGET.has(first)
        && words!("mi meu este de esse").has(second)
        && any(s, i + 1, 3, words!("numero telefono telefone"));
    let unlisted = second == "de"
        && raw(s, i + 2) == "baja"
        && words!("dar darme darse deme denme dame dele se").has(first)
        && !words!("el la los las").has(raw(s, i + 3));
    let unsubscribes =
        UNSUBSCRIBE.has(first) || (first.starts_with("cancel") && any(s, i + 1, 3, SUBSCRIPTION));
    if stops {
        Some(Why::StopContact)
    } else if leaves || deletes || (forgets && !negated(s, i)) {
        Some(Why::Removal)
    } else {
        (unlisted || (unsubscribes && !negated(s, i))).then_some(Why::OptOutWord)
    }
}

/// "no más mensajes", "ni un mensaje", "lista de no llamar".
fn no_messages(s: Sentence<'_>, i: usize) -> Option<Why> {
    let why = match (raw(s, i), raw(s, i + 1), raw(s, i + 2)) {
        ("no" | "nao", "mas" | "mais", _)
            if (s.at(i + 2).means(Classes::MESSAGES)
                || s.at(i + 2).is(Roles::MESSAGES.and(Roles::CONTACTING)))
                && !words!("hay tengo ha").has(s.before(i, 1).raw) =>
        {
            Why::NoContact
        }
        ("no", what, next)
            if i == 0
                && words!("texto textos mensaje mensajes llamadas sms").has(what)
                && words!("por porfavor porfa porfis gracias").has(next) =>
        {
            Why::NoContact
        }
        ("nadie", "quiere", "sus" | "tus") => Why::NotWanted,
        ("ya", "no", what) if words!("textos mensajes llamadas texting").has(what) => {
            Why::NoContact
        }
        ("ni", "un", "mensaje" | "texto")
        | ("sem" | "sin", "mais" | "mas", "mensagens" | "mensajes") => Why::NoContact,
        ("quiero" | "quero", "mas" | "mais", "de" | "disso")
            if negated(s, i) && any(s, i + 3, 1, words!("esto eso estos isso isto")) =>
        {
            Why::NotWanted
        }
        ("lista", "de", "no") if matches!(raw(s, i + 3), "llamar" | "molestar") => Why::DoNotCall,
        ("lista", "nao", "perturbe") | ("nao", "me", "perturbe") => Why::DoNotCall,
        _ => return None,
    };
    Some(why)
}

/// "déjeme en paz", "bloqueado", "sai fora", "voy a reportarlos".
fn farewell(s: Sentence<'_>, i: usize) -> Option<Why> {
    const GO: &WordList = words!("vayase larguese larguense vayanse larguece esfumese");
    let (first, second, third) = (raw(s, i), raw(s, i + 1), raw(s, i + 2));
    let lead = s.lead(i, 4);
    let lets = |w: &Word<'_>| w.raw.starts_with("dej") || w.raw.starts_with("deix");
    let peace = matches!(first, "en" | "em")
        && second == "paz"
        && lead.iter().any(lets)
        && !lead.iter().any(|w| w.raw.starts_with("inquilin"));
    let quiet = words!("dejeme dejenme dejame dejenos").has(first)
        && words!("tranquilo tranquila tranquilos quieto").has(second);
    let police = first == "policia"
        && second == "si"
        && words!("siguen sigue sigues vuelven vuelve me").has(third);
    let harassment = first == "acoso" && lead.iter().any(|w| matches!(w.raw, "esto" | "es"));
    if peace || quiet {
        Some(Why::LeaveAlone)
    } else if words!("bloqueado bloqueada bloqueados bloqueo bloqueando").has(first) && i < 3 {
        s.trails_off(i + 1).then_some(Why::Blocked)
    } else if GO.has(first) || (matches!(first, "sai" | "cai") && second == "fora") {
        Some(Why::Dismissal)
    } else {
        (threatens(s, i) || police || harassment).then_some(Why::Legal)
    }
}

/// "voy a reportarlos", "los voy a demandar", "vou te bloquear".
fn threatens(s: Sentence<'_>, i: usize) -> bool {
    const DO: &WordList = words!("reportar denunciar demandar bloquear processar");
    const THEM: &WordList = words!(
        "reportarlos reportarte reportarlo denunciarlos denunciarte denunciarlo \
        demandarlos demandarte demandarlo bloquearlos bloquearte bloquearlo"
    );
    let word = raw(s, i);
    THEM.has(word)
        || (words!("los te lo").has(word)
            && ((raw(s, i + 1) == "voy" && DO.has(raw(s, i + 3)))
                || (words!("reporto bloqueo denuncio demando").has(raw(s, i + 1))
                    && !s.before(i, 1).means(Classes::NEGATION))))
        || (word == "voy"
            && raw(s, i + 1) == "a"
            && DO.has(raw(s, i + 2))
            && words!("este su los lo al a el numero").has(raw(s, i + 3)))
        || (word == "vou" && (DO.has(raw(s, i + 1)) || DO.has(raw(s, i + 2))))
}
/// "arrêtez de m'écrire", "ne me contactez plus", "retirez-moi de votre liste".
fn french(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        let (a, b) = (raw(s, i), raw(s, i + 1));
        let contact = |from: usize, count: usize| any_of(s, from, count, Classes::CONTACT_FR);
        let why = match a {
            "arrete" | "arretez" | "arreter" | "darreter" | "cessez" | "cesse" | "cesser"
                if contact(i + 1, 4) =>
            {
                Why::StopContact
            }
            "ne" | "nous" | "me" | "n" | "pas" | "nenvoyez" | "nenvoie" | "necrivez" | "jamais"
                if contact(i, 4)
                    && any(s, i, 6, words!("plus jamais"))
                    && !any(s, 0, 9, words!("je vous ils")) =>
            {
                Why::NoContact
            }
            "veux" | "souhaite" | "voulons" | "desire" | "souhaitons"
                if any(s, i + 1, 2, words!("plus pas"))
                    && any(
                        s,
                        i + 1,
                        8,
                        words!(
                            "recevoir mails pubs messages sms contacte contactee \
                            textos appels derange"
                        ),
                    ) =>
            {
                Why::NotWanted
            }
            "retirez" | "retire" | "enlevez" | "enleve" | "supprimez" | "supprime" | "effacez"
            | "efface" | "otez" | "rayez" | "retirer" | "enlever" | "supprimer" | "effacer"
                if any(s, i + 1, 2, words!("moi mon ce mes"))
                    && (b == "moi"
                        || any(
                            s,
                            i + 1,
                            3,
                            words!("numero nom coordonnees contact donnees telephone"),
                        )) =>
            {
                Why::Removal
            }
            "laissez" | "laisse" | "fichez" | "foutez" | "fiche" | "fous"
                if any(s, i + 1, 4, words!("tranquille tranquilles paix")) =>
            {
                Why::LeaveAlone
            }
            "retirer" | "enlever" | "supprimer"
                if s.before(i, 1).raw == "me" && any(s, i, 6, words!("liste fichier")) =>
            {
                Why::Removal
            }
            "lachez" | "lache" if b == "moi" => Why::LeaveAlone,
            "plus" | "pas"
                if i == 0
                    && any(s, 1, 2, words!("de aucun"))
                    && any(s, 2, 2, words!("messages sms textos appels message texto")) =>
            {
                Why::NoContact
            }
            "desabonner" | "desabonnez" | "desinscrire" | "desinscrivez" | "desabonnement"
            | "desinscription" | "desabonne" => Why::OptOutWord,
            "ca" if matches!(b, "suffit") && s.len() < 4 => Why::Enough,
            "ne" if b == "plus" && contact(i, 6) | any(s, i + 2, 1, words!("recevoir")) => {
                Why::NoContact
            }
            "liste" if any(s, i + 1, 3, words!("rouge")) => Why::DoNotCall,
            _ => return None,
        };
        Some(Finding::OptOut(why))
    })
}
