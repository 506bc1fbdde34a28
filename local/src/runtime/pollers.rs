//! What SQS does for Lambda: long-polls a queue, hands batches to the function, deletes what is done.

use std::sync::Arc;
use std::time::Duration;

use sms_aws::SqsQueue;
use sms_engine::handler::QueueHandler;
use sms_functions::events::{self, QueueEvent, QueueRecord};
use tokio::sync::watch;
use tracing::warn;

/// How long a look into a queue waits for the first item.
const WAIT: Duration = Duration::from_secs(2);

/// Polls `queue` until `alive` ends.
pub(crate) async fn poll(queue: SqsQueue, handle: QueueHandler, mut alive: watch::Receiver<bool>) {
    loop {
        let received = tokio::select! {
            received = queue.receive(WAIT) => received,
            _ = alive.wait_for(|alive| !alive) => return,
        };
        match received {
            Ok(messages) => {
                if !messages.is_empty() {
                    work(&queue, &handle, messages).await;
                }
            }
            Err(fault) => {
                warn!(%fault, "the queue did not answer; trying again");
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    }
}

async fn work(queue: &SqsQueue, handle: &QueueHandler, messages: Vec<aws_sdk_sqs::types::Message>) {
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
        if let Err(fault) = queue.delete(message.receipt_handle).await {
            // It comes again, and finds nothing to do.
            warn!(%fault, "a done job was not deleted");
        }
    }
}
