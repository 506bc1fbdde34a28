//! A carrier on the loopback that speaks the shape of Twilio's Messages resource: it takes texts,
//! gives SIDs and calls receipts back. Tests script its failures.
//!
//! Some To numbers behave in a way of their own, as Twilio's test numbers do
//! (twilio.com/docs/iam/test-credentials; the last two are ours):
//!
//! | To | what happens |
//! |---|---|
//! | `+15005550001` | 400, 21211: the number is invalid |
//! | `+15005550004` | 400, 21610: the recipient opted out |
//! | `+15005550009` | 400, 21614: not a mobile number |
//! | `+15005550006` | taken; the receipts say `sent`, then `undelivered` with 30003 |
//! | `+15005550008` | 500, 20500: unknown whether it was accepted |

mod answer;
mod receipts;
mod request;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use sms_engine::ports::clock::{Clock, SystemClock, random_bits};
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tracing::warn;

use answer::{Answer, answer};
use request::{Text, Unreadable, read_request};

/// The oldest texts are forgotten beyond this many.
const MAX_REMEMBERED: usize = 100_000;

/// How the simulated carrier behaves.
#[derive(Debug, Clone)]
pub struct SimulatedOptions {
    /// Whether receipts are posted to a message's `StatusCallback`.
    pub receipts: bool,
    /// The wait before `sent`, and again before the last receipt. By the wall clock.
    pub receipt_delay: Duration,
    /// How long the engine may take to answer a receipt. By the wall clock.
    pub receipt_limit: Duration,
    /// Tells when a text was taken.
    pub clock: Arc<dyn Clock>,
}

impl Default for SimulatedOptions {
    fn default() -> Self {
        Self {
            receipts: true,
            receipt_delay: Duration::from_millis(300),
            receipt_limit: Duration::from_secs(5),
            clock: Arc::new(SystemClock),
        }
    }
}

/// What happens to one request, instead of what would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripted {
    /// As without a script.
    Accept,
    /// Not taken; answered with `{"code","message","status"}`.
    Status { status: u16, code: Option<u32> },
    /// The connection is reset as soon as it is there. Nothing is taken.
    ResetBeforeReading,
    /// The connection is reset when the request was read, taken or not.
    ResetAfterReading { accepted: bool },
    /// Taken, and never answered: until the client gives up.
    HangAfterAccepting,
    /// Taken, and the connection is closed without an answer.
    AcceptThenDropAnswer,
}

/// A text that the carrier took.
#[derive(Clone, PartialEq, Eq)]
pub struct AcceptedText {
    pub sid: String,
    pub to: String,
    pub from: String,
    pub body: String,
    pub at: Timestamp,
}

impl fmt::Debug for AcceptedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AcceptedText")
            .field("sid", &self.sid)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// A running simulated carrier. It stops when it is dropped.
#[derive(Debug)]
pub struct SimulatedCarrier {
    address: SocketAddr,
    state: Arc<State>,
    server: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
struct State {
    options: SimulatedOptions,
    receipts: reqwest::Client,
    script: Mutex<VecDeque<Scripted>>,
    ledger: watch::Sender<Ledger>,
}

#[derive(Debug, Default)]
struct Ledger {
    texts: VecDeque<AcceptedText>,
    requests: u64,
}

impl SimulatedCarrier {
    /// Listens on 127.0.0.1 at `port`; 0 takes a free one.
    pub async fn start(port: u16, options: SimulatedOptions) -> Result<Self, io::Error> {
        let receipts = reqwest::Client::builder()
            .timeout(options.receipt_limit)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            options,
            receipts,
            script: Mutex::default(),
            ledger: watch::Sender::default(),
        });
        let server = tokio::spawn(serve(listener, Arc::clone(&state)));
        Ok(Self {
            address,
            state,
            server: Mutex::new(Some(server)),
        })
    }

    /// The base URL for a client, such as `http://127.0.0.1:9001/2010-04-01`.
    pub fn api_url(&self) -> String {
        format!("http://{}/2010-04-01", self.address)
    }

    /// What happens to the next requests, one step for each, after the steps that are left.
    pub fn script(&self, steps: Vec<Scripted>) {
        locked(&self.state.script).extend(steps);
    }

    /// Forgets the steps that are left.
    pub fn forget_script(&self) {
        locked(&self.state.script).clear();
    }

    /// The texts taken, in order; the latest 100,000.
    pub fn accepted(&self) -> Vec<AcceptedText> {
        self.state.ledger.borrow().texts.iter().cloned().collect()
    }

    /// How many requests came, taken or not; resets before reading count too.
    pub fn requests(&self) -> u64 {
        self.state.ledger.borrow().requests
    }

    /// Waits until that many texts were taken.
    pub async fn until_accepted(&self, count: usize) {
        self.until(|ledger| ledger.texts.len() >= count).await;
    }

    /// Waits until that many requests came.
    pub async fn until_requested(&self, count: u64) {
        self.until(|ledger| ledger.requests >= count).await;
    }

    async fn until(&self, holds: impl FnMut(&Ledger) -> bool) {
        let mut ledger = self.state.ledger.subscribe();
        // An error would mean that the ledger is gone, which `self` keeps.
        let _kept = ledger.wait_for(holds).await;
    }

    /// Closes the port, all connections, and forgets the receipts still to come.
    pub async fn stop(&self) {
        let server = locked(&self.server).take();
        if let Some(server) = server {
            server.abort();
            // Aborted, which is what was asked for.
            let _ = server.await;
        }
    }
}

impl Drop for SimulatedCarrier {
    fn drop(&mut self) {
        if let Some(server) = locked(&self.server).take() {
            server.abort();
        }
    }
}

/// The lock, held for a moment and never across an `await`. A thread that panicked in it left
/// whole values behind.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One task for each connection, from its request to its last receipt.
async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut calls = JoinSet::new();
    loop {
        tokio::select! {
            connection = listener.accept() => match connection {
                Ok((stream, _)) => {
                    calls.spawn(call(stream, Arc::clone(&state)));
                }
                Err(error) => {
                    warn!(%error, "the simulated carrier cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = calls.join_next() => {}
        }
    }
}

async fn call(mut stream: TcpStream, state: Arc<State>) {
    if state.resets_before_reading() {
        reset(stream);
        return;
    }
    let request = match read_request(&mut stream).await {
        Ok(Some(request)) => request,
        Err(Unreadable) => {
            answer(stream, &Answer::refused(400, None)).await;
            return;
        }
        // Closed before it said anything.
        Ok(None) => return,
    };
    match state.next_step() {
        Scripted::Accept => match request.judged() {
            Ok(text) => {
                let taken = state.take(text);
                let created = Answer::created(&taken);
                tokio::join!(answer(stream, &created), state.report(&taken));
            }
            Err(refusal) => answer(stream, &refusal).await,
        },
        Scripted::Status { status, code } => answer(stream, &Answer::refused(status, code)).await,
        Scripted::ResetBeforeReading | Scripted::ResetAfterReading { accepted: false } => {
            reset(stream);
        }
        Scripted::ResetAfterReading { accepted: true } => {
            let taken = request.text().map(|text| state.take(text));
            reset(stream);
            state.report_any(taken.as_ref()).await;
        }
        Scripted::HangAfterAccepting => {
            let taken = request.text().map(|text| state.take(text));
            tokio::join!(until_closed(stream), state.report_any(taken.as_ref()));
        }
        Scripted::AcceptThenDropAnswer => {
            let taken = request.text().map(|text| state.take(text));
            drop(stream);
            state.report_any(taken.as_ref()).await;
        }
    }
}

/// Closes with a reset instead of a FIN.
fn reset(stream: TcpStream) {
    if let Err(error) = stream.set_zero_linger() {
        warn!(%error, "the simulated carrier closes a connection that it should reset");
    }
    drop(stream);
}

async fn until_closed(mut stream: TcpStream) {
    let mut rest = [0; 256];
    while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {}
}

/// A text taken, and where its receipts go.
#[derive(Debug)]
struct Taken {
    text: AcceptedText,
    status_callback: Option<String>,
}

impl State {
    /// Takes the step of a reset before reading off the script. All others are taken when a
    /// request was read, so that a connection without a request uses up none of them.
    fn resets_before_reading(&self) -> bool {
        let resets = locked(&self.script)
            .pop_front_if(|step| *step == Scripted::ResetBeforeReading)
            .is_some();
        if resets {
            self.ledger.send_modify(|ledger| ledger.requests += 1);
        }
        resets
    }

    fn next_step(&self) -> Scripted {
        self.ledger.send_modify(|ledger| ledger.requests += 1);
        locked(&self.script).pop_front().unwrap_or(Scripted::Accept)
    }

    fn take(&self, text: Text) -> Taken {
        let at = self.options.clock.now();
        let taken = AcceptedText {
            // Random, so that a SID of an earlier run never comes again.
            sid: format!("SIM{:032x}", random_bits(at)),
            to: text.to,
            from: text.from,
            body: text.body,
            at,
        };
        self.ledger.send_modify(|ledger| {
            if ledger.texts.len() >= MAX_REMEMBERED {
                ledger.texts.pop_front();
            }
            ledger.texts.push_back(taken.clone());
        });
        Taken {
            text: taken,
            status_callback: text.status_callback,
        }
    }
}
