//! A text comes in: store it once, with all that follows for its contact, and answer.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use sms_domain::contact::Contact;
use sms_domain::inbound::{Arrival, receive as decide};
use sms_domain::message::moves::GRACE;
use sms_domain::message::{Direction, MessageId};
use sms_domain::time::after;
use sms_language::Workflow;
use sms_language::text::hash::fingerprint;
use tracing::warn;

use crate::enqueue::enqueue;
use crate::event::Event;
use crate::function::{Endpoint, QueueName, Trigger, Use, post};
use crate::http::{
    Fields, MAX_RAW_TEXT, Validation, WebError, WebRequest, WebResponse, WebhookAuth,
    check_body_size, names, raw_body,
};
use crate::ports::clock::random_bits;
use crate::ports::{
    Answer, Basis, Found, InboundRecord, Lookup, Ports, SidTarget, StoreResult, Write,
};
use crate::queue_item::QueueItem;
use crate::retry::Retry;
use crate::settings::Reader;

/// `POST /inbound`.
#[derive(Debug)]
pub struct Inbound {
    auth: WebhookAuth,
}

impl Endpoint for Inbound {
    const NAME: &'static str = "inbound";
    const SUMMARY: &'static str =
        "Takes a text in: stores it once, with all that follows for its contact";
    const TRIGGERS: &'static [Trigger] = &[post("/inbound")];
    const USES: &'static [Use] = &[Use::Store, Use::Puts(QueueName::Work)];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let auth = WebhookAuth::configure(reader)?;
        Some(Self { auth })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.auth.admit(request)?;
        let arrival = read(request, ports.clock.now())?;
        let raw = raw_body(request, MAX_RAW_TEXT);
        let (id, answer) = record(ports, arrival, raw).await?;
        Ok(WebResponse::ok(answer_body(&id, &answer)))
    }
}

fn read(request: &WebRequest, at: Timestamp) -> Result<Arrival, WebError> {
    let fields = Fields::read(request)?;
    let mut validation = Validation::of(&fields);
    let from = validation.required(names::FROM);
    let from = validation.parsed(names::FROM, from);
    let to = validation.optional(names::TO);
    let to = validation.parsed(names::TO, to);
    let body = validation.required(names::BODY);
    let sid = validation.optional(names::SID);
    let sid = validation.parsed(names::SID, sid);
    let arrival = from.zip(body).map(|(from, body)| Arrival {
        from,
        to,
        body: body.to_owned(),
        sid,
        at,
        // That of the route, unless the number has one.
        workflow: Workflow::Seller,
    });
    let arrival = validation.finish(arrival)?;
    check_body_size(&arrival.body)?;
    Ok(arrival)
}

/// The answer of the first, and of every repeat.
fn answer_body(id: &MessageId, answer: &Answer) -> Value {
    match answer {
        Answer::OptOut => json!({"status": "optout"}),
        Answer::Stored { linked_to } => json!({
            "status": "ok",
            "conversation_id": id,
            "linked_to": linked_to.as_ref().map(sms_domain::contact::PartyLink::word),
        }),
    }
}

/// Stores `arrival` unless its SID is stored; gives the id and answer of whichever is.
async fn record(
    ports: &Ports,
    mut arrival: Arrival,
    raw: String,
) -> StoreResult<(MessageId, Answer)> {
    let body_hash = fingerprint(&arrival.body);
    let workflow_of_route = arrival.workflow;
    let mut retry = Retry::of("the contact");
    loop {
        retry.attempt()?;
        let known = ports
            .messages
            .look_up(Lookup {
                sid: arrival.sid.as_ref(),
                contact: Some(&arrival.from),
                number: arrival.to.as_ref(),
                message: None,
            })
            .await?;
        if let Some(target) = known.guard.as_ref().and_then(|guard| guard.target.as_ref()) {
            if target.body_hash != body_hash {
                warn!(sid = arrival.sid.as_ref().map(display), stored = %target.body_hash, repeated = %body_hash, "a repeat with another body");
            }
            Event::Repeat {
                id: &target.key.id,
                sid: arrival.sid.as_ref(),
            }
            .emit();
            return Ok((target.key.id.clone(), target.answer.clone()));
        }
        let now = ports.clock.now();
        arrival.workflow = known.number_workflow.unwrap_or(workflow_of_route);
        let (record, answer) = decision(&arrival, known, &raw, &body_hash, now);
        match ports.messages.record_inbound(&record).await? {
            Write::Done => {
                let message = &record.reception.message;
                Event::Inbound(message).emit();
                if record.reception.needs_answer {
                    let item = QueueItem::Thread(message.thread.clone());
                    enqueue(ports, &item, Duration::ZERO).await;
                }
                return Ok((message.id.clone(), answer));
            }
            Write::Raced => {}
        }
    }
}

fn decision<'a>(
    arrival: &Arrival,
    known: Found,
    raw: &'a str,
    body_hash: &str,
    now: Timestamp,
) -> (InboundRecord<'a>, Answer) {
    let basis = Basis::of(&known);
    let contact = known
        .contact
        .unwrap_or_else(|| Contact::new(arrival.from.clone()));
    let id = MessageId::new(now, random_bits(now)).at_least_after(contact.last_inbound_id.as_ref());
    let reception = decide(arrival, &contact, id);
    let message = &reception.message;
    let answer = if message.delivery_status == sms_domain::message::status::DeliveryStatus::OptOut {
        Answer::OptOut
    } else {
        Answer::Stored {
            linked_to: message.party.clone(),
        }
    };
    let guard = arrival.sid.clone().map(|sid| {
        let target = SidTarget {
            key: message.key(),
            direction: Direction::Inbound,
            number: arrival.to.clone(),
            answer: answer.clone(),
            body_hash: body_hash.to_owned(),
        };
        (sid, target)
    });
    let record = InboundRecord {
        basis,
        guard,
        raw,
        wake_at: after(now, GRACE),
        reception,
    };
    (record, answer)
}
