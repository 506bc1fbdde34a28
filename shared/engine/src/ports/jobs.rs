//! The leases and cursors of jobs.

use std::fmt::Debug;

use async_trait::async_trait;
use jiff::Timestamp;

use super::StoreResult;

/// The right to run a job, until it ends or `until` passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobLease {
    pub job: &'static str,
    /// Of this run alone.
    pub id: String,
    pub until: Timestamp,
}

/// How taking a job's lease ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobLeased {
    /// With the cursor that the last run left, if it left one.
    Taken { cursor: Option<String> },
    /// Another run holds it.
    Held,
}

/// The leases and cursors of jobs.
#[async_trait]
pub trait Jobs: Send + Sync + Debug {
    /// Takes the lease unless another run holds it at `now`, in one conditional write.
    async fn lease(&self, lease: &JobLease, now: Timestamp) -> StoreResult<JobLeased>;

    /// Gives the lease back and stores where the next run goes on, in one conditional write.
    /// `false`, and nothing is stored, if the lease had passed to another run.
    async fn release(&self, lease: &JobLease, cursor: Option<&str>) -> StoreResult<bool>;
}
