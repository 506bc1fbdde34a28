//! Who may come in: webhooks by token or signature, schedulers by token, admins by key.

use http::header::AUTHORIZATION;
use secrecy::SecretString;

use super::request::header;
use super::signature::equal;
use super::{WebError, WebRequest, query_value};
use crate::carriers::{CARRIERS, WebhookSignature};
use crate::settings::{Reader, public_base_url};

/// Who may call the webhook routes.
#[derive(Debug, Clone)]
pub struct WebhookAuth {
    pub token: SecretString,
    /// Of each carrier that signs and whose secret is set.
    pub signatures: Vec<SignatureAuth>,
}

/// A carrier's signature on webhooks, with what it is checked by.
#[derive(Debug, Clone)]
pub struct SignatureAuth {
    pub signature: WebhookSignature,
    pub secret: SecretString,
    /// Carriers sign the URL they were given, which only its public form can check.
    pub public_base_url: String,
}

impl WebhookAuth {
    /// Reads `WEBHOOK_TOKEN`, and the secrets of those carriers that sign.
    pub fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let token = reader.secret("WEBHOOK_TOKEN");
        let mut signatures = Vec::new();
        for signature in CARRIERS.iter().filter_map(|carrier| carrier.signature) {
            if let Some(secret) = reader.optional(signature.secret_setting) {
                signatures.push(SignatureAuth {
                    signature,
                    secret: SecretString::from(secret),
                    public_base_url: public_base_url(reader)?,
                });
            }
        }
        Some(Self {
            token: token?,
            signatures,
        })
    }

    /// Lets a request in by its token (in any of the three places) or by a carrier's signature. A
    /// signature that is there must be right, also beside a right token.
    pub fn admit(&self, request: &WebRequest) -> Result<(), WebError> {
        for signed in &self.signatures {
            if let Some(given) = header(&request.headers, signed.signature.header) {
                return if signed.holds(request, given) {
                    Ok(())
                } else {
                    Err(WebError::Unauthorized(WEBHOOK_TOKEN))
                };
            }
        }
        if carries(request, "x-webhook-token", &self.token) {
            Ok(())
        } else {
            Err(WebError::Unauthorized(WEBHOOK_TOKEN))
        }
    }
}

impl SignatureAuth {
    fn holds(&self, request: &WebRequest, given: &str) -> bool {
        let query = if request.query.is_empty() { "" } else { "?" };
        let url = format!(
            "{}{}{query}{}",
            self.public_base_url, request.path, request.query
        );
        std::str::from_utf8(&request.body)
            .is_ok_and(|body| (self.signature.is_valid)(&self.secret, &url, body, given))
    }
}

const WEBHOOK_TOKEN: &str = "?token=, the x-webhook-token header, or a Bearer token";

/// Who may start jobs: `CRON_TOKEN`.
#[derive(Debug, Clone)]
pub struct CronAuth {
    pub token: SecretString,
}

impl CronAuth {
    /// Reads `CRON_TOKEN`.
    pub fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let token = reader.secret("CRON_TOKEN")?;
        Some(Self { token })
    }

    pub fn admit(&self, request: &WebRequest) -> Result<(), WebError> {
        if carries(request, "x-cron-token", &self.token) {
            Ok(())
        } else {
            let ways = "?token=, the x-cron-token header, or a Bearer token";
            Err(WebError::Unauthorized(ways))
        }
    }
}

/// Who may use the admin routes: `ADMIN_API_KEY`, in its header alone.
#[derive(Debug, Clone)]
pub struct ApiKeyAuth {
    pub key: SecretString,
}

impl ApiKeyAuth {
    /// Reads `ADMIN_API_KEY`.
    pub fn configure(reader: &mut Reader<'_>) -> Option<Self> {
        let key = reader.secret("ADMIN_API_KEY")?;
        Some(Self { key })
    }

    pub fn admit(&self, request: &WebRequest) -> Result<(), WebError> {
        match header(&request.headers, "x-api-key") {
            Some(given) if equal(given, &self.key) => Ok(()),
            Some(_) | None => Err(WebError::Unauthorized("the X-API-Key header")),
        }
    }
}

/// Whether a request has `token` in its query, in the header `name`, or as a Bearer token.
fn carries(request: &WebRequest, name: &str, token: &SecretString) -> bool {
    let by_query = query_value(&request.query, "token");
    let by_header = header(&request.headers, name);
    let by_bearer = request
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
    [by_query.as_deref(), by_header, by_bearer]
        .into_iter()
        .flatten()
        .any(|given| equal(given, token))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::super::tests::request;
    use super::*;
    use crate::carriers::named;

    #[test]
    fn the_token_counts_in_three_places_and_nowhere_else() {
        let auth = WebhookAuth {
            token: SecretString::from("t+/="),
            signatures: Vec::new(),
        };
        let admitted = |query: &str, headers: &[(&'static str, &str)]| {
            let mut request = request("", b"");
            request.query = query.to_owned();
            for (name, value) in headers {
                request.headers.insert(*name, value.parse().unwrap());
            }
            auth.admit(&request).is_ok()
        };
        assert!(admitted("a=b&token=t%2B%2F%3D", &[]));
        assert!(admitted("", &[("x-webhook-token", "t+/=")]));
        assert!(admitted("", &[("authorization", "bearer t+/=")]));
        assert!(!admitted("", &[]));
        assert!(!admitted("token=", &[]));
        assert!(!admitted("token=t", &[("x-webhook-token", "T+/=")]));
        assert!(!admitted("", &[("authorization", "Basic t+/=")]));
        let unset = WebhookAuth {
            token: SecretString::from(""),
            signatures: Vec::new(),
        };
        assert!(unset.admit(&request("", b"")).is_err());
    }

    #[test]
    fn the_cron_token_and_the_admin_key_open_only_their_own_doors() {
        let cron = CronAuth {
            token: SecretString::from("cron"),
        };
        let admin = ApiKeyAuth {
            key: SecretString::from("admin"),
        };
        let with = |query: &str, header: Option<(&'static str, &str)>| {
            let mut request = request("", b"");
            request.query = query.to_owned();
            if let Some((name, value)) = header {
                request.headers.insert(name, value.parse().unwrap());
            }
            (cron.admit(&request).is_ok(), admin.admit(&request).is_ok())
        };
        assert_eq!(with("token=cron", None), (true, false));
        assert_eq!(with("", Some(("x-cron-token", "cron"))), (true, false));
        let bearer = Some(("authorization", "Bearer cron"));
        assert_eq!(with("", bearer), (true, false));
        assert_eq!(with("", Some(("x-api-key", "admin"))), (false, true));
        for (query, header) in [
            ("", None),
            ("token=admin", None),
            ("token=", None),
            ("", Some(("x-webhook-token", "cron"))),
            ("", Some(("x-api-key", "cron"))),
            ("", Some(("x-api-key", ""))),
            ("", Some(("authorization", "Bearer admin"))),
        ] {
            assert_eq!(with(query, header), (false, false), "{query} {header:?}");
        }
        let unset = ApiKeyAuth {
            key: SecretString::from(""),
        };
        let mut empty = request("", b"");
        empty
            .headers
            .insert("x-api-key", HeaderValue::from_static(""));
        assert!(unset.admit(&empty).is_err());
    }

    #[test]
    fn a_textgrid_signature_that_is_there_must_be_right() {
        let auth = WebhookAuth {
            token: SecretString::from("t"),
            signatures: vec![SignatureAuth {
                signature: named("textgrid").unwrap().signature.unwrap(),
                secret: SecretString::from("s"),
                public_base_url: "https://x.example".into(),
            }],
        };
        let mut forged = request("", b"Body=x");
        forged.query = "token=t".into();
        assert!(auth.admit(&forged).is_ok());
        forged
            .headers
            .insert("x-textgrid-signature", "forged".parse().unwrap());
        assert!(auth.admit(&forged).is_err());
    }
}
