//! All HTTP routes of the catalogue on one listener, and the local runtime's own.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use sms_aws::Meter;
use sms_engine::function::Trigger;
use sms_engine::handler::{JobHandler, WebHandler};
use sms_engine::http::{MAX_REQUEST, WebError, WebRequest, WebResponse};
use sms_engine::jobs::JobStart;
use sms_engine::ports::clock::Clock as _;
use ulid::Ulid;

use crate::clock::LocalClock;

/// A route of a function.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) trigger: Trigger,
    pub(crate) handle: WebHandler,
}

/// What the routes need.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) routes: Arc<Vec<Route>>,
    pub(crate) tick: Option<JobHandler>,
    pub(crate) clock: Arc<LocalClock>,
    pub(crate) meter: Arc<Meter>,
}

pub(crate) fn router(site: Site) -> Router {
    Router::new()
        .route("/_local/clock", get(show_clock).post(move_clock))
        .route("/_local/tick", post(run_tick))
        .route("/_local/usage", get(show_usage))
        .fallback(call_function)
        .with_state(site)
}

async fn call_function(State(site): State<Site>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request_id = Ulid::from_parts(
        u64::try_from(site.clock.now().as_millisecond()).unwrap_or(0),
        sms_engine::ports::clock::random_bits(site.clock.now()),
    )
    .to_string();
    let refuse = |error: WebError| whole(error.into_response(&request_id, site.clock.now()));
    let path = parts.uri.path().to_owned();
    let at_path: Vec<&Route> = site
        .routes
        .iter()
        .filter(|route| has_path(route, &path))
        .collect();
    let Some(route) = at_path
        .iter()
        .find(|route| has_method(route, &parts.method))
    else {
        if at_path.is_empty() {
            return refuse(WebError::NotFound);
        }
        let mut response = refuse(WebError::WrongMethod);
        let allowed: Vec<&str> = at_path.iter().filter_map(|route| method(route)).collect();
        if let Ok(allowed) = HeaderValue::from_str(&allowed.join(", ")) {
            response.headers_mut().insert(ALLOW, allowed);
        }
        return response;
    };
    let Ok(body) = to_bytes(body, MAX_REQUEST + 1).await else {
        return refuse(WebError::TooLarge("the request", MAX_REQUEST));
    };
    let answer = (route.handle)(WebRequest {
        method: parts.method,
        path,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: body.to_vec(),
        request_id: request_id.clone(),
    })
    .await;
    whole(answer)
}

fn has_path(route: &Route, wanted: &str) -> bool {
    matches!(route.trigger, Trigger::Http { path, .. } if path == wanted)
}

fn has_method(route: &Route, wanted: &Method) -> bool {
    method(route) == Some(wanted.as_str())
}

fn method(route: &Route) -> Option<&'static str> {
    match route.trigger {
        Trigger::Http { method, .. } => Some(method),
        Trigger::Queue(_) | Trigger::Schedule { .. } => None,
    }
}

fn whole(answer: WebResponse) -> Response {
    let content_type = answer.body.content_type();
    let mut response = Response::new(Body::from(answer.body.into_text()));
    *response.status_mut() = answer.status;
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response.headers_mut().extend(answer.headers);
    response
}

fn respond(status: StatusCode, body: Value) -> Response {
    whole(WebResponse::json(status, body))
}

/// `{"now": "2026-11-21T20:00:00Z"}` sets the clock, `{"advance": "8h"}` (or `"PT8H"`) moves it on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockMove {
    now: Option<Timestamp>,
    advance: Option<SignedDuration>,
}

async fn show_clock(State(site): State<Site>) -> Response {
    respond(StatusCode::OK, json!({"now": site.clock.now()}))
}

async fn move_clock(State(site): State<Site>, request: Request) -> Response {
    let body = to_bytes(request.into_body(), 4_096)
        .await
        .unwrap_or_default();
    match serde_json::from_slice::<ClockMove>(&body) {
        Ok(ClockMove { now, advance }) => {
            if let Some(now) = now {
                site.clock.set(now);
            }
            if let Some(by) = advance {
                site.clock.advance(by);
            }
            respond(StatusCode::OK, json!({"now": site.clock.now()}))
        }
        Err(fault) => {
            let wanted = r#"{"now": "2026-11-21T20:00:00Z"} or {"advance": "8h"}"#;
            let said = WebError::Unreadable(format!("{fault}; give {wanted}"));
            whole(said.into_response("local", site.clock.now()))
        }
    }
}

async fn run_tick(State(site): State<Site>) -> Response {
    let Some(tick) = &site.tick else {
        return respond(StatusCode::NOT_FOUND, json!({"error": "there is no tick"}));
    };
    match tick(JobStart::default()).await {
        Ok(report) => respond(StatusCode::OK, json!(report)),
        Err(fault) => respond(
            StatusCode::SERVICE_UNAVAILABLE,
            json!({"error": fault.to_string()}),
        ),
    }
}

async fn show_usage(State(site): State<Site>) -> Response {
    respond(StatusCode::OK, json!(site.meter.usage()))
}
