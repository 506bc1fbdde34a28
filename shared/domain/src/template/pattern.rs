//! A text with placeholders, checked when it is read.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::{Placeholder, UnknownPlaceholder, Values};
use sms_language::text::segments::Segments;
use sms_language::vocabulary::text_enum::serde_as_text;

/// The most segments that a template may take with values of ordinary length.
pub const MAX_SEGMENTS: usize = 3;

/// A text with placeholders: every brace belongs to a known one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    source: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Open(Placeholder),
}

/// One thing that is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternFault {
    #[error("the text is blank")]
    Blank,
    #[error("the {{ at character {0} has no }}")]
    Unclosed(usize),
    #[error("the }} at character {0} has no {{")]
    Unopened(usize),
    #[error("at character {at}: {fault}")]
    Unknown {
        at: usize,
        fault: UnknownPlaceholder,
    },
    #[error("character {0} is a control character")]
    ControlCharacter(usize),
    #[error("it takes {0} segments with ordinary values, and {MAX_SEGMENTS} are the most")]
    TooLong(usize),
}

/// All that is wrong with a text. Places are counted in characters, from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct PatternFaults(pub Vec<PatternFault>);

impl fmt::Display for PatternFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&faults.join("; "))
    }
}

impl Pattern {
    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The placeholders that must have a value.
    pub fn needs(&self) -> BTreeSet<Placeholder> {
        self.parts
            .iter()
            .filter_map(|part| match part {
                Part::Open(placeholder) => Some(*placeholder),
                Part::Text(_) => None,
            })
            .collect()
    }

    /// The text with its values, or `None` if one is missing. Never holds a brace.
    pub fn render(&self, values: &Values) -> Option<String> {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => Some(text.as_str()),
                Part::Open(placeholder) => values.get(*placeholder),
            })
            .collect()
    }
}

impl FromStr for Pattern {
    type Err = PatternFaults;

    fn from_str(source: &str) -> Result<Self, Self::Err> {
        let mut faults = Vec::new();
        let mut parts = Vec::new();
        let mut text = String::new();
        // What stands after an open brace, and where the brace is.
        let mut open: Option<(usize, String)> = None;
        for (at, c) in (1..).zip(source.chars()) {
            if c.is_control() && c != '\n' {
                faults.push(PatternFault::ControlCharacter(at));
            }
            match (c, open.take()) {
                ('{', before) => {
                    faults.extend(before.map(|(at, _)| PatternFault::Unclosed(at)));
                    open = Some((at, String::new()));
                }
                ('}', None) => faults.push(PatternFault::Unopened(at)),
                ('}', Some((at, name))) => match name.parse() {
                    Ok(placeholder) => {
                        parts.push(Part::Text(std::mem::take(&mut text)));
                        parts.push(Part::Open(placeholder));
                    }
                    Err(fault) => faults.push(PatternFault::Unknown { at, fault }),
                },
                (c, Some((at, mut name))) => {
                    name.push(c);
                    open = Some((at, name));
                }
                (c, None) => text.push(c),
            }
        }
        faults.extend(open.map(|(at, _)| PatternFault::Unclosed(at)));
        parts.push(Part::Text(text));
        parts.retain(|part| *part != Part::Text(String::new()));
        let pattern = Self {
            source: source.to_owned(),
            parts,
        };
        if source.trim().is_empty() {
            faults.push(PatternFault::Blank);
        }
        if let Some(body) = pattern.render(&Values::sample()) {
            let segments = Segments::of(&body).count;
            if segments > MAX_SEGMENTS {
                faults.push(PatternFault::TooLong(segments));
            }
        }
        if faults.is_empty() {
            Ok(pattern)
        } else {
            Err(PatternFaults(faults))
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl AsRef<str> for Pattern {
    fn as_ref(&self) -> &str {
        &self.source
    }
}

serde_as_text!(Pattern);

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<PatternFault> {
        text.parse::<Pattern>().unwrap_err().0
    }

    #[test]
    fn a_text_is_filled_in() {
        let pattern: Pattern = "Hi {First}, {first name}! About {Property Address}?"
            .parse()
            .unwrap();
        let values = Values::new()
            .with(Placeholder::First, "Ann")
            .with(Placeholder::Address, "1 Elm St");
        assert_eq!(
            pattern.render(&values).as_deref(),
            Some("Hi Ann, Ann! About 1 Elm St?")
        );
        assert_eq!(
            pattern.needs(),
            BTreeSet::from([Placeholder::First, Placeholder::Address])
        );
        let unknown = values.with(Placeholder::Address, " ");
        assert_eq!(pattern.render(&unknown), None);
    }

    #[test]
    fn a_value_is_never_read_as_a_placeholder() {
        let pattern: Pattern = "Hi {First}".parse().unwrap();
        let values = Values::new()
            .with(Placeholder::First, "{Last}")
            .with(Placeholder::Last, "Lee");
        assert_eq!(pattern.render(&values).as_deref(), Some("Hi Last"));
    }

    #[test]
    fn every_fault_of_a_text_is_told_with_its_place() {
        assert_eq!(
            faults("Hi {Frist}, {First and } é} {Last"),
            [
                PatternFault::Unknown {
                    at: 4,
                    fault: UnknownPlaceholder {
                        name: "Frist".into()
                    }
                },
                PatternFault::Unknown {
                    at: 13,
                    fault: UnknownPlaceholder {
                        name: "First and ".into()
                    }
                },
                PatternFault::Unopened(27),
                PatternFault::Unclosed(29),
            ]
        );
        assert_eq!(
            faults("{{First}}"),
            [PatternFault::Unclosed(1), PatternFault::Unopened(9)]
        );
        assert_eq!(faults("a\u{0}\tb").len(), 2);
        assert_eq!(faults(" \n"), [PatternFault::Blank]);
        assert_eq!(
            faults("{}"),
            [PatternFault::Unknown {
                at: 1,
                fault: UnknownPlaceholder {
                    name: String::new()
                }
            }]
        );
    }

    #[test]
    fn a_text_takes_three_segments_at_most() {
        let longest = "a".repeat(3 * 153);
        assert!(longest.parse::<Pattern>().is_ok());
        assert_eq!(faults(&format!("{longest}a")), [PatternFault::TooLong(4)]);
        // The values count too.
        let with_value = format!("{}{{First}}", "a".repeat(3 * 153 - 10));
        assert_eq!(faults(&with_value), [PatternFault::TooLong(4)]);
    }
}
