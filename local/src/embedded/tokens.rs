//! Keeps the `ClientRequestToken`s of transactions in front of the embedded store, which would go
//! through all tokens of the last ten minutes at each transaction.
//!
//! A token means what it means on AWS: within ten minutes of its success a repeat does nothing and
//! gets the first answer, and another transaction under it is refused. Tokens live as long as this
//! process, as the store's own would: what was running when it ended has no caller any more in the
//! engine, whose retries ended with it.

mod scan;

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::stopped;
use scan::Transaction;

/// How long DynamoDB remembers a token.
const MEMORY: Duration = Duration::from_mins(10);
/// Enough for ten minutes at 800 transactions a second; beyond, the oldest are forgotten sooner.
const MAX_TOKENS: usize = 500_000;
const MAX_HEADERS: usize = 64;
const TRANSACTION: &[u8] = b"DynamoDB_20120810.TransactWriteItems";
const MISMATCH: &[u8] = br#"{"__type":"com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException","Message":"An error occurred (IdempotentParameterMismatchException)"}"#;

/// Serves `listener` in front of the store at `store` until `alive` ends; running requests first
/// get their answer.
pub(super) async fn serve(listener: TcpListener, store: SocketAddr, alive: watch::Receiver<()>) {
    let tokens = Arc::new(Tokens::default());
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((client, _)) => {
                    let (tokens, alive) = (Arc::clone(&tokens), alive.clone());
                    connections.spawn(async move {
                        if let Err(error) = converse(client, store, &tokens, alive).await {
                            tracing::debug!(%error, "a connection to the embedded store broke");
                        }
                    });
                }
                Err(error) => {
                    tracing::error!(%error, "the embedded store cannot accept a connection");
                    // Most often no file handle is left: one may be free again then.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = connections.join_next() => {}
            () = stopped(alive.clone()) => break,
        }
    }
    while connections.join_next().await.is_some() {}
}

/// Passes requests and answers one after the other. What cannot be told apart, such as a body of
/// unknown length, passes as it comes from then on, and the store keeps its tokens itself.
async fn converse(
    client: TcpStream,
    store: SocketAddr,
    tokens: &Tokens,
    alive: watch::Receiver<()>,
) -> io::Result<()> {
    let mut client = Side::new(client)?;
    let mut store = Side::new(TcpStream::connect(store).await?)?;
    loop {
        let request = tokio::select! {
            request = client.message(Head::of_request) => request?,
            () = stopped(alive.clone()) => return Ok(()),
        };
        let (head, body) = match request {
            Read::Whole(head, body) => (head, body),
            Read::End => return Ok(()),
            Read::Unclear => break,
        };
        let transaction = head
            .is_transaction
            .then(|| scan::transaction(&body))
            .flatten();
        let answered = if let Some(transaction) = transaction {
            once(&transaction, &head, &mut client, &mut store, tokens).await?
        } else {
            store.write(&[&head.bytes, &body]).await?;
            pass_answer(&mut client, &mut store).await?.is_some()
        };
        if !answered {
            break;
        }
    }
    store.flush_to(&mut client).await?;
    client.flush_to(&mut store).await?;
    tokio::select! {
        passed = tokio::io::copy_bidirectional(&mut client.stream, &mut store.stream) => {
            passed.map(|_| ())
        }
        // Nobody can say whether a request is running on it.
        () = stopped(alive) => Ok(()),
    }
}

/// Runs a transaction unless its token has been seen.
async fn once(
    transaction: &Transaction<'_>,
    head: &Head,
    client: &mut Side,
    store: &mut Side,
    tokens: &Tokens,
) -> io::Result<bool> {
    match tokens.claim(transaction.token, transaction.hash).await {
        Claim::Done(answer) => {
            client
                .write(&[&answer_head(200, answer.len()), &answer])
                .await?;
            Ok(true)
        }
        Claim::Mismatch => {
            client
                .write(&[&answer_head(400, MISMATCH.len()), MISMATCH])
                .await?;
            Ok(true)
        }
        Claim::Ours(running) => {
            store
                .write(&[&head.bytes, &transaction.without_token])
                .await?;
            let Some((status, answer)) = pass_answer(client, store).await? else {
                return Ok(false);
            };
            if status == 200 {
                running.succeeded(answer);
            }
            Ok(true)
        }
    }
}

/// The answer's status and body, once the client has it; `None` if its end is not known.
async fn pass_answer(client: &mut Side, store: &mut Side) -> io::Result<Option<(u16, Bytes)>> {
    match store.message(Head::of_answer).await? {
        Read::Whole(head, body) => {
            client.write(&[&head.bytes, &body]).await?;
            Ok(Some((head.status, body)))
        }
        Read::Unclear => Ok(None),
        Read::End => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn answer_head(status: u16, length: usize) -> Vec<u8> {
    let reason = if status == 200 { "OK" } else { "Bad Request" };
    format!(
        "HTTP/1.1 {status} {reason}\r\ncontent-type: application/x-amz-json-1.0\r\n\
         content-length: {length}\r\n\r\n"
    )
    .into_bytes()
}

/// One end of a conversation, with what was read and not yet used.
struct Side {
    stream: TcpStream,
    unread: BytesMut,
}

enum Read {
    Whole(Head, Bytes),
    /// The peer closed between two messages.
    End,
    /// Nobody can say where the message ends, or it is not HTTP. Nothing of it was taken.
    Unclear,
}

impl Side {
    fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            unread: BytesMut::new(),
        })
    }

    async fn message(&mut self, parse: fn(&[u8]) -> Parsed) -> io::Result<Read> {
        let head = loop {
            match parse(&self.unread) {
                Parsed::Head(head) => break head,
                Parsed::Unclear => return Ok(Read::Unclear),
                Parsed::Partial => {}
            }
            if self.stream.read_buf(&mut self.unread).await? == 0 {
                return if self.unread.is_empty() {
                    Ok(Read::End)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                };
            }
        };
        let length = head.bytes.len() + head.content_length;
        while self.unread.len() < length {
            if self.stream.read_buf(&mut self.unread).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        self.unread.advance(head.bytes.len());
        let body = self.unread.split_to(head.content_length).freeze();
        Ok(Read::Whole(head, body))
    }

    async fn write(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        // In one piece: the peer wakes once.
        self.stream.write_all(&parts.concat()).await
    }

    async fn flush_to(&mut self, other: &mut Self) -> io::Result<()> {
        let unread = self.unread.split();
        other.stream.write_all(&unread).await
    }
}

/// The start of a message, of which the length is known.
#[derive(Debug)]
struct Head {
    bytes: Bytes,
    content_length: usize,
    /// Of an answer; 0 in a request.
    status: u16,
    is_transaction: bool,
}

enum Parsed {
    Head(Head),
    Partial,
    Unclear,
}

impl Head {
    fn of_request(bytes: &[u8]) -> Parsed {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(bytes) {
            Ok(httparse::Status::Complete(length)) if request.method == Some("POST") => {
                Self::read(bytes, length, request.headers, 0)
            }
            Ok(httparse::Status::Partial) => Parsed::Partial,
            Ok(httparse::Status::Complete(_)) | Err(_) => Parsed::Unclear,
        }
    }

    fn of_answer(bytes: &[u8]) -> Parsed {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut answer = httparse::Response::new(&mut headers);
        match answer.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => {
                let status = answer.code.unwrap_or_default();
                Self::read(bytes, length, answer.headers, status)
            }
            Ok(httparse::Status::Partial) => Parsed::Partial,
            Err(_) => Parsed::Unclear,
        }
    }

    fn read(bytes: &[u8], length: usize, headers: &[httparse::Header<'_>], status: u16) -> Parsed {
        let (mut content_length, mut is_transaction) = (None, false);
        for header in headers {
            let is = |name: &str| header.name.eq_ignore_ascii_case(name);
            if is("content-length") {
                content_length = std::str::from_utf8(header.value)
                    .ok()
                    .and_then(|value| value.trim().parse().ok());
            } else if is("x-amz-target") {
                is_transaction = header.value == TRANSACTION;
            } else if is("transfer-encoding") || is("expect") || is("upgrade") {
                return Parsed::Unclear;
            }
        }
        match (content_length, bytes.get(..length)) {
            (Some(content_length), Some(head)) => Parsed::Head(Self {
                bytes: Bytes::copy_from_slice(head),
                content_length,
                status,
                is_transaction,
            }),
            _ => Parsed::Unclear,
        }
    }
}

/// The tokens of the last ten minutes.
#[derive(Default)]
struct Tokens(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    slots: HashMap<Arc<str>, Slot>,
    /// Those of finished transactions, the oldest first.
    finished: VecDeque<(Instant, Arc<str>)>,
}

struct Slot {
    hash: u64,
    state: State,
}

enum State {
    /// Ends when its sender goes away.
    Running(watch::Receiver<()>),
    Done(Bytes),
}

enum Claim<'a> {
    Ours(Running<'a>),
    Done(Bytes),
    Mismatch,
}

impl Tokens {
    /// Waits while another connection runs the same transaction.
    async fn claim(&self, token: &str, hash: u64) -> Claim<'_> {
        loop {
            let running = {
                let mut memory = self.memory();
                memory.forget(Instant::now());
                match memory.slots.get(token) {
                    Some(slot) if slot.hash != hash => return Claim::Mismatch,
                    Some(Slot {
                        state: State::Done(answer),
                        ..
                    }) => {
                        return Claim::Done(answer.clone());
                    }
                    Some(Slot {
                        state: State::Running(running),
                        ..
                    }) => running.clone(),
                    None => {
                        let token: Arc<str> = token.into();
                        let (ended, running) = watch::channel(());
                        let state = State::Running(running);
                        memory
                            .slots
                            .insert(Arc::clone(&token), Slot { hash, state });
                        return Claim::Ours(Running {
                            tokens: self,
                            token,
                            _ended: ended,
                        });
                    }
                }
            };
            stopped(running).await;
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn forget(&mut self, now: Instant) {
        while let Some((since, token)) = self.finished.front()
            && (now.duration_since(*since) >= MEMORY || self.finished.len() > MAX_TOKENS)
        {
            self.slots.remove(token);
            self.finished.pop_front();
        }
    }
}

/// A transaction of ours. Dropped without success, its token is free again, as on AWS.
struct Running<'a> {
    tokens: &'a Tokens,
    token: Arc<str>,
    _ended: watch::Sender<()>,
}

impl Running<'_> {
    fn succeeded(self, answer: Bytes) {
        let mut memory = self.tokens.memory();
        if let Some(slot) = memory.slots.get_mut(&self.token) {
            slot.state = State::Done(answer);
        }
        memory
            .finished
            .push_back((Instant::now(), Arc::clone(&self.token)));
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut memory = self.tokens.memory();
        if let Some(Slot {
            state: State::Running(_),
            ..
        }) = memory.slots.get(&self.token)
        {
            memory.slots.remove(&self.token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(tokens: &Tokens, token: &str, at: Instant) {
        let mut memory = tokens.memory();
        let token: Arc<str> = token.into();
        let state = State::Done(Bytes::from_static(b"{}"));
        memory
            .slots
            .insert(Arc::clone(&token), Slot { hash: 1, state });
        memory.finished.push_back((at, token));
    }

    #[test]
    fn a_token_is_remembered_for_ten_minutes_and_no_longer() {
        let (tokens, start) = (Tokens::default(), Instant::now());
        finished(&tokens, "first", start);
        finished(&tokens, "second", start + Duration::from_secs(1));
        let mut memory = tokens.memory();
        memory.forget(start + MEMORY.saturating_sub(Duration::from_millis(1)));
        assert_eq!(memory.slots.len(), 2);
        memory.forget(start + MEMORY);
        assert!(memory.slots.contains_key("second") && memory.slots.len() == 1);
        memory.forget(start + MEMORY * 2);
        assert!(memory.slots.is_empty() && memory.finished.is_empty());
    }

    #[test]
    fn no_more_tokens_are_remembered_than_fit() {
        let (tokens, start) = (Tokens::default(), Instant::now());
        for index in 0..=MAX_TOKENS {
            finished(&tokens, &index.to_string(), start);
        }
        let mut memory = tokens.memory();
        memory.forget(start);
        assert_eq!(memory.slots.len(), MAX_TOKENS);
        assert!(!memory.slots.contains_key("0"));
    }

    #[tokio::test]
    async fn a_token_of_a_failed_transaction_is_free_again() {
        let tokens = Tokens::default();
        let Claim::Ours(running) = tokens.claim("a", 1).await else {
            unreachable!("nobody else has it")
        };
        assert!(matches!(tokens.claim("a", 2).await, Claim::Mismatch));
        drop(running);
        assert!(matches!(tokens.claim("a", 2).await, Claim::Ours(_)));
    }

    #[test]
    fn a_message_without_a_known_end_is_left_alone() {
        for head in [
            "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n",
            "POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n",
            "POST / HTTP/1.1\r\nhost: a\r\n\r\n",
            "GET / HTTP/1.1\r\ncontent-length: 0\r\n\r\n",
            "\u{0}",
        ] {
            assert!(
                matches!(Head::of_request(head.as_bytes()), Parsed::Unclear),
                "{head}"
            );
        }
        let whole = "POST / HTTP/1.1\r\nContent-Length: 2\r\nX-Amz-Target: DynamoDB_20120810.TransactWriteItems\r\n\r\n";
        let (start, _) = whole.split_at(whole.len() - 1);
        assert!(matches!(
            Head::of_request(start.as_bytes()),
            Parsed::Partial
        ));
        let Parsed::Head(head) = Head::of_request(format!("{whole}{{}}").as_bytes()) else {
            unreachable!("it is whole")
        };
        assert_eq!(head.bytes, whole.as_bytes());
        assert!(head.is_transaction && head.content_length == 2);
    }
}
