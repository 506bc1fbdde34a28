//! Types and rules of the SMS engine: pure, without I/O, async, clock or randomness.

mod text_enum;

pub mod address;
pub mod carrier_codes;
pub mod consent;
pub mod contact;
pub mod counts;
pub mod fingerprint;
pub mod intent;
pub mod message;
pub mod policy;
pub mod receipt;
pub mod reception;
pub mod reply;
pub mod segments;
pub mod sending;
pub mod sid;
pub mod stage;
pub mod status;
pub mod suppression;
pub mod understanding;
