//! What a template may leave open, and what is known to fill it with.

use std::collections::BTreeMap;
use std::str::FromStr;

use strum::VariantArray;

/// A value that a template leaves open, written `{First}`.
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
    strum::VariantArray,
)]
pub enum Placeholder {
    /// The contact's first name.
    First,
    /// The contact's last name.
    Last,
    /// The property's street and house number.
    Address,
    #[strum(serialize = "Property City")]
    PropertyCity,
    #[strum(serialize = "Property State")]
    PropertyState,
    #[strum(serialize = "Property Zip")]
    PropertyZip,
    /// The area in which the team buys.
    Market,
    /// How the team names itself.
    Business,
    /// The person of the team who has the contact.
    Agent,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{{{name}}} is not a placeholder; there are {}", known())]
pub struct UnknownPlaceholder {
    pub name: String,
}

fn known() -> String {
    let names: Vec<String> = Placeholder::VARIANTS
        .iter()
        .map(|placeholder| format!("{{{placeholder}}}"))
        .collect();
    names.join(", ")
}

impl FromStr for Placeholder {
    type Err = UnknownPlaceholder;

    /// Reads what stands between the braces, in any case and spacing: teams bring their texts from
    /// other tools, and each has its own spelling.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let plain: String = name
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
            .flat_map(char::to_lowercase)
            .collect();
        Ok(match plain.as_str() {
            "first" | "firstname" | "ownerfirstname" => Self::First,
            "last" | "lastname" | "ownerlastname" => Self::Last,
            "address" | "propertyaddress" | "street" => Self::Address,
            "city" | "propertycity" => Self::PropertyCity,
            "state" | "propertystate" => Self::PropertyState,
            "zip" | "zipcode" | "propertyzip" | "propertyzipcode" => Self::PropertyZip,
            "market" => Self::Market,
            "business" | "businessname" | "company" | "companyname" => Self::Business,
            "agent" | "agentname" => Self::Agent,
            _ => {
                return Err(UnknownPlaceholder {
                    name: name.to_owned(),
                });
            }
        })
    }
}

/// The longest value, in characters: a longer one is cut.
const MAX_LENGTH: usize = 60;

/// What is known of a contact, cleaned: no value is blank, has a brace, a line break or a character
/// that nobody sees, or is longer than 60 characters. Whoever sends us a name cannot bring in more
/// than a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Placeholder, String>);

impl Values {
    pub fn new() -> Self {
        Self::default()
    }

    /// With `value` for `placeholder`. A blank value is no value, and takes away one set before.
    #[must_use]
    pub fn with(mut self, placeholder: Placeholder, value: &str) -> Self {
        let value = cleaned(value);
        if value.is_empty() {
            self.0.remove(&placeholder);
        } else {
            self.0.insert(placeholder, value);
        }
        self
    }

    pub fn get(&self, placeholder: Placeholder) -> Option<&str> {
        self.0.get(&placeholder).map(String::as_str)
    }

    /// Values of ordinary length, to measure texts with.
    pub fn sample() -> Self {
        [
            (Placeholder::First, "Christopher"),
            (Placeholder::Last, "Montgomery"),
            (Placeholder::Address, "12345 NW Evergreen Ter"),
            (Placeholder::PropertyCity, "Port Saint Lucie"),
            (Placeholder::PropertyState, "FL"),
            (Placeholder::PropertyZip, "34952"),
            (Placeholder::Market, "Fort Lauderdale"),
            (Placeholder::Business, "Sunny Homes Group"),
            (Placeholder::Agent, "Alexandra"),
        ]
        .into_iter()
        .fold(Self::new(), |values, (placeholder, value)| {
            values.with(placeholder, value)
        })
    }
}

fn cleaned(value: &str) -> String {
    let visible: String = value
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_invisible(*c) && !matches!(c, '{' | '}'))
        .collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let cut: String = words.join(" ").chars().take(MAX_LENGTH).collect();
    cut.trim_end().to_owned()
}

/// Format characters: joiners, marks of direction, the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_read_in_any_spelling() {
        for (name, placeholder) in [
            ("First", Placeholder::First),
            ("first name", Placeholder::First),
            (" FIRST_NAME ", Placeholder::First),
            ("Property Address", Placeholder::Address),
            ("City", Placeholder::PropertyCity),
            ("Property City", Placeholder::PropertyCity),
            ("company", Placeholder::Business),
        ] {
            assert_eq!(name.parse(), Ok(placeholder), "{name}");
        }
        for placeholder in Placeholder::VARIANTS {
            assert_eq!(placeholder.as_ref().parse(), Ok(*placeholder));
        }
    }

    #[test]
    fn an_unknown_placeholder_names_itself_and_the_known_ones() {
        let fault = "Frist".parse::<Placeholder>().unwrap_err().to_string();
        assert!(
            fault.contains("{Frist}") && fault.contains("{First}, {Last}"),
            "{fault}"
        );
    }

    #[test]
    fn values_are_cleaned() {
        let value = |text: &str| {
            Values::new()
                .with(Placeholder::First, text)
                .get(Placeholder::First)
                .map(str::to_owned)
        };
        assert_eq!(value("  Ann  Lee "), Some("Ann Lee".to_owned()));
        assert_eq!(value("Ann\r\nReply"), Some("Ann Reply".to_owned()));
        assert_eq!(value("{Last}"), Some("Last".to_owned()));
        assert_eq!(
            value("A\u{202e}n\u{0}n\u{200b}"),
            Some("Ann".to_owned()),
            "nothing that nobody sees"
        );
        for blank in ["", " ", "\n\t", "\u{feff}", "{}", "\u{200b} \u{a0}"] {
            assert_eq!(value(blank), None, "{blank:?}");
        }
        assert_eq!(value(&"ñ".repeat(80)), Some("ñ".repeat(60)));
        assert_eq!(
            value(&format!("{} b", "a".repeat(59))),
            Some("a".repeat(59))
        );
    }

    #[test]
    fn a_blank_value_takes_the_earlier_one_away() {
        let values = Values::new()
            .with(Placeholder::First, "Ann")
            .with(Placeholder::First, " ");
        assert_eq!(values, Values::new());
    }
}
