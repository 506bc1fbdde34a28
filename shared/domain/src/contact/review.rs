//! What a person's word makes of a text and its contact: the manual review.

use jiff::Timestamp;

use crate::contact::change::ContactField;
use crate::contact::stage::Stage;
use crate::contact::{Contact, Party};
use crate::ids::MessageId;
use crate::message::inbound::InboundMessage;
use sms_language::{ConsentSignal, Context, Intent, read};

/// A text that a person has looked at again, and what becomes of it and its contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    pub contact: Contact,
    /// Of the contact, what the review changes.
    pub fields: Vec<ContactField>,
    pub text: InboundMessage,
    /// It makes a lead of the contact.
    pub promotes: bool,
    /// Set where the text is to be answered once more: all up to here is dealt with.
    pub due_from: Option<MessageId>,
}

/// Decides a review of `text`, to which something was written before or not (`is_answered`).
pub fn review(
    before: &Contact,
    mut text: InboundMessage,
    is_answered: bool,
    now: Timestamp,
) -> Review {
    let mut contact = before.clone();
    let is_last = before.last_inbound_id.as_ref() == Some(&text.id);
    let is_out = before.stage == Some(Stage::Dnc) || before.has_opted_out();
    let promotes =
        is_positive(&text, before) && !is_out && matches!(before.party, Some(Party::Prospect(_)));
    if promotes {
        contact.promote(&text.id, now);
        if is_last {
            contact.is_interested_again();
        }
        text.party = contact.party.as_ref().map(Party::link);
        text.stage = contact.stage;
        if !(text.intent == Intent::Positive || text.ai_intent.promotes()) {
            text.intent = Intent::Positive;
        }
    }
    // Only the last text is taken up: an answer to an earlier one would come out of turn. One that still
    // waits for the thread worker is answered anyway.
    let is_open = !contact.has_opted_out() && contact.is_left_alone().is_none();
    let is_done_with = contact.answered_through.as_ref() == Some(&text.id);
    let due_from = text.id.just_before().filter(|_| {
        is_last && is_open && is_done_with && !is_answered && text.answerable().is_some()
    });
    if let Some(due_from) = &due_from {
        contact.answered_through = Some(due_from.clone());
    }
    let contact = Contact::changed(before, contact);
    let mut fields = contact.decided_fields(before);
    if due_from.is_some() {
        fields.push(ContactField::AnsweredThrough);
    }
    Review {
        contact,
        fields,
        text,
        promotes,
        due_from,
    }
}

/// By the labels that it has, or by what the rules make of it now.
fn is_positive(text: &InboundMessage, contact: &Contact) -> bool {
    let context = Context {
        workflow: text.workflow,
        asked: contact.stage.and_then(Stage::usual_question),
    };
    text.consent == ConsentSignal::None
        && text.intent != Intent::Dnc
        && (text.intent == Intent::Positive
            || text.ai_intent.promotes()
            || read(&text.body, &context).promotes())
}

#[cfg(test)]
mod tests {
    use sms_language::Workflow;

    use super::*;
    use crate::inbound::{Arrival, receive};

    /// A text that the rules read as nothing, which the worker is done with.
    fn reviewed(body: &str) -> (Contact, InboundMessage) {
        let at = "2026-11-21T15:00:00Z".parse().unwrap();
        let arrival = Arrival {
            from: "+13055550123".parse().unwrap(),
            to: None,
            body: body.to_owned(),
            sid: None,
            at,
            workflow: Workflow::Seller,
        };
        let stranger = Contact::new(arrival.from.clone());
        let reception = receive(&arrival, &stranger, MessageId::new(at, 1));
        let mut contact = reception.contact;
        contact.answered_through = contact.last_inbound_id.clone();
        (contact, reception.message)
    }

    #[test]
    fn a_text_that_a_model_found_positive_makes_a_lead_once() {
        let (contact, mut text) = reviewed("hm");
        text.intent = Intent::Positive;
        let first = review(&contact, text, true, Timestamp::UNIX_EPOCH);
        assert!(first.promotes && matches!(first.contact.party, Some(Party::Lead(_))));
        assert_eq!(first.contact.stage, Some(Stage::PriceQualification));
        assert_eq!(first.contact.version(), contact.version() + 1);
        assert_eq!(first.due_from, None);
        let second = review(&first.contact, first.text, false, Timestamp::UNIX_EPOCH);
        assert!(!second.promotes && second.due_from.is_some());
        assert_eq!(second.contact.answered_through, second.due_from);
        assert_eq!(second.contact.version(), first.contact.version());
    }

    #[test]
    fn nobody_who_opted_out_is_promoted_or_answered() {
        let (mut contact, mut text) = reviewed("hm");
        text.intent = Intent::Positive;
        contact.opt_out(Timestamp::UNIX_EPOCH, &crate::contact::ConsentSource::Text);
        let kept = review(&contact, text, false, Timestamp::UNIX_EPOCH);
        assert!(!kept.promotes && kept.due_from.is_none());
        assert_eq!(kept.contact, contact);
    }
}
