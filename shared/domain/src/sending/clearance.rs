//! The one policy that says whether a send may leave now: consent and hours (later: caps, pace).

use std::time::Duration;

use jiff::Timestamp;

use super::hours::QuietHours;
use crate::contact::Contact;
use crate::message::moves::CALL_LIMIT;
use crate::message::{OutboundMessage, Purpose, SendState};
use crate::time::after;

/// What sending must respect.
#[derive(Debug, Clone, Default)]
pub struct SendingRules {
    /// `None` where quiet hours are not enforced.
    pub quiet_hours: Option<QuietHours>,
}

/// Leave to claim one send now. Made only by [`clear`].
#[derive(Debug)]
pub struct Clearance {
    message: OutboundMessage,
    contact_version: u64,
    at: Timestamp,
}

impl Clearance {
    pub fn message(&self) -> &OutboundMessage {
        &self.message
    }

    /// The version of the contact's row on which it stands.
    pub fn contact_version(&self) -> u64 {
        self.contact_version
    }

    /// When it was given.
    pub fn at(&self) -> Timestamp {
        self.at
    }
}

/// The policy's answer on one queued send.
#[derive(Debug)]
pub enum Verdict {
    Cleared(Box<Clearance>),
    /// Not now: it waits until this instant.
    NotBefore(Timestamp, &'static str),
    /// Never: it is skipped for this reason.
    Never(&'static str),
    /// There is nothing to send: it is claimed, sent or ended already.
    NotQueued,
}

/// How long after an opt-out its one confirmation may be sent (47 CFR 64.1200(a)(12)).
const CONFIRMATION_WITHIN: Duration = Duration::from_mins(5);

fn must_leave_by(message: &OutboundMessage) -> Timestamp {
    match message.purpose {
        Purpose::OptOutConfirmation => {
            let opted_out_at = message.id.made_at().unwrap_or(message.written_at);
            after(opted_out_at, CONFIRMATION_WITHIN)
        }
        Purpose::Conversation | Purpose::FollowUp | Purpose::Help | Purpose::Echo => Timestamp::MAX,
    }
}

/// Why a queued `message` is never to be sent any more, if so: what the tick and the thread worker
/// ask before its time has come.
pub fn never(message: &OutboundMessage, contact: &Contact, now: Timestamp) -> Option<&'static str> {
    match message.purpose {
        Purpose::OptOutConfirmation if !contact.has_opted_out() => {
            Some("the contact opted in again")
        }
        Purpose::OptOutConfirmation if contact.consent_at > Some(message.written_at) => {
            Some("the contact has opted out anew since")
        }
        Purpose::OptOutConfirmation if now > must_leave_by(message) => {
            Some("an opt-out is confirmed within five minutes or not at all")
        }
        Purpose::Help | Purpose::OptOutConfirmation => None,
        Purpose::Conversation | Purpose::FollowUp | Purpose::Echo if contact.has_opted_out() => {
            Some("the contact opted out")
        }
        // Its id is that of the text that asked for it, and a suffix.
        Purpose::FollowUp if contact.last_inbound_id.as_ref() > Some(&message.id) => {
            Some("the conversation went on")
        }
        Purpose::Conversation | Purpose::FollowUp
            if contact.refused_through.as_ref() > Some(&message.id) =>
        {
            Some("the contact has refused since")
        }
        Purpose::Conversation | Purpose::FollowUp | Purpose::Echo => contact.is_left_alone(),
    }
}

/// Asks whether `message` to `contact` may leave at `now`.
pub fn clear(
    message: &OutboundMessage,
    contact: &Contact,
    rules: &SendingRules,
    now: Timestamp,
) -> Verdict {
    if message.state != SendState::Queued {
        return Verdict::NotQueued;
    }
    if let Some(reason) = never(message, contact, now) {
        return Verdict::Never(reason);
    }
    if message.due_at > now {
        return Verdict::NotBefore(message.due_at, "not due yet");
    }
    // Also when the call may end: it must not leave in the first seconds of the quiet.
    let quiet = rules.quiet_hours.as_ref();
    let closed_until = |at| quiet.and_then(|quiet| quiet.closed_until(at));
    if let Some(opens) = closed_until(now).or_else(|| closed_until(after(now, CALL_LIMIT))) {
        if opens > must_leave_by(message) {
            return Verdict::Never("quiet hours last longer than an opt-out may be confirmed");
        }
        return Verdict::NotBefore(opens, "quiet hours");
    }
    Verdict::Cleared(Box::new(Clearance {
        message: message.clone(),
        contact_version: contact.version(),
        at: now,
    }))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::tz::TimeZone;
    use strum::VariantArray;

    use super::*;
    use crate::contact::Consent;
    use crate::contact::stage::Stage;
    use crate::message::{Draft, MessageId};

    fn quiet(start: i8, end: i8, zone: &str) -> QuietHours {
        QuietHours::new(start, end, TimeZone::get(zone).unwrap()).unwrap()
    }

    #[test]
    fn a_call_that_may_end_in_the_quiet_waits_for_the_opening() {
        let rules = SendingRules {
            quiet_hours: Some(quiet(21, 9, "UTC")),
        };
        let cleared_at = |text: &str| {
            let now: Timestamp = text.parse().unwrap();
            let draft = Draft {
                id: MessageId::new(now, 1),
                thread: "+13055550123".parse().unwrap(),
                number: "+18135550100".parse().unwrap(),
                body: "hello".into(),
                purpose: Purpose::Conversation,
                processed_by: None,
                template_record_id: None,
                asks: None,
                stage: None,
                party: None,
            };
            let contact = Contact::new("+13055550123".parse().unwrap());
            match clear(&draft.queued(now), &contact, &rules, now) {
                Verdict::Cleared(_) => None,
                Verdict::NotBefore(opens, _) => Some(opens.to_string()),
                verdict @ (Verdict::Never(_) | Verdict::NotQueued) => panic!("{verdict:?}"),
            }
        };
        assert_eq!(cleared_at("2026-11-21T20:59:44Z"), None);
        let opening = Some("2026-11-22T09:00:00Z".to_owned());
        assert_eq!(cleared_at("2026-11-21T20:59:45Z"), opening);
    }

    fn text_for(purpose: Purpose) -> OutboundMessage {
        let now = Timestamp::UNIX_EPOCH;
        Draft {
            id: MessageId::new(now, 1).follow_up(),
            thread: "+13055550123".parse().unwrap(),
            number: "+18135550100".parse().unwrap(),
            body: "hello".into(),
            purpose,
            processed_by: None,
            template_record_id: None,
            asks: None,
            stage: None,
            party: None,
        }
        .queued(now)
    }

    #[test]
    fn who_opted_out_is_sent_one_confirmation_and_help_and_nothing_else() {
        let now = Timestamp::UNIX_EPOCH;
        let mut contact = Contact::new("+13055550123".parse().unwrap());
        let refused = |contact: &Contact, after_minutes: i64| -> Vec<bool> {
            Purpose::VARIANTS
                .iter()
                .map(|purpose| never(&text_for(*purpose), contact, now + after_minutes.minutes()))
                .map(|reason| reason.is_some())
                .collect()
        };
        assert_eq!(
            Purpose::VARIANTS,
            [
                Purpose::Conversation,
                Purpose::FollowUp,
                Purpose::Help,
                Purpose::OptOutConfirmation,
                Purpose::Echo
            ]
        );
        assert_eq!(refused(&contact, 0), [false, false, false, true, false]);
        contact.consent = Consent::OptedOut;
        assert_eq!(refused(&contact, 5), [true, true, false, false, true]);
        assert_eq!(refused(&contact, 6), [true, true, false, true, true]);
        contact.consent = Consent::OptedIn;
        contact.stage = Some(Stage::Dnc);
        assert_eq!(refused(&contact, 0), [true, true, false, true, true]);
        contact.stage = None;
        contact.wrong_number_at = Some(now);
        assert_eq!(refused(&contact, 0), [true, true, false, true, true]);
    }

    #[test]
    fn what_was_written_before_a_refusal_is_sent_no_more_but_its_farewell_is() {
        let now = Timestamp::UNIX_EPOCH;
        let mut contact = Contact::new("+13055550123".parse().unwrap());
        let before = text_for(Purpose::Conversation);
        let refusal = MessageId::new(now, 1).at_least_after(Some(&MessageId::new(now, 1)));
        contact.refused_through = Some(refusal.clone());
        assert!(never(&before, &contact, now).is_some());
        let mut farewell = text_for(Purpose::Conversation);
        farewell.id = refusal.reply();
        assert_eq!(never(&farewell, &contact, now), None);
        assert_eq!(never(&text_for(Purpose::Help), &contact, now), None);
    }

    #[test]
    fn an_opt_out_taken_back_and_given_again_is_confirmed_once() {
        let now = Timestamp::UNIX_EPOCH;
        let mut contact = Contact::new("+13055550123".parse().unwrap());
        contact.consent = Consent::OptedOut;
        contact.consent_at = Some(now);
        assert_eq!(
            never(&text_for(Purpose::OptOutConfirmation), &contact, now),
            None
        );
        contact.consent_at = Some(now + 1.second());
        assert!(never(&text_for(Purpose::OptOutConfirmation), &contact, now).is_some());
    }

    #[test]
    fn a_confirmation_that_would_wait_for_the_morning_is_not_sent() {
        let rules = SendingRules {
            quiet_hours: Some(quiet(21, 9, "UTC")),
        };
        let now: Timestamp = "2026-11-21T22:00:00Z".parse().unwrap();
        let mut contact = Contact::new("+13055550123".parse().unwrap());
        contact.consent = Consent::OptedOut;
        let mut confirmation = text_for(Purpose::OptOutConfirmation);
        confirmation.id = MessageId::new(now, 1).reply();
        assert!(matches!(
            clear(&confirmation, &contact, &rules, now),
            Verdict::Never(_)
        ));
        let help = text_for(Purpose::Help);
        assert!(matches!(
            clear(&help, &contact, &rules, now),
            Verdict::NotBefore(..)
        ));
    }

    #[test]
    fn a_follow_up_falls_away_when_the_conversation_goes_on() {
        let now = Timestamp::UNIX_EPOCH;
        let asked_for_by = MessageId::new(now, 1);
        let mut contact = Contact::new("+13055550123".parse().unwrap());
        contact.last_inbound_id = Some(asked_for_by.clone());
        assert_eq!(never(&text_for(Purpose::FollowUp), &contact, now), None);
        contact.last_inbound_id =
            Some(asked_for_by.at_least_after(contact.last_inbound_id.as_ref()));
        assert!(never(&text_for(Purpose::FollowUp), &contact, now).is_some());
        assert_eq!(never(&text_for(Purpose::Conversation), &contact, now), None);
    }
}
