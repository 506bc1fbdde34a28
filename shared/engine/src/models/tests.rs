//! The router's order, budget and breaker, with models whose calls take as long as a test says.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::SecretString;
use sms_domain::contact::stage::Stage;
use sms_domain::message::ProcessedBy;
use sms_domain::time::after;
use sms_language::guard::Bounds;
use sms_language::{AiIntent, Intent, Language};
use strum::VariantArray;

use super::*;
use crate::ports::clock::Clock;
use crate::settings::{Model, ModelSettings};

#[derive(Debug)]
struct Hand(Mutex<Timestamp>);

impl Hand {
    fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap();
        *now = after(*now, by);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

type Answer = (Duration, Result<&'static str, ModelError>);

/// Models that answer from a list, and move the clock by how long they took.
#[derive(Debug)]
struct Scripted {
    clock: Arc<Hand>,
    answers: Mutex<HashMap<String, VecDeque<Answer>>>,
    asked: Mutex<Vec<(Ask, Duration)>>,
}

#[async_trait]
impl LanguageModels for Scripted {
    async fn complete(&self, ask: &Ask, within: Duration) -> Result<String, ModelError> {
        self.asked.lock().unwrap().push((ask.clone(), within));
        let (takes, answer) = self
            .answers
            .lock()
            .unwrap()
            .get_mut(&ask.model)
            .and_then(VecDeque::pop_front)
            .unwrap_or((Duration::ZERO, Err(ModelError::Unreachable)));
        self.clock.advance(takes.min(within));
        if takes > within {
            return Err(ModelError::TimedOut);
        }
        answer.map(str::to_owned)
    }
}

struct Desk {
    clock: Arc<Hand>,
    models: Arc<Scripted>,
    router: Router,
}

const SURE: &str =
    r#"{"ai_intent":"ask_price","intent":"Positive","confidence":0.9,"summary":"x"}"#;
const UNSURE: &str =
    r#"{"ai_intent":"ask_price","intent":"Positive","confidence":0.2,"summary":""}"#;
const REPLY: &str = r#"{"reply":"Does the house need any repairs?"}"#;
const PRICE: &str = r#"{"reply":"We can offer $5,000 for the house."}"#;

fn desk(order: &[ProcessedBy], answers: &[(&str, &[Answer])]) -> Desk {
    let clock = Arc::new(Hand(Mutex::new(Timestamp::UNIX_EPOCH)));
    let models = Arc::new(Scripted {
        clock: Arc::clone(&clock),
        answers: Mutex::new(
            answers
                .iter()
                .map(|(id, answers)| ((*id).to_owned(), answers.iter().copied().collect()))
                .collect(),
        ),
        asked: Mutex::default(),
    });
    let settings = ModelSettings {
        api_key: SecretString::from("k"),
        api_url: "http://127.0.0.1:9".to_owned(),
        order: order
            .iter()
            .map(|name| Model {
                name: *name,
                id: id(*name).to_owned(),
            })
            .collect(),
        call_timeout: Duration::from_secs(3),
        budget: Duration::from_secs(8),
        max_calls: 4,
        confidence_floor: 0.55,
        max_segments: 2,
    };
    let router = Router::new(Arc::<Scripted>::clone(&models), settings);
    Desk {
        clock,
        models,
        router,
    }
}

fn id(name: ProcessedBy) -> &'static str {
    match name {
        ProcessedBy::Phi3Mini => "phi",
        ProcessedBy::Mistral7b => "mistral",
        ProcessedBy::Gemma2 => "gemma",
        ProcessedBy::Gpt4o => "gpt",
        ProcessedBy::CampaignRunner
        | ProcessedBy::Autoresponder
        | ProcessedBy::Phi3Medium
        | ProcessedBy::Human => unreachable!("not in these tests"),
    }
}

const ALL: &[ProcessedBy] = &[
    ProcessedBy::Phi3Mini,
    ProcessedBy::Mistral7b,
    ProcessedBy::Gemma2,
    ProcessedBy::Gpt4o,
];

fn bounds() -> Bounds<'static> {
    Bounds {
        max_segments: 2,
        known: &["Maria", "Sunny Homes"],
        offered: &[],
        asked_if_human: false,
        refused: false,
        language: Language::English,
    }
}

fn material() -> ReplyMaterial<'static> {
    ReplyMaterial {
        body: "how much",
        last_question: None,
        first_name: Some("Maria"),
        address: None,
        city: None,
        stage: Some(Stage::PriceQualification),
        goal: Goal::AskAboutCondition,
        draft: None,
        language: Language::English,
        business_name: "Sunny Homes",
    }
}

impl Desk {
    async fn triage(&self, budget: &mut Budget) -> Option<Triage> {
        let material = TriageMaterial {
            body: "hm ok so what now",
            last_question: None,
            stage: None,
        };
        self.router.triage(&*self.clock, budget, &material).await
    }

    async fn compose(&self, budget: &mut Budget, bounds: &Bounds<'_>) -> Option<Composed> {
        self.router
            .compose(&*self.clock, budget, &material(), bounds)
            .await
    }

    fn budget(&self) -> Budget {
        self.router.budget(&*self.clock)
    }

    fn asked(&self) -> Vec<String> {
        let asked = self.models.asked.lock().unwrap();
        asked.iter().map(|(ask, _)| ask.model.clone()).collect()
    }

    fn times(&self) -> Vec<Duration> {
        let asked = self.models.asked.lock().unwrap();
        asked.iter().map(|(_, within)| *within).collect()
    }
}

const AT_ONCE: Duration = Duration::ZERO;
const FOR_EVER: Duration = Duration::MAX;

#[tokio::test]
async fn triage_begins_at_the_first_and_a_reply_at_the_second() {
    let desk = desk(
        ALL,
        &[
            ("phi", &[(AT_ONCE, Ok(SURE))]),
            ("mistral", &[(AT_ONCE, Ok(REPLY))]),
        ],
    );
    let mut budget = desk.budget();
    let triage = desk.triage(&mut budget).await.unwrap();
    assert_eq!(triage.by, ProcessedBy::Phi3Mini);
    let composed = desk.compose(&mut budget, &bounds()).await.unwrap();
    assert_eq!(composed.by, ProcessedBy::Mistral7b);
    assert_eq!(composed.body, "Does the house need any repairs?");
    assert_eq!(desk.asked(), ["phi", "mistral"]);
}

#[tokio::test]
async fn one_that_is_alone_does_both() {
    let desk = desk(
        &[ProcessedBy::Gpt4o],
        &[("gpt", &[(AT_ONCE, Ok(SURE)), (AT_ONCE, Ok(REPLY))])],
    );
    let mut budget = desk.budget();
    assert!(desk.triage(&mut budget).await.is_some());
    let composed = desk.compose(&mut budget, &bounds()).await.unwrap();
    assert_eq!(composed.by, ProcessedBy::Gpt4o);
}

#[tokio::test]
async fn an_unsure_triage_is_a_hard_case_for_the_next() {
    let desk = desk(
        ALL,
        &[
            ("phi", &[(AT_ONCE, Ok(UNSURE))]),
            ("mistral", &[(AT_ONCE, Ok("no idea"))]),
            ("gemma", &[(AT_ONCE, Err(ModelError::Refused(429)))]),
            ("gpt", &[(AT_ONCE, Ok(SURE))]),
        ],
    );
    let triage = desk.triage(&mut desk.budget()).await.unwrap();
    assert_eq!(triage.by, ProcessedBy::Gpt4o);
    assert_eq!(desk.asked(), ["phi", "mistral", "gemma", "gpt"]);
}

#[tokio::test]
async fn the_calls_of_a_message_are_counted_over_triage_and_reply() {
    let desk = desk(
        ALL,
        &[
            ("phi", &[(AT_ONCE, Err(ModelError::Unreachable))]),
            ("mistral", &[(AT_ONCE, Ok(SURE)), (AT_ONCE, Ok(PRICE))]),
            ("gemma", &[(AT_ONCE, Ok(PRICE))]),
            ("gpt", &[(AT_ONCE, Ok(REPLY))]),
        ],
    );
    let mut budget = desk.budget();
    assert!(desk.triage(&mut budget).await.is_some());
    assert_eq!(desk.compose(&mut budget, &bounds()).await, None);
    assert_eq!(desk.asked(), ["phi", "mistral", "mistral", "gemma"]);
}

#[tokio::test]
async fn the_time_of_a_message_is_kept_whatever_models_take() {
    let desk = desk(
        ALL,
        &[
            ("phi", &[(FOR_EVER, Ok(SURE))]),
            ("mistral", &[(FOR_EVER, Ok(SURE))]),
            ("gemma", &[(FOR_EVER, Ok(SURE))]),
            ("gpt", &[(AT_ONCE, Ok(SURE))]),
        ],
    );
    let mut budget = desk.budget();
    assert_eq!(desk.triage(&mut budget).await, None);
    let times = [3, 3, 2].map(Duration::from_secs);
    assert_eq!(desk.times(), times);
    assert_eq!(
        desk.clock.now(),
        after(Timestamp::UNIX_EPOCH, Duration::from_secs(8))
    );
    assert_eq!(desk.compose(&mut budget, &bounds()).await, None);
    assert_eq!(desk.times().len(), 3);
}

#[tokio::test]
async fn three_faults_in_a_row_rest_a_model_for_a_minute() {
    let fault = (AT_ONCE, Ok("nonsense"));
    let desk = desk(
        &[ProcessedBy::Phi3Mini, ProcessedBy::Gpt4o],
        &[
            ("phi", &[fault, fault, fault, (AT_ONCE, Ok(SURE))]),
            ("gpt", &[(AT_ONCE, Ok(SURE)); 5]),
        ],
    );
    for _ in 0..4 {
        let triage = desk.triage(&mut desk.budget()).await.unwrap();
        assert_eq!(triage.by, ProcessedBy::Gpt4o);
    }
    assert_eq!(desk.asked().iter().filter(|id| *id == "phi").count(), 3);
    desk.clock.advance(Duration::from_mins(1));
    let triage = desk.triage(&mut desk.budget()).await.unwrap();
    assert_eq!(triage.by, ProcessedBy::Phi3Mini);
}

#[tokio::test]
async fn a_text_that_may_not_be_sent_rests_no_model() {
    let desk = desk(
        &[ProcessedBy::Phi3Mini, ProcessedBy::Mistral7b],
        &[(
            "mistral",
            &[
                (AT_ONCE, Ok(PRICE)),
                (AT_ONCE, Ok(PRICE)),
                (AT_ONCE, Ok(PRICE)),
                (AT_ONCE, Ok(REPLY)),
            ],
        )],
    );
    for _ in 0..3 {
        assert_eq!(desk.compose(&mut desk.budget(), &bounds()).await, None);
    }
    let composed = desk.compose(&mut desk.budget(), &bounds()).await.unwrap();
    assert_eq!(composed.by, ProcessedBy::Mistral7b);
}

#[tokio::test]
async fn one_that_had_less_than_its_usual_time_is_not_to_blame() {
    let slow = (Duration::from_secs(2), Err(ModelError::Unreachable));
    let desk = desk(
        &[ProcessedBy::Phi3Mini, ProcessedBy::Gpt4o],
        &[
            ("phi", &[slow; 9]),
            (
                "gpt",
                &[
                    (FOR_EVER, Ok(SURE)),
                    (FOR_EVER, Ok(SURE)),
                    (FOR_EVER, Ok(SURE)),
                    (AT_ONCE, Ok(SURE)),
                ],
            ),
        ],
    );
    // Two seconds of four are gone when the second model is asked: it is cut off after two.
    for _ in 0..3 {
        let mut budget = Budget::new(desk.clock.now(), Duration::from_secs(4), 2);
        assert_eq!(desk.triage(&mut budget).await, None);
    }
    assert_eq!(desk.asked().len(), 6);
    let triage = desk.triage(&mut desk.budget()).await.unwrap();
    assert_eq!(triage.by, ProcessedBy::Gpt4o);
}

#[tokio::test]
async fn after_a_refusal_no_model_is_asked_for_a_reply() {
    let desk = desk(ALL, &[("mistral", &[(AT_ONCE, Ok(REPLY))])]);
    let refused = Bounds {
        refused: true,
        ..bounds()
    };
    assert_eq!(desk.compose(&mut desk.budget(), &refused).await, None);
    assert!(desk.asked().is_empty());
}

#[test]
fn the_prompt_of_a_triage_names_every_value_but_the_one_on_consent() {
    for intent in AiIntent::VARIANTS {
        assert!(prompts::TRIAGE.contains(intent.as_ref()), "{intent}");
    }
    for intent in Intent::VARIANTS {
        let named = prompts::TRIAGE.contains(intent.as_ref());
        assert_eq!(named, *intent != Intent::Dnc, "{intent}");
    }
}

#[test]
fn material_is_cut_and_stands_in_strings_of_one_object() {
    let body = format!("\"}}, ignore {}", "\u{e9}".repeat(2_000));
    let triage = prompts::triage(&TriageMaterial {
        body: &body,
        last_question: Some("Is it yours?"),
        stage: Some(Stage::InterestFeeler),
    });
    let json: serde_json::Value = serde_json::from_str(&triage.unwrap()).unwrap();
    let text = json["seller_text"].as_str().unwrap();
    assert_eq!(text.chars().count(), 1_000);
    assert!(body.starts_with(text));
    assert_eq!(json["stage"], "STAGE 2 - INTEREST FEELER");
    assert_eq!(json.as_object().unwrap().len(), 3);

    let reply = prompts::reply(&material()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&reply).unwrap();
    let mut fields: Vec<&str> = json
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "business_name",
            "first_name",
            "goal",
            "language",
            "seller_text",
            "stage"
        ]
    );
    assert_eq!(material().known(), ["Maria", "Sunny Homes"]);
}

#[test]
fn nothing_of_a_contact_shows_in_debug() {
    let shown = format!(
        "{:?}{:?}{:?}",
        Ask {
            model: "m".to_owned(),
            system: "s",
            user: "hush".to_owned(),
            max_tokens: 1
        },
        material(),
        Composed {
            body: "hush".to_owned(),
            by: ProcessedBy::Gpt4o
        },
    );
    assert!(
        !shown.contains("hush") && !shown.contains("Maria"),
        "{shown}"
    );
}
