//! One HTTP request as it came, and the answer to it.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;

/// The largest request taken, in bytes.
pub const MAX_REQUEST: usize = 512 * 1024;
/// What is kept of a request with a text: more than any text takes in a form.
pub const MAX_RAW_TEXT: usize = 256 * 1024;
/// What is kept of a receipt. Many may wait in one row.
pub const MAX_RAW_RECEIPT: usize = 4 * 1024;

/// One HTTP request as it came.
#[derive(Clone)]
pub struct WebRequest {
    pub method: Method,
    pub path: String,
    /// Without the `?`, as it came.
    pub query: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub request_id: String,
}

impl std::fmt::Debug for WebRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Query, headers and body hold tokens and people's words.
        f.debug_struct("WebRequest")
            .field("path", &self.path)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct WebResponse {
    pub status: StatusCode,
    pub body: WebBody,
    /// Beside `content-type`, which the body gives.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// What an answer says.
#[derive(Clone, PartialEq)]
pub enum WebBody {
    Json(Value),
    /// A table of comma-separated values with its header.
    Csv(String),
}

impl std::fmt::Debug for WebBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Json(value) => value.fmt(f),
            // It holds phones.
            Self::Csv(text) => write!(f, "{} bytes of CSV", text.len()),
        }
    }
}

impl WebBody {
    pub fn content_type(&self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json(_) => "application/json",
            Self::Csv(_) => "text/csv; charset=utf-8",
        })
    }

    pub fn into_text(self) -> String {
        match self {
            Self::Json(value) => value.to_string(),
            Self::Csv(text) => text,
        }
    }
}

impl WebResponse {
    pub fn ok(body: Value) -> Self {
        Self::json(StatusCode::OK, body)
    }

    pub fn json(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            body: WebBody::Json(body),
            headers: Vec::new(),
        }
    }
}

pub(super) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// In lower case; empty where there is none.
pub fn content_type(request: &WebRequest) -> String {
    header(&request.headers, CONTENT_TYPE.as_str())
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// The request's body as it came, to be kept as evidence: at most `most` bytes of it, since a row
/// of the store holds 400 KB.
pub fn raw_body(request: &WebRequest, most: usize) -> String {
    let kept = request.body.get(..most).unwrap_or(&request.body);
    String::from_utf8_lossy(kept).into_owned()
}
