//! The words the grammar knows, from `data/consent/lexicon.tsv`: one spelling, its roles, and the variants people
//! type.

use super::roles::Roles;
use crate::text::spelling::{
    SortedWords, WordList, distance, is_swapped, squeeze, starts_alike, words,
};

/// A word's one spelling and its roles.
pub(super) type Entry = (&'static str, Roles);

// `LEXICON`: the entry of each spelling and variant, in the order of their bytes.
include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

pub(super) fn entry(word: &str) -> Option<Entry> {
    let at = LEXICON
        .binary_search_by(|(listed, _)| (*listed).cmp(word))
        .ok()?;
    LEXICON.get(at).map(|(_, entry)| *entry)
}

/// The words worth reading through a typo; the longer the word, the wider the reach.
const FUZZY: &WordList = words!(
    "stop unsubscribe unsubscribed texting messaging contacting message messages contact \
    contacted calling harassing harassment harass bothering bother remove removed delete erase \
    number please cancel revoke alone never anymore receive receiving sending spamming \
    soliciting solicitation database registry desist discontinue communication interested \
    permission reporting"
);

/// Words read through two swapped neighbours only: too many real words are a letter away from them.
const SWAPPED: &WordList = words!("lose leave take text list alone dont phone");

/// Real words (English, Spanish, Portuguese, French) that lie within a typo of [`FUZZY`].
pub(super) static REAL_WORDS: SortedWords =
    SortedWords::of(include_str!("../../data/consent/real_words.txt"));

/// A word of the lexicon, through its variants, repeated letters, digits for letters and small typos.
pub(super) fn known(raw: &str) -> Option<Entry> {
    if let Some(entry) = entry(raw) {
        return Some(entry);
    }
    if raw.len() > 24 || raw.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if raw.bytes().any(|b| b.is_ascii_digit()) {
        return undigited(raw);
    }
    [1, 2]
        .into_iter()
        .find_map(|keep| {
            let squeezed = squeeze(raw, keep)?;
            entry(&squeezed).or_else(|| near(&squeezed))
        })
        .or_else(|| near(raw))
        .or_else(|| without_vowels(raw))
}

/// "txtng", "cntct", "dlt": a keyword whose vowels were left out.
fn without_vowels(raw: &str) -> Option<Entry> {
    let vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    if raw.len() < 3 || raw.bytes().any(vowel) || REAL_WORDS.has(raw) {
        return None;
    }
    FUZZY
        .iter()
        .find(|target| target.bytes().filter(|&b| !vowel(b)).eq(raw.bytes()))
        .and_then(|target| entry(target))
}

/// "st0p", "5top", and "stop2quit".
fn undigited(raw: &str) -> Option<Entry> {
    if raw.starts_with("stop") && raw.get(4..)?.starts_with(['2', '4']) {
        return entry("stop");
    }
    let letters: String = raw
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            other => other,
        })
        .collect();
    entry(&letters)
        .or_else(|| {
            // "unsubscribe1": a slipped digit.
            entry(raw.trim_end_matches(|c: char| c.is_ascii_digit()))
        })
        .filter(|entry| {
            raw.len() >= 4
                && entry.1.has(
                    Roles::STRONG
                        .and(Roles::WEAK)
                        .and(Roles::CONTACT)
                        .and(Roles::CONTACTING),
                )
        })
}

/// The one lexicon word within a typo's reach, unless the word is one of the language.
fn near(raw: &str) -> Option<Entry> {
    if raw.len() < 3 || REAL_WORDS.has(raw) {
        return None;
    }
    SWAPPED
        .iter()
        .find(|target| is_swapped(raw, target))
        .or_else(|| within_reach(raw))
        .and_then(|target| entry(target))
}

fn within_reach(raw: &str) -> Option<&'static str> {
    FUZZY.iter().find(|target| {
        let reach = match target.len() {
            0..=8 => 1,
            9..=10 => 2,
            _ => 3,
        };
        same_start(raw, target) && distance(raw, target, reach).is_some()
    })
}

/// The first letter is right, or swapped with the second, or (in "stop") a neighbour on the keyboard.
fn same_start(raw: &str, target: &str) -> bool {
    starts_alike(raw, target)
        || (target == "stop" && raw.len() == 4 && raw.starts_with(['d', 'a', 'z', 'x', 'w']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_reach_the_word_and_real_words_do_not() {
        for (raw, word) in [
            ("stpo", "stop"),
            ("sotp", "stop"),
            ("stoppp", "stop"),
            ("st0p", "stop"),
            ("unsubcribe", "unsubscribe"),
            ("unsuscribe", "unsubscribe"),
            ("cotact", "contact"),
            ("rmeove", "remove"),
            ("mesaging", "messaging"),
            ("txtng", "texting"),
            ("lsoe", "lose"),
            ("laeve", "leave"),
        ] {
            assert_eq!(known(raw).map(|entry| entry.0), Some(word), "{raw}");
        }
        for raw in [
            "quite", "quiet", "step", "shop", "spot", "stoop", "contract", "cancer", "remote",
        ] {
            assert_eq!(known(raw), None, "{raw}");
        }
    }

    #[test]
    fn the_words_read_through_typos_are_in_the_lexicon() {
        for word in FUZZY.iter() {
            assert!(entry(word).is_some(), "{word}");
        }
    }
}
