//! End-to-end tests through the local runtime: one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

mod app;
mod contract;
mod conversation;
mod corners;
mod crash;
mod docs;
mod faults;
mod jobs;
mod models;
mod story;
mod structure;
