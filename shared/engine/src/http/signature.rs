//! Secrets compared in constant time, and our signature on callback URLs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use sms_domain::message::MessageId;
use subtle::ConstantTimeEq;

/// Whether two secrets are equal, in a time that does not depend on where they differ.
pub fn equal(given: &str, wanted: &SecretString) -> bool {
    let wanted = wanted.expose_secret().as_bytes();
    !wanted.is_empty() && bool::from(given.as_bytes().ct_eq(wanted))
}

/// Where carriers report what became of a send. The URL carries the message's id, so that a receipt
/// finds its message before the SID is stored, and a signature instead of the webhook token, so that
/// whoever sees the URL can report on this one message and do nothing else.
#[derive(Debug, Clone)]
pub struct Callbacks {
    /// The public base URL without a trailing slash.
    base: String,
    key: SecretString,
}

impl Callbacks {
    pub fn new(base: String, key: SecretString) -> Self {
        Self { base, key }
    }

    pub fn url(&self, id: &MessageId) -> String {
        format!(
            "{}/delivery?m={id}&s={}",
            self.base,
            sign_message(&self.key, id)
        )
    }
}

/// Whether `signature` is ours for the message `id`.
pub fn is_ours(key: &SecretString, id: &MessageId, signature: &str) -> bool {
    equal(signature, &SecretString::from(sign_message(key, id)))
}

fn sign_message(key: &SecretString, id: &MessageId) -> String {
    let tag = Hmac::<Sha256>::new_from_slice(key.expose_secret().as_bytes()).map(|mut mac| {
        mac.update(b"delivery:");
        mac.update(id.as_str().as_bytes());
        mac.finalize().into_bytes()
    });
    // HMAC takes keys of any length: there is no error to see. An empty tag is never equal.
    tag.map_or_else(|_| String::new(), |tag| URL_SAFE_NO_PAD.encode(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> MessageId {
        "01JD0000000000000000000000-r".parse().unwrap()
    }

    #[test]
    fn a_callback_is_ours_only_for_its_message_and_key() {
        let key = SecretString::from("token");
        let url = Callbacks::new("https://x.example".into(), key.clone()).url(&id());
        let signature = url.split("&s=").nth(1).unwrap();
        assert!(is_ours(&key, &id(), signature));
        assert!(!is_ours(&SecretString::from("other"), &id(), signature));
        assert!(!is_ours(
            &key,
            &"01JD0000000000000000000001-r".parse().unwrap(),
            signature
        ));
        assert!(!is_ours(&key, &id(), ""));
    }

    #[test]
    fn an_empty_secret_equals_nothing() {
        assert!(!equal("", &SecretString::from("")));
    }
}
