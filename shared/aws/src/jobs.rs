//! The lease and cursor of each job: one row.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::time::after;
use sms_engine::ports::{JobLease, JobLeased, Jobs, StoreResult};

use crate::expression::Expression;
use crate::keys::{self, instant};
use crate::rows::{EXPIRES_AT, LEASE_ID, LEASE_UNTIL, number, text};
use crate::table::{Conditional, Table};

/// [`Jobs`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoJobs {
    table: Table,
}

impl DynamoJobs {
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

const CURSOR: &str = "cursor";
/// How long the row of a job that no longer runs is kept. One that runs again later begins anew.
const KEPT: Duration = Duration::from_hours(30 * 24);

fn expiry(lease: &JobLease) -> i64 {
    after(lease.until, KEPT).as_second()
}

#[async_trait]
impl Jobs for DynamoJobs {
    async fn lease(&self, lease: &JobLease, now: Timestamp) -> StoreResult<JobLeased> {
        let mut expression = Expression::default();
        expression
            .set(LEASE_ID, text(&lease.id))
            .set(LEASE_UNTIL, text(instant(lease.until)))
            .set(EXPIRES_AT, number(expiry(lease)))
            // A lease whose answer was lost is asked for again by its owner.
            .where_free_or_mine(LEASE_UNTIL, text(instant(now)), LEASE_ID, text(&lease.id));
        let taken = self
            .table
            .update(&keys::job(lease.job), &expression)
            .await?;
        Ok(match taken {
            Conditional::Done(item) => JobLeased::Taken {
                cursor: item
                    .get(CURSOR)
                    .and_then(|value| value.as_s().ok())
                    .cloned(),
            },
            Conditional::Failed(_) => JobLeased::Held,
        })
    }

    async fn release(&self, lease: &JobLease, cursor: Option<&str>) -> StoreResult<bool> {
        let mut expression = Expression::default();
        expression
            .remove(LEASE_ID)
            .remove(LEASE_UNTIL)
            .where_compares(LEASE_ID, "=", text(&lease.id));
        match cursor {
            Some(cursor) => expression.set(CURSOR, text(cursor)),
            None => expression.remove(CURSOR),
        };
        let released = self
            .table
            .update(&keys::job(lease.job), &expression)
            .await?;
        Ok(match released {
            Conditional::Done(_) => true,
            // A release whose answer was lost is asked for again, and finds what it did itself.
            Conditional::Failed(row) => row.is_some_and(|row| {
                let stored = row.get(CURSOR).and_then(|value| value.as_s().ok());
                !row.contains_key(LEASE_ID) && stored.map(String::as_str) == cursor
            }),
        })
    }
}
