//! Finds the patterns of a compiled book in a text.

use super::Gap;

/// A word's number in a book; 0 for words it does not know.
pub(crate) type WordId = u16;

/// A word of a text as patterns see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// By [`Book::id`].
    pub(crate) id: WordId,
    pub(crate) before: Gap,
    pub(crate) after: Gap,
    /// Begins with a digit, or is an amount.
    pub(crate) is_number: bool,
    /// Has a meaning of its own; see [`Entry::must_mean`].
    pub(crate) means: bool,
}

/// A pattern found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Its place in the book.
    pub(crate) pattern: u16,
    /// Positions of words.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Sorted words, found by a hash of their bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    /// All words, one after the other.
    pub(crate) text: &'a str,
    /// Where each ends in `text`.
    pub(crate) ends: &'a [u32],
    /// At a word's hash or past it: its place counted from 1. A power of two long.
    pub(crate) slots: &'a [u16],
}

impl<'a> Words<'a> {
    /// The place of `word`, counted from 1; 0 for a word that is not there.
    pub(crate) fn place(&self, word: &str) -> u16 {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return 0;
        };
        let mut at = hash(word) & mask;
        loop {
            match self.slots.get(at) {
                None | Some(0) => return 0,
                Some(place) if self.get(*place) == Some(word) => return *place,
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// The word at a place counted from 1.
    pub(crate) fn get(&self, place: u16) -> Option<&'a str> {
        let index = usize::from(place).checked_sub(1)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let end = *self.ends.get(index)?;
        self.text
            .get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// FNV-1a.
pub(crate) fn hash(word: &str) -> usize {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(hash ^ (hash >> 15)).unwrap_or(0)
}

/// Words that one place of a pattern takes: a range of [`Book::sets`], in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    pub(crate) from: u16,
    pub(crate) to: u16,
}

/// A part of a compiled pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    One(Set),
    OneOrEnd(Set),
    Maybe(Set),
    Number,
    Unknown,
    Any,
    Gap(u8),
    Start,
    End,
    #[allow(dead_code, reason = "no phrase of the book looks at clauses yet")]
    Clause,
}

/// A compiled pattern.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// A range of [`Book::atoms`].
    pub(crate) from: u16,
    pub(crate) to: u16,
    /// Some matched word must have a meaning of its own.
    pub(crate) must_mean: bool,
    /// The [`signature`]s of words one of which must follow the first word of a match…
    pub(crate) near: u128,
    /// …as one of this many words; 0 where nothing must follow.
    pub(crate) reach: u8,
}

/// How many words after the first one [`Entry::near`] looks at.
pub(crate) const MAX_REACH: usize = 8;

/// One bit for a word: most words of a text have none that a pattern's next word has, and so the
/// pattern need not be tried.
pub(crate) fn signature(id: WordId) -> u128 {
    if id == 0 {
        return 0;
    }
    1 << (id.wrapping_mul(0x9e37) >> 9)
}

/// Compiled patterns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Book<'a> {
    /// The words of all patterns: a word's id is its place. Stems come after them.
    pub(crate) words: Words<'a>,
    pub(crate) stems: Words<'a>,
    /// Which words have no meaning of their own, in order.
    pub(crate) plain: &'a [WordId],
    pub(crate) sets: &'a [WordId],
    pub(crate) atoms: &'a [Atom],
    pub(crate) entries: &'a [Entry],
    /// For each id, where its list in `listed` begins; then the end of the last list.
    pub(crate) firsts: &'a [u32],
    /// The patterns that may begin with each word; under 0 those that may begin with any.
    pub(crate) listed: &'a [u16],
}

impl Book<'_> {
    /// The id of a folded word; that of the longest stem it begins with if no pattern has the
    /// word itself; else 0.
    pub(crate) fn id(&self, word: &str) -> WordId {
        let place = self.words.place(word);
        if place > 0 || self.stems.len() == 0 {
            return place;
        }
        let after_words = WordId::try_from(self.words.len()).unwrap_or(WordId::MAX);
        (1..=word.len())
            .rev()
            .filter_map(|length| word.get(..length))
            .map(|beginning| self.stems.place(beginning))
            .find(|stem| *stem > 0)
            .map_or(0, |stem| after_words.saturating_add(stem))
    }

    /// Whether a pattern uses this word itself.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.place(word) > 0
    }

    /// A folded word as patterns see it.
    pub(crate) fn word(&self, folded: &str, before: Gap, after: Gap, is_amount: bool) -> Word {
        let id = self.id(folded);
        Word {
            id,
            before,
            after,
            is_number: is_amount || folded.starts_with(|c: char| c.is_ascii_digit()),
            means: is_amount || (id != 0 && self.plain.binary_search(&id).is_err()),
        }
    }

    /// Each pattern at each place where it matches, in the order of places; at one place those
    /// that begin with its word first, each group in the order of the book.
    pub(crate) fn find(&self, words: &[Word], mut found: impl FnMut(Match)) {
        for (start, word) in words.iter().enumerate() {
            let mut after = [u128::MAX; MAX_REACH + 1];
            let following = words.get(start + 1..).unwrap_or_default();
            let mut near = 0;
            for (index, slot) in after.iter_mut().skip(1).enumerate() {
                near |= following.get(index).map_or(0, |word| signature(word.id));
                *slot = near;
            }
            let may_follow = |pattern: u16| {
                self.entries.get(usize::from(pattern)).is_some_and(|entry| {
                    let near = after.get(usize::from(entry.reach)).copied();
                    entry.near & near.unwrap_or(u128::MAX) != 0
                })
            };
            let begins_so = self.beginning_with(word.id);
            let begins_anyhow: &[u16] = if word.id == 0 {
                &[]
            } else {
                self.beginning_with(0)
            };
            let listed = begins_so.iter().chain(begins_anyhow).copied();
            for pattern in listed.filter(|pattern| may_follow(*pattern)) {
                if let Some(end) = self.match_at(pattern, words, start) {
                    found(Match {
                        pattern,
                        start,
                        end,
                    });
                }
            }
        }
    }

    /// The end of a pattern's match that begins with the word at `start`.
    pub(crate) fn match_at(&self, pattern: u16, words: &[Word], start: usize) -> Option<usize> {
        let entry = self.entries.get(usize::from(pattern))?;
        let atoms = self
            .atoms
            .get(usize::from(entry.from)..usize::from(entry.to))?;
        let run = Run {
            sets: self.sets,
            words,
            start,
        };
        run.end(atoms, start, !entry.must_mean)
            .filter(|end| *end > start)
    }

    fn beginning_with(&self, id: WordId) -> &[u16] {
        let index = usize::from(id);
        let bound = |index: usize| {
            self.firsts
                .get(index)
                .and_then(|bound| usize::try_from(*bound).ok())
        };
        match (bound(index), bound(index + 1)) {
            (Some(from), Some(to)) => self.listed.get(from..to).unwrap_or_default(),
            (None, _) | (_, None) => &[],
        }
    }
}

/// A pattern tried at one place.
struct Run<'a> {
    sets: &'a [WordId],
    words: &'a [Word],
    start: usize,
}

impl Run<'_> {
    /// Where `atoms` end that go on at `at`. `meant` says that a word of meaning was met.
    fn end(&self, atoms: &[Atom], at: usize, meant: bool) -> Option<usize> {
        let Some((atom, rest)) = atoms.split_first() else {
            return meant.then_some(at);
        };
        let here = self.here(at);
        let go_on = || self.end(rest, at, meant);
        let step = |word: Option<Word>| {
            let word = word?;
            self.end(rest, at + 1, meant || word.means)
        };
        match *atom {
            Atom::One(set) => step(here.filter(|word| self.has(set, *word))),
            Atom::OneOrEnd(set) => match here {
                Some(word) => step(Some(word).filter(|word| self.has(set, *word))),
                None => go_on(),
            },
            Atom::Maybe(set) => step(here.filter(|word| self.has(set, *word))).or_else(go_on),
            Atom::Number => step(here.filter(|word| word.is_number)),
            Atom::Unknown => step(here.filter(|word| word.id == 0)),
            Atom::Any => step(here),
            Atom::Gap(most) => {
                let mut skip = 0;
                loop {
                    if let Some(end) = self.end(rest, at + skip, meant) {
                        return Some(end);
                    }
                    if skip == usize::from(most) || self.here(at + skip).is_none() {
                        return None;
                    }
                    skip += 1;
                }
            }
            Atom::Start => self.begins_sentence(at).then(go_on).flatten(),
            Atom::End => here.is_none().then(go_on).flatten(),
            Atom::Clause => self.is_edge(at).then(go_on).flatten(),
        }
    }

    /// The word at `at`, if it belongs to the sentence in which the match began.
    fn here(&self, at: usize) -> Option<Word> {
        self.words
            .get(at)
            .copied()
            .filter(|word| at == self.start || word.before != Gap::Sentence)
    }

    fn begins_sentence(&self, at: usize) -> bool {
        at == 0
            || self
                .words
                .get(at)
                .is_some_and(|word| word.before == Gap::Sentence)
    }

    /// Whether a clause ends before `at` and another begins there.
    fn is_edge(&self, at: usize) -> bool {
        if at > self.start {
            let last = self.words.get(at - 1);
            last.is_none_or(|word| word.after != Gap::Space)
        } else {
            let next = self.words.get(at);
            at == 0 || next.is_some_and(|word| word.before != Gap::Space)
        }
    }

    fn has(&self, set: Set, word: Word) -> bool {
        self.sets
            .get(usize::from(set.from)..usize::from(set.to))
            .is_some_and(|ids| ids.binary_search(&word.id).is_ok())
    }
}
