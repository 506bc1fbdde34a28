//! The autoresponder's policy, as data: workflow × stage × intent → what is answered, if anything.
//!
//! The first row that fits decides. The test `the_matrix_is_as_drawn` draws the whole of it.

use std::ops::RangeInclusive;

use crate::contact::stage::Stage;
use crate::template::Category;
use sms_language::{AiIntent, Facts, Intent, Workflow};

/// What the policy has answered to a kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// A free text by a language model, or a template of the category where there is no model.
    FreeText(Category),
    /// A template of the category.
    Template(Category),
    /// A polite end, where the team wants one (`NOT_INTERESTED_REPLY`), else nothing.
    Farewell,
    Silence(Silence),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::AsRefStr, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Silence {
    NotAPhone,
    /// The carrier did not say which number of ours was texted, and no earlier text told.
    NoNumberToAnswerFrom,
    OptedOut,
    /// The text opted out or in; nobody is to confirm it, or the carrier does.
    ConsentWord,
    CarrierAnswersHelp,
    DoNotContact,
    WrongNumber,
    Refused,
    /// The workflow of the number does not answer by this policy.
    AnotherWorkflow,
    /// Offers and contracts are a person's.
    APersonsWork,
    NothingToSay,
    /// It would say again what was just said.
    SaidAlready,
}

/// What a row looks at in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    Anything,
    Intent(Intent),
    Ai(&'static [AiIntent]),
    /// A wish or a reason to sell, or talk of the price, by either vocabulary.
    Positive,
}

struct Row {
    stages: RangeInclusive<Stage>,
    on: On,
    action: Action,
}

const fn row(from: Stage, to: Stage, on: On, action: Action) -> Row {
    Row {
        stages: RangeInclusive::new(from, to),
        on,
        action,
    }
}

use AiIntent as Ai;
use Stage as S;

const FIRST: Stage = S::OwnershipConfirmation;

/// Seed 001, "Autoresponder": positive texts and questions get an AI reply, delay and neutral ones a
/// short check-in template, refusals and do-not-contact none.
const SELLER: &[Row] = &[
    row(
        S::OptOut,
        S::Dnc,
        On::Anything,
        Action::Silence(Silence::DoNotContact),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Intent(Intent::Dnc),
        Action::Silence(Silence::DoNotContact),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Ai(&[Ai::WrongNumber]),
        Action::Silence(Silence::WrongNumber),
    ),
    row(FIRST, S::Dnc, On::Intent(Intent::Reject), Action::Farewell),
    row(
        FIRST,
        S::Dnc,
        On::Ai(&[Ai::WhoIsThis]),
        Action::FreeText(Category::WhoIsThis),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Ai(&[Ai::HowGotNumber]),
        Action::FreeText(Category::HowGotNumber),
    ),
    row(
        S::ContractReady,
        S::Dnc,
        On::Anything,
        Action::Silence(Silence::APersonsWork),
    ),
    row(
        FIRST,
        S::OfferFollowUp,
        On::Intent(Intent::Delay),
        Action::Template(Category::Delay),
    ),
    row(
        FIRST,
        S::OfferFollowUp,
        On::Ai(&[Ai::Delay]),
        Action::Template(Category::Delay),
    ),
    row(
        S::OfferFollowUp,
        S::Dnc,
        On::Positive,
        Action::Template(Category::NextStep),
    ),
    row(
        S::OfferFollowUp,
        S::Dnc,
        On::Anything,
        Action::Silence(Silence::APersonsWork),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Ai(&[Ai::ConditionQuestion]),
        Action::FreeText(Category::Condition),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Ai(&[Ai::TimelineQuestion]),
        Action::FreeText(Category::Timeline),
    ),
    row(
        FIRST,
        S::PriceQualification,
        On::Positive,
        Action::FreeText(Category::PriceCheck),
    ),
    row(
        FIRST,
        S::PropertyCondition,
        On::Positive,
        Action::FreeText(Category::Condition),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Positive,
        Action::FreeText(Category::Timeline),
    ),
    row(
        FIRST,
        S::InterestFeeler,
        On::Ai(&[Ai::Intro, Ai::Neutral]),
        Action::Template(Category::Intro),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Ai(&[Ai::Intro, Ai::Neutral]),
        Action::Template(Category::CheckIn),
    ),
    row(
        FIRST,
        S::Dnc,
        On::Anything,
        Action::Silence(Silence::NothingToSay),
    ),
];

/// The tenants' workflow answers nothing by itself; appointments have a conversation of their own.
const OTHERS: &[Row] = &[row(
    FIRST,
    S::Dnc,
    On::Anything,
    Action::Silence(Silence::AnotherWorkflow),
)];

impl On {
    fn fits(self, ai_intent: AiIntent, intent: Intent) -> bool {
        match self {
            Self::Anything => true,
            Self::Intent(wanted) => wanted == intent,
            Self::Ai(wanted) => wanted.contains(&ai_intent),
            Self::Positive => {
                intent == Intent::Positive
                    || ai_intent.promotes()
                    || ai_intent == AiIntent::MotivationDetected
            }
        }
    }
}

/// What the policy says of a text with these labels, of a contact who stands at `stage` after it.
pub fn action(workflow: Workflow, stage: Stage, ai_intent: AiIntent, intent: Intent) -> Action {
    let rows = match workflow {
        Workflow::Seller => SELLER,
        Workflow::Tenant | Workflow::Appointment => OTHERS,
    };
    rows.iter()
        .find(|row| row.stages.contains(&stage) && row.on.fits(ai_intent, intent))
        .map_or(Action::Silence(Silence::NothingToSay), |row| row.action)
}

/// The category to answer with: nothing is asked that was told already.
#[must_use]
pub fn not_yet_known(category: Category, facts: &Facts) -> Category {
    let mut category = category;
    if category == Category::PriceCheck && facts.asking_price.is_some() {
        category = Category::Condition;
    }
    if category == Category::Condition && !facts.condition.is_empty() {
        category = Category::Timeline;
    }
    if category == Category::Timeline && facts.timeline.is_some() {
        category = Category::NextStep;
    }
    category
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    fn seller(stage: Stage, ai_intent: AiIntent, intent: Intent) -> Action {
        action(Workflow::Seller, stage, ai_intent, intent)
    }

    /// Every stage × fine intent × coarse intent.
    fn all() -> impl Iterator<Item = (Stage, AiIntent, Intent)> {
        Stage::VARIANTS.iter().flat_map(|stage| {
            AiIntent::VARIANTS.iter().flat_map(|ai_intent| {
                Intent::VARIANTS
                    .iter()
                    .map(|intent| (*stage, *ai_intent, *intent))
            })
        })
    }

    #[test]
    fn whoever_refused_or_is_at_an_end_hears_nothing() {
        for (stage, ai_intent, intent) in all() {
            let action = seller(stage, ai_intent, intent);
            if stage.is_terminal() || intent == Intent::Dnc || ai_intent == AiIntent::WrongNumber {
                assert!(
                    matches!(action, Action::Silence(_)),
                    "{stage} {ai_intent} {intent}"
                );
            } else if intent == Intent::Reject {
                assert_eq!(action, Action::Farewell, "{stage} {ai_intent}");
            }
        }
    }

    #[test]
    fn a_contract_is_a_persons_work_and_no_model_speaks_of_offers() {
        for (stage, ai_intent, intent) in all() {
            let action = seller(stage, ai_intent, intent);
            let says_who_we_are = matches!(ai_intent, AiIntent::WhoIsThis | AiIntent::HowGotNumber);
            if stage >= Stage::OfferFollowUp && !says_who_we_are {
                assert!(
                    !matches!(action, Action::FreeText(_)),
                    "{stage} {ai_intent} {intent}"
                );
            }
            if stage >= Stage::ContractReady && !says_who_we_are && intent != Intent::Reject {
                assert!(
                    matches!(action, Action::Silence(_)),
                    "{stage} {ai_intent} {intent}"
                );
            }
        }
    }

    #[test]
    fn other_workflows_are_not_answered_here() {
        for (stage, ai_intent, intent) in all() {
            for workflow in [Workflow::Tenant, Workflow::Appointment] {
                assert_eq!(
                    action(workflow, stage, ai_intent, intent),
                    Action::Silence(Silence::AnotherWorkflow)
                );
            }
        }
    }

    /// The matrix as a reader would draw it: for each fine intent with its usual coarse one, the
    /// answers by stage.
    #[test]
    #[expect(clippy::too_many_lines, reason = "a drawing of the whole matrix")]
    fn the_matrix_is_as_drawn() {
        use Action::{Farewell, FreeText, Silence as Silent, Template};
        use Category as C;
        let person = Silent(Silence::APersonsWork);
        let ended = Silent(Silence::DoNotContact);
        let nothing = Silent(Silence::NothingToSay);
        let by_topic = [
            FreeText(C::PriceCheck),
            FreeText(C::PriceCheck),
            FreeText(C::PriceCheck),
            FreeText(C::Condition),
            FreeText(C::Timeline),
            Template(C::NextStep),
            person,
        ];
        let until_offer = |action| [action, action, action, action, action, person, person];
        let always = |action| [action; 7];
        let small_talk = [
            Template(C::Intro),
            Template(C::Intro),
            Template(C::CheckIn),
            Template(C::CheckIn),
            Template(C::CheckIn),
            person,
            person,
        ];
        let later = [
            Template(C::Delay),
            Template(C::Delay),
            Template(C::Delay),
            Template(C::Delay),
            Template(C::Delay),
            Template(C::Delay),
            person,
        ];
        let drawn = [
            (AiIntent::Intro, Intent::Neutral, small_talk),
            (
                AiIntent::WhoIsThis,
                Intent::Neutral,
                always(FreeText(C::WhoIsThis)),
            ),
            (
                AiIntent::HowGotNumber,
                Intent::Neutral,
                always(FreeText(C::HowGotNumber)),
            ),
            (AiIntent::InterestDetected, Intent::Positive, by_topic),
            (AiIntent::AskPrice, Intent::Positive, by_topic),
            (AiIntent::OfferDiscussion, Intent::Positive, by_topic),
            (AiIntent::MotivationDetected, Intent::Positive, by_topic),
            (
                AiIntent::ConditionQuestion,
                Intent::Neutral,
                until_offer(FreeText(C::Condition)),
            ),
            (
                AiIntent::TimelineQuestion,
                Intent::Neutral,
                until_offer(FreeText(C::Timeline)),
            ),
            (AiIntent::NotInterested, Intent::Reject, always(Farewell)),
            (
                AiIntent::WrongNumber,
                Intent::Reject,
                always(Silent(Silence::WrongNumber)),
            ),
            (AiIntent::Delay, Intent::Delay, later),
            (AiIntent::Neutral, Intent::Neutral, small_talk),
            (AiIntent::Other, Intent::Neutral, until_offer(nothing)),
            (AiIntent::NotInterested, Intent::Dnc, always(ended)),
        ];
        let columns = [
            Stage::OwnershipConfirmation,
            Stage::InterestFeeler,
            Stage::PriceQualification,
            Stage::PropertyCondition,
            Stage::MotivationTimeline,
            Stage::OfferFollowUp,
            Stage::ContractReady,
        ];
        for (ai_intent, intent, answers) in drawn {
            for (stage, answer) in columns.into_iter().zip(answers) {
                assert_eq!(
                    seller(stage, ai_intent, intent),
                    answer,
                    "{ai_intent} {intent} at {stage}"
                );
            }
            for stage in [Stage::ContractSent, Stage::ContractFollowUp] {
                assert_eq!(
                    seller(stage, ai_intent, intent),
                    answers[6],
                    "{ai_intent} at {stage}"
                );
            }
            for stage in [Stage::OptOut, Stage::Dnc] {
                assert_eq!(
                    seller(stage, ai_intent, intent),
                    ended,
                    "{ai_intent} at {stage}"
                );
            }
        }
    }

    #[test]
    fn nothing_is_asked_that_was_told() {
        let mut facts = Facts::default();
        assert_eq!(
            not_yet_known(Category::PriceCheck, &facts),
            Category::PriceCheck
        );
        facts.asking_price = Some(250_000);
        assert_eq!(
            not_yet_known(Category::PriceCheck, &facts),
            Category::Condition
        );
        facts.condition.push("roof: needs work".to_owned());
        assert_eq!(
            not_yet_known(Category::PriceCheck, &facts),
            Category::Timeline
        );
        facts.timeline = Some("in june".to_owned());
        assert_eq!(
            not_yet_known(Category::PriceCheck, &facts),
            Category::NextStep
        );
        assert_eq!(not_yet_known(Category::Delay, &facts), Category::Delay);
    }
}
