//! Measures the engine. Build first, so that the engine's own binaries lie beside this one:
//!
//! ```text
//! cargo build --release
//! target/release/sms-bench http                    # rates, latencies, CPU, memory, store units
//! target/release/sms-bench http --stored 300000    # the same over 300,000 stored messages
//! target/release/sms-bench read                    # time to read one text
//! cargo build --profile dist --package sms-functions
//! target/release/sms-bench cold                    # start time and size of each function as deployed
//! target/release/sms-bench compare 4be5bf8         # CPU of this tree's engine beside a commit's
//! ```
//!
//! `http` runs three processes on 127.0.0.1: this one makes the load; a second one (`world`) holds
//! the store, the queues and the carrier; the engine is the third, alone, so that its CPU time and
//! memory are its own. All three share the machine's cores: the rates are those of all of them
//! together, and on more cores they rise until the store, which writes one at a time, is full.
//! CPU per request depends on none of that.
//!
//! Figures of one machine say nothing on another, nor those of one hour in the next. `compare` builds
//! the engine of a commit in a worktree under `target/compare/`, and drives it and this tree's in
//! turn, in the same minutes, with the load and the world of this build: what it prints to go by is
//! the ratio.
//!
//! Store requests, queue puts and capacity units are counted on the wire, by a proxy that only the
//! runs for these counts go through. Capacity is what the store's answers say: a transaction whose
//! condition fails says nothing, and DynamoDB bills its writes all the same.

mod child;
mod cold;
mod compare;
mod http;
mod load;
mod meter;
mod preload;
mod read;
mod table;
mod world;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub(crate) type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// Measures the engine of the same build, found beside this binary. Use a release build.
#[derive(Debug, Parser)]
#[command(name = "sms-bench", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Drive the webhooks over HTTP: rates, latencies, CPU and memory of the engine's process, and
    /// store requests and capacity units per message
    Http(http::HttpArgs),
    /// Start each function against a stub of the Lambda runtime API: time to its first poll, size
    Cold(cold::ColdArgs),
    /// CPU of the engine's process a message, of this tree and of a commit, built and run in turn
    Compare(compare::CompareArgs),
    /// Read every text of the corpus: the time that consent and intent take, without any I/O
    Read(read::ReadArgs),
    /// The second process of `http`: store, queues and carrier, until standard input ends
    #[command(hide = true)]
    World(world::WorldArgs),
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Http(args) => http::run(args).await,
        Command::Cold(args) => cold::run(&args),
        Command::Compare(args) => compare::run(args).await,
        Command::Read(args) => read::run(&args),
        Command::World(args) => world::run(args).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // Standard error that cannot be written has nowhere to say so.
            let _unwritable = writeln!(std::io::stderr(), "sms-bench: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// What else the machine does, which the rates and latencies suffer from.
fn load_average() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let last_minute = load.split_whitespace().next().unwrap_or("unknown");
    format!("Load average before: {last_minute}.\n")
}

/// Writes to standard output at once.
fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
