//! What punctuation and emoji are in a text that is read for consent.

use crate::text::words::{Gap, Rule, Sign, Step};

/// Letters in the place of others, starred-out letters and emoji count as what they stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs;

impl Rule for Signs {
    fn sign(&self, sign: Sign, _word: &str) -> Step {
        let Sign { c, before, after } = sign;
        match c {
            '.' if sign.is_between_digits() => Step::Nothing,
            '|' if sign.is_inside() => Step::Letters("i"),
            ';' if sign.is_inside() && matches!(after, 't' | 'T' | 'm' | 's') => Step::Nothing,
            '@' if sign.is_inside() => Step::Letters("a"),
            '$' if after.is_ascii_alphabetic() => Step::Letters("s"),
            '*' if !before.is_whitespace() => Step::Nothing,
            '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '＇' => Step::Nothing,
            '&' => Step::Word("and"),
            '#' => Step::Word("number"),
            '🛑' => Step::Word("stop"),
            '🚫' => Step::Word("no"),
            ',' | '—' | '–' | '，' => Step::Gap(Gap::Comma),
            '-' if before == ' ' || after == ' ' => Step::Gap(Gap::Comma),
            '\n' | '\r' | '.' | '!' | '?' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' => {
                Step::Gap(Gap::Sentence)
            }
            '«' | '»' | '\u{201c}'..='\u{201f}' | '⛔' | '📵' | '🔕' => {
                Step::Gap(Gap::Space)
            }
            _ if c.is_ascii() || c.is_whitespace() => Step::Gap(Gap::Space),
            _ => Step::Gap(Gap::Sentence),
        }
    }

    /// Letters that no rule reads part sentences.
    fn foreign(&self) -> Option<Gap> {
        Some(Gap::Sentence)
    }
}

/// Whether a sign that forbids stands in the text, or 🚫 beside a telephone or a letter.
pub(super) fn forbids(body: &str) -> bool {
    const WHAT_WE_SEND: &[char] = &['📱', '📲', '📞', '☎', '💬', '🗨', '✉', '📩', '📨', '📧'];
    body.contains(['⛔', '📵', '🔕']) || (body.contains('🚫') && body.contains(WHAT_WE_SEND))
}
