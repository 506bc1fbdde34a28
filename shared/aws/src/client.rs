//! Calls of the AWS SDK. Its clients put some fifteen plugins together, resolve the endpoint and spell
//! out who they are anew at each call, which costs more than the call. Here each operation does so once.

use std::error::Error;
use std::fmt::Debug;
use std::marker::PhantomData;
use std::sync::OnceLock;

use aws_runtime::auth::SigV4OperationSigningConfig;
use aws_runtime::auth::sigv4::{SCHEME_ID, SigV4AuthScheme};
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_smithy_async::rt::sleep::default_async_sleep;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::orchestrator::{AuthSchemeAndEndpointOrchestrationV2, invoke};
use aws_smithy_runtime::client::retries::classifiers::HttpStatusCodeClassifier;
use aws_smithy_runtime::client::retries::strategy::StandardRetryStrategy;
use aws_smithy_runtime::client::retries::{RetryPartition, TokenBucket};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::auth::static_resolver::{
    StaticAuthSchemeOptionResolver, StaticAuthSchemeOptionResolverParams,
};
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::identity::SharedIdentityCache;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    Error as ErasedError, Input,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::{CreateUnhandledError, SdkError};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugin, RuntimePlugins, StaticRuntimePlugin,
};
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedRequestSerializer};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::SigningName;
use aws_types::region::SigningRegion;
use aws_types::service_config::ServiceConfigKey;
use tracing::Instrument as _;

use crate::table::causes;

/// What the service learns of us.
const USER_AGENT: &str = concat!("sms-engine/", env!("CARGO_PKG_VERSION"), " aws-sdk-rust");

/// An operation as the SDK has it: how it is written and read, and the types of both.
pub(crate) trait Operation: RuntimePlugin + Default {
    const NAME: &'static str;
    type Input: Debug + Send + Sync + 'static;
    type Output: Debug + Send + Sync + 'static;
    type Error: Error + CreateUnhandledError + Send + Sync + 'static;
}

/// Names operations of a crate of the SDK.
macro_rules! operations {
    ($sdk:ident: $($module:ident::$operation:ident, $input:ident, $output:ident, $error:ident;)+) => {$(
        impl $crate::client::Operation for $sdk::operation::$module::$operation {
            const NAME: &'static str = stringify!($operation);
            type Input = $sdk::operation::$module::$input;
            type Output = $sdk::operation::$module::$output;
            type Error = $sdk::operation::$module::$error;
        }
    )+};
}
pub(crate) use operations;

/// One of the SDK's services, for an account and a region: what its operations share.
#[derive(Debug)]
pub(crate) struct Service {
    name: &'static str,
    components: RuntimeComponentsBuilder,
    signing: SigV4OperationSigningConfig,
    retries: RetryConfig,
    timeouts: TimeoutConfig,
    quota: TokenBucket,
}

/// One of the SDK's services as its model describes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Described {
    /// As in its own settings, such as `AWS_ENDPOINT_URL_SQS`.
    pub(crate) id: &'static str,
    pub(crate) signing_name: &'static str,
}

/// An operation of a service on an account.
#[derive(Debug)]
pub(crate) struct Call<O> {
    service: &'static str,
    plugins: RuntimePlugins,
    serializer: Option<SharedRequestSerializer>,
    operation: PhantomData<fn() -> O>,
}

/// A request as it goes over the wire, before its endpoint, date and signature. It may go more than
/// once, without what it was made of.
#[derive(Debug)]
pub(crate) struct Written<O> {
    request: HttpRequest,
    operation: PhantomData<fn() -> O>,
}

impl<O> Written<O> {
    /// The same request with `new` wherever its body has `old`.
    pub(crate) fn with(&self, old: &str, new: &str) -> Result<Self, BoxError> {
        let mut request = self.request.try_clone().ok_or(NOT_IN_MEMORY)?;
        let body = request.body().bytes().ok_or(NOT_IN_MEMORY)?;
        let body = std::str::from_utf8(body)?.replace(old, new);
        request
            .headers_mut()
            .try_insert("content-length", body.len().to_string())?;
        *request.body_mut() = SdkBody::from(body);
        Ok(Self {
            request,
            operation: PhantomData,
        })
    }
}

const NOT_IN_MEMORY: &str = "the request is not in memory";

impl Service {
    /// `endpoint` resolves the service's endpoint. It is asked until it once succeeds.
    pub(crate) fn new(
        config: &SdkConfig,
        service: Described,
        endpoint: impl ResolveEndpoint + 'static,
    ) -> Self {
        let mut components = RuntimeComponentsBuilder::new(service.id)
            .with_auth_scheme(SigV4AuthScheme::new())
            .with_auth_scheme_option_resolver(Some(StaticAuthSchemeOptionResolver::new(vec![
                SCHEME_ID,
            ])))
            .with_endpoint_resolver(Some(ResolvedOnce::new(endpoint)))
            .with_http_client(config.http_client())
            .with_identity_cache(Some(identity_cache(config)))
            .with_interceptor(SharedInterceptor::permanent(Ours))
            .with_interceptor(SharedInterceptor::permanent(
                RecursionDetectionInterceptor::new(),
            ))
            .with_interceptor(ServiceClockSkewInterceptor::new())
            .with_retry_classifier(HttpStatusCodeClassifier::default())
            .with_retry_strategy(Some(StandardRetryStrategy::new()))
            .with_sleep_impl(config.sleep_impl().or_else(default_async_sleep))
            .with_time_source(Some(config.time_source().unwrap_or_default()));
        if let Some(credentials) = config.credentials_provider() {
            components.set_identity_resolver(SCHEME_ID, credentials);
        }
        Self {
            name: service.id,
            components,
            signing: SigV4OperationSigningConfig {
                region: config.region().cloned().map(SigningRegion::from),
                name: Some(SigningName::from_static(service.signing_name)),
                ..SigV4OperationSigningConfig::default()
            },
            retries: config
                .retry_config()
                .cloned()
                .unwrap_or_else(RetryConfig::standard),
            timeouts: config
                .timeout_config()
                .cloned()
                .unwrap_or_else(TimeoutConfig::disabled),
            quota: TokenBucket::default(),
        }
    }

    pub(crate) fn call<O: Operation>(&self) -> Call<O> {
        let operation = O::default();
        let none = RuntimeComponentsBuilder::new(O::NAME);
        let mut components = self.components.clone();
        // Of what an operation brings, its errors that may be tried again are all we need. Its
        // interceptors describe endpoints, and watch streams that ours have not.
        for classifier in operation.runtime_components(&none).retry_classifiers() {
            components.push_retry_classifier(classifier);
        }
        let mut layer = Layer::new(O::NAME);
        layer.store_put(self.signing.clone());
        layer.store_put(self.retries.clone());
        layer.store_put(self.timeouts.clone());
        layer.store_put(self.quota.clone());
        layer.store_put(RetryPartition::new(self.name));
        layer.store_put(SharedRequestSerializer::new(AlreadyWritten));
        layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
        layer.store_put(StalledStreamProtectionConfig::disabled());
        layer.store_put(AuthSchemeOptionResolverParams::from(
            StaticAuthSchemeOptionResolverParams::new(),
        ));
        let ours = StaticRuntimePlugin::new()
            .with_config(layer.freeze())
            .with_runtime_components(components);
        let mut plugins = RuntimePlugins::new();
        let mut serializer = None;
        if let Some(config) = operation.config() {
            serializer = config.load::<SharedRequestSerializer>().cloned();
            let theirs = StaticRuntimePlugin::new()
                .with_order(Order::Defaults)
                .with_config(config);
            plugins = plugins.with_client_plugin(theirs);
        }
        Call {
            service: self.name,
            plugins: plugins.with_client_plugin(ours),
            serializer,
            operation: PhantomData,
        }
    }
}

impl<O: Operation> Call<O> {
    /// Sends a request once it is written.
    pub(crate) async fn send(
        &self,
        input: O::Input,
    ) -> Result<O::Output, SdkError<O::Error, HttpResponse>> {
        let written = self.write(input).map_err(SdkError::construction_failure)?;
        self.invoke(written.request).await
    }

    pub(crate) fn write(&self, input: O::Input) -> Result<Written<O>, BoxError> {
        let serializer = self.serializer.as_ref().ok_or("no way to write it")?;
        let request = serializer.serialize_input(Input::erase(input), &mut ConfigBag::base())?;
        Ok(Written {
            request,
            operation: PhantomData,
        })
    }

    pub(crate) async fn send_written(
        &self,
        written: &Written<O>,
    ) -> Result<O::Output, SdkError<O::Error, HttpResponse>> {
        let request = written.request.try_clone();
        let request = request.ok_or_else(|| SdkError::construction_failure(NOT_IN_MEMORY))?;
        self.invoke(request).await
    }

    async fn invoke(
        &self,
        request: HttpRequest,
    ) -> Result<O::Output, SdkError<O::Error, HttpResponse>> {
        let output = invoke(self.service, O::NAME, Input::erase(request), &self.plugins)
            .instrument(tracing::debug_span!("call", operation = O::NAME))
            .await
            .map_err(|fault| fault.map_service_error(typed))?;
        output
            .downcast::<O::Output>()
            .map_err(|_| SdkError::construction_failure("an answer of another operation"))
    }
}

/// Takes requests as they are: they were written before.
#[derive(Debug)]
struct AlreadyWritten;

impl SerializeRequest for AlreadyWritten {
    fn serialize_input(
        &self,
        input: Input,
        _config: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        input
            .downcast::<HttpRequest>()
            .map_err(|_| "a request of another operation".into())
    }
}

fn typed<E>(fault: ErasedError) -> E
where
    E: Error + CreateUnhandledError + Send + Sync + 'static,
{
    match fault.downcast::<E>() {
        Ok(fault) => fault,
        Err(other) => E::create_unhandled_error(Box::new(other), None),
    }
}

/// The endpoint that the settings name for the service: its own, or that of all.
pub(crate) fn endpoint_url(config: &SdkConfig, service: Described) -> Option<String> {
    let of_all = || config.endpoint_url().map(str::to_owned);
    // As the SDK's clients do: what the program says comes before what is around it.
    if config.get_origin("endpoint_url").is_client_config() {
        return of_all();
    }
    let key = ServiceConfigKey::builder()
        .service_id(service.id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok();
    config
        .service_config()
        .zip(key)
        .and_then(|(settings, key)| settings.load_config(key))
        .or_else(of_all)
}

fn identity_cache(config: &SdkConfig) -> SharedIdentityCache {
    config
        .identity_cache()
        .unwrap_or_else(|| IdentityCache::lazy().build())
}

/// Asks for an endpoint until there is one, and gives that from then on.
#[derive(Debug)]
struct ResolvedOnce<R> {
    resolver: R,
    endpoint: OnceLock<Endpoint>,
}

impl<R> ResolvedOnce<R> {
    fn new(resolver: R) -> Self {
        Self {
            resolver,
            endpoint: OnceLock::new(),
        }
    }
}

impl<R: ResolveEndpoint> ResolveEndpoint for ResolvedOnce<R> {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        if let Some(endpoint) = self.endpoint.get() {
            return EndpointFuture::ready(Ok(endpoint.clone()));
        }
        EndpointFuture::new(async move {
            let endpoint = self.resolver.resolve_endpoint(params).await?;
            Ok(self.endpoint.get_or_init(|| endpoint).clone())
        })
    }
}

/// A resolver of the SDK with the parameters of our settings, which no call changes.
#[derive(Debug)]
pub(crate) struct FromParams {
    resolver: SharedEndpointResolver,
    params: Result<EndpointResolverParams, String>,
}

impl FromParams {
    pub(crate) fn new<P, E>(resolver: SharedEndpointResolver, params: Result<P, E>) -> Self
    where
        P: Debug + Send + Sync + 'static,
        E: Error,
    {
        Self {
            resolver,
            params: params
                .map(EndpointResolverParams::new)
                .map_err(|fault| causes(&fault)),
        }
    }
}

impl ResolveEndpoint for FromParams {
    fn resolve_endpoint<'a>(&'a self, _params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match &self.params {
            Ok(params) => self.resolver.resolve_endpoint(params),
            Err(fault) => EndpointFuture::ready(Err(fault.clone().into())),
        }
    }
}

/// What the SDK needs of each call, and what the service learns of us.
#[derive(Debug)]
struct Ours;

#[dyn_dispatch_hint]
impl Intercept for Ours {
    fn name(&self) -> &'static str {
        "Ours"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let params = EndpointResolverParams::new(());
        config.interceptor_state().store_put(params);
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        headers.try_insert("user-agent", USER_AGENT)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use aws_credential_types::Credentials;
    use aws_credential_types::provider::SharedCredentialsProvider;
    use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
    use aws_sdk_dynamodb::operation::describe_table::{DescribeTable, DescribeTableInput};
    use aws_smithy_runtime_api::client::http::{
        HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
    };
    use aws_smithy_runtime_api::client::result::ConnectorError;
    use aws_types::sdk_config;

    use super::*;
    use crate::store::Store;

    /// Status and body; `None` is a connection that breaks.
    type Answer = Option<(u16, &'static str)>;

    /// Answers with what it is given, then with an empty object, and keeps what was asked.
    #[derive(Debug, Clone, Default)]
    struct Fake {
        answers: Arc<Mutex<Vec<Answer>>>,
        asked: Arc<Mutex<Vec<HttpRequest>>>,
    }

    impl Fake {
        /// The last one comes first.
        fn answering(answers: &[Answer]) -> Self {
            Self {
                answers: Arc::new(Mutex::new(answers.to_vec())),
                ..Self::default()
            }
        }

        fn config(&self) -> sdk_config::Builder {
            let connector = SharedHttpConnector::new(self.clone());
            SdkConfig::builder()
                .behavior_version(BehaviorVersion::latest())
                .http_client(http_client_fn(move |_, _| connector.clone()))
                .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
                    "AKIA",
                    "secret",
                    Some("session".into()),
                    None,
                    "test",
                )))
                .region(Region::new("eu-west-1"))
                .retry_config(
                    RetryConfig::standard()
                        .with_max_attempts(3)
                        .with_initial_backoff(Duration::from_millis(1)),
                )
        }

        fn asked(&self) -> Vec<HttpRequest> {
            std::mem::take(&mut self.asked.lock().unwrap())
        }
    }

    impl HttpConnector for Fake {
        fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
            self.asked.lock().unwrap().push(request);
            let answer = self.answers.lock().unwrap().pop();
            let Some((status, body)) = answer.unwrap_or(Some((200, "{}"))) else {
                let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
                return HttpConnectorFuture::ready(Err(ConnectorError::io(broken.into())));
            };
            let status = status.try_into().unwrap();
            HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(body))))
        }
    }

    fn describe() -> DescribeTableInput {
        let input = DescribeTableInput::builder().table_name("t");
        input.build().unwrap()
    }

    #[tokio::test]
    async fn a_call_asks_what_the_sdks_client_asks_where_it_asks() {
        let plain = || Fake::default().config();
        let settings: [fn(sdk_config::Builder) -> sdk_config::Builder; 7] = [
            |config| config,
            |config| config.region(Region::new("cn-north-1")),
            |config| config.region(Region::new("us-gov-west-1")).use_fips(true),
            |config| config.use_dual_stack(true),
            |config| config.endpoint_url("http://127.0.0.1:1"),
            |config| config.endpoint_url("https://proxy.example.com/store"),
            |config| config.region(Region::new("us-iso-east-1")),
        ];
        let mut hosts = std::collections::HashSet::new();
        for set in settings {
            assert!(set(plain()).build().region().is_some());
            let fake = Fake::default();
            let config = set(fake.config()).build();
            let ours = Store::new(&config).describe.send(describe()).await;
            ours.unwrap();
            let theirs = aws_sdk_dynamodb::Client::new(&config);
            theirs
                .describe_table()
                .table_name("t")
                .send()
                .await
                .unwrap();
            let asked = fake.asked();
            let [ours, theirs] = asked.as_slice() else {
                panic!("{asked:?}")
            };
            assert_eq!(ours.uri(), theirs.uri());
            assert_eq!(ours.method(), theirs.method());
            assert_eq!(ours.body().bytes(), theirs.body().bytes());
            for name in [
                "content-type",
                "content-length",
                "x-amz-target",
                "x-amz-security-token",
            ] {
                let value = ours.headers().get(name);
                assert!(
                    value.is_some() && value == theirs.headers().get(name),
                    "{name}"
                );
            }
            // Key, day, region and service; what else is signed differs with the headers.
            let scope = |request: &HttpRequest| {
                let signed = request.headers().get("authorization").unwrap();
                signed.split(',').next().unwrap().to_owned()
            };
            assert_eq!(scope(ours), scope(theirs));
            hosts.insert(ours.uri().to_owned());
        }
        assert_eq!(hosts.len(), 7);
    }

    #[tokio::test]
    async fn the_endpoint_is_resolved_until_it_is_known_and_no_more() {
        #[derive(Debug, Clone, Default)]
        struct Counted(Arc<AtomicUsize>);
        impl ResolveEndpoint for Counted {
            fn resolve_endpoint<'a>(&'a self, _: &'a EndpointResolverParams) -> EndpointFuture<'a> {
                EndpointFuture::ready(match self.0.fetch_add(1, Ordering::SeqCst) {
                    0 => Err("not yet".into()),
                    _ => Ok(Endpoint::builder().url("http://127.0.0.1:1").build()),
                })
            }
        }
        let (fake, counted) = (Fake::default(), Counted::default());
        let service = Described {
            id: "DynamoDB",
            signing_name: "dynamodb",
        };
        let service = Service::new(&fake.config().build(), service, counted.clone());
        let call: Call<DescribeTable> = service.call();
        call.send(describe()).await.unwrap_err();
        for _ in 0..3 {
            call.send(describe()).await.unwrap();
        }
        assert_eq!(counted.0.load(Ordering::SeqCst), 2);
        assert_eq!(fake.asked().len(), 3);
    }

    #[tokio::test]
    async fn faults_that_pass_are_tried_again_and_others_are_not() {
        let invalid = Some((
            400,
            r#"{"__type":"com.amazon.coral.validate#ValidationException","message":"no"}"#,
        ));
        for (answers, asked, is_answered) in [
            (vec![], 1, true),
            (vec![None, Some((500, "{}"))], 3, true),
            (vec![None, Some((503, "{}")), None], 3, false),
            (vec![invalid], 1, false),
        ] {
            let fake = Fake::answering(&answers);
            let store = Store::new(&fake.config().build());
            let sent = store.describe.send(describe()).await;
            assert_eq!(sent.is_ok(), is_answered, "{answers:?}: {sent:?}");
            assert_eq!(fake.asked().len(), asked, "{answers:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_does_not_come_ends_at_the_limit() {
        #[derive(Debug)]
        struct Silent;
        impl HttpConnector for Silent {
            fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
                HttpConnectorFuture::new(std::future::pending())
            }
        }
        let silent = SharedHttpConnector::new(Silent);
        let config = Fake::default()
            .config()
            .http_client(http_client_fn(move |_, _| silent.clone()))
            .timeout_config(
                TimeoutConfig::builder()
                    .operation_attempt_timeout(Duration::from_millis(5))
                    .build(),
            )
            .build();
        let sent = Store::new(&config).describe.send(describe()).await;
        assert!(matches!(sent, Err(SdkError::TimeoutError(_))), "{sent:?}");
    }

    #[tokio::test]
    async fn what_is_written_once_goes_twice_and_with_another_token_where_it_must() {
        let fake = Fake::default();
        let store = Store::new(&fake.config().build());
        let input =
            aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsInput::builder()
                .client_request_token("old-token")
                .set_transact_items(Some(Vec::new()))
                .build()
                .unwrap();
        let written = store.transact.write(input).unwrap();
        store.transact.send_written(&written).await.unwrap();
        store.transact.send_written(&written).await.unwrap();
        let renewed = written.with("old-token", "a-new-token").unwrap();
        store.transact.send_written(&renewed).await.unwrap();
        let asked = fake.asked();
        let bodies: Vec<&str> = asked
            .iter()
            .map(|request| std::str::from_utf8(request.body().bytes().unwrap()).unwrap())
            .collect();
        assert_eq!(bodies[0], bodies[1]);
        assert_eq!(bodies[2], bodies[0].replace("old-token", "a-new-token"));
        assert!(bodies[0].contains("old-token"));
        for (request, body) in asked.iter().zip(bodies) {
            let length = body.len().to_string();
            assert_eq!(
                request.headers().get("content-length"),
                Some(length.as_str())
            );
        }
    }
}
