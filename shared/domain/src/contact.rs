//! The person behind a phone: consent, stage, and the commercial record, prospect or lead.

pub mod progression;
pub mod stage;
pub mod suppression;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::contact::stage::Stage;
use crate::message::counts::Counts;
use crate::message::status::DeliveryStatus;
use crate::message::{Direction, MessageId};
use crate::template::Category;
use sms_language::vocabulary::text_enum::serde_as_text;
use sms_language::{Facts, Question};

/// May we text this contact?
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Consent {
    /// Never said either way.
    #[default]
    Unstated,
    OptedOut,
    /// Opted in again after an opt-out.
    OptedIn,
}

/// The commercial record of a contact. One row per phone holds it, so one phone has one prospect
/// and at most one lead, and is never both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Party {
    Prospect(Prospect),
    Lead(Box<Lead>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prospect {
    /// Prospect Record ID.
    pub id: String,
    pub created_at: Timestamp,
    /// What the contact told of the property before it was a lead.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Lead Record ID.
    pub id: String,
    /// The prospect it was.
    pub prospect: Prospect,
    pub status: LeadStatus,
    /// The channel it came over (`Source`).
    #[serde(default = "sms")]
    pub source: String,
    pub promoted_at: Timestamp,
    /// The message that made it a lead.
    pub promoted_by: MessageId,
    /// What the contact told of the property and the sale.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
}

fn sms() -> String {
    "SMS".to_owned()
}

/// `Lead Status` (seed 001).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
pub enum LeadStatus {
    #[strum(serialize = "NEW")]
    New,
    #[strum(serialize = "CONTACTED")]
    Contacted,
    #[strum(serialize = "ACTIVE COMMUNICATION")]
    ActiveCommunication,
    #[strum(serialize = "LEAD FOLLOW UP")]
    LeadFollowUp,
    #[strum(serialize = "WARM COMPS?")]
    WarmComps,
    #[strum(serialize = "MAKE OFFER")]
    MakeOffer,
    #[strum(serialize = "OFFER FOLLOW UP")]
    OfferFollowUp,
    #[strum(serialize = "UNDER CONTRACT")]
    UnderContract,
    #[strum(serialize = "DISPOSITION STAGE")]
    DispositionStage,
    #[strum(serialize = "IN ESCROW")]
    InEscrow,
    #[strum(serialize = "CLOSING SET")]
    ClosingSet,
    #[strum(serialize = "DEAD")]
    Dead,
}

serde_as_text!(Consent, LeadStatus);

/// A message's one link to the commercial record as it was when the message was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum PartyLink {
    Prospect(String),
    Lead(String),
}

impl PartyLink {
    /// The word for it in the answer of `/inbound`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Prospect(_) => "prospect",
            Self::Lead(_) => "lead",
        }
    }
}

impl Party {
    pub fn link(&self) -> PartyLink {
        match self {
            Self::Prospect(prospect) => PartyLink::Prospect(prospect.id.clone()),
            Self::Lead(lead) => PartyLink::Lead(lead.id.clone()),
        }
    }

    /// The record of a phone first seen in the message `id`.
    pub fn new_prospect(id: &MessageId, now: Timestamp) -> Self {
        Self::Prospect(Prospect {
            id: format!("prospect-{id}"),
            created_at: now,
            facts: Facts::default(),
        })
    }

    /// What is known of the property and the sale.
    pub fn facts(&self) -> &Facts {
        match self {
            Self::Prospect(prospect) => &prospect.facts,
            Self::Lead(lead) => &lead.facts,
        }
    }

    /// The record after the contact told `told`.
    #[must_use]
    pub fn told(mut self, told: &Facts) -> Self {
        match &mut self {
            Self::Prospect(prospect) => prospect.facts.learn(told),
            Self::Lead(lead) => lead.facts.learn(told),
        }
        self
    }

    /// The record after the message `by` showed true selling interest. A lead stays what it is.
    #[must_use]
    pub fn promoted(self, by: &MessageId, now: Timestamp) -> Self {
        match self {
            Self::Prospect(mut prospect) => Self::Lead(Box::new(Lead {
                id: format!("lead-{by}"),
                facts: std::mem::take(&mut prospect.facts),
                prospect,
                status: LeadStatus::ActiveCommunication,
                source: sms(),
                promoted_at: now,
                promoted_by: by.clone(),
            })),
            Self::Lead(lead) => Self::Lead(lead),
        }
    }
}

/// Who the contact is and what property it is about, as our own record has it: what the
/// placeholders of a template are filled from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Profile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub market: Option<String>,
}

/// One row per phone (or other sender): what is decided about it and what happened to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub address: Address,
    /// Grows when consent, stage or party change; what a decision is checked against.
    pub version: u64,
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
    pub fn owes_an_answer(&self) -> bool {
        self.last_inbound_id > self.answered_through
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The start of a body that a contact's row carries as `Last Message`; the whole is in the thread.
pub fn preview(body: &str) -> String {
    const LONGEST: usize = 320;
    body.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promotion_happens_once_and_keeps_the_prospect() {
        let now = Timestamp::UNIX_EPOCH;
        let (first, second) = (MessageId::new(now, 1), MessageId::new(now, 2));
        let prospect = Party::new_prospect(&first, now);
        assert_eq!(prospect.link().word(), "prospect");
        let lead = prospect.promoted(&first, now);
        assert_eq!(lead.link(), PartyLink::Lead(format!("lead-{first}")));
        assert_eq!(lead.clone().promoted(&second, now), lead);
    }
}
