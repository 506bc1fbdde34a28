//! What happened to a message, a contact or a job. One enum logs each event, documents it (the table
//! in docs/LOGGING.md) and gives the line that a person reads.

mod recorded;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};
use sms_domain::address::Address;
use sms_domain::contact::PartyLink;
use sms_domain::ids::MessageSid;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{InboundMessage, MessageId, OutboundMessage, ProcessedBy};
use tracing::{error, info, warn};

use crate::suppressions::{Export, ImportReport};
use crate::tick::TickReport;

pub use recorded::Recorded;

/// The target of every event in the log.
pub const TARGET: &str = "sms::event";

/// One event. The names in the log are those of the variants in snake case.
#[derive(Debug, Clone, Copy, strum::EnumDiscriminants)]
#[strum_discriminants(
    name(EventName),
    doc = "The name of an event, as the field `event` has it.",
    derive(strum::EnumString, strum::IntoStaticStr, strum::VariantArray),
    strum(serialize_all = "snake_case")
)]
pub enum Event<'a> {
    Inbound(&'a InboundMessage),
    Repeat {
        id: &'a MessageId,
        sid: Option<&'a MessageSid>,
    },
    Silence {
        text: &'a InboundMessage,
        why: &'a str,
    },
    Reply(&'a OutboundMessage),
    FollowUp(&'a OutboundMessage),
    Postponed {
        message: &'a OutboundMessage,
        reason: &'a str,
        until: Timestamp,
    },
    Skipped {
        message: &'a OutboundMessage,
        reason: &'a str,
    },
    Sent {
        message: &'a OutboundMessage,
        sid: &'a MessageSid,
    },
    Refused(&'a OutboundMessage),
    Failed {
        message: &'a OutboundMessage,
        /// Nobody refused it: the engine stopped trying.
        gave_up: bool,
    },
    Ambiguous(&'a OutboundMessage),
    Receipt {
        id: &'a MessageId,
        receipt: &'a Receipt,
        /// It came before the acceptance was stored, and proves it.
        settles: bool,
    },
    Parked(&'a Receipt),
    Echo(&'a OutboundMessage),
    Import(&'a ImportReport),
    Export(&'a Export),
    Model {
        task: &'a str,
        model: ProcessedBy,
        outcome: &'a str,
        took: SignedDuration,
    },
    Triggered {
        text: &'a InboundMessage,
        promoted: bool,
        answering: bool,
    },
    Described(&'a Address),
    Tick(&'a TickReport),
}

impl Event<'_> {
    /// Writes the event to the log. No field holds a body or a whole phone number.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm an event: the fields of each stand together"
    )]
    pub fn emit(&self) {
        let event: &'static str = EventName::from(self).into();
        match *self {
            Self::Inbound(text) => info!(
                target: TARGET, event, message_id = %text.id, from = ?text.thread,
                to = text.number.as_ref().map(debug), sid = text.sid.as_ref().map(display),
                ai_intent = %text.ai_intent, intent = %text.intent,
                linked_to = text.party.as_ref().map(PartyLink::word),
                characters = text.body.chars().count(), status = %text.delivery_status,
            ),
            Self::Repeat { id, sid } => {
                info!(target: TARGET, event, message_id = %id, sid = sid.map(display));
            }
            Self::Silence { text, why } => {
                info!(target: TARGET, event, message_id = %text.id, from = ?text.thread, why);
            }
            Self::Reply(send) | Self::FollowUp(send) => info!(
                target: TARGET, event, message_id = %send.id, to = ?send.thread,
                segments = send.segments, template = send.template_record_id, due = %send.due_at,
            ),
            Self::Postponed {
                message,
                reason,
                until,
            } => info!(
                target: TARGET, event, message_id = %message.id, to = ?message.thread,
                reason, %until,
            ),
            Self::Skipped { message, reason } => {
                info!(target: TARGET, event, message_id = %message.id, to = ?message.thread, reason);
            }
            Self::Sent { message, sid } => info!(
                target: TARGET, event, message_id = %message.id, to = ?message.thread,
                from = ?message.number, %sid, segments = message.segments,
            ),
            Self::Refused(message) => info!(
                target: TARGET, event, message_id = %message.id, to = ?message.thread,
                reason = message.reason.as_deref().unwrap_or_default(), code = message.error_code,
                until = %message.due_at,
            ),
            Self::Failed {
                message,
                gave_up: false,
            } => warn!(
                target: TARGET, event, message_id = %message.id, to = ?message.thread,
                reason = message.reason.as_deref().unwrap_or_default(), code = message.error_code,
            ),
            Self::Failed {
                message,
                gave_up: true,
            } => error!(
                target: TARGET, event, message_id = %message.id, to = ?message.thread,
                reason = message.reason.as_deref().unwrap_or_default(), code = message.error_code,
                "gave up"
            ),
            Self::Ambiguous(message) => warn!(
                target: TARGET, event, message_id = %message.id, to = ?message.thread,
                reason = message.reason.as_deref().unwrap_or_default(),
                "outcome unknown; not sent again"
            ),
            Self::Receipt {
                id,
                receipt,
                settles,
            } => info!(
                target: TARGET, event, message_id = %id, sid = %receipt.sid,
                status = receipt.normalized(), code = receipt.error_code,
                message = settles.then_some("settled by its receipt"),
            ),
            Self::Parked(receipt) => {
                info!(target: TARGET, event, sid = %receipt.sid, status = receipt.normalized());
            }
            Self::Echo(send) => info!(
                target: TARGET, event, message_id = %send.id, from = ?send.number,
                to = ?send.thread, sid = send.sid.as_ref().map(display),
            ),
            Self::Import(report) => info!(
                target: TARGET, event, imported = report.imported,
                already_suppressed = report.already_suppressed, rejected = report.rejected_count,
            ),
            Self::Export(page) => {
                info!(target: TARGET, event, count = page.count, is_last = page.next.is_none());
            }
            Self::Model {
                task,
                model,
                outcome,
                took,
            } => info!(
                target: TARGET, event, task, model = model.as_ref(), outcome,
                milliseconds = u64::try_from(took.as_millis()).unwrap_or(0),
            ),
            Self::Triggered {
                text,
                promoted,
                answering,
            } => info!(
                target: TARGET, event, message_id = %text.id, from = ?text.thread,
                promoted, answering,
            ),
            Self::Described(phone) => info!(target: TARGET, event, contact = ?phone),
            Self::Tick(report) => info!(
                target: TARGET, event, threads = report.threads, sends = report.sends,
                skipped = report.skipped, ambiguous = report.ambiguous, gave_up = report.gave_up,
            ),
        }
    }
}

/// What docs/LOGGING.md says of an event.
#[derive(Debug, Clone, Copy)]
pub struct EventDoc {
    /// The levels that it is logged at.
    pub levels: &'static str,
    pub meaning: &'static str,
    /// Those that it may have, in the order of the table.
    pub fields: &'static [&'static str],
}

impl EventName {
    pub fn doc(self) -> EventDoc {
        let info = |meaning, fields| EventDoc {
            levels: "info",
            meaning,
            fields,
        };
        match self {
            Self::Inbound => info(
                "a text was stored",
                &[
                    "message_id",
                    "from",
                    "to",
                    "sid",
                    "ai_intent",
                    "intent",
                    "linked_to",
                    "characters",
                    "status",
                ],
            ),
            Self::Repeat => info(
                "a SID that is stored was posted again",
                &["message_id", "sid"],
            ),
            Self::Silence => info("a text gets no answer", &["message_id", "from", "why"]),
            Self::Reply => info(
                "a reply was written and queued",
                &["message_id", "to", "segments", "template", "due"],
            ),
            Self::FollowUp => info(
                "a follow-up was planned",
                &["message_id", "to", "segments", "template", "due"],
            ),
            Self::Postponed => info("a send waits", &["message_id", "to", "reason", "until"]),
            Self::Skipped => info("a send was not made", &["message_id", "to", "reason"]),
            Self::Sent => info(
                "the carrier accepted a send",
                &["message_id", "to", "from", "sid", "segments"],
            ),
            Self::Refused => info(
                "the carrier refused a send for now",
                &["message_id", "to", "reason", "code", "until"],
            ),
            Self::Failed => EventDoc {
                levels: "warn, error",
                meaning: "the carrier refused a send for good (warn), or the engine gave up (error)",
                fields: &["message_id", "to", "reason", "code"],
            },
            Self::Ambiguous => EventDoc {
                levels: "warn",
                meaning: "it is not known whether the carrier accepted a send",
                fields: &["message_id", "to", "reason"],
            },
            Self::Receipt => info(
                "a receipt was stored",
                &["message_id", "sid", "status", "code"],
            ),
            Self::Parked => info("a receipt waits for its message", &["sid", "status"]),
            Self::Echo => info(
                "a send made outside the engine was stored",
                &["message_id", "from", "to", "sid"],
            ),
            Self::Import => info(
                "a file of opt-outs was imported",
                &["imported", "already_suppressed", "rejected"],
            ),
            Self::Export => info(
                "a page of the suppression list was exported",
                &["count", "is_last"],
            ),
            Self::Model => info(
                "a language model was asked; `task` is triage or reply, `outcome` is `answered`, \
                 `unsure`, `circuit_open`, an error, or the guardrail that its text broke",
                &["task", "model", "outcome", "milliseconds"],
            ),
            Self::Triggered => info(
                "a person had a text reviewed again",
                &["message_id", "from", "promoted", "answering"],
            ),
            Self::Described => info("the profile of a contact was set", &["contact"]),
            Self::Tick => info(
                "what a tick requeued or settled; not written when that was nothing",
                &["threads", "sends", "skipped", "ambiguous", "gave_up"],
            ),
        }
    }

    /// Its row of the table in docs/LOGGING.md.
    pub fn row(self) -> String {
        let name: &'static str = self.into();
        let EventDoc {
            levels,
            meaning,
            fields,
        } = self.doc();
        format!(
            "| `{name}` | {levels} | {meaning} | `{}` |",
            fields.join("`, `")
        )
    }
}
