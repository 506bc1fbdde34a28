//! The law: do-not-call lists, agencies, warnings, "this is harassment".

use super::{Finding, WHAT};
use crate::consent::Why;
use crate::consent::roles::Roles;
use crate::consent::sentence::{Object, Sentence};
use crate::text::spelling::words;

/// "I'm on the do not call list", "put me on your DNC", "TCPA violation".
pub(super) fn registry(s: Sentence<'_>) -> Option<Finding> {
    let named = (0..s.len()).find(|&i| {
        let list = |k: usize| {
            s.window(k, 3).iter().any(|w| {
                w.is(Roles::LIST)
                    || w.text == "registry"
                    || words!("violation violations law laws").has(w.raw)
            })
        };
        match s.at(i).raw {
            "dnc" | "donotcall" | "tcpa" | "dncl" | "dncr" => true,
            "call" | "calls" | "contact" | "text" | "texts" | "solicit" | "solicitation" => {
                (s.before(i, 1).one_of(words!("dont not no"))) && list(i + 1)
            }
            _ => false,
        }
    })?;
    let denied = s
        .lead(named, 5)
        .iter()
        .take(4)
        .any(|w| w.one_of(words!("not")) || w.raw == "isnt" || w.raw == "arent");
    let asks = s
        .lead(named, 6)
        .iter()
        .any(|w| matches!(w.raw, "is" | "am"))
        && s.at(0).one_of(words!("is am are do"));
    (!denied && !asks).then_some(Finding::OptOut(Why::DoNotCall))
}

/// "Texting me is illegal", "FCC complaint filed", "each text costs you $500", "further contact is harassment".
pub(super) fn against_the_law(s: Sentence<'_>) -> Option<Finding> {
    let further = s.words().windows(2).any(|p| matches!(p, [a, b] if words!("further future additional continued another").has(a.raw) && b.is(WHAT.and(Roles::CONTACTING))));
    let menace = s
        .words()
        .iter()
        .any(|w| w.is(Roles::THREAT) || w.one_of(words!("harassment")) || matches!(w.raw, "legal"));
    let goes_on = s
        .words()
        .iter()
        .any(|w| matches!(w.raw, "continues" | "persists" | "continue"))
        && s.words().iter().any(|w| {
            words!("complaint fcc ftc attorney report legal police sue harassment").has(w.raw)
        })
        && s.words().iter().any(|w| w.text == "if");
    let unlawful = s
        .words()
        .iter()
        .any(|w| words!("illegal unlawful illegally violation violates violating").has(w.raw))
        && s.words()
            .iter()
            .any(|w| w.is(WHAT.and(Roles::CONTACTING)) && !w.is(Roles::THREAT) && w.text != "call");
    let about_texts = || {
        s.len() < 4
            || s.words().iter().any(|w| {
                w.is(Roles::YOU.and(WHAT).and(Roles::CONTACTING))
                    || w.one_of(words!("report sue your this consent"))
                    || words!("complaint filed filing file violation violates fines").has(w.raw)
            })
    };
    let agency = s.words().iter().enumerate().any(|(i, w)| {
        (w.raw == "tcpa"
            || (matches!(w.raw, "fcc" | "ftc") && about_texts())
            || (w.raw == "general"
                && s.before(i, 1).raw == "attorney"
                && s.words()
                    .iter()
                    .any(|w| w.raw == "complaint" || w.text == "report")))
            && !s.denied(i)
    });
    let per_text =
        s.words().windows(2).any(
            |w| matches!(w, [a, b] if words!("each every per").has(a.raw) && b.text == "text"),
        ) && s.words().iter().any(|w| {
            words!("costs cost owe fine bill charge invoice violation damages").has(w.raw)
        });
    let this_is_illegal = (0..s.len()).any(|i| {
        matches!(s.at(i).raw, "illegal" | "unlawful")
            && s.trails_off(i + 1)
            && s.before(i, 1).raw == "is"
            && s.before(i, 2).text == "this"
    });
    ((further && menace) || goes_on || unlawful || agency || per_text || this_is_illegal)
        .then_some(Finding::OptOut(Why::Legal))
}

/// "This is your last warning", "see you in court", "don't make me call the police", "forwarded to 7726".
pub(super) fn warning(s: Sentence<'_>) -> Option<Finding> {
    let court = s.words().windows(4).any(|w| {
        matches!(w, [see, you, preposition, court] if see.text == "hear" && you.is(Roles::YOU) && preposition.raw == "in" && court.raw == "court")
    });
    let dared = s.words().windows(4).enumerate().any(|(i, w)| {
        matches!(w, [not, make, me, _] if not.text == "dont" && make.text == "make" && me.is(Roles::ME))
            && s.window(i + 3, 5)
                .iter()
                .any(|w| w.is(Roles::THREAT) || w.raw == "block")
    });
    let forwarded = s.positions(words!("7726")).any(|i| {
        s.lead(i, 6).iter().any(|w| {
            words!("forwarded forwarding forward reported reporting sent sending").has(w.raw)
        })
    });
    let warned = (0..s.len()).any(|i| {
        matches!(s.at(i).raw, "warning" | "notice")
            && matches!(s.before(i, 1).raw, "last" | "final" | "only")
            && s.trails_off(i + 1)
            && s.lead(i - 1, i).iter().all(|w| {
                w.is(Roles::DETERMINER.and(Roles::FILLER)) || matches!(w.raw, "is" | "consider")
            })
    });
    let counsel = (0..s.len()).any(|i| {
        matches!(s.at(i).raw, "lawyer" | "attorney")
            && (i + 1..s.len())
                .filter(|&k| matches!(s.before(k, 1).raw, "about" | "regarding" | "over"))
                .any(|k| {
                    s.at(k).one_of(words!("these your"))
                        && (s.at(k + 1).is(Roles::MESSAGES) || s.at(k + 1).text == "harassment")
                })
    });
    (counsel || court || dared || forwarded || warned).then_some(Finding::OptOut(Why::Legal))
}

/// "you are harassing me", "this is harassment".
pub(super) fn accusation(s: Sentence<'_>) -> Option<Finding> {
    let marked = s
        .positions(words!("spam crap"))
        .filter(|&i| matches!(s.at(i).raw, "spam" | "junk"))
        .any(|i| {
            s.before(i, 1).raw == "as"
                && s.lead(i, 5)
                    .iter()
                    .any(|w| words!("marked marking mark flagged flagging").has(w.raw))
        });
    if marked {
        return Some(Finding::OptOut(Why::Blocked));
    }
    let harassing = (0..s.len()).any(|i| {
        let word = s.at(i);
        let you = s
            .lead(i, 5)
            .iter()
            .any(|w| w.is(Roles::YOU) || matches!(w.raw, "youre" | "this" | "your"));
        let third = s
            .lead(i, 5)
            .iter()
            .any(|w| words!("tenant tenants neighbor they he she").has(w.raw));
        (word.text == "harassing" && matches!(s.object(i + 1), Object::Me(_) | Object::Nothing)
            || word.text == "harassment")
            && you
            && !third
            && !s.denied(i)
    });
    let named = s.all(Roles::MESSAGES).any(|i| {
        s.at(i).text == "harassment"
            && words!("thats its is borderline").has(s.before(i, 1).raw)
            && !words!("from by").has(s.at(i + 1).raw)
    });
    let bothering = s
        .positions(words!("bothering disturbing spamming"))
        .any(|i| {
            let you = s.previous_said(i).is(Roles::YOU)
                || s.before(i, 1).raw == "youre"
                || (s.before(i, 1).raw == "are" && s.before(i, 2).is(Roles::YOU));
            you && matches!(s.object(i + 1), Object::Me(_)) && s.at(0).raw != "are"
        });
    (harassing || named || bothering).then_some(Finding::OptOut(Why::Legal))
}
