//! Who has opted out, as a file: import what others know, export what we know.

mod file;
mod routes;

use std::collections::HashMap;

use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use serde::Serialize;
use sms_domain::address::{Address, E164};
use sms_domain::contact::opt_out::{Suppressing, suppress as decide};
use sms_domain::contact::{Consent, ConsentEntry, Contact};

use crate::event::Event;
use crate::ports::{Basis, ListCursor, OptOutRecord, Ports, StoreResult, Write};
use crate::retry::Retry;

pub use file::{FileError, HEADER};
use file::{Line, Lines};
pub use routes::{SuppressionJob, Suppressions};

/// What became of a file's lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ImportReport {
    /// Contacts that may not be texted any more, and before could be.
    pub imported: usize,
    /// Lines of contacts that had opted out already, some by an earlier line.
    pub already_suppressed: usize,
    pub rejected_count: usize,
    /// The first hundred of them.
    pub rejected: Vec<Rejected>,
}

/// A line that changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Counted from 1, the header's.
    pub line: u64,
    /// Never shows the phone.
    pub problem: String,
}

/// A part of the list as a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Export {
    /// With its header.
    pub csv: String,
    pub count: usize,
    pub next: Option<ListCursor>,
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export")
            .field("count", &self.count)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

/// Contacts read in one request: the most that the port takes.
const BATCH: usize = 100;
/// Transactions under way at once.
const AT_ONCE: usize = 16;
const MAX_LISTED: usize = 100;

/// Opts out every phone of a CSV file of any length. A line that will not do is told and changes
/// nothing. After a fault of the store the same file may be given again: what is done stays done.
pub async fn import(ports: &Ports, file: &[u8]) -> Result<ImportReport, FileError> {
    let now = ports.clock.now();
    let mut lines = Lines::open(file)?;
    let mut report = ImportReport::default();
    loop {
        let mut rejected = Vec::new();
        let mut batch = Vec::new();
        while batch.len() < BATCH {
            match lines.next(now)? {
                None => break,
                Some(Ok(line)) => batch.push(line),
                Some(Err(line)) => rejected.push(line),
            }
        }
        let is_last = batch.len() < BATCH;
        for (line, outcome) in suppress_all(ports, batch).await? {
            match outcome {
                Outcome::Suppressed => report.imported += 1,
                Outcome::Already => report.already_suppressed += 1,
                Outcome::OptedInSince(since) => {
                    let problem = format!(
                        "the contact opted in again at {since}, and this opt-out is not later"
                    );
                    rejected.push(Rejected { line, problem });
                }
            }
        }
        rejected.sort_by_key(|rejected| rejected.line);
        report.rejected_count += rejected.len();
        let room = MAX_LISTED - report.rejected.len();
        report.rejected.extend(rejected.into_iter().take(room));
        if is_last {
            break;
        }
    }
    Event::Import(&report).emit();
    Ok(report)
}

enum Outcome {
    Suppressed,
    Already,
    OptedInSince(Timestamp),
}

/// Suppresses the phones of `lines`, many at once; lines of one phone in their order.
async fn suppress_all(ports: &Ports, lines: Vec<Line>) -> StoreResult<Vec<(u64, Outcome)>> {
    let mut by_phone: HashMap<E164, Vec<Line>> = HashMap::new();
    for line in lines {
        by_phone.entry(line.phone.clone()).or_default().push(line);
    }
    let phones: Vec<E164> = by_phone.keys().cloned().collect();
    let contacts = ports.contacts.get_many(&phones).await?;
    let mut contacts: HashMap<Address, Contact> = contacts
        .into_iter()
        .map(|contact| (contact.address.clone(), contact))
        .collect();
    let work: Vec<_> = by_phone
        .into_iter()
        .map(|(phone, lines)| {
            let contact = contacts.remove(&Address::Phone(phone.clone()));
            suppress_one(ports, phone, contact, lines)
        })
        .collect();
    let outcomes: Vec<_> = stream::iter(work)
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    Ok(outcomes.into_iter().flatten().collect())
}

async fn suppress_one(
    ports: &Ports,
    phone: E164,
    mut known: Option<Contact>,
    lines: Vec<Line>,
) -> StoreResult<Vec<(u64, Outcome)>> {
    let mut outcomes = Vec::new();
    for line in lines {
        let entry = ConsentEntry {
            at: line.at,
            consent: Consent::OptedOut,
            source: line.source,
            message: None,
            evidence: line.evidence,
            number: None,
        };
        let outcome = suppress(ports, &phone, &mut known, &entry).await?;
        outcomes.push((line.number, outcome));
    }
    Ok(outcomes)
}

/// Suppresses the contact that is `known`, or another as it is by then; leaves `known` as it is
/// after.
async fn suppress(
    ports: &Ports,
    phone: &E164,
    known: &mut Option<Contact>,
    entry: &ConsentEntry,
) -> StoreResult<Outcome> {
    let mut retry = Retry::of("the contact");
    loop {
        retry.attempt()?;
        let basis = Basis::contact(known.as_ref());
        let contact = known
            .take()
            .unwrap_or_else(|| Contact::new(phone.clone().into()));
        let after = match decide(&contact, entry) {
            Suppressing::Now(after) => *after,
            Suppressing::Already => {
                *known = Some(contact);
                return Ok(Outcome::Already);
            }
            Suppressing::OptedInSince(since) => {
                *known = Some(contact);
                return Ok(Outcome::OptedInSince(since));
            }
        };
        let record = OptOutRecord {
            contact: after,
            basis,
            entry: entry.clone(),
        };
        match ports.suppressions.suppress(&record).await? {
            Write::Done => {
                *known = Some(record.contact);
                return Ok(Outcome::Suppressed);
            }
            Write::Raced => {
                *known = ports.contacts.get(&phone.clone().into()).await?;
            }
        }
    }
}

/// The next part of the list, with at most `limit` phones, or fewer where their words fill an
/// answer.
pub async fn export(
    ports: &Ports,
    after: Option<&ListCursor>,
    limit: usize,
) -> Result<Export, FileError> {
    let page = ports.suppressions.list(after, limit).await?;
    let export = file::write(&page)?;
    Event::Export(&export).emit();
    Ok(export)
}
