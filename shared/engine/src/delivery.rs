//! A delivery receipt: find its message, move its status forward once, or park it.

use serde_json::json;
use sms_domain::address::Address;
use sms_domain::message::receipt::{Receipt, latest_opt_out};
use sms_domain::message::status::DeliveryStatus;
use sms_domain::message::{Direction, MessageId, MessageKey, OutboundMessage, SendState};
use tracing::{info, warn};

use crate::event::Event;
use crate::function::{Endpoint, Trigger, Use, post};
use crate::http::signature::is_ours;
use crate::http::{
    Fields, MAX_RAW_RECEIPT, Validation, WebError, WebRequest, WebResponse, WebhookAuth, names,
    query_value, raw_body,
};
use crate::metrics;
use crate::opt_out;
use crate::outbound::outbound;
use crate::ports::{
    Advanced, Lookup, Move, Ports, ReceiptRecord, ReceiptWrite, SidRecord, SidTarget, StoreResult,
    Write,
};
use crate::retry::Retry;
use crate::sender::accept;
use crate::settings::Reader;

/// `POST /delivery`.
#[derive(Debug)]
pub struct Delivery {
    auth: WebhookAuth,
}

impl Endpoint for Delivery {
    const NAME: &'static str = "delivery";
    const SUMMARY: &'static str = "Takes a delivery receipt";
    const TRIGGERS: &'static [Trigger] = &[post("/delivery")];
    const USES: &'static [Use] = &[Use::Store];

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let auth = WebhookAuth::configure(reader)?;
        Some(Self { auth })
    }

    async fn handle(&self, ports: &Ports, request: &WebRequest) -> Result<WebResponse, WebError> {
        let signed_for = signed_message(&self.auth, request);
        if signed_for.is_none() {
            self.auth.admit(request)?;
        }
        let (receipt, to) = read(request, ports)?;
        let key = signed_for.map(|id| MessageKey {
            thread: to.clone(),
            id,
        });
        record(ports, &receipt, &to, key.as_ref()).await?;
        Ok(WebResponse::ok(
            json!({"status": "ok", "normalized": receipt.normalized()}),
        ))
    }
}

/// The message that our own signature in the callback URL speaks for.
fn signed_message(auth: &WebhookAuth, request: &WebRequest) -> Option<MessageId> {
    let id: MessageId = query_value(&request.query, "m")?.parse().ok()?;
    let signature = query_value(&request.query, "s")?;
    is_ours(&auth.token, &id, &signature).then_some(id)
}

/// Far longer than any carrier's status word, in bytes.
const MAX_STATUS: usize = 64;

fn read(request: &WebRequest, ports: &Ports) -> Result<(Receipt, Address), WebError> {
    let fields = Fields::read(request)?;
    let mut validation = Validation::of(&fields);
    let sid = validation.required(names::SID);
    let sid = validation.parsed(names::SID, sid);
    let word = validation.required(names::STATUS);
    if word.is_some_and(|word| word.len() > MAX_STATUS) {
        validation.fault(names::STATUS, "is not a valid status");
    }
    let to = validation.required(names::TO);
    let to: Option<Address> = validation.parsed(names::TO, to);
    let from = validation.required(names::FROM);
    let from: Option<Address> = validation.parsed(names::FROM, from);
    let error_code = validation
        .optional(names::ERROR_CODE)
        .and_then(|code| code.trim().parse().ok());
    let receipt = (|| {
        let word = word?.trim().to_owned();
        let status = DeliveryStatus::from_carrier(&word);
        let raw = raw_body(request, MAX_RAW_RECEIPT);
        let receipt = Receipt {
            sid: sid?,
            word,
            status,
            error_code,
            at: ports.clock.now(),
            raw,
        };
        from.map(|_| receipt).zip(to)
    })();
    validation.finish(receipt)
}

async fn record(
    ports: &Ports,
    receipt: &Receipt,
    to: &Address,
    key: Option<&MessageKey>,
) -> StoreResult<()> {
    let mut retry = Retry::of("the message");
    loop {
        retry.attempt()?;
        let asked = Lookup {
            sid: Some(&receipt.sid),
            // Only an opt-out is decided on the contact: other receipts need not read it.
            contact: receipt.opts_out().then_some(to),
            message: key,
            ..Lookup::default()
        };
        let known = ports.messages.look_up(asked).await?;
        let guard = known.guard.clone().unwrap_or_default();
        let done = if let Some(target) = &guard.target {
            if target.direction == Direction::Inbound {
                info!(sid = %receipt.sid, "a receipt of an inbound message; ignored");
                return Ok(());
            }
            if key.is_some_and(|key| !speaks_for(key, outbound(&known), receipt, target)) {
                warn!(sid = %receipt.sid, "the callback URL of another message; ignored");
                return Ok(());
            }
            if let Some(message) = outbound(&known)
                && message.is_open()
                && message.id != target.key.id
            {
                // An echo was stored apart from the send it is of: now we know, fold the two.
                accept(ports, message, &receipt.sid).await?;
                continue;
            }
            let entry = receipt.opt_out_entry(&target.key.id, target.number.as_ref());
            let opt_out = match entry {
                Some(entry) if target.key.thread == *to => {
                    opt_out::decide(to, known.contact.as_ref(), entry)
                }
                entry => opt_out::look_up(ports, &target.key.thread, entry).await?,
            };
            let write = ports
                .messages
                .record_receipt(&ReceiptRecord {
                    target,
                    receipt,
                    opt_out,
                })
                .await?;
            log_receipt(receipt, &target.key.id, write);
            write != ReceiptWrite::Moved
        } else if receipt.status.is_none() {
            warn!(sid = %receipt.sid, word = %receipt.word, "an unknown status of an unknown message");
            true
        } else if let Some(message) = outbound(&known)
            && matches!(
                message.state,
                SendState::Queued | SendState::InFlight | SendState::Ambiguous
            )
        {
            settle(ports, message, receipt, &guard).await?
        } else if is_parked(&guard, receipt) {
            true
        } else {
            if let Some(message) = outbound(&known)
                && matches!(message.state, SendState::Failed | SendState::Skipped)
            {
                metrics::count("LateAcceptances", 1);
                warn!(message_id = %message.id, state = %message.state, "the carrier accepted a send that had already ended here");
            }
            Event::Parked(receipt).emit();
            ports.messages.park(receipt).await? == Write::Done
        };
        if done {
            return Ok(());
        }
    }
}

/// The callback of a message speaks for it, and for what an echo made of it before its acceptance.
fn speaks_for(
    key: &MessageKey,
    message: Option<&OutboundMessage>,
    receipt: &Receipt,
    target: &SidTarget,
) -> bool {
    let may_be_its_sid = |message: &OutboundMessage| {
        let sid = message.sid.as_ref();
        sid.is_none_or(|sid| *sid == receipt.sid)
    };
    target.key.id == key.id
        || (target.key.thread == key.thread && message.is_some_and(may_be_its_sid))
}

fn is_parked(guard: &SidRecord, receipt: &Receipt) -> bool {
    guard
        .parked
        .iter()
        .any(|parked| parked.fingerprint() == receipt.fingerprint())
}

/// A receipt that came before the acceptance was stored proves that the carrier took the message.
async fn settle(
    ports: &Ports,
    message: &OutboundMessage,
    receipt: &Receipt,
    guard: &SidRecord,
) -> StoreResult<bool> {
    let now = ports.clock.now();
    let mut receipts = guard.parked.clone();
    receipts.push(receipt.clone());
    let after = message
        .accepted(receipt.sid.clone(), now)
        .informed_by(&receipts);
    let entry = latest_opt_out(&receipts)
        .and_then(|receipt| receipt.opt_out_entry(&message.id, Some(&message.number)));
    let mut step = Move::new(message, after, now);
    step.parked = guard.parked.len();
    step.opt_out = opt_out::look_up(ports, &message.thread, entry).await?;
    step.receipts = receipts;
    let done = ports.outbox.advance(&step).await? == Advanced::Done;
    if done {
        Event::Receipt {
            id: &message.id,
            receipt,
            settles: true,
        }
        .emit();
    }
    Ok(done)
}

fn log_receipt(receipt: &Receipt, id: &MessageId, write: ReceiptWrite) {
    let status = receipt.normalized();
    match write {
        ReceiptWrite::Applied => {
            Event::Receipt {
                id,
                receipt,
                settles: false,
            }
            .emit();
        }
        ReceiptWrite::Repeat => info!(message_id = %id, status, "a repeated receipt"),
        ReceiptWrite::AfterTheEnd => {
            warn!(message_id = %id, status, "a receipt after the final status: stored, not counted");
        }
        ReceiptWrite::Moved => {}
    }
}
