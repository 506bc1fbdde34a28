//! Puts an item on its queue. The queue is a hint, and what is stored as due is the truth: an item
//! that the queue does not take the tick brings back, so a failure here fails nothing.

use std::time::Duration;

use tracing::warn;

use crate::ports::Ports;
use crate::queue_item::QueueItem;

/// Puts `item` on its queue, to be taken up after `delay`.
pub async fn enqueue(ports: &Ports, item: &QueueItem, delay: Duration) {
    let (queue, thread, message_id) = match item {
        QueueItem::Thread(thread) => (&ports.thread_queue, thread, None),
        QueueItem::Send(key) => (&ports.send_queue, &key.thread, Some(&key.id)),
    };
    if let Err(fault) = queue.put(item, delay).await {
        let message_id = message_id.map(tracing::field::display);
        warn!(?thread, message_id, %fault, "not queued; the tick will requeue it");
    }
}
