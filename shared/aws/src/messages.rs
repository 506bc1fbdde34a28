//! The message log as the webhooks write it.

use std::time::Duration;

use async_trait::async_trait;
use aws_sdk_dynamodb::types::AttributeValue;
use sms_domain::contact::change::{ContactChange, ContactField};
use sms_domain::message::counts::Counts;
use sms_domain::message::receipt::{Effect, Receipt};
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{OutboundMessage, SendState};
use sms_domain::time::after;
use sms_engine::ports::{
    Debt, EchoRecord, Found, InboundRecord, Lookup, Messages, ReceiptRecord, ReceiptWrite,
    StoreResult, Write,
};
use sms_language::Workflow;

use crate::consents::{consent_writes, decided_on, opt_out};
use crate::expression::Expression;
use crate::keys::{self, Key, PK, SK, WORK_DUE, WORK_KIND, instant};
use crate::rows::{
    PARKED, TARGET, THREAD_PUT_BACKS, change_contact, counter_write, event_item, from_item,
    guard_item, guard_of, message_item, number, number_item, open_sends, raw_item, text, to_value,
};
use crate::table::{Conditional, FailedCondition, Item, Table, Transacted, corrupt};

/// How long a receipt waits for its message.
const PARKED_FOR: Duration = Duration::from_hours(30 * 24);
/// The most receipts that wait for one message. Carriers send a handful.
const MAX_PARKED: usize = 40;

/// [`Messages`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoMessages {
    table: Table,
}

impl DynamoMessages {
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

#[async_trait]
impl Messages for DynamoMessages {
    async fn look_up(&self, lookup: Lookup<'_>) -> StoreResult<Found> {
        let wanted: Vec<Key> = [
            lookup.sid.map(keys::sid),
            lookup.contact.map(keys::contact),
            lookup.number.map(keys::number),
            lookup.message.map(keys::of_message),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut known = Found::default();
        if wanted.is_empty() {
            return Ok(known);
        }
        for item in self.table.get_all(&wanted).await? {
            let is = |key: Option<Key>| key.is_some_and(|key| has_key(&item, &key));
            if is(lookup.sid.map(keys::sid)) {
                known.guard = Some(guard_of(item)?);
            } else if is(lookup.contact.map(keys::contact)) {
                known.open_sends = open_sends(&item);
                known.contact = Some(from_item(item)?);
            } else if is(lookup.number.map(keys::number)) {
                known.number_workflow = Some(number_workflow(&item)?);
            } else {
                known.message = Some(from_item(item)?);
            }
        }
        Ok(known)
    }

    async fn record_inbound(&self, record: &InboundRecord<'_>) -> StoreResult<Write> {
        let reception = &record.reception;
        let message = &reception.message;
        let counts = Counts::tally(message);
        let mut absent = Expression::default();
        absent.where_absent(PK);

        let mut writes = vec![
            self.table
                .update_write(&keys::contact(&message.thread), contact_update(record)?)?,
            self.table.put_write(message_item(message)?, &absent)?,
        ];
        match &record.guard {
            Some((sid, target)) => {
                let mut untaken = Expression::default();
                untaken.where_absent(TARGET);
                let item = guard_item(&keys::sid(sid), target, Some(record.raw))?;
                writes.push(self.table.put_write(item, &untaken)?);
            }
            None => writes.push(
                self.table
                    .put_write(raw_item(&message.id, record.raw), &Expression::default())?,
            ),
        }
        if let Some(ours) = &message.number {
            let key = keys::counter(ours, message.received_at, &message.id);
            writes.extend(counter_write(&self.table, &key, &counts)?);
            if !record.basis.knows_number {
                writes.push(
                    self.table
                        .put_write(number_item(ours, message.received_at), &absent)?,
                );
            }
        }
        if let Some(template) = &message.template_record_id {
            let key = keys::template_counter(template, message.received_at, &message.id);
            writes.extend(counter_write(
                &self.table,
                &key,
                &Counts::of_template(message),
            )?);
        }
        if let Some(entry) = &reception.consent_entry {
            writes.extend(consent_writes(&self.table, &message.thread, entry)?);
        }
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }

    async fn record_echo(&self, record: &EchoRecord<'_>) -> StoreResult<Write> {
        let message = &record.send.message;
        let counts = Counts::tally(message);
        let at = message.written_at;
        let mut absent = Expression::default();
        absent.where_absent(PK);
        let mut untaken = Expression::default();
        untaken
            .where_absent(TARGET)
            .where_holds(PARKED, record.parked.len());
        let guard = guard_item(&keys::sid(&record.sid), &record.guard, Some(record.raw))?;

        let mut contact = Expression::default();
        // The link of the message must be the contact's record as it is.
        decided_on(&mut contact, &record.basis);
        change_contact(&mut contact, &record.send.change())?;

        let mut writes = vec![
            self.table.put_write(guard, &untaken)?,
            self.table.put_write(message_item(message)?, &absent)?,
            self.table
                .update_write(&keys::contact(&message.thread), contact)?,
        ];
        let number = keys::counter(&message.number, at, &message.id);
        writes.extend(counter_write(&self.table, &number, &counts)?);
        if let Some(template) = &message.template_record_id {
            let key = keys::template_counter(template, at, &message.id);
            writes.extend(counter_write(
                &self.table,
                &key,
                &Counts::of_template(message),
            )?);
        }
        if !record.basis.knows_number {
            writes.push(
                self.table
                    .put_write(number_item(&message.number, at), &absent)?,
            );
        }
        // Repeats that came at the same time wait beside each other: one write for each event.
        let mut events = std::collections::HashSet::new();
        for receipt in &record.parked {
            if !events.insert(keys::event(&message.id, receipt)) {
                continue;
            }
            writes.push(
                self.table
                    .put_write(event_item(&message.id, receipt)?, &Expression::default())?,
            );
        }
        if let Some(entry) = &record.send.consent_entry {
            writes.extend(consent_writes(&self.table, &message.thread, entry)?);
        }
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }

    async fn record_receipt(&self, record: &ReceiptRecord<'_>) -> StoreResult<ReceiptWrite> {
        let mut new = Expression::default();
        new.where_absent(PK);
        let event = event_item(&record.target.key.id, record.receipt)?;
        let Some(effect) = record.receipt.effect() else {
            if record.opt_out.is_some() {
                let late = self.record_late(record, event).await?;
                return Ok(match late {
                    ReceiptWrite::AfterTheEnd => ReceiptWrite::Applied,
                    ReceiptWrite::Repeat | ReceiptWrite::Applied | ReceiptWrite::Moved => late,
                });
            }
            return Ok(match self.table.put(event, &new).await? {
                Conditional::Done(()) => ReceiptWrite::Applied,
                Conditional::Failed(_) => ReceiptWrite::Repeat,
            });
        };
        let writes = self.effect_writes(record, &effect, &event)?;
        let Transacted::Failed(reasons) = self.table.transact(writes).await? else {
            return Ok(ReceiptWrite::Applied);
        };
        if Transacted::failed_at(&reasons, Some(0)).is_some() {
            return Ok(ReceiptWrite::Repeat);
        }
        match Transacted::failed_at(&reasons, Some(1)) {
            None | Some(FailedCondition { row: None }) => Ok(ReceiptWrite::Moved),
            Some(_) => self.record_late(record, event).await,
        }
    }

    async fn park(&self, receipt: &Receipt) -> StoreResult<Write> {
        let mut expression = Expression::default();
        let until = after(receipt.at, PARKED_FOR).as_second();
        expression
            .append(PARKED, vec![to_value(receipt)?])
            .set("expires_at", number(until))
            .where_absent(TARGET)
            .where_holds_fewer(PARKED, MAX_PARKED);
        let updated = self
            .table
            .update(&keys::sid(&receipt.sid), &expression)
            .await?;
        if let Conditional::Failed(Some(row)) = updated {
            if guard_of(row)?.target.is_some() {
                return Ok(Write::Raced);
            }
            tracing::warn!(sid = %receipt.sid, "too many receipts wait for one message; this one is dropped");
        }
        Ok(Write::Done)
    }

    async fn link_template(&self, message: &OutboundMessage, template: &str) -> StoreResult<Write> {
        let key = message.key();
        let mut linked = message.clone();
        linked.template_record_id = Some(template.to_owned());
        let mut expression = Expression::default();
        expression
            .set("template_record_id", text(template))
            .add("revision", 1)
            .where_compares("revision", "=", number(message.revision))
            .where_absent("template_record_id");
        let mut writes = vec![
            self.table
                .update_write(&keys::of_message(&key), expression)?,
        ];
        let counter = keys::template_counter(template, message.written_at, &message.id);
        let counts = Counts::of_template(&linked);
        writes.extend(counter_write(&self.table, &counter, &counts)?);
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }
}

impl DynamoMessages {
    /// After the message's end a receipt counts for nothing, but an opt-out is an opt-out.
    async fn record_late(
        &self,
        record: &ReceiptRecord<'_>,
        event: Item,
    ) -> StoreResult<ReceiptWrite> {
        let mut new = Expression::default();
        new.where_absent(PK);
        let mut writes = vec![self.table.put_write(event, &new)?];
        if let Some(decided) = &record.opt_out {
            let thread = &record.target.key.thread;
            let mut contact = Expression::default();
            opt_out(&mut contact, decided)?;
            writes.push(self.table.update_write(&keys::contact(thread), contact)?);
            writes.extend(consent_writes(&self.table, thread, &decided.entry)?);
        }
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => ReceiptWrite::AfterTheEnd,
            Transacted::Failed(reasons) if Transacted::failed_at(&reasons, Some(0)).is_some() => {
                ReceiptWrite::Repeat
            }
            Transacted::Failed(_) => ReceiptWrite::Moved,
        })
    }

    /// The event, then the message, then what is counted.
    fn effect_writes(
        &self,
        record: &ReceiptRecord<'_>,
        effect: &Effect,
        event: &Item,
    ) -> StoreResult<Vec<aws_sdk_dynamodb::types::TransactWriteItem>> {
        let ReceiptRecord {
            target, receipt, ..
        } = record;
        let mut new = Expression::default();
        new.where_absent(PK);
        let mut message = Expression::default();
        message
            .set("delivery_status", text(effect.status.as_ref()))
            .add("revision", 1)
            .where_compares("state", "=", text(SendState::Accepted.as_ref()))
            .where_one_of(
                "delivery_status",
                &DeliveryStatus::OPEN.each_ref().map(AsRef::as_ref),
            );
        if let Some(code) = effect.error_code {
            message.set("error_code", number(code));
        }
        let mut contact = Expression::default();
        contact.where_present(PK);
        change_contact(
            &mut contact,
            &ContactChange::of_receipt(&target.key.thread, effect),
        )?;
        if let Some(decided) = &record.opt_out {
            opt_out(&mut contact, decided)?;
        }
        let mut writes = vec![
            self.table.put_write(event.clone(), &new)?,
            self.table
                .update_write(&keys::of_message(&target.key), message)?,
            self.table
                .update_write(&keys::contact(&target.key.thread), contact)?,
        ];
        if let Some(ours) = &target.number {
            let key = keys::counter(ours, receipt.at, &target.key.id);
            writes.extend(counter_write(&self.table, &key, &effect.counts)?);
        }
        if let Some(decided) = &record.opt_out {
            writes.extend(consent_writes(
                &self.table,
                &target.key.thread,
                &decided.entry,
            )?);
        }
        Ok(writes)
    }
}

fn number_workflow(item: &Item) -> StoreResult<Workflow> {
    match item
        .get("workflow")
        .and_then(|workflow| workflow.as_s().ok())
    {
        Some(workflow) => workflow.parse().map_err(corrupt),
        None => Ok(Workflow::Seller),
    }
}

fn has_key(item: &Item, key: &Key) -> bool {
    let is = |name: &str, wanted: &str| matches!(item.get(name), Some(AttributeValue::S(text)) if text == wanted);
    is(PK, &key.pk) && is(SK, &key.sk)
}

/// What a text changes of its contact, and on what the decision stood.
fn contact_update(record: &InboundRecord<'_>) -> StoreResult<Expression> {
    let reception = &record.reception;
    let message = &reception.message;
    let mut expression = Expression::default();
    decided_on(&mut expression, &record.basis);
    let last_inbound = ContactField::LastInboundId.as_ref();
    if record.basis.contact_version.is_some() {
        match &record.basis.last_inbound {
            // Nothing is owed, so no text may have come in since that would be.
            Some(last) if !reception.needs_answer => {
                expression.where_compares(last_inbound, "=", text(last.as_str()));
            }
            None if !reception.needs_answer => {
                expression.where_absent(last_inbound);
            }
            Some(_) | None => {
                expression.where_absent_or_less(last_inbound, text(message.id.as_str()));
            }
        }
    }
    change_contact(&mut expression, &reception.change())?;
    if reception.needs_answer {
        let kind = keys::work_kind(Debt::Thread, message.thread.as_ref());
        expression
            .set(WORK_KIND, text(kind))
            .set(WORK_DUE, text(instant(record.wake_at)))
            .remove(THREAD_PUT_BACKS)
            .remove(ContactField::GaveUpAt.as_ref());
    }
    Ok(expression)
}
