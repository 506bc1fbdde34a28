//! Rows to items and back, and the attributes that only the store knows.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sms_domain::address::Address;
use sms_domain::contact::change::ContactChange;
use sms_domain::message::counts::Counts;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{MessageId, MessageRef, OutboundMessage, SendState};
use sms_engine::ports::{Debt, SidRecord, SidTarget, StoreResult, Write};
use sms_language::Workflow;

use crate::expression::Expression;
use crate::keys::{self, Key, PK, SK, WORK_DUE, WORK_KIND, instant};
use crate::table::{Conditional, Item, Table, corrupt};

/// Attributes of the contact's row that only the store writes.
/// When DynamoDB drops the row, in seconds of Unix time.
pub(crate) const EXPIRES_AT: &str = "expires_at";
pub(crate) const LEASE_ID: &str = "lease_id";
pub(crate) const LEASE_UNTIL: &str = "lease_until";
pub(crate) const OPEN_SENDS: &str = "open_sends";
pub(crate) const THREAD_PUT_BACKS: &str = "thread_put_backs";

/// Attributes of a SID's row.
pub(crate) const TARGET: &str = "target";
pub(crate) const PARKED: &str = "parked";
const RAW: &str = "raw";

pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn number(value: impl std::fmt::Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(crate) fn members(ids: &[&MessageId]) -> AttributeValue {
    AttributeValue::Ss(ids.iter().map(ToString::to_string).collect())
}

pub(crate) fn to_item(row: &impl Serialize) -> StoreResult<Item> {
    serde_dynamo::to_item(row).map_err(corrupt)
}

pub(crate) fn to_value(row: &impl Serialize) -> StoreResult<AttributeValue> {
    serde_dynamo::to_attribute_value(row).map_err(corrupt)
}

pub(crate) fn from_item<T: DeserializeOwned>(item: Item) -> StoreResult<T> {
    serde_dynamo::from_item(item).map_err(corrupt)
}

pub(crate) fn keyed(mut item: Item, key: &Key) -> Item {
    item.insert(PK.to_owned(), text(&key.pk));
    item.insert(SK.to_owned(), text(&key.sk));
    item
}

pub(crate) fn message_item<'a>(message: impl Into<MessageRef<'a>>) -> StoreResult<Item> {
    let message = message.into();
    let at = message.key();
    let mut item = keyed(to_item(&message)?, &keys::of_message(&at));
    if let MessageRef::Outbound(outbound) = message
        && let Some((kind, due)) = debt(outbound)
    {
        item.insert(
            WORK_KIND.to_owned(),
            text(keys::work_kind(kind, at.id.as_str())),
        );
        item.insert(WORK_DUE.to_owned(), text(instant(due)));
    }
    Ok(item)
}

/// What a send is owed, and when.
fn debt(message: &OutboundMessage) -> Option<(Debt, Timestamp)> {
    match message.state {
        SendState::Queued | SendState::InFlight => Some((Debt::Send, message.wake_at)),
        SendState::Ambiguous => Some((Debt::Ambiguous, message.wake_at)),
        SendState::Accepted | SendState::Failed | SendState::Skipped => None,
    }
}

pub(crate) fn guard_item(key: &Key, target: &SidTarget, raw: Option<&str>) -> StoreResult<Item> {
    let mut item = keyed(Item::new(), key);
    item.insert(TARGET.to_owned(), to_value(target)?);
    if let Some(raw) = raw {
        item.insert(RAW.to_owned(), text(raw));
    }
    Ok(item)
}

pub(crate) fn guard_of(mut item: Item) -> StoreResult<SidRecord> {
    let target = item
        .remove(TARGET)
        .map(serde_dynamo::from_attribute_value)
        .transpose();
    let parked = item
        .remove(PARKED)
        .map(serde_dynamo::from_attribute_value)
        .transpose();
    Ok(SidRecord {
        target: target.map_err(corrupt)?,
        parked: parked.map_err(corrupt)?.unwrap_or_default(),
    })
}

pub(crate) fn raw_item(id: &MessageId, raw: &str) -> Item {
    let mut item = keyed(Item::new(), &keys::raw(id));
    item.insert(RAW.to_owned(), text(raw));
    item
}

pub(crate) fn event_item(id: &MessageId, receipt: &Receipt) -> StoreResult<Item> {
    Ok(keyed(to_item(receipt)?, &keys::event(id, receipt)))
}

pub(crate) fn number_item(address: &Address, now: Timestamp) -> Item {
    let mut item = keyed(Item::new(), &keys::number(address));
    item.insert("number".to_owned(), text(address.to_string()));
    item.insert("workflow".to_owned(), text(Workflow::Seller.as_ref()));
    item.insert("first_seen".to_owned(), text(now.to_string()));
    item
}

/// Adds what `delta` moves to an update of a contact or a counter.
pub(crate) fn add_counts(expression: &mut Expression, delta: &Counts) {
    for (name, by) in delta.moved() {
        expression.add(name, by);
    }
}

/// Moves a counter by `delta`; no write where it moves nothing.
pub(crate) fn counter_write(
    table: &Table,
    key: &Key,
    delta: &Counts,
) -> StoreResult<Option<TransactWriteItem>> {
    if *delta == Counts::default() {
        return Ok(None);
    }
    let mut counter = Expression::default();
    add_counts(&mut counter, delta);
    table.update_write(key, counter).map(Some)
}

/// Makes `change` part of the update of a contact's row.
pub(crate) fn change_contact(
    expression: &mut Expression,
    change: &ContactChange<'_>,
) -> StoreResult<()> {
    if !change.fields.is_empty() {
        let mut item = to_item(&*change.contact)?;
        for field in &*change.fields {
            match item.remove(field.as_ref()) {
                Some(value) => expression.set(field.as_ref(), value),
                None => expression.remove(field.as_ref()),
            };
        }
    }
    add_counts(expression, &change.counts);
    Ok(())
}

pub(crate) fn open_sends(item: &Item) -> Vec<MessageId> {
    match item.get(OPEN_SENDS) {
        Some(AttributeValue::Ss(ids)) => ids.iter().filter_map(|id| id.parse().ok()).collect(),
        _ => Vec::new(),
    }
}

/// The outcome of a conditional write of one item.
pub(crate) fn outcome<T>(conditional: &Conditional<T>) -> Write {
    match conditional {
        Conditional::Done(_) => Write::Done,
        Conditional::Failed(_) => Write::Raced,
    }
}
