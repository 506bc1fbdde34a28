//! A DynamoDB-compatible store in this process: one `SQLite` file, or memory.

use std::fmt;
use std::net::Ipv4Addr;
use std::path::Path;

use dynoxide::{Database, server};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{EmbeddedError, Server, listen, stopped, tokens};

const PORT_FLAG: &str = "--store-port";

/// Creates no table: its owner does, as on AWS. Any signature is accepted, but there must be one.
pub struct EmbeddedStore {
    database: Database,
    server: Server,
}

impl EmbeddedStore {
    /// Opens `file`, creating it and its folder, or memory, and serves it on `127.0.0.1:port`
    /// (0 = any free port) on the current runtime.
    pub async fn start(file: Option<&Path>, port: u16) -> Result<Self, EmbeddedError> {
        // The port first: a second process must fail before it touches the file.
        let (listener, url) = listen(port, PORT_FLAG).await?;
        let database = match file {
            Some(path) => open(path)?,
            None => Database::memory().map_err(internal)?,
        };
        let behind = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(internal)?;
        let address = behind.local_addr().map_err(internal)?;
        let (alive, watching) = watch::channel(());
        let serving = database.clone();
        let task = tokio::spawn(async move {
            // Ends after its front, which may still wait for answers.
            let (front_alive, watching_front) = watch::channel(());
            let behind = tokio::spawn(async move {
                let stop = stopped(watching_front);
                if let Err(reason) = server::serve_with_shutdown(behind, serving, stop).await {
                    tracing::error!(%reason, "the embedded store stopped serving");
                }
            });
            tokens::serve(listener, address, watching).await;
            drop(front_alive);
            if let Err(reason) = behind.await {
                tracing::error!(%reason, "the embedded store broke");
            }
        });
        Ok(Self {
            database,
            server: Server { url, alive, task },
        })
    }

    /// `http://127.0.0.1:PORT`, for the SDK's `endpoint_url`.
    pub fn url(&self) -> &str {
        &self.server.url
    }

    /// The store itself, to fill or read it without requests.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Lets running requests finish, for at most two seconds, and closes the file.
    pub async fn stop(self) {
        drop(self.database);
        self.server.stop().await;
    }
}

impl fmt::Debug for EmbeddedStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedStore")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

fn open(path: &Path) -> Result<Database, EmbeddedError> {
    let refused = |reason: String| EmbeddedError::CannotOpen {
        path: path.to_path_buf(),
        reason,
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| refused(error.to_string()))?;
    }
    let name = path
        .to_str()
        .ok_or_else(|| refused("the path is not UTF-8".to_owned()))?;
    let database = Database::new(name).map_err(|error| refused(error.to_string()))?;
    // For its `synchronous = NORMAL`: no fsync at each commit. The end of this process loses
    // nothing; a power cut may lose the last writes.
    database
        .disable_bulk_loading()
        .map_err(|error| refused(error.to_string()))?;
    Ok(database)
}

fn internal(error: impl fmt::Display) -> EmbeddedError {
    EmbeddedError::Internal(error.to_string())
}
