//! TextGrid: its settings, its names of webhook fields, and its signature on webhooks. It speaks
//! Twilio's words and codes of status.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;

use super::{CarrierSettings, CarrierSpec, FieldNames, WebhookSignature, api_url};
use crate::http::signature::equal;
use crate::settings::Reader;

pub(super) const CARRIER: CarrierSpec = CarrierSpec {
    name: "textgrid",
    is_local: false,
    url_setting: "TEXTGRID_API_URL",
    account_settings: &["TEXTGRID_ACCOUNT_SID", "TEXTGRID_AUTH_TOKEN"],
    configure,
    field_names: FieldNames {
        sid: &["TextGridId", "Sid"],
        status: &["Status"],
    },
    signature: Some(WebhookSignature {
        secret_setting: "TEXTGRID_WEBHOOK_SECRET",
        header: "x-textgrid-signature",
        is_valid: is_textgrids,
    }),
};

#[derive(Debug, Clone)]
pub struct TextGridSettings {
    pub account_sid: String,
    pub auth_token: SecretString,
    /// Without a trailing slash; `https://api.textgrid.com/2010-04-01` by default.
    pub api_url: String,
    pub auth_style: AuthStyle,
    pub encoding: BodyEncoding,
}

/// How requests to TextGrid authenticate. Its documentation and the code of its users disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthStyle {
    /// `Authorization: Bearer base64(AccountSid:AuthToken)`
    Bearer,
    /// `Authorization: Basic base64(AccountSid:AuthToken)`
    Basic,
}

/// How TextGrid is given a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyEncoding {
    /// `{"body","from","to","statusCallback"}`
    Json,
    /// `Body=…&From=…&To=…&StatusCallback=…`, as Twilio.
    Form,
}

fn configure(reader: &mut Reader<'_>) -> Option<CarrierSettings> {
    let account_sid = reader.required("TEXTGRID_ACCOUNT_SID");
    let auth_token = reader.secret("TEXTGRID_AUTH_TOKEN");
    let api_url = api_url(reader, "TEXTGRID_API_URL", "https://api.textgrid.com");
    let auth_style = reader.parsed(
        "TEXTGRID_AUTH_STYLE",
        AuthStyle::Bearer,
        |value| match value {
            "bearer" => Ok(AuthStyle::Bearer),
            "basic" => Ok(AuthStyle::Basic),
            _ => Err("is neither bearer nor basic".to_owned()),
        },
    );
    let encoding = reader.parsed(
        "TEXTGRID_ENCODING",
        BodyEncoding::Json,
        |value| match value {
            "json" => Ok(BodyEncoding::Json),
            "form" => Ok(BodyEncoding::Form),
            _ => Err("is neither json nor form".to_owned()),
        },
    );
    Some(CarrierSettings::TextGrid(TextGridSettings {
        account_sid: account_sid?,
        auth_token: auth_token?,
        api_url: api_url?,
        auth_style: auth_style?,
        encoding: encoding?,
    }))
}

/// Whether `signature` is TextGrid's for a request: base64 of HMAC-SHA1 over the webhook's URL and
/// the raw body, with characters outside ASCII escaped as `\uXXXX` for each UTF-16 unit.
pub(crate) fn is_textgrids(secret: &SecretString, url: &str, body: &str, signature: &str) -> bool {
    let mut signed = String::with_capacity(url.len() + body.len());
    for character in url.chars().chain(body.chars()) {
        if character.is_ascii() {
            signed.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing to a String cannot fail.
                let _infallible = write!(signed, "\\u{unit:04x}");
            }
        }
    }
    Hmac::<Sha1>::new_from_slice(secret.expose_secret().as_bytes()).is_ok_and(|mut mac| {
        mac.update(signed.as_bytes());
        let tag = STANDARD.encode(mac.finalize().into_bytes());
        !secret.expose_secret().is_empty() && equal(signature, &SecretString::from(tag))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_secret_signs_nothing() {
        assert!(!is_textgrids(&SecretString::from(""), "https://x", "b", ""));
    }

    #[test]
    fn textgrids_signature_covers_url_and_body() {
        // Worked out by hand with openssl: printf 'https://x.example/inboundBody=\u00e9' |
        // openssl dgst -sha1 -hmac secret -binary | base64
        let secret = SecretString::from("secret");
        let mut mac = Hmac::<Sha1>::new_from_slice(b"secret").unwrap();
        mac.update(br"https://x.example/inboundBody=\u00e9");
        let tag = STANDARD.encode(mac.finalize().into_bytes());
        assert!(is_textgrids(
            &secret,
            "https://x.example/inbound",
            "Body=é",
            &tag
        ));
        assert!(!is_textgrids(
            &secret,
            "https://x.example/inbound",
            "Body=e",
            &tag
        ));
    }
}
