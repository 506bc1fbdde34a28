//! From an event to the use case and back, written once: what the catalogue lists, and what Lambda
//! and the local runtime call.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use serde_json::Value;
use tracing::{Instrument, error, info_span};

use crate::function::{Consumer, Endpoint, Trigger, Use};
use crate::http::{CronAuth, Fields, Validation, WebError, WebRequest, WebResponse};
use crate::jobs::{Job, JobError, JobStart, run_job};
use crate::ports::Ports;
use crate::queue_item::QueueItem;
use crate::settings::Reader;

/// Makes a configured function's handler, given its ports.
pub type Start = Box<dyn FnOnce(Ports) -> Handler + Send>;
pub type WebHandler = Arc<dyn Fn(WebRequest) -> BoxFuture<'static, WebResponse> + Send + Sync>;
/// Takes the body of one queue message.
pub type QueueHandler =
    Arc<dyn Fn(String) -> BoxFuture<'static, Result<(), ItemError>> + Send + Sync>;
/// Runs a job and gives its report.
pub type JobHandler =
    Arc<dyn Fn(JobStart) -> BoxFuture<'static, Result<Value, JobError>> + Send + Sync>;

/// One function of the engine, as the catalogue lists it.
#[derive(Clone, Copy)]
pub struct Function {
    /// The name of its binary; in `PascalCase`, its logical id in the template.
    pub name: &'static str,
    /// What it does, in half a sentence.
    pub summary: &'static str,
    pub triggers: &'static [Trigger],
    pub uses: &'static [Use],
    /// When a run of it stops by itself, where it is a job: before its timeout in the template.
    pub deadline: Option<Duration>,
    /// Reads what it needs and gives what starts it. `None` if a setting is missing or wrong.
    pub configure: fn(&mut Reader<'_>) -> Option<Start>,
}

impl Function {
    pub fn uses(&self, wanted: Use) -> bool {
        self.uses.contains(&wanted)
    }

    /// Whether it needs a client of the carrier. Known when it is compiled, so that no other
    /// function links one.
    pub const fn reaches_carrier(&self) -> bool {
        let mut uses = self.uses;
        while let Some((first, rest)) = uses.split_first() {
            if matches!(first, Use::Carrier) {
                return true;
            }
            uses = rest;
        }
        false
    }

    /// The same for language models.
    pub const fn reaches_models(&self) -> bool {
        let mut uses = self.uses;
        while let Some((first, rest)) = uses.split_first() {
            if matches!(first, Use::Models) {
                return true;
            }
            uses = rest;
        }
        false
    }

    /// Method and path of each of its routes.
    pub fn routes(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.triggers.iter().filter_map(|trigger| match *trigger {
            Trigger::Http { method, path } => Some((method, path)),
            Trigger::Queue(_) | Trigger::Schedule { .. } => None,
        })
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Function")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What a function does with an event.
#[derive(Clone)]
pub enum Handler {
    Web(WebHandler),
    Queue(QueueHandler),
    /// A job runs by its schedule or by its route.
    Job {
        run: JobHandler,
        web: WebHandler,
    },
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Web(_) => "Web",
            Self::Queue(_) => "Queue",
            Self::Job { .. } => "Job",
        })
    }
}

/// An item failed, and was logged: its queue is to bring it again.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ItemError(pub String);

/// An [`Endpoint`], [`Consumer`] or [`Job`] as the catalogue and the binaries take it. `Kind` says
/// which of the three; the compiler infers it.
pub trait Runs<Kind>: Sized {
    const FUNCTION: Function;
}

/// The catalogue's row of `F`.
pub const fn function<F: Runs<Kind>, Kind>() -> Function {
    F::FUNCTION
}

/// The kinds of functions: a type may be one of them.
pub mod kind {
    #[derive(Debug)]
    pub enum Web {}
    #[derive(Debug)]
    pub enum Queue {}
    #[derive(Debug)]
    pub enum Job {}
}

impl<E: Endpoint> Runs<kind::Web> for E {
    const FUNCTION: Function = Function {
        name: E::NAME,
        summary: E::SUMMARY,
        triggers: E::TRIGGERS,
        uses: E::USES,
        deadline: None,
        configure: |reader| {
            let endpoint = E::configure(reader)?;
            Some(Box::new(|ports| Handler::Web(web(endpoint, ports))))
        },
    };
}

impl<C: Consumer> Runs<kind::Queue> for C {
    const FUNCTION: Function = Function {
        name: C::NAME,
        summary: C::SUMMARY,
        triggers: C::TRIGGERS,
        uses: C::USES,
        deadline: None,
        configure: |reader| {
            let consumer = C::configure(reader)?;
            Some(Box::new(|ports| Handler::Queue(queue(consumer, ports))))
        },
    };
}

impl<J: Job> Runs<kind::Job> for J {
    const FUNCTION: Function = Function {
        name: J::NAME,
        summary: J::SUMMARY,
        triggers: J::TRIGGERS,
        uses: J::USES,
        deadline: Some(J::DEADLINE),
        configure: |reader| {
            let auth = has_route::<J>().then(|| CronAuth::configure(reader));
            let job = Arc::new(J::configure(reader)?);
            let auth = match auth {
                Some(auth) => Some(auth?),
                None => None,
            };
            Some(Box::new(move |ports| Handler::Job {
                run: scheduled(Arc::clone(&job), ports.clone()),
                web: web(JobRoute { job, auth }, ports),
            }))
        },
    };
}

fn has_route<J: Job>() -> bool {
    let is_route = |trigger: &Trigger| matches!(trigger, Trigger::Http { .. });
    J::TRIGGERS.iter().any(is_route)
}

/// What answers a request: an endpoint, or the route of a job.
trait Answers: Send + Sync + 'static {
    fn answer(
        &self,
        ports: &Ports,
        request: &WebRequest,
    ) -> impl Future<Output = Result<WebResponse, WebError>> + Send;
}

impl<E: Endpoint> Answers for E {
    async fn answer(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.handle(ports, request).await
    }
}

struct JobRoute<J> {
    job: Arc<J>,
    /// `None` where the job has no route: nobody gets in.
    auth: Option<CronAuth>,
}

impl<J: Job> Answers for JobRoute<J> {
    async fn answer(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.auth
            .as_ref()
            .ok_or(WebError::NotFound)?
            .admit(request)?;
        let fields = Fields::read(request)?;
        let mut validation = Validation::of(&fields);
        let limit = validation
            .optional(LIMIT)
            .map(|text| match text.trim().parse() {
                Ok(limit) if limit > 0 => Some(limit),
                Ok(_) | Err(_) => None,
            });
        if limit == Some(None) {
            validation.fault(LIMIT, "is not a number of 1 or more");
        }
        let limit = validation.finish(Some(limit.flatten()))?;
        let start = JobStart {
            limit,
            ..JobStart::default()
        };
        let run = run_job(&*self.job, ports, start).await?;
        Ok(WebResponse::ok(
            serde_json::to_value(run).map_err(JobError::from)?,
        ))
    }
}

/// The field of a job's request that asks for fewer items than the job would take.
const LIMIT: &[&str] = &["limit"];

fn web<A: Answers>(answers: A, ports: Ports) -> WebHandler {
    let held = Arc::new((answers, ports));
    Arc::new(move |request| {
        let held = Arc::clone(&held);
        let span = info_span!("request", request_id = %request.request_id, route = %request.path);
        Box::pin(
            async move {
                let (answers, ports) = &*held;
                match answers.answer(ports, &request).await {
                    Ok(response) => response,
                    Err(fault) => fault.into_response(&request.request_id, ports.clock.now()),
                }
            }
            .instrument(span),
        )
    })
}

fn queue<C: Consumer>(consumer: C, ports: Ports) -> QueueHandler {
    let held = Arc::new((consumer, ports));
    Arc::new(move |body| {
        let held = Arc::clone(&held);
        Box::pin(
            async move {
                let (consumer, ports) = &*held;
                take(consumer, ports, &body).await.inspect_err(|fault| {
                    error!(%fault, "a queue item failed; its queue will bring it again");
                })
            }
            .instrument(info_span!("item")),
        )
    })
}

async fn take<C: Consumer>(consumer: &C, ports: &Ports, body: &str) -> Result<(), ItemError> {
    let item = QueueItem::from_body(body).map_err(|fault| ItemError(fault.to_string()))?;
    let item = C::Item::try_from(item).map_err(|fault| ItemError(fault.to_string()))?;
    let done = consumer.handle(ports, item).await;
    done.map_err(|fault| ItemError(fault.to_string()))
}

fn scheduled<J: Job>(job: Arc<J>, ports: Ports) -> JobHandler {
    let held = Arc::new((job, ports));
    Arc::new(move |start| {
        let held = Arc::clone(&held);
        Box::pin(async move {
            let (job, ports) = &*held;
            let done = run_job(&**job, ports, start).await;
            let report = done.and_then(|run| Ok(serde_json::to_value(run)?));
            report.inspect_err(|fault| error!(job = J::NAME, %fault, "a job failed"))
        })
    })
}
