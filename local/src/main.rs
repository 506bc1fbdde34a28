//! `cargo run`: the whole engine on this machine.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    sms_local::cli::main().await
}
