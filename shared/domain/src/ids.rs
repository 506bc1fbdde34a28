//! Ids of messages: ours, the carrier's, and where a message is.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::address::Address;
use sms_language::vocabulary::text_enum::serde_as_text;

/// Our id of a message: a ULID, so that a thread reads in order; a reply carries its inbound's id
/// and `-r`, so that it is unique by construction and reads right after its question. A follow-up
/// that the same inbound asked for carries `-f`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a message id (a ULID, or a ULID and `-r` or `-f`)")]
pub struct MessageIdError;

const REPLY_SUFFIX: &str = "-r";
const FOLLOW_UP_SUFFIX: &str = "-f";

impl MessageId {
    /// A new id for `now`, from 80 of the caller's random bits.
    pub fn new(now: Timestamp, random: u128) -> Self {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Self(Ulid::from_parts(millis, random).to_string())
    }

    /// This id, or the first one after `last`: ids of a thread grow in the order of their writes.
    #[must_use]
    pub fn at_least_after(self, last: Option<&Self>) -> Self {
        match last {
            Some(last) if *last >= self => last
                .0
                .get(..ulid::ULID_LEN)
                .and_then(|ulid| Ulid::from_str(ulid).ok())
                .and_then(|ulid| ulid.increment())
                .map_or(self, |next| Self(next.to_string())),
            _ => self,
        }
    }

    /// When it was made: of a reply or a follow-up, when its text came in.
    pub fn made_at(&self) -> Option<Timestamp> {
        let ulid = Ulid::from_str(self.0.get(..ulid::ULID_LEN)?).ok()?;
        Timestamp::from_millisecond(i64::try_from(ulid.timestamp_ms()).ok()?).ok()
    }

    /// The id of the one reply to this inbound.
    #[must_use]
    pub fn reply(&self) -> Self {
        Self(format!("{}{REPLY_SUFFIX}", self.0))
    }

    /// The id of the one follow-up that this inbound asked for.
    #[must_use]
    pub fn follow_up(&self) -> Self {
        Self(format!("{}{FOLLOW_UP_SUFFIX}", self.0))
    }

    /// The last id before this one.
    pub fn just_before(&self) -> Option<Self> {
        let ulid = Ulid::from_str(self.0.get(..ulid::ULID_LEN)?).ok()?;
        Some(Self(Ulid(ulid.0.checked_sub(1)?).to_string()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MessageId {
    type Err = MessageIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let ulid = text
            .strip_suffix(REPLY_SUFFIX)
            .or_else(|| text.strip_suffix(FOLLOW_UP_SUFFIX))
            .unwrap_or(text);
        if ulid.len() == ulid::ULID_LEN && Ulid::from_str(ulid).is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err(MessageIdError)
        }
    }
}

impl fmt::Debug for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for MessageId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Where a message is: its thread (the other party) and its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MessageKey {
    pub thread: Address,
    pub id: MessageId,
}

/// The id of a prospect's record: made of the message in which its phone was first seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProspectId(String);

impl ProspectId {
    pub fn first_seen_in(message: &MessageId) -> Self {
        Self(format!("prospect-{message}"))
    }
}

impl fmt::Display for ProspectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of a lead's record: made of the message that made it a lead.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LeadId(String);

impl LeadId {
    pub fn promoted_by(message: &MessageId) -> Self {
        Self(format!("lead-{message}"))
    }
}

impl fmt::Display for LeadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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

serde_as_text!(MessageId, MessageSid);

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

    #[test]
    fn ids_read_in_order_and_a_reply_stands_between_its_question_and_the_next_text() {
        let first = MessageId::new("2026-11-21T10:00:00Z".parse().unwrap(), 7);
        let second = MessageId::new("2026-11-21T10:00:00.001Z".parse().unwrap(), 3);
        assert!(first < first.reply());
        assert!(first.reply() < second);
        assert_eq!(first.reply().as_str().parse(), Ok(first.reply()));
        assert_eq!("nonsense".parse::<MessageId>(), Err(MessageIdError));
    }

    #[test]
    fn an_id_of_a_clock_that_went_back_still_comes_after_the_last() {
        let last = MessageId::new("2026-11-21T10:00:00Z".parse().unwrap(), 7);
        let earlier = MessageId::new("2026-11-21T09:59:59Z".parse().unwrap(), 9);
        let next = earlier.clone().at_least_after(Some(&last));
        assert!(next > last && next > last.reply());
        assert_eq!(earlier.clone().at_least_after(None), earlier);
    }
}
