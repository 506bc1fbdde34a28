//! Hashes that are the same in every process and version, and show nothing of the text.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// FNV-1a, 32 bits: what it spread stays where it is.
pub fn stable_hash(text: &str) -> u32 {
    Fnv1a::default().with(text.as_bytes()).0
}

/// FNV-1a over several pieces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv1a(pub(crate) u32);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Fnv1a {
    pub(crate) fn with(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, &byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        }))
    }
}

/// The first eight bytes of the text's SHA-256, in hex.
pub fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _infallible = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors_hold() {
        // From the test suite of the FNV reference code.
        assert_eq!(stable_hash(""), 0x811c_9dc5);
        assert_eq!(stable_hash("a"), 0xe40c_292c);
        assert_eq!(stable_hash("foobar"), 0xbf9c_f968);
    }
}
