//! The phrase book: what people say, and what it is a sign of.

use std::sync::LazyLock;

use super::fold::{Folded, Token};
use super::lexicon::among;
use super::pattern::{Pattern, Vocabulary, Word, WordId};

mod asking;
mod chatting;
mod delaying;
mod hostile;
mod iberian;
mod mistaken;
mod refusing;
mod selling;
mod telling;

/// What a phrase is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Greeting,
    AsksWho,
    AsksSource,
    /// How, where and what we buy.
    AsksBusiness,
    Interest,
    AsksPrice,
    Offer,
    Motivation,
    Condition,
    Timeline,
    Refusal,
    WrongNumber,
    /// Not now, perhaps another time.
    Delay,
    /// Cannot talk now.
    Busy,
    /// Wants to be called or texted later.
    Callback,
    /// Thanks, laughter, small talk, a question about which house.
    Neutral,
    /// Asks us something that is neither who we are nor about the sale.
    Inquires,
    /// Business that is not ours, family matters, codes.
    Other,
    /// Hostility, threats of law, accusations, do-not-call.
    Hostile,
    /// "unless", "if the price is right": turns a refusal into talk.
    Condition4Sale,
    Owns,
    Yes,
    No,
    Maybe,
}

/// What a negation before a phrase does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Negated {
    /// Nothing: the phrase speaks for itself.
    Stays,
    /// The phrase is no sign any more.
    Drops,
    /// It is a refusal.
    Refuses,
}

/// Phrases that are the same sign.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) mark: Mark,
    /// 1 a hint, 2 likely, 3 sure, 4 beyond doubt.
    pub(super) weight: f32,
    pub(super) negated: Negated,
    pub(super) why: &'static str,
    /// Patterns, set apart by semicolons.
    pub(super) patterns: &'static str,
}

/// A phrase found in a text.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) mark: Mark,
    pub(super) weight: f32,
    pub(super) negated: Negated,
    pub(super) why: &'static str,
    pub(super) pattern: &'static str,
    /// Positions in the text's tokens.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sentence: usize,
}

/// Words that carry no meaning of their own: a phrase made of these alone is no sign, unless its
/// pattern has no other words.
const PLAIN: &str = "i we you u it this that these those they he she me us my our your his her their the a an \
 is are am was were be been do does did done will would can could may might should have has had got get to of in \
 on at for from with by and or but so if as no yes ok what who how when where why which there here up out off \
 then than about just really very too also go going come coming make take give let some any all one more other \
 it's still only not right well like see look say tell need want back over before after good \
 que de la el lo en es un una se te le por para con si me mi tu su y o os as um uma em do da no na meu minha seu e";

struct Book {
    vocabulary: Vocabulary,
    /// Each pattern, whether a match must hold a word of meaning, its group and its text.
    entries: Vec<(Pattern, bool, &'static Group, &'static str)>,
    plain: Vec<WordId>,
    /// For each word, the entries that may begin with it; at 0 those that may begin anyhow.
    by_first: Vec<Vec<usize>>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::default();
    let mut entries = Vec::new();
    let groups = [
        asking::GROUPS,
        chatting::GROUPS,
        delaying::GROUPS,
        hostile::GROUPS,
        iberian::GROUPS,
        mistaken::GROUPS,
        refusing::GROUPS,
        selling::GROUPS,
        telling::GROUPS,
    ];
    for group in groups.into_iter().flatten() {
        for text in group.patterns.split(';').map(str::trim) {
            if !text.is_empty() {
                entries.push((vocabulary.compile(text), false, group, text));
            }
        }
    }
    let mut plain: Vec<WordId> = PLAIN
        .split_whitespace()
        .map(|word| vocabulary.id(word))
        .filter(|id| *id != 0)
        .collect();
    plain.sort_unstable();
    for (pattern, needs_content, ..) in &mut entries {
        *needs_content = pattern.has_content(|id| plain.binary_search(&id).is_ok());
    }
    let mut by_first: Vec<Vec<usize>> = Vec::new();
    for (index, (pattern, ..)) in entries.iter().enumerate() {
        for id in pattern.first_words().unwrap_or_else(|| vec![0]) {
            let id = usize::from(id);
            if by_first.len() <= id {
                by_first.resize_with(id + 1, Vec::new);
            }
            if let Some(list) = by_first.get_mut(id) {
                list.push(index);
            }
        }
    }
    Book {
        vocabulary,
        entries,
        plain,
        by_first,
    }
});

/// Whether a phrase of one mark may hide a shorter one of another: small talk hides only small
/// talk.
fn may_cover(outer: Mark, inner: Mark) -> bool {
    let small = |mark| {
        matches!(
            mark,
            Mark::Yes | Mark::No | Mark::Maybe | Mark::Neutral | Mark::Greeting | Mark::Owns
        )
    };
    let open = matches!(inner, Mark::Condition4Sale | Mark::Yes | Mark::Maybe);
    outer != Mark::Condition4Sale
        && !(open && outer == Mark::Neutral)
        && (!small(outer) || small(inner))
        && inner != Mark::Condition4Sale
}

/// Marks whose phrases must hold a word of meaning.
fn is_of_content(mark: Mark) -> bool {
    !matches!(
        mark,
        Mark::Yes
            | Mark::No
            | Mark::Maybe
            | Mark::AsksWho
            | Mark::Inquires
            | Mark::Owns
            | Mark::Greeting
            | Mark::Neutral
    )
}

/// Whether a pattern uses this word.
pub(super) fn knows(word: &str) -> bool {
    BOOK.vocabulary.knows(word)
}

/// Words before and after a sentence that hide where it begins and ends.
const OPENINGS: &str =
    "well um uh oh so hey lol haha ok and but honestly look listen man bro hi hello";
const CLOSINGS: &str = "boss bro bruh man dude sir maam mam bud buddy fam hun honey chief captain pal homie \
                        brother sweetie friend lol haha <laugh> <smile>";

/// All phrases of the book in a text, in the order of their starts.
pub(super) fn find(text: &Folded) -> Vec<Hit> {
    let book = &*BOOK;
    let mut hits: Vec<Hit> = Vec::new();
    let mut offset = 0;
    for tokens in text.tokens.chunk_by(|a, b| a.sentence == b.sentence) {
        let sentence = tokens.first().map_or(0, |t| t.sentence);
        let words: Vec<Word<'_>> = tokens.iter().map(|token| book.word(token)).collect();
        book.find(&words, offset, sentence, &mut hits);
        let opened = words
            .iter()
            .take_while(|w| among(OPENINGS, &w.token.word))
            .count();
        let closed = words
            .iter()
            .rev()
            .take_while(|w| among(CLOSINGS, &w.token.word))
            .count();
        if opened + closed > 0
            && let Some(core) = words.get(opened..words.len() - closed)
        {
            book.find(core, offset + opened, sentence, &mut hits);
        }
        offset += tokens.len();
    }
    hits.sort_by_key(|hit| hit.start);
    hits
}

impl Book {
    fn word<'a>(&self, token: &'a Token) -> Word<'a> {
        let id = self.vocabulary.id(&token.word);
        Word {
            id,
            means: token.amount.is_some() || (id != 0 && self.plain.binary_search(&id).is_err()),
            token,
        }
    }

    /// The phrases in a sentence whose first word stands at `offset` of the text.
    fn find(&self, words: &[Word<'_>], offset: usize, sentence: usize, hits: &mut Vec<Hit>) {
        for (start, Word { id, .. }) in words.iter().enumerate() {
            let listed = self.by_first.get(usize::from(*id));
            let anyhow = self.by_first.first().filter(|_| *id != 0);
            for index in listed.into_iter().chain(anyhow).flatten() {
                let Some((pattern, needs_content, group, text)) = self.entries.get(*index) else {
                    continue;
                };
                if text.starts_with('^') && start > 0 {
                    continue;
                }
                let meaning = *needs_content && is_of_content(group.mark);
                if let Some(end) = pattern
                    .matches(words, start, meaning)
                    .filter(|end| *end > start)
                {
                    hits.push(Hit {
                        mark: group.mark,
                        weight: group.weight,
                        negated: group.negated,
                        why: group.why,
                        pattern: text,
                        start: offset + start,
                        end: offset + end,
                        sentence,
                    });
                }
            }
        }
    }
}

/// Leaves out each phrase that lies within a longer or weightier one of another meaning. `hits`
/// come in the order of their starts, as [`find`] gives them.
pub(super) fn most_telling(mut hits: Vec<Hit>) -> Vec<Hit> {
    let all = hits.clone();
    // No phrase is longer than this, so only those that begin a little before can hold another.
    let longest = all.iter().map(|h| h.end - h.start).max().unwrap_or(0);
    hits.retain(|hit| {
        let first = all.partition_point(|h| h.start + longest < hit.end);
        let past = all.partition_point(|h| h.start <= hit.start);
        !all.get(first..past)
            .unwrap_or(&[])
            .iter()
            .any(|other| covers(other, hit))
    });
    hits
}

fn covers(outer: &Hit, inner: &Hit) -> bool {
    let longer = outer.end - outer.start > inner.end - inner.start;
    let answer = matches!(inner.mark, Mark::Yes | Mark::No | Mark::Maybe);
    outer.mark != inner.mark
        && outer.start <= inner.start
        && inner.end <= outer.end
        && ((outer.weight > inner.weight && !answer)
            || (longer && outer.weight + 0.25 >= inner.weight))
        && may_cover(outer.mark, inner.mark)
}
