//! Lost races: a row changed between its read and its conditional write, so read and decide again.

use crate::ports::{StoreError, StoreResult};

/// The most attempts at one write. Texts of one phone that come at once race with each other, and
/// each round lets one of them through.
const MAX_ATTEMPTS: usize = 60;

/// The attempts at one write. Its loop calls [`Retry::attempt`] first in each round.
#[derive(Debug)]
pub struct Retry {
    what: &'static str,
    attempts: usize,
}

impl Retry {
    /// `what` changes under the writer: it stands in the error of the one that never wins.
    pub fn of(what: &'static str) -> Self {
        Self { what, attempts: 0 }
    }

    /// Counts an attempt. Refuses the one after the last with `StoreError::Busy`: whoever asked may
    /// ask again later.
    pub fn attempt(&mut self) -> StoreResult<()> {
        if self.attempts == MAX_ATTEMPTS {
            let why = format!(
                "{} changed during each of {MAX_ATTEMPTS} attempts",
                self.what
            );
            return Err(StoreError::Busy(why));
        }
        self.attempts += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_never_wins_is_busy_after_its_last_attempt() {
        let mut retry = Retry::of("the contact");
        for _ in 0..MAX_ATTEMPTS {
            retry.attempt().unwrap();
        }
        let refused = retry.attempt().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the store is busy: the contact changed during each of 60 attempts"
        );
    }
}
