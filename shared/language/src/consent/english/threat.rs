//! Hostility: reports, threats, blocks, "go away".

use super::{Finding, WHAT};
use crate::consent::Why;
use crate::consent::addressee::Addressee;
use crate::consent::roles::Roles;
use crate::consent::sentence::{Object, Sentence};
use crate::text::spelling::words;
use crate::text::words::Gap;

/// "text me again and I'll sue", "next text gets reported", "I'm turning this number over to the police".
pub(super) fn threat(s: Sentence<'_>) -> Option<Finding> {
    let words = s.words();
    let menace = words.iter().position(|w| {
        w.is(Roles::THREAT)
            || words!(
                "block blocked blocking consequences regret harassment press happens \
                served swear own sorry invoice bill fine"
            )
            .has(w.raw)
    });
    let contact = (0..s.len()).any(|i| {
        s.at(i)
            .is(WHAT.and(Roles::CONTACTING).and(Roles::CONTACTED))
            && !s.at(i).is(Roles::THREAT)
            && s.at(i).text != "harassment"
    });
    let contact = contact
        || (0..s.len()).any(|i| {
            s.at(i).one_of(words!("get receive"))
                && s.window(i + 1, 4).iter().any(|w| w.text == "these")
        });
    let condition = words.iter().any(|w| {
        w.one_of(words!("if again one another keep next"))
            || words!("continue next or persist").has(w.raw)
    });
    let friendly = words
        .iter()
        .any(|w| words!("title contract closing probate ask deed offer").has(w.raw));
    if menace.is_some() && contact && condition && !friendly {
        let me = words.iter().any(|w| {
            w.is(Roles::ME.and(Roles::FINAL).and(Roles::LINE))
                || words!("keep continue persist next another one more").has(w.raw)
        });
        let threatens = menace.is_some_and(|i| {
            s.at(i).one_of(words!("report sue"))
                || words!("harassment blocked blocking block charges happens served fcc ftc \
                    consequences regret legal court police cops tcpa complaint press swear own \
                    sorry invoice bill fine").has(s.at(i).raw)
                || (words.iter().any(|w| w.text == "if") && words.iter().any(|w| w.text == "again"))
                || s.lead(i, 4).iter().any(|w| {
                    words!("calling call ill hear hearing contacting getting involve going goes straight sent forwarded").has(w.raw)
                })
        });
        let again = words.iter().any(|w| {
            w.one_of(words!("if again keep")) || words!("next another one continue or").has(w.raw)
        });
        if me && threatens && again && !asks_owner(s) {
            return Some(Finding::OptOut(Why::Legal));
        }
    }
    let if_you = s.words().windows(2).enumerate().any(|(i, w)| {
        matches!(w, [a, b] if a.text == "if" && b.is(Roles::YOU))
            && s.window(i + 2, 4)
                .iter()
                .any(|w| w.is(Roles::CONTACT.and(Roles::CONTACTING)))
            && s.window(i + 2, 6)
                .iter()
                .any(|w| w.is(Roles::FINAL) || words!("keep continue persist dont one").has(w.raw))
    });
    if if_you && words.iter().any(|w| w.is(Roles::THREAT)) && !friendly && !asks_owner(s) {
        return Some(Finding::OptOut(Why::Legal));
    }
    let hearing = s.positions(words!("lawyer police")).any(|i| {
        words!("lawyer lawyers attorney").has(s.at(i).raw)
            && s.before(i, 1).raw == "my"
            && s.before(i, 2).raw == "from"
            && matches!(s.before(i, 3).raw, "hear" | "hearing")
    }) && words.iter().any(|w| w.is(Roles::YOU));
    let handed = words
        .iter()
        .any(|w| words!("turning turn forwarding submitting giving").has(w.raw))
        && menace.is_some()
        && words.iter().any(|w| w.is(Roles::YOU) || w.text == "number")
        && words.iter().any(|w| {
            matches!(w.text, "police") && !words!("lawyer lawyers court legal").has(w.raw)
        })
        && !friendly;
    if (hearing && !friendly) || handed {
        return Some(Finding::OptOut(Why::Legal));
    }
    dared(s).or_else(|| reports_us(s))
}

/// "Text me again, I dare you", "text me one more time and find out".
fn dared(s: Sentence<'_>) -> Option<Finding> {
    s.all(Roles::CONTACT.and(Roles::CONTACTING))
        .any(|i| {
            let Object::Me(after) = s.object(i + 1) else {
                return false;
            };
            let again = s.at(after).is(Roles::FINAL)
                || s.at(after).raw == "one" && s.at(after + 1).raw == "more";
            let dare = s.words().windows(2).any(|pair| {
                matches!(pair, [a, b] if a.raw == "dare" && b.is(Roles::YOU)
                    || a.raw == "find" && b.raw == "out"
                    || a.raw == "and" && b.raw == "see"
                    || a.raw == "try" && b.is(Roles::ME))
            });
            again && dare && s.addressee(i) == Addressee::Sender
        })
        .then_some(Finding::OptOut(Why::Legal))
}

/// "if the tenant texts me again I'll report him": the threat is to someone else.
fn asks_owner(s: Sentence<'_>) -> bool {
    s.words()
        .iter()
        .any(|w| words!("tenant tenants neighbor landlord realtor").has(w.raw))
        || (s.words().iter().any(|w| w.raw == "him")
            && !s
                .words()
                .iter()
                .any(|w| matches!(w.raw, "lawyer" | "attorney")))
}

/// "reported as spam", "I'm reporting you", "I'll sue you".
fn reports_us(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len())
        .find(|&i| {
            let word = s.at(i);
            if !word.one_of(words!("report sue")) || s.asks_past(i) || s.denied(i) {
                return false;
            }
            let third = words!("the a inspection police credit they he she tenant you")
                .has(s.before(i, 1).raw);
            let k = s.skip_words(i + 1, Roles::LOOSE, words!("and"));
            let you = s.at(k).is(Roles::YOU)
                || matches!(s.at(k).raw, "your" | "ur")
                || (s.at(k).text == "this" && s.trails_off(k + 1) && !s.previous(i).edge())
                || (s.at(k).raw == "it" && s.lead(i, i).iter().any(|w| w.text == "spam"))
                || (matches!(s.at(k).raw, "this" | "the" | "these")
                    && s.window(k + 1, 2)
                        .iter()
                        .any(|w| matches!(w.text, "number") || w.is(Roles::MESSAGES)));
            let spam = s.window(i + 1, 4).iter().any(|w| {
                w.text == "spam"
                    || w.raw == "junk"
                    || w.text == "harassment"
                    || w.raw == "fcc"
                    || w.raw == "ftc"
            });
            let alone = word.raw != "report"
                && word.raw != "sue"
                && (s.trails_off(i + 1) || (s.at(i + 1).raw == "and" && s.trails_off_block(i + 1)))
                && s.trails_back(i);
            let alone =
                alone || (word.raw == "sue" && s.before(i, 1).raw == "i" && s.trails_off(i + 1));
            !third
                && (you && (word.raw != "report" || !s.words().iter().any(|w| w.raw == "send"))
                    || spam
                    || alone)
        })
        .map(|_| Finding::OptOut(Why::Legal))
}

impl Sentence<'_> {
    /// Nothing but small talk and "I am" stands before `i`.
    pub(super) fn trails_back(self, i: usize) -> bool {
        self.lead(i, i).iter().all(|word| {
            word.is(Roles::FILLER
                .and(Roles::OTHERS)
                .and(Roles::YOU)
                .and(Roles::LOOSE))
                || words!(
                    "am are being and been is consider blocked delete deleted gonna going to \
                    be get has have deleting will it number this your"
                )
                .has(word.raw)
        })
    }
}

/// "blocked", "I'm blocking you", "block this number".
pub(super) fn blocked(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len())
        .find(|&i| {
            let word = s.at(i);
            if !words!("block blocked blocking blockd blk").has(word.raw)
                || s.asks_past(i)
                || s.denied(i)
            {
                return false;
            }
            let lead = s.lead(i, 4);
            let asks = matches!(s.at(s.skip(0, Roles::FILLER)).raw, "is" | "are" | "was");
            if asks {
                return false;
            }
            let subject_you =
                s.before(i, 1).is(Roles::YOU) && !matches!(s.before(i, 1).raw, "youre");
            let k = s.skip_words(i + 1, Roles::LOOSE, words!("and report remove"));
            if s.at(i + 1).is(Roles::LIST)
                && s.lead(i, 5)
                    .iter()
                    .any(|w| w.is(Roles::YOU) || matches!(w.text, "number" | "your"))
            {
                return true;
            }
            let you = s.at(k).is(Roles::YOU)
                || matches!(s.at(k).raw, "ya" | "yall")
                || (matches!(s.at(k).text, "this" | "your" | "the")
                    && matches!(s.at(k + 1).text, "number" | "phone" | "name"))
                || (s.at(k).text == "this" && s.trails_off(k + 1) && word.text != "mute");
            let me = s.at(k).is(Roles::ME) && word.raw == "block";
            let by_you = lead
                .iter()
                .any(|w| w.is(Roles::YOU) || words!("youre your number getting").has(w.raw));
            let opening = if word.raw == "block" {
                s.lead(i, i).iter().all(|w| w.is(Roles::POLITE))
            } else {
                s.trails_back(i) || by_you
            };
            let alone = s.trails_off_block(k) && opening;
            let passive_you = (by_you && word.raw == "blocked")
                && s.trails_off_block(k)
                && lead
                    .iter()
                    .any(|w| words!("youre are your number be been getting ur").has(w.raw));
            (you || me || alone || passive_you) && !(subject_you && (me || s.at(k).is(Roles::ME)))
        })
        .map(|_| Finding::OptOut(Why::Blocked))
}

impl Sentence<'_> {
    pub(super) fn trails_off_block(self, i: usize) -> bool {
        self.rest(i)
            .iter()
            .take_while(|w| w.gap == Gap::Space || w.text == "report")
            .all(|w| {
                w.is(Roles::FILLER
                    .and(Roles::THREAT)
                    .and(Roles::REMOVED)
                    .and(Roles::REMOVE))
                    || words!("and as spam blocked blocking block").has(w.raw)
            })
    }
}

/// "go away", "f off", "knock it off", "give it a rest".
pub(super) fn dismissal(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len())
        .find(|&i| {
            let (a, b, c) = (s.at(i).raw, s.at(i + 1).raw, s.at(i + 2).raw);
            let first = s.at(i);
            let opens = s.trails_back(i)
                || first.gap != Gap::Space
                || s.before(i, 1).raw == "and"
                || s.before(i, 1).raw == "can"
                || s.at(0).text == "scammer"
                || s.before(i, 1).raw == "just";
            let length = if first.text == "fuckoff" {
                1
            } else {
                match (a, b, c) {
                    (
                        "piss" | "back" | "buzz" | "screw" | "sod" | "bugger" | "bug" | "shove"
                        | "lay",
                        "off",
                        _,
                    )
                    | ("go", "away", _)
                    | ("get", "lost" | "bent", _)
                    | ("kick", "rocks", _)
                    | ("pound", "sand", _)
                    | ("move", "on" | "along", _)
                    | ("look", "elsewhere", _)
                    | ("beat", "it", _) => 2,
                    ("give", "it", "a") if matches!(s.at(i + 3).raw, "rest" | "break") => 4,
                    ("go", "fuck" | "f" | "eff", "yourself" | "yourselves" | "urself" | "off")
                    | ("knock" | "cut", "it", "off" | "out")
                    | ("take", "a", "hike")
                    | ("fly", "a", "kite")
                    | ("hit", "the", "road") => 3,
                    ("stay" | "keep", "off" | "out", _) | ("gtfo", "my" | "of", _)
                        if s.window(i + 1, 4).iter().any(|w| w.text == "my")
                            && s.window(i + 2, 4).iter().any(|w| {
                                matches!(w.text, "phone" | "number") || w.raw == "life"
                            }) =>
                    {
                        s.len() - i
                    }
                    ("scram" | "shoo" | "skedaddle" | "begone" | "gtfo", _, _) => 1,
                    ("f", "o", "") if s.len() == 2 => 2,
                    ("get", "off", _)
                        if matches!(s.object(i + 2), Object::Me(_))
                            && !s
                                .lead(i, 4)
                                .iter()
                                .any(|w| matches!(w.raw, "to" | "i" | "when")) =>
                    {
                        s.len() - i
                    }
                    ("get", "outta" | "out", _)
                        if s.words().iter().any(|w| w.is(Roles::MESSAGES))
                            && s.words().iter().any(|w| matches!(w.raw, "with" | "w")) =>
                    {
                        s.len() - i
                    }
                    ("get", "out", "of") if matches!(s.object(i + 3), Object::Me(_)) => s.len() - i,
                    _ => return false,
                }
            };
            let over = s.trails_off(i + length)
                || s.ends(i + length)
                || words!("and you with i im scammer u").has(s.at(i + length).raw);
            let strong = first.text == "fuckoff" || a == "piss";
            let insult = s.len() <= i + length + 2
                && s.at(i + length).gap == Gap::Space
                && !s.previous(i).is(Roles::OTHERS.and(Roles::YOU))
                && matches!(b, "lost" | "off" | "rocks" | "sand" | "bent" | "away");
            (opens || strong) && (over || insult) && !s.denied(i)
        })
        .map(|_| Finding::OptOut(Why::Dismissal))
}

/// "go bother someone else", "sign me out of this", "unlist me".
pub(super) fn elsewhere(s: Sentence<'_>) -> Option<Finding> {
    let pest = s.words().windows(3).any(|w| {
        matches!(w, [a, b, c] if (a.is(Roles::CONTACT) || words!("find scam rob target").has(a.raw)) && words!("someone somebody anyone anybody").has(b.raw) && c.raw == "else")
    }) && s.words().iter().any(|w| w.one_of(words!("bother harass spam disturb")) || (w.is(Roles::CONTACT) && s.at(0).one_of(words!("go"))));
    let start = s.skip(s.skip(0, Roles::FILLER), Roles::POLITE);
    let turned_away = s.at(start).one_of(words!("text message contact"))
        && words!("someone somebody anyone anybody").has(s.at(start + 1).raw)
        && s.at(start + 2).raw == "else"
        && s.trails_off(start + 3);
    let pest =
        pest || turned_away || (s.at(0).raw == "go" && words!("scam rob target").has(s.at(1).raw));
    let signed = (0..s.len()).any(|i| {
        (words!("unlist unenroll unregister deregister unsign").has(s.at(i).raw)
            && matches!(s.object(i + 1), Object::Me(_)))
            || (s.at(i).raw == "sign"
                && s.at(i + 1).is(Roles::ME)
                && matches!(s.at(i + 2).raw, "out" | "off")
                && (s.trails_off(i + 3)
                    || (s.at(i + 3).raw == "of"
                        && s.window(i + 4, 3)
                            .iter()
                            .any(|w| w.one_of(words!("this these your"))))))
    });
    ((pest && !s.denied(0)) || signed).then_some(Finding::OptOut(Why::Dismissal))
}
