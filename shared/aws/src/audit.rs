//! What people read.

use async_trait::async_trait;
use aws_sdk_dynamodb::operation::describe_table::DescribeTableInput;
use aws_sdk_dynamodb::types::TableStatus;
use sms_domain::address::Address;
use sms_domain::contact::ConsentEntry;
use sms_domain::message::counts::Counts;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{Message, MessageKey};
use sms_domain::template::TemplateId;
use sms_engine::ports::{Audit, StoreError, StoreResult};

use crate::keys;
use crate::rows::from_item;
use crate::table::{SortRange, Table, corrupt, store_error};

/// [`Audit`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoAudit {
    table: Table,
}

impl DynamoAudit {
    pub fn new(table: Table) -> Self {
        Self { table }
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

#[async_trait]
impl Audit for DynamoAudit {
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
        let input = DescribeTableInput::builder()
            .table_name(&self.table.name)
            .build()
            .map_err(corrupt)?;
        let answer = self.table.store.describe.send(input).await;
        let answer = answer.map_err(|fault| store_error(&fault))?;
        match answer.table.and_then(|table| table.table_status) {
            Some(TableStatus::Active | TableStatus::Updating) => Ok(()),
            other => Err(StoreError::Unavailable(format!("the table is {other:?}"))),
        }
    }
}
