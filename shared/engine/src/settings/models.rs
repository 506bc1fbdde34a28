//! The language models' settings. Without a key there are none, and the rules do it all.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;
use sms_domain::message::ProcessedBy;

use super::{Reader, url};

/// Whether language models help.
#[derive(Debug, Clone)]
pub enum Models {
    /// `LLM_API_KEY` is not set.
    Off,
    On(Box<ModelSettings>),
}

#[derive(Debug, Clone)]
pub struct ModelSettings {
    pub api_key: SecretString,
    /// An OpenAI-compatible API, without a trailing slash.
    pub api_url: String,
    /// In which order they are asked; at least one. The first does triage, the last the hard cases.
    pub order: Vec<Model>,
    /// The most that one call may take.
    pub call_timeout: Duration,
    /// The most that all calls for one message may take.
    pub budget: Duration,
    /// The most calls for one message.
    pub max_calls: u32,
    /// From 0 to 1: below it the rules ask for a triage, and a model's triage is not taken.
    pub confidence_floor: f64,
    /// The most segments of a reply that a model worded.
    pub max_segments: usize,
}

/// One model: what it is called in `Processed By`, and the endpoint's id of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    pub name: ProcessedBy,
    pub id: String,
}

/// Names in settings, `Processed By`, and ids at `OpenRouter`. Ids are delisted now and then.
const KNOWN: &[(&str, ProcessedBy, &str)] = &[
    (
        "phi-3-mini",
        ProcessedBy::Phi3Mini,
        "microsoft/phi-3-mini-128k-instruct",
    ),
    (
        "phi-3-medium",
        ProcessedBy::Phi3Medium,
        "microsoft/phi-3-medium-128k-instruct",
    ),
    (
        "mistral-7b",
        ProcessedBy::Mistral7b,
        "mistralai/mistral-7b-instruct",
    ),
    ("gemma-2", ProcessedBy::Gemma2, "google/gemma-2-9b-it"),
    ("gpt-4o", ProcessedBy::Gpt4o, "openai/gpt-4o"),
];
const ORDER: &str = "phi-3-mini,mistral-7b,gemma-2,gpt-4o";

/// Reads `LLM_API_KEY`, `LLM_API_URL`, `LLM_ORDER`, `LLM_MODEL_IDS`, `LLM_CALL_TIMEOUT_MS`,
/// `LLM_BUDGET_MS`, `LLM_MAX_CALLS`, `LLM_CONFIDENCE_FLOOR`, `LLM_MAX_SEGMENTS`. Wrong values are
/// faults also without a key.
pub fn model_settings(reader: &mut Reader<'_>) -> Option<Models> {
    let api_key = reader.optional("LLM_API_KEY").map(SecretString::from);
    let api_url = url(reader, "LLM_API_URL", "https://openrouter.ai/api/v1");
    let order = reader.parsed("LLM_ORDER", names(ORDER).unwrap_or_default(), names);
    let ids = reader.parsed("LLM_MODEL_IDS", Vec::new(), ids);
    // A batch of ten threads must fit in the thread worker's two minutes.
    let millis = |value: &str| {
        number(
            value,
            1,
            10_000,
            "is not a number of milliseconds from 1 to 10000",
        )
        .map(Duration::from_millis)
    };
    let call_timeout = reader.parsed("LLM_CALL_TIMEOUT_MS", Duration::from_secs(3), millis);
    let budget = reader.parsed("LLM_BUDGET_MS", Duration::from_secs(8), millis);
    let max_calls = reader.parsed("LLM_MAX_CALLS", 4, |value| {
        number(value, 1, 20, "is not a number from 1 to 20")
    });
    let confidence_floor = reader.parsed("LLM_CONFIDENCE_FLOOR", 0.7, |value| {
        number(value, 0.0, 1.0, "is not a number from 0 to 1")
    });
    let max_segments = reader.parsed("LLM_MAX_SEGMENTS", 2, |value| {
        number(value, 1, 10, "is not a number from 1 to 10")
    });
    let ids = ids?;
    let order = order?
        .into_iter()
        .map(|name| Model {
            name,
            id: id_of(name, &ids),
        })
        .collect();
    let settings = ModelSettings {
        api_url: api_url?,
        order,
        call_timeout: call_timeout?,
        budget: budget?,
        max_calls: max_calls?,
        confidence_floor: confidence_floor?,
        max_segments: max_segments?,
        api_key: match api_key {
            Some(api_key) => api_key,
            None => return Some(Models::Off),
        },
    };
    Some(Models::On(Box::new(settings)))
}

fn number<T: FromStr + PartialOrd + fmt::Debug>(
    value: &str,
    least: T,
    most: T,
    problem: &str,
) -> Result<T, String> {
    value
        .parse()
        .ok()
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| problem.to_owned())
}

fn names(value: &str) -> Result<Vec<ProcessedBy>, String> {
    let mut names = Vec::new();
    for name in value.split(',') {
        let name = named(name)?;
        if names.contains(&name) {
            return Err("names a model twice".to_owned());
        }
        names.push(name);
    }
    Ok(names)
}

fn named(name: &str) -> Result<ProcessedBy, String> {
    let name = name.trim();
    KNOWN
        .iter()
        .find(|(known, ..)| name.eq_ignore_ascii_case(known))
        .map(|(_, processed_by, _)| *processed_by)
        .ok_or_else(|| {
            let known: Vec<&str> = KNOWN.iter().map(|(known, ..)| *known).collect();
            format!("names a model that is not one of {}", known.join(", "))
        })
}

/// `phi-3-mini=some/id,gpt-4o=other/id`
fn ids(value: &str) -> Result<Vec<(ProcessedBy, String)>, String> {
    let mut ids: Vec<(ProcessedBy, String)> = Vec::new();
    for pair in value.split(',') {
        let (name, id) = pair.split_once('=').ok_or("is not a list of name=id")?;
        let (name, id) = (named(name)?, id.trim());
        if id.is_empty() || id.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err("has a name without an id".to_owned());
        }
        if ids.iter().any(|(known, _)| *known == name) {
            return Err("names a model twice".to_owned());
        }
        ids.push((name, id.to_owned()));
    }
    Ok(ids)
}

fn id_of(name: ProcessedBy, ids: &[(ProcessedBy, String)]) -> String {
    let set = ids.iter().find(|(known, _)| *known == name);
    let default = KNOWN.iter().find(|(_, known, _)| *known == name);
    set.map(|(_, id)| id.clone())
        .or_else(|| default.map(|(.., id)| (*id).to_owned()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    fn on(pairs: &[(&str, &str)]) -> ModelSettings {
        match read(pairs, model_settings).unwrap() {
            Models::On(settings) => *settings,
            Models::Off => unreachable!("a key is set"),
        }
    }

    #[test]
    fn without_a_key_there_are_no_models() {
        for key in ["", "  "] {
            assert!(matches!(
                read(&[("LLM_API_KEY", key)], model_settings),
                Ok(Models::Off)
            ));
        }
        assert!(matches!(read(&[], model_settings), Ok(Models::Off)));
    }

    #[test]
    fn a_key_alone_brings_the_seeds_order() {
        let settings = on(&[("LLM_API_KEY", "k")]);
        let order: Vec<&str> = settings.order.iter().map(|m| m.name.as_ref()).collect();
        assert_eq!(
            order,
            [
                "AI: Phi-3 Mini",
                "AI: Mistral 7B",
                "AI: Gemma 2",
                "AI: GPT-4o"
            ]
        );
        assert_eq!(settings.api_url, "https://openrouter.ai/api/v1");
        assert_eq!(settings.call_timeout, Duration::from_secs(3));
        assert_eq!(settings.budget, Duration::from_secs(8));
        assert_eq!((settings.max_calls, settings.max_segments), (4, 2));
        assert!(settings.order.iter().all(|model| !model.id.is_empty()));
    }

    #[test]
    fn order_ids_and_url_are_settings() {
        let settings = on(&[
            ("LLM_API_KEY", "k"),
            ("LLM_API_URL", "http://127.0.0.1:11434/v1/"),
            ("LLM_ORDER", " gpt-4o , phi-3-medium"),
            ("LLM_MODEL_IDS", "gpt-4o=llama3.1:8b, gemma-2=g"),
        ]);
        assert_eq!(settings.api_url, "http://127.0.0.1:11434/v1");
        let order: Vec<_> = settings
            .order
            .iter()
            .map(|m| (m.name, m.id.as_str()))
            .collect();
        assert_eq!(
            order,
            [
                (ProcessedBy::Gpt4o, "llama3.1:8b"),
                (
                    ProcessedBy::Phi3Medium,
                    "microsoft/phi-3-medium-128k-instruct"
                ),
            ]
        );
    }

    #[test]
    fn all_wrong_values_are_named_at_once_with_or_without_a_key() {
        for key in ["", "k"] {
            let wrong = [
                ("LLM_API_KEY", key),
                ("LLM_API_URL", "openrouter"),
                ("LLM_ORDER", "gpt-4o,gpt-4o"),
                ("LLM_MODEL_IDS", "gpt-4o"),
                ("LLM_CALL_TIMEOUT_MS", "0"),
                ("LLM_BUDGET_MS", "8s"),
                ("LLM_MAX_CALLS", "-1"),
                ("LLM_CONFIDENCE_FLOOR", "NaN"),
                ("LLM_MAX_SEGMENTS", "11"),
            ];
            let faults = read(&wrong, model_settings).unwrap_err();
            let names: Vec<_> = faults.iter().map(|(name, _)| *name).collect();
            let want: Vec<_> = wrong.iter().skip(1).map(|(name, _)| *name).collect();
            assert_eq!(names, want);
        }
        for (name, value) in [
            ("LLM_ORDER", "gpt-5"),
            ("LLM_ORDER", "gpt-4o,"),
            ("LLM_MODEL_IDS", "gpt-5=x"),
            ("LLM_MODEL_IDS", "gpt-4o="),
            ("LLM_MODEL_IDS", "gpt-4o=a,gpt-4o=b"),
        ] {
            assert!(
                read(&[(name, value)], model_settings).is_err(),
                "{name}={value}"
            );
        }
    }

    #[test]
    fn the_key_does_not_show() {
        assert!(!format!("{:?}", on(&[("LLM_API_KEY", "hush")])).contains("hush"));
    }
}
