//! From raw text to lowercase ASCII words: letters people use to dress a word up are folded to plain ones.

use std::ops::Range;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Gap {
    Space,
    /// A comma or a dash with spaces: the same sentence goes on.
    Comma,
    /// A full stop, a line end, a bracket, an emoji: another sentence.
    Sentence,
}

#[derive(Debug)]
pub(super) struct Span {
    pub(super) range: Range<usize>,
    pub(super) gap: Gap,
    /// Every letter was a capital, and there are at least two.
    pub(super) capitals: bool,
}

/// A text in lowercase ASCII letters and digits, cut into words.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) letters: String,
    pub(super) spans: Vec<Span>,
    /// A sign that forbids stands in the text, or 🚫 beside a telephone or a letter.
    pub(super) stop_sign: bool,
}

enum Kind {
    Letter(char),
    /// Leaves no trace: accents, joiners, apostrophes, the star of a starred-out letter.
    Nothing,
    Space,
    Comma,
    Sentence,
    StopSign,
    Word(&'static str),
}

/// A telephone, a bubble, a letter.
const WHAT_WE_SEND: &[char] = &['📱', '📲', '📞', '☎', '💬', '🗨', '✉', '📩', '📨', '📧'];

impl Folded {
    pub(super) fn of(body: &str) -> Self {
        let mut folded = Self {
            letters: String::with_capacity(body.len()),
            ..Self::default()
        };
        let mut word = Open::new(0);
        let mut gap = Gap::Sentence;
        let mut chars = body.chars().peekable();
        let mut before = ' ';
        while let Some(c) = chars.next() {
            let kind = kind(c, before, chars.peek().copied().unwrap_or(' '));
            before = c;
            match kind {
                Kind::Letter(letter) => {
                    word.count(c, letter);
                    folded.letters.push(letter);
                }
                Kind::Nothing => {}
                Kind::Word(text) => {
                    folded.close(&mut word, &mut gap);
                    folded.letters.push_str(text);
                    folded.close(&mut word, &mut gap);
                }
                Kind::Space | Kind::Comma | Kind::Sentence | Kind::StopSign => {
                    folded.close(&mut word, &mut gap);
                    gap = gap.max(match kind {
                        Kind::Comma => Gap::Comma,
                        Kind::Sentence => Gap::Sentence,
                        Kind::Letter(_)
                        | Kind::Nothing
                        | Kind::Word(_)
                        | Kind::Space
                        | Kind::StopSign => Gap::Space,
                    });
                    folded.stop_sign |= matches!(kind, Kind::StopSign);
                }
            }
        }
        folded.close(&mut word, &mut gap);
        folded.stop_sign |= body.contains('🚫') && body.contains(WHAT_WE_SEND);
        folded
    }

    fn close(&mut self, word: &mut Open, gap: &mut Gap) {
        let end = self.letters.len();
        if end > word.start {
            self.spans.push(Span {
                range: word.start..end,
                gap: *gap,
                capitals: word.capitals >= 2 && !word.small,
            });
            *gap = Gap::Space;
        }
        *word = Open::new(end);
    }
}

/// The word being read.
struct Open {
    start: usize,
    capitals: usize,
    small: bool,
}

impl Open {
    fn new(start: usize) -> Self {
        Self {
            start,
            capitals: 0,
            small: false,
        }
    }

    fn count(&mut self, raw: char, letter: char) {
        if raw.is_lowercase() {
            self.small = true;
        } else if letter.is_ascii_alphabetic() {
            self.capitals += 1;
        }
    }
}

fn kind(c: char, before: char, after: char) -> Kind {
    let inside = before.is_alphanumeric() && after.is_alphanumeric();
    match c {
        'a'..='z' | '0'..='9' => Kind::Letter(c),
        'A'..='Z' => Kind::Letter(c.to_ascii_lowercase()),
        '.' if before.is_ascii_digit() && after.is_ascii_digit() => Kind::Nothing,
        '|' if inside => Kind::Letter('i'),
        ';' if inside && matches!(after, 't' | 'T' | 'm' | 's') => Kind::Nothing,
        '\n' | '\r' | '.' | '!' | '?' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '…'
        | '¡' | '¿' | '。' | '！' | '？' | '．' => Kind::Sentence,
        ',' | '—' | '–' | '，' => Kind::Comma,
        '-' if before == ' ' || after == ' ' => Kind::Comma,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '＇' => Kind::Nothing,
        '*' if !before.is_whitespace() => Kind::Nothing,
        '@' if inside => Kind::Letter('a'),
        '$' if after.is_ascii_alphabetic() => Kind::Letter('s'),
        '&' => Kind::Word("and"),
        '#' => Kind::Word("number"),
        '🛑' => Kind::Word("stop"),
        '🚫' => Kind::Word("no"),
        '⛔' | '📵' | '🔕' => Kind::StopSign,
        _ if c.is_ascii() || c.is_whitespace() => Kind::Space,
        _ => beyond_ascii(c),
    }
}

fn beyond_ascii(c: char) -> Kind {
    let code = u32::from(c);
    match code {
        0x00AD
        | 0x0300..=0x036F
        | 0x200B..=0x200F
        | 0x2060
        | 0xFE00..=0xFE0F
        | 0xFEFF
        | 0x20D0..=0x20FF => {
            return Kind::Nothing;
        }
        0x00AB | 0x00BB | 0x201C..=0x201F => return Kind::Space,
        _ => {}
    }
    styled(code)
        .or_else(|| accented(c))
        .map_or(Kind::Sentence, Kind::Letter)
}

/// Fullwidth, circled, boxed, flag and mathematical letters.
fn styled(code: u32) -> Option<char> {
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

/// Accented Latin letters, and the Greek and Cyrillic letters that look Latin.
fn accented(c: char) -> Option<char> {
    let plain = match c {
        'à'..='å'
        | 'À'..='Å'
        | 'æ'
        | 'Æ'
        | 'ā'
        | 'Ā'
        | 'ă'
        | 'Ă'
        | 'ą'
        | 'Ą'
        | 'ª'
        | 'а'
        | 'А'
        | 'α'
        | 'Α' => 'a',
        'в' | 'В' | 'β' | 'Β' => 'b',
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'с' | 'С' => 'c',
        'ð' | 'Ð' | 'ď' | 'Ď' => 'd',
        'è'..='ë'
        | 'È'..='Ë'
        | 'ē'
        | 'Ē'
        | 'ė'
        | 'Ė'
        | 'ę'
        | 'Ę'
        | 'ě'
        | 'Ě'
        | 'е'
        | 'Е'
        | 'ё'
        | 'Ё'
        | 'ε'
        | 'Ε' => 'e',
        'ğ' | 'Ğ' => 'g',
        'н' | 'Н' | 'Η' => 'h',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' | 'і' | 'І' | 'ι' | 'Ι' => 'i',
        'ј' | 'Ј' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'ł' | 'Ł' => 'l',
        'м' | 'М' | 'Μ' => 'm',
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'Ν' => 'n',
        'ò'..='ö'
        | 'Ò'..='Ö'
        | 'ø'
        | 'Ø'
        | 'ō'
        | 'Ō'
        | 'ő'
        | 'Ő'
        | 'œ'
        | 'Œ'
        | 'º'
        | 'о'
        | 'О'
        | 'ο'
        | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ř' | 'Ř' => 'r',
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ѕ' | 'Ѕ' | 'ß' => 's',
        'ť' | 'Ť' | 'т' | 'Т' | 'τ' | 'Τ' => 't',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => 'u',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'ý' | 'ÿ' | 'Ý' | 'у' | 'У' | 'Υ' => 'y',
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' | 'Ζ' => 'z',
        _ => return None,
    };
    Some(plain)
}
