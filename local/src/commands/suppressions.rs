//! The suppression list as a file, for a person: all of it at once, whatever its length.

use std::fmt::Write as _;
use std::io::Write;

use sms_engine::ports::Ports;
use sms_engine::suppressions::{FileError, ImportReport, export};

/// Why a list was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Read(#[from] FileError),
    #[error("the file cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

/// Phones read at a time.
pub const PAGE: usize = 10_000;

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
pub fn tell_import(report: &ImportReport) -> String {
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
