//! The manual trigger (`AI Response Trigger` of seed 001): a person has a text looked at again. A
//! positive one makes a lead, also where only a model or a person saw it; an unanswered one is answered.

use std::time::Duration;

use serde_json::json;
use sms_domain::address::Address;
use sms_domain::contact::review::review;
use sms_domain::contact::{Contact, Party, PartyLink};
use sms_domain::message::moves::GRACE;
use sms_domain::message::{InboundMessage, Message, MessageId, MessageKey};
use sms_domain::time::after;
use tracing::{info, warn};

use crate::http::{ApiKeyAuth, Fields, Validation, WebError, WebRequest, WebResponse, names};
use crate::ports::{Basis, Lookup, Ports, ReviewRecord, StoreError, StoreResult, Write};
use crate::queue_item::QueueItem;

/// `POST /ai-response-trigger`: takes a phone, and a `conversation_id` where it is not the last text.
pub async fn trigger(
    ports: &Ports,
    auth: &ApiKeyAuth,
    request: &WebRequest,
) -> Result<WebResponse, WebError> {
    auth.admit(request)?;
    let fields = Fields::read(request)?;
    let mut validation = Validation::of(&fields);
    let thread = validation.required(names::PHONE);
    let thread: Option<Address> = validation.parsed(names::PHONE, thread);
    let id = validation.optional(names::CONVERSATION);
    let id: Option<MessageId> = validation.parsed(names::CONVERSATION, id);
    let thread = validation.finish(thread)?;
    for _ in 0..8 {
        let (contact, text) = find(ports, &thread, id.as_ref()).await?;
        let now = ports.clock.now();
        let is_answered = is_answered(ports, &text).await?;
        let waits = contact.owes_an_answer();
        let record = ReviewRecord {
            basis: Basis::contact(Some(&contact)),
            wake_at: after(now, GRACE),
            review: review(&contact, text, is_answered, now),
        };
        if ports.contacts.record_review(&record).await? != Write::Done {
            continue;
        }
        let step = record.review;
        let link = step.contact.party.as_ref().map(Party::link);
        info!(target: "sms::event", event = "triggered", message_id = %step.text.id, from = ?thread, promoted = step.promotes, answering = waits || step.due_from.is_some());
        if step.due_from.is_some()
            && let Err(fault) = ports
                .thread_queue
                .put(&QueueItem::Thread(thread), Duration::ZERO)
                .await
        {
            warn!(message_id = %step.text.id, %fault, "not queued; the tick will");
        }
        return Ok(WebResponse::ok(json!({
            "status": "ok",
            "conversation_id": step.text.id,
            "ai_intent": step.text.ai_intent,
            "intent_detected": step.text.intent,
            "promoted": step.promotes,
            "linked_to": link.as_ref().map(PartyLink::word),
            "answering": waits || step.due_from.is_some(),
        })));
    }
    Err(StoreError::Busy("the contact kept moving".to_owned()).into())
}

async fn find(
    ports: &Ports,
    thread: &Address,
    id: Option<&MessageId>,
) -> Result<(Contact, InboundMessage), WebError> {
    let contact = ports.contacts.get(thread).await?;
    let contact = contact.ok_or(WebError::Unknown("contact"))?;
    let id = id.or(contact.last_inbound_id.as_ref()).cloned();
    let key = MessageKey {
        thread: thread.clone(),
        id: id.ok_or(WebError::Unknown("text of this contact"))?,
    };
    let asked = Lookup {
        message: Some(&key),
        ..Lookup::default()
    };
    match ports.messages.look_up(asked).await?.message {
        Some(Message::Inbound(text)) => Ok((contact, text)),
        Some(Message::Outbound(_)) | None => Err(WebError::Unknown("text of this contact")),
    }
}

/// Whether anything was written in answer to the text.
async fn is_answered(ports: &Ports, text: &InboundMessage) -> StoreResult<bool> {
    for id in [text.id.reply(), text.id.follow_up()] {
        let key = MessageKey {
            thread: text.thread.clone(),
            id,
        };
        if ports.outbox.load(&key).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
