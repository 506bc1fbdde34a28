//! What a function states about itself: its name, what starts it, what it may use. The template, the
//! local runtime and the documentation are checked against it.

use std::fmt;
use std::future::Future;

use crate::http::{WebError, WebRequest, WebResponse};
use crate::ports::Ports;
use crate::queue_item::{MisplacedError, QueueItem};
use crate::settings::Reader;

/// What starts a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    Http {
        method: &'static str,
        path: &'static str,
    },
    Queue(QueueName),
    /// Every so many minutes.
    Schedule {
        minutes: u32,
    },
}

pub const fn get(path: &'static str) -> Trigger {
    let method = "GET";
    Trigger::Http { method, path }
}

pub const fn post(path: &'static str) -> Trigger {
    let method = "POST";
    Trigger::Http { method, path }
}

pub const fn every(minutes: u32) -> Trigger {
    Trigger::Schedule { minutes }
}

/// The queues, each with a dead-letter queue of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueName {
    /// Threads to answer.
    Work,
    /// Messages to send.
    Send,
}

impl QueueName {
    pub const ALL: [Self; 2] = [Self::Work, Self::Send];

    /// The setting that holds its URL.
    pub fn setting(self) -> &'static str {
        match self {
            Self::Work => "WORK_QUEUE_URL",
            Self::Send => "SEND_QUEUE_URL",
        }
    }
}

/// What a function uses of the world. It is given nothing else, and its permissions mirror it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Reads and writes rows. Its connection is opened while the function starts.
    Store,
    /// Asks whether the store is there, and reads no row.
    StoreStatus,
    Puts(QueueName),
    /// Asks whether the queue is there, and puts nothing on it.
    QueueStatus(QueueName),
    Carrier,
    /// Language models, where there is a key for them.
    Models,
}

/// A function that answers HTTP requests. Its fields are its configuration.
pub trait Endpoint: Sized + Send + Sync + 'static {
    const NAME: &'static str;
    const SUMMARY: &'static str;
    const TRIGGERS: &'static [Trigger];
    const USES: &'static [Use];

    /// `None` if a setting is missing or wrong: the reader knows which.
    fn configure(reader: &mut Reader<'_>) -> Option<Self>;

    fn handle(
        &self,
        ports: &Ports,
        request: &WebRequest,
    ) -> impl Future<Output = Result<WebResponse, WebError>> + Send;
}

/// A function that takes the items of a queue. Its fields are its configuration.
pub trait Consumer: Sized + Send + Sync + 'static {
    const NAME: &'static str;
    const SUMMARY: &'static str;
    const TRIGGERS: &'static [Trigger];
    const USES: &'static [Use];

    /// The items that belong on its queue.
    type Item: TryFrom<QueueItem, Error = MisplacedError> + Send;
    /// Why an item must come again.
    type Error: fmt::Display + Send;

    /// `None` if a setting is missing or wrong: the reader knows which.
    fn configure(reader: &mut Reader<'_>) -> Option<Self>;

    fn handle(
        &self,
        ports: &Ports,
        item: Self::Item,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;
}
