//! Texts as characters: how many segments they take, and their hashes.

pub mod hash;
pub mod segments;
