//! A text comes in, is stored once, answered, sent once, and followed to its receipt.

use sms_domain::message::SendState;
use sms_domain::message::status::DeliveryStatus;

use crate::app::{App, OURS, SELLER};

#[tokio::test]
async fn a_question_is_answered_once_and_followed_to_its_receipt() {
    let app = App::start().await;
    let answer = app
        .text_in(SELLER, "Yes, how much would you offer?", "SM1")
        .await;
    assert_eq!(answer["status"], "ok");
    assert_eq!(answer["linked_to"], "lead");
    app.drain().await;

    let sends = app.sends(SELLER).await;
    let [reply] = sends.as_slice() else {
        panic!("{sends:?}")
    };
    assert_eq!(
        (reply.state, reply.delivery_status),
        (SendState::Accepted, DeliveryStatus::Sent)
    );
    let accepted = app.carrier().accepted();
    let [taken] = accepted.as_slice() else {
        panic!("{} calls", accepted.len())
    };
    assert_eq!((taken.to.as_str(), taken.from.as_str()), (SELLER, OURS));
    assert_eq!(taken.body, reply.body);

    let said = app.receipt(&taken.sid, "delivered", SELLER).await;
    assert_eq!(said["normalized"], "delivered");
    assert_eq!(
        app.sends(SELLER).await[0].delivery_status,
        DeliveryStatus::Delivered
    );
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!(
        (
            counts.reply_count,
            counts.sent_count,
            counts.delivered_count
        ),
        (1, 1, 1)
    );
}
