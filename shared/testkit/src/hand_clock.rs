//! A clock that only a test moves.

use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use sms_domain::time::after;
use sms_engine::ports::clock::Clock;

use crate::locked;

#[derive(Debug)]
pub struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    pub fn advance(&self, by: Duration) {
        let mut now = locked(&self.0);
        *now = after(*now, by);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *locked(&self.0)
    }
}
