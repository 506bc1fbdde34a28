//! The requests of the simulated carrier: HTTP/1.1 with a form or JSON, one on each connection.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

use super::answer::Answer;

/// The longest request, head and body, in bytes.
const MAX_REQUEST: usize = 256 * 1024;

/// What a message asks for.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) to: String,
    pub(super) from: String,
    pub(super) body: String,
    pub(super) status_callback: Option<String>,
}

/// A request as far as it matters.
#[derive(Debug)]
pub(super) struct Request {
    is_post_of_a_message: bool,
    /// By names in lower case: `to`, `from`, `body`, `statuscallback`.
    fields: HashMap<String, String>,
}

impl Request {
    /// The text, if the request has all of it.
    pub(super) fn text(&self) -> Option<Text> {
        self.read().ok()
    }

    /// The text, or why it is not taken.
    pub(super) fn judged(&self) -> Result<Text, Answer> {
        let text = self.read()?;
        let refused = match text.to.as_str() {
            "+15005550001" => Some((400, 21211)),
            "+15005550004" => Some((400, 21610)),
            "+15005550008" => Some((500, 20500)),
            "+15005550009" => Some((400, 21614)),
            _ => None,
        };
        match refused {
            Some((status, code)) => Err(Answer::refused(status, Some(code))),
            None => Ok(text),
        }
    }

    fn read(&self) -> Result<Text, Answer> {
        if !self.is_post_of_a_message {
            return Err(Answer::refused(404, Some(20404)));
        }
        let field = |name: &str| {
            self.fields
                .get(name)
                .filter(|value| !value.is_empty())
                .cloned()
        };
        let missing = |code| move || Answer::refused(400, Some(code));
        Ok(Text {
            to: field("to").ok_or_else(missing(21604))?,
            from: field("from").ok_or_else(missing(21603))?,
            body: field("body").ok_or_else(missing(21602))?,
            status_callback: field("statuscallback"),
        })
    }
}

/// The bytes are no HTTP/1.1 request with a `Content-Length`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable;

/// The one request of a connection; `None` if it was closed before.
pub(super) async fn read_request(stream: &mut TcpStream) -> Result<Option<Request>, Unreadable> {
    const END_OF_HEAD: &[u8] = b"\r\n\r\n";
    let mut bytes = Vec::new();
    let mut chunk = [0; 8192];
    loop {
        let end = bytes
            .windows(END_OF_HEAD.len())
            .position(|window| window == END_OF_HEAD);
        if let Some((head, body)) = end.and_then(|end| bytes.split_at_checked(end)) {
            let head = Head::read(head)?;
            let body = body.get(END_OF_HEAD.len()..).unwrap_or_default();
            if let Some(body) = body.get(..head.content_length) {
                return Ok(Some(head.with(body)));
            }
        }
        if bytes.len() > MAX_REQUEST {
            return Err(Unreadable);
        }
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return Ok(None),
            Ok(read) => bytes.extend(chunk.iter().take(read)),
        }
    }
}

#[derive(Debug)]
struct Head {
    is_post_of_a_message: bool,
    is_json: bool,
    content_length: usize,
}

impl Head {
    fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable)?;
        let mut lines = text.split("\r\n");
        let target = lines
            .next()
            .and_then(|line| line.strip_suffix(" HTTP/1.1"))
            .ok_or(Unreadable)?;
        let mut head = Self {
            is_post_of_a_message: target.starts_with("POST ") && target.ends_with("/Messages.json"),
            is_json: false,
            content_length: 0,
        };
        for line in lines {
            let (name, value) = line.split_once(':').ok_or(Unreadable)?;
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => head.content_length = value.parse().map_err(|_| Unreadable)?,
                "content-type" => head.is_json = value.starts_with("application/json"),
                "transfer-encoding" => return Err(Unreadable),
                _ => {}
            }
        }
        if head.content_length > MAX_REQUEST {
            return Err(Unreadable);
        }
        Ok(head)
    }

    fn with(&self, body: &[u8]) -> Request {
        Request {
            is_post_of_a_message: self.is_post_of_a_message,
            fields: if self.is_json {
                json_fields(body)
            } else {
                form_fields(body)
            },
        }
    }
}

fn json_fields(body: &[u8]) -> HashMap<String, String> {
    let fields: HashMap<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_ascii_lowercase(), value.as_str()?.to_owned())))
        .collect()
}

pub(super) fn form_fields(body: &[u8]) -> HashMap<String, String> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    String::from_utf8_lossy(body)
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name).to_ascii_lowercase(), decoded(value)))
        .collect()
}
