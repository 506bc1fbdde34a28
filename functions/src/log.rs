//! The deployed functions' log: JSON lines, and metrics in CloudWatch's embedded metric format.

use std::fmt::Debug;
use std::io::Write as _;

use sms_engine::metrics;
use sms_engine::ports::clock::{Clock as _, SystemClock};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::{FilterFn, LevelFilter, Targets};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Starts the log. `level` is a level, or levels by target as in `info,sms_engine=debug`; `info`
/// where there is none, or it is not valid.
/// Metrics go to `namespace`, so that two stacks of one account do not mix.
pub(crate) fn start(level: Option<&str>, namespace: Option<String>) {
    let filter = level
        .and_then(|level| level.parse().ok())
        .unwrap_or_else(|| Targets::new().with_default(LevelFilter::INFO));
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_filter(FilterFn::new(|event| event.target() != metrics::TARGET))
        .with_filter(filter);
    let namespace = namespace.unwrap_or_else(|| "SmsEngine".to_owned());
    let metrics = Embedded { namespace }
        .with_filter(FilterFn::new(|event| event.target() == metrics::TARGET));
    if tracing_subscriber::registry()
        .with(lines)
        .with(metrics)
        .try_init()
        .is_err()
    {
        tracing::warn!("a log was started before");
    }
}

/// Writes metric events so that CloudWatch counts them.
struct Embedded {
    namespace: String,
}

#[derive(Default)]
struct Metric {
    name: String,
    value: u64,
}

impl Visit for Metric {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "name" {
            value.clone_into(&mut self.name);
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "value" {
            self.value = value;
        }
    }

    fn record_debug(&mut self, _field: &Field, _value: &dyn Debug) {}
}

impl<S: Subscriber> Layer<S> for Embedded {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut metric = Metric::default();
        event.record(&mut metric);
        let line = embedded(&self.namespace, &metric, SystemClock.now().as_millisecond());
        // A log that cannot be written has nowhere to say so.
        let _unwritable = writeln!(std::io::stdout().lock(), "{line}");
    }
}

fn embedded(namespace: &str, metric: &Metric, millis: i64) -> serde_json::Value {
    serde_json::json!({
        "_aws": {
            "Timestamp": millis,
            "CloudWatchMetrics": [{
                "Namespace": namespace,
                "Dimensions": [[]],
                "Metrics": [{"Name": metric.name, "Unit": "Count"}],
            }],
        },
        metric.name.as_str(): metric.value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_embedded_as_cloudwatch_reads_it() {
        let metric = Metric {
            name: "AmbiguousSends".into(),
            value: 2,
        };
        let line = embedded("SmsEngine/dev", &metric, 1_700_000_000_000);
        assert_eq!(line["AmbiguousSends"], 2);
        assert_eq!(
            line["_aws"]["CloudWatchMetrics"][0]["Namespace"],
            "SmsEngine/dev"
        );
        assert_eq!(
            line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Name"],
            "AmbiguousSends"
        );
    }
}
