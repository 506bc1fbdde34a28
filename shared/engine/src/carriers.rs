//! The carriers, each a file: its name, its settings, and how its webhooks differ from ours. The call
//! is in a file of the same name in `sms-gateways`.

mod simulated;
mod textgrid;
mod twilio;

use std::fmt;

use secrecy::SecretString;

use crate::settings::{Reader, url};

pub use textgrid::{AuthStyle, BodyEncoding, TextGridSettings};
pub use twilio::TwilioSettings;

/// Every carrier that `CARRIER` may name.
pub const CARRIERS: &[CarrierSpec] = &[twilio::CARRIER, textgrid::CARRIER, simulated::CARRIER];

/// The one that the local runtime simulates.
pub const SIMULATED: CarrierSpec = simulated::CARRIER;

/// What a carrier states about itself.
#[derive(Clone, Copy)]
pub struct CarrierSpec {
    /// The value of `CARRIER`.
    pub name: &'static str,
    /// Whether only the local runtime has it.
    pub is_local: bool,
    /// The setting that holds its API's URL.
    pub url_setting: &'static str,
    /// The settings that hold its account and secret.
    pub account_settings: &'static [&'static str],
    pub configure: fn(&mut Reader<'_>) -> Option<CarrierSettings>,
    pub field_names: FieldNames,
    /// Its signature on webhooks, where it has one.
    pub signature: Option<WebhookSignature>,
}

impl fmt::Debug for CarrierSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CarrierSpec").field(&self.name).finish()
    }
}

/// What a carrier calls the fields of its webhooks beside the names of our own contract
/// (`From`, `To`, `Body`, `MessageSid`, `MessageStatus`, `ErrorCode`).
#[derive(Debug, Clone, Copy)]
pub struct FieldNames {
    pub sid: &'static [&'static str],
    pub status: &'static [&'static str],
}

/// How a carrier signs its webhooks.
#[derive(Debug, Clone, Copy)]
pub struct WebhookSignature {
    /// The setting that holds the secret; where it is not set, nothing is checked.
    pub secret_setting: &'static str,
    /// In lower case.
    pub header: &'static str,
    /// Of the secret, the public URL with its query, the raw body and the header's value.
    pub is_valid: fn(&SecretString, &str, &str, &str) -> bool,
}

/// Which carrier takes our texts, and how it is reached.
#[derive(Debug, Clone)]
pub enum CarrierSettings {
    TextGrid(TextGridSettings),
    Twilio(TwilioSettings),
    Simulated { api_url: String },
}

/// The carrier called `name`, in any case.
pub fn named(name: &str) -> Option<&'static CarrierSpec> {
    CARRIERS
        .iter()
        .find(|carrier| carrier.name.eq_ignore_ascii_case(name))
}

/// Reads `CARRIER` and what that carrier needs.
pub fn carrier_settings(reader: &mut Reader<'_>) -> Option<CarrierSettings> {
    let name = reader.required("CARRIER")?;
    if let Some(carrier) = named(&name) {
        return (carrier.configure)(reader);
    }
    let names = |is_local| {
        let carriers = CARRIERS
            .iter()
            .filter(|carrier| carrier.is_local == is_local);
        carriers
            .map(|carrier| carrier.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let problem = format!(
        "is not one of {} (locally also: {})",
        names(false),
        names(true)
    );
    reader.fault("CARRIER", problem);
    None
}

/// A carrier's API. A bare host gets the version's path, which both carriers share.
fn api_url(reader: &mut Reader<'_>, name: &'static str, default: &str) -> Option<String> {
    let url = url(reader, name, default)?;
    let is_bare = url
        .parse::<http::Uri>()
        .is_ok_and(|uri| uri.path().len() <= 1);
    Some(if is_bare {
        format!("{url}/2010-04-01")
    } else {
        url
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::read;

    #[test]
    fn every_missing_setting_is_named_at_once() {
        let faults = read(
            &[("CARRIER", "textgrid"), ("TEXTGRID_AUTH_TOKEN", " ")],
            carrier_settings,
        )
        .unwrap_err();
        let names: Vec<_> = faults.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["TEXTGRID_ACCOUNT_SID", "TEXTGRID_AUTH_TOKEN"]);
    }

    #[test]
    fn secrets_do_not_show() {
        let settings = read(
            &[
                ("CARRIER", "twilio"),
                ("TWILIO_ACCOUNT_SID", "AC1"),
                ("TWILIO_AUTH_TOKEN", "hush"),
            ],
            carrier_settings,
        )
        .unwrap();
        assert!(!format!("{settings:?}").contains("hush"));
    }
}
