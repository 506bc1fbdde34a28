//! A text in plain signs, cut into words.

pub(super) use crate::text::words::Gap;
use crate::text::words::{Plain, Rule, Sign, Step, Text};

/// `text` with typographic quotes, dashes, dots and spaces as GSM-7 has them, and single spaces.
/// `None` if it holds a sign that no rule reads: a control or hidden character, an emoji, a letter
/// beyond Latin-1 that is not in our own record.
pub(super) fn plain(text: &str, known: &[&str]) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            _ if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            '‘' | '’' | '‚' | '‛' | '′' | '´' => plain.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' => plain.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            ' '..='~' | '¿' | '¡' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' => plain.push(c),
            _ if c.is_alphabetic() && known.iter().any(|entry| entry.contains(c)) => plain.push(c),
            _ => return None,
        }
    }
    Some(plain)
}

#[derive(Debug)]
pub(super) struct Word<'a> {
    pub(super) raw: &'a str,
    /// In small letters, without accents and apostrophes.
    pub(super) folded: String,
    /// The signs before it, up to the word before.
    pub(super) lead: &'a str,
    /// The signs after it, up to the next word.
    pub(super) tail: &'a str,
    pub(super) before: Gap,
    pub(super) after: Gap,
}

impl Word<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }
}

/// Hyphens and slashes go on a phrase; a colon, a bracket, a quote, a dash with spaces end a sentence. An
/// apostrophe between letters is part of its word.
struct Signs;

impl Rule for Signs {
    fn sign(&self, sign: Sign, _word: &str) -> Step {
        match sign.c {
            '\'' if sign.is_inside() => Step::Nothing,
            '.' | '!' | '?' | ':' | ';' | '(' | ')' | '"' | '¿' | '¡' => Step::Gap(Gap::Sentence),
            '-' if sign.after == ' ' => Step::Gap(Gap::Sentence),
            ',' => Step::Gap(Gap::Comma),
            _ => Step::Gap(Gap::Space),
        }
    }
}

/// The words of a plain text.
pub(super) fn words(plain: &str) -> Vec<Word<'_>> {
    let cut = Text::of(plain).cut(&Signs);
    let mut words = Vec::with_capacity(cut.spans.len());
    let mut end_before = 0;
    for (place, span) in cut.spans.iter().enumerate() {
        let next = cut.spans.get(place + 1);
        let end = next.map_or(plain.len(), |next| next.raw.start);
        words.push(Word {
            raw: plain.get(span.raw.clone()).unwrap_or_default(),
            folded: cut.word(span).to_owned(),
            lead: plain.get(end_before..span.raw.start).unwrap_or_default(),
            tail: plain.get(span.raw.end..end).unwrap_or_default(),
            before: span.gap,
            after: next.map_or(Gap::Sentence, |next| next.gap),
        });
        end_before = span.raw.end;
    }
    words
}

/// A word in small letters, without accents and apostrophes.
pub(super) fn folded(word: &str) -> String {
    Text::of(word).cut(&Plain).letters
}
