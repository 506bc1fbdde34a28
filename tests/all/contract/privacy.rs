//! Promise 10: no token, secret, full phone number or message body in a log line.

use std::io;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use secrecy::SecretString;
use serde_json::json;
use sms_engine::http::signature::Callbacks;
use sms_engine::inspect::{self, Finding};
use sms_engine::queue_item::QueueItem;
use sms_local::carrier::Scripted;
use sms_local::world::World;
use tracing::subscriber::NoSubscriber;
use tracing::{Dispatch, Level};
use tracing_subscriber::filter::{FilterFn, LevelFilter};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

use super::{JSON, QUESTION, receipt_form, sid, the_send};
use crate::app::{App, OURS, SELLER, TOKEN, address, options};

/// The lines logged so far.
#[derive(Clone, Default)]
pub(super) struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Lines {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// Logs as the functions do: ours at every level, the libraries' at `LOG_LEVEL=debug`, as in the
/// seed. A test runs on one thread with all its tasks, so that the lines are its own.
pub(super) fn listen() -> (Lines, tracing::subscriber::DefaultGuard) {
    // With one dispatcher alone, tracing asks the thread that first meets a log line whether
    // anybody listens, and keeps the answer for all threads. Two make it ask each time.
    static SECOND: OnceLock<Dispatch> = OnceLock::new();
    SECOND.get_or_init(|| Dispatch::new(NoSubscriber::default()));
    let lines = Lines::default();
    let ours_at_any_level =
        FilterFn::new(|event| event.target().starts_with("sms") || *event.level() <= Level::DEBUG);
    let log = tracing_subscriber::fmt::layer()
        .json()
        .with_current_span(true)
        .with_span_list(true)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(lines.clone())
        .with_filter(LevelFilter::TRACE)
        .with_filter(ours_at_any_level);
    let subscriber = tracing_subscriber::registry().with(log);
    (lines.clone(), tracing::subscriber::set_default(subscriber))
}

const SECRET_WORDS: &str = "my safe word is pomegranate";
const TEXTGRID_SECRET: &str = "textgrid-secret-4711";

/// Everything that happens to a text and its reply, for good and for ill.
async fn whole_story(app: &App) {
    let question = format!("{QUESTION} {SECRET_WORDS}");
    app.text_in(SELLER, &question, "SM1").await;
    app.text_in(SELLER, &format!("{SECRET_WORDS} again"), "SM1")
        .await;
    app.carrier().script(vec![
        Scripted::Status {
            status: 429,
            code: Some(20429),
        },
        Scripted::AcceptThenDropAnswer,
    ]);
    app.drain().await;
    app.advance(Duration::from_mins(1));
    app.tick().await;
    app.drain().await;
    let reply = the_send(app, SELLER).await;
    let ports = &app.engine.ports;
    inspect::settle(ports, &reply.id, &Finding::SendAgain)
        .await
        .unwrap();
    app.drain().await;
    let reply = the_send(app, SELLER).await;
    let reply_sid = reply.sid.as_ref().unwrap().to_string();
    for word in ["sent", "delivered", "failed", "teleported"] {
        app.receipt(&reply_sid, word, SELLER).await;
        app.receipt("SMunknown", word, SELLER).await;
    }
    let mut form = receipt_form("SMunknown", "undelivered", SELLER).to_vec();
    form.push(("ErrorCode", "21610"));
    app.post("/delivery", &form).await;
    for (words, sid) in [
        (SECRET_WORDS, "SMunknown"),
        (SECRET_WORDS, "SM2"),
        ("more", "SM2"),
    ] {
        let echo = [
            ("From", OURS),
            ("To", SELLER),
            ("Body", words),
            ("MessageSid", sid),
            ("Processed By", SECRET_WORDS),
        ];
        app.post("/outbound", &echo).await;
    }
    app.text_in(SELLER, "STOP", "SM3").await;
    app.text_in(SELLER, "START", "SM4").await;
    app.text_in(SELLER, "HELP", "SM5").await;
    app.drain().await;
    app.text_in(SELLER, "STOP", "SM6").await;
    app.text_in(SELLER, &question, "SM7").await;
    app.drain().await;
    inspect::trace(ports, SELLER).await.unwrap();
    inspect::trace(ports, &reply_sid).await.unwrap();

    // And what is refused.
    let with_token = format!("/inbound?token={TOKEN}");
    let wrong_token = "/inbound?token=wrong-token-0815";
    let broken = format!("{{\"From\": \"{SELLER}\", \"Body\": \"{SECRET_WORDS}\"");
    app.post_raw(&with_token, &[JSON], broken.clone()).await;
    app.post_raw(wrong_token, &[JSON], broken).await;
    let bearer = ("authorization", "Bearer wrong-token-0815");
    app.post_raw("/inbound", &[bearer], SECRET_WORDS).await;
    let unreadable = json!({"From": format!("{SELLER}{SELLER}"), "To": SECRET_WORDS.repeat(9), "Body": [SECRET_WORDS], "MessageSid": ""});
    app.post_json("/inbound", &unreadable).await;
    app.post_json("/outbound", &unreadable).await;
    app.post_json("/delivery", &unreadable).await;
    let large = SECRET_WORDS.repeat(4_000);
    app.post("/inbound", &super::text_form(&large, "SM8")).await;
    app.get(&format!("/nowhere/{SELLER}?token={TOKEN}")).await;
    for body in [
        format!(r#"{{"v":1,"thread":"{SELLER}{SELLER}"}}"#),
        format!(r#"{{"v":1,"send":{{"thread":"{SELLER}","message":"{SECRET_WORDS}"}}}}"#),
        format!(r#"{{"v":2,"thread":"{SELLER}"}}"#),
        format!(r#"{{"v":1,"{SECRET_WORDS}":"{SELLER}"}}"#),
        SECRET_WORDS.to_owned(),
    ] {
        for function in ["responder", "sender"] {
            let Some(sms_engine::handler::Handler::Queue(handle)) = app.engine.handler(function)
            else {
                panic!("{function} takes no queue")
            };
            assert!(handle(body.clone()).await.is_err());
        }
    }
    app.run_job("sender", &QueueItem::send(&reply.key())).await;
    let other = sid("SMother");
    sms_engine::sender::accept(ports, &reply, &other)
        .await
        .unwrap();
}

/// The lines that hold what no line may hold. `Debug` and JSON may have escaped it.
pub(super) fn leaks(log: &str, forbidden: &[&str]) -> Vec<String> {
    log.lines()
        .filter(|line| forbidden.iter().any(|word| line.contains(word)))
        .map(|line| line.chars().take(600).collect())
        .collect()
}

#[tokio::test]
async fn no_log_line_holds_a_phone_a_body_a_token_or_a_secret() {
    let (lines, _listening) = listen();
    let mut options = options();
    options.settings = options
        .settings
        .with("TEXTGRID_WEBHOOK_SECRET", TEXTGRID_SECRET);
    let app = App::with(options).await;
    whole_story(&app).await;
    let replies: Vec<String> = app
        .sends(SELLER)
        .await
        .into_iter()
        .map(|send| send.body)
        .collect();
    let signature = Callbacks::new(app.engine.base_url.clone(), SecretString::from(TOKEN))
        .url(&app.sends(SELLER).await[0].id);
    let signature = signature.rsplit_once("&s=").unwrap().1.to_owned();
    let mut forbidden = vec![
        &SELLER[1..],
        &SELLER[2..],
        &OURS[1..],
        &OURS[2..],
        "pomegranate",
        "much would you offer",
        TOKEN,
        "wrong-token-0815",
        TEXTGRID_SECRET,
        "dev-cron-token",
        "dev-admin-key",
        signature.as_str(),
    ];
    forbidden.extend(replies.iter().map(|body| &body[..20]));
    let log = lines.text();
    // The ear is open: the story is in the log, with its masked phone and SIDs.
    for heard in [
        "inbound",
        "repeat",
        "reply",
        "sent",
        "ambiguous",
        "parked",
        "tick",
        "SM1",
        "+1305***0123",
    ] {
        assert!(log.contains(heard), "{heard} is not in the log");
    }
    let leaks = leaks(&log, &forbidden);
    assert!(
        leaks.is_empty(),
        "{} lines leak:\n{}",
        leaks.len(),
        leaks.join("\n")
    );
}

#[tokio::test]
async fn a_store_that_fails_puts_no_phone_body_or_token_in_the_log_or_in_an_answer() {
    let (lines, _listening) = listen();
    let mut elsewhere = options().world;
    let world = World::open(&elsewhere).await.unwrap();
    elsewhere.store_url = Some(world.store_url.clone());
    elsewhere.queue_url = Some(world.queue_url.clone());
    let mut options = options();
    options.world = elsewhere;
    let app = App::with(options).await;
    app.text_in(SELLER, SECRET_WORDS, "SM1").await;
    world.close().await;
    let form = super::text_form(SECRET_WORDS, "SM2");
    let mut answers = String::new();
    for path in ["/inbound", "/outbound"] {
        let (status, answer) = app.post(path, &form).await;
        assert_eq!(status, 503);
        answers.push_str(&answer.to_string());
    }
    assert!(
        !app.run_job("responder", &QueueItem::Thread(address(SELLER)))
            .await
    );
    answers.push_str(&app.get("/health").await.1.to_string());
    let log = lines.text();
    assert!(log.contains("store failed"));
    let forbidden = [&SELLER[1..], &OURS[1..], "pomegranate", TOKEN];
    let leaks = leaks(&format!("{log}\n{answers}"), &forbidden);
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}
