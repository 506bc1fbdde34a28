//! What a text means, and what follows for the contact's stage and record: the webhook's decision.

use jiff::Timestamp;

use crate::address::Address;
use crate::consent::{ConsentSignal, Workflow, read};
use crate::contact::{Consent, Contact, Party, preview};
use crate::intent::{AiIntent, Intent};
use crate::message::{Direction, InboundMessage, MessageId};
use crate::sid::MessageSid;
use crate::stage::Stage;
use crate::status::DeliveryStatus;

/// What a text was taken to mean, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understanding {
    pub consent: ConsentSignal,
    pub ai_intent: AiIntent,
    pub intent: Intent,
    pub why: String,
}

/// Phrases and the intent they show, strongest first: a refusal beats politeness, a price beats
/// plain interest. A phrase matches on word boundaries in the folded text.
const PHRASES: &[(&[&str], AiIntent, Intent, &str)] = &[
    (
        &["wrong number", "wrong person", "you have the wrong"],
        AiIntent::WrongNumber,
        Intent::Reject,
        "says that the number is wrong",
    ),
    (
        &[
            "not interested",
            "no longer interested",
            "not for sale",
            "not selling",
            "no thanks",
            "no thank you",
            "dont want to sell",
            "do not want to sell",
            "not looking to sell",
            "never selling",
            "wont sell",
            "not going to sell",
        ],
        AiIntent::NotInterested,
        Intent::Reject,
        "refuses",
    ),
    (
        &[
            "who is this",
            "whos this",
            "who are you",
            "who am i talking to",
        ],
        AiIntent::WhoIsThis,
        Intent::Neutral,
        "asks who we are",
    ),
    (
        &[
            "how did you get my",
            "where did you get my",
            "how do you have my",
        ],
        AiIntent::HowGotNumber,
        Intent::Neutral,
        "asks where we have the number from",
    ),
    (
        &[
            "how much",
            "what would you pay",
            "what would you offer",
            "what will you pay",
            "whats your offer",
            "what is your offer",
            "your offer",
            "make me an offer",
            "what price",
            "give me a price",
            "best price",
            "what can you pay",
            "cash offer",
        ],
        AiIntent::AskPrice,
        Intent::Positive,
        "asks about the price",
    ),
    (
        &[
            "not now",
            "not right now",
            "maybe later",
            "next year",
            "next month",
            "call me later",
            "text me later",
            "busy right now",
            "try again later",
            "not yet",
            "not ready",
        ],
        AiIntent::Delay,
        Intent::Delay,
        "puts it off",
    ),
    (
        &[
            "want to sell",
            "wanna sell",
            "looking to sell",
            "ready to sell",
            "like to sell",
            "willing to sell",
            "im interested",
            "i am interested",
            "interested in selling",
            "would sell",
            "thinking of selling",
            "thinking about selling",
        ],
        AiIntent::InterestDetected,
        Intent::Positive,
        "shows a wish to sell",
    ),
];

/// Reads a text with a few rules.
pub fn understand(body: &str) -> Understanding {
    let reading = read(body, Workflow::Seller);
    let consent = reading.signal;
    let told = reading.why.name();
    let (ai_intent, intent, why) = match consent {
        ConsentSignal::OptOut => (
            AiIntent::NotInterested,
            Intent::Dnc,
            format!("opts out: {told}"),
        ),
        ConsentSignal::OptIn | ConsentSignal::Help => {
            (AiIntent::Neutral, Intent::Neutral, told.to_owned())
        }
        ConsentSignal::None => {
            let (ai_intent, intent, why) = meaning(&folded(body));
            (ai_intent, intent, why.to_owned())
        }
    };
    Understanding {
        consent,
        ai_intent,
        intent,
        why,
    }
}

fn meaning(folded: &str) -> (AiIntent, Intent, &'static str) {
    PHRASES
        .iter()
        .find(|(phrases, ..)| phrases.iter().any(|p| folded.contains(&format!(" {p} "))))
        .map_or(
            (
                AiIntent::Neutral,
                Intent::Neutral,
                "shows no intent that the rules know",
            ),
            |(_, ai_intent, intent, why)| (*ai_intent, *intent, *why),
        )
}

/// Lower-case words with single spaces between and around them; apostrophes dropped.
fn folded(body: &str) -> String {
    let mut text = String::from(" ");
    for character in body.chars().filter(|c| !matches!(c, '\'' | '’' | '`')) {
        if character.is_alphanumeric() {
            text.extend(character.to_lowercase());
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
    if !text.ends_with(' ') {
        text.push(' ');
    }
    text
}

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
    let understood = understand(&body);
    let is_phone = from.phone().is_some();
    let before = contact;
    let mut after = before.clone();

    let consent_change = match understood.consent {
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
        is_phone && (understood.consent != ConsentSignal::OptOut || before.owes_an_answer());
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
        delivery_status: if understood.consent == ConsentSignal::OptOut {
            DeliveryStatus::OptOut
        } else {
            DeliveryStatus::Sent
        },
        ai_intent: understood.ai_intent,
        intent: understood.intent,
        stage: after.stage,
        party: after.party.as_ref().map(Party::link),
        summary: understood.why,
    };
    Reception {
        message,
        contact: after,
        consent_change,
        needs_answer,
    }
}

fn promotes(understood: &Understanding) -> bool {
    understood.consent == ConsentSignal::None
        && (understood.intent == Intent::Positive || understood.ai_intent.promotes())
}

fn stage_after(stage: Option<Stage>, understood: &Understanding) -> Stage {
    let now = stage.unwrap_or(Stage::OwnershipConfirmation);
    match understood.consent {
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
    fn texts_mean_what_a_reader_would_say() {
        for (body, ai_intent, intent) in [
            (
                "Yes, how much would you offer?",
                AiIntent::AskPrice,
                Intent::Positive,
            ),
            (
                "I want to sell",
                AiIntent::InterestDetected,
                Intent::Positive,
            ),
            ("Not interested", AiIntent::NotInterested, Intent::Reject),
            (
                "no thanks, not interested. how much tho",
                AiIntent::NotInterested,
                Intent::Reject,
            ),
            ("Who’s this?", AiIntent::WhoIsThis, Intent::Neutral),
            (
                "How did you get my number??",
                AiIntent::HowGotNumber,
                Intent::Neutral,
            ),
            ("wrong number bro", AiIntent::WrongNumber, Intent::Reject),
            ("maybe later", AiIntent::Delay, Intent::Delay),
            ("ok", AiIntent::Neutral, Intent::Neutral),
            ("", AiIntent::Neutral, Intent::Neutral),
        ] {
            let understood = understand(body);
            assert_eq!(
                (understood.ai_intent, understood.intent),
                (ai_intent, intent),
                "{body}"
            );
        }
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
