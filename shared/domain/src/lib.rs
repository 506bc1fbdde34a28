//! What is true of contacts, messages and sends: types and rules, without I/O, async, clock or randomness.

pub mod address;
pub mod contact;
pub mod ids;
pub mod inbound;
pub mod message;
pub mod outbound;
pub mod reply;
pub mod sending;
pub mod template;
pub mod time;
