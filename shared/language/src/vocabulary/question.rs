//! What our own text asked of its reader.

use super::text_enum::serde_as_text;

/// What our text asks of its reader; kept on the contact, so that a bare "yes" can be read.
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
pub enum Question {
    /// Whether the property is theirs.
    Ownership,
    /// Whether it is they who read.
    Identity,
    /// Whether they would sell, or hear an offer.
    Interest,
    Price,
    Condition,
    Timeline,
    Motivation,
    /// Whether our offer, with an amount, would do.
    Bid,
    /// Whether and when to talk.
    Talk,
    Contract,
}

serde_as_text!(Question);
