//! Whoever takes our texts to the network.

use std::fmt::Debug;

use async_trait::async_trait;
use sms_domain::message::moves::SendOutcome;

use crate::sender::Claim;

/// Whoever takes our texts to the network.
#[async_trait]
pub trait Carrier: Send + Sync + Debug {
    fn name(&self) -> &'static str;

    /// Makes one call, which ends before the claim does. Says `NotSent` or `Refused` only of a
    /// call that provably led to no text.
    async fn send(&self, claim: &Claim) -> SendOutcome;
}
