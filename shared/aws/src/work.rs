//! What is owed and when.

use async_trait::async_trait;
use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::types::AttributeValue;
use futures::future::try_join_all;
use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::change::ContactField;
use sms_engine::ports::{Debt, Due, StoreResult, Work, Write};

use crate::expression::Expression;
use crate::keys::{self, PK, SK, WORK_DUE, WORK_INDEX, WORK_KIND, WORK_SHARDS, instant};
use crate::rows::{THREAD_PUT_BACKS, outcome, text};
use crate::table::{Conditional, Item, Table, corrupt, store_error};

/// [`Work`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoWork {
    table: Table,
}

impl DynamoWork {
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    async fn due_of_shard(
        &self,
        debt: Debt,
        shard: u32,
        until: Timestamp,
        limit: usize,
    ) -> StoreResult<Vec<Due>> {
        let kind = keys::work_kind_of_shard(debt, shard);
        let input = QueryInput::builder()
            .table_name(&self.table.name)
            .index_name(WORK_INDEX)
            .key_condition_expression("#kind = :kind AND #due <= :until")
            .expression_attribute_names("#kind", WORK_KIND)
            .expression_attribute_names("#due", WORK_DUE)
            .expression_attribute_values(":kind", AttributeValue::S(kind))
            .expression_attribute_values(":until", AttributeValue::S(instant(until)))
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .build()
            .map_err(corrupt)?;
        let answer = self.table.store.query.send(input).await;
        let answer = answer.map_err(|fault| store_error(&fault))?;
        self.table
            .metered(answer.consumed_capacity.as_slice(), false);
        Ok(answer
            .items
            .unwrap_or_default()
            .iter()
            .filter_map(due_of)
            .collect())
    }
}

fn due_of(item: &Item) -> Option<Due> {
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok());
    keys::due(text(PK)?, text(SK)?, text(WORK_DUE)?)
}

#[async_trait]
impl Work for DynamoWork {
    async fn due(&self, debt: Debt, until: Timestamp, limit: usize) -> StoreResult<Vec<Due>> {
        let shards = (0..WORK_SHARDS).map(|shard| self.due_of_shard(debt, shard, until, limit));
        let mut due: Vec<Due> = try_join_all(shards).await?.into_iter().flatten().collect();
        due.sort_by_key(|due| due.wake_at);
        due.truncate(limit);
        Ok(due)
    }

    async fn requeue(
        &self,
        thread: &Address,
        seen: Timestamp,
        next: Timestamp,
    ) -> StoreResult<Option<u32>> {
        let mut expression = Expression::default();
        expression
            .set(WORK_DUE, text(instant(next)))
            .add(THREAD_PUT_BACKS, 1)
            .where_compares(WORK_DUE, "=", text(instant(seen)));
        Ok(
            match self
                .table
                .update(&keys::contact(thread), &expression)
                .await?
            {
                Conditional::Failed(_) => None,
                Conditional::Done(item) => {
                    let times = item
                        .get(THREAD_PUT_BACKS)
                        .and_then(|times| times.as_n().ok());
                    Some(times.and_then(|times| times.parse().ok()).unwrap_or(1))
                }
            },
        )
    }

    async fn give_up(
        &self,
        thread: &Address,
        seen: Timestamp,
        now: Timestamp,
    ) -> StoreResult<Write> {
        let mut expression = Expression::default();
        expression
            .set(ContactField::GaveUpAt.as_ref(), text(instant(now)))
            .remove(WORK_KIND)
            .remove(WORK_DUE)
            .where_compares(WORK_DUE, "=", text(instant(seen)));
        Ok(outcome(
            &self
                .table
                .update(&keys::contact(thread), &expression)
                .await?,
        ))
    }
}
