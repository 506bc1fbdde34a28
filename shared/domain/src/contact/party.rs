//! The commercial record of a contact: prospect or lead.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{LeadId, MessageId, ProspectId};
use sms_language::Facts;
use sms_language::vocabulary::text_enum::serde_as_text;

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
    pub id: ProspectId,
    pub created_at: Timestamp,
    /// What the contact told of the property before it was a lead.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Lead Record ID.
    pub id: LeadId,
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

serde_as_text!(LeadStatus);

/// A message's one link to the commercial record as it was when the message was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum PartyLink {
    Prospect(ProspectId),
    Lead(LeadId),
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
            id: ProspectId::first_seen_in(id),
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
    pub fn with_facts(mut self, told: &Facts) -> Self {
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
                id: LeadId::promoted_by(by),
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
        assert_eq!(lead.link(), PartyLink::Lead(LeadId::promoted_by(&first)));
        assert_eq!(lead.clone().promoted(&second, now), lead);
    }

    #[test]
    fn rows_keep_their_ids_as_plain_text() {
        let id: MessageId = "01JD0000000000000000000000".parse().unwrap();
        let party = Party::new_prospect(&id, Timestamp::UNIX_EPOCH);
        let link = serde_json::to_string(&party.link()).unwrap();
        assert_eq!(
            link,
            r#"{"kind":"prospect","id":"prospect-01JD0000000000000000000000"}"#
        );
        let lead = party.promoted(&id, Timestamp::UNIX_EPOCH);
        let row = serde_json::to_value(&lead).unwrap();
        assert_eq!(row["id"], "lead-01JD0000000000000000000000");
        assert_eq!(row["prospect"]["id"], "prospect-01JD0000000000000000000000");
        assert_eq!(serde_json::from_value::<Party>(row).unwrap(), lead);
    }
}
