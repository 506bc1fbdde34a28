//! What a text means: consent and intent.

use crate::consent::{ConsentSignal, Workflow, read};
use crate::intent::{AiIntent, Intent};

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
