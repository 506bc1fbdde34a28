//! What stands between two words.

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Gap {
    Space,
    /// A comma or a dash with spaces: the same sentence goes on.
    Comma,
    /// A full stop, a line end, a bracket, an emoji: another sentence.
    Sentence,
}
