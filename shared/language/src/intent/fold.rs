//! Turns a text as people type it into plain words: lower case, no accents, contractions and slang
//! written out, emoji as words, amounts as amounts, misspelt domain words repaired.

use super::amounts::{self, Amount};
use super::lexicon;

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
    /// Whether a non-Latin script makes up most of the text.
    pub(crate) foreign: bool,
    /// Whether anything was written in Spanish or Portuguese letters (ñ, ã, ¿, …).
    pub(crate) accented: bool,
}

impl Folded {
    /// Whether any sentence asks.
    pub(crate) fn asks(&self) -> bool {
        self.questions.contains(&true)
    }
}

/// A word before slang and spelling are looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) sentence: usize,
    pub(crate) after_comma: bool,
}

/// Folds `body`.
pub(crate) fn fold(body: &str) -> Folded {
    let mut folded = Folded::default();
    let pieces = split(body, &mut folded);
    for (piece, amount) in amounts::collapse(&pieces) {
        if amount.is_some() {
            folded.tokens.push(Token {
                word: piece.text.clone(),
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
        for (index, word) in lexicon::expand(&piece.text, first).into_iter().enumerate() {
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

/// Cuts a text into words and sentences; fills in what `folded` says of the whole.
fn split(body: &str, folded: &mut Folded) -> Vec<Piece> {
    let mut cutter = Cutter::default();
    let (mut latin, mut foreign) = (0_u32, 0_u32);
    for chunk in body.split_inclusive(char::is_whitespace) {
        if chunk.contains('\n') && chunk.trim().is_empty() {
            cutter.end_sentence(false);
            continue;
        }
        let bare = chunk.trim();
        if let Some(stand_in) = address_like(bare) {
            cutter.end_word();
            cutter.word.push_str(stand_in);
            cutter.end_word();
            continue;
        }
        let characters: Vec<char> = chunk.chars().flat_map(char::to_lowercase).collect();
        for (index, &raw) in characters.iter().enumerate() {
            let previous = index.checked_sub(1).and_then(|i| characters.get(i));
            let next = characters.get(index + 1).copied().unwrap_or(' ');
            let (plain, accent) = unaccented(raw);
            folded.accented |= accent;
            if plain.is_ascii_alphabetic() {
                latin += 1;
            } else if plain.is_alphabetic() {
                foreign += 1;
            }
            cutter.take(plain, previous.copied().unwrap_or(' '), next);
        }
        cutter.end_word();
        if chunk.ends_with('\n') {
            cutter.end_sentence(false);
        }
    }
    cutter.end_word();
    cutter.end_sentence(false);
    folded.foreign = foreign > latin;
    folded.questions = cutter.questions;
    cutter.pieces
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

/// Collects characters into words, and words into sentences.
#[derive(Default)]
struct Cutter {
    pieces: Vec<Piece>,
    word: String,
    sentence: usize,
    words_in_sentence: bool,
    comma: bool,
    questions: Vec<bool>,
}

impl Cutter {
    fn take(&mut self, character: char, previous: char, next: char) {
        let in_number = previous.is_ascii_digit()
            && (next.is_ascii_digit() || (next == '$' && character == '-'));
        match character {
            c if c.is_alphanumeric() => self.word.push(c),
            '$' => {
                if self
                    .word
                    .chars()
                    .next_back()
                    .is_some_and(|c| !c.is_ascii_digit() && c != '-')
                {
                    self.end_word();
                }
                self.word.push('$');
            }
            ',' | '.' | ':' | '/' | '-' if in_number => self.word.push(character),
            '.' if next.is_ascii_digit() && (self.word.is_empty() || self.word == "$") => {
                self.word.push_str("0.");
            }
            '-' if !self.word.is_empty()
                && self
                    .word
                    .chars()
                    .all(|c| c.is_ascii_digit() || "k$.,".contains(c))
                && (next.is_ascii_digit() || next == '$') =>
            {
                self.word.push('-');
            }
            '\'' | '\u{2019}' | '`' | '\u{b4}' | '\u{2018}' => {
                if !self.word.is_empty() && next.is_ascii_alphabetic() {
                    self.word.push('\'');
                }
            }
            '/' if self.word == "w" => {
                self.word.clear();
                self.word.push_str("with");
                self.end_word();
            }
            '%' => {
                self.end_word();
                self.word.push_str("percent");
                self.end_word();
            }
            '#' => {
                self.end_word();
                if !next.is_ascii_digit() {
                    self.word.push_str("number");
                    self.end_word();
                }
            }
            '?' => self.end_sentence(true),
            '.' if next.is_ascii_alphabetic() && previous.is_ascii_alphabetic() => {
                // "u.s." and "p.o." stay together enough; "thanks.No" is two sentences.
                if self.word.len() > 2 {
                    self.end_sentence(false);
                } else {
                    self.end_word();
                }
            }
            '!' | '.' | ';' | '\u{2026}' => self.end_sentence(false),
            ',' | '-' | '\u{2013}' | '\u{2014}' | '(' | ')' | ':' => {
                self.end_word();
                self.comma = true;
            }
            other => {
                self.end_word();
                if let Some(word) = lexicon::emoji(other) {
                    self.word.push_str(word);
                    self.end_word();
                }
            }
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let word = word.trim_matches(|c| c == '\'' || c == '-');
        if !word.is_empty() {
            self.pieces.push(Piece {
                text: if word.chars().all(|c| c == '$') {
                    "<dollar>"
                } else {
                    word
                }
                .to_owned(),
                sentence: self.sentence,
                after_comma: std::mem::take(&mut self.comma),
            });
            self.words_in_sentence = true;
        }
    }

    fn end_sentence(&mut self, question: bool) {
        self.end_word();
        if self.words_in_sentence {
            self.questions.push(question);
            self.sentence += 1;
            self.words_in_sentence = false;
            self.comma = false;
        } else if question && let Some(last) = self.questions.last_mut() {
            *last = true;
        } else if question && self.pieces.is_empty() {
            // A text of question marks alone.
            self.word.push_str("<what>");
            self.end_sentence(true);
        }
    }
}

/// The letter without its accent, and whether it had one of Spanish or Portuguese.
fn unaccented(character: char) -> (char, bool) {
    let plain = match character {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        '¿' | '¡' => ' ',
        other => return (other, false),
    };
    (plain, true)
}
