//! What may not be said in any words we know: links, claims to be human, word on consent, promises,
//! talk of prompts, questions for secrets.

use super::agreement::{AGREEMENTS, ASKED_OF_THE_SELLER};
use super::claims::{CLAIMS, OWN_KINDS, REAL_THINGS};
use super::plain::{Gap, Word};
use super::said::{Said, says as finds};
use super::{Bounds, Known, Violation, consent, fair_housing, pressure, secrets};
use crate::text::spelling::{WordList, words};

pub(super) fn check(
    plain: &str,
    words: &[Word<'_>],
    known: &Known,
    bounds: &Bounds<'_>,
) -> Result<(), Violation> {
    if plain.contains(MARKUP) || plain.contains("--") {
        return Err(Violation::Markup);
    }
    // A name of our record may be any word: "Pin Oak Drive", "Promise Homes".
    let is_name = |word: &Word<'_>| word.is_capitalised() && known.has(word);
    let line = line(
        words
            .iter()
            .map(|word| if is_name(word) { NAME } else { &word.folded }),
    );
    let says = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|phrase| line.contains(&format!(" {phrase} ")))
    };
    let begins = |stems: &[&str]| {
        words
            .iter()
            .any(|word| !is_name(word) && stems.iter().any(|stem| word.folded.starts_with(stem)))
    };
    let labelled = words
        .iter()
        .any(|word| word.tail.starts_with(':') && ROLES.has(&word.folded));
    if labelled || says(PROMPTS) {
        return Err(Violation::PromptTalk);
    }
    if links(plain, words) || says(LINKS) {
        return Err(Violation::Link);
    }
    let said: Vec<Said<'_>> = words
        .iter()
        .map(|word| Said::new(word, if is_name(word) { NAME } else { &word.folded }))
        .collect();
    if says(HUMANS)
        || denies_being_a_machine(words)
        || is_a_person(words)
        || is_real(words)
        || calls_itself(words)
        || finds(&said, CLAIMS)
    {
        return Err(Violation::HumanClaim);
    }
    if bounds.asked_if_human && answers_yes_or_no(words) && !says(DISCLOSURES) {
        return Err(Violation::HumanClaim);
    }
    let beside_the_way_out = WAYS_OUT.iter().fold(line.clone(), |line, way_out| {
        line.replace(&format!(" {way_out} "), " ")
    });
    if CONSENT
        .iter()
        .any(|phrase| beside_the_way_out.contains(&format!(" {phrase} ")))
        || begins(CONSENT_STEMS)
        || finds(&Said::beside(&said, WAYS_OUT), consent::CONSENT)
    {
        return Err(Violation::Consent);
    }
    if says(RUDE) || begins(RUDE_STEMS) {
        return Err(Violation::Rude);
    }
    if says(SECRETS) || finds(&said, secrets::SECRETS) || asks_for_an_id(words) {
        return Err(Violation::Secrets);
    }
    if says(PROMISES)
        || begins(PROMISE_STEMS)
        || finds(&Said::beside(&said, ASKED_OF_THE_SELLER), AGREEMENTS)
    {
        return Err(Violation::Promise);
    }
    if finds(&said, pressure::PRESSURE) {
        return Err(Violation::Pressure);
    }
    if finds(&said, fair_housing::PROTECTED) {
        return Err(Violation::FairHousing);
    }
    Ok(())
}

/// Stands for a word of our record.
const NAME: &str = "-";

const MARKUP: &[char] = &[
    '{', '}', '[', ']', '<', '>', '*', '_', '`', '#', '~', '|', '^', '\\', '=',
];

const ROLES: &WordList = words!(
    "
    assistant user system ai bot reply response answer message sms text agent seller human person
    developer output asistente usuario sistema respuesta mensaje note nota
"
);
const PROMPTS: &[&str] = &[
    "i was told to",
    "my rules",
    "my programming",
    "the rules say",
    "mis instrucciones",
    "language model",
    "as an ai",
    "como una ia",
    "modelo de lenguaje",
    "system prompt",
    "prompt",
    "prompts",
    "my instructions",
    "your instructions",
    "the instructions",
    "instructions",
    "instruction",
    "instrucciones",
    "ignore previous",
    "ignore all",
    "json",
    "openai",
    "gpt",
    "chatgpt",
    "llm",
    "phi 3",
    "mistral",
    "gemma",
    "i cannot assist",
    "i cant assist",
    "cannot comply",
    "cant comply",
    "my training",
    "trained",
    "guidelines",
    "as requested",
    "heres a reply",
    "here is a reply",
    "heres the reply",
    "here is the reply",
    "rephrased",
    "paraphrase",
    "paraphrased",
    "character limit",
    "developer mode",
    "jailbreak",
    "roleplay",
    "role play",
    "pretend",
];

/// Ends of domains that are written out, or come after a space.
const DOMAINS: &WordList = words!(
    "
    com net org io co us info biz me ly gl app dev xyz site online link click shop store top live
    pro gov edu tv cc ai ru cn mx es
"
);
const LINKS: &[&str] = &[
    "dot",
    "insta",
    "google",
    "search for",
    "busque en",
    "slash",
    "http",
    "https",
    "www",
    "url",
    "link",
    "links",
    "click",
    "website",
    "websites",
    "web site",
    "webpage",
    "web page",
    "browser",
    "enlace",
    "enlaces",
    "sitio web",
    "pagina web",
    "dotcom",
    "dot com",
    "punto com",
    "whatsapp",
    "telegram",
    "messenger",
    "facebook",
    "instagram",
    "gmail",
    "yahoo",
    "hotmail",
    "outlook",
    "email",
    "emails",
    "e mail",
    "correo electronico",
    "bitly",
    "bit ly",
    "tinyurl",
    "qr",
    "download",
    "descargar",
    "scan",
];

/// A domain, a path or an address, in signs or words. A full stop without a space after it counts:
/// phones make a link of "good.so".
fn links(plain: &str, words: &[Word<'_>]) -> bool {
    let small = plain.to_lowercase();
    ["@", "://", "http", "www", "dotcom", "dotnet", "dotorg"]
        .iter()
        .any(|sign| small.contains(sign))
        || words.iter().enumerate().any(|(place, word)| {
            let Some(next) = words.get(place + 1) else {
                return false;
            };
            let both_digits = ends_in_digit(word.raw) && starts_with_digit(next.raw);
            let abbreviates = word.raw.chars().count() == 1 && next.raw.chars().count() == 1;
            let joined = next.lead == "." && !both_digits && !abbreviates;
            let chained = both_digits
                && next.lead == "."
                && words.get(place + 2).is_some_and(|third| third.lead == ".");
            let domain = DOMAINS.has(&next.folded);
            let apart = next.lead.contains('.') && domain && !next.is_capitalised();
            let spelled = matches!(word.folded.as_str(), "punto" | "period") && domain;
            joined || chained || apart || spelled
        })
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

const HUMANS: &[&str] = &[
    "person is writing",
    "person writing",
    "myself",
    "as a mother",
    "as a father",
    "as a parent",
    "i have kids",
    "kids of my own",
    "breathing",
    "typing",
    "i was having",
    "would a bot",
    "soy madre",
    "soy padre",
    "to a person",
    "with a person",
    "just me",
    "una persona le",
    "i live",
    "i also live",
    "we met",
    "a homeowner too",
    "im a homeowner",
    "fella",
    "im a local",
    "i know you",
    "human",
    "humans",
    "humano",
    "humana",
    "humanos",
    "humanas",
    "flesh and blood",
    "carne y hueso",
    "a person here",
    "person here",
    "typing this myself",
    "its really me",
    "real live",
    "live agent",
    "my wife",
    "my husband",
    "my kids",
    "my mom",
    "my dad",
    "my daughter",
    "my son",
    "my family",
    "mi esposa",
    "mi esposo",
    "mis hijos",
    "mi familia",
    "i grew up",
    "i was born",
    "i was at lunch",
];
/// What a machine would be called.
const MACHINES: &WordList = words!(
    "
    bot bots robot robots chatbot machine machines computer computers ai ia automated automatic
    automation automatico automatica automatizado automatizada maquina computadora program programa
    software script virtual artificial
"
);
const DENIALS: &WordList = words!(
    "
    not no never isnt arent aint nope non nor neither without hardly ni nunca jamas tampoco nada
    dont rather instead nobody noone nadie
"
);
const REAL: &WordList = words!("real actual live true genuine verdadera verdadero actually");
const PEOPLE: &WordList = words!(
    "
    person people persona personas guy girl man woman lady gentleman dude rep representative hombre
    mujer chico chica senor senora someone somebody alguien one
"
);
const FILLERS: &WordList =
    words!("a an the just only really actually un una el la sure indeed very such one also");

/// "Not a bot", "no, this isn't some automated system".
fn denies_being_a_machine(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        DENIALS.has(&word.folded)
            && words
                .iter()
                .skip(place + 1)
                .take(6)
                .any(|near| MACHINES.has(&near.folded))
    })
}

/// "A real person", "I'm just a guy", "soy una persona".
fn is_a_person(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        let mut rest = words.iter().skip(place + 1);
        if REAL.has(&word.folded) {
            return rest.next().is_some_and(|next| PEOPLE.has(&next.folded));
        }
        let says_i = matches!(word.folded.as_str(), "im" | "soy" | "somos" | "were")
            || (matches!(word.folded.as_str(), "am" | "are")
                && place
                    .checked_sub(1)
                    .and_then(|before| words.get(before))
                    .is_some_and(|before| matches!(before.folded.as_str(), "i" | "we" | "yes")));
        says_i
            && rest
                .find(|next| !FILLERS.has(&next.folded) && !REAL.has(&next.folded))
                .is_some_and(|next| PEOPLE.has(&next.folded))
    })
}

/// "As real as you are": said of anything but an estate, or of how soon.
fn is_real(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        word.folded == "real"
            && !words
                .get(place + 1)
                .is_some_and(|next| REAL_THINGS.has(&next.folded))
    })
}

/// "I'm a dad of two": whatever "I" am, other than a machine.
fn calls_itself(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        let says_i = matches!(word.folded.as_str(), "im" | "soy")
            || (word.folded == "am"
                && place
                    .checked_sub(1)
                    .and_then(|before| words.get(before))
                    .is_some_and(|before| before.folded == "i"));
        if !says_i {
            return false;
        }
        let mut rest = words
            .iter()
            .skip(place + 1)
            .skip_while(|next| matches!(next.folded.as_str(), "just" | "only" | "really" | "solo"));
        rest.next()
            .is_some_and(|next| words!("a an un una").has(&next.folded))
            && !rest.take(4).any(|next| OWN_KINDS.has(&next.folded))
    })
}

/// "Your ID": written as "I'd" is not.
fn asks_for_an_id(words: &[Word<'_>]) -> bool {
    words
        .iter()
        .any(|word| word.folded == "id" && !word.raw.contains('\''))
}

/// To "are you a bot?", "nope!" is a claim; to "is this a person?", "yes, how can I help" is one,
/// and so is "good question! It sure is.".
fn answers_yes_or_no(words: &[Word<'_>]) -> bool {
    const ANSWERS: &WordList = words!(
        "
        yes yeah yep yup no nope nah sure absolutely definitely certainly correct right exactly
        indeed totally haha lol si claro desde obvio por naturally obviously true affirmative
        course surely
    "
    );
    const ENDS: &WordList = words!("is isnt am arent are not");
    words.iter().any(|word| {
        (word.before != Gap::Space && ANSWERS.has(&word.folded))
            || (word.after != Gap::Space && ENDS.has(&word.folded))
    }) || words.windows(2).any(|pair| match pair {
        [first, second] => matches!(
            (first.folded.as_str(), second.folded.as_str()),
            ("of", "course") | ("for", "sure") | ("you", "bet") | ("asi", "es")
        ),
        _ => false,
    })
}

/// What a machine says that tells what it is.
const DISCLOSURES: &[&str] = &[
    "automated",
    "automatic",
    "virtual",
    "a bot",
    "an ai",
    "ai assistant",
    "automatico",
    "automatica",
    "automatizado",
    "automatizada",
    "un robot",
    "una ia",
    "asistente virtual",
];

/// How every text of ours may end.
const WAYS_OUT: &[&str] = &[
    "reply stop to opt out",
    "text stop to opt out",
    "reply stop to end",
    "responda stop para cancelar",
    "responde stop para cancelar",
    "responda stop para no recibir mas mensajes",
    "responda stop para no recibir mensajes",
    // About a visit.
    "stop by",
];
const CONSENT: &[&str] = &[
    "stop",
    "stops",
    "texting you",
    "these messages",
    "these texts",
    "receive texts",
    "receive messages",
    "more texts",
    "more messages",
    "leave you alone",
    "keep texting",
    "estos mensajes",
    "mas mensajes",
    "yourself removed",
    "been removed",
    "be removed",
    "no texts",
    "no messages",
    "stopped messages",
    "stop messages",
    "stop messaging",
    "ningun mensaje",
    "opt",
    "opted",
    "opting",
    "optin",
    "optout",
    "opts",
    "permission",
    "permiso",
    "removed you",
    "remove you",
    "removed your number",
    "remove your number",
    "taken you off",
    "take you off",
    "took you off",
    "off our list",
    "off the list",
    "off my list",
    "wont text",
    "will not text",
    "stop texting",
    "stopped texting",
    "not text you",
    "no more texts",
    "no more messages",
    "no longer receive",
    "you agreed",
    "you authorized",
    "you authorised",
    "do not call",
    "dnc",
    "do not contact",
    "wont contact you",
    "will not contact you",
    "stop contacting",
    "dejar de recibir",
    "no recibira",
    "dado de baja",
    "dar de baja",
    "darse de baja",
    "no le escribiremos",
    "lista negra",
    "usted acepto",
    "reply start",
    "text start",
    "send start",
    "reply unstop",
    "text unstop",
    "reply yes",
    "text yes",
    "reply with yes",
    "reply y",
    "text back yes",
    "text y",
    "send yes",
    "answer yes",
    "responda si",
    "responde si",
    "responda start",
    "reply join",
    "text join",
    "reply stop",
    "text stop",
    "responda stop",
    "responde stop",
];
const CONSENT_STEMS: &[&str] = &[
    "unsubscri",
    "subscri",
    "resubscri",
    "consent",
    "suscri",
    "desuscri",
    "blacklist",
    "unstop",
];

const PROMISES: &[&str] = &[
    "you agree",
    "you already agreed",
    "agreed to sell",
    "binding",
    "you must",
    "you owe",
    "we own your",
    "auction",
    "fines",
    "fined",
    "penalty",
    "condemned",
    "where you live",
    "government",
    "tax office",
    "code violation",
    "your neighbors will",
    "market value",
    "double",
    "triple",
    "beat any",
    "debe firmar",
    "nos debe",
    "subasta",
    "multa",
    "from the city",
    "with the city",
    "from the county",
    "with the county",
    "the bank",
    "your bank",
    "your lender",
    "the government",
    "gobierno",
    "licensed",
    "del banco",
    "de la ciudad",
    "an agent",
    "a realtor",
    "legal advice",
    "tax advice",
    "financial advice",
    "asesoria legal",
    "asesoramiento",
    "tax free",
    "avoid taxes",
    "save on taxes",
    "irs",
    "law",
    "legal",
    "legally",
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "abogado",
    "abogados",
    "ley",
    "court order",
    "in court",
    "to court",
    "the courts",
    "sue",
    "suing",
    "sued",
    "lawsuit",
    "demanda",
    "demandar",
    "demandaremos",
    "police",
    "policia",
    "sheriff",
    "arrest",
    "arrested",
    "evict",
    "evicted",
    "eviction",
    "desalojo",
    "foreclose",
    "foreclosure",
    "embargo",
    "authorities",
    "autoridades",
    "report you",
    "risk free",
    "no risk",
    "sin riesgo",
    "best price",
    "highest price",
    "top price",
    "top dollar",
    "full price",
    "best offer",
    "highest offer",
    "above market",
    "over market",
    "full asking",
    "mejor precio",
    "mejor oferta",
    "precio mas alto",
    "we accept",
    "i accept",
    "aceptamos",
    "acepto",
    "you have a deal",
    "we have a deal",
    "its a deal",
    "deal is done",
    "done deal",
    "trato hecho",
    "we will buy",
    "well buy your",
    "we agree to",
    "we will pay",
    "well pay",
    "we can pay",
    "we pay more",
    "pagaremos",
    "last chance",
    "final notice",
    "ultima oportunidad",
    "or else",
    "act now",
];
const PROMISE_STEMS: &[&str] = &[
    "guarant", "garanti", "promis", "promet", "foreclos", "lawsuit", "prosecut",
];

const RUDE: &[&str] = &[
    "stupid",
    "idiot",
    "idiots",
    "moron",
    "dumb",
    "liar",
    "loser",
    "fool",
    "hate",
    "shut up",
    "damn",
    "hell",
    "crap",
    "ass",
    "asshole",
    "bitch",
    "estupido",
    "estupida",
    "idiota",
    "mentiroso",
    "callate",
];
const RUDE_STEMS: &[&str] = &["fuck", "shit", "bullshit", "mierda", "puta"];

const SECRETS: &[&str] = &[
    "social security",
    "ssn",
    "seguro social",
    "bank account",
    "account number",
    "routing number",
    "cuenta bancaria",
    "numero de cuenta",
    "password",
    "passcode",
    "contrasena",
    "credit card",
    "debit card",
    "tarjeta de credito",
    "gift card",
    "gift cards",
    "tarjeta de regalo",
    "wire",
    "wire transfer",
    "transferencia",
    "bitcoin",
    "crypto",
    "venmo",
    "zelle",
    "cashapp",
    "cash app",
    "paypal",
    "date of birth",
    "fecha de nacimiento",
    "drivers license",
    "pin",
    "verification code",
    "codigo de verificacion",
    "deposit",
    "upfront fee",
];

/// The words with one space around each, for phrases.
fn line<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.fold(String::from(" "), |mut line, word| {
        line.push_str(word);
        line.push(' ');
        line
    })
}
