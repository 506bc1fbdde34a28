//! Templates as rows of one partition.

use async_trait::async_trait;
use sms_domain::template::{Library, Template};
use sms_engine::ports::{StoreError, StoreResult, Templates};

use crate::expression::Expression;
use crate::keys::{self, SK};
use crate::rows::{from_item, keyed, to_item};
use crate::table::{Item, SortRange, Table, Transacted};

/// The most writes that DynamoDB takes in one transaction.
const MAX_WRITES: usize = 100;

/// [`Templates`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoTemplates {
    table: Table,
}

impl DynamoTemplates {
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

/// The template of a row, or `None` after telling that it does not read.
fn readable(item: Item) -> Option<Template> {
    let sk = item.get(SK).and_then(|value| value.as_s().ok()).cloned();
    match from_item(item) {
        Ok(template) => Some(template),
        Err(fault) => {
            let template_id = sk
                .as_deref()
                .and_then(|sk| sk.strip_prefix(keys::TEMPLATES.1));
            tracing::error!(template_id, %fault, "a template cannot be read and is left out");
            None
        }
    }
}

#[async_trait]
impl Templates for DynamoTemplates {
    async fn all(&self) -> StoreResult<Library> {
        let (pk, prefix) = keys::TEMPLATES;
        let items = self
            .table
            .query(pk.to_owned(), SortRange::Prefix(prefix), None)
            .await?;
        Ok(items.into_iter().filter_map(readable).collect())
    }

    async fn put(&self, templates: &[Template]) -> StoreResult<()> {
        for together in templates.chunks(MAX_WRITES) {
            let writes = together
                .iter()
                .map(|template| {
                    let item = keyed(to_item(template)?, &keys::template(&template.id));
                    self.table.put_write(item, &Expression::default())
                })
                .collect::<StoreResult<_>>()?;
            match self.table.transact(writes).await? {
                Transacted::Done => {}
                Transacted::Failed(_) => {
                    let why = "it speaks of a condition, and the write had none";
                    return Err(StoreError::Unavailable(why.to_owned()));
                }
            }
        }
        Ok(())
    }
}
