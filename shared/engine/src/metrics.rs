//! Counts for dashboards and alarms, logged beside the events.

/// Events of this target are metrics: `name` and `value`. The function's log layer writes them in
/// CloudWatch's embedded metric format.
pub const TARGET: &str = "sms::metric";

/// Counts `value` more of `name`, a name of the table in `docs/LOGGING.md`.
pub fn count(name: &'static str, value: u64) {
    tracing::info!(target: TARGET, name, value);
}
