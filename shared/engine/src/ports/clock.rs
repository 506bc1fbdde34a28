//! The one place that reads the clock and draws random bits.

use std::fmt;

use jiff::Timestamp;

/// Tells the time. Everything that asks "now?" asks this.
pub trait Clock: Send + Sync + fmt::Debug {
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock's one home")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Random bits for ids and jitter. Where the system has none to give, the time's own digits serve:
/// ids stay unique through the conditional writes that use them.
pub fn random_bits(now: Timestamp) -> u128 {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => u128::from_le_bytes(bytes),
        Err(_) => now.as_nanosecond().unsigned_abs(),
    }
}
