//! Stops a sender at any of its steps: its process dies there, or the step answers with an error.

use std::fmt;
use std::future::{Future, pending};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use sms_domain::contact::Contact;
use sms_domain::message::moves::SendOutcome;
use sms_domain::message::{MessageKey, OutboundMessage};
use sms_domain::sending::clearance::Clearance;
use sms_engine::ports::{Advanced, Carrier, Move, Outbox, StoreError, StoreResult, Write};
use sms_engine::sender::Claim;
use tokio::sync::watch;

use crate::locked;

/// The steps of a send, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Load,
    Claim,
    /// The carrier call.
    Call,
    /// The outcome is stored.
    Advance,
}

/// On which side of a step's effect the sender stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The effect does not happen.
    Before,
    /// The effect happens, and the sender never learns of it.
    After,
}

/// How the sender stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Its process is gone: the step never returns, and [`Stopper::run`] drops the job.
    Dies,
    /// The store's answer is an error. A carrier has no such answer: there it dies too.
    Errs,
}

/// Where and how a sender stops. It stops once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    pub side: Side,
    pub step: Step,
    pub manner: Manner,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}, {:?}", self.side, self.step, self.manner)
    }
}

/// The one fault of one sender, shared by its ports.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<Fault>);

#[derive(Debug)]
struct Fault {
    planned: Mutex<Option<Stop>>,
    died: watch::Sender<bool>,
}

impl Stopper {
    /// `None` stops nowhere.
    pub fn new(stop: Option<Stop>) -> Self {
        Self(Arc::new(Fault {
            planned: Mutex::new(stop),
            died: watch::Sender::new(false),
        }))
    }

    /// Runs `job` until it ends, or drops it where its process dies: then there is no answer.
    pub async fn run<T>(&self, job: impl Future<Output = T>) -> Option<T> {
        let mut died = self.0.died.subscribe();
        tokio::select! {
            answer = job => Some(answer),
            // The sender of the word lives as long as `self`.
            _ = died.wait_for(|died| *died) => None,
        }
    }

    /// Whether the planned stop has happened.
    pub fn has_stopped(&self) -> bool {
        locked(&self.0.planned).is_none()
    }

    async fn store<T>(
        &self,
        step: Step,
        effect: impl Future<Output = StoreResult<T>>,
    ) -> StoreResult<T> {
        match self.take(step) {
            None => effect.await,
            Some(planned) => {
                if planned.side == Side::After {
                    effect.await?;
                }
                match planned.manner {
                    Manner::Dies => self.die().await,
                    Manner::Errs => Err(StoreError::Unavailable("a planned fault".to_owned())),
                }
            }
        }
    }

    async fn call(&self, call: impl Future<Output = SendOutcome>) -> SendOutcome {
        match self.take(Step::Call) {
            None => call.await,
            Some(planned) => {
                if planned.side == Side::After {
                    call.await;
                }
                self.die().await
            }
        }
    }

    /// The planned stop, if it is at this step. It does not come again.
    fn take(&self, step: Step) -> Option<Stop> {
        locked(&self.0.planned).take_if(|stop| stop.step == step)
    }

    async fn die<T>(&self) -> T {
        self.0.died.send_replace(true);
        pending().await
    }
}

/// An outbox whose user stops at a step.
#[derive(Debug)]
pub struct FaultyOutbox {
    inner: Arc<dyn Outbox>,
    stopper: Stopper,
}

impl FaultyOutbox {
    pub fn new(inner: Arc<dyn Outbox>, stopper: Stopper) -> Self {
        Self { inner, stopper }
    }
}

#[async_trait]
impl Outbox for FaultyOutbox {
    async fn load(&self, key: &MessageKey) -> StoreResult<Option<(OutboundMessage, Contact)>> {
        self.stopper.store(Step::Load, self.inner.load(key)).await
    }

    async fn claim(&self, clearance: &Clearance, claimed: &OutboundMessage) -> StoreResult<Write> {
        let claim = self.inner.claim(clearance, claimed);
        self.stopper.store(Step::Claim, claim).await
    }

    async fn advance(&self, step: &Move) -> StoreResult<Advanced> {
        let advance = self.inner.advance(step);
        self.stopper.store(Step::Advance, advance).await
    }
}

/// A carrier whose caller dies before the call, or when it was answered.
#[derive(Debug)]
pub struct StoppingCarrier {
    inner: Arc<dyn Carrier>,
    stopper: Stopper,
}

impl StoppingCarrier {
    pub fn new(inner: Arc<dyn Carrier>, stopper: Stopper) -> Self {
        Self { inner, stopper }
    }
}

#[async_trait]
impl Carrier for StoppingCarrier {
    fn name(&self) -> &'static str {
        self.inner.name()
    }

    async fn send(&self, claim: &Claim) -> SendOutcome {
        self.stopper.call(self.inner.send(claim)).await
    }
}
