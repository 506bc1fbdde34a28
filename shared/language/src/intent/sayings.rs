//! Finds the phrases of a short list in a text, in one pass over its words.

use std::collections::HashMap;

/// Rows of phrases, looked up by the first word of each.
pub(super) struct Sayings {
    by_first: HashMap<&'static str, Vec<Saying>>,
}

struct Saying {
    row: usize,
    rest: Vec<&'static str>,
}

impl Sayings {
    /// Each row is a list of phrases set apart by semicolons.
    pub(super) fn of(rows: impl IntoIterator<Item = &'static str>) -> Self {
        let mut by_first: HashMap<&str, Vec<Saying>> = HashMap::new();
        for (row, phrases) in rows.into_iter().enumerate() {
            for phrase in phrases.split(';') {
                let mut words = phrase.split_ascii_whitespace();
                if let Some(first) = words.next() {
                    let rest = words.collect();
                    by_first
                        .entry(first)
                        .or_default()
                        .push(Saying { row, rest });
                }
            }
        }
        Self { by_first }
    }

    /// Row and position of each phrase found.
    pub(super) fn find(&self, words: &[&str]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let after = words.get(at + 1..).unwrap_or_default();
            for saying in self.by_first.get(word).into_iter().flatten() {
                if after.starts_with(&saying.rest) {
                    found.push((saying.row, at));
                }
            }
        }
        found
    }
}
