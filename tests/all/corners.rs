//! Where two things meet: a person's trigger and the worker, night and a refusal, a model and the law.

use std::time::Duration;

use serde_json::{Value, json};
use sms_domain::contact::Party;
use sms_domain::contact::change::ContactField;
use sms_domain::contact::review::Review;
use sms_domain::message::{Purpose, SendState};
use sms_domain::sending::clearance::{SendingRules, Verdict, clear};
use sms_engine::http::signature::Callbacks;
use sms_engine::ports::{Basis, ReviewRecord, Write};
use sms_engine::queue_item::QueueItem;
use sms_engine::sender::{Claiming, claim};
use sms_testkit::model_server::{ModelServer, Script, Turn};

use crate::app::{App, SELLER, address, options};

const PRICE: &str = "what would you pay?";

async fn say(app: &App, body: &str, sid: &str) {
    app.text_in(SELLER, body, sid).await;
    app.drain().await;
}

async fn trigger(app: &App) -> Value {
    let headers = [
        ("x-api-key", "dev-admin-key"),
        ("content-type", "application/json"),
    ];
    let body = json!({"Phone": SELLER}).to_string();
    let (status, answer) = app.post_raw("/ai-response-trigger", &headers, body).await;
    assert_eq!(status.as_u16(), 200, "{answer}");
    answer
}

async fn last_is_answered(app: &App) -> bool {
    let last = app.texts_in(SELLER).await.pop().unwrap().id.reply();
    app.sends(SELLER).await.iter().any(|send| send.id == last)
}

/// Ten at night in Chicago, with quiet hours.
async fn at_night() -> App {
    let mut with = options();
    with.settings = with
        .settings
        .with("QUIET_HOURS_ENFORCED", "true")
        .with("QUIET_TZ", "America/Chicago");
    let app = App::with(with).await;
    app.advance(Duration::from_hours(10));
    app
}

async fn until_morning(app: &App) {
    for _ in 0..14 {
        app.advance(Duration::from_hours(1));
        app.tick().await;
        app.drain().await;
    }
}

#[tokio::test]
async fn a_trigger_on_a_text_that_only_has_a_follow_up_does_not_jam_the_thread() {
    let app = App::start().await;
    say(&app, "maybe later", "SM1").await;
    say(&app, "maybe later", "SM2").await;
    assert_eq!(trigger(&app).await["answering"], false);
    app.drain().await;
    say(&app, "ok what would you pay?", "SM3").await;
    assert!(last_is_answered(&app).await);
}

#[tokio::test]
async fn a_trigger_that_was_overtaken_by_the_worker_does_not_jam_the_thread() {
    let app = App::start().await;
    app.text_in(SELLER, PRICE, "SM1").await;
    let mut contact = app.contact(SELLER).await.unwrap();
    let text = app.texts_in(SELLER).await.remove(0);
    contact.answered_through = text.id.just_before();
    // The trigger has looked: no reply. Now the worker answers, and then the trigger writes.
    app.drain().await;
    let step = ReviewRecord {
        basis: Basis::contact(Some(&contact)),
        review: Review {
            contact,
            fields: vec![ContactField::AnsweredThrough],
            due_from: text.id.just_before(),
            text,
            promotes: false,
        },
        wake_at: app.engine.ports.clock.now(),
    };
    let contacts = &app.engine.ports.contacts;
    assert_eq!(contacts.record_review(&step).await.unwrap(), Write::Done);
    app.advance(Duration::from_mins(2));
    app.tick().await;
    app.drain().await;
    assert_eq!(app.sends(SELLER).await.len(), 1, "answered once");
    say(&app, "HELP", "SM2").await;
    assert!(last_is_answered(&app).await);
}

#[tokio::test]
async fn a_trigger_while_texts_wait_loses_none() {
    let app = App::start().await;
    app.text_in(SELLER, "who is this?", "SM1").await;
    app.text_in(SELLER, PRICE, "SM2").await;
    assert_eq!(trigger(&app).await["answering"], true);
    app.drain().await;
    assert_eq!(app.sends(SELLER).await.len(), 2);
}

#[tokio::test]
async fn an_opt_out_taken_back_and_given_again_before_the_worker_came_is_confirmed_once() {
    let mut with = options();
    with.settings = with.settings.with("CARRIER_CONFIRMS_OPT_OUT", "false");
    let app = App::with(with).await;
    for (body, sid) in [("STOP", "SM1"), ("START", "SM2"), ("STOP", "SM3")] {
        app.text_in(SELLER, body, sid).await;
        app.advance(Duration::from_secs(1));
    }
    app.drain().await;
    let sends = app.sends(SELLER).await;
    let confirmed = |send: &&_| {
        let send: &sms_domain::message::OutboundMessage = send;
        send.purpose == Purpose::OptOutConfirmation && send.state == SendState::Accepted
    };
    assert_eq!(sends.iter().filter(confirmed).count(), 1);
}

#[tokio::test]
async fn the_first_text_that_arrives_tells_how_to_opt_out() {
    let app = at_night().await;
    say(&app, PRICE, "SM1").await;
    say(&app, "wrong number", "SM2").await;
    say(&app, "sorry, mixed it up, I want to sell", "SM3").await;
    until_morning(&app).await;
    let accepted = app.carrier().accepted();
    assert!(accepted[0].body.contains("STOP"), "{}", accepted[0].body);
}

#[tokio::test]
async fn a_reply_that_waits_for_the_morning_does_not_survive_a_refusal() {
    let app = at_night().await;
    say(&app, PRICE, "SM1").await;
    say(&app, "never mind, not interested", "SM2").await;
    until_morning(&app).await;
    assert_eq!(
        app.carrier().accepted().len(),
        0,
        "marketing after a refusal"
    );
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_yes_to_a_second_campaign_is_answered() {
    let app = App::start().await;
    for (yes, sid) in [("SM1", "SMcold1"), ("SM2", "SMcold2")] {
        app.echo(SELLER, "Hi, do you still own 12 Oak Street?", sid)
            .await;
        say(&app, "Yes", yes).await;
        assert!(last_is_answered(&app).await, "{yes}");
        app.advance(Duration::from_hours(24 * 200));
    }
}

#[tokio::test]
async fn a_yes_after_an_answer_of_ours_still_answers_our_question() {
    for question in ["who is this?", "HELP", "how did you get my number"] {
        for second in 0..3 {
            let app = App::start().await;
            app.advance(Duration::from_secs(second));
            app.echo(
                SELLER,
                "Hi, would you consider an offer for 12 Oak Street?",
                "SMcold",
            )
            .await;
            say(&app, question, "SM1").await;
            app.advance(Duration::from_mins(1));
            say(&app, "yes i would", "SM2").await;
            let party = app.contact(SELLER).await.unwrap().party;
            assert!(matches!(party, Some(Party::Lead(_))), "after {question}");
        }
    }
}

#[tokio::test]
async fn whatever_stops_automation_between_clearance_and_claim_stops_the_send() {
    for body in ["wrong number", "scammers", "not interested", "STOP"] {
        let app = App::start().await;
        app.text_in(SELLER, PRICE, "SM1").await;
        app.run_job("responder", &QueueItem::Thread(address(SELLER)))
            .await;
        let reply = app.sends(SELLER).await.remove(0);
        let outbox = &*app.engine.ports.outbox;
        let (message, contact) = outbox.load(&reply.key()).await.unwrap().unwrap();
        let now = app.engine.ports.clock.now();
        let rules = SendingRules::default();
        let Verdict::Cleared(clearance) = clear(&message, &contact, &rules, now) else {
            panic!("not cleared")
        };
        app.text_in(SELLER, body, "SM2").await;
        let callbacks = Callbacks::new(app.engine.base_url.clone(), "t".to_owned().into());
        let claiming = claim(outbox, &clearance, &callbacks).await.unwrap();
        assert!(matches!(claiming, Claiming::Lost), "{body}");
    }
}

#[tokio::test]
async fn a_first_reply_in_a_models_words_tells_how_to_opt_out_and_stays_short() {
    let long = "Thanks for asking about it. ".repeat(9) + "What price do you have in mind for it?";
    for (body, wanted) in [
        (
            "We buy property in your area. Would you consider an offer?",
            "AI: Mistral 7B",
        ),
        (long.as_str(), "Autoresponder"),
    ] {
        let script = Script::default().always("mistralai/mistral-7b-instruct", Turn::reply(body));
        let models = ModelServer::start(script).await.unwrap();
        let mut with = options();
        with.settings = with
            .settings
            .with("LLM_API_KEY", "k")
            .with("LLM_API_URL", models.url())
            .with("LLM_CONFIDENCE_FLOOR", "0");
        let app = App::with(with).await;
        say(&app, "who is this?", "SM1").await;
        let reply = app.sends(SELLER).await.remove(0);
        assert!(reply.body.contains("STOP"), "{}", reply.body);
        assert!(reply.segments <= 2, "{}", reply.body);
        assert_eq!(
            reply.processed_by.map(|by| by.to_string()).as_deref(),
            Some(wanted)
        );
    }
}

#[tokio::test]
async fn what_is_told_of_a_contact_adds_up() {
    let app = App::start().await;
    let headers = [
        ("x-api-key", "dev-admin-key"),
        ("content-type", "application/json"),
    ];
    for fields in [
        json!({"Phone": SELLER, "First": "Maria", "Property Address": "12 Oak St"}),
        json!({"Phone": SELLER, "Property City": "Tampa"}),
    ] {
        let (status, _) = app
            .post_raw("/contacts", &headers, fields.to_string())
            .await;
        assert_eq!(status.as_u16(), 200);
    }
    let profile = app.contact(SELLER).await.unwrap().profile;
    assert_eq!(profile.first.as_deref(), Some("Maria"));
    assert_eq!(profile.city.as_deref(), Some("Tampa"));
    assert_eq!(profile.address.as_deref(), Some("12 Oak St"));
}
