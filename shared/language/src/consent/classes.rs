//! What a Spanish, Portuguese or French word is, from `data/consent/romance.tsv`.

/// The classes of a word, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Classes(u16);

impl Classes {
    pub(super) const NONE: Self = Self(0);
    /// Imperatives, subjunctives, infinitives and gerunds of contacting.
    pub(super) const CONTACT_ES: Self = Self(1);
    pub(super) const CONTACT_PT: Self = Self(1 << 1);
    pub(super) const CONTACT_FR: Self = Self(1 << 2);
    /// Verbs whose ban needs no "me": they are only said to a pest.
    pub(super) const PEST: Self = Self(1 << 3);
    /// Imperatives that ask to be contacted.
    pub(super) const INVITE: Self = Self(1 << 4);
    /// What we send.
    pub(super) const MESSAGES: Self = Self(1 << 5);
    pub(super) const NEGATION: Self = Self(1 << 6);
    /// Verbs of taking off.
    pub(super) const REMOVE: Self = Self(1 << 7);
    /// A sender's list.
    pub(super) const LIST: Self = Self(1 << 8);
    /// A person's line, name and data.
    pub(super) const MINE: Self = Self(1 << 9);
    /// After these a ban holds only for a while.
    pub(super) const FOR_NOW: Self = Self(1 << 10);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn of(word: &str) -> Self {
        ROMANCE
            .binary_search_by(|(listed, _)| (*listed).cmp(word))
            .ok()
            .and_then(|at| ROMANCE.get(at))
            .map_or(Self::NONE, |(_, classes)| *classes)
    }
}

// `ROMANCE`: the classes of each word, in the order of their bytes.
include!(concat!(env!("OUT_DIR"), "/romance.rs"));
