//! Types and rules of the SMS engine: pure, without I/O, async, clock or randomness.

pub mod address;
pub mod autoresponder;
pub mod carrier_codes;
pub mod contact;
pub mod counts;
pub mod follow_up;
pub mod message;
pub mod opt_out_words;
pub mod policy;
pub mod progression;
pub mod receipt;
pub mod reception;
pub mod reply;
pub mod sending;
pub mod sid;
pub mod stage;
pub mod status;
pub mod suppression;
pub mod template;
