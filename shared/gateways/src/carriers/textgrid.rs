//! `TextGrid`'s Messages resource.

use async_trait::async_trait;
use serde::Serialize;
use sms_domain::message::moves::SendOutcome;
use sms_engine::carriers::{BodyEncoding, TextGridSettings};
use sms_engine::ports::Carrier;
use sms_engine::sender::Claim;

use super::line::{Access, Line};
use super::twilio::form;
use super::{GatewayError, Timeouts};

/// Twilio's path under `TextGrid`'s base URL. Its documentation wants JSON and a bearer, the code of
/// some of its users posts a form with basic authentication: both are settings.
#[derive(Debug)]
pub struct TextGrid {
    line: Line,
    encoding: BodyEncoding,
}

/// `{"body","from","to","statusCallback"}`
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TextGridMessage<'a> {
    body: &'a str,
    from: &'a str,
    to: &'a str,
    status_callback: &'a str,
}

impl TextGrid {
    pub fn new(settings: &TextGridSettings, timeouts: Timeouts) -> Result<Self, GatewayError> {
        let access = Access {
            api_url: &settings.api_url,
            account_sid: &settings.account_sid,
            auth_token: &settings.auth_token,
            auth_style: settings.auth_style,
        };
        Ok(Self {
            line: Line::new(&access, timeouts)?,
            encoding: settings.encoding,
        })
    }
}

#[async_trait]
impl Carrier for TextGrid {
    fn name(&self) -> &'static str {
        "textgrid"
    }

    async fn send(&self, claim: &Claim) -> SendOutcome {
        match self.encoding {
            BodyEncoding::Json => {
                let message = claim.message();
                let json = TextGridMessage {
                    body: &message.body,
                    from: message.number.as_ref(),
                    to: message.thread.as_ref(),
                    status_callback: claim.callback_url(),
                };
                self.line.post(claim, BodyEncoding::Json, &json).await
            }
            BodyEncoding::Form => {
                let form = form(claim);
                self.line.post(claim, BodyEncoding::Form, &form).await
            }
        }
    }
}
