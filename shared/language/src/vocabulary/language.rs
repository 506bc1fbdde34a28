//! The languages that texts are read in.

use super::text_enum::serde_as_text;

/// A text's language, guessed from its small words; English where nothing tells.
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
pub enum Language {
    #[default]
    #[strum(serialize = "en")]
    English,
    #[strum(serialize = "es")]
    Spanish,
    #[strum(serialize = "pt")]
    Portuguese,
    #[strum(serialize = "fr")]
    French,
}

serde_as_text!(Language);

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn languages_are_stored_by_their_codes() {
        let codes: Vec<&str> = Language::VARIANTS.iter().map(AsRef::as_ref).collect();
        assert_eq!(codes, ["en", "es", "pt", "fr"]);
    }
}
