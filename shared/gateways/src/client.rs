//! The HTTP client of all gateways: each request once, each answer whole or not at all.

use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use http::{HeaderValue, Request, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use serde::Serialize;
use sms_https::{ConnectError, Connector, TrustError};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};
use tower_service::Service as _;
use url::{Position, Url};

/// The longest answer read. Twilio's are about one kilobyte, a model's a few.
const MAX_ANSWER: usize = 64 * 1024;

const OURS: HeaderValue =
    HeaderValue::from_static(concat!("rei-sms-engine/", env!("CARGO_PKG_VERSION")));

/// How long one call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For the name, TCP and TLS. A call that ends here has sent nothing.
    pub connect: Duration,
    /// For all of it, up to the last byte of the answer.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            total: Duration::from_secs(10),
        }
    }
}

/// Where requests are posted.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    uri: Uri,
    host: HeaderValue,
}

impl Target {
    /// What a URL lacks to be posted to.
    pub(crate) fn new(url: &Url) -> Result<Self, String> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err("is neither http nor https".to_owned());
        }
        let host = HeaderValue::from_str(&url[Position::BeforeHost..Position::AfterPort]);
        Ok(Self {
            uri: Uri::try_from(url.as_str()).map_err(|fault| fault.to_string())?,
            host: host.map_err(|fault| fault.to_string())?,
        })
    }
}

/// What is posted.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) content_type: HeaderValue,
    pub(crate) body: Vec<u8>,
}

impl Content {
    pub(crate) fn json(fields: &(impl Serialize + ?Sized)) -> Result<Self, CallError> {
        Ok(Self {
            content_type: HeaderValue::from_static("application/json"),
            body: serde_json::to_vec(fields).map_err(|_| CallError::Unencoded)?,
        })
    }

    pub(crate) fn form(fields: &(impl Serialize + ?Sized)) -> Result<Self, CallError> {
        let form = serde_urlencoded::to_string(fields).map_err(|_| CallError::Unencoded)?;
        Ok(Self {
            content_type: HeaderValue::from_static("application/x-www-form-urlencoded"),
            body: form.into_bytes(),
        })
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallError {
    /// The request cannot be written: nothing was sent.
    Unencoded,
    /// No connection (name, TCP, TLS) came about: nothing was sent.
    Unreached { too_late: bool },
    /// Bytes may have left.
    Unanswered { too_late: bool },
}

/// Puts each request on the wire once, over a connection of its own.
///
/// Nothing here can repeat a request: there is no pool whose idle connection may have closed, no
/// HTTP/2 whose peer may refuse a stream, and no redirect is followed. An idle connection would be
/// bad for another reason: the carrier, or a function frozen between two invocations, lets it die
/// unseen, and a text written to it has an unknown outcome although nobody read it: so ended 275 of
/// 6,000 sends over a pool to a peer that closes connections after a while, and none of 6,000 like
/// this. A handshake for each text costs less.
///
/// A proxy named in the environment is not asked: it would see the texts, and its own 502 and 504
/// would pass for the peer's.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    connector: Connector,
}

impl Client {
    /// Makes no call yet. `connect` limits each connection attempt.
    pub(crate) fn new(connect: Duration) -> Result<Self, TrustError> {
        Ok(Self {
            connector: Connector::new(connect)?,
        })
    }

    /// Posts once, and waits at most `within` for the whole answer.
    pub(crate) async fn post(
        &self,
        target: &Target,
        authorization: &HeaderValue,
        content: Content,
        within: Duration,
    ) -> Result<Response, CallError> {
        let deadline = Instant::now() + within;
        let connecting = self.connector.clone().call(target.uri.clone());
        let stream = timeout_at(deadline, connecting)
            .await
            .map_err(|_| CallError::Unreached { too_late: true })?
            .map_err(|fault| CallError::Unreached {
                too_late: is_timeout(&fault),
            })?;
        let broken = |_| CallError::Unanswered { too_late: false };
        let (mut sender, connection) = http1::handshake(stream).await.map_err(broken)?;
        let connection = Connection(tokio::spawn(async move {
            // Its fault is that of the request on it.
            let _reported = connection.await;
        }));
        let asked = timeout_at(
            deadline,
            sender.send_request(target.request(authorization, content)),
        );
        let (head, body) = asked
            .await
            .map_err(|_| CallError::Unanswered { too_late: true })?
            .map_err(broken)?
            .into_parts();
        Ok(Response {
            status: head.status,
            body,
            deadline,
            _sender: sender,
            _connection: connection,
        })
    }
}

impl Target {
    fn request(&self, authorization: &HeaderValue, content: Content) -> Request<Full<Bytes>> {
        let mut request = Request::new(Full::from(content.body));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = self
            .uri
            .path_and_query()
            .map(|path| Uri::from(path.clone()))
            .unwrap_or_default();
        let headers = request.headers_mut();
        headers.insert(HOST, self.host.clone());
        headers.insert(USER_AGENT, OURS);
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(AUTHORIZATION, authorization.clone());
        headers.insert(CONTENT_TYPE, content.content_type);
        request
    }
}

fn is_timeout(fault: &ConnectError) -> bool {
    fault
        .downcast_ref::<std::io::Error>()
        .is_some_and(|fault| fault.kind() == std::io::ErrorKind::TimedOut)
}

/// Closed when dropped, whatever it was about.
#[derive(Debug)]
struct Connection(JoinHandle<()>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// An answer of which the head is here.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    body: Incoming,
    deadline: Instant,
    // Both live until the body has been read.
    _sender: http1::SendRequest<Full<Bytes>>,
    _connection: Connection,
}

/// Why an answer's body is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    TooLate,
    BrokenOff,
    TooLong,
}

impl Response {
    pub(crate) async fn whole(self) -> Result<Bytes, Missing> {
        match timeout_at(self.deadline, Limited::new(self.body, MAX_ANSWER).collect()).await {
            Ok(Ok(whole)) => Ok(whole.to_bytes()),
            Ok(Err(fault)) if fault.is::<LengthLimitError>() => Err(Missing::TooLong),
            Ok(Err(_)) => Err(Missing::BrokenOff),
            Err(_) => Err(Missing::TooLate),
        }
    }
}
