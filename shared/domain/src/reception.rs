//! What a text makes of its contact: consent, stage and record. The webhook's decision.

use jiff::Timestamp;

use crate::address::Address;
use crate::consent::ConsentSignal;
use crate::contact::{Consent, Contact, Party, preview};
use crate::intent::Intent;
use crate::message::{Direction, InboundMessage, MessageId};
use crate::sid::MessageSid;
use crate::stage::Stage;
use crate::status::DeliveryStatus;
use crate::understanding::{Context, Understanding, understand};

/// A text as it came in, before anything is decided about it.
#[derive(Clone)]
pub struct Arrival {
    pub from: Address,
    pub to: Option<Address>,
    pub body: String,
    pub sid: Option<MessageSid>,
    pub at: Timestamp,
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
    /// Its `version` is the one the decision was made on, plus one if the text changed what is
    /// decided about the contact.
    pub contact: Contact,
    /// Set when the text itself changed consent: the ledger's entry.
    pub consent_change: Option<Consent>,
    /// Whether the thread worker has something to look at.
    pub needs_answer: bool,
}

/// Decides what a text makes of its contact. `id` must come after the thread's last inbound.
pub fn receive(arrival: Arrival, contact: Contact, id: MessageId) -> Reception {
    let Arrival {
        from,
        to,
        body,
        sid,
        at,
    } = arrival;
    let understood = understand(
        &body,
        &Context {
            stage: contact.stage,
            ..Context::default()
        },
    );
    let is_phone = from.phone().is_some();
    let before = contact;
    let mut after = before.clone();

    let consent_change = match understood.consent.signal {
        ConsentSignal::OptOut if !before.has_opted_out() => Some(Consent::OptedOut),
        ConsentSignal::OptIn if before.has_opted_out() => Some(Consent::OptedIn),
        ConsentSignal::OptOut
        | ConsentSignal::OptIn
        | ConsentSignal::Help
        | ConsentSignal::None => None,
    };
    if let Some(consent) = consent_change {
        after.consent = consent;
        after.consent_at = Some(at);
    }
    if is_phone {
        after.stage = Some(stage_after(before.stage, &understood));
        let party = before
            .party
            .clone()
            .unwrap_or_else(|| Party::new_prospect(&id, at));
        after.party = Some(if promotes(&understood) {
            party.promoted(&id, at)
        } else {
            party
        });
    }
    if (after.consent, after.stage, &after.party) != (before.consent, before.stage, &before.party) {
        after.version += 1;
    }

    // An opt-out needs no answer; earlier texts still owed one keep the thread in work.
    let needs_answer =
        is_phone && (understood.consent.signal != ConsentSignal::OptOut || before.owes_an_answer());
    if !needs_answer {
        after.answered_through = Some(id.clone());
    }
    after.response_minutes = match (before.last_direction, before.last_outbound) {
        (Some(Direction::Outbound), Some(asked)) => Some(at.duration_since(asked).as_mins()),
        _ => before.response_minutes,
    };
    after.last_inbound_id = Some(id.clone());
    after.last_inbound = Some(at);
    after.last_message = Some(preview(&body));
    after.last_direction = Some(Direction::Inbound);
    if to.is_some() {
        after.number.clone_from(&to);
    }

    let message = InboundMessage {
        id,
        thread: from,
        number: to,
        sid,
        body,
        received_at: at,
        delivery_status: if understood.consent.signal == ConsentSignal::OptOut {
            DeliveryStatus::OptOut
        } else {
            DeliveryStatus::Sent
        },
        ai_intent: understood.ai_intent,
        intent: understood.intent,
        stage: after.stage,
        party: after.party.as_ref().map(Party::link),
        summary: understood.why.join("; "),
    };
    Reception {
        message,
        contact: after,
        consent_change,
        needs_answer,
    }
}

fn promotes(understood: &Understanding) -> bool {
    understood.consent.signal == ConsentSignal::None
        && (understood.intent == Intent::Positive || understood.ai_intent.promotes())
}

fn stage_after(stage: Option<Stage>, understood: &Understanding) -> Stage {
    let now = stage.unwrap_or(Stage::OwnershipConfirmation);
    match understood.consent.signal {
        ConsentSignal::OptOut => now.advanced_to(Stage::OptOut),
        ConsentSignal::None if promotes(understood) => now.advanced_to(Stage::PriceQualification),
        ConsentSignal::None | ConsentSignal::OptIn | ConsentSignal::Help => now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(body: &str) -> Arrival {
        Arrival {
            from: "+13055550123".parse().unwrap(),
            to: Some("+18135550100".parse().unwrap()),
            body: body.to_owned(),
            sid: None,
            at: "2026-11-21T15:00:00Z".parse().unwrap(),
        }
    }

    fn received(body: &str, contact: Contact) -> Reception {
        let id = MessageId::new("2026-11-21T15:00:00Z".parse().unwrap(), 1)
            .at_least_after(contact.last_inbound_id.as_ref());
        receive(arrival(body), contact, id)
    }

    fn stranger() -> Contact {
        Contact::new("+13055550123".parse().unwrap())
    }

    #[test]
    fn a_question_about_the_price_makes_a_lead_at_stage_three() {
        let reception = received("Yes, how much would you offer?", stranger());
        assert_eq!(
            reception
                .message
                .party
                .as_ref()
                .map(crate::contact::PartyLink::word),
            Some("lead")
        );
        assert_eq!(reception.contact.stage, Some(Stage::PriceQualification));
        assert!(reception.needs_answer);
    }

    #[test]
    fn a_refusal_promotes_nobody() {
        let reception = received("Not interested", stranger());
        assert_eq!(
            reception
                .message
                .party
                .as_ref()
                .map(crate::contact::PartyLink::word),
            Some("prospect")
        );
    }

    #[test]
    fn an_opt_out_changes_consent_and_stage_and_needs_no_answer() {
        let reception = received("STOP", stranger());
        assert_eq!(reception.contact.consent, Consent::OptedOut);
        assert_eq!(reception.contact.stage, Some(Stage::OptOut));
        assert_eq!(reception.consent_change, Some(Consent::OptedOut));
        assert_eq!(reception.message.delivery_status, DeliveryStatus::OptOut);
        assert!(!reception.needs_answer && !reception.contact.owes_an_answer());
    }

    #[test]
    fn an_opt_out_behind_an_unanswered_text_leaves_the_thread_in_work() {
        let first = received("who is this", stranger());
        let second = received("STOP", first.contact);
        assert!(second.needs_answer && second.contact.owes_an_answer());
    }

    #[test]
    fn opting_in_restores_consent_but_not_the_stage() {
        let out = received("STOP", stranger()).contact;
        let back = received("START", out);
        assert_eq!(back.contact.consent, Consent::OptedIn);
        assert_eq!(back.contact.stage, Some(Stage::OptOut));
        assert_eq!(received("START", stranger()).consent_change, None);
    }

    #[test]
    fn a_short_code_gets_no_party_and_no_answer() {
        let mut short = arrival("how much is it");
        short.from = "72345".parse().unwrap();
        let contact = Contact::new(short.from.clone());
        let reception = receive(short, contact, MessageId::new(Timestamp::UNIX_EPOCH, 1));
        assert_eq!(
            (reception.message.party, reception.message.stage),
            (None, None)
        );
        assert!(!reception.needs_answer);
    }

    #[test]
    fn what_changes_no_decision_keeps_the_version() {
        let first = received("hello", stranger()).contact;
        let second = received("hello again", first.clone()).contact;
        assert_eq!(first.version, 1);
        assert_eq!(second.version, 1);
    }
}
