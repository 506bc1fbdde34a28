//! Patterns of words, to find what is said in more ways than a list of phrases can hold.

use super::plain::{Gap, Word};

/// One word of a text, as patterns see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    folded: &'a str,
    before: Gap,
    after: Gap,
}

impl<'a> Said<'a> {
    pub(super) fn new(word: &Word<'_>, folded: &'a str) -> Self {
        Self {
            folded,
            before: word.before,
            after: word.after,
        }
    }

    /// `text` without each stretch that `patterns` match.
    pub(super) fn beside(text: &[Self], patterns: &[&str]) -> Vec<Self> {
        let mut beside = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(word) = text.get(at) {
            let end = patterns
                .iter()
                .filter_map(|pattern| {
                    let parts: Vec<&str> = pattern.split_whitespace().collect();
                    ends(text, at, at, &parts)
                })
                .max();
            if let Some(end) = end.filter(|end| *end > at) {
                at = end;
            } else {
                beside.push(*word);
                at += 1;
            }
        }
        beside
    }
}

/// Words that patterns name with `@`.
const SETS: &[(&str, &str)] = &[
    ("we", "we i id ill im well wed were ive weve us"),
    (
        "will",
        "will would can could may might shall should ll gonna going cant couldnt wouldnt",
    ),
    (
        "not",
        "not never wont dont no cannot cant didnt isnt longer neither nor",
    ),
    (
        "sum",
        "price prices number numbers offer amount ask asking figure sum terms",
    ),
    (
        "fill",
        "a an the just only really actually very quite all sure indeed definitely absolutely \
         totally certainly another one this of course here there still such un una el la solo \
         claro realmente",
    ),
    (
        "person",
        "person persons persona personas human humano humana",
    ),
    (
        "someone",
        "person persons people someone somebody persona personas alguien member guy lady man woman",
    ),
    (
        "write",
        "text texting texts write writing message messaging contact contacting bother bothering \
         send sending reach reaching call calling",
    ),
    (
        "escribir",
        "escribir* escribiendo enviar* enviando mandar* mandando molestar* molestando contactar* \
         contactando textear* volver* llamar* llamando",
    ),
    (
        "people",
        "people person family families folks buyers sellers owners tenants neighbor neighbors \
         neighborhood area men women man woman couple",
    ),
];

/// Whether one of `patterns` stands in the text, within one sentence. A pattern is words between
/// white space: `a/b` is either, `a*` any word that begins so, `@set` one of a set, `a?` may be
/// missing, `..` is up to four words, `^` says that a sentence or clause begins, `$` that one ends.
pub(super) fn says(text: &[Said<'_>], patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| {
        let parts: Vec<&str> = pattern.split_whitespace().collect();
        (0..text.len()).any(|start| ends(text, start, start, &parts).is_some())
    })
}

/// Where the match of `parts` from `at` ends.
fn ends(text: &[Said<'_>], start: usize, at: usize, parts: &[&str]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(at);
    };
    // The sentence goes on.
    let word = text
        .get(at)
        .filter(|word| at == start || word.before != Gap::Sentence);
    match *part {
        "^" => word
            .filter(|word| word.before != Gap::Space)
            .and_then(|_| ends(text, start, at, rest)),
        "$" => at
            .checked_sub(1)
            .and_then(|last| text.get(last))
            .filter(|last| last.after != Gap::Space)
            .and_then(|_| ends(text, start, at, rest)),
        ".." => (0..=4)
            .take_while(|skipped| {
                text.get(at..at + skipped)
                    .is_some_and(|between| between.iter().all(|word| word.before != Gap::Sentence))
            })
            .find_map(|skipped| ends(text, start, at + skipped, rest)),
        _ => {
            let (wanted, optional) = part
                .strip_suffix('?')
                .map_or((*part, false), |wanted| (wanted, true));
            word.filter(|word| is_one_of(word.folded, wanted))
                .and_then(|_| ends(text, start, at + 1, rest))
                .or_else(|| optional.then(|| ends(text, start, at, rest)).flatten())
        }
    }
}

fn is_one_of(word: &str, wanted: &str) -> bool {
    wanted.split('/').any(|wanted| {
        if let Some(set) = wanted.strip_prefix('@') {
            return SETS.iter().any(|(name, list)| {
                *name == set
                    && (list.split_whitespace().any(|listed| listed == word)
                        || list
                            .split_whitespace()
                            .filter_map(|listed| listed.strip_suffix('*'))
                            .any(|stem| word.starts_with(stem)))
            });
        }
        wanted
            .strip_suffix('*')
            .map_or(word == wanted, |stem| word.starts_with(stem))
    })
}
