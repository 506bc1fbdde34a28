//! AWS events to handlers and back, the same under Lambda and in the local `invoke`. Of an event
//! only what the engine uses is read.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::future::join_all;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sms_engine::handler::{Handler, JobHandler, QueueHandler, WebHandler};
use sms_engine::http::{WebRequest, WebResponse};
use sms_engine::jobs::JobStart;

use crate::Error;

/// A request to an HTTP API, payload format 2.0.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpEvent {
    #[serde(default)]
    raw_path: String,
    #[serde(default)]
    raw_query_string: String,
    #[serde(default, with = "http_serde::header_map")]
    headers: HeaderMap,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
    request_context: RequestContext,
}

impl std::fmt::Debug for HttpEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Query, headers and body hold tokens and people's words.
        f.debug_struct("HttpEvent")
            .field("raw_path", &self.raw_path)
            .field("request_context", &self.request_context)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestContext {
    #[serde(default)]
    request_id: String,
    http: HttpContext,
}

#[derive(Debug, Clone, Deserialize)]
struct HttpContext {
    #[serde(with = "http_serde::method")]
    method: Method,
}

/// The answer to an [`HttpEvent`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpAnswer {
    status_code: u16,
    #[serde(with = "http_serde::header_map")]
    headers: HeaderMap,
    body: String,
    is_base64_encoded: bool,
}

/// A batch of a queue.
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>
#[derive(Debug, Clone, Default, Deserialize)]
pub struct QueueEvent {
    #[serde(rename = "Records")]
    pub records: Vec<QueueRecord>,
}

/// A message of a queue.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueRecord {
    #[serde(default)]
    pub message_id: String,
    #[serde(default)]
    pub body: String,
}

/// The messages of a batch that must come again.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueAnswer {
    pub batch_item_failures: Vec<BatchItemFailure>,
}

/// A message that must come again.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchItemFailure {
    /// The message's id.
    pub item_identifier: String,
}

/// Answers an HTTP API request.
pub async fn web(handle: &WebHandler, event: HttpEvent) -> Result<HttpAnswer, Error> {
    let text = event.body.unwrap_or_default();
    let body = if event.is_base64_encoded {
        STANDARD.decode(text)?
    } else {
        text.into_bytes()
    };
    let answer = handle(WebRequest {
        method: event.request_context.http.method,
        path: event.raw_path,
        query: event.raw_query_string,
        headers: event.headers,
        body,
        request_id: event.request_context.request_id,
    })
    .await;
    Ok(HttpAnswer::from(answer))
}

impl From<WebResponse> for HttpAnswer {
    fn from(answer: WebResponse) -> Self {
        let mut headers: HeaderMap = answer.headers.into_iter().collect();
        headers.insert(CONTENT_TYPE, answer.body.content_type());
        Self {
            status_code: answer.status.as_u16(),
            headers,
            body: answer.body.into_text(),
            is_base64_encoded: false,
        }
    }
}

/// Handles each record of a batch by itself, and names those that must come again.
pub async fn queue(handle: &QueueHandler, batch: QueueEvent) -> QueueAnswer {
    let jobs = batch.records.into_iter().map(|record| async move {
        let done = handle(record.body).await;
        done.is_err().then_some(BatchItemFailure {
            item_identifier: record.message_id,
        })
    });
    QueueAnswer {
        batch_item_failures: join_all(jobs).await.into_iter().flatten().collect(),
    }
}

/// Answers any event as the deployed function does: what `invoke` runs.
pub async fn answer(handler: &Handler, event: Value) -> Result<Value, Error> {
    match handler {
        Handler::Web(handle) => request(handle, event).await,
        Handler::Queue(handle) => Ok(serde_json::to_value(
            queue(handle, serde_json::from_value(event)?).await,
        )?),
        // Of the events that start a job, only a request has a context.
        Handler::Job { web, .. } if event.get("requestContext").is_some() => {
            request(web, event).await
        }
        Handler::Job { run, .. } => scheduled(run).await,
    }
}

async fn request(handle: &WebHandler, event: Value) -> Result<Value, Error> {
    let answer = web(handle, serde_json::from_value(event)?).await?;
    Ok(serde_json::to_value(answer)?)
}

async fn scheduled(run: &JobHandler) -> Result<Value, Error> {
    Ok(run(JobStart::default()).await?)
}
