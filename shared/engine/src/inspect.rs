//! What a person at 2 a.m. asks: the history of a message or thread, and the sends that have no known
//! outcome.

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use sms_domain::address::Address;
use sms_domain::contact::{ConsentEntry, Contact};
use sms_domain::ids::MessageSid;
use sms_domain::message::moves::Refusal;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{Message, MessageId, OutboundMessage, SendState};
use sms_domain::sending::carrier_codes::Disposition;

use crate::enqueue::enqueue;
use crate::ports::{Advanced, Debt, Lookup, Move, Ports, StoreResult};
use crate::queue_item::QueueItem;

/// A thread, or one message of it, with all that happened.
#[derive(Debug, Serialize)]
pub struct Life {
    pub contact: Option<Contact>,
    pub consents: Vec<ConsentEntry>,
    pub messages: Vec<MessageLife>,
}

#[derive(Debug, Serialize)]
pub struct MessageLife {
    #[serde(flatten)]
    pub message: Message,
    pub receipts: Vec<Receipt>,
}

/// What was asked for: a phone, or a SID.
pub async fn trace(ports: &Ports, asked: &str) -> StoreResult<Option<Life>> {
    if let Ok(sid) = asked.parse::<MessageSid>() {
        let question = Lookup {
            sid: Some(&sid),
            ..Lookup::default()
        };
        let guard = ports
            .messages
            .look_up(question)
            .await?
            .guard
            .unwrap_or_default();
        if let Some(target) = guard.target {
            let life = thread_life(ports, &target.key.thread, Some(&target.key.id)).await?;
            return Ok(Some(life));
        }
    }
    let Ok(thread) = asked.parse::<Address>() else {
        return Ok(None);
    };
    let life = thread_life(ports, &thread, None).await?;
    Ok((life.contact.is_some() || !life.messages.is_empty()).then_some(life))
}

async fn thread_life(
    ports: &Ports,
    thread: &Address,
    only: Option<&MessageId>,
) -> StoreResult<Life> {
    let contact = ports.contacts.get(thread).await?;
    let mut messages = Vec::new();
    for message in ports.audit.thread(thread).await? {
        let key = message.key();
        if only.is_none_or(|id| *id == key.id || id.reply() == key.id) {
            let receipts = ports.audit.receipts(&key).await?;
            messages.push(MessageLife { message, receipts });
        }
    }
    Ok(Life {
        contact,
        consents: ports.audit.consents(thread).await?,
        messages,
    })
}

/// The sends whose outcome is unknown since `until` or before, oldest first. By the clock of
/// whoever found that out, which need not be the caller's.
pub async fn ambiguous(ports: &Ports, until: Timestamp) -> StoreResult<Vec<OutboundMessage>> {
    let mut sends = Vec::new();
    for due in ports.work.due(Debt::Ambiguous, until, 1_000).await? {
        let QueueItem::Send(key) = due.item else {
            continue;
        };
        if let Some((message, _)) = ports.outbox.load(&key).await?
            && message.state == SendState::Ambiguous
        {
            sends.push(message);
        }
    }
    sends.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(sends)
}

/// What a person found out about an ambiguous send.
#[derive(Debug, Clone)]
pub enum Finding {
    /// The carrier has it, under this SID.
    Sent(MessageSid),
    /// The carrier never took it, and it shall not be sent any more.
    NotSent,
    /// The carrier never took it: send it again. The person answers for it.
    SendAgain,
}

/// Settles the ambiguous send `id` by a person's finding. `None` if no such send is ambiguous.
pub async fn settle(
    ports: &Ports,
    id: &MessageId,
    finding: &Finding,
) -> StoreResult<Option<OutboundMessage>> {
    let now = ports.clock.now();
    let Some(message) = ambiguous(ports, Timestamp::MAX)
        .await?
        .into_iter()
        .find(|message| message.id == *id)
    else {
        return Ok(None);
    };
    let after = match finding {
        Finding::Sent(sid) => {
            crate::sender::accept(ports, &message, sid).await?;
            return Ok(ports
                .outbox
                .load(&message.key())
                .await?
                .map(|(message, _)| message));
        }
        Finding::NotSent => message.failed(&Refusal {
            code: None,
            reason: "settled by a person: the carrier did not accept it".to_owned(),
            disposition: Disposition::Permanent,
        }),
        Finding::SendAgain => message.postponed(now, "settled by a person: send again", now),
    };
    if ports
        .outbox
        .advance(&Move::new(&message, after.clone(), now))
        .await?
        != Advanced::Done
    {
        return Ok(None);
    }
    if after.state == SendState::Queued {
        enqueue(ports, &QueueItem::send(&after.key()), Duration::ZERO).await;
    }
    Ok(Some(after))
}
