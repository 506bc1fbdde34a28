//! What an echo makes of its contact: word of a send that somebody else made. The webhook's decision.

use std::fmt;

use jiff::Timestamp;

use crate::address::Address;
use crate::contact::change::{ContactChange, ContactField};
use crate::contact::consent::ConsentEntry;
use crate::contact::opt_out::OptOut;
use crate::contact::{Contact, Party};
use crate::ids::{MessageId, MessageSid};
use crate::message::counts::Counts;
use crate::message::origin::ProcessedBy;
use crate::message::outbound::{Draft, OutboundMessage, Purpose, SendState};
use crate::message::receipt::{Receipt, latest_opt_out};
use crate::message::status::DeliveryStatus;
use sms_language::asked;

/// An echo as it came.
#[derive(Clone)]
pub struct Echo {
    /// The number of ours that it went out from.
    pub number: Address,
    /// Whom it was for.
    pub thread: Address,
    pub body: String,
    pub sid: MessageSid,
    pub processed_by: Option<ProcessedBy>,
    pub template: Option<String>,
}

impl fmt::Debug for Echo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Echo")
            .field("number", &self.number)
            .field("thread", &self.thread)
            .field("sid", &self.sid)
            .finish_non_exhaustive()
    }
}

/// What is written for a send of its own: the message, and the contact after it.
#[derive(Debug, Clone, PartialEq)]
pub struct EchoedSend {
    pub message: OutboundMessage,
    pub contact: Contact,
    /// Of the contact, what the echo changes.
    pub fields: Vec<ContactField>,
    /// The ledger's entry, where one of the receipts that came before says that the contact opted
    /// out.
    pub consent_entry: Option<ConsentEntry>,
}

impl EchoedSend {
    /// What is written to the contact's row.
    pub fn change(&self) -> ContactChange<'_> {
        ContactChange::new(&self.contact, &self.fields).counting(Counts::tally(&self.message))
    }
}

/// Decides what an echo of a send that is not ours makes of its contact, with the receipts that
/// came before it.
pub fn record_echo(
    echo: &Echo,
    before: &Contact,
    id: MessageId,
    parked: &[Receipt],
    now: Timestamp,
) -> EchoedSend {
    let mut contact = before.clone();
    if contact.party.is_none() && echo.thread.phone().is_some() {
        contact.party = Some(Party::new_prospect(&id, now));
    }
    let draft = Draft {
        id,
        thread: echo.thread.clone(),
        number: echo.number.clone(),
        body: echo.body.clone(),
        purpose: Purpose::Echo,
        processed_by: echo.processed_by,
        template_record_id: echo.template.clone(),
        asks: asked(&echo.body),
        stage: contact.stage,
        party: contact.party.as_ref().map(Party::link),
    };
    let message = OutboundMessage {
        delivery_status: DeliveryStatus::Sent,
        state: SendState::Accepted,
        sid: Some(echo.sid.clone()),
        sent_at: Some(now),
        ..draft.queued(now)
    }
    .informed_by(parked);
    let consent_entry = latest_opt_out(parked)
        .and_then(|receipt| receipt.opt_out_entry(&message.id, Some(&message.number)))
        .filter(|entry| contact.opt_out(entry.at, &entry.source) == OptOut::Now);
    let mut contact = Contact::changed(before, contact);
    let mut fields = contact.decided_fields(before);
    fields.extend(contact.was_sent(&message, now));
    EchoedSend {
        message,
        contact,
        fields,
        consent_entry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Consent;
    use crate::contact::stage::Stage;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn echoed(before: &Contact, parked: &[Receipt]) -> EchoedSend {
        let now = at("2026-11-21T15:00:00Z");
        let echo = Echo {
            number: "+18135550100".parse().unwrap(),
            thread: before.address.clone(),
            body: "Would you sell?".to_owned(),
            sid: "SM1".parse().unwrap(),
            processed_by: None,
            template: None,
        };
        record_echo(&echo, before, MessageId::new(now, 1), parked, now)
    }

    fn opt_out(instant: &str) -> Receipt {
        Receipt {
            sid: "SM1".parse().unwrap(),
            word: "undelivered".to_owned(),
            status: Some(DeliveryStatus::Undelivered),
            error_code: Some(21610),
            at: at(instant),
            raw: String::new(),
        }
    }

    #[test]
    fn a_parked_opt_out_opts_the_contact_out_as_a_stop_does() {
        let stranger = Contact::new("+13055550123".parse().unwrap());
        let sent = echoed(&stranger, &[opt_out("2026-11-21T14:00:00Z")]);
        assert_eq!(sent.message.delivery_status, DeliveryStatus::Undelivered);
        assert_eq!(sent.contact.consent, Consent::OptedOut);
        assert_eq!(sent.contact.consent_at, Some(at("2026-11-21T14:00:00Z")));
        assert_eq!(sent.contact.stage, Some(Stage::OptOut));
        assert_eq!(sent.contact.version(), 1);
        let entry = sent.consent_entry.unwrap();
        assert_eq!(entry.message, Some(sent.message.id));
        assert!(entry.evidence.contains("21610"));
    }

    #[test]
    fn an_opt_in_after_a_parked_opt_out_stands() {
        let mut back = Contact::new("+13055550123".parse().unwrap());
        back.consent = Consent::OptedIn;
        back.consent_at = Some(at("2026-11-21T14:30:00Z"));
        let kept = echoed(&back, &[opt_out("2026-11-21T14:00:00Z")]);
        assert_eq!(kept.contact.consent, Consent::OptedIn);
        assert_eq!(kept.consent_entry, None);
        let later = [
            opt_out("2026-11-21T14:45:00Z"),
            opt_out("2026-11-21T14:00:00Z"),
        ];
        assert!(echoed(&back, &later).contact.has_opted_out());
    }

    #[test]
    fn an_echo_makes_a_prospect_of_a_stranger_once() {
        let first = echoed(&Contact::new("+13055550123".parse().unwrap()), &[]);
        assert_eq!(first.contact.version(), 1);
        assert!(matches!(first.contact.party, Some(Party::Prospect(_))));
        let second = echoed(&first.contact, &[]);
        assert_eq!(second.contact, first.contact);
    }
}
