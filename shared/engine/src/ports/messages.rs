//! The message log as the webhooks read and write it.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sms_domain::address::Address;
use sms_domain::contact::{Contact, PartyLink};
use sms_domain::ids::MessageSid;
use sms_domain::inbound::Reception;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{Direction, Message, MessageId, MessageKey, OutboundMessage};
use sms_domain::outbound::EchoedSend;
use sms_language::Workflow;
use sms_language::text::hash::fingerprint;

use super::{Basis, OptOutRecord, StoreResult, Write};

/// The answer that a webhook gave, kept so that a repeat gives it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    OptOut,
    Stored { linked_to: Option<PartyLink> },
}

/// The row of a SID: which message it is, or the receipts that wait for that message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SidRecord {
    pub target: Option<SidTarget>,
    /// In the order in which they came.
    pub parked: Vec<Receipt>,
}

/// What the SID's row knows of its message, so that most webhooks need no further read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SidTarget {
    /// Kept as `thread` and `id`.
    #[serde(flatten)]
    pub key: MessageKey,
    pub direction: Direction,
    /// Our number, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Address>,
    pub answer: Answer,
    /// Of the body first stored: a repeat with another body is logged.
    pub body_hash: String,
}

impl SidTarget {
    /// The target of a message that went out.
    pub fn of_send(message: &OutboundMessage) -> Self {
        Self {
            key: message.key(),
            direction: Direction::Outbound,
            number: Some(message.number.clone()),
            answer: Answer::Stored {
                linked_to: message.party.clone(),
            },
            body_hash: fingerprint(&message.body),
        }
    }
}

/// What a webhook wants to know before it decides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lookup<'a> {
    pub sid: Option<&'a MessageSid>,
    pub contact: Option<&'a Address>,
    pub number: Option<&'a Address>,
    pub message: Option<&'a MessageKey>,
}

/// What is stored on it.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub guard: Option<SidRecord>,
    pub contact: Option<Contact>,
    /// Ids of the contact's sends whose outcome is not stored.
    pub open_sends: Vec<MessageId>,
    /// The workflow of the number, where it is registered.
    pub number_workflow: Option<Workflow>,
    pub message: Option<Message>,
}

/// An inbound text, decided, with what the decision stood on.
#[derive(Debug, Clone)]
pub struct InboundRecord<'a> {
    pub reception: Reception,
    pub basis: Basis,
    pub guard: Option<(MessageSid, SidTarget)>,
    /// The request's body as it came, kept apart from the row that is read often.
    pub raw: &'a str,
    /// When the tick looks at the thread if the queue loses it.
    pub wake_at: Timestamp,
}

/// A send made outside the engine, known from its echo.
#[derive(Debug, Clone)]
pub struct EchoRecord<'a> {
    pub send: EchoedSend,
    pub sid: MessageSid,
    pub guard: SidTarget,
    pub raw: &'a str,
    pub basis: Basis,
    /// Parked receipts that the message already accounts for.
    pub parked: Vec<Receipt>,
}

/// A receipt of an accepted message found by its SID, decided.
#[derive(Debug, Clone)]
pub struct ReceiptRecord<'a> {
    pub target: &'a SidTarget,
    pub receipt: &'a Receipt,
    /// What the carrier's word on consent makes of the contact, if anything.
    pub opt_out: Option<OptOutRecord>,
}

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptWrite {
    /// It ended the message and was counted, or is one more event of its life.
    Applied,
    /// The same receipt was stored before. Nothing changed.
    Repeat,
    /// The message had ended: kept as an event, not counted.
    AfterTheEnd,
    /// The message's row is not where the SID's row said (it was folded into another), or the
    /// contact moved. Look again.
    Moved,
}

/// The message log as the webhooks write it.
#[async_trait]
pub trait Messages: Send + Sync + Debug {
    /// Reads all that is asked in one strongly consistent round trip.
    async fn look_up(&self, lookup: Lookup<'_>) -> StoreResult<Found>;

    /// One transaction: SID row if new, message, contact, counters, consent ledger, and the number
    /// if unseen. Nothing is written if the contact moved or the SID is taken.
    async fn record_inbound(&self, record: &InboundRecord<'_>) -> StoreResult<Write>;

    /// One transaction: SID row, message, contact, counters, the events of parked receipts.
    async fn record_echo(&self, record: &EchoRecord<'_>) -> StoreResult<Write>;

    /// One transaction on an accepted message found by its SID: the event if new and, for the
    /// first terminal status, message, contact and counters; with `opt_out`, the contact's consent.
    /// `Moved` if the message or, with `opt_out`, the contact moved.
    async fn record_receipt(&self, record: &ReceiptRecord<'_>) -> StoreResult<ReceiptWrite>;

    /// Keeps a receipt until its message appears. `Raced` if the message has appeared.
    async fn park(&self, receipt: &Receipt) -> StoreResult<Write>;

    /// One transaction: links a template to a message that has none, and counts it there. `Raced`
    /// if the message moved.
    async fn link_template(&self, message: &OutboundMessage, template: &str) -> StoreResult<Write>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sids_row_names_its_message_by_thread_and_id() {
        let row = serde_json::json!({
            "thread": "+13055550123",
            "id": "01JD0000000000000000000000-r",
            "direction": "OUTBOUND",
            "number": "+18135550100",
            "answer": {"stored": {"linked_to": {"kind": "lead", "id": "lead-1"}}},
            "body_hash": "x",
        });
        let target: SidTarget = serde_json::from_value(row.clone()).unwrap();
        assert_eq!(target.key.thread, "+13055550123".parse().unwrap());
        assert_eq!(serde_json::to_value(&target).unwrap(), row);
    }
}
