//! How far a seller has come, and the two ends where automation stops.

use sms_language::Question;
use sms_language::vocabulary::text_enum::serde_as_text;

/// The `Stage` of seed 001. Ordered: a stage never goes back, and the two ends are terminal.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
pub enum Stage {
    #[strum(serialize = "STAGE 1 - OWNERSHIP CONFIRMATION")]
    OwnershipConfirmation,
    #[strum(serialize = "STAGE 2 - INTEREST FEELER")]
    InterestFeeler,
    #[strum(serialize = "STAGE 3 - PRICE QUALIFICATION")]
    PriceQualification,
    #[strum(serialize = "STAGE 4 - PROPERTY CONDITION")]
    PropertyCondition,
    #[strum(serialize = "STAGE 5 - MOTIVATION / TIMELINE")]
    MotivationTimeline,
    #[strum(serialize = "STAGE 6 - OFFER FOLLOW UP")]
    OfferFollowUp,
    #[strum(serialize = "STAGE 7 - CONTRACT READY")]
    ContractReady,
    #[strum(serialize = "STAGE 8 - CONTRACT SENT")]
    ContractSent,
    #[strum(serialize = "STAGE 9 - CONTRACT FOLLOW UP")]
    ContractFollowUp,
    #[strum(serialize = "OPT OUT")]
    OptOut,
    #[strum(serialize = "DNC")]
    Dnc,
}

impl Stage {
    pub fn is_terminal(self) -> bool {
        matches!(self, Self::OptOut | Self::Dnc)
    }

    /// The stage after a text that calls for `next`: the later of the two.
    #[must_use]
    pub fn advanced_to(self, next: Self) -> Self {
        self.max(next)
    }

    /// What is usually asked at this stage.
    pub fn usual_question(self) -> Option<Question> {
        Some(match self {
            Self::OwnershipConfirmation => Question::Ownership,
            Self::InterestFeeler => Question::Interest,
            Self::PriceQualification => Question::Price,
            Self::PropertyCondition => Question::Condition,
            Self::MotivationTimeline => Question::Timeline,
            Self::OfferFollowUp => Question::Bid,
            Self::ContractReady | Self::ContractSent | Self::ContractFollowUp => Question::Contract,
            Self::OptOut | Self::Dnc => return None,
        })
    }
}

serde_as_text!(Stage);

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    proptest::proptest! {
        #[test]
        fn stage_never_goes_back_and_its_ends_are_terminal(
            calls in proptest::collection::vec(proptest::sample::select(Stage::VARIANTS), 0..20),
        ) {
            let mut stage = Stage::OwnershipConfirmation;
            for call in calls {
                let next = stage.advanced_to(call);
                proptest::prop_assert!(next >= stage);
                if stage.is_terminal() {
                    proptest::prop_assert!(next.is_terminal());
                }
                stage = next;
            }
        }
    }

    #[test]
    fn the_seeds_values_read_back() {
        for stage in Stage::VARIANTS {
            assert_eq!(stage.as_ref().parse::<Stage>(), Ok(*stage));
        }
        assert_eq!(Stage::VARIANTS.len(), 11);
    }
}
