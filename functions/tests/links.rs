//! A function links only what it uses: the clients of carrier and models are in `sender` and
//! `responder` and nowhere else, and no function looks for an account in files or at other services.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends at the first surprise"
)]

use std::path::{Path, PathBuf};

use object::{Object, ObjectSection, ObjectSymbol, SectionKind, SymbolKind};
use sms_engine::catalogue::FUNCTIONS;
use sms_engine::function::Use;
use sms_engine::handler::Function;

/// What is looked for: a part of symbols' names or, where those are stripped, of the constants.
#[derive(Debug, Clone, Copy)]
struct Needle {
    symbol: &'static str,
    constant: &'static [u8],
}

/// By the name under which it calls.
const GATEWAYS: Needle = Needle {
    symbol: "sms_gateways",
    constant: b"rei-sms-engine/",
};
/// By the paths of its source files.
const PROFILES: Needle = Needle {
    symbol: "aws_config",
    constant: b"aws-config-",
};
const OTHER_CRYPTOGRAPHY: Needle = Needle {
    symbol: "aws_lc_",
    constant: b"aws-lc-",
};

fn mentions(binary: &Path, needle: Needle) -> usize {
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
        return names
            .iter()
            .filter(|name| name.contains(needle.symbol))
            .count();
    }
    file.sections()
        .filter(|section| {
            matches!(
                section.kind(),
                SectionKind::ReadOnlyData | SectionKind::ReadOnlyString
            )
        })
        .filter_map(|section| section.data().ok())
        .map(|data| {
            data.windows(needle.constant.len())
                .filter(|window| *window == needle.constant)
                .count()
        })
        .sum()
}

/// The binaries lie side by side.
fn binary_of(function: &Function) -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_inbound")).with_file_name(function.name)
}

#[test]
fn only_the_sender_and_the_responder_reach_beyond_the_account() {
    let mut reaching = Vec::new();
    for function in FUNCTIONS {
        let is_linked = mentions(&binary_of(function), GATEWAYS) > 0;
        let is_used = function.uses(Use::Carrier) || function.uses(Use::Models);
        assert_eq!(is_linked, is_used, "{} and the gateways", function.name);
        if is_linked {
            reaching.push(function.name);
        }
    }
    // The one asks language models, the other calls the carrier.
    assert_eq!(reaching, ["responder", "sender"]);
}

#[test]
fn no_function_links_what_only_a_persons_machine_needs() {
    for function in FUNCTIONS {
        for needle in [PROFILES, OTHER_CRYPTOGRAPHY] {
            let found = mentions(&binary_of(function), needle);
            assert_eq!(found, 0, "{}: {needle:?}", function.name);
        }
    }
}
