//! A function links only what it uses: the clients of carrier and models are in `sender` and
//! `responder` and nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends at the first surprise"
)]

use object::{Object, ObjectSection, ObjectSymbol, SectionKind, SymbolKind};

/// How often the binary speaks of the HTTP client: by its symbols, or, where those are stripped, by
/// the paths of its source files in the constants.
fn mentions_of_reqwest(binary: &str) -> usize {
    let bytes = std::fs::read(binary).unwrap_or_else(|fault| panic!("{binary}: {fault}"));
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
    // The one calls the carrier, the other language models.
    assert!(mentions_of_reqwest(env!("CARGO_BIN_EXE_sender")) > 0);
    assert!(mentions_of_reqwest(env!("CARGO_BIN_EXE_responder")) > 0);
    for (name, binary) in [
        ("inbound", env!("CARGO_BIN_EXE_inbound")),
        ("outbound", env!("CARGO_BIN_EXE_outbound")),
        ("delivery", env!("CARGO_BIN_EXE_delivery")),
        ("health", env!("CARGO_BIN_EXE_health")),
        ("tick", env!("CARGO_BIN_EXE_tick")),
        ("suppressions", env!("CARGO_BIN_EXE_suppressions")),
        ("suppression-job", env!("CARGO_BIN_EXE_suppression-job")),
    ] {
        assert_eq!(
            mentions_of_reqwest(binary),
            0,
            "{name} links an HTTP client"
        );
    }
}
