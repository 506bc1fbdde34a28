//! Bans: "do not contact me", "never text this number", "no more texts".

use super::{Finding, WHAT};
use crate::consent::Why;
use crate::consent::roles::Roles;
use crate::consent::sentence::{Object, Sentence};
use crate::consent::words::Word;
use crate::text::spelling::words;
use crate::text::words::Gap;

/// "do not contact me", "never text this number again", "please not to call".
pub(super) fn contact_ban(s: Sentence<'_>) -> Option<Finding> {
    let i = s
        .all(Roles::NEGATION)
        .find(|&i| banned(s, i).is_some_and(|end| !s.limited(end)))?;
    let final_word = s.rest(i).iter().any(|w| w.is(Roles::FINAL));
    if !final_word && keeps_it_from_family(s, i) {
        return None;
    }
    Some(if final_word {
        Finding::OptOut(Why::NoContact)
    } else {
        Finding::Unless(Why::NoContact)
    })
}

/// "Don't text my wife, she doesn't know": the writer is still to be texted.
fn keeps_it_from_family(s: Sentence<'_>, i: usize) -> bool {
    let Some(kin) = s.all(Roles::FAMILY).find(|&k| k > i) else {
        return false;
    };
    let rest = s.rest(kin + 1);
    rest.iter()
        .any(|w| words!("she he they shes hes").has(w.raw))
        && rest
            .iter()
            .any(|w| words!("know knows aware idea clue find finds found surprise").has(w.raw))
}

/// The end of a ban's verb and object after the negation at `i`: "don't ever text me".
fn banned(s: Sentence<'_>, i: usize) -> Option<usize> {
    let previous = s.previous_said(i);
    let who_are_you = previous.is(Roles::YOU)
        && (words!("r are is know").has(s.before(i, 2).raw) || s.before(i, 2).is(Roles::ASK));
    let previous = if who_are_you { Word::EDGE } else { previous };
    let mut asks_not = false;
    let needs_me = match s.at(i).text {
        "dont" | "never" | "neither" => {
            let made_sure = matches!(s.before(i, 2).raw, "sure" | "certain" | "that");
            if previous.is(Roles::OTHERS)
                || (previous.is(Roles::YOU) && !made_sure)
                || previous.one_of(words!(
                    "why that which have has had was did will would folks could can"
                ))
                || previous.is(Roles::MESSAGES.and(Roles::CONTACTING))
            {
                return None;
            }
            false
        }
        "not" if s.at(i + 1).text == "to" || previous.text == "to" => {
            let asked = s
                .lead(i, 7)
                .iter()
                .any(|w| w.is(Roles::ASK.and(Roles::POLITE)) || w.text == "thanks");
            let forbidden = s.at(i + 1).text == "to"
                && (previous.is(Roles::YOU)
                    || previous.raw == "are" && s.before(i, 2).is(Roles::YOU)
                    || previous.raw == "youre");
            if !(asked || forbidden) {
                return None;
            }
            true
        }
        "not" => {
            asks_not = previous.is(Roles::YOU);
            let asked = previous.is(Roles::POLITE)
                || words!("may must shall should").has(previous.text)
                || (previous.is(Roles::YOU)
                    && s.lead(i, 8).iter().any(|w| {
                        w.is(Roles::ASK.and(Roles::WANT))
                            || w.one_of(words!("can could will would"))
                    }));
            if !asked {
                return None;
            }
            true
        }
        "didnt" | "wont" | "doesnt" => {
            let wished = previous.is(Roles::YOU)
                && s.lead(i, 8)
                    .iter()
                    .any(|w| w.one_of(words!("prefer appreciate like wish better")));
            if !wished {
                return None;
            }
            true
        }
        _ => return None,
    };
    let Some(verb) = banned_verb(s, i + 1, asks_not) else {
        return coordinated(s, i);
    };
    if s.at(verb).is(Roles::ANSWER) {
        return answer_end(s, verb + 1);
    }
    let end = past_verbs(s, verb);
    if s.at(end).raw == "it"
        && (s.at(end + 1).is(Roles::FINAL)
            || (s.trails_off(end + 1)
                && s.at(verb).one_of(words!("text message contact"))
                && s.ends(end + 1)
                && s.at(end + 1).gap == Gap::Sentence))
    {
        return Some(end + 1);
    }
    match s.object(end) {
        Object::Me(after) if s.at(verb).text == "call" && names(s.at(after)) => None,
        Object::Me(after) => Some(after),
        Object::Other
            if matches!(s.at(end).raw, "him" | "her")
                && ((s.at(verb).text == "contact" && s.trails_off(end + 1))
                    || s.final_at(end + 1)) =>
        {
            Some(end + 1)
        }
        Object::Nothing if !needs_me && bare_end(s, end, s.at(verb)) => Some(end),
        Object::Other | Object::Nothing => None,
    }
}

/// "Don't ever come here or text me again": the ban reaches the second verb.
fn coordinated(s: Sentence<'_>, i: usize) -> Option<usize> {
    (i + 2..i + 9)
        .find(|&k| matches!(s.at(k).raw, "or" | "nor") && s.at(k).gap < Gap::Sentence)
        .map(|k| s.skip(k + 1, Roles::LOOSE))
        .filter(|&verb| s.at(verb).is(Roles::CONTACT))
        .and_then(|verb| match s.object(verb + 1) {
            Object::Me(after) => Some(after),
            Object::Nothing | Object::Other => None,
        })
}

/// "Do not reply to me", "don't respond".
fn answer_end(s: Sentence<'_>, k: usize) -> Option<usize> {
    match s.object(s.skip_words(k, Roles::LOOSE, words!("back"))) {
        Object::Me(after) => Some(after),
        Object::Nothing => {
            let after = k + if s.at(k).raw == "to" { 2 } else { 0 };
            let after = after
                + usize::from(
                    s.at(after).is(Roles::MESSAGES)
                        || s.at(after).one_of(words!("text message number")),
                );
            (s.trails_off(after) || s.final_at(after)).then_some(after)
        }
        Object::Other => None,
    }
}

/// Past "call, text or email" to the object.
pub(super) fn past_verbs(s: Sentence<'_>, verb: usize) -> usize {
    let mut end = verb + 1;
    loop {
        let skipped = s.skip_words(end, Roles::LOOSE, words!("or and nor an"));
        let another = s
            .at(skipped)
            .is(Roles::CONTACT.and(Roles::CONTACTING).and(Roles::MESSAGES))
            && s.at(skipped).text != "spam";
        let listed = skipped > end
            || s.at(end).gap != Gap::Space
            || s.at(end).is(Roles::MESSAGES)
            || matches!(s.at(end + 1).raw, "or" | "and" | "nor");
        if !another || !listed {
            return end + usize::from(s.at(end).raw == "back");
        }
        end = skipped + 1;
    }
}

/// "don't call me cheap" names; it bans nothing.
fn names(word: Word<'_>) -> bool {
    words!(
        "a an crazy cheap stupid names honey sweetie sir maam mr mrs ms dumb baby \
        dude bro old"
    )
    .has(word.raw)
}

pub(super) fn bare_end(s: Sentence<'_>, end: usize, verb: Word<'_>) -> bool {
    let next = s.at(end);
    if s.final_at(end) {
        return true;
    }
    if verb.one_of(words!("bother ping")) {
        return false;
    }
    let next_after = s.skip(end, Roles::LOOSE);
    if verb.text == "write" {
        return s.at(next_after).is(Roles::FINAL) || s.trails_off(end);
    }
    let next = if s.at(next_after).is(Roles::FINAL) {
        s.at(next_after)
    } else {
        next
    };
    s.trails_off(end)
        || s.ends(end)
        || next.is(Roles::FINAL
            .and(Roles::FILLER)
            .and(Roles::TIME)
            .and(Roles::OTHERS))
        || next.one_of(words!(
            "about regarding at from on any here because concerning if under"
        ))
}

/// Past "ever", "you", "even think about" to the verb.
fn banned_verb(s: Sentence<'_>, start: usize, ing: bool) -> Option<usize> {
    let mut k = start;
    loop {
        let tries = matches!(s.at(k).raw, "try" | "come" | "approach" | "mess")
            && (k + 1..k + 3).any(|n| matches!(s.object(n), Object::Me(_)))
            && s.window(k + 1, 6).iter().any(|w| w.is(Roles::FINAL));
        if tries {
            return Some(if matches!(s.object(k + 1), Object::Me(_)) {
                k
            } else {
                k + 1
            });
        }
        k = s.skip_words(
            k,
            Roles::LOOSE.and(Roles::YOU).and(Roles::FINAL),
            words!(
                "to dare try trying think about start go be keep continue come can \
                the folks attempt waste time your"
            ),
        );
        let next = s.skip_words(k + 1, Roles::LOOSE, words!("to"));
        if s.at(k).text == "bother"
            && s.at(next)
                .is(Roles::CONTACT.and(Roles::CONTACTING).and(Roles::ANSWER))
        {
            k = next;
            continue;
        }
        let word = s.at(k);
        let verb = word.is(Roles::CONTACT.and(Roles::ANSWER))
            || ((k > start || ing) && word.is(Roles::CONTACTING));
        let hit = matches!(word.text, "hit" | "blow") && matches!(s.object(k + 1), Object::Me(_));
        let hit = hit
            || (k > start
                && matches!(word.text, "hitting" | "blowing")
                && matches!(s.object(k + 1), Object::Me(_)));
        let uses =
            matches!(word.raw, "use" | "dial" | "ring") && matches!(s.object(k + 1), Object::Me(_));
        let for_good = |words: &[Word<'_>]| {
            words
                .iter()
                .any(|w| w.is(Roles::FINAL) || w.text == "never")
        };
        let asks = word.text == "ask"
            && (for_good(s.window(k + 1, 2)) || for_good(s.lead(k, k)) && s.trails_off(k + 1));
        return (verb || hit || uses || asks).then_some(k);
    }
}

/// "don't send me anything else", "do not send any more texts".
pub(super) fn send_ban(s: Sentence<'_>) -> Option<Finding> {
    let i = s.all(Roles::NEGATION).find(|&i| {
        let previous = s.previous(i);
        let directs = s.at(i).one_of(words!("dont never"))
            || (s.at(i).text == "not"
                && (previous.one_of(words!("please to"))
                    || s.lead(i, 3)
                        .iter()
                        .any(|w| w.one_of(words!("can could would")))));
        directs
            && (s.at(i).text == "not" || !previous.is(Roles::OTHERS.and(Roles::YOU)))
            && s.at(s.skip_words(i + 1, Roles::LOOSE, words!("you be keep")))
                .one_of(words!("send sending"))
    })?;
    let k = s.positions(words!("send sending")).find(|&k| k > i)? + 1;
    let after = s.window(k, 7);
    let comma = after
        .iter()
        .skip(1)
        .position(|w| w.gap != Gap::Space || w.raw == "just")
        .map_or(after.len(), |at| at + 1);
    let after = after.get(..comma).unwrap_or(after);
    let one_thing = after.iter().take(3).any(|w| matches!(w.raw, "a" | "an"))
        && !after.iter().any(|w| w.is(WHAT));
    let by_mail = after
        .iter()
        .any(|w| matches!(w.raw, "by" | "via" | "through"));
    let messages = after.iter().any(|w| {
        w.is(Roles::MESSAGES)
            || (w.is(Roles::FINAL) && (s.at(k).is(Roles::ME) || s.at(k).is(Roles::FINAL)))
            || w.one_of(words!("text message"))
            || w.is(Roles::JUNK)
            || words!("another more nothing else").has(w.raw)
            || (w.raw == "anything" && !by_mail)
    });
    let me_only = s.at(k).is(Roles::ME) && s.trails_off(k + 1);
    let offers =
        s.at(k).text == "me" && words!("offers letters postcards this these").has(s.at(k + 1).raw);
    let picky = after
        .iter()
        .any(|w| words!("lowball below under low").has(w.raw));
    ((messages || me_only || offers) && !one_thing && !picky && !s.limited(k))
        .then_some(Finding::OptOut(Why::NoContact))
}

/// "no more texts", "no further contact", "no soliciting".
pub(super) fn no_messages(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        if s.at(i).raw != "no" && s.at(i).raw != "nomore" && !matches!(s.at(i).raw, "zero" | "0") {
            return None;
        }
        let previous = s.before(i, 1);
        if previous.one_of(words!(
            "have has had there theres got get is are was received receive hear with \
            saw gotten needs"
        )) || (previous.is(Roles::OTHERS)
            && previous.gap == Gap::Space
            && s.at(i).gap == Gap::Space)
        {
            return None;
        }
        let k = s.skip(i + 1, Roles::DETERMINER.and(Roles::LOOSE).and(Roles::FINAL));
        let k = if k > i + 1 && s.before(k, 1).raw == "marketing" && s.trails_off(k) {
            k - 1
        } else {
            k
        };
        let more = k > i + 1 || s.at(i).raw == "nomore";
        let word = s.at(k);
        let sure = (word.is(Roles::MESSAGES.and(Roles::CONTACTING)) && word.text != "emails")
            || words!("contact soliciting sms contacts").has(word.raw);
        let loose = more
            && (word.is(Roles::CONTACT)
                || word.is(Roles::JUNK)
                || words!("offers of marketing").has(word.raw));
        let sure = sure
            || (word.text == "text"
                && s.trails_off(k + 1)
                && (s.lead(i, i).iter().all(|w| w.is(Roles::POLITE))
                    || s.lead(i, i).iter().any(|w| w.raw == "no")));
        let two_texts = word.text == "text" && s.at(k + 1).is(Roles::MESSAGES);
        if !(sure || loose || two_texts) || (word.raw == "offers" && !s.trails_off(k + 1)) {
            return None;
        }
        let mut end = k + 1 + usize::from(two_texts);
        while matches!(s.at(end).text, "or" | "and")
            || s.at(end).is(WHAT) && s.at(end).gap != Gap::Sentence
        {
            end += 1;
        }
        let next = s.at(end);
        let over = s.trails_off(end)
            || s.ends(end)
            || s.object(end) != Object::Nothing && s.at(end).is(Roles::ME)
            || next.is(Roles::FILLER
                .and(Roles::FINAL)
                .and(Roles::LOOSE)
                .and(Roles::TIME))
            || next.one_of(words!(
                "from to about regarding at on i whatsoever ever for needed required necessary"
            ));
        let with_other = next.text == "of" && !matches!(s.object(end + 1), Object::Me(_));
        let over = over && !with_other;
        let topic = word.is(Roles::CONTACT)
            && matches!(next.raw, "about" | "on")
            && !word.one_of(words!("contact"));
        let over = over && !topic;
        if !over
            || (next.raw == "on" && !matches!(s.object(end + 1), Object::Me(_)))
            || words!("yet today back so as").has(next.raw)
            || s.rest(end)
                .iter()
                .any(|w| words!("came received arrived").has(w.raw))
            || (next.text == "from"
                && matches!(s.at(end + 1).raw, "the" | "my" | "his" | "her" | "our"))
            || s.limited(end)
        {
            return None;
        }
        Some(
            if word.text == "calls" || word.text == "call" || word.raw == "calling" {
                Finding::Unless(Why::NoContact)
            } else {
                Finding::OptOut(Why::NoContact)
            },
        )
    })
}
