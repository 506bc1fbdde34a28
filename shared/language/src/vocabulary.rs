//! The words in which a text's meaning is stored and passed on.

mod facts;
mod intent;
mod language;
mod question;
mod signal;
pub mod text_enum;
mod workflow;

pub use facts::Facts;
pub use intent::{AiIntent, Intent};
pub use language::Language;
pub use question::Question;
pub use signal::ConsentSignal;
pub use workflow::Workflow;
