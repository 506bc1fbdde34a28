//! What a text says: consent, intent, facts, language, and what a model may say in our name. Knows no
//! contact, stage or store.

pub mod consent;
mod detect;
pub mod guard;
pub mod intent;
mod pattern;
pub mod text;
pub mod vocabulary;

pub use intent::{Context, Reading, asked, read};
pub use vocabulary::{AiIntent, ConsentSignal, Facts, Intent, Language, Question, Workflow};
