//! What people read.

use std::fmt::Debug;

use async_trait::async_trait;
use sms_domain::address::Address;
use sms_domain::contact::consent::ConsentEntry;
use sms_domain::message::counts::Counts;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{Message, MessageKey};
use sms_domain::template::TemplateId;

use super::StoreResult;

/// What people read.
#[async_trait]
pub trait Audit: Send + Sync + Debug {
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
