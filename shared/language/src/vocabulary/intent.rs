//! What a text means, in the two vocabularies of seed 001.

use super::text_enum::serde_as_text;

/// The fine `AI Intent`: fourteen values.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum AiIntent {
    Intro,
    WhoIsThis,
    HowGotNumber,
    InterestDetected,
    AskPrice,
    OfferDiscussion,
    MotivationDetected,
    ConditionQuestion,
    NotInterested,
    WrongNumber,
    Delay,
    Neutral,
    Other,
    TimelineQuestion,
}

/// The coarse `Intent Detected`: five values.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
pub enum Intent {
    Positive,
    Neutral,
    Delay,
    Reject,
    #[strum(serialize = "DNC")]
    Dnc,
}

impl AiIntent {
    /// Whether this intent alone makes a prospect a lead (seed 001, "Promotion rule").
    pub fn promotes(self) -> bool {
        matches!(
            self,
            Self::InterestDetected | Self::OfferDiscussion | Self::AskPrice
        )
    }
}

serde_as_text!(AiIntent, Intent);

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn the_seeds_values_are_all_there() {
        let fine: Vec<&str> = AiIntent::VARIANTS.iter().map(AsRef::as_ref).collect();
        assert_eq!(
            fine.join(" · "),
            "intro · who_is_this · how_got_number · interest_detected · ask_price · \
             offer_discussion · motivation_detected · condition_question · not_interested · \
             wrong_number · delay · neutral · other · timeline_question"
        );
        let coarse: Vec<&str> = Intent::VARIANTS.iter().map(AsRef::as_ref).collect();
        assert_eq!(
            coarse.join(" · "),
            "Positive · Neutral · Delay · Reject · DNC"
        );
    }
}
