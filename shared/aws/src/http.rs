//! The SDK's HTTP client: kept connections of HTTP/1.1 and nothing more.

use std::error::Error;
use std::io;
use std::time::Duration;

use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::ErrorKind;
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use sms_https::{Connector, TrustError};

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
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(Connector::new(connect_limit)?);
        Ok(Self {
            connector: SharedHttpConnector::new(Pool(client)),
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
struct Pool(Client<Connector, SdkBody>);

impl HttpConnector for Pool {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut request = match request.try_into_http1x() {
            Ok(request) => request,
            Err(fault) => {
                return HttpConnectorFuture::ready(Err(ConnectorError::user(fault.into())));
            }
        };
        let captured = capture_connection(&mut request);
        if let Some(capture) = request.extensions().get::<CaptureSmithyConnection>() {
            capture.set_connection_retriever(move || connection(&captured));
        }
        let answering = self.0.request(request);
        HttpConnectorFuture::new(async move {
            let answer = answering.await.map_err(connector_error)?;
            HttpResponse::try_from(answer.map(SdkBody::from_body_1_x))
                .map_err(|fault| ConnectorError::other(fault.into(), None))
        })
    }
}

/// Lets the SDK keep a connection that failed it from being used again.
fn connection(captured: &CaptureConnection) -> Option<ConnectionMetadata> {
    captured.connection_metadata().as_ref()?;
    let captured = captured.clone();
    let metadata = ConnectionMetadata::builder()
        .proxied(false)
        .poison_fn(move || {
            if let Some(connected) = captured.connection_metadata().as_ref() {
                connected.poison();
            }
        })
        .build();
    Some(metadata)
}

/// What the SDK's retries go by: faults of the network and limits of time may pass.
fn connector_error(fault: ClientError) -> ConnectorError {
    let fault: Box<dyn Error + Send + Sync> = fault.into();
    let of_hyper = source::<hyper::Error>(&*fault);
    let of_io = source::<io::Error>(&*fault);
    let is_connect = fault
        .downcast_ref::<ClientError>()
        .is_some_and(ClientError::is_connect);
    if of_io.is_some_and(|io| io.kind() == io::ErrorKind::TimedOut)
        || of_hyper.is_some_and(hyper::Error::is_timeout)
    {
        ConnectorError::timeout(fault)
    } else if of_hyper.is_some_and(hyper::Error::is_user) {
        ConnectorError::user(fault)
    } else if is_connect
        || of_io.is_some()
        || of_hyper.is_some_and(|hyper| hyper.is_closed() || hyper.is_canceled())
    {
        ConnectorError::io(fault)
    } else if of_hyper.is_some_and(hyper::Error::is_incomplete_message) {
        ConnectorError::other(fault, Some(ErrorKind::TransientError))
    } else {
        ConnectorError::other(fault, None)
    }
}

fn source<'a, E: Error + 'static>(fault: &'a (dyn Error + 'static)) -> Option<&'a E> {
    std::iter::successors(Some(fault), |&fault| fault.source()).find_map(<dyn Error>::downcast_ref)
}
