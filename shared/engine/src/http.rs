//! The HTTP edge: who may come in, what a body says, and how errors look.

pub mod signature;

use std::collections::HashMap;

use ::http::header::{AUTHORIZATION, CONTENT_TYPE};
use ::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use percent_encoding::percent_decode;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::http::signature::{equal, is_textgrids};
use crate::ports::{QueueError, StoreError};

/// The largest request taken, in bytes.
pub const MAX_REQUEST: usize = 512 * 1024;
/// The largest text taken, in bytes of UTF-8.
pub const MAX_BODY: usize = 64 * 1024;
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

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    pub field: &'static str,
    pub problem: String,
}

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// With the ways in which this route takes its token.
    #[error("the token is missing or wrong: give {0}")]
    Unauthorized(&'static str),
    #[error("the request cannot be read: {0}")]
    Unreadable(String),
    #[error("a field is missing or wrong")]
    Invalid(Vec<FieldFault>),
    #[error("{0} is larger than {1} bytes")]
    TooLarge(&'static str, usize),
    #[error("the content type is another: send {0}")]
    WrongType(&'static str),
    #[error("there is no such {0}")]
    Unknown(&'static str),
    #[error("no such route")]
    NotFound,
    #[error("this route takes another method")]
    WrongMethod,
    #[error("the store did not answer; try again")]
    Store(#[from] StoreError),
    #[error("the queue did not answer; try again")]
    Queue(#[from] QueueError),
}

impl WebError {
    /// One match from error to status and code (codes of seed 002).
    fn kind(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Unauthorized(_) => (StatusCode::UNAUTHORIZED, "sms.unauthorized"),
            Self::Unreadable(_) => (StatusCode::BAD_REQUEST, "sms.validation_error"),
            Self::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "sms.validation_error"),
            Self::TooLarge(..) => (StatusCode::PAYLOAD_TOO_LARGE, "sms.validation_error"),
            Self::WrongType(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "sms.validation_error"),
            Self::NotFound | Self::Unknown(_) => (StatusCode::NOT_FOUND, "sms.not_found"),
            Self::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, "sms.method_not_allowed"),
            Self::Store(_) | Self::Queue(_) => {
                (StatusCode::SERVICE_UNAVAILABLE, "sms.external_failed")
            }
        }
    }

    /// The error envelope. Logs the failure: this is where it is handled.
    pub fn into_response(self, request_id: &str, now: Timestamp) -> WebResponse {
        let (status, code) = self.kind();
        match &self {
            Self::Store(fault) => tracing::error!(%fault, "store failed"),
            Self::Queue(fault) => tracing::error!(%fault, "queue failed"),
            Self::Invalid(faults) => tracing::warn!(code, ?faults, "request refused"),
            Self::Unauthorized(_)
            | Self::Unreadable(_)
            | Self::TooLarge(..)
            | Self::WrongType(_)
            | Self::NotFound
            | Self::Unknown(_)
            | Self::WrongMethod => {
                tracing::warn!(code, "request refused: {self}");
            }
        }
        let details: Vec<Value> = if let Self::Invalid(faults) = &self {
            faults
                .iter()
                .map(|fault| json!({"field": fault.field, "problem": fault.problem}))
                .collect()
        } else {
            Vec::new()
        };
        let message = if let Self::Invalid(faults) = &self {
            faults
                .iter()
                .map(|fault| format!("{} {}", fault.field, fault.problem))
                .collect::<Vec<_>>()
                .join("; ")
        } else {
            self.to_string()
        };
        let error = json!({
            "code": code,
            "message": message,
            "details": details,
            "timestamp": now.to_string(),
            "request_id": request_id,
        });
        WebResponse::json(status, json!({"error": error}))
    }
}

/// Who may call the webhook routes.
#[derive(Debug, Clone)]
pub struct WebhookAuth {
    pub token: SecretString,
    /// TextGrid's webhook secret with our public base URL, where it is set.
    pub textgrid: Option<TextGridAuth>,
}

#[derive(Debug, Clone)]
pub struct TextGridAuth {
    pub secret: SecretString,
    pub public_base_url: String,
}

impl WebhookAuth {
    /// Lets a request in by its token (in any of the three places) or by TextGrid's signature. A
    /// signature that is there must be right, also beside a right token.
    pub fn admit(&self, request: &WebRequest) -> Result<(), WebError> {
        if let Some(textgrid) = &self.textgrid
            && let Some(signature) = header(&request.headers, "x-textgrid-signature")
        {
            let query = if request.query.is_empty() { "" } else { "?" };
            let url = format!(
                "{}{}{query}{}",
                textgrid.public_base_url, request.path, request.query
            );
            let signed = std::str::from_utf8(&request.body)
                .is_ok_and(|body| is_textgrids(&textgrid.secret, &url, body, signature));
            return if signed {
                Ok(())
            } else {
                Err(WebError::Unauthorized(WEBHOOK_TOKEN))
            };
        }
        if carries(request, "x-webhook-token", &self.token) {
            Ok(())
        } else {
            Err(WebError::Unauthorized(WEBHOOK_TOKEN))
        }
    }
}

const WEBHOOK_TOKEN: &str = "?token=, the x-webhook-token header, or a Bearer token";

/// Who may start jobs: `CRON_TOKEN`.
#[derive(Debug, Clone)]
pub struct CronAuth {
    pub token: SecretString,
}

impl CronAuth {
    pub fn admit(&self, request: &WebRequest) -> Result<(), WebError> {
        if carries(request, "x-cron-token", &self.token) {
            Ok(())
        } else {
            let ways = "?token=, the x-cron-token header, or a Bearer token";
            Err(WebError::Unauthorized(ways))
        }
    }
}

/// Who may use the admin routes: `ADMIN_API_KEY`, in its header alone.
#[derive(Debug, Clone)]
pub struct ApiKeyAuth {
    pub key: SecretString,
}

impl ApiKeyAuth {
    pub fn admit(&self, request: &WebRequest) -> Result<(), WebError> {
        match header(&request.headers, "x-api-key") {
            Some(given) if equal(given, &self.key) => Ok(()),
            Some(_) | None => Err(WebError::Unauthorized("the X-API-Key header")),
        }
    }
}

/// Whether a request has `token` in its query, in the header `name`, or as a Bearer token.
fn carries(request: &WebRequest, name: &str, token: &SecretString) -> bool {
    let by_query = query_value(&request.query, "token");
    let by_header = header(&request.headers, name);
    let by_bearer = request
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
    [by_query.as_deref(), by_header, by_bearer]
        .into_iter()
        .flatten()
        .any(|given| equal(given, token))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// In lower case; empty where there is none.
pub fn content_type(request: &WebRequest) -> String {
    header(&request.headers, CONTENT_TYPE.as_str())
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// The first value of `name` in a query.
pub fn query_value(query: &str, name: &str) -> Option<String> {
    pairs(query.as_bytes())
        .ok()?
        .into_iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
}

/// The fields of a body, form or JSON. Names are compared by their letters and digits, so that
/// `MessageSid`, `message_sid` and `Message SID` are one field.
#[derive(Debug)]
pub struct Fields {
    values: HashMap<String, FieldValue>,
}

#[derive(Debug)]
enum FieldValue {
    Text(String),
    /// A JSON value that is no text.
    NotText,
}

impl Fields {
    /// Of a request without a body.
    pub fn none() -> Self {
        Self {
            values: HashMap::new(),
        }
    }

    /// Reads a body by its content type, or by its looks where the type is missing or another.
    pub fn read(request: &WebRequest) -> Result<Self, WebError> {
        if request.body.len() > MAX_REQUEST {
            return Err(WebError::TooLarge("the request", MAX_REQUEST));
        }
        let content_type = content_type(request);
        let looks_like_json = request
            .body
            .iter()
            .find(|byte| !byte.is_ascii_whitespace())
            .is_some_and(|byte| matches!(byte, b'{' | b'['));
        let is_form = content_type.contains("x-www-form-urlencoded");
        if content_type.contains("json") || (looks_like_json && !is_form) {
            Self::from_json(&request.body)
        } else {
            Self::from_form(&request.body)
        }
    }

    fn from_json(body: &[u8]) -> Result<Self, WebError> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self::none());
        }
        let parsed: Value = serde_json::from_slice(body)
            .map_err(|fault| WebError::Unreadable(format!("the JSON is broken: {fault}")))?;
        let Value::Object(object) = parsed else {
            return Err(WebError::Unreadable("the JSON is no object".to_owned()));
        };
        let fields = object.into_iter().filter_map(|(name, value)| {
            let value = match value {
                Value::Null => return None,
                Value::String(text) => FieldValue::Text(text),
                Value::Number(number) => FieldValue::Text(number.to_string()),
                Value::Bool(_) | Value::Array(_) | Value::Object(_) => FieldValue::NotText,
            };
            Some((name, value))
        });
        Ok(Self::named(fields))
    }

    fn from_form(body: &[u8]) -> Result<Self, WebError> {
        let pairs = pairs(body).map_err(WebError::Unreadable)?;
        Ok(Self::named(
            pairs
                .into_iter()
                .map(|(name, value)| (name, FieldValue::Text(value))),
        ))
    }

    /// The first of two fields of one name counts.
    fn named(fields: impl Iterator<Item = (String, FieldValue)>) -> Self {
        let mut values = HashMap::new();
        for (name, value) in fields {
            values.entry(folded(&name)).or_insert(value);
        }
        Self { values }
    }

    /// The text of the first of `names` that is there and not blank. A value of another JSON type
    /// is a fault.
    pub fn text(&self, names: &[&'static str]) -> Result<Option<&str>, FieldFault> {
        for name in names {
            match self.values.get(&folded(name)) {
                Some(FieldValue::Text(text)) if text.trim().is_empty() => {}
                Some(FieldValue::Text(text)) => return Ok(Some(text)),
                Some(FieldValue::NotText) => {
                    return Err(FieldFault {
                        field: name,
                        problem: "is no text".to_owned(),
                    });
                }
                None => {}
            }
        }
        Ok(None)
    }
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// Reads `application/x-www-form-urlencoded`. Bytes that are no UTF-8 are an error, not a guess:
/// a body is stored byte for byte or not at all.
fn pairs(form: &[u8]) -> Result<Vec<(String, String)>, String> {
    let decoded = |part: &[u8]| {
        let spaced: Vec<u8> = part
            .iter()
            .map(|byte| if *byte == b'+' { b' ' } else { *byte })
            .collect();
        percent_decode(&spaced)
            .decode_utf8()
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| "the form holds bytes that are no UTF-8".to_owned())
    };
    form.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decoded(halves.next().unwrap_or_default())?;
            let value = decoded(halves.next().unwrap_or_default())?;
            Ok((name, value))
        })
        .collect()
}

/// Collects what is wrong with a body's fields, so that one answer names all of it.
#[derive(Debug)]
pub struct Validation<'a> {
    fields: &'a Fields,
    faults: Vec<FieldFault>,
}

impl<'a> Validation<'a> {
    pub fn of(fields: &'a Fields) -> Self {
        Self {
            fields,
            faults: Vec::new(),
        }
    }

    /// A field that must be there and hold more than white space.
    pub fn required(&mut self, names: &[&'static str]) -> Option<&'a str> {
        let found = self.optional(names);
        if found.is_none() {
            self.fault(names, "is missing or blank");
        }
        found
    }

    /// `None` where the field is missing or blank.
    pub fn optional(&mut self, names: &[&'static str]) -> Option<&'a str> {
        match self.fields.text(names) {
            Ok(text) => text,
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    /// Reads `text` as a `T`, naming the first of `names` where it does not read.
    pub fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        names: &[&'static str],
        text: Option<&str>,
    ) -> Option<T> {
        match text?.parse() {
            Ok(parsed) => Some(parsed),
            Err(problem) => {
                self.fault(names, problem.to_string());
                None
            }
        }
    }

    pub fn fault(&mut self, names: &[&'static str], problem: impl Into<String>) {
        let field = names.first().copied().unwrap_or("body");
        if !self.faults.iter().any(|fault| fault.field == field) {
            self.faults.push(FieldFault {
                field,
                problem: problem.into(),
            });
        }
    }

    pub fn finish<T>(self, valid: Option<T>) -> Result<T, WebError> {
        match valid {
            Some(valid) if self.faults.is_empty() => Ok(valid),
            _ => Err(WebError::Invalid(self.faults)),
        }
    }
}

/// Names that carriers give the fields we read.
pub mod names {
    pub const FROM: &[&str] = &["From"];
    pub const TO: &[&str] = &["To"];
    pub const BODY: &[&str] = &["Body"];
    pub const SID: &[&str] = &["MessageSid", "SmsMessageSid", "SmsSid", "TextGridId", "Sid"];
    pub const STATUS: &[&str] = &["MessageStatus", "SmsStatus", "Status"];
    pub const ERROR_CODE: &[&str] = &["ErrorCode"];
    pub const PROCESSED_BY: &[&str] = &["Processed By"];
    pub const PHONE: &[&str] = &["Phone", "Seller Phone Number", "From"];
    pub const CONVERSATION: &[&str] = &["conversation_id"];
    pub const TEMPLATE: &[&str] = &["Template Record ID", "Template ID"];
}

/// The request's body as it came, to be kept as evidence: at most `most` bytes of it, since a row
/// of the store holds 400 KB.
pub fn raw_body(request: &WebRequest, most: usize) -> String {
    let kept = request.body.get(..most).unwrap_or(&request.body);
    String::from_utf8_lossy(kept).into_owned()
}

/// Refuses a text that is larger than we store.
pub fn check_body_size(body: &str) -> Result<(), WebError> {
    if body.len() > MAX_BODY {
        Err(WebError::TooLarge("the text", MAX_BODY))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(content_type: &str, body: &[u8]) -> WebRequest {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        }
        WebRequest {
            method: Method::POST,
            path: "/inbound".into(),
            query: String::new(),
            headers,
            body: body.to_vec(),
            request_id: "r".into(),
        }
    }

    fn body_of(content_type: &str, body: &[u8]) -> Option<String> {
        let fields = Fields::read(&request(content_type, body)).unwrap();
        fields.text(names::BODY).unwrap().map(str::to_owned)
    }

    #[test]
    fn forms_and_json_are_read_by_type_or_by_looks() {
        let form = b"From=%2B13055550123&Body=a+b%20c%26d%F0%9F%91%8D&X=1";
        assert_eq!(
            body_of("application/x-www-form-urlencoded", form).as_deref(),
            Some("a b c&d👍")
        );
        assert_eq!(body_of("", form).as_deref(), Some("a b c&d👍"));
        let json = r#" {"body":"a\u0000b 👍","Extra":[1]}"#.as_bytes();
        for content_type in ["application/json", "text/plain", ""] {
            assert_eq!(
                body_of(content_type, json).as_deref(),
                Some("a\u{0}b 👍"),
                "{content_type}"
            );
        }
        assert_eq!(body_of("", br#"{"Body":42}"#).as_deref(), Some("42"));
        assert_eq!(body_of("application/json", b""), None);
    }

    #[test]
    fn what_cannot_be_read_is_a_client_error() {
        for (content_type, body) in [
            ("application/json", &b"{\"Body\": "[..]),
            ("application/json", b"[1]"),
            ("application/json", b"\"text\""),
            ("application/json", b"{\"Body\":\"\\ud800\"}"),
            ("", b"Body=%ff"),
            ("", b"\xff\xfe"),
        ] {
            let fault = Fields::read(&request(content_type, body)).unwrap_err();
            assert_eq!(fault.kind().0, StatusCode::BAD_REQUEST, "{body:?}");
        }
        let typed = Fields::read(&request("", br#"{"Body":["x"]}"#)).unwrap();
        assert!(typed.text(names::BODY).is_err());
        let large = Fields::read(&request("", &vec![b'x'; MAX_REQUEST + 1])).unwrap_err();
        assert_eq!(large.kind().0, StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[test]
    fn the_token_counts_in_three_places_and_nowhere_else() {
        let auth = WebhookAuth {
            token: SecretString::from("t+/="),
            textgrid: None,
        };
        let admitted = |query: &str, headers: &[(&'static str, &str)]| {
            let mut request = request("", b"");
            request.query = query.to_owned();
            for (name, value) in headers {
                request.headers.insert(*name, value.parse().unwrap());
            }
            auth.admit(&request).is_ok()
        };
        assert!(admitted("a=b&token=t%2B%2F%3D", &[]));
        assert!(admitted("", &[("x-webhook-token", "t+/=")]));
        assert!(admitted("", &[("authorization", "bearer t+/=")]));
        assert!(!admitted("", &[]));
        assert!(!admitted("token=", &[]));
        assert!(!admitted("token=t", &[("x-webhook-token", "T+/=")]));
        assert!(!admitted("", &[("authorization", "Basic t+/=")]));
        let unset = WebhookAuth {
            token: SecretString::from(""),
            textgrid: None,
        };
        assert!(unset.admit(&request("", b"")).is_err());
    }

    #[test]
    fn the_cron_token_and_the_admin_key_open_only_their_own_doors() {
        let cron = CronAuth {
            token: SecretString::from("cron"),
        };
        let admin = ApiKeyAuth {
            key: SecretString::from("admin"),
        };
        let with = |query: &str, header: Option<(&'static str, &str)>| {
            let mut request = request("", b"");
            request.query = query.to_owned();
            if let Some((name, value)) = header {
                request.headers.insert(name, value.parse().unwrap());
            }
            (cron.admit(&request).is_ok(), admin.admit(&request).is_ok())
        };
        assert_eq!(with("token=cron", None), (true, false));
        assert_eq!(with("", Some(("x-cron-token", "cron"))), (true, false));
        let bearer = Some(("authorization", "Bearer cron"));
        assert_eq!(with("", bearer), (true, false));
        assert_eq!(with("", Some(("x-api-key", "admin"))), (false, true));
        for (query, header) in [
            ("", None),
            ("token=admin", None),
            ("token=", None),
            ("", Some(("x-webhook-token", "cron"))),
            ("", Some(("x-api-key", "cron"))),
            ("", Some(("x-api-key", ""))),
            ("", Some(("authorization", "Bearer admin"))),
        ] {
            assert_eq!(with(query, header), (false, false), "{query} {header:?}");
        }
        let unset = ApiKeyAuth {
            key: SecretString::from(""),
        };
        let mut empty = request("", b"");
        empty
            .headers
            .insert("x-api-key", HeaderValue::from_static(""));
        assert!(unset.admit(&empty).is_err());
    }

    #[test]
    fn a_textgrid_signature_that_is_there_must_be_right() {
        let auth = WebhookAuth {
            token: SecretString::from("t"),
            textgrid: Some(TextGridAuth {
                secret: SecretString::from("s"),
                public_base_url: "https://x.example".into(),
            }),
        };
        let mut forged = request("", b"Body=x");
        forged.query = "token=t".into();
        assert!(auth.admit(&forged).is_ok());
        forged
            .headers
            .insert("x-textgrid-signature", "forged".parse().unwrap());
        assert!(auth.admit(&forged).is_err());
    }
}
