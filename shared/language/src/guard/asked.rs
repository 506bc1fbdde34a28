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
    let has = |list: &str| words.iter().any(|word| among(word, list));
    if has(MACHINES)
        || (words.len() <= 3 && has("ia real auto automated automatic automatico"))
        || (has(AUTOMATIC) && has(MESSAGES))
        || has_someone_at_it(&words)
    {
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

/// "A person reading this", "anybody there".
fn has_someone_at_it(words: &[String]) -> bool {
    const SOMEONE: &str = "
        person people someone somebody anyone anybody persona alguien
    ";
    const AT_IT: &str = "
        reading typing texting writing answering responding replying sending behind leyendo
        escribiendo respondiendo contestando contesta detras
    ";
    words.iter().enumerate().any(|(place, word)| {
        let mut rest = words.iter().skip(place + 1);
        among(word, SOMEONE)
            && (rest
                .clone()
                .next()
                .is_some_and(|next| among(next, "there ahi alli real"))
                || rest.by_ref().take(4).any(|near| among(near, AT_IT)))
    })
}

/// Never about a house.
const MACHINES: &str = "
    bot bots robot robots chatbot chatbots chatgpt gpt human humans humano humana humanos ai openai
    siri artificial autoresponder prerecorded scripted robotic robotica
";
const AUTOMATIC: &str = "
    automated automatic automatically automatico automaticos automatica automaticas automatizado
    automatizados automatizada auto generated script computer machine software program recorded
    canned maquina computadora
";
const MESSAGES: &str = "
    message messages msg msgs text texts texting reply replies response responses answer answers
    conversation chat account mensaje mensajes texto textos respuesta respuestas
";
const SUBJECTS: &str = "
    bot bots robot robots chatbot chatgpt gpt human humano humana ai ia person persona people real
    automated automatic automation automatico automatica automatizado automatizada machine maquina
    computer computadora program programa someone somebody alguien anyone anybody script guion
    software recording recorded canned template automaticos automaticas
";
const FILLERS: &str = "
    a an the some sort kind type of even really actually just like one those these un una el la
    actual live genuine all my me messages texts con i am messaging chatting hablando with to texting talking speaking 4 for or not verdadera
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
    "is there",
    "are there",
    "are these",
    "these are",
    "what am i",
    "can i",
    "messaging",
    "chatting",
    "son",
    "esto",
    "hay",
    "estoy",
    "quiero",
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
