//! The templates while they are used: read now and then, seeded from a file, listed with what they
//! led to.

use std::sync::Arc;

use futures::lock::Mutex;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use sms_domain::message::counts::Counts;
use sms_domain::template::{Library, Template, TemplateId};

use crate::ports::clock::Clock;
use crate::ports::{Ports, StoreError, StoreResult, Templates};

/// How long what was read is used: a changed text is in use everywhere after this.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// The templates as a thread worker has them at hand: at most one read a minute for each process.
#[derive(Debug)]
pub struct TemplateShelf {
    templates: Arc<dyn Templates>,
    clock: Arc<dyn Clock>,
    // Held over the read, so that two workers of one process do not both read.
    held: Mutex<Option<Held>>,
}

#[derive(Debug)]
struct Held {
    library: Arc<Library>,
    looked_at: Timestamp,
}

impl TemplateShelf {
    pub fn new(ports: &Ports) -> Self {
        Self {
            templates: Arc::clone(&ports.templates),
            clock: Arc::clone(&ports.clock),
            held: Mutex::new(None),
        }
    }

    /// The templates as of a minute ago at most. Where the table has none, the starter library: an
    /// engine that nobody has seeded still answers. While the store fails, the last ones read; an
    /// error only if there are none.
    pub async fn library(&self) -> StoreResult<Arc<Library>> {
        let now = self.clock.now();
        let mut held = self.held.lock().await;
        if let Some(held) = &*held
            && (SignedDuration::ZERO..FRESH).contains(&now.duration_since(held.looked_at))
        {
            return Ok(Arc::clone(&held.library));
        }
        let library = match (self.templates.all().await, held.take()) {
            (Ok(stored), _) if stored.is_empty() => Arc::new(starter()?),
            (Ok(stored), _) => Arc::new(stored),
            (Err(fault), Some(last)) => {
                tracing::warn!(%fault, "the templates cannot be read; the last ones serve on");
                last.library
            }
            (Err(fault), None) => return Err(fault),
        };
        *held = Some(Held {
            library: Arc::clone(&library),
            looked_at: now,
        });
        Ok(library)
    }
}

fn starter() -> StoreResult<Library> {
    // A test reads it: this happens to no build that passed.
    Library::starter().map_err(|faults| StoreError::Corrupt(faults.to_string()))
}

/// What a seeding changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seeded {
    pub added: Vec<TemplateId>,
    /// Stored before with another text, stage, name or whatever.
    pub changed: Vec<TemplateId>,
    pub unchanged: usize,
    /// In the store and not in the library: left as they are.
    pub others: usize,
}

/// Writes what is new or different in `library` to the store, and takes nothing away.
pub async fn seed(ports: &Ports, library: &Library) -> StoreResult<Seeded> {
    let stored = ports.templates.all().await?;
    let mut seeded = Seeded::default();
    let mut to_write = Vec::new();
    for template in library.iter() {
        match stored.get(&template.id) {
            Some(same) if same == template => {
                seeded.unchanged += 1;
                continue;
            }
            Some(_) => seeded.changed.push(template.id.clone()),
            None => seeded.added.push(template.id.clone()),
        }
        to_write.push(template.clone());
    }
    let is_other = |template: &&Template| library.get(&template.id).is_none();
    seeded.others = stored.iter().filter(is_other).count();
    ports.templates.put(&to_write).await?;
    Ok(seeded)
}

/// Seeds the starter library into a store that has no template. `None` if it has some.
pub async fn seed_if_empty(ports: &Ports) -> StoreResult<Option<Seeded>> {
    if !ports.templates.all().await?.is_empty() {
        return Ok(None);
    }
    seed(ports, &starter()?).await.map(Some)
}

/// A stored template and what it led to.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub template: Template,
    pub counts: Counts,
}

/// How many counters are read at once.
const AT_ONCE: usize = 16;

/// Every stored template with its counters, by category, stage and id.
pub async fn list(ports: &Ports) -> StoreResult<Vec<Listed>> {
    let stored = ports.templates.all().await?;
    let templates: Vec<Template> = stored.iter().cloned().collect();
    let mut listed: Vec<Listed> = stream::iter(templates)
        .map(|template| async {
            let counts = ports.audit.template_counts(&template.id).await?;
            Ok::<_, StoreError>(Listed { template, counts })
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    listed.sort_by(|Listed { template: a, .. }, Listed { template: b, .. }| {
        (a.category, a.stage, &a.id).cmp(&(b.category, b.stage, &b.id))
    });
    Ok(listed)
}

#[cfg(test)]
mod tests;
