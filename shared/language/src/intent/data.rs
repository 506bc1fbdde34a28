//! The phrase book and its weights, as the build script wrote them from `data/intent`.

use super::phrases::{Mark, Negated, Sign};
use crate::pattern::find::{Atom, Book, Entry, Set, Words};

include!(concat!(env!("OUT_DIR"), "/intent.rs"));
