//! What models answer: exactly one JSON object of known fields, or nothing.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sms_domain::message::ProcessedBy;
use sms_language::guard::{Bounds, Violation, check};
use sms_language::{AiIntent, Intent};

/// The longest summary taken, in characters.
const MAX_SUMMARY: usize = 200;

/// What a model took a text to mean. It labels the text and chooses which reply is planned, and
/// nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct Triage {
    pub ai_intent: AiIntent,
    /// Never `DNC`: consent is not a model's to read.
    pub intent: Intent,
    /// From 0 to 1.
    pub confidence: f64,
    /// At most 200 characters, in the model's words.
    pub summary: String,
    pub by: ProcessedBy,
}

/// A reply as a model worded it, within its bounds.
#[derive(Clone, PartialEq, Eq)]
pub struct Composed {
    pub body: String,
    pub by: ProcessedBy,
}

impl std::fmt::Debug for Composed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Composed")
            .field("by", &self.by)
            .finish_non_exhaustive()
    }
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rejection {
    /// Not in the form asked for: a fault of the model.
    Unusable(&'static str),
    /// In form, but the model is not sure enough.
    Unsure,
    /// In form, but its text may not be sent.
    Violates(Violation),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TriageAnswer {
    ai_intent: AiIntent,
    intent: Intent,
    confidence: f64,
    summary: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyAnswer {
    reply: String,
}

/// A triage of at least `floor` confidence.
pub(super) fn triage(answer: &str, floor: f64, by: ProcessedBy) -> Result<Triage, Rejection> {
    let TriageAnswer {
        ai_intent,
        intent,
        confidence,
        summary,
    } = object(answer)?;
    if !(0.0..=1.0).contains(&confidence) {
        return Err(Rejection::Unusable("confidence is not from 0 to 1"));
    }
    if summary.chars().count() > MAX_SUMMARY || summary.contains(char::is_control) {
        return Err(Rejection::Unusable("no summary of one short line"));
    }
    if intent == Intent::Dnc {
        return Err(Rejection::Unusable("decides on consent"));
    }
    let refuses = matches!(ai_intent, AiIntent::NotInterested | AiIntent::WrongNumber);
    if refuses != (intent == Intent::Reject) {
        return Err(Rejection::Unusable("contradicts itself"));
    }
    if confidence < floor {
        return Err(Rejection::Unsure);
    }
    Ok(Triage {
        ai_intent,
        intent,
        confidence,
        summary,
        by,
    })
}

/// A reply within `bounds`.
pub(super) fn reply(
    answer: &str,
    bounds: &Bounds<'_>,
    by: ProcessedBy,
) -> Result<Composed, Rejection> {
    let ReplyAnswer { reply } = object(answer)?;
    match check(&reply, bounds) {
        Ok(body) => Ok(Composed { body, by }),
        Err(violation) => Err(Rejection::Violates(violation)),
    }
}

/// One object and nothing around it. Serde would also take a list of the fields' values.
fn object<T: DeserializeOwned>(answer: &str) -> Result<T, Rejection> {
    if !answer.trim_start().starts_with('{') {
        return Err(Rejection::Unusable("no JSON object"));
    }
    serde_json::from_str(answer).map_err(|fault| {
        Rejection::Unusable(if fault.is_data() {
            "not the fields asked for"
        } else {
            "not one JSON object"
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answer: &str) -> Result<Triage, Rejection> {
        triage(answer, 0.55, ProcessedBy::Phi3Mini)
    }

    #[test]
    fn a_triage_in_form_is_taken() {
        let told = read(
            r#" {"ai_intent":"ask_price","intent":"Positive","confidence":0.9,"summary":"asks"} "#,
        )
        .unwrap();
        assert_eq!(
            (told.ai_intent, told.intent, told.by),
            (AiIntent::AskPrice, Intent::Positive, ProcessedBy::Phi3Mini)
        );
        assert!(
            read(r#"{"ai_intent":"not_interested","intent":"Reject","confidence":1,"summary":""}"#)
                .is_ok()
        );
    }

    #[test]
    fn anything_else_is_unusable() {
        let long = "x".repeat(201);
        let long = format!(
            r#"{{"ai_intent":"delay","intent":"Delay","confidence":1,"summary":"{long}"}}"#
        );
        for answer in [
            "",
            "null",
            "ask_price",
            "{}",
            "[]",
            r#"["ask_price","Positive",0.9,""]"#,
            r#"```json {"ai_intent":"delay","intent":"Delay","confidence":1,"summary":""} ```"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1,"summary":""} as asked"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1,"summary":""}{}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1,"summary":"""#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1,"summary":"","stage":"DNC"}"#,
            r#"{"ai_intent":"delay","intent":"Delay","intent":"Delay","confidence":1,"summary":""}"#,
            r#"{"ai_intent":"buy","intent":"Delay","confidence":1,"summary":""}"#,
            r#"{"ai_intent":"delay","intent":"delay","confidence":1,"summary":""}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":"1","summary":""}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1.1,"summary":""}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":-0.1,"summary":""}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1e999,"summary":""}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":NaN,"summary":""}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":null,"summary":""}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1,"summary":7}"#,
            r#"{"ai_intent":"delay","intent":"Delay","confidence":1,"summary":"a\nb"}"#,
            &long,
        ] {
            assert!(
                matches!(read(answer), Err(Rejection::Unusable(_))),
                "{answer}"
            );
        }
    }

    #[test]
    fn a_model_decides_no_consent_and_does_not_contradict_itself() {
        for (answer, why) in [
            (
                r#"{"ai_intent":"not_interested","intent":"DNC","confidence":1,"summary":""}"#,
                "decides on consent",
            ),
            (
                r#"{"ai_intent":"not_interested","intent":"Positive","confidence":1,"summary":""}"#,
                "contradicts itself",
            ),
            (
                r#"{"ai_intent":"ask_price","intent":"Reject","confidence":1,"summary":""}"#,
                "contradicts itself",
            ),
        ] {
            assert_eq!(read(answer), Err(Rejection::Unusable(why)));
        }
    }

    #[test]
    fn one_that_is_not_sure_says_nothing() {
        let answer = r#"{"ai_intent":"delay","intent":"Delay","confidence":0.5,"summary":""}"#;
        assert_eq!(read(answer), Err(Rejection::Unsure));
        assert!(triage(answer, 0.5, ProcessedBy::Gpt4o).is_ok());
    }
}
