//! Threads as the thread worker sees them.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::Contact;
use sms_domain::contact::change::ContactChange;
use sms_domain::message::{InboundMessage, MessageId, OutboundMessage};

use super::{StoreResult, Write};

/// A worker's hold on a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    pub thread: Address,
    pub id: String,
    pub until: Timestamp,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Leased {
    Taken(Box<Contact>),
    /// Another worker holds it.
    Busy,
    /// Nothing is owed to this thread.
    Idle,
}

/// What the thread worker made of one text.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    pub lease: &'a Lease,
    /// With the labels that it has now.
    pub text: &'a InboundMessage,
    /// What the answer changes of the contact.
    pub change: &'a ContactChange<'a>,
    /// The reply and the follow-up, as far as there are any.
    pub sends: &'a [OutboundMessage],
    pub is_relabelled: bool,
}

/// Threads as the thread worker sees them.
#[async_trait]
pub trait Threads: Send + Sync + Debug {
    /// Takes the lease if it is free or over and the thread is owed work.
    async fn lease(&self, lease: &Lease, now: Timestamp) -> StoreResult<Leased>;

    /// The inbound messages after `after`, oldest first, at most `limit`.
    async fn unanswered(
        &self,
        thread: &Address,
        after: Option<&MessageId>,
        limit: usize,
    ) -> StoreResult<Vec<InboundMessage>>;

    /// One transaction under the lease: the sends are written `QUEUED`, the text's new labels are
    /// stored if a model gave it any, what was last said is kept, and the thread is dealt with up
    /// to the text. With `release`, also gives the lease and the debt back, if no later text came
    /// in. `Raced` if one did, if the lease is lost, or if one of the sends exists.
    async fn answer(&self, answered: &Answered<'_>, release: bool) -> StoreResult<Write>;

    /// Gives the lease back, and the debt too if nothing is owed. `Raced` if something is.
    async fn release(&self, lease: &Lease) -> StoreResult<Write>;
}
