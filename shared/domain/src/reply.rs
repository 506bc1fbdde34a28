//! What to answer, if anything: a pure decision on a stored text and its contact.

use crate::consent::{ConsentSignal, Workflow, read};
use crate::contact::Contact;
use crate::intent::{AiIntent, Intent};
use crate::message::{InboundMessage, ProcessedBy, Purpose};
use crate::stage::Stage;

/// Settings of the answers.
#[derive(Debug, Clone)]
pub struct ReplyRules {
    /// How the team names itself.
    pub business_name: String,
    /// The carrier answers HELP by itself (Twilio's default opt-out handling does).
    pub carrier_answers_help: bool,
}

/// What the thread worker does about one inbound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    Reply {
        body: String,
        purpose: Purpose,
        processed_by: ProcessedBy,
    },
    Silence(Silence),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::AsRefStr)]
#[strum(serialize_all = "snake_case")]
pub enum Silence {
    NotAPhone,
    OptedOut,
    DoNotCall,
    ConsentWord,
    CarrierAnswersHelp,
    Refused,
    NothingToSay,
    /// The carrier did not say which number of ours was texted, and no earlier text told.
    NoNumberToAnswerFrom,
}

/// Plans the answer to `message` of `contact`.
pub fn plan(message: &InboundMessage, contact: &Contact, rules: &ReplyRules) -> Plan {
    if message.answerable().is_none() {
        return Plan::Silence(Silence::NotAPhone);
    }
    if message
        .number
        .as_ref()
        .or(contact.number.as_ref())
        .is_none()
    {
        return Plan::Silence(Silence::NoNumberToAnswerFrom);
    }
    match read(&message.body, Workflow::Seller).signal {
        ConsentSignal::Help if rules.carrier_answers_help => {
            return Plan::Silence(Silence::CarrierAnswersHelp);
        }
        ConsentSignal::Help => {
            return Plan::Reply {
                body: format!(
                    "{}: we text owners about buying property. Reply STOP to opt out.",
                    rules.business_name
                ),
                purpose: Purpose::Help,
                processed_by: ProcessedBy::Autoresponder,
            };
        }
        ConsentSignal::OptOut | ConsentSignal::OptIn => {
            return Plan::Silence(Silence::ConsentWord);
        }
        ConsentSignal::None => {}
    }
    if contact.has_opted_out() {
        return Plan::Silence(Silence::OptedOut);
    }
    if contact.stage == Some(Stage::Dnc) {
        return Plan::Silence(Silence::DoNotCall);
    }
    if matches!(message.intent, Intent::Reject | Intent::Dnc) {
        return Plan::Silence(Silence::Refused);
    }
    words(message.ai_intent, &rules.business_name).map_or(
        Plan::Silence(Silence::NothingToSay),
        |body| Plan::Reply {
            body,
            purpose: Purpose::Conversation,
            processed_by: ProcessedBy::Autoresponder,
        },
    )
}

fn words(ai_intent: AiIntent, business: &str) -> Option<String> {
    let body = match ai_intent {
        AiIntent::AskPrice | AiIntent::OfferDiscussion => format!(
            "Thanks for getting back to us! The offer depends on the condition. Does the property \
             need any repairs, and how soon would you like to sell? - {business}"
        ),
        AiIntent::InterestDetected | AiIntent::MotivationDetected => format!(
            "Great to hear! Do you have a price in mind, and is there anything that needs repair? \
             - {business}"
        ),
        AiIntent::WhoIsThis | AiIntent::Intro => format!(
            "This is {business}. We buy property in your area and wondered if you would consider \
             an offer. Reply STOP to opt out."
        ),
        AiIntent::HowGotNumber => format!(
            "This is {business}. We found your number in public property records. Reply STOP and \
             we will not text again."
        ),
        AiIntent::Delay => {
            format!("No rush at all. Is it all right if we check back later? - {business}")
        }
        AiIntent::ConditionQuestion | AiIntent::TimelineQuestion => {
            format!("Good question. We buy as is and can close when it suits you. - {business}")
        }
        AiIntent::NotInterested | AiIntent::WrongNumber | AiIntent::Neutral | AiIntent::Other => {
            return None;
        }
    };
    Some(body)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::message::MessageId;
    use crate::reception::{Arrival, receive};

    fn rules() -> ReplyRules {
        ReplyRules {
            business_name: "Sunny Homes".into(),
            carrier_answers_help: false,
        }
    }

    fn planned(body: &str, contact: Contact) -> Plan {
        let arrival = Arrival {
            from: contact.address.clone(),
            to: Some("+18135550100".parse().unwrap()),
            body: body.into(),
            sid: None,
            at: Timestamp::UNIX_EPOCH,
        };
        let reception = receive(arrival, contact, MessageId::new(Timestamp::UNIX_EPOCH, 1));
        plan(&reception.message, &reception.contact, &rules())
    }

    fn contact() -> Contact {
        Contact::new("+13055550123".parse().unwrap())
    }

    #[test]
    fn a_question_about_the_price_gets_one_answer() {
        let plan = planned("Yes, how much would you offer?", contact());
        assert!(
            matches!(
                plan,
                Plan::Reply {
                    purpose: Purpose::Conversation,
                    ..
                }
            ),
            "{plan:?}"
        );
    }

    #[test]
    fn a_refusal_gets_none() {
        assert_eq!(
            planned("not interested", contact()),
            Plan::Silence(Silence::Refused)
        );
    }

    #[test]
    fn one_who_opted_out_hears_only_help() {
        let mut silent = contact();
        silent.consent = crate::contact::Consent::OptedOut;
        assert_eq!(
            planned("how much?", silent.clone()),
            Plan::Silence(Silence::OptedOut)
        );
        let help = planned("HELP", silent);
        let Plan::Reply { body, purpose, .. } = help else {
            panic!("{help:?}")
        };
        assert_eq!(purpose, Purpose::Help);
        assert!(
            body.starts_with("Sunny Homes") && body.contains("STOP"),
            "{body}"
        );
    }

    #[test]
    fn help_is_left_to_a_carrier_that_answers_it() {
        let mut message = None;
        let arrival = Arrival {
            from: contact().address,
            to: Some("+18135550100".parse().unwrap()),
            body: "HELP".into(),
            sid: None,
            at: Timestamp::UNIX_EPOCH,
        };
        let reception = receive(arrival, contact(), MessageId::new(Timestamp::UNIX_EPOCH, 1));
        message.replace(reception.message);
        let rules = ReplyRules {
            carrier_answers_help: true,
            ..rules()
        };
        assert_eq!(
            plan(&message.unwrap(), &reception.contact, &rules),
            Plan::Silence(Silence::CarrierAnswersHelp)
        );
    }
}
