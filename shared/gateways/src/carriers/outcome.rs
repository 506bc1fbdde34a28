//! What one call came to: what the carrier's answer proves, or what a broken call proves.

use http::StatusCode;
use serde_json::Value;
use sms_domain::ids::MessageSid;
use sms_domain::message::moves::{Refusal, SendOutcome};
use sms_domain::sending::carrier_codes::{CarrierCode, Disposition, look_up};

use crate::client::CallError;

/// Twilio: "service unavailable", not processed.
const UNAVAILABLE: u32 = 20503;
/// The longest piece of a carrier's own words that is kept, in characters.
const MAX_WORDS: usize = 200;

/// The parts of an answer that decide: of a message (`sid`, `error_code`, `error_message`) or of
/// an error (`code`, `message`). Nothing readable is an empty answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    sid: Option<MessageSid>,
    code: Option<u32>,
    words: Option<String>,
}

impl Answer {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let Ok(json) = serde_json::from_slice::<Value>(bytes) else {
            return Self::default();
        };
        let words = |name: &str| json.get(name).and_then(Value::as_str);
        let code = |name: &str| json.get(name).and_then(code_of);
        Self {
            sid: words("sid").and_then(|sid| sid.parse().ok()),
            code: code("code").or_else(|| code("error_code")),
            words: words("message")
                .or_else(|| words("error_message"))
                .map(str::to_owned),
        }
    }
}

/// Codes come as a number or as its digits; a zero is no code.
fn code_of(value: &Value) -> Option<u32> {
    let code = match value {
        Value::Number(number) => number.as_u64().and_then(|code| u32::try_from(code).ok()),
        Value::String(digits) => digits.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    code.filter(|code| *code != 0)
}

/// What an answer proves. `answer` is `None` where its body did not arrive whole; `ours` are texts
/// of ours that must not stand in a reason, even if the carrier repeats them.
///
/// A 4xx and a 3xx prove that no text leaves, a 2xx with a SID that one was taken, a 5xx nothing
/// (but for 20503). The body's code only says what to do about it.
pub(super) fn of_answer(status: StatusCode, answer: Option<&Answer>, ours: &[&str]) -> SendOutcome {
    let known = answer.and_then(|answer| answer.code).and_then(look_up);
    let disposition = known.map(|row| row.disposition);
    let reason = || explain(status, answer, known, ours);
    let refusal = |disposition| Refusal {
        code: answer.and_then(|answer| answer.code),
        reason: reason(),
        disposition,
    };
    if status.is_success() {
        // A message that failed at once has a SID too: it was taken, and its receipt says the rest.
        return match answer.and_then(|answer| answer.sid.clone()) {
            Some(sid) => SendOutcome::Accepted { sid },
            None => SendOutcome::Ambiguous { reason: reason() },
        };
    }
    match (status, disposition) {
        (StatusCode::TOO_MANY_REQUESTS, Some(Disposition::NextDay)) => {
            SendOutcome::NotSent(refusal(Disposition::NextDay))
        }
        (StatusCode::TOO_MANY_REQUESTS, _) => SendOutcome::NotSent(refusal(Disposition::Pace)),
        (StatusCode::SERVICE_UNAVAILABLE, _)
            if known.is_some_and(|row| row.code == UNAVAILABLE) =>
        {
            SendOutcome::NotSent(refusal(Disposition::Pace))
        }
        (StatusCode::REQUEST_TIMEOUT, _) => SendOutcome::Ambiguous { reason: reason() },
        // Wrong credentials are our fault and not the text's: it waits, so that a key that is put
        // right in time loses nothing.
        (
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN,
            None | Some(Disposition::Unregistered),
        ) => SendOutcome::NotSent(refusal(Disposition::Unregistered)),
        (status, disposition) if status.is_client_error() => match disposition {
            Some(Disposition::Ambiguous) => SendOutcome::Ambiguous { reason: reason() },
            Some(waits @ (Disposition::Pace | Disposition::NextDay)) => {
                SendOutcome::NotSent(refusal(waits))
            }
            Some(
                fails @ (Disposition::Permanent
                | Disposition::OptOut
                | Disposition::Filtered
                | Disposition::Unregistered
                | Disposition::Network),
            ) => SendOutcome::Refused(refusal(fails)),
            // Refused, but the body that says why broke off: asked again, it will say.
            None if answer.is_none() => SendOutcome::NotSent(refusal(Disposition::Pace)),
            None => SendOutcome::Refused(refusal(Disposition::Permanent)),
        },
        (status, _) if status.is_redirection() => {
            SendOutcome::Refused(refusal(Disposition::Permanent))
        }
        _ => SendOutcome::Ambiguous { reason: reason() },
    }
}

/// What a call without an answer proves: that nothing was sent, if no connection (name, TCP, TLS)
/// came about; else nothing, for bytes may have left.
pub(super) fn of_failed_call(error: CallError) -> SendOutcome {
    match error {
        CallError::Unencoded => not_sent("the request could not be written"),
        CallError::Unreached { too_late: true } => {
            not_sent("the carrier could not be reached in time")
        }
        CallError::Unreached { too_late: false } => not_sent("the carrier could not be reached"),
        CallError::Unanswered { too_late } => {
            let reason = if too_late {
                "the carrier did not answer in time"
            } else {
                "the connection broke before the carrier answered"
            };
            SendOutcome::Ambiguous {
                reason: reason.to_owned(),
            }
        }
    }
}

fn not_sent(reason: &str) -> SendOutcome {
    SendOutcome::NotSent(Refusal {
        code: None,
        reason: reason.to_owned(),
        disposition: Disposition::Pace,
    })
}

fn explain(
    status: StatusCode,
    answer: Option<&Answer>,
    known: Option<&CarrierCode>,
    ours: &[&str],
) -> String {
    let status = status.as_u16();
    let Some(answer) = answer else {
        return format!("HTTP {status}, and the answer broke off");
    };
    let words = answer.words.as_deref().map(|words| discreet(words, ours));
    match (known, answer.code, words) {
        (Some(row), _, _) => format!("HTTP {status}, {}: {}", row.code, row.meaning),
        (None, Some(code), Some(words)) => format!("HTTP {status}, {code}: {words}"),
        (None, Some(code), None) => format!("HTTP {status}, {code}"),
        (None, None, Some(words)) => format!("HTTP {status}: {words}"),
        (None, None, None) => format!("HTTP {status}"),
    }
}

/// A carrier's words without our texts, without phone numbers, on one line, and not too long.
fn discreet(words: &str, ours: &[&str]) -> String {
    let without_ours = ours
        .iter()
        .filter(|text| !text.trim().is_empty())
        .fold(words.to_owned(), |words, text| words.replace(text, "…"));
    mask_phones(&without_ours)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(MAX_WORDS)
        .collect()
}

/// Hides the digits of each run that may be a phone number: seven or more digits, with at most
/// two of ` ().-` between two of them.
fn mask_phones(words: &str) -> String {
    const FEWEST_DIGITS: usize = 7;
    let mut masked = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from_digit) = rest.split_at(start);
        let (run, after) = from_digit.split_at(run_length(from_digit));
        masked.push_str(before);
        if run.chars().filter(char::is_ascii_digit).count() < FEWEST_DIGITS {
            masked.push_str(run);
        } else {
            masked.extend(
                run.chars()
                    .map(|c| if c.is_ascii_digit() { '*' } else { c }),
            );
        }
        rest = after;
    }
    masked.push_str(rest);
    masked
}

/// Bytes from the first digit of `text` to the last one of its run.
fn run_length(text: &str) -> usize {
    let mut end = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => end = at + 1,
            b' ' | b'(' | b')' | b'.' | b'-' if at < end + 2 => {}
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an outcome is, without its words.
    #[derive(Debug, PartialEq)]
    enum Is {
        Accepted(&'static str),
        NotSent(Disposition),
        Refused(Disposition),
        Ambiguous,
    }

    fn is(outcome: &SendOutcome, want: &Is) -> bool {
        match (outcome, want) {
            (SendOutcome::Accepted { sid }, Is::Accepted(want)) => sid.as_str() == *want,
            (SendOutcome::NotSent(refusal), Is::NotSent(want))
            | (SendOutcome::Refused(refusal), Is::Refused(want)) => refusal.disposition == *want,
            (SendOutcome::Ambiguous { .. }, Is::Ambiguous) => true,
            _ => false,
        }
    }

    fn outcome(status: u16, body: Option<&str>) -> SendOutcome {
        let answer = body.map(|body| Answer::read(body.as_bytes()));
        of_answer(StatusCode::from_u16(status).unwrap(), answer.as_ref(), &[])
    }

    #[test]
    fn each_answer_has_one_outcome() {
        use Disposition::{Filtered, Network, NextDay, OptOut, Pace, Permanent, Unregistered};
        #[rustfmt::skip]
        let table = [
            (201, Some(r#"{"sid":"SM1","status":"queued","error_code":null}"#), Is::Accepted("SM1")),
            (200, Some(r#"{"sid":"dGV4dC9ncmlk+Zz/A==","status":"queued"}"#), Is::Accepted("dGV4dC9ncmlk+Zz/A==")),
            (202, Some(r#"{"sid":"SM1","status":"failed","error_code":30007}"#), Is::Accepted("SM1")),
            (200, Some(r#"{"sid":"SM1","code":21610,"status":400}"#), Is::Accepted("SM1")),
            (200, Some(r#"{"status":"failed","error_code":21610}"#), Is::Ambiguous),
            (200, Some(r#"{"sid":""}"#), Is::Ambiguous),
            (200, Some(r#"{"sid":7}"#), Is::Ambiguous),
            (200, Some("<html>ok</html>"), Is::Ambiguous),
            (204, Some(""), Is::Ambiguous),
            (201, None, Is::Ambiguous),
            (101, Some(""), Is::Ambiguous),
            (302, Some(""), Is::Refused(Permanent)),
            (308, None, Is::Refused(Permanent)),
            (400, Some(r#"{"code":21211,"message":"x","status":400}"#), Is::Refused(Permanent)),
            (400, Some(r#"{"code":"21610"}"#), Is::Refused(OptOut)),
            (400, Some(r#"{"error_code":30007}"#), Is::Refused(Filtered)),
            (400, Some(r#"{"code":30034}"#), Is::Refused(Unregistered)),
            (400, Some(r#"{"code":30003}"#), Is::Refused(Network)),
            (400, Some(r#"{"code":21611}"#), Is::NotSent(Pace)),
            (400, Some(r#"{"code":30023}"#), Is::NotSent(NextDay)),
            (400, Some(r#"{"code":20500}"#), Is::Ambiguous),
            (400, Some(r#"{"code":99999,"message":"new"}"#), Is::Refused(Permanent)),
            (400, Some(r#"{"code":-1}"#), Is::Refused(Permanent)),
            (400, Some("not json"), Is::Refused(Permanent)),
            (400, None, Is::NotSent(Pace)),
            (401, Some(r#"{"code":20003}"#), Is::NotSent(Unregistered)),
            (401, Some(""), Is::NotSent(Unregistered)),
            (401, None, Is::NotSent(Unregistered)),
            (403, Some("<html>"), Is::NotSent(Unregistered)),
            (403, Some(r#"{"code":21408}"#), Is::Refused(Permanent)),
            (403, Some(r#"{"code":20429}"#), Is::NotSent(Pace)),
            (404, Some(r#"{"code":20404}"#), Is::Refused(Permanent)),
            (408, Some(""), Is::Ambiguous),
            (408, Some(r#"{"code":21211}"#), Is::Ambiguous),
            (413, Some(""), Is::Refused(Permanent)),
            (429, Some(r#"{"code":20429}"#), Is::NotSent(Pace)),
            (429, Some(""), Is::NotSent(Pace)),
            (429, None, Is::NotSent(Pace)),
            (429, Some(r#"{"code":30023}"#), Is::NotSent(NextDay)),
            (500, Some(r#"{"code":20500}"#), Is::Ambiguous),
            (500, Some(r#"{"code":21211}"#), Is::Ambiguous),
            (500, Some(r#"{"code":20503}"#), Is::Ambiguous),
            (502, Some("<html>"), Is::Ambiguous),
            (503, Some(r#"{"code":20503}"#), Is::NotSent(Pace)),
            (503, Some(""), Is::Ambiguous),
            (503, None, Is::Ambiguous),
            (504, Some(r#"{"code":20429}"#), Is::Ambiguous),
            (999, Some(""), Is::Ambiguous),
        ];
        for (status, body, want) in table {
            let outcome = outcome(status, body);
            assert!(
                is(&outcome, &want),
                "{status} {body:?}: {outcome:?}, not {want:?}"
            );
        }
    }

    #[test]
    fn no_status_but_a_2xx_with_a_sid_is_ever_accepted() {
        for status in 100..1000 {
            for code in [0, 20003, 20429, 20500, 20503, 21211, 21610, 30023, 99999] {
                let body = format!(r#"{{"sid":"SM1","code":{code}}}"#);
                let accepted = matches!(outcome(status, Some(&body)), SendOutcome::Accepted { .. });
                assert_eq!(accepted, (200..300).contains(&status), "{status} {code}");
            }
        }
    }

    fn reason(outcome: SendOutcome) -> String {
        match outcome {
            SendOutcome::NotSent(refusal) | SendOutcome::Refused(refusal) => refusal.reason,
            SendOutcome::Ambiguous { reason } => reason,
            SendOutcome::Accepted { sid } => sid.to_string(),
        }
    }

    #[test]
    fn a_known_code_is_told_in_our_words_and_an_unknown_one_in_the_carriers() {
        for (status, body, want) in [
            (
                400,
                Some(r#"{"code":21211,"message":"The 'To' number +15005550001 is bad"}"#),
                "HTTP 400, 21211: the To number is invalid",
            ),
            (
                400,
                Some(r#"{"code":29999,"message":"No +1 (500) 555-0001,\nnor 72345"}"#),
                "HTTP 400, 29999: No +* (***) ***-****, nor 72345",
            ),
            (400, Some(r#"{"message":"Bad"}"#), "HTTP 400: Bad"),
            (400, Some(r#"{"code":29999}"#), "HTTP 400, 29999"),
            (502, Some("<html>"), "HTTP 502"),
            (201, None, "HTTP 201, and the answer broke off"),
        ] {
            assert_eq!(reason(outcome(status, body)), want);
        }
    }

    #[test]
    fn a_reason_never_holds_our_text_a_phone_or_a_callback() {
        let answer = Answer {
            sid: None,
            code: Some(29999),
            words: Some(format!(
                "body 'my secret' to +13055550123 (3055550123) at https://x/d?s=abc{}",
                "!".repeat(500)
            )),
        };
        let ours = ["https://x/d?s=abc", "my secret"];
        let said = reason(of_answer(StatusCode::BAD_REQUEST, Some(&answer), &ours));
        for hidden in ["secret", "5550123", "305", "s=abc"] {
            assert!(!said.contains(hidden), "{said}");
        }
        assert!(said.chars().count() <= "HTTP 400, 29999: ".len() + MAX_WORDS);
    }

    #[test]
    fn only_long_runs_of_digits_are_masked() {
        for (text, want) in [
            ("", ""),
            ("21211", "21211"),
            ("code 21211, at 12:30", "code 21211, at 12:30"),
            ("+13055550123.", "+***********."),
            ("305.555.0123 or 72345", "***.***.**** or 72345"),
            ("é5550123é", "é*******é"),
            ("1, 2, 3, 4, 5, 6, 7", "1, 2, 3, 4, 5, 6, 7"),
        ] {
            assert_eq!(mask_phones(text), want, "{text}");
        }
    }
}
