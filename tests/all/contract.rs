//! The contracts of seed 001 and of DESIGN sections 5 to 7, over HTTP.

mod callbacks;
mod conflicts;
mod consent;
mod delivery;
mod edges;
mod inbound;
mod opt_out;
mod outbound;
mod privacy;
mod reading;
mod sending;
mod suppressions;
mod templates;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::Value;
use sms_domain::ids::MessageSid;
use sms_domain::message::counts::Counts;
use sms_domain::message::{MessageId, OutboundMessage, SendState};
use sms_domain::sending::clearance::{SendingRules, Verdict, clear};
use sms_engine::http::signature::Callbacks;
use sms_engine::queue_item::QueueItem;
use sms_engine::sender::{Claim, Claiming, claim};

use crate::app::{App, OURS, SELLER, TOKEN, address};

/// A text that gets one answer.
const QUESTION: &str = "Yes, how much would you offer?";
/// Another number of ours, and another seller.
const OURS_TOO: &str = "+18135550199";
const OTHER: &str = "+13055550177";

fn sid(text: &str) -> MessageSid {
    text.parse().unwrap()
}

/// The error envelope of seed 002, and which fields it finds fault with.
fn faults(answer: &Value) -> Vec<&str> {
    let error = answer["error"].as_object().expect("an envelope");
    let mut names: Vec<&str> = error.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["code", "details", "message", "request_id", "timestamp"],
        "{answer}"
    );
    for name in ["code", "message", "request_id", "timestamp"] {
        let text = error[name].as_str().unwrap();
        assert!(!text.is_empty(), "{name} in {answer}");
    }
    assert!(error["code"].as_str().unwrap().starts_with("sms."));
    let details = error["details"].as_array().unwrap();
    details
        .iter()
        .map(|detail| detail["field"].as_str().unwrap())
        .collect()
}

/// A refusal with the envelope, for the faults of `fields`.
fn assert_refused(refused: &(StatusCode, Value), status: u16, fields: &[&str]) {
    assert_eq!(refused.0, status, "{}", refused.1);
    assert_eq!(faults(&refused.1), fields, "{}", refused.1);
}

/// Nothing is stored for `phone`, and nothing is counted on our number.
async fn assert_nothing_stored(app: &App, phone: &str) {
    assert_eq!(app.thread(phone).await, []);
    assert_eq!(app.contact(phone).await, None);
    assert_eq!(app.number_counts(OURS).await, Counts::default());
}

/// The one send to `phone`.
async fn the_send(app: &App, phone: &str) -> OutboundMessage {
    let sends = app.sends(phone).await;
    let [send] = sends.as_slice() else {
        panic!("{sends:?}")
    };
    send.clone()
}

/// The send to a phone that the carrier calls `sid`. Ids of one millisecond have no order.
async fn send_of(app: &App, phone: &str, sid: &str) -> OutboundMessage {
    let sends = app.sends(phone).await;
    let has_it = |send: &&OutboundMessage| send.sid.as_ref().is_some_and(|s| s.as_str() == sid);
    sends.iter().find(has_it).expect("the send").clone()
}

/// A question came in and its reply is written; its job is lost.
async fn queued_reply(app: &App, phone: &str) -> OutboundMessage {
    app.text_in(phone, QUESTION, &format!("SM-question-{phone}"))
        .await;
    assert!(
        app.run_job("responder", &QueueItem::Thread(address(phone)))
            .await
    );
    app.lose_the_queues().await;
    let reply = the_send(app, phone).await;
    assert_eq!(reply.state, SendState::Queued);
    reply
}

/// The claim on `message`, as the sender makes it; `None` if the store refused it.
async fn claimed(app: &App, message: &OutboundMessage) -> Option<Claim> {
    let outbox = &*app.engine.ports.outbox;
    let (message, contact) = outbox.load(&message.key()).await.unwrap().unwrap();
    let now = app.engine.ports.clock.now();
    let Verdict::Cleared(clearance) = clear(&message, &contact, &SendingRules::default(), now)
    else {
        panic!("no clearance for {message:?}")
    };
    let claiming = claim(outbox, &clearance, &callbacks(app)).await.unwrap();
    match claiming {
        Claiming::Won(claim) => Some(*claim),
        Claiming::Lost => None,
    }
}

/// A reply whose sender stopped in the middle of its call.
async fn reply_in_flight(app: &App, phone: &str) -> OutboundMessage {
    let reply = queued_reply(app, phone).await;
    let claim = claimed(app, &reply).await.expect("a claim");
    assert_eq!(claim.message().state, SendState::InFlight);
    claim.message().clone()
}

fn callbacks(app: &App) -> Callbacks {
    Callbacks::new(app.engine.base_url.clone(), SecretString::from(TOKEN))
}

/// Path and query of the callback URL of `id`.
fn callback(app: &App, id: &MessageId) -> String {
    let url = callbacks(app).url(id);
    url.strip_prefix(&app.engine.base_url).unwrap().to_owned()
}

fn receipt_form<'a>(sid: &'a str, status: &'a str, to: &'a str) -> [(&'static str, &'a str); 4] {
    [
        ("MessageSid", sid),
        ("MessageStatus", status),
        ("To", to),
        ("From", OURS),
    ]
}

fn encoded(form: &[(&str, &str)]) -> String {
    let escaped = |text: &str| percent_encode(text.as_bytes(), NON_ALPHANUMERIC).to_string();
    form.iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect::<Vec<_>>()
        .join("&")
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");

/// Posts a form without any token.
async fn post_bare(app: &App, path: &str, form: &[(&str, &str)]) -> (StatusCode, Value) {
    app.post_raw(path, &[FORM], encoded(form)).await
}

/// What `/inbound` is given most of the time.
fn text_form<'a>(body: &'a str, sid: &'a str) -> [(&'static str, &'a str); 4] {
    [
        ("From", SELLER),
        ("To", OURS),
        ("Body", body),
        ("MessageSid", sid),
    ]
}
