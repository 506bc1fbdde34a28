//! `suppressions`: the whole list as a file, whatever its length.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use sms_engine::ports::Ports;
use sms_engine::suppressions::{FileError, ImportReport, export, import};

use super::{AnyError, Opened, print};
use crate::cli::ServeArgs;
use crate::settings::LocalSettings;

#[derive(Debug, clap::Args)]
pub struct SuppressionsArgs {
    #[command(subcommand)]
    way: Way,
    /// Work on this deployed table, with the AWS account of the environment
    #[arg(long, global = true)]
    table: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Way {
    /// Write the whole list: phone, at, source, evidence
    Export {
        /// Into this file, instead of standard output
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Opt out every phone of a file that has at least the column `phone`
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub(crate) async fn run(
    args: SuppressionsArgs,
    serve: &ServeArgs,
    settings: LocalSettings,
) -> Result<(), AnyError> {
    let SuppressionsArgs { way, table } = args;
    // Before a store is opened: a file that cannot be read must not look like an empty one.
    let given = match &way {
        Way::Import { file } => std::fs::read(file)
            .map_err(|fault| format!("{} cannot be read: {fault}", file.display()))?,
        Way::Export { .. } => Vec::new(),
    };
    let opened = Opened::of(serve, settings, table).await?;
    let done = match way {
        Way::Export { file } => export_to(opened.ports(), file.as_deref()).await,
        Way::Import { .. } => match import(opened.ports(), &given).await {
            Ok(report) => print(&import_lines(&report)).map_err(AnyError::from),
            Err(fault) => Err(fault.into()),
        },
    };
    opened.close().await;
    done
}

async fn export_to(ports: &Ports, file: Option<&Path>) -> Result<(), AnyError> {
    let count = if let Some(path) = file {
        let mut file = std::fs::File::create(path)
            .map_err(|fault| format!("{} cannot be written: {fault}", path.display()))?;
        export_all(ports, PAGE, &mut file).await?
    } else {
        export_all(ports, PAGE, &mut std::io::stdout()).await?
    };
    // Beside the list, not in it. Standard error that cannot be written has nowhere to say so.
    let _unwritable = writeln!(std::io::stderr(), "exported {count}");
    Ok(())
}

/// Why a list was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Read(#[from] FileError),
    #[error("the file cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

/// Phones read at a time.
const PAGE: usize = 10_000;

/// Writes the whole list, `page` phones at a time, under one header. Gives how many phones that
/// were.
pub async fn export_all(
    ports: &Ports,
    page: usize,
    out: &mut (dyn Write + Send),
) -> Result<usize, ExportError> {
    let (mut after, mut count) = (None, 0);
    loop {
        let part = export(ports, after.as_ref(), page).await?;
        let rows = match part.csv.split_once('\n') {
            Some((_header, rows)) if after.is_some() => rows,
            Some(_) | None => &part.csv,
        };
        out.write_all(rows.as_bytes())?;
        count += part.count;
        after = part.next;
        if after.is_none() {
            out.flush()?;
            return Ok(count);
        }
    }
}

/// What became of an imported file, for a person to read.
fn import_lines(report: &ImportReport) -> String {
    let mut text = format!(
        "imported {}, suppressed already {}, rejected {}\n",
        report.imported, report.already_suppressed, report.rejected_count
    );
    for rejected in &report.rejected {
        // Writing to a String cannot fail.
        let _infallible = writeln!(text, "  line {}: {}", rejected.line, rejected.problem);
    }
    let unlisted = report.rejected_count - report.rejected.len();
    if unlisted > 0 {
        let _infallible = writeln!(text, "  and {unlisted} more");
    }
    text
}
