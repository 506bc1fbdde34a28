//! The list of who has opted out.

use std::fmt::{self, Debug};
use std::str::FromStr;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sms_domain::address::E164;
use sms_domain::contact::suppression::Suppression;
use sms_domain::contact::{ConsentEntry, Contact};

use super::{Basis, StoreResult, Write};

/// An opt-out that no text brought, decided, with what the decision stood on.
#[derive(Debug, Clone)]
pub struct OptOutRecord {
    /// The contact after it.
    pub contact: Contact,
    pub basis: Basis,
    pub entry: ConsentEntry,
}

/// A place in the list: right after this phone. Callers are shown a text that they need not
/// understand, and give it back.
#[derive(Clone, PartialEq, Eq)]
pub struct ListCursor(E164);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a valid cursor: use the value of `x-next-after` or `next`")]
pub struct ListCursorError;

impl ListCursor {
    pub fn after(phone: &E164) -> Self {
        Self(phone.clone())
    }

    pub fn phone(&self) -> &E164 {
        &self.0
    }
}

impl Debug for ListCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "after {:?}", self.0)
    }
}

impl fmt::Display for ListCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0.as_str()))
    }
}

impl FromStr for ListCursor {
    type Err = ListCursorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let phone = URL_SAFE_NO_PAD
            .decode(text.trim())
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|phone| E164::parse(&phone).ok());
        phone.map(Self).ok_or(ListCursorError)
    }
}

/// A part of the list, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressionPage {
    pub suppressions: Vec<Suppression>,
    /// Where the next part begins; `None` if there is nothing after this one.
    pub next: Option<ListCursor>,
}

/// Who has opted out, kept in step with the contacts: every write of the engine that changes a
/// contact's consent changes the list in the same transaction.
#[async_trait]
pub trait Suppressions: Send + Sync + Debug {
    /// One transaction: the contact (made if absent), the ledger's entry, the list's row. `Raced`,
    /// and nothing is written, if the contact moved since it was read.
    async fn suppress(&self, record: &OptOutRecord) -> StoreResult<Write>;

    /// At most `limit` rows of the list, in an order that does not change, strongly consistent. A
    /// row put in or taken out while pages are read may or may not be seen; no other is missed.
    async fn list(&self, after: Option<&ListCursor>, limit: usize) -> StoreResult<SuppressionPage>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_reads_back_and_shows_no_phone() {
        let phone = E164::parse("+13055550123").unwrap();
        let cursor = ListCursor::after(&phone);
        assert_eq!(cursor.to_string().parse(), Ok(cursor.clone()));
        assert!(!cursor.to_string().contains("305"));
        assert!(!format!("{cursor:?}").contains("5550123"));
        for text in ["", "+13055550123", "x", "////", "NzIzNDU"] {
            assert_eq!(text.parse::<ListCursor>(), Err(ListCursorError), "{text}");
        }
    }
}
