//! Texts as characters and words: one fold, one tokenizer, one edit distance for all readers; how many
//! segments a text takes; hashes.

pub(crate) mod fold;
pub(crate) mod gap;
pub mod hash;
pub mod segments;
pub(crate) mod spelling;
pub(crate) mod words;
