//! A carrier on the loopback that speaks the shape of Twilio's Messages resource: it takes texts,
//! gives SIDs and calls receipts back. Tests tell it how to fail.
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
//! | `+15005550008` | 500, 20500: nobody can tell whether it was taken |

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use sms_engine::ports::clock::{Clock, SystemClock, random_bits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tracing::warn;

/// The oldest texts are forgotten beyond this many.
const MOST_REMEMBERED: usize = 100_000;
/// The longest request, head and body, in bytes.
const LONGEST_REQUEST: usize = 256 * 1024;
/// How long a client may take to write its request.
const READ_LIMIT: Duration = Duration::from_secs(10);
/// How often a receipt is posted until it is answered; the pauses double from `FIRST_PAUSE`.
const RECEIPT_ATTEMPTS: u32 = 6;
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// How the simulated carrier behaves.
#[derive(Debug, Clone)]
pub struct SimulatedOptions {
    /// Whether receipts are posted to a message's `StatusCallback`.
    pub receipts: bool,
    /// The wait before `sent`, and again before the last receipt. By the wall clock.
    pub receipt_delay: Duration,
    /// Tells when a text was taken.
    pub clock: Arc<dyn Clock>,
}

impl Default for SimulatedOptions {
    fn default() -> Self {
        Self {
            receipts: true,
            receipt_delay: Duration::from_millis(300),
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
    ledger: Mutex<Ledger>,
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
            .connect_timeout(Duration::from_secs(2))
            .timeout(Duration::from_secs(5))
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
            ledger: Mutex::default(),
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

    /// The texts taken, in order; the latest 100,000.
    pub fn accepted(&self) -> Vec<AcceptedText> {
        locked(&self.state.ledger).texts.iter().cloned().collect()
    }

    /// How many requests came, taken or not; resets before reading count too.
    pub fn requests(&self) -> u64 {
        locked(&self.state.ledger).requests
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
    let request = tokio::time::timeout(READ_LIMIT, read_request(&mut stream)).await;
    let request = match request {
        Ok(Ok(Some(request))) => request,
        Ok(Err(Unreadable)) => {
            answer(stream, &Answer::refused(400, None)).await;
            return;
        }
        // Closed before it said anything, or too slow.
        Ok(Ok(None)) | Err(_) => return,
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

/// What a message asks for.
#[derive(Debug)]
struct Text {
    to: String,
    from: String,
    body: String,
    status_callback: Option<String>,
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
            locked(&self.ledger).requests += 1;
        }
        resets
    }

    fn next_step(&self) -> Scripted {
        locked(&self.ledger).requests += 1;
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
        let mut ledger = locked(&self.ledger);
        if ledger.texts.len() >= MOST_REMEMBERED {
            ledger.texts.pop_front();
        }
        ledger.texts.push_back(taken.clone());
        Taken {
            text: taken,
            status_callback: text.status_callback,
        }
    }

    async fn report_any(&self, taken: Option<&Taken>) {
        if let Some(taken) = taken {
            self.report(taken).await;
        }
    }

    /// Posts the receipts of a text that was taken.
    async fn report(&self, taken: &Taken) {
        let Some(url) = taken
            .status_callback
            .as_ref()
            .filter(|_| self.options.receipts)
        else {
            return;
        };
        let end = match taken.text.to.as_str() {
            "+15005550006" => ("undelivered", Some("30003")),
            _ => ("delivered", None),
        };
        for (status, code) in [("sent", None), end] {
            tokio::time::sleep(self.options.receipt_delay).await;
            self.post_receipt(url, &taken.text, status, code).await;
        }
    }

    async fn post_receipt(&self, url: &str, text: &AcceptedText, status: &str, code: Option<&str>) {
        let mut form = vec![
            ("MessageSid", text.sid.as_str()),
            ("MessageStatus", status),
            ("To", &text.to),
            ("From", &text.from),
        ];
        form.extend(code.map(|code| ("ErrorCode", code)));
        let mut pause = FIRST_PAUSE;
        for attempt in 1..=RECEIPT_ATTEMPTS {
            let fault = match self.receipts.post(url).form(&form).send().await {
                Ok(response) if !response.status().is_server_error() => {
                    if !response.status().is_success() {
                        warn!(sid = text.sid, status, answer = %response.status(), "a receipt was refused");
                    }
                    return;
                }
                Ok(response) => response.status().to_string(),
                Err(error) => error.without_url().to_string(),
            };
            if attempt == RECEIPT_ATTEMPTS {
                warn!(sid = text.sid, status, fault, "a receipt was given up");
                return;
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
    }
}

/// A request as far as it matters.
#[derive(Debug)]
struct Request {
    is_post_of_a_message: bool,
    /// By names in lower case: `to`, `from`, `body`, `statuscallback`.
    fields: HashMap<String, String>,
}

impl Request {
    /// The text, if the request has all of it.
    fn text(&self) -> Option<Text> {
        self.read().ok()
    }

    /// The text, or why it is not taken.
    fn judged(&self) -> Result<Text, Answer> {
        let text = self.read()?;
        let refused = match text.to.as_str() {
            "+15005550001" => Some((400, 21211)),
            "+15005550004" => Some((400, 21610)),
            "+15005550008" => Some((500, 20500)),
            "+15005550009" => Some((400, 21614)),
            _ => None,
        };
        match refused {
            Some((status, code)) => Err(Answer::refused(status, Some(code))),
            None => Ok(text),
        }
    }

    fn read(&self) -> Result<Text, Answer> {
        if !self.is_post_of_a_message {
            return Err(Answer::refused(404, Some(20404)));
        }
        let field = |name: &str| {
            self.fields
                .get(name)
                .filter(|value| !value.is_empty())
                .cloned()
        };
        let missing = |code| move || Answer::refused(400, Some(code));
        Ok(Text {
            to: field("to").ok_or_else(missing(21604))?,
            from: field("from").ok_or_else(missing(21603))?,
            body: field("body").ok_or_else(missing(21602))?,
            status_callback: field("statuscallback"),
        })
    }
}

/// A status and its JSON.
#[derive(Debug)]
struct Answer {
    status: u16,
    json: Value,
}

impl Answer {
    fn created(taken: &Taken) -> Self {
        let AcceptedText {
            sid,
            to,
            from,
            body,
            ..
        } = &taken.text;
        Self {
            status: 201,
            json: json!({
                "sid": sid,
                "status": "queued",
                "to": to,
                "from": from,
                "body": body,
                "direction": "outbound-api",
                "api_version": "2010-04-01",
                "error_code": null,
                "error_message": null,
            }),
        }
    }

    fn refused(status: u16, code: Option<u32>) -> Self {
        Self {
            status,
            json: json!({
                "code": code,
                "message": "refused by the simulated carrier",
                "status": status,
            }),
        }
    }
}

/// Writes the answer, the only one on its connection.
async fn answer(mut stream: TcpStream, answer: &Answer) {
    let body = answer.json.to_string();
    let bytes = format!(
        "HTTP/1.1 {} Simulated\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        answer.status,
        body.len()
    );
    // A client that is gone has no use for an answer.
    if stream.write_all(bytes.as_bytes()).await.is_ok() {
        let _ = stream.shutdown().await;
    }
}

/// The bytes are no HTTP/1.1 request with a `Content-Length`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unreadable;

/// The one request of a connection; `None` if it was closed before.
async fn read_request(stream: &mut TcpStream) -> Result<Option<Request>, Unreadable> {
    const END_OF_HEAD: &[u8] = b"\r\n\r\n";
    let mut bytes = Vec::new();
    let mut chunk = [0; 8192];
    loop {
        let end = bytes
            .windows(END_OF_HEAD.len())
            .position(|window| window == END_OF_HEAD);
        if let Some((head, body)) = end.and_then(|end| bytes.split_at_checked(end)) {
            let head = Head::read(head)?;
            let body = body.get(END_OF_HEAD.len()..).unwrap_or_default();
            if let Some(body) = body.get(..head.content_length) {
                return Ok(Some(head.with(body)));
            }
        }
        if bytes.len() > LONGEST_REQUEST {
            return Err(Unreadable);
        }
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return Ok(None),
            Ok(read) => bytes.extend(chunk.iter().take(read)),
        }
    }
}

#[derive(Debug)]
struct Head {
    is_post_of_a_message: bool,
    is_json: bool,
    content_length: usize,
}

impl Head {
    fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable)?;
        let mut lines = text.split("\r\n");
        let target = lines
            .next()
            .and_then(|line| line.strip_suffix(" HTTP/1.1"))
            .ok_or(Unreadable)?;
        let mut head = Self {
            is_post_of_a_message: target.starts_with("POST ") && target.ends_with("/Messages.json"),
            is_json: false,
            content_length: 0,
        };
        for line in lines {
            let (name, value) = line.split_once(':').ok_or(Unreadable)?;
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => head.content_length = value.parse().map_err(|_| Unreadable)?,
                "content-type" => head.is_json = value.starts_with("application/json"),
                "transfer-encoding" => return Err(Unreadable),
                _ => {}
            }
        }
        if head.content_length > LONGEST_REQUEST {
            return Err(Unreadable);
        }
        Ok(head)
    }

    fn with(&self, body: &[u8]) -> Request {
        Request {
            is_post_of_a_message: self.is_post_of_a_message,
            fields: if self.is_json {
                json_fields(body)
            } else {
                form_fields(body)
            },
        }
    }
}

fn json_fields(body: &[u8]) -> HashMap<String, String> {
    let fields: HashMap<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_ascii_lowercase(), value.as_str()?.to_owned())))
        .collect()
}

fn form_fields(body: &[u8]) -> HashMap<String, String> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    String::from_utf8_lossy(body)
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name).to_ascii_lowercase(), decoded(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    /// A place that takes receipts: answers each with the next of `statuses`, then with 200.
    async fn callbacks(statuses: Vec<u16>) -> (String, mpsc::UnboundedReceiver<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/delivery?m=1&s=2", listener.local_addr().unwrap());
        let (seen, receipts) = mpsc::unbounded_channel();
        let mut statuses = VecDeque::from(statuses);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = Vec::new();
                let mut chunk = [0; 4096];
                while !bytes.windows(8).any(|window| window == b"&From=%2") {
                    let read = stream.read(&mut chunk).await.unwrap();
                    if read == 0 {
                        break;
                    }
                    bytes.extend(chunk.iter().take(read));
                }
                let status = statuses.pop_front().unwrap_or(200);
                let head = format!(
                    "HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
                stream.write_all(head.as_bytes()).await.unwrap();
                seen.send(bytes).unwrap();
            }
        });
        (url, receipts)
    }

    fn quick() -> SimulatedOptions {
        SimulatedOptions {
            receipt_delay: Duration::ZERO,
            ..SimulatedOptions::default()
        }
    }

    async fn started() -> SimulatedCarrier {
        SimulatedCarrier::start(0, quick()).await.unwrap()
    }

    fn client() -> reqwest::Client {
        reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_millis(800))
            .build()
            .unwrap()
    }

    async fn post(
        carrier: &SimulatedCarrier,
        to: &str,
        callback: &str,
    ) -> Result<(u16, Value), reqwest::Error> {
        let form = [
            ("To", to),
            ("From", "+18135550100"),
            ("Body", "Zoë & co + 1"),
            ("StatusCallback", callback),
        ];
        let url = format!("{}/Accounts/SIMULATED/Messages.json", carrier.api_url());
        let response = client().post(url).form(&form).send().await?;
        Ok((response.status().as_u16(), response.json().await?))
    }

    const TO: &str = "+13055550123";

    async fn receipt(receipts: &mut mpsc::UnboundedReceiver<Vec<u8>>) -> HashMap<String, String> {
        let bytes = tokio::time::timeout(Duration::from_secs(5), receipts.recv())
            .await
            .unwrap()
            .unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("POST /delivery?m=1&s=2 HTTP/1.1"),
            "{head}"
        );
        form_fields(body.as_bytes())
    }

    #[tokio::test]
    async fn a_text_is_taken_remembered_and_reported_as_sent_and_delivered() {
        let carrier = started().await;
        let (url, mut receipts) = callbacks(Vec::new()).await;
        let (status, json) = post(&carrier, TO, &url).await.unwrap();
        assert_eq!((status, &json["status"]), (201, &json!("queued")));
        let accepted = carrier.accepted();
        let [text] = accepted.as_slice() else {
            unreachable!("one text, not {accepted:?}")
        };
        assert_eq!(json["sid"], json!(text.sid));
        assert!(text.sid.starts_with("SIM") && text.sid.len() == 35);
        assert_eq!(
            (text.to.as_str(), text.from.as_str(), text.body.as_str()),
            (TO, "+18135550100", "Zoë & co + 1")
        );
        for status in ["sent", "delivered"] {
            let receipt = receipt(&mut receipts).await;
            assert_eq!(receipt["messagesid"], text.sid);
            assert_eq!(receipt["messagestatus"], status);
            assert_eq!(receipt["to"], TO);
            assert_eq!(receipt["from"], "+18135550100");
            assert_eq!(receipt.get("errorcode"), None);
        }
        assert!(!format!("{carrier:?}").contains("555"), "{carrier:?}");
    }

    #[tokio::test]
    async fn json_is_taken_as_well_and_without_a_callback_there_are_no_receipts() {
        let carrier = started().await;
        let url = format!("{}/Accounts/A%2F=/Messages.json", carrier.api_url());
        let json = json!({"body": "hi", "from": "+18135550100", "to": TO});
        let response = client().post(url).json(&json).send().await.unwrap();
        assert_eq!(response.status(), 201);
        assert_eq!(carrier.accepted().len(), 1);
    }

    #[tokio::test]
    async fn magic_numbers_are_refused_with_their_codes() {
        let carrier = started().await;
        for (to, http, code) in [
            ("+15005550001", 400, 21211),
            ("+15005550004", 400, 21610),
            ("+15005550008", 500, 20500),
            ("+15005550009", 400, 21614),
            ("", 400, 21604),
        ] {
            let (status, json) = post(&carrier, to, "").await.unwrap();
            assert_eq!((status, &json["code"]), (http, &json!(code)));
        }
        let elsewhere = client().get(carrier.api_url()).send().await.unwrap();
        assert_eq!(elsewhere.status(), 404);
        assert_eq!(carrier.accepted(), []);
        assert_eq!(carrier.requests(), 6);
    }

    #[tokio::test]
    async fn the_unreachable_handset_is_undelivered() {
        let carrier = started().await;
        let (url, mut receipts) = callbacks(Vec::new()).await;
        post(&carrier, "+15005550006", &url).await.unwrap();
        assert_eq!(receipt(&mut receipts).await["messagestatus"], "sent");
        let last = receipt(&mut receipts).await;
        assert_eq!(last["messagestatus"], "undelivered");
        assert_eq!(last["errorcode"], "30003");
    }

    #[tokio::test]
    async fn a_receipt_that_meets_a_fault_comes_again_and_a_refused_one_does_not() {
        let carrier = started().await;
        let (url, mut receipts) = callbacks(vec![503, 500, 401]).await;
        post(&carrier, TO, &url).await.unwrap();
        let mut statuses = Vec::new();
        for _ in 0..4 {
            statuses.push(receipt(&mut receipts).await["messagestatus"].clone());
        }
        assert_eq!(statuses, ["sent", "sent", "sent", "delivered"]);
    }

    #[tokio::test]
    async fn receipts_can_be_turned_off() {
        let options = SimulatedOptions {
            receipts: false,
            ..quick()
        };
        let carrier = SimulatedCarrier::start(0, options).await.unwrap();
        let (url, mut receipts) = callbacks(Vec::new()).await;
        post(&carrier, TO, &url).await.unwrap();
        let wait = tokio::time::timeout(Duration::from_millis(200), receipts.recv());
        assert!(wait.await.is_err(), "a receipt came");
    }

    #[tokio::test]
    async fn each_step_of_a_script_is_used_once_and_taken_texts_are_counted_where_it_says_so() {
        use Scripted::{
            Accept, AcceptThenDropAnswer, HangAfterAccepting, ResetAfterReading,
            ResetBeforeReading, Status,
        };
        let carrier = started().await;
        let (url, mut receipts) = callbacks(Vec::new()).await;
        let mut taken = 0;
        #[rustfmt::skip]
        let steps = [
            (Accept, Some(201), true),
            (Status { status: 429, code: Some(20429) }, Some(429), false),
            (Status { status: 502, code: None }, Some(502), false),
            (ResetBeforeReading, None, false),
            (ResetAfterReading { accepted: false }, None, false),
            (ResetAfterReading { accepted: true }, None, true),
            (HangAfterAccepting, None, true),
            (AcceptThenDropAnswer, None, true),
        ];
        carrier.script(steps.iter().map(|(step, _, _)| *step).collect());
        for (step, status, takes) in steps {
            let answer = post(&carrier, TO, &url).await;
            assert_eq!(answer.map(|(status, _)| status).ok(), status, "{step:?}");
            taken += usize::from(takes);
            assert_eq!(carrier.accepted().len(), taken, "{step:?}");
            if takes {
                let last = carrier.accepted().last().unwrap().sid.clone();
                assert_eq!(receipt(&mut receipts).await["messagesid"], last);
                assert_eq!(receipt(&mut receipts).await["messagesid"], last);
            }
        }
        assert_eq!(carrier.requests(), 8);
        assert_eq!(post(&carrier, TO, "").await.unwrap().0, 201);
    }

    #[tokio::test]
    async fn it_stops_and_starts_again_on_its_port_with_new_sids() {
        let carrier = started().await;
        post(&carrier, TO, "").await.unwrap();
        carrier.stop().await;
        assert!(post(&carrier, TO, "").await.is_err());
        let port = carrier.address.port();
        let again = SimulatedCarrier::start(port, quick()).await.unwrap();
        let (_, json) = post(&again, TO, "").await.unwrap();
        assert_ne!(json["sid"], json!(carrier.accepted()[0].sid));
    }

    #[tokio::test]
    async fn what_is_no_request_is_answered_or_closed_and_uses_up_no_step() {
        let carrier = started().await;
        carrier.script(vec![Scripted::Status {
            status: 503,
            code: Some(20503),
        }]);
        for bytes in [
            "",
            "\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "POST /Messages.json HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "POST /Messages.json HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
            "POST /Messages.json HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST /Messages.json HTTP/1.1\r\nContent-Length: 10\r\n\r\nTo=",
        ] {
            let mut stream = TcpStream::connect(carrier.address).await.unwrap();
            stream.write_all(bytes.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
            let mut answer = String::new();
            let _ = stream.read_to_string(&mut answer).await;
            assert!(
                answer.is_empty() || answer.starts_with("HTTP/1.1 400"),
                "{bytes}: {answer}"
            );
        }
        assert_eq!(post(&carrier, TO, "").await.unwrap().0, 503);
        assert_eq!(carrier.requests(), 1);
    }
}
