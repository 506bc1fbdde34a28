//! What a seller's text means: a pure function from the text and what is known of its thread.
//!
//! Consent is read first ([`crate::consent`]): an opt-out wins over all. Else the text is folded to
//! plain words (`fold`), phrases of the book are found in it (`phrases`), negations are applied
//! (`negation`), a bare answer is read against our last question (`answers`), and the signs are
//! weighed on a ladder of rules (`rules`). A small linear model over words and characters
//! (`linear`) speaks where the rules have little to say. Facts for the lead are drawn out by
//! `extract`.
//!
//! Measure a change with the example `evaluate` on the corpus; after a change of `fold`, of
//! `lexicon` or of the corpus run the example `train`.

mod amounts;
mod answers;
mod asked;
mod data;
mod evidence;
mod extract;
pub(crate) mod fold;
mod lexicon;
mod linear;
mod negation;
mod phrases;
mod rules;
mod timeline;

pub use asked::asked;
#[cfg(feature = "training")]
pub use linear::training;

use crate::consent::{self, ConsentReading};
use crate::detect;
use crate::text::words::Text;
use crate::vocabulary::{AiIntent, ConsentSignal, Facts, Intent, Language, Question, Workflow};
use phrases::Hit;

/// What is known of the thread before the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    pub workflow: Workflow,
    /// What our last text asked ([`asked`]), or what is usually asked at this point.
    pub asked: Option<Question>,
}

/// What a text was taken to mean, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub consent: ConsentReading,
    pub ai_intent: AiIntent,
    pub intent: Intent,
    /// How likely the reading is right, 0 to 1.
    pub confidence: f32,
    pub language: Language,
    pub extracted: Facts,
    /// The signs that decided, in plain words.
    pub why: Vec<String>,
}

impl Reading {
    /// Whether this reading makes a prospect a lead (seed 001, "Promotion rule").
    pub fn promotes(&self) -> bool {
        self.consent.signal == ConsentSignal::None
            && (self.intent == Intent::Positive || self.ai_intent.promotes())
    }
}

/// Reads a text. Never fails; the same text and context always give the same reading.
///
/// ```
/// # use sms_language::{AiIntent, Context, Question, read};
/// let asked = |question| Context { asked: Some(question), ..Context::default() };
/// let owner = read("Yes", &asked(Question::Ownership));
/// let seller = read("Yes", &asked(Question::Interest));
/// assert_eq!(owner.ai_intent, AiIntent::Neutral);
/// assert_eq!(seller.ai_intent, AiIntent::InterestDetected);
/// ```
pub fn read(body: &str, context: &Context) -> Reading {
    let body = Text::of(body);
    let consent = consent::read(&body, context.workflow);
    let text = fold::fold(&body);
    let language = detect::language(&body);
    let told = match consent.signal {
        ConsentSignal::OptOut => Some((AiIntent::NotInterested, Intent::Dnc, "opts out")),
        ConsentSignal::OptIn => Some((AiIntent::Neutral, Intent::Neutral, "opts in")),
        ConsentSignal::Help => Some((AiIntent::Neutral, Intent::Neutral, "asks for help")),
        ConsentSignal::None => None,
    };
    if let Some((ai_intent, intent, told)) = told {
        return Reading {
            consent,
            ai_intent,
            intent,
            confidence: 0.99,
            language,
            extracted: Facts::default(),
            why: vec![format!("{told}: {}", consent.why.name())],
        };
    }
    let hits = hits(&text);
    let facts = extract::find(&text);
    let question = context.asked;
    let signs = evidence::Signs {
        text: &text,
        hits: &hits,
        facts: &facts,
        question,
    };
    let guess = linear::guess(&text, question);
    let decision = linear::combine(
        rules::decide(&signs),
        &guess,
        evidence::about_the_sale(question),
        text.tokens.is_empty(),
    );
    Reading {
        consent,
        ai_intent: decision.ai_intent,
        intent: decision.intent,
        confidence: linear::confidence(&decision, &guess),
        language,
        extracted: extract::from(&signs),
        why: decision.why,
    }
}

/// Every phrase found in a text, for those who tune the book: mark, weight, words, pattern.
pub fn explain(body: &str) -> Vec<String> {
    let text = fold::fold(&Text::of(body));
    let words: Vec<&str> = text.tokens.iter().map(|t| t.word.as_str()).collect();
    let mut lines = vec![words.join(" ")];
    for hit in hits(&text) {
        let found = words.get(hit.start..hit.end).unwrap_or_default().join(" ");
        lines.push(format!(
            "{:?} {}: \"{found}\" by {}",
            hit.mark,
            hit.weight,
            phrases::pattern(hit.pattern)
        ));
    }
    lines
}

fn hits(text: &fold::Folded) -> Vec<Hit> {
    phrases::most_telling(negation::apply(text, phrases::find(text)))
}
