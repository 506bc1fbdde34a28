//! A loopback proxy between the SDK and a store that speaks DynamoDB's wire: it fails the requests
//! that a test names, in the ways in which DynamoDB and networks do.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::locked;
use crate::wire::Message;

/// How a request fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreFault {
    /// It met another transaction: nothing was written. Reads outside a transaction never do.
    Conflict,
    /// `ThrottlingException`. Nothing was done.
    Throttled,
    /// `ProvisionedThroughputExceededException`. Nothing was done.
    ThroughputExceeded,
    /// A batch of reads comes back with all keys unprocessed. Other requests pass.
    LeftOver,
    /// 500 `InternalServerError`. Nothing was done.
    Internal,
    /// The connection is reset before the store saw the request.
    NeverArrived,
    /// The request is carried out, and the connection is reset instead of its answer.
    AnswerLost,
}

/// A running proxy. It stops when it is dropped.
#[derive(Debug)]
pub struct StoreProxy {
    url: String,
    state: Arc<State>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct State {
    store: SocketAddr,
    log: Mutex<Log>,
}

#[derive(Debug, Default)]
struct Log {
    /// The operations asked for since the log was begun.
    operations: Vec<String>,
    armed: Option<Armed>,
    failed: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
struct Armed {
    first: usize,
    times: usize,
    fault: StoreFault,
}

impl StoreProxy {
    /// Serves on any free port of 127.0.0.1 what `store_url` (`http://127.0.0.1:PORT`) answers.
    pub async fn start(store_url: &str) -> io::Result<Self> {
        let store = store_url
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .parse()
            .map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let state = Arc::new(State {
            store,
            log: Mutex::default(),
        });
        let server = tokio::spawn(serve(listener, Arc::clone(&state)));
        Ok(Self { url, state, server })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Begins a new log in which requests are counted from 0, and all of them pass.
    pub fn pass(&self) {
        *locked(&self.state.log) = Log::default();
    }

    /// Begins a new log in which `times` requests fail, from the `first`th (counted from 0) on.
    pub fn fail(&self, first: usize, times: usize, fault: StoreFault) {
        *locked(&self.state.log) = Log {
            armed: Some(Armed {
                first,
                times,
                fault,
            }),
            ..Log::default()
        };
    }

    /// The operations asked for since the log was begun, such as `TransactWriteItems`.
    pub fn operations(&self) -> Vec<String> {
        locked(&self.state.log).operations.clone()
    }

    /// Those of them that failed.
    pub fn failed(&self) -> Vec<String> {
        locked(&self.state.log).failed.clone()
    }
}

impl Drop for StoreProxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl State {
    /// Writes the request down and says whether and how it fails.
    fn fault_of(&self, operation: &str) -> Option<StoreFault> {
        let mut log = locked(&self.log);
        let number = log.operations.len();
        log.operations.push(operation.to_owned());
        let Armed {
            first,
            times,
            fault,
        } = log.armed?;
        let fails = (first..first + times).contains(&number) && fault.may_happen_to(operation);
        if fails {
            log.failed.push(operation.to_owned());
        }
        fails.then_some(fault)
    }
}

impl StoreFault {
    /// Whether DynamoDB ever answers `operation` so.
    pub fn may_happen_to(self, operation: &str) -> bool {
        match self {
            Self::Conflict => {
                matches!(
                    operation,
                    "TransactWriteItems" | "PutItem" | "UpdateItem" | "DeleteItem"
                )
            }
            Self::LeftOver => operation == "BatchGetItem",
            Self::Throttled
            | Self::ThroughputExceeded
            | Self::Internal
            | Self::NeverArrived
            | Self::AnswerLost => true,
        }
    }

    /// The answer that says so; `None` where there is none.
    fn answer(self, request: &Message) -> Option<Vec<u8>> {
        let (status, body) = match self {
            Self::Conflict if operation(request) == "TransactWriteItems" => {
                (400, conflict(&request.json()))
            }
            Self::Conflict => (400, error("TransactionConflictException")),
            Self::Throttled => (400, error("ThrottlingException")),
            Self::ThroughputExceeded => (400, error("ProvisionedThroughputExceededException")),
            Self::LeftOver => (200, left_over(&request.json())),
            Self::Internal => (500, error("InternalServerError")),
            Self::NeverArrived | Self::AnswerLost => return None,
        };
        let body = body.to_string();
        let answer = format!(
            "HTTP/1.1 {status} Planned\r\ncontent-type: application/x-amz-json-1.0\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        Some(answer.into_bytes())
    }
}

fn error(name: &str) -> Value {
    json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{name}"),
        "message": "a planned fault",
    })
}

/// One reason for each write of the transaction, the first of which met another one.
fn conflict(request: &Value) -> Value {
    let writes = request.get("TransactItems").and_then(Value::as_array);
    let mut reasons = vec![json!({"Code": "None"}); writes.map_or(1, Vec::len)];
    if let Some(first) = reasons.first_mut() {
        *first = json!({"Code": "TransactionConflict", "Message": "a planned fault"});
    }
    let mut body = error("TransactionCanceledException");
    if let Some(fields) = body.as_object_mut() {
        fields.insert("CancellationReasons".to_owned(), Value::Array(reasons));
    }
    body
}

fn left_over(request: &Value) -> Value {
    let asked = request.get("RequestItems").cloned().unwrap_or_default();
    let tables = asked.as_object().into_iter().flatten();
    let nothing: serde_json::Map<String, Value> = tables
        .map(|(table, _)| (table.clone(), json!([])))
        .collect();
    json!({"Responses": nothing, "UnprocessedKeys": asked})
}

async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            connection = listener.accept() => {
                if let Ok((client, _)) = connection {
                    let state = Arc::clone(&state);
                    connections.spawn(async move {
                        // A broken connection is what this proxy is for.
                        let _broken = relay(client, &state).await;
                    });
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Serves one kept-alive connection.
async fn relay(mut client: TcpStream, state: &State) -> io::Result<()> {
    client.set_nodelay(true)?;
    let mut store: Option<TcpStream> = None;
    while let Some(request) = Message::read(&mut client).await? {
        let fault = state.fault_of(operation(&request));
        if let Some(answer) = fault.and_then(|fault| fault.answer(&request)) {
            client.write_all(&answer).await?;
            continue;
        }
        if fault == Some(StoreFault::NeverArrived) {
            return client.set_zero_linger();
        }
        let upstream = match &mut store {
            Some(stream) => stream,
            None => store.insert(TcpStream::connect(state.store).await?),
        };
        upstream.set_nodelay(true)?;
        upstream.write_all(&request.bytes).await?;
        let answer = Message::read(upstream)
            .await?
            .ok_or(io::ErrorKind::UnexpectedEof)?;
        if fault == Some(StoreFault::AnswerLost) {
            return client.set_zero_linger();
        }
        client.write_all(&answer.bytes).await?;
    }
    Ok(())
}

/// The part of `x-amz-target` after its dot.
fn operation(request: &Message) -> &str {
    let target = request.header("x-amz-target").unwrap_or_default();
    target.rsplit('.').next().unwrap_or_default()
}
