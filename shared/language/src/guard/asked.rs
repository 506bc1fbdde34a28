//! Whether a text asks if a person writes.

use crate::text::spelling::{WordList, words};
use crate::text::words::{Plain, Text};

/// "Are you a bot?", "is this a real person", "¿eres un robot?". It only makes the check of a reply
/// stricter, so where it cannot tell it says yes.
pub fn asks_if_human(body: &str) -> bool {
    let cut = Text::of(body).cut(&Plain);
    let words: Vec<&str> = cut.iter().collect();
    let has = |list: &WordList| words.iter().any(|word| list.has(word));
    if has(MACHINES)
        || (words.len() <= 3 && has(words!("ia real auto automated automatic automatico")))
        || (has(AUTOMATIC) && has(MESSAGES))
        || has_someone_at_it(&words)
    {
        return true;
    }
    (0..words.len()).any(|place| {
        let rest = words.get(place..).unwrap_or_default();
        CUES.iter().any(|cue| {
            let mut rest = rest.iter();
            cue.split(' ').all(|said| rest.next() == Some(&said))
                && rest
                    .find(|word| !FILLERS.has(word))
                    .is_some_and(|word| SUBJECTS.has(word))
        })
    })
}

/// "A person reading this", "anybody there".
fn has_someone_at_it(words: &[&str]) -> bool {
    const SOMEONE: &WordList = words!(
        "
        person people someone somebody anyone anybody persona alguien
    "
    );
    const AT_IT: &WordList = words!(
        "
        reading typing texting writing answering responding replying sending behind leyendo
        escribiendo respondiendo contestando contesta detras
    "
    );
    words.iter().enumerate().any(|(place, word)| {
        let mut rest = words.iter().skip(place + 1);
        SOMEONE.has(word)
            && (rest
                .clone()
                .next()
                .is_some_and(|next| words!("there ahi alli real").has(next))
                || rest.by_ref().take(4).any(|near| AT_IT.has(near)))
    })
}

/// Never about a house.
const MACHINES: &WordList = words!(
    "
    bot bots robot robots chatbot chatbots chatgpt gpt human humans humano humana humanos ai openai
    siri artificial autoresponder prerecorded scripted robotic robotica
"
);
const AUTOMATIC: &WordList = words!(
    "
    automated automatic automatically automatico automaticos automatica automaticas automatizado
    automatizados automatizada auto generated script computer machine software program recorded
    canned maquina computadora
"
);
const MESSAGES: &WordList = words!(
    "
    message messages msg msgs text texts texting reply replies response responses answer answers
    conversation chat account mensaje mensajes texto textos respuesta respuestas
"
);
const SUBJECTS: &WordList = words!(
    "
    bot bots robot robots chatbot chatgpt gpt human humano humana ai ia person persona people real
    automated automatic automation automatico automatica automatizado automatizada machine maquina
    computer computadora program programa someone somebody alguien anyone anybody script guion
    software recording recorded canned template automaticos automaticas
"
);
const FILLERS: &WordList = words!("
    a an the some sort kind type of even really actually just like one those these un una el la
    actual live genuine all my me messages texts con i am messaging chatting hablando with to texting talking speaking 4 for or not verdadera
");
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
