//! What a text may say about being texted.

use super::text_enum::serde_as_text;

/// Word of a contact on being texted.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum ConsentSignal {
    OptOut,
    /// Only START, UNSTOP and their kin; for a bare YES see [`crate::consent::ConsentReading::is_opt_in_word`].
    OptIn,
    Help,
    #[default]
    None,
}

serde_as_text!(ConsentSignal);
