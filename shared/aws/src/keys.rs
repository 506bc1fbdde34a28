//! The only place that formats a key.

use jiff::Timestamp;
use sms_domain::address::{Address, E164};
use sms_domain::contact::ConsentEntry;
use sms_domain::ids::MessageSid;
use sms_domain::message::receipt::Receipt;
use sms_domain::message::{MessageId, MessageKey};
use sms_domain::template::TemplateId;
use sms_engine::ports::{Debt, Due};
use sms_engine::queue_item::QueueItem;
use sms_language::text::hash::fingerprint;
use sms_language::text::hash::stable_hash;

pub(crate) const PK: &str = "pk";
pub(crate) const SK: &str = "sk";
/// The sparse index of what is owed, and its keys.
pub(crate) const WORK_INDEX: &str = "work";
pub(crate) const WORK_KIND: &str = "work_kind";
pub(crate) const WORK_DUE: &str = "work_due";

const CONTACT: &str = "CONTACT";
const MESSAGE_PREFIX: &str = "MSG#";
const EVENT_PREFIX: &str = "EVT#";
const CONSENT_PREFIX: &str = "CONSENT#";

/// The primary key of an item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

fn key(pk: String, sk: impl Into<String>) -> Key {
    Key { pk, sk: sk.into() }
}

pub(crate) fn thread_pk(thread: &Address) -> String {
    format!("THREAD#{thread}")
}

fn events_pk(id: &MessageId) -> String {
    format!("MSG#{id}")
}

pub(crate) fn of_message(at: &MessageKey) -> Key {
    key(thread_pk(&at.thread), message_sk(&at.id))
}

pub(crate) fn message_sk(id: &MessageId) -> String {
    format!("{MESSAGE_PREFIX}{id}")
}

/// Sort keys of a thread's messages: after `id`, and before everything that is no message.
pub(crate) fn message_range_after(id: Option<&MessageId>) -> (String, String) {
    // `-s` comes after a reply's `-r` and before the next id.
    let low = id.map_or_else(
        || MESSAGE_PREFIX.to_owned(),
        |id| format!("{}-s", message_sk(id)),
    );
    (low, format!("{MESSAGE_PREFIX}~"))
}

pub(crate) fn contact(thread: &Address) -> Key {
    key(thread_pk(thread), CONTACT)
}

pub(crate) fn sid(sid: &MessageSid) -> Key {
    key(format!("SID#{sid}"), "SID")
}

pub(crate) fn raw(id: &MessageId) -> Key {
    key(events_pk(id), "RAW")
}

pub(crate) fn event(id: &MessageId, receipt: &Receipt) -> Key {
    let status = receipt.normalized();
    key(
        events_pk(id),
        format!("{EVENT_PREFIX}{status}#{}", receipt.fingerprint()),
    )
}

/// Where the events of a message are: partition and prefix.
pub(crate) fn events(id: &MessageId) -> (String, &'static str) {
    (events_pk(id), EVENT_PREFIX)
}

/// One key for each thing that was said: by a message, or by a file at that instant in those words.
pub(crate) fn consent(thread: &Address, entry: &ConsentEntry) -> Key {
    let said_by = entry.message.as_ref().map_or_else(
        || fingerprint(&format!("{}\n{}", entry.source, entry.evidence)),
        ToString::to_string,
    );
    key(
        thread_pk(thread),
        format!("{CONSENT_PREFIX}{}#{said_by}", instant(entry.at)),
    )
}

pub(crate) fn consents(thread: &Address) -> (String, &'static str) {
    (thread_pk(thread), CONSENT_PREFIX)
}

pub(crate) const SUPPRESSION_SHARDS: u32 = 8;

/// The part of the list that holds `phone`.
pub(crate) fn suppression_shard(phone: &E164) -> u32 {
    shard(phone.as_str(), SUPPRESSION_SHARDS)
}

fn suppression_pk(shard: u32) -> String {
    format!("SUPPRESSED#{shard}")
}

pub(crate) fn suppression(phone: &E164) -> Key {
    key(suppression_pk(suppression_shard(phone)), phone.as_str())
}

/// The rows of one part of the list that come after a phone, or all of them: partition and range.
pub(crate) fn suppressions_after(shard: u32, phone: Option<&E164>) -> (String, String, String) {
    // `!` comes before every digit: past this phone, not past those that begin with it.
    let low = phone.map_or_else(|| "+".to_owned(), |phone| format!("{}!", phone.as_str()));
    (suppression_pk(shard), low, "~".to_owned())
}

pub(crate) fn number(number: &Address) -> Key {
    key(format!("NUMBER#{number}"), "NUMBER")
}

/// The lease and cursor of a job.
pub(crate) fn job(name: &str) -> Key {
    key(format!("JOB#{name}"), "JOB")
}

const COUNTER_SHARDS: u32 = 4;

/// The counters of a number on the day (UTC) of `at`, spread by message.
pub(crate) fn counter(number: &Address, at: Timestamp, id: &MessageId) -> Key {
    key(counter_pk(number), counter_sk(at, id))
}

pub(crate) fn counter_pk(number: &Address) -> String {
    format!("COUNT#NUMBER#{number}")
}

/// The counters of a template on the day (UTC) of `at`, spread by message.
pub(crate) fn template_counter(template: &str, at: Timestamp, id: &MessageId) -> Key {
    key(template_counter_pk(template), counter_sk(at, id))
}

pub(crate) fn template_counter_pk(template: &str) -> String {
    format!("COUNT#TEMPLATE#{template}")
}

fn counter_sk(at: Timestamp, id: &MessageId) -> String {
    let day = at.strftime("%Y-%m-%d");
    format!("DAY#{day}#SHARD#{}", shard(id.as_str(), COUNTER_SHARDS))
}

/// Where the templates are: partition and prefix. One partition: there are hundreds of them, read
/// together once a minute.
pub(crate) const TEMPLATES: (&str, &str) = ("TEMPLATES", "TEMPLATE#");

pub(crate) fn template(id: &TemplateId) -> Key {
    let (pk, prefix) = TEMPLATES;
    key(pk.to_owned(), format!("{prefix}{id}"))
}

pub(crate) const WORK_SHARDS: u32 = 8;

/// The index's partition for what `owner` is owed.
pub(crate) fn work_kind(debt: Debt, owner: &str) -> String {
    work_kind_of_shard(debt, shard(owner, WORK_SHARDS))
}

pub(crate) fn work_kind_of_shard(debt: Debt, shard: u32) -> String {
    let name = match debt {
        Debt::Thread => "thread",
        Debt::Send => "send",
        Debt::Ambiguous => "ambiguous",
    };
    format!("{name}#{shard}")
}

/// An instant as it stands in keys: fixed width, so that text order is time order.
pub(crate) fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// What an entry of the index speaks of. `None` for a key that is none of ours.
pub(crate) fn due(pk: &str, sk: &str, due: &str) -> Option<Due> {
    let thread = pk.strip_prefix("THREAD#")?.parse().ok()?;
    let item = match sk.strip_prefix(MESSAGE_PREFIX) {
        Some(id) => QueueItem::Send(MessageKey {
            thread,
            id: id.parse().ok()?,
        }),
        None if sk == CONTACT => QueueItem::Thread(thread),
        None => return None,
    };
    Some(Due {
        item,
        wake_at: due.parse().ok()?,
    })
}

fn shard(text: &str, shards: u32) -> u32 {
    stable_hash(text) % shards
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_not_after_its_question_but_the_next_text_is() {
        let id: MessageId = "01JD0000000000000000000000".parse().unwrap();
        let next: MessageId = "01JD0000000000000000000001".parse().unwrap();
        let (low, high) = message_range_after(Some(&id));
        assert!(message_sk(&id.reply()) < low);
        assert!(low < message_sk(&next) && message_sk(&next) < high);
        assert!(CONTACT < MESSAGE_PREFIX);
    }

    #[test]
    fn a_templates_counters_lie_beside_a_numbers_by_day_and_shard() {
        let id: MessageId = "01JD0000000000000000000000".parse().unwrap();
        let at: Timestamp = "2026-11-21T23:59:59Z".parse().unwrap();
        let template: TemplateId = "intro-1".parse().unwrap();
        let key = template_counter(template.as_ref(), at, &id);
        assert_eq!(key.pk, "COUNT#TEMPLATE#intro-1");
        assert_eq!(key.pk, template_counter_pk(template.as_ref()));
        assert!(key.sk.starts_with("DAY#2026-11-21#SHARD#"), "{}", key.sk);
        let number: Address = "+18135550100".parse().unwrap();
        assert_eq!(key.sk, counter(&number, at, &id).sk);
    }

    #[test]
    fn the_list_goes_on_after_a_phone_and_with_those_that_begin_with_it() {
        let phone = E164::parse("+447911123456").unwrap();
        let (_, low, high) = suppressions_after(0, Some(&phone));
        let longer = E164::parse("+4479111234560").unwrap();
        assert!(phone.as_str() < low.as_str());
        assert!(low.as_str() < longer.as_str() && longer.as_str() < high.as_str());
        let (_, low, _) = suppressions_after(0, None);
        assert!(low.as_str() < phone.as_str());
    }

    #[test]
    fn instants_in_keys_sort_by_time_and_read_back() {
        let (a, b): (Timestamp, Timestamp) = (
            "2026-11-21T10:00:00Z".parse().unwrap(),
            "2026-11-21T10:00:00.5Z".parse().unwrap(),
        );
        assert!(instant(a) < instant(b));
        assert_eq!(instant(b).parse::<Timestamp>().unwrap(), b);
    }
}
