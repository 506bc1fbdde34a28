//! Requests without an order: "I'd appreciate not hearing from you", "how many times do I have to tell you".

use super::ban::{bare_end, past_verbs};
use super::{Finding, WHAT};
use crate::consent::Why;
use crate::consent::roles::Roles;
use crate::consent::sentence::{Object, Sentence};
use crate::consent::words::Word;
use crate::text::spelling::words;
use crate::text::words::Gap;

/// "I'd appreciate it if I didn't hear from you", "would you mind not texting me", "you better not text me".
pub(super) fn silence_wished(s: Sentence<'_>) -> Option<Finding> {
    let i = s.all(Roles::NEGATION).find(|&i| {
        let lead = s.lead(i, 10);
        let wished = lead.iter().any(|w| {
            w.is(Roles::WANT.and(Roles::ASK).and(Roles::POLITE))
                || words!("mind glad grateful better love hope thankful happy nice great how would trust expect assume hopefully").has(w.raw)
        });
        wished && !s.asks_past(i) && !third_party(s) && end_of_silence(s, i + 1).is_some()
    })?;
    let end = end_of_silence(s, i + 1)?;
    if s.limited(end) {
        return None;
    }
    let for_good = (end..s.len()).any(|k| s.final_at(k)) || s.at(i).text == "never";
    Some(if for_good {
        Finding::OptOut(Why::NotWanted)
    } else {
        Finding::Unless(Why::NotWanted)
    })
}

/// Past the small words after a negation to the end of "hear from you", "text me", "be contacted".
fn end_of_silence(s: Sentence<'_>, start: usize) -> Option<usize> {
    let k = s.skip_words(
        start,
        Roles::LOOSE
            .and(Roles::YOU)
            .and(Roles::FINAL)
            .and(Roles::DETERMINER),
        words!("to be being keep have had i we folks anyone anybody people from for in on if"),
    );
    let word = s.at(k);
    if word.one_of(words!("hear get receive")) {
        if s.at(k + 1).one_of(words!("these your")) && (k + 2..s.len()).any(|n| s.final_at(n)) {
            return Some(k + 2);
        }
        return (k + 1..k + 5).find(|&n| {
            let from_you = matches!(s.at(n).raw, "from" | "by")
                && (s.at(n + 1).is(Roles::YOU)
                    || s.at(n + 1).one_of(words!("your these this folks any")));
            let of_these = s.at(n).text == "these" && n > k + 1 && s.trails_off(n + 1);
            from_you || of_these || (s.at(n).is(WHAT) && s.at(n - 1).text != "a")
        });
    }
    let passive = (start..k).any(|n| words!("be being get getting").has(s.at(n).raw));
    if word.is(Roles::CONTACTED) {
        return (passive && s.at(k + 1).raw != "by").then_some(k + 1);
    }
    if !word.is(Roles::CONTACT.and(Roles::CONTACTING)) {
        return None;
    }
    let end = past_verbs(s, k);
    match s.object(end) {
        Object::Me(after) => Some(after),
        Object::Nothing if bare_end(s, end, word) => Some(end),
        Object::Nothing | Object::Other => None,
    }
}

fn third_party(s: Sentence<'_>) -> bool {
    s.words().iter().any(|w| {
        words!("tenant tenants renters realtor realtors agent agents bank neighbor neighbors")
            .has(w.raw)
    })
}

/// "How do I stop this", "how can I turn these off".
pub(super) fn asks_the_way(s: Sentence<'_>) -> Option<Finding> {
    let how = s.skip(0, Roles::FILLER);
    let asks = words!("how hows what whats where").has(s.at(how).raw)
        && s.window(how + 1, 4)
            .iter()
            .any(|w| words!("do can to could would should way").has(w.raw));
    let way_out = (how + 1..s.len()).any(|i| {
        let ends = s.at(i).is(Roles::STOP) || s.at(i).raw == "end";
        let turns = words!("turn shut switch").has(s.at(i).raw)
            && s.window(i + 1, 4).iter().any(|w| w.raw == "off");
        let k = s.skip_words(i + 1, Roles::LOOSE.and(Roles::DETERMINER), words!("off"));
        (ends || turns)
            && s.before(k, 1).one_of(words!("this these")) | (turns && s.before(k, 1).raw == "off")
            && k > i + 1
            && s.trails_off(k)
            && s.window(i + 1, 3)
                .iter()
                .any(|w| w.one_of(words!("this these")))
    });
    (asks && way_out).then_some(Finding::OptOut(Why::OptOutWord))
}

/// "This has to end", "these need to stop", "when do the texts end".
pub(super) fn must_end(s: Sentence<'_>) -> Option<Finding> {
    (1..s.len())
        .any(|i| {
            if !words!("end ends stop stops cease").has(s.at(i).raw) || !s.trails_off(i + 1) {
                return false;
            }
            let lead = s.since_comma(i, 6);
            let subject = |w: &Word<'_>| {
                w.one_of(words!("this these"))
                    || w.is(Roles::MESSAGES.and(Roles::CONTACTING))
                    || w.raw == "contact"
            };
            let about_us = lead.first().is_some_and(|w| {
                subject(w)
                    || w.is(Roles::FILLER.and(Roles::DETERMINER))
                    || words!("when will do").has(w.raw)
            }) && lead.iter().any(subject);
            let must = lead.iter().any(|w| {
                words!("has have must need needs gotta got better should will shall to").has(w.raw)
            });
            about_us
                && !s.tells_of_others()
                && !lead
                    .iter()
                    .any(|w| w.is(Roles::NEGATION) || matches!(w.raw, "did" | "lease" | "bank"))
                && (must
                    || (words!("when will do").has(lead.first().map_or("", |w| w.raw))
                        && lead.iter().enumerate().any(|(at, w)| {
                            w.is(Roles::MESSAGES)
                                || (w.text == "these"
                                    && lead.get(at + 1).is_none_or(|n| n.is(Roles::LOOSE)))
                        }))
                    || (matches!(s.at(i).raw, "ends" | "stops") && s.at(i + 1).text == "now"))
        })
        .then_some(Finding::OptOut(Why::StopContact))
}

/// "How many times do I have to tell you", "do I need to say it again".
pub(super) fn told_too_often(s: Sentence<'_>) -> Option<Finding> {
    let stops = s.words().windows(3).enumerate().any(|(i, three)| {
        matches!(three, [a, b, c] if a.raw == "how" && b.raw == "many" && words!("stop stops").has(c.raw))
            && s.window(i + 3, 5).iter().any(|w| words!("need take takes get want send type").has(w.raw))
            && !s.words().iter().any(|w| words!("bus train there away by").has(w.raw))
    });
    let told = s
        .words()
        .windows(3)
        .enumerate()
        .any(|(i, three)| {
            let often = matches!(three, [a, b, c] if a.raw == "how" && words!("many often much").has(b.raw) && words!("times more do").has(c.raw));
            let after = s.window(i + 2, 10);
            often
                && after.iter().any(|w| words!("i we").has(w.raw))
                && after.iter().any(|w| words!("have must need gotta got").has(w.raw))
                && after.iter().any(|w| w.is(Roles::ASK))
        });
    // "I've told you people three times now": what was told is not said, so it was no.
    let counted = s.all(Roles::ASK).any(|i| {
        let end = s.skip_words(i + 1, Roles::YOU, words!("people guys folks all a"));
        let times = s.window(end, 3).iter().position(|w| w.raw == "times");
        s.at(i + 1).is(Roles::YOU)
            && words!("i we have ive weve already just").has(s.before(i, 1).raw)
            && times.is_some_and(|at| {
                at > 0
                    && s.window(end, at).iter().all(|w| {
                        words!("two three four five six ten 2 3 4 5 6 10 hundred 100 thousand many several \
                             multiple numerous dozen enough too").has(w.raw)
                    })
                    && s.trails_off(s.skip_words(end + at + 1, Roles::LOOSE, words!("now already")))
            })
    });
    (stops || told || counted).then_some(Finding::OptOut(Why::Enough))
}

/// "No need to contact me again", "you don't need to text anymore".
pub(super) fn needless(s: Sentence<'_>) -> Option<Finding> {
    let i = s.positions(words!("need")).find(|&i| {
        let before = s.previous(i);
        (before.raw == "no" || before.is(Roles::NEGATION)) && !s.before(i, 2).is(Roles::OTHERS)
    })?;
    let verb = s.skip_words(
        i + 1,
        Roles::LOOSE.and(Roles::DETERMINER),
        words!("to for keep be"),
    );
    let word = s.at(verb);
    if !word.is(Roles::CONTACT.and(Roles::CONTACTING).and(Roles::MESSAGES)) {
        return None;
    }
    let end = past_verbs(s, verb);
    let after = match s.object(end) {
        Object::Me(after) => after,
        Object::Nothing | Object::Other => end,
    };
    let keeps = (i..verb).any(|n| s.at(n).text == "keep") && s.trails_off(after);
    if keeps || s.final_at(after) || (verb > i + 2 && word.text == "contact" && s.trails_off(after))
    {
        return Some(Finding::OptOut(Why::NoContact));
    }
    (after > end && s.trails_off(after)).then_some(Finding::Unless(Why::NoContact))
}

/// "See to it that I receive no more of these", "I want no more of your texts".
pub(super) fn no_more_wished(s: Sentence<'_>) -> Option<Finding> {
    s.positions(words!("no"))
        .any(|i| {
            let wished = s.lead(i, 8).iter().any(|w| {
                w.is(Roles::WANT.and(Roles::POLITE))
                    || words!("trust expect hope should see ensure sure").has(w.raw)
            });
            let more = s.final_at(i) || matches!(s.at(i + 1).raw, "further" | "additional");
            let end = s.skip(i + 2, Roles::LOOSE.and(Roles::DETERMINER));
            let ours = s.at(end).is(Roles::MESSAGES.and(Roles::JUNK))
                || (end > i + 2
                    && s.trails_off(end)
                    && s.before(end, 1).one_of(words!("these this your")));
            s.previous(i).one_of(words!("hear get receive want expect")) && wished && more && ours
        })
        .then_some(Finding::OptOut(Why::NotWanted))
}

/// "Why am I still getting these", "why do I keep getting your texts".
pub(super) fn why_still(s: Sentence<'_>) -> Option<Finding> {
    let opens = s.at(s.skip(0, Roles::FILLER)).text == "why";
    let mine = s.words().iter().any(|w| matches!(w.raw, "i" | "we"));
    let going_on = s.words().iter().any(|w| matches!(w.text, "still" | "keep"));
    let receives = (0..s.len()).any(|i| {
        s.at(i).one_of(words!("get receive"))
            && (s
                .at(s.skip(i + 1, Roles::LOOSE.and(Roles::DETERMINER)))
                .is(WHAT)
                || (s.at(i + 1).one_of(words!("these this")) && s.ends(i + 2)))
    });
    let told = s.words().windows(2).any(
        |pair| matches!(pair, [a, b] if a.is(Roles::ASK) && (b.raw == "no" || b.is(Roles::YOU))),
    );
    let keeps_on = s.words().iter().any(|w| w.is(Roles::YOU))
        && s.all(Roles::CONTACTING)
            .any(|i| matches!(s.object(i + 1), Object::Me(_)));
    let receives = receives || keeps_on && told;
    (opens && mine && going_on && receives).then_some(Finding::OptOut(Why::NotWanted))
}

/// "Under no circumstances should you contact me", "it is not ok to text me", "in no way do I want to be contacted".
pub(super) fn forbidden(s: Sentence<'_>) -> Option<Finding> {
    let from = (0..s.len()).find_map(|i| {
        let (first, second, third) = (s.at(i).raw, s.at(i + 1).raw, s.at(i + 2).raw);
        let never = second == "no"
            && (matches!(third, "circumstances" | "circumstance")
                || (first == "in" && third == "way"))
            || (first == "under" && second == "any" && s.all(Roles::NEGATION).any(|k| k < i));
        let unfit = s.at(i).is(Roles::NEGATION)
            && words!("ok okay cool right acceptable appropriate allowed welcome").has(second);
        (never || unfit).then_some(i + 2)
    })?;
    let contacted = (from..s.len())
        .take_while(|&k| k == from || s.at(k).gap == Gap::Space)
        .any(|k| {
            let word = s.at(k);
            let reaches = match s.object(k + 1) {
                Object::Me(after) => !s.limited(after),
                Object::Nothing => word.is(Roles::CONTACTED) && s.before(k, 1).raw == "be",
                Object::Other => false,
            };
            word.is(Roles::CONTACT.and(Roles::CONTACTING).and(Roles::CONTACTED)) && reaches
        });
    contacted.then_some(Finding::OptOut(Why::NoContact))
}

/// "I won't tell you again", "don't make me say it again".
pub(super) fn told_for_the_last_time(s: Sentence<'_>) -> Option<Finding> {
    s.all(Roles::ASK)
        .any(|i| {
            let again = (i + 1..i + 4).any(|k| s.at(k).text == "again" && s.trails_off(k + 1));
            let lead = s.lead(i, 5);
            let mine = lead.iter().any(|w| matches!(w.text, "i" | "we" | "make"));
            let asks_price = s
                .words()
                .iter()
                .any(|w| words!("price offer offering much pay paying what whats").has(w.raw));
            again && mine && !asks_price && lead.iter().any(|w| w.is(Roles::NEGATION))
        })
        .then_some(Finding::OptOut(Why::Enough))
}

/// "I'd rather you lost my number", "it would be nice if you took me off".
pub(super) fn removal_wished(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len())
        .any(|i| {
            words!("lost deleted removed forgot took erased").has(s.at(i).raw)
                && s.before(i, 1).is(Roles::YOU)
                && s.lead(i, 8)
                    .iter()
                    .any(|w| words!("appreciate wish prefer like love nice").has(w.text))
                && matches!(s.object(i + 1), Object::Me(_))
        })
        .then_some(Finding::OptOut(Why::Removal))
}

/// "This number is not for solicitation", "we don't accept solicitations", "my phone is off limits".
pub(super) fn off_limits(s: Sentence<'_>) -> Option<Finding> {
    let for_others = s
        .all(Roles::NEGATION)
        .chain(s.positions(words!("isnt")))
        .any(|i| {
            let k = s.skip_words(
                i + 1,
                Roles::LOOSE.and(Roles::DETERMINER),
                words!("to be used"),
            );
            let purpose = s.skip(k + 1, Roles::DETERMINER.and(Roles::LOOSE));
            let line = s
                .lead(i, 5)
                .iter()
                .any(|w| matches!(w.text, "number" | "phone" | "this"));
            line && s.at(k).raw == "for"
                && (s
                    .at(purpose)
                    .is(WHAT.and(Roles::CONTACTING).and(Roles::JUNK).and(Roles::YOU))
                    || words!("business spam strangers telemarketing telemarketers advertising")
                        .has(s.at(purpose).raw))
        });
    let refused = s.all(Roles::NEGATION).any(|i| {
        s.previous(i).is(Roles::OTHERS.and(Roles::LINE))
            && words!("accept accepts allow welcome take")
                .has(s.at(s.skip(i + 1, Roles::LOOSE)).raw)
            && s.window(i + 2, 4).iter().any(|w| {
                w.text == "solicitation"
                    || w.text == "texts"
                    || words!("telemarketing soliciting").has(w.raw)
            })
    });
    let limits = s
        .words()
        .windows(2)
        .any(|w| matches!(w, [a, b] if a.raw == "off" && b.raw == "limits"))
        && s.words()
            .iter()
            .any(|w| w.text == "number" || w.text == "phone" || w.is(Roles::FAMILY));
    if refused || limits {
        Some(Finding::OptOut(Why::NotWanted))
    } else {
        for_others.then_some(Finding::Unless(Why::NotWanted))
    }
}

/// "This conversation is over", "let this be the last text", "not another message".
pub(super) fn last_word(s: Sentence<'_>) -> Option<Finding> {
    let over = s.words().iter().enumerate().any(|(i, w)| {
        words!("conversation discussion convo").has(w.raw)
            && s.window(i + 1, 3)
                .iter()
                .any(|n| words!("over done finished closed ended").has(n.raw))
    });
    let last = s.words().iter().enumerate().any(|(i, w)| {
        w.raw == "last"
            && (i + 1..i + 4).any(|k| {
                s.at(k).is(WHAT)
                    || s.at(k).text == "time"
                    || s.at(k).is(Roles::CONTACT)
                    || (s.at(k).text == "hear" && s.at(k + 1).raw == "from")
            })
            && (s
                .lead(i, 5)
                .iter()
                .any(|n| words!("let better make hope should expect trust want").has(n.raw))
                || s.lead(i, 10)
                    .iter()
                    .any(|n| n.one_of(words!("appreciate like prefer wish love nice great")))
                    && s.lead(i, 3)
                        .iter()
                        .any(|n| words!("was were is be").has(n.raw) || n.raw == "thats")
                || s.at(i + 1).text == "time"
                    && s.at(i + 2).is(Roles::YOU)
                    && s.window(i + 3, 2).iter().any(|n| n.is(Roles::CONTACT)))
    });
    let none_left = s.words().windows(3).enumerate().any(|(i, three)| {
        matches!(three, [a, b, c] if a.text == "not" && (words!("another a one").has(b.raw)) && (c.is(Roles::MESSAGES) || c.one_of(words!("text message")) || matches!(c.raw, "more" | "single")))
            && s.lead(i, i).iter().all(|w| w.is(Roles::FILLER) || w.gap == Gap::Sentence)
            && s.window(i, 5).iter().any(|w| w.is(WHAT))
            && !s.words().iter().any(|w| words!("back yet received").has(w.raw))
    });
    (over || last || none_left).then_some(Finding::OptOut(Why::NoContact))
}

/// "Respect my privacy", "this is an invasion of privacy".
pub(super) fn privacy(s: Sentence<'_>) -> Option<Finding> {
    let i = s.positions(words!("privacy")).next()?;
    (!s.denied(i)
        && s.lead(i, 5)
            .iter()
            .any(|w| words!("respect invasion invading violating violation").has(w.raw)))
    .then_some(Finding::OptOut(Why::LeaveAlone))
}
