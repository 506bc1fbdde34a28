//! A queue of jobs on SQS.

use std::time::Duration;

use crate::table::causes;
use async_trait::async_trait;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::QueueAttributeName;
use sms_engine::ports::{Queue, QueueError};
use sms_engine::queue_item::QueueItem;

/// [`Queue`] on one SQS queue.
#[derive(Debug, Clone)]
pub struct SqsQueue {
    client: Client,
    url: String,
}

/// SQS delays a message by a quarter of an hour at the most. What is due later the tick brings back.
const LONGEST_DELAY: Duration = Duration::from_mins(15);

impl SqsQueue {
    pub fn new(client: Client, url: impl Into<String>) -> Self {
        Self {
            client,
            url: url.into(),
        }
    }
}

#[async_trait]
impl Queue for SqsQueue {
    async fn put(&self, job: &QueueItem, delay: Duration) -> Result<(), QueueError> {
        if delay > LONGEST_DELAY {
            return Ok(());
        }
        let body = job
            .to_body()
            .map_err(|fault| QueueError(fault.to_string()))?;
        // Rounded up: a job that comes early finds nothing due.
        let seconds = delay.as_millis().div_ceil(1_000);
        self.client
            .send_message()
            .queue_url(&self.url)
            .message_body(body)
            .set_delay_seconds((seconds > 0).then(|| i32::try_from(seconds).unwrap_or(900)))
            .send()
            .await
            .map(|_| ())
            .map_err(|fault| QueueError(causes(&fault)))
    }

    async fn check(&self) -> Result<(), QueueError> {
        self.client
            .get_queue_attributes()
            .queue_url(&self.url)
            .attribute_names(QueueAttributeName::QueueArn)
            .send()
            .await
            .map(|_| ())
            .map_err(|fault| QueueError(causes(&fault)))
    }
}
