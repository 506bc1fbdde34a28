//! Words as people text them, and the words that they stand for.

use super::data::{LEFT_ALONE, MENDED, REWRITE_MEANS, REWRITES, SLANG, SLANG_MEANS};
use super::fold::Token;
use super::phrases;
use crate::pattern::{Gap, Word};
use crate::text::spelling::{distance, squeeze, starts_alike};

/// Whether `word` is one of a list's words, which spaces set apart.
pub(super) fn among(list: &str, word: &str) -> bool {
    // This runs for every word of a text on many lists: bytes, and the first one first.
    let word = word.as_bytes();
    list.as_bytes()
        .split(|byte| *byte == b' ')
        .any(|w| w.first() == word.first() && w == word)
}

/// The plain words for one word as texted. `first` says that it begins its sentence.
pub(super) fn expand(word: &str, first: bool) -> Vec<String> {
    // "yesss" and "nooo": three letters of a kind are one.
    let squeezed = squeeze(word, 1);
    let word = squeezed.as_deref().unwrap_or(word);
    if word == "ya" {
        return vec![if first { "yeah" } else { "you" }.to_owned()];
    }
    if word == "were" && first {
        return vec!["we".to_owned(), "are".to_owned()];
    }
    if let Some(long) = slang(word) {
        return long.split(' ').map(str::to_owned).collect();
    }
    // A possessive or an unknown contraction: the word before the apostrophe.
    let stem = word.split('\'').next().unwrap_or(word);
    vec![mend(stem)]
}

/// What slang stands for, written with its apostrophes or without.
fn slang(word: &str) -> Option<&'static str> {
    let place = match SLANG.place(word) {
        0 if word.contains('\'') => SLANG.place(&word.replace('\'', "")),
        place => place,
    };
    SLANG_MEANS.get(place)
}

/// The domain word that `word` misspells, or `word`.
fn mend(word: &str) -> String {
    let length = word.len();
    if length < 5
        || !word.chars().all(|c| c.is_ascii_lowercase())
        || phrases::knows(word)
        || LEFT_ALONE.place(word) > 0
    {
        return word.to_owned();
    }
    let allowed = if length >= 8 { 2 } else { 1 };
    let mut best: Option<(usize, &str)> = None;
    for &target in MENDED {
        let limit = if target.len() >= 8 { allowed } else { 1 };
        if starts_alike(word, target)
            && let Some(distance) = distance(word, target, limit)
            && best.is_none_or(|(d, _)| distance < d)
        {
            best = Some((distance, target));
        }
    }
    best.map_or(word, |(_, target)| target).to_owned()
}

/// Puts simple words in the place of the sequences that `rewrites.tsv` lists.
pub(super) fn rewrite_phrases(tokens: &mut Vec<Token>) {
    let mut sentence = None;
    let words: Vec<Word> = tokens
        .iter()
        .map(|token| {
            let goes_on = sentence.replace(token.sentence) == Some(token.sentence);
            let before = if goes_on { Gap::Space } else { Gap::Sentence };
            REWRITES.word(&token.word, before, Gap::Space, false)
        })
        .collect();
    // Where a sequence stands and which: at each place the first row of the file.
    let mut found: Vec<(usize, usize, u16)> = Vec::new();
    REWRITES.find(&words, |found_here| {
        let past = found
            .last()
            .is_none_or(|(_, end, _)| *end <= found_here.start);
        if past {
            found.push((found_here.start, found_here.end, found_here.pattern));
        }
    });
    for (start, end, row) in found.into_iter().rev() {
        let Some(model) = tokens.get(start).cloned() else {
            continue;
        };
        let simple = REWRITE_MEANS.get(row + 1).unwrap_or_default();
        let simple = simple.split(' ').enumerate().map(|(index, word)| Token {
            word: word.to_owned(),
            after_comma: model.after_comma && index == 0,
            ..model.clone()
        });
        tokens.splice(start..end, simple);
    }
}

/// The word for an emoji; none for skin tones, joiners and what carries no meaning here.
pub(super) fn emoji(character: char) -> Option<&'static str> {
    Some(match character {
        '👍' | '👌' | '✅' | '🤝' | '☑' | '✔' | '💯' => "<up>",
        '👎' | '🙅' | '❌' | '🚫' | '⛔' | '🛑' => "<down>",
        '🖕' => "<finger>",
        '😂' | '🤣' | '😆' | '😅' | '😹' => "<laugh>",
        '🙏' | '❤' | '💕' | '💙' | '💜' | '🥰' | '😍' | '😘' => "<pray>",
        '👋' | '🖐' => "<wave>",
        '😡' | '🤬' | '😠' | '😤' | '🙄' => "<angry>",
        '😀' | '😃' | '😄' | '😁' | '🙂' | '😊' | '☺' | '😉' | '🤗' | '😎' | '🎉' | '👏' => {
            "<smile>"
        }
        '🤔' | '🤷' | '😐' => "<shrug>",
        '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}' => {
            "<emoji>"
        }
        _ => return None,
    })
}
