//! What the queues carry: where to look, never what to do. The store holds the truth.

use serde::{Deserialize, Serialize};
use sms_domain::address::Address;
use sms_domain::message::MessageKey;

/// One piece of work, named by its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QueueItem {
    /// Answer what is unanswered in this thread.
    Thread(Address),
    /// Send this message.
    #[serde(with = "send_key")]
    Send(MessageKey),
}

/// A queue body that is no job: version 1 is `{"v":1,"thread":…}` or `{"v":1,"send":{…}}`.
#[derive(Debug, thiserror::Error)]
pub enum QueueItemError {
    #[error("the queue body is not a valid item: {0}")]
    Unreadable(#[from] serde_json::Error),
    #[error("the item has version {0}, this function reads version 1")]
    Version(u32),
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    v: u32,
    #[serde(flatten)]
    job: QueueItem,
}

/// An item of the other queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the item belongs on another queue")]
pub struct MisplacedError;

impl TryFrom<QueueItem> for Address {
    type Error = MisplacedError;

    fn try_from(item: QueueItem) -> Result<Self, MisplacedError> {
        match item {
            QueueItem::Thread(thread) => Ok(thread),
            QueueItem::Send(_) => Err(MisplacedError),
        }
    }
}

impl TryFrom<QueueItem> for MessageKey {
    type Error = MisplacedError;

    fn try_from(item: QueueItem) -> Result<Self, MisplacedError> {
        match item {
            QueueItem::Send(key) => Ok(key),
            QueueItem::Thread(_) => Err(MisplacedError),
        }
    }
}

impl QueueItem {
    pub fn send(key: &MessageKey) -> Self {
        Self::Send(key.clone())
    }

    pub fn to_body(&self) -> Result<String, QueueItemError> {
        Ok(serde_json::to_string(&Envelope {
            v: 1,
            job: self.clone(),
        })?)
    }

    pub fn from_body(body: &str) -> Result<Self, QueueItemError> {
        #[derive(Deserialize)]
        struct Version {
            v: u32,
        }
        let Version { v } = serde_json::from_str(body)?;
        if v != 1 {
            return Err(QueueItemError::Version(v));
        }
        Ok(serde_json::from_str::<Envelope>(body)?.job)
    }
}

/// The key of a send, as bodies on the queues have it: `{"thread":…,"message":…}`.
mod send_key {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use sms_domain::address::Address;
    use sms_domain::message::{MessageId, MessageKey};

    #[derive(Serialize)]
    struct Written<'a> {
        thread: &'a Address,
        message: &'a MessageId,
    }

    #[derive(Deserialize)]
    struct Read {
        thread: Address,
        message: MessageId,
    }

    pub(super) fn serialize<S: Serializer>(
        key: &MessageKey,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Written {
            thread: &key.thread,
            message: &key.id,
        }
        .serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<MessageKey, D::Error> {
        let Read { thread, message } = Read::deserialize(deserializer)?;
        Ok(MessageKey {
            thread,
            id: message,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_read_back_and_others_do_not() {
        let thread = QueueItem::Thread("+13055550123".parse().unwrap());
        assert_eq!(
            thread.to_body().unwrap(),
            r#"{"v":1,"thread":"+13055550123"}"#
        );
        let send = QueueItem::Send(MessageKey {
            thread: "+13055550123".parse().unwrap(),
            id: "01JD0000000000000000000000-r".parse().unwrap(),
        });
        assert_eq!(
            send.to_body().unwrap(),
            r#"{"v":1,"send":{"thread":"+13055550123","message":"01JD0000000000000000000000-r"}}"#
        );
        for job in [thread, send] {
            assert_eq!(QueueItem::from_body(&job.to_body().unwrap()).unwrap(), job);
        }
        assert!(matches!(
            QueueItem::from_body("{"),
            Err(QueueItemError::Unreadable(_))
        ));
        assert!(matches!(
            QueueItem::from_body(r#"{"v":2,"x":1}"#),
            Err(QueueItemError::Version(2))
        ));
    }
}
