//! The labelled replies of `corpus/intents.tsv`.

use sms_language::intent::training::Sample;
use sms_language::{AiIntent, Context, Intent, Question, asked};

/// One reply, with what a person reads in it.
#[allow(dead_code, reason = "the example `train` reads only a part of it")]
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) split: &'static str,
    pub(crate) ai_intent: AiIntent,
    pub(crate) intent: Intent,
    pub(crate) context: Context,
    pub(crate) outbound: &'static str,
    pub(crate) text: &'static str,
}

/// The splits that nothing is trained or tuned on.
pub(crate) const HELD: &[&str] = &["held", "blind3"];

/// All replies, in the file's order; an error names the first line that cannot be read.
pub(crate) fn cases() -> Result<Vec<Case>, String> {
    include_str!("../../corpus/intents.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| case(line).ok_or_else(|| format!("not a reply: {line}")))
        .collect()
}

/// A reply from a line of split, AI Intent, Intent Detected, usual question, our last text and text.
pub(crate) fn case(line: &'static str) -> Option<Case> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let (split, ai_intent, intent) = (next()?, next()?.parse().ok()?, next()?.parse().ok()?);
    let (usual, outbound, text) = (next()?, next()?, next()?);
    Some(Case {
        split,
        ai_intent,
        intent,
        context: Context {
            asked: asked(outbound).or(usual_question(usual)?),
            ..Context::default()
        },
        outbound,
        text,
    })
}

/// The question usually asked at the thread's stage: `Some(None)` for "-", `None` if it is not one.
#[expect(
    clippy::option_option,
    reason = "the outer one says whether the field can be read"
)]
fn usual_question(field: &str) -> Option<Option<Question>> {
    if field == "-" {
        return Some(None);
    }
    field.parse().ok().map(Some)
}

/// What the stored weights are trained on: all but the held replies.
#[allow(dead_code, reason = "the example `evaluate` trains nothing")]
pub(crate) fn samples(cases: &[Case]) -> Vec<Sample<'_>> {
    cases
        .iter()
        .filter(|case| !HELD.contains(&case.split))
        .map(|case| Sample {
            text: case.text,
            context: case.context,
            ai_intent: case.ai_intent,
        })
        .collect()
}
