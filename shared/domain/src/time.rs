//! Arithmetic on instants.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// `at` and `by`; the end of time where there is no such instant.
pub fn after(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| at.checked_add(by).ok())
        .unwrap_or(Timestamp::MAX)
}
