//! What the SMS engine does: ports, use cases, settings, edges, and the catalogue of functions.
//! Knows neither AWS nor HTTP clients: those are behind the ports.

mod advise;
pub mod catalogue;
pub mod clock;
pub mod contacts;
pub mod deliver;
pub mod echo;
pub mod health;
pub mod job;
pub mod metrics;
pub mod models;
pub mod operate;
pub mod ports;
pub mod receive;
pub mod respond;
pub mod send;
pub mod settings;
pub mod signature;
pub mod suppressions;
pub mod templates;
pub mod tick;
pub mod trigger;
pub mod web;
