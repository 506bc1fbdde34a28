//! Phrase patterns over words: `how much would|will you pay`.
//!
//! A pattern is a row of atoms: `a|b` one of these words (`a|$`: or the end), `@home` one of a class, `word?` perhaps,
//! `_` any one word, `~` any word that no pattern knows (a name), `*` up to two words, `**` up to five, `#` a word of digits, `^` and `$` the
//! ends of a sentence. A match never crosses a sentence.

use std::collections::HashMap;

use super::fold::Token;

/// A word's number in the phrase book; 0 for words it does not know.
pub(super) type WordId = u16;

/// A word of a text as patterns see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) id: WordId,
    /// Whether it has a meaning of its own.
    pub(super) means: bool,
    pub(super) token: &'a Token,
}

/// Classes of words that patterns share.
const CLASSES: &[(&str, &str)] = &[
    (
        "home",
        "house home property place land lot lots condo townhouse townhome duplex triplex fourplex building \
         apartment trailer parcel acreage residence houses properties homes rental rentals casa \
         propiedad propriedade imovel terreno duplex cabin farm",
    ),
    (
        "it",
        "it that this them these those one house home property place land lot lots condo townhouse \
         townhome duplex triplex building apartment trailer parcel acreage residence houses properties \
         homes rental mine anything something cabin farm",
    ),
    (
        "sell",
        "sell selling sale sells unload unloading dump offload",
    ),
    ("me", "me us him her"),
    (
        "will",
        "would will could can do did might are is u going may should",
    ),
    (
        "pay",
        "pay offer give spend buy paying offering giving spending do go",
    ),
    ("you", "you your u ya they he"),
    ("i", "i we me us"),
    ("num", "<money> <num>"),
    (
        "month",
        "january february march april may june july august september october november december \
         spring summer fall winter autumn",
    ),
    (
        "later",
        "later tomorrow tonight monday tuesday wednesday thursday friday saturday sunday weekend \
         afternoon evening january february march april june july august september october november \
         december spring summer fall winter holidays christmas thanksgiving",
    ),
    (
        "span",
        "day days week weeks month months year years minute minutes hour hours bit while couple",
    ),
    (
        "text",
        "text texting texts message messaging messages call calling calls contact contacting email emailing bother bothering bug harass harassing spam spamming msg",
    ),
    (
        "kin",
        "wife husband spouse brother sister mom mother dad father son daughter family kids partner attorney lawyer realtor siblings parents accountant boyfriend girlfriend brothers sisters fiance",
    ),
    (
        "got",
        "get got find found obtain obtained come came have has locate located receive received acquire acquired pull pulled grab grabbed buy bought",
    ),
];

#[derive(Debug, Clone, PartialEq)]
enum Atom {
    One(Vec<WordId>),
    /// One of the words, or the end of the sentence.
    OneOrEnd(Vec<WordId>),
    Maybe(Vec<WordId>),
    Digits,
    Unknown,
    Any,
    Gap(usize),
    Start,
    End,
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    atoms: Vec<Atom>,
}

/// The words of all patterns, numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, WordId>,
}

impl Vocabulary {
    pub(super) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(0)
    }

    pub(super) fn knows(&self, word: &str) -> bool {
        self.ids.contains_key(word)
    }

    fn intern(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.ids.len() + 1).unwrap_or(WordId::MAX);
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    fn intern_all(&mut self, alternatives: &str) -> Vec<WordId> {
        let mut ids = Vec::new();
        for word in alternatives.split('|') {
            match word.strip_prefix('@') {
                Some(class) => {
                    let words = CLASSES
                        .iter()
                        .find(|(name, _)| *name == class)
                        .map_or("", |(_, words)| words);
                    ids.extend(words.split_whitespace().map(|w| self.intern(w)));
                }
                None => ids.push(self.intern(word)),
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Compiles a pattern and learns its words.
    pub(super) fn compile(&mut self, text: &str) -> Pattern {
        // A line may break after a bar.
        let mut written: Vec<String> = Vec::new();
        for part in text.split_whitespace() {
            match written.last_mut() {
                Some(last) if last.ends_with('|') => last.push_str(part),
                Some(_) | None => written.push(part.to_owned()),
            }
        }
        let atoms = written
            .iter()
            .map(|atom| match atom.as_str() {
                "*" => Atom::Gap(2),
                "**" => Atom::Gap(5),
                "_" => Atom::Any,
                "~" => Atom::Unknown,
                "#" => Atom::Digits,
                "^" => Atom::Start,
                "$" => Atom::End,
                word => match word.strip_suffix('?') {
                    Some(word) => Atom::Maybe(self.intern_all(word)),
                    None => match word.strip_suffix("|$") {
                        Some(word) => Atom::OneOrEnd(self.intern_all(word)),
                        None => Atom::One(self.intern_all(word)),
                    },
                },
            })
            .collect();
        Pattern { atoms }
    }
}

impl Pattern {
    /// The words one of which a match must begin with; none when it may begin with others.
    pub(super) fn first_words(&self) -> Option<Vec<WordId>> {
        let mut first = Vec::new();
        for atom in &self.atoms {
            match atom {
                Atom::Start => {}
                Atom::Maybe(words) => first.extend(words),
                Atom::One(words) | Atom::OneOrEnd(words) => {
                    first.extend(words);
                    first.sort_unstable();
                    first.dedup();
                    return Some(first);
                }
                Atom::Digits | Atom::Unknown | Atom::Any | Atom::Gap(_) | Atom::End => return None,
            }
        }
        None
    }

    /// The end of the match that begins at `start` of a sentence, if there is one. With
    /// `meaning`, some matched word must have a meaning of its own.
    pub(super) fn matches(
        &self,
        sentence: &[Word<'_>],
        start: usize,
        meaning: bool,
    ) -> Option<usize> {
        run(&self.atoms, sentence, start, !meaning)
    }

    /// Whether some atom has only words that `is_plain` knows not.
    pub(super) fn has_content(&self, is_plain: impl Fn(WordId) -> bool) -> bool {
        self.atoms.iter().any(|atom| match atom {
            Atom::One(ids) | Atom::OneOrEnd(ids) => ids.iter().any(|id| !is_plain(*id)),
            Atom::Maybe(_)
            | Atom::Digits
            | Atom::Unknown
            | Atom::Any
            | Atom::Gap(_)
            | Atom::Start
            | Atom::End => false,
        })
    }
}

fn run(atoms: &[Atom], words: &[Word<'_>], at: usize, meant: bool) -> Option<usize> {
    let Some((atom, rest)) = atoms.split_first() else {
        return meant.then_some(at);
    };
    let here = words.get(at);
    let step = |fits: bool| {
        let meant = meant || here.is_some_and(|w| w.means);
        fits.then(|| run(rest, words, at + 1, meant)).flatten()
    };
    let is_one_of = |ids: &[WordId]| here.is_some_and(|w| ids.binary_search(&w.id).is_ok());
    match atom {
        Atom::Start => (at == 0).then(|| run(rest, words, at, meant)).flatten(),
        Atom::End => (at == words.len())
            .then(|| run(rest, words, at, meant))
            .flatten(),
        Atom::Any => step(here.is_some()),
        Atom::Unknown => step(here.is_some_and(|w| w.id == 0 && w.token.amount.is_none())),
        Atom::Digits => step(here.is_some_and(|w| {
            w.token.word.starts_with(|c: char| c.is_ascii_digit()) || w.token.amount.is_some()
        })),
        Atom::One(ids) => step(is_one_of(ids)),
        Atom::OneOrEnd(ids) => {
            if here.is_some() {
                step(is_one_of(ids))
            } else {
                run(rest, words, at, meant)
            }
        }
        Atom::Maybe(ids) => step(is_one_of(ids)).or_else(|| run(rest, words, at, meant)),
        Atom::Gap(most) => (0..=*most)
            .take_while(|skip| at + skip <= words.len())
            .find_map(|skip| run(rest, words, at + skip, meant)),
    }
}
