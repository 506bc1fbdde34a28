//! The thread worker: under a lease, answers what is unanswered in a thread, in order.

mod advisor;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use sms_domain::address::Address;
use sms_domain::contact::change::{ContactChange, ContactField};
use sms_domain::contact::{Contact, Party};
use sms_domain::message::{Draft, InboundMessage, Message, MessageId, OutboundMessage, SendState};
use sms_domain::reply::{Plan, Reply, ReplyRules, asks, follow_up, plan};
use sms_domain::sending::clearance::never;
use sms_domain::template::Library;
use sms_domain::time::after;
use tracing::warn;

use crate::enqueue::enqueue;
use crate::event::Event;
use crate::function::{Consumer, QueueName, Trigger, Use};
use crate::models::Router;
use crate::ports::clock::random_bits;
use crate::ports::{
    Advanced, Answered, Lease, Leased, Move, Ports, QueueError, StoreError, StoreResult, Write,
};
use crate::queue_item::QueueItem;
use crate::settings::{Models, Reader, model_settings, reply_rules};
use crate::templates::TemplateShelf;
use advisor::Advisor;

/// How long a worker holds a thread, apart from models: also how long a dead one holds it up. Rules
/// answer in milliseconds; one that takes longer loses the thread to another, and writes nothing
/// more.
const LEASE: Duration = Duration::from_secs(10);
/// When a worker that finds the thread held looks again.
const COME_BACK: Duration = Duration::from_secs(4);
/// Texts read at a time.
const BATCH: usize = 25;
/// Batches worked through under one lease; what is left the tick brings back.
const MAX_BATCHES: usize = 100;

/// Why a thread item must be retried.
#[derive(Debug, thiserror::Error)]
pub enum RespondError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Queue(#[from] QueueError),
}

/// The thread worker: answers what is unanswered in a thread.
#[derive(Debug)]
pub struct Responder {
    rules: ReplyRules,
    models: Models,
    /// Lives as long as the process: a cache and a circuit breaker.
    answering: OnceLock<Answering>,
}

impl Consumer for Responder {
    const NAME: &'static str = "responder";
    const SUMMARY: &'static str = "Answers the texts of a thread";
    const TRIGGERS: &'static [Trigger] = &[Trigger::Queue(QueueName::Work)];
    const USES: &'static [Use] = &[
        Use::Store,
        Use::Puts(QueueName::Work),
        Use::Puts(QueueName::Send),
        Use::Models,
    ];

    type Item = Address;
    type Error = RespondError;

    fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let rules = reply_rules(reader);
        let models = model_settings(reader);
        Some(Self {
            rules: rules?,
            models: models?,
            answering: OnceLock::new(),
        })
    }

    async fn handle(&self, ports: &Ports, thread: Address) -> Result<(), RespondError> {
        let answering = self.answering.get_or_init(|| self.answering(ports));
        respond(ports, answering, &thread).await
    }
}

impl Responder {
    fn answering(&self, ports: &Ports) -> Answering {
        let router = match &self.models {
            Models::On(settings) => {
                let models = Arc::clone(&ports.models);
                Some(Router::new(models, (**settings).clone()))
            }
            Models::Off => None,
        };
        Answering {
            rules: self.rules.clone(),
            templates: TemplateShelf::new(ports),
            router,
        }
    }
}

/// What the thread worker answers by.
#[derive(Debug)]
struct Answering {
    rules: ReplyRules,
    templates: TemplateShelf,
    /// `None` where there is no key: the rules do it all.
    router: Option<Router>,
}

impl Answering {
    /// How long a worker holds a thread: models take their time.
    fn lease(&self) -> Duration {
        LEASE
            + self
                .router
                .as_ref()
                .map_or(Duration::ZERO, |router| router.settings().budget)
    }
}

/// Answers the texts of `thread` that need an answer.
async fn respond(
    ports: &Ports,
    responder: &Answering,
    thread: &Address,
) -> Result<(), RespondError> {
    let now = ports.clock.now();
    let id = format!("{:032x}", random_bits(now));
    let lease = Lease {
        thread: thread.clone(),
        id,
        until: after(now, responder.lease()),
    };
    match ports.threads.lease(&lease, now).await? {
        Leased::Idle => Ok(()),
        Leased::Busy => {
            ports
                .thread_queue
                .put(&QueueItem::Thread(thread.clone()), COME_BACK)
                .await?;
            Ok(())
        }
        Leased::Taken(contact) => {
            let library = responder.templates.library().await?;
            let worker = Worker {
                ports,
                responder,
                library,
                lease,
            };
            worker.drain(*contact).await
        }
    }
}

/// One worker on one thread.
struct Worker<'a> {
    ports: &'a Ports,
    responder: &'a Answering,
    library: Arc<Library>,
    lease: Lease,
}

enum Held {
    Released,
    Still,
    Lost,
}

impl Worker<'_> {
    /// Works through the thread until nothing is owed or the lease is lost.
    async fn drain(&self, mut contact: Contact) -> Result<(), RespondError> {
        let Self { ports, lease, .. } = self;
        for _ in 0..MAX_BATCHES {
            if contact.has_opted_out() || contact.is_left_alone().is_some() {
                skip_what_waits(ports, &contact).await?;
            }
            let texts = ports
                .threads
                .unanswered(&lease.thread, contact.answered_through.as_ref(), BATCH)
                .await?;
            let newest = texts.last().map(|text| text.id.clone());
            for text in &texts {
                let releases = newest.as_ref() == Some(&text.id) && texts.len() < BATCH;
                match self.answer(text, &mut contact, releases).await? {
                    Held::Released => return Ok(()),
                    Held::Still => {}
                    Held::Lost => {
                        warn!(thread = ?lease.thread, "lost the lease; another worker continues");
                        return Ok(());
                    }
                }
            }
            if texts.is_empty() && ports.threads.release(lease).await? == Write::Done {
                return Ok(());
            }
            if ports.clock.now() > lease.until {
                return Ok(());
            }
            // Consent may have changed while we worked: decide the next texts on what is there now.
            if let Some(current) = ports.contacts.get(&lease.thread).await? {
                contact = current;
            }
            if texts.is_empty() && !contact.is_answer_due() {
                // Nothing is owed and the lease is not ours to give back.
                return Ok(());
            }
        }
        Ok(())
    }

    /// Answers one text, and keeps in `contact` what was said.
    async fn answer(
        &self,
        text: &InboundMessage,
        contact: &mut Contact,
        releases: bool,
    ) -> Result<Held, RespondError> {
        let ports = self.ports;
        let now = ports.clock.now();
        let mut advice = self.advisor(now);
        let relabelled = match &mut advice {
            Some(advisor) => advisor.read_again(text, contact).await,
            None => None,
        };
        let is_relabelled = relabelled.is_some();
        let text = relabelled.as_ref().unwrap_or(text);
        let plan = plan(text, contact, &self.responder.rules, &self.library);
        let plan = match (&mut advice, plan) {
            (Some(advisor), Plan::Reply(reply)) => {
                Plan::Reply(advisor.reword(reply, text, contact).await)
            }
            (_, plan) => plan,
        };
        let now = ports.clock.now();
        contact.answered_through = Some(text.id.clone());
        let mut fields = vec![ContactField::AnsweredThrough];
        let mut sends = self.sends(text, contact, plan, &mut fields, now);
        let answered = Answered {
            lease: &self.lease,
            text,
            change: &ContactChange::new(contact, &fields),
            sends: &sends,
            is_relabelled,
        };
        let mut held = Held::Released;
        let mut write = Write::Raced;
        if releases {
            write = ports.threads.answer(&answered, true).await?;
        }
        if write != Write::Done {
            // Not the last text, or a later one came in meanwhile: keep the lease and go on.
            held = Held::Still;
            write = ports.threads.answer(&answered, false).await?;
        }
        if write != Write::Done && self.wrote_before(&sends).await? {
            // An earlier round wrote them: what is left is to go on.
            let answered = Answered {
                sends: &[],
                ..answered
            };
            write = ports.threads.answer(&answered, false).await?;
            sends.clear();
        }
        if write != Write::Done {
            return Ok(Held::Lost);
        }
        for send in &sends {
            if send.due_at > now {
                Event::FollowUp(send).emit();
            } else {
                Event::Reply(send).emit();
                enqueue(ports, &QueueItem::send(&send.key()), Duration::ZERO).await;
            }
        }
        Ok(held)
    }

    /// The models' help with one text, as long as the lease lasts for all of its budget.
    fn advisor(&self, now: Timestamp) -> Option<Advisor<'_>> {
        let router = self.responder.router.as_ref()?;
        let clock = &*self.ports.clock;
        (after(now, router.settings().budget) < self.lease.until)
            .then(|| Advisor::new(router, clock, &self.responder.rules))
    }

    /// Whether any of the sends is in the log already.
    async fn wrote_before(&self, sends: &[OutboundMessage]) -> StoreResult<bool> {
        for send in sends {
            if self.ports.outbox.load(&send.key()).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The reply and the follow-up to a text, as far as there are any. `fields` gets what they change of
    /// the contact.
    fn sends(
        &self,
        text: &InboundMessage,
        contact: &mut Contact,
        plan: Plan,
        fields: &mut Vec<ContactField>,
        now: Timestamp,
    ) -> Vec<OutboundMessage> {
        let rules = &self.responder.rules;
        let follow_up = follow_up(text, contact, rules, &self.library, now);
        let mut sends = Vec::new();
        match plan {
            Plan::Silence(why) => {
                Event::Silence {
                    text,
                    why: why.as_ref(),
                }
                .emit();
            }
            Plan::Reply(reply) => {
                fields.extend(contact.was_replied_to(&reply.text(), reply.category));
                let draft = draft(text.id.reply(), text, contact, &reply);
                sends.extend(draft.map(|draft| draft.queued(now)));
            }
        }
        if let Some((due, reply)) = follow_up {
            let draft = draft(text.id.follow_up(), text, contact, &reply);
            sends.extend(draft.map(|draft| draft.queued_until(due, now)));
        }
        sends
    }
}

/// `None` where no number of ours is known to answer from.
fn draft(id: MessageId, text: &InboundMessage, contact: &Contact, reply: &Reply) -> Option<Draft> {
    Some(Draft {
        id,
        thread: text.thread.clone(),
        number: text.number.clone().or_else(|| contact.number.clone())?,
        body: reply.text(),
        purpose: reply.purpose,
        processed_by: Some(reply.processed_by),
        template_record_id: reply.template.clone(),
        asks: asks(reply, contact),
        stage: text.stage,
        party: contact.party.as_ref().map(Party::link),
    })
}

/// Marks skipped whatever is queued to a contact who wants nothing more. The claim refuses it
/// anyway; this shows it at once, also for what would be due much later.
pub async fn skip_what_waits(ports: &Ports, contact: &Contact) -> StoreResult<usize> {
    let mut skipped = 0;
    for message in ports.audit.thread(&contact.address).await? {
        let Message::Outbound(message) = message else {
            continue;
        };
        let now = ports.clock.now();
        if message.state != SendState::Queued {
            continue;
        }
        if let Some(reason) = never(&message, contact, now) {
            skipped += usize::from(skip(ports, &message, reason, now).await?);
        }
    }
    Ok(skipped)
}

/// Marks one queued message skipped. Whether it did: not if the message moved.
pub async fn skip(
    ports: &Ports,
    message: &OutboundMessage,
    reason: &str,
    now: Timestamp,
) -> StoreResult<bool> {
    let advanced = ports
        .outbox
        .advance(&Move::new(message, message.skipped(reason), now))
        .await?;
    let is_skipped = advanced == Advanced::Done;
    if is_skipped {
        Event::Skipped { message, reason }.emit();
    }
    Ok(is_skipped)
}
