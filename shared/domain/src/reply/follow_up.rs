//! When to ask again someone who wants to be asked later.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Never sooner than this, whatever was said.
const SOONEST_DAYS: i64 = 1;
/// Never later: after a year the contact does not remember us.
const LATEST_DAYS: i64 = 365;

/// When to follow up on a text of `now` that named `timeline` ("in 3 months", "after june"), or
/// `default_days` from now where it named none that can be read.
pub fn due(now: Timestamp, timeline: Option<&str>, default_days: i64) -> Timestamp {
    let days = timeline
        .and_then(|said| days_until(now, said))
        .unwrap_or(default_days)
        .clamp(SOONEST_DAYS, LATEST_DAYS);
    // Days of 24 hours: the hour of the day is the quiet hours' business.
    now.checked_add((days * 24).hours())
        .unwrap_or(Timestamp::MAX)
}

fn days_until(now: Timestamp, said: &str) -> Option<i64> {
    let words: Vec<&str> = said.split_whitespace().collect();
    words
        .iter()
        .enumerate()
        .find_map(|(at, word)| {
            let before = at.checked_sub(1).and_then(|at| words.get(at)).copied();
            span(before, word)
        })
        .or_else(|| words.iter().find_map(|word| days_until_month(now, word)))
}

/// "3 months", "a couple weeks", "next year", "tomorrow".
fn span(before: Option<&str>, word: &str) -> Option<i64> {
    let unit = match word {
        "tomorrow" | "manana" => return Some(1),
        "day" | "days" | "dia" | "dias" => 1,
        "week" | "weeks" | "weekend" | "semana" | "semanas" => 7,
        "month" | "months" | "mes" | "meses" => 30,
        "year" | "years" | "ano" | "anos" => 365,
        _ => return None,
    };
    let count = match before {
        None | Some("a" | "an" | "one" | "next" | "un" | "una" | "of" | "the") => 1,
        Some("couple" | "two" | "dos") => 2,
        Some("few" | "several" | "three" | "tres" | "unos") => 3,
        Some("four") => 4,
        Some("five") => 5,
        Some("six" | "seis") => 6,
        Some("nine") => 9,
        Some("ten") => 10,
        Some("twelve") => 12,
        Some("thirty") => 30,
        Some("sixty") => 60,
        Some("ninety") => 90,
        Some(number) => number.parse().ok()?,
    };
    Some(unit * i64::from(count.clamp(1_i32, 400)))
}

/// Days to the first of the next month of that name, or to where a season or feast is over.
fn days_until_month(now: Timestamp, word: &str) -> Option<i64> {
    let (month, day) = match word {
        "january" | "enero" | "holidays" | "christmas" | "winter" => (1, 5),
        "february" | "febrero" => (2, 1),
        "march" | "marzo" | "spring" => (3, 1),
        "april" | "abril" => (4, 1),
        "may" | "mayo" => (5, 1),
        "june" | "junio" | "summer" => (6, 1),
        "july" | "julio" => (7, 1),
        "august" | "agosto" => (8, 1),
        "september" | "septiembre" | "fall" => (9, 1),
        "october" | "octubre" => (10, 1),
        "november" | "noviembre" => (11, 1),
        "december" | "diciembre" | "thanksgiving" => (12, 1),
        _ => return None,
    };
    let today = now.to_zoned(TimeZone::UTC).date();
    let this_year = Date::new(today.year(), month, day).ok()?;
    let next = if this_year > today {
        this_year
    } else {
        Date::new(today.year().checked_add(1)?, month, day).ok()?
    };
    Some(i64::from(today.until(next).ok()?.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_decides_when_and_else_the_setting() {
        let now: Timestamp = "2026-11-21T18:00:00Z".parse().unwrap();
        for (said, days) in [
            (None, 30),
            (Some("whenever"), 30),
            (Some("tomorrow"), 1),
            (Some("in 3 months"), 90),
            (Some("in a couple weeks"), 14),
            (Some("next week"), 7),
            (Some("in six months"), 180),
            (Some("next year"), 365),
            (Some("in 20 years"), 365),
            (Some("after june"), 192),
            (Some("in december"), 10),
            (Some("after the holidays"), 45),
            (Some("in 0 days"), 1),
        ] {
            let due = due(now, said, 30);
            assert_eq!(due.duration_since(now).as_hours(), days * 24, "{said:?}");
        }
    }
}
