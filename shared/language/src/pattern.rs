//! Phrase patterns over words: the one pattern language of consent, intent and the guardrails.
//!
//! A pattern is a row of parts between spaces: `how much would|will you pay`. A match never goes on
//! into the next sentence.
//!
//! | part | matches |
//! |---|---|
//! | `a` | this word |
//! | `a\|b` | one of these; `\|$` among them: or the end of the sentence |
//! | `a%` | any word that begins so, as an alternative too |
//! | `@home` | a word of a class, as an alternative too |
//! | `a?` | may be missing; `a\|b?` either or neither |
//! | `_` | any one word |
//! | `~` | a word that no pattern of the book uses: a name |
//! | `#` | a number |
//! | `*`, `**`, `*4` | up to two, five, four words |
//! | `^`, `$` | the beginning, the end of a sentence |
//! | `,` | the edge of a clause: a comma, or where a sentence begins or ends |
//!
//! Patterns are compiled to a [`Book`] when the crate is built: `syntax` and `compile` are parts of
//! the build script, and `find` is all that the reader holds.

#[cfg(test)]
#[expect(dead_code, reason = "only the build script writes source")]
pub(crate) mod compile;
pub(crate) mod find;
#[cfg(test)]
pub(crate) mod syntax;

#[cfg(test)]
mod tests;

pub(crate) use crate::text::gap::Gap;
pub(crate) use find::{Book, Match, Word};
