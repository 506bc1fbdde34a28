//! The manual trigger (`AI Response Trigger` of seed 001): a person has a text looked at again. A
//! positive one makes a lead, also where only a model or a person saw it; an unanswered one is answered.

use std::time::Duration;

use serde_json::json;
use sms_domain::address::Address;
use sms_domain::contact::review::review as decide;
use sms_domain::contact::{Contact, Party, PartyLink};
use sms_domain::message::moves::GRACE;
use sms_domain::message::{InboundMessage, Message, MessageId, MessageKey};
use sms_domain::time::after;

use crate::enqueue::enqueue;
use crate::event::Event;
use crate::function::{Endpoint, QueueName, Trigger, Use, post};
use crate::http::{ApiKeyAuth, Fields, Validation, WebError, WebRequest, WebResponse, names};
use crate::ports::{Basis, Lookup, Ports, ReviewRecord, StoreResult, Write};
use crate::queue_item::QueueItem;
use crate::retry::Retry;
use crate::settings::Reader;

/// `POST /ai-response-trigger`: takes a phone, and a `conversation_id` where it is not the last text.
#[derive(Debug)]
pub struct AiResponseTrigger {
    auth: ApiKeyAuth,
}

impl Endpoint for AiResponseTrigger {
    const NAME: &'static str = "ai-response-trigger";
    const SUMMARY: &'static str = "Reviews a text again, on the request of a person";
    const TRIGGERS: &'static [Trigger] = &[post("/ai-response-trigger")];
    const USES: &'static [Use] = &[Use::Store, Use::Puts(QueueName::Work)];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let auth = ApiKeyAuth::configure(reader)?;
        Some(Self { auth })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.auth.admit(request)?;
        review(ports, request).await
    }
}

async fn review(ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
    let fields = Fields::read(request)?;
    let mut validation = Validation::of(&fields);
    let thread = validation.required(names::PHONE);
    let thread: Option<Address> = validation.parsed(names::PHONE, thread);
    let id = validation.optional(names::CONVERSATION);
    let id: Option<MessageId> = validation.parsed(names::CONVERSATION, id);
    let thread = validation.finish(thread)?;
    let mut retry = Retry::of("the contact");
    loop {
        retry.attempt()?;
        let (contact, text) = find(ports, &thread, id.as_ref()).await?;
        let now = ports.clock.now();
        let is_answered = is_answered(ports, &text).await?;
        let waits = contact.is_answer_due();
        let record = ReviewRecord {
            basis: Basis::contact(Some(&contact)),
            wake_at: after(now, GRACE),
            review: decide(&contact, text, is_answered, now),
        };
        if ports.contacts.record_review(&record).await? != Write::Done {
            continue;
        }
        let step = record.review;
        let link = step.contact.party.as_ref().map(Party::link);
        let answering = waits || step.due_from.is_some();
        Event::Triggered {
            text: &step.text,
            promoted: step.promotes,
            answering,
        }
        .emit();
        if step.due_from.is_some() {
            enqueue(ports, &QueueItem::Thread(thread), Duration::ZERO).await;
        }
        return Ok(WebResponse::ok(json!({
            "status": "ok",
            "conversation_id": step.text.id,
            "ai_intent": step.text.ai_intent,
            "intent_detected": step.text.intent,
            "promoted": step.promotes,
            "linked_to": link.as_ref().map(PartyLink::word),
            "answering": answering,
        })));
    }
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
