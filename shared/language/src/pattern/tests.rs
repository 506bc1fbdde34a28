//! What each sign of the pattern language matches.

use super::compile::{Classes, Tables, compile};
use super::syntax::{Part, SyntaxError, parse};
use super::{Gap, Match, Word};

fn classes() -> Classes {
    let mut classes = Classes::default();
    classes.add("home", "house home condo").unwrap();
    classes.add("write", "text% write").unwrap();
    classes
}

fn compiled(patterns: &[&str]) -> Tables {
    let parts: Vec<Vec<Part>> = patterns.iter().map(|p| parse(p).unwrap()).collect();
    compile(&parts, &classes(), &["i", "you", "it"], |_| true).unwrap()
}

/// Words set apart by spaces, with `,` and `.` between them.
fn words(tables: &Tables, text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before = Gap::Sentence;
    for piece in text.split_whitespace() {
        let folded = piece.trim_end_matches([',', '.']);
        let after = match piece.chars().next_back() {
            Some(',') => Gap::Comma,
            Some('.') => Gap::Sentence,
            _ => Gap::Space,
        };
        let is_amount = folded == "<money>";
        words.push(tables.book().word(folded, before, after, is_amount));
        before = after;
    }
    if let Some(last) = words.last_mut() {
        last.after = Gap::Sentence;
    }
    words
}

fn found(pattern: &str, text: &str) -> Vec<(usize, usize)> {
    let tables = compiled(&[pattern]);
    let mut found = Vec::new();
    let words = words(&tables, text);
    tables
        .book()
        .find(&words, |Match { start, end, .. }| found.push((start, end)));
    found
}

fn matches(pattern: &str, text: &str) -> bool {
    !found(pattern, text).is_empty()
}

#[test]
fn each_sign_matches_what_it_stands_for() {
    let cases = [
        ("how much", "so how much", "how very much"),
        ("will|would you", "would you", "could you"),
        ("my @home", "my condo", "my car"),
        ("my @home|car", "my car", "my dog"),
        ("offer% me", "offering me", "off me"),
        ("stop @write", "stop texting", "stop calling"),
        ("how much? pay", "how pay", "how little pay"),
        ("how _ pay", "how much pay", "how pay"),
        (
            "this is ~ speaking",
            "this is zoe speaking",
            "this is this speaking",
        ),
        ("in # days", "in 30 days", "in few days"),
        ("for # cash", "for <money> cash", "for free cash"),
        ("give * up", "give it all up", "give it all away up"),
        ("give ** up", "give a b c d e up", "give a b c d e f up"),
        ("give *1 up", "give it up", "give it all up"),
        ("^ hurry", "well. hurry up", "please hurry"),
        ("it works $", "it works. thanks", "it works thanks"),
        ("it works well|$", "it works", "it works badly"),
        (", deal", "ok, deal", "no deal"),
        ("deal ,", "deal, thanks", "deal breaker"),
        ("wrong number", "wrong number", "wrong. number"),
        ("give * up", "give it up", "give it. up"),
    ];
    for (pattern, yes, no) in cases {
        assert!(matches(pattern, yes), "{pattern}: {yes}");
        assert!(!matches(pattern, no), "{pattern}: {no}");
    }
}

#[test]
fn a_match_takes_as_few_words_as_it_can_and_says_where_it_stands() {
    assert_eq!(found("give ** up", "i give it up up"), [(1, 4)]);
    assert_eq!(found("please? call", "please call"), [(0, 2), (1, 2)]);
}

#[test]
fn a_match_of_plain_words_alone_is_none_where_the_pattern_has_others() {
    assert!(!matches("you|sell it", "you it"));
    assert!(matches("you|sell it", "sell it"));
    assert!(matches("i you it", "i you it"));
}

#[test]
fn a_word_that_only_a_stem_takes_is_known_by_the_longest() {
    let tables = compiled(&["prom%", "promis% me", "promise you"]);
    let book = tables.book();
    let patterns = |text: &str| {
        let mut patterns = Vec::new();
        book.find(&words(&tables, text), |found| patterns.push(found.pattern));
        patterns
    };
    assert_eq!(patterns("promising me"), [0, 1]);
    assert_eq!(patterns("promise you"), [0, 2]);
    assert_eq!(patterns("promote me"), [0]);
    assert!(book.id("prom") > 0 && !book.knows("promote"));
}

#[test]
fn patterns_that_match_the_same_are_found_however_they_are_written() {
    let tables = compiled(&["sell|buy house|home|condo", "sell now", "buy|sell @home"]);
    assert_eq!(tables.repeated(), [(0, 2)]);
}

#[test]
fn a_pattern_that_can_never_match_is_refused() {
    let word = |word: &str| SyntaxError::NotAWord(word.to_owned());
    let cases = [
        ("", SyntaxError::Empty),
        ("are?|is it", word("are?")),
        ("is ?|it now", word("?")),
        ("Sell it", word("Sell")),
        ("a||b", word("")),
        ("a|b|a", SyntaxError::Repeated("a".to_owned())),
        ("* sell", SyntaxError::IdleGap),
        ("sell *", SyntaxError::IdleGap),
        ("sell * ** it", SyntaxError::IdleGap),
        ("sell *0 it", SyntaxError::GapSize("*0".to_owned())),
        ("sell ^ it", SyntaxError::Misplaced('^')),
        ("sell $ it", SyntaxError::Misplaced('$')),
        ("^ sell? $", SyntaxError::MatchesNothing),
    ];
    for (pattern, error) in cases {
        assert_eq!(parse(pattern), Err(error), "{pattern}");
    }
    let unknown = compile(&[parse("@car").unwrap()], &classes(), &[], |_| true).unwrap_err();
    assert_eq!(unknown.error, SyntaxError::UnknownClass("car".to_owned()));
    assert_eq!(classes().unused(&[parse("my @home").unwrap()]), ["write"]);
}
