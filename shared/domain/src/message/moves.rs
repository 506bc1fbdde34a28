//! The moves of a send from one state to the next: each makes the row that is written next.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::contact::consent::ConsentEntry;
use crate::ids::MessageSid;
use crate::message::receipt::Receipt;
use crate::message::status::DeliveryStatus;
use crate::message::{ClaimMark, OutboundMessage, SendState};
use crate::sending::carrier_codes::Disposition;
use crate::time::after;

/// How long one claim lasts. The carrier call starts and ends within it, or is not made.
pub const CLAIM_LEASE: Duration = Duration::from_secs(30);
/// The longest carrier call.
pub const CALL_LIMIT: Duration = Duration::from_secs(15);
/// How long after a claim's end, or after a job was queued, the tick takes it for lost.
pub const GRACE: Duration = Duration::from_secs(30);
/// Carrier calls after which a send that is refused each time has failed: some four minutes.
pub const MAX_ATTEMPTS: u32 = 8;
/// The same where the carrier refuses us and not the send, as with a wrong key: about a day, in
/// which somebody can mend it and no text is lost.
pub const MAX_ATTEMPTS_UNREGISTERED: u32 = 150;
/// Put-backs after which work that never moves has failed: some ten hours.
pub const MAX_REQUEUES: u32 = 48;
/// The same for a thread, which is put back every minute.
pub const MAX_THREAD_REQUEUES: u32 = 600;

/// What one carrier call came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendOutcome {
    /// The carrier took it and gave this SID.
    Accepted { sid: MessageSid },
    /// The carrier provably did not take it. May be tried again.
    NotSent(Refusal),
    /// The carrier refused it for good.
    Refused(Refusal),
    /// Nobody knows: bytes left, and no clear answer came.
    Ambiguous { reason: String },
}

/// A refusal, with the carrier's code if it gave one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub code: Option<u32>,
    pub reason: String,
    pub disposition: Disposition,
}

impl Refusal {
    /// The ledger's entry, where the carrier refused `message` at `at` because its recipient opted
    /// out.
    pub fn opt_out_entry(&self, message: &OutboundMessage, at: Timestamp) -> Option<ConsentEntry> {
        (self.disposition == Disposition::OptOut).then(|| {
            let number = Some(message.number.clone());
            ConsentEntry::by_carrier(at, self.code, message.id.clone(), number)
        })
    }
}

impl OutboundMessage {
    /// The tick looks at it at once when its time has come, and `GRACE` after it was queued.
    #[must_use]
    pub fn waking(mut self, now: Timestamp) -> Self {
        self.wake_at = if self.due_at > now {
            self.due_at
        } else {
            after(now, GRACE)
        };
        self
    }

    #[must_use]
    pub fn claimed(&self, id: String, now: Timestamp) -> Self {
        let until = after(now, CLAIM_LEASE);
        Self {
            state: SendState::InFlight,
            claim: Some(ClaimMark { id, until }),
            attempts: self.attempts + 1,
            retried_at: if self.attempts > 0 {
                Some(now)
            } else {
                self.retried_at
            },
            wake_at: until,
            put_backs: 0,
            reason: None,
            error_code: None,
            ..self.next()
        }
    }

    #[must_use]
    pub fn accepted(&self, sid: MessageSid, now: Timestamp) -> Self {
        Self {
            state: SendState::Accepted,
            sid: Some(sid),
            delivery_status: self.delivery_status.advanced_by(DeliveryStatus::Sent),
            sent_at: self.sent_at.or(Some(now)),
            reason: None,
            error_code: None,
            ..self.ended()
        }
    }

    /// An accepted message after word of the carrier.
    #[must_use]
    pub fn informed(self, receipt: &Receipt) -> Self {
        match receipt.effect() {
            Some(effect) if !self.delivery_status.is_terminal() => Self {
                delivery_status: effect.status,
                error_code: effect.error_code,
                ..self
            },
            Some(_) | None => self,
        }
    }

    /// An accepted message after all that the carrier said, in that order.
    #[must_use]
    pub fn informed_by(self, receipts: &[Receipt]) -> Self {
        receipts.iter().fold(self, Self::informed)
    }

    /// An accepted message that takes in the send of its own that an echo made of it.
    #[must_use]
    pub fn absorbing(self, echo: &Self) -> Self {
        Self {
            delivery_status: self.delivery_status.advanced_by(echo.delivery_status),
            error_code: echo.error_code,
            processed_by: self.processed_by.or(echo.processed_by),
            template_record_id: self
                .template_record_id
                .clone()
                .or_else(|| echo.template_record_id.clone()),
            ..self
        }
    }

    /// After a call that the carrier refused or that was never made.
    #[must_use]
    pub fn not_sent(&self, refusal: &Refusal, now: Timestamp) -> Self {
        let most = if refusal.disposition == Disposition::Unregistered {
            MAX_ATTEMPTS_UNREGISTERED
        } else {
            MAX_ATTEMPTS
        };
        if self.attempts >= most {
            let reason = format!(
                "gave up after {} refusals: {}",
                self.attempts, refusal.reason
            );
            return self.failed(&Refusal {
                reason,
                ..refusal.clone()
            });
        }
        let due_at = if refusal.disposition == Disposition::NextDay {
            next_pacific_midnight(now)
        } else {
            after(
                now,
                backoff(self.attempts, Duration::from_mins(10), self.id.as_str()),
            )
        };
        Self {
            error_code: refusal.code,
            reason: Some(refusal.reason.clone()),
            ..self.postponed(due_at, "refused", now)
        }
    }

    #[must_use]
    pub fn failed(&self, refusal: &Refusal) -> Self {
        Self {
            state: SendState::Failed,
            delivery_status: self.delivery_status.advanced_by(DeliveryStatus::Failed),
            error_code: refusal.code,
            reason: Some(refusal.reason.clone()),
            ..self.ended()
        }
    }

    #[must_use]
    pub fn skipped(&self, reason: &str) -> Self {
        Self {
            state: SendState::Skipped,
            delivery_status: self.delivery_status.advanced_by(DeliveryStatus::OptOut),
            reason: Some(reason.to_owned()),
            ..self.ended()
        }
    }

    #[must_use]
    pub fn ambiguous(&self, reason: &str, now: Timestamp) -> Self {
        Self {
            state: SendState::Ambiguous,
            reason: Some(reason.to_owned()),
            wake_at: now,
            ..self.ended()
        }
    }

    /// Queued until `due_at`.
    #[must_use]
    pub fn postponed(&self, due_at: Timestamp, reason: &str, now: Timestamp) -> Self {
        Self {
            state: SendState::Queued,
            due_at,
            reason: Some(reason.to_owned()),
            ..self.ended()
        }
        .waking(now)
    }

    /// Queued, and put on the queue once more by the tick.
    #[must_use]
    pub fn requeue(&self, now: Timestamp) -> Self {
        let put_backs = self.put_backs + 1;
        Self {
            put_backs,
            wake_at: after(now, requeue_delay(put_backs)),
            ..self.next()
        }
    }

    fn ended(&self) -> Self {
        Self {
            claim: None,
            put_backs: 0,
            ..self.next()
        }
    }

    fn next(&self) -> Self {
        Self {
            revision: self.revision + 1,
            ..self.clone()
        }
    }
}

/// How long the tick waits before it puts the same work back once more.
pub fn requeue_delay(put_backs: u32) -> Duration {
    GRACE
        .saturating_mul(1 << put_backs.min(5))
        .min(Duration::from_mins(15))
}

/// Two seconds, doubled with each attempt up to `longest`, and up to a quarter more: so that
/// messages refused together do not come back together, and yet the same each time for one seed.
fn backoff(attempts: u32, longest: Duration, seed: &str) -> Duration {
    let delay = Duration::from_secs(2).saturating_mul(1 << attempts.saturating_sub(1).min(16));
    let spread = seed.bytes().fold(attempts, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(byte.into())
    });
    let delay = delay.min(longest);
    delay + delay.saturating_mul(spread % 256) / 1024
}

/// T-Mobile's daily caps end at midnight Pacific time.
fn next_pacific_midnight(now: Timestamp) -> Timestamp {
    TimeZone::get("America/Los_Angeles")
        .ok()
        .and_then(|zone| {
            now.to_zoned(zone)
                .checked_add(1.day())
                .ok()?
                .start_of_day()
                .ok()
        })
        .map_or_else(
            || after(now, Duration::from_hours(24)),
            |midnight| midnight.timestamp(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Draft, MessageId, Purpose};

    fn queued() -> OutboundMessage {
        let now = Timestamp::UNIX_EPOCH;
        Draft {
            id: MessageId::new(now, 1).reply(),
            thread: "+13055550123".parse().unwrap(),
            number: "+18135550100".parse().unwrap(),
            body: "hello".into(),
            purpose: Purpose::Conversation,
            processed_by: None,
            template_record_id: None,
            asks: None,
            stage: None,
            party: None,
        }
        .queued(now)
    }

    fn refusal() -> Refusal {
        Refusal {
            code: Some(20429),
            reason: "too fast".into(),
            disposition: Disposition::Pace,
        }
    }

    #[test]
    fn refused_sends_come_back_later_and_later_and_then_fail() {
        let now = Timestamp::UNIX_EPOCH;
        let mut message = queued();
        let mut waits = Vec::new();
        while message.state == SendState::Queued {
            message = message.claimed("c".into(), now).not_sent(&refusal(), now);
            waits.push(message.due_at.duration_since(now).as_secs());
        }
        assert_eq!(message.state, SendState::Failed);
        assert_eq!(message.attempts, MAX_ATTEMPTS);
        assert!(
            waits
                .iter()
                .zip(waits.iter().skip(1))
                .take(6)
                .all(|(a, b)| a < b),
            "{waits:?}"
        );
        assert!(message.reason.unwrap_or_default().contains("too fast"));
    }

    #[test]
    fn a_used_up_daily_cap_waits_for_midnight_in_the_pacific_zone() {
        let now: Timestamp = "2026-11-21T20:00:00Z".parse().unwrap();
        let refusal = Refusal {
            disposition: Disposition::NextDay,
            ..refusal()
        };
        let message = queued().claimed("c".into(), now).not_sent(&refusal, now);
        assert_eq!(message.due_at.to_string(), "2026-11-22T08:00:00Z");
    }

    #[test]
    fn a_move_always_grows_the_revision() {
        let now = Timestamp::UNIX_EPOCH;
        let claimed = queued().claimed("c".into(), now);
        assert_eq!(claimed.revision, 2);
        assert_eq!(claimed.ambiguous("timeout", now).revision, 3);
        assert_eq!(claimed.accepted("SM1".parse().unwrap(), now).revision, 3);
        assert_eq!(queued().requeue(now).revision, 2);
        assert_eq!(claimed.postponed(now, "later", now).revision, 3);
    }

    #[test]
    fn put_backs_wait_longer_each_time_up_to_a_quarter_of_an_hour() {
        assert_eq!(requeue_delay(1).as_secs(), 60);
        assert_eq!(requeue_delay(4).as_secs(), 480);
        assert_eq!(requeue_delay(40).as_secs(), 900);
    }
}
