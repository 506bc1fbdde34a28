//! The tables of `data/intent`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use crate::compile::{Classes, Tables, compile, listed};
use crate::lexicon::{self, Rewritten};
use crate::syntax::{Alternative, Part, class, parse};
use crate::tsv::{Faults, Place, Row, read};

/// Files of phrases, in the order in which they are found where they stand at one place.
const PHRASES: [&str; 9] = [
    "asking", "chatting", "delaying", "hostile", "iberian", "mistaken", "refusing", "selling",
    "telling",
];
/// The class of words without a meaning of their own.
const PLAIN: &str = "plain";

const MARKS: &[&str] = &[
    "Greeting",
    "AsksWho",
    "AsksSource",
    "AsksBusiness",
    "Interest",
    "AsksPrice",
    "Offer",
    "Motivation",
    "Condition",
    "Timeline",
    "Refusal",
    "WrongNumber",
    "Delay",
    "Busy",
    "Callback",
    "Neutral",
    "Inquires",
    "Other",
    "Hostile",
    "Unless",
    "Owns",
    "Yes",
    "No",
    "Maybe",
];
/// Marks whose phrases say what they mean in the plainest words.
const MARKS_OF_PLAIN_WORDS: &[&str] = &[
    "Yes", "No", "Maybe", "AsksWho", "Inquires", "Owns", "Greeting", "Neutral",
];
const NEGATED: &[&str] = &["Stays", "Drops", "Refuses"];

/// All tables as source, for the module `intent::data`.
pub(crate) fn source(faults: &mut Faults) -> io::Result<String> {
    let mut source = String::new();
    let rewritten = lexicon::slang(faults, &mut source)?;
    let weights = weights(faults, &mut source)?;
    let book = phrases(faults, &weights, &rewritten, &mut source)?;
    let knows = |word: &str| book.book().knows(word);
    lexicon::spelling(faults, &rewritten, knows, &mut source)?;
    facts(faults, &rewritten, &mut source)?;
    Ok(source)
}

/// The steps of weight by name, as constants of the module `weight`.
fn weights(faults: &mut Faults, source: &mut String) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    source.push_str("pub(in crate::intent) mod weight {\n");
    for row in read(
        "data/intent/weights.tsv",
        ["name", "weight", "meaning"],
        faults,
    )? {
        let [name, weight, meaning] = &row.fields;
        match weight.parse::<f32>() {
            Ok(weight) if !names.contains(name) => {
                let _ = writeln!(
                    source,
                    "/// {meaning}\npub(in crate::intent) const {name}: f32 = {weight:?};"
                );
            }
            Ok(_) => faults.at(&row.place, format!("`{name}` stands twice")),
            Err(_) => faults.at(&row.place, format!("`{weight}` is not a valid weight")),
        }
        names.push(name.clone());
    }
    source.push_str("}\n");
    Ok(names)
}

/// The classes of `classes.tsv`.
#[derive(Default)]
struct Named {
    classes: Classes,
    /// Words without a meaning of their own.
    plain: String,
    places: Vec<(String, Place)>,
}

fn classes(faults: &mut Faults, rewritten: &Rewritten) -> io::Result<Named> {
    let mut named = Named::default();
    for row in read("data/intent/classes.tsv", ["class", "words"], faults)? {
        let [name, words] = &row.fields;
        for word in class(words).iter().flatten() {
            can_be_met(word, &row.place, rewritten, faults);
        }
        if name == PLAIN {
            named.plain.clone_from(words);
            continue;
        }
        if let Err(error) = named.classes.add(name, words) {
            faults.at(&row.place, error);
        }
        named.places.push((name.clone(), row.place));
    }
    Ok(named)
}

/// The parts of a pattern whose every word can be met.
fn checked(
    pattern: &str,
    place: &Place,
    rewritten: &Rewritten,
    faults: &mut Faults,
) -> Option<Vec<Part>> {
    let parts = match parse(pattern) {
        Ok(parts) => parts,
        Err(error) => {
            faults.at(place, error);
            return None;
        }
    };
    parts
        .iter()
        .flat_map(listed)
        .for_each(|alternative| can_be_met(alternative, place, rewritten, faults));
    Some(parts)
}

fn can_be_met(
    alternative: &Alternative,
    place: &Place,
    rewritten: &Rewritten,
    faults: &mut Faults,
) {
    if let Alternative::Word(word) = alternative
        && rewritten.has(word)
    {
        let fault = format!("`{word}` is never met: folding rewrites it");
        faults.at(place, fault);
    }
}

/// The phrase book, with what each of its patterns is a sign of.
fn phrases(
    faults: &mut Faults,
    weights: &[String],
    rewritten: &Rewritten,
    source: &mut String,
) -> io::Result<Tables> {
    let columns = ["mark", "weight", "negated", "why", "pattern", "example"];
    let Named {
        classes,
        plain,
        places,
    } = classes(faults, rewritten)?;
    let mut rows: Vec<Row<6>> = Vec::new();
    for file in PHRASES {
        rows.extend(read(
            &format!("data/intent/phrases/{file}.tsv"),
            columns,
            faults,
        )?);
    }
    let mut signs: BTreeMap<[&str; 4], usize> = BTreeMap::new();
    let mut of_entry = Vec::new();
    let (mut patterns, mut texts, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let [mark, weight, negated, why, pattern, example] =
            row.fields.each_ref().map(String::as_str);
        for (field, known, what) in [
            (mark, MARKS.contains(&mark), "mark"),
            (weight, weights.iter().any(|w| w == weight), "weight"),
            (negated, NEGATED.contains(&negated), "effect of a negation"),
        ] {
            if !known {
                faults.at(&row.place, format!("`{field}` is not a valid {what}"));
            }
        }
        if let Some(parts) = checked(pattern, &row.place, rewritten, faults) {
            let next = signs.len();
            of_entry.push(*signs.entry([mark, weight, negated, why]).or_insert(next));
            patterns.push(parts);
            texts.push((mark, pattern, example));
            sources.push(&row.place);
        }
    }
    for unused in classes.unused(&patterns) {
        if let Some((_, place)) = places.iter().find(|(name, _)| name == unused) {
            faults.at(place, format!("no pattern names the class `@{unused}`"));
        }
    }
    let plain: Vec<&str> = plain.split_whitespace().collect();
    let of_content = |pattern: usize| {
        let mark = texts.get(pattern).map_or("", |(mark, ..)| mark);
        !MARKS_OF_PLAIN_WORDS.contains(&mark)
    };
    let tables = book(&patterns, &sources, &classes, &plain, of_content, faults);
    let mut in_order: Vec<(&[&str; 4], &usize)> = signs.iter().collect();
    in_order.sort_by_key(|(_, index)| **index);
    let _ = writeln!(
        source,
        "pub(super) static BOOK: Book<'static> = {};\n\
         pub(super) static SIGN_OF: &[u8] = &{of_entry:?};\n\
         pub(super) static SIGNS: &[Sign] = &[",
        tables.source()
    );
    for ([mark, weight, negated, why], _) in in_order {
        let _ = writeln!(
            source,
            "Sign {{ mark: Mark::{mark}, weight: weight::{weight}, negated: Negated::{negated}, why: {why:?} }},"
        );
    }
    let lines = |of: fn(&(&str, &str, &str)) -> String| -> String {
        let lines: Vec<String> = texts.iter().map(of).collect();
        lines.join("\n")
    };
    let _ = writeln!(
        source,
        "];\n/// Each pattern as written, a line each.\n\
         pub(super) static PATTERNS: &str = {:?};\n\
         /// A text for each pattern, a line each.\n#[cfg(test)]\n\
         pub(super) static EXAMPLES: &str = {:?};",
        lines(|(_, pattern, _)| (*pattern).to_owned()),
        lines(|(_, _, example)| (*example).to_owned())
    );
    Ok(tables)
}

/// Compiles patterns whose places in the files are `places`.
fn book(
    patterns: &[Vec<Part>],
    places: &[&Place],
    classes: &Classes,
    plain: &[&str],
    of_content: impl Fn(usize) -> bool,
    faults: &mut Faults,
) -> Tables {
    let tables = compile(patterns, classes, plain, of_content).unwrap_or_else(|error| {
        if let Some(place) = places.get(error.pattern) {
            faults.at(place, error.error);
        }
        Tables::default()
    });
    for (first, repeated) in tables.repeated() {
        if let (Some(place), Some(first)) = (places.get(repeated), places.get(first)) {
            let fault = format!("stands already at {}:{}", first.file, first.line);
            faults.at(place, fault);
        }
    }
    tables
}

/// What a lead's record wants to know, by the phrases that say it.
fn facts(faults: &mut Faults, rewritten: &Rewritten, source: &mut String) -> io::Result<()> {
    let mut rows: Vec<(Place, String, String, String)> = Vec::new();
    let columns = ["kind", "name", "pattern", "example"];
    for row in read("data/intent/house.tsv", columns, faults)? {
        let [kind, name, pattern, example] = row.fields;
        let kind = match kind.as_str() {
            "part" => "Part",
            "note" => "Note",
            _ => {
                let fault = format!("`{kind}` is neither a part nor a note");
                faults.at(&row.place, fault);
                continue;
            }
        };
        rows.push((row.place, format!("{kind}({name:?})"), pattern, example));
    }
    let columns = ["reason", "pattern", "example"];
    for row in read("data/intent/reasons.tsv", columns, faults)? {
        let [reason, pattern, example] = row.fields;
        rows.push((row.place, format!("Reason({reason:?})"), pattern, example));
    }
    for row in read("data/intent/times.tsv", ["pattern", "example"], faults)? {
        let [pattern, example] = row.fields;
        rows.push((row.place, format!("Time({pattern:?})"), pattern, example));
    }
    let (mut patterns, mut places) = (Vec::new(), Vec::new());
    let (mut of_entry, mut examples) = (String::new(), Vec::new());
    for (place, fact, pattern, example) in &rows {
        if let Some(parts) = checked(pattern, place, rewritten, faults) {
            patterns.push(parts);
            places.push(place);
            let _ = write!(of_entry, "Fact::{fact},");
            examples.push(example.as_str());
        }
    }
    let tables = compile(&patterns, &Classes::default(), &[], |_| false);
    let tables = tables.unwrap_or_else(|error| {
        if let Some(place) = places.get(error.pattern) {
            faults.at(place, error.error);
        }
        Tables::default()
    });
    for (first, repeated) in tables.repeated() {
        // "Vacant" is a note and a reason.
        if let (Some(place), Some(first)) = (places.get(repeated), places.get(first))
            && place.file == first.file
        {
            faults.at(place, format!("stands already in line {}", first.line));
        }
    }
    let _ = writeln!(
        source,
        "pub(super) static FACTS: Book<'static> = {};\n\
         pub(super) static FACT_OF: &[Fact] = &[{of_entry}];\n\
         #[cfg(test)]\npub(super) static FACT_EXAMPLES: &str = {:?};",
        tables.source(),
        examples.join("\n")
    );
    Ok(())
}
