//! What a "not" before a phrase does to it, and what a "but" after one does.

use super::data::weight;
use super::fold::{Folded, Token};
use super::phrases::{Hit, Mark, Negated};

/// How many words back a negation is looked for.
const REACH: usize = 4;

/// Turns or drops the phrases that a negation stands before.
pub(super) fn apply(text: &Folded, hits: Vec<Hit>) -> Vec<Hit> {
    let not_refused: Vec<(usize, usize)> = hits
        .iter()
        .filter(|h| h.mark == Mark::Interest && h.weight >= weight::SURE)
        .map(|h| (h.start, h.end))
        .collect();
    hits.into_iter()
        .filter(|hit| {
            !((hit.mark == Mark::Refusal
                || hit.negated == Negated::Refuses && hit.weight < weight::SURE)
                && not_refused
                    .iter()
                    .any(|(start, end)| hit.start < *end && *start < hit.end))
        })
        .filter_map(|hit| match hit.negated {
            Negated::Stays => Some(hit),
            Negated::Drops if !is_negated(text, &hit, &not_refused) => Some(hit),
            Negated::Refuses
                if is_negated(text, &hit, &not_refused) == holds_negation(text, &hit) =>
            {
                Some(hit)
            }
            Negated::Drops => None,
            Negated::Refuses => Some(Hit {
                mark: Mark::Refusal,
                weight: hit.weight.min(weight::TELLING),
                why: "says that there is no wish to sell",
                ..hit
            }),
        })
        .collect()
}

/// Whether an odd number of negations reaches the phrase. Those of an `excused` range are part
/// of "would not mind" and its like.
fn is_negated(text: &Folded, hit: &Hit, excused: &[(usize, usize)]) -> bool {
    let before = text.tokens.get(..hit.start).unwrap_or(&[]);
    let first = text.tokens.get(hit.start);
    let mut negations = 0;
    let mut next: Option<&Token> = first;
    for (back, token) in before.iter().rev().take(REACH).enumerate() {
        let position = hit.start - back - 1;
        if excused
            .iter()
            .any(|(start, end)| (*start..*end).contains(&position))
        {
            break;
        }
        if token.sentence != hit.sentence || next.is_some_and(|t| t.after_comma) {
            break;
        }
        match token.word.as_str() {
            "but" | "however" | "though" | "unless" | "if" | "because" | "pero" | "porem"
            | "so" | "yes" | "why" | "only"
            // "Do not stop now I am ready": the "not" is that verb's own.
            | "stop" | "worry" | "forget" | "hesitate" => break,
            "not" | "never" | "nunca" | "jamas" | "nao" | "nor" | "neither" | "without"
            | "hardly" | "nothing" | "nobody" => negations += 1,
            // "No" is a negation where it is a word of the phrase, not an answer before it.
            "no" if back == 0
                && !first.is_some_and(|t| {
                    matches!(
                        t.word.as_str(),
                        "i" | "we"
                            | "you"
                            | "it"
                            | "my"
                            | "how"
                            | "what"
                            | "would"
                            | "make"
                            | "send"
                    )
                }) =>
            {
                negations += 1;
            }
            _ => {}
        }
        next = Some(token);
    }
    negations % 2 == 1
}

/// Whether an odd number of negations stands within the phrase, as in "i do not want to sell".
fn holds_negation(text: &Folded, hit: &Hit) -> bool {
    let within = text.tokens.get(hit.start..hit.end).unwrap_or(&[]);
    let negations = within
        .iter()
        .filter(|t| {
            matches!(
                t.word.as_str(),
                "not" | "never" | "nunca" | "jamas" | "nao" | "nor"
            )
        })
        .count();
    negations % 2 == 1
}

/// Whether the text turns between two positions: "but", "unless", a new sentence.
pub(super) fn turns_between(text: &Folded, from: usize, to: usize) -> bool {
    text.tokens
        .get(from.min(to)..to)
        .unwrap_or(&[])
        .iter()
        .any(|t| is_contrast(&t.word))
}

/// Words that set what follows against what went before.
fn is_contrast(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "however"
            | "though"
            | "although"
            | "unless"
            | "except"
            | "pero"
            | "porem"
            | "still"
            | "curious"
            | "yet"
            | "only"
            | "if"
    )
}
