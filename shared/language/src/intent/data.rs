//! The phrase book, its weights and the other tables, as the build script wrote them from `data/intent`.

use super::extract::Fact;
use super::phrases::{Mark, Negated, Sign};
use crate::pattern::find::{Atom, Book, Entry, Set, Words};

include!(concat!(env!("OUT_DIR"), "/intent.rs"));
