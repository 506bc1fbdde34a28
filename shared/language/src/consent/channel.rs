//! "Don't call, text me": the writer asks for another channel, not for silence.

use super::roles::Roles;
use super::words::Word;
use crate::text::spelling::words;
use crate::text::words::Gap;

/// The text asks to be contacted in some way.
pub(super) fn offers_another(words: &[Word<'_>]) -> bool {
    let another_line = words
        .windows(2)
        .enumerate()
        .any(|(i, pair)| !before(words, i, 1).is(Roles::NEGATION) && matches!(pair, [a, b] if a.raw == "use" && (b.raw.starts_with(|c: char| c.is_ascii_digit()) || words!("this my the email").has(b.text))));
    another_line || (0..words.len()).any(|i| asks(words, i) || praises(words, i))
}

fn at<'a>(words: &[Word<'a>], i: usize) -> Word<'a> {
    words.get(i).copied().unwrap_or(Word::EDGE)
}

fn before<'a>(words: &[Word<'a>], i: usize, back: usize) -> Word<'a> {
    i.checked_sub(back).map_or(Word::EDGE, |k| at(words, k))
}

/// "text me", "just call", "email me instead".
fn asks(words: &[Word<'_>], i: usize) -> bool {
    let word = at(words, i);
    if !word.is(Roles::CONTACT)
        || word.one_of(words!("bother harass spam disturb solicit"))
        || (word.text == "contact" && word.gap < Gap::Comma)
    {
        return false;
    }
    let opens = word.gap >= Gap::Comma
        || before(words, i, 1).is(Roles::POLITE.and(Roles::FILLER))
        || before(words, i, 1).one_of(words!(
            "only can could but rather prefer better instead so always"
        ))
        || (before(words, i, 1).raw == "and"
            && (before(words, i, 2).is(Roles::CONTACTING)
                || (before(words, i, 2).is(Roles::ME)
                    && before(words, i, 3).is(Roles::CONTACTING))))
        || before(words, i, 1).is(Roles::ME.and(Roles::FAMILY))
        || (before(words, i, 1).is(Roles::CONTACT)
            && !(word.text == "message" && before(words, i, 1).text == "text"));
    let mut lead = 1;
    while before(words, i, lead).is(Roles::LOOSE) && before(words, i, lead - 1).gap == Gap::Space {
        lead += 1;
    }
    let banned = before(words, i, lead - 1).gap == Gap::Space
        && before(words, i, lead).is(Roles::NEGATION.and(Roles::STOP));
    let next = at(words, i + 1);
    let wanted = next.is(Roles::ME)
        || (next.is(Roles::NEGATION) && at(words, i + 2).is(Roles::CONTACT))
        || next.one_of(words!("only instead it here"))
        || (word.text == "text"
            && (next.edge() || next.is(Roles::POLITE))
            && before(words, i, 1).one_of(words!("email call")))
        || before(words, i, 1).one_of(words!("just only rather prefer"));
    let again = at(words, i + 2).is(Roles::FINAL) || at(words, i + 2).text == "one";
    opens && wanted && !banned && !again
}

/// "texting is better", "text only", "I prefer texts".
fn praises(words: &[Word<'_>], i: usize) -> bool {
    let word = at(words, i);
    let line = matches!(word.raw, "cell" | "mobile" | "landline");
    if !(line || word.is(Roles::CONTACT.and(Roles::CONTACTING).and(Roles::MESSAGES)))
        || word.one_of(words!("contact"))
    {
        return false;
    }
    let next = at(words, i + 1);
    let likes = |word: Word<'_>| {
        words!(
            "fine best better ok okay good works work preferred easier great only \
            instead"
        )
        .has(word.raw)
    };
    let preferred = before(words, i, 1).text == "prefer"
        || (before(words, i, 2).text == "prefer"
            && matches!(before(words, i, 1).text, "a" | "to" | "the"));
    let negated = word.gap == Gap::Space
        && (before(words, i, 1).is(Roles::NEGATION.and(Roles::STOP))
            || words!("and or nor no").has(before(words, i, 1).raw));
    !negated
        && next.gap == Gap::Space
        && (likes(next)
            || (matches!(next.raw, "is" | "are" | "would")
                && (2..=4).any(|k| likes(at(words, i + k)))))
        || (preferred && !negated)
        || (before(words, i, 1).one_of(words!("by via"))
            && before(words, i, 2).one_of(words!("only me prefer"))
            && !negated)
}
