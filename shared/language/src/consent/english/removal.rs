//! Removals: "take me off your list", "lose my number", "leave me alone".

use super::Finding;
use crate::consent::Why;
use crate::consent::roles::Roles;
use crate::consent::sentence::{Object, Sentence};
use crate::consent::words::Word;
use crate::text::spelling::words;

/// "remove my number", "take me off", "get me off your list".
pub(super) fn removal(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        let verb = s.at(i);
        let sure = verb.is(Roles::REMOVE) || (i == 0 && verb.raw == "removed");
        if !(sure
            || verb.one_of(words!("take get drop hear put pull"))
            || (matches!(verb.raw, "let") && s.window(i, 7).iter().any(|w| w.is(Roles::LIST))))
            && verb.raw != "taken"
        {
            return passive_removal(s, i);
        }
        if verb.raw == "taken"
            && let found @ Some(_) = passive_removal(s, i)
        {
            return found;
        }
        if s.asks_past(i)
            || (s.denied(i)
                && !s
                    .lead(i, 4)
                    .iter()
                    .any(|w| w.one_of(words!("why cant wont could can"))))
        {
            return None;
        }
        let subject = s.previous(i);
        let asks_source = !sure
            && (subject.is(Roles::YOU)
                && s.lead(i, 5)
                    .iter()
                    .any(|w| words!("how hows howd").has(w.raw))
                || s.lead(i, 5)
                    .iter()
                    .any(|w| words!("where whered wheres who whod what whatd which").has(w.raw)));
        if asks_source && !s.rest(i).iter().any(|w| w.is(Roles::LIST)) {
            return None;
        }
        if subject.is(Roles::OTHERS)
            || subject.one_of(words!("did have will ill")) && s.before(i, 2).is(Roles::OTHERS)
        {
            return None;
        }
        if s.at(i + 1).text == "it" && s.window(i + 2, 3).iter().any(|w| w.raw == "off") {
            let named = s
                .words()
                .iter()
                .any(|w| matches!(w.text, "number" | "phone"))
                && (s.trails_off(i + 3) || s.words().iter().any(|w| w.is(Roles::LIST)));
            return named.then_some(Finding::OptOut(Why::Removal));
        }
        let after = s.skip_words(i + 1, Roles::LOOSE.and(Roles::FILLER), words!("off"));
        let end = match s.object(after) {
            Object::Me(end) => end,
            Object::Other
                if listed_thing(s, after) || s.at(after).one_of(words!("him his these")) =>
            {
                // "Take her off so we quit getting these".
                let ends_texts = s.at(after + 1).raw == "off"
                    && s.window(after + 2, 8).windows(2).any(|pair| {
                        matches!(pair, [got, what] if got.one_of(words!("get receive"))
                            && (what.one_of(words!("these this")) || what.is(Roles::MESSAGES)))
                    });
                return (ends_texts || list_after(s, after))
                    .then_some(Finding::OptOut(Why::Removal));
            }
            Object::Nothing if sure && listed_thing(s, after) => {
                return list_after(s, after).then_some(Finding::OptOut(Why::Removal));
            }
            Object::Other | Object::Nothing => return None,
        };
        // "Take my number down" asks to write it down.
        let taken_down = verb.text == "take"
            && s.before(end, 1).text == "name"
            && s.at(end).raw == "down"
            && s.trails_off(end + 1);
        if taken_down {
            return Some(Finding::OptOut(Why::Removal));
        }
        let end = s.skip_words(end, Roles::LINE, words!("and or just please"));
        off_what(s, end, verb, sure).then_some(Finding::OptOut(Why::Removal))
    })
}

/// Things one is taken off that are no sender's list.
pub(super) fn is_papers(word: Word<'_>) -> bool {
    words!("deed title mortgage lease loan contract policy insurance bill bills \
        utilities will trust estate note account property house home premises lien \
        probate equation mls zillow market hook listing agreement deal paperwork hoa ad flyer survey").has(word.raw)
}

/// After "remove me": nothing, or a sender's list.
fn off_what(s: Sentence<'_>, end: usize, verb: Word<'_>, sure: bool) -> bool {
    let rest = s.rest(end);
    let reach = rest.get(..7).unwrap_or(rest);
    if reach.iter().any(|w| is_papers(*w)) && !reach.iter().any(|w| w.is(Roles::LIST)) {
        return false;
    }
    let off = reach
        .iter()
        .take(3)
        .position(|w| words!("off from of out offa frm outta").has(w.raw));
    let Some(off) = off else {
        return sure
            && (s.trails_off(end)
                || s.ends(end)
                || s.at(end).is(Roles::FILLER
                    .and(Roles::OTHERS)
                    .and(Roles::NEGATION)
                    .and(Roles::STOP))
                || words!("i im this because and").has(s.at(end).raw));
    };
    let k = s.skip_words(
        end + off + 1,
        Roles::DETERMINER.and(Roles::LOOSE),
        words!("of from"),
    );
    let rescue = verb.one_of(words!("get pull")) && !words!("off offa").has(s.at(end + off).raw);
    let theirs = s
        .window(end + off + 1, k - end - off - 1)
        .iter()
        .any(|w| w.text == "your");
    sure && !matches!(s.at(k).raw, "")
        || theirs && !s.at(k).edge()
        || matches!(s.at(k).raw, "whatever" | "wherever" | "whichever")
        || !rescue && matches!(s.at(k).raw, "here" | "it")
        || !rescue && (s.trails_off(k) || s.ends(k))
        || reach
            .iter()
            .any(|w| w.is(Roles::LIST.and(Roles::MESSAGES).and(Roles::CONTACTING)))
        || s.window(end, 9)
            .iter()
            .any(|w| w.is(Roles::LIST) || w.raw == "record")
        || (matches!(s.at(k).text, "phone" | "phones") && reach.iter().any(|w| w.text == "your"))
        || s.at(k).is(Roles::FILLER)
}

/// "my house", "the address": with "off your list" it is a removal too.
fn listed_thing(s: Sentence<'_>, i: usize) -> bool {
    s.window(i, 4).iter().any(|w| {
        words!(
            "house property home address name number info information contact data \
            all person him her them"
        )
        .has(w.raw)
    })
}

fn list_after(s: Sentence<'_>, i: usize) -> bool {
    let rest = s.window(i, 9);
    rest.iter().any(|w| w.is(Roles::LIST))
        && rest.iter().any(|w| matches!(w.raw, "from" | "off" | "out"))
        && rest.iter().any(|w| words!("your this the any").has(w.text))
        || (s.at(i).is(Roles::DETERMINER)
            && matches!(s.at(i + 1).raw, "information" | "data")
            && s.trails_off(i + 2))
        || (matches!(s.at(i).raw, "contact" | "number" | "info") && s.trails_off(i + 1))
}

/// "I want to be removed", "have me deleted", "asked to be taken off".
fn passive_removal(s: Sentence<'_>, i: usize) -> Option<Finding> {
    let word = s.at(i);
    let taken = word.raw == "taken" && s.at(i + 1).raw == "off";
    if !(word.is(Roles::REMOVED) || taken) {
        return None;
    }
    let lead = s.lead(i, 9);
    let asks = lead.iter().any(|w| {
        w.is(Roles::WANT.and(Roles::ASK).and(Roles::POLITE))
            || words!("get have should can could how to must who possible sure ensure").has(w.raw)
    });
    let mine = lead
        .iter()
        .any(|w| w.is(Roles::ME) || words!("i id ive im we weve who").has(w.raw))
        || lead
            .first()
            .is_some_and(|w| w.is(Roles::POLITE.and(Roles::WANT)))
        || lead.iter().any(|w| w.is(Roles::LINE));
    let mine = mine
        || lead
            .iter()
            .any(|w| w.raw == "possible" || w.text == "asking")
        || s.at(s.skip(0, Roles::FILLER))
            .one_of(words!("would like need want wish"));
    let passive = lead
        .iter()
        .any(|w| words!("be get been being is").has(w.raw) || w.is(Roles::ME.and(Roles::LINE)));
    let after = s.window(i + 1, 7);
    let papers = after.iter().any(|w| is_papers(*w)) && !after.iter().any(|w| w.is(Roles::LIST));
    let from_this = matches!(s.at(i + 1).raw, "from" | "off")
        && s.at(i + 2).one_of(words!("this these your"))
        && s.trails_off(i + 3);
    let to_end = from_this
        || words!("yesterday twice once weeks months days last several multiple many before ages")
            .has(s.at(i + 1).raw)
        || s.trails_off(i + 1 + usize::from(taken))
        || after
            .iter()
            .any(|w| w.is(Roles::LIST) || w.is(Roles::MESSAGES))
        || s.ends(i + 1 + usize::from(taken));
    (asks && mine && passive && !papers && to_end && !s.asks_past(i))
        .then_some(Finding::OptOut(Why::Removal))
}

/// "I want off this list", "how do I get off your list", "I should not be on this list".
pub(super) fn off_the_list(s: Sentence<'_>) -> Option<Finding> {
    let wrongly_on = s.positions(words!("list database")).any(|i| {
        s.before(i, 1).one_of(words!("your this the"))
            && s.before(i, 2).raw == "on"
            && s.lead(i, 7)
                .iter()
                .any(|w| words!("i my number we").has(w.raw))
            && s.lead(i, 7)
                .iter()
                .any(|w| words!("should shouldnt still").has(w.raw))
            && s.lead(i, 7)
                .iter()
                .any(|w| words!("not shouldnt why").has(w.raw))
    });
    if wrongly_on {
        return Some(Finding::OptOut(Why::Removal));
    }
    let i = (0..s.len()).find(|&i| matches!(s.at(i).raw, "off" | "out"))?;
    let k = s.skip_words(
        i + 1,
        Roles::DETERMINER
            .and(Roles::LOOSE)
            .and(Roles::MESSAGES)
            .and(Roles::CONTACTING)
            .and(Roles::CONTACT),
        words!("of from"),
    );
    let lead = s.lead(i, 6);
    let wanted = lead.iter().any(|w| {
        w.is(Roles::WANT)
            || w.one_of(words!("get take drop"))
            || matches!(w.raw, "keep" | "stay" | "make")
    }) && (lead
        .iter()
        .any(|w| w.is(Roles::ME) || words!("i we id im").has(w.raw) || w.is(Roles::LINE))
        || s.at(s.skip(0, Roles::FILLER)).is(Roles::WANT)
        || matches!(s.at(0).raw, "what" | "how"));
    let theirs = s.window(i + 1, k - i - 1).iter().any(|w| w.text == "his");
    let bare = s.at(i).raw == "off"
        && (s.previous_said(i).is(Roles::WANT.and(Roles::LINE)))
        && k == i + 1
        && s.trails_off(k)
        && !lead.iter().any(|w| w.text == "his" || w.text == "they");
    let list = (bare || s.at(k).is(Roles::LIST) && k > i + 1) && !theirs;
    (list && wanted && !s.asks_past(i) && !s.denied(i)).then_some(Finding::OptOut(Why::Removal))
}

/// "remove from list", "off your list please": the writer is understood.
pub(super) fn bare_list(s: Sentence<'_>) -> Option<Finding> {
    let list = s.positions(words!("list database")).next()?;
    let mut k = list;
    while s.before(k, 1).is(Roles::DETERMINER
        .and(Roles::CONTACT)
        .and(Roles::CONTACTING)
        .and(Roles::MESSAGES)
        .and(Roles::LINE))
        || matches!(s.before(k, 1).raw, "of" | "marketing")
    {
        k -= 1;
    }
    let off = words!("off from outta of").has(s.before(k, 1).raw);
    let lead = s.lead(k, k);
    let verb = lead
        .iter()
        .position(|w| w.is(Roles::REMOVE) || words!("take off removed get removal").has(w.raw));
    let asked = s.at(0).is(Roles::ASK);
    let opens = asked
        || verb.is_some_and(|at| {
            lead.iter().take(at).all(|w| {
                w.is(Roles::FILLER.and(Roles::REFUSAL).and(Roles::NEGATION))
                    || words!("wrong bad incorrect number i am im deceased for the is so and")
                        .has(w.raw)
            })
        });
    let nothing_else = verb.is_some_and(|at| {
        lead.iter()
            .skip(at + 1)
            .all(|w| w.is(Roles::LOOSE.and(Roles::FILLER)) || words!("off from of out").has(w.raw))
    });
    let denied = lead.last().is_some_and(|_| lead.windows(2).any(|p| matches!(p, [a, b] if a.is(Roles::NEGATION) && (b.is(Roles::REMOVE) || matches!(b.raw, "take" | "get")))));
    (off && opens
        && nothing_else
        && !denied
        && !s
            .words()
            .iter()
            .any(|w| matches!(w.raw, "house" | "his" | "their")))
    .then_some(Finding::OptOut(Why::Removal))
}

/// "I request deletion of my information", "under CCPA …".
pub(super) fn data_law(s: Sentence<'_>) -> Option<Finding> {
    let law = s
        .words()
        .iter()
        .any(|w| words!("ccpa cpra gdpr").has(w.raw));
    let deletion = (0..s.len()).any(|i| {
        words!("deletion removal erasure").has(s.at(i).raw)
            && s.at(i + 1).raw == "of"
            && s.window(i + 2, 4).iter().any(|w| w.is(Roles::LINE))
            && !s.rest(i).iter().any(|w| is_papers(*w))
    });
    let requested = (0..s.len()).any(|i| {
        words!("removal deletion").has(s.at(i).raw)
            && s.words().iter().enumerate().all(|(k, w)| {
                k == i
                    || w.is(Roles::ASK
                        .and(Roles::FILLER)
                        .and(Roles::LIST)
                        .and(Roles::DETERMINER))
                    || w.one_of(words!("i from"))
            })
            && s.words().iter().any(|w| w.is(Roles::ASK))
    });
    let corrected = (0..s.len()).any(|i| {
        words!("update correct fix").has(s.at(i).raw)
            && s.at(i + 1).text == "your"
            && s.at(i + 2).is(Roles::LIST)
            && s.rest(i + 3).iter().all(|w| w.is(Roles::FILLER))
            && !s
                .previous_said(i)
                .is(Roles::OTHERS.and(Roles::YOU).and(Roles::NEGATION))
    });
    (law || deletion || requested || corrected).then_some(Finding::OptOut(Why::Removal))
}

/// "lose my number", "forget you have this number".
pub(super) fn lose_number(s: Sentence<'_>) -> Option<Finding> {
    s.positions(words!("lose forget"))
        .find(|&i| {
            let subject = s.previous(i);
            let k = s.skip_words(i + 1, Roles::YOU, words!("that have hear had all about"));
            let object = s.window(k, 4);
            let thrown = !matches!(s.at(i).raw, "throw" | "toss")
                || s.trails_off(k + 2)
                || s.window(k, 6)
                    .iter()
                    .any(|w| words!("away out trash garbage").has(w.raw));
            let number = thrown
                && object
                    .iter()
                    .any(|w| matches!(w.text, "number" | "phone") || w.raw == "contact")
                || (s.at(k).text == "my" && s.at(k + 1).is(Roles::LINE))
                    && (s.at(k).is(Roles::DETERMINER) || s.at(k).is(Roles::LINE));
            let mine = !words!("your ur the her his").has(s.at(k).raw) || s.at(k).raw == "the";
            let writer = s.at(i).text == "forget"
                && s.at(s.skip_words(i + 1, Roles::LOOSE, words!("about")))
                    .is(Roles::ME)
                && s.trails_off(s.skip_words(i + 1, Roles::LOOSE, words!("about")) + 1);
            let person = writer
                || s.at(i).text == "forget" && s.at(k).is(Roles::ME) && s.at(k + 1).is(Roles::LINE);
            ((number && mine) || person)
                && !s.denied(i)
                && !s.asks_past(i)
                && (!subject.is(Roles::OTHERS)
                    && !subject.one_of(words!("did have"))
                    && subject.raw != "ill")
                && !s.lead(i, 3).iter().any(|w| {
                    (w.is(Roles::OTHERS) && subject.text != "said")
                        || matches!(w.raw, "afraid" | "case" | "if")
                })
        })
        .map(|_| Finding::OptOut(Why::Removal))
}

/// "leave me alone", "let me be", "stay away from my family".
pub(super) fn leave_alone(s: Sentence<'_>) -> Option<Finding> {
    let left = s.positions(words!("leave")).any(|i| {
        let after = match s.object(i + 1) {
            Object::Me(after) => after,
            Object::Other if matches!(s.at(i + 1).raw, "him" | "her" | "them") => i + 2,
            Object::Nothing
                if s.at(i + 1).text == "folks" || matches!(s.at(i + 1).raw, "mr" | "ms" | "mw") =>
            {
                i + 2
            }
            Object::Other | Object::Nothing => return false,
        };
        let k = s.skip_words(after, Roles::LOOSE, words!("the all well in"));
        let alone = s.at(k).text == "alone"
            || words!("be b peace alon slone aline alne aone alome alonr").has(s.at(k).raw);
        alone
            && (!s.denied(i) || s.lead(i, 4).iter().any(|w| w.text == "why"))
            && s.before(i, 1).text != "i"
    });
    let away = s.positions(words!("stay keep get")).any(|i| {
        s.at(i + 1).raw == "away"
            && s.at(i + 2).raw == "from"
            && matches!(s.object(i + 3), Object::Me(_))
            && !s.denied(i)
    });
    let left = left
        || s.positions(words!("alone")).any(|i| {
            let lead = s.lead(i, 7);
            s.before(i, 1).raw == "left"
                && lead
                    .iter()
                    .any(|w| w.is(Roles::WANT.and(Roles::POLITE).and(Roles::ASK)))
                && !lead.iter().any(|w| {
                    w.is(Roles::NEGATION) || words!("tenant tenants he she they mom").has(w.raw)
                })
        });
    let be = s
        .positions(words!("let"))
        .any(|i| s.at(i + 1).is(Roles::ME) && s.at(i + 2).raw == "be" && s.trails_off(i + 3));
    let let_alone = s.positions(words!("alone")).any(|i| {
        let start = s.skip(0, Roles::FILLER);
        s.at(start).raw == "lemme"
            || (s.at(start).raw == "let"
                && i > start + 1
                && i < start + 6
                && !s
                    .lead(i, 4)
                    .iter()
                    .any(|w| matches!(w.raw, "live" | "stay")))
    });
    let from_you = s.words().windows(4).any(|w| {
        matches!(w, [get, away, from, you] if get.text == "get" && away.raw == "away" && from.raw == "from" && you.is(Roles::YOU))
    });
    let away = away || let_alone || from_you;
    let out_of_it = s.positions(words!("leave keep")).any(|i| {
        s.at(i + 1).is(Roles::ME)
            && s.at(i + 2).raw == "out"
            && s.at(i + 3).raw == "of"
            && (s.at(i + 4).raw == "it" || s.at(i + 4).one_of(words!("this these your")))
            && s.trails_off(i + 5)
    });
    let nothing_to_do = s.words().windows(5).enumerate().any(|(i, w)| {
        w.iter()
            .map(|word| word.raw)
            .take(3)
            .eq(["nothing", "to", "do"])
            && s.at(i + 3).text == "of"
            && (s.at(i + 4).is(Roles::YOU) || s.at(i + 4).one_of(words!("your this these")))
            && s.before(i, 1).is(Roles::WANT)
            && (s.at(i + 4).is(Roles::YOU) || s.trails_off(i + 5))
    });
    let away = away || out_of_it || nothing_to_do;
    let in_peace = s.at(s.skip(0, Roles::FILLER)).text == "let"
        && s.words()
            .windows(2)
            .any(|w| matches!(w, [a, b] if a.raw == "in" && b.raw == "peace"));
    (left || away || be || in_peace).then_some(Finding::OptOut(Why::LeaveAlone))
}
