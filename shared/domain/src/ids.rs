//! The carrier's id of a message.

use std::fmt;
use std::str::FromStr;

use sms_language::vocabulary::text_enum::serde_as_text;

/// A carrier's message id, kept exactly: Twilio's is `SM` and 32 hex digits, TextGrid's is
/// base64-like and holds `=` and `/`. The key on which every webhook is idempotent.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageSid(String);

/// Why a text is not a message SID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SidError {
    #[error("is empty")]
    Empty,
    #[error("is longer than {} bytes", MessageSid::MAX_BYTES)]
    TooLong,
    #[error("holds a control character")]
    ControlCharacter,
}

impl MessageSid {
    /// Far above any carrier's and far below DynamoDB's limit for a key (2,048 bytes).
    pub const MAX_BYTES: usize = 512;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MessageSid {
    type Err = SidError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            Err(SidError::Empty)
        } else if text.len() > Self::MAX_BYTES {
            Err(SidError::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(SidError::ControlCharacter)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl fmt::Debug for MessageSid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for MessageSid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for MessageSid {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

serde_as_text!(MessageSid);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_carriers_sid_is_kept_exactly() {
        for sid in [
            "SM0123456789abcdef0123456789abcdef",
            "dGV4dC9ncmlk+Zz/A==",
            "1",
            "a b",
        ] {
            assert_eq!(
                sid.parse::<MessageSid>().map(|s| s.to_string()),
                Ok(sid.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_sid_says_so() {
        assert_eq!(" ".parse::<MessageSid>(), Err(SidError::Empty));
        assert_eq!(
            "a\u{0}b".parse::<MessageSid>(),
            Err(SidError::ControlCharacter)
        );
        assert_eq!(
            "x".repeat(513).parse::<MessageSid>(),
            Err(SidError::TooLong)
        );
    }
}
