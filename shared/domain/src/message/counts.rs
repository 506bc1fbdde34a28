//! The counters of a number, a contact or a template.

use serde::{Deserialize, Serialize};

use crate::message::status::DeliveryStatus;

/// The counters of a number, a contact and (later) a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Texts that came in.
    #[serde(default)]
    pub reply_count: i64,
    /// Texts that a carrier took.
    #[serde(default)]
    pub sent_count: i64,
    #[serde(default)]
    pub delivered_count: i64,
    /// Failed or undelivered, whether refused at once or by receipt.
    #[serde(default)]
    pub failed_count: i64,
    /// Texts that opted out, and sends that the carrier says were opted out of.
    #[serde(default)]
    pub opt_out_count: i64,
    /// Sends that we chose not to make.
    #[serde(default)]
    pub skipped_count: i64,
}

impl Counts {
    /// What the first terminal receipt of an accepted message adds.
    pub fn of_receipt(status: DeliveryStatus) -> Self {
        let mut counts = Self::default();
        match status {
            DeliveryStatus::Queued | DeliveryStatus::Sent => {}
            DeliveryStatus::Delivered => counts.delivered_count = 1,
            DeliveryStatus::Failed | DeliveryStatus::Undelivered => counts.failed_count = 1,
            DeliveryStatus::OptOut => counts.opt_out_count = 1,
        }
        counts
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.zip(other, |a, b| a - b)
    }

    /// The counters by name, for those that move.
    pub fn moved(&self) -> impl Iterator<Item = (&'static str, i64)> {
        [
            ("reply_count", self.reply_count),
            ("sent_count", self.sent_count),
            ("delivered_count", self.delivered_count),
            ("failed_count", self.failed_count),
            ("opt_out_count", self.opt_out_count),
            ("skipped_count", self.skipped_count),
        ]
        .into_iter()
        .filter(|(_, by)| *by != 0)
    }

    fn zip(self, other: Self, f: impl Fn(i64, i64) -> i64) -> Self {
        Self {
            reply_count: f(self.reply_count, other.reply_count),
            sent_count: f(self.sent_count, other.sent_count),
            delivered_count: f(self.delivered_count, other.delivered_count),
            failed_count: f(self.failed_count, other.failed_count),
            opt_out_count: f(self.opt_out_count, other.opt_out_count),
            skipped_count: f(self.skipped_count, other.skipped_count),
        }
    }
}
