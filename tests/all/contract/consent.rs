//! STOP silences, START opens again, HELP is always answered.

use std::time::Duration;

use serde_json::json;
use sms_domain::contact::Consent;
use sms_domain::contact::stage::Stage;
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{Purpose, SendState};
use sms_domain::sending::clearance::{SendingRules, Verdict, clear};
use sms_engine::queue_item::QueueItem;
use sms_engine::sender::{Claiming, claim};

use super::{
    OTHER, OURS_TOO, QUESTION, callbacks, claimed, queued_reply, reply_in_flight, the_send,
};
use crate::app::{App, OURS, SELLER, address, options};

const STOP_WORDS: [&str; 10] = [
    "STOP",
    "STOPALL",
    "UNSUBSCRIBE",
    "REMOVE",
    "OPT OUT",
    "OPTOUT",
    "QUIT",
    "END",
    "CANCEL",
    "REVOKE",
];

#[tokio::test]
async fn each_stop_word_opts_out_in_any_case_spacing_and_punctuation() {
    let app = App::start().await;
    let mut texts = 0;
    for (index, word) in STOP_WORDS.into_iter().enumerate() {
        let phone = format!("+1305555{:04}", 1000 + index);
        let mut capital = word.to_lowercase();
        capital[..1].make_ascii_uppercase();
        let letters: Vec<String> = word.chars().map(String::from).collect();
        let spellings = [
            word.to_owned(),
            word.to_lowercase(),
            capital,
            format!("  {word}\r\n"),
            format!("\"{word}\"!!!"),
            format!("{word}."),
            letters.join(" "),
            letters.join("-"),
            word.replace(' ', "\n"),
            format!("{word} 🛑"),
        ];
        for (times, spelling) in spellings.iter().enumerate() {
            let answer = app
                .text_in(&phone, spelling, &format!("SM{index}-{times}"))
                .await;
            assert_eq!(answer, json!({"status": "optout"}), "{spelling:?}");
        }
        let stored = app.texts_in(&phone).await;
        assert!(
            stored
                .iter()
                .all(|text| text.delivery_status == DeliveryStatus::OptOut)
        );
        let contact = app.contact(&phone).await.unwrap();
        assert_eq!(contact.consent, Consent::OptedOut);
        assert_eq!(contact.stage, Some(Stage::OptOut));
        assert_eq!(
            contact.counts.opt_out_count,
            i64::try_from(spellings.len()).unwrap()
        );
        texts += contact.counts.opt_out_count;
    }
    assert_eq!(app.number_counts(OURS).await.opt_out_count, texts);
    app.drain().await;
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn a_stop_word_within_a_text_opts_nobody_out() {
    let app = App::start().await;
    for (index, body) in [
        "please stop by the house",
        "in the end I want to sell",
        "cancel my appointment",
        "nonstop",
        "quite interested, how much?",
        "don't stop",
        "the weekend",
    ]
    .into_iter()
    .enumerate()
    {
        let answer = app.text_in(SELLER, body, &format!("SM{index}")).await;
        assert_eq!(answer["status"], "ok", "{body}");
    }
    assert!(!app.contact(SELLER).await.unwrap().has_opted_out());
}

#[tokio::test]
async fn an_opt_out_in_a_persons_own_words_counts_as_one() {
    let app = App::start().await;
    for (index, body) in [
        "stop texting me",
        "STOP STOP",
        "take me off your list please",
        "unsubcribe",
        "no me escriba mas",
    ]
    .into_iter()
    .enumerate()
    {
        let phone = format!("+1305555{:04}", 2000 + index);
        let answer = app.text_in(&phone, body, &format!("SM{index}")).await;
        assert_eq!(answer["status"], "optout", "{body}");
        assert!(app.contact(&phone).await.unwrap().has_opted_out());
    }
}

#[tokio::test]
async fn an_opt_out_is_stored_counted_and_kept_as_evidence() {
    let app = App::start().await;
    app.text_in(SELLER, "hello", "SM1").await;
    app.advance(Duration::from_mins(1));
    app.text_in(SELLER, " Stop. ", "SM2").await;
    // Said twice, it is one change of mind.
    app.text_in(SELLER, "unsubscribe", "SM3").await;
    let texts = app.texts_in(SELLER).await;
    assert_eq!(texts[1].delivery_status, DeliveryStatus::OptOut);
    assert_eq!(texts[0].delivery_status, DeliveryStatus::Sent);
    let ledger = app
        .engine
        .ports
        .audit
        .consents(&address(SELLER))
        .await
        .unwrap();
    let [entry] = ledger.as_slice() else {
        panic!("{ledger:?}")
    };
    assert_eq!(entry.consent, Consent::OptedOut);
    assert_eq!(entry.evidence, " Stop. ");
    assert_eq!(
        (entry.message.as_ref(), entry.at),
        (Some(&texts[1].id), texts[1].received_at)
    );
    assert_eq!(
        entry.number.as_ref().map(ToString::to_string).as_deref(),
        Some(OURS)
    );
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(contact.consent_at, Some(texts[1].received_at));
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.reply_count, counts.opt_out_count), (3, 2));

    app.advance(Duration::from_mins(1));
    app.text_in(SELLER, "START", "SM4").await;
    let ledger = app
        .engine
        .ports
        .audit
        .consents(&address(SELLER))
        .await
        .unwrap();
    let said: Vec<Consent> = ledger.iter().map(|entry| entry.consent).collect();
    assert_eq!(said, [Consent::OptedOut, Consent::OptedIn]);
}

#[tokio::test]
async fn an_opt_out_without_to_silences_and_counts_on_the_contact() {
    let app = App::start().await;
    queued_reply(&app, SELLER).await;
    let form = [("From", SELLER), ("Body", "STOP"), ("MessageSid", "SM2")];
    let (_, answer) = app.post("/inbound", &form).await;
    assert_eq!(answer, json!({"status": "optout"}));
    assert!(
        app.run_job(
            "sender",
            &QueueItem::send(&the_send(&app, SELLER).await.key())
        )
        .await
    );
    assert_eq!(the_send(&app, SELLER).await.state, SendState::Skipped);
    assert_eq!(app.contact(SELLER).await.unwrap().counts.opt_out_count, 1);
}

#[tokio::test]
async fn a_reply_that_is_queued_at_the_opt_out_is_skipped() {
    let app = App::start().await;
    let reply = queued_reply(&app, SELLER).await;
    app.text_in(SELLER, "STOP", "SM2").await;
    app.run_job("sender", &QueueItem::send(&reply.key())).await;
    let skipped = app.load(&reply.key()).await;
    assert_eq!(
        (skipped.state, skipped.delivery_status),
        (SendState::Skipped, DeliveryStatus::OptOut)
    );
    assert!(skipped.reason.unwrap().contains("opted out"));
    for _ in 0..5 {
        app.advance(Duration::from_hours(1));
        app.tick().await;
        app.drain().await;
    }
    // Opting in again does not bring it back.
    app.text_in(SELLER, "START", "SM3").await;
    app.run_job("sender", &QueueItem::send(&reply.key())).await;
    app.drain().await;
    assert_eq!(app.carrier().requests(), 0);
    let counts = app.assert_counters_equal_a_recount(&[SELLER]).await;
    assert_eq!((counts.skipped_count, counts.sent_count), (1, 0));
}

#[tokio::test]
async fn an_opt_out_between_clearance_and_claim_stops_the_send() {
    let app = App::start().await;
    let reply = queued_reply(&app, SELLER).await;
    let outbox = &*app.engine.ports.outbox;
    let (message, contact) = outbox.load(&reply.key()).await.unwrap().unwrap();
    let now = app.engine.ports.clock.now();
    let Verdict::Cleared(clearance) = clear(&message, &contact, &SendingRules::default(), now)
    else {
        panic!("no clearance")
    };
    app.text_in(SELLER, "STOP", "SM2").await;
    let claiming = claim(outbox, &clearance, &callbacks(&app)).await.unwrap();
    assert!(matches!(claiming, Claiming::Lost), "{claiming:?}");
    assert_eq!(app.load(&reply.key()).await.state, SendState::Queued);
    app.run_job("sender", &QueueItem::send(&reply.key())).await;
    assert_eq!(app.load(&reply.key()).await.state, SendState::Skipped);
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn an_earlier_text_that_waits_for_its_answer_gets_none_after_the_opt_out() {
    let app = App::start().await;
    app.text_in(SELLER, QUESTION, "SM1").await;
    app.text_in(SELLER, "STOP", "SM2").await;
    app.drain().await;
    assert_eq!(app.sends(SELLER).await, []);
    assert_eq!(app.carrier().requests(), 0);
    assert!(!app.contact(SELLER).await.unwrap().is_answer_due());
    // And the thread is out of work: nothing is put back for it.
    app.advance(Duration::from_hours(1));
    assert_eq!(app.tick().await.threads, 0);
}

#[tokio::test]
async fn after_an_opt_out_no_text_is_answered_from_any_of_our_numbers() {
    let app = App::start().await;
    app.text_in(SELLER, "STOP", "SM1").await;
    for (index, (to, body)) in [
        (OURS, QUESTION),
        (OURS_TOO, QUESTION),
        (OURS_TOO, "I want to sell"),
        (OURS, "who is this"),
    ]
    .into_iter()
    .enumerate()
    {
        let sid = format!("SM-later-{index}");
        let form = [
            ("From", SELLER),
            ("To", to),
            ("Body", body),
            ("MessageSid", sid.as_str()),
        ];
        assert_eq!(app.post("/inbound", &form).await.1["status"], "ok");
    }
    app.drain().await;
    assert_eq!(app.sends(SELLER).await, []);
    assert_eq!(app.carrier().requests(), 0);
    let contact = app.contact(SELLER).await.unwrap();
    assert_eq!(
        (contact.consent, contact.stage),
        (Consent::OptedOut, Some(Stage::OptOut))
    );
    // Another seller is still answered.
    app.text_in(OTHER, QUESTION, "SM9").await;
    app.drain().await;
    assert_eq!(app.carrier().accepted().len(), 1);
}

#[tokio::test]
async fn start_and_unstop_open_again_and_a_new_text_is_answered() {
    let app = App::start().await;
    for (index, word) in ["START", "unstop", " Start! "].into_iter().enumerate() {
        let sid = |name: &str| format!("SM{index}{name}");
        app.text_in(SELLER, "STOP", &sid("stop")).await;
        app.text_in(SELLER, QUESTION, &sid("silent")).await;
        app.drain().await;
        assert_eq!(app.carrier().accepted().len(), index, "{word}");
        let answer = app.text_in(SELLER, word, &sid("start")).await;
        assert_eq!(answer["status"], "ok");
        app.drain().await;
        // Opting in is no question, and what was asked in the silence stays unanswered.
        assert_eq!(app.carrier().accepted().len(), index, "{word}");
        assert_eq!(app.contact(SELLER).await.unwrap().consent, Consent::OptedIn);
        app.text_in(SELLER, QUESTION, &sid("heard")).await;
        app.drain().await;
        assert_eq!(app.carrier().accepted().len(), index + 1, "{word}");
    }
    // Consent came back; the stage did not go back.
    assert_eq!(
        app.contact(SELLER).await.unwrap().stage,
        Some(Stage::OptOut)
    );
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn start_from_one_who_never_opted_out_changes_nothing() {
    let app = App::start().await;
    app.text_in(SELLER, "START", "SM1").await;
    app.drain().await;
    assert_eq!(
        app.contact(SELLER).await.unwrap().consent,
        Consent::Unstated
    );
    assert_eq!(app.carrier().requests(), 0);
}

#[tokio::test]
async fn help_is_answered_with_our_name_and_how_to_stop_also_after_an_opt_out() {
    let mut options = options();
    options.settings = options.settings.with("BUSINESS_NAME", "Harbor Home Buyers");
    let app = App::with(options).await;
    for (index, (phone, word)) in [(SELLER, "HELP"), (OTHER, "help?"), (OTHER, "Info")]
        .into_iter()
        .enumerate()
    {
        if phone == OTHER {
            app.text_in(OTHER, "STOP", &format!("SM{index}stop")).await;
        }
        app.text_in(phone, word, &format!("SM{index}")).await;
        app.drain().await;
        let accepted = app.carrier().accepted();
        assert_eq!(accepted.len(), index + 1, "{word}");
        let said = &accepted[index];
        assert_eq!(said.to, phone);
        assert!(said.body.contains("Harbor Home Buyers"), "{}", said.body);
        assert!(said.body.contains("STOP"), "{}", said.body);
    }
    assert!(app.contact(OTHER).await.unwrap().has_opted_out());
    let sends = app.sends(OTHER).await;
    assert!(sends.iter().all(|send| send.purpose == Purpose::Help));
}

#[tokio::test]
async fn help_is_left_to_a_carrier_that_answers_it() {
    let mut options = options();
    options.settings = options.settings.with("CARRIER_ANSWERS_HELP", "true");
    let app = App::with(options).await;
    app.text_in(SELLER, "HELP", "SM1").await;
    app.drain().await;
    assert_eq!(app.sends(SELLER).await, []);
    app.text_in(SELLER, QUESTION, "SM2").await;
    app.drain().await;
    assert_eq!(app.carrier().accepted().len(), 1);
}

#[tokio::test]
async fn an_opt_out_during_the_call_lets_the_call_end_and_stops_all_later_ones() {
    let app = App::start().await;
    let reply = reply_in_flight(&app, SELLER).await;
    app.text_in(SELLER, QUESTION, "SM2").await;
    app.text_in(SELLER, "STOP", "SM3").await;
    sms_engine::sender::accept(&app.engine.ports, &reply, &"SMours".parse().unwrap())
        .await
        .unwrap();
    assert_eq!(app.load(&reply.key()).await.state, SendState::Accepted);
    app.drain().await;
    assert_eq!(app.carrier().requests(), 0);
    assert!(app.contact(SELLER).await.unwrap().has_opted_out());
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

#[tokio::test]
async fn echoes_receipts_and_repeats_never_open_what_an_opt_out_closed() {
    let app = App::start().await;
    let reply = queued_reply(&app, SELLER).await;
    app.text_in(SELLER, "STOP", "SM2").await;
    let echo = [
        ("From", OURS),
        ("To", SELLER),
        ("Body", "from elsewhere"),
        ("MessageSid", "SM3"),
        ("consent", "OPTED_IN"),
    ];
    app.post("/outbound", &echo).await;
    app.receipt("SM3", "delivered", SELLER).await;
    // The repeat of a START that was another text's SID is no START.
    app.text_in(SELLER, "START", "SM2").await;
    assert!(app.contact(SELLER).await.unwrap().has_opted_out());
    assert!(claimed_is_refused(&app, &reply).await);
    app.assert_counters_equal_a_recount(&[SELLER]).await;
}

/// The policy refuses it, so that there is not even a clearance to claim with.
async fn claimed_is_refused(app: &App, reply: &sms_domain::message::OutboundMessage) -> bool {
    let (message, contact) = app
        .engine
        .ports
        .outbox
        .load(&reply.key())
        .await
        .unwrap()
        .unwrap();
    let now = app.engine.ports.clock.now();
    matches!(
        clear(&message, &contact, &SendingRules::default(), now),
        Verdict::Never(_)
    )
}

#[tokio::test]
async fn a_claim_is_won_once() {
    let app = App::start().await;
    let reply = queued_reply(&app, SELLER).await;
    let outbox = &*app.engine.ports.outbox;
    let (message, contact) = outbox.load(&reply.key()).await.unwrap().unwrap();
    let now = app.engine.ports.clock.now();
    let Verdict::Cleared(stale) = clear(&message, &contact, &SendingRules::default(), now) else {
        panic!("no clearance")
    };
    assert!(claimed(&app, &reply).await.is_some());
    let second = claim(outbox, &stale, &callbacks(&app)).await.unwrap();
    assert!(matches!(second, Claiming::Lost), "{second:?}");
}
