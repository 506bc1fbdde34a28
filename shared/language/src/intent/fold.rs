//! Turns a text as people type it into plain words: lower case, no accents, contractions and slang
//! written out, emoji as words, amounts as amounts, misspelt domain words repaired.

use std::ops::Range;

use super::amounts::{self, Amount};
use super::lexicon;
use crate::text::words::{Gap, Rule, Sign, Step, Text, Words};

/// One word of a text, or one amount of money or number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// The word; `<money>` or `<num>` for an amount.
    pub(crate) word: String,
    /// Which sentence it stands in, from 0.
    pub(crate) sentence: usize,
    /// Whether a comma or dash stands before it.
    pub(crate) after_comma: bool,
    pub(crate) amount: Option<Amount>,
}

/// A text made of plain words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Folded {
    pub(crate) tokens: Vec<Token>,
    /// For each sentence, whether it ends with a question mark.
    pub(crate) questions: Vec<bool>,
}

impl Folded {
    /// Whether any sentence asks.
    pub(crate) fn asks(&self) -> bool {
        self.questions.contains(&true)
    }
}

/// A word before slang and spelling are looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Piece<'t> {
    pub(crate) text: &'t str,
    pub(crate) sentence: usize,
    pub(crate) after_comma: bool,
}

/// Intent is read in this many characters. Ten segments hold fewer.
const READ: usize = 2_000;

/// Folds the beginning of a text.
pub(crate) fn fold(text: &Text<'_>) -> Folded {
    let words = text.cut_beginning(READ, &Signs);
    let mut folded = Folded {
        tokens: Vec::with_capacity(words.spans.len() + words.spans.len() / 4),
        ..Folded::default()
    };
    let pieces = pieces(&words, &mut folded.questions);
    for (piece, amount) in amounts::collapse(&pieces) {
        if amount.is_some() {
            folded.tokens.push(Token {
                word: piece.text.to_owned(),
                sentence: piece.sentence,
                after_comma: piece.after_comma,
                amount,
            });
            continue;
        }
        let first = folded
            .tokens
            .last()
            .is_none_or(|t| t.sentence != piece.sentence);
        for (index, word) in lexicon::expand(piece.text, first).into_iter().enumerate() {
            folded.tokens.push(Token {
                word,
                sentence: piece.sentence,
                after_comma: piece.after_comma && index == 0,
                amount: None,
            });
        }
    }
    lexicon::rewrite_phrases(&mut folded.tokens);
    folded
}

/// The words with the numbers of their sentences, and for each sentence whether it asks.
fn pieces<'t>(words: &'t Words, questions: &mut Vec<bool>) -> Vec<Piece<'t>> {
    let mut pieces = Vec::with_capacity(words.spans.len() + 1);
    let mut sentence = 0;
    for span in &words.spans {
        if span.gap == Gap::Sentence && (!pieces.is_empty() || span.follows_question) {
            if pieces.is_empty() {
                pieces.push(ASKED);
            }
            questions.push(span.follows_question);
            sentence += 1;
        }
        let text = words.word(span);
        pieces.push(Piece {
            text: if text.bytes().all(|b| b == b'$') {
                "<dollar>"
            } else {
                text
            },
            sentence,
            after_comma: span.gap == Gap::Comma,
        });
    }
    if pieces.is_empty() && words.ends_asking {
        pieces.push(ASKED);
    }
    if !pieces.is_empty() {
        questions.push(words.ends_asking);
    }
    pieces
}

/// A question mark before any word.
const ASKED: Piece<'_> = Piece {
    text: "<what>",
    sentence: 0,
    after_comma: false,
};

/// What punctuation and emoji are in a text that is read for intent: apostrophes and the signs of an amount
/// stay in their words.
struct Signs;

impl Rule for Signs {
    fn sign(&self, sign: Sign, word: &str) -> Step {
        let Sign { c, before, after } = sign;
        if before.is_ascii_digit()
            && (after.is_ascii_digit() || (after == '$' && c == '-'))
            && let Some(step) = in_number(c)
        {
            return step;
        }
        match c {
            '$' if word.ends_with(|last: char| !last.is_ascii_digit() && last != '-') => {
                Step::Begin("$")
            }
            '$' => Step::Letters("$"),
            '.' if after.is_ascii_digit() && matches!(word, "" | "$") => Step::Letters("0."),
            '-' if (after.is_ascii_digit() || after == '$') && is_amount_so_far(word) => {
                Step::Letters("-")
            }
            '\'' | '\u{2019}' | '`' | '\u{b4}' | '\u{2018}' | '\u{2bc}' => {
                if !word.is_empty() && after.is_alphabetic() {
                    Step::Letters("'")
                } else {
                    Step::Nothing
                }
            }
            '/' if word == "w" => Step::Instead("with"),
            '%' => Step::Word("percent"),
            '#' if !after.is_ascii_digit() => Step::Word("number"),
            '?' => Step::Question,
            // "u.s." and "p.o." stay together enough; "thanks.No" is two sentences.
            '.' if after.is_ascii_alphabetic()
                && before.is_ascii_alphabetic()
                && word.len() < 3 =>
            {
                Step::Gap(Gap::Space)
            }
            '!' | '.' | ';' | '\u{2026}' | '\n' => Step::Gap(Gap::Sentence),
            ',' | '-' | '\u{2013}' | '\u{2014}' | '(' | ')' | ':' => Step::Gap(Gap::Comma),
            other => lexicon::emoji(other).map_or(Step::Gap(Gap::Space), Step::Word),
        }
    }

    fn stand_ins(&self, body: &str) -> Vec<(Range<usize>, &'static str)> {
        if !body.contains(['@', '/']) && !body.contains("www.") && !body.contains("WWW.") {
            return Vec::new();
        }
        let mut end = 0;
        body.split_inclusive(char::is_whitespace)
            .filter_map(|chunk| {
                let bare = chunk.trim();
                let start = end;
                end += chunk.len();
                Some((start..start + bare.len(), address_like(bare)?))
            })
            .collect()
    }
}

/// A sign between two digits.
fn in_number(sign: char) -> Option<Step> {
    Some(Step::Letters(match sign {
        ',' => ",",
        '.' => ".",
        ':' => ":",
        '/' => "/",
        '-' => "-",
        _ => return None,
    }))
}

fn is_amount_so_far(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'k' | b'$' | b'.' | b','))
}

/// What stands in for a web or mail address.
fn address_like(chunk: &str) -> Option<&'static str> {
    let lower = chunk.to_lowercase();
    if lower.contains('@') && lower.contains('.') && lower.len() > 4 {
        return Some("<email>");
    }
    let web = ["http://", "https://", "www."]
        .iter()
        .any(|p| lower.starts_with(p))
        || [".com/", ".ly/", ".co/", ".net/", ".org/", ".gg/"]
            .iter()
            .any(|p| lower.contains(p));
    web.then_some("<url>")
}
