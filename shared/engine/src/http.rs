//! The HTTP edge: who may come in, what a body says, and how errors look.

mod auth;
mod error;
mod fields;
mod request;
pub mod signature;

pub use auth::{ApiKeyAuth, CronAuth, SignatureAuth, WebhookAuth};
pub use error::{FieldFault, WebError};
pub use fields::{Fields, MAX_BODY, Validation, check_body_size, names, query_value};
pub use request::{
    MAX_RAW_RECEIPT, MAX_RAW_TEXT, MAX_REQUEST, WebBody, WebRequest, WebResponse, content_type,
    raw_body,
};

#[cfg(test)]
mod tests {
    use ::http::header::CONTENT_TYPE;
    use ::http::{HeaderMap, Method};

    use super::WebRequest;

    pub(super) fn request(content_type: &str, body: &[u8]) -> WebRequest {
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
}
