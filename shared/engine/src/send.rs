//! The sender: load, ask the policy, claim, make one carrier call, store what it came to.

use std::time::Duration;

use jiff::Timestamp;
use sms_domain::contact::Contact;
use sms_domain::message::{Message, MessageKey, OutboundMessage, SendState};
use sms_domain::policy::{Clearance, SendingRules, Verdict, clear};
use sms_domain::sending::SendOutcome;
use sms_domain::sid::MessageSid;
use tracing::{error, info, warn};

use crate::clock::random_bits;
use crate::job::Job;
use crate::metrics;
use crate::ports::{
    Guard, Move, Outbox, Ports, Question, QueueError, StoreError, StoreResult, Write,
};
use crate::signature::Callbacks;

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
    match outbox.claim(clearance, &message).await? {
        Write::Done => {
            let callback_url = callbacks.url(&message.id);
            Ok(Claiming::Won(Box::new(Claim {
                message,
                callback_url,
            })))
        }
        Write::Raced | Write::SidKnown(_) => Ok(Claiming::Lost),
    }
}

/// What the sender needs to know.
#[derive(Debug, Clone)]
pub struct Sending {
    pub rules: SendingRules,
    pub callbacks: Callbacks,
}

/// Why a send job must come again. The row says the rest.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Queue(#[from] QueueError),
}

/// The longest carrier call; it fits well into a claim's lease.
pub const CALL_LIMIT: Duration = Duration::from_secs(15);

/// Sends the message at `key`, if it may leave now.
pub async fn send(ports: &Ports, sending: &Sending, key: &MessageKey) -> Result<(), SendError> {
    // A lost race means that the row or the consent moved: the next look decides on what is there.
    for _ in 0..4 {
        let Some((message, contact)) = ports.outbox.load(key).await? else {
            error!(message = %key.id, "a send job names a message that is not stored");
            return Ok(());
        };
        match step(ports, sending, &message, &contact).await? {
            Step::Over => return Ok(()),
            Step::LookAgain => {}
        }
    }
    Err(StoreError::Busy("the message kept moving".to_owned()).into())
}

enum Step {
    Over,
    LookAgain,
}

async fn step(
    ports: &Ports,
    sending: &Sending,
    message: &OutboundMessage,
    contact: &Contact,
) -> Result<Step, SendError> {
    let now = ports.clock.now();
    match clear(message, contact, &sending.rules, now) {
        Verdict::NotQueued => Ok(Step::Over),
        Verdict::Never(reason) => {
            let skipped = message.skipped(reason);
            info!(target: "sms::event", event = "skipped", message = %message.id, to = ?message.thread, reason);
            Ok(written(
                &ports
                    .outbox
                    .advance(&Move::new(message, skipped, now))
                    .await?,
            ))
        }
        // It waits already: the tick brings it back in time.
        Verdict::NotBefore(due, _) if due == message.due_at => Ok(Step::Over),
        Verdict::NotBefore(due, reason) => {
            let postponed = message.postponed(due, reason, now);
            info!(target: "sms::event", event = "postponed", message = %message.id, to = ?message.thread, reason, until = %due);
            Ok(written(
                &ports
                    .outbox
                    .advance(&Move::new(message, postponed, now))
                    .await?,
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

fn written(write: &Write) -> Step {
    match write {
        Write::Done => Step::Over,
        Write::Raced | Write::SidKnown(_) => Step::LookAgain,
    }
}

/// Makes the one call of a claim and stores its outcome.
async fn call(ports: &Ports, claim: &Claim) -> Result<(), SendError> {
    let message = claim.message();
    let lease_end = message
        .claim
        .as_ref()
        .map_or(Timestamp::MIN, |mark| mark.until);
    let outcome = if sms_domain::sending::after(ports.clock.now(), CALL_LIMIT) > lease_end {
        SendOutcome::NotSent(sms_domain::sending::Refusal {
            code: None,
            reason: "the claim was stored too late to call within it".to_owned(),
            disposition: sms_domain::carrier_codes::Disposition::Pace,
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
    let mut step = match outcome {
        SendOutcome::Accepted { sid } => {
            return accept(ports, claimed, sid).await.map_err(SendError::from);
        }
        SendOutcome::NotSent(refusal) => Move::new(claimed, claimed.not_sent(refusal, now), now),
        SendOutcome::Refused(refusal) => {
            let mut step = Move::new(claimed, claimed.failed(refusal), now);
            step.opts_out = refusal.disposition == sms_domain::carrier_codes::Disposition::OptOut;
            step
        }
        SendOutcome::Ambiguous { reason } => {
            Move::new(claimed, claimed.ambiguous(reason, now), now)
        }
    };
    for _ in 0..4 {
        let write = ports.outbox.advance(&step).await?;
        if write == Write::Done {
            tell(ports, &step.after).await;
            return Ok(());
        }
        // A receipt or an echo settled the message meanwhile, or the contact moved.
        let Some((current, _)) = ports.outbox.load(&claimed.key()).await? else {
            return Ok(());
        };
        if current.claim != claimed.claim {
            info!(message = %claimed.id, state = %current.state, "settled before its call's outcome was stored");
            return Ok(());
        }
        step.before = current;
    }
    Err(StoreError::Busy("the message kept moving".to_owned()).into())
}

async fn tell(ports: &Ports, message: &OutboundMessage) {
    let reason = message.reason.as_deref().unwrap_or_default();
    match message.state {
        SendState::Ambiguous => {
            metrics::count("AmbiguousSends", 1);
            warn!(target: "sms::event", event = "ambiguous", message = %message.id, to = ?message.thread, reason, "outcome unknown; not sent again");
        }
        SendState::Queued => {
            info!(target: "sms::event", event = "refused", message = %message.id, to = ?message.thread, reason, code = message.error_code, until = %message.due_at);
            let delay = message.due_at.duration_since(ports.clock.now());
            let delay = Duration::try_from(delay).unwrap_or_default();
            // The queue is a hint: if it does not take the job, the tick brings the message back.
            if let Err(fault) = ports
                .send_queue
                .put(&Job::send(&message.key()), delay)
                .await
            {
                warn!(message = %message.id, %fault, "not queued; the tick will");
            }
        }
        SendState::Failed => {
            metrics::count("FailedSends", 1);
            warn!(target: "sms::event", event = "failed", message = %message.id, to = ?message.thread, reason, code = message.error_code);
        }
        SendState::InFlight | SendState::Accepted | SendState::Skipped => {}
    }
}

/// Records that the carrier took `message` as `sid`: by the call's answer, by an echo, or by hand.
/// Receipts that came before are applied; a send of its own that an echo made of it is folded in.
pub async fn accept(ports: &Ports, message: &OutboundMessage, sid: &MessageSid) -> StoreResult<()> {
    let now = ports.clock.now();
    let mut current = message.clone();
    let mut guard = Guard::default();
    for _ in 0..8 {
        let Some(step) = acceptance(ports, &current, sid, &guard, now).await? else {
            return Ok(());
        };
        match ports.outbox.advance(&step).await? {
            Write::Done => {
                info!(target: "sms::event", event = "sent", message = %message.id, to = ?message.thread, from = ?message.number, %sid, segments = message.segments);
                return Ok(());
            }
            Write::SidKnown(known) => guard = *known,
            Write::Raced => {
                let Some((moved, _)) = ports.outbox.load(&message.key()).await? else {
                    return Ok(());
                };
                current = moved;
                let asked = Question {
                    sid: Some(sid),
                    ..Question::default()
                };
                guard = ports.messages.known(asked).await?.guard.unwrap_or_default();
            }
        }
    }
    Err(StoreError::Busy("the message kept moving".to_owned()))
}

/// The move that accepts `current` as `sid`, given what the SID's row holds. `None` if there is
/// nothing left to record.
async fn acceptance(
    ports: &Ports,
    current: &OutboundMessage,
    sid: &MessageSid,
    guard: &Guard,
    now: Timestamp,
) -> StoreResult<Option<Move>> {
    if current.state == SendState::Accepted {
        if current.sid.as_ref() != Some(sid) {
            metrics::count("SidConflicts", 1);
            error!(message = %current.id, stored = ?current.sid, told = %sid, "two SIDs for one message; the first is kept");
        }
        return Ok(None);
    }
    let mut after = current.accepted(sid.clone(), now);
    let mut step = Move::new(current, after.clone(), now);
    if let Some(target) = &guard.target {
        if target.id == current.id {
            return Ok(None);
        }
        let asked = Question {
            message: Some(&target.key()),
            ..Question::default()
        };
        if target.thread != current.thread {
            metrics::count("SidConflicts", 1);
            error!(message = %current.id, %sid, "the carrier gave the SID of a text to somebody else; left for a person");
            return Ok(None);
        }
        if let Some(Message::Outbound(echo)) = ports.messages.known(asked).await?.message {
            after.delivery_status = after.delivery_status.advanced_by(echo.delivery_status);
            after.error_code = echo.error_code;
            after.processed_by = after.processed_by.or(echo.processed_by);
            after.template_record_id = after
                .template_record_id
                .or_else(|| echo.template_record_id.clone());
            step.receipts = ports.journal.receipts(&target.key()).await?;
            step.absorbs = Some(echo);
        }
    }
    for receipt in &guard.parked {
        after = after.informed(receipt);
        step.opts_out |= says_opted_out(receipt);
    }
    step.receipts.extend(guard.parked.iter().cloned());
    step.parked = guard.parked.len();
    step.after = after;
    Ok(Some(step))
}

/// Whether a receipt says that the recipient opted out at the carrier.
pub fn says_opted_out(receipt: &sms_domain::receipt::Receipt) -> bool {
    use sms_domain::carrier_codes::{Disposition, look_up};
    receipt.status == Some(sms_domain::status::DeliveryStatus::OptOut)
        || receipt
            .error_code
            .and_then(look_up)
            .is_some_and(|row| row.disposition == Disposition::OptOut)
}
