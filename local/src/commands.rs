//! The commands of the `sms` program: one file each, and what they share.

pub mod ambiguous;
pub mod classify;
pub mod invoke;
pub mod seed_templates;
pub mod serve;
pub mod suppressions;
pub mod templates;
pub mod trace;

mod opened;

use std::io::Write as _;

use opened::{Opened, beside_running};

/// Why a command failed, for a person to read.
pub(crate) type AnyError = Box<dyn std::error::Error>;

fn print(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn shown(value: Option<&impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}
