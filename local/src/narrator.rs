//! One readable line per event: a text came in, a reply went out, a receipt arrived.

use std::io::Write as _;
use std::sync::Arc;

use jiff::tz::TimeZone;
use sms_engine::event::{self, Recorded};
use sms_engine::ports::clock::Clock;
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::{FilterFn, LevelFilter, Targets};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Starts the log: event lines on standard output unless `quiet`, everything from `level` up (by
/// default: warnings) on standard error.
pub fn start(level: Option<&str>, quiet: bool, clock: Arc<dyn Clock>) {
    let filter = level
        .and_then(|level| level.parse().ok())
        // The embedded store warns of every refused request, also of those made to be refused.
        .unwrap_or_else(|| {
            Targets::new()
                .with_default(LevelFilter::WARN)
                .with_target("dynoxide", LevelFilter::ERROR)
        });
    let lines = (!quiet).then(|| {
        Narrator { clock }.with_filter(FilterFn::new(|metadata| metadata.target() == event::TARGET))
    });
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

impl<S: Subscriber> Layer<S> for Narrator {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let time = self
            .clock
            .now()
            .to_zoned(TimeZone::system())
            .strftime("%H:%M:%S");
        let line = Recorded::of(event);
        // A terminal that cannot be written has nowhere to say so.
        let _unwritable = writeln!(std::io::stdout().lock(), "{time}  {line}");
    }
}
