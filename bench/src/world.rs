//! The second process: store, queues and carrier, and a few routes for the first process.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use clap::Args;
use dynoxide::Database;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sms_local::carrier::{SimulatedCarrier, SimulatedOptions};
use sms_local::embedded::queues::EmbeddedQueues;
use sms_local::embedded::store::EmbeddedStore;
use tokio::net::TcpListener;

use crate::child::Running;
use crate::meter::{self, Tally};
use crate::preload::preload;
use crate::{AnyError, say};

/// The table of the engine where nobody names another.
const TABLE: &str = "sms-engine";

#[derive(Debug, Args)]
pub(crate) struct WorldArgs {
    /// Keep the store in this file, as `cargo run` does, instead of in memory
    #[arg(long)]
    store_file: Option<PathBuf>,
}

/// Where everything of the world is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Places {
    pub(crate) control: String,
    pub(crate) store: String,
    pub(crate) queues: String,
    pub(crate) metered_store: String,
    pub(crate) metered_queues: String,
    /// Takes texts and never reports.
    pub(crate) silent_carrier: String,
    /// Posts `sent` and `delivered` for each text.
    pub(crate) reporting_carrier: String,
}

#[derive(Clone)]
struct Controlled {
    store: Database,
    tally: Arc<Mutex<Tally>>,
    carriers: Arc<Vec<SimulatedCarrier>>,
}

/// Runs until standard input ends.
pub(crate) async fn run(args: WorldArgs) -> Result<(), AnyError> {
    let store = EmbeddedStore::start(args.store_file.as_deref(), 0).await?;
    let queues = EmbeddedQueues::start(0).await?;
    let mut carriers = Vec::new();
    for receipts in [false, true] {
        let options = SimulatedOptions {
            receipts,
            receipt_delay: Duration::from_millis(100),
            ..SimulatedOptions::default()
        };
        carriers.push(SimulatedCarrier::start(0, options).await?);
    }
    let mut urls = carriers.iter().map(SimulatedCarrier::api_url);
    let tally = Arc::default();
    let (listener, control) = listen().await?;
    let places = Places {
        control,
        metered_store: meter::serve(store.url(), Arc::clone(&tally)).await?,
        metered_queues: meter::serve(queues.url(), Arc::clone(&tally)).await?,
        store: store.url().to_owned(),
        queues: queues.url().to_owned(),
        silent_carrier: urls.next().unwrap_or_default(),
        reporting_carrier: urls.next().unwrap_or_default(),
    };
    let controlled = Controlled {
        store: store.database().clone(),
        tally,
        carriers: Arc::new(carriers),
    };
    let app = Router::new()
        .route("/tally", get(show_tally))
        .route("/carrier", get(show_carrier))
        .route("/preload", post(run_preload))
        .with_state(controlled);
    tokio::spawn(async move { axum::serve(listener, app).await });
    say(&format!("{}\n", serde_json::to_string(&places)?))?;
    tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()))
        .await??;
    queues.stop().await;
    store.stop().await;
    Ok(())
}

async fn listen() -> Result<(TcpListener, String), AnyError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    Ok((listener, url))
}

async fn show_tally(State(world): State<Controlled>) -> Json<Tally> {
    let tally = world.tally.lock().unwrap_or_else(PoisonError::into_inner);
    Json(tally.clone())
}

/// Requests that the carriers got, both together.
async fn show_carrier(State(world): State<Controlled>) -> Json<u64> {
    Json(world.carriers.iter().map(SimulatedCarrier::requests).sum())
}

#[derive(Deserialize)]
struct Preloading {
    phone: String,
    messages: usize,
}

async fn run_preload(
    State(world): State<Controlled>,
    Query(asked): Query<Preloading>,
) -> (StatusCode, Json<Value>) {
    let loading = tokio::task::spawn_blocking(move || {
        preload(
            &world.store,
            TABLE,
            &format!("+{}", asked.phone),
            asked.messages,
        )
    });
    match loading.await {
        Ok(Ok(loaded)) => {
            let seconds = loaded.took.as_secs_f64();
            let loaded =
                json!({"messages": loaded.messages, "rows": loaded.rows, "seconds": seconds});
            (StatusCode::OK, Json(loaded))
        }
        Ok(Err(fault)) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            Json(json!(fault.to_string())),
        ),
        Err(fault) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            Json(json!(fault.to_string())),
        ),
    }
}

/// The second process as the first one sees it.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) places: Places,
    process: Running,
    client: reqwest::Client,
}

impl World {
    pub(crate) fn start(store_file: Option<&PathBuf>) -> Result<Self, AnyError> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("world");
        if let Some(file) = store_file {
            command.arg("--store-file").arg(file);
        }
        let mut process = Running::start(&mut command)?;
        let places = serde_json::from_str(&process.line()?)?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self {
            places,
            process,
            client,
        })
    }

    pub(crate) fn cpu(&self) -> Result<Duration, AnyError> {
        self.process.cpu()
    }

    pub(crate) async fn tally(&self) -> Result<Tally, AnyError> {
        let url = format!("{}/tally", self.places.control);
        Ok(self.client.get(url).send().await?.json().await?)
    }

    pub(crate) async fn carrier_requests(&self) -> Result<u64, AnyError> {
        let url = format!("{}/carrier", self.places.control);
        Ok(self.client.get(url).send().await?.json().await?)
    }

    pub(crate) async fn preload(&self, phone: &str, messages: u32) -> Result<Value, AnyError> {
        let digits = phone.trim_start_matches('+');
        let url = format!(
            "{}/preload?phone={digits}&messages={messages}",
            self.places.control
        );
        let answer = self.client.post(url).send().await?;
        let status = answer.status();
        let said: Value = answer.json().await?;
        if status == StatusCode::OK {
            Ok(said)
        } else {
            Err(format!("the store was not filled: {said}").into())
        }
    }
}

/// The engine's process.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) url: String,
    pub(crate) process: Running,
    // Its working directory: no `.env` of this one's counts.
    _folder: tempfile::TempDir,
}

/// How the engine's process is started.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// Its queues are not polled and no tick runs.
    pub(crate) webhooks_only: bool,
    /// It reaches store and queues through the proxies that count.
    pub(crate) metered: bool,
    /// Its carrier posts receipts.
    pub(crate) reporting: bool,
}

impl Engine {
    /// Starts the engine `binary` on the world at `places`.
    pub(crate) fn start(
        binary: &Path,
        places: &Places,
        token: &str,
        manner: Manner,
    ) -> Result<Self, AnyError> {
        let (store, queues) = if manner.metered {
            (&places.metered_store, &places.metered_queues)
        } else {
            (&places.store, &places.queues)
        };
        let carrier = if manner.reporting {
            &places.reporting_carrier
        } else {
            &places.silent_carrier
        };
        let folder = tempfile::tempdir()?;
        let mut command = Command::new(binary);
        command
            .args(["--quiet", "--port", "0", "--data-dir", ":memory:"])
            .args(["--store-url", store, "--queue-url", queues])
            .args(["--carrier", "simulated", "--carrier-url", carrier])
            .current_dir(folder.path());
        if manner.webhooks_only {
            command.arg("--webhooks-only");
        }
        // The environment is emptied first.
        let mut process = Running::start(command.env_clear().env("WEBHOOK_TOKEN", token))?;
        let line = process.line()?;
        let url = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .ok_or_else(|| format!("the engine prints no URL: {line}"))?
            .to_owned();
        Ok(Self {
            url,
            process,
            _folder: folder,
        })
    }
}
