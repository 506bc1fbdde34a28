//! A text in plain signs, cut into words.

/// `text` with typographic quotes, dashes, dots and spaces as GSM-7 has them, and single spaces.
/// `None` if it holds a sign that no rule reads: a control or hidden character, an emoji, a letter
/// beyond Latin-1 that is not in our own record.
pub(super) fn plain(text: &str, known: &[&str]) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            _ if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            '‘' | '’' | '‚' | '‛' | '′' | '´' => plain.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' => plain.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            ' '..='~' | '¿' | '¡' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' => plain.push(c),
            _ if c.is_alphabetic() && known.iter().any(|entry| entry.contains(c)) => plain.push(c),
            _ => return None,
        }
    }
    Some(plain)
}

/// What stands between a word and its neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A space, a hyphen, a slash: the same phrase goes on.
    Phrase,
    Comma,
    /// A full stop, a colon, a bracket, a quote, a dash with spaces, or the end of the text.
    Sentence,
}

#[derive(Debug)]
pub(super) struct Word<'a> {
    pub(super) raw: &'a str,
    /// In small letters, without accents and apostrophes.
    pub(super) folded: String,
    /// The signs before it, up to the word before.
    pub(super) lead: &'a str,
    /// The signs after it, up to the next word.
    pub(super) tail: &'a str,
    pub(super) before: Gap,
    pub(super) after: Gap,
}

impl Word<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.raw.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The words of a plain text. An apostrophe between letters is part of its word.
pub(super) fn words(plain: &str) -> Vec<Word<'_>> {
    let ranges = ranges(plain);
    let mut words = Vec::with_capacity(ranges.len());
    let mut end_before = 0;
    for (place, &(start, end)) in ranges.iter().enumerate() {
        let next = ranges.get(place + 1).map(|&(start, _)| start);
        let lead = plain.get(end_before..start).unwrap_or_default();
        let tail = plain
            .get(end..next.unwrap_or(plain.len()))
            .unwrap_or_default();
        let raw = plain.get(start..end).unwrap_or_default();
        words.push(Word {
            raw,
            folded: folded(raw),
            lead,
            tail,
            before: if place == 0 { Gap::Sentence } else { gap(lead) },
            after: next.map_or(Gap::Sentence, |_| gap(tail)),
        });
        end_before = end;
    }
    words
}

fn ranges(plain: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut open: Option<usize> = None;
    let mut chars = plain.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = c.is_alphanumeric()
            || (c == '\''
                && open.is_some()
                && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric()));
        match open {
            None if goes_on => open = Some(at),
            Some(start) if !goes_on => {
                ranges.push((start, at));
                open = None;
            }
            None | Some(_) => {}
        }
    }
    if let Some(start) = open {
        ranges.push((start, plain.len()));
    }
    ranges
}

fn gap(between: &str) -> Gap {
    if between.contains(['.', '!', '?', ':', ';', '(', ')', '"', '¿', '¡'])
        || between.contains("- ")
    {
        Gap::Sentence
    } else if between.contains(',') {
        Gap::Comma
    } else {
        Gap::Phrase
    }
}

pub(super) fn folded(word: &str) -> String {
    word.chars()
        .filter(|c| *c != '\'')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à'..='å' => 'a',
            'ç' => 'c',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            'ý' | 'ÿ' => 'y',
            _ => c,
        })
        .collect()
}

/// Whether `word` is one of those in `list`, which has white space between them.
pub(super) fn among(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}
