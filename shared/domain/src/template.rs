//! Texts with placeholders, from which automation answers: what they are, and which one is taken.

mod choice;
mod library;
mod pattern;
mod placeholder;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::contact::stage::Stage;
use sms_language::Language;
use sms_language::vocabulary::text_enum::serde_as_text;

pub use choice::{Chosen, Wanted, choose};
pub use library::{Library, LibraryFault, LibraryFaults};
pub use pattern::{MAX_SEGMENTS, Pattern, PatternFault, PatternFaults};
pub use placeholder::{Placeholder, UnknownPlaceholder, Values};

/// The name under which a template is stored and counted: 1 to 64 of `A-Z a-z 0-9 _ -`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TemplateId(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 64 of A-Z, a-z, 0-9, _ and -")]
pub struct TemplateIdError;

impl TemplateId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TemplateId {
    type Err = TemplateIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if (1..=64).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(TemplateIdError)
        }
    }
}

impl fmt::Display for TemplateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for TemplateId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// What a template is for: the `Category` values of seed 001, and those that automation needs
/// besides.
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
pub enum Category {
    Intro,
    Positive,
    Negative,
    /// The one confirmation of an opt-out.
    #[strum(serialize = "Opt-Out")]
    OptOut,
    #[strum(serialize = "Price Check")]
    PriceCheck,
    Delay,
    Closing,
    #[strum(serialize = "Wrong Number")]
    WrongNumber,
    #[strum(serialize = "Not Owner")]
    NotOwner,
    /// To somebody who wants to buy and not to sell.
    Buyer,
    #[strum(serialize = "Misc Request")]
    MiscRequest,
    /// For the team's own use, never sent by automation.
    #[strum(serialize = "Internal Reminder")]
    InternalReminder,
    /// For the team's own use, never sent by automation.
    #[strum(serialize = "Internal Document")]
    InternalDocument,
    #[strum(serialize = "Delay / Retry")]
    DelayRetry,
    #[strum(serialize = "Condition Check")]
    Condition,
    #[strum(serialize = "Timeline Check")]
    Timeline,
    #[strum(serialize = "Who Is This")]
    WhoIsThis,
    #[strum(serialize = "How Got Number")]
    HowGotNumber,
    #[strum(serialize = "Check In")]
    CheckIn,
    #[strum(serialize = "Follow Up")]
    FollowUp,
    /// All is known: a person looks at it and comes back with an offer.
    #[strum(serialize = "Next Step")]
    NextStep,
}

serde_as_text!(TemplateId, Category);

/// One text of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub id: TemplateId,
    pub category: Category,
    /// `None` fits every stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    #[serde(default)]
    pub language: Language,
    /// For people.
    pub name: String,
    pub message: Pattern,
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn the_seeds_categories_are_all_there_by_their_words() {
        for word in [
            "Intro",
            "Positive",
            "Negative",
            "Opt-Out",
            "Price Check",
            "Delay",
            "Closing",
            "Wrong Number",
            "Not Owner",
            "Buyer",
            "Misc Request",
            "Internal Reminder",
            "Internal Document",
            "Delay / Retry",
        ] {
            let category: Category = word.parse().unwrap();
            assert_eq!(category.to_string(), word);
        }
        assert_eq!(Category::VARIANTS.len(), 14 + 7);
    }

    #[test]
    fn an_id_is_short_and_plain() {
        for id in ["a", "intro-1", "Seller_2", &"x".repeat(64)] {
            assert_eq!(id.parse::<TemplateId>().unwrap().to_string(), id);
        }
        for id in ["", "a b", "a#b", "é", "a\n", &"x".repeat(65)] {
            assert_eq!(id.parse::<TemplateId>(), Err(TemplateIdError), "{id:?}");
        }
    }

    #[test]
    fn a_template_reads_back_as_it_was_written() {
        let written = r#"{"id":"intro-1","category":"Intro","stage":"STAGE 2 - INTEREST FEELER","language":"es","name":"A","message":"Hola {First}"}"#;
        let template: Template = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&template).unwrap(), written);
        let bare: Template =
            serde_json::from_str(r#"{"id":"a","category":"Delay","name":"A","message":"Hi"}"#)
                .unwrap();
        assert_eq!((bare.stage, bare.language), (None, Language::English));
    }
}
