//! What the use cases ask of the world, in the domain's words. One method, one atomic effect.

mod audit;
mod carrier;
pub mod clock;
mod contacts;
mod jobs;
mod messages;
mod outbox;
mod queue;
mod suppressions;
mod templates;
mod threads;
mod unconnected;
mod work;

use std::sync::Arc;

pub use audit::Audit;
pub use carrier::Carrier;
use clock::Clock;
pub use contacts::{Contacts, ReviewRecord};
pub use jobs::{JobLease, JobLeased, Jobs};
pub use messages::{
    Answer, EchoRecord, Found, InboundRecord, Lookup, Messages, ReceiptRecord, ReceiptWrite,
    SidRecord, SidTarget,
};
pub use outbox::{Advanced, Move, Outbox};
pub use queue::{Queue, QueueError};
pub use suppressions::{ListCursor, ListCursorError, OptOutRecord, SuppressionPage, Suppressions};
pub use templates::Templates;
pub use threads::{Answered, Lease, Leased, Threads};
pub use unconnected::Unconnected;
pub use work::{Debt, Due, Work};

use sms_domain::contact::Contact;
use sms_domain::ids::MessageId;

use crate::models::LanguageModels;

/// Why the store did not do what it was asked. Nothing was changed, or (after a lost answer) the
/// effect is whole; asking again is safe.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the store is busy: {0}")]
    Busy(String),
    #[error("the store cannot be reached or refused: {0}")]
    Unavailable(String),
    #[error("the store holds a row that cannot be read: {0}")]
    Corrupt(String),
}

pub type StoreResult<T> = Result<T, StoreError>;

/// The outcome of a conditional write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    Done,
    /// A row moved since it was read: nothing was written; read and decide again.
    Raced,
}

/// What a decision stood on: the rows as they were read. A write fails where they moved since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// The version of the contact's row; `None` where there was no row.
    pub contact_version: Option<u64>,
    /// The contact's last text in.
    pub last_inbound: Option<MessageId>,
    /// Whether our number had a row.
    pub knows_number: bool,
}

impl Basis {
    /// A decision on a contact alone.
    pub fn contact(contact: Option<&Contact>) -> Self {
        Self {
            contact_version: contact.map(Contact::version),
            last_inbound: contact.and_then(|contact| contact.last_inbound_id.clone()),
            knows_number: false,
        }
    }

    pub fn of(found: &Found) -> Self {
        Self {
            knows_number: found.number_workflow.is_some(),
            ..Self::contact(found.contact.as_ref())
        }
    }
}

/// What lies beyond the account: the carrier and the language models.
#[derive(Debug, Clone)]
pub struct Gateways {
    pub carrier: Arc<dyn Carrier>,
    pub models: Arc<dyn LanguageModels>,
}

impl Gateways {
    /// For a function that uses neither.
    pub fn none() -> Self {
        Self {
            carrier: Arc::new(Unconnected),
            models: Arc::new(Unconnected),
        }
    }

    pub fn carrier(carrier: Arc<dyn Carrier>) -> Self {
        Self {
            carrier,
            ..Self::none()
        }
    }

    pub fn models(models: Arc<dyn LanguageModels>) -> Self {
        Self {
            models,
            ..Self::none()
        }
    }
}

/// Everything a function may use of the world.
#[derive(Debug, Clone)]
pub struct Ports {
    pub clock: Arc<dyn Clock>,
    pub messages: Arc<dyn Messages>,
    pub threads: Arc<dyn Threads>,
    pub outbox: Arc<dyn Outbox>,
    pub work: Arc<dyn Work>,
    pub audit: Arc<dyn Audit>,
    pub templates: Arc<dyn Templates>,
    pub suppressions: Arc<dyn Suppressions>,
    pub contacts: Arc<dyn Contacts>,
    pub jobs: Arc<dyn Jobs>,
    pub thread_queue: Arc<dyn Queue>,
    pub send_queue: Arc<dyn Queue>,
    pub carrier: Arc<dyn Carrier>,
    pub models: Arc<dyn LanguageModels>,
}
