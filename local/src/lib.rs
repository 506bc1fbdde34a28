//! The local runtime: every function of the catalogue in one process, with an embedded store,
//! embedded queues, a ticker and a simulated carrier, all on 127.0.0.1.

pub mod carrier;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod embedded;
pub mod narrator;
pub mod runtime;
pub mod settings;
pub mod world;

mod functions;
