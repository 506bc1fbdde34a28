//! Finds the token of a transaction in its JSON, and a hash of what it does.
//!
//! By hand, in one pass and without a tree: every transaction passes here.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher as _};
use std::ops::Range;

/// DynamoDB takes none that is longer; the store says so.
const MAX_TOKEN: usize = 36;
/// DynamoDB's items nest 32 deep, and each level is two or three of JSON's.
const MAX_DEPTH: usize = 128;

/// A transaction with a token.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Transaction<'a> {
    pub(super) token: &'a str,
    /// Of its items, whatever the order of their attributes and the space between.
    pub(super) hash: u64,
    /// The whole body with blanks where the token stood: of the same length.
    pub(super) without_token: Vec<u8>,
}

/// `None` without a valid token, or if it does not read: the store knows what to answer.
pub(super) fn transaction(body: &[u8]) -> Option<Transaction<'_>> {
    let mut scan = Scan { body, at: 0 };
    let (mut token, mut items) = (None, None);
    let mut blank: Option<Range<usize>> = None;
    // A member goes with the comma before it; the first one with the comma after it.
    let mut before = None;
    scan.open(b'{')?;
    loop {
        if let Some(blank) = blank.as_mut().filter(|_| before.is_none()) {
            blank.end = scan.at;
        }
        let start = scan.at;
        let name = body.get(scan.string()?)?;
        scan.open(b':')?;
        match name {
            b"ClientRequestToken" if blank.is_none() => {
                token = std::str::from_utf8(body.get(scan.string()?)?).ok();
                blank = Some(before.unwrap_or(start)..scan.at);
            }
            b"ClientRequestToken" => return None,
            b"TransactItems" => {
                items = Some(scan.value(0)?);
                before = Some(scan.at);
            }
            _ => {
                scan.value(0)?;
                before = Some(scan.at);
            }
        }
        if !scan.goes_on(b'}')? {
            break;
        }
    }
    let (token, hash) = (token?, items?);
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    if token.is_empty() || token.len() > MAX_TOKEN || !token.bytes().all(is_plain) {
        return None;
    }
    let mut without_token = body.to_vec();
    without_token.get_mut(blank?)?.fill(b' ');
    Some(Transaction {
        token,
        hash,
        without_token,
    })
}

struct Scan<'a> {
    body: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    /// The next byte that is not white space, without taking it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.body.get(self.at)? {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    fn open(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Whether another member follows, and not the end.
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b',' => Some(true),
            byte if byte == end => Some(false),
            _ => None,
        }
    }

    /// Where the string is, without its quotes.
    fn string(&mut self) -> Option<Range<usize>> {
        self.open(b'"')?;
        let start = self.at;
        loop {
            match self.body.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(start..self.at - 1)
    }

    fn value(&mut self, depth: usize) -> Option<u64> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => {
                let text = self.string()?;
                Some(hashed(&("text", self.body.get(text)?)))
            }
            _ => {
                let start = self.at;
                while !matches!(
                    self.body.get(self.at)?,
                    b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n'
                ) {
                    self.at += 1;
                }
                Some(hashed(&("plain", self.body.get(start..self.at)?)))
            }
        }
    }

    /// Members count in any order.
    fn object(&mut self, depth: usize) -> Option<u64> {
        self.open(b'{')?;
        let (mut sum, mut members) = (0_u64, 0_u64);
        if self.peek()? == b'}' {
            self.at += 1;
        } else {
            loop {
                let name = self.string()?;
                self.open(b':')?;
                let value = self.value(depth + 1)?;
                sum = sum.wrapping_add(hashed(&(self.body.get(name)?, value)));
                members += 1;
                if !self.goes_on(b'}')? {
                    break;
                }
            }
        }
        Some(hashed(&("object", sum, members)))
    }

    fn array(&mut self, depth: usize) -> Option<u64> {
        self.open(b'[')?;
        let mut all = hashed(&"array");
        if self.peek()? == b']' {
            self.at += 1;
        } else {
            loop {
                all = hashed(&(all, self.value(depth + 1)?));
                if !self.goes_on(b']')? {
                    break;
                }
            }
        }
        Some(all)
    }
}

fn hashed(part: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    part.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(body: &str) -> Transaction<'_> {
        transaction(body.as_bytes()).unwrap()
    }

    #[test]
    fn the_token_is_found_and_blanked_wherever_it_stands() {
        for (body, left) in [
            (
                r#"{"TransactItems":[1 ],"ClientRequestToken":"a"}"#,
                r#"{"TransactItems":[1 ]}"#,
            ),
            (
                r#"{ "ClientRequestToken" : "a" , "TransactItems":[1 ]}"#,
                r#"{"TransactItems":[1 ]}"#,
            ),
            (
                r#"{"X":{"ClientRequestToken":"no"},"ClientRequestToken":"a","TransactItems":[1 ]}"#,
                r#"{"X":{"ClientRequestToken":"no"},"TransactItems":[1 ]}"#,
            ),
            (
                r#"{"X":"\"ClientRequestToken\":\"b\"","TransactItems":[1 ],"ClientRequestToken":"a"}"#,
                r#"{"X":"\"ClientRequestToken\":\"b\"","TransactItems":[1 ]}"#,
            ),
        ] {
            let transaction = scanned(body);
            assert_eq!(transaction.token, "a", "{body}");
            assert_eq!(transaction.without_token.len(), body.len(), "{body}");
            let json = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).unwrap();
            assert_eq!(
                json(&transaction.without_token),
                json(left.as_bytes()),
                "{body}"
            );
        }
    }

    #[test]
    fn the_hash_is_of_what_the_items_say() {
        let hash = |items: &str| {
            scanned(&format!(
                r#"{{"TransactItems":{items},"ClientRequestToken":"a"}}"#
            ))
            .hash
        };
        let one = hash(r#"[{"Put":{"Item":{"a":{"S":"x"},"b":{"N":"1"}}}},{}]"#);
        assert_eq!(
            one,
            hash(r#"[ {"Put":{"Item":{"b":{"N":"1"}, "a":{"S":"x"}}}}, { } ]"#)
        );
        for other in [
            r#"[{"Put":{"Item":{"a":{"S":"x"},"b":{"N":"2"}}}},{}]"#,
            r#"[{"Put":{"Item":{"a":{"N":"1"},"b":{"S":"x"}}}},{}]"#,
            r#"[{},{"Put":{"Item":{"a":{"S":"x"},"b":{"N":"1"}}}}]"#,
            r#"[{"Put":{"Item":{"a":{"S":"x"}}}},{}]"#,
            r#"[{"Put":{"Item":{"a":{"S":"x"},"b":{"N":"1"}}}}]"#,
        ] {
            assert_ne!(one, hash(other), "{other}");
        }
    }

    #[test]
    fn what_has_no_valid_token_is_the_stores() {
        let long = format!(
            r#"{{"TransactItems":[],"ClientRequestToken":"{}"}}"#,
            "a".repeat(37)
        );
        for body in [
            "",
            "[]",
            "{}",
            r#"{"TransactItems":[1 ]}"#,
            r#"{"TransactItems":[],"ClientRequestToken":""}"#,
            r#"{"TransactItems":[],"ClientRequestToken":7 }"#,
            r#"{"TransactItems":[],"ClientRequestToken":"a\"b"}"#,
            r#"{"TransactItems":[,"ClientRequestToken":"a"}"#,
            r#"{"TransactItems":[],"ClientRequestToken":"a","ClientRequestToken":"b"}"#,
            r#"{"TransactItems":[],"ClientRequestToken":"a""#,
            &long,
            &"{\"TransactItems\":[".repeat(200),
        ] {
            assert_eq!(transaction(body.as_bytes()), None, "{body}");
        }
    }
}
