//! End-to-end tests through the local runtime: one binary.

mod app;
mod conversation;
