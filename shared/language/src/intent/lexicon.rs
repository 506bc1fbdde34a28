//! Words as people text them, and the words that they stand for.

use super::data::{LEFT_ALONE, MENDED, REWRITE_MEANS, REWRITES, SLANG, SLANG_MEANS};
use super::fold::Token;
use super::phrases;
use crate::pattern::{Gap, Word};

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
    let squeezed = squeeze(word);
    let word = squeezed.as_str();
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

/// "yesss" and "nooo": three letters of a kind are one.
fn squeeze(word: &str) -> String {
    let characters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut run = 0;
    for (index, character) in characters.iter().enumerate() {
        let same = index
            .checked_sub(1)
            .and_then(|i| characters.get(i))
            .is_some_and(|p| p == character);
        run = if same { run + 1 } else { 0 };
        let long_run = characters
            .get(index + 1..)
            .unwrap_or(&[])
            .iter()
            .take_while(|c| *c == character)
            .count()
            + run
            >= 2;
        if !(character.is_ascii_alphabetic() && long_run && run > 0) {
            out.push(*character);
        }
    }
    out
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
        if target.len().abs_diff(length) > allowed || !begins_alike(word, target) {
            continue;
        }
        let limit = if target.len() >= 8 { allowed } else { 1 };
        let distance = distance(word, target);
        if distance <= limit && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, target));
        }
    }
    best.map_or(word, |(_, target)| target).to_owned()
}

/// The same first letter, or the first two swapped.
fn begins_alike(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.chars(), b.chars());
    let (a1, a2, b1, b2) = (a.next(), a.next(), b.next(), b.next());
    a1 == b1 || (a1 == b2 && a2 == b1)
}

/// Edits between two words: insert, delete, replace, or swap two neighbours.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, ca) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, cb) in b.iter().enumerate() {
            let get = |r: &Vec<usize>, i: usize| r.get(i).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (get(&above, column) + usize::from(ca != *cb))
                .min(get(&above, column + 1) + 1)
                .min(get(&current, column) + 1);
            let swapped = column > 0 && previous == Some(*cb) && b.get(column - 1) == Some(&ca);
            if swapped {
                cost = cost.min(get(&before, column - 1) + 1);
            }
            current.push(cost);
        }
        previous = Some(ca);
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
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
