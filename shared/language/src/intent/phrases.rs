//! The phrase book: what people say, and what it is a sign of.

use super::data::{BOOK, PATTERNS, SIGN_OF, SIGNS};
use super::fold::{Folded, Token};
use super::lexicon::among;
use crate::pattern::{Book, Gap, Match, Word};

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
    Unless,
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

/// What phrases are a sign of, and how they are read.
#[derive(Debug)]
pub(super) struct Sign {
    pub(super) mark: Mark,
    /// One of [`weight`](super::data::weight).
    pub(super) weight: f32,
    pub(super) negated: Negated,
    pub(super) why: &'static str,
}

/// A phrase found in a text.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) mark: Mark,
    pub(super) weight: f32,
    pub(super) negated: Negated,
    pub(super) why: &'static str,
    /// Its place in the book.
    pub(super) pattern: u16,
    /// Positions in the text's tokens.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sentence: usize,
}

/// Whether a phrase of one mark may hide a shorter one of another: small talk hides only small
/// talk.
fn may_cover(outer: Mark, inner: Mark) -> bool {
    let small = |mark| {
        matches!(
            mark,
            Mark::Yes | Mark::No | Mark::Maybe | Mark::Neutral | Mark::Greeting | Mark::Owns
        )
    };
    let open = matches!(inner, Mark::Unless | Mark::Yes | Mark::Maybe);
    outer != Mark::Unless
        && !(open && outer == Mark::Neutral)
        && (!small(outer) || small(inner))
        && inner != Mark::Unless
}

/// Whether a pattern uses this word.
pub(super) fn knows(word: &str) -> bool {
    BOOK.knows(word)
}

/// Words before and after a sentence that hide where it begins and ends.
const OPENINGS: &str =
    "well um uh oh so hey lol haha ok and but honestly look listen man bro hi hello";
const CLOSINGS: &str = "boss bro bruh man dude sir maam mam bud buddy fam hun honey chief captain pal homie \
                        brother sweetie friend lol haha <laugh> <smile>";

/// A pattern of the book as written.
pub(super) fn pattern(place: u16) -> &'static str {
    PATTERNS.lines().nth(usize::from(place)).unwrap_or_default()
}

/// All phrases of the book in a text, in the order of their starts.
pub(super) fn find(text: &Folded) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut offset = 0;
    for tokens in text.tokens.chunk_by(|a, b| a.sentence == b.sentence) {
        let sentence = tokens.first().map_or(0, |t| t.sentence);
        let words = words(&BOOK, tokens);
        find_in(&words, offset, sentence, &mut hits);
        let opened = tokens
            .iter()
            .take_while(|t| among(OPENINGS, &t.word))
            .count();
        let closed = tokens
            .iter()
            .rev()
            .take_while(|t| among(CLOSINGS, &t.word))
            .count();
        if opened + closed > 0
            && let Some(core) = words.get(opened..words.len() - closed)
        {
            find_in(core, offset + opened, sentence, &mut hits);
        }
        offset += tokens.len();
    }
    hits.sort_by_key(|hit| hit.start);
    hits
}

/// The words of a text or of a part of it, as the patterns of a book see them.
pub(super) fn words(book: &Book<'_>, tokens: &[Token]) -> Vec<Word> {
    let gap = |token: &Token, next: Option<&Token>| match next {
        Some(next) if next.sentence != token.sentence => Gap::Sentence,
        Some(next) if next.after_comma => Gap::Comma,
        Some(_) => Gap::Space,
        None => Gap::Sentence,
    };
    let mut before = Gap::Sentence;
    let mut words = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let after = gap(token, tokens.get(index + 1));
        words.push(book.word(&token.word, before, after, token.amount.is_some()));
        before = after;
    }
    words
}

/// The phrases in a sentence whose first word stands at `offset` of the text.
fn find_in(words: &[Word], offset: usize, sentence: usize, hits: &mut Vec<Hit>) {
    BOOK.find(
        words,
        |Match {
             pattern,
             start,
             end,
         }| {
            let sign = SIGN_OF
                .get(usize::from(pattern))
                .and_then(|sign| SIGNS.get(usize::from(*sign)));
            if let Some(sign) = sign {
                hits.push(Hit {
                    mark: sign.mark,
                    weight: sign.weight,
                    negated: sign.negated,
                    why: sign.why,
                    pattern,
                    start: offset + start,
                    end: offset + end,
                    sentence,
                });
            }
        },
    );
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

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::{PATTERNS, SIGN_OF, find};
    use crate::intent::data::EXAMPLES;
    use crate::text::words::Text;

    #[test]
    fn each_pattern_is_found_in_its_example() {
        let rows = PATTERNS.lines().zip(EXAMPLES.lines());
        assert_eq!(rows.clone().count(), SIGN_OF.len());
        let silent: Vec<_> = (0..)
            .zip(rows)
            .filter(|(place, (_, example))| {
                !find(&fold(&Text::of(example)))
                    .iter()
                    .any(|hit| hit.pattern == *place)
            })
            .collect();
        assert!(
            silent.is_empty(),
            "not found in their examples: {silent:#?}"
        );
    }
}
