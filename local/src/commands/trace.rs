//! `trace`: the history of a message or a thread, for a person to read.

use std::fmt::Write as _;

use sms_domain::contact::Party;
use sms_domain::message::{Message, OutboundMessage};
use sms_engine::inspect::{self, Life, MessageLife};
use sms_language::Facts;

use super::{AnyError, Opened, print, shown};
use crate::cli::ServeArgs;
use crate::settings::LocalSettings;

#[derive(Debug, clap::Args)]
pub struct TraceArgs {
    /// A carrier's message SID, or a phone number
    #[arg(value_name = "SID OR PHONE")]
    of: String,
    /// Read this deployed table, with the AWS account of the environment
    #[arg(long)]
    table: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(
    args: TraceArgs,
    serve: &ServeArgs,
    settings: LocalSettings,
) -> Result<(), AnyError> {
    let TraceArgs { of, table, json } = args;
    let opened = Opened::of(serve, settings, table).await?;
    let life = inspect::trace(opened.ports(), &of).await;
    opened.close().await;
    let life = life?.ok_or_else(|| format!("nothing is stored of {of}"))?;
    if json {
        print(&format!("{}\n", serde_json::to_string_pretty(&life)?))?;
    } else {
        print(&lines(&life))?;
    }
    Ok(())
}

/// The history in order. Bodies are shown: whoever may read the store may read them.
fn lines(life: &Life) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _infallible = write_life(&mut text, life);
    text
}

fn write_life(text: &mut String, life: &Life) -> std::fmt::Result {
    if let Some(contact) = &life.contact {
        let party = match &contact.party {
            Some(Party::Prospect(prospect)) => format!("prospect {}", prospect.id),
            Some(Party::Lead(lead)) => format!("lead {} ({})", lead.id, lead.status),
            None => "not linked".to_owned(),
        };
        let stage = contact
            .stage
            .map_or_else(|| "no stage".to_owned(), |stage| stage.to_string());
        writeln!(text, "{}  {party}", contact.address)?;
        writeln!(text, "  consent {}, {stage}", contact.consent)?;
        if let Some(facts) = contact.facts().filter(|facts| !facts.is_empty()) {
            writeln!(text, "  facts: {}", known_facts(facts))?;
        }
        if let Some(why) = contact.is_left_alone() {
            writeln!(text, "  left alone: {why}")?;
        }
        let counts = &contact.counts;
        writeln!(
            text,
            "  texts in {}, sent {}, delivered {}, failed {}, skipped {}, opt-outs {}",
            counts.reply_count,
            counts.sent_count,
            counts.delivered_count,
            counts.failed_count,
            counts.skipped_count,
            counts.opt_out_count,
        )?;
        if contact.is_answer_due() {
            writeln!(
                text,
                "  answer due since {}",
                shown(contact.last_inbound_id.as_ref())
            )?;
        }
        if let Some(at) = contact.gave_up_at {
            writeln!(text, "  {at}  gave up on answering")?;
        }
    }
    for entry in &life.consents {
        writeln!(
            text,
            "  {}  {} by {}: {:?}",
            entry.at, entry.consent, entry.source, entry.evidence
        )?;
    }
    for message in &life.messages {
        write_message(text, message)?;
    }
    Ok(())
}

/// What the contact's texts said of the property and the sale.
fn known_facts(facts: &Facts) -> String {
    let price = match (facts.asking_price, facts.asking_price_high) {
        (Some(low), Some(high)) => Some(format!("asks ${low} to ${high}")),
        (Some(price), None) => Some(format!("asks ${price}")),
        (None, _) => None,
    };
    price
        .into_iter()
        .chain(facts.condition.iter().cloned())
        .chain(facts.timeline.clone())
        .chain(facts.motivation.clone())
        .collect::<Vec<_>>()
        .join("; ")
}

fn write_message(text: &mut String, life: &MessageLife) -> std::fmt::Result {
    writeln!(text)?;
    match &life.message {
        Message::Inbound(message) => {
            writeln!(text, "<- {}  {}", message.received_at, message.id)?;
            writeln!(text, "   {:?}", message.body)?;
            writeln!(
                text,
                "   {} / {}, sure to {} %: {}; {}; sid {}",
                message.ai_intent,
                message.intent,
                message.confidence,
                message.summary,
                message.delivery_status,
                shown(message.sid.as_ref()),
            )?;
        }
        Message::Outbound(message) => write_outbound(text, message)?,
    }
    for receipt in &life.receipts {
        let code = receipt
            .error_code
            .map(|code| format!(" (code {code})"))
            .unwrap_or_default();
        writeln!(text, "   {}  receipt: {}{code}", receipt.at, receipt.word)?;
    }
    Ok(())
}

fn write_outbound(text: &mut String, message: &OutboundMessage) -> std::fmt::Result {
    writeln!(text, "-> {}  {}", message.written_at, message.id)?;
    writeln!(text, "   {:?}", message.body)?;
    let by = message
        .processed_by
        .map_or_else(|| "-".to_owned(), |by| by.to_string());
    writeln!(
        text,
        "   {} / {}; by {by}; {} segment(s); attempts {}; sid {}",
        message.state,
        message.delivery_status,
        message.segments,
        message.attempts,
        shown(message.sid.as_ref()),
    )?;
    if let Some(template) = &message.template_record_id {
        writeln!(text, "   template {template}")?;
    }
    if let Some(reason) = &message.reason {
        writeln!(text, "   because: {reason}; due {}", message.due_at)?;
    }
    if let Some(sent) = message.sent_at {
        writeln!(text, "   {sent}  accepted by the carrier")?;
    }
    Ok(())
}
