//! The words of consent as tables: each word with its entry, in the order of their bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use super::tsv::{self, Faults, Row};

const ROLES: &[&str] = &[
    "filler",
    "polite",
    "stop",
    "negation",
    "contact",
    "contacting",
    "contacted",
    "messages",
    "me",
    "determiner",
    "loose",
    "line",
    "family",
    "list",
    "remove",
    "removed",
    "want",
    "others",
    "time",
    "final",
    "refusal",
    "threat",
    "ask",
    "strong",
    "weak",
    "you",
    "junk",
    "answer",
];

const CLASSES: &[&str] = &[
    "contact_es",
    "contact_pt",
    "contact_fr",
    "pest",
    "invite",
    "messages",
    "negation",
    "remove",
    "list",
    "mine",
    "for_now",
];

/// `LEXICON`: of each spelling and variant its spelling and roles.
pub(crate) fn lexicon(faults: &mut Faults) -> io::Result<String> {
    let rows: Vec<Row<3>> = tsv::read(
        "data/consent/lexicon.tsv",
        ["spelling", "roles", "variants"],
        faults,
    )?;
    let mut entries: BTreeMap<String, String> = BTreeMap::new();
    for Row {
        place,
        fields: [spelling, roles, variants],
    } in &rows
    {
        let mut bits = "Roles::NONE".to_owned();
        for role in words(roles) {
            if ROLES.contains(&role) {
                let _infallible = write!(bits, ".and(Roles::{})", role.to_uppercase());
            } else {
                faults.at(place, format!("\"{role}\" is not a role"));
            }
        }
        let entry = format!("({spelling:?}, {bits})");
        // A spelling may stand for two words ("hit-up"); a variant is one word as texts have it.
        for word in words(variants).filter(|word| !is_folded(word)) {
            faults.at(
                place,
                format!("\"{word}\" can never match: texts are folded"),
            );
        }
        for word in [spelling.as_str()].into_iter().chain(words(variants)) {
            if entries.insert(word.to_owned(), entry.clone()).is_some() {
                faults.at(place, format!("\"{word}\" stands twice"));
            }
        }
    }
    Ok(table("LEXICON", "Entry", &entries))
}

/// `ROMANCE`: of each word what it is.
pub(crate) fn romance(faults: &mut Faults) -> io::Result<String> {
    let rows: Vec<Row<4>> = tsv::read(
        "data/consent/romance.tsv",
        ["class", "language", "stems", "endings"],
        faults,
    )?;
    let mut classes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for Row {
        place,
        fields: [class, language, stems, endings],
    } in &rows
    {
        if !CLASSES.contains(&class.as_str()) {
            faults.at(place, format!("\"{class}\" is not a class"));
        }
        if !["es", "pt", "fr", "*"].contains(&language.as_str()) {
            faults.at(
                place,
                format!("\"{language}\" is not a language of this file"),
            );
        }
        for stem in words(stems) {
            for ending in if endings == "-" {
                vec![""]
            } else {
                words(endings).collect()
            } {
                let word = format!("{stem}{ending}");
                if !is_folded(&word) {
                    faults.at(
                        place,
                        format!("\"{word}\" can never match: texts are folded"),
                    );
                }
                let known = classes.entry(word).or_default();
                if known.contains(&class.as_str()) {
                    faults.at(place, format!("\"{stem}{ending}\" stands twice in {class}"));
                }
                known.push(class);
            }
        }
    }
    let entries = classes
        .into_iter()
        .map(|(word, classes)| {
            let bits = classes
                .iter()
                .fold("Classes::NONE".to_owned(), |bits, class| {
                    format!("{bits}.and(Classes::{})", class.to_uppercase())
                });
            (word, bits)
        })
        .collect();
    Ok(table("ROMANCE", "Classes", &entries))
}

fn table(name: &str, kind: &str, entries: &BTreeMap<String, String>) -> String {
    let mut source = format!("static {name}: &[(&str, {kind})] = &[\n");
    for (word, entry) in entries {
        let _infallible = writeln!(source, "    ({word:?}, {entry}),");
    }
    source.push_str("];\n");
    source
}

fn words(field: &str) -> impl Iterator<Item = &str> {
    field.split_ascii_whitespace().filter(|word| *word != "-")
}

fn is_folded(word: &str) -> bool {
    word.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}
