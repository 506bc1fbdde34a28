//! What a decision changes of a contact's row: which fields, to what, and what it counts. The adapter
//! makes one update of it.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::address::Address;
use crate::contact::{Contact, preview};
use crate::message::counts::Counts;
use crate::message::origin::Direction;
use crate::message::outbound::{OutboundMessage, Purpose, SendState};
use crate::message::receipt::Effect;
use crate::reply::opt_out_notice::{digest_of, mentions_opt_out};
use crate::template::Category;

/// A field of [`Contact`], by the name under which its row keeps it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, strum::AsRefStr, strum::Display, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum ContactField {
    Address,
    Version,
    Consent,
    ConsentAt,
    Stage,
    Party,
    Profile,
    WrongNumberAt,
    RefusedThrough,
    ToldOptOutAt,
    Asked,
    LastTemplate,
    LastSaid,
    LastCategory,
    Number,
    LastInboundId,
    AnsweredThrough,
    GaveUpAt,
    LastInbound,
    LastOutbound,
    LastMessage,
    LastDirection,
    LastDeliveryStatus,
    ResponseMinutes,
}

/// A change of a contact's row.
#[derive(Debug, Clone)]
pub struct ContactChange<'a> {
    /// What `fields` become. The others may stand for nothing.
    pub contact: Cow<'a, Contact>,
    /// Set to what they are in `contact`, or removed where it has none.
    pub fields: Cow<'a, [ContactField]>,
    /// Added to the contact's counters.
    pub counts: Counts,
}

impl<'a> ContactChange<'a> {
    pub fn new(contact: &'a Contact, fields: &'a [ContactField]) -> Self {
        Self {
            contact: Cow::Borrowed(contact),
            fields: Cow::Borrowed(fields),
            counts: Counts::default(),
        }
    }

    /// An opt-out that no text brought.
    pub fn opted_out(contact: &'a Contact) -> Self {
        let fields = &[
            ContactField::Address,
            ContactField::Version,
            ContactField::Consent,
            ContactField::ConsentAt,
            ContactField::Stage,
        ];
        Self::new(contact, fields)
    }

    #[must_use]
    pub fn counting(self, counts: Counts) -> Self {
        Self { counts, ..self }
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.counts == Counts::default()
    }
}

impl ContactChange<'static> {
    /// What the first terminal receipt of a send changes of its contact, whose row is not read.
    pub fn of_receipt(thread: &Address, effect: &Effect) -> Self {
        let mut contact = Contact::new(thread.clone());
        contact.last_delivery_status = Some(effect.status);
        Self {
            contact: Cow::Owned(contact),
            fields: Cow::Borrowed(&[ContactField::LastDeliveryStatus]),
            counts: effect.counts,
        }
    }

    /// What a send that the carrier took at `at` changes of its contact, whose row is not read.
    pub fn of_send(message: &OutboundMessage, at: Timestamp) -> Self {
        let mut contact = Contact::new(message.thread.clone());
        let fields = contact.was_sent(message, at);
        Self {
            contact: Cow::Owned(contact),
            fields: Cow::Owned(fields),
            counts: Counts::default(),
        }
    }

    /// What a move of a send from `before` to `after` at `at` changes of its contact, and `counts`
    /// there.
    pub fn of_move(
        before: &OutboundMessage,
        after: &OutboundMessage,
        counts: Counts,
        at: Timestamp,
    ) -> Self {
        // What is settled late may be older than what the contact has said since.
        let is_latest = matches!(before.state, SendState::Queued | SendState::InFlight);
        if after.state == SendState::Accepted && is_latest {
            Self::of_send(after, at).counting(counts)
        } else {
            Self::counts(&after.thread, counts)
        }
    }

    /// Counts alone.
    pub fn counts(thread: &Address, counts: Counts) -> Self {
        Self {
            contact: Cow::Owned(Contact::new(thread.clone())),
            fields: Cow::Borrowed(&[]),
            counts,
        }
    }
}

impl Contact {
    /// The contact has a text of ours, which the carrier took at `at`. Gives the fields that this
    /// changes.
    pub(crate) fn was_sent(
        &mut self,
        message: &OutboundMessage,
        at: Timestamp,
    ) -> Vec<ContactField> {
        self.number = Some(message.number.clone());
        self.asked = message.asks;
        self.last_template.clone_from(&message.template_record_id);
        self.last_said = Some(digest_of(&message.body));
        self.last_outbound = Some(message.sent_at.unwrap_or(at));
        self.last_message = Some(preview(&message.body));
        self.last_direction = Some(Direction::Outbound);
        self.last_delivery_status = Some(message.delivery_status);
        let mut fields = vec![
            ContactField::Number,
            ContactField::Asked,
            ContactField::LastTemplate,
            ContactField::LastSaid,
            ContactField::LastOutbound,
            ContactField::LastMessage,
            ContactField::LastDirection,
            ContactField::LastDeliveryStatus,
        ];
        match message.purpose {
            // What others say starts the conversation anew.
            Purpose::Echo => {
                self.last_category = None;
                fields.push(ContactField::LastCategory);
            }
            Purpose::Conversation | Purpose::FollowUp if mentions_opt_out(&message.body) => {
                self.told_opt_out_at = Some(at);
                fields.push(ContactField::ToldOptOutAt);
            }
            Purpose::Conversation
            | Purpose::FollowUp
            | Purpose::Help
            | Purpose::OptOutConfirmation => {}
        }
        fields
    }

    /// A reply `text` to the contact is written, though not sent yet. Gives the fields that this
    /// changes.
    pub fn was_replied_to(
        &mut self,
        text: &str,
        category: Option<Category>,
    ) -> &'static [ContactField] {
        self.last_said = Some(digest_of(text));
        self.last_category = category.or(self.last_category);
        &[ContactField::LastSaid, ContactField::LastCategory]
    }

    /// What is written of a contact that was `before` (`None` where it has no row), under the
    /// condition that its row still has that version: of the fields that only grow with the
    /// version, those that changed.
    pub(crate) fn decided_fields(&self, before: &Self) -> Vec<ContactField> {
        let mut fields = vec![
            ContactField::Address,
            ContactField::Version,
            ContactField::Consent,
        ];
        let guarded = [
            (
                ContactField::ConsentAt,
                self.consent_at != before.consent_at,
            ),
            (ContactField::Stage, self.stage != before.stage),
            (ContactField::Party, self.party != before.party),
            (
                ContactField::WrongNumberAt,
                self.wrong_number_at != before.wrong_number_at,
            ),
            (
                ContactField::RefusedThrough,
                self.refused_through != before.refused_through,
            ),
        ];
        fields.extend(
            guarded
                .into_iter()
                .filter_map(|(field, changed)| changed.then_some(field)),
        );
        fields
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sms_language::Question;
    use strum::VariantArray;

    use super::*;
    use crate::contact::consent::Consent;
    use crate::contact::stage::Stage;
    use crate::contact::{Party, Profile};
    use crate::ids::MessageId;
    use crate::message::outbound::Draft;
    use crate::message::status::DeliveryStatus;

    const AT: Timestamp = Timestamp::UNIX_EPOCH;

    /// A contact with something in each of its fields: a new field does not compile until it is here.
    fn full() -> Contact {
        let id = MessageId::new(AT, 1);
        let address: Address = "+13055550123".parse().unwrap();
        Contact {
            address: address.clone(),
            version: 1,
            consent: Consent::OptedOut,
            consent_at: Some(AT),
            stage: Some(Stage::OptOut),
            party: Some(Party::new_prospect(&id, AT)),
            profile: Profile {
                first: Some("Ann".to_owned()),
                ..Profile::default()
            },
            wrong_number_at: Some(AT),
            refused_through: Some(id.clone()),
            told_opt_out_at: Some(AT),
            asked: Some(Question::Interest),
            last_template: Some("intro-1".to_owned()),
            last_said: Some("x".to_owned()),
            last_category: Category::VARIANTS.first().copied(),
            number: Some(address),
            last_inbound_id: Some(id.clone()),
            answered_through: Some(id),
            gave_up_at: Some(AT),
            counts: Counts {
                reply_count: 1,
                sent_count: 1,
                delivered_count: 1,
                failed_count: 1,
                opt_out_count: 1,
                skipped_count: 1,
            },
            last_inbound: Some(AT),
            last_outbound: Some(AT),
            last_message: Some("x".to_owned()),
            last_direction: Some(Direction::Outbound),
            last_delivery_status: Some(DeliveryStatus::Sent),
            response_minutes: Some(1),
        }
    }

    #[test]
    fn every_attribute_of_a_contact_is_a_field_or_a_counter_and_no_other_name_is() {
        let row = serde_json::to_value(full()).unwrap();
        let counts = full().counts;
        let attributes: BTreeSet<&str> = row
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let fields: BTreeSet<&str> = ContactField::VARIANTS
            .iter()
            .map(AsRef::as_ref)
            .chain(counts.moved().map(|(name, _)| name))
            .collect();
        assert_eq!(attributes, fields);
    }

    fn sent(purpose: Purpose, body: &str) -> ContactChange<'static> {
        let message = Draft {
            id: MessageId::new(AT, 1),
            thread: "+13055550123".parse().unwrap(),
            number: "+18135550100".parse().unwrap(),
            body: body.to_owned(),
            purpose,
            processed_by: None,
            template_record_id: None,
            asks: Some(Question::Interest),
            stage: None,
            party: None,
        }
        .queued(AT)
        .accepted("SM1".parse().unwrap(), AT);
        ContactChange::of_send(&message, AT)
    }

    #[test]
    fn a_send_is_the_contacts_last_text_and_tells_once_how_to_opt_out() {
        let told = sent(
            Purpose::Conversation,
            "Would you sell? Reply STOP to opt out.",
        );
        assert_eq!(told.contact.asked, Some(Question::Interest));
        assert_eq!(told.contact.told_opt_out_at, Some(AT));
        assert!(told.fields.contains(&ContactField::ToldOptOutAt));
        assert!(told.fields.contains(&ContactField::LastTemplate));
        let plain = sent(Purpose::Conversation, "Would you sell?");
        assert!(!plain.fields.contains(&ContactField::ToldOptOutAt));
        assert!(!plain.fields.contains(&ContactField::LastCategory));
        assert_eq!(plain.contact.last_said, told.contact.last_said);
        let help = sent(Purpose::Help, "Reply STOP to opt out.");
        assert!(!help.fields.contains(&ContactField::ToldOptOutAt));
    }

    #[test]
    fn what_others_say_starts_the_conversation_anew() {
        let echo = sent(Purpose::Echo, "Would you sell? Reply STOP to opt out.");
        assert_eq!(echo.contact.last_category, None);
        assert!(echo.fields.contains(&ContactField::LastCategory));
        assert!(!echo.fields.contains(&ContactField::ToldOptOutAt));
    }
}
