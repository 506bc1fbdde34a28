//! The tick: puts late work back, and names what cannot move by itself.

mod report;

use std::time::Duration;

use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::message::moves::{MAX_REQUEUES, MAX_THREAD_REQUEUES, Refusal, requeue_delay};
use sms_domain::message::{MessageKey, OutboundMessage, SendState};
use sms_domain::sending::carrier_codes::Disposition;
use sms_domain::sending::clearance::never;
use sms_domain::time::after;
use tracing::error;

use crate::enqueue::enqueue;
use crate::event::Event;
use crate::function::{QueueName, Trigger, Use, every};
use crate::jobs::{Batch, Job, JobError, Step};
use crate::metrics;
use crate::ports::{Advanced, Debt, Move, Ports, StoreResult, Write};
use crate::queue_item::QueueItem;
use crate::responder::skip;
use crate::settings::Reader;

pub use report::TickReport;

/// The most read of each kind at a time.
const LIMIT: usize = 500;
/// The most pages in one tick: what is left the next one takes.
const MAX_PAGES: usize = 10;
/// After a restart nothing is on a queue, and whatever is due within this time is late already.
const AFTER_RESTART: Duration = Duration::from_mins(20);

/// Puts back what is owed and due. Two at once do no harm: whatever a tick moves, it moves on the
/// condition that the row is as it was read; so a tick takes no lease, and none of a dead one holds
/// up the next.
#[derive(Debug)]
pub struct Tick;

impl Job for Tick {
    const NAME: &'static str = "tick";
    const SUMMARY: &'static str = "Requeues late work";
    const TRIGGERS: &'static [Trigger] = &[every(1)];
    const USES: &'static [Use] = &[
        Use::Store,
        Use::Puts(QueueName::Work),
        Use::Puts(QueueName::Send),
    ];
    const MAX_ITEMS: usize = LIMIT * MAX_PAGES;
    const DEADLINE: Duration = Duration::from_secs(45);
    const IS_EXCLUSIVE: bool = false;

    type Report = TickReport;
    type Cursor = ();

    fn configure(_: &mut Reader<'_>) -> Option<Self> {
        Some(Self)
    }

    async fn step(
        &self,
        ports: &Ports,
        batch: &Batch<'_, ()>,
        report: &mut TickReport,
    ) -> Result<Step<()>, JobError> {
        let now = ports.clock.now();
        let ahead = if batch.after_restart {
            AFTER_RESTART
        } else {
            Duration::ZERO
        };
        let items = requeue_page(ports, now, after(now, ahead), report).await?;
        Ok(if items < LIMIT {
            Step::Done
        } else {
            Step::More { items, cursor: () }
        })
    }

    fn log(report: &TickReport) {
        Event::Tick(report).emit();
    }
}

/// Puts back one page of each kind; gives the size of the larger.
async fn requeue_page(
    ports: &Ports,
    now: Timestamp,
    horizon: Timestamp,
    report: &mut TickReport,
) -> StoreResult<usize> {
    let threads = ports.work.due(Debt::Thread, horizon, LIMIT).await?;
    let sends = ports.work.due(Debt::Send, horizon, LIMIT).await?;
    let size = threads.len().max(sends.len());
    for due in threads {
        let QueueItem::Thread(thread) = &due.item else {
            continue;
        };
        // One row that cannot be read or written must not keep back all the others.
        if let Err(fault) = requeue_thread(ports, thread, due.wake_at, now, report).await {
            error!(thread = ?thread, %fault, "a thread was not requeued");
        }
    }
    for due in sends {
        let QueueItem::Send(key) = due.item else {
            continue;
        };
        if let Err(fault) = requeue_send(ports, &key, now, horizon, report).await {
            error!(message_id = %key.id, %fault, "a send was not requeued");
        }
    }
    Ok(size)
}

async fn requeue_thread(
    ports: &Ports,
    thread: &Address,
    seen: Timestamp,
    now: Timestamp,
    report: &mut TickReport,
) -> StoreResult<()> {
    let next = after(now, requeue_delay(1));
    let Some(times) = ports.work.requeue(thread, seen, next).await? else {
        return Ok(());
    };
    if times > MAX_THREAD_REQUEUES {
        if ports.work.give_up(thread, next, now).await? == Write::Done {
            metrics::count("GaveUp", 1);
            error!(thread = ?thread, times, "gave up on a thread: its texts stay unanswered");
            report.gave_up += 1;
        }
        return Ok(());
    }
    report.threads += 1;
    let item = QueueItem::Thread(thread.clone());
    enqueue(ports, &item, Duration::ZERO).await;
    Ok(())
}

async fn requeue_send(
    ports: &Ports,
    key: &MessageKey,
    now: Timestamp,
    horizon: Timestamp,
    report: &mut TickReport,
) -> StoreResult<()> {
    // The index may lag: what counts is the row.
    let Some((message, contact)) = ports.outbox.load(key).await? else {
        return Ok(());
    };
    if message.state == SendState::Queued
        && let Some(reason) = never(&message, &contact, now)
    {
        report.skipped += usize::from(skip(ports, &message, reason, now).await?);
        return Ok(());
    }
    let Some(after) = due_move(&message, now, horizon) else {
        return Ok(());
    };
    if ports
        .outbox
        .advance(&Move::new(&message, after.clone(), now))
        .await?
        != Advanced::Done
    {
        return Ok(());
    }
    match after.state {
        SendState::Ambiguous => {
            metrics::count("AmbiguousSends", 1);
            Event::Ambiguous(&after).emit();
            report.ambiguous += 1;
        }
        SendState::Failed => {
            metrics::count("GaveUp", 1);
            Event::Failed {
                message: &after,
                gave_up: true,
            }
            .emit();
            report.gave_up += 1;
        }
        SendState::Queued => {
            report.sends += 1;
            enqueue(ports, &QueueItem::send(key), Duration::ZERO).await;
        }
        SendState::InFlight | SendState::Accepted | SendState::Skipped => {}
    }
    Ok(())
}

/// What the tick makes of a send whose time may have come.
fn due_move(
    message: &OutboundMessage,
    now: Timestamp,
    horizon: Timestamp,
) -> Option<OutboundMessage> {
    match message.state {
        SendState::Queued if message.due_at > now || message.wake_at > horizon => None,
        SendState::Queued if message.put_backs >= MAX_REQUEUES => {
            let reason = format!("gave up after {} requeues", message.put_backs);
            Some(message.failed(&Refusal {
                code: None,
                reason,
                disposition: Disposition::Permanent,
            }))
        }
        SendState::Queued => Some(message.requeue(now)),
        // Its call has ended, or its process has: none is left to store its outcome.
        SendState::InFlight if message.claim.as_ref().is_none_or(|claim| claim.until < now) => {
            Some(message.ambiguous("the sender stopped during its call", now))
        }
        SendState::InFlight
        | SendState::Ambiguous
        | SendState::Accepted
        | SendState::Failed
        | SendState::Skipped => None,
    }
}
