//! Spelling: lists of words, letters held down, and the distance between two words.

/// The words of a list that stands in the code; checked for duplicates by the compiler.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordList {
    words: &'static str,
    /// A bit for each word's length and outer letters: most words are not in most lists.
    marks: [u64; 4],
}

/// A [`WordList`] of words with white space between them.
macro_rules! words {
    ($words:expr) => {
        const { &$crate::text::spelling::WordList::of($words) }
    };
}
pub(crate) use words;

impl WordList {
    pub(crate) const fn of(words: &'static str) -> Self {
        let mut marks = [0; 4];
        let mut rest = words.as_bytes();
        while let Some((word, tail)) = first_word(rest) {
            assert!(!contains(tail, word), "a word stands twice in a list");
            let (row, bit) = mark(word);
            let [a, b, c, d] = marks;
            marks = match row {
                0 => [a | bit, b, c, d],
                1 => [a, b | bit, c, d],
                2 => [a, b, c | bit, d],
                _ => [a, b, c, d | bit],
            };
            rest = tail;
        }
        Self { words, marks }
    }

    #[inline]
    pub(crate) fn has(&self, word: &str) -> bool {
        let (row, bit) = mark(word.as_bytes());
        let [a, b, c, d] = self.marks;
        let marks = match row {
            0 => a,
            1 => b,
            2 => c,
            _ => d,
        };
        marks & bit != 0 && self.lists(word)
    }

    #[inline(never)]
    fn lists(&self, word: &str) -> bool {
        let word = word.as_bytes();
        !word.is_empty()
            && self
                .words
                .as_bytes()
                .split(u8::is_ascii_whitespace)
                .any(|listed| listed.first() == word.first() && listed == word)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.words.split_ascii_whitespace()
    }
}

/// The words of a data file, one a line, in the order of their bytes: the compiler refuses another order and
/// words that stand twice.
#[derive(Debug)]
pub(crate) struct SortedWords(&'static str);

impl SortedWords {
    pub(crate) const fn of(words: &'static str) -> Self {
        let mut rest = words.as_bytes();
        let mut before: &[u8] = b"";
        while let Some((word, tail)) = first_word(rest) {
            assert!(
                is_before(before, word),
                "words are out of order or stand twice"
            );
            before = word;
            rest = tail;
        }
        Self(words)
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        let mut rest = self.0;
        while !rest.is_empty() {
            // The line in the middle.
            let middle = rest.len() / 2;
            let bytes = rest.as_bytes();
            let start = bytes
                .get(..middle)
                .and_then(|head| head.iter().rposition(|&b| b == b'\n'))
                .map_or(0, |newline| newline + 1);
            let (head, tail) = rest.split_at_checked(start).unwrap_or(("", rest));
            let (listed, tail) = tail.split_once('\n').unwrap_or((tail, ""));
            match word.cmp(listed) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => rest = head,
                std::cmp::Ordering::Greater => rest = tail,
            }
        }
        false
    }

    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.0.lines()
    }
}

const fn is_before(a: &[u8], b: &[u8]) -> bool {
    let (mut a, mut b) = (a, b);
    loop {
        match (a, b) {
            (_, []) => return false,
            ([], _) => return true,
            ([x, a_rest @ ..], [y, b_rest @ ..]) => {
                if *x != *y {
                    return *x < *y;
                }
                (a, b) = (a_rest, b_rest);
            }
        }
    }
}

const fn first_word(list: &[u8]) -> Option<(&[u8], &[u8])> {
    let list = list.trim_ascii_start();
    let (mut end, mut rest) = (0, list);
    while let [letter, tail @ ..] = rest
        && !letter.is_ascii_whitespace()
    {
        end += 1;
        rest = tail;
    }
    if end == 0 {
        None
    } else {
        Some(list.split_at(end))
    }
}

const fn contains(list: &[u8], word: &[u8]) -> bool {
    let mut rest = list;
    while let Some((listed, tail)) = first_word(rest) {
        if equal(listed, word) {
            return true;
        }
        rest = tail;
    }
    false
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (mut a, mut b) = (a, b);
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    true
}

/// One of 256 bits: its row and its place there.
#[inline]
const fn mark(word: &[u8]) -> (u8, u64) {
    let (first, last) = match word {
        [] => (0, 0),
        [only] => (*only, *only),
        [first, .., last] => (*first, *last),
    };
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "`From` is not const; long words may share a mark"
    )]
    let length = word.len() as u8;
    let hash = first
        .wrapping_mul(29)
        .wrapping_add(last.wrapping_mul(11))
        .wrapping_add(length.wrapping_mul(67));
    (hash >> 6, 1 << (hash & 63))
}

/// `word` with its runs of three and more equal letters cut to `keep`; `None` if it has no such run.
pub(crate) fn squeeze(word: &str, keep: usize) -> Option<String> {
    let bytes = word.as_bytes();
    let has_run = bytes
        .windows(3)
        .any(|three| matches!(three, [a, b, c] if a == b && b == c && a.is_ascii_alphabetic()));
    if !has_run {
        return None;
    }
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let tail = rest.trim_start_matches(letter);
        let run = rest.get(..rest.len() - tail.len()).unwrap_or_default();
        let is_long = run.len() > 2 && letter.is_ascii_alphabetic();
        out.push_str(if is_long {
            run.get(..keep).unwrap_or(run)
        } else {
            run
        });
        rest = tail;
    }
    Some(out)
}

/// The same first letter, or the first two swapped.
pub(crate) fn starts_alike(a: &str, b: &str) -> bool {
    match (a.as_bytes(), b.as_bytes()) {
        ([a, ..], [b, ..]) if a == b => true,
        ([a1, a2, ..], [b1, b2, ..]) => a1 == b2 && a2 == b1,
        _ => false,
    }
}

/// Whether the two words differ in the order of two neighbours only.
pub(crate) fn is_swapped(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let Some(first) = a.iter().zip(b).position(|(x, y)| x != y) else {
        return false;
    };
    match (a.split_at_checked(first), b.split_at_checked(first)) {
        (Some((_, [a1, a2, a_rest @ ..])), Some((_, [b1, b2, b_rest @ ..]))) => {
            a1 == b2 && a2 == b1 && a_rest == b_rest
        }
        _ => false,
    }
}

/// The edits between two words (insertions, deletions, changes, swaps of neighbours), if they are at most
/// `reach`: the optimal string alignment distance. Longer words than people type are far from all others.
pub(crate) fn distance(a: &str, b: &str, reach: usize) -> Option<usize> {
    const SIZE: usize = 32;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() >= SIZE || b.len() >= SIZE || a.len().abs_diff(b.len()) > reach {
        return None;
    }
    let mut two_back = [0_usize; SIZE];
    let mut back: [usize; SIZE] = std::array::from_fn(|i| i);
    let mut a_before = 0;
    for (row, &x) in a.iter().enumerate() {
        let mut now = [0_usize; SIZE];
        let mut left = row + 1;
        let mut diagonal = row;
        let mut swap_cost = usize::MAX;
        let mut b_before = 0;
        if let Some(first) = now.first_mut() {
            *first = left;
        }
        let mut least = left;
        let columns = now
            .iter_mut()
            .skip(1)
            .zip(back.iter().skip(1))
            .zip(two_back.iter());
        for (&y, ((cell, &up), &corner)) in b.iter().zip(columns) {
            let mut cost = (left + 1).min(up + 1).min(diagonal + usize::from(x != y));
            if x == b_before && a_before == y {
                cost = cost.min(swap_cost.saturating_add(1));
            }
            *cell = cost;
            least = least.min(cost);
            left = cost;
            diagonal = up;
            b_before = y;
            swap_cost = corner;
        }
        if least > reach {
            return None;
        }
        two_back = back;
        back = now;
        a_before = x;
    }
    back.get(b.len()).copied().filter(|&cost| cost <= reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others() {
        let list = words!(
            "stop  unsubscribe
            no"
        );
        for word in ["stop", "unsubscribe", "no"] {
            assert!(list.has(word), "{word}");
        }
        for word in [
            "",
            "sto",
            "stopp",
            "unsub scribe",
            "on",
            "stop  unsubscribe",
        ] {
            assert!(!list.has(word), "{word}");
        }
        assert_eq!(list.iter().count(), 3);
        assert!(!words!("").has(""));
    }

    #[test]
    fn a_file_has_its_words_and_no_others() {
        static SORTED: SortedWords = SortedWords::of("a\nab\nb\nhouse\nlead\nzoo\n");
        for word in SORTED.iter() {
            assert!(SORTED.has(word), "{word}");
        }
        for word in ["", "aa", "c", "hous", "houses", "zoos", "0", "a\nab"] {
            assert!(!SORTED.has(word), "{word}");
        }
    }

    #[test]
    fn letters_held_down_are_squeezed() {
        assert_eq!(squeeze("stopppp", 1).as_deref(), Some("stop"));
        assert_eq!(squeeze("offff", 2).as_deref(), Some("off"));
        assert_eq!(squeeze("ñooo", 1).as_deref(), Some("ño"));
        for word in ["off", "10000", "", "…"] {
            assert_eq!(squeeze(word, 1), None, "{word}");
        }
    }

    #[test]
    fn a_swap_is_one_edit() {
        assert_eq!(distance("stpo", "stop", 1), Some(1));
        assert_eq!(distance("spot", "stop", 1), None);
        assert_eq!(distance("spot", "stop", 2), Some(2));
        assert_eq!(distance("", "a", 1), Some(1));
        assert_eq!(distance("house", "house", 0), Some(0));
        assert!(is_swapped("lsoe", "lose"));
        assert!(!is_swapped("lose", "lose"));
        assert!(!is_swapped("loses", "losse e"));
    }

    #[test]
    fn words_start_alike_with_one_letter_or_two_swapped() {
        assert!(starts_alike("stop", "sotp"));
        assert!(starts_alike("tsop", "stop"));
        assert!(!starts_alike("top", "stop"));
        assert!(!starts_alike("", "stop"));
    }
}
