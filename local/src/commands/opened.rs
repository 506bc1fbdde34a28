//! The store that a command works on: of a deployed stack, of a running engine, or the file.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use sms_aws::{Table, connect};
use sms_engine::ports::clock::SystemClock;
use sms_engine::ports::{Gateways, Ports, Queue, Unconnected};

use super::AnyError;
use crate::cli::ServeArgs;
use crate::runtime::{LocalEngine, Options};
use crate::settings::LocalSettings;

/// A deployed table, or the local store, running or not.
pub(super) enum Opened {
    Deployed(Box<Ports>),
    Local(Box<LocalEngine>),
}

impl Opened {
    pub(super) async fn of(
        serve: &ServeArgs,
        settings: LocalSettings,
        table: Option<String>,
    ) -> Result<Self, AnyError> {
        if let Some(table) = table {
            let config = connect::profile_config().await?;
            let table = Table::new(&config, table, None);
            // A settled send that is due is requeued by the deployed tick.
            let queue: Arc<dyn Queue> = Arc::new(Unconnected);
            let (gateways, clock) = (Gateways::none(), Arc::new(SystemClock));
            let ports = connect::ports(&table, Arc::clone(&queue), queue, gateways, clock);
            return Ok(Self::Deployed(Box::new(ports)));
        }
        let options = beside_running(serve, settings).await;
        Ok(Self::Local(Box::new(LocalEngine::start(options).await?)))
    }

    pub(super) fn ports(&self) -> &Ports {
        match self {
            Self::Deployed(ports) => ports,
            Self::Local(engine) => &engine.ports,
        }
    }

    pub(super) async fn close(self) {
        if let Self::Local(engine) = self {
            engine.stop().await;
        }
    }
}

/// Options of an engine that does nothing by itself. If one runs on the ports of `serve`, it works on
/// that one's store and queues; else on the file.
pub(super) async fn beside_running(serve: &ServeArgs, settings: LocalSettings) -> Options {
    let mut options = serve.options(settings, false);
    options.port = 0;
    for (port, url, own) in [
        (
            serve.store_port,
            &mut options.world.store_url,
            &mut options.world.store_port,
        ),
        (
            serve.queue_port,
            &mut options.world.queue_url,
            &mut options.world.queue_port,
        ),
    ] {
        *own = 0;
        if url.is_none() && is_served(port).await {
            *url = Some(format!("http://127.0.0.1:{port}"));
        }
    }
    options
}

async fn is_served(port: u16) -> bool {
    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let connected = tokio::net::TcpStream::connect(at);
    tokio::time::timeout(Duration::from_secs(1), connected)
        .await
        .is_ok_and(|tcp| tcp.is_ok())
}
