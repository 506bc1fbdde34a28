//! Twilio: its settings, and its names of webhook fields.

use secrecy::SecretString;

use super::{CarrierSettings, CarrierSpec, FieldNames, api_url};
use crate::settings::Reader;

pub(super) const CARRIER: CarrierSpec = CarrierSpec {
    name: "twilio",
    is_local: false,
    url_setting: "TWILIO_API_URL",
    account_settings: &["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
    configure,
    field_names: FieldNames {
        sid: &["SmsMessageSid", "SmsSid"],
        status: &["SmsStatus"],
    },
    signature: None,
};

#[derive(Debug, Clone)]
pub struct TwilioSettings {
    pub account_sid: String,
    pub auth_token: SecretString,
    /// Without a trailing slash; `https://api.twilio.com/2010-04-01` by default.
    pub api_url: String,
}

fn configure(reader: &mut Reader<'_>) -> Option<CarrierSettings> {
    let account_sid = reader.required("TWILIO_ACCOUNT_SID");
    let auth_token = reader.secret("TWILIO_AUTH_TOKEN");
    let api_url = api_url(reader, "TWILIO_API_URL", "https://api.twilio.com");
    Some(CarrierSettings::Twilio(TwilioSettings {
        account_sid: account_sid?,
        auth_token: auth_token?,
        api_url: api_url?,
    }))
}
