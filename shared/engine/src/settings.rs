//! Settings: typed, read once through a lookup, every fault of what a function needs at once.

mod models;

use std::fmt;

use jiff::tz::TimeZone;
use secrecy::SecretString;
use sms_domain::reply::{CarrierAnswers, ReplyRules};
use sms_domain::sending::clearance::SendingRules;
use sms_domain::sending::hours::QuietHours;

pub use models::{Model, ModelSettings, Models, model_settings};

/// One setting that will not do. Never shows the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingFault {
    pub name: &'static str,
    pub problem: String,
}

/// All settings that will not do: the function refuses to start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct SettingFaults(pub Vec<SettingFault>);

impl fmt::Display for SettingFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot start, settings are missing or wrong:")?;
        self.0
            .iter()
            .try_for_each(|fault| write!(f, " {} {};", fault.name, fault.problem))
    }
}

/// Reads settings by name and collects what is wrong with them. An empty value counts as missing.
pub struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    faults: Vec<SettingFault>,
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl<'a> Reader<'a> {
    pub fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            lookup,
            faults: Vec::new(),
        }
    }

    pub fn optional(&self, name: &'static str) -> Option<String> {
        (self.lookup)(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    pub fn required(&mut self, name: &'static str) -> Option<String> {
        let value = self.optional(name);
        if value.is_none() {
            self.fault(name, "is missing");
        }
        value
    }

    pub fn secret(&mut self, name: &'static str) -> Option<SecretString> {
        self.required(name).map(SecretString::from)
    }

    /// `default` where the setting is missing; a fault where it does not read.
    pub fn parsed<T>(
        &mut self,
        name: &'static str,
        default: T,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let Some(value) = self.optional(name) else {
            return Some(default);
        };
        match read(&value) {
            Ok(parsed) => Some(parsed),
            Err(problem) => {
                self.fault(name, problem);
                None
            }
        }
    }

    pub fn flag(&mut self, name: &'static str, default: bool) -> Option<bool> {
        self.parsed(name, default, |value| {
            match value.to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "on" => Ok(true),
                "false" | "0" | "no" | "off" => Ok(false),
                _ => Err("is neither true nor false".to_owned()),
            }
        })
    }

    pub fn fault(&mut self, name: &'static str, problem: impl Into<String>) {
        self.faults.push(SettingFault {
            name,
            problem: problem.into(),
        });
    }

    /// Reads settings whose faults are an outcome and do not count against this function.
    pub fn tried<T>(
        &self,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, SettingFaults> {
        let mut reader = Reader::new(self.lookup);
        let settings = read(&mut reader);
        reader.finish(settings)
    }

    /// `settings` if all of them were right, else every fault found.
    pub fn finish<T>(self, settings: Option<T>) -> Result<T, SettingFaults> {
        match settings {
            Some(settings) if self.faults.is_empty() => Ok(settings),
            _ => Err(SettingFaults(self.faults)),
        }
    }
}

/// When texts may leave: `QUIET_HOURS_ENFORCED`, `QUIET_START_HOUR_LOCAL`,
/// `QUIET_END_HOUR_LOCAL`, `QUIET_TZ` (an IANA zone).
pub fn sending_rules(reader: &mut Reader<'_>) -> Option<SendingRules> {
    let hour = |value: &str| {
        value
            .parse()
            .ok()
            .filter(|hour| (0..24).contains(hour))
            .ok_or("is no hour from 0 to 23".to_owned())
    };
    let enforced = reader.flag("QUIET_HOURS_ENFORCED", true);
    let start = reader.parsed("QUIET_START_HOUR_LOCAL", 21, hour);
    let end = reader.parsed("QUIET_END_HOUR_LOCAL", 9, hour);
    if enforced == Some(false) {
        return Some(SendingRules { quiet_hours: None });
    }
    let name = reader.required("QUIET_TZ");
    let zone = name.and_then(|name| {
        let zone = TimeZone::get(&name).ok();
        if zone.is_none() {
            reader.fault("QUIET_TZ", "is no IANA time zone, such as America/Chicago");
        }
        zone
    });
    let quiet_hours = QuietHours::new(start?, end?, zone?).ok();
    enforced?;
    Some(SendingRules { quiet_hours })
}

/// What answers say and when there are any: `BUSINESS_NAME`, `AGENT_NAME`, `CARRIER_ANSWERS_HELP`,
/// `CARRIER_CONFIRMS_OPT_OUT`, `NOT_INTERESTED_REPLY`, `FIRST_REPLY_OPT_OUT`, `FOLLOW_UP_DAYS`.
pub fn reply_rules(reader: &mut Reader<'_>) -> Option<ReplyRules> {
    let business_name = reader.required("BUSINESS_NAME");
    let agent_name = reader.optional("AGENT_NAME");
    let carrier_answers_help = reader.flag("CARRIER_ANSWERS_HELP", false);
    // Twilio and TextGrid both confirm by default, and a second confirmation is one too many.
    let carrier_confirms_opt_out = reader.flag("CARRIER_CONFIRMS_OPT_OUT", true);
    let ends_politely = reader.parsed("NOT_INTERESTED_REPLY", false, |value| match value {
        "silent" => Ok(false),
        "polite" => Ok(true),
        _ => Err("is neither silent nor polite".to_owned()),
    });
    let first_reply_tells_opt_out = reader.flag("FIRST_REPLY_OPT_OUT", true);
    let follow_up_days = reader.parsed("FOLLOW_UP_DAYS", 30, |value| {
        value
            .parse()
            .ok()
            .filter(|days| *days <= 365)
            .ok_or("is no number of days from 0 to 365".to_owned())
    });
    Some(ReplyRules {
        business_name: business_name?,
        agent_name,
        carrier: CarrierAnswers {
            help: carrier_answers_help?,
            opt_out: carrier_confirms_opt_out?,
        },
        ends_politely: ends_politely?,
        first_reply_tells_opt_out: first_reply_tells_opt_out?,
        follow_up_days: follow_up_days?,
    })
}

/// Which carrier takes our texts, and how it is reached.
#[derive(Debug, Clone)]
pub enum CarrierSettings {
    TextGrid(TextGridSettings),
    Twilio(TwilioSettings),
    Simulated { api_url: String },
}

#[derive(Debug, Clone)]
pub struct TextGridSettings {
    pub account_sid: String,
    pub auth_token: SecretString,
    /// Without a trailing slash; `https://api.textgrid.com/2010-04-01` by default.
    pub api_url: String,
    pub auth_style: AuthStyle,
    pub encoding: BodyEncoding,
}

#[derive(Debug, Clone)]
pub struct TwilioSettings {
    pub account_sid: String,
    pub auth_token: SecretString,
    /// Without a trailing slash; `https://api.twilio.com/2010-04-01` by default.
    pub api_url: String,
}

/// How TextGrid is told who we are. Its documentation and the code of its users disagree.
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

/// Reads `CARRIER` and what that carrier needs. Deployed functions know `textgrid` and `twilio`;
/// the local runtime also `simulated`.
pub fn carrier_settings(reader: &mut Reader<'_>) -> Option<CarrierSettings> {
    match reader.required("CARRIER")?.to_ascii_lowercase().as_str() {
        "textgrid" => {
            let account_sid = reader.required("TEXTGRID_ACCOUNT_SID");
            let auth_token = reader.secret("TEXTGRID_AUTH_TOKEN");
            let api_url = api_url(reader, "TEXTGRID_API_URL", "https://api.textgrid.com");
            let auth_style =
                reader.parsed(
                    "TEXTGRID_AUTH_STYLE",
                    AuthStyle::Bearer,
                    |value| match value {
                        "bearer" => Ok(AuthStyle::Bearer),
                        "basic" => Ok(AuthStyle::Basic),
                        _ => Err("is neither bearer nor basic".to_owned()),
                    },
                );
            let encoding =
                reader.parsed(
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
        "twilio" => {
            let account_sid = reader.required("TWILIO_ACCOUNT_SID");
            let auth_token = reader.secret("TWILIO_AUTH_TOKEN");
            let api_url = api_url(reader, "TWILIO_API_URL", "https://api.twilio.com");
            Some(CarrierSettings::Twilio(TwilioSettings {
                account_sid: account_sid?,
                auth_token: auth_token?,
                api_url: api_url?,
            }))
        }
        "simulated" => {
            let api_url = reader.required("SIMULATED_API_URL");
            Some(CarrierSettings::Simulated { api_url: api_url? })
        }
        _ => {
            reader.fault(
                "CARRIER",
                "is neither textgrid nor twilio (locally also: simulated)",
            );
            None
        }
    }
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

/// An absolute URL without its trailing slash.
pub fn url(reader: &mut Reader<'_>, name: &'static str, default: &str) -> Option<String> {
    reader.parsed(name, default.to_owned(), |value| {
        let readable = value.parse::<http::Uri>().is_ok_and(|uri| {
            uri.scheme_str()
                .is_some_and(|scheme| matches!(scheme, "http" | "https"))
                && uri.authority().is_some()
        });
        if readable {
            Ok(value.trim_end_matches('/').to_owned())
        } else {
            Err("is no http(s) URL".to_owned())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn read<T>(
        pairs: &[(&str, &str)],
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, Vec<(&'static str, String)>> {
        let lookup = |name: &str| {
            pairs
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| (*v).to_owned())
        };
        let mut reader = Reader::new(&lookup);
        let value = read(&mut reader);
        reader
            .finish(value)
            .map_err(|faults| faults.0.into_iter().map(|f| (f.name, f.problem)).collect())
    }

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
    fn wrong_values_are_faults_and_not_defaults() {
        let faults = read(
            &[
                ("QUIET_HOURS_ENFORCED", "maybe"),
                ("QUIET_START_HOUR_LOCAL", "25"),
                ("QUIET_TZ", "Mars"),
            ],
            sending_rules,
        )
        .unwrap_err();
        let names: Vec<_> = faults.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names,
            ["QUIET_HOURS_ENFORCED", "QUIET_START_HOUR_LOCAL", "QUIET_TZ"]
        );
    }

    #[test]
    fn quiet_hours_need_a_zone_unless_they_are_off() {
        assert!(read(&[], sending_rules).is_err());
        let open = read(&[("QUIET_HOURS_ENFORCED", "false")], sending_rules).unwrap();
        assert!(open.quiet_hours.is_none());
        let closed = read(&[("QUIET_TZ", "America/Chicago")], sending_rules).unwrap();
        assert!(closed.quiet_hours.is_some());
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
