//! What a conversation is about.

use super::text_enum::serde_as_text;

/// What the conversation is about; it decides what a bare CANCEL cancels.
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
#[strum(serialize_all = "lowercase")]
pub enum Workflow {
    #[default]
    Seller,
    Tenant,
    Appointment,
}

serde_as_text!(Workflow);
