//! When a reply leaves, what a carrier's answer leads to, and that nothing leaves twice.

use std::time::Duration;

use jiff::Timestamp;
use sms_domain::contact::Party;
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{MessageKey, OutboundMessage, SendState};
use sms_engine::inspect::{self, Finding};
use sms_engine::queue_item::QueueItem;
use sms_engine::tick::TickReport;
use sms_local::carrier::Scripted;
use sms_local::clock::Pace;
use sms_local::runtime::Options;

use super::{OTHER, QUESTION, queued_reply, sid, the_send};
use crate::app::{App, OURS, SELLER, address, options};

const HOUR: Duration = Duration::from_hours(1);

/// Quiet from nine in the evening to nine in the morning in Chicago, where it is now `local`.
fn quiet_at(local: &str) -> Options {
    let mut options = options();
    options.settings = options
        .settings
        .with("QUIET_HOURS_ENFORCED", "true")
        .with("QUIET_START_HOUR_LOCAL", "21")
        .with("QUIET_END_HOUR_LOCAL", "9")
        .with("QUIET_TZ", "America/Chicago");
    let now: jiff::Zoned = format!("{local}[America/Chicago]").parse().unwrap();
    options.pace = Pace::Standing(now.timestamp());
    options
}

async fn ask(app: &App) {
    app.text_in(SELLER, QUESTION, "SM-question").await;
    app.drain().await;
}

async fn tick_and_drain(app: &App) -> TickReport {
    let report = app.tick().await;
    app.drain().await;
    report
}

async fn ambiguous(app: &App) -> Vec<OutboundMessage> {
    let now = app.engine.ports.clock.now();
    inspect::ambiguous(&app.engine.ports, now).await.unwrap()
}

#[tokio::test]
async fn a_reply_in_quiet_hours_stays_queued_and_leaves_when_the_window_opens() {
    for evening in [
        "2026-11-21T23:00",
        "2026-11-21T21:00",
        "2026-11-22T08:59:59",
    ] {
        let app = App::with(quiet_at(evening)).await;
        ask(&app).await;
        let opens: Timestamp = "2026-11-22T15:00:00Z".parse().unwrap();
        let waiting = the_send(&app, SELLER).await;
        assert_eq!(
            (waiting.state, waiting.delivery_status, waiting.due_at),
            (SendState::Queued, DeliveryStatus::Queued, opens)
        );
        assert_eq!(waiting.reason.as_deref(), Some("quiet hours"));
        let job = QueueItem::send(&waiting.key());
        while app.engine.ports.clock.now() < opens {
            tick_and_drain(&app).await;
            assert!(app.run_job("sender", &job).await);
            assert_eq!(app.carrier().requests(), 0);
            let left = opens.duration_since(app.engine.ports.clock.now());
            let left = Duration::try_from(left).unwrap();
            app.advance(left.min(HOUR));
        }
        assert_eq!(app.load(&waiting.key()).await.due_at, opens);
        assert_eq!(tick_and_drain(&app).await.sends, 1);
        assert_eq!(app.carrier().accepted().len(), 1);
        assert_eq!(the_send(&app, SELLER).await.state, SendState::Accepted);
        app.assert_counters_equal_a_recount(&[SELLER]).await;
    }
}

#[tokio::test]
async fn a_reply_by_day_leaves_at_once() {
    for day in ["2026-11-22T09:00", "2026-11-22T20:59:44"] {
        let app = App::with(quiet_at(day)).await;
        ask(&app).await;
        assert_eq!(app.carrier().accepted().len(), 1, "{day}");
    }
}

#[tokio::test]
async fn an_opt_out_in_quiet_hours_takes_the_waiting_reply_with_it() {
    let app = App::with(quiet_at("2026-11-21T23:00")).await;
    ask(&app).await;
    app.text_in(SELLER, "STOP", "SM2").await;
    app.advance(HOUR * 10);
    tick_and_drain(&app).await;
    assert_eq!(the_send(&app, SELLER).await.state, SendState::Skipped);
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn a_send_that_waits_for_its_retry_past_the_closing_waits_for_the_opening() {
    let app = App::with(quiet_at("2026-11-21T20:59:40")).await;
    app.carrier().script(vec![Scripted::Status {
        status: 429,
        code: None,
    }]);
    ask(&app).await;
    assert_eq!(app.carrier().requests(), 1);
    app.advance(Duration::from_mins(1));
    tick_and_drain(&app).await;
    assert_eq!(app.carrier().requests(), 1);
    let opens: Timestamp = "2026-11-22T15:00:00Z".parse().unwrap();
    assert_eq!(the_send(&app, SELLER).await.due_at, opens);
}

#[tokio::test]
async fn the_tick_brings_back_a_thread_that_the_queue_lost() {
    let app = App::start().await;
    app.text_in(SELLER, QUESTION, "SM1").await;
    assert_eq!(app.lose_the_queues().await, 1);
    // Not yet late.
    assert_eq!(tick_and_drain(&app).await, TickReport::default());
    assert_eq!(app.sends(SELLER).await, []);
    app.advance(Duration::from_secs(31));
    let report = tick_and_drain(&app).await;
    assert_eq!((report.threads, report.sends), (1, 0));
    assert_eq!(app.carrier().accepted().len(), 1);
    app.advance(HOUR);
    assert_eq!(tick_and_drain(&app).await, TickReport::default());
}

#[tokio::test]
async fn the_tick_brings_back_a_send_that_the_queue_lost_again_and_again() {
    let app = App::start().await;
    let reply = queued_reply(&app, SELLER).await;
    assert_eq!(app.tick().await, TickReport::default());
    let mut put_backs = 0;
    for _ in 0..60 {
        app.advance(Duration::from_mins(1));
        put_backs += app.tick().await.sends;
        app.lose_the_queues().await;
    }
    assert!((5..20).contains(&put_backs), "{put_backs} in an hour");
    assert_eq!(app.load(&reply.key()).await.state, SendState::Queued);
    app.advance(HOUR);
    assert_eq!(tick_and_drain(&app).await.sends, 1);
    assert_eq!(app.carrier().accepted().len(), 1);
}

#[tokio::test]
async fn a_send_that_never_moves_is_given_up_visibly() {
    let app = App::start().await;
    let reply = queued_reply(&app, SELLER).await;
    let mut report = TickReport::default();
    for _ in 0..100 {
        app.advance(HOUR);
        report = app.tick().await;
        app.lose_the_queues().await;
        if report.gave_up > 0 {
            break;
        }
    }
    assert_eq!(report.gave_up, 1);
    let failed = app.load(&reply.key()).await;
    assert_eq!(
        (failed.state, failed.delivery_status),
        (SendState::Failed, DeliveryStatus::Failed)
    );
    assert!(failed.reason.unwrap().contains("gave up"));
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!(counts.failed_count, 1);
}

#[tokio::test]
async fn a_worker_that_died_with_the_lease_is_followed_by_another() {
    let app = App::start().await;
    app.text_in(SELLER, QUESTION, "SM1").await;
    app.lose_the_queues().await;
    let now = app.engine.ports.clock.now();
    let lease = sms_engine::ports::Lease {
        thread: address(SELLER),
        id: "dead".to_owned(),
        until: now + Duration::from_secs(50),
    };
    app.engine.ports.threads.lease(&lease, now).await.unwrap();
    assert!(
        app.run_job("responder", &QueueItem::Thread(address(SELLER)))
            .await
    );
    assert_eq!(app.sends(SELLER).await, []);
    app.advance(Duration::from_secs(61));
    tick_and_drain(&app).await;
    assert_eq!(app.carrier().accepted().len(), 1);
}

#[tokio::test]
async fn a_send_refused_for_now_is_tried_again_later_and_later() {
    for (status, code) in [
        (429, None),
        (429, Some(20429)),
        (503, Some(20503)),
        (400, Some(30022)),
    ] {
        let app = App::start().await;
        app.carrier()
            .script(vec![Scripted::Status { status, code }; 3]);
        ask(&app).await;
        let mut waits = Vec::new();
        for attempt in 1..=3 {
            let waiting = the_send(&app, SELLER).await;
            assert_eq!(waiting.state, SendState::Queued, "{status} {code:?}");
            assert_eq!((waiting.attempts, waiting.error_code), (attempt, code));
            assert_eq!(app.carrier().requests(), u64::from(attempt));
            let wait = waiting.due_at.duration_since(app.engine.ports.clock.now());
            let wait = Duration::try_from(wait).unwrap();
            assert!(wait >= Duration::from_secs(2), "{wait:?}");
            waits.push(wait);
            // Not a moment early, whoever asks.
            app.advance(wait.saturating_sub(Duration::from_millis(1)));
            app.run_job("sender", &QueueItem::send(&waiting.key()))
                .await;
            tick_and_drain(&app).await;
            assert_eq!(app.carrier().requests(), u64::from(attempt));
            app.advance(Duration::from_millis(1));
            app.lose_the_queues().await;
            tick_and_drain(&app).await;
        }
        assert!(waits.is_sorted(), "{waits:?}");
        let sent = the_send(&app, SELLER).await;
        assert_eq!((sent.state, sent.attempts), (SendState::Accepted, 4));
        assert_eq!((sent.error_code, sent.reason), (None, None));
        assert!(sent.retried_at.is_some());
        assert_eq!(app.carrier().accepted().len(), 1);
        app.assert_counters_equal_a_recount(&[SELLER]).await;
    }
}

#[tokio::test]
async fn a_send_refused_for_good_fails_with_code_and_reason_and_is_never_tried_again() {
    for (status, code) in [
        (400, Some(21211)),
        (400, Some(21614)),
        (403, Some(30004)),
        (400, None),
    ] {
        let app = App::start().await;
        app.carrier()
            .script(vec![Scripted::Status { status, code }]);
        ask(&app).await;
        for _ in 0..5 {
            app.advance(HOUR);
            assert_eq!(tick_and_drain(&app).await, TickReport::default());
        }
        let failed = the_send(&app, SELLER).await;
        assert_eq!(
            (failed.state, failed.delivery_status, failed.error_code),
            (SendState::Failed, DeliveryStatus::Failed, code)
        );
        assert!(failed.reason.is_some());
        assert_eq!(app.carrier().requests(), 1);
        assert!(!app.contact(SELLER).await.unwrap().has_opted_out());
        let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
        assert_eq!((counts.failed_count, counts.sent_count), (1, 0));
    }
}

#[tokio::test]
async fn a_send_refused_because_of_an_opt_out_opts_the_contact_out() {
    let app = App::start().await;
    app.carrier().script(vec![Scripted::Status {
        status: 400,
        code: Some(21610),
    }]);
    ask(&app).await;
    let failed = the_send(&app, SELLER).await;
    assert_eq!(
        (failed.state, failed.error_code),
        (SendState::Failed, Some(21610))
    );
    assert!(app.contact(SELLER).await.unwrap().has_opted_out());
    let ledger = app
        .engine
        .ports
        .audit
        .consents(&address(SELLER))
        .await
        .unwrap();
    assert_eq!(ledger.len(), 1);
    assert_eq!(
        (
            ledger[0].message.as_ref(),
            ledger[0].evidence.contains("21610")
        ),
        (Some(&failed.id), true)
    );
    app.assert_counters_equal_a_recount(&[SELLER]).await;
    for (to, sid) in [(OURS, "SM2"), (super::OURS_TOO, "SM3")] {
        let form = [
            ("From", SELLER),
            ("To", to),
            ("Body", QUESTION),
            ("MessageSid", sid),
        ];
        app.post("/inbound", &form).await;
    }
    app.drain().await;
    assert_eq!(app.carrier().requests(), 1);
}

#[tokio::test]
async fn a_send_of_unknown_outcome_is_listed_and_never_sent_again() {
    for step in [
        Scripted::Status {
            status: 500,
            code: None,
        },
        Scripted::Status {
            status: 502,
            code: Some(20500),
        },
        Scripted::Status {
            status: 503,
            code: None,
        },
        Scripted::ResetAfterReading { accepted: true },
        Scripted::ResetAfterReading { accepted: false },
        Scripted::AcceptThenDropAnswer,
    ] {
        let app = App::start().await;
        app.carrier().script(vec![step]);
        ask(&app).await;
        let reply = the_send(&app, SELLER).await;
        assert_eq!(reply.state, SendState::Ambiguous, "{step:?}");
        for _ in 0..30 {
            app.advance(HOUR);
            assert_eq!(tick_and_drain(&app).await, TickReport::default());
            app.run_job("sender", &QueueItem::send(&reply.key())).await;
        }
        assert_eq!(app.carrier().requests(), 1, "{step:?}");
        assert_eq!(ambiguous(&app).await, [reply]);
        let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
        assert_eq!((counts.sent_count, counts.failed_count), (0, 0));
    }
}

#[tokio::test]
async fn a_sender_that_stopped_in_its_call_leaves_an_ambiguous_send_after_its_lease() {
    let app = App::start().await;
    let reply = super::reply_in_flight(&app, SELLER).await;
    app.advance(Duration::from_secs(30));
    assert_eq!(app.tick().await.ambiguous, 0);
    app.run_job("sender", &QueueItem::send(&reply.key())).await;
    app.advance(Duration::from_secs(1));
    assert_eq!(tick_and_drain(&app).await.ambiguous, 1);
    assert_eq!(ambiguous(&app).await.len(), 1);
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn a_person_settles_an_ambiguous_send_as_sent_not_sent_or_to_be_sent_again() {
    for finding in [
        Finding::Sent(sid("SMfound")),
        Finding::NotSent,
        Finding::SendAgain,
    ] {
        let app = App::start().await;
        app.carrier().script(vec![Scripted::Status {
            status: 500,
            code: None,
        }]);
        ask(&app).await;
        let reply = the_send(&app, SELLER).await;
        let ports = &app.engine.ports;
        let settled = inspect::settle(ports, &reply.id, &finding)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(ambiguous(&app).await, []);
        // Settled once: a second finding finds nothing.
        for other in [Finding::NotSent, Finding::SendAgain] {
            assert!(
                inspect::settle(ports, &reply.id, &other)
                    .await
                    .unwrap()
                    .is_none()
            );
        }
        app.drain().await;
        for _ in 0..3 {
            app.advance(HOUR);
            tick_and_drain(&app).await;
        }
        let after = the_send(&app, SELLER).await;
        let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
        match finding {
            Finding::Sent(sid) => {
                assert_eq!((settled.state, after.sid), (SendState::Accepted, Some(sid)));
                assert_eq!((app.carrier().requests(), counts.sent_count), (1, 1));
                app.receipt("SMfound", "delivered", SELLER).await;
                assert_eq!(
                    the_send(&app, SELLER).await.delivery_status,
                    DeliveryStatus::Delivered
                );
            }
            Finding::NotSent => {
                assert_eq!(after.state, SendState::Failed);
                assert_eq!((app.carrier().requests(), counts.failed_count), (1, 1));
            }
            Finding::SendAgain => {
                assert_eq!((after.state, after.attempts), (SendState::Accepted, 2));
                assert_eq!((app.carrier().requests(), counts.sent_count), (2, 1));
            }
        }
    }
}

#[tokio::test]
async fn a_person_cannot_send_again_to_one_who_opted_out() {
    let app = App::start().await;
    app.carrier().script(vec![Scripted::Status {
        status: 500,
        code: None,
    }]);
    ask(&app).await;
    let reply = the_send(&app, SELLER).await;
    app.text_in(SELLER, "STOP", "SM2").await;
    inspect::settle(&app.engine.ports, &reply.id, &Finding::SendAgain)
        .await
        .unwrap();
    app.drain().await;
    assert_eq!(the_send(&app, SELLER).await.state, SendState::Skipped);
    assert_eq!(app.carrier().requests(), 1);
}

#[tokio::test]
async fn duplicate_jobs_send_once_and_answer_once() {
    let app = App::start().await;
    app.text_in(SELLER, QUESTION, "SM1").await;
    let thread = QueueItem::Thread(address(SELLER));
    let runs = (0..8).map(|_| app.run_job("responder", &thread));
    futures::future::join_all(runs).await;
    let reply = the_send(&app, SELLER).await;
    let send = QueueItem::send(&reply.key());
    let runs = (0..8).map(|_| app.run_job("sender", &send));
    futures::future::join_all(runs).await;
    app.drain().await;
    for job in [&thread, &send] {
        for function in ["responder", "sender"] {
            app.run_job(function, job).await;
        }
    }
    assert_eq!(app.carrier().requests(), 1);
    assert_eq!(app.sends(SELLER).await.len(), 1);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_job_that_names_nothing_is_done_and_one_that_cannot_be_read_fails() {
    let app = App::start().await;
    assert!(
        app.run_job("responder", &QueueItem::Thread(address(SELLER)))
            .await
    );
    let job = QueueItem::Send(MessageKey {
        thread: address(SELLER),
        id: "01JD0000000000000000000000-r".parse().unwrap(),
    });
    assert!(app.run_job("sender", &job).await);
    // On the wrong queue: back it goes, and to the dead letters in the end.
    assert!(!app.run_job("responder", &job).await);
    assert!(
        !app.run_job("sender", &QueueItem::Thread(address(SELLER)))
            .await
    );
    assert_eq!(app.contact(SELLER).await, None);
}

#[tokio::test]
async fn many_ticks_in_a_row_do_nothing_new() {
    let app = App::start().await;
    app.text_in(SELLER, QUESTION, "SM1").await;
    app.text_in(OTHER, "not interested", "SM2").await;
    app.drain().await;
    let before = (app.thread(SELLER).await, app.thread(OTHER).await);
    for _ in 0..30 {
        assert_eq!(tick_and_drain(&app).await, TickReport::default());
        app.advance(Duration::from_mins(1));
    }
    assert_eq!(before, (app.thread(SELLER).await, app.thread(OTHER).await));
    assert_eq!(app.carrier().requests(), 1);
    assert_eq!(app.sends(OTHER).await, []);
}

#[tokio::test]
async fn ticks_at_the_same_moment_put_work_back_once() {
    let app = App::start().await;
    queued_reply(&app, SELLER).await;
    app.text_in(OTHER, QUESTION, "SM2").await;
    app.lose_the_queues().await;
    app.advance(HOUR);
    let reports = futures::future::join_all((0..5).map(|_| app.tick())).await;
    assert_eq!(reports.iter().map(|report| report.sends).sum::<usize>(), 1);
    assert_eq!(
        reports.iter().map(|report| report.threads).sum::<usize>(),
        1
    );
    app.drain().await;
    assert_eq!(app.carrier().accepted().len(), 2);
}

#[tokio::test]
async fn promotion_keeps_one_prospect_and_one_lead_and_each_text_links_to_one() {
    let app = App::start().await;
    app.text_in(SELLER, "hello", "SM1").await;
    let Some(Party::Prospect(prospect)) = app.contact(SELLER).await.unwrap().party else {
        panic!("no prospect")
    };
    let texts = [
        "I want to sell",
        QUESTION,
        "not interested",
        "hello again",
        "your offer?",
    ];
    let sids: Vec<String> = (0..texts.len())
        .map(|index| format!("SM-{index}"))
        .collect();
    // At the same moment: whichever comes first promotes, and the others find a lead.
    let sent = texts
        .iter()
        .zip(&sids)
        .map(|(body, sid)| app.text_in(SELLER, body, sid));
    futures::future::join_all(sent).await;
    app.drain().await;
    let contact = app.contact(SELLER).await.unwrap();
    let Some(Party::Lead(lead)) = &contact.party else {
        panic!("no lead")
    };
    assert_eq!(lead.prospect, prospect);
    assert_eq!(lead.status.as_ref(), "ACTIVE COMMUNICATION");
    let stored = app.texts_in(SELLER).await;
    let promoter = stored
        .iter()
        .find(|text| text.id == lead.promoted_by)
        .unwrap();
    assert!(promoter.ai_intent.promotes());
    for text in &stored {
        let link = serde_json::to_value(text.party.as_ref().unwrap()).unwrap();
        let want = if text.id < lead.promoted_by {
            prospect.id.to_string()
        } else {
            lead.id.to_string()
        };
        assert_eq!(link["id"], want, "{text:?}");
    }
    for send in app.sends(SELLER).await {
        assert_eq!(send.party, Some(contact.party.as_ref().unwrap().link()));
    }
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}
