//! Contacts as people change them.

use async_trait::async_trait;
use sms_domain::address::Address;
use sms_domain::contact::{Contact, Profile};
use sms_domain::message::Message;
use sms_engine::ports::{Contacts, Debt, ReviewRecord, StoreError, StoreResult, Write};

use crate::expression::Expression;
use crate::keys::{self, PK, WORK_DUE, WORK_KIND, instant};
use crate::rows::{GAVE_UP_AT, THREAD_PUT_BACKS, message_item, number, set_fields, text, to_value};
use crate::table::{Conditional, Table, Transacted};

/// [`Contacts`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoContacts {
    table: Table,
}

impl DynamoContacts {
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

#[async_trait]
impl Contacts for DynamoContacts {
    async fn record_review(&self, record: &ReviewRecord) -> StoreResult<Write> {
        let step = &record.review;
        let mut contact = Expression::default();
        contact.where_compares("version", "=", number(record.decided_on));
        set_fields(&mut contact, &step.contact, &["version", "stage", "party"])?;
        for (name, is_gone) in [
            ("wrong_number_at", step.contact.wrong_number_at.is_none()),
            ("refused_through", step.contact.refused_through.is_none()),
        ] {
            if is_gone {
                contact.remove(name);
            }
        }
        if let Some(due_from) = &step.due_from {
            let kind = keys::work_kind(Debt::Thread, step.text.thread.as_ref());
            contact
                .set("answered_through", text(due_from.as_str()))
                .set(WORK_KIND, text(kind))
                .set(WORK_DUE, text(instant(record.wake_at)))
                .remove(THREAD_PUT_BACKS)
                .remove(GAVE_UP_AT)
                // A text that came in meanwhile is owed more than this one, and one that is being
                // answered is owed already.
                .where_compares("last_inbound_id", "=", text(step.text.id.as_str()))
                .where_compares("answered_through", "=", text(step.text.id.as_str()));
        }
        let mut present = Expression::default();
        present.where_present(PK);
        let item = message_item(&Message::Inbound(step.text.clone()))?;
        let writes = vec![
            self.table
                .update_write(&keys::contact(&step.text.thread), &contact)?,
            self.table.put_write(item, &present)?,
        ];
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }

    async fn describe(&self, thread: &Address, profile: &Profile) -> StoreResult<()> {
        let key = keys::contact(thread);
        let mut known = Expression::default();
        known.set("profile", to_value(profile)?).where_present(PK);
        let mut unknown = Expression::default();
        let stranger = Contact::new(thread.clone());
        set_fields(&mut unknown, &stranger, &["address", "version", "consent"])?;
        unknown.set("profile", to_value(profile)?).where_absent(PK);
        // A first text may come in between: the row is there by the third look at the latest.
        for expression in [&known, &unknown, &known] {
            if let Conditional::Done(_) = self.table.update(&key, expression).await? {
                return Ok(());
            }
        }
        Err(StoreError::Busy("the contact kept moving".to_owned()))
    }
}
