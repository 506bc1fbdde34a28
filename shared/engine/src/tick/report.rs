//! What a tick reports.

use serde::{Deserialize, Serialize};

/// What one tick did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TickReport {
    /// Threads requeued.
    pub threads: usize,
    /// Messages requeued.
    pub sends: usize,
    /// Sends that are never to leave, because of what the contact said meanwhile.
    pub skipped: usize,
    /// Sends whose call never stored an outcome.
    pub ambiguous: usize,
    /// Work that never moved and was given up.
    pub gave_up: usize,
}
