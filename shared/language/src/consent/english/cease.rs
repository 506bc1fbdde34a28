//! Orders to cease: "stop texting me", "not interested stop", "I told you to stop".

use super::{Finding, WHAT};
use crate::consent::Why;
use crate::consent::addressee::Addressee;
use crate::consent::roles::Roles;
use crate::consent::sentence::{Object, Sentence};
use crate::consent::words::Word;
use crate::text::spelling::words;
use crate::text::words::Gap;

/// "stop texting me", "quit with the messages", "end all communication".
pub(super) fn cease_contact(s: Sentence<'_>) -> Option<Finding> {
    s.all(Roles::STOP)
        .find_map(|i| {
            let who = s.addressee(i);
            if who == Addressee::Nobody {
                return None;
            }
            ceased(s, i + 1, who)
        })
        .or_else(|| end_of_messages(s))
        .or_else(|| let_up(s))
}

/// "Chill with the texts", "lay off the texting", "spare me the pitch", "give it a rest with these messages".
fn let_up(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        let length = match (s.at(i).raw, s.at(i + 1).raw, s.at(i + 2).raw) {
            ("chill" | "relax", "out", _)
            | ("ease" | "let", "up" | "off", _)
            | ("lay" | "back" | "leave", "off", _)
            | ("quit" | "stop" | "cool" | "drop", "it", _)
            | ("slow" | "tone", "down", _)
            | ("spare", "me" | "us", _) => 2,
            ("knock" | "cut", "it", "off" | "out") => 3,
            ("give", "it", "a") => 4,
            ("chill" | "relax" | "save" | "spare" | "cool", _, _) => 1,
            _ => return None,
        };
        if s.previous_said(i).is(Roles::OTHERS.and(Roles::NEGATION)) {
            return None;
        }
        let k = s.skip_words(
            i + length,
            Roles::LOOSE.and(Roles::DETERMINER),
            words!("with on and w out"),
        );
        let what = s.at(k);
        let ours = k > i + length
            && (what.is(Roles::MESSAGES.and(Roles::CONTACTING).and(Roles::JUNK))
                || (what.raw == "offers" && s.trails_off(k + 1))
                || (what.text == "text" && s.at(k + 1).is(Roles::MESSAGES)));
        ours.then_some(Finding::OptOut(Why::StopContact))
    })
}

fn ceased(s: Sentence<'_>, start: usize, who: Addressee) -> Option<Finding> {
    let optout = Some(Finding::OptOut(Why::StopContact));
    let k = s.skip_words(
        start,
        Roles::LOOSE.and(Roles::DETERMINER).and(Roles::ME),
        words!(
            "from and desist doing cease stop that it be being bein ur bs a by means keep \
            fuck bull none les"
        ),
    );
    let word = s.at(k);
    let partly = s.rest(k).windows(2).any(
        |pair| matches!(pair, [a, b] if a.raw == "but" && words!("keep send text call").has(b.raw)),
    );
    if partly || s.strictly_limited(k) {
        return None;
    }
    if let Some((pesters, why)) = known_pestering(s, k) {
        return pesters.then_some(Finding::OptOut(why));
    }
    let pest = (start..k).any(|n| matches!(s.at(n).raw, "being" | "bein"))
        && words!("pest stalker nuisance annoying bother bully harasser").has(word.raw);
    if pest {
        return optout;
    }
    let of_people = word.raw.ends_with("ing")
        && s.window(k + 1, 4).iter().any(|w| {
            words!("people elderly seniors homeowners strangers folks widows citizens").has(w.raw)
        });
    if of_people && who == Addressee::Sender {
        return optout;
    }
    if who == Addressee::Writer {
        let ours = k > start
            && s.window(start, k - start)
                .iter()
                .any(|w| w.one_of(words!("these your this the any")));
        return (word.is(Roles::MESSAGES) || (ours && word.is(Roles::CONTACT)))
            .then_some(Finding::OptOut(Why::StopContact));
    }
    if word.is(Roles::CONTACTING) {
        let the_number = s.at(k + 1).raw == "it"
            && s.trails_off(k + 2)
            && word.one_of(words!("texting messaging contacting"));
        if matches!(s.at(k + 1).raw, "it" | "them" | "around") && !the_number {
            return None;
        }
        return match s.object(k + 1) {
            Object::Other if !matches!(s.at(k + 1).raw, "him" | "her" | "it") => None,
            Object::Other | Object::Me(_) | Object::Nothing
                if matches!(word.raw, "calling" | "emailing" | "phoning") =>
            {
                Some(Finding::Unless(Why::StopContact))
            }
            Object::Other | Object::Me(_) | Object::Nothing => optout,
        };
    }
    let adorned = s.skip(
        k,
        Roles::DETERMINER
            .and(Roles::LOOSE)
            .and(Roles::LINE)
            .and(Roles::CONTACT),
    );
    if word.is(Roles::MESSAGES) || (k > start && s.at(adorned).is(Roles::MESSAGES)) {
        return optout;
    }
    if word.is(Roles::CONTACT) {
        return match s.object(k + 1) {
            Object::Me(_) => optout,
            Object::Nothing
                if s.ends(k + 1)
                    || s.at(k + 1)
                        .is(Roles::MESSAGES.and(Roles::FILLER).and(Roles::FINAL)) =>
            {
                optout
            }
            Object::Nothing | Object::Other => None,
        };
    }
    (word.is(Roles::JUNK) && s.trails_off(k + 1)).then_some(Finding::OptOut(Why::StopContact))
}

/// Whether the verb at `k` after "stop" is about us, where it is one with a meaning of its own: "stop sending",
/// "stop trying to buy", "stop blowing up my phone".
fn known_pestering(s: Sentence<'_>, k: usize) -> Option<(bool, Why)> {
    let word = s.at(k);
    let said = match word.text {
        "sending" | "send" => (sends_me(s, k + 1), Why::StopContact),
        "trying" | "attempting" | "tryin" | "offering" => (
            s.ends(k + 1)
                || s.window(k + 1, 3).iter().any(|w| {
                    w.is(Roles::CONTACT)
                        || words!("reach buy get sell solicit scam on for").has(w.raw)
                }),
            Why::StopContact,
        ),
        "asking" | "askin" => (asks_me(s, k + 1), Why::StopContact),
        // "Give me a number or stop wasting my time" asks for the number.
        "wasting" => (
            s.window(k + 1, 2).iter().any(|w| w.text == "time")
                && s.trails_off(k + 3)
                && !matches!(s.before(k, 2).raw, "or" | "else"),
            Why::StopContact,
        ),
        "receive" | "get" => (
            s.window(k + 1, 5).iter().any(|w| w.is(WHAT))
                || s.at(k + 1).one_of(words!("this these")),
            Why::NotWanted,
        ),
        "begging" | "pressuring" | "pushing" | "bullying" | "chasing" | "targeting"
        | "scamming"
            if s.at(k + 1).is(Roles::ME) =>
        {
            (true, Why::StopContact)
        }
        "ask" if word.raw == "begging" => (true, Why::StopContact),
        "hitting" | "blowing" => {
            let object = k + 1 + usize::from(s.at(k + 1).raw == "up");
            (matches!(s.object(object), Object::Me(_)), Why::StopContact)
        }
        _ => return None,
    };
    Some(said)
}

/// "end these texts", "cancel my subscription", "turn off the notifications".
fn end_of_messages(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len()).find_map(|i| {
        let verb = s.at(i);
        let start = match verb.text {
            "end" | "cancel" | "terminate" | "suspend" | "disable" | "deactivate" => i + 1,
            "turn" | "shut" | "switch" if s.at(i + 1).one_of(words!("off down")) => i + 2,
            "turn" | "shut" | "switch" if s.window(i + 1, 4).iter().any(|w| w.text == "off") => {
                i + 1
            }
            _ => return None,
        };
        let before = s.before(i, 1);
        let directive = before.edge()
            || verb.gap != Gap::Space
            || before.is(Roles::FILLER.and(Roles::LOOSE))
            || before.one_of(words!("to and you"));
        let k = s.skip(start, Roles::DETERMINER.and(Roles::LOOSE));
        let object = s.at(k);
        let ours = object.is(Roles::MESSAGES)
            || (object.raw == "contact"
                && k > start
                && (s.trails_off(k + 1) || matches!(s.at(k + 1).raw, "with" | "to")))
            || matches!(object.raw, "subscription" | "conversation" | "membership")
            || (object.text == "text" && s.at(k + 1).is(Roles::MESSAGES));
        let these = k > start && s.trails_off(k) && s.before(k, 1).text == "these";
        let ours = ours || these;
        (directive && ours && !s.denied(i)).then_some(Finding::OptOut(Why::StopContact))
    })
}

/// What follows "stop sending": to me, or things we send.
fn sends_me(s: Sentence<'_>, k: usize) -> bool {
    let word = s.at(k);
    s.trails_off(k)
        || word.is(Roles::ME.and(Roles::MESSAGES))
        || word.one_of(words!("this these your any out text message unwanted"))
        || s.window(k, 4).iter().any(|w| w.is(Roles::MESSAGES))
        || matches!(s.object(k), Object::Me(_))
        || (word.raw == "offers" && s.trails_off(k + 1))
        || word.is(Roles::JUNK)
        || words!("letters mail postcards anything things").has(word.raw)
}

/// What follows "stop asking".
fn asks_me(s: Sentence<'_>, k: usize) -> bool {
    let k = s.skip(k, Roles::ME.and(Roles::LOOSE));
    s.trails_off(k)
        || s.at(k).one_of(words!("if about"))
        || (s.at(k).text == "to" && matches!(s.at(k + 1).raw, "sell" | "buy"))
}

/// "Not interested stop", "I told you to stop", "can you stop".
pub(super) fn cease_at_end(s: Sentence<'_>) -> Option<Finding> {
    let i = (0..s.len())
        .rev()
        .find(|&i| s.at(i).is(Roles::STOP) || s.at(i).text == "unsubscribe")?;
    let word = s.at(i);
    if s.rest(i)
        .iter()
        .any(|w| words!("lol haha jk jaja lmao").has(w.raw))
    {
        return None;
    }
    if i == 0 || s.tells_of_others() || !(s.trails_off_strictly(i + 1) || told_repeatedly(s, i)) {
        return None;
    }
    let mut k = i;
    while s.before(k, 1).is(Roles::POLITE.and(Roles::STOP)) {
        k -= 1;
    }
    let polite = s.lead(i, i - k).iter().any(|w| w.is(Roles::POLITE));
    let previous = s.before(k, 1);
    let made = s.before(k, 2).text == "make"
        && (previous.one_of(words!("these this it")) || previous.is(Roles::YOU));
    let joined = previous.raw == "and" && s.lead(k, k).iter().any(|w| w.is(Roles::POLITE))
        || previous.raw == "so" && s.lead(k, k).iter().any(|w| w.is(Roles::STOP));
    let ok = if made || joined {
        true
    } else if previous.is(Roles::NEGATION) {
        false
    } else if polite && previous.text != "to" && !previous.is(Roles::OTHERS.and(Roles::YOU)) {
        true
    } else if previous.text == "to"
        || previous.is(Roles::YOU)
        || words!("this it must should people").has(previous.raw)
    {
        (s.addressee(i) == Addressee::Sender && (previous.text != "you" || ordered(s, k)))
            || s.before(k, 2).text == "make"
    } else if previous.is(Roles::MESSAGES) {
        true
    } else if words!("can could should better would").has(previous.text) {
        s.addressee(i) == Addressee::Sender
            && (s.before(k, 2).is(Roles::YOU.and(Roles::MESSAGES))
                || s.before(k, 2).text == "these")
    } else if previous.is(Roles::REFUSAL) || previous.is(Roles::FINAL) || previous.is(Roles::ME) {
        word.text != "quit" || previous.one_of(words!("interested number"))
    } else if word.text == "stop" && !is_kind_of_stop(previous) {
        !s.since_comma(i, i).iter().any(|w| {
            words!(
                "does did do will would make let when whenever where until till \
                before if they he she it has have ready able should can"
            )
            .has(w.raw)
        })
    } else {
        word.capitals && !is_kind_of_stop(previous)
    };
    ok.then_some(Finding::OptOut(Why::StopContact))
}

/// "I told you to stop three times", "asked to stop last week": `i` is the verb of ceasing.
fn told_repeatedly(s: Sentence<'_>, i: usize) -> bool {
    let next = s.at(i + 1).raw;
    s.before(i, 1).text == "to"
        && s.lead(i, 6).iter().any(|w| w.is(Roles::ASK))
        && (next.starts_with(|c: char| c.is_ascii_digit())
            || words!(
                "multiple many several numerous a three two twice last yesterday \
                repeatedly before so like weeks days but because"
            )
            .has(next))
}

/// What comes before a noun "stop", or before a verb that is nobody's order.
fn is_kind_of_stop(previous: Word<'_>) -> bool {
    previous.is(Roles::DETERMINER.and(Roles::OTHERS).and(Roles::NEGATION))
        || previous.edge()
        || words!(
            "a an bus truck next last first final full non rest pit one to cant train \
            tram metro subway short door way whistle stage trolley buy hard quick \
            complete dead water gas four 4 1st 2nd 3rd second that and gap glottal \
            back us them tenants tenant him her payments than at for of by with on \
            or"
        )
        .has(previous.raw)
}

/// "can you … stop", "I said you stop": not "whenever you stop".
fn ordered(s: Sentence<'_>, k: usize) -> bool {
    s.lead(k, 4).iter().any(|w| {
        w.one_of(words!(
            "can could will would wont cant why please must need if wish make"
        )) || w.is(Roles::ASK)
    }) && !s
        .lead(k, 6)
        .iter()
        .any(|w| words!("where before did whenever").has(w.raw))
}

impl Sentence<'_> {
    pub(super) fn trails_off_strictly(self, i: usize) -> bool {
        self.rest(i).iter().all(|word| {
            word.is(Roles::FILLER.and(Roles::STOP).and(Roles::FINAL))
                || word.one_of(words!("this it that have right contacting"))
        })
    }
}

/// "Stop I'm not selling", "STOP wrong number", "stop to opt out".
pub(super) fn cease_at_start(s: Sentence<'_>) -> Option<Finding> {
    let i = s.skip(0, Roles::FILLER);
    let removes_or_else = s.at(i).is(Roles::REMOVE)
        && (i + 1..i + 3).any(|k| s.at(k).raw == "or")
        && s.rest(i)
            .iter()
            .any(|w| w.is(Roles::THREAT) || w.raw == "sued");
    if removes_or_else {
        return Some(Finding::OptOut(Why::Legal));
    }
    if s.at(i).text != "stop" {
        return None;
    }
    let next = s.at(s.skip_words(
        i + 1,
        Roles::POLITE.and(Roles::STOP),
        words!("it already now sir"),
    ));
    let refuses = words!(
        "im ive not wrong dont never nobody sold this i already no you youre u your \
        hes shes"
    )
    .has(next.raw)
        || next.is(Roles::NEGATION);
    let or_else = matches!(next.raw, "or" | "before")
        && s.rest(i)
            .iter()
            .any(|w| w.is(Roles::THREAT) || matches!(w.raw, "else" | "block" | "blocked"));
    let by_keyword =
        or_else || matches!(next.raw, "to" | "2") && s.at(i + 2).is(Roles::STRONG.and(Roles::WEAK));
    let ok = by_keyword
        || (refuses
            && match next.raw {
                "this" => s.ends(i + 2) || matches!(s.at(i + 2).raw, "is" | "isnt"),
                _ => true,
            }
            && !s
                .rest(i)
                .iter()
                .any(|w| w.text == "if" || words!("love kind sweet funny").has(w.raw)));
    ok.then_some(Finding::OptOut(Why::StopContact))
}

/// "I texted STOP last week", "I'd appreciate it if you stopped texting me".
pub(super) fn already_said(s: Sentence<'_>) -> Option<Finding> {
    let said = s.positions(words!("stop optout unsubscribe")).any(|i| {
        let verb = s.before(i, 1);
        let says = verb.text == "said"
            || words!("text texted texting replied replying sent sending typed wrote answered responded send tell put").has(verb.raw);
        let mine = s
            .lead(i, 5)
            .iter()
            .any(|w| words!("i ive we already").has(w.raw));
        let place =
            words!("by in over at and sign light").has(s.at(i + 1).raw) && s.at(i + 1).raw != "and";
        let asks = s
            .lead(i, 4)
            .iter()
            .any(|w| words!("do should if can never didnt").has(w.raw));
        let announces = i > 0 && s.trails_back(i - 1) && words!("replying sending texting sent replied texted").has(verb.raw);
        let ignored = verb.text == "my" && matches!(s.before(i, 2).raw, "ignored" | "ignoring");
        if ignored {
            return true;
        }
        says && (mine || announces) && !place && !asks
    });
    let wished = (0..s.len()).any(|i| {
        words!("stopped stoped quit ceased").has(s.at(i).raw)
            && s.before(i, 1).is(Roles::YOU.and(Roles::LOOSE))
            && s.lead(i, 8)
                .iter()
                .any(|w| words!("appreciate wish like prefer if love nice").has(w.text))
            && (s.trails_off(i + 1)
                || s.at(s.skip(i + 1, Roles::LOOSE.and(Roles::DETERMINER)))
                    .is(Roles::CONTACTING.and(Roles::MESSAGES)))
    });
    let stopped = (0..s.len()).any(|i| {
        s.at(i).raw == "stopped"
            && s.trails_off(i + 1)
            && s.before(i, 2).is(Roles::WANT)
            && (s.before(i, 1).one_of(words!("it this these"))
                || s.before(i, 1).is(Roles::MESSAGES))
    });
    (said || wished || stopped).then_some(Finding::OptOut(Why::StopContact))
}

/// The concepts of a request without a known shape: cease + texting, or me + off + your list.
pub(super) fn in_any_words(s: Sentence<'_>) -> Option<Finding> {
    let ceases = s.all(Roles::STOP).any(|i| {
        s.addressee(i) == Addressee::Sender
            && !words!("by in at over sign light").has(s.at(i + 1).raw)
            && (i + 1..i + 6)
                .take_while(|&k| !s.ends(k) || k == i + 1)
                .any(|k| {
                    (s.at(k).is(Roles::CONTACTING)
                        && !s.at(k).one_of(words!("calling emailing"))
                        && matches!(s.object(k + 1), Object::Me(_)))
                        || (s.at(k).is(Roles::MESSAGES)
                            && s.before(k, 1).one_of(words!("these your the this"))
                            && s.at(i + 1).text != "sending")
                })
            && !s.strictly_limited(i)
    });
    let listed = s.all(Roles::LIST).any(|i| {
        let mut k = i;
        while s.before(k, 1).is(Roles::DETERMINER
            .and(Roles::CONTACT)
            .and(Roles::CONTACTING)
            .and(Roles::MESSAGES)
            .and(Roles::LINE)
            .and(Roles::LOOSE))
        {
            k -= 1;
        }
        let lead = s.lead(k, 10);
        k < i
            && matches!(s.before(k, 1).raw, "off" | "from" | "outta")
            && lead.iter().any(|w| {
                w.is(Roles::REMOVE.and(Roles::REMOVED))
                    || words!("take taken get drop strike scratch keep pull").has(w.raw)
            })
            && lead
                .iter()
                .any(|w| w.is(Roles::ME.and(Roles::LINE)) || matches!(w.raw, "my" | "i" | "we"))
            && !s
                .words()
                .iter()
                .any(|w| words!("did their his why house houses realtor agent").has(w.raw))
            && !s.denied(i)
    });
    if ceases {
        Some(Finding::OptOut(Why::StopContact))
    } else {
        listed.then_some(Finding::OptOut(Why::Removal))
    }
}
