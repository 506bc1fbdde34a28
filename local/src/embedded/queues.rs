//! SQS-compatible queues in this process, in memory, behind a loopback listener: standard queues,
//! the JSON protocol, no signature checked.

mod standard;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use md5::{Digest as _, Md5};
use serde_json::{Map, Value, json};
use sms_engine::ports::clock::{Clock as _, SystemClock};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use ulid::Ulid;

use super::{EmbeddedError, Server, listen, stopped};
use standard::{Message, Messages, Receipt};

const PORT_FLAG: &str = "--queue-port";
const REGION: &str = "us-east-1";
const ACCOUNT: &str = "000000000000";
/// SQS takes 1 MiB of message; JSON may escape each byte as six.
const MAX_REQUEST: usize = 8 * 1024 * 1024;
const MAX_MESSAGE: usize = 1024 * 1024;
/// How often a long poll looks for messages whose delay or visibility timeout has ended.
const RECHECK: Duration = Duration::from_millis(100);
const MAX_BATCH: usize = 10;
const MAX_NAME: usize = 80;
/// Limits that AWS enforces.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html>
const LIMITS: [(&str, i64, i64); 4] = [
    ("DelaySeconds", 0, 900),
    ("MaxNumberOfMessages", 1, 10),
    ("VisibilityTimeout", 0, 43_200),
    ("WaitTimeSeconds", 0, 20),
];
/// What a queue has where its creator says nothing.
const DEFAULTS: [(&str, &str); 5] = [
    ("DelaySeconds", "0"),
    ("MaximumMessageSize", "1048576"),
    ("MessageRetentionPeriod", "345600"),
    ("ReceiveMessageWaitTimeSeconds", "0"),
    ("VisibilityTimeout", "30"),
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
            queues: Mutex::default(),
            url: url.clone(),
            alive: watching.clone(),
        });
        let app = Router::new()
            .fallback(answer)
            .layer(DefaultBodyLimit::max(MAX_REQUEST))
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

/// Why a request is refused, in the words of SQS.
#[derive(Debug)]
struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    fn parameter(message: impl Into<String>) -> Self {
        Self::new("InvalidParameterValue", message)
    }

    fn missing(name: &str) -> Self {
        let message = format!("The request must contain the parameter {name}.");
        Self::new("MissingParameter", message)
    }
}

type Answer = Result<Value, Refusal>;

#[derive(Debug, Default)]
struct Queue {
    attributes: BTreeMap<String, String>,
    messages: Messages,
    arrivals: Arc<Notify>,
}

impl Queue {
    fn number(&self, attribute: &str) -> u64 {
        self.attributes
            .get(attribute)
            .and_then(|value| value.parse().ok())
            .unwrap_or_default()
    }

    /// Name of the dead-letter queue, and after how many receives.
    fn redrive(&self) -> Option<(String, u32)> {
        let policy: Value = serde_json::from_str(self.attributes.get("RedrivePolicy")?).ok()?;
        let arn = policy.get("deadLetterTargetArn")?.as_str()?;
        let most = policy.get("maxReceiveCount")?;
        let most = match most.as_str() {
            Some(digits) => digits.parse().ok()?,
            None => u32::try_from(most.as_u64()?).ok()?,
        };
        Some((arn.rsplit(':').next()?.to_owned(), most))
    }
}

type Queues = BTreeMap<String, Queue>;

#[derive(Debug)]
struct Front {
    /// A std mutex: never held while waiting.
    queues: Mutex<Queues>,
    url: String,
    alive: watch::Receiver<()>,
}

async fn answer(State(front): State<Arc<Front>>, headers: HeaderMap, body: Bytes) -> Response {
    let action = headers
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok())
        .and_then(|target| target.strip_prefix("AmazonSQS."))
        .unwrap_or_default();
    let answered = match serde_json::from_slice(&body) {
        Ok(Value::Object(input)) => front.dispatch(action, &input).await,
        Ok(_) | Err(_) => Err(Refusal::new(
            "SerializationException",
            "The body is not a JSON object.",
        )),
    };
    let (status, body) = match answered {
        Ok(body) => (StatusCode::OK, body),
        Err(refusal) => (
            StatusCode::BAD_REQUEST,
            json!({"__type": refusal.code, "message": refusal.message}),
        ),
    };
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-amz-json-1.0"),
    );
    response
}

type Input = Map<String, Value>;

impl Front {
    async fn dispatch(&self, action: &str, input: &Input) -> Answer {
        within_limits(input)?;
        match action {
            "ReceiveMessage" => self.receive(input).await,
            "SendMessage" => self.on_queue(input, |queue| send(queue, input)),
            "SendMessageBatch" => self.on_batch(input, send),
            "DeleteMessage" => self.on_queue(input, |queue| delete(queue, input)),
            "DeleteMessageBatch" => self.on_batch(input, delete),
            "ChangeMessageVisibility" => self.on_queue(input, |queue| hide(queue, input)),
            "ChangeMessageVisibilityBatch" => self.on_batch(input, hide),
            "PurgeQueue" => self.on_queue(input, |queue| {
                queue.messages.clear();
                Ok(json!({}))
            }),
            "GetQueueAttributes" => self.on_queue(input, |queue| Ok(attributes(queue, input))),
            "SetQueueAttributes" => {
                let mut queues = self.queues();
                let given = given_attributes(&queues, input)?;
                queue_of(&mut queues, input)?.attributes.extend(given);
                Ok(json!({}))
            }
            "CreateQueue" => self.create(input),
            "DeleteQueue" => {
                let mut queues = self.queues();
                queue_of(&mut queues, input)?;
                queues.remove(queue_name(input));
                Ok(json!({}))
            }
            "GetQueueUrl" => {
                let name = text(input, "QueueName")?;
                if self.queues().contains_key(name) {
                    Ok(json!({"QueueUrl": self.url_of(name)}))
                } else {
                    Err(no_queue())
                }
            }
            "ListQueues" => {
                let prefix = input.get("QueueNamePrefix").and_then(Value::as_str);
                let queues = self.queues();
                let urls: Vec<String> = queues
                    .keys()
                    .filter(|name| name.starts_with(prefix.unwrap_or_default()))
                    .map(|name| self.url_of(name))
                    .collect();
                Ok(json!({"QueueUrls": urls}))
            }
            _ => Err(Refusal::new(
                "InvalidAction",
                format!("The embedded queues do not know the action {action:?}."),
            )),
        }
    }

    fn queues(&self) -> MutexGuard<'_, Queues> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn url_of(&self, name: &str) -> String {
        format!("{}/{ACCOUNT}/{name}", self.url)
    }

    fn on_queue(&self, input: &Input, act: impl FnOnce(&mut Queue) -> Answer) -> Answer {
        let mut queues = self.queues();
        let queue = queue_of(&mut queues, input)?;
        let answer = act(queue);
        // Something may be visible now.
        queue.arrivals.notify_one();
        answer
    }

    fn on_batch(&self, input: &Input, act: impl Fn(&mut Queue, &Input) -> Answer) -> Answer {
        self.on_queue(input, |queue| {
            let (mut successful, mut failed) = (Vec::new(), Vec::new());
            for entry in entries(input)? {
                let id = text(entry, "Id")?;
                match act(queue, entry) {
                    Ok(Value::Object(mut answer)) => {
                        answer.insert("Id".to_owned(), json!(id));
                        successful.push(Value::Object(answer));
                    }
                    Ok(_) => successful.push(json!({"Id": id})),
                    Err(refusal) => failed.push(json!({
                        "Id": id,
                        "Code": refusal.code,
                        "Message": refusal.message,
                        "SenderFault": true,
                    })),
                }
            }
            Ok(json!({"Successful": successful, "Failed": failed}))
        })
    }

    /// A queue that is there keeps its messages and attributes.
    fn create(&self, input: &Input) -> Answer {
        let name = text(input, "QueueName")?;
        let is_valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(is_valid) {
            return Err(Refusal::parameter(format!(
                "Queue name {name:?} is not a valid name of a standard queue: \
                 1 to {MAX_NAME} letters, digits, hyphens or underscores."
            )));
        }
        let mut queues = self.queues();
        let given = given_attributes(&queues, input)?;
        queues.entry(name.to_owned()).or_insert_with(|| {
            let mut queue = Queue::default();
            let defaults = DEFAULTS.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let now = (SystemClock.now().as_second()).to_string();
            queue.attributes.extend(defaults);
            for stamp in ["CreatedTimestamp", "LastModifiedTimestamp"] {
                queue.attributes.insert(stamp.to_owned(), now.clone());
            }
            queue.attributes.insert("QueueArn".to_owned(), arn_of(name));
            queue.attributes.extend(given);
            queue
        });
        Ok(json!({"QueueUrl": self.url_of(name)}))
    }

    /// Wakes at a send, and looks for what has become visible meanwhile.
    async fn receive(&self, input: &Input) -> Answer {
        let started = Instant::now();
        loop {
            let (answer, arrivals, wait) = {
                let mut queues = self.queues();
                bury(&mut queues, queue_name(input));
                let queue = queue_of(&mut queues, input)?;
                let wait = number(input, "WaitTimeSeconds")
                    .unwrap_or_else(|| queue.number("ReceiveMessageWaitTimeSeconds"));
                (take(queue, input), Arc::clone(&queue.arrivals), wait)
            };
            if let Some(messages) = answer {
                // There may be more than this receiver could take.
                arrivals.notify_one();
                return Ok(json!({"Messages": messages}));
            }
            let (now, deadline) = (Instant::now(), started + Duration::from_secs(wait));
            if now >= deadline {
                return Ok(json!({}));
            }
            tokio::select! {
                () = arrivals.notified() => {}
                () = tokio::time::sleep_until(deadline.min(now + RECHECK)) => {}
                () = stopped(self.alive.clone()) => return Ok(json!({})),
            }
        }
    }
}

/// Brings what was received too often to its dead-letter queue.
fn bury(queues: &mut Queues, name: &str) {
    let Some(queue) = queues.get_mut(name) else {
        return;
    };
    let Some((dead_letters, most)) = queue.redrive() else {
        return;
    };
    let dead = queue.messages.exhausted(most, Instant::now());
    if let Some(queue) = queues.get_mut(&dead_letters) {
        for message in dead {
            queue.messages.put(message);
        }
        queue.arrivals.notify_one();
    }
}

fn take(queue: &mut Queue, input: &Input) -> Option<Vec<Value>> {
    let most = number(input, "MaxNumberOfMessages").unwrap_or(1);
    let visibility =
        number(input, "VisibilityTimeout").unwrap_or_else(|| queue.number("VisibilityTimeout"));
    let taken = queue.messages.take(
        usize::try_from(most).unwrap_or(MAX_BATCH),
        Duration::from_secs(visibility),
        Instant::now(),
        SystemClock.now().as_millisecond(),
    );
    let asked: Vec<&str> = ["AttributeNames", "MessageSystemAttributeNames"]
        .iter()
        .filter_map(|list| input.get(*list)?.as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let messages: Vec<Value> = taken
        .iter()
        .map(|(receipt, message)| shown(*receipt, message, &asked))
        .collect();
    (!messages.is_empty()).then_some(messages)
}

fn shown(receipt: Receipt, message: &Message, asked: &[&str]) -> Value {
    let mut shown = json!({
        "MessageId": message.id,
        "ReceiptHandle": receipt.to_handle(),
        "MD5OfBody": md5_of(&message.body),
        "Body": message.body,
    });
    let system: Map<String, Value> = [
        ("SenderId", ACCOUNT.to_owned()),
        ("SentTimestamp", message.sent_at_ms.to_string()),
        ("ApproximateReceiveCount", message.receives.to_string()),
        (
            "ApproximateFirstReceiveTimestamp",
            message.first_received_at_ms.unwrap_or_default().to_string(),
        ),
    ]
    .into_iter()
    .filter(|(name, _)| asked.iter().any(|asked| asked == name || *asked == "All"))
    .map(|(name, value)| (name.to_owned(), Value::String(value)))
    .collect();
    if let Some(fields) = shown.as_object_mut() {
        if !system.is_empty() {
            fields.insert("Attributes".to_owned(), Value::Object(system));
        }
        if let Some(attributes) = &message.attributes {
            fields.insert("MessageAttributes".to_owned(), attributes.clone());
        }
    }
    shown
}

fn send(queue: &mut Queue, input: &Input) -> Answer {
    let body = text(input, "MessageBody")?;
    if body.is_empty() {
        return Err(Refusal::missing("MessageBody"));
    }
    if body.len() > MAX_MESSAGE {
        return Err(Refusal::parameter(format!(
            "One or more parameters are invalid. \
             Reason: Message must be shorter than {MAX_MESSAGE} bytes."
        )));
    }
    let delay = number(input, "DelaySeconds").unwrap_or_else(|| queue.number("DelaySeconds"));
    let id = new_id();
    queue.messages.put(Message::new(
        id.clone(),
        body.to_owned(),
        input.get("MessageAttributes").cloned(),
        SystemClock.now().as_millisecond(),
        Instant::now() + Duration::from_secs(delay),
    ));
    Ok(json!({"MessageId": id, "MD5OfMessageBody": md5_of(body)}))
}

fn delete(queue: &mut Queue, input: &Input) -> Answer {
    queue.messages.delete(receipt(input)?);
    Ok(json!({}))
}

fn hide(queue: &mut Queue, input: &Input) -> Answer {
    let seconds =
        number(input, "VisibilityTimeout").ok_or_else(|| Refusal::missing("VisibilityTimeout"))?;
    let visibility = Duration::from_secs(seconds);
    if queue
        .messages
        .hide(receipt(input)?, visibility, Instant::now())
    {
        Ok(json!({}))
    } else {
        Err(Refusal::new(
            "com.amazonaws.sqs#MessageNotInflight",
            "The message is not in flight under this receipt handle.",
        ))
    }
}

fn attributes(queue: &Queue, input: &Input) -> Value {
    let counts = queue.messages.counts(Instant::now());
    let mut all = queue.attributes.clone();
    for (name, count) in [
        ("ApproximateNumberOfMessages", counts.visible),
        ("ApproximateNumberOfMessagesNotVisible", counts.in_flight),
        ("ApproximateNumberOfMessagesDelayed", counts.delayed),
    ] {
        all.insert(name.to_owned(), count.to_string());
    }
    let asked = input.get("AttributeNames").and_then(Value::as_array);
    all.retain(|name, _| {
        asked.is_some_and(|asked| asked.iter().any(|asked| asked == name || asked == "All"))
    });
    json!({"Attributes": all})
}

/// The attributes of a request, if its dead-letter queue is there.
fn given_attributes(queues: &Queues, input: &Input) -> Result<Vec<(String, String)>, Refusal> {
    let given: Vec<(String, String)> = input
        .get("Attributes")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
        .collect();
    let policy = given.iter().find(|(name, _)| name == "RedrivePolicy");
    let Some((_, policy)) = policy.filter(|(_, policy)| !policy.is_empty()) else {
        return Ok(given);
    };
    let refused = |reason: &str| {
        Refusal::parameter(format!(
            "Value {policy} for parameter RedrivePolicy is invalid. Reason: {reason}."
        ))
    };
    let parsed: Value = serde_json::from_str(policy)
        .map_err(|_| refused("Redrive policy is not a valid JSON map"))?;
    let arn = parsed.get("deadLetterTargetArn").and_then(Value::as_str);
    let is_there = |arn: &str| queues.keys().any(|name| arn_of(name) == arn);
    if !arn.is_some_and(is_there) {
        return Err(refused("Dead letter target does not exist"));
    }
    Ok(given)
}

fn arn_of(name: &str) -> String {
    format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{name}")
}

/// Any host and account will do.
fn queue_name(input: &Input) -> &str {
    input
        .get("QueueUrl")
        .and_then(Value::as_str)
        .and_then(|url| url.rsplit('/').next())
        .unwrap_or_default()
}

fn queue_of<'a>(queues: &'a mut Queues, input: &Input) -> Result<&'a mut Queue, Refusal> {
    queues.get_mut(queue_name(input)).ok_or_else(no_queue)
}

fn no_queue() -> Refusal {
    Refusal::new(
        "com.amazonaws.sqs#QueueDoesNotExist",
        "The specified queue does not exist.",
    )
}

fn text<'a>(input: &'a Input, name: &str) -> Result<&'a str, Refusal> {
    input
        .get(name)
        .and_then(Value::as_str)
        .ok_or_else(|| Refusal::missing(name))
}

fn number(input: &Input, name: &str) -> Option<u64> {
    input.get(name).and_then(Value::as_u64)
}

fn receipt(input: &Input) -> Result<Receipt, Refusal> {
    let handle = text(input, "ReceiptHandle")?;
    Receipt::of_handle(handle).ok_or_else(|| {
        Refusal::new(
            "com.amazonaws.sqs#ReceiptHandleIsInvalid",
            format!("The input receipt handle {handle:?} is not a valid receipt handle."),
        )
    })
}

fn entries(input: &Input) -> Result<Vec<&Input>, Refusal> {
    let entries: Vec<&Input> = input
        .get("Entries")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .collect();
    if entries.is_empty() {
        return Err(Refusal::new(
            "com.amazonaws.sqs#EmptyBatchRequest",
            "There should be at least one entry in the request.",
        ));
    }
    Ok(entries)
}

fn within_limits(input: &Input) -> Result<(), Refusal> {
    let entries = match input.get("Entries") {
        None => &[],
        Some(entries) => entries.as_array().map(Vec::as_slice).unwrap_or_default(),
    };
    if entries.len() > MAX_BATCH {
        return Err(Refusal::new(
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            format!(
                "Maximum number of entries per request are {MAX_BATCH}. You have sent {}.",
                entries.len()
            ),
        ));
    }
    for fields in entries.iter().filter_map(Value::as_object).chain([input]) {
        for (name, least, most) in LIMITS {
            let value = fields.get(name).and_then(Value::as_i64);
            if let Some(value) = value.filter(|value| !(least..=most).contains(value)) {
                return Err(Refusal::parameter(format!(
                    "Value {value} for parameter {name} is invalid. \
                     Reason: Must be >= {least} and <= {most}, if provided."
                )));
            }
        }
    }
    Ok(())
}

/// Unique in this process, which is as long as the queues live.
fn new_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let now = SystemClock.now().as_millisecond();
    let place = NEXT.fetch_add(1, Ordering::Relaxed);
    Ulid::from_parts(u64::try_from(now).unwrap_or_default(), place.into()).to_string()
}

fn md5_of(text: &str) -> String {
    use std::fmt::Write as _;
    Md5::digest(text)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a string does not fail.
            let _written = write!(hex, "{byte:02x}");
            hex
        })
}
