//! A queue of jobs on SQS.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use aws_sdk_sqs::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
use aws_sdk_sqs::operation::delete_message::{DeleteMessage, DeleteMessageInput};
use aws_sdk_sqs::operation::get_queue_attributes::{GetQueueAttributes, GetQueueAttributesInput};
use aws_sdk_sqs::operation::receive_message::{ReceiveMessage, ReceiveMessageInput};
use aws_sdk_sqs::operation::send_message::{SendMessage, SendMessageInput};
use aws_sdk_sqs::types::{Message, QueueAttributeName};
use aws_types::SdkConfig;
use sms_engine::ports::{Queue, QueueError};
use sms_engine::queue_item::QueueItem;

use crate::client::{Call, Described, FromParams, Service, endpoint_url, operations};
use crate::table::causes;

operations! { aws_sdk_sqs:
    delete_message::DeleteMessage, DeleteMessageInput, DeleteMessageOutput, DeleteMessageError;
    get_queue_attributes::GetQueueAttributes, GetQueueAttributesInput, GetQueueAttributesOutput, GetQueueAttributesError;
    receive_message::ReceiveMessage, ReceiveMessageInput, ReceiveMessageOutput, ReceiveMessageError;
    send_message::SendMessage, SendMessageInput, SendMessageOutput, SendMessageError;
}

const SQS: Described = Described {
    id: "SQS",
    signing_name: "sqs",
};

/// [`Queue`] on one SQS queue.
#[derive(Debug, Clone)]
pub struct SqsQueue {
    calls: Arc<Calls>,
    url: String,
}

#[derive(Debug)]
struct Calls {
    send: Call<SendMessage>,
    receive: Call<ReceiveMessage>,
    delete: Call<DeleteMessage>,
    attributes: Call<GetQueueAttributes>,
}

/// SQS delays a message by a quarter of an hour at the most. What is due later the tick brings back.
const MAX_DELAY: Duration = Duration::from_mins(15);

impl SqsQueue {
    /// The queue at `url` of the account of `config`.
    pub fn new(config: &SdkConfig, url: impl Into<String>) -> Self {
        let params = Params::builder()
            .set_region(config.region().map(ToString::to_string))
            .set_use_fips(config.use_fips())
            .set_use_dual_stack(config.use_dual_stack())
            .set_endpoint(endpoint_url(config, SQS))
            .build();
        let resolver = DefaultResolver::new().into_shared_resolver();
        let service = Service::new(config, SQS, FromParams::new(resolver, params));
        Self {
            calls: Arc::new(Calls {
                send: service.call(),
                receive: service.call(),
                delete: service.call(),
                attributes: service.call(),
            }),
            url: url.into(),
        }
    }

    /// Up to ten items as they come within `wait`: what SQS does for Lambda.
    pub async fn receive(&self, wait: Duration) -> Result<Vec<Message>, QueueError> {
        let input = ReceiveMessageInput::builder()
            .queue_url(&self.url)
            .max_number_of_messages(10)
            .wait_time_seconds(i32::try_from(wait.as_secs()).unwrap_or(20))
            .build()
            .map_err(|fault| QueueError(causes(&fault)))?;
        let answer = self.calls.receive.send(input).await;
        let answer = answer.map_err(|fault| QueueError(causes(&fault)))?;
        Ok(answer.messages.unwrap_or_default())
    }

    /// Takes an item that is done off the queue.
    pub async fn delete(&self, receipt_handle: Option<String>) -> Result<(), QueueError> {
        let input = DeleteMessageInput::builder()
            .queue_url(&self.url)
            .set_receipt_handle(receipt_handle)
            .build()
            .map_err(|fault| QueueError(causes(&fault)))?;
        let deleted = self.calls.delete.send(input).await;
        deleted
            .map(|_| ())
            .map_err(|fault| QueueError(causes(&fault)))
    }
}

#[async_trait]
impl Queue for SqsQueue {
    async fn put(&self, job: &QueueItem, delay: Duration) -> Result<(), QueueError> {
        if delay > MAX_DELAY {
            return Ok(());
        }
        let body = job
            .to_body()
            .map_err(|fault| QueueError(fault.to_string()))?;
        // Rounded up: a job that comes early finds nothing due.
        let seconds = delay.as_millis().div_ceil(1_000);
        let input = SendMessageInput::builder()
            .queue_url(&self.url)
            .message_body(body)
            .set_delay_seconds((seconds > 0).then(|| i32::try_from(seconds).unwrap_or(900)))
            .build()
            .map_err(|fault| QueueError(causes(&fault)))?;
        let sent = self.calls.send.send(input).await;
        sent.map(|_| ()).map_err(|fault| QueueError(causes(&fault)))
    }

    async fn check(&self) -> Result<(), QueueError> {
        let input = GetQueueAttributesInput::builder()
            .queue_url(&self.url)
            .attribute_names(QueueAttributeName::QueueArn)
            .build()
            .map_err(|fault| QueueError(causes(&fault)))?;
        let answer = self.calls.attributes.send(input).await;
        answer
            .map(|_| ())
            .map_err(|fault| QueueError(causes(&fault)))
    }
}
