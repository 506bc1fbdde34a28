//! Names and streets: only those of our own record.

use super::numbers::is_of_an_amount;
use super::plain::{Gap, Word};
use super::vocabulary::{
    CAPITALS, FIRST_NAMES, GREETINGS, OPENERS, is_formed_as_ordinary, is_ordinary,
};
use super::{Known, Violation};
use crate::text::spelling::{WordList, words};
use crate::vocabulary::Language;

const STREETS: &WordList = words!(
    "
    street st avenue ave road rd drive dr lane ln court ct boulevard blvd terrace parkway pkwy
    highway hwy calle avenida
"
);
/// Street words that mean nothing else: what stands before one is its name.
const ONLY_STREETS: &WordList = words!(
    "
    street st avenue ave rd ln ct boulevard blvd parkway pkwy highway hwy avenida
"
);
/// After these comes a name, and nothing else.
const INTRODUCTIONS: &[&[&str]] = &[
    &["name", "is"],
    &["names"],
    &["nombre", "es"],
    &["me", "llamo"],
    &["le", "habla"],
    &["call", "me"],
];
/// After these comes a name, or an ordinary word.
const STATES: &[&[&str]] = &[
    &["im"],
    &["i", "am"],
    &["this", "is"],
    &["its"],
    &["soy"],
    &["de", "parte", "de"],
    &["on", "behalf", "of"],
    &["ask", "for"],
    &["thank", "you"],
    &["good", "morning"],
    &["good", "afternoon"],
    &["good", "evening"],
    &["buenos", "dias"],
    &["buenas", "tardes"],
    &["buenas", "noches"],
];

pub(super) fn check(
    words: &[Word<'_>],
    known: &Known,
    language: Language,
) -> Result<(), Violation> {
    let text = Text {
        words,
        known,
        language,
    };
    if !text.is_in_its_language() {
        return Err(Violation::OtherLanguage);
    }
    for place in 0..words.len() {
        if text.names_a_stranger(place) {
            return Err(Violation::Name);
        }
        if text.names_a_strange_street(place) {
            return Err(Violation::Address);
        }
    }
    Ok(())
}

struct Text<'a> {
    words: &'a [Word<'a>],
    known: &'a Known,
    language: Language,
}

impl Text<'_> {
    fn names_a_stranger(&self, place: usize) -> bool {
        let Some(word) = self.words.get(place) else {
            return false;
        };
        if self.known.has(word) || is_figure(word) {
            return false;
        }
        let ordinary = is_ordinary(&word.folded, self.language);
        let capital = CAPITALS.has(&word.folded);
        if self.follows(place, INTRODUCTIONS) {
            return true;
        }
        let addressed = word.before != Gap::Sentence
            && (self.follows(place, STATES)
                || self
                    .before(place, 1)
                    .is_some_and(|w| GREETINGS.has(&w.folded)));
        // "Sounds good, bob!": alone between a comma and the end, or between two commas.
        let called = word.before == Gap::Comma && word.after != Gap::Space;
        if (addressed || called) && !(ordinary || capital || OPENERS.has(&word.folded)) {
            return true;
        }
        if !word.is_capitalised() && FIRST_NAMES.has(&word.folded) {
            return true;
        }
        if !word.is_capitalised() {
            // "my neighbor bob smith": two words in a row that no list has.
            return word.before == Gap::Space
                && self.is_strange(word)
                && self.before(place, 1).is_some_and(|w| self.is_strange(w));
        }
        if capital {
            return false;
        }
        if word.before != Gap::Sentence {
            return true;
        }
        if word.after == Gap::Comma {
            return !OPENERS.has(&word.folded);
        }
        !(ordinary || OPENERS.has(&word.folded))
    }

    fn is_strange(&self, word: &Word<'_>) -> bool {
        !(self.known.has(word)
            || is_figure(word)
            || is_of_an_amount(&word.folded)
            || word.is_capitalised()
            || CAPITALS.has(&word.folded)
            || STREETS.has(&word.folded)
            || is_ordinary(&word.folded, self.language)
            || is_formed_as_ordinary(&word.folded))
    }

    fn names_a_strange_street(&self, place: usize) -> bool {
        let Some(word) = self.words.get(place) else {
            return false;
        };
        if !STREETS.has(&word.folded) {
            return false;
        }
        // "45 oak street": a number, and at most two words between.
        let numbered = (1..=3)
            .map_while(|back| self.before(place, back))
            .find(|near| is_figure(near));
        if numbered.is_some_and(|number| !self.known.has(number)) {
            return true;
        }
        let named_by = self.before(place, 1).filter(|_| word.before == Gap::Space);
        ONLY_STREETS.has(&word.folded)
            && named_by.is_some_and(|name| {
                !(self.known.has(name) || is_ordinary(&name.folded, self.language))
            })
    }

    /// The word `back` places before, if the same sentence holds it.
    fn before(&self, place: usize, back: usize) -> Option<&Word<'_>> {
        let first = place.checked_sub(back)?;
        let ends_between = self
            .words
            .get(first + 1..=place)?
            .iter()
            .any(|word| word.before == Gap::Sentence);
        if ends_between {
            None
        } else {
            self.words.get(first)
        }
    }

    fn follows(&self, place: usize, phrases: &[&[&str]]) -> bool {
        phrases.iter().any(|phrase| {
            phrase.iter().rev().enumerate().all(|(back, said)| {
                self.before(place, back + 1)
                    .is_some_and(|word| word.folded == *said)
            })
        })
    }

    /// At least two words of five are ordinary ones of the language. Our record's words say
    /// nothing.
    fn is_in_its_language(&self) -> bool {
        let telling: Vec<_> = self
            .words
            .iter()
            .filter(|word| !self.known.has(word) && !is_figure(word))
            .collect();
        let ordinary = telling
            .iter()
            .filter(|word| is_ordinary(&word.folded, self.language) || CAPITALS.has(&word.folded))
            .count();
        ordinary * 5 >= telling.len() * 2
    }
}

fn is_figure(word: &Word<'_>) -> bool {
    word.raw.starts_with(|c: char| c.is_ascii_digit())
}
