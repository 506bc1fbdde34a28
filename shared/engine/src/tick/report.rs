//! What a tick reports.

use serde::{Deserialize, Serialize};

/// What one tick did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TickReport {
    /// Threads put back on the work queue.
    pub threads: usize,
    /// Messages put back on the send queue.
    pub sends: usize,
    /// Sends that are never to leave, because of what the contact said meanwhile.
    pub skipped: usize,
    /// Sends whose call never told its outcome.
    pub ambiguous: usize,
    /// Work that never moved and was given up.
    pub gave_up: usize,
}
