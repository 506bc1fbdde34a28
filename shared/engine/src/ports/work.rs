//! What is owed and when: the truth behind the queues.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::address::Address;

use super::{StoreResult, Write};
use crate::queue_item::QueueItem;

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
pub struct Due {
    pub item: QueueItem,
    pub wake_at: Timestamp,
}

/// What is owed, and threads as the tick sees them. Sends move by [`super::Outbox`].
#[async_trait]
pub trait Work: Send + Sync + Debug {
    /// What is owed and whose time has come by `until`, earliest first in each shard, at most
    /// `limit`. An index: it may lag a moment, so look at the row before acting.
    async fn due(&self, debt: Debt, until: Timestamp, limit: usize) -> StoreResult<Vec<Due>>;

    /// Moves the thread's wake-up to `next` and counts the put-back, if it still is at `seen`.
    /// `None` if it moved.
    async fn requeue(
        &self,
        thread: &Address,
        seen: Timestamp,
        next: Timestamp,
    ) -> StoreResult<Option<u32>>;

    /// Takes the thread out of work, visibly given up, if its wake-up still is at `seen`.
    async fn give_up(
        &self,
        thread: &Address,
        seen: Timestamp,
        now: Timestamp,
    ) -> StoreResult<Write>;
}
