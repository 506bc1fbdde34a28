//! The SDK's HTTP client: kept connections of HTTP/1.1 and nothing more. A call drives its connection
//! itself: no task but its own wakes for it.

use std::error::Error;
use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::ErrorKind;
use http::header::HOST;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::BodyExt as _;
use hyper::client::conn::http1;
use sms_https::{Connector, Stream, TrustError};
use tower_service::Service as _;

type BoxError = Box<dyn Error + Send + Sync>;

/// A pool of connections for all SDK clients that share it.
///
/// A connection attempt has the limit it was made with, not that of an operation; the time for an
/// answer is the SDK's to keep.
#[derive(Debug, Clone)]
pub(crate) struct PooledClient {
    connector: SharedHttpConnector,
}

impl PooledClient {
    pub(crate) fn new(connect_limit: Duration) -> Result<Self, TrustError> {
        let pool = Pool {
            connector: Connector::new(connect_limit)?,
            idle: Mutex::default(),
        };
        Ok(Self {
            connector: SharedHttpConnector::new(Pooled(Arc::new(pool))),
        })
    }
}

impl HttpClient for PooledClient {
    fn http_connector(
        &self,
        _settings: &HttpConnectorSettings,
        _components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.connector.clone()
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("hyper", Some("1.x".into())))
    }
}

#[derive(Debug)]
struct Pooled(Arc<Pool>);

impl HttpConnector for Pooled {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let pool = Arc::clone(&self.0);
        HttpConnectorFuture::new(async move {
            let request = request
                .try_into_http1x()
                .map_err(|fault| ConnectorError::user(fault.into()))?;
            let answer = pool.answer(request).await?;
            HttpResponse::try_from(answer)
                .map_err(|fault| ConnectorError::other(fault.into(), None))
        })
    }
}

/// How long a connection is kept that nobody uses.
const MAX_IDLE: Duration = Duration::from_secs(90);

/// Open connections that wait for their next request, the latest used last.
#[derive(Debug)]
struct Pool {
    connector: Connector,
    idle: Mutex<Vec<Idle>>,
}

#[derive(Debug)]
struct Idle {
    origin: Origin,
    connection: Connection,
    since: Instant,
}

/// Where a connection leads.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    scheme: Scheme,
    authority: Authority,
}

impl Pool {
    async fn answer(
        &self,
        mut request: Request<SdkBody>,
    ) -> Result<Response<SdkBody>, ConnectorError> {
        let origin = to_origin_form(&mut request).map_err(ConnectorError::user)?;
        while let Some(mut connection) = self.take(&origin) {
            if !connection.is_usable().await {
                continue;
            }
            match connection.answer(request).await {
                Ok(answer) => return Ok(self.keep(origin, connection, answer)),
                // The server closed it, and nothing of the request was written.
                Err(Failed {
                    unsent: Some(unsent),
                    ..
                }) => request = *unsent,
                Err(failed) => return Err(connector_error(failed.fault.into())),
            }
        }
        let mut connection = self.connect(&origin).await?;
        match connection.answer(request).await {
            Ok(answer) => Ok(self.keep(origin, connection, answer)),
            Err(failed) => Err(connector_error(failed.fault.into())),
        }
    }

    async fn connect(&self, origin: &Origin) -> Result<Connection, ConnectorError> {
        let uri = Uri::builder()
            .scheme(origin.scheme.clone())
            .authority(origin.authority.clone())
            .path_and_query("/")
            .build()
            .map_err(|fault| ConnectorError::user(fault.into()))?;
        let mut connector = self.connector.clone();
        poll_fn(|context| connector.poll_ready(context))
            .await
            .map_err(connect_error)?;
        let stream = connector.call(uri).await.map_err(connect_error)?;
        let (sender, driver) = http1::handshake(stream)
            .await
            .map_err(|fault| connector_error(fault.into()))?;
        Ok(Connection {
            sender,
            driver: Some(driver),
        })
    }

    fn take(&self, origin: &Origin) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|kept| kept.since.elapsed() < MAX_IDLE);
        let latest = idle.iter().rposition(|kept| kept.origin == *origin)?;
        Some(idle.remove(latest).connection)
    }

    /// Keeps the connection for the next request, unless the service failed on it: another one may
    /// lead to a host that works.
    fn keep(
        &self,
        origin: Origin,
        connection: Connection,
        answer: Response<SdkBody>,
    ) -> Response<SdkBody> {
        if connection.is_ready() && !answer.status().is_server_error() {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(Idle {
                origin,
                connection,
                since: Instant::now(),
            });
        }
        answer
    }
}

/// An HTTP/1.1 connection that is driven by those who use it.
#[derive(Debug)]
struct Connection {
    sender: http1::SendRequest<SdkBody>,
    /// Until it has ended.
    driver: Option<http1::Connection<Stream, SdkBody>>,
}

/// Why there is no answer.
struct Failed {
    fault: hyper::Error,
    /// The request, if nothing of it was written.
    unsent: Option<Box<Request<SdkBody>>>,
}

impl Connection {
    fn is_ready(&self) -> bool {
        self.driver.is_some() && self.sender.is_ready()
    }

    /// Whether the server has left it open.
    async fn is_usable(&mut self) -> bool {
        poll_fn(|context| {
            drive(&mut self.driver, context);
            Poll::Ready(())
        })
        .await;
        self.is_ready()
    }

    async fn answer(&mut self, request: Request<SdkBody>) -> Result<Response<SdkBody>, Failed> {
        let Self { sender, driver } = self;
        let mut answering = pin!(sender.try_send_request(request));
        let answer = poll_fn(|context| {
            drive(driver, context);
            answering.as_mut().poll(context)
        });
        let answer = answer.await.map_err(|mut failed| Failed {
            unsent: failed.take_message().map(Box::new),
            fault: failed.into_error(),
        })?;
        let (head, body) = answer.into_parts();
        let mut collecting = pin!(body.collect());
        let body = poll_fn(|context| {
            if let Poll::Ready(body) = collecting.as_mut().poll(context) {
                // It sees here that the answer is over.
                drive(driver, context);
                return Poll::Ready(body);
            }
            drive(driver, context);
            collecting.as_mut().poll(context)
        });
        let body = body.await.map_err(|fault| Failed {
            fault,
            unsent: None,
        })?;
        Ok(Response::from_parts(head, SdkBody::from(body.to_bytes())))
    }
}

/// Writes and reads what can be. What ended a connection is told to the request on it.
fn drive(
    driver: &mut Option<http1::Connection<Stream, SdkBody>>,
    context: &mut std::task::Context<'_>,
) {
    if driver
        .as_mut()
        .is_some_and(|driver| Pin::new(driver).poll(context).is_ready())
    {
        *driver = None;
    }
}

/// Leaves the path in the request, and its host in a header.
fn to_origin_form(request: &mut Request<SdkBody>) -> Result<Origin, BoxError> {
    let parts = std::mem::take(request.uri_mut()).into_parts();
    let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
        return Err("the request names no host".into());
    };
    let path = parts
        .path_and_query
        .unwrap_or_else(|| PathAndQuery::from_static("/"));
    *request.uri_mut() = Uri::from(path);
    let is_default = matches!(
        (scheme.as_str(), authority.port_u16()),
        ("https", Some(443)) | ("http", Some(80))
    );
    // As it was signed.
    let host = if is_default {
        authority.host()
    } else {
        authority.as_str()
    };
    let host = HeaderValue::from_str(host)?;
    request.headers_mut().entry(HOST).or_insert(host);
    Ok(Origin { scheme, authority })
}

/// What the SDK's retries go by: faults of the network and limits of time may pass.
fn connector_error(fault: BoxError) -> ConnectorError {
    let of_hyper = source::<hyper::Error>(&*fault);
    let of_io = source::<io::Error>(&*fault);
    if of_io.is_some_and(|io| io.kind() == io::ErrorKind::TimedOut)
        || of_hyper.is_some_and(hyper::Error::is_timeout)
    {
        ConnectorError::timeout(fault)
    } else if of_hyper.is_some_and(hyper::Error::is_user) {
        ConnectorError::user(fault)
    } else if of_io.is_some()
        || of_hyper.is_some_and(|hyper| hyper.is_closed() || hyper.is_canceled())
    {
        ConnectorError::io(fault)
    } else if of_hyper.is_some_and(hyper::Error::is_incomplete_message) {
        ConnectorError::other(fault, Some(ErrorKind::TransientError))
    } else {
        ConnectorError::other(fault, None)
    }
}

/// Nothing was sent: whatever it was, it may be tried again.
fn connect_error(fault: BoxError) -> ConnectorError {
    let timed_out =
        source::<io::Error>(&*fault).is_some_and(|io| io.kind() == io::ErrorKind::TimedOut);
    if timed_out {
        ConnectorError::timeout(fault)
    } else {
        ConnectorError::io(fault)
    }
}

fn source<'a, E: Error + 'static>(fault: &'a (dyn Error + 'static)) -> Option<&'a E> {
    std::iter::successors(Some(fault), |&fault| fault.source()).find_map(<dyn Error>::downcast_ref)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    /// A server that answers each request of a connection with the next of `answers`, and closes it
    /// after the last one; what it counts are connections.
    async fn server(answers: &'static [&'static str]) -> (String, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, answers));
            }
        });
        (url, connections)
    }

    async fn serve(mut stream: TcpStream, answers: &[&str]) {
        let mut read = Vec::new();
        for answer in answers {
            while !read.ends_with(b"ping") {
                if stream.read_buf(&mut read).await.unwrap() == 0 {
                    return;
                }
            }
            let head = String::from_utf8(std::mem::take(&mut read)).unwrap();
            assert!(head.starts_with("POST / HTTP/1.1\r\n"), "{head}");
            assert!(head.to_lowercase().contains("host: 127.0.0.1:"), "{head}");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    }

    const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\npong";
    const CHUNKED: &str =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\npo\r\n2\r\nng\r\n0\r\n\r\n";
    const BROKEN: &str = "HTTP/1.1 500 Broken\r\ncontent-length: 4\r\n\r\npong";

    fn pool() -> Arc<Pool> {
        Arc::new(Pool {
            connector: Connector::new(Duration::from_mins(1)).unwrap(),
            idle: Mutex::default(),
        })
    }

    async fn ping(pool: &Arc<Pool>, url: &str) -> Result<(u16, Vec<u8>), ConnectorError> {
        let mut request = HttpRequest::new(SdkBody::from("ping"));
        request.set_method("POST").unwrap();
        request.set_uri(url).unwrap();
        let answer = Pooled(Arc::clone(pool)).call(request).await?;
        let body = answer.body().bytes().unwrap().to_vec();
        Ok((answer.status().as_u16(), body))
    }

    #[tokio::test]
    async fn a_connection_is_used_again_whatever_the_form_of_its_answers() {
        let (url, connections) = server(&[OK, CHUNKED, OK]).await;
        let pool = pool();
        for _ in 0..3 {
            let (status, body) = ping(&pool, &url).await.unwrap();
            assert_eq!((status, body.as_slice()), (200, &b"pong"[..]));
        }
        assert_eq!(connections.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn what_the_server_closed_meanwhile_costs_a_connection_and_no_fault() {
        let (url, connections) = server(&[OK]).await;
        let pool = pool();
        for _ in 0..20 {
            assert_eq!(ping(&pool, &url).await.unwrap().0, 200);
            // Until the end of the connection is here: the next request must not race it.
            while pool.idle.lock().unwrap().len() == 1 {
                let mut kept = pool.idle.lock().unwrap().pop().unwrap();
                if kept.connection.is_usable().await {
                    pool.idle.lock().unwrap().push(kept);
                    tokio::task::yield_now().await;
                }
            }
        }
        assert_eq!(connections.load(Ordering::SeqCst), 20);
    }

    #[tokio::test]
    async fn calls_at_the_same_time_have_a_connection_each_and_leave_both() {
        let (url, connections) = server(&[OK, OK]).await;
        let pool = pool();
        let (one, other) = tokio::join!(ping(&pool, &url), ping(&pool, &url));
        assert_eq!((one.unwrap().0, other.unwrap().0), (200, 200));
        assert_eq!(connections.load(Ordering::SeqCst), 2);
        assert_eq!(pool.idle.lock().unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_connection_on_which_the_service_failed_is_not_used_again() {
        let (url, connections) = server(&[BROKEN, OK]).await;
        let pool = pool();
        assert_eq!(ping(&pool, &url).await.unwrap().0, 500);
        assert_eq!(ping(&pool, &url).await.unwrap().0, 500);
        assert_eq!(connections.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn nobody_there_and_an_answer_cut_short_may_be_tried_again() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        assert!(ping(&pool(), &url).await.unwrap_err().is_io());

        let (url, _) = server(&["HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\npong"]).await;
        let cut = ping(&pool(), &url).await.unwrap_err();
        assert!(cut.is_io() || cut.as_other().is_some(), "{cut:?}");
    }
}
