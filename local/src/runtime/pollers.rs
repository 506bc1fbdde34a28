//! What SQS does for Lambda: long-polls a queue, hands batches to the function, deletes what is done.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_sqs::Client;
use sms_aws::causes;
use sms_engine::handler::QueueHandler;
use sms_functions::events::{self, QueueEvent, QueueRecord};
use tokio::sync::watch;
use tracing::warn;

/// Polls `url` until `alive` ends.
pub(crate) async fn poll(
    sqs: Client,
    url: String,
    handle: QueueHandler,
    mut alive: watch::Receiver<bool>,
) {
    loop {
        let received = tokio::select! {
            received = sqs
                .receive_message()
                .queue_url(&url)
                .max_number_of_messages(10)
                .wait_time_seconds(2)
                .send() => received,
            _ = alive.wait_for(|alive| !alive) => return,
        };
        match received {
            Ok(answer) => {
                let messages = answer.messages.unwrap_or_default();
                if !messages.is_empty() {
                    work(&sqs, &url, &handle, messages).await;
                }
            }
            Err(fault) => {
                warn!(fault = %causes(&fault), "the queue did not answer; trying again");
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    }
}

async fn work(
    sqs: &Client,
    url: &str,
    handle: &QueueHandler,
    messages: Vec<aws_sdk_sqs::types::Message>,
) {
    let records = messages.iter().map(|message| QueueRecord {
        message_id: message.message_id.clone().unwrap_or_default(),
        body: message.body.clone().unwrap_or_default(),
    });
    let batch = QueueEvent {
        records: records.collect(),
    };
    let failures = events::queue(&Arc::clone(handle), batch)
        .await
        .batch_item_failures;
    for message in messages {
        let failed = failures
            .iter()
            .any(|failure| Some(&failure.item_identifier) == message.message_id.as_ref());
        if failed {
            continue;
        }
        let deleted = sqs
            .delete_message()
            .queue_url(url)
            .set_receipt_handle(message.receipt_handle)
            .send()
            .await;
        if let Err(fault) = deleted {
            // It comes again, and finds nothing to do.
            warn!(fault = %causes(&fault), "a done job was not deleted");
        }
    }
}
