//! Contacts as people change them.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::Profile;
use sms_domain::contact::review::Review;

use super::{Basis, StoreResult, Write};

/// A text that a person has looked at again, decided, with what the decision stood on.
#[derive(Debug, Clone)]
pub struct ReviewRecord {
    pub review: Review,
    pub basis: Basis,
    /// When the tick looks at the thread if the queue loses it.
    pub wake_at: Timestamp,
}

/// Contacts as people change them.
#[async_trait]
pub trait Contacts: Send + Sync + Debug {
    /// One transaction: the text with its labels and link, the contact with its record and stage,
    /// and its debt if the text is to be answered. `Raced` if the contact moved.
    async fn record_review(&self, record: &ReviewRecord) -> StoreResult<Write>;

    /// Replaces what our record says of a contact, who is made where there is none.
    async fn describe(&self, thread: &Address, profile: &Profile) -> StoreResult<()>;
}
