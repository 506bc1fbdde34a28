//! The words of `data/intent`: slang, rewrites, misspellings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;

use crate::compile::{Classes, Table, compile};
use crate::syntax::{is_word, parse};
use crate::tsv::{Faults, Place, read};

/// Words that folding writes in another way, so that no reader ever meets them.
#[derive(Debug, Default)]
pub(crate) struct Rewritten(BTreeSet<String>);

impl Rewritten {
    pub(crate) fn has(&self, word: &str) -> bool {
        let letters: Vec<char> = word.chars().collect();
        let triple = letters.windows(3).any(|l| {
            l.iter()
                .all(|c| c.is_ascii_alphabetic() && l.starts_with(&[*c]))
        });
        // What "ya" stands for depends on its place.
        triple || word == "ya" || self.0.contains(word)
    }
}

/// Slang and rewrites.
pub(crate) fn slang(faults: &mut Faults, source: &mut String) -> io::Result<Rewritten> {
    let mut means: BTreeMap<String, (String, Place)> = BTreeMap::new();
    for row in read("data/intent/slang.tsv", ["word", "means"], faults)? {
        let [word, meaning] = row.fields;
        // An apostrophe is a letter until slang is looked up.
        if word.contains(' ') || !is_word(&word.replace(['\'', '/'], "")) {
            faults.at(&row.place, format!("`{word}` is not a valid word"));
        }
        if means.contains_key(&word) {
            faults.at(&row.place, format!("`{word}` stands twice"));
        }
        means.insert(word, (meaning, row.place));
    }
    let rewritten = Rewritten(means.keys().cloned().collect());
    for (meaning, place) in means.values() {
        if let Some(word) = meaning.split(' ').find(|word| rewritten.0.contains(*word)) {
            faults.at(place, format!("`{word}` is slang itself"));
        }
    }
    let words = Table::of(&rewritten.0);
    let meanings = Table::list(means.values().map(|(meaning, _)| meaning.as_str()));
    let _ = writeln!(
        source,
        "pub(super) static SLANG: Words<'static> = {};\n\
         /// What the slang of the same place stands for.\n\
         pub(super) static SLANG_MEANS: Words<'static> = {};",
        words.source(),
        meanings.source()
    );
    rewrites(faults, &rewritten, source)?;
    Ok(rewritten)
}

fn rewrites(faults: &mut Faults, rewritten: &Rewritten, source: &mut String) -> io::Result<()> {
    let (mut patterns, mut meanings) = (Vec::new(), Vec::new());
    for row in read("data/intent/rewrites.tsv", ["words", "means"], faults)? {
        let [words, meaning] = row.fields;
        if let Some(word) = words.split(' ').find(|word| rewritten.has(word)) {
            let fault = format!("`{word}` is never met: folding rewrites it");
            faults.at(&row.place, fault);
        }
        match parse(&words) {
            Ok(parts) if patterns.contains(&parts) => {
                faults.at(&row.place, format!("`{words}` stands twice"));
            }
            Ok(parts) => {
                patterns.push(parts);
                meanings.push(meaning);
            }
            Err(error) => faults.at(&row.place, error),
        }
    }
    if let Ok(tables) = compile(&patterns, &Classes::default(), &[], |_| false) {
        let _ = writeln!(
            source,
            "pub(super) static REWRITES: Book<'static> = {};\n\
             /// What the words of the same place stand for; places count from 1.\n\
             pub(super) static REWRITE_MEANS: Words<'static> = {};",
            tables.source(),
            Table::list(meanings.iter().map(String::as_str)).source()
        );
    }
    Ok(())
}

/// Words that misspellings are mended to, and those that are none. `knows` says which words the
/// phrase book has: they are never mended.
pub(crate) fn spelling(
    faults: &mut Faults,
    rewritten: &Rewritten,
    knows: impl Fn(&str) -> bool,
    source: &mut String,
) -> io::Result<()> {
    let mended = word_list("data/intent/mended.txt", rewritten, faults)?;
    let left_alone = word_list("data/intent/left_alone.txt", rewritten, faults)?;
    for (word, place) in &left_alone {
        if word.len() < SHORTEST_MENDED {
            faults.at(place, format!("`{word}` is too short to be mended"));
        }
        if mended.iter().any(|(other, _)| other == word) || knows(word) {
            faults.at(place, format!("`{word}` is left alone without it"));
        }
    }
    let mended: Vec<&str> = mended.iter().map(|(word, _)| word.as_str()).collect();
    let left_alone: BTreeSet<String> = left_alone.into_iter().map(|(word, _)| word).collect();
    let _ = writeln!(
        source,
        "pub(super) static MENDED: &[&str] = &{mended:?};\n\
         pub(super) static LEFT_ALONE: Words<'static> = {};",
        Table::of(&left_alone).source()
    );
    Ok(())
}

/// Shorter words are never mended.
const SHORTEST_MENDED: usize = 5;

/// A file of words, one a line.
fn word_list(
    file: &str,
    rewritten: &Rewritten,
    faults: &mut Faults,
) -> io::Result<Vec<(String, Place)>> {
    let text = fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR")))?;
    let mut words: Vec<(String, Place)> = Vec::new();
    for (index, word) in text.lines().enumerate() {
        let place = Place {
            file: file.to_owned(),
            line: index + 1,
        };
        if word.starts_with('#') {
            continue;
        }
        if !is_word(word) {
            faults.at(&place, format!("`{word}` is not a valid word"));
        } else if rewritten.has(word) {
            let fault = format!("`{word}` is never met: folding rewrites it");
            faults.at(&place, fault);
        } else if words.iter().any(|(other, _)| other == word) {
            faults.at(&place, format!("`{word}` stands twice"));
        }
        words.push((word.to_owned(), place));
    }
    Ok(words)
}
