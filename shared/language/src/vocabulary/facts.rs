//! What a seller has told of the property and the sale, text after text.

use serde::{Deserialize, Serialize};

/// Facts that a text tells; what it does not tell is left out when stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Whole dollars; the lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asking_price: Option<u64>,
    /// Whole dollars; the upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asking_price_high: Option<u64>,
    /// The price as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_text: Option<String>,
    /// Notes such as "roof: needs work" or "tenant occupied".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub condition: Vec<String>,
    /// When the seller would sell, in the text's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<String>,
    /// Reasons to sell, such as "divorce".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motivation: Option<String>,
}

/// The most notes on the condition that are kept; the whole is in the thread.
const MOST_NOTES: usize = 12;

impl Facts {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes in what a later text told. What it says anew replaces what was said before; notes on
    /// the condition add up, the later one of each part of the house standing.
    pub fn learn(&mut self, told: &Self) {
        if told.asking_price.is_some() {
            self.asking_price = told.asking_price;
            self.asking_price_high = told.asking_price_high;
            self.price_text.clone_from(&told.price_text);
        }
        for note in &told.condition {
            self.condition.retain(|known| part(known) != part(note));
            self.condition.push(note.clone());
        }
        let surplus = self.condition.len().saturating_sub(MOST_NOTES);
        self.condition.drain(..surplus);
        if told.timeline.is_some() {
            self.timeline.clone_from(&told.timeline);
        }
        if told.motivation.is_some() {
            self.motivation.clone_from(&told.motivation);
        }
    }
}

/// The part of the house that a note such as `roof: needs work` is about.
fn part(note: &str) -> &str {
    note.split(':').next().unwrap_or(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(price: Option<u64>, condition: &[&str], timeline: Option<&str>) -> Facts {
        Facts {
            asking_price: price,
            condition: condition.iter().map(ToString::to_string).collect(),
            timeline: timeline.map(str::to_owned),
            ..Facts::default()
        }
    }

    #[test]
    fn what_is_told_adds_up_and_the_later_word_stands() {
        let mut facts = told(Some(250_000), &["roof: needs work"], None);
        facts.learn(&told(None, &["kitchen: new"], Some("in june")));
        facts.learn(&told(Some(240_000), &["roof: new"], None));
        assert_eq!(
            facts,
            told(
                Some(240_000),
                &["kitchen: new", "roof: new"],
                Some("in june")
            )
        );
    }

    #[test]
    fn notes_do_not_grow_without_end() {
        let mut facts = Facts::default();
        for note in 0..100 {
            facts.learn(&told(None, &[&format!("part {note}: old")], None));
        }
        assert_eq!(facts.condition.len(), MOST_NOTES);
        assert_eq!(
            facts.condition.last().map(String::as_str),
            Some("part 99: old")
        );
    }
}
