//! The message templates.

use std::fmt::Debug;

use async_trait::async_trait;
use sms_domain::template::{Library, Template};

use super::StoreResult;

/// The message templates.
#[async_trait]
pub trait Templates: Send + Sync + Debug {
    /// Every template that can be read. One that cannot is logged by its id and left out: a single
    /// bad row, written by hand or by a later version, must not silence the engine.
    async fn all(&self) -> StoreResult<Library>;

    /// Writes each template whole, in the place of the one with its id; no other is touched. A
    /// hundred at a time are one transaction: after a fault those before it are written, and
    /// asking again writes the rest.
    async fn put(&self, templates: &[Template]) -> StoreResult<()>;
}
