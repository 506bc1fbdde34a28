//! The rules of the architecture: one-way dependencies, a catalogue equal to the template, a sample
//! event for each function, and documents that name what there is.

mod arrows;
mod docs;
mod events;
mod template;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

pub(crate) fn text_of(path: &str) -> String {
    fs::read_to_string(workspace().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

/// The names in a folder, in order.
fn names_in(folder: &str) -> BTreeSet<String> {
    fs::read_dir(workspace().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// The texts between `start` and the next `end`.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .filter_map(move |rest| rest.split(end).next())
}
