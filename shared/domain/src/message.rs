//! The message log's rows: one text, in or out.

pub mod counts;
pub mod inbound;
pub mod moves;
pub mod origin;
pub mod outbound;
pub mod receipt;
pub mod status;
pub mod tally;

use serde::{Deserialize, Serialize};

pub use crate::ids::{MessageId, MessageKey};
pub use inbound::InboundMessage;
pub use origin::{Direction, ProcessedBy};
pub use outbound::{ClaimMark, Draft, OutboundMessage, Purpose, SendState};

/// Any row of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "direction", rename_all = "UPPERCASE")]
pub enum Message {
    Inbound(InboundMessage),
    Outbound(OutboundMessage),
}

impl Message {
    pub fn key(&self) -> MessageKey {
        match self {
            Self::Inbound(message) => message.key(),
            Self::Outbound(message) => message.key(),
        }
    }
}

/// Any row of the log, where it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "direction", rename_all = "UPPERCASE")]
pub enum MessageRef<'a> {
    Inbound(&'a InboundMessage),
    Outbound(&'a OutboundMessage),
}

impl MessageRef<'_> {
    pub fn key(&self) -> MessageKey {
        match self {
            Self::Inbound(message) => message.key(),
            Self::Outbound(message) => message.key(),
        }
    }
}

impl<'a> From<&'a Message> for MessageRef<'a> {
    fn from(message: &'a Message) -> Self {
        match message {
            Message::Inbound(message) => Self::Inbound(message),
            Message::Outbound(message) => Self::Outbound(message),
        }
    }
}

impl<'a> From<&'a InboundMessage> for MessageRef<'a> {
    fn from(message: &'a InboundMessage) -> Self {
        Self::Inbound(message)
    }
}

impl<'a> From<&'a OutboundMessage> for MessageRef<'a> {
    fn from(message: &'a OutboundMessage) -> Self {
        Self::Outbound(message)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use sms_language::{AiIntent, ConsentSignal, Facts, Intent, Language, Workflow};

    use super::*;
    use crate::message::status::DeliveryStatus;

    #[test]
    fn debug_shows_no_body_and_no_phone() {
        let message = InboundMessage {
            id: MessageId::new(Timestamp::UNIX_EPOCH, 1),
            thread: "+13055550123".parse().unwrap(),
            number: None,
            sid: None,
            body: "my secret".into(),
            received_at: Timestamp::UNIX_EPOCH,
            delivery_status: DeliveryStatus::Sent,
            workflow: Workflow::Seller,
            consent: ConsentSignal::None,
            consent_change: None,
            language: Language::English,
            ai_intent: AiIntent::Neutral,
            intent: Intent::Neutral,
            confidence: 0,
            extracted: Facts::default(),
            processed_by: None,
            template_record_id: None,
            stage: None,
            party: None,
            summary: String::new(),
        };
        let shown = format!("{:?}", Message::Inbound(message));
        assert!(
            !shown.contains("secret") && !shown.contains("5550123"),
            "{shown}"
        );
    }
}
