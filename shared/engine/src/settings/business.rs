//! What answers say, and when there are any.

use sms_domain::reply::{CarrierAnswers, ReplyRules};

use super::Reader;

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
            .ok_or("is not a number of days from 0 to 365".to_owned())
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
