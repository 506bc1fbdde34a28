//! Whether the engine can work: `GET /ping` and `GET /health`.

use http::StatusCode;
use serde_json::{Value, json};

use crate::carriers::carrier_settings;
use crate::function::{Endpoint, QueueName, Trigger, Use, get};
use crate::http::{WebError, WebRequest, WebResponse};
use crate::ports::Ports;
use crate::settings::{Reader, SettingFaults};

/// `/ping` says that the function runs; `/health` asks store, queues and the carrier's settings,
/// and is 503 with the reasons if any of them will not do.
#[derive(Debug)]
pub struct Health {
    carrier: Result<(), SettingFaults>,
}

impl Endpoint for Health {
    const NAME: &'static str = "health";
    const SUMMARY: &'static str = "Answers whether the engine runs, and whether it can work";
    const TRIGGERS: &'static [Trigger] = &[get("/ping"), get("/health")];
    const USES: &'static [Use] = &[
        Use::StoreStatus,
        Use::QueueStatus(QueueName::Work),
        Use::QueueStatus(QueueName::Send),
    ];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        // What is wrong with the carrier's settings is what this function answers: no reason to stop.
        let carrier = reader.tried(carrier_settings).map(drop);
        Some(Self { carrier })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        match request.path.trim_end_matches('/') {
            "/ping" => Ok(WebResponse::ok(json!({"status": "ok"}))),
            "/health" => {
                let (store, work, send) = futures::join!(
                    ports.audit.check(),
                    ports.thread_queue.check(),
                    ports.send_queue.check()
                );
                let checks = [
                    ("store", store.map_err(|fault| in_short(&fault))),
                    ("work_queue", work.map_err(|fault| in_short(&fault))),
                    ("send_queue", send.map_err(|fault| in_short(&fault))),
                    (
                        "carrier",
                        self.carrier.clone().map_err(|fault| fault.to_string()),
                    ),
                ];
                let able = checks.iter().all(|(_, check)| check.is_ok());
                let checks: serde_json::Map<String, Value> = checks
                    .into_iter()
                    .map(|(name, check)| {
                        let said = check.map_or_else(|fault| fault, |()| "ok".to_owned());
                        (name.to_owned(), Value::String(said))
                    })
                    .collect();
                let status = if able {
                    StatusCode::OK
                } else {
                    StatusCode::SERVICE_UNAVAILABLE
                };
                let said = json!({"status": if able { "ok" } else { "unable" }, "checks": checks});
                Ok(WebResponse::json(status, said))
            }
            _ => Err(WebError::NotFound),
        }
    }
}

/// Anybody may ask `/health`: the cause, which names accounts and endpoints, is for the log alone.
fn in_short(fault: &impl std::error::Error) -> String {
    tracing::error!(%fault, "not able to work");
    let fault = fault.to_string();
    fault.split(':').next().unwrap_or_default().to_owned()
}
