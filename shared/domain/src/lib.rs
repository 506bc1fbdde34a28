//! Types and rules of the SMS engine: pure, without I/O, async, clock or randomness.

mod facts;
mod text_enum;

pub mod address;
pub mod autoresponder;
pub mod carrier_codes;
pub mod consent;
pub mod contact;
pub mod counts;
pub mod fingerprint;
pub mod follow_up;
pub mod guardrails;
pub mod intent;
pub mod language;
pub mod message;
pub mod opt_out_words;
pub mod policy;
pub mod progression;
pub mod receipt;
pub mod reception;
pub mod reply;
pub mod segments;
pub mod sending;
pub mod sid;
pub mod stable_hash;
pub mod stage;
pub mod status;
pub mod suppression;
pub mod template;
pub mod understanding;
