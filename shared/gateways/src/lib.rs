//! What the engine reaches over HTTP: the carriers that take our texts to the network.

mod carriers;

pub use carriers::{GatewayError, TextGrid, Timeouts, Twilio, connect};
