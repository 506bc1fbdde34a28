//! `POST /inbound`.

use serde_json::{Value, json};
use sms_domain::contact::stage::Stage;
use sms_domain::message::Direction;
use sms_domain::message::status::DeliveryStatus;
use sms_engine::ports::Lookup;
use sms_language::{AiIntent, Intent};

use super::{FORM, OTHER, OURS_TOO, QUESTION, assert_nothing_stored, assert_refused, text_form};
use crate::app::{App, OURS, SELLER, TOKEN, address};

#[tokio::test]
async fn a_text_without_sender_or_body_is_422_and_names_every_fault() {
    let app = App::start().await;
    let both: &[&str] = &["From", "Body"];
    let cases: &[(Option<&str>, Option<&str>, &[&str])] = &[
        (None, Some("hello"), &["From"]),
        (Some(""), Some("hello"), &["From"]),
        (Some(" \t\r\n"), Some("hello"), &["From"]),
        (Some("\u{a0}\u{2003}"), Some("hello"), &["From"]),
        (Some("12"), Some("hello"), &["From"]),
        (Some("+1305555"), None, &["Body"]),
        (Some(SELLER), None, &["Body"]),
        (Some(SELLER), Some(""), &["Body"]),
        (Some(SELLER), Some(" \t\r\n"), &["Body"]),
        (Some(SELLER), Some("\u{a0}\u{2003}"), &["Body"]),
        (None, None, both),
        (Some(""), Some(" "), both),
        (Some("++"), Some(" "), both),
    ];
    for (from, body, wrong) in cases {
        let mut form = vec![("To", OURS), ("MessageSid", "SM1")];
        form.extend(from.map(|from| ("From", from)));
        form.extend(body.map(|body| ("Body", body)));
        assert_refused(&app.post("/inbound", &form).await, 422, wrong);
        let object: Value = form
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value)))
            .collect::<serde_json::Map<_, _>>()
            .into();
        assert_refused(&app.post_json("/inbound", &object).await, 422, wrong);
    }
    // JSON has more ways not to say something.
    for object in [
        json!({"From": null, "Body": null}),
        json!({"From": {"a": 1}, "Body": [SELLER]}),
        json!({"From": true, "Body": false}),
        json!({}),
    ] {
        assert_refused(&app.post_json("/inbound", &object).await, 422, both);
    }
    for raw in ["", "  ", "&&&", "=", "hello"] {
        let token = [("x-webhook-token", TOKEN), FORM];
        assert_refused(&app.post_raw("/inbound", &token, raw).await, 422, both);
    }
    assert_nothing_stored(&app, SELLER).await;
    // A refused SID is not used up.
    app.text_in(SELLER, "hello", "SM1").await;
    assert_eq!(app.texts_in(SELLER).await.len(), 1);
}

#[tokio::test]
async fn every_wrong_field_is_named_in_one_answer() {
    let app = App::start().await;
    let long = "x".repeat(513);
    let form = [
        ("From", "1"),
        ("To", "2"),
        ("Body", ""),
        ("MessageSid", &*long),
    ];
    let refused = app.post("/inbound", &form).await;
    assert_refused(&refused, 422, &["From", "To", "Body", "MessageSid"]);
    let message = refused.1["error"]["message"].as_str().unwrap();
    for field in ["From", "To", "Body", "MessageSid"] {
        assert!(message.contains(field), "{message}");
    }
}

#[tokio::test]
async fn the_answer_has_three_fields_and_its_conversation_id_is_the_messages() {
    let app = App::start().await;
    let answer = app.text_in(SELLER, "hello", "SM1").await;
    let text = &app.texts_in(SELLER).await[0];
    assert_eq!(
        answer,
        json!({"status": "ok", "conversation_id": text.id, "linked_to": "prospect"})
    );
    let answer = app.text_in(SELLER, QUESTION, "SM2").await;
    let text = &app.texts_in(SELLER).await[1];
    assert_eq!(
        answer,
        json!({"status": "ok", "conversation_id": text.id, "linked_to": "lead"})
    );
}

#[tokio::test]
async fn a_text_without_to_is_stored_and_waits_for_a_number_to_answer_from() {
    let app = App::start().await;
    for (form, sid) in [
        (vec![("From", SELLER), ("Body", QUESTION)], "SM1"),
        (
            vec![("From", SELLER), ("Body", QUESTION), ("To", " ")],
            "SM2",
        ),
    ] {
        let mut form = form;
        form.push(("MessageSid", sid));
        let (status, answer) = app.post("/inbound", &form).await;
        assert_eq!((status.as_u16(), &answer["status"]), (200, &json!("ok")));
    }
    app.drain().await;
    assert_eq!(app.carrier().requests(), 0);
    let texts = app.texts_in(SELLER).await;
    assert_eq!(texts.len(), 2);
    assert!(texts.iter().all(|text| text.number.is_none()));
    assert_eq!(app.contact(SELLER).await.unwrap().counts.reply_count, 2);

    // Once a text told which number of ours it came to, one without To is answered from there.
    app.text_in(SELLER, "hello", "SM3").await;
    let form = [("From", SELLER), ("Body", QUESTION), ("MessageSid", "SM4")];
    app.post("/inbound", &form).await;
    app.drain().await;
    let accepted = app.carrier().accepted();
    assert_eq!(accepted.len(), 2);
    assert!(accepted.iter().all(|text| text.from == OURS));
}

#[tokio::test]
async fn without_a_sid_a_second_ok_is_a_second_text() {
    let app = App::start().await;
    let mut ids = Vec::new();
    for sid in [None, None, Some(""), Some(" ")] {
        let mut form = vec![("From", SELLER), ("To", OURS), ("Body", QUESTION)];
        form.extend(sid.map(|sid| ("MessageSid", sid)));
        let (status, answer) = app.post("/inbound", &form).await;
        assert_eq!(status, 200);
        ids.push(answer["conversation_id"].to_string());
    }
    ids.dedup();
    assert_eq!(ids.len(), 4);
    let texts = app.texts_in(SELLER).await;
    assert!(texts.len() == 4 && texts.iter().all(|text| text.sid.is_none()));
    app.drain().await;
    assert_eq!(app.carrier().accepted().len(), 4);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_sender_sets_neither_stage_nor_intent_nor_anything_else_that_we_decide() {
    let app = App::start().await;
    let extras = [
        ("Stage", "STAGE 9 - CONTRACT FOLLOW UP"),
        ("stage", "DNC"),
        ("AI Intent", "ask_price"),
        ("ai_intent", "interest_detected"),
        ("Intent Detected", "Positive"),
        ("intent", "Positive"),
        ("Direction", "OUTBOUND"),
        ("Delivery Status", "OPT OUT"),
        ("MessageStatus", "failed"),
        ("Processed By", "Manual / Human"),
        ("AI Response Trigger", "true"),
        ("Lead Record ID", "recLEAD"),
        ("linked_to", "lead"),
        ("conversation_id", "01JD0000000000000000000000"),
        ("id", "01JD0000000000000000000000"),
        ("consent", "OPTED_OUT"),
        ("received_at", "1999-01-01T00:00:00Z"),
        ("NumMedia", "0"),
        ("", "nameless"),
    ];
    let mut form = text_form("hello", "SM1").to_vec();
    form.extend(extras);
    let (_, by_form) = app.post("/inbound", &form).await;
    let mut object = serde_json::Map::new();
    for (name, value) in text_form("hello", "SM2").into_iter().chain(extras) {
        object.insert(name.to_owned(), json!(value));
    }
    object.insert("Media".to_owned(), json!([{"deep": [1, {"er": null}]}]));
    let (_, by_json) = app.post_json("/inbound", &Value::Object(object)).await;
    for answer in [by_form, by_json] {
        assert_eq!(answer["linked_to"], "prospect", "{answer}");
    }
    let texts = app.texts_in(SELLER).await;
    assert_eq!(texts.len(), 2);
    for text in &texts {
        assert_eq!(text.stage, Some(Stage::OwnershipConfirmation));
        assert_eq!(
            (text.ai_intent, text.intent),
            (AiIntent::Intro, Intent::Neutral)
        );
        assert_eq!(text.delivery_status, DeliveryStatus::Sent);
        assert!(text.received_at.to_string().starts_with("2026-11-21"));
    }
    let contact = app.contact(SELLER).await.unwrap();
    assert!(!contact.has_opted_out());
    assert_eq!(contact.last_direction, Some(Direction::Inbound));
    assert_eq!(app.sends(SELLER).await, []);
}

#[tokio::test]
async fn bodies_are_stored_byte_for_byte() {
    let app = App::start().await;
    let long = "0123456789abcdé\u{1f44d}".repeat(60 * 1024 / 20);
    let most = "x".repeat(64 * 1024);
    let all_ascii: String = (0..128_u8).map(char::from).collect();
    let bodies = [
        "👍🏽 👨‍👩‍👧‍👦 🇺🇸",
        "a\u{0}b",
        "\u{0}",
        "line one\r\nline two\nline three\rend\r\n",
        "  leading and trailing \t\n ",
        r#"quotes " ' ` and \ backslash \u0041 {"Body":"x"} %41 & = + ; ?"#,
        "e\u{301} is not \u{e9}, and \u{212b} is not \u{c5}",
        "\u{feff}a byte order mark, \u{200b}a zero width space, \u{202e}an override",
        "\u{10ffff}\u{fffd}\u{fffe}\u{e000}",
        "日本語 العربية עברית ไทย",
        "'; DROP TABLE messages; -- <script>alert(1)</script>",
        "+",
        "100% sure? a=b&c=d",
        &all_ascii,
        &long,
        &most,
    ];
    for (index, body) in bodies.iter().enumerate() {
        let (form_sid, json_sid) = (format!("F{index}"), format!("J{index}"));
        let (status, answer) = app.post("/inbound", &text_form(body, &form_sid)).await;
        assert_eq!(status, 200, "{answer}");
        let object = json!({"From": OTHER, "To": OURS, "Body": body, "MessageSid": json_sid});
        let (status, answer) = app.post_json("/inbound", &object).await;
        assert_eq!(status, 200, "{answer}");
    }
    for phone in [SELLER, OTHER] {
        let texts = app.texts_in(phone).await;
        assert_eq!(texts.len(), bodies.len());
        for (text, body) in texts.iter().zip(bodies) {
            assert!(text.body == body, "{:?} is not {body:?}", text.body);
        }
    }
}

#[tokio::test]
async fn one_phone_in_many_spellings_is_one_thread() {
    let app = App::start().await;
    for (index, from) in [
        "+13055550123",
        "3055550123",
        "(305) 555-0123",
        "1-305-555-0123",
    ]
    .into_iter()
    .enumerate()
    {
        app.text_in(from, "hello", &format!("SM{index}")).await;
    }
    // A plus sign that was not escaped is a space.
    let raw = "From=+13055550123&To=+18135550100&Body=hello&MessageSid=SM9";
    let token = ("x-webhook-token", TOKEN);
    let (status, _) = app.post_raw("/inbound", &[token, FORM], raw).await;
    assert_eq!(status, 200);
    assert_eq!(app.texts_in(SELLER).await.len(), 5);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn a_short_code_and_a_sender_name_are_stored_linked_to_nobody_and_never_answered() {
    let app = App::start().await;
    let senders = [
        "72345",
        "729-725",
        "+172345",
        "911",
        "AMZN",
        "1800FLOWERS",
        "jo@example.com",
    ];
    for (index, sender) in senders.into_iter().enumerate() {
        for (body, word) in [(QUESTION, "q"), ("HELP", "h"), ("I want to sell", "s")] {
            let answer = app.text_in(sender, body, &format!("SM{index}{word}")).await;
            assert_eq!(answer["status"], "ok");
            assert_eq!(answer["linked_to"], Value::Null, "{sender}");
            assert!(answer.as_object().unwrap().contains_key("linked_to"));
        }
        let stop = app.text_in(sender, "STOP", &format!("SM{index}stop")).await;
        assert_eq!(stop, json!({"status": "optout"}));
    }
    app.drain().await;
    for _ in 0..3 {
        app.advance(std::time::Duration::from_hours(1));
        app.tick().await;
        app.drain().await;
    }
    assert_eq!(app.carrier().requests(), 0);
    for sender in [
        "72345",
        "729725",
        "911",
        "AMZN",
        "1800FLOWERS",
        "jo@example.com",
    ] {
        let texts = app.texts_in(sender).await;
        assert!(texts.len() >= 4, "{sender}");
        assert!(
            texts
                .iter()
                .all(|text| text.party.is_none() && text.stage.is_none())
        );
        assert_eq!(app.sends(sender).await, []);
        assert_eq!(app.contact(sender).await.unwrap().party, None);
    }
    assert_eq!(app.contact("+172345").await, app.contact("72345").await);
}

#[tokio::test]
async fn a_repeat_answers_what_the_first_answered_and_changes_nothing() {
    let app = App::start().await;
    let first = app.text_in(SELLER, "hello", "SM1").await;
    // Meanwhile the prospect becomes a lead: the repeat still says what the first said.
    let lead = app.text_in(SELLER, QUESTION, "SM2").await;
    assert_eq!(lead["linked_to"], "lead");
    app.drain().await;
    let before = (app.thread(SELLER).await, app.contact(SELLER).await);
    app.advance(std::time::Duration::from_hours(24));
    for form in [
        text_form("hello", "SM1").to_vec(),
        text_form("another body altogether, and STOP", "SM1").to_vec(),
        text_form("STOP", "SM1").to_vec(),
        text_form(QUESTION, " SM1 ").to_vec(),
        vec![
            ("From", OTHER),
            ("To", OURS_TOO),
            ("Body", "x"),
            ("MessageSid", "SM1"),
        ],
        vec![("From", SELLER), ("Body", "hello"), ("SmsSid", "SM1")],
    ] {
        let (status, answer) = app.post("/inbound", &form).await;
        assert_eq!((status.as_u16(), &answer), (200, &first), "{form:?}");
    }
    assert_eq!(app.text_in(SELLER, QUESTION, "SM2").await, lead);
    assert_eq!(
        before,
        (app.thread(SELLER).await, app.contact(SELLER).await)
    );
    assert_eq!(app.contact(OTHER).await, None);
    app.drain().await;
    assert_eq!(app.carrier().requests(), 2);

    let stop = app.text_in(SELLER, "STOP", "SM3").await;
    let again = app.text_in(SELLER, "hello", "SM3").await;
    assert_eq!((&stop, &again), (&json!({"status": "optout"}), &stop));
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn an_unseen_number_of_ours_is_registered() {
    let app = App::start().await;
    let registered = async |number: &str| {
        let number = address(number);
        let asked = Lookup {
            number: Some(&number),
            ..Lookup::default()
        };
        app.engine
            .ports
            .messages
            .look_up(asked)
            .await
            .unwrap()
            .number_workflow
            .is_some()
    };
    assert!(!registered(OURS).await && !registered(OURS_TOO).await);
    app.text_in(SELLER, "hello", "SM1").await;
    assert!(registered(OURS).await && !registered(OURS_TOO).await);
    let echo = [
        ("From", OURS_TOO),
        ("To", SELLER),
        ("Body", "hi"),
        ("MessageSid", "SM2"),
    ];
    app.post("/outbound", &echo).await;
    assert!(registered(OURS_TOO).await);
}

#[tokio::test]
async fn any_carriers_sid_is_a_key_of_its_own() {
    let app = App::start().await;
    let longest = "y".repeat(512);
    let sids = [
        "dGV4dC9ncmlk+Zz/A==",
        "dGV4dC9ncmlk Zz/A==",
        "dGV4dC9ncmlk+Zz/A=",
        "a/b#c?d&e%2Ff",
        "sm1",
        "SM1",
        "é",
        "e\u{301}",
        "SID",
        "#",
        &longest,
    ];
    let mut answers = Vec::new();
    for sid in sids {
        answers.push(app.text_in(SELLER, "hello", sid).await);
    }
    for (sid, answer) in sids.iter().zip(&answers) {
        assert_eq!(app.text_in(SELLER, "hello", sid).await, *answer, "{sid}");
        let object = json!({"From": SELLER, "To": OURS, "Body": "hello", "MessageSid": sid});
        assert_eq!(app.post_json("/inbound", &object).await.1, *answer, "{sid}");
    }
    let stored = app.texts_in(SELLER).await;
    let stored: Vec<&str> = stored
        .iter()
        .filter_map(|text| text.sid.as_ref())
        .map(AsRef::as_ref)
        .collect();
    assert_eq!(stored, sids);
    for bad in ["a\u{0}b", "a\nb", &"z".repeat(513)] {
        let refused = app.post("/inbound", &text_form("hello", bad)).await;
        assert_refused(&refused, 422, &["MessageSid"]);
    }
}

#[tokio::test]
async fn sixty_texts_in_a_row_are_sixty_answers_in_order() {
    let app = App::start().await;
    for index in 0..60 {
        let body = format!("how much for house {index}?");
        app.text_in(SELLER, &body, &format!("SM{index}")).await;
    }
    app.drain().await;
    let texts = app.texts_in(SELLER).await;
    let sends = app.sends(SELLER).await;
    assert_eq!((texts.len(), sends.len()), (60, 60));
    for (text, send) in texts.iter().zip(&sends) {
        assert_eq!(send.id, text.id.reply());
    }
    assert_eq!(app.carrier().accepted().len(), 60);
    assert!(!app.contact(SELLER).await.unwrap().is_answer_due());
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}
