//! `POST /outbound`: word that a send was made.

use std::time::Duration;

use futures::future::join_all;
use serde_json::json;
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{Direction, OutboundMessage, ProcessedBy, Purpose, SendState};
use sms_engine::inspect::{self, Finding};
use sms_engine::queue_item::QueueItem;
use sms_engine::sender::accept;
use sms_local::carrier::Scripted;

use super::{
    OTHER, QUESTION, assert_nothing_stored, assert_refused, claimed, queued_reply, reply_in_flight,
    send_of, sid, the_send,
};
use crate::app::{App, OURS, SELLER};

fn echo_form<'a>(body: &'a str, sid: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("From", OURS),
        ("To", SELLER),
        ("Body", body),
        ("MessageSid", sid),
    ]
}

/// A reply whose call ended without an answer.
async fn ambiguous_reply(app: &App) -> OutboundMessage {
    app.carrier().script(vec![Scripted::AcceptThenDropAnswer]);
    app.text_in(SELLER, QUESTION, "SM-question").await;
    app.drain().await;
    let reply = the_send(app, SELLER).await;
    assert_eq!(reply.state, SendState::Ambiguous);
    reply
}

#[tokio::test]
async fn an_echo_is_logged_once_with_its_prospect_and_its_counters() {
    let app = App::start().await;
    let forms = vec![echo_form("Would you sell?", "SM1"); 20];
    for (status, answer) in join_all(forms.iter().map(|form| app.post("/outbound", form))).await {
        assert_eq!((status.as_u16(), answer), (200, json!({"status": "ok"})));
    }
    app.echo(SELLER, "Would you sell?", "SM1").await;
    app.echo(SELLER, "the same SID with another body", "SM1")
        .await;
    let send = the_send(&app, SELLER).await;
    assert_eq!(send.body, "Would you sell?");
    assert_eq!(
        (send.state, send.delivery_status, send.purpose),
        (SendState::Accepted, DeliveryStatus::Sent, Purpose::Echo)
    );
    assert_eq!(send.sid, Some(sid("SM1")));
    assert_eq!(send.sent_at, Some(app.engine.ports.clock.now()));
    assert_eq!(send.party.as_ref().unwrap().word(), "prospect");
    assert_eq!((send.processed_by, send.template_record_id), (None, None));
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(contact.last_direction, Some(Direction::Outbound));
    assert_eq!(contact.last_message.as_deref(), Some("Would you sell?"));
    assert_eq!(contact.last_outbound, send.sent_at);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.sent_count, counts.reply_count), (1, 0));
    app.drain().await;
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn many_echoes_to_one_phone_at_once_make_one_prospect() {
    let app = App::start().await;
    let sids: Vec<String> = (0..12).map(|index| format!("SM{index}")).collect();
    let forms: Vec<_> = sids.iter().map(|sid| echo_form("hello", sid)).collect();
    for (status, answer) in join_all(forms.iter().map(|form| app.post("/outbound", form))).await {
        assert_eq!(status, 200, "{answer}");
    }
    let sends = app.sends(SELLER).await;
    assert_eq!(sends.len(), 12);
    let link = app.contact(SELLER).await.unwrap().party.unwrap().link();
    assert!(sends.iter().all(|send| send.party.as_ref() == Some(&link)));
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn an_echo_to_a_lead_links_to_the_lead_and_a_reply_to_an_echo_keeps_its_prospect() {
    let app = App::start().await;
    app.echo(SELLER, "Would you sell?", "SM1").await;
    let prospect = the_send(&app, SELLER).await.party.unwrap();
    app.text_in(SELLER, "hello", "SM2").await;
    assert_eq!(app.texts_in(SELLER).await[0].party, Some(prospect));
    app.text_in(SELLER, QUESTION, "SM3").await;
    app.lose_the_queues().await;
    app.echo(SELLER, "We would.", "SM4").await;
    let send = send_of(&app, SELLER, "SM4").await;
    assert_eq!(send.party.as_ref().unwrap().word(), "lead");
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(send.party, contact.party.map(|party| party.link()));
}

#[tokio::test]
async fn processed_by_and_template_are_kept_when_valid_and_do_without() {
    let app = App::start().await;
    for (index, (by, want)) in [
        (Some("Campaign Runner"), Some(ProcessedBy::CampaignRunner)),
        (Some("AI: GPT-4o"), Some(ProcessedBy::Gpt4o)),
        (Some(" Manual / Human "), Some(ProcessedBy::Human)),
        (Some("Skynet"), None),
        (Some(""), None),
        (None, None),
    ]
    .into_iter()
    .enumerate()
    {
        let sid = format!("SM{index}");
        let template = format!("rec{index}");
        let mut form = echo_form("hello", &sid);
        form.extend(by.map(|by| ("Processed By", by)));
        form.push(("Template Record ID", &template));
        let (status, answer) = app.post("/outbound", &form).await;
        assert_eq!(status, 200, "{answer}");
        let send = send_of(&app, SELLER, &sid).await;
        assert_eq!(send.processed_by, want, "{by:?}");
        assert_eq!(send.template_record_id, Some(template));
    }
    // In JSON, under a machine's names.
    let object = json!({"from": OURS, "to": SELLER, "body": "hello", "message_sid": "SMj",
        "processed_by": "Autoresponder", "template_record_id": null});
    assert_eq!(app.post_json("/outbound", &object).await.0, 200);
    let send = send_of(&app, SELLER, "SMj").await;
    assert_eq!(send.processed_by, Some(ProcessedBy::Autoresponder));
    assert_eq!(send.template_record_id, None);
    // A repeat may bring the template that the first echo did not have, and never another.
    for template in ["recX", "recY"] {
        let mut form = echo_form("hello", "SMj");
        form.push(("Template Record ID", template));
        app.post("/outbound", &form).await;
    }
    let send = send_of(&app, SELLER, "SMj").await;
    assert_eq!(send.template_record_id.as_deref(), Some("recX"));
}

#[tokio::test]
async fn an_echo_without_one_of_its_four_fields_is_422_and_stores_nothing() {
    let app = App::start().await;
    let whole = echo_form("hello", "SM1");
    for field in ["From", "To", "Body", "MessageSid"] {
        for value in [None, Some(""), Some(" \n")] {
            let mut form: Vec<(&str, &str)> = whole
                .iter()
                .copied()
                .filter(|(name, _)| *name != field)
                .collect();
            form.extend(value.map(|value| (field, value)));
            assert_refused(&app.post("/outbound", &form).await, 422, &[field]);
        }
    }
    assert_refused(
        &app.post("/outbound", &[]).await,
        422,
        &["From", "To", "Body", "MessageSid"],
    );
    assert_nothing_stored(&app, SELLER).await;
}

#[tokio::test]
async fn an_echo_to_a_short_code_is_logged_and_linked_to_nobody() {
    let app = App::start().await;
    let form = [
        ("From", OURS),
        ("To", "72345"),
        ("Body", "JOIN"),
        ("MessageSid", "SM1"),
    ];
    assert_eq!(app.post("/outbound", &form).await.0, 200);
    assert_eq!(the_send(&app, "72345").await.party, None);
}

#[tokio::test]
async fn the_echo_of_a_send_of_ours_finds_it_after_its_acceptance() {
    let app = App::start().await;
    app.text_in(SELLER, "HELP", "SM-question").await;
    app.drain().await;
    let sent = app.carrier().accepted().pop().unwrap();
    let before = the_send(&app, SELLER).await;
    let mut form = echo_form(&sent.body, &sent.sid);
    form.push(("Processed By", "Campaign Runner"));
    form.push(("Template Record ID", "recT"));
    for _ in 0..2 {
        assert_eq!(app.post("/outbound", &form).await.0, 200);
    }
    let after = the_send(&app, SELLER).await;
    assert_eq!(after.template_record_id.as_deref(), Some("recT"));
    // Who wrote it we know better.
    assert_eq!(after.processed_by, Some(ProcessedBy::Autoresponder));
    assert_eq!(
        (after.state, after.sid, after.sent_at),
        (before.state, before.sid, before.sent_at)
    );
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn the_echo_of_a_send_in_flight_settles_it() {
    let app = App::start().await;
    let reply = reply_in_flight(&app, SELLER).await;
    app.echo(SELLER, &reply.body, "SMours").await;
    let settled = the_send(&app, SELLER).await;
    assert_eq!(
        (settled.id, settled.state, settled.sid),
        (reply.id.clone(), SendState::Accepted, Some(sid("SMours")))
    );
    // The call's own answer comes last and changes nothing; a sender that stopped is no harm.
    accept(&app.engine.ports, &reply, &sid("SMours"))
        .await
        .unwrap();
    app.run_job("sender", &QueueItem::send(&reply.key())).await;
    for _ in 0..5 {
        app.advance(Duration::from_mins(10));
        app.tick().await;
        app.drain().await;
    }
    assert_eq!(app.carrier().requests(), 0);
    app.receipt("SMours", "delivered", SELLER).await;
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.sent_count, counts.delivered_count), (1, 1));
}

#[tokio::test]
async fn the_echo_of_an_ambiguous_send_settles_it() {
    let app = App::start().await;
    let reply = ambiguous_reply(&app).await;
    let taken = app.carrier().accepted().pop().unwrap();
    app.echo(SELLER, &taken.body, &taken.sid).await;
    let settled = the_send(&app, SELLER).await;
    assert_eq!(
        (settled.id, settled.state, settled.sid),
        (reply.id, SendState::Accepted, Some(sid(&taken.sid)))
    );
    let now = app.engine.ports.clock.now();
    assert_eq!(
        inspect::ambiguous(&app.engine.ports, now).await.unwrap(),
        []
    );
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn an_echo_with_other_words_or_another_number_settles_nothing() {
    let app = App::start().await;
    let reply = reply_in_flight(&app, SELLER).await;
    app.echo(SELLER, "other words", "SM1").await;
    let from_elsewhere = [
        ("From", super::OURS_TOO),
        ("To", SELLER),
        ("Body", reply.body.as_str()),
        ("MessageSid", "SM2"),
    ];
    app.post("/outbound", &from_elsewhere).await;
    let to_another = [
        ("From", OURS),
        ("To", OTHER),
        ("Body", reply.body.as_str()),
        ("MessageSid", "SM3"),
    ];
    app.post("/outbound", &to_another).await;
    assert_eq!(app.load(&reply.key()).await.state, SendState::InFlight);
    assert_eq!(app.sends(SELLER).await.len(), 3);
    assert_eq!(app.sends(OTHER).await.len(), 1);
}

#[tokio::test]
async fn an_echo_that_could_be_one_of_two_open_sends_is_a_send_of_its_own_until_its_acceptance() {
    let app = App::start().await;
    for sid in ["SM1", "SM2"] {
        app.text_in(SELLER, "HELP", sid).await;
    }
    assert!(
        app.run_job("responder", &QueueItem::Thread(crate::app::address(SELLER)))
            .await
    );
    app.lose_the_queues().await;
    let replies = app.sends(SELLER).await;
    let mut open = Vec::new();
    for reply in &replies {
        open.push(claimed(&app, reply).await.unwrap().message().clone());
    }
    assert_eq!(open[0].body, open[1].body);
    app.echo(SELLER, &open[0].body, "SMsecond").await;
    assert_eq!(app.sends(SELLER).await.len(), 3);
    for reply in &open {
        assert_eq!(app.load(&reply.key()).await.state, SendState::InFlight);
    }
    accept(&app.engine.ports, &open[1], &sid("SMsecond"))
        .await
        .unwrap();
    accept(&app.engine.ports, &open[0], &sid("SMfirst"))
        .await
        .unwrap();
    let sends = app.sends(SELLER).await;
    let sids: Vec<_> = sends.iter().filter_map(|send| send.sid.clone()).collect();
    assert_eq!(sids, [sid("SMfirst"), sid("SMsecond")]);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!(counts.sent_count, 2);
}

#[tokio::test]
async fn an_echo_stored_apart_is_folded_into_our_send_by_the_later_acceptance() {
    for receipts in [
        &[][..],
        &["sent"],
        &["delivered"],
        &["sent", "undelivered", "delivered"],
        &["teleported", "delivered"],
    ] {
        let app = App::start().await;
        let reply = queued_reply(&app, SELLER).await;
        // The message was still queued: this echo is stored as a send of its own.
        let mut form = echo_form(&reply.body, "SMours");
        form.push(("Template Record ID", "recT"));
        app.post("/outbound", &form).await;
        let sends = app.sends(SELLER).await;
        assert_eq!(sends.len(), 2);
        let apart = sends.into_iter().find(|send| send.id != reply.id).unwrap();
        for status in receipts {
            app.advance(Duration::from_secs(1));
            app.receipt("SMours", status, SELLER).await;
        }
        let want = app.load(&apart.key()).await.delivery_status;
        let stored = app.engine.ports.audit.receipts(&apart.key()).await.unwrap();
        assert_eq!(stored.len(), receipts.len());

        let claim = claimed(&app, &reply).await.unwrap();
        for _ in 0..2 {
            accept(&app.engine.ports, claim.message(), &sid("SMours"))
                .await
                .unwrap();
        }
        let folded = the_send(&app, SELLER).await;
        assert_eq!(
            (&folded.id, folded.state, folded.delivery_status),
            (&reply.id, SendState::Accepted, want),
            "{receipts:?}"
        );
        assert_eq!(folded.sid, Some(sid("SMours")));
        // Its template is its own; the echo's is counted no more.
        assert_eq!(folded.template_record_id, reply.template_record_id);
        assert_eq!(folded.processed_by, Some(ProcessedBy::Autoresponder));
        let kept = app
            .engine
            .ports
            .audit
            .receipts(&folded.key())
            .await
            .unwrap();
        assert_eq!(kept, stored);
        let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
        assert_eq!(counts.sent_count, 1);

        // What comes later finds the one message, and repeats stay repeats.
        for status in receipts.iter().chain(&["delivered"]) {
            app.receipt("SMours", status, SELLER).await;
        }
        app.echo(SELLER, &reply.body, "SMours").await;
        assert_eq!(app.sends(SELLER).await.len(), 1);
        let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
        let ends = counts.delivered_count + counts.failed_count;
        assert_eq!((counts.sent_count, ends), (1, 1), "{receipts:?}");
    }
}

#[tokio::test]
async fn an_ambiguous_send_that_a_person_finds_under_an_echos_sid_is_folded_too() {
    let app = App::start().await;
    let reply = ambiguous_reply(&app).await;
    // The carrier changed the words on their way, so that the echo matches nothing.
    app.echo(SELLER, "other words", "SMours").await;
    app.receipt("SMours", "delivered", SELLER).await;
    let found = Finding::Sent(sid("SMours"));
    let settled = inspect::settle(&app.engine.ports, &reply.id, &found)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(settled.state, SendState::Accepted);
    let send = the_send(&app, SELLER).await;
    assert_eq!(
        (send.id, send.delivery_status),
        (reply.id, DeliveryStatus::Delivered)
    );
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.sent_count, counts.delivered_count), (1, 1));
}

#[tokio::test]
async fn the_sid_of_a_text_that_came_in_is_no_send() {
    let app = App::start().await;
    app.text_in(SELLER, "hello", "SM1").await;
    let mut form = echo_form("hello", "SM1");
    form.push(("Template Record ID", "recT"));
    assert_eq!(app.post("/outbound", &form).await.0, 200);
    assert_eq!(app.sends(SELLER).await, []);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!(counts.sent_count, 0);
}
