//! Reads the data files, refuses rows that are wrong, and writes them as static tables, so that a
//! start costs nothing.

#[path = "src/pattern/compile.rs"]
mod compile;
#[path = "build/consent.rs"]
mod consent;
#[path = "src/pattern/find.rs"]
#[expect(dead_code, reason = "the script compiles books and reads no text")]
mod find;
#[path = "src/text/gap.rs"]
#[expect(dead_code, reason = "the script compiles books and reads no text")]
mod gap;
#[path = "build/intent.rs"]
mod intent;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "src/pattern/syntax.rs"]
mod syntax;
#[path = "build/tsv.rs"]
mod tsv;

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use gap::Gap;
use tsv::Faults;

fn main() -> ExitCode {
    match run() {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            for fault in faults.lines() {
                eprintln!("{fault}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes all tables; every fault of every file.
fn run() -> Result<Faults, Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/pattern");
    println!("cargo::rerun-if-changed=src/text/gap.rs");
    let mut faults = Faults::default();
    write("intent.rs", &intent::source(&mut faults)?)?;
    write("lexicon.rs", &consent::lexicon(&mut faults)?)?;
    write("romance.rs", &consent::romance(&mut faults)?)?;
    Ok(faults)
}

/// Writes a file for `include!`.
fn write(name: &str, source: &str) -> Result<(), Box<dyn Error>> {
    #[expect(clippy::disallowed_methods, reason = "cargo names the directory so")]
    let directory = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(PathBuf::from(directory).join(name), source)?;
    Ok(())
}
