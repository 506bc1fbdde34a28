//! The hours in which no text may leave.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// The hours in which nothing leaves.
#[derive(Debug, Clone)]
pub struct QuietHours {
    /// Hour of the day (0 to 23) from which nothing leaves.
    start: i8,
    /// Hour of the day (0 to 23) from which texts leave again.
    end: i8,
    zone: TimeZone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an hour of the day (0 to 23)")]
pub struct HourError;

impl QuietHours {
    /// Quiet from `start` to `end` o'clock in `zone`; over midnight where `start` is later. Equal
    /// hours are no quiet hours.
    pub fn new(start: i8, end: i8, zone: TimeZone) -> Result<Self, HourError> {
        if (0..24).contains(&start) && (0..24).contains(&end) {
            Ok(Self { start, end, zone })
        } else {
            Err(HourError)
        }
    }

    /// `None` if texts may leave at `now`, else the instant from which they may again.
    pub fn closed_until(&self, now: Timestamp) -> Option<Timestamp> {
        let local = now.to_zoned(self.zone.clone());
        if !self.is_quiet(local.hour()) {
            return None;
        }
        // The first open wall-clock hour is today's or tomorrow's `end`. A gap in the clocks
        // moves it on, never back into the quiet.
        (0..3)
            .filter_map(|days| self.opening_on(&local, days))
            .find(|opening| *opening > now)
            .or_else(|| now.checked_add(1.hour()).ok())
    }

    fn opening_on(&self, local: &Zoned, days: i32) -> Option<Timestamp> {
        let date = local.date().checked_add(days.days()).ok()?;
        let at = date.to_datetime(Time::new(self.end, 0, 0, 0).ok()?);
        Some(at.to_zoned(self.zone.clone()).ok()?.timestamp())
    }

    fn is_quiet(&self, hour: i8) -> bool {
        if self.start <= self.end {
            (self.start..self.end).contains(&hour)
        } else {
            hour >= self.start || hour < self.end
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quiet(start: i8, end: i8, zone: &str) -> QuietHours {
        QuietHours::new(start, end, TimeZone::get(zone).unwrap()).unwrap()
    }

    #[test]
    fn the_window_opens_and_closes_on_the_hour() {
        let quiet = quiet(21, 9, "America/Chicago");
        let closed_until = |text: &str| {
            let now: Zoned = text.parse().unwrap();
            quiet
                .closed_until(now.timestamp())
                .map(|t| t.to_zoned(now.time_zone().clone()).to_string())
        };
        assert_eq!(closed_until("2026-11-21T20:59:59[America/Chicago]"), None);
        assert_eq!(
            closed_until("2026-11-21T21:00:00[America/Chicago]").as_deref(),
            Some("2026-11-22T09:00:00-06:00[America/Chicago]")
        );
        assert_eq!(
            closed_until("2026-11-22T08:59:59[America/Chicago]").as_deref(),
            Some("2026-11-22T09:00:00-06:00[America/Chicago]")
        );
        assert_eq!(closed_until("2026-11-22T09:00:00[America/Chicago]"), None);
    }

    #[test]
    fn equal_hours_are_no_quiet_hours_and_hours_of_the_day_only() {
        assert_eq!(quiet(9, 9, "UTC").closed_until(Timestamp::UNIX_EPOCH), None);
        assert!(QuietHours::new(24, 9, TimeZone::UTC).is_err());
        assert!(QuietHours::new(21, -1, TimeZone::UTC).is_err());
    }

    fn zones() -> impl Strategy<Value = &'static str> {
        proptest::sample::select(
            &[
                "America/New_York",
                "America/Chicago",
                "America/Phoenix",
                "America/St_Johns",
                "Pacific/Honolulu",
                "Europe/London",
                "Australia/Lord_Howe",
            ][..],
        )
    }

    proptest! {
        // Both clock changes of 2026 lie in the span, in every zone that has them.
        #[test]
        fn nothing_leaves_in_the_quiet_and_the_opening_is_the_first_moment_after_it(
            minutes in 0i64..60 * 24 * 400, start in 0i8..24, end in 0i8..24, zone in zones(),
        ) {
            let quiet = quiet(start, end, zone);
            let now: Timestamp = "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap() + minutes.minutes();
            match quiet.closed_until(now) {
                None => {
                    let hour = now.to_zoned(quiet.zone.clone()).hour();
                    prop_assert!(!quiet.is_quiet(hour));
                }
                Some(opens) => {
                    prop_assert!(opens > now && opens.duration_since(now).as_hours() <= 25);
                    prop_assert_eq!(quiet.closed_until(opens), None);
                    prop_assert!(quiet.closed_until(opens - 1.second()).is_some());
                }
            }
        }
    }
}
