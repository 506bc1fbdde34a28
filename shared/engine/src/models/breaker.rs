//! A model that fails again and again is left alone for a while.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use sms_domain::message::ProcessedBy;
use sms_domain::time::after;

/// Faults in a row that open a model's circuit.
const FAULTS: u32 = 3;
/// How long it stays open before one call tries again.
const OPEN: Duration = Duration::from_mins(1);

/// The circuits of all models, for one process.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    // A std mutex: held for a few instructions, never across an await.
    circuits: Mutex<HashMap<ProcessedBy, Circuit>>,
}

#[derive(Debug, Default)]
struct Circuit {
    faults: u32,
    open_until: Option<Timestamp>,
}

impl Breaker {
    /// Whether `model` may be called. After the open time one caller may, and the others wait for
    /// what comes of it, or for another open time if nothing does.
    pub(super) fn admits(&self, model: ProcessedBy, now: Timestamp) -> bool {
        let mut circuits = self.locked();
        let Some(circuit) = circuits.get_mut(&model) else {
            return true;
        };
        match circuit.open_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                circuit.open_until = Some(after(now, OPEN));
                true
            }
        }
    }

    pub(super) fn succeeded(&self, model: ProcessedBy) {
        self.locked().remove(&model);
    }

    pub(super) fn failed(&self, model: ProcessedBy, now: Timestamp) {
        let mut circuits = self.locked();
        let circuit = circuits.entry(model).or_default();
        circuit.faults = circuit.faults.saturating_add(1);
        if circuit.faults >= FAULTS {
            circuit.open_until = Some(after(now, OPEN));
        }
    }

    /// Whoever panicked in it left whole circuits behind.
    fn locked(&self) -> MutexGuard<'_, HashMap<ProcessedBy, Circuit>> {
        self.circuits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: ProcessedBy = ProcessedBy::Phi3Mini;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn three_faults_in_a_row_open_it_for_a_minute_then_one_call_tries() {
        let breaker = Breaker::default();
        for second in 0..3 {
            assert!(breaker.admits(MODEL, at(second)));
            breaker.failed(MODEL, at(second));
        }
        assert!(!breaker.admits(MODEL, at(61)));
        assert!(breaker.admits(ProcessedBy::Gpt4o, at(61)));
        assert!(breaker.admits(MODEL, at(62)));
        assert!(!breaker.admits(MODEL, at(62)), "one trial at a time");
        breaker.failed(MODEL, at(63));
        assert!(!breaker.admits(MODEL, at(122)));
        assert!(breaker.admits(MODEL, at(123)));
        breaker.succeeded(MODEL);
        assert!(breaker.admits(MODEL, at(123)));
    }

    #[test]
    fn an_answer_in_between_begins_the_count_anew() {
        let breaker = Breaker::default();
        for _ in 0..3 {
            breaker.failed(MODEL, at(0));
            breaker.failed(MODEL, at(0));
            breaker.succeeded(MODEL);
            assert!(breaker.admits(MODEL, at(0)));
        }
    }

    #[test]
    fn a_trial_whose_end_nobody_tells_is_followed_by_another() {
        let breaker = Breaker::default();
        for _ in 0..3 {
            breaker.failed(MODEL, at(0));
        }
        assert!(breaker.admits(MODEL, at(60)));
        assert!(!breaker.admits(MODEL, at(119)));
        assert!(breaker.admits(MODEL, at(120)));
    }
}
