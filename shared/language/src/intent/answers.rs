//! What a bare "yes", "no" or "maybe", or a short reply, answers to our question.

use super::fold::Folded;
use super::lexicon;
use super::phrases::{Hit, Mark};
use crate::vocabulary::Question;
use crate::vocabulary::{AiIntent, Intent};

/// A reply of one plain word, or as good as that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bare {
    Yes,
    No,
    Maybe,
}

/// Words that add nothing to an answer.
const FILLERS: &str = "sir maam mam man bro dude lol haha please thanks thank you hi hello hey well um uh hmm \
    <laugh> <pray> <emoji> <shrug> <smile> just good morning afternoon evening oh actually \
    still senor senora por favor gracias obrigado so ma mister miss dear buddy boss brother \
    am it is and the this that";

/// Whether the whole text is one plain answer.
pub(super) fn bare(text: &Folded, hits: &[Hit]) -> Option<Bare> {
    let covered = |marks: &[Mark]| {
        let mut any = false;
        let all = text.tokens.iter().enumerate().all(|(index, token)| {
            let hit = hits
                .iter()
                .any(|h| marks.contains(&h.mark) && h.start <= index && index < h.end);
            any |= hit;
            hit || lexicon::among(FILLERS, &token.word)
        });
        any && all
    };
    if covered(&[Mark::No]) {
        Some(Bare::No)
    } else if covered(&[Mark::Yes]) {
        Some(Bare::Yes)
    } else if covered(&[Mark::Maybe, Mark::Yes]) {
        Some(Bare::Maybe)
    } else {
        None
    }
}

/// An intent that follows from an answer, and why.
pub(super) type Verdict = (AiIntent, Intent, &'static str);

/// What a bare answer means after `question`.
pub(super) fn answer(question: Option<Question>, bare: Bare, asks: bool) -> Option<Verdict> {
    use AiIntent as A;
    use Intent as I;
    if asks {
        // "Yes?" and "No?" wait for more.
        return (bare == Bare::Yes
            && !matches!(question, Some(Question::Interest | Question::Bid)))
        .then_some((A::Neutral, I::Neutral, "answers with a question"));
    }
    Some(match (question, bare) {
        (None, Bare::Yes) => (A::Neutral, I::Neutral, "says yes; to what is not known"),
        (None, Bare::Maybe) => (A::Neutral, I::Neutral, "says maybe; to what is not known"),
        (Some(Question::Ownership | Question::Identity), Bare::Yes) => {
            (A::Neutral, I::Neutral, "confirms what we asked, no more")
        }
        (Some(Question::Ownership | Question::Identity), Bare::Maybe) => {
            (A::Neutral, I::Neutral, "neither confirms nor denies")
        }
        (Some(Question::Ownership), Bare::No) => {
            (A::WrongNumber, I::Reject, "says no to owning it")
        }
        (Some(Question::Identity), Bare::No) => {
            (A::WrongNumber, I::Reject, "says no to being that person")
        }
        (Some(Question::Interest), Bare::Yes) => {
            (A::InterestDetected, I::Positive, "says yes to an offer")
        }
        (Some(Question::Interest), Bare::Maybe) => {
            (A::InterestDetected, I::Positive, "says maybe to an offer")
        }
        (Some(Question::Price), Bare::Yes) => (
            A::InterestDetected,
            I::Positive,
            "says yes to talking about a price",
        ),
        (Some(Question::Price), Bare::No) => (A::Neutral, I::Neutral, "has no price in mind"),
        (Some(Question::Price), Bare::Maybe) => {
            (A::Neutral, I::Neutral, "is not sure about a price")
        }
        (Some(Question::Condition), _) => (
            A::ConditionQuestion,
            I::Positive,
            "answers about the condition",
        ),
        (Some(Question::Timeline), Bare::Yes | Bare::Maybe) => {
            (A::TimelineQuestion, I::Positive, "answers about the time")
        }
        (Some(Question::Motivation), Bare::Yes | Bare::Maybe) => {
            (A::Neutral, I::Neutral, "answers without a reason")
        }
        (Some(Question::Bid), Bare::Yes) => (A::OfferDiscussion, I::Positive, "accepts our offer"),
        (Some(Question::Bid), Bare::Maybe) => (A::OfferDiscussion, I::Positive, "weighs our offer"),
        (Some(Question::Talk), Bare::Yes) => (A::InterestDetected, I::Positive, "is ready to talk"),
        (Some(Question::Contract), Bare::Yes) => {
            (A::OfferDiscussion, I::Positive, "is ready for the contract")
        }
        (Some(Question::Talk | Question::Contract), Bare::Maybe) => {
            (A::Neutral, I::Neutral, "is not sure")
        }
        (
            None
            | Some(
                Question::Interest
                | Question::Timeline
                | Question::Motivation
                | Question::Bid
                | Question::Talk
                | Question::Contract,
            ),
            Bare::No,
        ) => (A::NotInterested, I::Reject, "says no"),
    })
}

/// What a short reply without other signs means after an open question.
pub(super) fn open_answer(question: Option<Question>, words: usize) -> Option<Verdict> {
    if words == 0 || words > 12 {
        return None;
    }
    match question? {
        Question::Condition => Some((
            AiIntent::ConditionQuestion,
            Intent::Positive,
            "answers our question about the condition",
        )),
        Question::Timeline => Some((
            AiIntent::TimelineQuestion,
            Intent::Positive,
            "answers our question about the time",
        )),
        Question::Motivation => Some((
            AiIntent::MotivationDetected,
            Intent::Positive,
            "answers our question about the reason",
        )),
        Question::Ownership
        | Question::Identity
        | Question::Interest
        | Question::Price
        | Question::Bid
        | Question::Talk
        | Question::Contract => None,
    }
}
