//! Who must not be texted: the list's rows, and what an opt-out told from outside makes of a contact.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::E164;
pub use crate::contact::consent::{ConsentSource, ConsentSourceError};
use crate::contact::stage::Stage;
use crate::contact::{Consent, Contact};

/// One row of the suppression list: a phone that has opted out. The words of a text stay in the
/// ledger: the list names the message instead.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    pub phone: E164,
    pub at: Timestamp,
    pub source: ConsentSource,
    /// What an imported file said, else the id of the message that opted out.
    pub evidence: String,
}

impl fmt::Debug for Suppression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Suppression")
            .field("phone", &self.phone)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// What an opt-out that was told from outside comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Suppressing {
    /// The contact after it.
    Now(Box<Contact>),
    Already,
    /// The contact opted in again at this instant, no earlier than the opt-out: its later word
    /// stands.
    OptedInSince(Timestamp),
}

/// Decides what an opt-out of `at` makes of `contact`. No text says so, hence nothing is counted.
pub fn suppress(contact: &Contact, at: Timestamp) -> Suppressing {
    match (contact.consent, contact.consent_at) {
        (Consent::OptedOut, _) => Suppressing::Already,
        (Consent::OptedIn, Some(since)) if at <= since => Suppressing::OptedInSince(since),
        (Consent::OptedIn | Consent::Unstated, _) => {
            let mut after = contact.clone();
            after.consent = Consent::OptedOut;
            after.consent_at = Some(at);
            let stage = contact.stage.unwrap_or(Stage::OptOut);
            after.stage = Some(stage.advanced_to(Stage::OptOut));
            after.version += 1;
            Suppressing::Now(Box::new(after))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn stranger() -> Contact {
        Contact::new("+13055550123".parse().unwrap())
    }

    #[test]
    fn a_stranger_is_suppressed_without_a_record_of_its_own() {
        let told = at("2026-01-05T10:00:00Z");
        let Suppressing::Now(after) = suppress(&stranger(), told) else {
            panic!("not suppressed")
        };
        assert_eq!((after.consent, after.version), (Consent::OptedOut, 1));
        assert_eq!(after.consent_at, Some(told));
        assert_eq!(
            (after.stage, after.party.clone()),
            (Some(Stage::OptOut), None)
        );
        assert_eq!(suppress(&after, told), Suppressing::Already);
    }

    #[test]
    fn do_not_call_stays_do_not_call() {
        let mut contact = stranger();
        contact.stage = Some(Stage::Dnc);
        let Suppressing::Now(after) = suppress(&contact, at("2026-01-05T10:00:00Z")) else {
            panic!("not suppressed")
        };
        assert_eq!(after.stage, Some(Stage::Dnc));
    }

    #[test]
    fn an_opt_in_outlasts_an_earlier_opt_out_and_no_later_one() {
        let mut contact = stranger();
        contact.consent = Consent::OptedIn;
        contact.consent_at = Some(at("2026-02-01T00:00:00Z"));
        for earlier in ["2026-01-05T10:00:00Z", "2026-02-01T00:00:00Z"] {
            let stands = Suppressing::OptedInSince(at("2026-02-01T00:00:00Z"));
            assert_eq!(suppress(&contact, at(earlier)), stands);
        }
        let later = suppress(&contact, at("2026-02-01T00:00:00.001Z"));
        assert!(matches!(later, Suppressing::Now(_)));
    }
}
