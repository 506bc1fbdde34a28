//! Changes of consent: the ledger's entry and the row of the suppression list, which every
//! transaction that changes a contact's consent carries.

use aws_sdk_dynamodb::types::TransactWriteItem;
use sms_domain::address::Address;
use sms_domain::contact::Consent;
use sms_domain::contact::suppression::{ConsentSource, Suppression};
use sms_domain::message::MessageKey;
use sms_engine::ports::{ConsentEntry, StoreResult};

use crate::expression::Expression;
use crate::keys;
use crate::rows::{keyed, text, to_item};
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

/// The carrier's word that a contact opted out, on the contact's row.
pub(crate) fn opt_out(contact: &mut Expression, at: jiff::Timestamp) {
    contact
        .set("consent", text(Consent::OptedOut.as_ref()))
        .set("consent_at", text(at.to_string()))
        .add("version", 1);
}

/// The ledger's entry for it.
pub(crate) fn carriers_word(
    at: jiff::Timestamp,
    key: &MessageKey,
    ours: Option<&Address>,
    code: Option<u32>,
) -> ConsentEntry {
    let said = code.map_or_else(|| "optout".to_owned(), |code| code.to_string());
    ConsentEntry {
        at,
        consent: Consent::OptedOut,
        source: ConsentSource::Carrier(code),
        message: Some(key.id.clone()),
        evidence: format!("the carrier says so: {said}"),
        number: ours.cloned(),
    }
}
