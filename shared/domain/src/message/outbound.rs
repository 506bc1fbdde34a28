//! A text that we sent, or are about to send.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::contact::party::PartyLink;
use crate::contact::stage::Stage;
use crate::ids::{MessageId, MessageKey, MessageSid};
use crate::message::origin::ProcessedBy;
use crate::message::status::DeliveryStatus;
use sms_language::Question;
use sms_language::text::segments::Segments;
use sms_language::vocabulary::text_enum::serde_as_text;

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

serde_as_text!(SendState, Purpose);
