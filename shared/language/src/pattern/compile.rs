//! Compiles patterns to the tables of a book, and writes them as source.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use super::find::{self, Atom, Book, Entry, Set, WordId, Words};
use super::syntax::{Alternative, Part, SyntaxError, class};

/// Words that patterns name together, by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classes {
    words: BTreeMap<String, Vec<Alternative>>,
}

impl Classes {
    /// Adds a class of words set apart by spaces.
    pub(crate) fn add(&mut self, name: &str, words: &str) -> Result<(), SyntaxError> {
        let words = class(words)?;
        if words.is_empty() {
            return Err(SyntaxError::EmptyClass(name.to_owned()));
        }
        match self.words.insert(name.to_owned(), words) {
            Some(_) => Err(SyntaxError::Repeated(format!("@{name}"))),
            None => Ok(()),
        }
    }

    /// The classes that no pattern names.
    pub(crate) fn unused<'a>(&'a self, patterns: &'a [Vec<Part>]) -> Vec<&'a str> {
        let named: BTreeSet<&str> = patterns
            .iter()
            .flatten()
            .flat_map(listed)
            .filter_map(|alternative| match alternative {
                Alternative::Class(name) => Some(name.as_str()),
                Alternative::Word(_) | Alternative::Stem(_) => None,
            })
            .collect();
        let all = self.words.keys().map(String::as_str);
        all.filter(|name| !named.contains(name)).collect()
    }

    /// The words and stems of a place, classes written out.
    fn written_out(&self, listed: &[Alternative]) -> Result<Vec<Alternative>, SyntaxError> {
        let mut all: Vec<Alternative> = Vec::new();
        for alternative in listed {
            match alternative {
                Alternative::Class(name) => {
                    let unknown = || SyntaxError::UnknownClass(name.clone());
                    let words = self.words.get(name).ok_or_else(unknown)?;
                    all.extend(words.iter().cloned());
                }
                Alternative::Word(_) | Alternative::Stem(_) => {
                    all.push(alternative.clone());
                }
            }
        }
        Ok(all)
    }
}

/// The alternatives of a part.
pub(crate) fn listed(part: &Part) -> &[Alternative] {
    match part {
        Part::One(words) | Part::OneOrEnd(words) | Part::Maybe(words) => words,
        Part::Number
        | Part::Unknown
        | Part::Any
        | Part::Gap(_)
        | Part::Start
        | Part::End
        | Part::Clause => &[],
    }
}

/// A pattern that cannot be compiled: its place in the list, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CompileError {
    pub(crate) pattern: usize,
    pub(crate) error: SyntaxError,
}

/// A book's tables, as [`Book`] has them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    words: Table,
    stems: Table,
    plain: Vec<WordId>,
    sets: Vec<WordId>,
    atoms: Vec<Atom>,
    entries: Vec<Entry>,
    firsts: Vec<u32>,
    listed: Vec<u16>,
}

/// Words as [`Words`] has them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    text: String,
    ends: Vec<u32>,
    slots: Vec<u16>,
}

impl Table {
    /// A table of `words`, which come in order and but once.
    pub(crate) fn of(words: &BTreeSet<String>) -> Self {
        let mut table = Self {
            slots: vec![0; (words.len() * 2).next_power_of_two()],
            ..Self::default()
        };
        let mask = table.slots.len() - 1;
        for word in words {
            table.text.push_str(word);
            table.ends.push(narrow(table.text.len()));
            let mut at = find::hash(word) & mask;
            while table.slots.get(at).is_some_and(|place| *place > 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = table.slots.get_mut(at) {
                *slot = narrow(table.ends.len());
            }
        }
        table
    }

    /// A table of texts by place alone, in the order given.
    pub(crate) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut table = Self::default();
        for text in texts {
            table.text.push_str(text);
            table.ends.push(narrow(table.text.len()));
        }
        table
    }

    pub(crate) fn words(&self) -> Words<'_> {
        Words {
            text: &self.text,
            ends: &self.ends,
            slots: &self.slots,
        }
    }

    /// As an expression of Rust.
    pub(crate) fn source(&self) -> String {
        format!(
            "Words {{ text: {:?}, ends: &{:?}, slots: &{:?} }}",
            self.text, self.ends, self.slots
        )
    }
}

/// Numbers of a book fit their types: a book that does not fit must not be built.
fn narrow<T: TryFrom<usize>>(number: usize) -> T {
    T::try_from(number)
        .unwrap_or_else(|_| unreachable!("{number} is more than a book of patterns holds"))
}

/// Compiles patterns. Those for which `of_content` holds match only where a word has a meaning of
/// its own, which the words of `plain` have not, unless the pattern has no other words.
pub(crate) fn compile(
    patterns: &[Vec<Part>],
    classes: &Classes,
    plain: &[&str],
    of_content: impl Fn(usize) -> bool,
) -> Result<Tables, CompileError> {
    let mut places: Vec<Vec<Vec<Alternative>>> = Vec::new();
    let (mut words, mut stems) = (BTreeSet::new(), BTreeSet::new());
    for (pattern, parts) in patterns.iter().enumerate() {
        let written_out = |part| classes.written_out(listed(part));
        let written_out: Result<Vec<_>, _> = parts.iter().map(written_out).collect();
        let written_out = written_out.map_err(|error| CompileError { pattern, error })?;
        for alternative in written_out.iter().flatten() {
            match alternative {
                Alternative::Word(word) => words.insert(word.clone()),
                Alternative::Stem(stem) => stems.insert(stem.clone()),
                Alternative::Class(_) => false,
            };
        }
        places.push(written_out);
    }
    let mut tables = Tables {
        words: Table::of(&words),
        stems: Table::of(&stems),
        ..Tables::default()
    };
    tables.plain = plain
        .iter()
        .map(|word| tables.words.words().place(word))
        .filter(|id| *id > 0)
        .collect();
    tables.plain.sort_unstable();
    tables.plain.dedup();
    let ids = Ids {
        words: words.iter().map(String::as_str).collect(),
        stems: stems.iter().map(String::as_str).collect(),
    };
    let mut known: HashMap<Vec<WordId>, Set> = HashMap::new();
    let mut by_first: Vec<Vec<u16>> = vec![Vec::new(); 1 + words.len() + stems.len()];
    for (index, (parts, places)) in patterns.iter().zip(&places).enumerate() {
        let from = narrow(tables.atoms.len());
        let mut has_content = false;
        let mut first = First::default();
        let mut next = Next::default();
        for (part, place) in parts.iter().zip(places) {
            let set = ids.set(place);
            if matches!(part, Part::One(_) | Part::OneOrEnd(_)) {
                has_content |= set.iter().any(|id| tables.plain.binary_search(id).is_err());
            }
            first.take(part, &set);
            next.take(part, &set);
            let atom = match part {
                Part::One(_) => Atom::One(tables.set(set, &mut known)),
                Part::OneOrEnd(_) => Atom::OneOrEnd(tables.set(set, &mut known)),
                Part::Maybe(_) => Atom::Maybe(tables.set(set, &mut known)),
                Part::Number => Atom::Number,
                Part::Unknown => Atom::Unknown,
                Part::Any => Atom::Any,
                Part::Gap(most) => Atom::Gap(*most),
                Part::Start => Atom::Start,
                Part::End => Atom::End,
                Part::Clause => Atom::Clause,
            };
            tables.atoms.push(atom);
        }
        tables.entries.push(Entry {
            from,
            to: narrow(tables.atoms.len()),
            must_mean: has_content && of_content(index),
            near: next.near,
            reach: next.reach,
        });
        for id in first.ids() {
            if let Some(list) = by_first.get_mut(usize::from(id)) {
                list.push(narrow(index));
            }
        }
    }
    for list in by_first {
        tables.firsts.push(narrow(tables.listed.len()));
        tables.listed.extend(list);
    }
    tables.firsts.push(narrow(tables.listed.len()));
    Ok(tables)
}

/// The words that a match may begin with.
#[derive(Default)]
struct First {
    words: BTreeSet<WordId>,
    any: bool,
    done: bool,
}

impl First {
    fn take(&mut self, part: &Part, set: &[WordId]) {
        if self.done {
            return;
        }
        match part {
            Part::Start | Part::Clause => {}
            Part::Maybe(_) => self.words.extend(set),
            Part::One(_) | Part::OneOrEnd(_) => {
                self.words.extend(set);
                self.done = true;
            }
            Part::Number | Part::Unknown | Part::Any | Part::Gap(_) | Part::End => {
                self.any = true;
                self.done = true;
            }
        }
    }

    fn ids(self) -> Vec<WordId> {
        if self.any || !self.done {
            vec![0]
        } else {
            self.words.into_iter().collect()
        }
    }
}

/// The words that must follow the first one of a match: those of the rarest place that stands
/// neither first nor too far off.
struct Next {
    near: u128,
    reach: u8,
    /// How far the next part may stand from the first word of a match.
    least: u8,
    most: u8,
}

impl Default for Next {
    fn default() -> Self {
        Self {
            near: u128::MAX,
            reach: 0,
            least: 0,
            most: 0,
        }
    }
}

impl Next {
    fn take(&mut self, part: &Part, set: &[WordId]) {
        if let Part::One(_) = part
            && self.least > 0
            && usize::from(self.most) <= find::MAX_REACH
        {
            let near = set.iter().fold(0, |near, id| near | find::signature(*id));
            // How many bits of the text it would meet by chance.
            let chances = |near: u128, reach: u8| near.count_ones() * u32::from(reach);
            if self.reach == 0 || chances(near, self.most) < chances(self.near, self.reach) {
                (self.near, self.reach) = (near, self.most);
            }
        }
        let (least, most) = match part {
            Part::One(_) | Part::Number | Part::Unknown | Part::Any => (1, 1),
            Part::OneOrEnd(_) | Part::Maybe(_) => (0, 1),
            Part::Gap(size) => (0, *size),
            Part::Start | Part::End | Part::Clause => (0, 0),
        };
        self.least = self.least.saturating_add(least);
        self.most = self.most.saturating_add(most);
    }
}

/// Words and stems in the order of their ids.
struct Ids<'a> {
    words: Vec<&'a str>,
    stems: Vec<&'a str>,
}

impl Ids<'_> {
    /// The ids of all words and stems that one of the alternatives takes, in order.
    fn set(&self, place: &[Alternative]) -> Vec<WordId> {
        let mut ids: Vec<WordId> = Vec::new();
        for alternative in place {
            match alternative {
                Alternative::Word(word) => {
                    let index = self.words.binary_search(&word.as_str());
                    ids.extend(index.map(|index| narrow::<WordId>(index + 1)));
                }
                Alternative::Stem(stem) => {
                    let all = self.words.iter().chain(&self.stems);
                    let begin_so = all
                        .enumerate()
                        .filter(|(_, word)| word.starts_with(stem.as_str()));
                    ids.extend(begin_so.map(|(index, _)| narrow::<WordId>(index + 1)));
                }
                Alternative::Class(_) => {}
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

impl Tables {
    fn set(&mut self, ids: Vec<WordId>, known: &mut HashMap<Vec<WordId>, Set>) -> Set {
        if let Some(set) = known.get(&ids) {
            return *set;
        }
        let from = narrow(self.sets.len());
        self.sets.extend(&ids);
        let to = narrow(self.sets.len());
        let set = Set { from, to };
        known.insert(ids, set);
        set
    }

    /// The book of these tables, to find patterns without a build.
    pub(crate) fn book(&self) -> Book<'_> {
        Book {
            words: self.words.words(),
            stems: self.stems.words(),
            plain: &self.plain,
            sets: &self.sets,
            atoms: &self.atoms,
            entries: &self.entries,
            firsts: &self.firsts,
            listed: &self.listed,
        }
    }

    /// Pairs of patterns that match the same: the place of the first, and of the one that repeats
    /// it.
    pub(crate) fn repeated(&self) -> Vec<(usize, usize)> {
        let mut seen: HashMap<&[Atom], usize> = HashMap::new();
        let mut repeated = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let range = usize::from(entry.from)..usize::from(entry.to);
            let atoms = self.atoms.get(range).unwrap_or_default();
            if let Some(first) = seen.get(atoms) {
                repeated.push((*first, index));
            } else {
                seen.insert(atoms, index);
            }
        }
        repeated
    }

    /// The book as an expression of Rust, for `include!` where the types of `find` are in scope.
    pub(crate) fn source(&self) -> String {
        let mut atoms = String::new();
        for atom in &self.atoms {
            let _ = write!(atoms, "Atom::{atom:?},");
        }
        let mut entries = String::new();
        for Entry {
            from,
            to,
            must_mean,
            near,
            reach,
        } in &self.entries
        {
            let near = grouped(*near);
            let _ = writeln!(
                entries,
                "Entry {{ from: {from}, to: {to}, must_mean: {must_mean}, near: {near}, reach: {reach} }},"
            );
        }
        format!(
            "Book {{ words: {}, stems: {}, plain: &{:?}, sets: &{:?}, atoms: &[{atoms}], \
             entries: &[{entries}], firsts: &{:?}, listed: &{:?} }}",
            self.words.source(),
            self.stems.source(),
            self.plain,
            self.sets,
            self.firsts,
            self.listed
        )
    }
}

/// Digits in groups of four, as a person could read them.
fn grouped(bits: u128) -> String {
    let digits = format!("{bits:032x}");
    let mut grouped = String::from("0x");
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}
