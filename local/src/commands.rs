//! The commands of the `sms` program: one file each.

pub mod classify;
pub mod suppressions;
pub mod templates;
pub mod trace;
