//! Whether a contact may be texted, and who said so.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::ids::MessageId;
use sms_language::vocabulary::text_enum::serde_as_text;

/// May we text this contact?
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Consent {
    /// Never said either way.
    #[default]
    Unstated,
    OptedOut,
    /// Opted in again after an opt-out.
    OptedIn,
}

serde_as_text!(Consent);

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
#[error("is not a valid source of consent (text, carrier CODE, import: NAME)")]
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

/// One line of the consent ledger: evidence, kept for years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentEntry {
    pub at: Timestamp,
    pub consent: Consent,
    pub source: ConsentSource,
    /// The message that said so; none where a file did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// Its words, the carrier's code, or what the file said.
    pub evidence: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Address>,
}

impl ConsentEntry {
    /// The carrier says that the recipient of `message` opted out, with its error code if it gave
    /// one.
    pub fn by_carrier(
        at: Timestamp,
        code: Option<u32>,
        message: MessageId,
        number: Option<Address>,
    ) -> Self {
        let said = code.map_or_else(|| "optout".to_owned(), |code| code.to_string());
        Self {
            at,
            consent: Consent::OptedOut,
            source: ConsentSource::Carrier(code),
            message: Some(message),
            evidence: format!("reported by the carrier: {said}"),
            number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
