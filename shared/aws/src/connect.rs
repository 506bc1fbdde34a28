//! Connects the engine's ports to AWS, or to endpoints that speak its wire.

use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::SystemTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::sdk_config;
use sms_engine::ports::clock::Clock;
use sms_engine::ports::{Gateways, Ports, Queue};
use sms_https::TrustError;

use crate::environment::Environment;
use crate::http::PooledClient;
use crate::{
    DynamoAudit, DynamoContacts, DynamoJobs, DynamoMessages, DynamoOutbox, DynamoSuppressions,
    DynamoTemplates, DynamoThreads, DynamoWork, Table,
};

/// Why there is no account to connect to.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("{0} is not set: Lambda sets it, and `invoke` of cargo-lambda")]
    Unset(&'static str),
    #[error(transparent)]
    Trust(#[from] TrustError),
}

/// How long a call to the store or to the queues may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallLimits {
    /// For TCP and TLS.
    pub connect: Duration,
    /// For each attempt, connecting included.
    pub attempt: Duration,
    /// For all attempts at one operation.
    pub operation: Duration,
}

impl Default for CallLimits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            attempt: Duration::from_secs(3),
            operation: Duration::from_secs(8),
        }
    }
}

impl CallLimits {
    /// The same limit for each of them.
    pub const fn all(limit: Duration) -> Self {
        Self {
            connect: limit,
            attempt: limit,
            operation: limit,
        }
    }

    fn timeouts(self) -> TimeoutConfig {
        TimeoutConfig::builder()
            .connect_timeout(self.connect)
            .operation_attempt_timeout(self.attempt)
            .operation_timeout(self.operation)
            .build()
    }
}

/// The SDK tries faults of the network again; throttling and conflicts are ours (`table.rs`), which
/// knows them also inside a transaction.
fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(50))
}

fn http_client(limits: CallLimits) -> Result<SharedHttpClient, TrustError> {
    Ok(SharedHttpClient::new(PooledClient::new(limits.connect)?))
}

/// What every configuration has.
fn base(
    credentials: Credentials,
    region: Region,
    limits: CallLimits,
) -> Result<sdk_config::Builder, TrustError> {
    Ok(SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http_client(limits)?)
        .sleep_impl(TokioSleep::new())
        .time_source(SystemTimeSource::new())
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .region(region)
        .timeout_config(limits.timeouts())
        .retry_config(retries()))
}

/// The account that a function's environment names, as Lambda sets it: region, session and, where
/// an emulator stands in for a service, its endpoint. No file is read and nobody is asked.
pub fn environment_config(
    variable: impl Fn(&str) -> Option<String>,
) -> Result<SdkConfig, ConnectError> {
    let environment = Environment::read(variable)?;
    let limits = CallLimits::default();
    let mut config = base(environment.credentials, environment.region, limits)?;
    config.set_endpoint_url(environment.endpoint_url);
    config.set_use_fips(environment.use_fips);
    config.set_use_dual_stack(environment.use_dual_stack);
    Ok(config.service_config(environment.endpoints).build())
}

/// The account that a person's machine names, with profiles, roles and credential processes as the
/// `aws` CLI finds them. What only the CLI can find, such as a sign-in by SSO, reaches it by
/// `credential_process = aws configure export-credentials` or by the environment.
#[cfg(feature = "profiles")]
pub async fn profile_config() -> Result<SdkConfig, ConnectError> {
    let limits = CallLimits::default();
    Ok(aws_config::defaults(BehaviorVersion::latest())
        .http_client(http_client(limits)?)
        .timeout_config(limits.timeouts())
        .retry_config(retries())
        .load()
        .await)
}

/// A service on this machine at `url`, which takes any credentials.
pub fn local_config(url: &str, limits: CallLimits) -> Result<SdkConfig, ConnectError> {
    let credentials = Credentials::new("local", "local", None, None, "local");
    Ok(base(credentials, Region::from_static("us-east-1"), limits)?
        .endpoint_url(url)
        .build())
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
