//! `ambiguous`: the sends whose outcome is unknown, and how a person settles one.

use std::fmt::Write as _;

use jiff::Timestamp;
use sms_domain::ids::MessageSid;
use sms_domain::message::{MessageId, OutboundMessage};
use sms_engine::inspect::{self, Finding};
use sms_engine::ports::{Ports, StoreResult};

use super::{AnyError, Opened, print};
use crate::cli::ServeArgs;
use crate::settings::LocalSettings;

#[derive(Debug, clap::Args)]
pub struct AmbiguousArgs {
    /// The message to settle
    #[arg(requires = "finding")]
    id: Option<MessageId>,
    /// The carrier accepted it, under this SID
    #[arg(long, value_name = "SID", requires = "id", group = "finding")]
    sent: Option<MessageSid>,
    /// The carrier did not accept it: do not send it
    #[arg(long, requires = "id", group = "finding")]
    not_sent: bool,
    /// The carrier did not accept it: send it again
    #[arg(long, requires = "id", group = "finding")]
    send_again: bool,
    /// Work on this deployed table, with the AWS account of the environment
    #[arg(long)]
    table: Option<String>,
}

pub(crate) async fn run(
    args: AmbiguousArgs,
    serve: &ServeArgs,
    settings: LocalSettings,
) -> Result<(), AnyError> {
    let AmbiguousArgs {
        id,
        sent,
        not_sent: _,
        send_again,
        table,
    } = args;
    let finding = match (sent, send_again) {
        (Some(sid), _) => Finding::Sent(sid),
        (None, true) => Finding::SendAgain,
        (None, false) => Finding::NotSent,
    };
    let opened = Opened::of(serve, settings, table).await?;
    let answer = match id {
        None => list(opened.ports()).await,
        Some(id) => settle(opened.ports(), &id, &finding).await,
    };
    opened.close().await;
    Ok(print(&answer?)?)
}

async fn settle(ports: &Ports, id: &MessageId, finding: &Finding) -> StoreResult<String> {
    let settled = inspect::settle(ports, id, finding).await?;
    Ok(settled.map_or_else(
        || format!("{id} is not ambiguous.\n"),
        |send| format!("{id} is now {} / {}.\n", send.state, send.delivery_status),
    ))
}

async fn list(ports: &Ports) -> StoreResult<String> {
    let sends = inspect::ambiguous(ports, Timestamp::MAX).await?;
    if sends.is_empty() {
        return Ok("No send is ambiguous.\n".to_owned());
    }
    let mut text = String::new();
    for send in &sends {
        // Writing to a String cannot fail.
        let _infallible = write_send(&mut text, send);
    }
    Ok(text)
}

fn write_send(text: &mut String, send: &OutboundMessage) -> std::fmt::Result {
    let reason = send.reason.as_deref().unwrap_or("-");
    writeln!(
        text,
        "{}  {} -> {}  written {}, attempts {}: {reason}",
        send.id, send.number, send.thread, send.written_at, send.attempts,
    )
}
