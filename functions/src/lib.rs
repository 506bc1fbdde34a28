//! The Lambda functions: each binary runs one row of the engine's catalogue.

pub mod events;
mod log;

use std::sync::Arc;
use std::time::Duration;

use lambda_http::Body;
use lambda_runtime::{LambdaEvent, service_fn};
use sms_aws::{SqsQueue, Table, connect};
use sms_engine::catalogue::{Function, Handler, QueueName, Trigger, Use};
use sms_engine::ports::clock::SystemClock;
use sms_engine::ports::{Gateways, Lookup, Ports, Queue, Unconnected};
use sms_engine::settings::{Models, Reader, carrier_settings, model_settings};

pub use lambda_runtime::Error;

/// Runs a function that sends nothing itself. Links no carrier client.
pub async fn run(function: &'static Function) -> Result<(), Error> {
    run_connected(function, |_| Some(Gateways::none())).await
}

/// Runs a function that sends.
pub async fn run_with_carrier(function: &'static Function) -> Result<(), Error> {
    run_connected(function, |reader| {
        let settings = carrier_settings(reader)?;
        match sms_gateways::connect(&settings, sms_gateways::Timeouts::default()) {
            Ok(carrier) => Some(Gateways::carrier(carrier)),
            Err(fault) => {
                reader.fault("CARRIER", fault.to_string());
                None
            }
        }
    })
    .await
}

/// Runs a function that asks language models, where there is a key for them.
pub async fn run_with_models(function: &'static Function) -> Result<(), Error> {
    run_connected(function, |reader| {
        // What is wrong with these settings the function itself reports.
        let Ok(Models::On(settings)) = reader.tried(model_settings) else {
            return Some(Gateways::none());
        };
        match sms_gateways::OpenAiCompatible::new(&settings) {
            Ok(models) => Some(Gateways::models(Arc::new(models))),
            Err(fault) => {
                reader.fault("LLM_API_KEY", fault.to_string());
                None
            }
        }
    })
    .await
}

async fn run_connected(
    function: &'static Function,
    gateways: impl FnOnce(&mut Reader<'_>) -> Option<Gateways>,
) -> Result<(), Error> {
    log::start(
        environment("LOG_LEVEL").as_deref(),
        environment("METRICS_NAMESPACE"),
    );
    let mut reader = Reader::new(&environment);
    let uses = |wanted| function.uses.contains(&wanted);
    let table = if uses(Use::Store) {
        reader.required("TABLE_NAME")
    } else {
        None
    };
    let queue_url = |reader: &mut Reader<'_>, queue: QueueName| {
        if uses(Use::Puts(queue)) {
            reader.required(queue.setting())
        } else {
            None
        }
    };
    let work = queue_url(&mut reader, QueueName::Work);
    let send = queue_url(&mut reader, QueueName::Send);
    let gateways = gateways(&mut reader);
    let start = (function.configure)(&mut reader);
    let (start, gateways) = reader.finish(start.zip(gateways)).inspect_err(|faults| {
        tracing::error!(function = function.name, "{faults}");
    })?;

    let config = connect::environment_config().await;
    let table = Table::new(
        connect::store_client(&config),
        table.unwrap_or_default(),
        None,
    );
    let queue = |url: Option<String>| -> Arc<dyn Queue> {
        match url {
            Some(url) => Arc::new(SqsQueue::new(connect::queue_client(&config), url)),
            None => Arc::new(Unconnected),
        }
    };
    let clock = Arc::new(SystemClock);
    let ports = connect::ports(&table, queue(work), queue(send), gateways, clock);
    // `health` may not read rows, and asks the store for nothing else.
    let reads_rows = !function
        .triggers
        .iter()
        .any(|trigger| matches!(trigger, Trigger::Http { method: "GET", .. }));
    if reads_rows && environment("AWS_LAMBDA_INITIALIZATION_TYPE").is_some() {
        warm(&ports).await;
    }
    serve(start(ports)).await
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
            lambda_http::run(service_fn(move |request: lambda_http::Request| {
                let handle = Arc::clone(&handle);
                async move {
                    Ok::<lambda_http::Response<Body>, Error>(events::web(&handle, request).await)
                }
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
        Handler::Schedule(handle) => {
            lambda_runtime::run(service_fn(move |_: LambdaEvent<serde_json::Value>| {
                let handle = Arc::clone(&handle);
                async move { events::schedule(&handle).await }
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
