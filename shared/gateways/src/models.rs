//! Language models behind any endpoint that speaks `OpenAI`'s chat completions: `OpenRouter`,
//! Ollama, vLLM and others.

#[cfg(test)]
mod tests;

use std::time::Duration;

use async_trait::async_trait;
use http::{HeaderValue, StatusCode};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use sms_engine::models::{Ask, LanguageModels, ModelError};
use sms_engine::settings::ModelSettings;
use sms_https::TrustError;
use url::Url;

use crate::client::{CallError, Client, Content, Missing, Target};

/// Why no model can be asked with these settings. Never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum ModelAccessError {
    #[error("the models' API URL does not read: {0}")]
    ApiUrl(String),
    #[error("the models' API key cannot stand in a header")]
    Key,
    #[error("the HTTP client cannot be built: {0}")]
    Client(#[from] TrustError),
}

/// One endpoint, for all models of the order.
#[derive(Debug)]
pub struct OpenAiCompatible {
    client: Client,
    completions: Target,
    /// Marked as sensitive: does not show in `Debug`.
    authorization: HeaderValue,
}

impl OpenAiCompatible {
    /// Makes no call yet. `connect` limits each connection attempt; each ask brings its own limit
    /// for the whole call.
    pub fn new(settings: &ModelSettings, connect: Duration) -> Result<Self, ModelAccessError> {
        let client = Client::new(connect)?;
        let mut authorization =
            HeaderValue::try_from(format!("Bearer {}", settings.api_key.expose_secret()))
                .map_err(|_| ModelAccessError::Key)?;
        authorization.set_sensitive(true);
        Ok(Self {
            client,
            completions: Target::new(&completions_url(&settings.api_url)?)
                .map_err(ModelAccessError::ApiUrl)?,
            authorization,
        })
    }
}

fn completions_url(api_url: &str) -> Result<Url, ModelAccessError> {
    let mut url =
        Url::parse(api_url).map_err(|error| ModelAccessError::ApiUrl(error.to_string()))?;
    url.path_segments_mut()
        .map_err(|()| ModelAccessError::ApiUrl("has no path".to_owned()))?
        .pop_if_empty()
        .extend(["chat", "completions"]);
    Ok(url)
}

#[derive(Serialize)]
struct Request<'a> {
    model: &'a str,
    messages: [Said<'a>; 2],
    response_format: Format,
    temperature: u8,
    max_tokens: u32,
    stream: bool,
}

#[derive(Serialize)]
struct Said<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Serialize)]
struct Format {
    r#type: &'static str,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

#[async_trait]
impl LanguageModels for OpenAiCompatible {
    async fn complete(&self, ask: &Ask, within: Duration) -> Result<String, ModelError> {
        let request = Request {
            model: &ask.model,
            messages: [
                Said {
                    role: "system",
                    content: ask.system,
                },
                Said {
                    role: "user",
                    content: &ask.user,
                },
            ],
            response_format: Format {
                r#type: "json_object",
            },
            temperature: 0,
            max_tokens: ask.max_tokens,
            stream: false,
        };
        let response = self
            .client
            .post(
                &self.completions,
                &self.authorization,
                Content::json(&request)?,
                within,
            )
            .await?;
        // A redirect is not followed: it would take the key and the contact's words elsewhere.
        if response.status != StatusCode::OK {
            return Err(ModelError::Refused(response.status.as_u16()));
        }
        let body = response.whole().await.map_err(|missing| match missing {
            Missing::TooLate => ModelError::TimedOut,
            Missing::BrokenOff => ModelError::Unusable("broke off"),
            Missing::TooLong => ModelError::Unusable("far too long"),
        })?;
        content(&body)
    }
}

impl From<CallError> for ModelError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Unreached { too_late: true } | CallError::Unanswered { too_late: true } => {
                Self::TimedOut
            }
            CallError::Unencoded
            | CallError::Unreached { too_late: false }
            | CallError::Unanswered { too_late: false } => Self::Unreachable,
        }
    }
}

fn content(body: &[u8]) -> Result<String, ModelError> {
    let completion: Completion =
        serde_json::from_slice(body).map_err(|_| ModelError::Unusable("not a chat completion"))?;
    let choice = completion
        .choices
        .into_iter()
        .next()
        .ok_or(ModelError::Unusable("no choice"))?;
    if choice.finish_reason.as_deref() == Some("length") {
        return Err(ModelError::Unusable("cut off at its most tokens"));
    }
    choice
        .message
        .content
        .ok_or(ModelError::Unusable("no content"))
}
