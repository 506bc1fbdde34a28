//! The plain letter behind a character: without case, accent or dress.

/// What one character of a text is to its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folded {
    /// A letter or digit: ASCII in lower case where there is one that it stands for or looks like.
    Letter(char),
    /// Leaves no trace: combining accents, joiners, variation selectors.
    Hidden,
    /// A space, a punctuation mark, an emoji.
    Sign,
}

pub(crate) fn fold(c: char) -> Folded {
    match c {
        'a'..='z' | '0'..='9' => Folded::Letter(c),
        'A'..='Z' => Folded::Letter(c.to_ascii_lowercase()),
        _ if c.is_ascii() => Folded::Sign,
        _ if is_hidden(c) => Folded::Hidden,
        // An apostrophe that Unicode counts among the letters.
        '\u{2bc}' => Folded::Sign,
        _ => letter(c).map_or(Folded::Sign, Folded::Letter),
    }
}

/// `text` in lower case and without accents, its punctuation as it is.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|&c| !is_hidden(c))
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            _ => letter(c).unwrap_or(c),
        })
        .collect()
}

/// Whether `c` is of the Latin script, in any dress.
pub(crate) fn is_latin(c: char) -> bool {
    c < '\u{250}' || undressed(c).is_some()
}

/// Whether `c` is one that Spanish, Portuguese or French need beyond ASCII: accents, `¿`, `¡`.
pub(crate) fn is_accented(c: char) -> bool {
    matches!(
        c,
        '¿' | '¡' | '\u{300}'..='\u{36f}'
            | 'À'..='Å' | 'Ç'..='Ï' | 'Ñ'..='Ö' | 'Ù'..='Ü'
            | 'à'..='å' | 'ç'..='ï' | 'ñ'..='ö' | 'ù'..='ü'
    )
}

fn letter(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
    }
    undressed(c).or_else(|| look_alike(c)).or_else(|| {
        let small = c.to_lowercase().next().unwrap_or(c);
        unaccented(small).or_else(|| c.is_alphanumeric().then_some(small))
    })
}

fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Fullwidth, circled, boxed, flag and mathematical letters and digits.
fn undressed(c: char) -> Option<char> {
    let code = u32::from(c);
    let offset = match code {
        0xFF10..=0xFF19 => return digit(code - 0xFF10),
        0xFF21..=0xFF3A => code - 0xFF21,
        0xFF41..=0xFF5A => code - 0xFF41,
        0x24B6..=0x24CF => code - 0x24B6,
        0x24D0..=0x24E9 => code - 0x24D0,
        0x1F130..=0x1F149 => code - 0x1F130,
        0x1F150..=0x1F169 => code - 0x1F150,
        0x1F170..=0x1F189 => code - 0x1F170,
        0x1F1E6..=0x1F1FF => code - 0x1F1E6,
        0x1D400..=0x1D6A3 => (code - 0x1D400) % 26,
        0x1D7CE..=0x1D7FF => return digit((code - 0x1D7CE) % 10),
        _ => return None,
    };
    char::from_u32(u32::from('a') + offset)
}

fn digit(offset: u32) -> Option<char> {
    char::from_digit(offset, 10)
}

/// The Latin letter that a Cyrillic or Greek one looks like. Of Greek some look so as capitals only.
fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'в' | 'В' | 'β' | 'Β' => 'b',
        'с' | 'С' => 'c',
        'е' | 'Е' | 'ё' | 'Ё' | 'ε' | 'Ε' => 'e',
        'н' | 'Н' | 'Η' => 'h',
        'і' | 'І' | 'ι' | 'Ι' => 'i',
        'ј' | 'Ј' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'м' | 'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'т' | 'Т' | 'τ' | 'Τ' => 't',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' => 'y',
        'Ζ' => 'z',
        _ => return None,
    })
}

/// A small Latin letter without its accent.
fn unaccented(small: char) -> Option<char> {
    Some(match small {
        'à'..='å' | 'æ' | 'ā' | 'ă' | 'ą' | 'ª' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ð' | 'ď' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'œ' | 'º' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ß' => 's',
        'ť' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_any_dress_are_plain_ones() {
        for text in [
            "STOP",
            "ｓｔｏｐ",
            "Ⓢⓣⓞⓟ",
            "🅢🅣🅞🅟",
            "🇸🇹🇴🇵",
            "𝐬𝐭𝐨𝐩",
            "ѕтор",
            "śťõp",
            "şťöp",
        ] {
            let letters: String = text
                .chars()
                .filter_map(|c| match fold(c) {
                    Folded::Letter(letter) => Some(letter),
                    Folded::Hidden | Folded::Sign => None,
                })
                .collect();
            assert_eq!(letters, "stop", "{text}");
        }
    }

    #[test]
    fn signs_and_hidden_characters_are_no_letters() {
        for c in [' ', '!', '¿', '…', '👍', '\''] {
            assert_eq!(fold(c), Folded::Sign, "{c}");
        }
        for c in ['\u{301}', '\u{200b}', '\u{fe0f}'] {
            assert_eq!(fold(c), Folded::Hidden, "{c:?}");
        }
        assert_eq!(fold('П'), Folded::Letter('п'));
    }

    #[test]
    fn a_plain_line_keeps_its_punctuation() {
        assert_eq!(plain("¿Cuánto? Don’t, Señor."), "¿cuanto? don't, senor.");
    }
}
