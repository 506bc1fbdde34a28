//! What a `ClientRequestToken` means at the embedded store is what it means on AWS.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends at the first surprise"
)]

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem, Update};
use sms_aws::{connect, schema};
use sms_local::embedded::store::EmbeddedStore;

const TABLE: &str = "sms-engine";

struct Store {
    client: Client,
    _store: EmbeddedStore,
}

impl Store {
    async fn new() -> Self {
        let store = EmbeddedStore::start(None, 0).await.unwrap();
        let client = connect::store_client(
            &connect::local_config(store.url(), connect::CallLimits::default()).unwrap(),
        );
        schema::create_table(&client, TABLE).await.unwrap();
        Self {
            client,
            _store: store,
        }
    }

    /// Adds `step` to the counter under `token`.
    async fn add(&self, token: &str, step: u32) -> Result<(), SdkError<TransactWriteItemsError>> {
        let update = Update::builder()
            .table_name(TABLE)
            .key("pk", AttributeValue::S("COUNT".into()))
            .key("sk", AttributeValue::S("COUNT".into()))
            .update_expression("ADD done :step")
            .expression_attribute_values(":step", AttributeValue::N(step.to_string()))
            .build()
            .unwrap();
        self.transact(token, TransactWriteItem::builder().update(update).build())
            .await
    }

    /// Puts a row that must not exist yet.
    async fn create(&self, token: &str) -> Result<(), SdkError<TransactWriteItemsError>> {
        let put = Put::builder()
            .table_name(TABLE)
            .item("pk", AttributeValue::S("ROW".into()))
            .item("sk", AttributeValue::S("ROW".into()))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .unwrap();
        self.transact(token, TransactWriteItem::builder().put(put).build())
            .await
    }

    async fn transact(
        &self,
        token: &str,
        write: TransactWriteItem,
    ) -> Result<(), SdkError<TransactWriteItemsError>> {
        self.client
            .transact_write_items()
            .client_request_token(token)
            .transact_items(write)
            .send()
            .await
            .map(|_| ())
    }

    async fn counted(&self) -> String {
        let row = self
            .client
            .get_item()
            .table_name(TABLE)
            .key("pk", AttributeValue::S("COUNT".into()))
            .key("sk", AttributeValue::S("COUNT".into()))
            .send()
            .await
            .unwrap();
        let row = row.item.unwrap();
        row.get("done").unwrap().as_n().unwrap().clone()
    }
}

#[tokio::test]
async fn a_transaction_repeated_with_its_token_is_done_once() {
    let store = Store::new().await;
    for _ in 0..3 {
        store.add("one", 5).await.unwrap();
    }
    assert_eq!(store.counted().await, "5");
    store.add("two", 5).await.unwrap();
    assert_eq!(store.counted().await, "10");
}

#[tokio::test]
async fn a_token_with_another_transaction_is_refused() {
    let store = Store::new().await;
    store.add("one", 5).await.unwrap();
    let refused = store.add("one", 6).await.unwrap_err();
    assert!(matches!(
        refused.as_service_error(),
        Some(TransactWriteItemsError::IdempotentParameterMismatchException(_))
    ));
    assert_eq!(store.counted().await, "5");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn repeats_at_the_same_time_are_done_once() {
    let store = Store::new().await;
    let repeats = (0..32).map(|_| store.add("one", 1));
    for done in futures::future::join_all(repeats).await {
        done.unwrap();
    }
    assert_eq!(store.counted().await, "1");
}

#[tokio::test]
async fn the_token_of_a_cancelled_transaction_may_be_used_again() {
    let store = Store::new().await;
    store.create("first").await.unwrap();
    let cancelled = store.create("second").await.unwrap_err();
    assert!(matches!(
        cancelled.as_service_error(),
        Some(TransactWriteItemsError::TransactionCanceledException(_))
    ));
    store.add("second", 7).await.unwrap();
    assert_eq!(store.counted().await, "7");
}

#[tokio::test]
async fn a_token_that_is_too_long_is_the_stores_to_refuse() {
    let store = Store::new().await;
    let refused = store.add(&"a".repeat(37), 1).await.unwrap_err();
    let message = refused.as_service_error().unwrap().to_string();
    assert!(
        !matches!(
            refused.as_service_error(),
            Some(TransactWriteItemsError::TransactionCanceledException(_))
        ),
        "{message}"
    );
}
