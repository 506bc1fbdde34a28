//! The thread worker: under a lease, answers what is unanswered in a thread, in order.

use std::time::Duration;

use sms_domain::address::Address;
use sms_domain::contact::{Contact, Party};
use sms_domain::message::{Draft, InboundMessage};
use sms_domain::reply::{Plan, ReplyRules, plan};
use sms_domain::sending::after;
use tracing::{info, warn};

use crate::clock::random_bits;
use crate::job::Job;
use crate::ports::{Lease, Leased, Ports, QueueError, StoreError, Write};

/// How long a worker holds a thread: also how long a dead one holds it up. Rules answer in
/// milliseconds; one that takes longer loses the thread to another, and writes nothing more.
const LEASE: Duration = Duration::from_secs(10);
/// When a worker that finds the thread held looks again.
const COME_BACK: Duration = Duration::from_secs(4);
/// Texts read at a time.
const BATCH: usize = 25;
/// Batches worked through under one lease; what is left the tick brings back.
const MOST_BATCHES: usize = 100;

/// Why a thread job must come again.
#[derive(Debug, thiserror::Error)]
pub enum RespondError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Queue(#[from] QueueError),
}

/// Answers the texts of `thread` that are owed an answer.
pub async fn respond(
    ports: &Ports,
    rules: &ReplyRules,
    thread: &Address,
) -> Result<(), RespondError> {
    let now = ports.clock.now();
    let id = format!("{:032x}", random_bits(now));
    let lease = Lease {
        thread: thread.clone(),
        id,
        until: after(now, LEASE),
    };
    match ports.threads.lease(&lease, now).await? {
        Leased::Idle => Ok(()),
        Leased::Busy => {
            ports
                .thread_queue
                .put(&Job::Thread(thread.clone()), COME_BACK)
                .await?;
            Ok(())
        }
        Leased::Taken(contact) => drain(ports, rules, &lease, *contact).await,
    }
}

/// Works through the thread until nothing is owed or the lease is lost.
async fn drain(
    ports: &Ports,
    rules: &ReplyRules,
    lease: &Lease,
    mut contact: Contact,
) -> Result<(), RespondError> {
    for _ in 0..MOST_BATCHES {
        let texts = ports
            .threads
            .unanswered(&lease.thread, contact.answered_through.as_ref(), BATCH)
            .await?;
        let newest = texts.last().map(|text| text.id.clone());
        for text in &texts {
            let releases = newest.as_ref() == Some(&text.id) && texts.len() < BATCH;
            match answer(ports, rules, lease, text, &contact, releases).await? {
                Held::Released => return Ok(()),
                Held::Still => contact.answered_through = Some(text.id.clone()),
                Held::Lost => {
                    warn!(thread = ?lease.thread, "lost the lease; another worker goes on");
                    return Ok(());
                }
            }
        }
        if texts.is_empty() && ports.threads.release(lease).await? == Write::Done {
            return Ok(());
        }
        if ports.clock.now() > lease.until {
            return Ok(());
        }
        // Consent may have changed while we worked: decide the next texts on what is there now.
        let asked = crate::ports::Question {
            contact: Some(&lease.thread),
            ..Default::default()
        };
        if let Some(current) = ports.messages.known(asked).await?.contact {
            contact = current;
        }
        if texts.is_empty() && !contact.owes_an_answer() {
            // Nothing is owed and the lease is not ours to give back.
            return Ok(());
        }
    }
    Ok(())
}

enum Held {
    Released,
    Still,
    Lost,
}

async fn answer(
    ports: &Ports,
    rules: &ReplyRules,
    lease: &Lease,
    text: &InboundMessage,
    contact: &Contact,
    releases: bool,
) -> Result<Held, RespondError> {
    let now = ports.clock.now();
    let reply = match plan(text, contact, rules) {
        Plan::Silence(why) => {
            info!(target: "sms::event", event = "silence", message_id = %text.id, from = ?text.thread, why = why.as_ref());
            None
        }
        Plan::Reply {
            body,
            purpose,
            processed_by,
        } => {
            let number = text.number.clone().or_else(|| contact.number.clone());
            number.map(|number| {
                let (id, thread) = (text.id.reply(), text.thread.clone());
                let party = contact.party.as_ref().map(Party::link);
                let (processed_by, stage) = (Some(processed_by), text.stage);
                Draft {
                    id,
                    thread,
                    number,
                    body,
                    purpose,
                    processed_by,
                    stage,
                    party,
                }
                .queued(now)
            })
        }
    };
    let mut held = Held::Released;
    let mut write = Write::Raced;
    if releases {
        write = ports
            .threads
            .answer(lease, &text.id, reply.as_ref(), true)
            .await?;
    }
    if write != Write::Done {
        // Not the last text, or a later one came in meanwhile: keep the lease and go on.
        held = Held::Still;
        write = ports
            .threads
            .answer(lease, &text.id, reply.as_ref(), false)
            .await?;
    }
    if write != Write::Done {
        return Ok(Held::Lost);
    }
    if let Some(reply) = reply {
        info!(target: "sms::event", event = "reply", message_id = %reply.id, to = ?reply.thread, segments = reply.segments);
        // Written and owed: if the queue does not take the job, the tick brings it back.
        if let Err(fault) = ports
            .send_queue
            .put(&Job::send(&reply.key()), Duration::ZERO)
            .await
        {
            warn!(message_id = %reply.id, %fault, "not queued; the tick will");
        }
    }
    Ok(held)
}
