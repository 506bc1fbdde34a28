//! `POST /delivery`: receipts.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use sms_domain::contact::Consent;
use sms_domain::message::status::DeliveryStatus::{
    self, Delivered, Failed, OptOut, Sent, Undelivered,
};
use sms_domain::message::{OutboundMessage, SendState};
use sms_engine::sender::accept;

use super::{
    QUESTION, assert_refused, callback, claimed, post_bare, queued_reply, receipt_form,
    reply_in_flight, send_of, sid, the_send,
};
use crate::app::{App, OURS, SELLER, address};

/// A reply that the carrier took, and its SID.
pub(super) async fn sent_reply(app: &App) -> (OutboundMessage, String) {
    app.text_in(SELLER, QUESTION, "SM-question").await;
    app.drain().await;
    let sent = the_send(app, SELLER).await;
    let sid = sent.sid.as_ref().unwrap().to_string();
    (sent, sid)
}

pub(super) fn ok(normalized: &str) -> Value {
    json!({"status": "ok", "normalized": normalized})
}

#[tokio::test]
async fn all_thirteen_twilio_statuses_are_normalized_in_any_case() {
    let app = App::start().await;
    for (index, (word, normalized, status)) in [
        ("queued", "queued", Sent),
        ("accepted", "queued", Sent),
        ("scheduled", "queued", Sent),
        ("sending", "queued", Sent),
        ("receiving", "queued", Sent),
        ("sent", "sent", Sent),
        ("delivered", "delivered", Delivered),
        ("read", "delivered", Delivered),
        ("received", "delivered", Delivered),
        ("partially_delivered", "delivered", Delivered),
        ("undelivered", "undelivered", Undelivered),
        ("failed", "failed", Failed),
        ("canceled", "failed", Failed),
        ("optout", "optout", OptOut),
    ]
    .into_iter()
    .enumerate()
    {
        let mut mixed = word.to_owned();
        mixed[..1].make_ascii_uppercase();
        let spellings = [
            word.to_owned(),
            word.to_uppercase(),
            mixed,
            format!(" {word} "),
        ];
        for (times, spelling) in spellings.iter().enumerate() {
            let sid = format!("SM{index}-{times}");
            app.echo(SELLER, "hi", &sid).await;
            let answer = app.receipt(&sid, spelling, SELLER).await;
            assert_eq!(answer, ok(normalized), "{spelling}");
            let send = send_of(&app, SELLER, &sid).await;
            assert_eq!(send.delivery_status, status, "{spelling}");
        }
    }
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_receipt_without_one_of_its_four_fields_is_422_and_changes_nothing() {
    let app = App::start().await;
    let (sent, sid) = sent_reply(&app).await;
    let before = (app.contact(SELLER).await, app.number_counts(OURS).await);
    let whole = receipt_form(&sid, "delivered", SELLER);
    for field in ["To", "From", "MessageSid", "MessageStatus"] {
        for value in [None, Some(""), Some(" \n")] {
            let mut form: Vec<(&str, &str)> = whole
                .iter()
                .copied()
                .filter(|(name, _)| *name != field)
                .collect();
            form.extend(value.map(|value| (field, value)));
            assert_refused(&app.post("/delivery", &form).await, 422, &[field]);
            let object: serde_json::Map<_, _> = form
                .iter()
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect();
            let refused = app.post_json("/delivery", &object.into()).await;
            assert_refused(&refused, 422, &[field]);
            // Our own signature does not make up for it either.
            let refused = post_bare(&app, &callback(&app, &sent.id), &form).await;
            assert_refused(&refused, 422, &[field]);
        }
    }
    let mut all = super::faults(&app.post("/delivery", &[]).await.1)
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    all.sort_unstable();
    assert_eq!(all, ["From", "MessageSid", "MessageStatus", "To"]);
    assert_eq!(app.load(&sent.key()).await, sent);
    assert_eq!(
        app.engine.ports.audit.receipts(&sent.key()).await.unwrap(),
        []
    );
    let after = (app.contact(SELLER).await, app.number_counts(OURS).await);
    assert_eq!(before, after);
}

#[tokio::test]
async fn receipts_in_any_order_end_at_the_first_terminal_status_counted_once() {
    let app = App::start().await;
    for (index, (words, status, counted)) in [
        (
            &["queued", "sending", "sent", "delivered"][..],
            Delivered,
            (1, 0, 0),
        ),
        (&["delivered", "sent", "queued"], Delivered, (1, 0, 0)),
        (
            &["delivered", "delivered", "DELIVERED"],
            Delivered,
            (1, 0, 0),
        ),
        (&["delivered", "read"], Delivered, (1, 0, 0)),
        (
            &["delivered", "failed", "undelivered"],
            Delivered,
            (1, 0, 0),
        ),
        (&["failed", "delivered"], Failed, (0, 1, 0)),
        (
            &["undelivered", "failed", "delivered", "sent"],
            Undelivered,
            (0, 1, 0),
        ),
        (&["sent", "sent", "queued", "teleported"], Sent, (0, 0, 0)),
        (&["optout", "delivered"], OptOut, (0, 0, 1)),
        (&["canceled", "sent"], Failed, (0, 1, 0)),
    ]
    .into_iter()
    .enumerate()
    {
        let phone = format!("+1305555{:04}", 2000 + index);
        let sid = format!("SM{index}");
        let echo = [
            ("From", OURS),
            ("To", phone.as_str()),
            ("Body", "hi"),
            ("MessageSid", &sid),
        ];
        app.post("/outbound", &echo).await;
        for word in words {
            app.advance(Duration::from_secs(1));
            app.receipt(&sid, word, &phone).await;
            app.receipt(&sid, word, &phone).await;
        }
        let send = the_send(&app, &phone).await;
        assert_eq!(send.delivery_status, status, "{words:?}");
        let contact = app.contact(&phone).await.unwrap();
        let counts = contact.counts;
        let tally = (
            counts.delivered_count,
            counts.failed_count,
            counts.opt_out_count,
        );
        assert_eq!(tally, counted, "{words:?}");
        assert_eq!(contact.last_delivery_status, Some(status), "{words:?}");
        let mut kept: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        kept.sort_unstable();
        kept.dedup();
        let receipts = app.engine.ports.audit.receipts(&send.key()).await.unwrap();
        assert_eq!(receipts.len(), kept.len(), "{words:?}: each is kept once");
    }
    let phones: Vec<String> = (0..10)
        .map(|index| format!("+1305555{:04}", 2000 + index))
        .collect();
    let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
    app.assert_counters_equal_a_recount(&phones).await;
}

#[tokio::test]
async fn a_receipt_for_an_unknown_sid_is_200_uncounted_and_applied_when_an_echo_appears() {
    let app = App::start().await;
    for word in ["sent", "delivered", "delivered", "failed"] {
        let form = receipt_form("SM1", word, SELLER);
        let (status, answer) = app.post("/delivery", &form).await;
        assert_eq!((status, answer), (StatusCode::OK, ok(word)));
    }
    super::assert_nothing_stored(&app, SELLER).await;
    app.echo(SELLER, "hi", "SM1").await;
    let send = the_send(&app, SELLER).await;
    assert_eq!(send.delivery_status, Delivered);
    let receipts = app.engine.ports.audit.receipts(&send.key()).await.unwrap();
    let mut words: Vec<&str> = receipts
        .iter()
        .map(|receipt| receipt.word.as_str())
        .collect();
    words.sort_unstable();
    assert_eq!(words, ["delivered", "failed", "sent"]);
    app.receipt("SM1", "delivered", SELLER).await;
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!(
        (
            counts.sent_count,
            counts.delivered_count,
            counts.failed_count
        ),
        (1, 1, 0)
    );
}

#[tokio::test]
async fn receipts_parked_twice_over_do_not_keep_their_message_out() {
    let app = App::start().await;
    // As two posts of one receipt leave it that both looked before either was parked.
    for word in ["sent", "delivered", "sent", "delivered"] {
        let receipt = sms_domain::message::receipt::Receipt {
            sid: sid("SM1"),
            word: word.to_owned(),
            status: DeliveryStatus::from_carrier(word),
            error_code: None,
            at: app.engine.ports.clock.now(),
            raw: String::new(),
        };
        app.engine.ports.messages.park(&receipt).await.unwrap();
    }
    app.echo(SELLER, "hi", "SM1").await;
    assert_eq!(the_send(&app, SELLER).await.delivery_status, Delivered);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!(counts.delivered_count, 1);
}

#[tokio::test]
async fn a_receipt_before_our_own_acceptance_is_applied_with_it() {
    let app = App::start().await;
    let reply = reply_in_flight(&app, SELLER).await;
    // By the plain URL, so that only the SID can tell.
    app.receipt("SMours", "sent", SELLER).await;
    app.receipt("SMours", "undelivered", SELLER).await;
    assert_eq!(app.load(&reply.key()).await.state, SendState::InFlight);
    accept(&app.engine.ports, &reply, &sid("SMours"))
        .await
        .unwrap();
    let send = the_send(&app, SELLER).await;
    assert_eq!(
        (send.state, send.delivery_status),
        (SendState::Accepted, Undelivered)
    );
    let receipts = app.engine.ports.audit.receipts(&send.key()).await.unwrap();
    assert_eq!(receipts.len(), 2);
    app.receipt("SMours", "undelivered", SELLER).await;
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.sent_count, counts.failed_count), (1, 1));
}

#[tokio::test]
async fn an_unknown_status_is_200_unknown_and_counts_nothing() {
    let app = App::start().await;
    let (sent, sid) = sent_reply(&app).await;
    for word in [
        "teleported",
        "0",
        "null",
        "DELIVEREDX",
        "📦",
        "delivered;drop",
    ] {
        assert_eq!(
            app.receipt(&sid, word, SELLER).await,
            ok("unknown"),
            "{word}"
        );
        assert_eq!(
            app.receipt("SMelse", word, SELLER).await,
            ok("unknown"),
            "{word}"
        );
    }
    let after = app.load(&sent.key()).await;
    assert_eq!(
        (after.state, after.delivery_status),
        (SendState::Accepted, Sent)
    );
    app.echo(SELLER, "hi", "SMelse").await;
    assert_eq!(send_of(&app, SELLER, "SMelse").await.delivery_status, Sent);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!(
        (
            counts.sent_count,
            counts.delivered_count,
            counts.failed_count
        ),
        (2, 0, 0)
    );
    // And the message goes on.
    app.receipt(&sid, "delivered", SELLER).await;
    assert_eq!(app.load(&sent.key()).await.delivery_status, Delivered);
}

#[tokio::test]
async fn a_receipt_for_a_text_that_came_in_changes_nothing() {
    let app = App::start().await;
    app.text_in(SELLER, "hello", "SM1").await;
    let before = (app.thread(SELLER).await, app.contact(SELLER).await);
    for word in ["received", "delivered", "failed", "optout"] {
        let form = receipt_form("SM1", word, SELLER);
        let mut form = form.to_vec();
        form.push(("ErrorCode", "21610"));
        assert_eq!(app.post("/delivery", &form).await.0, 200);
    }
    assert_eq!(
        before,
        (app.thread(SELLER).await, app.contact(SELLER).await)
    );
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn receipts_are_read_as_json_and_under_other_names() {
    let app = App::start().await;
    for (index, object) in [
        json!({"MessageSid": "SM0", "MessageStatus": "undelivered", "To": SELLER, "From": OURS, "ErrorCode": 30003}),
        json!({"SmsSid": "SM1", "SmsStatus": "undelivered", "to": "3055550123", "from": OURS, "ErrorCode": "30003"}),
        json!({"message_sid": "SM2", "message_status": "UNDELIVERED", "TO": SELLER, "FROM": OURS, "error_code": 30003, "x": {}}),
        json!({"sid": "SM3", "status": "undelivered", "To": SELLER, "From": OURS, "ErrorCode": "30003", "y": [1]}),
    ]
    .into_iter()
    .enumerate()
    {
        let sid = format!("SM{index}");
        app.echo(SELLER, "hi", &sid).await;
        let (status, answer) = app.post_json("/delivery", &object).await;
        assert_eq!((status, answer), (StatusCode::OK, ok("undelivered")));
        let send = send_of(&app, SELLER, &sid).await;
        assert_eq!((send.delivery_status, send.error_code), (Undelivered, Some(30003)));
    }
    // An error code that does not read costs the receipt nothing.
    app.echo(SELLER, "hi", "SM9").await;
    let mut form = receipt_form("SM9", "failed", SELLER).to_vec();
    form.push(("ErrorCode", "none"));
    assert_eq!(app.post("/delivery", &form).await.0, 200);
    assert_eq!(send_of(&app, SELLER, "SM9").await.delivery_status, Failed);
}

/// The contact opted out, with the ledger's evidence, and a queued reply is not sent.
async fn assert_opted_out_by_the_carrier(app: &App) {
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(contact.consent, Consent::OptedOut);
    let ledger = app
        .engine
        .ports
        .audit
        .consents(&address(SELLER))
        .await
        .unwrap();
    assert_eq!(ledger.len(), 1);
    assert!(ledger[0].evidence.contains("21610"), "{ledger:?}");
    app.text_in(SELLER, QUESTION, "SM-later").await;
    let before = app.carrier().requests();
    app.drain().await;
    assert_eq!(app.carrier().requests(), before);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_receipt_with_21610_opts_the_contact_out() {
    let app = App::start().await;
    let (_, sms_sid) = sent_reply(&app).await;
    let mut form = receipt_form(&sms_sid, "undelivered", SELLER).to_vec();
    form.push(("ErrorCode", "21610"));
    for _ in 0..2 {
        assert_eq!(app.post("/delivery", &form).await.1, ok("undelivered"));
    }
    assert_opted_out_by_the_carrier(&app).await;
}

#[tokio::test]
async fn a_parked_receipt_with_21610_opts_the_contact_out_when_its_message_appears() {
    for by_echo in [true, false] {
        let app = App::start().await;
        let reply = queued_reply(&app, SELLER).await;
        let mut form = receipt_form("SMours", "failed", SELLER).to_vec();
        form.push(("ErrorCode", "21610"));
        app.post("/delivery", &form).await;
        assert!(!app.contact(SELLER).await.unwrap().has_opted_out());
        let claim = claimed(&app, &reply).await.unwrap();
        if by_echo {
            let echo = [
                ("From", OURS),
                ("To", SELLER),
                ("Body", &*reply.body),
                ("MessageSid", "SMours"),
            ];
            app.post("/outbound", &echo).await;
        } else {
            accept(&app.engine.ports, claim.message(), &sid("SMours"))
                .await
                .unwrap();
        }
        assert_eq!(the_send(&app, SELLER).await.error_code, Some(21610));
        assert_opted_out_by_the_carrier(&app).await;
    }
}

#[tokio::test]
async fn a_receipt_with_21610_opts_out_also_after_the_messages_end() {
    let app = App::start().await;
    let (sent, sms_sid) = sent_reply(&app).await;
    app.receipt(&sms_sid, "failed", SELLER).await;
    let mut form = receipt_form(&sms_sid, "undelivered", SELLER).to_vec();
    form.push(("ErrorCode", "21610"));
    for _ in 0..2 {
        app.post("/delivery", &form).await;
    }
    let after = app.load(&sent.key()).await;
    assert_eq!((after.delivery_status, after.error_code), (Failed, None));
    assert_opted_out_by_the_carrier(&app).await;
}
