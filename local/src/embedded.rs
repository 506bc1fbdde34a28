//! The store and the queues that run inside the local process, on loopback only.

pub mod queues;
pub mod store;
mod tokens;

use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long `stop` waits for requests that are still running.
const STOP_PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    #[error("port {port} on 127.0.0.1 is already taken: free it, or choose another with {flag}")]
    PortTaken { port: u16, flag: &'static str },
    #[error("cannot listen on 127.0.0.1:{port} (change it with {flag})")]
    CannotListen {
        port: u16,
        flag: &'static str,
        source: io::Error,
    },
    #[error("cannot open the store file {}: {reason}", path.display())]
    CannotOpen { path: PathBuf, reason: String },
    #[error("embedded store: {0}")]
    Internal(String),
}

/// Binds loopback; port 0 takes any free one. Returns the listener and its base URL.
async fn listen(port: u16, flag: &'static str) -> Result<(TcpListener, String), EmbeddedError> {
    let refused = |source: io::Error| {
        if source.kind() == io::ErrorKind::AddrInUse {
            EmbeddedError::PortTaken { port, flag }
        } else {
            EmbeddedError::CannotListen { port, flag, source }
        }
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    Ok((listener, format!("http://{address}")))
}

/// One listener and its serving task. Dropping it stops the server without waiting.
#[derive(Debug)]
struct Server {
    url: String,
    alive: watch::Sender<()>,
    task: JoinHandle<()>,
}

impl Server {
    async fn stop(mut self) {
        drop(self.alive);
        if tokio::time::timeout(STOP_PATIENCE, &mut self.task)
            .await
            .is_err()
        {
            tracing::warn!(url = %self.url, "stopped with requests still running");
            self.task.abort();
        }
    }
}

/// Resolves when the server's owner stops or drops it.
async fn stopped(mut alive: watch::Receiver<()>) {
    // Nothing is ever sent: the only change is the sender going away.
    while alive.changed().await.is_ok() {}
}
