//! The operations of DynamoDB that the table needs.

use aws_sdk_dynamodb::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItem;
use aws_sdk_dynamodb::operation::describe_table::DescribeTable;
use aws_sdk_dynamodb::operation::put_item::PutItem;
use aws_sdk_dynamodb::operation::query::Query;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItems;
use aws_sdk_dynamodb::operation::update_item::UpdateItem;
use aws_types::SdkConfig;

use crate::client::{Call, Described, FromParams, Service, endpoint_url, operations};

operations! { aws_sdk_dynamodb:
    batch_get_item::BatchGetItem, BatchGetItemInput, BatchGetItemOutput, BatchGetItemError;
    describe_table::DescribeTable, DescribeTableInput, DescribeTableOutput, DescribeTableError;
    put_item::PutItem, PutItemInput, PutItemOutput, PutItemError;
    query::Query, QueryInput, QueryOutput, QueryError;
    transact_write_items::TransactWriteItems, TransactWriteItemsInput, TransactWriteItemsOutput, TransactWriteItemsError;
    update_item::UpdateItem, UpdateItemInput, UpdateItemOutput, UpdateItemError;
}

const DYNAMODB: Described = Described {
    id: "DynamoDB",
    signing_name: "dynamodb",
};

/// DynamoDB on the account of a configuration.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) get: Call<BatchGetItem>,
    pub(crate) query: Call<Query>,
    pub(crate) put: Call<PutItem>,
    pub(crate) update: Call<UpdateItem>,
    pub(crate) transact: Call<TransactWriteItems>,
    pub(crate) describe: Call<DescribeTable>,
}

impl Store {
    pub(crate) fn new(config: &SdkConfig) -> Self {
        let params = Params::builder()
            .set_region(config.region().map(ToString::to_string))
            .set_use_fips(config.use_fips())
            .set_use_dual_stack(config.use_dual_stack())
            .set_endpoint(endpoint_url(config, DYNAMODB))
            // An endpoint of the account's own would differ with the credentials of each call.
            .account_id_endpoint_mode("disabled")
            .build();
        let resolver = DefaultResolver::new().into_shared_resolver();
        let service = Service::new(config, DYNAMODB, FromParams::new(resolver, params));
        Self {
            get: service.call(),
            query: service.call(),
            put: service.call(),
            update: service.call(),
            transact: service.call(),
            describe: service.call(),
        }
    }
}
