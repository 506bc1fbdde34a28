//! What the SMS engine does: ports, use cases, settings, edges, and the catalogue of functions.
//! Knows neither AWS nor HTTP clients: those are behind the ports.

pub mod catalogue;
pub mod clock;
pub mod deliver;
pub mod echo;
pub mod health;
pub mod job;
pub mod metrics;
pub mod operate;
pub mod ports;
pub mod receive;
pub mod respond;
pub mod send;
pub mod settings;
pub mod signature;
pub mod suppressions;
pub mod tick;
pub mod web;
