//! Words of a request without spaces between them, and words that spaces cut.

use super::lexicon::{Entry, REAL_WORDS, entry, known};
use super::roles::Roles;
use super::words::Word;
use crate::text::spelling::{WordList, words};
use crate::text::words::Words;

/// "stoptextingme", "removeme", "takemeoff": words of a request without spaces.
pub(super) fn run_together(raw: &str) -> Option<Vec<&str>> {
    if !(7..=24).contains(&raw.len()) || entry(raw).is_some() || REAL_WORDS.has(raw) {
        return None;
    }
    parted(raw)
}

/// The words of a request that stands without spaces.
pub(super) fn parted(raw: &str) -> Option<Vec<&str>> {
    const OPENING: &WordList =
        words!("stop dont remove delete leave take lose quit please opt no unsubscribe");
    const PARTS: &WordList = words!(
        "texting calling messaging contacting emailing stop dont not text call message contact remove \
        delete leave take lose quit please opt me my us number phone alone off out your the this list from no more \
        again anymore unsubscribe texts messages calls it all do go away fuck you texted i said am want"
    );
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = raw;
    while !rest.is_empty() {
        // "stopntexting": the thumb met a letter beside the space.
        let slipped = parts.len() == 1
            && rest.starts_with(['b', 'c', 'm', 'n', 'v', 'x'])
            && rest.get(1..).is_some_and(|next| {
                [
                    "texting",
                    "calling",
                    "messaging",
                    "contacting",
                    "text",
                    "call",
                ]
                .iter()
                .any(|verb| next.starts_with(verb))
            });
        if slipped && !rest.starts_with("contacting") && !rest.starts_with("messag") {
            rest = rest.get(1..)?;
        }
        let part = PARTS
            .iter()
            .filter(|part| rest.starts_with(part))
            .max_by_key(|part| part.len())?;
        let (head, tail) = rest.split_at(part.len());
        parts.push(head);
        rest = tail;
    }
    let negated = matches!(parts.as_slice(), ["do", "not", ..]);
    let request = (negated || OPENING.has(parts.first()?))
        && (parts.len() > 2
            || parts
                .get(1)
                .is_some_and(|second| !words!("off out no all not more").has(second)));
    request.then_some(parts)
}

/// "s t o p t e x t i n g m e": letters apart that make a whole request; the letters, and the span after them.
pub(super) fn spelled_request(folded: &Words, at: usize) -> Option<(&str, usize)> {
    const LONGEST: usize = 48;
    let is_letter = |i: usize| {
        folded
            .spans
            .get(i)
            .is_some_and(|span| span.range.len() == 1)
    };
    if !is_letter(at) || at.checked_sub(1).is_some_and(is_letter) {
        return None;
    }
    let end = (at..).take(LONGEST).find(|&i| !is_letter(i))?;
    if end < at + 7 {
        return None;
    }
    let first = folded.spans.get(at)?.range.start;
    let last = folded.spans.get(end - 1)?.range.end;
    let letters = folded.letters.get(first..last)?;
    parted(letters).is_some().then_some((letters, end))
}

/// "S T O P", "s.t.o.p": at least three letters apart that make a keyword together.
pub(super) fn spelled_out(folded: &Words, at: usize) -> Option<(Entry, usize)> {
    let run: String = folded
        .spans
        .iter()
        .skip(at)
        .take_while(|span| span.range.len() == 1)
        .take(12)
        .filter_map(|span| folded.letters.get(span.range.clone()))
        .collect();
    // A typo is looked for in the whole run only: that is dear, and a text may be all single letters.
    let opens = at
        .checked_sub(1)
        .and_then(|before| folded.spans.get(before))
        .is_none_or(|before| before.range.len() != 1);
    (3..=run.len()).rev().find_map(|count| {
        let letters = run.get(..count)?;
        let entry = if opens && count == run.len() {
            known(letters)?
        } else {
            entry(letters)?
        };
        entry
            .1
            .has(Roles::STRONG.and(Roles::WEAK))
            .then_some((entry, count))
    })
}

/// "lea ve me", "lea e me", "text ing": a keyword that a space cut in two, perhaps in a letter's place.
pub(super) fn split_keyword(first: &Word<'_>, second: &Word<'_>) -> Option<Entry> {
    const TARGETS: &WordList = words!(
        "leave alone remove texting message messages contact contacting calling unsubscribe"
    );
    let (head, tail) = (first.raw, second.raw);
    let unknown = |word: &Word<'_>| word.roles == Roles::NONE && !REAL_WORDS.has(word.raw);
    let fragment = |part: &str| words!("me text call in on con rem ove").has(part);
    if !(unknown(first) || fragment(head)) || !(unknown(second) || fragment(tail)) {
        return None;
    }
    TARGETS
        .iter()
        .find(|target| {
            let Some(rest) = target.strip_prefix(head) else {
                return false;
            };
            rest == tail && !matches!(head, "a" | "call" | "con")
                || head.len() > 2
                    && head != "text"
                    && rest.len() == tail.len() + 1
                    && rest.ends_with(tail)
        })
        .and_then(|target| entry(target))
}

pub(super) fn pair(first: &str, second: &str) -> Option<&'static str> {
    let joined = match (first, second) {
        ("do" | "don" | "please", "nt")
        | ("do" | "don", "not" | "t" | "nit" | "bot" | "mot" | "noy" | "nto") => "dont",
        ("did" | "didn", "not" | "t") => "didnt",
        ("does" | "doesn", "not" | "t") => "doesnt",
        ("can" | "could", "not") => "cant",
        ("will" | "won", "not" | "t") => "wont",
        ("would" | "wouldn", "not" | "t") => "wouldnt",
        ("have" | "has" | "haven" | "hasn", "not" | "t") => "havent",
        ("no", "longer") => "nolonger",
        ("any", "more") => "anymore",
        ("no", "one") => "nobody",
        ("thank" | "thanks", "you") => "thanks",
        ("opt" | "optt" | "op" | "opting" | "opted" | "opts", "out")
        | ("opt", "our" | "put" | "ot" | "iut" | "oit" | "otu") => "optout",
        ("opt", "in") => "optin",
        ("un", "subscribe") => "unsubscribe",
        ("un", "stop") => "unstop",
        ("stop", "all") => "stopall",
        ("hit" | "hmu", "up") => "hit-up",
        ("hitting" | "hittin", "up") => "hitting-up",
        ("reach", "out")
        | ("follow", "up")
        | ("check", "in")
        | ("circle", "back")
        | ("slide", "in" | "into") => "reach-out",
        ("follow", "ups") | ("check", "ins") => "outreach",
        ("un", "enroll") => "unenroll",
        ("reaching", "out") | ("following", "up") | ("checking", "in") => "reaching-out",
        ("phone" | "cell" | "telephone" | "mobile" | "cellphone", "number") => "number",
        ("cell", "phone") => "phone",
        ("data", "base") => "database",
        ("as", "well") => "too",
        ("at", "once") => "immediately",
        ("phone", "calls") => "calls",
        ("any" | "every", "thing") => "everything",
        ("exclamation", "point" | "mark") | ("full", "stop") => "exclamation",
        ("fuck", "off") => "fuckoff",
        _ => return None,
    };
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_without_spaces_is_parted_and_a_real_word_is_not() {
        assert_eq!(
            run_together("stoptextingme"),
            Some(vec!["stop", "texting", "me"])
        );
        assert_eq!(run_together("removeme"), Some(vec!["remove", "me"]));
        for raw in [
            "takeoff",
            "stopover",
            "stopping",
            "removed",
            "nothing",
            "quitclaim",
        ] {
            assert_eq!(run_together(raw), None, "{raw}");
        }
    }
}
