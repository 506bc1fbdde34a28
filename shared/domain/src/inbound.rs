//! What a text makes of its contact: consent, stage and record. The webhook's decision.

use jiff::Timestamp;

use crate::address::Address;
use crate::contact::change::{ContactChange, ContactField};
use crate::contact::consent::{Consent, ConsentEntry, ConsentSource};
use crate::contact::opt_out::OptOut;
use crate::contact::progression::stage_after;
use crate::contact::stage::Stage;
use crate::contact::{Contact, Party, preview};
use crate::ids::MessageSid;
use crate::message::counts::Counts;
use crate::message::status::DeliveryStatus;
use crate::message::{Direction, InboundMessage, MessageId};
use sms_language::consent::ConsentReading;
use sms_language::{AiIntent, ConsentSignal, Context, Intent, Reading, Workflow, read};

/// A text as it came in, before anything is decided about it.
#[derive(Clone)]
pub struct Arrival {
    pub from: Address,
    pub to: Option<Address>,
    pub body: String,
    pub sid: Option<MessageSid>,
    pub at: Timestamp,
    /// That of the number it was sent to.
    pub workflow: Workflow,
}

impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arrival")
            .field("from", &self.from)
            .field("to", &self.to)
            .field("sid", &self.sid)
            .finish_non_exhaustive()
    }
}

/// What is written for a text: the message, and the contact after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reception {
    pub message: InboundMessage,
    pub contact: Contact,
    /// Of the contact, what the text changes.
    pub fields: Vec<ContactField>,
    /// The ledger's entry, where the text itself changed consent.
    pub consent_entry: Option<ConsentEntry>,
    /// Whether the thread worker has something to look at.
    pub needs_answer: bool,
}

impl Reception {
    /// What is written to the contact's row.
    pub fn change(&self) -> ContactChange<'_> {
        ContactChange::new(&self.contact, &self.fields).counting(Counts::tally(&self.message))
    }
}

/// Decides what a text makes of its contact. `id` must come after the thread's last inbound.
pub fn receive(arrival: &Arrival, before: &Contact, id: MessageId) -> Reception {
    let is_phone = arrival.from.phone().is_some();
    let context = Context {
        workflow: arrival.workflow,
        asked: before
            .asked
            .or_else(|| before.stage.and_then(Stage::usual_question)),
    };
    let read = read(&arrival.body, &context);
    let is_first_answer = before.last_direction == Some(Direction::Outbound);

    let mut after = before.clone();
    let consent_change = change_consent(&mut after, arrival, read.consent);
    let opts_in = consent_change == Some(Consent::OptedIn);
    // Opting in restores consent, and nothing else: its YES answers no earlier question. Stages and leads
    // are the seller workflow's.
    if is_phone && !opts_in && arrival.workflow == Workflow::Seller {
        seller_after(&mut after, &read, &id, arrival.at);
    } else if is_phone && after.party.is_none() {
        after.party = Some(Party::new_prospect(&id, arrival.at));
    }
    let mut after = Contact::changed(before, after);
    let mut fields = after.decided_fields(before);
    if before.asked.is_some() && after.asked.is_none() {
        // Our question is answered: the next text is not read by it.
        fields.push(ContactField::Asked);
    }

    let needs_answer = is_phone;
    if !needs_answer {
        after.answered_through = Some(id.clone());
        fields.push(ContactField::AnsweredThrough);
    }
    if let Some(asked) = before.last_outbound.filter(|_| is_first_answer) {
        after.response_minutes = Some(arrival.at.duration_since(asked).as_mins());
        fields.push(ContactField::ResponseMinutes);
    }
    after.last_inbound_id = Some(id.clone());
    after.last_inbound = Some(arrival.at);
    after.last_message = Some(preview(&arrival.body));
    after.last_direction = Some(Direction::Inbound);
    fields.extend([
        ContactField::LastInboundId,
        ContactField::LastInbound,
        ContactField::LastMessage,
        ContactField::LastDirection,
    ]);
    if arrival.to.is_some() {
        after.number.clone_from(&arrival.to);
        fields.push(ContactField::Number);
    }

    let opts_out = read.consent.signal == ConsentSignal::OptOut;
    let consent_entry = consent_change.map(|consent| ConsentEntry {
        at: arrival.at,
        consent,
        source: ConsentSource::Text,
        message: Some(id.clone()),
        evidence: arrival.body.clone(),
        number: arrival.to.clone(),
    });
    let message = InboundMessage {
        id,
        thread: arrival.from.clone(),
        number: arrival.to.clone(),
        sid: arrival.sid.clone(),
        body: arrival.body.clone(),
        received_at: arrival.at,
        delivery_status: if opts_out {
            DeliveryStatus::OptOut
        } else {
            DeliveryStatus::Sent
        },
        workflow: arrival.workflow,
        consent: if opts_in {
            ConsentSignal::OptIn
        } else {
            read.consent.signal
        },
        consent_change,
        language: read.language,
        ai_intent: if opts_in {
            AiIntent::Neutral
        } else {
            read.ai_intent
        },
        intent: if opts_in {
            Intent::Neutral
        } else {
            read.intent
        },
        confidence: hundredths(read.confidence),
        extracted: read.extracted,
        processed_by: None,
        template_record_id: before.last_template.clone().filter(|_| is_first_answer),
        stage: after.stage,
        party: after.party.as_ref().map(Party::link),
        summary: read.why.join("; "),
    };
    Reception {
        message,
        contact: after,
        fields,
        consent_entry,
        needs_answer,
    }
}

/// What the text itself makes of consent. YES and START opt in only someone who is opted out; from
/// anybody else they are an answer.
fn change_consent(
    contact: &mut Contact,
    arrival: &Arrival,
    read: ConsentReading,
) -> Option<Consent> {
    match read.signal {
        ConsentSignal::OptOut => {
            let opt_out = contact.opt_out(arrival.at, &ConsentSource::Text);
            (opt_out == OptOut::Now).then_some(Consent::OptedOut)
        }
        ConsentSignal::OptIn | ConsentSignal::None
            if contact.has_opted_out() && read.is_opt_in_word =>
        {
            contact.consent = Consent::OptedIn;
            contact.consent_at = Some(arrival.at);
            Some(Consent::OptedIn)
        }
        ConsentSignal::OptIn | ConsentSignal::Help | ConsentSignal::None => None,
    }
}

/// Stage, record and facts after a text.
fn seller_after(contact: &mut Contact, read: &Reading, id: &MessageId, at: Timestamp) {
    let party = contact
        .party
        .take()
        .unwrap_or_else(|| Party::new_prospect(id, at))
        .with_facts(&read.extracted);
    let stage = stage_after(contact.stage, contact.asked, read, party.facts());
    let is_qualified = stage >= Stage::PriceQualification && !stage.is_terminal();
    contact.party = Some(party);
    contact.stage = Some(stage);
    if read.promotes() || is_qualified {
        contact.promote(id, at);
    }
    if read.promotes() {
        contact.is_interested_again();
    } else if read.consent.signal == ConsentSignal::None && read.ai_intent == AiIntent::WrongNumber
    {
        contact.wrong_number_at = contact.wrong_number_at.or(Some(at));
    }
    if !read.promotes() && read.intent == Intent::Reject {
        contact.refused_through = Some(id.clone());
    }
    if matches!(read.intent, Intent::Positive | Intent::Reject) {
        // Answered: an "ok" after that says yes to nothing.
        contact.asked = None;
    }
}

fn hundredths(confidence: f32) -> u8 {
    let bounded = (confidence.clamp(0.0, 1.0) * 100.0).round();
    (0..=100_u8)
        .find(|hundredth| f32::from(*hundredth) >= bounded)
        .unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sms_language::Question;

    fn link_word(reception: &Reception) -> Option<&'static str> {
        reception
            .message
            .party
            .as_ref()
            .map(crate::contact::PartyLink::word)
    }

    fn arrival(body: &str) -> Arrival {
        Arrival {
            from: "+13055550123".parse().unwrap(),
            to: Some("+18135550100".parse().unwrap()),
            body: body.to_owned(),
            sid: None,
            at: "2026-11-21T15:00:00Z".parse().unwrap(),
            workflow: Workflow::Seller,
        }
    }

    fn received(body: &str, contact: &Contact) -> Reception {
        let id = MessageId::new("2026-11-21T15:00:00Z".parse().unwrap(), 1)
            .at_least_after(contact.last_inbound_id.as_ref());
        receive(&arrival(body), contact, id)
    }

    fn stranger() -> Contact {
        Contact::new("+13055550123".parse().unwrap())
    }

    #[test]
    fn a_question_about_the_price_makes_a_lead_at_stage_three() {
        let reception = received("Yes, how much would you offer?", &stranger());
        assert_eq!(link_word(&reception), Some("lead"));
        assert_eq!(reception.contact.stage, Some(Stage::PriceQualification));
        assert!(reception.needs_answer);
    }

    #[test]
    fn whoever_stands_at_stage_three_is_a_lead() {
        let mut at_three = stranger();
        at_three.stage = Some(Stage::PriceQualification);
        assert_eq!(link_word(&received("ok", &at_three)), Some("lead"));
    }

    #[test]
    fn a_refusal_promotes_nobody() {
        let reception = received("Not interested", &stranger());
        assert_eq!(link_word(&reception), Some("prospect"));
    }

    #[test]
    fn an_opt_out_changes_consent_and_stage_and_is_looked_after_by_the_thread_worker() {
        let reception = received("STOP", &stranger());
        assert_eq!(reception.contact.consent, Consent::OptedOut);
        assert_eq!(reception.contact.stage, Some(Stage::OptOut));
        assert_eq!(reception.message.consent_change, Some(Consent::OptedOut));
        assert_eq!(reception.message.delivery_status, DeliveryStatus::OptOut);
        assert!(reception.needs_answer && reception.contact.is_answer_due());
        let again = received("STOP", &reception.contact);
        assert_eq!(again.message.delivery_status, DeliveryStatus::OptOut);
        assert_eq!(again.message.consent_change, None);
    }

    #[test]
    fn a_yes_opts_in_only_one_who_is_out_and_is_else_an_answer() {
        let mut asked = stranger();
        asked.asked = Some(Question::Interest);
        let answer = received("YES", &asked);
        assert_eq!(answer.message.consent_change, None);
        assert_eq!(answer.message.ai_intent, AiIntent::InterestDetected);
        assert_eq!(link_word(&answer), Some("lead"));

        let out = received("STOP", &asked).contact;
        let back = received("Yes", &out);
        assert_eq!(back.message.consent_change, Some(Consent::OptedIn));
        assert_eq!(back.message.consent, ConsentSignal::OptIn);
        assert_eq!(back.message.intent, Intent::Neutral);
        assert_eq!(link_word(&back), Some("prospect"));
    }

    #[test]
    fn a_bare_cancel_is_about_the_appointment_where_there_are_any() {
        let mut cancel = arrival("CANCEL");
        cancel.workflow = Workflow::Appointment;
        let id = MessageId::new(cancel.at, 1);
        let kept = receive(&cancel, &stranger(), id.clone());
        assert_eq!(kept.message.consent_change, None);
        let out = receive(&arrival("CANCEL"), &stranger(), id);
        assert_eq!(out.message.consent_change, Some(Consent::OptedOut));
    }

    #[test]
    fn tenants_and_patients_become_no_leads() {
        for workflow in [Workflow::Tenant, Workflow::Appointment] {
            let mut text = arrival("how much would you pay? stop by tomorrow");
            text.workflow = workflow;
            let id = MessageId::new(text.at, 1);
            let reception = receive(&text, &stranger(), id);
            assert_eq!(link_word(&reception), Some("prospect"));
            assert_eq!(reception.contact.stage, None);
        }
    }

    #[test]
    fn an_opt_out_is_stage_opt_out_in_every_workflow_for_every_phone() {
        for workflow in [Workflow::Seller, Workflow::Tenant, Workflow::Appointment] {
            for (from, stage) in [("+13055550123", Some(Stage::OptOut)), ("72345", None)] {
                let mut stop = arrival("STOP");
                (stop.workflow, stop.from) = (workflow, from.parse().unwrap());
                let contact = Contact::new(stop.from.clone());
                let reception = receive(&stop, &contact, MessageId::new(Timestamp::UNIX_EPOCH, 1));
                assert_eq!(reception.contact.stage, stage, "{workflow}");
                assert_eq!(reception.message.stage, stage, "{workflow}");
                assert_eq!(reception.contact.version(), 1);
                let entry = reception.consent_entry.unwrap();
                assert_eq!(entry.consent, Consent::OptedOut);
                assert_eq!(entry.message, Some(reception.message.id));
            }
        }
    }

    #[test]
    fn a_wrong_number_is_marked_until_there_is_a_wish_to_sell() {
        let marked = received("wrong number", &stranger());
        assert!(marked.contact.wrong_number_at.is_some() && marked.contact.version() == 1);
        assert!(marked.contact.is_left_alone().is_some());
        let kept = received("ok", &marked.contact).contact;
        assert!(kept.wrong_number_at.is_some());
        let lead = received("sorry, mixed it up, I want to sell", &kept).contact;
        assert_eq!(lead.wrong_number_at, None);
    }

    #[test]
    fn what_the_text_tells_is_kept_on_the_lead() {
        let first = received("250k, roof is bad, moving in June", &stranger()).contact;
        let facts = first.facts().unwrap().clone();
        assert_eq!(facts.asking_price, Some(250_000));
        assert_eq!(facts.condition, ["roof: needs work"]);
        assert_eq!(facts.timeline.as_deref(), Some("in june"));
        assert!(matches!(first.party, Some(Party::Lead(_))));
        assert_eq!(first.stage, Some(Stage::MotivationTimeline));
    }

    #[test]
    fn a_question_is_answered_once() {
        let mut asked = stranger();
        asked.asked = Some(Question::Interest);
        let who = received("who is this?", &asked).contact;
        assert_eq!(who.asked, Some(Question::Interest));
        assert_eq!(link_word(&received("ok", &who)), Some("lead"));
        let wrong = received("wrong number", &asked).contact;
        assert_eq!(wrong.asked, None);
        assert_eq!(link_word(&received("ok", &wrong)), Some("prospect"));
    }

    #[test]
    fn the_first_answer_to_a_template_names_it() {
        let mut asked = stranger();
        asked.last_direction = Some(Direction::Outbound);
        asked.last_template = Some("intro-1".to_owned());
        let first = received("who is this", &asked);
        assert_eq!(first.message.template_record_id.as_deref(), Some("intro-1"));
        let second = received("hello?", &first.contact);
        assert_eq!(second.message.template_record_id, None);
    }

    #[test]
    fn opting_in_restores_consent_but_not_the_stage() {
        let out = received("STOP", &stranger()).contact;
        let back = received("START", &out);
        assert_eq!(back.contact.consent, Consent::OptedIn);
        assert_eq!(back.contact.stage, Some(Stage::OptOut));
        assert_eq!(received("START", &stranger()).consent_entry, None);
    }

    #[test]
    fn a_short_code_gets_no_party_and_no_answer() {
        let mut short = arrival("how much is it");
        short.from = "72345".parse().unwrap();
        let contact = Contact::new(short.from.clone());
        let reception = receive(&short, &contact, MessageId::new(Timestamp::UNIX_EPOCH, 1));
        assert_eq!(
            (reception.message.party, reception.message.stage),
            (None, None)
        );
        assert!(!reception.needs_answer);
    }

    #[test]
    fn what_changes_no_decision_keeps_the_version() {
        let first = received("hello", &stranger()).contact;
        let second = received("hello again", &first).contact;
        assert_eq!(first.version(), 1);
        assert_eq!(second.version(), 1);
    }
}
