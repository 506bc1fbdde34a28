//! Ordinary words, folded. A list is text: words between white space.

use crate::text::spelling::{SortedWords, WordList, words};
use crate::vocabulary::Language;

/// Whether `word` is an ordinary one of `language`: it may begin a sentence, follow a greeting, and
/// shows what language a text is in.
pub(super) fn is_ordinary(word: &str, language: Language) -> bool {
    match language {
        Language::English => ENGLISH.has(word) || ends_like_no_name(word),
        Language::Spanish => SPANISH.has(word) || word.ends_with("cion") || word.ends_with("mente"),
        // Their words are not listed: no text passes for one in them.
        Language::Portuguese | Language::French => false,
    }
}

fn ends_like_no_name(word: &str) -> bool {
    const ENDS: &[&str] = &["ing", "tion", "ment", "ness", "ly"];
    const NAMES: &WordList = words!(
        "
        sterling manning channing irving fleming browning golding harding beverly kimberly everly
        shelly
    "
    );
    word.len() > 5 && ENDS.iter().any(|end| word.ends_with(end)) && !NAMES.has(word)
}

/// Whether a word in small letters is formed as no name is, though the lists do not have it.
pub(super) fn is_formed_as_ordinary(word: &str) -> bool {
    [
        "ed", "ly", "able", "ible", "ful", "ous", "ado", "ada", "ados", "adas",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// Words that are written with a capital wherever they stand.
pub(super) const CAPITALS: &WordList = words!(
    "
    i im ive id ill ok okay am pm tv ac hvac hoa us usa stop help monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october
    november december christmas thanksgiving easter new english spanish ingles espanol airbnb
    realtor mls llc inc mr mrs ms
"
);

/// Words that stand alone before a comma at the start of a sentence.
pub(super) const OPENERS: &WordList = words!(
    "
    noted anotado
    thanks thank hi hello hey yes yeah yep no nope sure great ok okay sorry well also so understood
    absolutely definitely certainly totally honestly unfortunately actually perfect awesome
    wonderful fantastic excellent good alright right cool nice hmm ah oh and but or then now today
    tomorrow however again otherwise meanwhile first second finally lastly besides anyway basically
    typically usually generally ideally congratulations apologies cheers greetings please still plus
    really hola gracias si claro bueno bien perfecto excelente entendido listo vale entonces
    ademas pero disculpe perdon lamentablemente primero luego ahora hoy manana saludos genial
    estupendo tambien comprendo entiendo felicidades buenas buenos
"
);

/// After these the next word may be whom they greet.
pub(super) const GREETINGS: &WordList = words!(
    "
    hi hello hey dear thanks thank greetings mr mrs ms miss sir hola gracias estimado estimada
    querido querida senor senora don dona sr sra
"
);

/// Frequent first names that are no ordinary words: names also in small letters.
pub(super) const FIRST_NAMES: &WordList = words!(
    "
    james jim jimmy john johnny robert bob bobby rob michael mike david dave william billy richard
    rick joseph joe thomas tom charles charlie christopher chris daniel dan danny matthew matt
    anthony tony steven steve stephen paul andrew andy joshua josh kenneth ken kevin brian george
    timothy tim ronald ron jason edward eddie jeffrey jeff ryan jacob jake gary nicholas eric
    jonathan larry justin scott brandon benjamin ben samuel sam gregory greg alexander alex patrick
    raymond jerry dennis tyler aaron jose adam henry nathan douglas doug zachary peter kyle pedro
    juan luis carlos jorge miguel manuel francisco antonio javier mary maria patricia jennifer jenny
    linda elizabeth liz barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly kim emily donna michelle carol amanda melissa deborah debbie stephanie rebecca laura
    sharon cynthia kathleen kathy amy angela shirley anna brenda pamela emma nicole helen samantha
    katherine kate christine rachel carolyn janet catherine heather diane julie julia joyce victoria
    kelly christina lauren joan evelyn olivia judith megan andrea cheryl hannah jacqueline martha
    gloria teresa ann sara madison frances kathryn janice jean alice rosa ana carmen luisa lucia
"
);

// Not the lists that tell a language: a word more there reads better, a word more here refuses less.
static ENGLISH: SortedWords =
    SortedWords::of(include_str!("../../data/guard/ordinary_english.txt"));
static SPANISH: SortedWords =
    SortedWords::of(include_str!("../../data/guard/ordinary_spanish.txt"));
