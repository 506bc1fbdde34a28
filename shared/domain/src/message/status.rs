//! The delivery status of a message, and the one direction it may go.

use sms_language::vocabulary::text_enum::serde_as_text;

/// Delivery status, with the values of the `Delivery Status` field (seed 001).
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
pub enum DeliveryStatus {
    #[strum(serialize = "QUEUED")]
    Queued,
    #[strum(serialize = "SENT")]
    Sent,
    #[strum(serialize = "DELIVERED")]
    Delivered,
    #[strum(serialize = "FAILED")]
    Failed,
    #[strum(serialize = "UNDELIVERED")]
    Undelivered,
    #[strum(serialize = "OPT OUT")]
    OptOut,
}

impl DeliveryStatus {
    /// The statuses that another may follow.
    pub const OPEN: [Self; 2] = [Self::Queued, Self::Sent];

    /// No status follows a terminal one.
    pub fn is_terminal(self) -> bool {
        self.rank() == 2
    }

    /// The status after word of `next`: the later of the two, and the first terminal for good.
    #[must_use]
    pub fn advanced_by(self, next: Self) -> Self {
        if next.rank() > self.rank() {
            next
        } else {
            self
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Queued => 0,
            Self::Sent => 1,
            Self::Delivered | Self::Failed | Self::Undelivered | Self::OptOut => 2,
        }
    }

    /// The word for it in the answer of `/delivery` (seed 001).
    pub fn normalized(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Undelivered => "undelivered",
            Self::OptOut => "optout",
        }
    }

    /// Reads a carrier's status word, in any case. `None` is a word that no carrier is known to
    /// send: it is recorded, never guessed at.
    pub fn from_carrier(word: &str) -> Option<Self> {
        let folded: String = word
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        CARRIER_STATUSES
            .iter()
            .find(|(name, _)| *name == folded)
            .map(|(_, status)| *status)
    }
}

/// Status words of carriers, folded to lower-case letters and digits. The first thirteen are
/// Twilio's (twilio-oai, `message_enum_status`); TextGrid sends `sent`, `delivered`, `undelivered`.
const CARRIER_STATUSES: &[(&str, DeliveryStatus)] = &[
    ("queued", DeliveryStatus::Queued),
    ("accepted", DeliveryStatus::Queued),
    ("scheduled", DeliveryStatus::Queued),
    ("sending", DeliveryStatus::Queued),
    ("sent", DeliveryStatus::Sent),
    ("delivered", DeliveryStatus::Delivered),
    ("read", DeliveryStatus::Delivered),
    ("partiallydelivered", DeliveryStatus::Delivered),
    ("undelivered", DeliveryStatus::Undelivered),
    ("failed", DeliveryStatus::Failed),
    ("canceled", DeliveryStatus::Failed),
    // Of a text that came in to us.
    ("receiving", DeliveryStatus::Queued),
    ("received", DeliveryStatus::Delivered),
    ("cancelled", DeliveryStatus::Failed),
    ("optout", DeliveryStatus::OptOut),
    ("optedout", DeliveryStatus::OptOut),
];

serde_as_text!(DeliveryStatus);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::VariantArray;

    use super::*;

    #[test]
    fn all_thirteen_twilio_statuses_are_mapped_in_any_case() {
        use DeliveryStatus::{Delivered, Failed, Queued, Sent, Undelivered};
        for (word, want) in [
            ("queued", Queued),
            ("sending", Queued),
            ("sent", Sent),
            ("failed", Failed),
            ("delivered", Delivered),
            ("undelivered", Undelivered),
            ("receiving", Queued),
            ("received", Delivered),
            ("accepted", Queued),
            ("scheduled", Queued),
            ("read", Delivered),
            ("partially_delivered", Delivered),
            ("canceled", Failed),
        ] {
            for spelling in [word.to_owned(), word.to_uppercase(), format!(" {word} ")] {
                assert_eq!(
                    DeliveryStatus::from_carrier(&spelling),
                    Some(want),
                    "{spelling}"
                );
            }
        }
    }

    #[test]
    fn opt_out_is_a_status_and_an_unknown_word_is_none() {
        assert_eq!(
            DeliveryStatus::from_carrier("opt_out"),
            Some(DeliveryStatus::OptOut)
        );
        for word in ["", "teleported", "sentt", "0"] {
            assert_eq!(DeliveryStatus::from_carrier(word), None, "{word}");
        }
    }

    #[test]
    fn a_status_is_open_or_terminal() {
        for status in DeliveryStatus::VARIANTS {
            let is_open = DeliveryStatus::OPEN.contains(status);
            assert_ne!(is_open, status.is_terminal(), "{status}");
        }
    }

    fn any_status() -> impl Strategy<Value = DeliveryStatus> {
        proptest::sample::select(DeliveryStatus::VARIANTS)
    }

    proptest! {
        #[test]
        fn status_never_goes_back_and_the_first_terminal_is_final(
            words in proptest::collection::vec(any_status(), 0..12),
        ) {
            let mut status = DeliveryStatus::Queued;
            let mut first_terminal = None;
            for word in words {
                let next = status.advanced_by(word);
                prop_assert!(next.rank() >= status.rank());
                if word.is_terminal() && first_terminal.is_none() {
                    first_terminal = Some(word);
                }
                status = next;
            }
            if let Some(terminal) = first_terminal {
                prop_assert_eq!(status, terminal);
            }
        }
    }
}
