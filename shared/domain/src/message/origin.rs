//! Which way a text went, and who or what wrote it.

use sms_language::vocabulary::text_enum::serde_as_text;

/// Which way a text went (`Direction`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, strum::AsRefStr, strum::Display, strum::EnumString,
)]
#[strum(serialize_all = "UPPERCASE")]
pub enum Direction {
    Inbound,
    Outbound,
}

/// Who or what wrote a text (`Processed By`).
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
pub enum ProcessedBy {
    #[strum(serialize = "Campaign Runner")]
    CampaignRunner,
    Autoresponder,
    #[strum(serialize = "AI: Phi-3 Mini")]
    Phi3Mini,
    #[strum(serialize = "AI: Phi-3 Medium")]
    Phi3Medium,
    #[strum(serialize = "AI: GPT-4o")]
    Gpt4o,
    #[strum(serialize = "AI: Mistral 7B")]
    Mistral7b,
    #[strum(serialize = "AI: Gemma 2")]
    Gemma2,
    #[strum(serialize = "Manual / Human")]
    Human,
}

serde_as_text!(Direction, ProcessedBy);
