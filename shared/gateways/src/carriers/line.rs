//! One HTTP request for each claim, and never a second one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, RequestBuilder, Response, Url, redirect, retry};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use sms_domain::sending::CALL_LIMIT;
use sms_domain::sending::SendOutcome;
use sms_engine::send::Claim;
use sms_engine::settings::{AuthStyle, BodyEncoding};

use super::outcome::{Answer, of_answer, of_failed_call};
use super::{GatewayError, Timeouts};

/// The longest answer read. Twilio's are about one kilobyte.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Where and as whom messages are posted.
#[derive(Debug)]
pub(super) struct Line {
    client: Client,
    messages_url: Url,
    /// Marked as sensitive: does not show in `Debug`.
    authorization: HeaderValue,
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
            client: client(timeouts)?,
            messages_url: messages_url(access.api_url, access.account_sid)?,
            authorization: authorization(access)?,
        })
    }

    /// Posts `fields` as the message of `claim`.
    pub(super) async fn post(
        &self,
        claim: &Claim,
        encoding: BodyEncoding,
        fields: &(impl Serialize + ?Sized),
    ) -> SendOutcome {
        let request = self
            .client
            .post(self.messages_url.clone())
            .header(AUTHORIZATION, self.authorization.clone());
        let request: RequestBuilder = match encoding {
            BodyEncoding::Json => request.json(fields),
            BodyEncoding::Form => request.form(fields),
        };
        match request.send().await {
            Err(error) => of_failed_call(&error),
            Ok(response) => {
                let status = response.status();
                let answer = read(response).await;
                let ours = [claim.callback_url(), claim.message().body.as_str()];
                of_answer(status, answer.as_ref(), &ours)
            }
        }
    }
}

/// A client that puts each request on the wire once.
///
/// What could send it twice, and why it does not here (reqwest 0.13.5, hyper-util 0.1.21, hyper
/// 1.12.0, read and tested):
/// - hyper-util repeats a request by itself if a pooled connection closed before the request was
///   taken from its queue. That is safe, but reqwest has no switch for it; without idle
///   connections (`pool_max_idle_per_host(0)`) there is no pool and nothing to repeat.
/// - reqwest repeats what an HTTP/2 peer refused (`GOAWAY`, `REFUSED_STREAM`) and follows
///   redirects, 307 and 308 with the body: `http1_only`, `retry::never` and `Policy::none`.
///
/// An idle connection would be bad for another reason: the carrier, or a function frozen between
/// two invocations, lets it die unseen, and a text written to it has an unknown outcome although
/// nobody read it: so ended 275 of 6,000 sends over reqwest's default pool to a peer that closes
/// connections after a while, and none of 6,000 like this. A handshake for each text costs less.
fn client(timeouts: Timeouts) -> Result<Client, GatewayError> {
    Client::builder()
        .user_agent(concat!("rei-sms-engine/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(timeouts.connect)
        .timeout(timeouts.total)
        .http1_only()
        .pool_max_idle_per_host(0)
        .retry(retry::never())
        .redirect(redirect::Policy::none())
        // A proxy named in the environment would see the texts, and its own 502 and 504 would
        // pass for the carrier's.
        .no_proxy()
        .build()
        .map_err(|error| GatewayError::Client(error.to_string()))
}

fn messages_url(api_url: &str, account_sid: &str) -> Result<Url, GatewayError> {
    let mut url = Url::parse(api_url).map_err(|error| GatewayError::ApiUrl(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(GatewayError::ApiUrl("is neither http nor https".to_owned()));
    }
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

/// The whole answer, or `None` if it broke off, came too late or is far too long.
async fn read(mut response: Response) -> Option<Answer> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if bytes.len() + chunk.len() > LONGEST_ANSWER {
            return None;
        }
        bytes.extend_from_slice(&chunk);
    }
    Some(Answer::read(&bytes))
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
            assert!(matches!(
                messages_url(api_url, "AC1"),
                Err(GatewayError::ApiUrl(_))
            ));
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
