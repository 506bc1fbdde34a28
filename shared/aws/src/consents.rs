//! Changes of consent: the ledger's entry and the row of the suppression list, which every
//! transaction that changes a contact's consent carries.

use aws_sdk_dynamodb::types::TransactWriteItem;
use sms_domain::address::Address;
use sms_domain::contact::change::{ContactChange, ContactField};
use sms_domain::contact::suppression::Suppression;
use sms_domain::contact::{Consent, ConsentEntry};
use sms_engine::ports::{Basis, OptOutRecord, StoreResult};

use crate::expression::Expression;
use crate::keys::{self, PK};
use crate::rows::{change_contact, keyed, number, to_item};
use crate::table::Table;

/// What goes with `entry` beside the contact's row: two writes at most. Neither has a condition:
/// the same entry has the same key, and the caller's conditions decide whether it is written.
pub(crate) fn consent_writes(
    table: &Table,
    thread: &Address,
    entry: &ConsentEntry,
) -> StoreResult<Vec<TransactWriteItem>> {
    let always = Expression::default();
    let ledger = keyed(to_item(entry)?, &keys::consent(thread, entry));
    let mut writes = vec![table.put_write(ledger, &always)?];
    // Only a phone is ever texted: nobody else is on the list.
    if let Some(phone) = thread.phone() {
        let key = keys::suppression(phone);
        match entry.consent {
            Consent::OptedOut => {
                let row = Suppression {
                    phone: phone.clone(),
                    at: entry.at,
                    source: entry.source.clone(),
                    evidence: listed_evidence(entry),
                };
                writes.push(table.put_write(keyed(to_item(&row)?, &key), &always)?);
            }
            Consent::OptedIn => writes.push(table.delete_write(&key, &always)?),
            Consent::Unstated => {}
        }
    }
    Ok(writes)
}

fn listed_evidence(entry: &ConsentEntry) -> String {
    match &entry.message {
        // A person's words are for the ledger; the list says where they are.
        Some(message) => message.to_string(),
        None => entry.evidence.clone(),
    }
}

/// An opt-out on its contact's row, and the condition that this is the row it was decided on.
pub(crate) fn opt_out(contact: &mut Expression, record: &OptOutRecord) -> StoreResult<()> {
    decided_on(contact, &record.basis);
    change_contact(contact, &ContactChange::opted_out(&record.contact))
}

/// The contact's row has the version of `basis`, or there still is none.
pub(crate) fn decided_on(contact: &mut Expression, basis: &Basis) {
    match basis.contact_version {
        None => contact.where_absent(PK),
        Some(version) => where_version(contact, version),
    };
}

pub(crate) fn where_version(contact: &mut Expression, version: u64) -> &mut Expression {
    contact.where_compares(ContactField::Version.as_ref(), "=", number(version))
}
