//! Who a verb of ceasing is said to.

use super::roles::Roles;
use super::sentence::Sentence;
use super::words::Word;
use crate::text::spelling::words;
use crate::text::words::Gap;

/// Who a verb of ceasing is said to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addressee {
    Sender,
    /// "I want to stop …", "how do I stop …".
    Writer,
    Nobody,
}

impl Sentence<'_> {
    /// Whom the verb of ceasing at `i` is said to.
    pub(super) fn addressee(self, i: usize) -> Addressee {
        let mut k = i;
        while self.previous(k).is(Roles::LOOSE) && !self.before(k, 1).one_of(words!("of")) {
            k -= 1;
        }
        if self.previous(k).edge() {
            return Addressee::Sender;
        }
        if self.before(i, 1).text == "ever" && self.before(i, 2).text == "not" {
            return Addressee::Sender;
        }
        let previous = self.before(k, 1);
        match previous.text {
            "to" => self.told_to(k - 1),
            "did" | "do" | "does" | "whyd" | "bus" | "truck" | "non" | "without" => {
                Addressee::Nobody
            }
            _ if previous.is(Roles::YOU) => self.you(k - 1),
            _ if matches!(previous.raw, "this" | "it") => Addressee::Sender,
            "folks" => self.you(k - 1),
            "dont" if self.before(k, 2).is(Roles::YOU) && self.before(k, 3).text == "if" => {
                Addressee::Sender
            }
            _ if previous.is(Roles::NEGATION) => Addressee::Nobody,
            "can" | "could" | "will" | "would" | "should" | "must" | "might" | "may" | "gotta"
            | "better" => self.modal(k - 1),
            _ if previous.is(Roles::OTHERS) => {
                if previous.is(Roles::OTHERS)
                    && matches!(previous.raw, "i" | "we")
                    && self.asks_how(k - 1)
                {
                    Addressee::Writer
                } else {
                    Addressee::Nobody
                }
            }
            _ => {
                let lead = self.since_comma(k, 5);
                let helper = lead
                    .iter()
                    .rposition(|word| words!("does did do will would make").has(word.raw));
                let between = helper.and_then(|at| lead.get(at..)).unwrap_or_default();
                let asks_of_others = helper.is_some()
                    && !between.iter().any(|word| {
                        word.is(Roles::YOU
                            .and(Roles::POLITE)
                            .and(Roles::ME)
                            .and(Roles::MESSAGES))
                            || words!("favor these and so").has(word.raw)
                    })
                    && !previous.is(Roles::POLITE);
                if asks_of_others {
                    Addressee::Nobody
                } else {
                    Addressee::Sender
                }
            }
        }
    }

    /// "how do I", "how can we".
    fn asks_how(self, subject: usize) -> bool {
        self.before(subject, 1)
            .one_of(words!("do can could would should how"))
    }

    fn you(self, i: usize) -> Addressee {
        let mut k = i;
        while self.before(k, 1).is(Roles::YOU.and(Roles::LOOSE)) {
            k -= 1;
        }
        let before = self.before(k, 1);
        if words!("when whenever before after").has(before.raw) {
            return Addressee::Nobody;
        }
        match before.text {
            "did" | "whyd" | "howd" | "whend" | "didnt" | "do" | "does" | "since" | "when"
            | "before" | "have" | "havent" | "had" => Addressee::Nobody,
            _ => Addressee::Sender,
        }
    }

    fn modal(self, i: usize) -> Addressee {
        let mut k = i;
        while self.before(k, 1).is(Roles::LOOSE) {
            k -= 1;
        }
        let subject = self.before(k, 1);
        if subject.is(Roles::OTHERS) && subject.raw != "someone" && subject.raw != "anyone" {
            if subject.text == "i" && self.before(k, 2).one_of(words!("how")) {
                return Addressee::Writer;
            }
            return Addressee::Nobody;
        }
        if subject.edge()
            || subject.is(Roles::YOU.and(Roles::MESSAGES))
            || subject.one_of(words!("folks this these it that"))
            || subject.gap >= Gap::Comma
        {
            return Addressee::Sender;
        }
        Addressee::Nobody
    }

    /// `to` is the "to" before a verb of ceasing.
    fn told_to(self, to: usize) -> Addressee {
        let mut k = to;
        while self.before(k, 1).is(Roles::LOOSE) {
            k -= 1;
        }
        let previous = self.before(k, 1);
        if previous.text == "time"
            && self
                .lead(k, k)
                .iter()
                .all(|w| w.is(Roles::FILLER) || matches!(w.raw, "its" | "it" | "is" | "time"))
        {
            return Addressee::Sender;
        }
        if previous.one_of(words!("dont not never")) {
            return Addressee::Nobody;
        }
        let someone_else =
            previous.is(Roles::ME) || words!("him her them he they").has(previous.raw);
        if someone_else {
            return Addressee::Nobody;
        }
        let told_you = self.lead(k, 8).windows(2).any(|pair| match pair {
            [a, b] => {
                a.is(Roles::ASK)
                    && (b.is(Roles::YOU)
                        || b.text == "folks"
                        || b.text == "these"
                        || b.text == "your")
            }
            _ => false,
        });
        if matches!(previous.raw, "notice" | "warning") {
            return Addressee::Sender;
        }
        if told_you
            || previous.is(Roles::YOU.and(Roles::MESSAGES))
            || previous.one_of(words!("folks this it that these everyone"))
        {
            let lead = self.lead(k, 8);
            let governed = lead.iter().any(|word| {
                word.is(Roles::ASK.and(Roles::WANT)) || word.one_of(words!("for time"))
            });
            let bare: Vec<Word<'_>> = lead
                .iter()
                .copied()
                .filter(|word| !word.is(Roles::LOOSE))
                .collect();
            let denied = bare.windows(2).any(|pair| match pair {
                [a, b] => a.is(Roles::NEGATION) && b.is(Roles::ASK.and(Roles::WANT)),
                _ => false,
            });
            return if governed && !denied {
                Addressee::Sender
            } else {
                Addressee::Nobody
            };
        }
        if previous.is(Roles::WANT.and(Roles::ASK))
            || previous.one_of(words!(
                "have has got going how better gotta supposed trying try way id"
            ))
        {
            return self.own_to(k - 1, previous);
        }
        Addressee::Nobody
    }

    /// "need to stop", "have to stop", "how to stop".
    fn own_to(self, verb: usize, governing: Word<'_>) -> Addressee {
        if governing.one_of(words!("how way")) {
            return Addressee::Writer;
        }
        let lead = self.lead(verb, 5);
        let near = self.lead(verb, 2);
        if near.iter().any(|word| word.is(Roles::NEGATION))
            && !lead.iter().any(|word| word.text == "why")
        {
            return Addressee::Nobody;
        }
        let subject = lead.iter().rev().find(|word| {
            word.is(Roles::YOU.and(Roles::OTHERS).and(Roles::MESSAGES))
                || word.one_of(words!("this it these folks that"))
        });
        match subject {
            Some(word) if word.is(Roles::OTHERS) && matches!(word.text, "i" | "we") => {
                if governing.text == "ask" {
                    Addressee::Sender
                } else {
                    Addressee::Writer
                }
            }
            Some(word) if word.is(Roles::OTHERS) => Addressee::Nobody,
            Some(_) => Addressee::Sender,
            None if governing.text == "ask" => Addressee::Sender,
            None if verb == 0 || self.before(verb, 1).is(Roles::FILLER) => Addressee::Writer,
            None => Addressee::Nobody,
        }
    }
}
