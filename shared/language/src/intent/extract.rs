//! Draws out what a lead's record wants to know: asking price, condition, timeline, motivation.

use super::amounts::Amount;
use super::data::{FACT_OF, FACTS, weight};
use super::evidence::Signs;
use super::fold::{Folded, Token};
use super::lexicon::among;
use super::phrases::{self, Mark};
use super::timeline;
use crate::pattern::Match;
use crate::vocabulary::{Facts, Question};

/// Draws the facts out of a text.
pub(super) fn from(signs: &Signs<'_>) -> Facts {
    let Signs {
        text,
        hits,
        facts: found,
        question,
    } = *signs;
    let refused = hits
        .iter()
        .any(|h| matches!(h.mark, Mark::WrongNumber | Mark::Hostile) && h.weight >= weight::PLAIN);
    if refused {
        return Facts::default();
    }
    let price = asking_price(text, question);
    Facts {
        asking_price: price.as_ref().map(|(a, _)| a.dollars),
        asking_price_high: price.as_ref().and_then(|(a, _)| a.upper),
        price_text: price.map(|(_, text)| text),
        condition: condition(text, found, question),
        timeline: timeline::of(text, found),
        motivation: motivation(text, found),
    }
}

/// Words before an amount that make it something else than the price asked.
const NOT_ASKED: &str = "owe owed owes mortgage zillow zestimate redfin appraised appraisal appraises paid bought \
    purchased offered your rent rents rented taxes repairs another extra add balance payoff \
    loan neighbor neighbors deposit earnest spent put insurance estimate quote quoted cost \
    costs assessed comps sold invested debo hipoteca ofrecieron worth valued value lend hoa \
    budget";
/// Words after an amount that do the same.
const NOT_ASKED_AFTER: &str = "month monthly rent repairs mortgage left roof owed deposit earnest balance taxes payment \
    payments loan";
/// Words before an amount that make it the price asked.
const ASKED: &str = "want wanted asking ask take need least accept price for sell get minimum lowest around \
    about looking firm do at quiero pido por quero minimo give pay would listed hoping than \
    make thinking";

fn asking_price(text: &Folded, question: Option<Question>) -> Option<(Amount, String)> {
    let priced = matches!(question, Some(Question::Price | Question::Bid));
    let mut best: Option<(u32, Amount, String)> = None;
    for (index, token) in text.tokens.iter().enumerate() {
        let Some(amount) = &token.amount else {
            continue;
        };
        let before = words_before(text, index, 5);
        let close = words_before(text, index, 3);
        let after = text
            .tokens
            .get(index + 1..(index + 4).min(text.tokens.len()))
            .unwrap_or(&[]);
        let cued = close.iter().any(|w| among(ASKED, w));
        let barred = before.iter().any(|w| among(NOT_ASKED, w))
            && !close
                .iter()
                .take(2)
                .any(|w| matches!(*w, "want" | "asking" | "need" | "take" | "least"))
            || after
                .iter()
                .take_while(|t| t.sentence == token.sentence && !t.after_comma)
                .any(|t| among(NOT_ASKED_AFTER, t.word.as_str()));
        if barred
            || !(amount.sure || cued || priced || text.tokens.len() <= 3)
            || amount.dollars < 5_000
        {
            continue;
        }
        let score = u32::from(cued) * 2 + u32::from(amount.sure);
        if best.as_ref().is_none_or(|(s, ..)| score > *s) {
            let prefix = close
                .first()
                .filter(|w| matches!(**w, "low" | "mid" | "high" | "upper" | "around" | "about"))
                .map_or(String::new(), |w| format!("{w} "));
            best = Some((score, amount.clone(), format!("{prefix}{}", amount.text)));
        }
    }
    best.map(|(_, amount, text)| (amount, text))
}

/// Up to `reach` words before `index` in its sentence, the nearest first.
fn words_before(text: &Folded, index: usize, reach: usize) -> Vec<&str> {
    let Some(token) = text.tokens.get(index) else {
        return Vec::new();
    };
    let mut comma = token.after_comma;
    text.tokens
        .get(..index)
        .unwrap_or(&[])
        .iter()
        .rev()
        .take(reach)
        .take_while(|t| {
            let keep = t.sentence == token.sentence && !comma && t.word != "but";
            comma = t.after_comma;
            keep
        })
        .map(|t| t.word.as_str())
        .collect()
}

/// What a phrase says for a lead's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// A part of the house.
    Part(&'static str),
    /// A note on the whole house.
    Note(&'static str),
    /// A reason to sell.
    Reason(&'static str),
    /// When to sell.
    Time(&'static str),
}

/// A fact, and where the phrase that says it begins.
pub(super) type Found = (Fact, usize);

/// The facts that phrases of a text say, in the order of the files and then of the text.
pub(super) fn find(text: &Folded) -> Vec<Found> {
    let words = phrases::words(&FACTS, &text.tokens);
    let mut found: Vec<(u16, usize)> = Vec::new();
    FACTS.find(&words, |Match { pattern, start, .. }| {
        found.push((pattern, start));
    });
    found.sort_unstable();
    found
        .into_iter()
        .filter_map(|(pattern, start)| Some((*FACT_OF.get(usize::from(pattern))?, start)))
        .collect()
}

const BAD: &str = "bad leak leaks leaking leaky broken broke old cracked cracks crack shot replace \
    replacing needs need needed damage damaged issue issues problem problems failing out \
    gone rotted rotting missing work repair repairs went caving sagging dated outdated \
    original dead died necesita precisa goteras mal falta sinking ancient fix redo updating";
const GOOD: &str = "new newer replaced remodeled redone good great fine excellent solid works working redid \
    installed nuevo novo perfect ok fresh";

/// Whether one of the `reach` words before position `at` is a negation.
fn is_denied(text: &Folded, at: usize, reach: usize) -> bool {
    text.tokens
        .get(at.saturating_sub(reach)..at)
        .unwrap_or_default()
        .iter()
        .any(|t| matches!(t.word.as_str(), "no" | "not" | "without" | "never"))
}

fn condition(text: &Folded, found: &[Found], question: Option<Question>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let mut add = |note: String| {
        if !notes.contains(&note) {
            notes.push(note);
        }
    };
    let mut parts: Vec<(usize, &str)> = found
        .iter()
        .filter_map(|(fact, at)| match fact {
            Fact::Part(part) => Some((*at, *part)),
            Fact::Note(_) | Fact::Reason(_) | Fact::Time(_) => None,
        })
        .collect();
    parts.sort_unstable();
    for (at, part) in parts {
        let Some(token) = text.tokens.get(at) else {
            continue;
        };
        match state_near(text, at, token) {
            Some(true) => add(format!("{part}: good or new")),
            Some(false) => add(format!("{part}: needs work")),
            None => add(part.to_owned()),
        }
    }
    for (fact, at) in found {
        if let Fact::Note(note) = fact
            && !is_denied(text, *at, 1)
        {
            add((*note).to_owned());
        }
    }
    let words = text.tokens.len();
    if notes.is_empty() && question == Some(Question::Condition) && (1..=8).contains(&words) {
        let words: Vec<&str> = text.tokens.iter().map(|t| t.word.as_str()).collect();
        notes.push(words.join(" "));
    }
    notes
}

/// Whether the part named at `index` is said to be good or bad.
fn state_near(text: &Folded, index: usize, part: &Token) -> Option<bool> {
    let judge = |word: &str| {
        if among(GOOD, word) {
            Some(true)
        } else if among(BAD, word) {
            Some(false)
        } else {
            None
        }
    };
    let same = |t: &&Token| t.sentence == part.sentence;
    // "needs a new roof" is bad whatever "new" says.
    let before: Vec<&Token> = {
        let mut comma = part.after_comma;
        text.tokens
            .get(..index)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(6)
            .take_while(|t| {
                let keep = same(t) && !comma;
                comma = t.after_comma;
                keep
            })
            .collect()
    };
    if before.iter().any(|t| {
        matches!(
            t.word.as_str(),
            "needs"
                | "need"
                | "replace"
                | "fix"
                | "requires"
                | "necesita"
                | "precisa"
                | "no"
                | "falta"
        )
    }) {
        return Some(false);
    }
    let after = text
        .tokens
        .get(index + 1..)
        .unwrap_or(&[])
        .iter()
        .take(5)
        .take_while(|t| same(t) && !t.after_comma && t.word != "and")
        .find_map(|t| judge(&t.word));
    after.or_else(|| before.iter().take(3).find_map(|t| judge(&t.word)))
}

fn motivation(text: &Folded, found: &[Found]) -> Option<String> {
    let mut reasons: Vec<&str> = Vec::new();
    for (fact, at) in found {
        let Fact::Reason(reason) = fact else {
            continue;
        };
        let covered = reasons.contains(reason)
            || *reason == "death in the family" && reasons.contains(&"inherited");
        if !covered && !is_denied(text, *at, 2) {
            reasons.push(reason);
        }
    }
    (!reasons.is_empty()).then(|| reasons.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::data::{FACT_EXAMPLES, FACT_OF};
    use super::super::fold::fold;
    use super::find;
    use crate::text::words::Text;

    #[test]
    fn each_fact_is_found_in_its_example() {
        assert_eq!(FACT_OF.len(), FACT_EXAMPLES.lines().count());
        for (fact, example) in FACT_OF.iter().zip(FACT_EXAMPLES.lines()) {
            let found = find(&fold(&Text::of(example)));
            assert!(
                found.iter().any(|(found, _)| found == fact),
                "{fact:?}: {example}"
            );
        }
    }
}
