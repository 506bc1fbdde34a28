//! The language of a text, from its common words.

use crate::text::spelling::SortedWords;
use crate::text::words::{Plain, Text};
use crate::vocabulary::Language;

static ENGLISH: SortedWords = SortedWords::of(include_str!("../data/words/english.txt"));
static SPANISH: SortedWords = SortedWords::of(include_str!("../data/words/spanish.txt"));
static PORTUGUESE: SortedWords = SortedWords::of(include_str!("../data/words/portuguese.txt"));
static FRENCH: SortedWords = SortedWords::of(include_str!("../data/words/french.txt"));

/// The language is told from this many characters.
const READ: usize = 500;

/// The language that most words are of; English where none is of any list, or the script is not Latin.
pub(crate) fn language(text: &Text<'_>) -> Language {
    if text.is_foreign {
        return Language::English;
    }
    let words = text.cut_beginning(READ, &Plain);
    let has = |letters: &[char]| usize::from(text.is_accented && text.body().contains(letters));
    // Single letters are of all languages, or of none: "s t o p".
    let count = |list: &SortedWords| {
        words
            .iter()
            .filter(|word| word.len() > 1 && list.has(word))
            .count()
    };
    let english = count(&ENGLISH);
    let spanish = count(&SPANISH) + has(&['ñ', 'Ñ', '¿', '¡']);
    let portuguese = count(&PORTUGUESE) + has(&['ã', 'Ã', 'õ', 'Õ']);
    let french = count(&FRENCH) + has(&['è', 'È', 'ê', 'Ê', 'ù', 'û', 'œ']);
    let best = spanish.max(portuguese).max(french);
    // Words such as "no" and "me" are in two lists; letters with accents decide.
    if best == 0 || english > best || (english == best && !text.is_accented) {
        Language::English
    } else if spanish == best {
        Language::Spanish
    } else if portuguese == best {
        Language::Portuguese
    } else {
        Language::French
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str) -> Language {
        language(&Text::of(body))
    }

    #[test]
    fn the_language_is_that_of_most_words() {
        for (body, wanted) in [
            ("do not contact me", Language::English),
            ("No, I am not interested in selling.", Language::English),
            ("no me escriba más", Language::Spanish),
            ("¿Cuánto ofrece por la casa?", Language::Spanish),
            ("não me mande mais mensagens", Language::Portuguese),
            ("Quanto você paga pela casa?", Language::Portuguese),
            ("ne me contactez plus", Language::French),
            ("retirez mon numéro de votre liste", Language::French),
        ] {
            assert_eq!(of(body), wanted, "{body}");
        }
    }

    #[test]
    fn where_nothing_tells_it_is_english() {
        for body in ["", "👍", "s t o p", "250k", "Привет, как дела?", "你好"] {
            assert_eq!(of(body), Language::English, "{body}");
        }
    }
}
