//! The manual trigger (`AI Response Trigger` of seed 001): a person has a text looked at again. A
//! positive one makes a lead, also where only a model or a person saw it; an unanswered one is answered.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use sms_domain::address::Address;
use sms_domain::contact::stage::Stage;
use sms_domain::contact::{Contact, Party, PartyLink};
use sms_domain::message::moves::GRACE;
use sms_domain::message::{InboundMessage, Message, MessageId, MessageKey};
use sms_domain::time::after;
use sms_language::{ConsentSignal, Context, Intent, read};

use crate::enqueue::enqueue;
use crate::event::Event;
use crate::function::{Endpoint, QueueName, Trigger, Use, post};
use crate::http::{ApiKeyAuth, Fields, Validation, WebError, WebRequest, WebResponse, names};
use crate::ports::{Lookup, Ports, StoreResult, TakeUp, Write};
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
    const SUMMARY: &'static str = "Has a text looked at again, for a person who asks";
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
        let waits = contact.owes_an_answer();
        let step = decide(&contact, text, is_answered, now);
        if ports.contacts.take_up(&step).await? != Write::Done {
            continue;
        }
        let link = step.contact.party.as_ref().map(Party::link);
        let answering = waits || step.owed_from.is_some();
        Event::Triggered {
            text: &step.text,
            promoted: step.promotes,
            answering,
        }
        .emit();
        if step.owed_from.is_some() {
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
    let asked = Lookup {
        contact: Some(thread),
        ..Lookup::default()
    };
    let contact = ports.messages.look_up(asked).await?.contact;
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

/// What the person's word makes of the text and its contact.
fn decide(before: &Contact, mut text: InboundMessage, is_answered: bool, now: Timestamp) -> TakeUp {
    let mut contact = before.clone();
    let is_last = before.last_inbound_id.as_ref() == Some(&text.id);
    let is_out = before.stage == Some(Stage::Dnc) || before.has_opted_out();
    let promotes =
        is_positive(&text, before) && !is_out && matches!(before.party, Some(Party::Prospect(_)));
    if promotes {
        contact.party = contact.party.map(|party| party.promoted(&text.id, now));
        if is_last {
            contact.wrong_number_at = None;
            contact.refused_through = None;
        }
        let stage = contact.stage.unwrap_or(Stage::OwnershipConfirmation);
        contact.stage = Some(stage.advanced_to(Stage::PriceQualification));
        contact.version += 1;
        text.party = contact.party.as_ref().map(Party::link);
        text.stage = contact.stage;
        if !(text.intent == Intent::Positive || text.ai_intent.promotes()) {
            text.intent = Intent::Positive;
        }
    }
    // Only the last text is taken up: an answer to an earlier one would come out of turn. One that still
    // waits for the thread worker is answered anyway.
    let is_open = !contact.has_opted_out() && contact.is_left_alone().is_none();
    let is_done_with = contact.answered_through.as_ref() == Some(&text.id);
    let owed_from = text.id.just_before().filter(|_| {
        is_last && is_open && is_done_with && !is_answered && text.answerable().is_some()
    });
    TakeUp {
        decided_on: before.version,
        contact,
        text,
        promotes,
        owed_from,
        wake_at: after(now, GRACE),
    }
}

/// By the labels that it has, or by what the rules make of it now.
fn is_positive(text: &InboundMessage, contact: &Contact) -> bool {
    let context = Context {
        workflow: text.workflow,
        asked: contact.stage.and_then(Stage::usual_question),
    };
    text.consent == ConsentSignal::None
        && text.intent != Intent::Dnc
        && (text.intent == Intent::Positive
            || text.ai_intent.promotes()
            || read(&text.body, &context).promotes())
}
