//! The local runtime: every function of the catalogue in one process, with an embedded store,
//! embedded queues, a ticker and a simulated carrier, all on 127.0.0.1.

pub mod classify;
pub mod clock;
pub mod embedded;
pub mod narrate;
pub mod runtime;
pub mod settings;
pub mod simulated_carrier;
pub mod story;
pub mod suppressions;
pub mod templates;
pub mod world;

mod pollers;
mod web;
