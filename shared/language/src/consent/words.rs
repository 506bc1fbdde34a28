//! From folded words to the words the grammar knows: variants and typos become one spelling with its roles.

use super::classes::Classes;
use super::lexicon::{Entry, known};
use super::roles::Roles;
use super::spacing::{pair, parted, run_together, spelled_out, spelled_request, split_keyword};
use crate::text::spelling::{WordList, words};
use crate::text::words::{Gap, Words};

#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// The one spelling, lowercase ASCII.
    pub(super) text: &'a str,
    /// As written, folded only.
    pub(super) raw: &'a str,
    pub(super) roles: Roles,
    /// What it is in Spanish, Portuguese or French.
    pub(super) classes: Classes,
    pub(super) gap: Gap,
    pub(super) capitals: bool,
}

impl<'a> Word<'a> {
    fn new(raw: &'a str, entry: Option<Entry>, gap: Gap, capitals: bool) -> Self {
        let (text, roles) = entry.unwrap_or((raw, Roles::NONE));
        Self {
            text,
            raw,
            roles,
            classes: Classes::of(raw),
            gap,
            capitals,
        }
    }
}

impl Word<'_> {
    /// Stands past either end of a sentence.
    pub(super) const EDGE: Word<'static> = Word {
        text: "",
        raw: "",
        roles: Roles::NONE,
        classes: Classes::NONE,
        gap: Gap::Sentence,
        capitals: false,
    };

    pub(super) fn is(&self, roles: Roles) -> bool {
        self.roles.has(roles)
    }

    pub(super) fn means(&self, classes: Classes) -> bool {
        self.classes.has(classes)
    }

    pub(super) fn one_of(&self, words: &WordList) -> bool {
        words.has(self.text)
    }

    pub(super) fn edge(&self) -> bool {
        self.text.is_empty()
    }
}

/// The words of a text in one spelling; pairs such as "do not" and "opt out" become one word, and
/// "DO. NOT. TEXT. ME." one sentence.
pub(super) fn read(folded: &Words) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(folded.spans.len());
    let mut spans = folded.spans.iter().enumerate();
    let mut skip_to = 0;
    for (at, span) in spans.by_ref() {
        if at < skip_to {
            continue;
        }
        let Some(raw) = folded.letters.get(span.range.clone()) else {
            continue;
        };
        let raw = if matches!(raw, "ff" | "offf") {
            "off"
        } else {
            raw
        };
        let (raw, spelled) = match spelled_request(folded, at) {
            Some((letters, end)) => {
                skip_to = end;
                (letters, true)
            }
            None => (raw, false),
        };
        let parts = if spelled {
            parted(raw)
        } else {
            run_together(raw)
        };
        if let Some(parts) = parts {
            let mut gap = span.gap;
            for raw in parts {
                push(&mut words, Word::new(raw, known(raw), gap, span.capitals));
                gap = Gap::Space;
            }
            continue;
        }
        let gap = if in_telegram(folded, at) {
            Gap::Space
        } else {
            span.gap
        };
        let word = match spelled_out(folded, at) {
            Some((entry, count)) => {
                skip_to = at + count;
                Word::new(entry.0, Some(entry), gap, span.capitals)
            }
            None => Word::new(raw, known(raw), gap, span.capitals),
        };
        push(&mut words, word);
    }
    calm_shouting(&mut words);
    mend_test(&mut words);
    words
}

/// "Don't test me again": a slip for "text", where it is forbidden for good.
fn mend_test(words: &mut [Word<'_>]) {
    let slips: Vec<usize> = words
        .windows(4)
        .enumerate()
        .filter(|(_, four)| {
            matches!(four, [ban, test, me, last]
                if ban.is(Roles::NEGATION.and(Roles::STOP))
                    && matches!(test.raw, "test" | "testing" | "rest" | "next")
                    && me.is(Roles::ME)
                    && (last.is(Roles::FINAL) && last.gap < Gap::Sentence))
        })
        .map(|(at, _)| at + 1)
        .collect();
    for at in slips {
        let slip = words.get_mut(at);
        let meant = slip.as_ref().map_or("text", |w| {
            if w.raw.ends_with("ing") {
                "texting"
            } else {
                "text"
            }
        });
        if let (Some(word), Some((text, roles))) = (slip, known(meant)) {
            word.text = text;
            word.roles = roles;
        }
    }
}

/// "DO. NOT. TEXT. ME.": at least three sentences of one word; whether this is one of them and not the first.
fn in_telegram(folded: &Words, at: usize) -> bool {
    let alone = |i: usize| {
        folded
            .spans
            .get(i)
            .is_some_and(|span| span.gap == Gap::Sentence)
            && folded
                .spans
                .get(i + 1)
                .is_none_or(|next| next.gap == Gap::Sentence)
    };
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let run = |i: usize| alone(i) && alone(i + 1) && alone(i + 2);
    (alone(at) && alone(before)) && (run(before) || before.checked_sub(1).is_some_and(run))
}

/// Appends a word, or merges it with the one before: "do" + "not" is "dont".
fn push<'a>(words: &mut Vec<Word<'a>>, word: Word<'a>) {
    if word.gap == Gap::Space
        && let Some(last) = words.last_mut()
        && let Some((text, roles)) = split_keyword(last, &word)
    {
        last.text = text;
        last.roles = roles;
        return;
    }
    if word.roles.has(Roles::CONTACTING)
        && let Some(last) = words.last_mut()
        && words!("stoop sop step spot slop stow shop atop top stops").has(last.raw)
        && let Some((text, roles)) = known("stop")
    {
        last.text = text;
        last.roles = roles;
    }
    if word.gap < Gap::Sentence
        && let Some(last) = words.last_mut()
        && let Some(text) = pair(last.text, word.text).or_else(|| pair(last.text, word.raw))
    {
        let (text, roles) = known(text).unwrap_or((text, Roles::NONE));
        last.text = text;
        last.roles = roles;
        return;
    }
    words.push(word);
}

/// Capitals mean nothing in a text that is all capitals.
fn calm_shouting(words: &mut [Word<'_>]) {
    let capitals = words.iter().filter(|word| word.capitals).count();
    if capitals > 1 && capitals * 2 > words.len() {
        for word in words {
            word.capitals = false;
        }
    }
}
