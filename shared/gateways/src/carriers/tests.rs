//! Each adapter against a loopback peer: what it puts on the wire, and what it makes of the ways
//! in which a call can end.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::SecretString;
use sms_domain::contact::Contact;
use sms_domain::message::moves::{CALL_LIMIT, SendOutcome};
use sms_domain::message::{Draft, MessageId, MessageKey, OutboundMessage, Purpose};
use sms_domain::sending::carrier_codes::Disposition;
use sms_domain::sending::clearance::{Clearance, SendingRules, Verdict, clear};
use sms_engine::carriers::{
    AuthStyle, BodyEncoding, CarrierSettings, TextGridSettings, TwilioSettings,
};
use sms_engine::http::signature::Callbacks;
use sms_engine::ports::{Advanced, Carrier, Move, Outbox, StoreResult, Write};
use sms_engine::sender::{Claim, Claiming, claim};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::{Timeouts, connect};

/// Grants every claim.
#[derive(Debug)]
struct Generous;

#[async_trait]
impl Outbox for Generous {
    async fn load(&self, _: &MessageKey) -> StoreResult<Option<(OutboundMessage, Contact)>> {
        Ok(None)
    }

    async fn claim(&self, _: &Clearance, _: &OutboundMessage) -> StoreResult<Write> {
        Ok(Write::Done)
    }

    async fn advance(&self, _: &Move) -> StoreResult<Advanced> {
        Ok(Advanced::Done)
    }
}

const BODY: &str = "Hi Zoë & co: 50% + \"more\"\n=ok";

async fn claimed() -> Claim {
    let now = Timestamp::UNIX_EPOCH;
    let message = Draft {
        id: "01JD0000000000000000000000-r".parse().unwrap(),
        thread: "+13055550123".parse().unwrap(),
        number: "+18135550100".parse().unwrap(),
        body: BODY.into(),
        purpose: Purpose::Conversation,
        processed_by: None,
        template_record_id: None,
        asks: None,
        stage: None,
        party: None,
    }
    .queued(now);
    let contact = Contact::new(message.thread.clone());
    let Verdict::Cleared(clearance) = clear(&message, &contact, &SendingRules::default(), now)
    else {
        unreachable!("nothing stands against it")
    };
    match claim(&Generous, &clearance, &callbacks()).await.unwrap() {
        Claiming::Won(claim) => *claim,
        Claiming::Lost => unreachable!("every claim is granted"),
    }
}

fn callbacks() -> Callbacks {
    Callbacks::new(
        "https://sms.example/prod".into(),
        SecretString::from("webhook-token"),
    )
}

fn callback_url() -> String {
    let id: MessageId = "01JD0000000000000000000000-r".parse().unwrap();
    callbacks().url(&id)
}

/// What the peer does with one connection.
#[derive(Debug, Clone)]
enum Act {
    /// Answers with these bytes and keeps the connection open for another request.
    Answer(String),
    /// Answers, and closes at once.
    AnswerAndClose(String),
    /// Answers with the start of an answer, and says nothing more.
    Stall(String),
    /// Answers with the start of an answer, and closes.
    BreakOff(String),
    ResetAtAccept,
    ResetAfterReading,
    Hang,
}

/// One request as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    line: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Seen {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// A carrier of bytes: acts as told on one connection after the other.
#[derive(Debug)]
struct Peer {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: watch::Receiver<usize>,
}

impl Peer {
    async fn new(acts: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (connected, connections) = watch::channel(0);
        let peer = Self {
            address: listener.local_addr().unwrap(),
            seen: Arc::default(),
            connections,
        };
        let seen = Arc::clone(&peer.seen);
        let mut acts: VecDeque<Act> = acts.into_iter().collect();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connected.send_modify(|connections| *connections += 1);
                // A connection more than was foreseen takes everything: a second request shows.
                let act = acts.pop_front().unwrap_or(Act::Answer(accepted("EXTRA")));
                tokio::spawn(serve(stream, act, Arc::clone(&seen)));
            }
        });
        peer
    }

    fn url(&self) -> String {
        format!("http://{}/2010-04-01", self.address)
    }

    fn requests(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    fn connections(&self) -> usize {
        *self.connections.borrow()
    }

    async fn until_connected(&mut self) {
        self.connections.wait_for(|count| *count > 0).await.unwrap();
    }
}

async fn serve(mut stream: TcpStream, act: Act, seen: Arc<Mutex<Vec<Seen>>>) {
    if let Act::ResetAtAccept = act {
        stream.set_zero_linger().unwrap();
        return;
    }
    let mut act = Some(act);
    while let Some(request) = read_request(&mut stream).await {
        seen.lock().unwrap().push(request);
        match act.take().unwrap_or(Act::Answer(accepted("EXTRA"))) {
            Act::Answer(answer) => stream.write_all(answer.as_bytes()).await.unwrap(),
            Act::AnswerAndClose(answer) | Act::BreakOff(answer) => {
                stream.write_all(answer.as_bytes()).await.unwrap();
                return;
            }
            Act::Stall(answer) => {
                stream.write_all(answer.as_bytes()).await.unwrap();
                until_closed(&mut stream).await;
            }
            Act::Hang => until_closed(&mut stream).await,
            Act::ResetAfterReading | Act::ResetAtAccept => {
                stream.set_zero_linger().unwrap();
                return;
            }
        }
    }
}

async fn until_closed(stream: &mut TcpStream) {
    let mut rest = [0; 64];
    while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {}
}

async fn read_request(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let read = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|read| *read > 0)?;
        bytes.extend(chunk.iter().take(read));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let mut lines = head.split("\r\n");
        let seen = Seen {
            line: lines.next()?.to_owned(),
            headers: lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        };
        let length: usize = seen.header("content-length")?.parse().ok()?;
        if body.len() >= length {
            return Some(seen);
        }
    }
}

fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

fn accepted(sid: &str) -> String {
    answer(
        "201 Created",
        &format!(r#"{{"sid":"{sid}","status":"queued"}}"#),
    )
}

fn twilio(api_url: String) -> CarrierSettings {
    CarrierSettings::Twilio(TwilioSettings {
        account_sid: "AC1".into(),
        auth_token: SecretString::from("hush"),
        api_url,
    })
}

fn textgrid(api_url: String, auth_style: AuthStyle, encoding: BodyEncoding) -> CarrierSettings {
    CarrierSettings::TextGrid(TextGridSettings {
        account_sid: "AC1".into(),
        auth_token: SecretString::from("hush"),
        api_url,
        auth_style,
        encoding,
    })
}

/// As long as a call may be: for peers that answer, on a machine that is busy with something else.
const AMPLE: Timeouts = Timeouts {
    connect: CALL_LIMIT.saturating_sub(Duration::from_secs(2)),
    total: CALL_LIMIT.saturating_sub(Duration::from_secs(1)),
};

async fn send(settings: &CarrierSettings) -> SendOutcome {
    send_within(AMPLE, settings).await
}

/// The outcome of a call to a peer that reads its request and then acts so, without an end: under
/// the first limit within which this machine brings the request there.
async fn send_in_vain(act: &Act) -> (Peer, SendOutcome) {
    let mut connect = Duration::from_millis(100);
    loop {
        let peer = Peer::new([act.clone()]).await;
        let timeouts = Timeouts {
            connect,
            total: connect * 2,
        };
        let outcome = send_within(timeouts, &twilio(peer.url())).await;
        if !peer.requests().is_empty() {
            return (peer, outcome);
        }
        connect *= 2;
    }
}

async fn send_within(timeouts: Timeouts, settings: &CarrierSettings) -> SendOutcome {
    let carrier = connect(settings, timeouts).unwrap();
    carrier.send(&claimed().await).await
}

#[track_caller]
fn assert_not_sent(outcome: &SendOutcome, disposition: Disposition) {
    assert!(
        matches!(outcome, SendOutcome::NotSent(refusal) if refusal.disposition == disposition),
        "{outcome:?}"
    );
}

#[track_caller]
fn assert_ambiguous(outcome: &SendOutcome) {
    assert!(
        matches!(outcome, SendOutcome::Ambiguous { .. }),
        "{outcome:?}"
    );
}

fn form() -> String {
    let callback = callback_url();
    let (_, query) = callback.split_once("?m=").unwrap();
    let query = query.replace('&', "%26").replace('=', "%3D");
    format!(
        "To=%2B13055550123&From=%2B18135550100\
         &Body=Hi+Zo%C3%AB+%26+co%3A+50%25+%2B+%22more%22%0A%3Dok\
         &StatusCallback=https%3A%2F%2Fsms.example%2Fprod%2Fdelivery%3Fm%3D{query}"
    )
}

#[tokio::test]
async fn twilio_gets_a_form_with_basic_authentication() {
    let peer = Peer::new([Act::Answer(accepted("SM1"))]).await;
    let outcome = send(&twilio(peer.url())).await;
    assert_eq!(
        outcome,
        SendOutcome::Accepted {
            sid: "SM1".parse().unwrap()
        }
    );
    let requests = peer.requests();
    let [request] = requests.as_slice() else {
        unreachable!("one request, not {}", requests.len())
    };
    assert_eq!(
        request.line,
        "POST /2010-04-01/Accounts/AC1/Messages.json HTTP/1.1"
    );
    assert_eq!(request.header("authorization"), Some("Basic QUMxOmh1c2g="));
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(request.body, form());
}

#[tokio::test]
async fn textgrid_gets_what_its_settings_say() {
    for (auth_style, encoding, authorization, content_type) in [
        (
            AuthStyle::Bearer,
            BodyEncoding::Json,
            "Bearer QUMxOmh1c2g=",
            "application/json",
        ),
        (
            AuthStyle::Basic,
            BodyEncoding::Form,
            "Basic QUMxOmh1c2g=",
            "application/x-www-form-urlencoded",
        ),
    ] {
        let sid = "dGV4dC9ncmlk+Zz/A==";
        let peer = Peer::new([Act::Answer(accepted(sid))]).await;
        let outcome = send(&textgrid(peer.url(), auth_style, encoding)).await;
        assert_eq!(
            outcome,
            SendOutcome::Accepted {
                sid: sid.parse().unwrap()
            }
        );
        let requests = peer.requests();
        let [request] = requests.as_slice() else {
            unreachable!("one request, not {}", requests.len())
        };
        assert_eq!(
            request.line,
            "POST /2010-04-01/Accounts/AC1/Messages.json HTTP/1.1"
        );
        assert_eq!(request.header("authorization"), Some(authorization));
        assert_eq!(request.header("content-type"), Some(content_type));
        match encoding {
            BodyEncoding::Json => {
                let json: serde_json::Value = serde_json::from_str(&request.body).unwrap();
                let want = serde_json::json!({
                    "body": BODY,
                    "from": "+18135550100",
                    "to": "+13055550123",
                    "statusCallback": callback_url(),
                });
                assert_eq!(json, want);
            }
            BodyEncoding::Form => assert_eq!(request.body, form()),
        }
    }
}

#[tokio::test]
async fn the_simulated_carrier_is_twilio_with_an_account_of_its_own() {
    let peer = Peer::new([Act::Answer(accepted("SIM1"))]).await;
    let settings = CarrierSettings::Simulated {
        api_url: peer.url(),
    };
    let carrier = connect(&settings, AMPLE).unwrap();
    assert_eq!(carrier.name(), "simulated");
    let outcome = carrier.send(&claimed().await).await;
    assert!(
        matches!(outcome, SendOutcome::Accepted { .. }),
        "{outcome:?}"
    );
    let requests = peer.requests();
    let request = requests.first().unwrap();
    assert_eq!(
        request.line,
        "POST /2010-04-01/Accounts/SIMULATED/Messages.json HTTP/1.1"
    );
    assert_eq!(request.body, form());
}

#[tokio::test]
async fn refusals_over_the_wire_are_told_apart() {
    let peer = Peer::new([
        Act::Answer(answer("429 Too Many Requests", r#"{"code":20429}"#)),
        Act::Answer(answer("503 Service Unavailable", r#"{"code":20503}"#)),
        Act::Answer(answer("401 Unauthorized", r#"{"code":20003}"#)),
        Act::Answer(answer("400 Bad Request", r#"{"code":21610}"#)),
        Act::Answer(answer("500 Internal Server Error", r#"{"code":20500}"#)),
        Act::AnswerAndClose("HTTP/1.1 502 Bad Gateway\r\n\r\n<html>".into()),
    ])
    .await;
    let settings = twilio(peer.url());
    assert_not_sent(&send(&settings).await, Disposition::Pace);
    assert_not_sent(&send(&settings).await, Disposition::Pace);
    assert_not_sent(&send(&settings).await, Disposition::Unregistered);
    let outcome = send(&settings).await;
    assert!(
        matches!(&outcome, SendOutcome::Refused(refusal)
            if refusal.disposition == Disposition::OptOut && refusal.code == Some(21610)),
        "{outcome:?}"
    );
    assert_ambiguous(&send(&settings).await);
    assert_ambiguous(&send(&settings).await);
    assert_eq!(peer.requests().len(), 6);
}

#[tokio::test]
async fn no_redirect_is_followed() {
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let elsewhere = Peer::new([]).await;
        let location = format!(
            "HTTP/1.1 {status}\r\nLocation: {}/\r\nContent-Length: 0\r\n\r\n",
            elsewhere.url()
        );
        let peer = Peer::new([Act::Answer(location)]).await;
        let outcome = send(&twilio(peer.url())).await;
        assert!(matches!(outcome, SendOutcome::Refused(_)), "{outcome:?}");
        assert_eq!((peer.connections(), elsewhere.connections()), (1, 0));
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_not_sent(&send(&twilio(url)).await, Disposition::Pace);
    // RFC 2606 keeps `.invalid` out of the name system.
    let url = "http://carrier.invalid/2010-04-01".to_owned();
    assert_not_sent(&send(&twilio(url)).await, Disposition::Pace);
}

#[tokio::test]
async fn a_tls_handshake_that_fails_or_stalls_sent_nothing() {
    let short = Timeouts {
        connect: Duration::from_millis(100),
        ..AMPLE
    };
    // The peer waits for an HTTP request, so a handshake stalls.
    for (act, timeouts) in [(Act::ResetAtAccept, AMPLE), (Act::Hang, short)] {
        let mut peer = Peer::new([act]).await;
        let url = peer.url().replace("http:", "https:");
        let outcome = send_within(timeouts, &twilio(url)).await;
        assert_not_sent(&outcome, Disposition::Pace);
        peer.until_connected().await;
        assert_eq!(peer.connections(), 1);
        assert_eq!(peer.requests(), []);
    }
}

#[tokio::test]
async fn after_the_request_left_any_silence_is_ambiguous() {
    let start = "HTTP/1.1 201 Created\r\nContent-Length: 40\r\n\r\n{\"sid\":\"SM1\"";
    for act in [
        Act::ResetAtAccept,
        Act::ResetAfterReading,
        Act::Hang,
        Act::BreakOff(String::new()),
        Act::BreakOff("HTTP/1.1 201 Cre".into()),
        Act::BreakOff("no HTTP at all\r\n\r\n".into()),
        Act::BreakOff(start.into()),
        Act::Stall(start.into()),
        Act::Stall("HTTP/1.1 201 Created\r\n".into()),
    ] {
        let (peer, outcome) = if matches!(act, Act::Hang | Act::Stall(_)) {
            send_in_vain(&act).await
        } else {
            let peer = Peer::new([act.clone()]).await;
            let outcome = send(&twilio(peer.url())).await;
            (peer, outcome)
        };
        assert!(
            matches!(outcome, SendOutcome::Ambiguous { .. }),
            "{act:?}: {outcome:?}"
        );
        assert_eq!(peer.connections(), 1, "{act:?}");
        assert!(peer.requests().len() <= 1, "{act:?}");
    }
}

#[tokio::test]
async fn a_refusal_whose_body_breaks_off_is_asked_again_and_no_text_is_lost() {
    let start = "HTTP/1.1 400 Bad Request\r\nContent-Length: 40\r\n\r\n{\"code\":";
    let peer = Peer::new([Act::BreakOff(start.into())]).await;
    assert_not_sent(&send(&twilio(peer.url())).await, Disposition::Pace);
    assert_eq!(peer.connections(), 1);
}

#[tokio::test]
async fn an_answer_far_too_long_is_not_read_to_its_end() {
    // Whoever reads all of it finds the SID.
    let long = format!("{}{}", r#"{"sid":"SM1"}"#, " ".repeat(70_000));
    let peer = Peer::new([Act::Answer(answer("201 Created", &long))]).await;
    assert_ambiguous(&send(&twilio(peer.url())).await);
}

#[tokio::test]
async fn each_text_has_a_connection_of_its_own_so_that_none_is_written_to_a_dead_one() {
    let peer = Peer::new((1..=4).map(|at| {
        // Each answer leaves the connection open, or the peer closes it unseen.
        if at % 2 == 0 {
            Act::Answer(accepted("SM2"))
        } else {
            Act::AnswerAndClose(accepted("SM1"))
        }
    }))
    .await;
    let carrier = connect(&twilio(peer.url()), AMPLE).unwrap();
    for _ in 0..4 {
        let outcome = carrier.send(&claimed().await).await;
        assert!(
            matches!(outcome, SendOutcome::Accepted { .. }),
            "{outcome:?}"
        );
    }
    assert_eq!((peer.connections(), peer.requests().len()), (4, 4));
}

/// Resets under load, at every moment of a call: the peer never reads more requests than there
/// were claims, and says nothing of those it did not answer.
#[tokio::test]
async fn many_resets_at_once_never_lead_to_a_second_request() {
    const CALLS: usize = 60;
    let acts = (0..CALLS).map(|at| match at % 3 {
        0 => Act::ResetAtAccept,
        1 => Act::ResetAfterReading,
        _ => Act::AnswerAndClose(accepted("SM1")),
    });
    let peer = Peer::new(acts).await;
    let carrier: Arc<dyn Carrier> = connect(&twilio(peer.url()), AMPLE).unwrap();
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..CALLS {
        let carrier = Arc::clone(&carrier);
        calls.spawn(async move { carrier.send(&claimed().await).await });
    }
    let (mut accepted, mut ambiguous) = (0, 0);
    for outcome in calls.join_all().await {
        match outcome {
            SendOutcome::Accepted { .. } => accepted += 1,
            SendOutcome::Ambiguous { .. } => ambiguous += 1,
            SendOutcome::NotSent(_) | SendOutcome::Refused(_) => {}
        }
    }
    assert_eq!((accepted, ambiguous), (CALLS / 3, CALLS - CALLS / 3));
    assert_eq!(peer.connections(), CALLS);
    assert!(peer.requests().len() <= CALLS);
}
