//! The rows of the list of who must not be texted.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::E164;
use crate::contact::consent::ConsentSource;

/// One row of the suppression list: a phone that has opted out. The words of a text stay in the
/// ledger: the list names the message instead.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    pub phone: E164,
    pub at: Timestamp,
    pub source: ConsentSource,
    /// What an imported file said, else the id of the message that opted out.
    pub evidence: String,
}

impl fmt::Debug for Suppression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Suppression")
            .field("phone", &self.phone)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}
