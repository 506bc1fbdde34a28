//! An event as a subscriber of the log receives it, and the line that a person reads.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Display, Formatter};

use tracing::field::{Field, Visit};

use super::EventName;

/// The fields of one event. Displays as one readable line.
#[derive(Debug, Default)]
pub struct Recorded(BTreeMap<&'static str, String>);

impl Recorded {
    /// The event's fields, as `tracing` hands them out.
    pub fn of(event: &tracing::Event<'_>) -> Self {
        let mut recorded = Self::default();
        event.record(&mut recorded);
        recorded
    }

    /// Which event it is; `None` if the engine did not log it.
    pub fn name(&self) -> Option<EventName> {
        self.0.get("event")?.parse().ok()
    }

    /// The fields by name, with `event` and, where there is one, `message`.
    pub fn fields(&self) -> &BTreeMap<&'static str, String> {
        &self.0
    }

    fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("-", String::as_str)
    }
}

impl Visit for Recorded {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Display for Recorded {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some(name) = self.name() else {
            return write!(f, "{:?}", self.0);
        };
        self.narrate(name, f)?;
        match self.0.get("message_id") {
            Some(id) => write!(f, "  [{id}]"),
            None => Ok(()),
        }
    }
}

impl Recorded {
    fn narrate(&self, name: EventName, f: &mut Formatter<'_>) -> fmt::Result {
        let get = |field| self.get(field);
        let (from, to, sid, reason) = (get("from"), get("to"), get("sid"), get("reason"));
        let code = self.0.get("code").map(|code| format!(" (code {code})"));
        let code = code.unwrap_or_default();
        match name {
            EventName::Inbound => write!(
                f,
                "text in    {from} -> {to}  {} characters, {}, linked to {}, {}",
                get("characters"),
                get("ai_intent"),
                get("linked_to"),
                get("status"),
            ),
            EventName::Repeat => write!(f, "repeat     sid {sid}: answered as the first"),
            EventName::Silence => write!(f, "no reply   to {from}: {}", get("why")),
            EventName::Reply => {
                write!(
                    f,
                    "reply      to {to}, {} segment(s), queued",
                    get("segments")
                )
            }
            EventName::FollowUp => write!(f, "follow-up  to {to} planned for {}", get("due")),
            EventName::Postponed => {
                write!(f, "waits      to {to} until {}: {reason}", get("until"))
            }
            EventName::Skipped => write!(f, "skipped    to {to}: {reason}"),
            EventName::Sent => write!(
                f,
                "sent       {from} -> {to}  {} segment(s), sid {sid}",
                get("segments"),
            ),
            EventName::Refused => {
                write!(
                    f,
                    "refused    to {to}{code}: {reason}; again at {}",
                    get("until")
                )
            }
            EventName::Failed => write!(f, "failed     to {to}{code}: {reason}"),
            EventName::Ambiguous => write!(
                f,
                "AMBIGUOUS  to {to}: {reason}; never sent again by itself, see `ambiguous`",
            ),
            EventName::Receipt => write!(f, "receipt    {}{code}, sid {sid}", get("status")),
            EventName::Parked => write!(
                f,
                "receipt    {}, sid {sid}: parked until its message appears",
                get("status"),
            ),
            EventName::Echo => write!(f, "echo       {from} -> {to}  sid {sid}"),
            EventName::Import => write!(
                f,
                "import     opted out {}, out already {}, rejected {}",
                get("imported"),
                get("already_suppressed"),
                get("rejected"),
            ),
            EventName::Export => write!(f, "export     {} that have opted out", get("count")),
            EventName::Model => write!(
                f,
                "model      {} asked for {}: {}",
                get("model"),
                get("task"),
                get("outcome"),
            ),
            EventName::Triggered => write!(
                f,
                "trigger    of {from}: promoted {}, answering {}",
                get("promoted"),
                get("answering"),
            ),
            EventName::Described => write!(f, "contact    {} described", get("contact")),
            EventName::Tick => write!(
                f,
                "tick       requeued {} thread(s), {} send(s); skipped {}, ambiguous {}, gave up {}",
                get("threads"),
                get("sends"),
                get("skipped"),
                get("ambiguous"),
                get("gave_up"),
            ),
        }
    }
}
