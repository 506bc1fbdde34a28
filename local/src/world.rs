//! Store and queues on this machine: embedded in this process, or those of a running engine.

use std::path::PathBuf;
use std::sync::Arc;

use aws_sdk_sqs::types::QueueAttributeName;
use sms_aws::causes;
use sms_aws::connect::{self, CallLimits, ConnectError};
use sms_aws::{Meter, SqsQueue, Table, schema};
use sms_engine::ports::clock::Clock;
use sms_engine::ports::{Gateways, Ports, StoreError};

use crate::embedded::EmbeddedError;
use crate::embedded::queues::EmbeddedQueues;
use crate::embedded::store::EmbeddedStore;

/// Where store and queues are to be found.
#[derive(Debug, Clone)]
pub struct WorldOptions {
    /// The store's file; `None` keeps nothing.
    pub data_file: Option<PathBuf>,
    /// Loopback ports to serve on; 0 takes any.
    pub store_port: u16,
    pub queue_port: u16,
    /// Endpoints of another process to use instead.
    pub store_url: Option<String>,
    pub queue_url: Option<String>,
    pub table: String,
    /// For each call to either.
    pub limits: CallLimits,
}

/// Why there is no store or queue.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error("the queues cannot be made: {0}")]
    Queues(String),
}

/// A store and two queues, ready.
#[derive(Debug)]
pub struct World {
    pub store_url: String,
    pub queue_url: String,
    pub table: Table,
    pub work: SqsQueue,
    pub send: SqsQueue,
    pub sqs: aws_sdk_sqs::Client,
    pub work_url: String,
    pub send_url: String,
    pub meter: Arc<Meter>,
    store: Option<EmbeddedStore>,
    queues: Option<EmbeddedQueues>,
}

impl World {
    /// Starts or finds the store and the queues, and makes table and queues where they are not.
    pub async fn open(options: &WorldOptions) -> Result<Self, WorldError> {
        let store = match &options.store_url {
            Some(_) => None,
            None => {
                Some(EmbeddedStore::start(options.data_file.as_deref(), options.store_port).await?)
            }
        };
        let queues = match &options.queue_url {
            Some(_) => None,
            None => Some(EmbeddedQueues::start(options.queue_port).await?),
        };
        let url = |given: &Option<String>, embedded: Option<&str>| {
            given
                .clone()
                .or_else(|| embedded.map(str::to_owned))
                .unwrap_or_default()
        };
        let store_url = url(&options.store_url, store.as_ref().map(EmbeddedStore::url));
        let queue_url = url(&options.queue_url, queues.as_ref().map(EmbeddedQueues::url));

        let config = connect::local_config(&store_url, options.limits)?;
        schema::create_table(&connect::store_client(&config), &options.table).await?;
        let meter = Arc::new(Meter::default());
        let table = Table::new(&config, &options.table, Some(Arc::clone(&meter)));

        let config = connect::local_config(&queue_url, options.limits)?;
        let sqs = connect::queue_client(&config);
        let work_url = make_queue(&sqs, "sms-work").await?;
        let send_url = make_queue(&sqs, "sms-send").await?;
        Ok(Self {
            work: SqsQueue::new(&config, &work_url),
            send: SqsQueue::new(&config, &send_url),
            store_url,
            queue_url,
            table,
            sqs,
            work_url,
            send_url,
            meter,
            store,
            queues,
        })
    }

    /// The engine's ports on it.
    pub fn ports(&self, gateways: Gateways, clock: Arc<dyn Clock>) -> Ports {
        let (work, send) = (Arc::new(self.work.clone()), Arc::new(self.send.clone()));
        connect::ports(&self.table, work, send, gateways, clock)
    }

    /// Stops what this process serves.
    pub async fn close(self) {
        if let Some(queues) = self.queues {
            queues.stop().await;
        }
        if let Some(store) = self.store {
            store.stop().await;
        }
    }
}

/// Makes a queue with its dead-letter queue, as `template.yaml` does, or finds it.
async fn make_queue(sqs: &aws_sdk_sqs::Client, name: &str) -> Result<String, WorldError> {
    let failed = |fault: String| WorldError::Queues(fault);
    let dead = sqs
        .create_queue()
        .queue_name(format!("{name}-dlq"))
        .send()
        .await
        .map_err(|fault| failed(causes(&fault)))?;
    let attributes = sqs
        .get_queue_attributes()
        .set_queue_url(dead.queue_url)
        .attribute_names(QueueAttributeName::QueueArn)
        .send()
        .await
        .map_err(|fault| failed(causes(&fault)))?;
    let arn = attributes
        .attributes()
        .and_then(|attributes| attributes.get(&QueueAttributeName::QueueArn).cloned())
        .unwrap_or_default();
    let redrive =
        serde_json::json!({"deadLetterTargetArn": arn, "maxReceiveCount": "5"}).to_string();
    let queue = sqs
        .create_queue()
        .queue_name(name)
        .attributes(QueueAttributeName::RedrivePolicy, redrive)
        .attributes(QueueAttributeName::VisibilityTimeout, "60")
        .send()
        .await
        .map_err(|fault| failed(causes(&fault)))?;
    queue
        .queue_url
        .ok_or_else(|| failed(format!("no URL for {name}")))
}
