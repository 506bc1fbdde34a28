//! The carrier's word that a contact opted out, decided on the contact's row.

use sms_domain::address::Address;
use sms_domain::contact::opt_out::{Suppressing, suppress};
use sms_domain::contact::{ConsentEntry, Contact};

use crate::ports::{Basis, OptOutRecord, Ports, StoreResult};

/// What `entry` makes of the contact of `thread`, whose row is `known`. `None` where it is out
/// already, or its later opt-in stands.
pub(crate) fn decide(
    thread: &Address,
    known: Option<&Contact>,
    entry: ConsentEntry,
) -> Option<OptOutRecord> {
    let stranger = || Contact::new(thread.clone());
    let suppressing = known.map_or_else(
        || suppress(&stranger(), &entry),
        |contact| suppress(contact, &entry),
    );
    match suppressing {
        Suppressing::Now(contact) => Some(OptOutRecord {
            contact: *contact,
            basis: Basis::contact(known),
            entry,
        }),
        Suppressing::Already | Suppressing::OptedInSince(_) => None,
    }
}

/// As [`decide`], on the row as it is now. Reads nothing where there is no opt-out.
pub(crate) async fn look_up(
    ports: &Ports,
    thread: &Address,
    entry: Option<ConsentEntry>,
) -> StoreResult<Option<OptOutRecord>> {
    let Some(entry) = entry else { return Ok(None) };
    let contact = ports.contacts.get(thread).await?;
    Ok(decide(thread, contact.as_ref(), entry))
}
