//! Which model is asked, and what is done when it fails: the next one is.

use std::sync::Arc;

use jiff::SignedDuration;
use sms_domain::message::ProcessedBy;
use sms_language::guard::Bounds;

use super::answers::{self, Composed, Rejection, Triage};
use super::breaker::Breaker;
use super::budget::Budget;
use super::prompts::{self, ReplyMaterial, TriageMaterial};
use super::{Ask, LanguageModels, ModelError};
use crate::event::Event;
use crate::metrics;
use crate::ports::clock::Clock;
use crate::settings::{Model, ModelSettings};

/// The most tokens of any answer: two segments of text, or a triage, and their JSON.
const MAX_TOKENS: u32 = 300;

/// Asks models in the order of the settings until one gives an answer that holds. Its clones share
/// their circuit breaker.
#[derive(Debug, Clone)]
pub struct Router {
    models: Arc<dyn LanguageModels>,
    settings: Arc<ModelSettings>,
    breaker: Arc<Breaker>,
}

#[derive(Debug, Clone, Copy)]
enum Task {
    Triage,
    Reply,
}

impl Task {
    fn name(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Reply => "reply",
        }
    }

    fn system(self) -> &'static str {
        match self {
            Self::Triage => prompts::TRIAGE,
            Self::Reply => prompts::REPLY,
        }
    }
}

impl Router {
    pub fn new(models: Arc<dyn LanguageModels>, settings: ModelSettings) -> Self {
        Self {
            models,
            settings: Arc::new(settings),
            breaker: Arc::default(),
        }
    }

    pub fn settings(&self) -> &ModelSettings {
        &self.settings
    }

    /// What one message may cost from now on. Its triage and its reply take from the same.
    pub fn budget(&self, clock: &dyn Clock) -> Budget {
        Budget::new(clock.now(), self.settings.budget, self.settings.max_calls)
    }

    /// What a text means, from the first model that is sure enough. `None`: the rules' own reading
    /// stands.
    pub async fn triage(
        &self,
        clock: &dyn Clock,
        budget: &mut Budget,
        material: &TriageMaterial<'_>,
    ) -> Option<Triage> {
        let user = prompts::triage(material)?;
        let floor = self.settings.confidence_floor;
        let read = |answer: &str, by| answers::triage(answer, floor, by);
        self.ask(
            clock,
            budget,
            Task::Triage,
            &self.settings.order,
            &user,
            read,
        )
        .await
    }

    /// A reply within `bounds`, from the first model that words one. The first of the order only
    /// does triage, unless it is alone. `None`: the rules' own answer stands. After a refusal no
    /// model is asked.
    pub async fn compose(
        &self,
        clock: &dyn Clock,
        budget: &mut Budget,
        material: &ReplyMaterial<'_>,
        bounds: &Bounds<'_>,
    ) -> Option<Composed> {
        if bounds.refused {
            return None;
        }
        let user = prompts::reply(material)?;
        let order = match self.settings.order.as_slice() {
            [_, writers @ ..] if !writers.is_empty() => writers,
            alone => alone,
        };
        let read = |answer: &str, by| answers::reply(answer, bounds, by);
        self.ask(clock, budget, Task::Reply, order, &user, read)
            .await
    }

    async fn ask<T>(
        &self,
        clock: &dyn Clock,
        budget: &mut Budget,
        task: Task,
        order: &[Model],
        user: &str,
        read: impl Fn(&str, ProcessedBy) -> Result<T, Rejection> + Send + Sync,
    ) -> Option<T> {
        for model in order {
            let begun = clock.now();
            // Without a call or time left, the models after this one have none either.
            let within = budget.time_for_a_call(begun, self.settings.call_timeout)?;
            if !self.breaker.admits(model.name, begun) {
                log_call(task, model.name, "circuit_open", SignedDuration::ZERO);
                continue;
            }
            budget.take_call();
            metrics::count("ModelCalls", 1);
            let ask = Ask {
                model: model.id.clone(),
                system: task.system(),
                user: user.to_owned(),
                max_tokens: MAX_TOKENS,
            };
            let answer = self.models.complete(&ask, within).await;
            let ended = clock.now();
            let took = ended.duration_since(begun);
            let fault = match answer {
                Ok(answer) => match read(&answer, model.name) {
                    Ok(result) => {
                        self.breaker.succeeded(model.name);
                        log_call(task, model.name, "answered", took);
                        return Some(result);
                    }
                    // The model works, though its answer will not do.
                    Err(Rejection::Unsure) => {
                        self.breaker.succeeded(model.name);
                        log_call(task, model.name, "unsure", took);
                        continue;
                    }
                    Err(Rejection::Violates(violation)) => {
                        self.breaker.succeeded(model.name);
                        metrics::count("ModelViolations", 1);
                        log_call(task, model.name, violation.as_ref(), took);
                        continue;
                    }
                    Err(Rejection::Unusable(why)) => ModelError::Unusable(why),
                },
                Err(fault) => fault,
            };
            metrics::count("ModelFaults", 1);
            // One that had less than its usual time is not to blame for being late.
            if !(fault == ModelError::TimedOut && within < self.settings.call_timeout) {
                self.breaker.failed(model.name, ended);
            }
            log_call(task, model.name, &fault.to_string(), took);
        }
        None
    }
}

fn log_call(task: Task, model: ProcessedBy, outcome: &str, took: SignedDuration) {
    Event::Model {
        task: task.name(),
        model,
        outcome,
        took,
    }
    .emit();
}
