//! Whoever says that a contact opted out, the contact is the same after it, and so is its way back.

use std::time::Duration;

use reqwest::StatusCode;
use sms_domain::contact::stage::Stage;
use sms_domain::contact::{Consent, Contact};
use sms_engine::ports::Debt;
use sms_engine::sender::accept;
use sms_local::carrier::Scripted;

use super::{
    QUESTION, callback, claimed, post_bare, queued_reply, receipt_form, reply_in_flight, sid,
    the_send,
};
use crate::app::{App, OURS, SELLER, address};

/// Who says so, and by which way it comes.
#[derive(Debug, Clone, Copy)]
enum Source {
    Text,
    File,
    /// The carrier refuses a send with 21610.
    Refusal,
    /// The first terminal receipt of a send says 21610.
    Receipt,
    /// A receipt that ends nothing says so.
    EarlyReceipt,
    /// A receipt after the end of its send says so.
    LateReceipt,
    /// A receipt by the signed callback says so of a send in flight.
    SettlingReceipt,
    /// A receipt waited for an echo.
    ParkedWithEcho,
    /// A receipt waited for the acceptance of our own send.
    ParkedWithAcceptance,
}

const SOURCES: [Source; 9] = [
    Source::Text,
    Source::File,
    Source::Refusal,
    Source::Receipt,
    Source::EarlyReceipt,
    Source::LateReceipt,
    Source::SettlingReceipt,
    Source::ParkedWithEcho,
    Source::ParkedWithAcceptance,
];

async fn echo(app: &App, sid: &str) {
    let form = [
        ("From", OURS),
        ("To", SELLER),
        ("Body", "Would you sell?"),
        ("MessageSid", sid),
    ];
    assert_eq!(app.post("/outbound", &form).await.0, StatusCode::OK);
}

fn opt_out_form<'a>(sid: &'a str, status: &'a str) -> Vec<(&'static str, &'a str)> {
    let mut form = receipt_form(sid, status, SELLER).to_vec();
    form.push(("ErrorCode", "21610"));
    form
}

async fn opt_out_receipt(app: &App, sid: &str, status: &str) {
    let (status, answer) = app.post("/delivery", &opt_out_form(sid, status)).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

/// Opts out a seller who asked for the price.
async fn opt_out(app: &App, source: Source) {
    match source {
        Source::Text => {
            app.text_in(SELLER, QUESTION, "SMq").await;
            app.text_in(SELLER, "STOP", "SMstop").await;
        }
        Source::File => {
            app.text_in(SELLER, QUESTION, "SMq").await;
            let headers = [("x-api-key", "dev-admin-key"), ("content-type", "text/csv")];
            let csv = format!("phone\n{SELLER}\n");
            assert_eq!(app.post_raw("/suppressions", &headers, csv).await.0, 200);
        }
        Source::Refusal => {
            app.carrier().script(vec![Scripted::Status {
                status: 400,
                code: Some(21610),
            }]);
            app.text_in(SELLER, QUESTION, "SMq").await;
            app.drain().await;
        }
        Source::Receipt | Source::EarlyReceipt | Source::LateReceipt => {
            app.text_in(SELLER, QUESTION, "SMq").await;
            app.drain().await;
            let sid = the_send(app, SELLER).await.sid.unwrap().to_string();
            if matches!(source, Source::LateReceipt) {
                app.receipt(&sid, "delivered", SELLER).await;
            }
            let is_early = matches!(source, Source::EarlyReceipt);
            let status = if is_early { "sent" } else { "undelivered" };
            opt_out_receipt(app, &sid, status).await;
        }
        Source::SettlingReceipt => {
            let reply = reply_in_flight(app, SELLER).await;
            let form = opt_out_form("SMours", "undelivered");
            let answered = post_bare(app, &callback(app, &reply.id), &form).await;
            assert_eq!(answered.0, StatusCode::OK);
        }
        Source::ParkedWithEcho => {
            app.text_in(SELLER, QUESTION, "SMq").await;
            opt_out_receipt(app, "SMecho", "undelivered").await;
            echo(app, "SMecho").await;
        }
        Source::ParkedWithAcceptance => {
            let reply = queued_reply(app, SELLER).await;
            opt_out_receipt(app, "SMours", "undelivered").await;
            let claim = claimed(app, &reply).await.unwrap();
            accept(&app.engine.ports, claim.message(), &sid("SMours"))
                .await
                .unwrap();
        }
    }
}

async fn contact(app: &App) -> Contact {
    app.contact(SELLER).await.unwrap()
}

#[tokio::test]
async fn every_source_of_an_opt_out_has_one_result_and_start_finds_the_same_after_each() {
    for source in SOURCES {
        let app = App::start().await;
        opt_out(&app, source).await;
        let out = contact(&app).await;
        let now = app.engine.ports.clock.now();
        assert_eq!(
            (out.consent, out.consent_at, out.stage),
            (Consent::OptedOut, Some(now), Some(Stage::OptOut)),
            "{source:?}"
        );
        // The text and the opt-out: what decisions stand on moved twice.
        assert_eq!(out.version(), 2, "{source:?}");

        app.advance(Duration::from_mins(1));
        app.text_in(SELLER, "START", "SMstart").await;
        let back = contact(&app).await;
        assert_eq!(
            (back.consent, back.stage, back.version()),
            (Consent::OptedIn, Some(Stage::OptOut), 3),
            "{source:?}"
        );
        let audit = &app.engine.ports.audit;
        let ledger = audit.consents(&address(SELLER)).await.unwrap();
        let consents: Vec<Consent> = ledger.iter().map(|entry| entry.consent).collect();
        assert_eq!(consents, [Consent::OptedOut, Consent::OptedIn]);
        app.assert_counters_equal_a_recount(&[SELLER]).await;
        let open = app
            .engine
            .ports
            .work
            .due(Debt::Ambiguous, now, 10)
            .await
            .unwrap();
        assert_eq!(open, [], "{source:?}");
    }
}

#[tokio::test]
async fn an_opt_in_stands_against_a_parked_opt_out_that_is_older() {
    let app = App::start().await;
    app.text_in(SELLER, "STOP", "SMstop").await;
    opt_out_receipt(&app, "SMecho", "undelivered").await;
    app.advance(Duration::from_mins(1));
    app.text_in(SELLER, "START", "SMstart").await;
    let back = contact(&app).await;
    echo(&app, "SMecho").await;
    let after = contact(&app).await;
    assert_eq!(
        (after.consent, after.consent_at, after.version()),
        (Consent::OptedIn, back.consent_at, back.version())
    );

    // What the carrier says later counts.
    app.advance(Duration::from_mins(1));
    echo(&app, "SMlater").await;
    opt_out_receipt(&app, "SMlater", "undelivered").await;
    assert!(contact(&app).await.has_opted_out());
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn what_the_carrier_repeats_leaves_the_first_opt_out_as_it_is() {
    let app = App::start().await;
    app.text_in(SELLER, "STOP", "SMstop").await;
    let out = contact(&app).await;
    echo(&app, "SMecho").await;
    app.advance(Duration::from_mins(1));
    opt_out_receipt(&app, "SMecho", "undelivered").await;
    let after = contact(&app).await;
    assert_eq!(
        (after.consent, after.consent_at, after.version()),
        (Consent::OptedOut, out.consent_at, out.version())
    );
    let audit = &app.engine.ports.audit;
    let ledger = audit.consents(&address(SELLER)).await.unwrap();
    assert_eq!(ledger.len(), 1);
}
