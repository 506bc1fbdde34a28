//! The answers of the simulated carrier.

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::{AcceptedText, Taken};

/// A status and its JSON.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    json: Value,
}

impl Answer {
    pub(super) fn created(taken: &Taken) -> Self {
        let AcceptedText {
            sid,
            to,
            from,
            body,
            ..
        } = &taken.text;
        Self {
            status: 201,
            json: json!({
                "sid": sid,
                "status": "queued",
                "to": to,
                "from": from,
                "body": body,
                "direction": "outbound-api",
                "api_version": "2010-04-01",
                "error_code": null,
                "error_message": null,
            }),
        }
    }

    pub(super) fn refused(status: u16, code: Option<u32>) -> Self {
        Self {
            status,
            json: json!({
                "code": code,
                "message": "refused by the simulated carrier",
                "status": status,
            }),
        }
    }
}

/// Writes the answer, the only one on its connection.
pub(super) async fn answer(mut stream: TcpStream, answer: &Answer) {
    let body = answer.json.to_string();
    let bytes = format!(
        "HTTP/1.1 {} Simulated\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        answer.status,
        body.len()
    );
    // A client that is gone has no use for an answer.
    if stream.write_all(bytes.as_bytes()).await.is_ok() {
        let _ = stream.shutdown().await;
    }
}
