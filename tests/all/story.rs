//! One seller's whole conversation, from a cold text to STOP, and what else the thread worker decides.

use std::time::Duration;

use serde_json::json;
use sms_domain::contact::stage::Stage;
use sms_domain::contact::{Consent, LeadStatus, Party};
use sms_domain::ids::MessageSid;
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{InboundMessage, OutboundMessage, ProcessedBy, Purpose, SendState};
use sms_domain::template::Category;
use sms_language::{AiIntent, Intent, Question};

use crate::app::{App, OURS, SELLER, address, options};

const COLD: &str = "Hi, would you consider an offer for your house on Oak St? - Sunny Homes";

/// A campaign's text, told by its echo.
async fn cold_text(app: &App, body: &str, sid: &str) {
    let echo = [
        ("From", OURS),
        ("To", SELLER),
        ("Body", body),
        ("MessageSid", sid),
        ("Processed By", "Campaign Runner"),
        ("Template Record ID", "recCold"),
    ];
    assert_eq!(app.post("/outbound", &echo).await.0, 200);
}

/// The seller's text, and what is sent in answer, if anything.
async fn say(app: &App, body: &str, sid: &str) -> Option<OutboundMessage> {
    app.text_in(SELLER, body, sid).await;
    app.drain().await;
    reply_to(app, sid).await
}

async fn reply_to(app: &App, sid: &str) -> Option<OutboundMessage> {
    let reply = text_of(app, sid).await.id.reply();
    app.sends(SELLER)
        .await
        .into_iter()
        .find(|send| send.id == reply)
}

async fn follow_up_of(app: &App, sid: &str) -> OutboundMessage {
    let follow_up = text_of(app, sid).await.id.follow_up();
    let mut sends = app.sends(SELLER).await.into_iter();
    sends.find(|send| send.id == follow_up).unwrap()
}

async fn text_of(app: &App, sid: &str) -> InboundMessage {
    let sid: MessageSid = sid.parse().unwrap();
    let mut texts = app.texts_in(SELLER).await.into_iter();
    texts.find(|text| text.sid.as_ref() == Some(&sid)).unwrap()
}

async fn template_counts(app: &App, template: &str) -> (i64, i64, i64) {
    let audit = &app.engine.ports.audit;
    let counts = audit.template_counts(&template.parse().unwrap()).await;
    let counts = counts.unwrap();
    (counts.sent_count, counts.reply_count, counts.opt_out_count)
}

#[tokio::test]
async fn a_cold_text_becomes_a_lead_with_its_facts_and_stop_is_silence() {
    let app = App::start().await;
    cold_text(&app, COLD, "SMcold").await;
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(contact.asked, Some(Question::Interest));

    let answer = say(&app, "who is this?", "SM1").await.unwrap();
    assert!(answer.body.contains("Sunny Homes"), "{}", answer.body);
    assert!(
        answer.body.contains("STOP"),
        "a first reply: {}",
        answer.body
    );
    assert_eq!(answer.processed_by, Some(ProcessedBy::Autoresponder));
    assert_eq!(answer.delivery_status, DeliveryStatus::Sent);
    let contact = app.contact(SELLER).await.unwrap();
    assert!(matches!(contact.party, Some(Party::Prospect(_))));
    assert_eq!(contact.response_minutes, Some(0));

    let answer = say(&app, "what would you pay?", "SM2").await.unwrap();
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(contact.stage, Some(Stage::PriceQualification));
    let Some(Party::Lead(lead)) = &contact.party else {
        panic!("{:?}", contact.party)
    };
    assert_eq!(lead.status, LeadStatus::ActiveCommunication);
    assert_eq!(contact.last_category, Some(Category::PriceCheck));
    assert_eq!(contact.asked, Some(Question::Price), "{}", answer.body);
    assert!(
        !answer.body.contains("STOP"),
        "only the first: {}",
        answer.body
    );

    app.advance(Duration::from_mins(7));
    let answer = say(&app, "250k, roof is bad, moving in June", "SM3").await;
    let contact = app.contact(SELLER).await.unwrap();
    let facts = contact.facts().unwrap();
    assert_eq!(facts.asking_price, Some(250_000));
    assert_eq!(facts.condition, ["roof: needs work"]);
    assert_eq!(facts.timeline.as_deref(), Some("in june"));
    assert_eq!(facts.motivation.as_deref(), Some("moving"));
    assert_eq!(contact.stage, Some(Stage::MotivationTimeline));
    assert_eq!(contact.last_category, Some(Category::NextStep));
    assert_eq!(contact.response_minutes, Some(7));
    assert!(answer.is_some());

    assert!(say(&app, "stop", "SM4").await.is_none());
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(
        (contact.consent, contact.stage),
        (Consent::OptedOut, Some(Stage::OptOut))
    );
    let consents = app.engine.ports.audit.consents(&address(SELLER)).await;
    assert_eq!(consents.unwrap()[0].evidence, "stop");
    for (body, sid) in [("how much?", "SM5"), ("hello?", "SM6")] {
        assert!(say(&app, body, sid).await.is_none());
    }
    app.advance(Duration::from_hours(24 * 400));
    app.tick().await;
    app.drain().await;
    assert_eq!(app.carrier().accepted().len(), 3);

    let texts = app.texts_in(SELLER).await;
    let read: Vec<_> = texts.iter().map(|t| (t.ai_intent, t.intent)).collect();
    assert_eq!(read[0], (AiIntent::WhoIsThis, Intent::Neutral));
    assert_eq!(read[1], (AiIntent::AskPrice, Intent::Positive));
    assert_eq!(read[2].1, Intent::Positive);
    assert_eq!(read[3].1, Intent::Dnc);
    let words: Vec<_> = texts
        .iter()
        .filter_map(|t| t.party.as_ref())
        .map(sms_domain::contact::PartyLink::word)
        .collect();
    assert_eq!(words, ["prospect", "lead", "lead", "lead", "lead", "lead"]);

    app.assert_counters_equal_a_recount(&[SELLER]).await;
    // The cold text had one answer; the opt-out answered another template.
    assert_eq!(template_counts(&app, "recCold").await, (1, 1, 0));
    let last = reply_to(&app, "SM3").await.unwrap();
    let last = last.template_record_id.unwrap();
    assert_eq!(template_counts(&app, &last).await, (1, 1, 1));
}

#[tokio::test]
async fn a_yes_is_read_for_what_was_asked() {
    let app = App::start().await;
    cold_text(&app, "Hi, do you still own 12 Oak St?", "SMcold1").await;
    say(&app, "Yes", "SM1").await.unwrap();
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(contact.stage, Some(Stage::OwnershipConfirmation));
    assert!(matches!(contact.party, Some(Party::Prospect(_))));
    // The answer asked for interest: the same word is another answer now.
    assert_eq!(contact.asked, Some(Question::Interest));
    say(&app, "Yes", "SM2").await.unwrap();
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(contact.stage, Some(Stage::PriceQualification));
    assert!(matches!(contact.party, Some(Party::Lead(_))));
}

#[tokio::test]
async fn an_opt_out_marks_skipped_whatever_waits_also_what_is_due_much_later() {
    let app = App::start().await;
    say(&app, "maybe later, not now", "SM1").await.unwrap();
    let follow_up = follow_up_of(&app, "SM1").await;
    assert_eq!(
        (follow_up.purpose, follow_up.state),
        (Purpose::FollowUp, SendState::Queued)
    );
    // The queue loses the job: the tick is enough.
    app.text_in(SELLER, "take me off your list", "SM2").await;
    app.lose_the_queues().await;
    app.advance(Duration::from_secs(31));
    app.tick().await;
    app.drain().await;
    let skipped = app.load(&follow_up.key()).await;
    assert_eq!(skipped.state, SendState::Skipped);
    assert_eq!(skipped.reason.as_deref(), Some("the contact opted out"));
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn later_is_followed_up_when_it_was_said_unless_the_conversation_goes_on() {
    let app = App::start().await;
    say(&app, "not right now, maybe in 2 months", "SM1")
        .await
        .unwrap();
    let follow_up = follow_up_of(&app, "SM1").await;
    let waits = follow_up.due_at.duration_since(follow_up.written_at);
    assert_eq!(waits.as_hours(), 60 * 24);
    app.advance(Duration::from_hours(60 * 24 - 1));
    app.tick().await;
    app.drain().await;
    assert_eq!(app.load(&follow_up.key()).await.state, SendState::Queued);
    app.advance(Duration::from_hours(2));
    app.tick().await;
    app.drain().await;
    assert_eq!(app.load(&follow_up.key()).await.state, SendState::Accepted);

    say(&app, "still not ready, maybe next month", "SM2").await;
    let second = follow_up_of(&app, "SM2").await;
    say(&app, "ok I want to sell now", "SM3").await.unwrap();
    app.advance(Duration::from_hours(24 * 40));
    app.tick().await;
    app.drain().await;
    let second = app.load(&second.key()).await;
    assert_eq!(second.state, SendState::Skipped);
    assert_eq!(second.reason.as_deref(), Some("the conversation went on"));
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn an_opt_out_is_confirmed_once_where_the_carrier_does_not_and_never_late() {
    let mut with = options();
    with.settings = with.settings.with("CARRIER_CONFIRMS_OPT_OUT", "false");
    let app = App::with(with).await;
    let confirmation = say(&app, "STOP", "SM1").await.unwrap();
    assert_eq!(confirmation.purpose, Purpose::OptOutConfirmation);
    assert_eq!(confirmation.state, SendState::Accepted);
    assert!(say(&app, "STOP", "SM2").await.is_none(), "one at most");
    say(&app, "START", "SM3").await;
    app.text_in(SELLER, "STOP", "SM4").await;
    app.lose_the_queues().await;
    app.advance(Duration::from_mins(6));
    app.tick().await;
    app.drain().await;
    let late = reply_to(&app, "SM4").await.unwrap();
    assert_eq!(late.purpose, Purpose::OptOutConfirmation);
    assert_eq!(
        late.state,
        SendState::Skipped,
        "six minutes after the opt-out"
    );
    assert_eq!(app.carrier().accepted().len(), 1);
}

#[tokio::test]
async fn a_wrong_number_is_marked_and_hears_nothing_more() {
    let app = App::start().await;
    cold_text(&app, COLD, "SMcold").await;
    for (body, sid) in [
        ("wrong number", "SM1"),
        ("ok", "SM2"),
        ("who is this?", "SM3"),
    ] {
        assert!(say(&app, body, sid).await.is_none(), "{body}");
    }
    let contact = app.contact(SELLER).await.unwrap();
    assert!(contact.wrong_number_at.is_some());
    assert_eq!(contact.consent, Consent::Unstated);
    // Sorry, it was me: a wish to sell ends it, in the store, too.
    say(&app, "sorry that was my kid. I want to sell", "SM4")
        .await
        .unwrap();
    assert_eq!(app.contact(SELLER).await.unwrap().wrong_number_at, None);
}

#[tokio::test]
async fn hostility_ends_automation_for_good() {
    let app = App::start().await;
    assert!(
        say(&app, "you people are crooks, I hate you", "SM1")
            .await
            .is_none()
    );
    let contact = app.contact(SELLER).await.unwrap();
    assert!(
        contact.stage.is_some_and(Stage::is_terminal),
        "{:?}",
        contact.stage
    );
    assert!(say(&app, "how much?", "SM2").await.is_none());
}

#[tokio::test]
async fn templates_are_filled_from_the_contacts_record() {
    let app = App::start().await;
    let described = json!({"Phone": SELLER, "First": "Maria", "Property Address": "12 Oak St"});
    for (key, status) in [("dev-admin-key", 200), ("wrong", 401)] {
        let (got, answer) = app
            .post_raw(
                "/contacts",
                &[("x-api-key", key), ("content-type", "application/json")],
                described.to_string(),
            )
            .await;
        assert_eq!(got.as_u16(), status, "{answer}");
    }
    let profile = app.contact(SELLER).await.unwrap().profile;
    assert_eq!(profile.first.as_deref(), Some("Maria"));
    let mut named = 0;
    for n in 0..12 {
        let answer = say(&app, "what would you pay?", &format!("SM{n}"))
            .await
            .unwrap();
        assert!(!answer.body.contains(['{', '}']), "{}", answer.body);
        named += usize::from(answer.body.contains("Maria") || answer.body.contains("12 Oak St"));
    }
    assert!(named > 0, "no template with a name was picked");
    let sends = app.carrier().accepted();
    assert!(sends.windows(2).all(|pair| pair[0].body != pair[1].body));
}

/// Posts the manual trigger.
async fn trigger(app: &App, fields: serde_json::Value) -> (u16, serde_json::Value) {
    let headers = [
        ("x-api-key", "dev-admin-key"),
        ("content-type", "application/json"),
    ];
    let (status, answer) = app
        .post_raw("/ai-response-trigger", &headers, fields.to_string())
        .await;
    (status.as_u16(), answer)
}

#[tokio::test]
async fn a_person_makes_a_lead_of_a_positive_text_that_the_rules_left() {
    let app = App::start().await;
    assert_eq!(trigger(&app, json!({"Phone": SELLER})).await.0, 404);
    assert_eq!(trigger(&app, json!({})).await.0, 422);
    let bare = app.post_raw("/ai-response-trigger", &[], "Phone=x").await;
    assert_eq!(bare.0.as_u16(), 401);

    // Nothing positive in it: a person's word alone makes no lead.
    say(&app, "lol", "SM1").await;
    let (status, answer) = trigger(&app, json!({"Phone": SELLER})).await;
    assert_eq!((status, &answer["promoted"]), (200, &json!(false)));

    // Opted out and in again: the stage stays, and so does the link, until a person says so.
    let second = "+13055550177";
    app.text_in(second, "I want to sell", "SMa").await;
    let (_, answer) = trigger(&app, json!({"Seller Phone Number": second})).await;
    assert_eq!(answer["promoted"], false, "it is a lead already");
    assert_eq!(answer["linked_to"], "lead");
}
