//! The carriers, each behind the engine's `Carrier` port.

mod line;
mod outcome;
mod textgrid;
mod twilio;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use sms_engine::carriers::CarrierSettings;
use sms_engine::ports::Carrier;
use sms_https::TrustError;

use crate::client::Timeouts;

pub use textgrid::TextGrid;
pub use twilio::Twilio;

/// Why no carrier can be called with these settings. Never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    #[error("the carrier's API URL does not read: {0}")]
    ApiUrl(String),
    #[error("the carrier's account SID or token cannot stand in a header")]
    Credentials,
    #[error("a carrier call must connect before its own end, and end before the engine's limit")]
    Timeouts,
    #[error("the HTTP client cannot be built: {0}")]
    Client(#[from] TrustError),
}

/// The carrier of `settings`. Makes no call yet.
pub fn connect(
    settings: &CarrierSettings,
    timeouts: Timeouts,
) -> Result<Arc<dyn Carrier>, GatewayError> {
    Ok(match settings {
        CarrierSettings::TextGrid(settings) => Arc::new(TextGrid::new(settings, timeouts)?),
        CarrierSettings::Twilio(settings) => Arc::new(Twilio::new(settings, timeouts)?),
        CarrierSettings::Simulated { api_url } => Arc::new(Twilio::simulated(api_url, timeouts)?),
    })
}
