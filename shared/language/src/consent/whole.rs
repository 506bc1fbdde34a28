//! Whole-text words: a text, or one sentence of it, that is a keyword and small talk.

use super::lexicon::known;
use super::roles::Roles;
use super::sentence::Sentence;
use super::words::Word;
use crate::text::spelling::{WordList, words};
use crate::text::words::Gap;

/// What a keyword alone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    OptOut,
    /// "cancel" and nothing stronger: in an appointment's thread it is about the appointment.
    Cancel,
}

/// Small words around a strong keyword: "stop all of this", "I said stop", "reply stop".
const AROUND: &WordList = words!(
    "it that to 2 i reply text said you me have a again right from here everything \
    word the and n at once so much contacting ask"
);

/// Around a weak one.
const AROUND_WEAK: &WordList = words!(
    "service subscription any text message me texts messages number my have a right and n this it"
);

/// Words of a refusal before a weak keyword: "wrong number, remove".
const REFUSING: &WordList = words!(
    "wrong number person not interested sale for i am the is my own dont never \
    anymore uninterested deceased renter private"
);

const SPANISH_STOP: &WordList = words!(
    "alto pare paren parale parenle parele parar parem para basta detener detenga \
    detengan detente detengase detenganse salir sair baja borrar eliminar quitar \
    descadastrar remover excluir desuscribir desuscribirme chega suficiente terminar \
    arrete arretez arreter arrets desabonner desabonnement assez parada pararlo stop \
    sortir finalizar desinscrever desinscribir kanpe sispann cessez desista"
);

const SPANISH_CANCEL: &WordList =
    words!("cancelar cancele cancela cancelen cancelado cancelem annuler annulez");

const SPANISH_FILLER: &WordList = words!(
    "por favor porfavor porfa porfis gracias ya si hola senor senora senores obrigado \
    obrigada svp merci stp sil vous te plait bonjour todo tudo ahora agora de una \
    vez mensajes textos suscripcion inscricao mensagens isso esto eso con com oi ola \
    bueno pf pfv no nao non ca tout y e amigo le los a tanto mensagem"
);

/// The keyword that is the whole text.
pub(super) fn whole(words: &[Word<'_>]) -> Option<Keyword> {
    if words.is_empty() || words.len() > 12 {
        return None;
    }
    weak_or_strong(words)
        .or_else(|| joined(words))
        .or_else(|| romance(words, true))
}

/// The keyword that is one sentence of several, or (`part`) what stands between commas: there a word with an
/// everyday meaning does not count.
pub(super) fn sentence(words: &[Word<'_>], part: bool) -> Option<Keyword> {
    if words.len() > 8 {
        return None;
    }
    let strong = words.iter().any(|word| word.is(Roles::STRONG));
    let removes = words
        .iter()
        .any(|word| word.one_of(words!("remove delete")))
        && words
            .iter()
            .all(|word| word.is(Roles::FILLER) || word.one_of(words!("remove delete")));
    if removes {
        return Some(Keyword::OptOut);
    }
    ((strong || !part).then(|| weak_or_strong(words)).flatten()).or_else(|| romance(words, false))
}

fn weak_or_strong(words: &[Word<'_>]) -> Option<Keyword> {
    let strong = words.iter().any(|word| word.is(Roles::STRONG));
    let weak = words.iter().any(|word| word.is(Roles::WEAK));
    let around = if strong { AROUND } else { AROUND_WEAK };
    let small = words.iter().enumerate().all(|(i, word)| {
        word.is(Roles::FILLER.and(Roles::STRONG).and(Roles::WEAK))
            || word.one_of(around)
            || (strong
                && word.is(Roles::DETERMINER
                    .and(Roles::MESSAGES)
                    .and(Roles::LOOSE)
                    .and(Roles::FINAL))
                && word.raw != "the")
            || (word.text == "this"
                && i + 1 == words.len()
                && words.iter().any(|w| w.text == "quit"))
            || (word.text == "it" && words.iter().any(|w| w.text == "quit"))
    });
    let opening = words.first().is_some_and(|word| {
        word.one_of(words!("me this it")) || words!("the a at that").has(word.raw)
    });
    let to_stop = words.windows(2).any(
        |pair| matches!(pair, [a, b] if words!("to the a i you").has(a.raw) && b.is(Roles::STRONG)),
    ) && !words
        .iter()
        .any(|word| words!("said please reply text tell").has(word.text))
        && !words
            .iter()
            .any(|word| word.text == "optout" || word.text == "unsubscribe")
        && words.iter().filter(|word| word.is(Roles::STRONG)).count() < 2;
    if !(strong || weak) || !small || opening || to_stop {
        return None;
    }
    let quoting = words.iter().any(|w| matches!(w.raw, "says" | "say"))
        && !words.iter().any(|w| w.raw == "i");
    if quoting {
        return None;
    }
    let cancel_only = !strong
        && words
            .iter()
            .all(|word| !word.is(Roles::WEAK) || word.text == "cancel");
    Some(if cancel_only {
        Keyword::Cancel
    } else {
        Keyword::OptOut
    })
}

/// "st op", "un sub scribe": the letters of a short text make one strong keyword.
fn joined(words: &[Word<'_>]) -> Option<Keyword> {
    if !(2..=6).contains(&words.len()) || words.iter().any(|word| word.is(Roles::FILLER)) {
        return None;
    }
    let letters: String = words.iter().map(|word| word.raw).collect();
    let exact = words!("stop stopall unsubscribe optout cease").has(letters.as_str());
    exact.then_some(Keyword::OptOut)
}

/// Spanish, Portuguese and French keywords. In one sentence of several, "para" and other everyday words do not count.
fn romance(words: &[Word<'_>], whole: bool) -> Option<Keyword> {
    let mut found = None;
    let mut previous = "";
    for (i, word) in words.iter().enumerate() {
        let next = words.get(i + 1).map_or("", |w| w.raw);
        let raw = word.raw;
        let no_more =
            matches!(raw, "no" | "nao") && matches!(next, "mas" | "mais") || raw == "nomas";
        let keyword =
            SPANISH_STOP.has(raw) && (whole || !words!("para baja parada salir sair").has(raw));
        let cancel = SPANISH_CANCEL.has(raw);
        if keyword && matches!(previous, "no" | "nao") && word.gap == Gap::Space {
            return None;
        }
        if no_more || keyword {
            found = Some(Keyword::OptOut);
        } else if cancel && whole {
            found = found.or(Some(Keyword::Cancel));
        } else if !(SPANISH_FILLER.has(raw)
            || word.is(Roles::FILLER)
            || (matches!(raw, "mas" | "mais") && matches!(previous, "no" | "nao")))
        {
            return None;
        }
        previous = raw;
    }
    let subscription = words
        .iter()
        .any(|word| words!("suscripcion inscricao mensajes mensagens").has(word.raw));
    if subscription && found == Some(Keyword::Cancel) {
        Some(Keyword::OptOut)
    } else {
        found
    }
}

/// "Not interested, remove": a refusal that ends in a weak keyword.
pub(super) fn refusal_and_word(s: Sentence<'_>) -> Option<Keyword> {
    let i = s.positions(words!("remove delete quit cancel")).last()?;
    if i == 0 || !s.trails_off(i + 1) {
        return None;
    }
    let order = s.at(i).one_of(words!("remove delete"))
        && i + 1 == s.len()
        && (s.words().iter().any(|w| w.is(Roles::NEGATION)) || s.at(0).raw == "wrong")
        && matches!(
            s.before(i, 1).raw,
            "address"
                | "here"
                | "there"
                | "property"
                | "house"
                | "it"
                | "number"
                | "anymore"
                | "more"
        );
    if order {
        return Some(Keyword::OptOut);
    }
    if i > 8 {
        return None;
    }
    if s.at(i).one_of(words!("remove delete")) && s.before(i, 1).text == "please" && i > 1 {
        return Some(Keyword::OptOut);
    }
    let lead = s.lead(i, 8);
    let small = lead
        .iter()
        .all(|word| word.one_of(REFUSING) || word.is(Roles::REFUSAL.and(Roles::FILLER)));
    let refuses = lead.iter().any(|word| {
        word.is(Roles::REFUSAL)
            || word.text == "number"
            || matches!(word.raw, "uninterested" | "deceased" | "renter")
    });
    let said = small && refuses && !s.before(i, 1).is(Roles::NEGATION.and(Roles::OTHERS));
    said.then_some(if s.at(i).text == "cancel" {
        Keyword::Cancel
    } else {
        Keyword::OptOut
    })
}

/// Texts that are over with us without a keyword, small talk left out.
const SATED: &[&str] = &[
    "removal",
    "nomore",
    "nomore more",
    "no more",
    "no more this",
    "no more of",
    "no anymore",
    "enough",
    "enuf",
    "enuff",
    "enough now",
    "enough already",
    "enough of this",
    "thats enough",
    "thats enough now",
    "that is enough",
    "never again",
    "not another word",
    "dont want",
    "dnd",
];

/// "more" after no keyword at all: "no more".
pub(super) fn no_more(words: &[Word<'_>]) -> bool {
    let please_dont = matches!(words, [a, b] if a.is(Roles::POLITE) && b.text == "dont")
        || matches!(words, [a, b, c] if matches!(a.text, "can" | "could") && b.is(Roles::YOU) && c.raw == "not");
    if please_dont || none_of_it(words) {
        return true;
    }
    let said: Vec<&str> = words
        .iter()
        .filter(|word| {
            !word.is(Roles::FILLER) || matches!(word.raw, "no" | "now" | "already" | "good")
        })
        .map(|word| match word.text {
            "dont" => "dont",
            _ => word.raw,
        })
        .collect();
    SATED.contains(&said.join(" ").as_str())
}

/// "No more of this", "no more from you people".
fn none_of_it(words: &[Word<'_>]) -> bool {
    let opening = words
        .iter()
        .take_while(|word| word.is(Roles::POLITE))
        .count();
    let Some([no, more, rest @ ..]) = words.get(opening..) else {
        return false;
    };
    let yours = |word: &Word<'_>| {
        word.is(Roles::YOU
            .and(Roles::FILLER)
            .and(Roles::LOOSE)
            .and(Roles::FINAL))
            || word.one_of(words!("from this these your folks"))
    };
    no.raw == "no"
        && more.raw == "more"
        && rest.iter().any(|word| matches!(word.raw, "of" | "from"))
        && rest.iter().all(yours)
}

/// The length of a refusal that opens a sentence: "wrong number", "I'm not selling my house", "no thanks".
pub(super) fn refusal_prefix(words: &[Word<'_>]) -> usize {
    let at = |i: usize| words.get(i).map_or("", |word| word.text);
    let skip = |mut i: usize, list: &WordList| {
        while list.has(at(i)) {
            i += 1;
        }
        i
    };
    let start = skip(
        0,
        words!(
            "hi no thanks sorry i we am are this is it the you have got already but \
            lol"
        ),
    );
    let end = match (at(start), at(start + 1)) {
        ("wrong", "number" | "sale" | "sir") => start + 2,
        ("not", "interested") => skip(start + 2, words!("in sale the my this at any anymore")),
        ("not", "sale" | "me" | "for") => skip(start + 2, words!("sale my the this it anymore")),
        ("sale", _) if words.get(start).is_some_and(|word| word.raw == "sold") => {
            skip(start + 1, words!("it this the that sale"))
        }
        _ => return 0,
    };
    skip(end, words!("sorry thanks so ok and"))
}

/// "Remove it": of a number, an address or a list named elsewhere in the text.
pub(super) fn remove_it(sentence: &[Word<'_>], text: &[Word<'_>]) -> bool {
    let said = sentence
        .iter()
        .rev()
        .skip_while(|word| word.is(Roles::FILLER))
        .map(|word| word.text);
    let mut said = said.filter(|&word| word != "of");
    let order = said.next() == Some("it")
        && said
            .next()
            .is_some_and(|verb| words!("remove delete erase lose").has(verb))
        && said.next().is_none_or(|before| {
            words!("but so and then please now just sorry better get").has(before)
        });
    order
        && ((text.len() == sentence.len() && text.len() < 4)
            || text.iter().any(|word| {
                word.is(Roles::LIST)
                    || matches!(word.text, "number" | "phone")
                    || matches!(word.raw, "info" | "information")
            }))
}

/// A word of `list`, with politeness only.
pub(super) fn polite_word(words: &[Word<'_>], list: &WordList) -> bool {
    let mut said = words.iter().filter(|word| {
        !(word.is(Roles::POLITE) || word.text == "thanks" || matches!(word.raw, "por" | "favor"))
    });
    let first = said.next();
    first.is_some_and(|word| {
        list.has(word.raw) || known(word.raw).is_some_and(|(text, _)| list.has(text))
    }) && said.all(|word| first.is_some_and(|f| f.raw == word.raw))
}
