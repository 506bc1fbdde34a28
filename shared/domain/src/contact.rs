//! The person behind a phone: consent, stage, and the commercial record, prospect or lead.

pub mod change;
pub mod consent;
pub mod opt_out;
pub mod party;
pub mod profile;
pub mod progression;
pub mod review;
pub mod stage;
pub mod suppression;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::contact::stage::Stage;
use crate::ids::MessageId;
use crate::message::counts::Counts;
use crate::message::origin::Direction;
use crate::message::status::DeliveryStatus;
use crate::template::Category;
use sms_language::{Facts, Question};

pub use consent::{Consent, ConsentEntry, ConsentSource};
pub use party::{Lead, LeadStatus, Party, PartyLink, Prospect};
pub use profile::Profile;

/// One row per phone (or other sender): what is decided about it and what happened to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub address: Address,
    version: u64,
    #[serde(default)]
    pub consent: Consent,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// `None` only where the address is no phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub profile: Profile,
    /// The contact said that the number is wrong: automation stops, until a wish to sell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrong_number_at: Option<Timestamp>,
    /// The text that refused: what was written before it is sent no more, until a wish to sell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_through: Option<MessageId>,
    /// When a reply that the carrier took told how to opt out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_opt_out_at: Option<Timestamp>,
    /// What the text that the contact last had from us asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Question>,
    /// The template of that text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_template: Option<String>,
    /// Of the text last written to the contact, sent or still queued (`opt_out_words::said`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_said: Option<String>,
    /// What kind of text the thread worker last wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_category: Option<Category>,
    /// The number of ours that the contact last wrote to or heard from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Address>,
    /// Ids of the thread's inbound messages grow; all up to `answered_through` are dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_inbound_id: Option<MessageId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_through: Option<MessageId>,
    /// When the tick gave up on texts that stay unanswered. A new text starts anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gave_up_at: Option<Timestamp>,
    #[serde(flatten)]
    pub counts: Counts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_inbound: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_outbound: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_direction: Option<Direction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_delivery_status: Option<DeliveryStatus>,
    /// Minutes from our last text to the contact's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_minutes: Option<i64>,
}

impl Contact {
    /// A contact of whom nothing is known yet.
    pub fn new(address: Address) -> Self {
        Self {
            address,
            version: 0,
            consent: Consent::Unstated,
            consent_at: None,
            stage: None,
            party: None,
            profile: Profile::default(),
            wrong_number_at: None,
            refused_through: None,
            told_opt_out_at: None,
            asked: None,
            last_template: None,
            last_said: None,
            last_category: None,
            number: None,
            last_inbound_id: None,
            answered_through: None,
            gave_up_at: None,
            counts: Counts::default(),
            last_inbound: None,
            last_outbound: None,
            last_message: None,
            last_direction: None,
            last_delivery_status: None,
            response_minutes: None,
        }
    }

    /// What a decision is checked against: grows when what decisions stand on changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// A contact that was `before` and is decided to be `after`, with the version that this gives
    /// it. The only place that moves the version.
    pub(crate) fn changed(before: &Self, mut after: Self) -> Self {
        let stands = before.decided() == after.decided();
        after.version = before.version + u64::from(!stands);
        after
    }

    /// What decisions about a contact stand on.
    fn decided(&self) -> impl PartialEq + '_ {
        (
            self.consent,
            self.stage,
            &self.party,
            self.wrong_number_at,
            &self.refused_through,
        )
    }

    /// Makes a lead of the contact, at stage 3 at least: by the text `by`, which showed true selling
    /// interest.
    pub(crate) fn promote(&mut self, by: &MessageId, at: Timestamp) {
        let party = self.party.take();
        let party = party.unwrap_or_else(|| Party::new_prospect(by, at));
        self.party = Some(party.promoted(by, at));
        let stage = self.stage.unwrap_or(Stage::OwnershipConfirmation);
        self.stage = Some(stage.advanced_to(Stage::PriceQualification));
    }

    /// A wish to sell takes back a wrong number and a refusal.
    pub(crate) fn is_interested_again(&mut self) {
        self.wrong_number_at = None;
        self.refused_through = None;
    }

    pub fn has_opted_out(&self) -> bool {
        self.consent == Consent::OptedOut
    }

    /// What is known of the property and the sale.
    pub fn facts(&self) -> Option<&Facts> {
        self.party.as_ref().map(Party::facts)
    }

    /// `Last Activity`: the later of the last text in and out.
    pub fn last_activity(&self) -> Option<Timestamp> {
        self.last_inbound.max(self.last_outbound)
    }

    /// Why automation says nothing more to this contact, if so. Consent is asked apart.
    pub fn is_left_alone(&self) -> Option<&'static str> {
        if self.stage == Some(Stage::Dnc) {
            Some("the contact is on do-not-contact")
        } else if self.wrong_number_at.is_some() {
            Some("the contact says that the number is wrong")
        } else {
            None
        }
    }

    /// Whether an inbound waits for the thread worker.
    pub fn is_answer_due(&self) -> bool {
        self.last_inbound_id > self.answered_through
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The start of a body that a contact's row carries as `Last Message`; the whole is in the thread.
pub fn preview(body: &str) -> String {
    const MAX_LENGTH: usize = 320;
    body.chars().take(MAX_LENGTH).collect()
}
