//! The one table: requests, their retries, and what they cost.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemInput;
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemInput};
use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItemsError, TransactWriteItemsInput,
};
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemInput};
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, ConsumedCapacity, Delete, KeysAndAttributes, Put,
    ReturnConsumedCapacity, ReturnValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
    Update,
};
use aws_types::SdkConfig;
use sms_engine::ports::clock::{Clock, SystemClock, random_bits};
use sms_engine::ports::{StoreError, StoreResult};

use crate::expression::Expression;
use crate::keys::{Key, PK, SK};
use crate::store::Store;

pub(crate) type Item = HashMap<String, AttributeValue>;

/// The table that holds everything.
#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) store: Arc<Store>,
    pub(crate) name: String,
    meter: Option<Arc<Meter>>,
}

/// Counts requests and the capacity that DynamoDB says they used.
#[derive(Debug, Default)]
pub struct Meter {
    requests: AtomicU64,
    /// In tenths of a unit: reads come in halves.
    read_tenths: AtomicU64,
    write_tenths: AtomicU64,
}

/// What a [`Meter`] has counted.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Usage {
    pub requests: u64,
    /// Read request units.
    pub read_units: f64,
    /// Write request units, index writes included.
    pub write_units: f64,
}

impl Meter {
    pub fn usage(&self) -> Usage {
        let units = |tenths: &AtomicU64| {
            // Far below 2^53: exact.
            let tenths = u32::try_from(tenths.load(Ordering::Relaxed)).unwrap_or(u32::MAX);
            f64::from(tenths) / 10.0
        };
        Usage {
            requests: self.requests.load(Ordering::Relaxed),
            read_units: units(&self.read_tenths),
            write_units: units(&self.write_tenths),
        }
    }

    fn count(&self, capacity: &[ConsumedCapacity], writes: bool) {
        let units: f64 = capacity
            .iter()
            .filter_map(ConsumedCapacity::capacity_units)
            .sum();
        let tenths = format!("{:.0}", units * 10.0).parse().unwrap_or(0);
        let side = if writes {
            &self.write_tenths
        } else {
            &self.read_tenths
        };
        side.fetch_add(tenths, Ordering::Relaxed);
    }
}

/// How a conditional write ended.
#[derive(Debug)]
pub(crate) enum Conditional<T = ()> {
    Done(T),
    /// The condition did not hold; the row as it is, if there is one.
    Failed(Option<Item>),
}

/// How a transaction ended.
#[derive(Debug)]
pub(crate) enum Transacted {
    Done,
    /// For each write of the transaction: whether its condition failed.
    Failed(Vec<Option<FailedCondition>>),
}

/// A condition that did not hold, and the row as it is, if there is one.
#[derive(Debug, Clone)]
pub(crate) struct FailedCondition {
    pub(crate) row: Option<Item>,
}

impl Transacted {
    /// How the `index`th write's condition failed; `None` if it did not.
    pub(crate) fn failed_at(
        reasons: &[Option<FailedCondition>],
        index: Option<usize>,
    ) -> Option<FailedCondition> {
        reasons.get(index?).cloned().flatten()
    }
}

const MAX_TRIES: u32 = 10;

impl Table {
    /// The table `name` of the account of `config`.
    pub fn new(config: &SdkConfig, name: impl Into<String>, meter: Option<Arc<Meter>>) -> Self {
        Self {
            store: Arc::new(Store::new(config)),
            name: name.into(),
            meter,
        }
    }

    pub(crate) async fn get_all(&self, keys: &[Key]) -> StoreResult<Vec<Item>> {
        let mut asked = KeysAndAttributes::builder().consistent_read(true);
        for key in keys {
            asked = asked.keys(key_item(key));
        }
        let mut wanted = Some(asked.build().map_err(corrupt)?);
        let mut items = Vec::new();
        let mut tries = 0;
        while let Some(asked) = wanted.take() {
            let input = BatchGetItemInput::builder()
                .request_items(&self.name, asked)
                .set_return_consumed_capacity(self.capacity())
                .build()
                .map_err(corrupt)?;
            let answer = self.store.get.send(input).await;
            let answer = answer.map_err(|fault| store_error(&fault))?;
            self.metered(answer.consumed_capacity(), false);
            items.extend(
                answer
                    .responses
                    .and_then(|mut tables| tables.remove(&self.name))
                    .unwrap_or_default(),
            );
            wanted = answer
                .unprocessed_keys
                .and_then(|mut tables| tables.remove(&self.name))
                .filter(|rest| !rest.keys.is_empty());
            if wanted.is_some() {
                tries = self.pause(tries, "reads left over").await?;
            }
        }
        Ok(items)
    }

    /// All items of a partition whose sort key is in `range`, in order, strongly consistent.
    pub(crate) async fn query(
        &self,
        pk: String,
        range: SortRange<'_>,
        limit: Option<usize>,
    ) -> StoreResult<Vec<Item>> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let mut query = QueryInput::builder()
                .table_name(&self.name)
                .consistent_read(true)
                .expression_attribute_names("#pk", PK)
                .expression_attribute_values(":pk", AttributeValue::S(pk.clone()))
                .set_return_consumed_capacity(self.capacity())
                .set_exclusive_start_key(start.take());
            query = match &range {
                SortRange::All => query.key_condition_expression("#pk = :pk"),
                SortRange::Prefix(prefix) => query
                    .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
                    .expression_attribute_names("#sk", SK)
                    .expression_attribute_values(":sk", AttributeValue::S((*prefix).to_owned())),
                SortRange::Between(low, high) => query
                    .key_condition_expression("#pk = :pk AND #sk BETWEEN :low AND :high")
                    .expression_attribute_names("#sk", SK)
                    .expression_attribute_values(":low", AttributeValue::S(low.clone()))
                    .expression_attribute_values(":high", AttributeValue::S(high.clone())),
            };
            if let Some(limit) = limit {
                query = query.limit(i32::try_from(limit).unwrap_or(i32::MAX));
            }
            let answer = self.store.query.send(query.build().map_err(corrupt)?).await;
            let answer = answer.map_err(|fault| store_error(&fault))?;
            self.metered(answer.consumed_capacity.as_slice(), false);
            items.extend(answer.items.unwrap_or_default());
            start = answer.last_evaluated_key;
            if start.is_none() || limit.is_some_and(|limit| items.len() >= limit) {
                return Ok(items);
            }
        }
    }

    pub(crate) async fn put(&self, item: Item, condition: &Expression) -> StoreResult<Conditional> {
        let mut tries = 0;
        loop {
            let input = PutItemInput::builder()
                .table_name(&self.name)
                .set_item(Some(item.clone()))
                .set_condition_expression(condition.condition_text())
                .set_expression_attribute_names(condition.names())
                .set_expression_attribute_values(condition.values())
                .return_values_on_condition_check_failure(
                    ReturnValuesOnConditionCheckFailure::AllOld,
                )
                .set_return_consumed_capacity(self.capacity())
                .build()
                .map_err(corrupt)?;
            let sent = self.store.put.send(input).await;
            match sent {
                Ok(answer) => {
                    self.metered(answer.consumed_capacity.as_slice(), true);
                    return Ok(Conditional::Done(()));
                }
                Err(fault) => {
                    self.metered(&[], true);
                    if let Some(PutItemError::ConditionalCheckFailedException(failed)) =
                        fault.as_service_error()
                    {
                        return Ok(Conditional::Failed(failed.item.clone()));
                    }
                    tries = self.retried(tries, &fault).await?;
                }
            }
        }
    }

    /// Updates one item and gives it as it is after.
    pub(crate) async fn update(
        &self,
        key: &Key,
        expression: &Expression,
    ) -> StoreResult<Conditional<Item>> {
        let mut tries = 0;
        loop {
            let input = UpdateItemInput::builder()
                .table_name(&self.name)
                .set_key(Some(key_item(key)))
                .update_expression(expression.update())
                .set_condition_expression(expression.condition_text())
                .set_expression_attribute_names(expression.names())
                .set_expression_attribute_values(expression.values())
                .return_values(ReturnValue::AllNew)
                .return_values_on_condition_check_failure(
                    ReturnValuesOnConditionCheckFailure::AllOld,
                )
                .set_return_consumed_capacity(self.capacity())
                .build()
                .map_err(corrupt)?;
            let sent = self.store.update.send(input).await;
            match sent {
                Ok(answer) => {
                    self.metered(answer.consumed_capacity.as_slice(), true);
                    return Ok(Conditional::Done(answer.attributes.unwrap_or_default()));
                }
                Err(fault) => {
                    self.metered(&[], true);
                    if let Some(UpdateItemError::ConditionalCheckFailedException(failed)) =
                        fault.as_service_error()
                    {
                        return Ok(Conditional::Failed(failed.item.clone()));
                    }
                    tries = self.retried(tries, &fault).await?;
                }
            }
        }
    }

    /// Writes all or nothing. Conflicts with other transactions and throttling are tried again with
    /// jitter. A lost answer is safe: the request is repeated with the same token, which is renewed
    /// only when the service said that the transaction was cancelled.
    pub(crate) async fn transact(&self, writes: Vec<TransactWriteItem>) -> StoreResult<Transacted> {
        let mut tries = 0;
        let mut token = new_token();
        let input = TransactWriteItemsInput::builder()
            .client_request_token(&token)
            .set_transact_items(Some(writes))
            .set_return_consumed_capacity(self.capacity())
            .build()
            .map_err(corrupt)?;
        let mut written = self.store.transact.write(input).map_err(corrupt)?;
        loop {
            let sent = self.store.transact.send_written(&written).await;
            let fault = match sent {
                Ok(answer) => {
                    self.metered(answer.consumed_capacity(), true);
                    return Ok(Transacted::Done);
                }
                Err(fault) => fault,
            };
            self.metered(&[], true);
            if let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) =
                fault.as_service_error()
            {
                let reasons = canceled.cancellation_reasons();
                if reasons
                    .iter()
                    .any(|reason| reason.code() == Some("ConditionalCheckFailed"))
                {
                    return Ok(Transacted::Failed(
                        reasons.iter().map(failed_condition).collect(),
                    ));
                }
                if reasons.iter().any(|reason| is_passing(reason.code())) {
                    tries = self.pause(tries, "the transaction met another").await?;
                    let renewed = new_token();
                    written = written.with(&token, &renewed).map_err(corrupt)?;
                    token = renewed;
                    continue;
                }
            }
            tries = self.retried(tries, &fault).await?;
        }
    }

    /// Waits before the next try of a fault that passes; gives other faults up.
    async fn retried<E>(&self, tries: u32, fault: &SdkError<E>) -> StoreResult<u32>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let code = fault
            .as_service_error()
            .and_then(ProvideErrorMetadata::code);
        if is_passing(code) {
            return self.pause(tries, code.unwrap_or("busy")).await;
        }
        Err(store_error(fault))
    }

    async fn pause(&self, tries: u32, why: &str) -> StoreResult<u32> {
        if tries >= MAX_TRIES {
            return Err(StoreError::Busy(why.to_owned()));
        }
        let most = 20_u64.saturating_mul(1 << tries.min(6));
        let part = u64::try_from(random_bits(SystemClock.now()) % 1_000).unwrap_or(500);
        tokio::time::sleep(Duration::from_millis(5 + most * part / 1_000)).await;
        Ok(tries + 1)
    }

    fn capacity(&self) -> Option<ReturnConsumedCapacity> {
        self.meter.as_ref().map(|_| ReturnConsumedCapacity::Total)
    }

    pub(crate) fn metered(&self, capacity: &[ConsumedCapacity], writes: bool) {
        if let Some(meter) = &self.meter {
            meter.requests.fetch_add(1, Ordering::Relaxed);
            meter.count(capacity, writes);
        }
    }

    pub(crate) fn put_write(
        &self,
        item: Item,
        condition: &Expression,
    ) -> StoreResult<TransactWriteItem> {
        let put = Put::builder()
            .table_name(&self.name)
            .set_item(Some(item))
            .set_condition_expression(condition.condition_text())
            .set_expression_attribute_names(condition.names())
            .set_expression_attribute_values(condition.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(corrupt)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    pub(crate) fn update_write(
        &self,
        key: &Key,
        expression: Expression,
    ) -> StoreResult<TransactWriteItem> {
        let (update, condition) = (expression.update(), expression.condition_text());
        let (names, values) = expression.into_placeholders();
        let update = Update::builder()
            .table_name(&self.name)
            .set_key(Some(key_item(key)))
            .update_expression(update)
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(corrupt)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    pub(crate) fn delete_write(
        &self,
        key: &Key,
        condition: &Expression,
    ) -> StoreResult<TransactWriteItem> {
        let delete = Delete::builder()
            .table_name(&self.name)
            .set_key(Some(key_item(key)))
            .set_condition_expression(condition.condition_text())
            .set_expression_attribute_names(condition.names())
            .set_expression_attribute_values(condition.values())
            .build()
            .map_err(corrupt)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

/// Which sort keys of a partition.
#[derive(Debug)]
pub(crate) enum SortRange<'a> {
    All,
    Prefix(&'a str),
    Between(String, String),
}

fn new_token() -> String {
    format!("{:032x}", random_bits(SystemClock.now()))
}

pub(crate) fn key_item(key: &Key) -> Item {
    HashMap::from([
        (PK.to_owned(), AttributeValue::S(key.pk.clone())),
        (SK.to_owned(), AttributeValue::S(key.sk.clone())),
    ])
}

fn failed_condition(reason: &CancellationReason) -> Option<FailedCondition> {
    (reason.code() == Some("ConditionalCheckFailed")).then(|| FailedCondition {
        row: reason.item.clone(),
    })
}

/// Faults that pass by themselves, of a request or of a write within a transaction.
fn is_passing(code: Option<&str>) -> bool {
    matches!(
        code,
        Some(
            "TransactionConflict"
                | "TransactionConflictException"
                | "TransactionInProgressException"
                | "ThrottlingError"
                | "ThrottlingException"
                | "ProvisionedThroughputExceeded"
                | "ProvisionedThroughputExceededException"
                | "RequestLimitExceeded"
        )
    )
}

pub(crate) fn store_error<E>(fault: &SdkError<E>) -> StoreError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let service = fault.as_service_error();
    let code = service
        .and_then(ProvideErrorMetadata::code)
        .unwrap_or("no answer");
    StoreError::Unavailable(format!("{code}: {}", causes(fault)))
}

/// An error and what caused it, in their own words. Not their `Debug`, which shows the service's
/// raw answer, and in it perhaps somebody's text.
pub fn causes(fault: &dyn std::error::Error) -> String {
    let mut told = fault.to_string();
    let mut cause = fault.source();
    while let Some(fault) = cause {
        told.push_str(": ");
        told.push_str(&fault.to_string());
        cause = fault.source();
    }
    told
}

pub(crate) fn corrupt(fault: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(fault.to_string())
}
