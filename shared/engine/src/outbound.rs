//! Word that a send was made (`/outbound`): find our own message, or log it as a send of its own.

use jiff::Timestamp;
use serde_json::json;
use sms_domain::contact::Contact;
use sms_domain::message::{Direction, Message, MessageId, MessageKey, OutboundMessage};
use sms_domain::outbound::{Echo, record_echo};
use sms_language::text::hash::fingerprint;
use tracing::warn;

use crate::event::Event;
use crate::function::{Endpoint, Trigger, Use, post};
use crate::http::{
    Fields, MAX_RAW_TEXT, Validation, WebError, WebRequest, WebResponse, WebhookAuth,
    check_body_size, names, raw_body,
};
use crate::ports::clock::random_bits;
use crate::ports::{Basis, EchoRecord, Found, Lookup, Ports, SidTarget, StoreResult, Write};
use crate::retry::Retry;
use crate::sender::accept;
use crate::settings::Reader;

/// `POST /outbound`.
#[derive(Debug)]
pub struct Outbound {
    auth: WebhookAuth,
}

impl Endpoint for Outbound {
    const NAME: &'static str = "outbound";
    const SUMMARY: &'static str = "Logs a send, one of ours or one made outside the engine";
    const TRIGGERS: &'static [Trigger] = &[post("/outbound")];
    const USES: &'static [Use] = &[Use::Store];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let auth = WebhookAuth::configure(reader)?;
        Some(Self { auth })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        self.auth.admit(request)?;
        let echo = read(request)?;
        let raw = raw_body(request, MAX_RAW_TEXT);
        record(ports, &echo, &raw).await?;
        Ok(WebResponse::ok(json!({"status": "ok"})))
    }
}

/// Far longer than any record id, in bytes.
const MAX_TEMPLATE_ID: usize = 256;

fn read(request: &WebRequest) -> Result<Echo, WebError> {
    let fields = Fields::read(request)?;
    let mut validation = Validation::of(&fields);
    let number = validation.required(names::FROM);
    let number = validation.parsed(names::FROM, number);
    let thread = validation.required(names::TO);
    let thread = validation.parsed(names::TO, thread);
    let body = validation.required(names::BODY);
    let sid = validation.required(names::SID);
    let sid = validation.parsed(names::SID, sid);
    let processed_by = validation.optional(names::PROCESSED_BY).and_then(|text| {
        let known = text.trim().parse().ok();
        if known.is_none() {
            // An extra of the echo: not worth losing the send for.
            warn!("Processed By is not one of its values; ignored");
        }
        known
    });
    let template = validation
        .optional(names::TEMPLATE)
        .map(|text| text.trim().to_owned());
    if template
        .as_ref()
        .is_some_and(|id| id.len() > MAX_TEMPLATE_ID)
    {
        validation.fault(names::TEMPLATE, "is not a valid record id");
    }
    let echo = (|| {
        Some(Echo {
            number: number?,
            thread: thread?,
            body: body?.to_owned(),
            sid: sid?,
            processed_by,
            template,
        })
    })();
    let echo = validation.finish(echo)?;
    check_body_size(&echo.body)?;
    Ok(echo)
}

async fn record(ports: &Ports, echo: &Echo, raw: &str) -> StoreResult<()> {
    let mut retry = Retry::of("the contact");
    loop {
        retry.attempt()?;
        let known = ports
            .messages
            .look_up(Lookup {
                sid: Some(&echo.sid),
                contact: Some(&echo.thread),
                number: Some(&echo.number),
                message: None,
            })
            .await?;
        if let Some(target) = known.guard.as_ref().and_then(|guard| guard.target.as_ref()) {
            return repeat(ports, echo, target).await;
        }
        if let Some(ours) = our_open_send(ports, echo, &known).await? {
            accept(ports, &ours, &echo.sid).await?;
            return link_template(ports, echo, &ours.key()).await;
        }
        let record = decision(echo, known, raw, ports.clock.now());
        if ports.messages.record_echo(&record).await? == Write::Done {
            Event::Echo(&record.send.message).emit();
            return Ok(());
        }
    }
}

/// The SID is stored: the echo of a send that we know. It may still bring the template.
async fn repeat(ports: &Ports, echo: &Echo, target: &SidTarget) -> StoreResult<()> {
    let repeated = fingerprint(&echo.body);
    if target.body_hash != repeated {
        warn!(sid = %echo.sid, stored = %target.body_hash, %repeated, "an echo with another body");
    }
    Event::Repeat {
        id: &target.key.id,
        sid: Some(&echo.sid),
    }
    .emit();
    if target.direction == Direction::Outbound {
        link_template(ports, echo, &target.key).await?;
    }
    Ok(())
}

/// A template that the echo names is linked and counted once; one that the message has stays.
async fn link_template(ports: &Ports, echo: &Echo, key: &MessageKey) -> StoreResult<()> {
    let Some(template) = &echo.template else {
        return Ok(());
    };
    let mut retry = Retry::of("the message");
    loop {
        retry.attempt()?;
        match ports.outbox.load(key).await? {
            Some((message, _)) if message.template_record_id.is_none() => {
                if ports.messages.link_template(&message, template).await? == Write::Done {
                    return Ok(());
                }
            }
            // Linked already, or folded into a message that keeps its own.
            Some(_) | None => return Ok(()),
        }
    }
}

/// The one send of ours, called but of unstored outcome, that this echo is of; `None` if there
/// is none, or more than one that it could be.
async fn our_open_send(
    ports: &Ports,
    echo: &Echo,
    known: &Found,
) -> StoreResult<Option<OutboundMessage>> {
    let mut matches = Vec::new();
    for id in &known.open_sends {
        let key = MessageKey {
            thread: echo.thread.clone(),
            id: id.clone(),
        };
        if let Some((message, _)) = ports.outbox.load(&key).await?
            && message.is_open()
            && message.is_the_send_of(&echo.number, &echo.body)
        {
            matches.push(message);
        }
    }
    Ok(if matches.len() == 1 {
        matches.pop()
    } else {
        None
    })
}

/// Decides what is stored for a send of its own.
fn decision<'a>(echo: &Echo, known: Found, raw: &'a str, now: Timestamp) -> EchoRecord<'a> {
    let basis = Basis::of(&known);
    let contact = known
        .contact
        .unwrap_or_else(|| Contact::new(echo.thread.clone()));
    let id = MessageId::new(now, random_bits(now));
    let parked = known.guard.map(|guard| guard.parked).unwrap_or_default();
    let send = record_echo(echo, &contact, id, &parked, now);
    EchoRecord {
        sid: echo.sid.clone(),
        guard: SidTarget::of_send(&send.message),
        send,
        raw,
        basis,
        parked,
    }
}

/// The message of `Found`, if it went out.
pub fn outbound(known: &Found) -> Option<&OutboundMessage> {
    match &known.message {
        Some(Message::Outbound(message)) => Some(message),
        Some(Message::Inbound(_)) | None => None,
    }
}
