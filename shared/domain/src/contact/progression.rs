//! How a text moves a seller through the stages. Deterministic, and never back.
//!
//! Seed 001 fixes four points: the first verification of the owner is stage 1, any selling interest or
//! price talk at least stage 3, negotiation after an offer 6 to 7, the transfer of documents 8 to 9.
//! Between them a stage is what is to be learned next (ADR 0012).

use crate::contact::stage::Stage;
use sms_language::{AiIntent, ConsentSignal, Facts, Intent, Question, Reading};

/// The stage after a text that was read as `read`, of a contact at `stage` whom our last text asked
/// `asked` and of whom `facts` are known, this text's among them.
pub fn stage_after(
    stage: Option<Stage>,
    asked: Option<Question>,
    read: &Reading,
    facts: &Facts,
) -> Stage {
    let now = stage.unwrap_or(Stage::OwnershipConfirmation);
    match read.consent.signal {
        // An opt-out moves the stage by itself (`Contact::opt_out`).
        ConsentSignal::OptOut | ConsentSignal::OptIn | ConsentSignal::Help => return now,
        ConsentSignal::None => {}
    }
    if read.intent == Intent::Dnc {
        return now.advanced_to(Stage::Dnc);
    }
    if now.is_terminal() || (read.intent == Intent::Reject && !read.promotes()) {
        return now;
    }
    let mut stage = now;
    if asked == Some(Question::Interest) && !asks_back(read.ai_intent) {
        stage = stage.advanced_to(Stage::InterestFeeler);
    }
    if read.promotes() {
        stage = stage.advanced_to(Stage::PriceQualification);
    }
    if stage >= Stage::PriceQualification {
        stage = stage.advanced_to(to_learn_next(stage, asked, read, facts));
    }
    if stage >= Stage::PriceQualification && is_negotiation(stage, asked, read) {
        stage = stage.advanced_to(if accepts(asked, read) {
            Stage::ContractReady
        } else {
            Stage::OfferFollowUp
        });
    }
    // "We handle the paperwork" is said early on: a contract needs an offer before it.
    if now >= Stage::OfferFollowUp && asked == Some(Question::Contract) {
        stage = stage.advanced_to(if now >= Stage::ContractSent {
            Stage::ContractFollowUp
        } else {
            Stage::ContractSent
        });
    }
    stage
}

/// Price, then condition, then motivation and timeline. An answer that told nothing is an answer:
/// nobody is asked twice.
fn to_learn_next(stage: Stage, asked: Option<Question>, read: &Reading, facts: &Facts) -> Stage {
    let answers = |question| asked == Some(question) && !asks_back(read.ai_intent);
    let has_price = facts.asking_price.is_some() || answers(Question::Price);
    let has_condition = !facts.condition.is_empty() || answers(Question::Condition);
    if stage < Stage::PropertyCondition && !has_price {
        Stage::PriceQualification
    } else if has_condition {
        Stage::MotivationTimeline
    } else {
        Stage::PropertyCondition
    }
}

/// Whether a text leaves our question where it was.
fn asks_back(ai_intent: AiIntent) -> bool {
    matches!(
        ai_intent,
        AiIntent::Intro
            | AiIntent::WhoIsThis
            | AiIntent::HowGotNumber
            | AiIntent::Delay
            | AiIntent::Other
    )
}

/// Talk about an offer that we made, or about terms once all else is known.
fn is_negotiation(stage: Stage, asked: Option<Question>, read: &Reading) -> bool {
    let speaks_of_it = matches!(read.intent, Intent::Positive | Intent::Delay);
    (asked == Some(Question::Bid) && speaks_of_it)
        || (stage >= Stage::OfferFollowUp && read.ai_intent == AiIntent::OfferDiscussion)
}

/// A yes to our offer, and not another price.
fn accepts(asked: Option<Question>, read: &Reading) -> bool {
    asked == Some(Question::Bid)
        && read.intent == Intent::Positive
        && read.ai_intent == AiIntent::InterestDetected
        && read.extracted.asking_price.is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::VariantArray;

    use super::*;
    use AiIntent as A;
    use Intent as I;
    use Question as Q;
    use sms_language::consent::ConsentReading;
    use sms_language::{Context, Language};

    const QUESTIONS: &[Option<Question>] = &[
        None,
        Some(Question::Ownership),
        Some(Question::Interest),
        Some(Question::Price),
        Some(Question::Condition),
        Some(Question::Timeline),
        Some(Question::Bid),
        Some(Question::Contract),
    ];

    fn read(ai_intent: AiIntent, intent: Intent) -> Reading {
        Reading {
            consent: consent(""),
            ai_intent,
            intent,
            confidence: 1.0,
            language: Language::English,
            extracted: Facts::default(),
            why: Vec::new(),
        }
    }

    fn consent(text: &str) -> ConsentReading {
        sms_language::read(text, &Context::default()).consent
    }

    fn facts(price: bool, condition: bool) -> Facts {
        Facts {
            asking_price: price.then_some(250_000),
            condition: condition
                .then(|| "roof: needs work".to_owned())
                .into_iter()
                .collect(),
            ..Facts::default()
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_the_stage_never_goes_back_and_its_ends_hold(
            texts in proptest::collection::vec(
                (
                    proptest::sample::select(AiIntent::VARIANTS),
                    proptest::sample::select(Intent::VARIANTS),
                    proptest::sample::select(QUESTIONS),
                    any::<bool>(),
                    any::<bool>(),
                    proptest::sample::select(&["", "STOP", "START", "HELP"]),
                ),
                1..30,
            ),
        ) {
            let mut stage = None;
            for (ai_intent, intent, asked, price, condition, consent) in texts {
                let mut text = read(ai_intent, intent);
                text.consent = self::consent(consent);
                let next = stage_after(stage, asked, &text, &facts(price, condition));
                prop_assert!(stage.is_none_or(|stage| next >= stage), "{stage:?} to {next}");
                if stage.is_some_and(Stage::is_terminal) {
                    prop_assert!(next.is_terminal());
                }
                if text.promotes() && !next.is_terminal() {
                    prop_assert!(next >= Stage::PriceQualification);
                }
                stage = Some(next);
            }
        }
    }

    #[test]
    fn a_sale_goes_through_every_stage_in_order() {
        let (nothing, price, all) = (facts(false, false), facts(true, false), facts(true, true));
        let texts = [
            (
                Some(Q::Ownership),
                A::Neutral,
                I::Neutral,
                &nothing,
                "STAGE 1",
            ),
            (
                Some(Q::Interest),
                A::WhoIsThis,
                I::Neutral,
                &nothing,
                "STAGE 1",
            ),
            (
                Some(Q::Interest),
                A::Neutral,
                I::Neutral,
                &nothing,
                "STAGE 2",
            ),
            (
                Some(Q::Interest),
                A::InterestDetected,
                I::Positive,
                &nothing,
                "STAGE 3",
            ),
            (
                Some(Q::Price),
                A::WhoIsThis,
                I::Neutral,
                &nothing,
                "STAGE 3",
            ),
            (
                Some(Q::Price),
                A::OfferDiscussion,
                I::Positive,
                &price,
                "STAGE 4",
            ),
            (
                Some(Q::Condition),
                A::Neutral,
                I::Neutral,
                &price,
                "STAGE 5",
            ),
            (
                Some(Q::Bid),
                A::OfferDiscussion,
                I::Positive,
                &all,
                "STAGE 6",
            ),
            (
                Some(Q::Bid),
                A::InterestDetected,
                I::Positive,
                &all,
                "STAGE 7",
            ),
            (Some(Q::Contract), A::Neutral, I::Neutral, &all, "STAGE 8"),
            (Some(Q::Contract), A::Neutral, I::Neutral, &all, "STAGE 9"),
            (None, A::Other, I::Dnc, &nothing, "DNC"),
            (
                Some(Q::Interest),
                A::InterestDetected,
                I::Positive,
                &nothing,
                "DNC",
            ),
        ];
        let mut stage = None;
        for (asked, ai_intent, intent, facts, wanted) in texts {
            let next = stage_after(stage, asked, &read(ai_intent, intent), facts);
            assert!(
                next.as_ref().starts_with(wanted),
                "{ai_intent} to {asked:?}: {next}"
            );
            stage = Some(next);
        }
    }

    #[test]
    fn all_told_in_one_text_goes_on_to_what_is_left() {
        let told = read(AiIntent::OfferDiscussion, Intent::Positive);
        assert_eq!(
            stage_after(None, None, &told, &facts(true, true)),
            Stage::MotivationTimeline
        );
    }

    #[test]
    fn talk_of_paperwork_before_any_offer_is_no_contract() {
        let yes = read(AiIntent::InterestDetected, Intent::Positive);
        let stage = stage_after(None, Some(Question::Contract), &yes, &facts(false, false));
        assert_eq!(stage, Stage::PriceQualification);
    }
}
