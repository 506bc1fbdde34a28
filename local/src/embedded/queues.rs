//! SQS-compatible queues in this process, in memory: a loopback listener in front of the
//! in-process service, which turns its fixed queue URLs into ours and wakes long polls at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use serde_json::{Value, json};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_sqs::SqsService;

use super::{EmbeddedError, Server, listen, stopped};

const PORT_FLAG: &str = "--queue-port";
/// Every client sees one region, whatever its own is.
const SERVICE_URL: &str = "https://sqs.us-east-1.amazonaws.com";
const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
/// SQS takes 1 MiB of message; JSON may escape each byte as six.
const MAX_BODY: usize = 8 * 1024 * 1024;
/// How often a long poll looks for messages whose delay or visibility timeout has ended.
const RECHECK: Duration = Duration::from_millis(100);
const MAX_BATCH: usize = 10;
/// Limits that AWS enforces and the service does not.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html>
const LIMITS: [(&str, i64, i64); 4] = [
    ("DelaySeconds", 0, 900),
    ("MaxNumberOfMessages", 1, 10),
    ("VisibilityTimeout", 0, 43_200),
    ("WaitTimeSeconds", 0, 20),
];

/// Standard queues, empty at every start. Its owner creates them.
#[derive(Debug)]
pub struct EmbeddedQueues {
    server: Server,
}

impl EmbeddedQueues {
    /// Serves on `127.0.0.1:port` (0 = any free port) on the current runtime.
    pub async fn start(port: u16) -> Result<Self, EmbeddedError> {
        let (listener, url) = listen(port, PORT_FLAG).await?;
        let (alive, watching) = watch::channel(());
        let front = Arc::new(Front {
            service: SqsService::new(),
            url: url.clone(),
            arrivals: Mutex::default(),
            alive: watching.clone(),
        });
        let app = Router::new()
            .fallback(answer)
            .layer(DefaultBodyLimit::max(MAX_BODY))
            .with_state(front);
        let task = tokio::spawn(async move {
            let serving = axum::serve(listener, app).with_graceful_shutdown(stopped(watching));
            if let Err(error) = serving.await {
                tracing::error!(%error, "the embedded queues stopped serving");
            }
        });
        Ok(Self {
            server: Server { url, alive, task },
        })
    }

    /// `http://127.0.0.1:PORT`, for the SDK's `endpoint_url`; queue URLs start with it.
    pub fn url(&self) -> &str {
        &self.server.url
    }

    /// Ends long polls with no messages, lets running requests finish, for at most two seconds.
    /// What is left in the queues is gone.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}

struct Front {
    service: SqsService,
    url: String,
    /// By queue name. A std mutex: held only to clone an `Arc`.
    arrivals: Mutex<HashMap<String, Arc<Notify>>>,
    alive: watch::Receiver<()>,
}

async fn answer(
    State(front): State<Arc<Front>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let request = MockRequest {
        method: method.to_string(),
        uri: uri.to_string(),
        headers,
        body,
    };
    into_response(front.dispatch(request).await)
}

impl Front {
    async fn dispatch(&self, request: MockRequest) -> MockResponse {
        // What is not JSON goes to the service as it came, for its own error.
        let input = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
        if let Some(refusal) = refusal(&input) {
            return refusal;
        }
        match action(&request.headers) {
            "ReceiveMessage" => self.receive(request, input).await,
            "SendMessage"
            | "SendMessageBatch"
            | "ChangeMessageVisibility"
            | "ChangeMessageVisibilityBatch" => {
                let response = self.service.handle(request).await;
                self.arrivals(queue_name(&input)).notify_one();
                response
            }
            "CreateQueue" | "SetQueueAttributes" => {
                if let Some(refusal) = self.missing_dead_letter_queue(&input).await {
                    return refusal;
                }
                self.with_our_urls(self.service.handle(request).await)
            }
            "GetQueueUrl" | "ListQueues" | "ListDeadLetterSourceQueues" => {
                self.with_our_urls(self.service.handle(request).await)
            }
            _ => self.service.handle(request).await,
        }
    }

    /// The service's own long poll sleeps in steps of 100 ms; this one wakes at a send.
    async fn receive(&self, mut request: MockRequest, mut input: Value) -> MockResponse {
        let wait = match input.get("WaitTimeSeconds").and_then(Value::as_u64) {
            Some(seconds) => seconds,
            None => self.default_wait(&input).await,
        };
        if let Some(fields) = input.as_object_mut() {
            fields.insert("WaitTimeSeconds".to_owned(), json!(0));
            request.body = Bytes::from(input.to_string());
        }
        let deadline = Instant::now() + Duration::from_secs(wait);
        let arrivals = self.arrivals(queue_name(&input));
        loop {
            let response = self.service.handle(request.clone()).await;
            if has_messages(&response) {
                // There may be more than this receiver could take.
                arrivals.notify_one();
                return response;
            }
            if response.status != StatusCode::OK {
                return response;
            }
            let now = Instant::now();
            if now >= deadline {
                return response;
            }
            tokio::select! {
                () = arrivals.notified() => {}
                () = tokio::time::sleep_until(deadline.min(now + RECHECK)) => {}
                () = stopped(self.alive.clone()) => return response,
            }
        }
    }

    async fn default_wait(&self, input: &Value) -> u64 {
        self.attribute(queue_name(input), "ReceiveMessageWaitTimeSeconds")
            .await
            .and_then(|seconds| seconds.parse().ok())
            .unwrap_or(0)
    }

    /// AWS refuses such a policy; the service takes it and later drops the messages.
    async fn missing_dead_letter_queue(&self, input: &Value) -> Option<MockResponse> {
        let policy = input.get("Attributes")?.get("RedrivePolicy")?.as_str()?;
        let policy: Value = serde_json::from_str(policy).ok()?;
        let arn = policy.get("deadLetterTargetArn")?.as_str()?;
        let name = arn.rsplit(':').next().unwrap_or_default();
        if self.attribute(name, "QueueArn").await.as_deref() == Some(arn) {
            return None;
        }
        Some(refused(
            "InvalidParameterValue",
            &format!(
                "Value {policy} for parameter RedrivePolicy is invalid. \
                 Reason: Dead letter target does not exist."
            ),
        ))
    }

    async fn attribute(&self, queue: &str, name: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(
            TARGET,
            HeaderValue::from_static("AmazonSQS.GetQueueAttributes"),
        );
        let body = Bytes::from(json!({ "QueueUrl": queue }).to_string());
        let request = MockRequest {
            method: "POST".to_owned(),
            uri: SERVICE_URL.to_owned(),
            headers,
            body,
        };
        let response = self.service.handle(request).await;
        let answer: Value = serde_json::from_slice(&response.body).ok()?;
        Some(answer.get("Attributes")?.get(name)?.as_str()?.to_owned())
    }

    fn arrivals(&self, queue: &str) -> Arc<Notify> {
        let mut arrivals = self.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(arrivals.entry(queue.to_owned()).or_default())
    }

    fn with_our_urls(&self, mut response: MockResponse) -> MockResponse {
        let body = String::from_utf8_lossy(&response.body).replace(SERVICE_URL, &self.url);
        response.body = Bytes::from(body);
        response
    }
}

/// The part after the dot of `AmazonSQS.SendMessage`, or nothing.
fn action(headers: &HeaderMap) -> &str {
    headers
        .get(TARGET)
        .and_then(|target| target.to_str().ok())
        .and_then(|target| target.rsplit('.').next())
        .unwrap_or_default()
}

/// As the service reads it: any host and account will do.
fn queue_name(input: &Value) -> &str {
    input
        .get("QueueUrl")
        .and_then(Value::as_str)
        .and_then(|url| url.rsplit('/').next())
        .unwrap_or_default()
}

fn has_messages(response: &MockResponse) -> bool {
    serde_json::from_slice::<Value>(&response.body)
        .is_ok_and(|answer| answer.get("Messages").is_some())
}

fn refusal(input: &Value) -> Option<MockResponse> {
    let entries = match input.get("Entries") {
        None => &[],
        Some(entries) => entries.as_array().map(Vec::as_slice).unwrap_or_default(),
    };
    if entries.len() > MAX_BATCH {
        return Some(refused(
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            &format!(
                "Maximum number of entries per request are {MAX_BATCH}. You have sent {}.",
                entries.len()
            ),
        ));
    }
    entries.iter().chain([input]).find_map(out_of_limits)
}

fn out_of_limits(fields: &Value) -> Option<MockResponse> {
    LIMITS.iter().find_map(|&(name, least, most)| {
        let value = fields.get(name)?.as_i64()?;
        (!(least..=most).contains(&value)).then(|| {
            refused(
                "InvalidParameterValue",
                &format!(
                    "Value {value} for parameter {name} is invalid. \
                     Reason: Must be >= {least} and <= {most}, if provided."
                ),
            )
        })
    })
}

fn refused(code: &str, message: &str) -> MockResponse {
    MockResponse::json(
        400,
        json!({ "__type": code, "message": message }).to_string(),
    )
}

fn into_response(answer: MockResponse) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = answer.headers;
    response
}
