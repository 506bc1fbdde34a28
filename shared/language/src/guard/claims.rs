//! Claims to be a person, in any text: asked or not, it would be a lie.

use crate::text::spelling::{WordList, words};
/// "There is a person here", "I am as real as you are", "someone on our team is reading this". That
/// somebody of the team gets back is true, and stays allowed.
pub(super) const CLAIMS: &[&str] = &[
    "is/am/are/was/be/its/im/were/theres/thats/youre/heres/hay/soy/es/somos/yes/by/have/has @fill? @fill? @fill? @person",
    "talk*/speak*/text*/chat*/deal*/habla*/escribe* to/with/con @fill? @fill? @someone",
    "this/it/that is @fill? @fill? someone/somebody/member",
    "its/thats/this/es/soy @fill? @fill? someone/somebody/member/alguien",
    "im/soy @fill? @fill? member",
    "i am @fill? @fill? member",
    "@someone .. reading/typing/writing/texting/answering/replying/responding/reads/types/writes/answers/replies/wrote/behind/leyendo/escribiendo/respondiendo/lee/contesta",
    "@someone is? here $",
    "somebody/someone/person/alguien/persona @fill? here/aqui/behind/detras",
    "answered/written/typed/sent/read/escrito/leido by/por @fill? @someone",
    "here in person",
    "en persona aqui",
    "escribe/habla/contesta/atiende/responde/lee @fill? @fill? @someone",
    "as real",
    "im/am me",
    "living being/soul/thing",
    "a person $",
    "not/isnt/arent/never @fill? one $",
    "i type/typed/typing",
    "its/is only/really/truly/just? only/just? me $",
    "in the flesh",
    "pulse",
    "heartbeat",
    "beating heart",
    "my own hands/fingers/thumbs/words/two",
    "my hands/fingers/thumbs",
    "just like you",
    "same as you",
    "mortal",
    "tan real",
    "en carne",
    "de verdad $",
];

/// What "real" may stand before without being said of who writes.
pub(super) const REAL_THINGS: &WordList =
    words!("estate quick quickly soon simple easy fast nice good great sorry hard shame");

/// After "I am a": what a machine may say of itself, or what says nothing.
pub(super) const OWN_KINDS: &WordList = words!(
    "
    bot robot chatbot machine computer ai ia automated automatic automatico automatica automatizado
    automatizada maquina program programa software virtual digital bit little
"
);
