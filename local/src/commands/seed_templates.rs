//! `seed-templates`: stores a library of message templates.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sms_domain::template::{Library, LibraryFaults, TemplateId};
use sms_engine::ports::{Ports, StoreResult};
use sms_engine::templates::{self, Seeded};

use super::{AnyError, Opened, print};
use crate::cli::ServeArgs;
use crate::settings::LocalSettings;

#[derive(Debug, clap::Args)]
pub struct SeedTemplatesArgs {
    /// A JSON file of templates; without it, the starter library
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Work on this deployed table, with the AWS account of the environment
    #[arg(long)]
    table: Option<String>,
}

pub(crate) async fn run(
    args: SeedTemplatesArgs,
    serve: &ServeArgs,
    settings: LocalSettings,
) -> Result<(), AnyError> {
    let library = read(args.file.as_deref())?;
    let opened = Opened::of(serve, settings, args.table).await?;
    let report = seed(opened.ports(), &library).await;
    opened.close().await;
    Ok(print(&report?)?)
}

/// Why there is no library to seed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("{path} cannot be read: {fault}", path = .path.display())]
    Unreadable {
        path: PathBuf,
        fault: std::io::Error,
    },
    #[error("{path} is not seeded, {count} thing(s) are wrong with it:\n{faults}",
        path = .path.display(), count = .faults.0.len())]
    Invalid {
        path: PathBuf,
        faults: LibraryFaults,
    },
    #[error("the starter library is not valid:\n{0}")]
    Starter(LibraryFaults),
}

/// The library of a file, or the starter library.
pub fn read(file: Option<&Path>) -> Result<Library, FileError> {
    let Some(path) = file else {
        return Library::starter().map_err(FileError::Starter);
    };
    let text = std::fs::read_to_string(path).map_err(|fault| FileError::Unreadable {
        path: path.to_owned(),
        fault,
    })?;
    Library::from_json(&text).map_err(|faults| FileError::Invalid {
        path: path.to_owned(),
        faults,
    })
}

/// Seeds `library` and reports what that changed.
pub async fn seed(ports: &Ports, library: &Library) -> StoreResult<String> {
    let seeded = templates::seed(ports, library).await?;
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _infallible = write_seeded(&mut text, &seeded);
    Ok(text)
}

/// The most ids that a report names.
const MAX_NAMED: usize = 20;

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
    for id in ids.iter().take(MAX_NAMED) {
        writeln!(text, "  {what}  {id}")?;
    }
    match ids.len().saturating_sub(MAX_NAMED) {
        0 => Ok(()),
        more => writeln!(text, "  {what}  {more} more"),
    }
}
