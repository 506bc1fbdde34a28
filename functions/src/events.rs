//! AWS events to handlers and back, the same under Lambda and in the local `invoke`.

use aws_lambda_events::sqs::{BatchItemFailure, SqsBatchResponse, SqsEvent};
use futures::future::join_all;
use lambda_http::http::header::CONTENT_TYPE;
use lambda_http::request::RequestContext;
use lambda_http::{Adapter, Body, Request, RequestExt, Response, Service};
use lambda_runtime::{Context, LambdaEvent, service_fn};
use serde_json::Value;
use sms_engine::handler::{Handler, JobHandler, QueueHandler, WebHandler};
use sms_engine::http::{WebRequest, WebResponse};
use sms_engine::jobs::JobStart;

use crate::Error;

/// Answers an HTTP API request.
pub async fn web(handle: &WebHandler, request: Request) -> Response<Body> {
    let request_id = match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
        Some(_) | None => None,
    };
    let (parts, body) = request.into_parts();
    let answer = handle(WebRequest {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: body.to_vec(),
        request_id: request_id.unwrap_or_default(),
    })
    .await;
    response(answer)
}

fn response(answer: WebResponse) -> Response<Body> {
    let content_type = answer.body.content_type();
    let mut response = Response::new(Body::Text(answer.body.into_text()));
    *response.status_mut() = answer.status;
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response.headers_mut().extend(answer.headers);
    response
}

/// Handles each record of a batch by itself, and names those that must come again.
pub async fn queue(handle: &QueueHandler, batch: SqsEvent) -> SqsBatchResponse {
    let jobs = batch.records.into_iter().map(|record| async move {
        let done = handle(record.body.unwrap_or_default()).await;
        done.is_err().then(|| record.message_id.unwrap_or_default())
    });
    let mut answer = SqsBatchResponse::default();
    answer.batch_item_failures = join_all(jobs)
        .await
        .into_iter()
        .flatten()
        .map(|id| {
            let mut failure = BatchItemFailure::default();
            failure.item_identifier = id;
            failure
        })
        .collect();
    answer
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
    let mut adapter = Adapter::from(service_fn(|request: Request| async move {
        Ok::<Response<Body>, Error>(web(handle, request).await)
    }));
    let payload = serde_json::from_value(event)?;
    let answer = adapter
        .call(LambdaEvent {
            payload,
            context: Context::default(),
        })
        .await?;
    Ok(serde_json::to_value(answer)?)
}

async fn scheduled(run: &JobHandler) -> Result<Value, Error> {
    Ok(run(JobStart::default()).await?)
}
