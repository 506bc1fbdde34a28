//! Whether a text asks if a person writes.

use super::plain::{among, folded};

/// "Are you a bot?", "is this a real person", "¿eres un robot?". It only makes the check of a reply
/// stricter, so where it cannot tell it says yes.
pub fn asks_if_human(body: &str) -> bool {
    let words: Vec<String> = body
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map(|word| folded(&word.replace('’', "'")))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() <= 3 && words.iter().any(|word| among(word, MACHINES)) {
        return true;
    }
    (0..words.len()).any(|place| {
        let rest = words.get(place..).unwrap_or_default();
        CUES.iter().any(|cue| {
            let cue: Vec<&str> = cue.split(' ').collect();
            rest.len() > cue.len()
                && cue.iter().zip(rest).all(|(said, word)| said == word)
                && rest
                    .iter()
                    .skip(cue.len())
                    .find(|word| !among(word, FILLERS))
                    .is_some_and(|word| among(word, SUBJECTS))
        })
    })
}

/// Never about a house.
const MACHINES: &str = "bot bots robot robots chatbot chatgpt human humano humana ai gpt ia";
const SUBJECTS: &str = "
    bot bots robot robots chatbot chatgpt gpt human humano humana ai ia person persona people real
    automated automatic automation automatico automatica automatizado automatizada machine maquina
    computer computadora program programa someone somebody alguien
";
const FILLERS: &str = "
    a an the some sort kind type of even really actually just like one those these un una el la
    actual live with to texting talking speaking 4 for or not verdadera
";
const CUES: &[&str] = &[
    "are you",
    "are u",
    "r u",
    "r you",
    "you are",
    "youre",
    "u are",
    "ur",
    "you",
    "u",
    "is this",
    "is it",
    "is that",
    "this is",
    "its",
    "this",
    "isnt this",
    "arent you",
    "am i",
    "i am",
    "im talking",
    "talk",
    "talking",
    "speak",
    "speaking",
    "texting",
    "with",
    "to a",
    "get a",
    "want a",
    "need a",
    "eres",
    "es usted",
    "usted es",
    "usted",
    "es esto",
    "esto es",
    "es",
    "hablo con",
    "hablando con",
    "hablar con",
    "tu eres",
    "sounds like",
    "sound like",
    "must be",
    "be a",
];
