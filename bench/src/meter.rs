//! Proxies of the store and the queues, which count what the engine asks of them, by operation.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::AnyError;

/// Calls by operation, such as `TransactWriteItems` or `SendMessage`.
pub(crate) type Tally = BTreeMap<String, Used>;

/// What calls of one operation used, as the store's answers say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Used {
    pub(crate) calls: u32,
    pub(crate) read_units: f64,
    pub(crate) write_units: f64,
}

#[derive(Clone)]
struct Proxy {
    upstream: String,
    client: reqwest::Client,
    tally: Arc<Mutex<Tally>>,
}

/// Serves a proxy of `upstream` and gives its URL.
pub(crate) async fn serve(upstream: &str, tally: Arc<Mutex<Tally>>) -> Result<String, AnyError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let proxy = Proxy {
        upstream: upstream.to_owned(),
        client: reqwest::Client::builder().no_proxy().build()?,
        tally,
    };
    let app = Router::new()
        .fallback(pass)
        .layer(DefaultBodyLimit::max(16 * 1024 * 1024))
        .with_state(proxy);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(url)
}

async fn pass(State(proxy): State<Proxy>, headers: HeaderMap, body: Bytes) -> Response {
    match proxy.passed(headers, body).await {
        Ok(response) => response,
        Err(fault) => {
            let mut response = Response::new(Body::from(fault.to_string()));
            *response.status_mut() = StatusCode::BAD_GATEWAY;
            response
        }
    }
}

impl Proxy {
    async fn passed(&self, mut headers: HeaderMap, body: Bytes) -> Result<Response, AnyError> {
        let operation = operation(&headers, &body);
        for own in [HOST, CONTENT_LENGTH, CONNECTION, TRANSFER_ENCODING] {
            headers.remove(own);
        }
        let answer = self
            .client
            .post(&self.upstream)
            .headers(headers)
            .body(body)
            .send()
            .await?;
        let (status, mut headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await?;
        count(&self.tally, operation, &body);
        for own in [CONTENT_LENGTH, CONNECTION, TRANSFER_ENCODING] {
            headers.remove(own);
        }
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

/// The part after the dot of `DynamoDB_20120810.GetItem`. The tick's look at the index is counted
/// apart: it runs each second here, whatever the messages do.
fn operation(headers: &HeaderMap, body: &Bytes) -> String {
    let target = headers
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok())
        .and_then(|target| target.rsplit('.').next())
        .unwrap_or("?");
    let is_of_index = serde_json::from_slice::<Value>(body)
        .is_ok_and(|request| request.get("IndexName").is_some());
    if is_of_index {
        format!("{target} of the index")
    } else {
        target.to_owned()
    }
}

fn count(tally: &Mutex<Tally>, operation: String, answer: &Bytes) {
    let units = units(answer);
    let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
    let reads = operation.starts_with("Query") || operation.contains("Get");
    let used = tally.entry(operation).or_default();
    used.calls += 1;
    if reads {
        used.read_units += units;
    } else {
        used.write_units += units;
    }
}

/// `ConsumedCapacity` of an answer: of one table, or a list.
fn units(answer: &Bytes) -> f64 {
    let Ok(answer) = serde_json::from_slice::<Value>(answer) else {
        return 0.0;
    };
    let of = |one: &Value| one.get("CapacityUnits").and_then(Value::as_f64);
    match answer.get("ConsumedCapacity") {
        Some(Value::Array(all)) => all.iter().filter_map(of).sum(),
        Some(one) => of(one).unwrap_or(0.0),
        None => 0.0,
    }
}

/// What was used between two readings.
pub(crate) fn between(before: &Tally, after: &Tally) -> Tally {
    after
        .iter()
        .filter_map(|(operation, used)| {
            let earlier = before.get(operation).copied().unwrap_or_default();
            let used = Used {
                calls: used.calls - earlier.calls,
                read_units: used.read_units - earlier.read_units,
                write_units: used.write_units - earlier.write_units,
            };
            (used.calls > 0).then(|| (operation.clone(), used))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_units_are_counted_by_operation() {
        let tally = Mutex::default();
        let (one, list) = (
            Bytes::from(r#"{"ConsumedCapacity":{"TableName":"t","CapacityUnits":0.5}}"#),
            Bytes::from(r#"{"ConsumedCapacity":[{"CapacityUnits":9.0},{"CapacityUnits":2.0}]}"#),
        );
        count(&tally, "Query".into(), &one);
        let before = tally.lock().unwrap().clone();
        count(&tally, "Query".into(), &one);
        count(&tally, "TransactWriteItems".into(), &list);
        count(&tally, "SendMessage".into(), &Bytes::from("{}"));
        let used = between(&before, &tally.lock().unwrap());
        assert!((used["Query"].read_units - 0.5).abs() < 1e-9);
        assert!((used["TransactWriteItems"].write_units - 11.0).abs() < 1e-9);
        assert_eq!(
            used["SendMessage"],
            Used {
                calls: 1,
                ..Used::default()
            }
        );
        assert_eq!(used["Query"].calls, 1);
    }
}
