//! Language models: the port to them, and the router that asks them in order.
//!
//! A model may say what a text seems to mean and word a reply, within the guardrails. It never
//! decides consent, stage or promotion, and a fault of all models is no fault of the engine: the
//! rules answer.

mod answers;
mod breaker;
mod budget;
mod prompts;
mod router;

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;

pub use answers::{Composed, Triage};
pub use budget::Budget;
pub use prompts::{Goal, ReplyMaterial, TriageMaterial};
pub use router::Router;

/// One question to one model. The answer is to be one JSON object, at temperature 0.
#[derive(Clone, PartialEq, Eq)]
pub struct Ask {
    /// The endpoint's id of the model.
    pub model: String,
    /// What the model is to do: always one of our own fixed texts.
    pub system: &'static str,
    /// The material as JSON; a contact's words stand only inside its strings.
    pub user: String,
    /// The most tokens of the answer.
    pub max_tokens: u32,
}

impl fmt::Debug for Ask {
    /// Without the material: it holds what a contact wrote.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ask")
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

/// Why a model gave no answer. Holds nothing of the question, the answer or the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("did not answer in time")]
    TimedOut,
    #[error("could not be reached")]
    Unreachable,
    /// Another status than 200.
    #[error("answered with status {0}")]
    Refused(u16),
    /// An answer that is none, and what is wrong with it.
    #[error("gave an unusable answer: {0}")]
    Unusable(&'static str),
}

/// Where language models are asked.
#[async_trait]
pub trait LanguageModels: Send + Sync + fmt::Debug {
    /// The text that the model answers with, whole. Asks once, and returns within `within`.
    async fn complete(&self, ask: &Ask, within: Duration) -> Result<String, ModelError>;
}
