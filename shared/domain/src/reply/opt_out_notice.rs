//! How a text tells its reader how to opt out, and what it says apart from that.

use sms_language::Language;
use sms_language::text::hash::fingerprint;

/// What is said after a first reply.
pub fn opt_out_words(language: Language) -> &'static str {
    match language {
        Language::English => "Reply STOP to opt out.",
        Language::Spanish => "Responda STOP para no recibir mas mensajes.",
        Language::Portuguese => "Responda STOP para sair.",
        Language::French => "Repondez STOP pour vous desinscrire.",
    }
}

/// Whether a text already tells it.
pub fn mentions_opt_out(body: &str) -> bool {
    body.split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "STOP")
}

/// The fingerprint of what a text says, by which it is not said twice in a row: without the words
/// that only the first reply carries.
pub fn digest_of(body: &str) -> String {
    use strum::VariantArray;
    let plain = Language::VARIANTS
        .iter()
        .find_map(|language| body.trim_end().strip_suffix(opt_out_words(*language)))
        .unwrap_or(body);
    fingerprint(plain.trim_end_matches([' ', '.']))
}

/// A text with the words after it, as a sentence of their own.
pub fn with_opt_out_words(body: &str, language: Language) -> String {
    let stop = if body.ends_with(char::is_alphanumeric) {
        "."
    } else {
        ""
    };
    format!("{body}{stop} {}", opt_out_words(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_on_opting_out_do_not_make_another_text() {
        let plain = digest_of("How soon would you like to sell?");
        for words in [
            "Reply STOP to opt out.",
            "Responda STOP para no recibir mas mensajes.",
        ] {
            assert_eq!(
                digest_of(&format!("How soon would you like to sell? {words}")),
                plain
            );
        }
        for body in ["Would you sell? - Sunny Homes", "Would you sell? Thanks."] {
            let told = with_opt_out_words(body, Language::English);
            assert_eq!(digest_of(&told), digest_of(body), "{told}");
            assert!(told.contains(". Reply STOP"), "{told}");
        }
        assert_ne!(digest_of("How late would you like to sell?"), plain);
        assert!(
            mentions_opt_out("ok. Reply STOP to end") && !mentions_opt_out("a bus stop, STOPPED")
        );
    }
}
