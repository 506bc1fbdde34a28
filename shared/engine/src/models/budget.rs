//! How much one message may cost of models: time and calls.

use std::time::Duration;

use jiff::Timestamp;
use sms_domain::time::after;

/// What is left for one message. Its triage and its reply share it.
#[derive(Debug)]
pub struct Budget {
    until: Timestamp,
    calls: u32,
}

impl Budget {
    pub fn new(now: Timestamp, time: Duration, calls: u32) -> Self {
        Self {
            until: after(now, time),
            calls,
        }
    }

    /// How long a call that begins now may take, at most `most`. `None` if no time or no call is
    /// left.
    pub(super) fn time_for_a_call(&self, now: Timestamp, most: Duration) -> Option<Duration> {
        let left = Duration::try_from(self.until.duration_since(now)).ok()?;
        (self.calls > 0 && !left.is_zero()).then(|| left.min(most))
    }

    pub(super) fn take_call(&mut self) {
        self.calls = self.calls.saturating_sub(1);
    }
}
