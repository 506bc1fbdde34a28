//! Sample events: at least one for each function, each answered as it says.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use sms_engine::catalogue::FUNCTIONS;
use sms_functions::events;

use super::{names_in, text_of};
use crate::app::App;

/// Every sample event as `function/case.json`.
fn sample_events() -> BTreeSet<String> {
    names_in("events")
        .iter()
        .flat_map(|function| {
            names_in(&format!("events/{function}"))
                .into_iter()
                .map(move |case| format!("{function}/{case}"))
        })
        .collect()
}

/// What the function answers to a sample event, HTTP ones with status and body.
async fn answer_of(file: &str) -> (String, Json) {
    let (name, _case) = file.split_once('/').unwrap();
    let event = serde_json::from_str(&text_of(&format!("events/{file}"))).unwrap();
    let app = App::start().await;
    let handler = app
        .engine
        .handler(name)
        .unwrap_or_else(|| panic!("no function {name}"));
    let mut answer = events::answer(handler, event).await.unwrap();
    app.engine.stop().await;
    if let Some(status) = answer.get("statusCode").cloned() {
        let text = answer["body"].as_str().unwrap();
        let body = serde_json::from_str(text).unwrap_or_else(|_| json!(text));
        answer = json!([status, body]);
    }
    (name.to_owned(), answer)
}

#[tokio::test]
async fn every_sample_event_is_answered_as_it_says() {
    let checks = json!({"store": "ok", "work_queue": "ok", "send_queue": "ok", "carrier": "ok"});
    let wanted = [
        (
            "delivery/delivered.json",
            json!([200, {"status": "ok", "normalized": "delivered"}]),
        ),
        (
            "delivery/undelivered-json.json",
            json!([200, {"status": "ok", "normalized": "undelivered"}]),
        ),
        (
            "health/health.json",
            json!([200, {"status": "ok", "checks": checks}]),
        ),
        (
            "inbound/interested.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/base64.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/json.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/invalid.json",
            json!([422, {"error": {"code": "sms.validation_error"}}]),
        ),
        ("inbound/stop.json", json!([200, {"status": "optout"}])),
        (
            "inbound/who.json",
            json!([200, {"status": "ok", "linked_to": "prospect"}]),
        ),
        (
            "inbound/price.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/facts.json",
            json!([200, {"status": "ok", "linked_to": "lead"}]),
        ),
        (
            "inbound/later.json",
            json!([200, {"status": "ok", "linked_to": "prospect"}]),
        ),
        ("outbound/reply.json", json!([200, {"status": "ok"}])),
        ("outbound/cold.json", json!([200, {"status": "ok"}])),
        ("contacts/describe.json", json!([200, {"status": "ok"}])),
        // Nobody has texted yet.
        (
            "ai-response-trigger/review.json",
            json!([404, {"error": {"code": "sms.not_found"}}]),
        ),
        ("health/ping.json", json!([200, {"status": "ok"}])),
        ("responder/thread.json", json!({"batchItemFailures": []})),
        (
            "responder/batch.json",
            json!({"batchItemFailures": [{"itemIdentifier": "5aa7b444-2af1-4e34-8050-2415090f99ba"}]}),
        ),
        ("sender/message.json", json!({"batchItemFailures": []})),
        (
            "suppressions/export.json",
            json!([200, "phone,at,source,evidence\n"]),
        ),
        (
            "suppressions/import.json",
            json!([200, {"imported": 1, "already_suppressed": 0, "rejected_count": 1, "rejected": [{"line": 3}]}]),
        ),
        (
            "suppression-job/export.json",
            json!([200, {"count": 0, "csv": "phone,at,source,evidence\n", "next": null}]),
        ),
        (
            "suppression-job/import.json",
            json!([200, {"imported": 1, "already_suppressed": 0, "rejected_count": 1}]),
        ),
        (
            "tick/schedule.json",
            json!({"threads": 0, "sends": 0, "skipped": 0, "ambiguous": 0, "gave_up": 0}),
        ),
    ];
    let files: BTreeSet<String> = wanted.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(
        sample_events(),
        files,
        "each event has its answer in this test"
    );
    let mut answered = BTreeSet::new();
    for (file, wanted) in wanted {
        let (function, answer) = answer_of(file).await;
        assert!(holds_all(&answer, &wanted), "{file}: {answer}");
        answered.insert(function);
    }
    let all: BTreeSet<String> = FUNCTIONS
        .iter()
        .map(|function| function.name.to_owned())
        .collect();
    assert_eq!(answered, all, "each function has a sample event");
}

/// Whether `found` has all that `wanted` has; objects may have more.
fn holds_all(found: &Json, wanted: &Json) -> bool {
    match (found, wanted) {
        (Json::Object(found), Json::Object(wanted)) => wanted
            .iter()
            .all(|(name, value)| found.get(name).is_some_and(|found| holds_all(found, value))),
        (Json::Array(found), Json::Array(wanted)) => {
            found.len() == wanted.len()
                && found
                    .iter()
                    .zip(wanted)
                    .all(|(found, wanted)| holds_all(found, wanted))
        }
        _ => found == wanted,
    }
}
