//! The queues: hints of where work is; what is due is in the store.

use std::fmt::Debug;
use std::time::Duration;

use async_trait::async_trait;

use crate::queue_item::QueueItem;

#[derive(Debug, thiserror::Error)]
#[error("the queue cannot be reached or refused: {0}")]
pub struct QueueError(pub String);

/// A queue of jobs. A hint: what is owed is in the store.
#[async_trait]
pub trait Queue: Send + Sync + Debug {
    async fn put(&self, job: &QueueItem, delay: Duration) -> Result<(), QueueError>;
    async fn check(&self) -> Result<(), QueueError>;
}
