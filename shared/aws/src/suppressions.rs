//! The list of who has opted out.

use async_trait::async_trait;
use sms_domain::contact::suppression::Suppression;
use sms_engine::ports::{
    ListCursor, OptOutRecord, StoreResult, SuppressionPage, Suppressions, Write,
};

use crate::consents::{consent_writes, opt_out};
use crate::expression::Expression;
use crate::keys::{self, SUPPRESSION_SHARDS};
use crate::rows::from_item;
use crate::table::{SortRange, Table, Transacted};

/// [`Suppressions`] on the table.
#[derive(Debug, Clone)]
pub struct DynamoSuppressions {
    table: Table,
}

impl DynamoSuppressions {
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

#[async_trait]
impl Suppressions for DynamoSuppressions {
    async fn suppress(&self, record: &OptOutRecord) -> StoreResult<Write> {
        let thread = &record.contact.address;
        let mut contact = Expression::default();
        opt_out(&mut contact, record)?;
        let mut writes = vec![self.table.update_write(&keys::contact(thread), contact)?];
        writes.extend(consent_writes(&self.table, thread, &record.entry)?);
        Ok(match self.table.transact(writes).await? {
            Transacted::Done => Write::Done,
            Transacted::Failed(_) => Write::Raced,
        })
    }

    async fn list(&self, after: Option<&ListCursor>, limit: usize) -> StoreResult<SuppressionPage> {
        let mut suppressions: Vec<Suppression> = Vec::new();
        let first = after.map_or(0, |cursor| keys::suppression_shard(cursor.phone()));
        for shard in first..SUPPRESSION_SHARDS {
            // One more than asked for tells whether there is a next page.
            let missing = (limit + 1).saturating_sub(suppressions.len());
            if missing == 0 {
                break;
            }
            let after = after.filter(|_| shard == first).map(ListCursor::phone);
            let (pk, low, high) = keys::suppressions_after(shard, after);
            let range = SortRange::Between(low, high);
            for item in self.table.query(pk, range, Some(missing)).await? {
                suppressions.push(from_item(item)?);
            }
        }
        let has_more = suppressions.len() > limit;
        suppressions.truncate(limit);
        let last = suppressions.last().filter(|_| has_more);
        let next = last.map(|last| ListCursor::after(&last.phone));
        Ok(SuppressionPage { suppressions, next })
    }
}
