//! A clock that can stand still, run fast, and be set.

use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use sms_domain::time::after;
use sms_engine::ports::clock::{Clock, SystemClock};

/// How the clock runs: `real`, an RFC 3339 instant at which it stands, or `x60` for sixty times
/// as fast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    Real,
    Standing(Timestamp),
    Times(f64),
}

impl FromStr for Pace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "real" {
            return Ok(Self::Real);
        }
        if let Some(times) = text
            .strip_prefix('x')
            .and_then(|times| times.parse::<f64>().ok())
            && (0.001..=100_000.0).contains(&times)
        {
            return Ok(Self::Times(times));
        }
        text.parse().map(Self::Standing).map_err(|_| {
            "is neither `real`, nor an instant such as 2026-11-21T20:00:00Z, nor a pace such as x60"
                .to_owned()
        })
    }
}

/// The local runtime's clock.
pub struct LocalClock {
    // A std mutex: held for a few instructions, never across an await.
    hand: Mutex<Hand>,
}

#[derive(Debug, Clone, Copy)]
struct Hand {
    shown: Timestamp,
    since: Instant,
    times: f64,
}

impl LocalClock {
    pub fn new(pace: Pace) -> Self {
        let now = SystemClock.now();
        let (shown, times) = match pace {
            Pace::Real => (now, 1.0),
            Pace::Standing(at) => (at, 0.0),
            Pace::Times(times) => (now, times),
        };
        Self {
            hand: Mutex::new(Hand {
                shown,
                since: Instant::now(),
                times,
            }),
        }
    }

    /// Sets the clock; it goes on from there at its pace.
    pub fn set(&self, to: Timestamp) {
        let mut hand = self.hand.lock().unwrap_or_else(PoisonError::into_inner);
        hand.shown = to;
        hand.since = Instant::now();
    }

    /// Moves the clock on, or back by a negative duration.
    pub fn advance(&self, by: SignedDuration) {
        self.set(self.now().saturating_add(by).unwrap_or(Timestamp::MAX));
    }
}

impl fmt::Debug for LocalClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalClock({})", self.now())
    }
}

impl Clock for LocalClock {
    fn now(&self) -> Timestamp {
        let hand = *self.hand.lock().unwrap_or_else(PoisonError::into_inner);
        after(hand.shown, hand.since.elapsed().mul_f64(hand.times))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paces_read_as_documented() {
        assert_eq!("real".parse(), Ok(Pace::Real));
        assert_eq!("x60".parse(), Ok(Pace::Times(60.0)));
        let instant = "2026-11-21T20:00:00Z".parse().unwrap();
        assert_eq!("2026-11-21T20:00:00Z".parse(), Ok(Pace::Standing(instant)));
        for text in ["", "fast", "x", "x0", "60", "2026-11-21"] {
            assert!(text.parse::<Pace>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_standing_clock_moves_only_when_it_is_set() {
        let start: Timestamp = "2026-11-21T20:00:00Z".parse().unwrap();
        let clock = LocalClock::new(Pace::Standing(start));
        assert_eq!(clock.now(), start);
        clock.advance(SignedDuration::from_hours(1));
        assert_eq!(clock.now().to_string(), "2026-11-21T21:00:00Z");
        clock.set(start);
        assert_eq!(clock.now(), start);
    }
}
