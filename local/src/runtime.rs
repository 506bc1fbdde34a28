//! The whole engine in one process: functions, store, queues, ticker and carrier.

mod pollers;
mod web;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sms_aws::SqsQueue;
use sms_engine::carriers::{CARRIERS, CarrierSpec, SIMULATED, carrier_settings};
use sms_engine::catalogue::FUNCTIONS;
use sms_engine::function::{QueueName, Trigger};
use sms_engine::handler::{Function, Handler, JobHandler, QueueHandler, Start};
use sms_engine::jobs::JobStart;
use sms_engine::ports::clock::Clock as _;
use sms_engine::ports::{Gateways, Ports, StoreError};
use sms_engine::settings::{Models, Reader, SettingFault, SettingFaults, model_settings};
use sms_engine::templates::seed_if_empty;
use sms_gateways::{OpenAiCompatible, Timeouts};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::carrier::{SimulatedCarrier, SimulatedOptions};
use crate::clock::{LocalClock, Pace};
use crate::settings::LocalSettings;
use crate::world::{World, WorldError, WorldOptions};
use pollers::poll;
use web::{Route, Site, router};

/// How the engine runs on this machine.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port of the HTTP routes; 0 takes any.
    pub port: u16,
    pub world: WorldOptions,
    pub carrier: &'static CarrierSpec,
    /// Any server that speaks the carrier's API. `None`: the carrier's own, or a simulated one.
    pub carrier_url: Option<String>,
    /// For each call to the carrier, and for each connection to language models.
    pub gateway_timeouts: Timeouts,
    pub pace: Pace,
    pub settings: LocalSettings,
    /// How long the simulated carrier waits before each receipt; `None` sends none.
    pub receipt_delay: Option<Duration>,
    /// Whether queues are polled and scheduled jobs run by themselves. Tests drive both by hand.
    pub runs_by_itself: bool,
}

/// Why the engine does not run.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    #[error(transparent)]
    World(#[from] WorldError),
    #[error(transparent)]
    Settings(#[from] SettingFaults),
    #[error("port {port} cannot be used ({fault}); choose another with --port")]
    Port { port: u16, fault: std::io::Error },
    #[error("the simulated carrier cannot start: {0}")]
    Simulated(std::io::Error),
    #[error("the carrier cannot be connected: {0}")]
    Carrier(String),
    #[error("the language models cannot be connected: {0}")]
    Models(String),
    #[error("the starter templates cannot be stored: {0}")]
    Templates(StoreError),
}

/// The running engine.
#[derive(Debug)]
pub struct LocalEngine {
    pub base_url: String,
    pub world: World,
    pub ports: Ports,
    pub clock: Arc<LocalClock>,
    pub simulated: Option<Arc<SimulatedCarrier>>,
    pub settings: LocalSettings,
    handlers: Vec<(&'static Function, Handler)>,
    alive: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl LocalEngine {
    pub async fn start(options: Options) -> Result<Self, RuntimeError> {
        let at = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let port_fault = |fault| RuntimeError::Port {
            port: options.port,
            fault,
        };
        let listener = TcpListener::bind(at).await.map_err(port_fault)?;
        let address = listener.local_addr().map_err(port_fault)?;
        let base_url = format!("http://{address}");
        let clock = Arc::new(LocalClock::new(options.pace));

        let world = World::open(&options.world).await?;
        let simulated = simulated(&options, &clock).await?;
        let settings = carrier_defaults(&options, simulated.as_deref())
            .or("PUBLIC_BASE_URL", &base_url)
            .with("WORK_QUEUE_URL", &world.work_url)
            .with("SEND_QUEUE_URL", &world.send_url);
        let Configured { starts, gateways } = configure(&settings, options.gateway_timeouts)?;
        let ports = world.ports(gateways, clock.clone());
        if options.runs_by_itself {
            seed_if_empty(&ports)
                .await
                .map_err(RuntimeError::Templates)?;
        }
        let handlers = starts
            .into_iter()
            .map(|(function, start)| (function, start(ports.clone())))
            .collect();

        let (alive, watching) = watch::channel(true);
        let mut engine = Self {
            base_url,
            world,
            ports,
            clock,
            simulated,
            settings,
            handlers,
            alive,
            tasks: JoinSet::new(),
        };
        engine.serve(listener, watching.clone());
        if options.runs_by_itself {
            engine.poll_queues(&watching);
            engine.run_jobs_by_themselves(&watching);
        }
        Ok(engine)
    }

    /// A function's handler.
    pub fn handler(&self, name: &str) -> Option<&Handler> {
        self.handlers
            .iter()
            .find(|(function, _)| function.name == name)
            .map(|(_, handler)| handler)
    }

    /// Stops taking requests and jobs, lets running ones end, and closes the store.
    pub async fn stop(self) {
        let Self {
            world,
            simulated,
            alive,
            mut tasks,
            ..
        } = self;
        // Without a receiver there is nothing to stop.
        let _no_receivers = alive.send(false);
        let ended = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(Duration::from_secs(20), ended)
            .await
            .is_err()
        {
            tracing::warn!("some work did not end in time; it resumes at the next start");
        }
        if let Some(simulated) = simulated {
            simulated.stop().await;
        }
        world.close().await;
    }

    fn serve(&mut self, listener: TcpListener, mut watching: watch::Receiver<bool>) {
        let mut routes = Vec::new();
        for (function, handler) in &self.handlers {
            if let Handler::Web(handle) | Handler::Job { web: handle, .. } = handler {
                routes.extend(function.triggers.iter().map(|trigger| Route {
                    trigger: *trigger,
                    handle: Arc::clone(handle),
                }));
            }
        }
        let site = Site {
            routes: Arc::new(routes),
            tick: self.job("tick"),
            clock: Arc::clone(&self.clock),
            meter: Arc::clone(&self.world.meter),
        };
        self.tasks.spawn(async move {
            let ended = async move {
                // An error means that the sender is gone: the same as the end.
                let _ended = watching.wait_for(|alive| !alive).await;
            };
            if let Err(fault) = axum::serve(listener, router(site))
                .with_graceful_shutdown(ended)
                .await
            {
                tracing::error!(%fault, "the HTTP listener stopped");
            }
        });
    }

    fn poll_queues(&mut self, watching: &watch::Receiver<bool>) {
        let queues: Vec<(SqsQueue, QueueHandler)> = self
            .handlers
            .iter()
            .flat_map(|(function, handler)| function.triggers.iter().map(move |t| (t, handler)))
            .filter_map(|(trigger, handler)| match (trigger, handler) {
                (Trigger::Queue(queue), Handler::Queue(handle)) => {
                    Some((self.queue(*queue), Arc::clone(handle)))
                }
                _ => None,
            })
            .collect();
        for (queue, handle) in queues {
            // Two at a time: one slow carrier call does not hold up the next batch.
            for _ in 0..2 {
                self.tasks
                    .spawn(poll(queue.clone(), Arc::clone(&handle), watching.clone()));
            }
        }
    }

    /// Every scheduled job, each by its own interval.
    fn run_jobs_by_themselves(&mut self, watching: &watch::Receiver<bool>) {
        for (function, handler) in &self.handlers {
            let Handler::Job { run, .. } = handler else {
                continue;
            };
            for trigger in function.triggers {
                if let Trigger::Schedule { minutes } = *trigger {
                    self.tasks.spawn(keep_running(
                        Arc::clone(run),
                        minutes,
                        Arc::clone(&self.clock),
                        watching.clone(),
                    ));
                }
            }
        }
    }

    /// A job's handler.
    fn job(&self, name: &str) -> Option<JobHandler> {
        match self.handler(name)? {
            Handler::Job { run, .. } => Some(Arc::clone(run)),
            Handler::Web(_) | Handler::Queue(_) => None,
        }
    }

    fn queue(&self, queue: QueueName) -> SqsQueue {
        match queue {
            QueueName::Work => self.world.work.clone(),
            QueueName::Send => self.world.send.clone(),
        }
    }
}

/// Runs a job every `minutes` until the engine stops.
async fn keep_running(
    run: JobHandler,
    minutes: u32,
    clock: Arc<LocalClock>,
    mut watching: watch::Receiver<bool>,
) {
    // After a start the queues are empty: whatever is due is late already.
    let mut start = JobStart {
        after_restart: true,
        ..JobStart::default()
    };
    let mut last = None;
    loop {
        let now = clock.now();
        // A failed run has logged why, and comes again.
        if is_due(minutes, last, now) && run(start).await.is_ok() {
            start = JobStart::default();
            last = Some(now);
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            _ = watching.wait_for(|alive| !alive) => return,
        }
    }
}

/// A job of each minute, the finest that `EventBridge` has, is always due: here it runs each second. The
/// others go by the engine's clock, which may be faster than the wall's.
fn is_due(minutes: u32, last: Option<Timestamp>, now: Timestamp) -> bool {
    let interval = SignedDuration::from_mins(minutes.into());
    minutes <= 1 || last.is_none_or(|last| now.duration_since(last) >= interval)
}

async fn simulated(
    options: &Options,
    clock: &Arc<LocalClock>,
) -> Result<Option<Arc<SimulatedCarrier>>, RuntimeError> {
    if options.carrier.name != SIMULATED.name || options.carrier_url.is_some() {
        return Ok(None);
    }
    let simulated_options = SimulatedOptions {
        receipts: options.receipt_delay.is_some(),
        receipt_delay: options.receipt_delay.unwrap_or_default(),
        clock: clock.clone(),
        ..SimulatedOptions::default()
    };
    let carrier = SimulatedCarrier::start(0, simulated_options)
        .await
        .map_err(RuntimeError::Simulated)?;
    Ok(Some(Arc::new(carrier)))
}

fn carrier_defaults(options: &Options, simulated: Option<&SimulatedCarrier>) -> LocalSettings {
    let mut settings = options
        .settings
        .clone()
        .with("CARRIER", options.carrier.name);
    if let Some(simulated) = simulated {
        settings = settings.with("SIMULATED_API_URL", simulated.api_url());
    }
    if let Some(url) = &options.carrier_url {
        // A server on this machine is no carrier: it takes any account.
        let takes_any_account = url.contains("//127.0.0.1") || url.contains("//localhost");
        for carrier in CARRIERS {
            settings = settings.with(carrier.url_setting, url);
            for name in carrier.account_settings {
                if takes_any_account {
                    settings = settings.or(name, "local");
                }
            }
        }
    }
    settings
}

/// Every function of the catalogue configured, and the carrier connected, or all that is wrong with
/// any of them.
fn configure(settings: &LocalSettings, timeouts: Timeouts) -> Result<Configured, RuntimeError> {
    let lookup = |name: &str| settings.get(name);
    let mut faults: Vec<SettingFault> = Vec::new();
    let mut starts = Vec::new();
    for function in FUNCTIONS {
        let mut reader = Reader::new(&lookup);
        let start = (function.configure)(&mut reader);
        match reader.finish(start) {
            Ok(start) => starts.push((function, start)),
            Err(SettingFaults(found)) => faults.extend(found),
        }
    }
    let mut reader = Reader::new(&lookup);
    // The responder reported what is wrong with the models' settings.
    let models = reader.tried(model_settings);
    let carrier = carrier_settings(&mut reader);
    let carrier = reader
        .finish(carrier)
        .map_err(|SettingFaults(found)| faults.extend(found));
    faults.sort_by_key(|fault| fault.name);
    faults.dedup();
    let Ok(carrier) = carrier.and_then(|carrier| {
        if faults.is_empty() {
            Ok(carrier)
        } else {
            Err(())
        }
    }) else {
        return Err(SettingFaults(faults).into());
    };
    let carrier = sms_gateways::connect(&carrier, timeouts)
        .map_err(|fault| RuntimeError::Carrier(fault.to_string()))?;
    let mut gateways = Gateways::carrier(carrier);
    if let Ok(Models::On(settings)) = models {
        let models = OpenAiCompatible::new(&settings, timeouts.connect)
            .map_err(|fault| RuntimeError::Models(fault.to_string()))?;
        gateways.models = Arc::new(models);
    }
    Ok(Configured { starts, gateways })
}

struct Configured {
    starts: Vec<(&'static Function, Start)>,
    gateways: Gateways,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scheduled_job_is_due_by_its_own_interval() {
        let at = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute);
        for minutes in [1, 60] {
            assert!(is_due(minutes, None, at(0)), "at the start");
        }
        for (minutes, passed, due) in [
            (1, 0, true),
            (5, 4, false),
            (5, 5, true),
            (60, 5, false),
            (60, 60, true),
            (60, 600, true),
        ] {
            assert_eq!(
                is_due(minutes, Some(at(0)), at(passed)),
                due,
                "each {minutes} minutes, after {passed}"
            );
        }
    }
}
