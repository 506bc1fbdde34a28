//! Who must not be texted: the list's rows, and what an opt-out told from outside makes of a contact.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::E164;
use crate::contact::stage::Stage;
use crate::contact::{Consent, Contact};

/// Who said that consent changed. Stored and shown as `text`, `carrier 21610` or `import: crm`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum ConsentSource {
    /// The contact, in a text.
    Text,
    /// The carrier, with its error code where it gave one.
    Carrier(Option<u32>),
    /// A file, with the name that it gives its own source.
    Import(Option<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no source of consent (text, carrier CODE, import: NAME)")]
pub struct ConsentSourceError;

impl ConsentSource {
    /// The source of a file's line that calls it `named`. What was imported before keeps its name.
    pub fn imported(named: &str) -> Self {
        match named.trim() {
            "" => Self::Import(None),
            named => match named.parse() {
                Ok(Self::Import(earlier)) => Self::Import(earlier),
                Ok(Self::Text | Self::Carrier(_)) | Err(ConsentSourceError) => {
                    Self::Import(Some(named.to_owned()))
                }
            },
        }
    }
}

impl fmt::Display for ConsentSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Carrier(None) => f.write_str("carrier"),
            Self::Carrier(Some(code)) => write!(f, "carrier {code}"),
            Self::Import(None) => f.write_str("import"),
            Self::Import(Some(named)) => write!(f, "import: {named}"),
        }
    }
}

impl FromStr for ConsentSource {
    type Err = ConsentSourceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => Ok(Self::Text),
            "carrier" => Ok(Self::Carrier(None)),
            "import" => Ok(Self::Import(None)),
            _ => {
                if let Some(named) = text.strip_prefix("import: ") {
                    return Ok(Self::Import(Some(named.to_owned())));
                }
                let code = text
                    .strip_prefix("carrier ")
                    .and_then(|code| code.parse().ok());
                code.map(|code| Self::Carrier(Some(code)))
                    .ok_or(ConsentSourceError)
            }
        }
    }
}

impl From<ConsentSource> for String {
    fn from(source: ConsentSource) -> Self {
        source.to_string()
    }
}

impl TryFrom<String> for ConsentSource {
    type Error = ConsentSourceError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// One row of the suppression list: a phone that has opted out. The words of a text stay in the
/// ledger: the list names the message instead.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    pub phone: E164,
    pub at: Timestamp,
    pub source: ConsentSource,
    /// What an imported file said, else the id of the message that opted out.
    pub evidence: String,
}

impl fmt::Debug for Suppression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Suppression")
            .field("phone", &self.phone)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// What an opt-out that was told from outside comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Suppressing {
    /// The contact after it.
    Now(Box<Contact>),
    Already,
    /// The contact opted in again at this instant, no earlier than the opt-out: its later word
    /// stands.
    OptedInSince(Timestamp),
}

/// Decides what an opt-out of `at` makes of `contact`. No text says so, hence nothing is counted.
pub fn suppress(contact: &Contact, at: Timestamp) -> Suppressing {
    match (contact.consent, contact.consent_at) {
        (Consent::OptedOut, _) => Suppressing::Already,
        (Consent::OptedIn, Some(since)) if at <= since => Suppressing::OptedInSince(since),
        (Consent::OptedIn | Consent::Unstated, _) => {
            let mut after = contact.clone();
            after.consent = Consent::OptedOut;
            after.consent_at = Some(at);
            let stage = contact.stage.unwrap_or(Stage::OptOut);
            after.stage = Some(stage.advanced_to(Stage::OptOut));
            after.version += 1;
            Suppressing::Now(Box::new(after))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn stranger() -> Contact {
        Contact::new("+13055550123".parse().unwrap())
    }

    #[test]
    fn sources_read_back_and_others_do_not() {
        for text in [
            "text",
            "carrier",
            "carrier 21610",
            "import",
            "import: crm, 2026",
        ] {
            assert_eq!(text.parse::<ConsentSource>().unwrap().to_string(), text);
        }
        for text in ["", "Text", "carrier x", "crm"] {
            assert_eq!(text.parse::<ConsentSource>(), Err(ConsentSourceError));
        }
    }

    #[test]
    fn an_imported_source_keeps_its_name_through_any_number_of_exports() {
        for (named, wanted) in [
            ("crm", "import: crm"),
            (" import: crm ", "import: crm"),
            ("text", "import: text"),
            ("carrier 21610", "import: carrier 21610"),
            (" ", "import"),
            ("import", "import"),
        ] {
            let once = ConsentSource::imported(named).to_string();
            assert_eq!(once, wanted);
            assert_eq!(ConsentSource::imported(&once).to_string(), wanted);
        }
    }

    #[test]
    fn a_stranger_is_suppressed_without_a_record_of_its_own() {
        let told = at("2026-01-05T10:00:00Z");
        let Suppressing::Now(after) = suppress(&stranger(), told) else {
            panic!("not suppressed")
        };
        assert_eq!((after.consent, after.version), (Consent::OptedOut, 1));
        assert_eq!(after.consent_at, Some(told));
        assert_eq!(
            (after.stage, after.party.clone()),
            (Some(Stage::OptOut), None)
        );
        assert_eq!(suppress(&after, told), Suppressing::Already);
    }

    #[test]
    fn do_not_call_stays_do_not_call() {
        let mut contact = stranger();
        contact.stage = Some(Stage::Dnc);
        let Suppressing::Now(after) = suppress(&contact, at("2026-01-05T10:00:00Z")) else {
            panic!("not suppressed")
        };
        assert_eq!(after.stage, Some(Stage::Dnc));
    }

    #[test]
    fn an_opt_in_outlasts_an_earlier_opt_out_and_no_later_one() {
        let mut contact = stranger();
        contact.consent = Consent::OptedIn;
        contact.consent_at = Some(at("2026-02-01T00:00:00Z"));
        for earlier in ["2026-01-05T10:00:00Z", "2026-02-01T00:00:00Z"] {
            let stands = Suppressing::OptedInSince(at("2026-02-01T00:00:00Z"));
            assert_eq!(suppress(&contact, at(earlier)), stands);
        }
        let later = suppress(&contact, at("2026-02-01T00:00:00.001Z"));
        assert!(matches!(later, Suppressing::Now(_)));
    }
}
