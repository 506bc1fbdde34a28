//! Weighs the signs of a text against each other: a ladder of rungs, the first that holds decides.

use super::answers::{self, Bare};
use super::data::weight;
use super::evidence::{Decision, Signs, about_the_sale, bonus, given};
use super::fold::Token;
use super::lexicon::among;
use super::phrases::{Hit, Mark};
use super::timeline;
use crate::vocabulary::Question;
use crate::vocabulary::{AiIntent as A, Intent as I};

/// A step of the ladder.
type Rung = fn(&Signs<'_>) -> Option<Decision>;

/// Strong signs first: hostility beats all; a refusal beats politeness; talk about a price beats
/// what is put off; weak signs and mere politeness come last.
const LADDER: &[Rung] = &[
    hostile,
    scoffs,
    bare_answer,
    gives_name,
    inquires,
    deals_with_us,
    refused,
    takes_back,
    names_number,
    free_to_talk,
    asks_source,
    asks_who,
    asks_business,
    answers_whether_empty,
    answers_when,
    delays,
    is_busy,
    other_business,
    talks,
    leads_with_yes,
    hints_at_no,
    open_answer,
    hints_at_later,
    hints_at_sale,
    led_by_an_answer,
    small_talk,
];

/// Decides by the signs alone; none when they say too little.
pub(super) fn decide(signs: &Signs<'_>) -> Option<Decision> {
    LADDER.iter().find_map(|rung| rung(signs))
}

fn hostile(signs: &Signs<'_>) -> Option<Decision> {
    let meant = |h: &Hit| h.mark == Mark::Hostile && !signs.is_told_of_others(h);
    if !signs
        .hits
        .iter()
        .any(|h| h.weight >= weight::STRONG && meant(h))
    {
        return None;
    }
    let ai = if signs.weight(Mark::AsksSource) >= weight::LIKELY {
        A::HowGotNumber
    } else if signs.weight(Mark::WrongNumber) >= weight::LIKELY {
        A::WrongNumber
    } else if signs.weight(Mark::AsksWho) >= weight::LIKELY {
        A::WhoIsThis
    } else {
        A::NotInterested
    };
    Some(signs.decide(ai, I::Dnc, &[Mark::Hostile]))
}

fn bare_answer(signs: &Signs<'_>) -> Option<Decision> {
    let bare = answers::bare(signs.text, signs.hits)?;
    if signs.question.is_none() && is_eager(signs, bare) {
        let verdict = (
            A::InterestDetected,
            I::Positive,
            "is ready, whatever was asked",
        );
        return Some(given(verdict, weight::SURE));
    }
    if signs.question == Some(Question::Talk) && signs.text.tokens.iter().all(|t| t.word == "ok") {
        // "K" hears us, no more.
        return Some(signs.decide(A::Neutral, I::Neutral, &[Mark::Neutral]));
    }
    let verdict = answers::answer(signs.question, bare, signs.text.asks())?;
    Some(given(verdict, weight::SURE))
}

/// "Let's do it", "possibly": said to an offer, and to hardly anything else.
fn is_eager(signs: &Signs<'_>, bare: Bare) -> bool {
    let us = |pair: &[Token]| matches!(pair, [let_, us] if let_.word == "let" && us.word == "us");
    match bare {
        Bare::Yes => signs.text.tokens.windows(2).any(us) || signs.says("game"),
        Bare::Maybe => signs.says("possibly potentially conceivably"),
        Bare::No => false,
    }
}

/// "This is Maria", asked whether it is Maria.
fn gives_name(signs: &Signs<'_>) -> Option<Decision> {
    let named = signs.question == Some(Question::Identity)
        && signs.weight(Mark::Greeting) >= weight::LEANING
        && signs.weight(Mark::WrongNumber) + signs.weight(Mark::No) < weight::TRACE
        && signs.talk().is_none();
    named.then(|| signs.decide(A::Neutral, I::Neutral, &[Mark::Greeting]))
}

/// "Sell? To you? Lol": our question thrown back, and laughed at.
fn scoffs(signs: &Signs<'_>) -> Option<Decision> {
    let tokens = &signs.text.tokens;
    let laughs = tokens.last().is_some_and(|t| {
        among(
            "lol haha <laugh> please right puhlease hilarious funny",
            &t.word,
        )
    });
    let curt = tokens
        .chunk_by(|a, b| a.sentence == b.sentence)
        .all(|sentence| sentence.len() <= 4);
    let asked_back = tokens.first().is_some_and(|first| {
        signs.text.questions.first() == Some(&true)
            && among(
                "sell sold to an offer my me buy you interested",
                &first.word,
            )
    });
    let verdict = (A::NotInterested, I::Reject, "laughs at our question");
    let doubts = matches!(tokens.as_slice(), [yeah, right] if yeah.word == "yeah" && right.word == "right")
        && about_the_sale(signs.question);
    let laughs_at_it = laughs && curt && asked_back && signs.text.questions.len() > 1;
    (doubts || laughs_at_it && !is_priced(signs)).then(|| given(verdict, weight::SURE))
}

/// "Which house?", "what would you do with it, flip it or rent it out?", unless more is said.
fn inquires(signs: &Signs<'_>) -> Option<Decision> {
    let question = signs.best(Mark::Inquires)?;
    let more = signs.hits.iter().any(|h| {
        h.weight >= weight::LIKELY
            && (h.sentence != question.sentence || h.start < question.start)
            && matches!(
                h.mark,
                Mark::Refusal
                    | Mark::WrongNumber
                    | Mark::Interest
                    | Mark::Motivation
                    | Mark::Condition
                    | Mark::Timeline
                    | Mark::Delay
                    | Mark::Other
                    | Mark::AsksWho
                    | Mark::AsksSource
            )
    });
    let decision = signs.decide(A::Neutral, I::Neutral, &[Mark::Inquires]);
    (!more && !is_priced(signs)).then_some(Decision {
        strength: weight::SURE,
        ..decision
    })
}

/// Who sells to us, or whose phone answers by itself: whatever else is named is not a seller's.
fn deals_with_us(signs: &Signs<'_>) -> Option<Decision> {
    let stopped = signs
        .weight(Mark::Refusal)
        .max(signs.weight(Mark::WrongNumber));
    (signs.weight(Mark::Other) >= weight::CERTAIN && stopped < weight::LIKELY)
        .then(|| signs.decide(A::Other, I::Neutral, &[Mark::Other]))
}

/// Refusals and wrong numbers, unless talk about a sale overrules them.
fn refused(signs: &Signs<'_>) -> Option<Decision> {
    let wrong = signs.first(Mark::WrongNumber, weight::LIKELY);
    let asks_who = signs.weight(Mark::AsksWho);
    let plainly_wrong = signs.says(
        "wrong mine own owner owned rent renting tenant sold equivocado shop store office school",
    );
    if wrong.is_some() && !plainly_wrong && signs.weight(Mark::AsksSource) >= weight::LIKELY {
        return None;
    }
    if wrong.is_some()
        && (asks_who > signs.weight(Mark::WrongNumber)
            || asks_who >= weight::LIKELY && !plainly_wrong)
    {
        return None;
    }
    let open = matches!(
        signs.question,
        Some(Question::Motivation | Question::Timeline | Question::Condition)
    );
    if open
        && !signs.says("not no nope nah never sold keeping contract decided wrong nao stop pass")
    {
        // "My mother's house" and "too old to keep it" answer why; they refuse nothing.
        return None;
    }
    let refusal = signs
        .best(Mark::Refusal)
        .filter(|h| h.weight >= weight::FINAL)
        .or_else(|| signs.first(Mark::Refusal, weight::LIKELY));
    let stopped = wrong.or(refusal)?;
    if wrong.is_none() && signs.within(stopped, Mark::AsksWho) {
        // "Sorry, I do not have this number" refuses nothing.
        return None;
    }
    if signs.overrules(stopped) || is_alternative(signs, stopped) {
        return overruled(signs);
    }
    let later = signs
        .last(Mark::Delay, weight::LIKELY)
        .or_else(|| signs.last(Mark::Callback, weight::LIKELY))
        .filter(|d| d.start >= stopped.start);
    if wrong.is_none() && later.is_some() && stopped.weight < weight::FINAL {
        return Some(signs.decide(A::Delay, I::Delay, &[Mark::Delay, Mark::Callback]));
    }
    Some(if wrong.is_some() || is_mere_no(signs) {
        signs.decide(A::WrongNumber, I::Reject, &[Mark::WrongNumber])
    } else {
        signs.decide(A::NotInterested, I::Reject, &[Mark::Refusal])
    })
}

/// "Best offer in writing, otherwise don't waste my time": refuses only if the price is not met.
fn is_alternative(signs: &Signs<'_>, refusal: &Hit) -> bool {
    let priced = signs.hits.iter().any(|h| {
        matches!(h.mark, Mark::AsksPrice | Mark::Offer | Mark::Interest)
            && h.weight >= weight::LIKELY
            && h.end <= refusal.start
    });
    let before = signs.text.tokens.get(..refusal.start).unwrap_or(&[]);
    let mut before = before.iter().filter(|t| t.sentence == refusal.sentence);
    priced && before.any(|t| among("otherwise else or", &t.word))
}

/// The talk about a sale that overrules a refusal.
fn overruled(signs: &Signs<'_>) -> Option<Decision> {
    let (mark, ai, _) = [
        (Mark::Offer, A::OfferDiscussion),
        (Mark::AsksPrice, A::AskPrice),
        (Mark::Interest, A::InterestDetected),
    ]
    .into_iter()
    .map(|(mark, ai)| (mark, ai, signs.weight(mark) + bonus(mark)))
    .max_by(|a, b| a.2.total_cmp(&b.2))?;
    let decision = signs.decide(ai, I::Positive, &[mark, Mark::Unless]);
    // Both sides are plainly said, so the model hears a refusal too; the rule knows which wins.
    Some(Decision {
        strength: weight::SURE,
        ..decision
    })
}

/// "Nope, never did", asked about the owner: no owner, rather than no sale.
fn is_mere_no(signs: &Signs<'_>) -> bool {
    matches!(
        signs.question,
        Some(Question::Ownership | Question::Identity)
    ) && signs.text.tokens.iter().all(|t| {
        among(
            "no nope nah never not sorry did i do sir am hell absolutely thanks maam it is lol have negative",
            &t.word,
        )
    })
}

/// "What would I want to sell for, lol no" and "interested in selling? no.": the no that ends a
/// text answers the talk before it.
fn takes_back(signs: &Signs<'_>) -> Option<Decision> {
    let talk = |h: &&Hit| matches!(h.mark, Mark::Interest | Mark::AsksPrice | Mark::Offer);
    let no = signs
        .hits
        .iter()
        .filter(|h| h.mark == Mark::No && h.start > 0 && ends_clause(signs, h))
        .max_by_key(|h| h.start)?;
    let (before, after): (Vec<&Hit>, Vec<&Hit>) = signs
        .hits
        .iter()
        .filter(talk)
        .partition(|h| h.start < no.start);
    (!before.is_empty() && after.is_empty()).then(|| {
        given(
            (A::NotInterested, I::Reject, "says no in the end"),
            weight::PLAIN,
        )
    })
}

/// Whether nothing but a word of politeness follows a "no" in its clause.
fn ends_clause(signs: &Signs<'_>, no: &Hit) -> bool {
    let token = |at: usize| signs.text.tokens.get(at);
    let plain =
        token(no.start).is_some_and(|t| among("no nope nah naw never n nel <down>", &t.word));
    let asks = no
        .start
        .checked_sub(1)
        .and_then(token)
        .is_some_and(|t| among("or if there why is was say said", &t.word));
    plain
        && !asks
        && token(no.end).is_none_or(|t| {
            t.sentence != no.sentence
                || t.after_comma
                || among(
                    "thanks sorry sir mam maam lol haha <laugh> way bro man god have",
                    &t.word,
                )
        })
}

fn names_number(signs: &Signs<'_>) -> Option<Decision> {
    let named = matches!(signs.question, Some(Question::Price | Question::Bid))
        && signs.text.tokens.iter().any(|t| t.amount.is_some())
        && signs.weight(Mark::AsksPrice) < weight::LIKELY
        && signs.weight(Mark::Delay) < weight::LIKELY;
    let verdict = (
        A::OfferDiscussion,
        I::Positive,
        "names a number in answer to our question about the price",
    );
    named.then(|| given(verdict, weight::PLAIN))
}

/// "Anytime", asked when to talk.
fn free_to_talk(signs: &Signs<'_>) -> Option<Decision> {
    let free = signs.question == Some(Question::Talk)
        && signs.text.tokens.len() <= 5
        && signs.says("anytime whenever now")
        && signs.weight(Mark::Callback) < weight::LIKELY
        && !signs.says("not never no later after tonight");
    let verdict = (A::InterestDetected, I::Positive, "is free to talk");
    free.then(|| given(verdict, weight::SURE))
}

/// Whether a price is asked or named.
fn is_priced(signs: &Signs<'_>) -> bool {
    signs.weight(Mark::AsksPrice) >= weight::LIKELY || signs.weight(Mark::Offer) >= weight::LIKELY
}

fn asks_source(signs: &Signs<'_>) -> Option<Decision> {
    (signs.weight(Mark::AsksSource) >= weight::LIKELY && !is_priced(signs))
        .then(|| signs.decide(A::HowGotNumber, I::Neutral, &[Mark::AsksSource]))
}

fn asks_who(signs: &Signs<'_>) -> Option<Decision> {
    let frank = is_priced(signs)
        || signs.interest_beside(Mark::AsksWho)
            && signs.says("sell selling offer offers interested buy buying vender oferta sale");
    // "Realtor here. Are you an end buyer?" offers trade.
    let trades = signs.weight(Mark::Other) >= weight::SURE;
    (signs.weight(Mark::AsksWho) >= weight::LIKELY && !frank && !trades)
        .then(|| signs.decide(A::WhoIsThis, I::Neutral, &[Mark::AsksWho]))
}

/// "Do you buy land too", "how does this work": no wish to sell yet, unless one is told beside.
fn asks_business(signs: &Signs<'_>) -> Option<Decision> {
    let told = [Mark::Interest, Mark::Motivation, Mark::Condition]
        .into_iter()
        .any(|mark| signs.weight(mark) >= weight::LIKELY);
    let owns = signs.weight(Mark::Owns) >= weight::HINT || signs.says("my mine our own have tengo");
    let asks =
        signs.weight(Mark::AsksBusiness) >= weight::LIKELY && !told && !owns && !is_priced(signs);
    // The model takes these questions for talk about a sale.
    asks.then(|| Decision {
        strength: weight::SURE,
        ..signs.decide(A::Neutral, I::Neutral, &[Mark::AsksBusiness])
    })
}

/// "Vacant since November", "my son lives there", asked who lives there.
fn answers_whether_empty(signs: &Signs<'_>) -> Option<Decision> {
    let told = signs.question == Some(Question::Condition)
        && signs.says(
            "vacant empty unoccupied occupied lives living live lived rented renting rents tenant              tenants renter renters squatters",
        )
        && signs.weight(Mark::Hostile) < weight::HINT
        && signs.weight(Mark::Delay) < weight::LIKELY;
    let verdict = (A::ConditionQuestion, I::Positive, "answers who lives there");
    (told && !is_priced(signs)).then(|| given(verdict, weight::SURE))
}

/// "In the spring", asked when.
fn answers_when(signs: &Signs<'_>) -> Option<Decision> {
    let dated = signs.question == Some(Question::Timeline)
        && signs.weight(Mark::Busy) + signs.weight(Mark::Callback) < weight::HINT
        && (timeline::of(signs.text, signs.facts).is_some()
            || signs.text.tokens.len() <= 3 && signs.says("tomorrow today tonight"))
        && !signs.says("no later might call text think ready")
        && !signs.text.tokens.windows(2).any(|pair| {
            matches!(pair, [not, next] if not.word == "not"
                && !among("until before for in too", &next.word))
        });
    let verdict = (
        A::TimelineQuestion,
        I::Positive,
        "answers our question about the time",
    );
    (dated && !is_priced(signs)).then(|| given(verdict, weight::LIKELY))
}

fn delays(signs: &Signs<'_>) -> Option<Decision> {
    // "Never thought about it, but maybe."
    let turned = signs.weight(Mark::Interest) >= weight::SURE;
    // "Can I stay till my kids finish school?"
    let asks_to_stay = signs.weight(Mark::Timeline) > signs.weight(Mark::Delay);
    (signs.weight(Mark::Delay) >= weight::LIKELY && !is_priced(signs) && !turned && !asks_to_stay)
        .then(|| signs.decide(A::Delay, I::Delay, &[Mark::Delay]))
}

fn is_busy(signs: &Signs<'_>) -> Option<Decision> {
    let busy = (signs.weight(Mark::Busy) >= weight::LIKELY
        || signs.weight(Mark::Callback) >= weight::LIKELY)
        && !is_priced(signs)
        && !signs.interest_beside(Mark::Callback)
        && signs.weight(Mark::Motivation) < weight::LIKELY;
    busy.then(|| signs.decide(A::Delay, I::Delay, &[Mark::Busy, Mark::Callback]))
}

/// Agents, buyers, contractors, family matters: unless the text is about selling all the same.
fn other_business(signs: &Signs<'_>) -> Option<Decision> {
    let other = signs.weight(Mark::Other);
    if signs.question == Some(Question::Motivation) && (3.0..3.4).contains(&other) {
        // "We're having another baby" tells why.
        return answers::open_answer(signs.question, signs.text.tokens.len())
            .map(|verdict| given(verdict, weight::HINT));
    }
    let trade = other >= weight::SURE
        && !signs.says("sell selling my mine ours our")
        && signs.question != Some(Question::Bid)
        && signs.weight(Mark::AsksPrice) < weight::LIKELY;
    let aside = !is_priced(signs)
        && signs.weight(Mark::Interest) < weight::LIKELY
        && !about_the_sale(signs.question);
    let outweighs = signs.talk().is_none_or(|(.., score)| score < other + 0.2);
    if trade || other >= weight::LIKELY && (aside || outweighs) {
        return Some(signs.decide(A::Other, I::Neutral, &[Mark::Other]));
    }
    let verdict = (A::Other, I::Neutral, "is about other things than a house");
    signs.is_off_topic().then(|| given(verdict, weight::LIKELY))
}

fn talks(signs: &Signs<'_>) -> Option<Decision> {
    let (mark, ai, _) = signs
        .talk()
        .filter(|(.., score)| *score >= weight::LEANING)?;
    let closing = matches!(signs.question, Some(Question::Bid | Question::Contract));
    let ai = if closing && mark == Mark::Interest {
        A::OfferDiscussion
    } else if signs.question == Some(Question::Condition)
        && mark == Mark::Motivation
        && signs.says("vacant empty unoccupied")
    {
        // "Vacant" is a reason to sell, unless we asked whether it is.
        A::ConditionQuestion
    } else if signs.question == Some(Question::Talk) && mark == Mark::Timeline {
        // "Come by Saturday", asked whether we may.
        A::InterestDetected
    } else {
        ai
    };
    let decision = signs.decide(ai, I::Positive, &[mark]);
    Some(Decision {
        strength: decision.strength + signs.more_talk(mark),
        ..decision
    })
}

/// "I might be. What do you need to know": the first sentence answers, and none takes it back.
fn leads_with_yes(signs: &Signs<'_>) -> Option<Decision> {
    let first = signs
        .text
        .tokens
        .iter()
        .take_while(|t| t.sentence == 0)
        .count();
    let more = signs.text.tokens.len() > first;
    let answered = signs.question == Some(Question::Interest)
        && signs
            .hits
            .iter()
            .any(|h| h.start == 0 && h.end == first && matches!(h.mark, Mark::Yes | Mark::Maybe));
    let against = [Mark::Refusal, Mark::WrongNumber, Mark::Delay, Mark::No]
        .into_iter()
        .any(|mark| signs.weight(mark) >= weight::TRACE);
    let verdict = (A::InterestDetected, I::Positive, "says yes to an offer");
    (answered && more && !against).then(|| given(verdict, weight::TELLING))
}

fn hints_at_no(signs: &Signs<'_>) -> Option<Decision> {
    if signs.weight(Mark::AsksWho) >= weight::HINT {
        return Some(signs.decide(A::WhoIsThis, I::Neutral, &[Mark::AsksWho]));
    }
    let ends_in_no = signs.hits.iter().any(|h| is_no_after_all(signs, h));
    if ends_in_no && matches!(signs.question, Some(Question::Interest | Question::Bid)) {
        return Some(signs.decide(A::NotInterested, I::Reject, &[Mark::No]));
    }
    if signs.question == Some(Question::Motivation) {
        return None;
    }
    if signs.weight(Mark::Refusal) >= weight::HINT {
        return Some(signs.decide(A::NotInterested, I::Reject, &[Mark::Refusal]));
    }
    (signs.weight(Mark::WrongNumber) >= weight::HINT)
        .then(|| signs.decide(A::WrongNumber, I::Reject, &[Mark::WrongNumber]))
}

/// "Yes I own it, no I wouldn't."
fn is_no_after_all(signs: &Signs<'_>, hit: &Hit) -> bool {
    hit.mark == Mark::No
        && hit.start > 0
        && signs
            .text
            .tokens
            .get(hit.start)
            .is_some_and(|t| t.after_comma || t.word == "no" || t.sentence > 0)
}

fn open_answer(signs: &Signs<'_>) -> Option<Decision> {
    // "Yesterday lol" answers all the same.
    let laughs = signs.text.tokens.len() > 1
        && signs.hits.iter().all(|h| {
            h.mark != Mark::Neutral || h.end == signs.text.tokens.len() && h.end - h.start == 1
        })
        && signs.says("lol haha <laugh> <smile>")
        && !signs.says("thanks sorry ok");
    let polite = signs.weight(Mark::Neutral) >= weight::HINT
        && !laughs
        && (signs.question != Some(Question::Condition) || signs.says("thanks sorry"));
    if polite || signs.weight(Mark::Other) >= weight::HINT {
        return None;
    }
    answers::open_answer(signs.question, signs.text.tokens.len())
        .map(|verdict| given(verdict, weight::HINT))
}

fn hints_at_later(signs: &Signs<'_>) -> Option<Decision> {
    let brief = signs.text.tokens.len() <= 6 || about_the_sale(signs.question);
    if signs.weight(Mark::Delay) >= weight::HINT && brief {
        return Some(signs.decide(A::Delay, I::Delay, &[Mark::Delay, Mark::Busy]));
    }
    let hint = signs.best(Mark::Hostile)?;
    (!signs.is_told_of_others(hint))
        .then(|| signs.decide(A::NotInterested, I::Dnc, &[Mark::Hostile]))
}

/// Signs that are neither for nor against a sale.
const SMALL: [(Mark, A); 4] = [
    (Mark::Other, A::Other),
    (Mark::Greeting, A::Intro),
    (Mark::Owns, A::Neutral),
    (Mark::Neutral, A::Neutral),
];

fn hints_at_sale(signs: &Signs<'_>) -> Option<Decision> {
    let (mark, ai, score) = signs.talk().filter(|(.., score)| *score >= weight::HINT)?;
    let fits = (mark != Mark::Timeline || about_the_sale(signs.question))
        && SMALL.iter().all(|(m, _)| signs.weight(*m) <= score);
    fits.then(|| signs.decide(ai, I::Positive, &[mark]))
}

/// An answer followed by words that no rule knows.
fn led_by_an_answer(signs: &Signs<'_>) -> Option<Decision> {
    if signs.weight(Mark::Neutral) >= weight::HINT || signs.weight(Mark::Owns) >= weight::HINT {
        return None;
    }
    let begins_with = |mark| signs.hits.iter().any(|h| h.start == 0 && h.mark == mark);
    let bare = if begins_with(Mark::No) {
        Bare::No
    } else if begins_with(Mark::Yes) {
        Bare::Yes
    } else if begins_with(Mark::Maybe) {
        Bare::Maybe
    } else {
        return None;
    };
    answers::answer(signs.question, bare, false).map(|verdict| given(verdict, 1.5))
}

fn small_talk(signs: &Signs<'_>) -> Option<Decision> {
    let (mark, ai, weight) = SMALL
        .into_iter()
        .map(|(mark, ai)| (mark, ai, signs.weight(mark)))
        .max_by(|a, b| a.2.total_cmp(&b.2))?;
    (weight > 0.0).then(|| signs.decide(ai, I::Neutral, &[mark]))
}
