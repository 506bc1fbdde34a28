//! Connections for every HTTP client of the engine: HTTP/1.1, TLS by rustls on ring, and the root
//! certificates inside the binary, so that a start reads no files.

use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use tokio::net::TcpStream;
use tower_service::Service;

/// Why no TLS connection can be made.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    #[error("SSL_CERT_FILE: {} cannot be read: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: String },
    #[error("SSL_CERT_FILE: {} holds no valid certificate", path.display())]
    Empty { path: PathBuf },
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
}

/// An open connection, plain or TLS.
pub type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

/// The error of a connection attempt.
pub type ConnectError = Box<dyn std::error::Error + Send + Sync>;

/// Opens connections to `http` and `https` addresses. Clones share one TLS configuration.
///
/// An attempt that takes longer than its limit (name, TCP and TLS together) ends with an
/// [`io::Error`] of kind [`io::ErrorKind::TimedOut`].
#[derive(Debug, Clone)]
pub struct Connector {
    https: HttpsConnector<HttpConnector>,
    limit: Duration,
}

impl Connector {
    /// Trusts the roots of Mozilla's program or, where `SSL_CERT_FILE` is set, the certificates of
    /// that file instead, as OpenSSL and its users do.
    pub fn new(limit: Duration) -> Result<Self, TrustError> {
        Ok(Self::with(shared_tls()?, limit))
    }

    fn with(tls: ClientConfig, limit: Duration) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        Self { https, limit }
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, ConnectError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (connecting, limit) = (self.https.call(uri), self.limit);
        Box::pin(async move {
            match tokio::time::timeout(limit, connecting).await {
                Ok(connected) => connected,
                Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut).into()),
            }
        })
    }
}

/// One for the process: its clones share their sessions.
fn shared_tls() -> Result<ClientConfig, TrustError> {
    static SHARED: OnceLock<ClientConfig> = OnceLock::new();
    if let Some(shared) = SHARED.get() {
        return Ok(shared.clone());
    }
    let config = tls(own_roots().as_deref())?;
    Ok(SHARED.get_or_init(|| config).clone())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a convention of TLS clients, not a setting of the engine"
)]
fn own_roots() -> Option<PathBuf> {
    std::env::var_os("SSL_CERT_FILE")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

fn tls(own_roots: Option<&Path>) -> Result<ClientConfig, TrustError> {
    let roots = match own_roots {
        Some(path) => roots_of(path)?,
        None => webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

fn roots_of(path: &Path) -> Result<RootCertStore, TrustError> {
    let unreadable = |reason: rustls_pki_types::pem::Error| TrustError::Unreadable {
        path: path.to_path_buf(),
        reason: reason.to_string(),
    };
    let certificates = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable)?;
    let mut roots = RootCertStore::empty();
    // A bundle may hold certificates that are too old to read; the rest of it counts.
    let (added, _ignored) = roots.add_parsable_certificates(certificates);
    if added == 0 {
        return Err(TrustError::Empty {
            path: path.to_path_buf(),
        });
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use rcgen::CertifiedKey;
    use rustls::ServerConfig;
    use rustls_pki_types::PrivateKeyDer;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    use super::*;

    const LIMIT: Duration = Duration::from_mins(1);

    fn file_with(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    /// A server that says `ok` to each connection, and its certificate.
    async fn server() -> (Uri, String) {
        let CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that does not trust it is gone.
                if let Ok(mut stream) = acceptor.accept(stream).await {
                    stream.write_all(b"ok").await.unwrap();
                    stream.shutdown().await.unwrap();
                }
            }
        });
        let uri = format!("https://localhost:{port}/").parse().unwrap();
        (uri, cert.pem())
    }

    #[tokio::test]
    async fn the_file_of_roots_is_trusted_instead_of_the_built_in_ones() {
        let (uri, certificate) = server().await;
        let file = file_with(&certificate);

        let own = tls(Some(file.path())).unwrap();
        let mut stream = Connector::with(own, LIMIT).call(uri.clone()).await.unwrap();
        let MaybeHttpsStream::Https(stream) = &mut stream else {
            unreachable!("it was an https address")
        };
        let mut said = String::new();
        stream.inner_mut().read_to_string(&mut said).await.unwrap();
        assert_eq!(said, "ok");

        let built_in = tls(None).unwrap();
        let refused = Connector::with(built_in, LIMIT)
            .call(uri)
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("UnknownIssuer"), "{refused}");
    }

    #[test]
    fn a_file_of_roots_that_is_no_good_is_an_error() {
        let missing = tls(Some(Path::new("/nonexistent/roots.pem"))).unwrap_err();
        assert!(
            matches!(missing, TrustError::Unreadable { .. }),
            "{missing}"
        );
        for text in ["", "no certificate"] {
            let file = file_with(text);
            let empty = tls(Some(file.path())).unwrap_err();
            assert!(matches!(empty, TrustError::Empty { .. }), "{empty}");
        }
    }

    #[tokio::test]
    async fn an_attempt_ends_at_its_limit_also_in_the_handshake() {
        // Takes connections and says nothing.
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let uri: Uri = format!("https://localhost:{port}/").parse().unwrap();
        let limit = Duration::from_millis(50);
        let ended = Connector::with(tls(None).unwrap(), limit).call(uri).await;
        let fault = ended.unwrap_err();
        let fault: &io::Error = fault.downcast_ref().unwrap();
        assert_eq!(fault.kind(), io::ErrorKind::TimedOut);
    }
}
