//! Sends as the sender sees them.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::contact::Contact;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{MessageKey, OutboundMessage};
use sms_domain::sending::clearance::Clearance;

use super::{OptOutRecord, SidRecord, StoreResult, Write};

/// A move of one send, with everything that must be true together.
#[derive(Debug, Clone)]
pub struct Move {
    pub before: OutboundMessage,
    pub after: OutboundMessage,
    pub at: Timestamp,
    /// Receipts that the move takes into account: kept as events.
    pub receipts: Vec<Receipt>,
    /// How many parked receipts the SID's row is known to hold.
    pub parked: usize,
    /// The send of its own that an echo made of this message, now folded into it.
    pub absorbs: Option<OutboundMessage>,
    /// The carrier says that the contact opted out: recorded with the move.
    pub opt_out: Option<OptOutRecord>,
}

impl Move {
    pub fn new(before: &OutboundMessage, after: OutboundMessage, at: Timestamp) -> Self {
        Self {
            before: before.clone(),
            after,
            at,
            receipts: Vec::new(),
            parked: 0,
            absorbs: None,
            opt_out: None,
        }
    }
}

/// The outcome of a move.
#[derive(Debug, Clone, PartialEq)]
pub enum Advanced {
    Done,
    /// A row moved since it was read: nothing was written; read and decide again.
    Raced,
    /// The SID belongs to a message, or has parked receipts, that the move did not know of: nothing
    /// was written.
    SidTaken(Box<SidRecord>),
}

/// Sends as the sender sees them.
#[async_trait]
pub trait Outbox: Send + Sync + Debug {
    /// The message and its contact, in one round trip.
    async fn load(&self, key: &MessageKey) -> StoreResult<Option<(OutboundMessage, Contact)>>;

    /// One transaction: `QUEUED → in flight`, if the row is as the clearance saw it, and the
    /// contact has not opted out (or the purpose is exempt).
    async fn claim(&self, clearance: &Clearance, claimed: &OutboundMessage) -> StoreResult<Write>;

    /// One transaction: the row moves if it still is `before`, with the SID's row, the contact,
    /// the counters and the events that follow from the difference.
    async fn advance(&self, step: &Move) -> StoreResult<Advanced>;
}
