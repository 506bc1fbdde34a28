//! Receipts by the signed callback URL.

use reqwest::StatusCode;
use sms_domain::message::SendState;
use sms_domain::message::status::DeliveryStatus::{Delivered, Failed, Sent};
use sms_engine::inspect;
use sms_engine::sender::accept;
use sms_local::carrier::Scripted;

use super::delivery::{ok, sent_reply};
use super::{
    OTHER, QUESTION, assert_refused, callback, post_bare, queued_reply, receipt_form,
    reply_in_flight, sid, the_send,
};
use crate::app::{App, SELLER, TOKEN};

#[tokio::test]
async fn the_signed_callback_needs_no_token_and_a_forged_one_is_401() {
    let app = App::start().await;
    let (sent, sms_sid) = sent_reply(&app).await;
    let other = queued_reply(&app, OTHER).await;
    let form = receipt_form(&sms_sid, "delivered", SELLER);
    let genuine = callback(&app, &sent.id);
    let (path, signature) = genuine.rsplit_once("&s=").unwrap();
    let mut flipped = signature.to_owned();
    let last = if flipped.ends_with('A') { "B" } else { "A" };
    flipped.replace_range(flipped.len() - 1.., last);
    let elses = callback(&app, &other.id);
    let elses = elses.rsplit_once("&s=").unwrap().1;
    for forged in [
        format!("{path}&s={flipped}"),
        format!("{path}&s={elses}"),
        format!("{path}&s="),
        path.to_owned(),
        format!("{path}&s={}", signature.to_lowercase()),
        format!("{path}&s={signature}A"),
        format!("/delivery?m={}&s={signature}", other.id),
        format!("/delivery?s={signature}"),
        format!("/delivery?m=&s={signature}"),
    ] {
        let refused = post_bare(&app, &forged, &form).await;
        assert_refused(&refused, 401, &[]);
    }
    assert_eq!(app.load(&sent.key()).await.delivery_status, Sent);
    // Right for /delivery only.
    let elsewhere = genuine.replace("/delivery", "/inbound");
    assert_refused(
        &post_bare(&app, &elsewhere, &super::text_form("x", "SM9")).await,
        401,
        &[],
    );

    let (status, answer) = post_bare(&app, &genuine, &form).await;
    assert_eq!((status, answer), (StatusCode::OK, ok("delivered")));
    assert_eq!(app.load(&sent.key()).await.delivery_status, Delivered);
    // A forged signature beside the right token is let in by the token, for the SID alone.
    let token = [("x-webhook-token", TOKEN), super::FORM];
    let forged = format!("/delivery?m={}&s=forged", other.id);
    let body = super::encoded(&receipt_form("SMnew", "delivered", OTHER));
    assert_eq!(app.post_raw(&forged, &token, body).await.0, 200);
    assert_eq!(app.load(&other.key()).await.state, SendState::Queued);
}

#[tokio::test]
async fn the_callback_of_one_message_reports_on_no_other() {
    let app = App::start().await;
    let (sent, sms_sid) = sent_reply(&app).await;
    let other = reply_in_flight(&app, OTHER).await;
    let url = callback(&app, &other.id);
    let mut form = receipt_form(&sms_sid, "failed", SELLER).to_vec();
    form.push(("ErrorCode", "21610"));
    for to in [SELLER, OTHER] {
        form[2] = ("To", to);
        post_bare(&app, &url, &form).await;
        assert_eq!(app.load(&sent.key()).await.delivery_status, Sent);
        assert_eq!(app.load(&other.key()).await.state, SendState::InFlight);
        assert!(!app.contact(SELLER).await.unwrap().has_opted_out());
    }
}

#[tokio::test]
async fn a_signed_receipt_settles_a_send_in_flight() {
    let app = App::start().await;
    for (word, status, phone) in [
        ("sent", Sent, SELLER),
        ("delivered", Delivered, OTHER),
        ("failed", Failed, "+13055550188"),
    ] {
        let reply = reply_in_flight(&app, phone).await;
        let sms_sid = format!("SM-{word}");
        let form = receipt_form(&sms_sid, word, phone);
        let url = callback(&app, &reply.id);
        for _ in 0..2 {
            assert_eq!(post_bare(&app, &url, &form).await.0, 200);
        }
        let settled = app.load(&reply.key()).await;
        assert_eq!(
            (settled.state, settled.delivery_status),
            (SendState::Accepted, status)
        );
        assert_eq!(settled.sid, Some(sid(&sms_sid)));
        // The call's own answer comes last.
        accept(&app.engine.ports, &reply, &sid(&sms_sid))
            .await
            .unwrap();
        assert_eq!(app.load(&reply.key()).await.delivery_status, status);
        let counts = app.contact(phone).await.unwrap().counts;
        let ends = counts.delivered_count + counts.failed_count;
        assert_eq!((counts.sent_count, ends), (1, i64::from(status != Sent)));
    }
    app.assert_counters_equal_a_recount(&[SELLER, OTHER, "+13055550188"])
        .await;
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn a_signed_receipt_settles_an_ambiguous_send_with_the_receipts_that_were_parked() {
    let app = App::start().await;
    app.carrier().script(vec![Scripted::AcceptThenDropAnswer]);
    app.text_in(SELLER, QUESTION, "SM-question").await;
    app.drain().await;
    let reply = the_send(&app, SELLER).await;
    assert_eq!(reply.state, SendState::Ambiguous);
    let taken = app.carrier().accepted().pop().unwrap();
    app.receipt(&taken.sid, "delivered", SELLER).await;
    assert_eq!(app.load(&reply.key()).await.state, SendState::Ambiguous);
    let form = receipt_form(&taken.sid, "sent", SELLER);
    assert_eq!(
        post_bare(&app, &callback(&app, &reply.id), &form).await.0,
        200
    );
    let settled = the_send(&app, SELLER).await;
    assert_eq!(
        (settled.state, settled.delivery_status),
        (SendState::Accepted, Delivered)
    );
    let now = app.engine.ports.clock.now();
    assert_eq!(
        inspect::ambiguous(&app.engine.ports, now).await.unwrap(),
        []
    );
    let receipts = app
        .engine
        .ports
        .audit
        .receipts(&settled.key())
        .await
        .unwrap();
    assert_eq!(receipts.len(), 2);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.sent_count, counts.delivered_count), (1, 1));
}

#[tokio::test]
async fn a_signed_receipt_keeps_a_queued_send_from_going_out_a_second_time() {
    let app = App::start().await;
    // The carrier took it and said 429.
    let reply = queued_reply(&app, SELLER).await;
    let form = receipt_form("SMours", "sent", SELLER);
    assert_eq!(
        post_bare(&app, &callback(&app, &reply.id), &form).await.0,
        200
    );
    assert_eq!(app.load(&reply.key()).await.state, SendState::Accepted);
    app.run_job(
        "sender",
        &sms_engine::queue_item::QueueItem::send(&reply.key()),
    )
    .await;
    assert_eq!(app.carrier().requests(), 0);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_signed_receipt_for_a_phone_that_the_message_is_not_for_settles_nothing() {
    let app = App::start().await;
    let reply = reply_in_flight(&app, SELLER).await;
    let form = receipt_form("SMours", "delivered", OTHER);
    post_bare(&app, &callback(&app, &reply.id), &form).await;
    assert_eq!(app.load(&reply.key()).await.state, SendState::InFlight);
    assert_eq!(app.contact(OTHER).await, None);
}
