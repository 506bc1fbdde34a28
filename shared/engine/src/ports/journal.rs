//! What people and the tick read.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::consent::ConsentEntry;
use sms_domain::message::counts::Counts;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{Message, MessageId, MessageKey};
use sms_domain::template::TemplateId;

use super::StoreResult;

/// The kinds of debt in the `work` index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Debt {
    Thread,
    Send,
    /// A send of unknown outcome, which waits for a receipt or a person.
    Ambiguous,
}

/// One entry of the `work` index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    pub thread: Address,
    /// `None` for a thread's debt.
    pub message: Option<MessageId>,
    pub wake_at: Timestamp,
}

/// What people and the tick read.
#[async_trait]
pub trait Journal: Send + Sync + Debug {
    /// What is owed and whose time has come by `until`, earliest first in each shard, at most
    /// `limit`. An index: it may lag a moment, so look at the row before acting.
    async fn owed(&self, debt: Debt, until: Timestamp, limit: usize) -> StoreResult<Vec<Owed>>;

    /// The whole thread in order.
    async fn thread(&self, thread: &Address) -> StoreResult<Vec<Message>>;

    /// The receipts of a message in the order of their time.
    async fn receipts(&self, key: &MessageKey) -> StoreResult<Vec<Receipt>>;

    /// The consent ledger of a contact: when, what, and who said so.
    async fn consents(&self, thread: &Address) -> StoreResult<Vec<ConsentEntry>>;

    /// The counters of a number over all days.
    async fn number_counts(&self, number: &Address) -> StoreResult<Counts>;

    /// The counters of a template over all days: its sends, and the replies and opt-outs that
    /// followed them.
    async fn template_counts(&self, template: &TemplateId) -> StoreResult<Counts>;

    /// Whether the store can be worked with.
    async fn check(&self) -> StoreResult<()>;
}
