//! One readable line per event: a text came in, a reply went out, a receipt arrived.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io::Write as _;
use std::sync::Arc;

use jiff::tz::TimeZone;
use sms_engine::ports::clock::Clock;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::{EnvFilter, FilterFn};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

const EVENTS: &str = "sms::event";

/// Starts the log: event lines on standard output unless `quiet`, everything from `level` up (by
/// default: warnings) on standard error.
pub fn start(level: Option<&str>, quiet: bool, clock: Arc<dyn Clock>) {
    let filter = level
        .and_then(|level| EnvFilter::try_new(level).ok())
        // The embedded store warns of every refused request, also of those made to be refused.
        .unwrap_or_else(|| EnvFilter::new("warn,dynoxide=error"));
    let lines = (!quiet)
        .then(|| Narrator { clock }.with_filter(FilterFn::new(|event| event.target() == EVENTS)));
    let log = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_filter(filter);
    if tracing_subscriber::registry()
        .with(lines)
        .with(log)
        .try_init()
        .is_err()
    {
        tracing::warn!("a log was started before");
    }
}

struct Narrator {
    clock: Arc<dyn Clock>,
}

#[derive(Default)]
struct Told(BTreeMap<&'static str, String>);

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let shown = format!("{value:?}");
        // Options show as what they hold.
        let held = shown
            .strip_prefix("Some(")
            .and_then(|rest| rest.strip_suffix(')'));
        if shown != "None" {
            self.0
                .insert(field.name(), held.unwrap_or(&shown).to_owned());
        }
    }
}

impl<S: Subscriber> Layer<S> for Narrator {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut told = Told::default();
        event.record(&mut told);
        let time = self
            .clock
            .now()
            .to_zoned(TimeZone::system())
            .strftime("%H:%M:%S");
        // A terminal that cannot be written has nowhere to say so.
        let _unwritable = writeln!(std::io::stdout().lock(), "{time}  {}", line(&told.0));
    }
}

fn line(told: &BTreeMap<&'static str, String>) -> String {
    let get = |name: &str| told.get(name).map_or("-", String::as_str);
    let code = told
        .get("code")
        .map(|code| format!(" (code {code})"))
        .unwrap_or_default();
    match get("event") {
        "inbound" => format!(
            "text in    {} -> {}  {} characters, {}, linked to {}, {}  [{}]",
            get("from"),
            get("to"),
            get("characters"),
            get("ai_intent"),
            get("linked_to"),
            get("status"),
            get("message_id"),
        ),
        "repeat" => format!(
            "repeat     sid {}: answered as the first  [{}]",
            get("sid"),
            get("message_id")
        ),
        "silence" => format!(
            "no reply   to {}: {}  [{}]",
            get("from"),
            get("why"),
            get("message_id")
        ),
        "reply" => format!(
            "reply      to {}, {} segment(s), queued  [{}]",
            get("to"),
            get("segments"),
            get("message_id")
        ),
        "follow_up" => format!(
            "follow-up  to {} planned for {}  [{}]",
            get("to"),
            get("due"),
            get("message_id")
        ),
        "postponed" => format!(
            "waits      to {} until {}: {}  [{}]",
            get("to"),
            get("until"),
            get("reason"),
            get("message_id")
        ),
        "skipped" => format!(
            "skipped    to {}: {}  [{}]",
            get("to"),
            get("reason"),
            get("message_id")
        ),
        "sent" => format!(
            "sent       {} -> {}  {} segment(s), sid {}  [{}]",
            get("from"),
            get("to"),
            get("segments"),
            get("sid"),
            get("message_id"),
        ),
        "refused" => format!(
            "refused    to {}{code}: {}; again at {}  [{}]",
            get("to"),
            get("reason"),
            get("until"),
            get("message_id"),
        ),
        "failed" => format!(
            "failed     to {}{code}: {}  [{}]",
            get("to"),
            get("reason"),
            get("message_id")
        ),
        "ambiguous" => format!(
            "AMBIGUOUS  to {}: {}; never sent again by itself, see `ambiguous`  [{}]",
            get("to"),
            get("reason"),
            get("message_id"),
        ),
        "receipt" => format!(
            "receipt    {}{code}, sid {}  [{}]",
            get("status"),
            get("sid"),
            get("message_id")
        ),
        "parked" => format!(
            "receipt    {}, sid {}: parked until its message appears",
            get("status"),
            get("sid")
        ),
        "echo" => format!(
            "echo       {} -> {}  sid {}  [{}]",
            get("from"),
            get("to"),
            get("sid"),
            get("message_id")
        ),
        job => line_of_job(job, told),
    }
}

/// What a schedule or a person had done, of no message in particular.
fn line_of_job(job: &str, told: &BTreeMap<&'static str, String>) -> String {
    let get = |name: &str| told.get(name).map_or("-", String::as_str);
    match job {
        "tick" => format!(
            "tick       put back {} thread(s), {} send(s); skipped {}, ambiguous {}, gave up {}",
            get("threads"),
            get("sends"),
            get("skipped"),
            get("ambiguous"),
            get("gave_up"),
        ),
        "model" => format!(
            "model      {} asked for {}: {}",
            get("model"),
            get("task"),
            get("outcome")
        ),
        "triggered" => format!(
            "trigger    of {}: promoted {}, answering {}  [{}]",
            get("from"),
            get("promoted"),
            get("answering"),
            get("message_id")
        ),
        "described" => format!("contact    {} described", get("contact")),
        "import" => format!(
            "import     opted out {}, out already {}, rejected {}",
            get("imported"),
            get("already_suppressed"),
            get("rejected"),
        ),
        "export" => format!("export     {} that have opted out", get("count")),
        other => format!("{other}  {told:?}"),
    }
}
