//! The stand-in for a port that a function was not given.

use std::time::Duration;

use async_trait::async_trait;
use sms_domain::message::moves::{Refusal, SendOutcome};
use sms_domain::sending::carrier_codes::Disposition;

use super::{Carrier, Queue, QueueError};
use crate::models::{Ask, LanguageModels, ModelError};
use crate::queue_item::QueueItem;
use crate::sender::Claim;

/// Stands where a function was given no carrier, models or queue: it refuses, having done nothing.
#[derive(Debug, Clone, Copy)]
pub struct Unconnected;

#[async_trait]
impl Carrier for Unconnected {
    fn name(&self) -> &'static str {
        "none"
    }

    async fn send(&self, _claim: &Claim) -> SendOutcome {
        SendOutcome::NotSent(Refusal {
            code: None,
            reason: "this function has no carrier".to_owned(),
            disposition: Disposition::Pace,
        })
    }
}

#[async_trait]
impl LanguageModels for Unconnected {
    async fn complete(&self, _ask: &Ask, _within: Duration) -> Result<String, ModelError> {
        Err(ModelError::Unreachable)
    }
}

#[async_trait]
impl Queue for Unconnected {
    async fn put(&self, _job: &QueueItem, _delay: Duration) -> Result<(), QueueError> {
        Err(QueueError(
            "this function is not connected to that queue".to_owned(),
        ))
    }

    async fn check(&self) -> Result<(), QueueError> {
        Err(QueueError(
            "this function is not connected to that queue".to_owned(),
        ))
    }
}
