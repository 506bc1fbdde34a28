//! Sends as the sender sees them.

use async_trait::async_trait;
use aws_sdk_dynamodb::types::TransactWriteItem;
use sms_domain::contact::change::{ContactChange, ContactField};
use sms_domain::contact::{Consent, Contact};
use sms_domain::ids::MessageSid;
use sms_domain::message::counts::Counts;
use sms_domain::message::tally::MoveCounts;
use sms_domain::message::{Message, MessageKey, OutboundMessage};
use sms_domain::sending::clearance::Clearance;
use sms_engine::ports::{Advanced, Move, Outbox, SidTarget, StoreResult, Write};

use crate::consents::{consent_writes, opt_out, where_version};
use crate::expression::Expression;
use crate::keys::{self, PK, SK};
use crate::rows::{
    OPEN_SENDS, PARKED, TARGET, change_contact, counter_write, event_item, from_item, guard_item,
    guard_of, members, message_item, number, text, to_value,
};
use crate::table::{Conditional, FailedCondition, Table, Transacted};

/// [`Outbox`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoOutbox {
    table: Table,
}

impl DynamoOutbox {
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

#[async_trait]
impl Outbox for DynamoOutbox {
    async fn load(&self, key: &MessageKey) -> StoreResult<Option<(OutboundMessage, Contact)>> {
        let wanted = [keys::of_message(key), keys::contact(&key.thread)];
        let (mut message, mut contact) = (None, None);
        for item in self.table.get_all(&wanted).await? {
            let is_contact =
                item.get(SK).and_then(|sk| sk.as_s().ok()) == Some(&keys::contact(&key.thread).sk);
            if is_contact {
                contact = Some(from_item(item)?);
            } else if let Message::Outbound(outbound) = from_item(item)? {
                message = Some(outbound);
            }
        }
        let contact = contact.unwrap_or_else(|| Contact::new(key.thread.clone()));
        Ok(message.map(|message| (message, contact)))
    }

    async fn claim(&self, clearance: &Clearance, claimed: &OutboundMessage) -> StoreResult<Write> {
        let before = clearance.message();
        let mut contact = Expression::default();
        contact
            .add_value(OPEN_SENDS, members(&[&before.id]))
            .where_present(PK);
        if !before.purpose.is_exempt_from_opt_out() {
            // Whatever the clearance stood on: consent above all, but also a wrong number or a refusal.
            let out = text(Consent::OptedOut.as_ref());
            contact.where_compares(ContactField::Consent.as_ref(), "<>", out);
            where_version(&mut contact, clearance.contact_version());
        }
        let writes = vec![
            self.table
                .put_write(message_item(claimed)?, &still(before))?,
            self.table
                .update_write(&keys::contact(&before.thread), contact)?,
        ];
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }

    async fn advance(&self, step: &Move) -> StoreResult<Advanced> {
        let item = message_item(&step.after)?;
        let mut follow = self.what_follows(step)?;
        if follow.writes.is_empty() {
            return Ok(match self.table.put(item, &still(&step.before)).await? {
                Conditional::Done(()) => Advanced::Done,
                Conditional::Failed(_) => Advanced::Raced,
            });
        }
        let mut writes = vec![self.table.put_write(item, &still(&step.before))?];
        writes.append(&mut follow.writes);
        let Transacted::Failed(reasons) = self.table.transact(writes).await? else {
            return Ok(Advanced::Done);
        };
        if Transacted::failed_at(&reasons, Some(0)).is_none()
            && let Some(FailedCondition { row: Some(taken) }) =
                Transacted::failed_at(&reasons, follow.guard_at.map(|index| index + 1))
        {
            return Ok(Advanced::SidTaken(Box::new(guard_of(taken)?)));
        }
        Ok(Advanced::Raced)
    }
}

/// The writes that go with a move, and which of them is the SID's row.
struct Follow {
    writes: Vec<TransactWriteItem>,
    guard_at: Option<usize>,
}

impl DynamoOutbox {
    fn what_follows(&self, step: &Move) -> StoreResult<Follow> {
        let Move {
            before, after, at, ..
        } = step;
        let mut follow = Follow {
            writes: Vec::new(),
            guard_at: None,
        };
        let counts = MoveCounts::of(before, after, step.absorbs.as_ref());
        if let (None, Some(sid)) = (&before.sid, &after.sid) {
            follow.guard_at = Some(follow.writes.len());
            follow.writes.push(self.guard_write(step, sid)?);
        }
        if let Some(echo) = &step.absorbs {
            follow.writes.push(
                self.table
                    .delete_write(&keys::of_message(&echo.key()), &still(echo))?,
            );
        }
        let contact = contact_update(step, counts.contact)?;
        if !contact.changes_nothing() {
            follow.writes.push(
                self.table
                    .update_write(&keys::contact(&after.thread), contact)?,
            );
        }
        for (number, id, delta) in counts.numbers {
            let key = keys::counter(number, *at, id);
            follow
                .writes
                .extend(counter_write(&self.table, &key, &delta)?);
        }
        for (template, delta) in counts.templates {
            let key = keys::template_counter(template, *at, &after.id);
            follow
                .writes
                .extend(counter_write(&self.table, &key, &delta)?);
        }
        let mut events = std::collections::HashSet::new();
        for receipt in &step.receipts {
            if events.insert(keys::event(&after.id, receipt)) {
                let event = event_item(&after.id, receipt)?;
                follow
                    .writes
                    .push(self.table.put_write(event, &Expression::default())?);
            }
        }
        if let Some(record) = &step.opt_out {
            let writes = consent_writes(&self.table, &after.thread, &record.entry)?;
            follow.writes.extend(writes);
        }
        Ok(follow)
    }

    fn guard_write(&self, step: &Move, sid: &MessageSid) -> StoreResult<TransactWriteItem> {
        let target = SidTarget::of_send(&step.after);
        let key = keys::sid(sid);
        let mut expression = Expression::default();
        if let Some(echo) = &step.absorbs {
            // The row keeps the echo's payload.
            expression.set(TARGET, to_value(&target)?).where_compares(
                "target.id",
                "=",
                text(echo.id.as_str()),
            );
            return self.table.update_write(&key, expression);
        }
        expression
            .where_absent(TARGET)
            .where_holds(PARKED, step.parked);
        self.table
            .put_write(guard_item(&key, &target, None)?, &expression)
    }
}

/// The row is the one that was read.
fn still(message: &OutboundMessage) -> Expression {
    let mut condition = Expression::default();
    condition.where_compares("revision", "=", number(message.revision));
    condition
}

fn contact_update(step: &Move, counts: Counts) -> StoreResult<Expression> {
    let Move {
        before, after, at, ..
    } = step;
    let mut contact = Expression::default();
    if before.is_open() && !after.is_open() {
        contact.delete(OPEN_SENDS, members(&[&after.id]));
    } else if !before.is_open() && after.is_open() {
        contact.add_value(OPEN_SENDS, members(&[&after.id]));
    }
    change_contact(
        &mut contact,
        &ContactChange::of_move(before, after, counts, *at),
    )?;
    if let Some(record) = &step.opt_out {
        opt_out(&mut contact, record)?;
    }
    Ok(contact)
}
