//! What a text says about consent.

/// Word of a contact on being texted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentSignal {
    OptOut,
    OptIn,
    Help,
    None,
}

/// Whole-text words of opting out: the FCC's (47 CFR 64.1200(a)(10)), Twilio's and AWS's lists.
const OPT_OUT: &[&str] = &[
    "stop",
    "stopall",
    "unsubscribe",
    "remove",
    "optout",
    "quit",
    "end",
    "cancel",
    "revoke",
];
const OPT_IN: &[&str] = &["start", "unstop"];
const HELP: &[&str] = &["help", "info"];

impl ConsentSignal {
    /// Reads a whole text, in any case, spacing and punctuation.
    pub fn of(body: &str) -> Self {
        let letters: String = body
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let is_one_of = |words: &[&str]| words.contains(&letters.as_str());
        if is_one_of(OPT_OUT) {
            Self::OptOut
        } else if is_one_of(OPT_IN) {
            Self::OptIn
        } else if is_one_of(HELP) {
            Self::Help
        } else {
            Self::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stop_words_opt_out_in_any_case_spacing_and_punctuation() {
        for word in [
            "STOP",
            "stop",
            " Stop. ",
            "S T O P",
            "STOP!!!",
            "stop 🛑",
            "STOPALL",
            "Stop all",
            "UNSUBSCRIBE",
            "Remove",
            "OPT OUT",
            "opt-out",
            "OptOut",
            "QUIT",
            "\"End\"",
            "cancel",
            "Revoke\n",
        ] {
            assert_eq!(ConsentSignal::of(word), ConsentSignal::OptOut, "{word}");
        }
    }

    #[test]
    fn a_stop_word_inside_a_text_is_no_opt_out() {
        for text in [
            "please stop by the house",
            "quite interested",
            "the end of the month",
            "",
            "👍",
        ] {
            assert_eq!(ConsentSignal::of(text), ConsentSignal::None, "{text}");
        }
    }

    #[test]
    fn start_opts_in_and_help_asks_for_help() {
        assert_eq!(ConsentSignal::of("Start"), ConsentSignal::OptIn);
        assert_eq!(ConsentSignal::of("UNSTOP"), ConsentSignal::OptIn);
        assert_eq!(ConsentSignal::of("help?"), ConsentSignal::Help);
        assert_eq!(ConsentSignal::of("INFO"), ConsentSignal::Help);
    }
}
