//! The signs of a text, and what they weigh.

use super::answers::Verdict;
use super::data::weight;
use super::extract::Found;
use super::fold::Folded;
use super::lexicon;
use super::negation::turns_between;
use super::phrases::{Hit, Mark};
use crate::vocabulary::Question;
use crate::vocabulary::{AiIntent, Intent};

/// The signs of one text.
#[derive(Debug)]
pub(super) struct Signs<'a> {
    pub(super) text: &'a Folded,
    pub(super) hits: &'a [Hit],
    /// What phrases say for the lead's record.
    pub(super) facts: &'a [Found],
    pub(super) question: Option<Question>,
}

/// A decision and how sure the rules are of it, about 0 to 5.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    pub(super) ai_intent: AiIntent,
    pub(super) intent: Intent,
    pub(super) strength: f32,
    /// How the strongest sign of another meaning compares, about 0 to 4.
    pub(super) against: f32,
    pub(super) why: Vec<String>,
}

/// The marks that are talk about a sale, each with what it adds when several stand side by side:
/// a price named beats a price asked, and both beat a reason, a date, the condition and plain
/// interest.
const TALK: &[(Mark, AiIntent, f32)] = &[
    (Mark::Offer, AiIntent::OfferDiscussion, 0.6),
    (Mark::AsksPrice, AiIntent::AskPrice, 0.7),
    (Mark::Motivation, AiIntent::MotivationDetected, 0.5),
    (Mark::Timeline, AiIntent::TimelineQuestion, 0.3),
    (Mark::Condition, AiIntent::ConditionQuestion, 0.25),
    (Mark::Interest, AiIntent::InterestDetected, 0.0),
];

/// Things people text about that are no part of a sale.
const OFF_TOPIC: &str = "car truck jacket couch sofa dog cat puppy kitten ps5 xbox ticket tickets menu cake \
    party milk bread eggs groceries pizza jersey bike flight homework toll dinner lunch \
    breakfast concert shoes dress movie tv laptop iphone tattoo wedding game recipe resume \
    interview babysitter practice soccer football coffee ps4 beer fishing airport uber \
    subscription package invoice class team church";
/// Words of a house and its sale.
const ON_TOPIC: &str = "house home property place land lot condo duplex sell selling sale sold roof tenant \
    tenants mortgage foreclosure divorce realtor closing casa vender propiedad houses \
    properties rental rentals units doors parcels apartment inherited offer price roof";

/// Words by which a hard word is said to us.
const AT_US: &str = "you your yours yourself u ur ya yall yourselves";
/// What is ours in a text to us.
const OURS: &str = "text texts texting message messages messaging call calls calling company number phone \
    harassment spam scam";
/// Insults and oaths that are said of tenants, beasts and houses too.
const HARSH: &str = "thief thieves crook crooks snake snakes pig pigs weasel creep \
    creeps fool dumb stupid idiot idiots moron morons jerk jerks loser losers asshole assholes bitch bastard \
    bastards annoying nuisance pest rude disgusting hate shit crap ass damn hell shady sketchy clown clowns";
/// Courts and officers of the law, in a sale as in a threat.
const LEGAL: &str = "attorney lawyer attorneys lawyers court police cops sheriff lawsuit lawsuits litigation damages \
    claim illegal order papers";
const SALE_PAPERS: &str = "closing close contract offer sell selling sale house home property place title probate \
    estate divorce insurance roof tenant tenants lives settled foreclosure handle handles handling review look \
    paperwork agreement deed eviction basement water officer crime addition permit permits";
const THREATS: &str = "sue suing sued contacting contacted touch hear hearing calling called report reporting reported \
    complaint complaints notify notified harass harassing harassment stop spam scam scammer fcc ftc tcpa forward forwarding \
    forwarded retain retained letter charges press pressing trespassing trespass off leave involved again unsolicited \
    text texts texting message messages number";
const THINGS: &str =
    "house home place property roof yard basement kitchen land lot neighborhood copper old";
const OTHERS: &str = "i my our the we there he she tenant tenants renter renters neighbor neighbors ex raise have squatters";

impl Signs<'_> {
    pub(super) fn best(&self, mark: Mark) -> Option<&Hit> {
        self.hits
            .iter()
            .filter(|h| h.mark == mark)
            .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.start.cmp(&a.start)))
    }

    pub(super) fn weight(&self, mark: Mark) -> f32 {
        self.best(mark).map_or(0.0, |h| h.weight)
    }

    pub(super) fn last(&self, mark: Mark, least: f32) -> Option<&Hit> {
        self.hits
            .iter()
            .filter(|h| h.mark == mark && h.weight >= least)
            .max_by_key(|h| h.start)
    }

    pub(super) fn first(&self, mark: Mark, least: f32) -> Option<&Hit> {
        self.hits
            .iter()
            .filter(|h| h.mark == mark && h.weight >= least)
            .min_by_key(|h| h.start)
    }

    fn words(&self, hit: &Hit) -> String {
        self.text
            .tokens
            .get(hit.start..hit.end)
            .unwrap_or(&[])
            .iter()
            .map(|t| t.word.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(super) fn decide(&self, ai_intent: AiIntent, intent: Intent, marks: &[Mark]) -> Decision {
        let mut why = Vec::new();
        let mut strength = 0.0_f32;
        for mark in marks {
            if let Some(hit) = self.best(*mark) {
                why.push(format!("{}: \"{}\"", hit.why, self.words(hit)));
                strength = strength.max(hit.weight);
            }
        }
        let against = self
            .hits
            .iter()
            .filter(|h| !marks.contains(&h.mark) && !is_small(h.mark))
            .map(|h| h.weight)
            .fold(0.0, f32::max);
        Decision {
            ai_intent,
            intent,
            strength,
            against,
            why,
        }
    }

    /// The strongest talk about a sale.
    pub(super) fn talk(&self) -> Option<(Mark, AiIntent, f32)> {
        TALK.iter()
            .filter_map(|(mark, ai, bonus)| {
                let weight = self.weight(*mark);
                let asked = if self.answers(*mark) { 0.8 } else { 0.0 };
                (weight > 0.0).then_some((*mark, *ai, weight + bonus + asked))
            })
            .max_by(|a, b| a.2.total_cmp(&b.2))
    }

    /// What talk of other kinds than `mark` adds to it: several signs of a sale are surer than one.
    pub(super) fn more_talk(&self, mark: Mark) -> f32 {
        TALK.iter()
            .filter(|(other, ..)| *other != mark && self.weight(*other) >= weight::LIKELY)
            .map(|_| 0.4)
            .sum::<f32>()
            + if self.answers(mark) { 0.5 } else { 0.0 }
    }

    /// Whether the mark is what our question was about.
    fn answers(&self, mark: Mark) -> bool {
        matches!(
            (self.question, mark),
            (Some(Question::Condition), Mark::Condition)
                | (Some(Question::Timeline), Mark::Timeline)
                | (Some(Question::Motivation), Mark::Motivation)
                | (
                    Some(Question::Price | Question::Bid | Question::Contract),
                    Mark::Offer
                )
        )
    }

    /// Whether the text holds one of these words.
    pub(super) fn says(&self, words: &str) -> bool {
        self.text
            .tokens
            .iter()
            .any(|t| lexicon::among(words, &t.word))
    }

    /// Whether hard words are said of a house, its people or its papers, not of us: "thieves stole
    /// the copper", "my attorney will handle the closing". What says "you", or nothing of the sale,
    /// is meant for us.
    pub(super) fn is_told_of_others(&self, hit: &Hit) -> bool {
        let word = |at: usize| self.text.tokens.get(at).map_or("", |t| t.word.as_str());
        let sentence = || {
            self.text
                .tokens
                .iter()
                .filter(|t| t.sentence == hit.sentence)
                .map(|t| t.word.as_str())
        };
        let holds = |list: &str| (hit.start..hit.end).any(|at| lexicon::among(list, word(at)));
        if sentence().any(|w| lexicon::among(AT_US, w)) {
            return false;
        }
        if holds(LEGAL) {
            return self.says(SALE_PAPERS) && !self.says(THREATS);
        }
        if !holds(HARSH) {
            return false;
        }
        let near = || (hit.start.saturating_sub(4)..hit.start).map(word);
        let of_house = near()
            .chain([word(hit.end)])
            .any(|w| lexicon::among(THINGS, w));
        let of_others = near().any(|w| lexicon::among(OTHERS, w))
            && !near().any(|w| lexicon::among("this that these it not", w));
        let stolen = lexicon::among("stole broke stripped took vandalized of", word(hit.end));
        (of_house || of_others || stolen) && !sentence().any(|w| lexicon::among(OURS, w))
    }

    /// Whether the text speaks of things that are no part of a sale, and not of a house.
    pub(super) fn is_off_topic(&self) -> bool {
        !about_the_sale(self.question) && self.says(OFF_TOPIC) && !self.says(ON_TOPIC)
    }

    /// Whether a wish to sell is told apart from the wish to be called later.
    pub(super) fn interest_beside(&self, mark: Mark) -> bool {
        self.hits.iter().any(|h| {
            h.mark == Mark::Interest
                && h.weight >= weight::LIKELY
                && !self
                    .hits
                    .iter()
                    .any(|c| c.mark == mark && c.start < h.end && h.start < c.end)
        })
    }

    /// Whether a weightier phrase of `mark` overlaps `hit`.
    pub(super) fn within(&self, hit: &Hit, mark: Mark) -> bool {
        self.hits.iter().any(|h| {
            h.mark == mark && h.weight > hit.weight && h.start < hit.end && hit.start < h.end
        })
    }

    /// Whether talk about a sale overrules a refusal that ends at `refusal_end`.
    pub(super) fn overrules(&self, refusal: &Hit) -> bool {
        let after = |mark, least| {
            self.last(mark, least).filter(|h| {
                // "Not sell for double what it is worth" names no price.
                let beyond = h.end > refusal.end && refusal.weight < weight::FINAL;
                h.start >= refusal.end || h.start > refusal.start && beyond
            })
        };
        let conditional = self
            .hits
            .iter()
            .any(|h| h.mark == Mark::Unless && h.end > refusal.start);
        let price =
            after(Mark::AsksPrice, weight::LIKELY).or_else(|| after(Mark::Offer, weight::LIKELY));
        if price.is_some() {
            return true;
        }
        let interest = after(Mark::Interest, weight::LIKELY);
        if let Some(interest) = interest {
            // "Changed my mind, I want to sell."
            let changed = self.words(refusal).ends_with("mind");
            return conditional || changed || turns_between(self.text, refusal.end, interest.start);
        }
        conditional
            && (self.weight(Mark::Interest) >= weight::HINT
                || self.weight(Mark::Offer) >= weight::LIKELY
                || self.weight(Mark::AsksPrice) >= weight::LIKELY)
            && self
                .hits
                .iter()
                .any(|h| h.mark == Mark::Unless && h.start >= refusal.end)
    }
}

/// Marks that never speak against a decision.
fn is_small(mark: Mark) -> bool {
    matches!(
        mark,
        Mark::Yes
            | Mark::No
            | Mark::Maybe
            | Mark::Neutral
            | Mark::Greeting
            | Mark::Owns
            | Mark::Unless
    )
}

pub(super) fn given(verdict: Verdict, strength: f32) -> Decision {
    Decision {
        ai_intent: verdict.0,
        intent: verdict.1,
        strength,
        against: 0.0,
        why: vec![verdict.2.to_owned()],
    }
}

/// What the mark adds to its weight where several kinds of talk stand side by side.
pub(super) fn bonus(mark: Mark) -> f32 {
    TALK.iter()
        .find(|(m, ..)| *m == mark)
        .map_or(0.0, |(_, _, bonus)| *bonus)
}

/// Whether our question was about the sale, not only about the owner.
pub(super) fn about_the_sale(question: Option<Question>) -> bool {
    !matches!(
        question,
        None | Some(Question::Ownership | Question::Identity)
    )
}
