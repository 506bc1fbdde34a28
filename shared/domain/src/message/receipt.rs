//! A carrier's word on what became of a send.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::contact::consent::ConsentEntry;
use crate::ids::MessageId;
use crate::ids::MessageSid;
use crate::message::counts::Counts;
use crate::message::status::DeliveryStatus;
use crate::sending::carrier_codes::{Disposition, look_up};
use sms_language::text::hash::fingerprint;

/// One delivery status callback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub sid: MessageSid,
    /// The carrier's own word.
    pub word: String,
    /// `None` for a word that no carrier is known to send.
    pub status: Option<DeliveryStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<u32>,
    pub at: Timestamp,
    /// The callback's body as it came.
    pub raw: String,
}

impl Receipt {
    /// What makes two receipts of one message the same: status and error code, not their time.
    pub fn fingerprint(&self) -> String {
        let code = self
            .error_code
            .map_or_else(String::new, |code| code.to_string());
        fingerprint(&format!(
            "{}\n{code}",
            self.word.trim().to_ascii_lowercase()
        ))
    }

    /// The word for it in the answer of `/delivery`.
    pub fn normalized(&self) -> &'static str {
        self.status.map_or("unknown", DeliveryStatus::normalized)
    }

    /// Whether it says that the recipient opted out at the carrier.
    pub fn opts_out(&self) -> bool {
        self.status == Some(DeliveryStatus::OptOut)
            || self
                .error_code
                .and_then(look_up)
                .is_some_and(|row| row.disposition == Disposition::OptOut)
    }

    /// The ledger's entry for an opt-out that it reports, of `message` sent from `number`.
    pub fn opt_out_entry(
        &self,
        message: &MessageId,
        number: Option<&Address>,
    ) -> Option<ConsentEntry> {
        self.opts_out().then(|| {
            ConsentEntry::by_carrier(self.at, self.error_code, message.clone(), number.cloned())
        })
    }

    /// What it makes of an accepted message whose status is not terminal yet. `None` for a receipt
    /// that is an event of its life and no more.
    pub fn effect(&self) -> Option<Effect> {
        let status = self.status.filter(|status| status.is_terminal())?;
        Some(Effect {
            status,
            error_code: self.error_code,
            counts: Counts::of_receipt(status),
        })
    }
}

/// How a receipt ends a message: the one rule for a message at hand and for a row that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// Terminal.
    pub status: DeliveryStatus,
    pub error_code: Option<u32>,
    /// What it adds to the counters of the message's number and contact.
    pub counts: Counts,
}

/// The latest of `receipts` that reports an opt-out: what it counts for against an opt-in.
pub fn latest_opt_out(receipts: &[Receipt]) -> Option<&Receipt> {
    receipts
        .iter()
        .filter(|receipt| receipt.opts_out())
        .max_by_key(|receipt| receipt.at)
}
