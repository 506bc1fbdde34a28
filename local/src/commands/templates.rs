//! `templates`: the stored templates and what they led to.

use std::fmt::Write as _;

use sms_engine::ports::{Ports, StoreResult};
use sms_engine::templates::{self, Listed};

use super::{AnyError, Opened, print};
use crate::cli::ServeArgs;
use crate::settings::LocalSettings;

#[derive(Debug, clap::Args)]
pub struct TemplatesArgs {
    /// Read this deployed table, with the AWS account of the environment
    #[arg(long)]
    table: Option<String>,
}

pub(crate) async fn run(
    args: TemplatesArgs,
    serve: &ServeArgs,
    settings: LocalSettings,
) -> Result<(), AnyError> {
    let opened = Opened::of(serve, settings, args.table).await?;
    let listed = list(opened.ports()).await;
    opened.close().await;
    Ok(print(&listed?)?)
}

/// A line for each stored template: what it is, what it led to, and how it begins.
pub async fn list(ports: &Ports) -> StoreResult<String> {
    let listed = templates::list(ports).await?;
    if listed.is_empty() {
        return Ok(
            "No template is stored: the starter library is in use. Store it with seed-templates.\n"
                .to_owned(),
        );
    }
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _infallible = write_list(&mut text, &listed);
    Ok(text)
}

/// How many characters of a text are shown.
const SHOWN: usize = 48;

fn write_list(text: &mut String, listed: &[Listed]) -> std::fmt::Result {
    let heading = [
        "id", "category", "stage", "language", "sent", "replies", "opt-outs", "text",
    ];
    let rows: Vec<[String; 8]> = std::iter::once(heading.map(str::to_owned))
        .chain(listed.iter().map(cells))
        .collect();
    let mut widths = [0; 8];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    for row in &rows {
        let padded: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        writeln!(text, "{}", padded.join("  ").trim_end())?;
    }
    Ok(())
}

fn cells(Listed { template, counts }: &Listed) -> [String; 8] {
    let message = template.message.as_str().replace('\n', " ");
    let mut begins: String = message.chars().take(SHOWN).collect();
    if begins.len() < message.len() {
        begins.push_str("...");
    }
    [
        template.id.to_string(),
        template.category.to_string(),
        // "STAGE 3" of "STAGE 3 - PRICE QUALIFICATION".
        template.stage.map_or_else(
            || "any".to_owned(),
            |stage| {
                let word = stage.as_ref();
                word.split_once(" - ")
                    .map_or(word, |(short, _)| short)
                    .to_owned()
            },
        ),
        template.language.to_string(),
        counts.sent_count.to_string(),
        counts.reply_count.to_string(),
        counts.opt_out_count.to_string(),
        begins,
    ]
}
