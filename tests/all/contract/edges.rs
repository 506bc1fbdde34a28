//! `/ping`, `/health`, what is no route, and the local runtime's own routes.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use sms_engine::handler::{Handler, function};
use sms_engine::health::Health;
use sms_engine::http::{WebBody, WebRequest, WebResponse};
use sms_engine::settings::Reader;
use sms_local::world::World;

use super::{JSON, QUESTION, assert_refused, faults};
use crate::app::{App, NOON, SELLER, TOKEN, options};

#[tokio::test]
async fn ping_and_health_answer_without_a_token() {
    let app = App::start().await;
    assert_eq!(
        app.get("/ping").await,
        (StatusCode::OK, json!({"status": "ok"}))
    );
    let (status, answer) = app.get("/health").await;
    assert_eq!(status, 200);
    assert_eq!(
        answer,
        json!({"status": "ok", "checks": {
            "store": "ok", "work_queue": "ok", "send_queue": "ok", "carrier": "ok"
        }})
    );
}

#[tokio::test]
async fn without_its_store_the_engine_is_503_unhealthy_and_asks_for_the_text_again() {
    let mut elsewhere = options().world;
    let world = World::open(&elsewhere).await.unwrap();
    elsewhere.store_url = Some(world.store_url.clone());
    elsewhere.queue_url = Some(world.queue_url.clone());
    let mut options = options();
    options.world = elsewhere;
    let app = App::with(options).await;
    assert_eq!(app.get("/health").await.0, 200);
    world.close().await;
    assert_eq!(app.get("/ping").await.0, 200);
    let (status, answer) = app.get("/health").await;
    assert_eq!(status, 503);
    assert_eq!(answer["status"], "unable");
    // Anybody may read it: no address, no account, no inside of an error.
    assert_eq!(
        answer["checks"],
        json!({
            "store": "the store cannot be reached or refused",
            "work_queue": "the queue cannot be reached or refused",
            "send_queue": "the queue cannot be reached or refused",
            "carrier": "ok",
        })
    );
    // A store fault is a 5xx with the envelope, so that the carrier posts again.
    let form = super::text_form("hello", "SM1");
    let (status, answer) = app.post("/inbound", &form).await;
    assert_eq!(status, 503);
    assert_eq!(faults(&answer), [""; 0]);
    assert_eq!(answer["error"]["code"], "sms.external_failed");
    assert!(!answer.to_string().contains("hello"), "{answer}");
}

/// `/health` of a function with these settings.
async fn health_with(app: &App, settings: &[(&str, &str)]) -> WebResponse {
    let lookup = |name: &str| {
        let found = settings.iter().find(|(n, _)| *n == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let mut reader = Reader::new(&lookup);
    let start = (function::<Health, _>().configure)(&mut reader);
    let start = reader
        .finish(start)
        .expect("health starts without a carrier");
    let Handler::Web(handle) = start(app.engine.ports.clone()) else {
        panic!("health answers no requests")
    };
    handle(WebRequest {
        method: http::Method::GET,
        path: "/health".to_owned(),
        query: String::new(),
        headers: http::HeaderMap::new(),
        body: Vec::new(),
        request_id: "r".to_owned(),
    })
    .await
}

#[tokio::test]
async fn without_carrier_settings_health_is_503_and_names_what_is_missing() {
    let app = App::start().await;
    for (settings, missing) in [
        (&[][..], &["CARRIER"][..]),
        (
            &[("CARRIER", "twilio"), ("TWILIO_AUTH_TOKEN", "hush")],
            &["TWILIO_ACCOUNT_SID"],
        ),
        (
            &[("CARRIER", "textgrid")],
            &["TEXTGRID_ACCOUNT_SID", "TEXTGRID_AUTH_TOKEN"],
        ),
        (&[("CARRIER", "pigeon")], &["CARRIER"]),
    ] {
        let answer = health_with(&app, settings).await;
        assert_eq!(answer.status, 503);
        let WebBody::Json(body) = &answer.body else {
            panic!("{answer:?}")
        };
        let said = body["checks"]["carrier"].as_str().unwrap();
        for name in missing {
            assert!(said.contains(name), "{said}");
        }
        assert!(!said.contains("hush"), "{said}");
        assert_eq!(body["checks"]["store"], "ok");
    }
    let whole = [
        ("CARRIER", "twilio"),
        ("TWILIO_ACCOUNT_SID", "AC1"),
        ("TWILIO_AUTH_TOKEN", "hush"),
    ];
    assert_eq!(health_with(&app, &whole).await.status, 200);
}

#[tokio::test]
async fn what_is_no_route_is_404_and_a_wrong_method_405_with_the_envelope() {
    let app = App::start().await;
    for path in [
        "/",
        "/nowhere",
        "/inbound/x",
        "/INBOUND",
        "/_local/nowhere",
        "/favicon.ico",
    ] {
        let refused = app.get(path).await;
        assert_refused(&refused, 404, &[]);
        assert_eq!(refused.1["error"]["code"], "sms.not_found");
        let token = ("x-webhook-token", TOKEN);
        assert_refused(&app.post_raw(path, &[token], "x").await, 404, &[]);
    }
    for path in ["/inbound", "/outbound", "/delivery"] {
        assert_refused(&app.get(path).await, 405, &[]);
    }
    for path in ["/ping", "/health"] {
        assert_refused(&app.post_raw(path, &[], "x").await, 405, &[]);
    }
}

#[tokio::test]
async fn every_refusal_has_a_request_id_of_its_own_and_the_engines_time() {
    let app = App::start().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let (_, answer) = app.get("/nowhere").await;
        assert_eq!(answer["error"]["timestamp"], NOON);
        ids.push(answer["error"]["request_id"].to_string());
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

async fn post_local(app: &App, path: &str, body: &str) -> (StatusCode, Value) {
    app.post_raw(path, &[JSON], body.to_owned()).await
}

#[tokio::test]
async fn the_local_clock_is_set_and_moved_on_by_hand() {
    let app = App::start().await;
    let (status, answer) = app.get("/_local/clock").await;
    assert_eq!((status.as_u16(), &answer["now"]), (200, &json!(NOON)));
    let set = r#"{"now": "2027-01-02T03:04:05Z"}"#;
    let (status, answer) = post_local(&app, "/_local/clock", set).await;
    assert_eq!(status, 200, "{answer}");
    let (status, answer) = post_local(&app, "/_local/clock", r#"{"advance": "1h"}"#).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["now"], "2027-01-02T04:04:05Z");
    assert_eq!(
        app.get("/_local/clock").await.1["now"],
        "2027-01-02T04:04:05Z"
    );
    app.text_in(SELLER, "hello", "SM1").await;
    let text = app.texts_in(SELLER).await.pop().unwrap();
    assert_eq!(text.received_at.to_string(), "2027-01-02T04:04:05Z");

    for bad in [
        "",
        "{",
        "[]",
        "now",
        r#"{"now": "yesterday"}"#,
        r#"{"now": 5}"#,
        r#"{"advance": "5x"}"#,
        r#"{"advance": 5}"#,
        r#"{"later": 5}"#,
    ] {
        let refused = post_local(&app, "/_local/clock", bad).await;
        assert_refused(&refused, 400, &[]);
    }
    assert_eq!(
        app.get("/_local/clock").await.1["now"],
        "2027-01-02T04:04:05Z"
    );
}

#[tokio::test]
async fn a_clock_set_back_keeps_the_thread_in_order() {
    let app = App::start().await;
    app.text_in(SELLER, QUESTION, "SM1").await;
    app.drain().await;
    post_local(&app, "/_local/clock", r#"{"now": "2020-01-01T00:00:00Z"}"#).await;
    app.text_in(SELLER, "who is this", "SM2").await;
    app.drain().await;
    let texts = app.texts_in(SELLER).await;
    let sids: Vec<&str> = texts
        .iter()
        .filter_map(|t| t.sid.as_ref())
        .map(AsRef::as_ref)
        .collect();
    assert_eq!(sids, ["SM1", "SM2"]);
    assert_eq!(app.carrier().accepted().len(), 2);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn the_local_tick_runs_what_is_due_and_says_what_it_did() {
    let app = App::start().await;
    let idle = json!({"threads": 0, "sends": 0, "skipped": 0, "ambiguous": 0, "gave_up": 0});
    let (status, answer) = post_local(&app, "/_local/tick", "").await;
    assert_eq!((status.as_u16(), &answer), (200, &idle));
    app.text_in(SELLER, QUESTION, "SM1").await;
    app.lose_the_queues().await;
    app.advance(Duration::from_secs(31));
    let (_, answer) = post_local(&app, "/_local/tick", "").await;
    assert_eq!(answer["threads"], 1);
    app.drain().await;
    assert_eq!(app.carrier().accepted().len(), 1);
    assert_eq!(post_local(&app, "/_local/tick", "").await.1, idle);
}

#[tokio::test]
async fn the_local_usage_counts_the_stores_requests_and_units() {
    let app = App::start().await;
    let usage = async || app.get("/_local/usage").await.1;
    let before = usage().await;
    let first = app.text_in(SELLER, "not interested", "SM1").await;
    let after = usage().await;
    let moved = |name: &str, after: &Value, before: &Value| {
        after[name].as_f64().unwrap() - before[name].as_f64().unwrap()
    };
    // One read and one transaction; the third round trip is the queue's.
    assert!(
        (moved("requests", &after, &before) - 2.0).abs() < f64::EPSILON,
        "{before} {after}"
    );
    assert!(moved("write_units", &after, &before) > 0.0);
    assert_eq!(app.text_in(SELLER, "not interested", "SM1").await, first);
    let repeated = usage().await;
    assert!((moved("requests", &repeated, &after) - 1.0).abs() < f64::EPSILON);
    assert!(moved("write_units", &repeated, &after).abs() < f64::EPSILON);
}
