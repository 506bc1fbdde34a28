//! `kill -9` in the middle of the work: the next process on the same folder finishes it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends at the first surprise"
)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::Value;
use sms_domain::message::{Message, OutboundMessage, SendState};
use sms_engine::ports::clock::SystemClock;
use sms_engine::ports::{Debt, Gateways, Ports};
use sms_local::carrier::{Scripted, SimulatedCarrier, SimulatedOptions};
use sms_local::world::{World, WorldOptions};

const OURS: &str = "+18135550100";
const TOKEN: &str = "dev-webhook-token";

/// The program, as a user starts it.
struct Sms {
    child: Child,
    base_url: String,
    store_url: String,
    queue_url: String,
}

/// The program on `folder`, with no settings but the flags.
fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sms"));
    program
        .env_clear()
        .current_dir(folder)
        .args(["--data-dir", "data", "--store-port", "0"])
        .args(["--queue-port", "0"])
        .stderr(Stdio::null());
    program
}

impl Sms {
    /// Serves on `port`; 0 takes any free one.
    fn start(folder: &Path, port: u16, carrier: &SimulatedCarrier) -> Self {
        let mut child = program(folder)
            .args(["--port", &port.to_string(), "--carrier", "twilio"])
            .args(["--carrier-url", &carrier.api_url()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Its greeting says where it is.
        let mut url_after = |what: &str| loop {
            let line = lines.next().expect("a greeting").unwrap();
            if line.contains(what) {
                let mut words = line.split_whitespace();
                let url = words.find(|word| word.starts_with("http://127.0.0.1:"));
                return url.unwrap().to_owned();
            }
        };
        let base_url = url_after("runs at");
        let store_url = url_after("  store ");
        let queue_url = url_after("  queues ");
        // Reads on, so that the program never waits for its reader.
        std::thread::spawn(move || lines.count());
        Self {
            child,
            base_url,
            store_url,
            queue_url,
        }
    }

    fn port(&self) -> u16 {
        self.base_url.rsplit(':').next().unwrap().parse().unwrap()
    }

    fn kill(mut self) {
        // SIGKILL: nothing of the program runs any more.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it as Ctrl-C does.
    async fn interrupt(mut self) {
        let pid = self.child.id().to_string();
        let told = Command::new("kill").args(["-INT", &pid]).status();
        assert!(told.unwrap().success());
        let ended = || {
            self.child
                .try_wait()
                .unwrap()
                .map(|status| status.success())
        };
        assert!(until(ended).await, "ends cleanly");
    }

    /// A look into its store.
    async fn look(&self) -> Ports {
        let options = WorldOptions {
            data_file: None,
            store_port: 0,
            queue_port: 0,
            store_url: Some(self.store_url.clone()),
            queue_url: Some(self.queue_url.clone()),
            table: "sms-engine".to_owned(),
        };
        let world = World::open(&options).await.unwrap();
        world.ports(Gateways::none(), Arc::new(SystemClock))
    }
}

impl Drop for Sms {
    fn drop(&mut self) {
        // Ended already, but where a test failed.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// Asks again and again until there is an answer, for ten seconds.
async fn until<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "not in time");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn phone(index: usize) -> String {
    format!("+1305555{index:04}")
}

async fn text_in(http: &reqwest::Client, engine: &Sms, index: usize) {
    let form = [
        ("From", phone(index)),
        ("To", OURS.to_owned()),
        ("Body", "Yes, how much would you offer?".to_owned()),
        ("MessageSid", format!("SM{index}")),
    ];
    let post = http.post(format!("{}/inbound?token={TOKEN}", engine.base_url));
    let answer = post.form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

/// Moves the engine's clock past the leases of those who were killed until nothing is owed.
async fn until_nothing_is_owed(http: &reqwest::Client, engine: &Sms, ports: &Ports) {
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut owed = Vec::new();
        for debt in [Debt::Thread, Debt::Send] {
            owed.extend(ports.work.due(debt, Timestamp::MAX, 100).await.unwrap());
        }
        if owed.is_empty() {
            return;
        }
        let clock = http.post(format!("{}/_local/clock", engine.base_url));
        let moved = clock.body(r#"{"advance": "61s"}"#).send().await.unwrap();
        assert_eq!(moved.status(), 200, "{}", moved.text().await.unwrap());
    }
    panic!("something stays owed");
}

/// The one send to a phone, which answers its one text.
async fn the_reply(ports: &Ports, index: usize) -> OutboundMessage {
    let thread = phone(index).parse().unwrap();
    let thread = ports.audit.thread(&thread).await.unwrap();
    match thread.as_slice() {
        [Message::Inbound(text), Message::Outbound(reply)] => {
            assert_eq!(text.id.reply(), reply.id);
            reply.clone()
        }
        other => panic!("{} messages of {index}", other.len()),
    }
}

/// How often the carrier took a text to each phone.
fn taken(carrier: &SimulatedCarrier) -> HashMap<String, usize> {
    let mut taken = HashMap::new();
    for text in carrier.accepted() {
        *taken.entry(text.to).or_default() += 1;
    }
    taken
}

/// It outlives the engine, and posts no receipts: what is ambiguous stays so.
async fn carrier() -> SimulatedCarrier {
    let options = SimulatedOptions {
        receipts: false,
        ..SimulatedOptions::default()
    };
    SimulatedCarrier::start(0, options).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_engine_that_starts_again_finishes_every_text_and_sends_none_twice() {
    const BEFORE: usize = 12;
    const ALL: usize = 18;
    let folder = tempfile::tempdir().unwrap();
    let (silent, healthy) = (carrier().await, carrier().await);
    let http = reqwest::Client::new();

    // A carrier that takes texts and never answers: calls are under way, and hold up what is
    // queued behind them, when the engine is killed.
    silent.script(vec![Scripted::HangAfterAccepting; BEFORE]);
    let engine = Sms::start(folder.path(), 0, &silent);
    for index in 0..BEFORE {
        text_in(&http, &engine, index).await;
        // Two calls at a time: from the third text on, sends stay queued.
        until(|| (silent.accepted().len() > index.min(1)).then_some(())).await;
    }
    let port = engine.port();
    engine.kill();
    let hung = taken(&silent);
    assert_eq!(hung.len(), 2, "the others were left queued");

    // Killed once more as soon as it works again, while more texts come in.
    let engine = Sms::start(folder.path(), port, &healthy);
    for index in BEFORE..ALL {
        text_in(&http, &engine, index).await;
    }
    until(|| (healthy.requests() > 0).then_some(())).await;
    engine.kill();

    let before = healthy.requests();
    let engine = Sms::start(folder.path(), port, &healthy);
    until(|| (healthy.requests() > before).then_some(())).await;
    let ports = engine.look().await;
    until_nothing_is_owed(&http, &engine, &ports).await;

    let resent = taken(&healthy);
    assert!(
        hung.values()
            .chain(resent.values())
            .all(|times| *times == 1)
    );
    let mut ambiguous = Vec::new();
    for index in 0..ALL {
        let reply = the_reply(&ports, index).await;
        let (was_hung, was_sent) = (
            hung.contains_key(&phone(index)),
            resent.contains_key(&phone(index)),
        );
        assert!(!(was_hung && was_sent), "{index} was taken twice");
        match reply.state {
            SendState::Accepted => assert!(was_sent, "{index}"),
            // Under way at one of the kills.
            SendState::Ambiguous => ambiguous.push(reply),
            state @ (SendState::Queued
            | SendState::InFlight
            | SendState::Failed
            | SendState::Skipped) => panic!("{index} is {state}"),
        }
    }
    assert!(ambiguous.len() >= hung.len() && ambiguous.len() < ALL);
    drop(ports);
    engine.interrupt().await;

    // With nobody at work, a person sees the same in the folder.
    let listed = program(folder.path()).arg("ambiguous").output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        ambiguous
            .iter()
            .all(|reply| listed.contains(reply.id.as_str())),
        "{listed}"
    );
    let told = program(folder.path())
        .args(["trace", &phone(0), "--json"])
        .output()
        .unwrap();
    let life: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(life["messages"].as_array().map(Vec::len), Some(2));
}
