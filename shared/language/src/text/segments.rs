//! How many segments a text takes: the unit that carriers bill and throttle by.

/// How a body travels over the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Seven-bit GSM 03.38: 160 septets, or 153 in each part of a long text.
    Gsm7,
    /// Two-byte units: 70, or 67 in each part of a long text.
    Ucs2,
}

/// The size of a body as a carrier counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segments {
    pub encoding: Encoding,
    /// Septets in GSM-7 (a character of the extension table takes two), UTF-16 units in UCS-2.
    pub units: usize,
    /// At least one, also for an empty body.
    pub count: usize,
}

/// GSM 03.38 basic table (3GPP TS 23.038, 6.2.1), without the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension table (6.2.1.1): each character takes an escape and a septet.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

impl Segments {
    pub fn of(body: &str) -> Self {
        if let Some(widths) = body.chars().map(septets).collect::<Option<Vec<usize>>>() {
            return Self::counted(Encoding::Gsm7, &widths, 160, 153);
        }
        let widths: Vec<usize> = body.chars().map(char::len_utf16).collect();
        Self::counted(Encoding::Ucs2, &widths, 70, 67)
    }

    /// Lays characters into parts: one that takes two units is never cut in two by a part's end.
    fn counted(encoding: Encoding, widths: &[usize], single: usize, part: usize) -> Self {
        let units = widths.iter().sum();
        let count = if units <= single {
            1
        } else {
            let (parts, _) = widths.iter().fold((1, 0), |(parts, filled), width| {
                if filled + width > part {
                    (parts + 1, *width)
                } else {
                    (parts, filled + width)
                }
            });
            parts
        };
        Self {
            encoding,
            units,
            count,
        }
    }
}

fn septets(character: char) -> Option<usize> {
    if BASIC.contains(character) {
        Some(1)
    } else if EXTENSION.contains(character) {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(body: &str) -> (Encoding, usize, usize) {
        let segments = Segments::of(body);
        (segments.encoding, segments.units, segments.count)
    }

    #[test]
    fn a_single_gsm_text_ends_at_160_septets() {
        assert_eq!(measured(&"a".repeat(160)), (Encoding::Gsm7, 160, 1));
        assert_eq!(measured(&"a".repeat(161)), (Encoding::Gsm7, 161, 2));
    }

    #[test]
    fn parts_of_a_long_gsm_text_hold_153_septets() {
        assert_eq!(measured(&"a".repeat(306)), (Encoding::Gsm7, 306, 2));
        assert_eq!(measured(&"a".repeat(307)), (Encoding::Gsm7, 307, 3));
    }

    #[test]
    fn a_single_ucs2_text_ends_at_70_units() {
        assert_eq!(measured(&"ж".repeat(70)), (Encoding::Ucs2, 70, 1));
        assert_eq!(measured(&"ж".repeat(71)), (Encoding::Ucs2, 71, 2));
        assert_eq!(measured(&"ж".repeat(134)), (Encoding::Ucs2, 134, 2));
        assert_eq!(measured(&"ж".repeat(135)), (Encoding::Ucs2, 135, 3));
    }

    #[test]
    fn pipe_and_euro_count_two() {
        assert_eq!(measured("|"), (Encoding::Gsm7, 2, 1));
        assert_eq!(measured("€"), (Encoding::Gsm7, 2, 1));
        assert_eq!(measured(&"|".repeat(80)), (Encoding::Gsm7, 160, 1));
        assert_eq!(
            measured(&format!("{}|", "a".repeat(159))),
            (Encoding::Gsm7, 161, 2)
        );
    }

    #[test]
    fn an_escaped_character_is_not_cut_by_a_parts_end() {
        // 152 letters leave one septet in the first part: the pipe moves whole to the second,
        // and so the last letter of 2 x 153 septets falls into a third.
        let body = format!("{}|{}", "a".repeat(152), "a".repeat(152));
        assert_eq!(measured(&body), (Encoding::Gsm7, 306, 3));
    }

    #[test]
    fn an_emoji_is_two_units_and_is_not_cut_by_a_parts_end() {
        assert_eq!(measured("👍"), (Encoding::Ucs2, 2, 1));
        assert_eq!(measured(&"👍".repeat(35)), (Encoding::Ucs2, 70, 1));
        let across = format!("{}👍{}", "a".repeat(66), "a".repeat(66));
        assert_eq!(measured(&across), (Encoding::Ucs2, 134, 3));
    }

    #[test]
    fn a_decomposed_accent_costs_the_whole_text_its_alphabet() {
        assert_eq!(measured("caf\u{e9}").0, Encoding::Gsm7);
        assert_eq!(measured("cafe\u{301}"), (Encoding::Ucs2, 5, 1));
    }

    #[test]
    fn empty_and_line_breaks() {
        assert_eq!(measured(""), (Encoding::Gsm7, 0, 1));
        assert_eq!(measured("a\r\nb"), (Encoding::Gsm7, 4, 1));
    }
}
