//! What a text that we did not write ourselves may say before it is sent in our name. Pure.
//!
//! A text passes only if nothing in it could be a lie, a promise or a trap: an answer refused here
//! costs nothing, for the rules have one of their own. So where a rule cannot tell, it refuses.

mod agreement;
mod asked;
mod claims;
mod consent;
mod fair_housing;
mod names;
mod numbers;
mod phrases;
mod plain;
mod pressure;
mod said;
mod secrets;
mod vocabulary;

#[cfg(test)]
mod tests;

use crate::text::segments::Segments;
use crate::vocabulary::Language;

pub use asked::asks_if_human;
use plain::{Word, plain, words};

/// What a text may say to one contact, now.
#[derive(Debug, Clone, Copy)]
pub struct Bounds<'a> {
    /// The most segments it may take.
    pub max_segments: usize,
    /// Names and addresses from our own record and settings: the contact's name, street and city,
    /// the business's name. Their words may stand in the text, in any order.
    pub known: &'a [&'a str],
    /// Prices that we have offered, in whole dollars.
    pub offered: &'a [u64],
    /// The contact asks whether a person writes: then a bare yes or no is a claim, too.
    pub asked_if_human: bool,
    /// The contact refused or opted out: then nothing may be said.
    pub refused: bool,
    pub language: Language,
}

/// Why a text may not be sent. For logs: it never holds the text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, strum::AsRefStr, strum::Display, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Violation {
    /// Any text, after a refusal.
    AfterRefusal,
    Empty,
    /// Control characters, other scripts, emoji: what the rules below cannot read.
    Characters,
    /// More segments than allowed.
    TooLong,
    /// Template braces, markdown.
    Markup,
    /// Role labels, talk of prompts, instructions or models.
    PromptTalk,
    /// A URL, a domain in any dress, an e-mail address, or an invitation to another channel.
    Link,
    /// An amount, a percentage or a currency that we did not offer.
    Price,
    /// Another number than our record's, a small count or a time: phones, house numbers, codes.
    Number,
    /// A claim to be human.
    HumanClaim,
    /// Word on consent, which only the consent ledger has.
    Consent,
    /// A promise, an agreement, a threat or advice that we may not give, or an office that we do
    /// not hold.
    Promise,
    /// Haste, invented scarcity, a threat of what comes otherwise.
    Pressure,
    /// Religion, race, colour, origin, sex, disability, family.
    FairHousing,
    /// An insult or a curse.
    Rude,
    /// A question for what nobody should text: money, accounts, passwords.
    Secrets,
    /// A name that is not in our record.
    Name,
    /// A street that is not in our record.
    Address,
    /// Not in the language asked for, and so not readable to these rules.
    OtherLanguage,
}

/// The text as it may be sent: trimmed, its quotes, dashes and spaces written as GSM-7 has them, so
/// that one curly quote does not double its segments. Else the first rule that it breaks.
pub fn check(text: &str, bounds: &Bounds<'_>) -> Result<String, Violation> {
    if bounds.refused {
        return Err(Violation::AfterRefusal);
    }
    let plain = plain(text, bounds.known).ok_or(Violation::Characters)?;
    if plain.is_empty() {
        return Err(Violation::Empty);
    }
    if Segments::of(&plain).count > bounds.max_segments {
        return Err(Violation::TooLong);
    }
    let known = Known::of(bounds.known);
    let words = words(&plain);
    phrases::check(&plain, &words, &known, bounds)?;
    names::check(&words, &known, bounds.language)?;
    numbers::check(&words, &known, bounds.offered)?;
    Ok(plain)
}

/// The words of our own record, folded.
#[derive(Debug)]
struct Known(Vec<String>);

/// How streets are written, long and short: who knows one knows the other.
const SPELLINGS: &[(&str, &str)] = &[
    ("street", "st"),
    ("avenue", "ave"),
    ("road", "rd"),
    ("drive", "dr"),
    ("lane", "ln"),
    ("court", "ct"),
    ("boulevard", "blvd"),
    ("parkway", "pkwy"),
    ("highway", "hwy"),
    ("circle", "cir"),
    ("place", "pl"),
    ("terrace", "ter"),
    ("apartment", "apt"),
    ("north", "n"),
    ("south", "s"),
    ("east", "e"),
    ("west", "w"),
];

impl Known {
    fn of(entries: &[&str]) -> Self {
        let plain: Vec<String> = entries
            .iter()
            .filter_map(|entry| plain(entry, entries))
            .collect();
        let words = plain
            .iter()
            .flat_map(|entry| words(entry))
            .map(|word| word.folded);
        Self(words.flat_map(spellings).collect())
    }

    fn has(&self, word: &Word<'_>) -> bool {
        let possessor = word.raw.strip_suffix("'s").map(plain::folded);
        self.0
            .iter()
            .any(|known| *known == word.folded || Some(known) == possessor.as_ref())
    }
}

fn spellings(word: String) -> Vec<String> {
    let other = SPELLINGS
        .iter()
        .find_map(|(long, short)| match word.as_str() {
            told if told == *long => Some(*short),
            told if told == *short => Some(*long),
            _ => None,
        });
    let other = other.map(str::to_owned);
    std::iter::once(word).chain(other).collect()
}
