//! `classify`: reads texts as the webhook does, so that a team can try the rules on its own history.
//! Needs no store and no network.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use sms_domain::contact::stage::Stage;
use sms_language::{
    AiIntent, ConsentSignal, Context, Facts, Intent, Language, Workflow, asked, read,
};
use strum::VariantArray;

use super::AnyError;

pub(crate) fn run() -> Result<(), AnyError> {
    let output = io::BufWriter::new(io::stdout().lock());
    match classify(io::stdin().lock(), output) {
        Ok(0) => Ok(()),
        Ok(unread) => Err(format!("{unread} line(s) could not be read").into()),
        // Whoever reads our output has seen enough.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}

/// A line of the input that is JSON.
#[derive(Deserialize)]
struct Given {
    text: String,
    #[serde(default)]
    stage: Option<GivenStage>,
    /// Our text that this one answers.
    #[serde(default)]
    last_outbound: Option<String>,
    #[serde(default)]
    workflow: Workflow,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum GivenStage {
    Number(u8),
    Text(String),
}

#[derive(Serialize)]
struct Reading<'a> {
    text: &'a str,
    ai_intent: AiIntent,
    intent_detected: Intent,
    consent: ConsentSignal,
    language: Language,
    confidence: f64,
    extracted: Facts,
    why: Vec<String>,
}

#[derive(Serialize)]
struct Unread {
    line: usize,
    error: String,
}

/// Reads texts from `input`, one a line, plain or `{"text", "stage"?, "last_outbound"?, "workflow"?}`,
/// and writes one JSON line for each: its reading, or `{"line", "error"}`. Gives the number of lines that
/// could not be read.
fn classify(mut input: impl BufRead, mut output: impl Write) -> io::Result<usize> {
    let mut unread = 0;
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&bytes);
        // Some editors put a byte order mark before the first line.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let text = text.trim_end_matches(['\n', '\r']);
        match given(text) {
            Ok(given) => serde_json::to_writer(&mut output, &reading(&given))?,
            Err(error) => {
                unread += 1;
                serde_json::to_writer(&mut output, &Unread { line, error })?;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(unread)
}

/// A line that starts as a JSON object is one.
fn given(line: &str) -> Result<Given, String> {
    if line.trim_start().starts_with('{') {
        serde_json::from_str(line).map_err(|fault| format!("the line is not such JSON: {fault}"))
    } else {
        Ok(Given {
            text: line.to_owned(),
            stage: None,
            last_outbound: None,
            workflow: Workflow::Seller,
        })
    }
    .and_then(|given| match given.stage.as_ref().map(stage) {
        Some(None) => Err("the stage is not one of STAGE 1 to 9, OPT OUT, DNC".to_owned()),
        Some(Some(_)) | None => Ok(given),
    })
}

/// `3`, `STAGE 3`, `STAGE 3 - PRICE QUALIFICATION`.
fn stage(given: &GivenStage) -> Option<Stage> {
    let word = match given {
        GivenStage::Number(number) => number.to_string(),
        GivenStage::Text(text) => text.trim().to_uppercase(),
    };
    if let Ok(stage) = word.parse() {
        return Some(stage);
    }
    let number = word.strip_prefix("STAGE").unwrap_or(&word).trim();
    if number.is_empty() {
        return None;
    }
    Stage::VARIANTS
        .iter()
        .find(|stage| {
            stage
                .as_ref()
                .strip_prefix("STAGE ")
                .and_then(|named| named.split(' ').next())
                == Some(number)
        })
        .copied()
}

fn reading(given: &Given) -> Reading<'_> {
    let read = read(
        &given.text,
        &Context {
            workflow: given.workflow,
            asked: given.last_outbound.as_deref().and_then(asked).or_else(|| {
                let stage = given.stage.as_ref().and_then(stage)?;
                stage.usual_question()
            }),
        },
    );
    Reading {
        text: &given.text,
        ai_intent: read.ai_intent,
        intent_detected: read.intent,
        consent: read.consent.signal,
        language: read.language,
        confidence: (f64::from(read.confidence) * 100.0).round() / 100.0,
        extracted: read.extracted,
        why: read.why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &str) -> (Vec<serde_json::Value>, usize) {
        let mut output = Vec::new();
        let unread = classify(input.as_bytes(), &mut output).unwrap();
        let lines = String::from_utf8(output).unwrap();
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        (lines.collect(), unread)
    }

    #[test]
    fn texts_and_json_lines_are_read_one_for_one() {
        let (lines, unread) = lines(concat!(
            "\u{feff}stop texting me\n",
            "\r\n",
            "{\"text\":\"Yes\",\"last_outbound\":\"Would you consider an offer?\",\"stage\":\"STAGE 2\"}\n",
            "{\"text\":\"Yes\",\"last_outbound\":\"Do you still own 12 Oak?\",\"stage\":1}\n",
            "{\"text\":\"CANCEL\",\"workflow\":\"appointment\"}\n",
            "250k",
        ));
        assert_eq!((lines.len(), unread), (6, 0));
        assert_eq!(lines[0]["consent"], "opt_out");
        assert_eq!(lines[0]["intent_detected"], "DNC");
        assert_eq!(lines[1]["intent_detected"], "Neutral");
        assert_eq!(lines[2]["ai_intent"], "interest_detected");
        assert_eq!(lines[3]["ai_intent"], "neutral");
        assert_eq!(lines[4]["consent"], "none");
        assert_eq!(lines[5]["extracted"]["asking_price"], 250_000);
        for line in &lines {
            let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
            assert_eq!(keys.len(), 8, "{keys:?}");
            assert!(line["why"].is_array() && line["language"].is_string());
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_says_why_and_the_others_are_read() {
        let (lines, unread) = lines(
            "{\"text\":\nhello\n{\"txt\":\"x\"}\n{\"text\":\"x\",\"stage\":\"STAGE 77\"}\n{\"text\":\"x\",\"stage\":\"\"}\n",
        );
        assert_eq!((lines.len(), unread), (5, 4));
        assert_eq!(lines[0]["line"], 1);
        assert_eq!(lines[1]["text"], "hello");
        assert!(lines[2]["error"].as_str().unwrap().contains("text"));
        assert!(lines[3]["error"].as_str().unwrap().contains("stage"));
    }

    #[test]
    fn stages_are_named_in_any_usual_way() {
        for (given, wanted) in [
            ("3", Stage::PriceQualification),
            ("stage 3", Stage::PriceQualification),
            ("STAGE 9 - CONTRACT FOLLOW UP", Stage::ContractFollowUp),
            ("opt out", Stage::OptOut),
            ("DNC", Stage::Dnc),
        ] {
            assert_eq!(
                stage(&GivenStage::Text(given.to_owned())),
                Some(wanted),
                "{given}"
            );
        }
        assert_eq!(
            stage(&GivenStage::Number(1)),
            Some(Stage::OwnershipConfirmation)
        );
        assert_eq!(stage(&GivenStage::Text("STAGE".to_owned())), None);
    }
}
