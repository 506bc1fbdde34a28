//! The one place that opts a contact out, whoever says so.

use jiff::Timestamp;

use crate::contact::Contact;
use crate::contact::consent::{Consent, ConsentEntry, ConsentSource};
use crate::contact::stage::Stage;

/// What an opt-out comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptOut {
    /// The contact may not be texted any more, and before could be.
    Now,
    Already,
    /// The contact opted in again at this instant, no earlier than the opt-out: its later word
    /// stands.
    OptedInSince(Timestamp),
}

/// What an opt-out that no text of the contact brought comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Suppressing {
    /// The contact after it.
    Now(Box<Contact>),
    Already,
    /// As [`OptOut::OptedInSince`].
    OptedInSince(Timestamp),
}

impl Contact {
    /// Opts the contact out as of `at`: consent and its instant, and the stage, which is OPT OUT in
    /// every workflow (DNC, which is beyond it, stays; a sender that is not a phone has no stage).
    ///
    /// A text is its contact's last word, since texts are decided in their order. What others say
    /// counts by its instant: an opt-in that is no earlier stands.
    pub(crate) fn opt_out(&mut self, at: Timestamp, source: &ConsentSource) -> OptOut {
        if let (Consent::OptedIn, Some(since)) = (self.consent, self.consent_at)
            && *source != ConsentSource::Text
            && at <= since
        {
            return OptOut::OptedInSince(since);
        }
        // Also of one who is out: rows of earlier releases may have kept the stage that they had.
        if self.address.phone().is_some() {
            let stage = self.stage.unwrap_or(Stage::OptOut);
            self.stage = Some(stage.advanced_to(Stage::OptOut));
        }
        if self.has_opted_out() {
            return OptOut::Already;
        }
        self.consent = Consent::OptedOut;
        self.consent_at = Some(at);
        OptOut::Now
    }
}

/// Decides what `entry`, by which a file or the carrier opts the contact out, makes of it. No text
/// says so, hence nothing is counted.
pub fn suppress(contact: &Contact, entry: &ConsentEntry) -> Suppressing {
    let mut after = contact.clone();
    match after.opt_out(entry.at, &entry.source) {
        OptOut::Now => Suppressing::Now(Box::new(Contact::changed(contact, after))),
        OptOut::Already => Suppressing::Already,
        OptOut::OptedInSince(since) => Suppressing::OptedInSince(since),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [ConsentSource; 4] = [
        ConsentSource::Text,
        ConsentSource::Import(None),
        ConsentSource::Carrier(Some(21610)),
        ConsentSource::Carrier(None),
    ];

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn stranger() -> Contact {
        Contact::new("+13055550123".parse().unwrap())
    }

    fn opt_out(contact: &Contact, instant: &str, source: &ConsentSource) -> Suppressing {
        let entry = ConsentEntry {
            at: at(instant),
            consent: Consent::OptedOut,
            source: source.clone(),
            message: None,
            evidence: String::new(),
            number: None,
        };
        suppress(contact, &entry)
    }

    fn out(contact: &Contact, instant: &str, source: &ConsentSource) -> Contact {
        match opt_out(contact, instant, source) {
            Suppressing::Now(after) => *after,
            other @ (Suppressing::Already | Suppressing::OptedInSince(_)) => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_source_of_an_opt_out_has_the_same_result() {
        let mut qualified = stranger();
        qualified.stage = Some(Stage::PriceQualification);
        for before in [stranger(), qualified] {
            for source in &SOURCES {
                let after = out(&before, "2026-01-05T10:00:00Z", source);
                assert_eq!(after.consent, Consent::OptedOut, "{source}");
                assert_eq!(after.consent_at, Some(at("2026-01-05T10:00:00Z")));
                assert_eq!(after.stage, Some(Stage::OptOut), "{source}");
                assert_eq!(after.version(), before.version() + 1, "{source}");
                assert_eq!(after.party, None);
                let again = opt_out(&after, "2026-01-06T10:00:00Z", source);
                assert_eq!(again, Suppressing::Already, "{source}");
            }
        }
    }

    #[test]
    fn do_not_call_stays_do_not_call() {
        let mut contact = stranger();
        contact.stage = Some(Stage::Dnc);
        for source in &SOURCES {
            let after = out(&contact, "2026-01-05T10:00:00Z", source);
            assert_eq!(after.stage, Some(Stage::Dnc), "{source}");
        }
    }

    #[test]
    fn an_opt_in_outlasts_an_earlier_opt_out_of_others_and_no_later_one() {
        let since = at("2026-02-01T00:00:00Z");
        let mut contact = stranger();
        contact.consent = Consent::OptedIn;
        contact.consent_at = Some(since);
        for source in SOURCES.iter().skip(1) {
            for earlier in ["2026-01-05T10:00:00Z", "2026-02-01T00:00:00Z"] {
                let stands = Suppressing::OptedInSince(since);
                assert_eq!(opt_out(&contact, earlier, source), stands, "{source}");
            }
            out(&contact, "2026-02-01T00:00:00.001Z", source);
        }
    }

    #[test]
    fn a_text_is_the_last_word_whatever_the_clocks_say() {
        let mut contact = stranger();
        contact.consent = Consent::OptedIn;
        contact.consent_at = Some(at("2026-02-01T00:00:00Z"));
        out(&contact, "2026-01-31T23:59:59Z", &ConsentSource::Text);
    }

    #[test]
    fn one_who_is_out_comes_to_opt_out_where_an_earlier_release_left_the_stage() {
        let mut contact = stranger();
        contact.consent = Consent::OptedOut;
        contact.stage = Some(Stage::PriceQualification);
        let told = contact.opt_out(at("2026-01-05T10:00:00Z"), &ConsentSource::Text);
        assert_eq!(
            (told, contact.stage),
            (OptOut::Already, Some(Stage::OptOut))
        );
    }
}
