//! Reads a pattern as written.

use std::fmt::{self, Display, Formatter};

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    One(Vec<Alternative>),
    /// One of the words, or the end of the sentence.
    OneOrEnd(Vec<Alternative>),
    Maybe(Vec<Alternative>),
    Number,
    Unknown,
    Any,
    Gap(u8),
    Start,
    End,
    Clause,
}

/// What may stand in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Alternative {
    Word(String),
    /// Any word that begins so.
    Stem(String),
    /// A word of a class.
    Class(String),
}

/// Why a pattern cannot be read, or can never match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SyntaxError {
    Empty,
    NotAWord(String),
    Repeated(String),
    /// A gap at an edge of the pattern, or beside another.
    IdleGap,
    /// A gap of no words or of more than nine.
    GapSize(String),
    /// `^` that is not first, or `$` that is not last.
    Misplaced(char),
    /// Every part may be missing.
    MatchesNothing,
    UnknownClass(String),
    EmptyClass(String),
}

impl Display for SyntaxError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the pattern is empty"),
            Self::NotAWord(word) => write!(f, "`{word}` is not a valid word"),
            Self::Repeated(word) => write!(f, "`{word}` stands twice in one place"),
            Self::IdleGap => write!(f, "a gap stands at an edge or beside another gap"),
            Self::GapSize(gap) => write!(f, "`{gap}` is not a valid gap: `*1` to `*9`"),
            Self::Misplaced(sign) => write!(f, "`{sign}` can never match where it stands"),
            Self::MatchesNothing => write!(f, "every part may be missing"),
            Self::UnknownClass(class) => write!(f, "there is no class `@{class}`"),
            Self::EmptyClass(class) => write!(f, "the class `@{class}` has no words"),
        }
    }
}

/// The parts of a pattern.
pub(crate) fn parse(pattern: &str) -> Result<Vec<Part>, SyntaxError> {
    let parts: Vec<Part> = pattern
        .split_whitespace()
        .map(part)
        .collect::<Result<_, _>>()?;
    let last = parts.len().checked_sub(1).ok_or(SyntaxError::Empty)?;
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Start if at > 0 => return Err(SyntaxError::Misplaced('^')),
            Part::End if at < last => return Err(SyntaxError::Misplaced('$')),
            Part::Gap(_) if at == 0 || at == last => return Err(SyntaxError::IdleGap),
            Part::Gap(_) if matches!(parts.get(at + 1), Some(Part::Gap(_))) => {
                return Err(SyntaxError::IdleGap);
            }
            Part::One(_)
            | Part::OneOrEnd(_)
            | Part::Maybe(_)
            | Part::Number
            | Part::Unknown
            | Part::Any
            | Part::Gap(_)
            | Part::Start
            | Part::End
            | Part::Clause => {}
        }
    }
    let takes_a_word = |part: &Part| {
        matches!(
            part,
            Part::One(_) | Part::Number | Part::Unknown | Part::Any
        )
    };
    if parts.iter().any(takes_a_word) {
        Ok(parts)
    } else {
        Err(SyntaxError::MatchesNothing)
    }
}

/// The words and stems of a class, set apart by spaces.
pub(crate) fn class(words: &str) -> Result<Vec<Alternative>, SyntaxError> {
    alternatives(words.split_whitespace())
}

fn part(written: &str) -> Result<Part, SyntaxError> {
    Ok(match written {
        "_" => Part::Any,
        "~" => Part::Unknown,
        "#" => Part::Number,
        "^" => Part::Start,
        "$" => Part::End,
        "," => Part::Clause,
        "*" => Part::Gap(2),
        "**" => Part::Gap(5),
        gap if gap.starts_with('*') => Part::Gap(gap_size(gap)?),
        maybe if maybe.ends_with('?') => {
            Part::Maybe(alternatives(maybe.trim_end_matches('?').split('|'))?)
        }
        words => {
            let mut listed: Vec<&str> = words.split('|').collect();
            let all = listed.len();
            listed.retain(|word| *word != "$");
            let or_end = listed.len() < all;
            let words = alternatives(listed.into_iter())?;
            if or_end {
                Part::OneOrEnd(words)
            } else {
                Part::One(words)
            }
        }
    })
}

fn gap_size(gap: &str) -> Result<u8, SyntaxError> {
    gap.strip_prefix('*')
        .and_then(|size| size.parse().ok())
        .filter(|size| (1..=9).contains(size))
        .ok_or_else(|| SyntaxError::GapSize(gap.to_owned()))
}

fn alternatives<'a>(words: impl Iterator<Item = &'a str>) -> Result<Vec<Alternative>, SyntaxError> {
    let mut read = Vec::new();
    for word in words {
        let alternative = alternative(word)?;
        if read.contains(&alternative) {
            return Err(SyntaxError::Repeated(word.to_owned()));
        }
        read.push(alternative);
    }
    if read.is_empty() {
        return Err(SyntaxError::Empty);
    }
    Ok(read)
}

fn alternative(written: &str) -> Result<Alternative, SyntaxError> {
    let (word, of): (_, fn(String) -> Alternative) = if let Some(class) = written.strip_prefix('@')
    {
        (class, Alternative::Class)
    } else if let Some(stem) = written.strip_suffix('%') {
        (stem, Alternative::Stem)
    } else {
        (written, Alternative::Word)
    };
    if is_word(word) {
        Ok(of(word.to_owned()))
    } else {
        Err(SyntaxError::NotAWord(written.to_owned()))
    }
}

/// Whether `word` is one as folding leaves it: small letters and digits, or what stands in for a
/// sign, such as `<money>`.
pub(crate) fn is_word(word: &str) -> bool {
    let plain = word
        .strip_prefix('<')
        .and_then(|word| word.strip_suffix('>'))
        .unwrap_or(word);
    let small = |c: char| c.is_ascii_digit() || c.is_alphabetic() && c.is_lowercase();
    !plain.is_empty() && plain.chars().all(small)
}
