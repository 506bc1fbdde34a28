//! One HTTP request for each claim, and never a second one.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use sms_domain::message::moves::CALL_LIMIT;
use sms_domain::message::moves::SendOutcome;
use sms_engine::carriers::{AuthStyle, BodyEncoding};
use sms_engine::sender::Claim;
use url::Url;

use super::outcome::{Answer, of_answer, of_failed_call};
use super::{GatewayError, Timeouts};
use crate::client::{Client, Content, Target};

/// Where and as whom messages are posted.
#[derive(Debug)]
pub(super) struct Line {
    client: Client,
    messages: Target,
    /// Marked as sensitive: does not show in `Debug`.
    authorization: HeaderValue,
    total: Duration,
}

/// What a line is made of.
#[derive(Debug)]
pub(super) struct Access<'a> {
    pub(super) api_url: &'a str,
    pub(super) account_sid: &'a str,
    pub(super) auth_token: &'a SecretString,
    pub(super) auth_style: AuthStyle,
}

impl Line {
    pub(super) fn new(access: &Access<'_>, timeouts: Timeouts) -> Result<Self, GatewayError> {
        if timeouts.connect >= timeouts.total || timeouts.total >= CALL_LIMIT {
            return Err(GatewayError::Timeouts);
        }
        Ok(Self {
            client: Client::new(timeouts.connect)?,
            messages: Target::new(&messages_url(access.api_url, access.account_sid)?)
                .map_err(GatewayError::ApiUrl)?,
            authorization: authorization(access)?,
            total: timeouts.total,
        })
    }

    /// Posts `fields` as the message of `claim`.
    pub(super) async fn post(
        &self,
        claim: &Claim,
        encoding: BodyEncoding,
        fields: &(impl Serialize + ?Sized),
    ) -> SendOutcome {
        let content = match encoding {
            BodyEncoding::Json => Content::json(fields),
            BodyEncoding::Form => Content::form(fields),
        };
        let posted = match content {
            Err(error) => Err(error),
            Ok(content) => {
                self.client
                    .post(&self.messages, &self.authorization, content, self.total)
                    .await
            }
        };
        match posted {
            Err(error) => of_failed_call(error),
            Ok(response) => {
                let status = response.status;
                let answer = response
                    .whole()
                    .await
                    .ok()
                    .map(|bytes| Answer::read(&bytes));
                let ours = [claim.callback_url(), claim.message().body.as_str()];
                of_answer(status, answer.as_ref(), &ours)
            }
        }
    }
}

fn messages_url(api_url: &str, account_sid: &str) -> Result<Url, GatewayError> {
    let mut url = Url::parse(api_url).map_err(|error| GatewayError::ApiUrl(error.to_string()))?;
    url.path_segments_mut()
        .map_err(|()| GatewayError::ApiUrl("has no path".to_owned()))?
        .pop_if_empty()
        .extend(["Accounts", account_sid, "Messages.json"]);
    Ok(url)
}

fn authorization(access: &Access<'_>) -> Result<HeaderValue, GatewayError> {
    let pair = format!(
        "{}:{}",
        access.account_sid,
        access.auth_token.expose_secret()
    );
    let scheme = match access.auth_style {
        AuthStyle::Bearer => "Bearer",
        AuthStyle::Basic => "Basic",
    };
    let mut value = HeaderValue::try_from(format!("{scheme} {}", STANDARD.encode(pair)))
        .map_err(|_| GatewayError::Credentials)?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_is_one_segment_of_the_path_whatever_it_holds() {
        for (api_url, account, want) in [
            (
                "https://api.twilio.com/2010-04-01",
                "AC1",
                "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
            ),
            (
                "http://127.0.0.1:9/2010-04-01/",
                "dGV/4dA==",
                "http://127.0.0.1:9/2010-04-01/Accounts/dGV%2F4dA==/Messages.json",
            ),
        ] {
            assert_eq!(messages_url(api_url, account).unwrap().as_str(), want);
        }
        for api_url in ["", "api.twilio.com", "ftp://x/", "mailto:a@b"] {
            let target = messages_url(api_url, "AC1")
                .and_then(|url| Target::new(&url).map_err(GatewayError::ApiUrl));
            assert!(matches!(target, Err(GatewayError::ApiUrl(_))), "{api_url}");
        }
    }

    #[test]
    fn a_token_never_shows() {
        let token = SecretString::from("hush");
        let access = Access {
            api_url: "http://127.0.0.1:9",
            account_sid: "AC1",
            auth_token: &token,
            auth_style: AuthStyle::Basic,
        };
        let line = Line::new(&access, Timeouts::default()).unwrap();
        let shown = format!("{line:?}{access:?}");
        assert!(
            !shown.contains("hush") && !shown.contains("QUMxOmh1c2g"),
            "{shown}"
        );
    }

    #[test]
    fn a_call_that_could_outlive_its_claim_is_not_set_up() {
        let token = SecretString::from("hush");
        let access = Access {
            api_url: "http://127.0.0.1:9",
            account_sid: "AC1",
            auth_token: &token,
            auth_style: AuthStyle::Basic,
        };
        let default = Timeouts::default();
        for timeouts in [
            Timeouts {
                total: CALL_LIMIT,
                ..default
            },
            Timeouts {
                connect: default.total,
                ..default
            },
        ] {
            assert!(matches!(
                Line::new(&access, timeouts),
                Err(GatewayError::Timeouts)
            ));
        }
    }
}
