//! What the use cases ask of the world, in the domain's words. One method, one atomic effect.

pub mod clock;
mod suppressions;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sms_domain::address::Address;
use sms_domain::contact::suppression::ConsentSource;
use sms_domain::contact::{Consent, Contact, PartyLink, Profile};
use sms_domain::ids::MessageSid;
use sms_domain::inbound::Reception;
use sms_domain::message::counts::Counts;
use sms_domain::message::moves::SendOutcome;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{
    Direction, InboundMessage, Message, MessageId, MessageKey, OutboundMessage,
};
use sms_domain::sending::clearance::Clearance;
use sms_domain::template::{Library, Template, TemplateId};
use sms_language::Workflow;
use sms_language::text::hash::fingerprint;

use crate::models::{Ask, LanguageModels, ModelFault};
use crate::ports::clock::Clock;
use crate::queue_item::Job;
use crate::sender::Claim;

pub use suppressions::{
    ListCursor, ListCursorError, SuppressionPage, SuppressionRecord, Suppressions,
};

/// Why the store did not do what it was asked. Nothing was changed, or (after a lost answer) the
/// effect is whole; asking again is safe.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the store is busy: {0}")]
    Busy(String),
    #[error("the store cannot be reached or refused: {0}")]
    Unavailable(String),
    #[error("the store holds a row that cannot be read: {0}")]
    Corrupt(String),
}

pub type StoreResult<T> = Result<T, StoreError>;

/// The outcome of a conditional write.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    Done,
    /// A row moved since it was read: nothing was written; read and decide again.
    Raced,
    /// The SID belongs to a message, or has parked receipts, that the writer did not know of.
    SidKnown(Box<Guard>),
}

/// The answer that a webhook gave, kept so that a repeat gives it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    OptOut,
    Stored { linked_to: Option<PartyLink> },
}

/// The row of a SID: which message it is, or the receipts that wait for that message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guard {
    pub target: Option<GuardTarget>,
    /// In the order in which they came.
    pub parked: Vec<Receipt>,
}

/// What the SID's row knows of its message, so that most webhooks need no further read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GuardTarget {
    pub thread: Address,
    pub id: MessageId,
    pub direction: Direction,
    /// Our number, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Address>,
    pub answer: Answer,
    /// Of the body first stored: a repeat with another body is logged.
    pub body_hash: String,
}

impl GuardTarget {
    /// The target of a message that went out.
    pub fn of_send(message: &OutboundMessage) -> Self {
        Self {
            thread: message.thread.clone(),
            id: message.id.clone(),
            direction: Direction::Outbound,
            number: Some(message.number.clone()),
            answer: Answer::Stored {
                linked_to: message.party.clone(),
            },
            body_hash: fingerprint(&message.body),
        }
    }

    pub fn key(&self) -> MessageKey {
        MessageKey {
            thread: self.thread.clone(),
            id: self.id.clone(),
        }
    }
}

/// What a webhook wants to know before it decides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    pub sid: Option<&'a MessageSid>,
    pub contact: Option<&'a Address>,
    pub number: Option<&'a Address>,
    pub message: Option<&'a MessageKey>,
}

/// What is stored on it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub guard: Option<Guard>,
    pub contact: Option<Contact>,
    /// Ids of the contact's sends whose outcome is not stored.
    pub open_sends: Vec<MessageId>,
    /// The workflow of the number, where it is registered.
    pub number_workflow: Option<Workflow>,
    pub message: Option<Message>,
}

/// An inbound text, decided, with what the decision stood on.
#[derive(Debug, Clone)]
pub struct InboundRecord {
    pub reception: Reception,
    /// The contact's row when the decision was made: its version and last inbound.
    pub decided_on: Option<(u64, Option<MessageId>)>,
    pub guard: Option<(MessageSid, GuardTarget)>,
    /// The request's body as it came, kept apart from the row that is read often.
    pub raw: String,
    pub registers_number: bool,
    /// When the tick looks at the thread if the queue loses it.
    pub wake_at: Timestamp,
}

/// A send that somebody else made, told by an echo.
#[derive(Debug, Clone)]
pub struct EchoRecord {
    pub message: OutboundMessage,
    pub sid: MessageSid,
    pub guard: GuardTarget,
    pub raw: String,
    /// The contact after the echo.
    pub contact: Contact,
    /// The version of the contact's row when the echo was looked up, if there was one.
    pub decided_on: Option<u64>,
    pub registers_number: bool,
    /// Parked receipts that the message already accounts for.
    pub parked: Vec<Receipt>,
    /// One of them says that the contact opted out.
    pub opts_out: bool,
}

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptWrite {
    /// It ended the message and was counted, or is one more event of its life.
    Applied,
    /// The same receipt was stored before. Nothing changed.
    Repeat,
    /// The message had ended: kept as an event, not counted.
    AfterTheEnd,
    /// The message's row is not where the SID's row said (it was folded into another). Look again.
    Moved,
}

/// The message log as the webhooks write it.
#[async_trait]
pub trait Messages: Send + Sync + Debug {
    /// Reads all that is asked in one strongly consistent round trip.
    async fn known(&self, question: Question<'_>) -> StoreResult<Known>;

    /// One transaction: SID row if new, message, contact, counters, consent ledger, and the number
    /// if unseen. Nothing is written if the contact moved or the SID is taken.
    async fn record_inbound(&self, record: &InboundRecord) -> StoreResult<Write>;

    /// One transaction: SID row, message, contact, counters, the events of parked receipts.
    async fn record_echo(&self, record: &EchoRecord) -> StoreResult<Write>;

    /// One transaction on an accepted message found by its SID: the event if new and, for the
    /// first terminal status, message, contact and counters; with `opts_out`, the contact's consent.
    async fn record_receipt(
        &self,
        target: &GuardTarget,
        receipt: &Receipt,
        opts_out: bool,
    ) -> StoreResult<ReceiptWrite>;

    /// Keeps a receipt until its message appears. `Raced` if the message has appeared.
    async fn park(&self, receipt: &Receipt) -> StoreResult<Write>;

    /// One transaction: links a template to a message that has none, and counts it there. `Raced`
    /// if the message moved.
    async fn link_template(&self, message: &OutboundMessage, template: &str) -> StoreResult<Write>;
}

/// A worker's hold on a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    pub thread: Address,
    pub id: String,
    pub until: Timestamp,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Leased {
    Taken(Box<Contact>),
    /// Another worker holds it.
    Busy,
    /// Nothing is owed to this thread.
    Idle,
}

/// What the thread worker made of one text.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    pub lease: &'a Lease,
    /// With the labels that it has now.
    pub text: &'a InboundMessage,
    /// As it is after the answer.
    pub contact: &'a Contact,
    /// The reply and the follow-up, as far as there are any.
    pub sends: &'a [OutboundMessage],
    pub is_relabelled: bool,
}

/// Threads as the thread worker sees them.
#[async_trait]
pub trait Threads: Send + Sync + Debug {
    /// Takes the lease if it is free or over and the thread is owed work.
    async fn lease(&self, lease: &Lease, now: Timestamp) -> StoreResult<Leased>;

    /// The inbound messages after `after`, oldest first, at most `limit`.
    async fn unanswered(
        &self,
        thread: &Address,
        after: Option<&MessageId>,
        limit: usize,
    ) -> StoreResult<Vec<InboundMessage>>;

    /// One transaction under the lease: the sends are written `QUEUED`, the text's new labels are
    /// stored if a model gave it any, what was last said is kept, and the thread is dealt with up
    /// to the text. With `release`, also gives the lease and the debt back, if no later text came
    /// in. `Raced` if one did, if the lease is lost, or if one of the sends exists.
    async fn answer(&self, answered: &Answered<'_>, release: bool) -> StoreResult<Write>;

    /// Gives the lease back, and the debt too if nothing is owed. `Raced` if something is.
    async fn release(&self, lease: &Lease) -> StoreResult<Write>;

    /// Moves the thread's wake-up to `next` and counts the put-back, if it still is at `seen`.
    /// `None` if it moved.
    async fn put_back(
        &self,
        thread: &Address,
        seen: Timestamp,
        next: Timestamp,
    ) -> StoreResult<Option<u32>>;

    /// Takes the thread out of work, visibly given up, if its wake-up still is at `seen`.
    async fn give_up(
        &self,
        thread: &Address,
        seen: Timestamp,
        now: Timestamp,
    ) -> StoreResult<Write>;
}

/// A move of one send, with everything that must be true together.
#[derive(Debug, Clone)]
pub struct Move {
    pub before: OutboundMessage,
    pub after: OutboundMessage,
    pub at: Timestamp,
    /// Receipts that the move takes into account: kept as events.
    pub receipts: Vec<Receipt>,
    /// How many parked receipts the SID's row is known to hold.
    pub parked: usize,
    /// The send of its own that an echo made of this message, now folded into it.
    pub absorbs: Option<OutboundMessage>,
    /// The carrier says that the contact opted out: recorded with the move.
    pub opts_out: bool,
}

impl Move {
    pub fn new(before: &OutboundMessage, after: OutboundMessage, at: Timestamp) -> Self {
        Self {
            before: before.clone(),
            after,
            at,
            receipts: Vec::new(),
            parked: 0,
            absorbs: None,
            opts_out: false,
        }
    }
}

/// Sends as the sender sees them.
#[async_trait]
pub trait Outbox: Send + Sync + Debug {
    /// The message and its contact, in one round trip.
    async fn load(&self, key: &MessageKey) -> StoreResult<Option<(OutboundMessage, Contact)>>;

    /// One transaction: `QUEUED → in flight`, if the row is as the clearance saw it, and the
    /// contact has not opted out (or the purpose is exempt).
    async fn claim(&self, clearance: &Clearance, claimed: &OutboundMessage) -> StoreResult<Write>;

    /// One transaction: the row moves if it still is `before`, with the SID's row, the contact,
    /// the counters and the events that follow from the difference.
    async fn advance(&self, step: &Move) -> StoreResult<Write>;
}

/// The kinds of debt in the `work` index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Debt {
    Thread,
    Send,
    /// A send of unknown outcome, which waits for a receipt or a person.
    Ambiguous,
}

/// One entry of the `work` index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    pub thread: Address,
    /// `None` for a thread's debt.
    pub message: Option<MessageId>,
    pub wake_at: Timestamp,
}

/// A text that a person has looked at again, and what becomes of it and its contact.
#[derive(Debug, Clone)]
pub struct TakeUp {
    /// The version of the contact's row when this was decided.
    pub decided_on: u64,
    pub contact: Contact,
    pub text: InboundMessage,
    /// It makes a lead of the contact.
    pub promotes: bool,
    /// Set where the text is owed an answer again: all up to here is dealt with.
    pub owed_from: Option<MessageId>,
    pub wake_at: Timestamp,
}

/// Contacts as people change them.
#[async_trait]
pub trait Contacts: Send + Sync + Debug {
    /// One transaction: the text with its labels and link, the contact with its record and stage,
    /// and its debt if the text is to be answered. `Raced` if the contact moved.
    async fn take_up(&self, step: &TakeUp) -> StoreResult<Write>;

    /// Replaces what our record says of a contact, who is made where there is none.
    async fn describe(&self, thread: &Address, profile: &Profile) -> StoreResult<()>;
}

/// What people and the tick read.
#[async_trait]
pub trait Journal: Send + Sync + Debug {
    /// What is owed and whose time has come by `until`, earliest first in each shard, at most
    /// `limit`. An index: it may lag a moment, so look at the row before acting.
    async fn owed(&self, debt: Debt, until: Timestamp, limit: usize) -> StoreResult<Vec<Owed>>;

    /// The whole thread in order.
    async fn thread(&self, thread: &Address) -> StoreResult<Vec<Message>>;

    /// The receipts of a message in the order of their time.
    async fn receipts(&self, key: &MessageKey) -> StoreResult<Vec<Receipt>>;

    /// The consent ledger of a contact: when, what, and who said so.
    async fn consents(&self, thread: &Address) -> StoreResult<Vec<ConsentEntry>>;

    /// The counters of a number over all days.
    async fn number_counts(&self, number: &Address) -> StoreResult<Counts>;

    /// The counters of a template over all days: its sends, and the replies and opt-outs that
    /// followed them.
    async fn template_counts(&self, template: &TemplateId) -> StoreResult<Counts>;

    /// Whether the store can be worked with.
    async fn check(&self) -> StoreResult<()>;
}

/// One line of the consent ledger: evidence, kept for years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsentEntry {
    pub at: Timestamp,
    pub consent: Consent,
    pub source: ConsentSource,
    /// The message that said so; none where a file did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// Its words, the carrier's code, or what the file said.
    pub evidence: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Address>,
}

/// The message templates.
#[async_trait]
pub trait Templates: Send + Sync + Debug {
    /// Every template that can be read. One that cannot is logged by its id and left out: a single
    /// bad row, written by hand or by a later version, must not silence the engine.
    async fn all(&self) -> StoreResult<Library>;

    /// Writes each template whole, in the place of the one with its id; no other is touched. A
    /// hundred at a time are one transaction: after a fault those before it are written, and
    /// asking again writes the rest.
    async fn put(&self, templates: &[Template]) -> StoreResult<()>;
}

#[derive(Debug, thiserror::Error)]
#[error("the queue cannot be reached or refused: {0}")]
pub struct QueueError(pub String);

/// A queue of jobs. A hint: what is owed is in the store.
#[async_trait]
pub trait Queue: Send + Sync + Debug {
    async fn put(&self, job: &Job, delay: Duration) -> Result<(), QueueError>;
    async fn check(&self) -> Result<(), QueueError>;
}

/// Whoever takes our texts to the network.
#[async_trait]
pub trait Carrier: Send + Sync + Debug {
    fn name(&self) -> &'static str;

    /// Makes one call, which ends before the claim does. Says `NotSent` or `Refused` only of a
    /// call that provably led to no text.
    async fn send(&self, claim: &Claim) -> SendOutcome;
}

/// What lies beyond the account: the carrier and the language models.
#[derive(Debug, Clone)]
pub struct Gateways {
    pub carrier: Arc<dyn Carrier>,
    pub models: Arc<dyn LanguageModels>,
}

impl Gateways {
    /// For a function that uses neither.
    pub fn none() -> Self {
        Self {
            carrier: Arc::new(Unconnected),
            models: Arc::new(Unconnected),
        }
    }

    pub fn carrier(carrier: Arc<dyn Carrier>) -> Self {
        Self {
            carrier,
            ..Self::none()
        }
    }

    pub fn models(models: Arc<dyn LanguageModels>) -> Self {
        Self {
            models,
            ..Self::none()
        }
    }
}

/// Everything a function may use of the world.
#[derive(Debug, Clone)]
pub struct Ports {
    pub clock: Arc<dyn Clock>,
    pub messages: Arc<dyn Messages>,
    pub threads: Arc<dyn Threads>,
    pub outbox: Arc<dyn Outbox>,
    pub journal: Arc<dyn Journal>,
    pub templates: Arc<dyn Templates>,
    pub suppressions: Arc<dyn Suppressions>,
    pub contacts: Arc<dyn Contacts>,
    pub thread_queue: Arc<dyn Queue>,
    pub send_queue: Arc<dyn Queue>,
    pub carrier: Arc<dyn Carrier>,
    pub models: Arc<dyn LanguageModels>,
}

/// Stands where a function was given no carrier, models or queue: it refuses, having done nothing.
#[derive(Debug, Clone, Copy)]
pub struct Unconnected;

#[async_trait]
impl Carrier for Unconnected {
    fn name(&self) -> &'static str {
        "none"
    }

    async fn send(&self, _claim: &Claim) -> SendOutcome {
        SendOutcome::NotSent(sms_domain::message::moves::Refusal {
            code: None,
            reason: "this function has no carrier".to_owned(),
            disposition: sms_domain::sending::carrier_codes::Disposition::Pace,
        })
    }
}

#[async_trait]
impl LanguageModels for Unconnected {
    async fn complete(&self, _ask: &Ask, _within: Duration) -> Result<String, ModelFault> {
        Err(ModelFault::Unreachable)
    }
}

#[async_trait]
impl Queue for Unconnected {
    async fn put(&self, _job: &Job, _delay: Duration) -> Result<(), QueueError> {
        Err(QueueError("this function has no such queue".to_owned()))
    }

    async fn check(&self) -> Result<(), QueueError> {
        Err(QueueError("this function has no such queue".to_owned()))
    }
}
