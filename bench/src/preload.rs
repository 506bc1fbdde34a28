//! Stored messages by the hundred thousand: one real conversation, copied under other names.

use std::time::{Duration, Instant};

use dynoxide::types::Item;
use dynoxide::{Database, ImportOptions};
use serde_json::{Value, json};

use crate::AnyError;

/// Rows imported in one transaction.
const CHUNK: usize = 20_000;
const ULID: usize = 26;
/// The part of a ULID that tells the time.
const ULID_TIME: usize = 10;

/// What was stored.
#[derive(Debug)]
pub(crate) struct Preloaded {
    pub(crate) messages: usize,
    pub(crate) rows: usize,
    pub(crate) took: Duration,
}

/// Copies the conversation with `phone`, which the engine itself stored, until there are at least
/// `wanted` messages more. Copies have phones of area 213.
pub(crate) fn preload(
    store: &Database,
    table: &str,
    phone: &str,
    wanted: usize,
) -> Result<Preloaded, AnyError> {
    let start = Instant::now();
    let original = Conversation::read(store, table, phone)?;
    let copies = wanted.div_ceil(original.messages);
    store.enable_bulk_loading()?;
    let mut rows = 0;
    let mut chunk = Vec::with_capacity(CHUNK);
    for copy in 0..copies {
        for row in original.copied(copy) {
            let row: Item = serde_json::from_str(&row)?;
            chunk.push(row);
        }
        if chunk.len() + original.rows.len() > CHUNK || copy + 1 == copies {
            let full = std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK));
            rows += store
                .import_items(table, full, ImportOptions::default())?
                .items_imported;
        }
    }
    store.disable_bulk_loading()?;
    Ok(Preloaded {
        messages: copies * original.messages,
        rows,
        took: start.elapsed(),
    })
}

/// The rows of one conversation as JSON, and the names in them that differ from one to the next.
#[derive(Debug)]
struct Conversation {
    rows: Vec<String>,
    messages: usize,
    /// Without its `+`: request bodies hold it percent-encoded.
    digits: String,
    ids: Vec<String>,
    sids: Vec<String>,
}

impl Conversation {
    fn read(store: &Database, table: &str, phone: &str) -> Result<Self, AnyError> {
        let request = serde_json::from_value(json!({"TableName": table, "ConsistentRead": true}))?;
        let items = store.scan(request)?.items.unwrap_or_default();
        let items: Vec<Value> = items
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<_, _>>()?;
        let digits = phone.trim_start_matches('+').to_owned();
        Self::of(&items, digits).ok_or_else(|| format!("no conversation with {phone}").into())
    }

    fn of(items: &[Value], digits: String) -> Option<Self> {
        let key = |item: &Value, name: &str| {
            let text = item.get(name).and_then(|value| value.get("S"));
            text.and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let messages: Vec<String> = items
            .iter()
            .filter(|item| key(item, "pk").contains(&digits))
            .filter_map(|item| key(item, "sk").strip_prefix("MSG#").map(str::to_owned))
            .collect();
        let mut ids: Vec<String> = messages
            .iter()
            .filter_map(|id| id.get(..ULID).map(str::to_owned))
            .collect();
        ids.sort();
        ids.dedup();
        let is_ours = |text: &str| text.contains(&digits) || ids.iter().any(|id| text.contains(id));
        let (mut rows, mut sids) = (Vec::new(), Vec::new());
        for item in items {
            let row = item.to_string();
            let pk = key(item, "pk");
            // Counters and numbers are shared by all conversations.
            if !is_ours(&row) || pk.starts_with("COUNT#") || pk.starts_with("NUMBER#") {
                continue;
            }
            sids.extend(pk.strip_prefix("SID#").map(str::to_owned));
            rows.push(row);
        }
        (!messages.is_empty()).then_some(Self {
            rows,
            messages: messages.len(),
            digits,
            ids,
            sids,
        })
    }

    fn copied(&self, copy: usize) -> impl Iterator<Item = String> {
        let mut names = vec![(self.digits.clone(), format!("1213{:07}", 2_000_000 + copy))];
        names.extend(self.ids.iter().enumerate().map(|(nth, id)| {
            let time = id.get(..ULID_TIME).unwrap_or_default();
            (id.clone(), format!("{time}{nth:04}{copy:012}"))
        }));
        names.extend(self.sids.iter().map(|sid| {
            let kept = sid.get(..sid.len().saturating_sub(12)).unwrap_or_default();
            (sid.clone(), format!("{kept}C{copy:011}"))
        }));
        self.rows.iter().map(move |row| {
            names
                .iter()
                .fold(row.clone(), |row, (old, new)| row.replace(old, new))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_differs_in_phone_ids_and_sids_only() {
        let (id, sid) = ("01JD0000000000000000000000", "SMtemplate-000000000000");
        let items = [
            json!({"pk": {"S": "THREAD#+13055550100"}, "sk": {"S": "CONTACT"}}),
            json!({"pk": {"S": "THREAD#+13055550100"}, "sk": {"S": format!("MSG#{id}")}}),
            json!({"pk": {"S": "THREAD#+13055550100"}, "sk": {"S": format!("MSG#{id}-r")}}),
            json!({"pk": {"S": format!("SID#{sid}")}, "sk": {"S": "SID"}, "id": {"S": id}}),
            json!({"pk": {"S": format!("MSG#{id}-r")}, "sk": {"S": "EVT#sent"}, "n": {"N": "1"}}),
            json!({"pk": {"S": "NUMBER#+18135550100"}, "sk": {"S": "NUMBER"}}),
        ];
        let original = Conversation::of(&items, "13055550100".into()).unwrap();
        assert_eq!((original.messages, original.rows.len()), (2, 5));
        let copy = original.copied(7).collect::<Vec<_>>().join("\n");
        assert!(!copy.contains("3055550100") && !copy.contains(id) && !copy.contains(sid));
        assert_eq!(copy.matches("THREAD#+12132000007").count(), 3);
        assert_eq!(copy.matches("01JD0000000000000000000007-r").count(), 2);
        assert!(copy.contains("SID#SMtemplate-C00000000007"));
        assert!(Conversation::of(&items, "19999999999".into()).is_none());
    }
}
