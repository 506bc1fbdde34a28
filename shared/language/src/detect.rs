//! Guesses a text's language from its small words.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::intent::fold::Folded;
use crate::vocabulary::Language;

const ENGLISH: &str = "the you i it my is are was not do does did have has what who how when where why this that we they \
 and but for with your our can will would could want need sell selling house home property offer price \
 number wrong interested thanks thank hello hi yes yeah yep nope ok sure maybe later stop call text me to of in \
 on at be am been if get got just now please sorry good need roof cash sold already never still own owner owe \
 there right time year years month months week how much tomorrow today no nah lol from about let know works work an or so than more less low high deal";
const SPANISH: &str = "el la los las un una es esta estoy soy yo usted tu mi su que quien como cuando donde cuanto por para con sin pero \
 si gracias hola buenos buenas dias tardes casa vender vendo venta quiero quisiera interesa interesado interesada numero equivocado \
 equivocada favor ahora ahorita manana despues luego oferta precio ofrece ofrecen paga pagan dueno duena nada muy mas tengo tiene tarde le me se lo de del en al \
 llame llameme escriba mensajes dinero efectivo mil ya vendi necesita necesito techo puede pueden senor bien bueno quizas ninguna esa ese eso ahi aqui nunca tambien todavia estamos";
const PORTUGUESE: &str = "o a os as um uma e eh esta estou sou eu voce voces meu minha seu sua que quem como quando onde quanto por para pra com sem mas \
 sim nao obrigado obrigada oi ola bom boa dia tarde casa vender vendo venda quero queria interesse interessa interessado interessada numero errado \
 agora amanha depois logo oferta preco oferece paga dono dona muito mais tenho tem tarde mil ja vendi precisa preciso telhado pode senhor bem talvez ninguem esse essa isso aqui nunca tambem ainda estamos imovel gostaria faca de do da em no na ao mensagem ligue";

type Words = LazyLock<HashSet<&'static str>>;

static ENGLISH_WORDS: Words = LazyLock::new(|| ENGLISH.split_whitespace().collect());
static SPANISH_WORDS: Words = LazyLock::new(|| SPANISH.split_whitespace().collect());
static PORTUGUESE_WORDS: Words = LazyLock::new(|| PORTUGUESE.split_whitespace().collect());

/// The language that most words point to; `fallback` where none does. French is the fallback's
/// word alone: the rules here do not read it.
pub(crate) fn of(text: &Folded, fallback: Language) -> Language {
    if text.foreign || fallback == Language::French {
        return fallback;
    }
    let count = |words: &Words| {
        text.tokens
            .iter()
            .filter(|t| words.contains(t.word.as_str()))
            .count()
    };
    let english = count(&ENGLISH_WORDS);
    let (spanish, portuguese) = (count(&SPANISH_WORDS), count(&PORTUGUESE_WORDS));
    let best = english.max(spanish).max(portuguese);
    if best == 0 {
        return fallback;
    }
    // Words such as "no" and "me" are in two lists; letters with accents decide.
    let romance = spanish.max(portuguese);
    if english == best && !(text.accented && romance > 0 && romance + 1 >= english) {
        Language::English
    } else if portuguese > spanish {
        Language::Portuguese
    } else {
        Language::Spanish
    }
}
