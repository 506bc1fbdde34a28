//! Short digests that tell texts apart in logs and keys without showing them.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

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
