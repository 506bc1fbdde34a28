//! A text that came in.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::{Address, E164};
use crate::contact::consent::Consent;
use crate::contact::party::PartyLink;
use crate::contact::stage::Stage;
use crate::ids::{MessageId, MessageKey, MessageSid};
use crate::message::origin::ProcessedBy;
use crate::message::status::DeliveryStatus;
use sms_language::{AiIntent, ConsentSignal, Facts, Intent, Language, Workflow};

/// A text that came in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct InboundMessage {
    pub id: MessageId,
    /// Who wrote it.
    pub thread: Address,
    /// The number of ours it was sent to, where the carrier said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Address>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<MessageSid>,
    pub body: String,
    pub received_at: Timestamp,
    /// `OPT OUT` for a text that opted out, else `SENT` (seed 001, "Inbound").
    pub delivery_status: DeliveryStatus,
    /// The workflow of the number it was sent to.
    #[serde(default)]
    pub workflow: Workflow,
    /// What it says about consent.
    #[serde(default)]
    pub consent: ConsentSignal,
    /// Set where it changed the contact's consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_change: Option<Consent>,
    #[serde(default)]
    pub language: Language,
    pub ai_intent: AiIntent,
    pub intent: Intent,
    /// How sure the reading is, in hundredths.
    #[serde(default)]
    pub confidence: u8,
    /// What it tells of the property and the sale.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub extracted: Facts,
    /// The model that read it, where the rules were not sure (`Processed By`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processed_by: Option<ProcessedBy>,
    /// The template of the text that it is the first answer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_record_id: Option<String>,
    /// The contact's stage after this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// `None` only where the sender is no phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyLink>,
    /// Why it was understood so (`Message Summary (AI)`).
    pub summary: String,
}

impl InboundMessage {
    pub fn key(&self) -> MessageKey {
        MessageKey {
            thread: self.thread.clone(),
            id: self.id.clone(),
        }
    }

    /// The phone to answer, where there is one.
    pub fn answerable(&self) -> Option<&E164> {
        self.thread.phone()
    }
}

impl fmt::Debug for InboundMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboundMessage")
            .field("id", &self.id)
            .field("thread", &self.thread)
            .field("status", &self.delivery_status)
            .finish_non_exhaustive()
    }
}
