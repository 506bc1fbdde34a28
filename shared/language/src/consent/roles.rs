//! The parts that words play in the grammar of consent.

/// The roles a word can play, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Roles(pub(super) u32);

impl Roles {
    pub(super) const NONE: Self = Self(0);
    /// Adds nothing to a one-word request: greetings, politeness, "now".
    pub(super) const FILLER: Self = Self(1);
    /// "please" and its kin.
    pub(super) const POLITE: Self = Self(1 << 1);
    /// Verbs of ceasing: stop, quit, cease.
    pub(super) const STOP: Self = Self(1 << 2);
    pub(super) const NEGATION: Self = Self(1 << 3);
    /// Verbs of contacting, base form.
    pub(super) const CONTACT: Self = Self(1 << 4);
    /// Verbs of contacting in -ing.
    pub(super) const CONTACTING: Self = Self(1 << 5);
    /// Participles of contacting: "contacted".
    pub(super) const CONTACTED: Self = Self(1 << 6);
    /// What we send: texts, messages, calls.
    pub(super) const MESSAGES: Self = Self(1 << 7);
    pub(super) const ME: Self = Self(1 << 8);
    /// A possessive, article or quantity before a noun.
    pub(super) const DETERMINER: Self = Self(1 << 9);
    /// May stand inside any pattern: ever, just, even, oaths.
    pub(super) const LOOSE: Self = Self(1 << 10);
    /// A person's line: number, phone, cell.
    pub(super) const LINE: Self = Self(1 << 11);
    /// People who answer for the writer: wife, mother.
    pub(super) const FAMILY: Self = Self(1 << 12);
    /// A sender's list: list, database, system.
    pub(super) const LIST: Self = Self(1 << 13);
    /// Verbs of taking off: remove, delete.
    pub(super) const REMOVE: Self = Self(1 << 14);
    /// Participles of taking off: removed, deleted.
    pub(super) const REMOVED: Self = Self(1 << 15);
    /// Wanting: want, wish, care.
    pub(super) const WANT: Self = Self(1 << 16);
    /// A subject other than the reader: I, we, they.
    pub(super) const OTHERS: Self = Self(1 << 17);
    /// Words that name a time or a circumstance: before, while, tonight.
    pub(super) const TIME: Self = Self(1 << 18);
    /// For good: again, anymore, ever.
    pub(super) const FINAL: Self = Self(1 << 19);
    /// Ends a refusal: interested, number, sale, sold.
    pub(super) const REFUSAL: Self = Self(1 << 20);
    pub(super) const THREAT: Self = Self(1 << 21);
    /// Verbs of asking and telling.
    pub(super) const ASK: Self = Self(1 << 22);
    /// Whole-text words that opt out in every setting.
    pub(super) const STRONG: Self = Self(1 << 23);
    /// Whole-text words with an everyday meaning: end, cancel, remove.
    pub(super) const WEAK: Self = Self(1 << 24);
    pub(super) const YOU: Self = Self(1 << 25);
    /// What people who are tired of our texts call them: crap, garbage.
    pub(super) const JUNK: Self = Self(1 << 26);
    /// Answering: reply, respond.
    pub(super) const ANSWER: Self = Self(1 << 27);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
