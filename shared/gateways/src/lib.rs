//! What the engine reaches over HTTP: the carriers that take our texts to the network, and language
//! models.

mod carriers;
mod client;
mod models;

pub use carriers::{GatewayError, TextGrid, Twilio, connect};
pub use client::Timeouts;
pub use models::{ModelAccessError, OpenAiCompatible};
