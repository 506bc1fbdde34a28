//! What the SMS engine does: ports, use cases, settings, edges, and the catalogue of functions.
//! Knows neither AWS nor HTTP clients: those are behind the ports.

pub mod ai_response_trigger;
pub mod carriers;
pub mod catalogue;
pub mod contacts;
pub mod delivery;
pub mod enqueue;
pub mod event;
pub mod function;
pub mod handler;
pub mod health;
pub mod http;
pub mod inbound;
pub mod inspect;
pub mod jobs;
pub mod metrics;
pub mod models;
mod opt_out;
pub mod outbound;
pub mod ports;
pub mod queue_item;
pub mod responder;
pub mod retry;
pub mod sender;
pub mod settings;
pub mod suppressions;
pub mod templates;
pub mod tick;
