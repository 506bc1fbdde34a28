//! When texts may leave.

use jiff::tz::TimeZone;
use sms_domain::sending::clearance::SendingRules;
use sms_domain::sending::hours::QuietHours;

use super::Reader;

/// When texts may leave: `QUIET_HOURS_ENFORCED`, `QUIET_START_HOUR_LOCAL`,
/// `QUIET_END_HOUR_LOCAL`, `QUIET_TZ` (an IANA zone).
pub fn sending_rules(reader: &mut Reader<'_>) -> Option<SendingRules> {
    let hour = |value: &str| {
        value
            .parse()
            .ok()
            .filter(|hour| (0..24).contains(hour))
            .ok_or("is not an hour from 0 to 23".to_owned())
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
            reader.fault(
                "QUIET_TZ",
                "is not an IANA time zone, such as America/Chicago",
            );
        }
        zone
    });
    let quiet_hours = QuietHours::new(start?, end?, zone?).ok();
    enforced?;
    Some(SendingRules { quiet_hours })
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

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
}
