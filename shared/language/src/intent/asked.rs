//! What our own text asked of its reader.

use super::fold;
use crate::text::fold::plain;
use crate::text::words::Text;
use crate::vocabulary::Question;

/// Signs of each question in our own words; the last one in the text counts.
const SIGNS: &[(Question, &str)] = &[
    (
        Question::Ownership,
        "still own; do you own; the owner; own the; you own; owner of; your property; es \
         dueno; es suya; duena de; dono d; proprietari; propietari; belong to you; still \
         have the",
    ),
    (
        Question::Identity,
        "is this; am i speaking; looking for; trying to reach; this the right number; am i \
         texting; did i reach; hablo con; falo com",
    ),
    (
        Question::Interest,
        "consider; interested in selling; open to; want to sell; thinking about selling; \
         thought about selling; looking to sell; an offer; a cash offer; willing to sell; \
         interested in an; would you sell; like to sell; ever thought; entertain; interest \
         in selling; any interest; interesaria; le gustaria vender; vender; interessaria; \
         oferta; proposta; plans to sell; plan on selling; buy your; buying your; make you \
         an offer; send you an offer; still interested; any thoughts; changed your mind; \
         purchase your; purchasing your; interested in hearing; interested in discussing; up \
         for sale; for sale",
    ),
    (
        Question::Price,
        "price in mind; asking price; how much; what price; number in mind; what number; \
         ballpark; hoping to get; looking to get; were you thinking; bottom line; need to \
         get; want for; cuanto; que precio; quanto; what would you take; like to get; what \
         are you asking; would you want for; would you want to get; what would you \
         want; price range; figure in mind; have in mind",
    ),
    (
        Question::Condition,
        "condition; repairs; updates; need any work; needs any work; shape is; roof; how \
         old; bedrooms; tenant; occupied; vacant; remodel; condicion; reparaciones; reforma; \
         estado d; anyone living; needs work; tell me about the house; tell me a bit about \
         the property; tell me about the property",
    ),
    (
        Question::Timeline,
        "how soon; how soon would you want; how soon do you want; when would you want; when are you; \
         timeline; time frame; timeframe; when would you; how fast; \
         how quickly; by when; cuando; quando; when do you; looking to close; when were you; \
         ideal closing; closing date; que tan pronto; when you'd like to sell",
    ),
    (
        Question::Motivation,
        "why are you; reason for; what has you; what's making you; motivat; what's got you; \
         reason you; what made you; por que; why you; what is prompting; what's prompting; \
         what's going on",
    ),
    (
        Question::Talk,
        "good time to talk; hop on a call; give you a call; call you; quick call; time to \
         chat; best time; good time to call; jump on; time to talk; puedo llamar; come by; \
         see the house; walk through; take a look; stop by",
    ),
    (
        Question::Contract,
        "contract; agreement; paperwork; sign; docusign; contrato",
    ),
];

/// What a text of ours asks of its reader: the last question in it that the rules know. `None`
/// when it asks nothing.
///
/// ```
/// # use sms_language::{Question, asked};
/// assert_eq!(asked("Hi Ana, do you still own 12 Oak St?"), Some(Question::Ownership));
/// assert_eq!(asked("Thanks, have a good day."), None);
/// ```
pub fn asked(outbound: &str) -> Option<Question> {
    let lower = plain(outbound);
    let (text, bid) = (
        lower.as_str(),
        fold::fold(&Text::of(outbound))
            .tokens
            .iter()
            .any(|t| t.amount.as_ref().is_some_and(|a| a.sure)),
    );
    // What matters is the last sentence that asks; instructions such as "Reply STOP" come after.
    let mut sentences: Vec<&str> = text.split_inclusive(['?', '.', '!', '\n']).collect();
    sentences.retain(|s| !s.contains("reply stop") && !s.contains("opt out") && !tells(s));
    let asking = sentences
        .iter()
        .rev()
        .filter(|s| s.contains('?'))
        .chain(sentences.iter().rev().filter(|s| !s.contains('?')));
    for sentence in asking {
        let sign = SIGNS
            .iter()
            .flat_map(|(question, signs)| {
                signs.split(';').map(str::trim).filter_map(move |sign| {
                    sentence.rfind(sign).map(|at| (at, sign.len(), *question))
                })
            })
            .max_by_key(|(at, length, question)| {
                // "How soon are you looking to sell?" asks how soon.
                let open = matches!(
                    question,
                    Question::Timeline | Question::Motivation | Question::Price
                );
                (open, *at + *length, *length)
            });
        if let Some((_, _, question)) = sign {
            return Some(match question {
                Question::Interest | Question::Price if bid => Question::Bid,
                Question::Ownership
                | Question::Identity
                | Question::Interest
                | Question::Price
                | Question::Condition
                | Question::Timeline
                | Question::Motivation
                | Question::Bid
                | Question::Talk
                | Question::Contract => question,
            });
        }
        if bid {
            return Some(Question::Bid);
        }
    }
    bid.then_some(Question::Bid)
}

/// Whether a sentence of ours says what we do next, and asks nothing.
fn tells(sentence: &str) -> bool {
    !sentence.contains('?')
        && [
            "i will",
            "i'll",
            "we will",
            "we'll",
            "sounds good",
            "thanks",
            "talk soon",
        ]
        .iter()
        .any(|opening| sentence.trim_start().starts_with(opening))
}
