//! What people and the tick read.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::{AttributeValue, TableStatus};
use futures::future::try_join_all;
use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::ConsentEntry;
use sms_domain::message::counts::Counts;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{Message, MessageKey};
use sms_domain::template::TemplateId;
use sms_engine::ports::{Debt, Journal, Owed, StoreError, StoreResult};

use crate::keys::{self, PK, SK, WORK_DUE, WORK_INDEX, WORK_KIND, WORK_SHARDS, instant};
use crate::rows::from_item;
use crate::table::{Item, SortRange, Table, store_error};

/// [`Journal`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoJournal {
    table: Table,
}

impl DynamoJournal {
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    async fn owed_of_shard(
        &self,
        debt: Debt,
        shard: u32,
        until: Timestamp,
        limit: usize,
    ) -> StoreResult<Vec<Owed>> {
        let kind = keys::work_kind_of_shard(debt, shard);
        let answer = self
            .table
            .client
            .query()
            .table_name(&self.table.name)
            .index_name(WORK_INDEX)
            .key_condition_expression("#kind = :kind AND #due <= :until")
            .expression_attribute_names("#kind", WORK_KIND)
            .expression_attribute_names("#due", WORK_DUE)
            .expression_attribute_values(":kind", AttributeValue::S(kind))
            .expression_attribute_values(":until", AttributeValue::S(instant(until)))
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(|fault| store_error(&fault))?;
        self.table
            .metered(answer.consumed_capacity.as_slice(), false);
        Ok(answer
            .items
            .unwrap_or_default()
            .iter()
            .filter_map(owed_of)
            .collect())
    }

    /// The sum of a partition's counters.
    async fn counted(&self, pk: String) -> StoreResult<Counts> {
        let items = self.table.query(pk, SortRange::All, None).await?;
        items
            .into_iter()
            .map(from_item::<Counts>)
            .try_fold(Counts::default(), |sum, counts| Ok(sum.plus(counts?)))
    }
}

fn owed_of(item: &Item) -> Option<Owed> {
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok());
    keys::owed(text(PK)?, text(SK)?, text(WORK_DUE)?)
}

#[async_trait]
impl Journal for DynamoJournal {
    async fn owed(&self, debt: Debt, until: Timestamp, limit: usize) -> StoreResult<Vec<Owed>> {
        let shards = (0..WORK_SHARDS).map(|shard| self.owed_of_shard(debt, shard, until, limit));
        let mut owed: Vec<Owed> = try_join_all(shards).await?.into_iter().flatten().collect();
        owed.sort_by_key(|owed| owed.wake_at);
        owed.truncate(limit);
        Ok(owed)
    }

    async fn thread(&self, thread: &Address) -> StoreResult<Vec<Message>> {
        let (low, high) = keys::message_range_after(None);
        let range = SortRange::Between(low, high);
        let items = self
            .table
            .query(keys::thread_pk(thread), range, None)
            .await?;
        items.into_iter().map(from_item).collect()
    }

    async fn receipts(&self, key: &MessageKey) -> StoreResult<Vec<Receipt>> {
        let (pk, prefix) = keys::events(&key.id);
        let items = self
            .table
            .query(pk, SortRange::Prefix(prefix), None)
            .await?;
        let mut receipts: Vec<Receipt> = items
            .into_iter()
            .map(from_item)
            .collect::<StoreResult<_>>()?;
        receipts.sort_by_key(|receipt| receipt.at);
        Ok(receipts)
    }

    async fn consents(&self, thread: &Address) -> StoreResult<Vec<ConsentEntry>> {
        let (pk, prefix) = keys::consents(thread);
        let items = self
            .table
            .query(pk, SortRange::Prefix(prefix), None)
            .await?;
        items.into_iter().map(from_item).collect()
    }

    async fn number_counts(&self, number: &Address) -> StoreResult<Counts> {
        self.counted(keys::counter_pk(number)).await
    }

    async fn template_counts(&self, template: &TemplateId) -> StoreResult<Counts> {
        self.counted(keys::template_counter_pk(template.as_ref()))
            .await
    }

    async fn check(&self) -> StoreResult<()> {
        let answer = self
            .table
            .client
            .describe_table()
            .table_name(&self.table.name)
            .send()
            .await
            .map_err(|fault| store_error(&fault))?;
        match answer.table.and_then(|table| table.table_status) {
            Some(TableStatus::Active | TableStatus::Updating) => Ok(()),
            other => Err(StoreError::Unavailable(format!("the table is {other:?}"))),
        }
    }
}
