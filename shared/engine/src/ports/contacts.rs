//! Contacts, and how people change them.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::address::{Address, E164};
use sms_domain::contact::review::Review;
use sms_domain::contact::{Contact, Profile};

use super::{Basis, StoreResult, Write};

/// A text that a person has looked at again, decided, with what the decision stood on.
#[derive(Debug, Clone)]
pub struct ReviewRecord {
    pub review: Review,
    pub basis: Basis,
    /// When the tick looks at the thread if the queue loses it.
    pub wake_at: Timestamp,
}

/// Contacts, and how people change them.
#[async_trait]
pub trait Contacts: Send + Sync + Debug {
    /// The contact of a thread, strongly consistent.
    async fn get(&self, thread: &Address) -> StoreResult<Option<Contact>>;

    /// The contacts of those of `phones` (at most 100) that have one, in any order. Each row is
    /// strongly consistent; together they are no snapshot.
    async fn get_many(&self, phones: &[E164]) -> StoreResult<Vec<Contact>>;

    /// One transaction: the text with its labels and link, the contact with its record and stage,
    /// and its debt if the text is to be answered. `Raced` if the contact moved.
    async fn record_review(&self, record: &ReviewRecord) -> StoreResult<Write>;

    /// Replaces what our record says of a contact, who is made where there is none.
    async fn describe(&self, thread: &Address, profile: &Profile) -> StoreResult<()>;
}
