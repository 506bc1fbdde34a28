//! Finds when: "in 30 days", "by the end of june", "asap".

use super::extract::{Fact, Found};
use super::fold::Folded;
use super::lexicon::among;

const MONTHS: &str = "january february march april june july august september october november december enero \
    febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";
const SEASONS: &str = "spring summer fall winter christmas thanksgiving holidays year month week weekend ano \
    mes semana";
const SPANS: &str = "day days week weeks month months year years dias semanas meses anos";
const COUNTS: &str = "a an one two three four five six nine ten twelve thirty sixty ninety few couple several \
    dos tres un unos seis";
/// When the seller would sell, in the text's words.
pub(super) fn of(text: &Folded, found: &[Found]) -> Option<String> {
    let words: Vec<&str> = text.tokens.iter().map(|t| t.word.as_str()).collect();
    // "Not right now" says when it is not.
    let is_denied = |at: usize| {
        let before = words.get(at.saturating_sub(2)..at).unwrap_or(&[]);
        before.contains(&"not")
    };
    let set = found.iter().find_map(|(fact, at)| match fact {
        Fact::Time(phrase) if !is_denied(*at) => Some(*phrase),
        Fact::Time(_) | Fact::Part(_) | Fact::Note(_) | Fact::Reason(_) => None,
    });
    if let Some(phrase) = set {
        return Some(phrase.to_owned());
    }
    (0..words.len()).find_map(|start| {
        // "Not this year"; but "not until spring" names the spring.
        let this = matches!(words.get(start), Some(&("this" | "in" | "next")));
        if this && is_denied(start) {
            return None;
        }
        let length = time_phrase(words.get(start..).unwrap_or(&[]))?;
        let end = start + length;
        Some(words.get(start..end)?.join(" "))
    })
}

/// The length of a phrase of time at the start of `words`: "by the end of june", "in 30 days".
fn time_phrase(words: &[&str]) -> Option<usize> {
    let at = |i: usize| words.get(i).copied().unwrap_or("");
    let leading = |word: &str| {
        matches!(
            word,
            "in" | "by"
                | "before"
                | "after"
                | "within"
                | "until"
                | "till"
                | "around"
                | "about"
                | "end"
                | "for"
                | "en"
                | "para"
                | "antes"
                | "em"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "beginning"
                | "middle"
        )
    };
    let numeric = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6 || among(COUNTS, word)
    };
    let mut i = 0;
    let mut led = false;
    while i < 5
        && (leading(at(i))
            || led
                && matches!(
                    at(i),
                    "the" | "of" | "a" | "my" | "our" | "fin" | "de" | "el"
                ))
    {
        led = true;
        i += 1;
    }
    if led
        && (among(MONTHS, at(i))
            || at(i) == "may"
            || among(SEASONS, at(i))
            || at(i).starts_with("20") && at(i).len() == 4)
    {
        return Some(i + 1);
    }
    if led
        && at(i).ends_with("th") | at(i).ends_with("st")
        && at(i).starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(i + 1);
    }
    if led && among(MONTHS, at(i)) {
        return Some(i + 1);
    }
    // A count of days, weeks, months or years, perhaps from one to another.
    let mut j = if led && numeric(at(i.saturating_sub(1))) {
        i - 1
    } else {
        i
    };
    if !numeric(at(j)) {
        return None;
    }
    while numeric(at(j)) || matches!(at(j), "to" | "or" | "of" | "more") {
        j += 1;
    }
    among(SPANS, at(j)).then_some(j + 1)
}
