//! A standard queue in memory: visibility, delay, receive counts and dead letters as SQS has them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

/// A message as it waits.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) body: String,
    /// What its sender attached, as it came.
    pub(super) attributes: Option<Value>,
    pub(super) sent_at_ms: i64,
    pub(super) first_received_at_ms: Option<i64>,
    pub(super) receives: u32,
    visible_at: Instant,
}

impl Message {
    pub(super) fn new(
        id: String,
        body: String,
        attributes: Option<Value>,
        sent_at_ms: i64,
        visible_at: Instant,
    ) -> Self {
        Self {
            id,
            body,
            attributes,
            sent_at_ms,
            first_received_at_ms: None,
            receives: 0,
            visible_at,
        }
    }
}

/// One delivery of a message: its place, and which of its receives it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Receipt {
    place: u64,
    receive: u32,
}

impl Receipt {
    pub(super) fn to_handle(self) -> String {
        format!("{}-{}", self.place, self.receive)
    }

    pub(super) fn of_handle(handle: &str) -> Option<Self> {
        let (place, receive) = handle.split_once('-')?;
        Some(Self {
            place: place.parse().ok()?,
            receive: receive.parse().ok()?,
        })
    }
}

/// How many messages are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) visible: usize,
    pub(super) in_flight: usize,
    pub(super) delayed: usize,
}

/// The messages of a queue, in the order they came.
#[derive(Debug, Default)]
pub(super) struct Messages {
    by_place: BTreeMap<u64, Message>,
    next: u64,
}

impl Messages {
    pub(super) fn put(&mut self, message: Message) {
        self.by_place.insert(self.next, message);
        self.next += 1;
    }

    /// The next visible messages, invisible from now on for `visibility`.
    pub(super) fn take(
        &mut self,
        most: usize,
        visibility: Duration,
        now: Instant,
        now_ms: i64,
    ) -> Vec<(Receipt, Message)> {
        let visible = self
            .by_place
            .iter_mut()
            .filter(|(_, message)| message.visible_at <= now);
        visible
            .take(most)
            .map(|(place, message)| {
                message.receives += 1;
                message.visible_at = now + visibility;
                message.first_received_at_ms.get_or_insert(now_ms);
                let receipt = Receipt {
                    place: *place,
                    receive: message.receives,
                };
                (receipt, message.clone())
            })
            .collect()
    }

    /// Takes out the visible messages that were received `max_receives` times without a deletion.
    pub(super) fn exhausted(&mut self, max_receives: u32, now: Instant) -> Vec<Message> {
        self.by_place
            .extract_if(.., |_, message| {
                message.visible_at <= now && message.receives >= max_receives
            })
            .map(|(_, message)| message)
            .collect()
    }

    /// A receipt of an earlier receive deletes nothing.
    pub(super) fn delete(&mut self, receipt: Receipt) {
        let is_latest = |message: &Message| message.receives == receipt.receive;
        if self.by_place.get(&receipt.place).is_some_and(is_latest) {
            self.by_place.remove(&receipt.place);
        }
    }

    /// Whether the message is in flight under `receipt`.
    pub(super) fn hide(&mut self, receipt: Receipt, visibility: Duration, now: Instant) -> bool {
        let in_flight = self
            .by_place
            .get_mut(&receipt.place)
            .filter(|message| message.receives == receipt.receive && message.visible_at > now);
        let Some(message) = in_flight else {
            return false;
        };
        message.visible_at = now + visibility;
        true
    }

    pub(super) fn clear(&mut self) {
        self.by_place.clear();
    }

    pub(super) fn counts(&self, now: Instant) -> Counts {
        let mut counts = Counts::default();
        for message in self.by_place.values() {
            let state = if message.visible_at <= now {
                &mut counts.visible
            } else if message.receives > 0 {
                &mut counts.in_flight
            } else {
                &mut counts.delayed
            };
            *state += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VISIBILITY: Duration = Duration::from_secs(30);

    fn message(body: &str, visible_at: Instant) -> Message {
        Message::new(body.to_owned(), body.to_owned(), None, 1, visible_at)
    }

    fn bodies(taken: &[(Receipt, Message)]) -> Vec<&str> {
        taken.iter().map(|(_, m)| m.body.as_str()).collect()
    }

    #[test]
    fn a_message_comes_again_when_its_visibility_ends() {
        let (mut queue, now) = (Messages::default(), Instant::now());
        queue.put(message("a", now));
        queue.put(message("b", now));
        assert_eq!(bodies(&queue.take(1, VISIBILITY, now, 5)), ["a"]);
        assert_eq!(bodies(&queue.take(9, VISIBILITY, now, 6)), ["b"]);
        assert!(queue.take(9, VISIBILITY, now, 7).is_empty());
        let again = queue.take(9, VISIBILITY, now + VISIBILITY, 8);
        assert_eq!(bodies(&again), ["a", "b"]);
        let (_, first) = &again[0];
        assert_eq!((first.receives, first.first_received_at_ms), (2, Some(5)));
    }

    #[test]
    fn only_the_latest_receipt_counts() {
        let (mut queue, now) = (Messages::default(), Instant::now());
        queue.put(message("a", now));
        let (old, _) = queue.take(1, VISIBILITY, now, 1)[0].clone();
        let later = now + VISIBILITY;
        let (new, _) = queue.take(1, VISIBILITY, later, 2)[0].clone();
        queue.delete(old);
        assert!(!queue.hide(old, VISIBILITY, later));
        assert_eq!(queue.counts(later).in_flight, 1);
        assert!(queue.hide(new, Duration::ZERO, later));
        assert!(!queue.hide(new, VISIBILITY, later), "it is not in flight");
        queue.delete(new);
        assert_eq!(queue.counts(later), Counts::default());
        assert_eq!(Receipt::of_handle(&new.to_handle()), Some(new));
    }

    #[test]
    fn a_delayed_message_waits() {
        let (mut queue, now) = (Messages::default(), Instant::now());
        queue.put(message("a", now + VISIBILITY));
        assert!(queue.take(1, VISIBILITY, now, 1).is_empty());
        assert_eq!(queue.counts(now).delayed, 1);
        assert_eq!(queue.counts(now + VISIBILITY).visible, 1);
    }

    #[test]
    fn what_was_received_too_often_is_taken_out() {
        let (mut queue, now) = (Messages::default(), Instant::now());
        queue.put(message("a", now));
        queue.take(1, VISIBILITY, now, 1);
        assert!(queue.exhausted(1, now).is_empty(), "it is in flight");
        assert!(queue.exhausted(2, now + VISIBILITY).is_empty());
        let dead = queue.exhausted(1, now + VISIBILITY);
        assert_eq!(dead.len(), 1);
        assert_eq!(queue.counts(now), Counts::default());
    }
}
