//! Files of rows: a line of column names, then a row a line, its fields set apart by tabs. Lines
//! that begin with `#` and empty lines are for the reader.

use std::fmt::Display;
use std::fs;
use std::io;
use std::path::Path;

/// What is wrong with the files, each with its place.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<String>);

impl Faults {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    pub(crate) fn at(&mut self, place: &Place, fault: impl Display) {
        let Place { file, line } = place;
        self.0
            .push(format!("shared/language/{file}:{line}: {fault}"));
    }
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// A row of a file: one field for each column.
#[derive(Debug, Clone)]
pub(crate) struct Row<const COLUMNS: usize> {
    pub(crate) place: Place,
    pub(crate) fields: [String; COLUMNS],
}

/// The rows of `file`, a path within this crate, that have all columns.
pub(crate) fn read<const COLUMNS: usize>(
    file: &str,
    columns: [&str; COLUMNS],
    faults: &mut Faults,
) -> io::Result<Vec<Row<COLUMNS>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let mut rows = Vec::new();
    let mut named = false;
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = Place {
            file: file.to_owned(),
            line: index + 1,
        };
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        if !named {
            named = true;
            if fields != columns {
                faults.at(&place, format!("the columns are not {columns:?}"));
            }
            continue;
        }
        match <[&str; COLUMNS]>::try_from(fields) {
            Ok(fields) if fields.contains(&"") => faults.at(&place, "a field is empty"),
            Ok(fields) => rows.push(Row {
                place,
                fields: fields.map(str::to_owned),
            }),
            Err(fields) => {
                let fault = format!("{} fields, not {COLUMNS}", fields.len());
                faults.at(&place, fault);
            }
        }
    }
    Ok(rows)
}
