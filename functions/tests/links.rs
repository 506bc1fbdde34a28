//! A function links only what it uses: the clients of carrier and models are in `sender` and
//! `responder` and nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends at the first surprise"
)]

use std::path::Path;

use object::{Object, ObjectSection, ObjectSymbol, SectionKind, SymbolKind};
use sms_engine::catalogue::FUNCTIONS;
use sms_engine::function::Use;

/// How often the binary speaks of the HTTP client: by its symbols, or, where those are stripped, by
/// the paths of its source files in the constants.
fn mentions_of_reqwest(binary: &Path) -> usize {
    let bytes =
        std::fs::read(binary).unwrap_or_else(|fault| panic!("{}: {fault}", binary.display()));
    let file = object::File::parse(&*bytes).unwrap();
    // The names of object files stay in the table also of those that were thrown away whole.
    let names: Vec<&str> = file
        .symbols()
        .filter(|symbol| symbol.kind() != SymbolKind::File)
        .filter_map(|symbol| symbol.name().ok())
        .collect();
    if names.iter().any(|name| name.contains("sms_engine")) {
        return names.iter().filter(|name| name.contains("reqwest")).count();
    }
    let needle = b"reqwest-";
    file.sections()
        .filter(|section| {
            matches!(
                section.kind(),
                SectionKind::ReadOnlyData | SectionKind::ReadOnlyString
            )
        })
        .filter_map(|section| section.data().ok())
        .map(|data| {
            data.windows(needle.len())
                .filter(|window| window == needle)
                .count()
        })
        .sum()
}

#[test]
fn only_the_sender_and_the_responder_reach_beyond_the_account() {
    let mut reaching = Vec::new();
    for function in FUNCTIONS {
        // The binaries lie side by side.
        let binary = Path::new(env!("CARGO_BIN_EXE_inbound")).with_file_name(function.name);
        let is_linked = mentions_of_reqwest(&binary) > 0;
        let is_used = function.uses(Use::Carrier) || function.uses(Use::Models);
        assert_eq!(is_linked, is_used, "{} and an HTTP client", function.name);
        if is_linked {
            reaching.push(function.name);
        }
    }
    // The one asks language models, the other calls the carrier.
    assert_eq!(reaching, ["responder", "sender"]);
}
