//! The sender: load, ask the policy, claim, make one carrier call, store what it came to.

use std::time::Duration;

use jiff::Timestamp;
use sms_domain::contact::Contact;
use sms_domain::ids::MessageSid;
use sms_domain::message::moves::{CALL_LIMIT, Refusal, SendOutcome};
use sms_domain::message::receipt::latest_opt_out;
use sms_domain::message::{Message, MessageKey, OutboundMessage, Purpose, SendState};
use sms_domain::sending::carrier_codes::Disposition;
use sms_domain::sending::clearance::{Clearance, SendingRules, Verdict, clear};
use sms_domain::time::after;
use tracing::{error, info};

use crate::enqueue::enqueue;
use crate::event::Event;
use crate::function::{Consumer, QueueName, Trigger, Use};
use crate::http::signature::Callbacks;
use crate::metrics;
use crate::opt_out;
use crate::ports::clock::random_bits;
use crate::ports::{
    Advanced, Lookup, Move, Outbox, Ports, QueueError, SidRecord, StoreError, StoreResult, Write,
};
use crate::queue_item::QueueItem;
use crate::responder::skip;
use crate::retry::Retry;
use crate::settings::{Reader, public_base_url, sending_rules};

/// The right to make one carrier call, stored before the first byte leaves. Made only here, by
/// [`claim`], from the policy's clearance.
#[derive(Debug)]
pub struct Claim {
    message: OutboundMessage,
    callback_url: String,
}

impl Claim {
    pub fn message(&self) -> &OutboundMessage {
        &self.message
    }

    /// Where the carrier reports what became of the message.
    pub fn callback_url(&self) -> &str {
        &self.callback_url
    }
}

/// How one attempt to claim ended.
#[derive(Debug)]
pub enum Claiming {
    Won(Box<Claim>),
    /// The row or the contact's consent moved since the clearance: look again.
    Lost,
}

/// Stores the claim that `clearance` allows.
pub async fn claim(
    outbox: &dyn Outbox,
    clearance: &Clearance,
    callbacks: &Callbacks,
) -> StoreResult<Claiming> {
    let claim_id = format!("{:032x}", random_bits(clearance.at()));
    let message = clearance.message().claimed(claim_id, clearance.at());
    let claimed = outbox.claim(clearance, &message).await;
    // The answer may be what was lost, and a repeat of the request may have met its own effect. Only
    // this claim bears this id: if it stands, it is ours.
    let stands = match &claimed {
        Ok(Write::Done) => true,
        Ok(Write::Raced) | Err(_) => {
            let stored = outbox.load(&message.key()).await?;
            stored.is_some_and(|(stored, _)| stored.claim == message.claim)
        }
    };
    if stands {
        let callback_url = callbacks.url(&message.id);
        return Ok(Claiming::Won(Box::new(Claim {
            message,
            callback_url,
        })));
    }
    claimed.map(|_| Claiming::Lost)
}

/// The sender: makes the one carrier call of each message that may leave.
#[derive(Debug)]
pub struct Sender {
    rules: SendingRules,
    callbacks: Callbacks,
}

impl Consumer for Sender {
    const NAME: &'static str = "sender";
    const SUMMARY: &'static str = "Sends a message, if it may leave now";
    const TRIGGERS: &'static [Trigger] = &[Trigger::Queue(QueueName::Send)];
    const USES: &'static [Use] = &[Use::Store, Use::Puts(QueueName::Send), Use::Carrier];

    type Item = MessageKey;
    type Error = SendError;

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let rules = sending_rules(reader);
        let token = reader.secret("WEBHOOK_TOKEN");
        let base = public_base_url(reader);
        Some(Self {
            rules: rules?,
            callbacks: Callbacks::new(base?, token?),
        })
    }

    async fn handle(&self, ports: &Ports, key: MessageKey) -> Result<(), SendError> {
        send(ports, self, &key).await
    }
}

/// Why a send must be retried. The row has the details.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Queue(#[from] QueueError),
}

/// Sends the message at `key`, if it may leave now.
async fn send(ports: &Ports, sending: &Sender, key: &MessageKey) -> Result<(), SendError> {
    // A lost race means that the row or the consent moved: the next look decides on what is there.
    let mut retry = Retry::of("the message");
    loop {
        retry.attempt()?;
        let Some((message, contact)) = ports.outbox.load(key).await? else {
            error!(message_id = %key.id, "a send job names a message that is not stored");
            return Ok(());
        };
        match step(ports, sending, &message, &contact).await? {
            Step::Over => return Ok(()),
            Step::LookAgain => {}
        }
    }
}

enum Step {
    Over,
    LookAgain,
}

async fn step(
    ports: &Ports,
    sending: &Sender,
    message: &OutboundMessage,
    contact: &Contact,
) -> Result<Step, SendError> {
    let now = ports.clock.now();
    match clear(message, contact, &sending.rules, now) {
        Verdict::NotQueued => Ok(Step::Over),
        Verdict::Never(reason) => Ok(written(skip(ports, message, reason, now).await?)),
        // It waits already: the tick brings it back in time.
        Verdict::NotBefore(due, _) if due == message.due_at => Ok(Step::Over),
        Verdict::NotBefore(due, reason) => {
            let postponed = message.postponed(due, reason, now);
            Event::Postponed {
                message,
                reason,
                until: due,
            }
            .emit();
            let step = Move::new(message, postponed, now);
            Ok(written(
                ports.outbox.advance(&step).await? == Advanced::Done,
            ))
        }
        Verdict::Cleared(clearance) => {
            match claim(&*ports.outbox, &clearance, &sending.callbacks).await? {
                Claiming::Lost => Ok(Step::LookAgain),
                Claiming::Won(claim) => {
                    call(ports, &claim).await?;
                    Ok(Step::Over)
                }
            }
        }
    }
}

fn written(is_written: bool) -> Step {
    if is_written {
        Step::Over
    } else {
        Step::LookAgain
    }
}

/// Makes the one call of a claim and stores its outcome.
async fn call(ports: &Ports, claim: &Claim) -> Result<(), SendError> {
    let message = claim.message();
    let lease_end = message
        .claim
        .as_ref()
        .map_or(Timestamp::MIN, |mark| mark.until);
    let outcome = if after(ports.clock.now(), CALL_LIMIT) > lease_end {
        SendOutcome::NotSent(Refusal {
            code: None,
            reason: "the claim was stored too late to call within it".to_owned(),
            disposition: Disposition::Pace,
        })
    } else {
        ports.carrier.send(claim).await
    };
    store_outcome(ports, message, &outcome).await
}

/// Stores what a call came to. If this fails, the message stays in flight, and the tick makes it
/// ambiguous after its lease: it is never called again by itself.
async fn store_outcome(
    ports: &Ports,
    claimed: &OutboundMessage,
    outcome: &SendOutcome,
) -> Result<(), SendError> {
    let now = ports.clock.now();
    let mut current = claimed.clone();
    let mut retry = Retry::of("the message");
    loop {
        retry.attempt()?;
        let mut step = match outcome {
            SendOutcome::Accepted { sid } => return Ok(accept(ports, &current, sid).await?),
            SendOutcome::NotSent(refusal) => {
                Move::new(&current, current.not_sent(refusal, now), now)
            }
            SendOutcome::Refused(refusal) => Move::new(&current, current.failed(refusal), now),
            SendOutcome::Ambiguous { reason } => {
                Move::new(&current, current.ambiguous(reason, now), now)
            }
        };
        if let SendOutcome::Refused(refusal) = outcome {
            let entry = refusal.opt_out_entry(&current, now);
            step.opt_out = opt_out::look_up(ports, &current.thread, entry).await?;
        }
        if ports.outbox.advance(&step).await? == Advanced::Done {
            log_and_requeue(ports, &step.after).await;
            return Ok(());
        }
        // A receipt or an echo settled the message meanwhile, or a template was linked to it.
        let Some((moved, _)) = ports.outbox.load(&claimed.key()).await? else {
            return Ok(());
        };
        if moved.claim != claimed.claim {
            info!(message_id = %claimed.id, state = %moved.state, "settled before its call's outcome was stored");
            return Ok(());
        }
        current = moved;
    }
}

async fn log_and_requeue(ports: &Ports, message: &OutboundMessage) {
    match message.state {
        SendState::Ambiguous => {
            metrics::count("AmbiguousSends", 1);
            Event::Ambiguous(message).emit();
        }
        SendState::Queued => {
            Event::Refused(message).emit();
            let delay = message.due_at.duration_since(ports.clock.now());
            let delay = Duration::try_from(delay).unwrap_or_default();
            enqueue(ports, &QueueItem::send(&message.key()), delay).await;
        }
        SendState::Failed => {
            metrics::count("FailedSends", 1);
            Event::Failed {
                message,
                gave_up: false,
            }
            .emit();
        }
        SendState::InFlight | SendState::Accepted | SendState::Skipped => {}
    }
}

/// Records that the carrier took `message` as `sid`: by the call's answer, by an echo, or by hand.
/// Receipts that came before are applied; a send of its own that an echo made of it is folded in.
pub async fn accept(ports: &Ports, message: &OutboundMessage, sid: &MessageSid) -> StoreResult<()> {
    let now = ports.clock.now();
    let mut current = message.clone();
    let mut guard = SidRecord::default();
    let mut retry = Retry::of("the message");
    loop {
        retry.attempt()?;
        let Some(step) = acceptance(ports, &current, sid, &guard, now).await? else {
            return Ok(());
        };
        match ports.outbox.advance(&step).await? {
            Advanced::Done => {
                Event::Sent { message, sid }.emit();
                return Ok(());
            }
            Advanced::SidTaken(known) => guard = *known,
            Advanced::Raced => {
                let Some((moved, _)) = ports.outbox.load(&message.key()).await? else {
                    return Ok(());
                };
                current = moved;
                let asked = Lookup {
                    sid: Some(sid),
                    ..Lookup::default()
                };
                guard = ports
                    .messages
                    .look_up(asked)
                    .await?
                    .guard
                    .unwrap_or_default();
            }
        }
    }
}

/// The move that accepts `current` as `sid`, given what the SID's row holds. `None` if there is
/// nothing left to record.
async fn acceptance(
    ports: &Ports,
    current: &OutboundMessage,
    sid: &MessageSid,
    guard: &SidRecord,
    now: Timestamp,
) -> StoreResult<Option<Move>> {
    if current.state == SendState::Accepted {
        if current.sid.as_ref() != Some(sid) {
            metrics::count("SidConflicts", 1);
            error!(message_id = %current.id, stored = current.sid.as_ref().map(tracing::field::display), second = %sid, "two SIDs for one message; the first is kept");
        }
        return Ok(None);
    }
    let mut after = current.accepted(sid.clone(), now);
    let mut step = Move::new(current, after.clone(), now);
    if let Some(target) = &guard.target {
        if target.key.id == current.id {
            return Ok(None);
        }
        let asked = Lookup {
            message: Some(&target.key),
            ..Lookup::default()
        };
        match ports.messages.look_up(asked).await?.message {
            Some(Message::Outbound(echo))
                if echo.purpose == Purpose::Echo && echo.thread == current.thread =>
            {
                after = after.absorbing(&echo);
                step.receipts = ports.audit.receipts(&target.key).await?;
                step.absorbs = Some(echo);
            }
            Some(_) => {
                metrics::count("SidConflicts", 1);
                error!(message_id = %current.id, %sid, other = %target.key.id, "the SID belongs to another message; settle it by hand");
                return Ok(None);
            }
            // Folded meanwhile: the SID's row says where to, at the next look.
            None => {}
        }
    }
    after = after.informed_by(&guard.parked);
    let entry = latest_opt_out(&guard.parked)
        .and_then(|receipt| receipt.opt_out_entry(&current.id, Some(&current.number)));
    step.opt_out = opt_out::look_up(ports, &current.thread, entry).await?;
    step.receipts.extend(guard.parked.iter().cloned());
    step.parked = guard.parked.len();
    step.after = after;
    Ok(Some(step))
}
