//! Contacts as people change them.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::{Contact, Profile};
use sms_domain::message::{InboundMessage, MessageId};

use super::{StoreResult, Write};

/// A text that a person has looked at again, and what becomes of it and its contact.
#[derive(Debug, Clone)]
pub struct TakeUp {
    /// The version of the contact's row when this was decided.
    pub decided_on: u64,
    pub contact: Contact,
    pub text: InboundMessage,
    /// It makes a lead of the contact.
    pub promotes: bool,
    /// Set where the text is owed an answer again: all up to here is dealt with.
    pub owed_from: Option<MessageId>,
    pub wake_at: Timestamp,
}

/// Contacts as people change them.
#[async_trait]
pub trait Contacts: Send + Sync + Debug {
    /// One transaction: the text with its labels and link, the contact with its record and stage,
    /// and its debt if the text is to be answered. `Raced` if the contact moved.
    async fn take_up(&self, step: &TakeUp) -> StoreResult<Write>;

    /// Replaces what our record says of a contact, who is made where there is none.
    async fn describe(&self, thread: &Address, profile: &Profile) -> StoreResult<()>;
}
