//! Contacts, and how people change them.

use async_trait::async_trait;
use sms_domain::address::{Address, E164};
use sms_domain::contact::change::{ContactChange, ContactField};
use sms_domain::contact::{Contact, Profile};
use sms_engine::ports::{Contacts, Debt, ReviewRecord, StoreError, StoreResult, Write};

use crate::consents::decided_on;
use crate::expression::Expression;
use crate::keys::{self, Key, PK, WORK_DUE, WORK_KIND, instant};
use crate::rows::{THREAD_PUT_BACKS, change_contact, from_item, message_item, text};
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
    async fn get(&self, thread: &Address) -> StoreResult<Option<Contact>> {
        let mut items = self.table.get_all(&[keys::contact(thread)]).await?;
        items.pop().map(from_item).transpose()
    }

    async fn get_many(&self, phones: &[E164]) -> StoreResult<Vec<Contact>> {
        if phones.is_empty() {
            return Ok(Vec::new());
        }
        let wanted: Vec<Key> = phones
            .iter()
            .map(|phone| keys::contact(&Address::Phone(phone.clone())))
            .collect();
        let items = self.table.get_all(&wanted).await?;
        items.into_iter().map(from_item).collect()
    }

    async fn record_review(&self, record: &ReviewRecord) -> StoreResult<Write> {
        let step = &record.review;
        let mut contact = Expression::default();
        decided_on(&mut contact, &record.basis);
        change_contact(
            &mut contact,
            &ContactChange::new(&step.contact, &step.fields),
        )?;
        if step.due_from.is_some() {
            let kind = keys::work_kind(Debt::Thread, step.text.thread.as_ref());
            contact
                .set(WORK_KIND, text(kind))
                .set(WORK_DUE, text(instant(record.wake_at)))
                .remove(THREAD_PUT_BACKS)
                .remove(ContactField::GaveUpAt.as_ref())
                // A text that came in meanwhile is owed more than this one, and one that is being
                // answered is owed already.
                .where_compares(
                    ContactField::LastInboundId.as_ref(),
                    "=",
                    text(step.text.id.as_str()),
                )
                .where_compares(
                    ContactField::AnsweredThrough.as_ref(),
                    "=",
                    text(step.text.id.as_str()),
                );
        }
        let mut present = Expression::default();
        present.where_present(PK);
        let item = message_item(&step.text)?;
        let writes = vec![
            self.table
                .update_write(&keys::contact(&step.text.thread), contact)?,
            self.table.put_write(item, &present)?,
        ];
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }

    async fn describe(&self, thread: &Address, profile: &Profile) -> StoreResult<()> {
        let key = keys::contact(thread);
        let mut described = Contact::new(thread.clone());
        described.profile = profile.clone();
        let update = |fields: &[ContactField]| {
            let mut update = Expression::default();
            change_contact(&mut update, &ContactChange::new(&described, fields))?;
            Ok::<_, StoreError>(update)
        };
        let mut known = update(&[ContactField::Profile])?;
        known.where_present(PK);
        let mut unknown = update(&[
            ContactField::Address,
            ContactField::Version,
            ContactField::Consent,
            ContactField::Profile,
        ])?;
        unknown.where_absent(PK);
        // A first text may come in between: the row is there by the third look at the latest.
        for expression in [&known, &unknown, &known] {
            if let Conditional::Done(_) = self.table.update(&key, expression).await? {
                return Ok(());
            }
        }
        Err(StoreError::Busy("the contact kept moving".to_owned()))
    }
}
