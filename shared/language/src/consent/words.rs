//! From folded words to the words the grammar knows: variants and typos become one spelling with its roles.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::{FUZZY, LEXICON, REAL_WORDS, SWAPPED};
use crate::text::spelling::{WordList, distance, is_swapped, squeeze, starts_alike, words};
use crate::text::words::{Gap, Words};

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

#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// The one spelling, lowercase ASCII.
    pub(super) text: &'a str,
    /// As written, folded only.
    pub(super) raw: &'a str,
    pub(super) roles: Roles,
    pub(super) gap: Gap,
    pub(super) capitals: bool,
}

impl Word<'_> {
    /// Stands past either end of a sentence.
    pub(super) const EDGE: Word<'static> = Word {
        text: "",
        raw: "",
        roles: Roles::NONE,
        gap: Gap::Sentence,
        capitals: false,
    };

    pub(super) fn is(&self, roles: Roles) -> bool {
        self.roles.has(roles)
    }

    pub(super) fn one_of(&self, words: &WordList) -> bool {
        words.has(self.text)
    }

    pub(super) fn edge(&self) -> bool {
        self.text.is_empty()
    }
}

type Entry = (&'static str, Roles);

static INDEX: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for (spelling, roles, variants) in LEXICON {
        index.insert(*spelling, (*spelling, *roles));
        for variant in variants.split_ascii_whitespace() {
            index.insert(variant, (*spelling, *roles));
        }
    }
    index
});

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
                let (text, roles) = known(raw).unwrap_or((raw, Roles::NONE));
                let capitals = span.capitals;
                push(
                    &mut words,
                    Word {
                        text,
                        raw,
                        roles,
                        gap,
                        capitals,
                    },
                );
                gap = Gap::Space;
            }
            continue;
        }
        let ((text, roles), raw) = match spelled_out(folded, at) {
            Some((entry, count)) => {
                skip_to = at + count;
                (entry, entry.0)
            }
            None => (known(raw).unwrap_or((raw, Roles::NONE)), raw),
        };
        push(
            &mut words,
            Word {
                text,
                raw,
                roles,
                gap: if in_telegram(folded, at) {
                    Gap::Space
                } else {
                    span.gap
                },
                capitals: span.capitals,
            },
        );
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

/// "stoptextingme", "removeme", "takemeoff": words of a request without spaces.
fn run_together(raw: &str) -> Option<Vec<&str>> {
    if !(7..=24).contains(&raw.len()) || INDEX.contains_key(raw) || REAL_WORDS.has(raw) {
        return None;
    }
    parted(raw)
}

/// The words of a request that stands without spaces.
fn parted(raw: &str) -> Option<Vec<&str>> {
    const OPENING: &WordList =
        words!("stop dont remove delete leave take lose quit please opt no unsubscribe");
    const PARTS: &WordList = words!(
        "texting calling messaging contacting emailing stop dont not text call message contact remove \
        delete leave take lose quit please opt me my us number phone alone off out your the this list from no more \
        again anymore unsubscribe texts messages calls it all do go away fuck you texted i said am want"
    );
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = raw;
    while !rest.is_empty() {
        // "stopntexting": the thumb met a letter beside the space.
        let slipped = parts.len() == 1
            && rest.starts_with(['b', 'c', 'm', 'n', 'v', 'x'])
            && rest.get(1..).is_some_and(|next| {
                [
                    "texting",
                    "calling",
                    "messaging",
                    "contacting",
                    "text",
                    "call",
                ]
                .iter()
                .any(|verb| next.starts_with(verb))
            });
        if slipped && !rest.starts_with("contacting") && !rest.starts_with("messag") {
            rest = rest.get(1..)?;
        }
        let part = PARTS
            .iter()
            .filter(|part| rest.starts_with(part))
            .max_by_key(|part| part.len())?;
        let (head, tail) = rest.split_at(part.len());
        parts.push(head);
        rest = tail;
    }
    let negated = matches!(parts.as_slice(), ["do", "not", ..]);
    let request = (negated || OPENING.has(parts.first()?))
        && (parts.len() > 2
            || parts
                .get(1)
                .is_some_and(|second| !words!("off out no all not more").has(second)));
    request.then_some(parts)
}

/// "s t o p t e x t i n g m e": letters apart that make a whole request; the letters, and the span after them.
fn spelled_request(folded: &Words, at: usize) -> Option<(&str, usize)> {
    const LONGEST: usize = 48;
    let is_letter = |i: usize| {
        folded
            .spans
            .get(i)
            .is_some_and(|span| span.range.len() == 1)
    };
    if !is_letter(at) || at.checked_sub(1).is_some_and(is_letter) {
        return None;
    }
    let end = (at..).take(LONGEST).find(|&i| !is_letter(i))?;
    if end < at + 7 {
        return None;
    }
    let first = folded.spans.get(at)?.range.start;
    let last = folded.spans.get(end - 1)?.range.end;
    let letters = folded.letters.get(first..last)?;
    parted(letters).is_some().then_some((letters, end))
}

/// "S T O P", "s.t.o.p": at least three letters apart that make a keyword together.
fn spelled_out(folded: &Words, at: usize) -> Option<(Entry, usize)> {
    let run: String = folded
        .spans
        .iter()
        .skip(at)
        .take_while(|span| span.range.len() == 1)
        .take(12)
        .filter_map(|span| folded.letters.get(span.range.clone()))
        .collect();
    // A typo is looked for in the whole run only: that is dear, and a text may be all single letters.
    let opens = at
        .checked_sub(1)
        .and_then(|before| folded.spans.get(before))
        .is_none_or(|before| before.range.len() != 1);
    (3..=run.len()).rev().find_map(|count| {
        let letters = run.get(..count)?;
        let entry = if opens && count == run.len() {
            known(letters)?
        } else {
            INDEX.get(letters).copied()?
        };
        entry
            .1
            .has(Roles::STRONG.and(Roles::WEAK))
            .then_some((entry, count))
    })
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

/// "lea ve me", "lea e me", "text ing": a keyword that a space cut in two, perhaps in a letter's place.
fn split_keyword(first: &Word<'_>, second: &Word<'_>) -> Option<Entry> {
    const TARGETS: &WordList = words!(
        "leave alone remove texting message messages contact contacting calling unsubscribe"
    );
    let (head, tail) = (first.raw, second.raw);
    let unknown = |word: &Word<'_>| word.roles == Roles::NONE && !REAL_WORDS.has(word.raw);
    let fragment = |part: &str| words!("me text call in on con rem ove").has(part);
    if !(unknown(first) || fragment(head)) || !(unknown(second) || fragment(tail)) {
        return None;
    }
    TARGETS
        .iter()
        .find(|target| {
            let Some(rest) = target.strip_prefix(head) else {
                return false;
            };
            rest == tail && !matches!(head, "a" | "call" | "con")
                || head.len() > 2
                    && head != "text"
                    && rest.len() == tail.len() + 1
                    && rest.ends_with(tail)
        })
        .and_then(|target| INDEX.get(target).copied())
}

fn pair(first: &str, second: &str) -> Option<&'static str> {
    let joined = match (first, second) {
        ("do" | "don" | "please", "nt")
        | ("do" | "don", "not" | "t" | "nit" | "bot" | "mot" | "noy" | "nto") => "dont",
        ("did" | "didn", "not" | "t") => "didnt",
        ("does" | "doesn", "not" | "t") => "doesnt",
        ("can" | "could", "not") => "cant",
        ("will" | "won", "not" | "t") => "wont",
        ("would" | "wouldn", "not" | "t") => "wouldnt",
        ("have" | "has" | "haven" | "hasn", "not" | "t") => "havent",
        ("no", "longer") => "nolonger",
        ("any", "more") => "anymore",
        ("no", "one") => "nobody",
        ("thank" | "thanks", "you") => "thanks",
        ("opt" | "optt" | "op" | "opting" | "opted" | "opts", "out")
        | ("opt", "our" | "put" | "ot" | "iut" | "oit" | "otu") => "optout",
        ("opt", "in") => "optin",
        ("un", "subscribe") => "unsubscribe",
        ("un", "stop") => "unstop",
        ("stop", "all") => "stopall",
        ("hit" | "hmu", "up") => "hit-up",
        ("hitting" | "hittin", "up") => "hitting-up",
        ("reach", "out")
        | ("follow", "up")
        | ("check", "in")
        | ("circle", "back")
        | ("slide", "in" | "into") => "reach-out",
        ("follow", "ups") | ("check", "ins") => "outreach",
        ("un", "enroll") => "unenroll",
        ("reaching", "out") | ("following", "up") | ("checking", "in") => "reaching-out",
        ("phone" | "cell" | "telephone" | "mobile" | "cellphone", "number") => "number",
        ("cell", "phone") => "phone",
        ("data", "base") => "database",
        ("as", "well") => "too",
        ("at", "once") => "immediately",
        ("phone", "calls") => "calls",
        ("any" | "every", "thing") => "everything",
        ("exclamation", "point" | "mark") | ("full", "stop") => "exclamation",
        ("fuck", "off") => "fuckoff",
        _ => return None,
    };
    Some(joined)
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

/// A word of the lexicon, through its variants, repeated letters, digits for letters and small typos.
pub(super) fn known(raw: &str) -> Option<Entry> {
    if let Some(entry) = INDEX.get(raw) {
        return Some(*entry);
    }
    if raw.len() > 24 || raw.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if raw.bytes().any(|b| b.is_ascii_digit()) {
        return undigited(raw);
    }
    [1, 2]
        .into_iter()
        .find_map(|keep| {
            let squeezed = squeeze(raw, keep)?;
            INDEX
                .get(squeezed.as_str())
                .copied()
                .or_else(|| near(&squeezed))
        })
        .or_else(|| near(raw))
        .or_else(|| without_vowels(raw))
}

/// "txtng", "cntct", "dlt": a keyword whose vowels were left out.
fn without_vowels(raw: &str) -> Option<Entry> {
    let vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    if raw.len() < 3 || raw.bytes().any(vowel) || REAL_WORDS.has(raw) {
        return None;
    }
    FUZZY
        .iter()
        .find(|target| target.bytes().filter(|&b| !vowel(b)).eq(raw.bytes()))
        .and_then(|target| INDEX.get(target).copied())
}

/// "st0p", "5top", and "stop2quit".
fn undigited(raw: &str) -> Option<Entry> {
    if raw.starts_with("stop") && raw.get(4..)?.starts_with(['2', '4']) {
        return INDEX.get("stop").copied();
    }
    let letters: String = raw
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            other => other,
        })
        .collect();
    INDEX
        .get(letters.as_str())
        .copied()
        .or_else(|| {
            // "unsubscribe1": a slipped digit.
            INDEX
                .get(raw.trim_end_matches(|c: char| c.is_ascii_digit()))
                .copied()
        })
        .filter(|entry| {
            raw.len() >= 4
                && entry.1.has(
                    Roles::STRONG
                        .and(Roles::WEAK)
                        .and(Roles::CONTACT)
                        .and(Roles::CONTACTING),
                )
        })
}

/// The one lexicon word within a typo's reach, unless the word is one of the language.
fn near(raw: &str) -> Option<Entry> {
    if raw.len() < 3 || REAL_WORDS.has(raw) {
        return None;
    }
    SWAPPED
        .iter()
        .find(|target| is_swapped(raw, target))
        .or_else(|| within_reach(raw))
        .and_then(|target| INDEX.get(target).copied())
}

fn within_reach(raw: &str) -> Option<&'static str> {
    FUZZY.iter().find(|target| {
        let reach = match target.len() {
            0..=8 => 1,
            9..=10 => 2,
            _ => 3,
        };
        same_start(raw, target) && distance(raw, target, reach).is_some()
    })
}

/// The first letter is right, or swapped with the second, or (in "stop") a neighbour on the keyboard.
fn same_start(raw: &str, target: &str) -> bool {
    starts_alike(raw, target)
        || (target == "stop" && raw.len() == 4 && raw.starts_with(['d', 'a', 'z', 'x', 'w']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_reach_the_word_and_real_words_do_not() {
        for (raw, word) in [
            ("stpo", "stop"),
            ("sotp", "stop"),
            ("stoppp", "stop"),
            ("st0p", "stop"),
            ("unsubcribe", "unsubscribe"),
            ("unsuscribe", "unsubscribe"),
            ("cotact", "contact"),
            ("rmeove", "remove"),
            ("mesaging", "messaging"),
            ("txtng", "texting"),
            ("lsoe", "lose"),
            ("laeve", "leave"),
        ] {
            assert_eq!(known(raw).map(|entry| entry.0), Some(word), "{raw}");
        }
        for raw in [
            "quite", "quiet", "step", "shop", "spot", "stoop", "contract", "cancer", "remote",
        ] {
            assert_eq!(known(raw), None, "{raw}");
        }
    }

    #[test]
    fn the_words_read_through_typos_are_in_the_lexicon() {
        for word in FUZZY.iter() {
            assert!(INDEX.contains_key(word), "{word}");
        }
    }

    #[test]
    fn a_request_without_spaces_is_parted_and_a_real_word_is_not() {
        assert_eq!(
            run_together("stoptextingme"),
            Some(vec!["stop", "texting", "me"])
        );
        assert_eq!(run_together("removeme"), Some(vec!["remove", "me"]));
        for raw in [
            "takeoff",
            "stopover",
            "stopping",
            "removed",
            "nothing",
            "quitclaim",
        ] {
            assert_eq!(run_together(raw), None, "{raw}");
        }
    }
}
