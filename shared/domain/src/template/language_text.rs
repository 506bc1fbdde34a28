//! A language by its ISO 639-1 word.

use serde::{Deserialize, Deserializer, Serializer};

use crate::consent::Language;

const ALL: [Language; 4] = [
    Language::English,
    Language::Spanish,
    Language::Portuguese,
    Language::French,
];

pub(super) fn word(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Spanish => "es",
        Language::Portuguese => "pt",
        Language::French => "fr",
    }
}

pub(super) fn english() -> Language {
    Language::English
}

pub(super) fn parse(text: &str) -> Result<Language, String> {
    ALL.into_iter()
        .find(|language| word(*language) == text)
        .ok_or_else(|| format!("{text:?} is none of en, es, pt, fr"))
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
pub(super) fn serialize<S: Serializer>(
    language: &Language,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(word(*language))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Language, D::Error> {
    let word = String::deserialize(deserializer)?;
    parse(&word).map_err(serde::de::Error::custom)
}
