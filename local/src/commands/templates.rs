//! The commands on message templates: what they do, and what they tell.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sms_domain::template::{Library, LibraryFaults, TemplateId};
use sms_engine::ports::{Ports, StoreResult};
use sms_engine::templates::{self, Listed, Seeded};

/// Why there is no library to seed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    #[error("{path} cannot be read: {fault}", path = .path.display())]
    Unread {
        path: PathBuf,
        fault: std::io::Error,
    },
    #[error("{path} is not seeded, {count} thing(s) are wrong with it:\n{faults}",
        path = .path.display(), count = .faults.0.len())]
    Wrong {
        path: PathBuf,
        faults: LibraryFaults,
    },
    #[error("the starter library is wrong:\n{0}")]
    Starter(LibraryFaults),
}

/// The library of a file, or the starter library.
pub fn read(file: Option<&Path>) -> Result<Library, FileFault> {
    let Some(path) = file else {
        return Library::starter().map_err(FileFault::Starter);
    };
    let text = std::fs::read_to_string(path).map_err(|fault| FileFault::Unread {
        path: path.to_owned(),
        fault,
    })?;
    Library::from_json(&text).map_err(|faults| FileFault::Wrong {
        path: path.to_owned(),
        faults,
    })
}

/// Seeds `library` and tells what that changed.
pub async fn seed(ports: &Ports, library: &Library) -> StoreResult<String> {
    let seeded = templates::seed(ports, library).await?;
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _infallible = write_seeded(&mut text, &seeded);
    Ok(text)
}

/// The most ids that a report names.
const MOST_NAMED: usize = 20;

fn write_seeded(text: &mut String, seeded: &Seeded) -> std::fmt::Result {
    let Seeded {
        added,
        changed,
        unchanged,
        others,
    } = seeded;
    writeln!(
        text,
        "{} template(s) added, {} changed, {unchanged} unchanged; {others} other(s) stay.",
        added.len(),
        changed.len(),
    )?;
    write_ids(text, "added", added)?;
    write_ids(text, "changed", changed)
}

fn write_ids(text: &mut String, what: &str, ids: &[TemplateId]) -> std::fmt::Result {
    for id in ids.iter().take(MOST_NAMED) {
        writeln!(text, "  {what}  {id}")?;
    }
    match ids.len().saturating_sub(MOST_NAMED) {
        0 => Ok(()),
        more => writeln!(text, "  {what}  {more} more"),
    }
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
