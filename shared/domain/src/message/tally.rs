//! What a message counts for. Counters are moved by the difference of two tallies of the same
//! message, so that they equal a recount by construction.

use crate::address::Address;
use crate::ids::MessageId;
use crate::message::counts::Counts;
use crate::message::outbound::{OutboundMessage, SendState};
use crate::message::status::DeliveryStatus;
use crate::message::{Message, MessageRef};

impl Counts {
    /// What one message counts for as it stands.
    pub fn tally<'a>(message: impl Into<MessageRef<'a>>) -> Self {
        let mut counts = Self::default();
        match message.into() {
            MessageRef::Inbound(inbound) => {
                counts.reply_count = 1;
                counts.opt_out_count = i64::from(inbound.delivery_status == DeliveryStatus::OptOut);
            }
            MessageRef::Outbound(outbound) => match outbound.state {
                SendState::Queued | SendState::InFlight | SendState::Ambiguous => {}
                SendState::Skipped => counts.skipped_count = 1,
                SendState::Failed => counts.failed_count = 1,
                SendState::Accepted => {
                    counts.sent_count = 1;
                    counts = counts.plus(Self::of_receipt(outbound.delivery_status));
                }
            },
        }
        counts
    }

    /// What one message counts for on the template behind it: the text that was made of it, or the
    /// first answer to that text.
    pub fn of_template<'a>(message: impl Into<MessageRef<'a>>) -> Self {
        match message.into() {
            inbound @ MessageRef::Inbound(_) => Self::tally(inbound),
            outbound @ MessageRef::Outbound(_) => Self {
                sent_count: Self::tally(outbound).sent_count,
                ..Self::default()
            },
        }
    }

    /// The sum of all tallies: what the counters must say.
    pub fn recount<'a>(messages: impl IntoIterator<Item = &'a Message>) -> Self {
        messages
            .into_iter()
            .map(Self::tally)
            .fold(Self::default(), Self::plus)
    }
}

/// What a move of a send counts: on its contact, on numbers of ours, on templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveCounts<'a> {
    pub contact: Counts,
    /// Each with the message by which its counter is spread.
    pub numbers: Vec<(&'a Address, &'a MessageId, Counts)>,
    pub templates: Vec<(&'a str, Counts)>,
}

impl<'a> MoveCounts<'a> {
    /// Of the move from `before` to `after`, which takes in the send of its own that an echo made of
    /// it, where there is one (`absorbed`).
    pub fn of(
        before: &'a OutboundMessage,
        after: &'a OutboundMessage,
        absorbed: Option<&'a OutboundMessage>,
    ) -> Self {
        let own = Counts::tally(after).minus(Counts::tally(before));
        let echo = absorbed.map(Counts::tally).unwrap_or_default();
        let contact = own.minus(echo);
        let numbers = match absorbed {
            // The echo was counted on the number that it named.
            Some(absorbed) if absorbed.number != after.number => vec![
                (&after.number, &after.id, own),
                (
                    &absorbed.number,
                    &absorbed.id,
                    Counts::default().minus(echo),
                ),
            ],
            Some(_) | None => vec![(&after.number, &after.id, contact)],
        };
        Self {
            contact,
            numbers,
            templates: template_deltas(before, after, absorbed),
        }
    }
}

/// The echo that a move takes in may name another template than the message.
fn template_deltas<'a>(
    before: &'a OutboundMessage,
    after: &'a OutboundMessage,
    absorbed: Option<&'a OutboundMessage>,
) -> Vec<(&'a str, Counts)> {
    let mut deltas: Vec<(&str, Counts)> = Vec::new();
    for (message, sign) in [(Some(after), 1), (Some(before), -1), (absorbed, -1)] {
        let Some(message) = message else { continue };
        let Some(template) = message.template_record_id.as_deref() else {
            continue;
        };
        let counts = Counts::of_template(message);
        let signed = if sign > 0 {
            counts
        } else {
            Counts::default().minus(counts)
        };
        match deltas.iter_mut().find(|(known, _)| *known == template) {
            Some((_, delta)) => *delta = delta.plus(signed),
            None => deltas.push((template, signed)),
        }
    }
    deltas
}
