//! What the use cases ask of the world, in the domain's words. One method, one atomic effect.

mod carrier;
pub mod clock;
mod contacts;
mod jobs;
mod journal;
mod messages;
mod outbox;
mod queue;
mod suppressions;
mod templates;
mod threads;
mod unconnected;

use std::sync::Arc;

pub use carrier::Carrier;
use clock::Clock;
pub use contacts::{Contacts, TakeUp};
pub use jobs::{JobLease, JobLeased, Jobs};
pub use journal::{ConsentEntry, Debt, Journal, Owed};
pub use messages::{
    Answer, EchoRecord, Found, InboundRecord, Lookup, Messages, ReceiptWrite, SidRecord, SidTarget,
};
pub use outbox::{Move, Outbox};
pub use queue::{Queue, QueueError};
pub use suppressions::{
    ListCursor, ListCursorError, SuppressionPage, SuppressionRecord, Suppressions,
};
pub use templates::Templates;
pub use threads::{Answered, Lease, Leased, Threads};
pub use unconnected::Unconnected;

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
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    Done,
    /// A row moved since it was read: nothing was written; read and decide again.
    Raced,
    /// The SID belongs to a message, or has parked receipts, that the writer did not know of.
    SidKnown(Box<SidRecord>),
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
    pub journal: Arc<dyn Journal>,
    pub templates: Arc<dyn Templates>,
    pub suppressions: Arc<dyn Suppressions>,
    pub contacts: Arc<dyn Contacts>,
    pub jobs: Arc<dyn Jobs>,
    pub thread_queue: Arc<dyn Queue>,
    pub send_queue: Arc<dyn Queue>,
    pub carrier: Arc<dyn Carrier>,
    pub models: Arc<dyn LanguageModels>,
}
