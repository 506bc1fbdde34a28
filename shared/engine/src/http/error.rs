//! Why a request was not done, and the envelope that says so.

use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::WebResponse;
use crate::ports::{QueueError, StoreError};

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
    #[error("{0} not found")]
    Unknown(&'static str),
    #[error("route not found")]
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
    pub(super) fn kind(&self) -> (StatusCode, &'static str) {
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
