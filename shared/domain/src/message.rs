//! The message log's rows: one text, in or out.

pub mod counts;
pub mod moves;
pub mod receipt;
pub mod status;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::address::{Address, E164};
use crate::contact::stage::Stage;
use crate::contact::{Consent, PartyLink};
use crate::ids::MessageSid;
use crate::message::status::DeliveryStatus;
use sms_language::text::segments::Segments;
use sms_language::vocabulary::text_enum::serde_as_text;
use sms_language::{AiIntent, ConsentSignal, Facts, Intent, Language, Question, Workflow};

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

/// Which way a text went (`Direction`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, strum::AsRefStr, strum::Display, strum::EnumString,
)]
#[strum(serialize_all = "UPPERCASE")]
pub enum Direction {
    Inbound,
    Outbound,
}

/// Who or what wrote a text (`Processed By`).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
pub enum ProcessedBy {
    #[strum(serialize = "Campaign Runner")]
    CampaignRunner,
    Autoresponder,
    #[strum(serialize = "AI: Phi-3 Mini")]
    Phi3Mini,
    #[strum(serialize = "AI: Phi-3 Medium")]
    Phi3Medium,
    #[strum(serialize = "AI: GPT-4o")]
    Gpt4o,
    #[strum(serialize = "AI: Mistral 7B")]
    Mistral7b,
    #[strum(serialize = "AI: Gemma 2")]
    Gemma2,
    #[strum(serialize = "Manual / Human")]
    Human,
}

serde_as_text!(MessageId, Direction, ProcessedBy, SendState, Purpose);

/// Where a message is: its thread (the other party) and its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MessageKey {
    pub thread: Address,
    pub id: MessageId,
}

/// A text that came in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct InboundMessage {
    pub id: MessageId,
    /// Who wrote it.
    pub thread: Address,
    /// The number of ours it was sent to, where the carrier said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Address>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<MessageSid>,
    pub body: String,
    pub received_at: Timestamp,
    /// `OPT OUT` for a text that opted out, else `SENT` (seed 001, "Inbound").
    pub delivery_status: DeliveryStatus,
    /// The workflow of the number it was sent to.
    #[serde(default)]
    pub workflow: Workflow,
    /// What it says about consent.
    #[serde(default)]
    pub consent: ConsentSignal,
    /// Set where it changed the contact's consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_change: Option<Consent>,
    #[serde(default)]
    pub language: Language,
    pub ai_intent: AiIntent,
    pub intent: Intent,
    /// How sure the reading is, in hundredths.
    #[serde(default)]
    pub confidence: u8,
    /// What it tells of the property and the sale.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub extracted: Facts,
    /// The model that read it, where the rules were not sure (`Processed By`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processed_by: Option<ProcessedBy>,
    /// The template of the text that it is the first answer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_record_id: Option<String>,
    /// The contact's stage after this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// `None` only where the sender is no phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyLink>,
    /// Why it was understood so (`Message Summary (AI)`).
    pub summary: String,
}

/// A text that we sent, or are about to send.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct OutboundMessage {
    pub id: MessageId,
    /// Whom it is for.
    pub thread: Address,
    /// The number of ours it goes out from.
    pub number: Address,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<MessageSid>,
    pub body: String,
    pub segments: usize,
    pub purpose: Purpose,
    pub delivery_status: DeliveryStatus,
    pub state: SendState,
    /// When it may leave at the earliest.
    pub due_at: Timestamp,
    pub written_at: Timestamp,
    /// When the carrier took it (`Last Sent Time`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// When it was last tried again (`Last Retry Time`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retried_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimMark>,
    /// Carrier calls claimed so far.
    #[serde(default)]
    pub attempts: u32,
    /// When the tick looks at it, unless something happened before.
    pub wake_at: Timestamp,
    /// Times the tick put it back on the queue since it last moved by itself.
    #[serde(default)]
    pub put_backs: u32,
    /// The carrier's error code, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<u32>,
    /// Why it failed, was skipped, waits, or is ambiguous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processed_by: Option<ProcessedBy>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_record_id: Option<String>,
    /// What it asks of its reader, whose answer is read by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Question>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyLink>,
    /// Grows with each write: what a conditional write checks.
    pub revision: u64,
}

/// The lease under which one worker makes one carrier call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimMark {
    pub id: String,
    /// The call has ended by then, or was never made.
    pub until: Timestamp,
}

/// Where a send stands with us; `delivery_status` is where it stands with the carrier.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum SendState {
    /// Written; no call is under way.
    Queued,
    /// Claimed: a call may be under way until the claim's end.
    InFlight,
    /// A call was made and its outcome is unknown. Never sent again by itself.
    Ambiguous,
    /// The carrier took it.
    Accepted,
    /// The carrier refused it for good, or we gave up.
    Failed,
    /// We chose not to send it.
    Skipped,
}

/// What a send is for, as far as consent asks.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Purpose {
    /// An answer to a text, or any other text that needs consent.
    Conversation,
    /// A text that was planned for when the contact wanted to be asked again. Falls away if the
    /// contact writes before.
    FollowUp,
    /// The answer to HELP, which also one who opted out may have (47 CFR 64.1200(a)(12)).
    Help,
    /// The one confirmation of an opt-out.
    OptOutConfirmation,
    /// Told by an echo: sent by somebody else.
    Echo,
}

impl Purpose {
    /// Whether the text may go to one who opted out.
    pub fn is_exempt_from_opt_out(self) -> bool {
        matches!(self, Self::Help | Self::OptOutConfirmation)
    }
}

/// What a send says, to whom, and why: the rest follows.
#[derive(Clone)]
pub struct Draft {
    pub id: MessageId,
    pub thread: Address,
    pub number: Address,
    pub body: String,
    pub purpose: Purpose,
    pub processed_by: Option<ProcessedBy>,
    pub template_record_id: Option<String>,
    pub asks: Option<Question>,
    pub stage: Option<Stage>,
    pub party: Option<PartyLink>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Draft {
    /// The row of a send that is due at `now`.
    pub fn queued(self, now: Timestamp) -> OutboundMessage {
        self.queued_until(now, now)
    }

    /// The row of a send that is due at `due_at`.
    pub fn queued_until(self, due_at: Timestamp, now: Timestamp) -> OutboundMessage {
        OutboundMessage {
            id: self.id,
            thread: self.thread,
            number: self.number,
            sid: None,
            segments: Segments::of(&self.body).count,
            body: self.body,
            purpose: self.purpose,
            delivery_status: DeliveryStatus::Queued,
            state: SendState::Queued,
            due_at,
            written_at: now,
            sent_at: None,
            retried_at: None,
            claim: None,
            attempts: 0,
            wake_at: now,
            put_backs: 0,
            error_code: None,
            reason: None,
            processed_by: self.processed_by,
            template_record_id: self.template_record_id,
            asks: self.asks,
            stage: self.stage,
            party: self.party,
            revision: 1,
        }
        .waking(now)
    }
}

impl OutboundMessage {
    pub fn key(&self) -> MessageKey {
        MessageKey {
            thread: self.thread.clone(),
            id: self.id.clone(),
        }
    }

    /// Whether a call may have been made whose outcome is not stored.
    pub fn is_open(&self) -> bool {
        matches!(self.state, SendState::InFlight | SendState::Ambiguous)
    }

    /// Whether `phone` of ours sending `body` to the thread would be this very message.
    pub fn is_the_send_of(&self, number: &Address, body: &str) -> bool {
        self.number == *number && self.body == body
    }
}

impl InboundMessage {
    pub fn key(&self) -> MessageKey {
        MessageKey {
            thread: self.thread.clone(),
            id: self.id.clone(),
        }
    }

    /// The phone to answer, where there is one.
    pub fn answerable(&self) -> Option<&E164> {
        self.thread.phone()
    }
}

impl fmt::Debug for InboundMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboundMessage")
            .field("id", &self.id)
            .field("thread", &self.thread)
            .field("status", &self.delivery_status)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OutboundMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutboundMessage")
            .field("id", &self.id)
            .field("thread", &self.thread)
            .field("state", &self.state)
            .field("status", &self.delivery_status)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

/// Any row of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "direction", rename_all = "UPPERCASE")]
pub enum Message {
    Inbound(InboundMessage),
    Outbound(OutboundMessage),
}

impl Message {
    pub fn key(&self) -> MessageKey {
        match self {
            Self::Inbound(message) => message.key(),
            Self::Outbound(message) => message.key(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn debug_shows_no_body_and_no_phone() {
        let message = InboundMessage {
            id: MessageId::new(Timestamp::UNIX_EPOCH, 1),
            thread: "+13055550123".parse().unwrap(),
            number: None,
            sid: None,
            body: "my secret".into(),
            received_at: Timestamp::UNIX_EPOCH,
            delivery_status: DeliveryStatus::Sent,
            workflow: Workflow::Seller,
            consent: ConsentSignal::None,
            consent_change: None,
            language: Language::English,
            ai_intent: AiIntent::Neutral,
            intent: Intent::Neutral,
            confidence: 0,
            extracted: Facts::default(),
            processed_by: None,
            template_record_id: None,
            stage: None,
            party: None,
            summary: String::new(),
        };
        let shown = format!("{:?}", Message::Inbound(message));
        assert!(
            !shown.contains("secret") && !shown.contains("5550123"),
            "{shown}"
        );
    }
}
