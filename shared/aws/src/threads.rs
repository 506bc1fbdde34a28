//! Threads as the thread worker and the tick see them.

use async_trait::async_trait;
use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::change::ContactField;
use sms_domain::message::{InboundMessage, Message, MessageId};
use sms_engine::ports::{Answered, Lease, Leased, StoreResult, Threads, Write};

use crate::expression::Expression;
use crate::keys::{self, PK, WORK_DUE, WORK_KIND, instant};
use crate::rows::{
    LEASE_ID, LEASE_UNTIL, THREAD_PUT_BACKS, change_contact, from_item, message_item, outcome, text,
};
use crate::table::{Conditional, SortRange, Table, Transacted};

/// [`Threads`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoThreads {
    table: Table,
}

impl DynamoThreads {
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

#[async_trait]
impl Threads for DynamoThreads {
    async fn lease(&self, lease: &Lease, now: Timestamp) -> StoreResult<Leased> {
        let mut expression = Expression::default();
        expression
            .set(LEASE_ID, text(&lease.id))
            .set(LEASE_UNTIL, text(instant(lease.until)))
            .where_present(WORK_KIND)
            .where_free_or_mine(
                LEASE_UNTIL,
                text(instant(now)),
                LEASE_ID,
                // A lease whose answer was lost is asked for again by its owner.
                text(&lease.id),
            );
        Ok(
            match self
                .table
                .update(&keys::contact(&lease.thread), &expression)
                .await?
            {
                Conditional::Done(item) => Leased::Taken(Box::new(from_item(item)?)),
                Conditional::Failed(Some(item)) if item.contains_key(WORK_KIND) => Leased::Busy,
                Conditional::Failed(_) => Leased::Idle,
            },
        )
    }

    async fn unanswered(
        &self,
        thread: &Address,
        after: Option<&MessageId>,
        limit: usize,
    ) -> StoreResult<Vec<InboundMessage>> {
        let (mut low, high) = keys::message_range_after(after);
        let mut texts = Vec::new();
        // Sends lie between the texts: read on until there are enough texts or no more rows.
        loop {
            let range = SortRange::Between(low.clone(), high.clone());
            let items = self
                .table
                .query(keys::thread_pk(thread), range, Some(limit * 2))
                .await?;
            let read = items.len();
            for item in items {
                let message: Message = from_item(item)?;
                low = format!("{}-s", keys::message_sk(&message.key().id));
                if let Message::Inbound(text) = message {
                    texts.push(text);
                }
            }
            if read < limit * 2 || texts.len() >= limit {
                texts.truncate(limit);
                return Ok(texts);
            }
        }
    }

    async fn answer(&self, answered: &Answered<'_>, release: bool) -> StoreResult<Write> {
        let Answered {
            lease,
            text: answers,
            change,
            sends,
            is_relabelled,
        } = answered;
        let through = text(answers.id.as_str());
        let mut update = Expression::default();
        update
            .where_compares(LEASE_ID, "=", text(&lease.id))
            .where_absent_or_less(ContactField::AnsweredThrough.as_ref(), through.clone());
        change_contact(&mut update, change)?;
        if release {
            update.where_compares(ContactField::LastInboundId.as_ref(), "=", through);
            give_back(&mut update);
        }
        let key = keys::contact(&lease.thread);
        if sends.is_empty() && !is_relabelled {
            return Ok(outcome(&self.table.update(&key, &update).await?));
        }
        let mut absent = Expression::default();
        absent.where_absent(PK);
        let mut writes = vec![self.table.update_write(&key, update)?];
        for send in *sends {
            let item = message_item(send)?;
            writes.push(self.table.put_write(item, &absent)?);
        }
        if *is_relabelled {
            // The labels alone: a person may be making a lead of the text.
            let mut labels = Expression::default();
            labels
                .set("ai_intent", text(answers.ai_intent.as_ref()))
                .set("intent", text(answers.intent.as_ref()))
                .set("summary", text(&answers.summary))
                .where_present(PK);
            if let Some(by) = answers.processed_by {
                labels.set("processed_by", text(by.as_ref()));
            }
            writes.push(
                self.table
                    .update_write(&keys::of_message(&answers.key()), labels)?,
            );
        }
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }

    async fn release(&self, lease: &Lease) -> StoreResult<Write> {
        let mut contact = Expression::default();
        contact
            .where_compares(LEASE_ID, "=", text(&lease.id))
            .where_equal_attributes(
                ContactField::LastInboundId.as_ref(),
                ContactField::AnsweredThrough.as_ref(),
            );
        give_back(&mut contact);
        Ok(outcome(
            &self
                .table
                .update(&keys::contact(&lease.thread), &contact)
                .await?,
        ))
    }
}

/// The lease and the debt.
fn give_back(contact: &mut Expression) {
    for name in [LEASE_ID, LEASE_UNTIL, WORK_KIND, WORK_DUE, THREAD_PUT_BACKS] {
        contact.remove(name);
    }
}
