//! Connects the engine's ports to AWS, or to endpoints that speak its wire.

use std::sync::Arc;
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::Credentials;
use sms_engine::ports::clock::Clock;
use sms_engine::ports::{Gateways, Ports, Queue};

use crate::{
    DynamoAudit, DynamoContacts, DynamoJobs, DynamoMessages, DynamoOutbox, DynamoSuppressions,
    DynamoTemplates, DynamoThreads, DynamoWork, Table,
};

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(8))
        .build()
}

/// The SDK tries faults of the network again; throttling and conflicts are ours (`table.rs`), which
/// knows them also inside a transaction.
fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(50))
}

/// The account that the environment names: region, credentials and endpoints as the SDK finds them.
pub async fn environment_config() -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .timeout_config(timeouts())
        .retry_config(retries())
        .load()
        .await
}

/// A service on this machine at `url`, which takes any credentials.
pub async fn local_config(url: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"))
        .endpoint_url(url)
        .timeout_config(timeouts())
        .retry_config(retries())
        .load()
        .await
}

/// The engine's ports on `table` and two queues.
pub fn ports(
    table: &Table,
    thread_queue: Arc<dyn Queue>,
    send_queue: Arc<dyn Queue>,
    gateways: Gateways,
    clock: Arc<dyn Clock>,
) -> Ports {
    let Gateways { carrier, models } = gateways;
    Ports {
        clock,
        messages: Arc::new(DynamoMessages::new(table.clone())),
        threads: Arc::new(DynamoThreads::new(table.clone())),
        outbox: Arc::new(DynamoOutbox::new(table.clone())),
        work: Arc::new(DynamoWork::new(table.clone())),
        audit: Arc::new(DynamoAudit::new(table.clone())),
        templates: Arc::new(DynamoTemplates::new(table.clone())),
        suppressions: Arc::new(DynamoSuppressions::new(table.clone())),
        contacts: Arc::new(DynamoContacts::new(table.clone())),
        jobs: Arc::new(DynamoJobs::new(table.clone())),
        thread_queue,
        send_queue,
        carrier,
        models,
    }
}

/// The client of the store.
pub fn store_client(config: &SdkConfig) -> aws_sdk_dynamodb::Client {
    aws_sdk_dynamodb::Client::new(config)
}

/// The client of the queues.
pub fn queue_client(config: &SdkConfig) -> aws_sdk_sqs::Client {
    aws_sdk_sqs::Client::new(config)
}
