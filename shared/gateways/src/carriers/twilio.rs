//! Twilio's Messages resource, and the simulated carrier, which speaks the same.

use async_trait::async_trait;
use secrecy::SecretString;
use sms_domain::message::moves::SendOutcome;
use sms_engine::carriers::{AuthStyle, BodyEncoding, TwilioSettings};
use sms_engine::ports::Carrier;
use sms_engine::sender::Claim;

use super::line::{Access, Line};
use super::{GatewayError, Timeouts};

/// `POST /Accounts/{AccountSid}/Messages.json` with the form `To`, `From`, `Body`,
/// `StatusCallback`. Source: twilio.com/docs/messaging/api/message-resource. Not idempotent.
#[derive(Debug)]
pub struct Twilio {
    name: &'static str,
    line: Line,
}

impl Twilio {
    pub fn new(settings: &TwilioSettings, timeouts: Timeouts) -> Result<Self, GatewayError> {
        let access = Access {
            api_url: &settings.api_url,
            account_sid: &settings.account_sid,
            auth_token: &settings.auth_token,
            auth_style: AuthStyle::Basic,
        };
        Ok(Self {
            name: "twilio",
            line: Line::new(&access, timeouts)?,
        })
    }

    /// The simulated carrier at `api_url`, which asks for no secret.
    pub fn simulated(api_url: &str, timeouts: Timeouts) -> Result<Self, GatewayError> {
        let access = Access {
            api_url,
            account_sid: "SIMULATED",
            auth_token: &SecretString::from("SIMULATED"),
            auth_style: AuthStyle::Basic,
        };
        Ok(Self {
            name: "simulated",
            line: Line::new(&access, timeouts)?,
        })
    }
}

#[async_trait]
impl Carrier for Twilio {
    fn name(&self) -> &'static str {
        self.name
    }

    async fn send(&self, claim: &Claim) -> SendOutcome {
        let form = form(claim);
        self.line.post(claim, BodyEncoding::Form, &form).await
    }
}

/// The form of a message, in the order of Twilio's examples.
pub(super) fn form(claim: &Claim) -> [(&'static str, &str); 4] {
    let message = claim.message();
    [
        ("To", message.thread.as_ref()),
        ("From", message.number.as_ref()),
        ("Body", &message.body),
        ("StatusCallback", claim.callback_url()),
    ]
}
