//! Builders, clocks and faults for tests.

pub mod dice;
pub mod hand_clock;
pub mod model_server;
pub mod stopping;
pub mod store_proxy;

mod wire;

use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;
use sms_domain::message::MessageId;
use sms_engine::http::signature::Callbacks;

/// Where a carrier reports on the send `id` of an engine at `base_url` with this webhook token.
pub fn callback_url(base_url: &str, webhook_token: &str, id: &MessageId) -> String {
    Callbacks::new(base_url.to_owned(), SecretString::from(webhook_token)).url(id)
}

/// Held for a moment and never across an `await`; whoever panicked in it left whole values behind.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
