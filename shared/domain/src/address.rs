//! Who a text came from or goes to: a phone, a short code or an alphanumeric sender.

use std::fmt;
use std::str::FromStr;

use phonenumber::country;

use sms_language::vocabulary::text_enum::serde_as_text;

/// A phone number in E.164 form (`+` and 8 to 15 digits). `Debug` masks it; `Display` does not.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct E164(String);

/// Why a text is not an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("is empty")]
    Empty,
    #[error("is not a phone number, a short code (3 to 8 digits) or an alphanumeric sender")]
    Unreadable,
    #[error("is a short code or an alphanumeric sender where a phone number is needed")]
    NotAPhone,
}

impl E164 {
    /// Reads a phone number, taking the United States as the region of one without `+`.
    ///
    /// A number counts when its length is possible for its country. Numbering plans open new
    /// ranges faster than any metadata, and a text from an unlisted range is still a lead, so the
    /// metadata's narrower "valid" is not asked for.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        match text.parse::<Address>()? {
            Address::Phone(phone) => Ok(phone),
            Address::ShortCode(_) | Address::Alphanumeric(_) => Err(AddressError::NotAPhone),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn read(text: &str) -> Option<Self> {
        if let Some(international) = Self::read_international(text) {
            return Some(international);
        }
        let number = phonenumber::parse(Some(country::US), text).ok()?;
        let national = number.national().to_string();
        let possible = if number.code().value() == 1 {
            national.len() == 10
        } else {
            (6..=14).contains(&national.len())
        };
        if !possible || number.extension().is_some() {
            return None;
        }
        let e164 = number.format().mode(phonenumber::Mode::E164).to_string();
        Self::is_e164(&e164).then_some(Self(e164))
    }

    /// A number with its country code, as carriers send it, is E.164 already. It is read without
    /// the numbering metadata, which costs tens of milliseconds at a cold start and takes digits
    /// away from some Brazilian numbers (phonenumber 0.3.10 reads a carrier code in `+5511…`).
    fn read_international(text: &str) -> Option<Self> {
        if !text.starts_with('+') || text.contains("(0)") {
            return None;
        }
        let e164: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/'))
            .collect();
        let possible = Self::is_e164(&e164)
            && !e164.starts_with("+0")
            && (!e164.starts_with("+1") || e164.len() == 12);
        possible.then_some(Self(e164))
    }

    fn is_e164(text: &str) -> bool {
        text.strip_prefix('+').is_some_and(|digits| {
            (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// The form that may stand in a log: country and area kept, last four kept, the rest hidden.
    pub fn masked(&self) -> String {
        let digits = self.0.len();
        let head: String = self.0.chars().take(5).collect();
        let tail: String = self.0.chars().skip(digits.saturating_sub(4)).collect();
        format!("{head}***{tail}")
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for E164 {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for E164 {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Either end of a text. Only a phone has consent, a party and replies.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Address {
    Phone(E164),
    /// 3 to 8 digits, as in `72345`. Never given a country code.
    ShortCode(String),
    /// A sender name or an e-mail gateway address, kept as it came.
    Alphanumeric(String),
}

/// The longest sender name kept. GSM allows 11 characters; e-mail gateways send more.
const MAX_SENDER_NAME: usize = 64;

impl Address {
    pub fn phone(&self) -> Option<&E164> {
        match self {
            Self::Phone(phone) => Some(phone),
            Self::ShortCode(_) | Self::Alphanumeric(_) => None,
        }
    }

    pub fn masked(&self) -> String {
        match self {
            Self::Phone(phone) => phone.masked(),
            Self::ShortCode(code) => code.clone(),
            Self::Alphanumeric(name) => {
                let head: String = name.chars().take(3).collect();
                format!("{head}***")
            }
        }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.chars().any(char::is_alphabetic) {
            let readable =
                text.chars().count() <= MAX_SENDER_NAME && !text.chars().any(char::is_control);
            return if readable {
                Ok(Self::Alphanumeric(text.to_owned()))
            } else {
                Err(AddressError::Unreadable)
            };
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if (3..=8).contains(&digits.len()) {
            // "+1 72345" is a short code that somebody's software prefixed, "+372 5123456" is not.
            let bare = digits.strip_prefix('1').filter(|_| text.starts_with('+'));
            let code = bare.filter(|rest| rest.len() >= 3).unwrap_or(&digits);
            if !text.starts_with('+') || bare.is_some() {
                return Ok(Self::ShortCode(code.to_owned()));
            }
        }
        E164::read(text)
            .map(Self::Phone)
            .ok_or(AddressError::Unreadable)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_ref())
    }
}

impl AsRef<str> for Address {
    fn as_ref(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.as_str(),
            Self::ShortCode(code) => code,
            Self::Alphanumeric(name) => name,
        }
    }
}

impl From<E164> for Address {
    fn from(phone: E164) -> Self {
        Self::Phone(phone)
    }
}

serde_as_text!(E164, Address);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_in_every_usual_spelling_are_one_number() {
        for text in [
            "+13055550123",
            "13055550123",
            "3055550123",
            "(305) 555-0123",
            "305.555.0123",
            "+1 (305) 555-0123",
            " 1-305-555-0123 ",
            "tel:+13055550123".trim_start_matches("tel:"),
        ] {
            let parsed = E164::parse(text).map(|phone| phone.as_str().to_owned());
            assert_eq!(parsed.as_deref(), Ok("+13055550123"), "{text}");
        }
    }

    #[test]
    fn numbers_abroad_keep_their_country() {
        for (text, want) in [
            ("+447911123456", "+447911123456"),
            ("+44 7911 123456", "+447911123456"),
            ("+52 55 1234 5678", "+525512345678"),
            ("+5511987654321", "+5511987654321"),
        ] {
            assert_eq!(
                E164::parse(text).map(|p| p.to_string()),
                Ok(want.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_of_an_unlisted_range_is_still_a_number() {
        assert_eq!(
            E164::parse("+15550001111").map(|p| p.to_string()),
            Ok("+15550001111".into())
        );
    }

    #[test]
    fn short_codes_and_names_never_become_plus_one_numbers() {
        for (text, want) in [
            ("72345", Address::ShortCode("72345".into())),
            ("729-725", Address::ShortCode("729725".into())),
            ("+172345", Address::ShortCode("72345".into())),
            ("911", Address::ShortCode("911".into())),
            ("AMZN", Address::Alphanumeric("AMZN".into())),
            ("1800FLOWERS", Address::Alphanumeric("1800FLOWERS".into())),
            (
                "jo@example.com",
                Address::Alphanumeric("jo@example.com".into()),
            ),
        ] {
            assert_eq!(text.parse::<Address>(), Ok(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_says_so() {
        assert_eq!("  ".parse::<Address>(), Err(AddressError::Empty));
        for text in [
            "12",
            "+",
            "++++",
            "305555012345678901234",
            "999999999",
            "+1305555012",
        ] {
            assert_eq!(
                text.parse::<Address>(),
                Err(AddressError::Unreadable),
                "{text}"
            );
        }
        assert_eq!(E164::parse("72345"), Err(AddressError::NotAPhone));
    }

    #[test]
    fn debug_and_mask_hide_the_number() {
        let phone = E164::parse("+13055550123").unwrap();
        assert_eq!(format!("{phone:?}"), "+1305***0123");
        assert_eq!(format!("{:?}", Address::from(phone)), "+1305***0123");
    }

    proptest::proptest! {
        #[test]
        fn parsing_never_panics_and_is_stable(text in "\\PC{0,40}") {
            if let Ok(address) = text.parse::<Address>() {
                proptest::prop_assert_eq!(address.to_string().parse::<Address>(), Ok(address));
            }
        }

        #[test]
        fn every_ten_digit_number_reads_alike(area in 200u32..999, rest in 0u32..10_000_000) {
            let digits = format!("{area}{rest:07}");
            let canonical = E164::parse(&format!("+1{digits}"));
            proptest::prop_assert_eq!(E164::parse(&digits), canonical.clone());
            proptest::prop_assert_eq!(E164::parse(&format!("1{digits}")), canonical);
        }
    }
}
