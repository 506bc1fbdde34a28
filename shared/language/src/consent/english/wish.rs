//! What the writer does not want: "I don't want these texts", "I revoke my consent", "how do I opt out".

use super::ban::bare_end;
use super::ban::past_verbs;
use super::removal::is_papers;
use super::{Finding, WHAT};
use crate::consent::Why;
use crate::consent::roles::Roles;
use crate::consent::sentence::{Object, Sentence};
use crate::text::spelling::words;
use crate::text::words::Gap;

/// "I don't want these texts", "do not wish to be contacted", "no longer interested in receiving".
pub(super) fn not_wanted(s: Sentence<'_>) -> Option<Finding> {
    let no_want = s
        .positions(words!("no"))
        .filter(move |&i| s.at(i + 1).is(Roles::WANT) || s.at(i + 1).raw == "interest");
    let candidates = s
        .all(Roles::NEGATION)
        .chain(s.positions(words!("without")))
        .chain(no_want);
    for i in candidates {
        let lead_wants = s
            .lead(i, 3)
            .iter()
            .any(|w| w.is(Roles::WANT.and(Roles::ASK)));
        let want = (i + 1..=i + 3).find(|&k| s.at(k).is(Roles::WANT) || s.at(k).raw == "interest");
        if want.is_none() && !lead_wants && s.at(i).text != "without" {
            continue;
        }
        let start = want.map_or(i + 1, |k| k + 1);
        if s.before(i, 1).is(Roles::YOU) && !lead_wants {
            continue;
        }
        if let Some(found) = unwanted(s, start) {
            return Some(found);
        }
    }
    None
}

fn unwanted(s: Sentence<'_>, start: usize) -> Option<Finding> {
    let k = s.skip_words(
        start,
        Roles::LOOSE.and(Roles::DETERMINER).and(Roles::FINAL),
        words!("to in for be being having nor by want i wish none another single 2 b"),
    );
    let word = s.at(k);
    let passive = (start..k).any(|n| words!("be b being get getting").has(s.at(n).raw));
    let limited = s.limited(k);
    let found = Finding::OptOut(Why::NotWanted);
    if limited {
        return None;
    }
    if word.is(Roles::CONTACTED) {
        let by = s.at(k + 1).text == "by"
            && !s
                .window(k + 2, 3)
                .iter()
                .take_while(|w| w.gap == Gap::Space)
                .any(|w| {
                    w.is(Roles::YOU) || words!("anyone anybody your text phone ya yall").has(w.raw)
                });
        return (passive && !by).then_some(if word.one_of(words!("called")) {
            Finding::Unless(Why::NotWanted)
        } else {
            found
        });
    }
    if passive && word.is(Roles::CONTACTING) {
        return None;
    }
    if passive && matches!(word.raw, "on" | "in" | "part") {
        let listed = s.window(k + 1, 6).iter().any(|w| w.is(Roles::LIST))
            && !s.window(k + 1, 6).iter().any(|w| w.raw == "mls");
        return listed.then_some(found);
    }
    let refused_whole = k > start && s.trails_off(k) && s.before(k, 1).one_of(words!("this these"));
    if refused_whole {
        return Some(found);
    }
    if words!("talk speak deal engage interact").has(word.raw)
        && matches!(s.at(k + 1).raw, "to" | "with")
    {
        let after = s.skip_words(k + 2, Roles::YOU, words!("folks any of"));
        return (after > k + 2 && (s.trails_off(after) || s.final_at(after))).then_some(found);
    }
    if word.one_of(words!("receive get hear")) {
        return received(s, k).then_some(found);
    }
    if word.is(Roles::YOU)
        || words!("anyone anybody people nobody someone yall").has(word.raw)
        || word.raw == "your"
    {
        let verb = s.skip_words(
            k + 1,
            Roles::LOOSE.and(Roles::YOU).and(Roles::FINAL),
            words!("to folks be company"),
        );
        let end = past_verbs(s, verb);
        return (s.at(verb).is(Roles::CONTACT.and(Roles::CONTACTING))
            && s.object(end) != Object::Other
            && (s.object(end) != Object::Nothing || bare_end(s, end, s.at(verb))))
        .then_some(Finding::Unless(Why::NotWanted));
    }
    let singular = s
        .window(start, k.saturating_sub(start))
        .iter()
        .any(|w| matches!(w.raw, "the" | "other"))
        || s.before(k, 1).text == "a";
    if word.is(Roles::MESSAGES)
        || (word.one_of(words!("text message"))
            && (s.at(k + 1).is(Roles::MESSAGES)
                || (s.at(k + 1).raw == "from" && s.at(k + 2).is(Roles::YOU))
                || (s.trails_off(k + 1)
                    && s.before(k, 1).is(Roles::DETERMINER.and(Roles::WANT))
                    && s.before(k, 1).raw != "the")))
        || (matches!(word.raw, "contact")
            && !singular
            && k > start
            && s.before(k, 1).is(Roles::DETERMINER))
    {
        let mine = s
            .rest(k)
            .iter()
            .any(|w| matches!(w.raw, "realtors" | "agents"));
        return (!mine).then_some(if word.text == "calls" {
            Finding::Unless(Why::NotWanted)
        } else {
            found
        });
    }
    None
}

/// "receive these", "hear from you", "get contacted", at `k`: the verb.
fn received(s: Sentence<'_>, k: usize) -> bool {
    let word = s.at(k);
    let after = s.window(k + 1, 6);
    let messages = after
        .iter()
        .any(|w| w.is(Roles::MESSAGES) || w.one_of(words!("text message")))
        && !after.iter().any(|w| w.text == "a");
    let from_you = after.windows(2).any(|p| matches!(p, [a, b] if matches!(a.raw, "from" | "by") && (b.is(Roles::YOU) || words!("ya yall your anyone anybody").has(b.raw))));
    let these = word.text != "hear"
        && (s.at(k + 1).one_of(words!("this these")) && s.trails_off(k + 2)
            || (word.text == "receive" && s.trails_off(k + 1)));
    let more = s.skip(k + 1, Roles::LOOSE.and(Roles::DETERMINER));
    let these = these
        || (word.text != "hear"
            && more > k + 2
            && s.trails_off(more)
            && s.before(more, 1).one_of(words!("these this")));
    let these = these
        || (s.at(k + 1).raw == "anything"
            && after.iter().any(|w| w.is(Roles::YOU.and(Roles::FINAL))));
    let contacted = word.text == "get" && s.at(s.skip(k + 1, Roles::LOOSE)).is(Roles::CONTACTED);
    let others = after.windows(2).any(|p| matches!(p, [a, b] if a.raw == "from" && words!("realtors agents tenants wholesalers").has(b.raw)));
    (messages || from_you || these || contacted) && !others
}

/// "enough with the messages", "sick of these texts", "enough already".
pub(super) fn fed_up(s: Sentence<'_>) -> Option<Finding> {
    let optout = Some(Finding::OptOut(Why::Enough));
    (0..s.len()).find_map(|i| {
        let word = s.at(i);
        let start = match word.text {
            "enough" if s.before(i, 1).one_of(words!("not good big old")) => return None,
            "enough" if matches!(s.at(i + 1).raw, "already" | "is") && (s.at(i + 1).raw == "already" || s.at(i + 2).text == "enough") => {
                return s.trails_off(i + 3 - usize::from(s.at(i + 1).raw == "already")).then_some(Finding::OptOut(Why::Enough));
            }
            "enough" => i + 1,
            _ if words!("sick tired fed done over bored annoyed").has(word.raw) => i + 1,
            _ if word.raw == "had" && s.at(i + 1).raw == "it" => i + 2,
            _ => return None,
        };
        let k = s.skip_words(start, Roles::LOOSE.and(Roles::DETERMINER), words!("up it get receive by from and tired sick being folks you"));
        let k = if s.at(k).text == "text" && s.at(k + 1).is(Roles::MESSAGES) { k + 1 } else { k };
        let what = s.at(k);
        let theirs = s.rest(k).windows(2).any(|p| matches!(p, [a, b] if a.raw == "from" && !b.is(Roles::YOU) && !words!("your these this yall").has(b.raw)));
        let about_us = word.text == "enough" || k > start;
        let ours = what.is(Roles::MESSAGES)
            || (what.is(Roles::CONTACTING.and(Roles::CONTACTED)) && (s.window(start, k - start).iter().any(|w| w.is(Roles::YOU) || w.one_of(words!("your folks being these the"))) || word.text == "enough" || s.at(k + 1).is(Roles::ME)));
        let these = k > start
            && s.trails_off(k)
            && (s.before(k, 1).one_of(words!("these your you folks")) || s.before(k, 1).is(Roles::YOU));
        if about_us && (ours || these || what.is(Roles::JUNK) && s.trails_off(k + 1)) && !theirs { optout } else { None }
    })
}

/// "you do not have permission to text me", "I never gave consent", "I didn't sign up for this".
pub(super) fn permission_denied(s: Sentence<'_>) -> Option<Finding> {
    let i = s
        .all(Roles::NEGATION)
        .next()
        .or_else(|| s.positions(words!("without no")).next())?;
    let after = s.window(i + 1, 8);
    let permission = (i + 1..s.len()).any(|k| {
        let given = words!(
            "permission consent consented authorized authorization allowed authorize approve"
        )
        .has(s.at(k).raw)
            || (words!("right business reason authority").has(s.at(k).raw)
                && (s.at(k + 1).text == "to" || s.at(k + 1).is(Roles::CONTACTING)));
        let mine = s.before(k, 1).text == "my"
            && s.lead(k, 5).iter().any(|w| w.is(Roles::YOU))
            && s.trails_off(k + 1);
        let to_text = s
            .window(k + 1, 5)
            .iter()
            .take_while(|w| w.gap == Gap::Space)
            .any(|w| {
                w.is(WHAT
                    .and(Roles::CONTACTING)
                    .and(Roles::CONTACTED)
                    .and(Roles::LINE))
            });
        let for_this = s.at(k + 1).raw == "for" && s.at(k + 2).one_of(words!("this these"));
        given && (mine || to_text || for_this)
    });
    let withheld = words!("is was").has(s.before(i, 1).raw)
        && s.before(i, 2).text == "consent"
        && s.at(i + 1).raw == "given"
        && s.trails_off(i + 2);
    let consented = withheld
        || (0..s.len()).any(|k| {
            matches!(s.at(k).raw, "consent" | "consented" | "agree" | "agreed")
                && s.at(k + 1).raw == "to"
                && s.at(k + 2).one_of(words!("this these"))
                && (s.trails_off(k + 3) || s.at(k + 3).is(Roles::MESSAGES))
                && s.denied(k)
        });
    let signed = consented
        || after.windows(2).any(|pair| matches!(pair, [a, b] if (words!("sign signed opt opted").has(a.raw) && matches!(b.raw, "up" | "in" | "into")) || (words!("ask").has(a.text) && (words!("for to").has(b.raw) || b.one_of(words!("this these any")) || b.is(Roles::YOU))) || a.raw == "subscribe" || a.raw == "subscribed"))
        && s.rest(i).iter().any(|w| w.is(Roles::MESSAGES.and(Roles::CONTACTED)) || w.one_of(words!("this these your list text")));
    let optin = s
        .rest(i)
        .iter()
        .any(|w| w.text == "optin" || (w.raw == "opted"));
    let plain = s
        .all(Roles::NEGATION)
        .chain(s.positions(words!("no")))
        .any(|k| {
            matches!(s.at(k + 1).raw, "consent" | "permission")
                && s.trails_off(k + 2)
                && s.lead(k, k)
                    .iter()
                    .all(|w| w.is(Roles::FILLER) || matches!(w.raw, "i" | "we" | "do"))
        });
    (permission || signed || optin || plain).then_some(Finding::OptOut(Why::NoConsent))
}

/// "I revoke my consent", "consent withdrawn", "cease and desist".
pub(super) fn withdrawn_consent(s: Sentence<'_>) -> Option<Finding> {
    let consent = s.positions(words!("consent")).any(|i| {
        s.words().iter().any(|w| {
            words!(
                "revoke revoking revoked withdraw withdrawn withdrawing rescind \
                retract remove cancel"
            )
            .has(w.raw)
        }) && !s.denied(i)
            && !s
                .rest(i + 1)
                .iter()
                .any(|w| is_papers(*w) || matches!(w.raw, "inspection" | "attorney"))
    });
    let revoked = s
        .positions(words!("revoke rescind"))
        .any(|i| s.previous_said(i).text == "i" && s.len() < 5 && s.trails_off(i + 1));
    let letters = revoked
        || s.len() < 5
            && s.words()
                .windows(3)
                .any(|w| matches!(w, [a, b, c] if a.raw == "c" && b.raw == "and" && c.raw == "d"));
    let cease = letters
        || (0..s.len()).any(|i| {
            let dressed = s.at(i).text == "desist" && matches!(s.before(i, 1).raw, "and" | "n");
            dressed
                || s.at(i).text == "cease"
                    && (s.at(i + 1).text == "desist"
                        || (s.at(i + 1).raw == "and" && s.at(i + 2).text == "desist"))
        });
    (consent || cease).then_some(Finding::OptOut(if cease {
        Why::Legal
    } else {
        Why::NoConsent
    }))
}

/// "opt me out", "how do I unsubscribe", "I opted out already".
pub(super) fn opt_out(s: Sentence<'_>) -> Option<Finding> {
    (0..s.len())
        .find(|&i| {
            let word = s.at(i);
            let split = matches!(word.raw, "opt" | "opting")
                && matches!(s.object(i + 1), Object::Me(k) if s.at(s.skip(k, Roles::LOOSE)).raw == "out");
            let whole = word.one_of(words!("unsubscribe optout")) && s.at(i + 1).raw != "link";
            if !(split || whole) || s.denied(i) || s.asks_past(i) {
                return false;
            }
            let accident = s
                .words()
                .iter()
                .any(|w| words!("accident accidentally mistake mistakenly").has(w.raw));
            let from = (i..s.len()).find(|&k| matches!(s.at(k).raw, "of" | "from"));
            let ours = from.is_none_or(|k| {
                !s.window(k + 1, 4).iter().any(|w| is_papers(*w))
                    && (word.text == "unsubscribe" && word.raw != "unsubscribed"
                        || s.trails_off(k + 1)
                        || s.window(k + 1, 5).iter().any(|w| {
                            w.is(Roles::MESSAGES.and(Roles::LIST).and(Roles::CONTACTING))
                                || w.one_of(words!("this these text call your receive it"))
                                || w.raw == "everything"
                                || w.raw == "all"
                                || w.raw == "marketing"
                        }))
            });
            let clauses = s
                .rest(i)
                .iter()
                .any(|w| words!("clause option fee hoa escrow contract").has(w.raw));
            let quoted = s.lead(i, 5).iter().any(|w| w.is(Roles::STOP))
                && s.lead(i, 6)
                    .iter()
                    .any(|w| words!("reply send text says said txt").has(w.raw))
                && (s.len() > 7
                    || s.lead(i, 6)
                        .iter()
                        .any(|w| matches!(w.raw, "says" | "said")));
            !accident && ours && !clauses && !quoted
        })
        .map(|_| Finding::OptOut(Why::OptOutWord))
}

/// "your texts are unwanted", "what part of stop don't you understand", "if you don't stop I'll call the police".
pub(super) fn unwelcome(s: Sentence<'_>) -> Option<Finding> {
    let words = s.words();
    let unwanted = words.iter().any(|w| {
        matches!(w.raw, "unwanted" | "unwelcome" | "unsolicited")
            || (w.raw == "welcome" && words.iter().any(|n| n.text == "not"))
    }) && words
        .iter()
        .any(|w| w.is(Roles::MESSAGES.and(Roles::CONTACTING)) || w.text == "text");
    let unwanted = unwanted
        || words.iter().enumerate().any(|(i, w)| {
            words!("unwanted unwelcome unsolicited").has(w.raw)
                && s.trails_off(i + 1)
                && s.lead(i, 4).iter().any(|w| w.one_of(words!("this these")))
        });
    let deaf = words
        .iter()
        .any(|w| matches!(w.raw, "understand" | "comprehend" | "hear"))
        && words.iter().any(|w| w.text == "stop")
        && words.iter().any(|w| w.is(Roles::YOU))
        && !words
            .iter()
            .any(|w| matches!(w.raw, "by" | "foreclosure" | "i"));
    let part = words
        .windows(3)
        .any(|w| matches!(w, [a, b, c] if a.raw == "what" && b.raw == "part" && c.raw == "of"))
        && words
            .iter()
            .any(|w| w.one_of(words!("stop dont contact remove unsubscribe never")));
    let menace = words
        .iter()
        .any(|w| w.one_of(words!("police report sue")) || w.raw == "block");
    let or_else = words
        .iter()
        .any(|w| w.text == "stop" || (w.raw == "keep" && words.iter().any(|n| n.raw == "up")))
        && words
            .iter()
            .any(|w| words!("if or before unless keep").has(w.raw))
        && words
            .iter()
            .any(|w| w.is(Roles::YOU) || matches!(w.raw, "ill" | "i" | "im"))
        && menace
        && !words
            .iter()
            .any(|w| words!("tenant tenants foreclosure sale bank by bus they he").has(w.raw));
    if unwanted || part || deaf {
        Some(Finding::OptOut(Why::NotWanted))
    } else {
        or_else.then_some(Finding::OptOut(Why::Legal))
    }
}
