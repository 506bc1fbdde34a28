//! One sentence and the questions the rules ask of it: who is spoken to, what follows, what limits it.

use super::roles::Roles;
use super::words::Word;
use crate::text::spelling::{WordList, words};
use crate::text::words::Gap;

#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'t> {
    words: &'t [Word<'t>],
    /// The roles of all its words.
    roles: Roles,
}

/// What a verb of contacting acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
    /// The writer, their line or their family; the position after it.
    Me(usize),
    Other,
    Nothing,
}

impl<'t> Sentence<'t> {
    pub(super) fn new(words: &'t [Word<'t>]) -> Self {
        let roles = words
            .iter()
            .fold(Roles::NONE, |roles, word| roles.and(word.roles));
        Self { words, roles }
    }

    pub(super) fn words(self) -> &'t [Word<'t>] {
        self.words
    }

    pub(super) fn len(self) -> usize {
        self.words.len()
    }

    pub(super) fn at(self, i: usize) -> Word<'t> {
        self.words.get(i).copied().unwrap_or(Word::EDGE)
    }

    pub(super) fn before(self, i: usize, back: usize) -> Word<'t> {
        i.checked_sub(back).map_or(Word::EDGE, |k| self.at(k))
    }

    /// The word before `i`, unless a comma parts them.
    pub(super) fn previous(self, i: usize) -> Word<'t> {
        if self.at(i).gap >= Gap::Comma {
            Word::EDGE
        } else {
            self.before(i, 1)
        }
    }

    /// The same, past words that may stand inside any pattern: "can you uh not".
    pub(super) fn previous_said(self, i: usize) -> Word<'t> {
        let mut k = i;
        while self.previous(k).is(Roles::LOOSE) && !self.previous(k).is(Roles::POLITE) {
            k -= 1;
        }
        self.previous(k)
    }

    /// "again", "anymore", "no more" at `i`.
    pub(super) fn final_at(self, i: usize) -> bool {
        self.at(i).is(Roles::FINAL)
            || (matches!(self.at(i).raw, "no" | "any" | "nomore")
                && matches!(self.at(i + 1).raw, "more" | "mo" | "longer"))
            || self.at(i).raw == "nomore"
    }

    /// The positions of the words that play one of `roles`.
    pub(super) fn all(self, roles: Roles) -> impl Iterator<Item = usize> + 't {
        let words = if self.roles.has(roles) {
            self.words
        } else {
            &[]
        };
        words
            .iter()
            .enumerate()
            .filter(move |(_, word)| word.is(roles))
            .map(|(i, _)| i)
    }

    pub(super) fn positions(self, texts: &'static WordList) -> impl Iterator<Item = usize> + 't {
        self.words
            .iter()
            .enumerate()
            .filter(move |(_, word)| texts.has(word.text))
            .map(|(i, _)| i)
    }

    pub(super) fn skip(self, mut i: usize, roles: Roles) -> usize {
        while self.at(i).is(roles) {
            i += 1;
        }
        i
    }

    pub(super) fn skip_words(self, mut i: usize, roles: Roles, texts: &WordList) -> usize {
        while self.at(i).is(roles) || self.at(i).one_of(texts) {
            i += 1;
        }
        i
    }

    pub(super) fn rest(self, i: usize) -> &'t [Word<'t>] {
        self.words.get(i..).unwrap_or_default()
    }

    pub(super) fn window(self, i: usize, count: usize) -> &'t [Word<'t>] {
        let rest = self.rest(i);
        rest.get(..count).unwrap_or(rest)
    }

    /// The words up to `count` before `i`.
    pub(super) fn lead(self, i: usize, count: usize) -> &'t [Word<'t>] {
        self.words
            .get(i.saturating_sub(count)..i)
            .unwrap_or_default()
    }

    /// The phrase is over at `i`: the sentence ends, or a comma stands before it.
    pub(super) fn ends(self, i: usize) -> bool {
        self.at(i).gap >= Gap::Comma
    }

    /// Nothing but small talk follows up to the end or a comma.
    pub(super) fn trails_off(self, i: usize) -> bool {
        self.rest(i)
            .iter()
            .take_while(|word| word.gap == Gap::Space)
            .all(|word| word.is(Roles::FILLER.and(Roles::LOOSE).and(Roles::FINAL)))
    }

    /// The words up to `count` before `i`, from the last comma on.
    pub(super) fn since_comma(self, i: usize, count: usize) -> &'t [Word<'t>] {
        let mut k = i;
        while k > i.saturating_sub(count) && self.at(k).gap == Gap::Space {
            k -= 1;
        }
        self.words.get(k..i).unwrap_or_default()
    }

    pub(super) fn object(self, i: usize) -> Object {
        let i = self.skip(i, Roles::LOOSE);
        let word = self.at(i);
        if word.gap == Gap::Sentence && i > 0 {
            return Object::Nothing;
        }
        if word.is(Roles::ME) {
            return Object::Me(i + 1);
        }
        if word.text == "to" && self.at(i + 1).is(Roles::ME) {
            return Object::Me(i + 2);
        }
        if word.one_of(words!("any")) && (self.ends(i + 1) || self.trails_off(i + 1)) {
            return Object::Nothing;
        }
        if words!("it him them realtors agents").has(word.raw) {
            return Object::Other;
        }
        if word.is(Roles::DETERMINER) || word.one_of(words!("a an")) {
            let line = (i + 1..=i + 4).find(|&k| is_mine(self.at(k)));
            let line = line.filter(|&k| {
                word.raw != "the"
                    || (!self.window(i, 3).iter().any(|w| w.raw == "other")
                        && !matches!(self.at(k + 1).raw, "on" | "for" | "in"))
            });
            return match line {
                Some(k) => Object::Me(k + 1),
                None if word.one_of(words!("this these")) && self.ends(i + 1) => Object::Nothing,
                None => Object::Other,
            };
        }
        if let Some(after) = self.phone_number(i) {
            return Object::Me(after);
        }
        if word.is(Roles::LINE.and(Roles::FAMILY)) {
            return Object::Me(i + 1);
        }
        if words!("tenant tenants someone anyone anybody").has(word.raw) {
            return Object::Other;
        }
        Object::Nothing
    }

    /// "555-201-3344": at least seven digits; the position after them.
    fn phone_number(self, i: usize) -> Option<usize> {
        let mut k = i;
        let mut digits = 0;
        while !self.at(k).edge() && self.at(k).raw.bytes().all(|b| b.is_ascii_digit()) {
            digits += self.at(k).raw.len();
            k += 1;
        }
        (digits >= 7).then_some(k)
    }

    /// A contact ban that holds only at some time or on some condition.
    pub(super) fn limited(self, i: usize) -> bool {
        let rest = self.rest(i);
        if rest
            .iter()
            .any(|word| word.text == "until" || word.raw == "without")
        {
            return true;
        }
        if rest.iter().any(|word| word.is(Roles::FINAL)) {
            return false;
        }
        let timed = rest.iter().enumerate().any(|(at, word)| {
            // "Do not contact me now" is a ban; "right now" and "now, I'm driving" wait.
            (word.is(Roles::TIME)
                && (word.text != "now"
                    || at + 1 < rest.len()
                    || self.before(i + at, 1).raw == "right"))
                || word.text == "if"
        });
        timed
            || rest.windows(2).any(|pair| match pair {
                [a, b] => a.text == "at" && at_a_time(b),
                _ => false,
            })
    }

    /// The same for "stop texting me …", where a time is more often part of the complaint.
    pub(super) fn strictly_limited(self, i: usize) -> bool {
        self.rest(i).iter().any(|word| word.text == "until")
            || self.rest(i).windows(2).any(|pair| match pair {
                [a, b] => {
                    (matches!(a.raw, "before" | "after" | "past")
                        && (b.raw.starts_with(|c: char| c.is_ascii_digit())
                            || words!("noon midnight dark lunch").has(b.raw)))
                        || (matches!(a.raw, "while" | "during") && !b.edge())
                        || (a.text == "at" && b.text == "work")
                }
                _ => false,
            })
    }

    /// "did you …", "have you …" shortly before `i`: asks about the past.
    pub(super) fn asks_past(self, i: usize) -> bool {
        self.lead(i, 5).windows(2).any(|pair| match pair {
            [a, b] => {
                a.one_of(words!("did have had has"))
                    && (b.is(Roles::YOU.and(Roles::OTHERS)) || b.text == "folks")
            }
            _ => false,
        })
    }

    /// "The calls from the bank": somebody else's, of whom the writer complains to us.
    pub(super) fn tells_of_others(self) -> bool {
        self.all(Roles::MESSAGES.and(Roles::CONTACT)).any(|i| {
            self.at(i + 1).raw == "from"
                && self
                    .window(i + 2, 4)
                    .iter()
                    .take_while(|w| w.gap == Gap::Space && !w.is(Roles::YOU))
                    .any(|w| {
                        words!("bank banks lender lenders mortgage county city court courts irs collector collectors \
                             creditor creditors hoa tenant tenants ex hospital school realtors agents insurance").has(w.raw)
                    })
        })
    }

    /// One of the three words before `i` denies it.
    pub(super) fn denied(self, i: usize) -> bool {
        let mut k = i;
        while self
            .before(k, 1)
            .is(Roles::LOOSE.and(Roles::YOU).and(Roles::ME).and(Roles::ASK))
            || self.before(k, 1).one_of(words!(
                "to be want need wish like mean meant try go i have let being get"
            ))
        {
            k -= 1;
        }
        self.before(k, 1).is(Roles::NEGATION)
            && self.before(k, 1).text != "nolonger"
            && self.before(k, 2).raw != "or"
    }
}

fn at_a_time(word: &Word<'_>) -> bool {
    word.one_of(words!("work night"))
        || word.raw == "school"
        || word.raw == "church"
        || word.raw.starts_with(|c: char| c.is_ascii_digit()) && word.raw.len() < 5
}

fn is_mine(word: Word<'_>) -> bool {
    word.is(Roles::LINE.and(Roles::FAMILY))
        || words!("house home job work household email contact dms messages office business church company school shop store").has(word.raw)
}
