//! The table's shape, for stores that CloudFormation does not make: the embedded one, and tests.

use crate::table::causes;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, TimeToLiveSpecification,
};
use sms_engine::ports::{StoreError, StoreResult};

use crate::keys::{PK, SK, WORK_DUE, WORK_INDEX, WORK_KIND};
use crate::table::corrupt;

/// Makes the table as `template.yaml` does, unless it is there.
pub async fn create_table(client: &Client, name: &str) -> StoreResult<()> {
    let mut create = client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest);
    for attribute in [PK, SK, WORK_KIND, WORK_DUE] {
        create = create.attribute_definitions(
            AttributeDefinition::builder()
                .attribute_name(attribute)
                .attribute_type(ScalarAttributeType::S)
                .build()
                .map_err(corrupt)?,
        );
    }
    let index = GlobalSecondaryIndex::builder()
        .index_name(WORK_INDEX)
        .key_schema(key(WORK_KIND, KeyType::Hash)?)
        .key_schema(key(WORK_DUE, KeyType::Range)?)
        .projection(
            Projection::builder()
                .projection_type(ProjectionType::KeysOnly)
                .build(),
        )
        .build()
        .map_err(corrupt)?;
    let created = create
        .key_schema(key(PK, KeyType::Hash)?)
        .key_schema(key(SK, KeyType::Range)?)
        .global_secondary_indexes(index)
        .send()
        .await;
    match created {
        Ok(_) => {
            let expiry = TimeToLiveSpecification::builder()
                .attribute_name("expires_at")
                .enabled(true)
                .build()
                .map_err(corrupt)?;
            client
                .update_time_to_live()
                .table_name(name)
                .time_to_live_specification(expiry)
                .send()
                .await
                .map(|_| ())
                .map_err(|fault| StoreError::Unavailable(causes(&fault)))
        }
        Err(fault) => match fault.as_service_error() {
            Some(CreateTableError::ResourceInUseException(_)) => Ok(()),
            _ => Err(StoreError::Unavailable(causes(&fault))),
        },
    }
}

fn key(name: &str, kind: KeyType) -> StoreResult<KeySchemaElement> {
    KeySchemaElement::builder()
        .attribute_name(name)
        .key_type(kind)
        .build()
        .map_err(corrupt)
}
