//! What two words about one SID, and more than anybody sends, must not break.

use sms_domain::message::SendState;
use sms_domain::message::status::DeliveryStatus;
use sms_engine::inspect::{self, Finding};
use sms_local::carrier::Scripted;

use super::{assert_refused, callback, post_bare, receipt_form, sid};
use crate::app::{App, OURS, SELLER};

/// Two texts, whose replies end ambiguous.
/// HELP is answered in the same words each time.
async fn two_ambiguous_replies(app: &App) -> Vec<sms_domain::message::OutboundMessage> {
    app.carrier()
        .script(vec![Scripted::AcceptThenDropAnswer; 2]);
    app.text_in(SELLER, "HELP", "SMq1").await;
    app.text_in(SELLER, "HELP", "SMq2").await;
    app.drain().await;
    let sends = app.sends(SELLER).await;
    assert!(sends.iter().all(|send| send.state == SendState::Ambiguous));
    assert_eq!(sends.len(), 2);
    sends
}

#[tokio::test]
async fn a_parked_opt_out_is_taken_up_by_a_send_of_somebody_elses() {
    let app = App::start().await;
    let mut form = receipt_form("SMx", "undelivered", SELLER).to_vec();
    form.push(("ErrorCode", "21610"));
    assert_eq!(app.post("/delivery", &form).await.0, 200);
    app.echo(SELLER, "Would you sell?", "SMx").await;
    app.echo(SELLER, "Would you sell?", "SMx").await;
    let contact = app.contact(SELLER).await.unwrap();
    assert!(contact.has_opted_out());
    let sends = app.sends(SELLER).await;
    assert_eq!(sends[0].delivery_status, DeliveryStatus::Undelivered);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_sid_that_belongs_to_another_send_of_ours_takes_nothing_away() {
    let app = App::start().await;
    let sends = two_ambiguous_replies(&app).await;
    let found = Finding::Sent(sid("SM5"));
    for send in &sends {
        inspect::settle(&app.engine.ports, &send.id, &found)
            .await
            .unwrap();
    }
    let states: Vec<SendState> = app
        .sends(SELLER)
        .await
        .iter()
        .map(|send| send.state)
        .collect();
    assert_eq!(states, [SendState::Accepted, SendState::Ambiguous]);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn the_signed_callback_of_an_ambiguous_send_folds_in_the_echo_stored_apart() {
    let app = App::start().await;
    let sends = two_ambiguous_replies(&app).await;
    // Two sends it could be of: stored apart.
    app.echo(SELLER, &sends[0].body, "SM1").await;
    assert_eq!(app.sends(SELLER).await.len(), 3);
    let url = callback(&app, &sends[0].id);
    for _ in 0..2 {
        let form = receipt_form("SM1", "delivered", SELLER);
        assert_eq!(post_bare(&app, &url, &form).await.0, 200);
    }
    let now = app.sends(SELLER).await;
    assert_eq!(now.len(), 2);
    assert_eq!(
        (now[0].state, now[0].delivery_status),
        (SendState::Accepted, DeliveryStatus::Delivered)
    );
    assert_eq!(now[0].sid, Some(sid("SM1")));
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.sent_count, counts.delivered_count), (1, 1));
}

#[tokio::test]
async fn fields_longer_than_any_carriers_are_refused() {
    let app = App::start().await;
    let long = format!("delivered{}", "-".repeat(400_000));
    let refused = app
        .post("/delivery", &receipt_form("SM1", &long, SELLER))
        .await;
    assert_refused(&refused, 422, &["MessageStatus"]);
    let template = "t".repeat(400_000);
    let form = [
        ("From", OURS),
        ("To", SELLER),
        ("Body", "hello"),
        ("MessageSid", "SM1"),
        ("Template Record ID", template.as_str()),
    ];
    let refused = app.post("/outbound", &form).await;
    assert_refused(&refused, 422, &["Template Record ID"]);
}

#[tokio::test]
async fn a_flood_of_receipts_for_an_unknown_message_leaves_room_for_the_message() {
    let app = App::start().await;
    for code in 1..=120 {
        let code = code.to_string();
        let mut form = receipt_form("SM1", "sent", SELLER).to_vec();
        form.push(("ErrorCode", &code));
        assert_eq!(app.post("/delivery", &form).await.0, 200);
    }
    app.echo(SELLER, "Would you sell?", "SM1").await;
    assert_eq!(app.sends(SELLER).await.len(), 1);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}
