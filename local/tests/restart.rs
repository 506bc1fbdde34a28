//! `kill -9` in the middle of the work: the next process on the same folder finishes it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends at the first surprise"
)]

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use sms_aws::connect::CallLimits;
use sms_domain::message::{Message, MessageId, OutboundMessage, SendState};
use sms_engine::ports::clock::{Clock as _, SystemClock};
use sms_engine::ports::{Debt, Gateways, Ports};
use sms_local::carrier::{Scripted, SimulatedCarrier, SimulatedOptions};
use sms_local::world::{World, WorldOptions};

const OURS: &str = "+18135550100";
const TOKEN: &str = "dev-webhook-token";

/// The program, as a user starts it.
struct Sms {
    child: Child,
    base_url: String,
    lines: Lines<BufReader<ChildStdout>>,
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
    fn start(folder: &Path, port: u16, carrier: &SimulatedCarrier, clock: &str) -> Self {
        let mut child = program(folder)
            .args(["--port", &port.to_string(), "--carrier", "twilio"])
            .args(["--carrier-url", &carrier.api_url(), "--clock", clock])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Its greeting names where it is.
        let base_url = loop {
            let line = lines.next().expect("a greeting").unwrap();
            if line.contains("runs at") {
                let mut words = line.split_whitespace();
                let url = words.find(|word| word.starts_with("http://127.0.0.1:"));
                break url.unwrap().to_owned();
            }
        };
        Self {
            child,
            base_url,
            lines,
        }
    }

    /// Reads its lines until each of these sends has one that ends it.
    fn until_ended(&mut self, mut sends: HashSet<MessageId>) {
        while !sends.is_empty() {
            let line = self.lines.next().expect("lines until all ended").unwrap();
            let [_, event, ..] = *line.split_whitespace().collect::<Vec<_>>() else {
                continue;
            };
            if matches!(event, "sent" | "AMBIGUOUS" | "failed" | "skipped") {
                sends.retain(|id| !line.contains(&format!("[{id}]")));
            }
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
    fn interrupt(mut self) {
        let pid = self.child.id().to_string();
        let interrupted = Command::new("kill").args(["-INT", &pid]).status();
        assert!(interrupted.unwrap().success());
        // To its last line, so that it never waits for its reader.
        self.lines.by_ref().for_each(drop);
        assert!(self.child.wait().unwrap().success(), "ends cleanly");
    }
}

/// The store of a program that does not run.
struct Store {
    world: World,
    ports: Ports,
}

impl Store {
    async fn open(folder: &Path) -> Self {
        let options = WorldOptions {
            data_file: Some(folder.join("data/store.sqlite")),
            store_port: 0,
            queue_port: 0,
            store_url: None,
            queue_url: None,
            table: "sms-engine".to_owned(),
            limits: CallLimits::all(Duration::from_mins(10)),
        };
        let world = World::open(&options).await.unwrap();
        let ports = world.ports(Gateways::none(), Arc::new(SystemClock));
        Self { world, ports }
    }

    /// The text from a phone, and its reply if it is written.
    async fn text_and_reply(&self, index: usize) -> (MessageId, Option<OutboundMessage>) {
        let thread = phone(index).parse().unwrap();
        let thread = self.ports.audit.thread(&thread).await.unwrap();
        match thread.as_slice() {
            [Message::Inbound(text)] => (text.id.clone(), None),
            [Message::Inbound(text), Message::Outbound(reply)] => {
                assert_eq!(text.id.reply(), reply.id);
                (text.id.clone(), Some(reply.clone()))
            }
            other => panic!("{} messages of {index}", other.len()),
        }
    }

    /// Whether any work is left.
    async fn has_due_work(&self) -> bool {
        for debt in [Debt::Thread, Debt::Send] {
            let due = self.ports.work.due(debt, Timestamp::MAX, 100).await;
            if !due.unwrap().is_empty() {
                return true;
            }
        }
        false
    }

    async fn close(self) {
        drop(self.ports);
        self.world.close().await;
    }
}

impl Drop for Sms {
    fn drop(&mut self) {
        // Ended already, but where a test failed.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
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
    let engine = Sms::start(folder.path(), 0, &silent, "real");
    for index in 0..BEFORE {
        text_in(&http, &engine, index).await;
    }
    // Two calls at a time.
    silent.until_accepted(2).await;
    let port = engine.port();
    engine.kill();
    let hung = taken(&silent);

    // Killed once more as soon as it works again, while more texts come in.
    let engine = Sms::start(folder.path(), port, &healthy, "real");
    for index in BEFORE..ALL {
        text_in(&http, &engine, index).await;
    }
    healthy.until_requested(1).await;
    engine.kill();

    // Its clock stands behind the leases of those who were killed, and before the end of its own.
    let store = Store::open(folder.path()).await;
    let mut open = HashSet::new();
    for index in 0..ALL {
        match store.text_and_reply(index).await {
            (text, None) => open.insert(text.reply()),
            (_, Some(reply)) => {
                let is_open = matches!(reply.state, SendState::Queued | SendState::InFlight);
                is_open && open.insert(reply.id)
            }
        };
    }
    store.close().await;
    assert!(!open.is_empty(), "the kills left nothing to do");
    let later = SystemClock.now() + Duration::from_mins(5);
    let mut engine = Sms::start(folder.path(), port, &healthy, &later.to_string());
    engine.until_ended(open);
    engine.interrupt();

    let resent = taken(&healthy);
    assert!(
        hung.values()
            .chain(resent.values())
            .all(|times| *times == 1)
    );
    let store = Store::open(folder.path()).await;
    assert!(!store.has_due_work().await);
    let mut ambiguous = Vec::new();
    for index in 0..ALL {
        let reply = store.text_and_reply(index).await.1.unwrap();
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
    store.close().await;

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
