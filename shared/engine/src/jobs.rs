//! What a scheduler starts: one trait for all jobs, and one function that owns limit, lease, deadline,
//! cursor, span and report.

use std::fmt::Debug;
use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sms_domain::time::after;
use tracing::{Instrument, error, info, info_span, warn};

use crate::function::{Trigger, Use};
use crate::http::WebError;
use crate::ports::clock::random_bits;
use crate::ports::{JobLease, JobLeased, Ports, QueueError, StoreError};
use crate::settings::Reader;

/// What a lease outlasts its run's deadline by: the end of the last step, and the release.
const LEASE_MARGIN: Duration = Duration::from_secs(10);

/// A job: work that a schedule starts, or `POST /jobs/<name>` with the cron token, or both. Its
/// fields are its configuration. Each step has to be safe to repeat: a run that stops in the middle
/// is made up for by the next one.
pub trait Job: Sized + Send + Sync + 'static {
    const NAME: &'static str;
    const SUMMARY: &'static str;
    const TRIGGERS: &'static [Trigger];
    const USES: &'static [Use];
    /// The most items of one run.
    const MAX_ITEMS: usize;
    /// How long a run may go on to its next step. The function's timeout in the template is longer.
    const DEADLINE: Duration;
    /// Whether a run takes the job's lease, so that no other runs meanwhile. A job whose steps are
    /// all conditional writes needs none, and then leaves no cursor.
    const IS_EXCLUSIVE: bool = true;

    /// What one run did.
    type Report: Debug + Default + PartialEq + Serialize + Send;
    /// Where a run that stopped is to go on.
    type Cursor: Debug + Serialize + DeserializeOwned + Send + Sync;

    /// `None` if a setting is missing or wrong: the reader knows which.
    fn configure(reader: &mut Reader<'_>) -> Option<Self>;

    /// Does the next part of the work, from the beginning or from `batch.cursor`, and adds to the
    /// report what it did.
    fn step(
        &self,
        ports: &Ports,
        batch: &Batch<'_, Self::Cursor>,
        report: &mut Self::Report,
    ) -> impl Future<Output = Result<Step<Self::Cursor>, JobError>> + Send;

    /// Logs what a run did, if it did anything.
    fn log(report: &Self::Report) {
        info!(job = Self::NAME, ?report, "a job ran");
    }
}

/// What a step is given.
#[derive(Debug)]
pub struct Batch<'a, C> {
    pub cursor: Option<&'a C>,
    /// The most items that this step may take.
    pub room: usize,
    pub after_restart: bool,
}

/// How a step ended.
#[derive(Debug)]
pub enum Step<C> {
    /// Nothing is left.
    Done,
    /// It took so many items, and the next step goes on at `cursor`.
    More { items: usize, cursor: C },
}

/// How a run was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobStart {
    /// Fewer items than the job would take.
    pub limit: Option<usize>,
    /// The process has just started and its queues are empty (the local runtime alone).
    pub after_restart: bool,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// Nothing is left to do.
    Done,
    /// At its limit of items: the next run goes on.
    Limit,
    /// At its deadline: the next run goes on.
    Deadline,
    /// Another run holds the lease: this one did nothing.
    AlreadyRunning,
}

impl JobStatus {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes fields by reference"
    )]
    fn is_done(&self) -> bool {
        *self == Self::Done
    }
}

/// A run and what it did: the fields of the job's report, and `status` where something is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JobRun<R> {
    #[serde(skip_serializing_if = "JobStatus::is_done")]
    pub status: JobStatus,
    #[serde(flatten)]
    pub report: R,
}

/// Why a run failed. What its steps did before stays done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Queue(#[from] QueueError),
    #[error("the report cannot be written: {0}")]
    Report(#[from] serde_json::Error),
}

impl From<JobError> for WebError {
    fn from(fault: JobError) -> Self {
        match fault {
            JobError::Store(fault) => Self::Store(fault),
            JobError::Queue(fault) => Self::Queue(fault),
            JobError::Report(fault) => Self::Store(StoreError::Corrupt(fault.to_string())),
        }
    }
}

/// Runs `job` once: under its lease where it is exclusive, from where the last run stopped, up to
/// its limit or its deadline.
pub async fn run_job<J: Job>(
    job: &J,
    ports: &Ports,
    start: JobStart,
) -> Result<JobRun<J::Report>, JobError> {
    run(job, ports, start)
        .instrument(info_span!("job", job = J::NAME))
        .await
}

async fn run<J: Job>(
    job: &J,
    ports: &Ports,
    start: JobStart,
) -> Result<JobRun<J::Report>, JobError> {
    let begun = ports.clock.now();
    let deadline = after(begun, J::DEADLINE);
    let mut work = Work {
        start,
        deadline,
        cursor: None,
        report: J::Report::default(),
    };
    if !J::IS_EXCLUSIVE {
        let status = work.go_on(job, ports).await?;
        return Ok(work.end::<J>(status));
    }
    let lease = JobLease {
        job: J::NAME,
        id: format!("{:032x}", random_bits(begun)),
        until: after(deadline, LEASE_MARGIN),
    };
    match ports.jobs.lease(&lease, begun).await? {
        JobLeased::Held => {
            warn!("another run of the job holds its lease");
            return Ok(work.end::<J>(JobStatus::AlreadyRunning));
        }
        JobLeased::Taken { cursor } => work.cursor = cursor.and_then(|text| read_cursor(&text)),
    }
    let worked = work.go_on(job, ports).await;
    // Also after a failed step: the next run goes on before it, and need not wait for the lease.
    let cursor = work
        .cursor
        .as_ref()
        .map(serde_json::to_string)
        .transpose()?;
    match ports.jobs.release(&lease, cursor.as_deref()).await {
        Ok(true) => {}
        Ok(false) => warn!("the job outlived its lease: another run goes on from the older cursor"),
        Err(fault) => error!(%fault, "the job's lease was not given back; it ends by itself"),
    }
    Ok(work.end::<J>(worked?))
}

/// A cursor that another release wrote is no reason to stop: the job begins anew.
fn read_cursor<C: DeserializeOwned>(text: &str) -> Option<C> {
    serde_json::from_str(text)
        .inspect_err(|fault| warn!(%fault, "the job's cursor cannot be read; it begins anew"))
        .ok()
}

struct Work<C, R> {
    start: JobStart,
    deadline: Timestamp,
    cursor: Option<C>,
    report: R,
}

impl<C, R> Work<C, R> {
    async fn go_on<J>(&mut self, job: &J, ports: &Ports) -> Result<JobStatus, JobError>
    where
        J: Job<Cursor = C, Report = R>,
    {
        let mut room = self.start.limit.unwrap_or(usize::MAX).min(J::MAX_ITEMS);
        loop {
            if room == 0 {
                return Ok(JobStatus::Limit);
            }
            if ports.clock.now() >= self.deadline {
                return Ok(JobStatus::Deadline);
            }
            let batch = Batch {
                cursor: self.cursor.as_ref(),
                room,
                after_restart: self.start.after_restart,
            };
            match job.step(ports, &batch, &mut self.report).await? {
                Step::Done => {
                    self.cursor = None;
                    return Ok(JobStatus::Done);
                }
                Step::More { items, cursor } => {
                    room = room.saturating_sub(items.max(1));
                    self.cursor = Some(cursor);
                }
            }
        }
    }

    fn end<J: Job<Report = R>>(self, status: JobStatus) -> JobRun<R>
    where
        R: Default + PartialEq,
    {
        let Self { report, .. } = self;
        if report != R::default() {
            J::log(&report);
        }
        match status {
            JobStatus::Limit | JobStatus::Deadline => info!(?status, "the next run goes on"),
            JobStatus::Done | JobStatus::AlreadyRunning => {}
        }
        JobRun { status, report }
    }
}
