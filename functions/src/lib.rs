//! The Lambda functions: each binary runs one row of the engine's catalogue.

pub mod events;
mod log;

use std::sync::Arc;
use std::time::Duration;

use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::Value;
use sms_aws::{SqsQueue, Table, connect};
use sms_engine::carriers::carrier_settings;
use sms_engine::function::{QueueName, Use};
use sms_engine::handler::{Handler, Runs};
use sms_engine::models::LanguageModels;
use sms_engine::ports::clock::SystemClock;
use sms_engine::ports::{Carrier, Gateways, Lookup, Ports, Queue, Unconnected};
use sms_engine::settings::{ModelSettings, Models, Reader, model_settings};

pub use lambda_runtime::Error;

/// A call makes and drops some thousands of small things: a quarter of its instructions with the
/// allocator of the C library.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Settings that a deployed function reads beside those of its use case and of what it uses.
pub const SETTINGS: &[&str] = &[LOG_LEVEL, METRICS_NAMESPACE];

const LOG_LEVEL: &str = "LOG_LEVEL";
const METRICS_NAMESPACE: &str = "METRICS_NAMESPACE";

/// Runs `F`. Links the client of the carrier or of language models only where `F` uses it.
pub async fn run<F: Runs<Kind>, Kind>() -> Result<(), Error> {
    let function = const { F::FUNCTION };
    log::start(
        environment(LOG_LEVEL).as_deref(),
        environment(METRICS_NAMESPACE),
    );
    let mut reader = Reader::new(&environment);
    let table = if function.uses(Use::Store) || function.uses(Use::StoreStatus) {
        reader.required("TABLE_NAME")
    } else {
        None
    };
    let queue_url = |reader: &mut Reader<'_>, queue: QueueName| {
        if function.uses(Use::Puts(queue)) || function.uses(Use::QueueStatus(queue)) {
            reader.required(queue.setting())
        } else {
            None
        }
    };
    let work = queue_url(&mut reader, QueueName::Work);
    let send = queue_url(&mut reader, QueueName::Send);
    let gateways = gateways::<F, Kind>(&mut reader);
    let start = (function.configure)(&mut reader);
    let (start, gateways) = reader.finish(start.zip(gateways)).inspect_err(|faults| {
        tracing::error!(function = function.name, "{faults}");
    })?;

    let config = connect::environment_config(environment).inspect_err(|fault| {
        tracing::error!(function = function.name, "{fault}");
    })?;
    let table = Table::new(&config, table.unwrap_or_default(), None);
    let queue = |url: Option<String>| -> Arc<dyn Queue> {
        match url {
            Some(url) => Arc::new(SqsQueue::new(&config, url)),
            None => Arc::new(Unconnected),
        }
    };
    let clock = Arc::new(SystemClock);
    let ports = connect::ports(&table, queue(work), queue(send), gateways, clock);
    if function.uses(Use::Store) && environment("AWS_LAMBDA_INITIALIZATION_TYPE").is_some() {
        warm(&ports).await;
    }
    serve(start(ports)).await
}

/// What `F` reaches beyond the account. Each branch is decided when `F` is compiled, so that the
/// other functions do not link its client.
fn gateways<F: Runs<Kind>, Kind>(reader: &mut Reader<'_>) -> Option<Gateways> {
    let mut gateways = Gateways::none();
    if const { F::FUNCTION.reaches_carrier() } {
        gateways.carrier = carrier(reader)?;
    }
    if const { F::FUNCTION.reaches_models() } {
        // What is wrong with these settings the function itself reports.
        if let Ok(Models::On(settings)) = reader.tried(model_settings) {
            gateways.models = models(reader, &settings)?;
        }
    }
    Some(gateways)
}

fn carrier(reader: &mut Reader<'_>) -> Option<Arc<dyn Carrier>> {
    let settings = carrier_settings(reader)?;
    sms_gateways::connect(&settings, sms_gateways::Timeouts::default())
        .map_err(|fault| reader.fault("CARRIER", fault.to_string()))
        .ok()
}

fn models(reader: &mut Reader<'_>, settings: &ModelSettings) -> Option<Arc<dyn LanguageModels>> {
    match sms_gateways::OpenAiCompatible::new(settings, sms_gateways::Timeouts::default().connect) {
        Ok(models) => Some(Arc::new(models)),
        Err(fault) => {
            reader.fault("LLM_API_KEY", fault.to_string());
            None
        }
    }
}

/// Opens the connection to the store while the start is not yet anybody's wait: the first TLS
/// handshake of a cold function costs more than all the rest. A failure shows at the first use.
async fn warm(ports: &Ports) {
    let Ok(sid) = "warm".parse() else { return };
    let asked = Lookup {
        sid: Some(&sid),
        ..Lookup::default()
    };
    if tokio::time::timeout(Duration::from_secs(2), ports.messages.look_up(asked))
        .await
        .is_err()
    {
        tracing::warn!("the store did not answer while starting");
    }
}

async fn serve(handler: Handler) -> Result<(), Error> {
    match handler {
        Handler::Web(handle) => {
            lambda_runtime::run(service_fn(move |event: LambdaEvent<_>| {
                let handle = Arc::clone(&handle);
                async move { events::web(&handle, event.payload).await }
            }))
            .await
        }
        Handler::Queue(handle) => {
            lambda_runtime::run(service_fn(move |event: LambdaEvent<_>| {
                let handle = Arc::clone(&handle);
                async move { Ok::<_, Error>(events::queue(&handle, event.payload).await) }
            }))
            .await
        }
        job @ Handler::Job { .. } => {
            lambda_runtime::run(service_fn(move |event: LambdaEvent<Value>| {
                let job = job.clone();
                async move { events::answer(&job, event.payload).await }
            }))
            .await
        }
    }
}

/// The one place that reads the environment of a deployed function.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the environment's one home"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
