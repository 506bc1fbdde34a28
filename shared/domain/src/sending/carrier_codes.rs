//! Error codes of Twilio, which TextGrid shares, and what each asks of us: data, as of 2026-11.

/// What a code asks of us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// The request or the number will not do. Fail.
    Permanent,
    /// The recipient opted out at the carrier. Fail, and opt the contact out everywhere.
    OptOut,
    /// Blocked or filtered: sending the same again makes it worse. Fail.
    Filtered,
    /// Our account or campaign is not allowed to send. Fail.
    Unregistered,
    /// Not processed, too fast. Try again later.
    Pace,
    /// A daily cap is used up. Try again after the cap's day.
    NextDay,
    /// The network's trouble, told by a receipt: the carrier did accept it. Fail.
    Network,
    /// The carrier cannot say whether it took the message.
    Ambiguous,
}

/// A code, what it asks, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarrierCode {
    pub code: u32,
    pub disposition: Disposition,
    pub meaning: &'static str,
}

const fn row(code: u32, disposition: Disposition, meaning: &'static str) -> CarrierCode {
    CarrierCode {
        code,
        disposition,
        meaning,
    }
}

/// Source: twilio.com/docs/api/errors/<code>.
pub const CARRIER_CODES: &[CarrierCode] = &[
    row(20003, Disposition::Unregistered, "authentication failed"),
    row(20404, Disposition::Permanent, "no such account or resource"),
    row(20429, Disposition::Pace, "too many requests; not processed"),
    row(20500, Disposition::Ambiguous, "internal server error"),
    row(
        20503,
        Disposition::Pace,
        "service unavailable; not processed",
    ),
    row(21211, Disposition::Permanent, "the To number is invalid"),
    row(21212, Disposition::Permanent, "the From number is invalid"),
    row(
        21214,
        Disposition::Permanent,
        "the To number cannot be reached",
    ),
    row(
        21217,
        Disposition::Permanent,
        "the number does not look valid",
    ),
    row(
        21408,
        Disposition::Permanent,
        "no permission to send to this region",
    ),
    row(21602, Disposition::Permanent, "the body is missing"),
    row(
        21606,
        Disposition::Permanent,
        "the From number is not ours or cannot send",
    ),
    row(21610, Disposition::OptOut, "the recipient opted out"),
    row(
        21611,
        Disposition::Pace,
        "the queue of the From number is full",
    ),
    row(
        21612,
        Disposition::Permanent,
        "From and To cannot be combined",
    ),
    row(
        21614,
        Disposition::Permanent,
        "the To number is not a mobile number",
    ),
    row(21617, Disposition::Permanent, "the body is too long"),
    row(30001, Disposition::Pace, "queue overflow"),
    row(30002, Disposition::Unregistered, "the account is suspended"),
    row(30003, Disposition::Network, "the handset cannot be reached"),
    row(30004, Disposition::Filtered, "the message is blocked"),
    row(30005, Disposition::Permanent, "the handset is unknown"),
    row(
        30006,
        Disposition::Permanent,
        "a landline, or a carrier that cannot be reached",
    ),
    row(30007, Disposition::Filtered, "filtered by the carrier"),
    row(30008, Disposition::Network, "unknown error of the network"),
    row(30010, Disposition::Permanent, "over the maximum price"),
    row(30017, Disposition::Pace, "the network is congested"),
    row(
        30018,
        Disposition::Permanent,
        "the destination needs a registered sender",
    ),
    row(30022, Disposition::Pace, "over the campaign's rate"),
    row(30023, Disposition::NextDay, "over the brand's daily cap"),
    row(
        30024,
        Disposition::Permanent,
        "the number has no sender for this network",
    ),
    row(
        30027,
        Disposition::NextDay,
        "over the daily cap at T-Mobile",
    ),
    row(
        30032,
        Disposition::Permanent,
        "the toll-free number is not verified",
    ),
    row(
        30034,
        Disposition::Unregistered,
        "the number is in no registered campaign",
    ),
    row(
        30450,
        Disposition::Permanent,
        "delivery to this number is refused",
    ),
    row(30500, Disposition::Pace, "the carrier is overloaded"),
    row(63018, Disposition::Pace, "over the channel's rate"),
];

/// The row of `code`, if it is known.
pub fn look_up(code: u32) -> Option<&'static CarrierCode> {
    CARRIER_CODES.iter().find(|row| row.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_stands_once_and_in_order() {
        assert!(CARRIER_CODES.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn the_codes_that_decide_are_there() {
        let disposition = |code| look_up(code).map(|row| row.disposition);
        assert_eq!(disposition(21610), Some(Disposition::OptOut));
        assert_eq!(disposition(20429), Some(Disposition::Pace));
        assert_eq!(disposition(20503), Some(Disposition::Pace));
        assert_eq!(disposition(20500), Some(Disposition::Ambiguous));
        assert_eq!(disposition(21211), Some(Disposition::Permanent));
        assert_eq!(disposition(1), None);
    }
}
