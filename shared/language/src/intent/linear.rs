//! A small linear model over word and character n-grams, for texts in which the rules find little.
//!
//! Its weights are trained by the example `train` from the corpus and checked in, one byte each.
//! Training and reading use only additions, products, quotients and roots of floats, so that both
//! come out the same on every machine.

#[cfg(feature = "training")]
pub mod training;

use strum::VariantArray as _;

use super::data::weight;
use super::evidence::Decision;
use super::fold::Folded;
use crate::text::hash::Fnv1a;
use crate::vocabulary::Question;
use crate::vocabulary::{AiIntent, Intent};

/// Number of feature buckets.
const BUCKETS: usize = 16384;
const LABELS: usize = AiIntent::VARIANTS.len();

/// A scale (little-endian f32), then for each label its bias and one weight for each bucket.
static WEIGHTS: &[u8] = include_bytes!("linear/weights.bin");

/// What the model makes of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Guess {
    /// Probability of each intent, in the order of [`AiIntent::VARIANTS`].
    probabilities: Vec<f32>,
}

impl Guess {
    fn of(&self, intent: AiIntent) -> f32 {
        AiIntent::VARIANTS
            .iter()
            .zip(&self.probabilities)
            .find(|(i, _)| **i == intent)
            .map_or(0.0, |(_, p)| *p)
    }

    fn best(&self) -> (AiIntent, f32) {
        AiIntent::VARIANTS.iter().zip(&self.probabilities).fold(
            (AiIntent::Other, 0.0),
            |best, (intent, p)| {
                if *p > best.1 { (*intent, *p) } else { best }
            },
        )
    }
}

/// The buckets of a text's features.
fn features(text: &Folded, question: Option<Question>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut add = |kind: &str, words: &[&str]| out.push(bucket(kind, words));
    let words: Vec<&str> = text.tokens.iter().map(|t| t.word.as_str()).collect();
    for word in &words {
        add("w", &[word]);
    }
    for pair in words.windows(2) {
        add("b", pair);
    }
    let joined = format!(" {} ", words.join(" "));
    let starts: Vec<usize> = joined
        .char_indices()
        .map(|(at, _)| at)
        .chain([joined.len()])
        .collect();
    for size in [3, 4] {
        for (start, end) in starts.iter().zip(starts.iter().skip(size)) {
            add("c", &[joined.get(*start..*end).unwrap_or_default()]);
        }
    }
    for triple in words.windows(3) {
        add("t", triple);
        if let [first, _, last] = triple {
            add("s", &[first, last]);
        }
    }
    for (kind, word) in [("f", words.first()), ("l", words.last())] {
        add(kind, &[word.copied().unwrap_or_default()]);
    }
    if let Some(question) = question {
        let question = question.as_ref();
        add("q", &[question]);
        // An answer is brief, or begins the text.
        for word in words.iter().take(8) {
            add("qw", &[question, word]);
        }
        let first = words.first().copied().unwrap_or_default();
        add("qf", &[question, first]);
        if words.len() <= 4 {
            add("qs", &[question]);
        }
    }
    if text.asks() {
        add("?", &[]);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The hash of a feature's kind and its words.
fn bucket(kind: &str, words: &[&str]) -> usize {
    let mut hash = Fnv1a::default().with(kind.as_bytes()).with(&[0]);
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            hash = hash.with(b" ");
        }
        hash = hash.with(word.as_bytes());
    }
    let Fnv1a(hash) = hash;
    let mixed = hash ^ (hash >> 15);
    usize::try_from(mixed).unwrap_or(0) % BUCKETS
}

/// One over the root of the number of features, so that long texts do not shout.
fn share(count: usize) -> f32 {
    let count = u16::try_from(count.max(1)).unwrap_or(u16::MAX);
    1.0 / f32::from(count).sqrt()
}

/// What the model makes of a text.
pub(super) fn guess(text: &Folded, question: Option<Question>) -> Guess {
    let features = features(text, question);
    let share = share(features.len());
    let scale = WEIGHTS
        .first_chunk::<4>()
        .map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
    let rows = WEIGHTS.get(4..).unwrap_or(&[]).chunks_exact(BUCKETS + 1);
    let scores: Vec<f32> = rows
        .take(LABELS)
        .map(|row| {
            let weight = |i: usize| row.get(i).map_or(0.0, |b| f32::from(b.cast_signed()));
            let sum: f32 = features.iter().map(|f| weight(f + 1)).sum();
            scale * (weight(0) + sum * share)
        })
        .collect();
    Guess {
        probabilities: softmax(&scores),
    }
}

/// Probabilities from scores.
fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let raised: Vec<f32> = scores.iter().map(|s| exp(s - top)).collect();
    let total: f32 = raised.iter().sum();
    raised
        .iter()
        .map(|r| r / total.max(f32::MIN_POSITIVE))
        .collect()
}

/// e to the power of `x`, for `x` of at most 0, to about three digits: `f32::exp` differs between
/// platforms.
fn exp(x: f32) -> f32 {
    let mut y = (1.0 + x / 1024.0).max(0.0);
    for _ in 0..10 {
        y *= y;
    }
    y
}

/// The coarse intent that goes with a fine one where nothing else is known.
fn usual(intent: AiIntent) -> Intent {
    match intent {
        AiIntent::InterestDetected
        | AiIntent::AskPrice
        | AiIntent::OfferDiscussion
        | AiIntent::MotivationDetected
        | AiIntent::ConditionQuestion
        | AiIntent::TimelineQuestion => Intent::Positive,
        AiIntent::NotInterested | AiIntent::WrongNumber => Intent::Reject,
        AiIntent::Delay => Intent::Delay,
        AiIntent::Intro
        | AiIntent::WhoIsThis
        | AiIntent::HowGotNumber
        | AiIntent::Neutral
        | AiIntent::Other => Intent::Neutral,
    }
}

/// What a point of the rules' strength counts against the model's log-probabilities.
const TRUST: f32 = 1.0;
/// What the model must be surer by to make a lead of a text in which the rules see none.
const CAUTION: f32 = 1.5;

/// What rules and model say together: the intent with the highest log-probability, where the
/// rules' choice has their strength added.
pub(super) fn combine(
    decision: Option<Decision>,
    guess: &Guess,
    sale: bool,
    empty: bool,
) -> Decision {
    let Some(decision) = decision else {
        return unruled(guess, sale, empty);
    };
    if decision.strength >= weight::SURE || decision.intent == Intent::Dnc {
        return decision;
    }
    let score = |intent: AiIntent| {
        let likely = guess.of(intent).max(1e-4).ln();
        if intent == decision.ai_intent {
            likely + TRUST * decision.strength
        } else if usual(intent) == Intent::Positive && decision.intent != Intent::Positive {
            likely - CAUTION
        } else {
            likely
        }
    };
    let best = AiIntent::VARIANTS
        .iter()
        .copied()
        .max_by(|a, b| score(*a).total_cmp(&score(*b)))
        .unwrap_or(decision.ai_intent);
    if best == decision.ai_intent {
        return decision;
    }
    Decision {
        against: decision.strength,
        ..likened(best, 1.5)
    }
}

/// The model's word alone, where the rules have nothing to say.
fn unruled(guess: &Guess, sale: bool, empty: bool) -> Decision {
    let (intent, probability) = guess.best();
    let enough = match (usual(intent), sale) {
        (Intent::Positive, false) => 0.65,
        (Intent::Positive, true) => 0.5,
        (Intent::Neutral | Intent::Delay | Intent::Reject | Intent::Dnc, _) => 0.3,
    };
    if !empty && probability >= enough {
        return likened(intent, 1.5);
    }
    Decision {
        ai_intent: AiIntent::Other,
        intent: Intent::Neutral,
        strength: 1.0,
        against: 0.0,
        why: vec!["shows no intent that the rules know".to_owned()],
    }
}

fn likened(intent: AiIntent, strength: f32) -> Decision {
    Decision {
        ai_intent: intent,
        intent: usual(intent),
        strength,
        against: 0.0,
        why: vec![format!(
            "its words are most like those of {}",
            intent.as_ref()
        )],
    }
}

/// How likely the decision is right: a logistic curve over the rules' strength, what speaks
/// against it and the model's view; its numbers were fitted on texts the rules had not seen.
pub(super) fn confidence(decision: &Decision, guess: &Guess) -> f32 {
    let model = guess.of(decision.ai_intent).max(0.01).ln();
    let x = CURVE.0
        + CURVE.1 * decision.strength.min(4.0)
        + CURVE.2 * decision.against.min(4.0)
        + CURVE.3 * model;
    1.0 / (1.0 + (-x).exp())
}

/// Constant, strength, against, logarithm of the model's probability.
const CURVE: (f32, f32, f32, f32) = (-0.48, 1.22, -0.40, 0.67);
