//! The command line: flags that every command takes, and the commands.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use sms_aws::connect::CallLimits;
use sms_engine::carriers::{self, CARRIERS, CarrierSpec, SIMULATED};
use sms_gateways::Timeouts;

use crate::clock::Pace;
use crate::commands::ambiguous::AmbiguousArgs;
use crate::commands::invoke::InvokeArgs;
use crate::commands::seed_templates::SeedTemplatesArgs;
use crate::commands::suppressions::SuppressionsArgs;
use crate::commands::templates::TemplatesArgs;
use crate::commands::trace::TraceArgs;
use crate::commands::{
    AnyError, ambiguous, classify, invoke, seed_templates, serve, suppressions, templates, trace,
};
use crate::functions;
use crate::runtime::Options;
use crate::settings::LocalSettings;
use crate::world::WorldOptions;

/// REI SMS Engine on this machine: every function, a store, queues and a carrier in one process.
///
/// Without a command it serves until Ctrl-C. Settings (`WEBHOOK_TOKEN`, `BUSINESS_NAME`, `QUIET_…`,
/// `TEXTGRID_…`, `TWILIO_…`) come from the environment, then from .env, then from development
/// defaults.
#[derive(Debug, Parser)]
#[command(name = "sms", version, after_long_help = functions::list())]
pub struct Cli {
    #[command(flatten)]
    pub serve: ServeArgs,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command takes: where the engine is, or is to be.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Port of the HTTP routes, on 127.0.0.1
    #[arg(long, default_value_t = 9000, env = "SMS_PORT", global = true)]
    pub port: u16,
    /// Port of the store's DynamoDB endpoint, on 127.0.0.1
    #[arg(long, default_value_t = 8000, env = "SMS_STORE_PORT", global = true)]
    pub store_port: u16,
    /// Port of the queues' SQS endpoint, on 127.0.0.1
    #[arg(long, default_value_t = 9324, env = "SMS_QUEUE_PORT", global = true)]
    pub queue_port: u16,
    /// Folder of the store's file; `:memory:` keeps nothing
    #[arg(long, default_value = ".local", env = "SMS_DATA_DIR", global = true)]
    pub data_dir: PathBuf,
    /// Use the store of another process instead of embedding one
    #[arg(long, value_name = "URL", env = "SMS_STORE_URL", global = true)]
    pub store_url: Option<String>,
    /// Use the queues of another process instead of embedding them
    #[arg(long, value_name = "URL", env = "SMS_QUEUE_URL", global = true)]
    pub queue_url: Option<String>,
    /// The carrier to send with: one simulated in this process, or a real one
    #[arg(
        long,
        default_value = SIMULATED.name,
        value_parser = carrier_choice(),
        env = "SMS_CARRIER",
        global = true
    )]
    pub carrier: &'static CarrierSpec,
    /// Base URL to send to instead of the carrier's own
    #[arg(long, value_name = "URL", env = "SMS_CARRIER_URL", global = true)]
    pub carrier_url: Option<String>,
    /// `real`, an RFC 3339 instant at which the clock stands, or a pace such as `x60`
    #[arg(long, default_value = "real", env = "SMS_CLOCK", global = true)]
    pub clock: Pace,
    /// Do not print a line per event
    #[arg(long, global = true)]
    pub quiet: bool,
    /// Serve the routes only: no queue is polled, and no tick runs by itself. For benchmarks
    #[arg(long, hide = true)]
    pub webhooks_only: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run one function on a sample event and print its JSON answer, like `cargo lambda invoke`
    Invoke(InvokeArgs),
    /// Print the history of a message (by its SID) or of a thread (by its phone)
    Trace(TraceArgs),
    /// Classify texts from standard input, one a line or JSON lines
    ///
    /// A JSON line is `{"text", "stage"?, "last_outbound"?, "workflow"?}`. Each line gives one:
    /// `{"text", "ai_intent", "intent_detected", "consent", "language", "confidence", "extracted",
    /// "why"}`.
    Classify,
    /// Export or import the phones that have opted out, as CSV
    Suppressions(SuppressionsArgs),
    /// List the sends whose outcome is unknown, or settle one
    Ambiguous(AmbiguousArgs),
    /// Store the message templates that are new or changed; others stay
    SeedTemplates(SeedTemplatesArgs),
    /// List the stored templates with their counts
    Templates(TemplatesArgs),
}

/// The carriers of the engine, by name.
fn carrier_choice() -> impl TypedValueParser<Value = &'static CarrierSpec> {
    PossibleValuesParser::new(CARRIERS.iter().map(|carrier| carrier.name))
        .try_map(|name| carriers::named(&name).ok_or("is not a known carrier"))
}

/// Runs the command line of this process.
pub async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // Standard error that cannot be written has nowhere to say so.
            let _unwritable = writeln!(std::io::stderr(), "sms: {fault}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), AnyError> {
    let settings = LocalSettings::of_process(Path::new(".env"))?;
    let Cli { serve, command } = cli;
    match command {
        None => serve::run(&serve, settings).await,
        Some(Command::Invoke(args)) => invoke::run(&args, &serve, settings).await,
        Some(Command::Trace(args)) => trace::run(args, &serve, settings).await,
        Some(Command::Classify) => classify::run(),
        Some(Command::Suppressions(args)) => suppressions::run(args, &serve, settings).await,
        Some(Command::Ambiguous(args)) => ambiguous::run(args, &serve, settings).await,
        Some(Command::SeedTemplates(args)) => seed_templates::run(args, &serve, settings).await,
        Some(Command::Templates(args)) => templates::run(args, &serve, settings).await,
    }
}

impl ServeArgs {
    /// What the engine is started with.
    pub fn options(&self, settings: LocalSettings, runs_by_itself: bool) -> Options {
        let keeps_nothing = self.data_dir == Path::new(":memory:");
        Options {
            port: self.port,
            world: WorldOptions {
                data_file: (!keeps_nothing).then(|| self.data_dir.join("store.sqlite")),
                store_port: self.store_port,
                queue_port: self.queue_port,
                store_url: self.store_url.clone(),
                queue_url: self.queue_url.clone(),
                table: settings
                    .get("TABLE_NAME")
                    .unwrap_or_else(|| "sms-engine".to_owned()),
                limits: CallLimits::default(),
            },
            gateway_timeouts: Timeouts::default(),
            carrier: self.carrier,
            carrier_url: self.carrier_url.clone(),
            pace: self.clock,
            settings,
            receipt_delay: Some(Duration::from_millis(300)),
            runs_by_itself,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use sms_engine::catalogue::FUNCTIONS;

    use super::*;

    #[test]
    fn the_help_names_every_function_and_route() {
        let mut command = Cli::command();
        let help = command.render_long_help().to_string();
        // A command may have the name of a function.
        let (_, help) = help.split_once("Functions:").unwrap();
        let invoke = command.find_subcommand_mut("invoke").unwrap();
        let invoke = invoke.render_long_help().to_string();
        for function in FUNCTIONS {
            let name = function.name;
            let line = help
                .lines()
                .find(|line| line.split_whitespace().next() == Some(name))
                .unwrap_or_else(|| panic!("{name} is not in the help:\n{help}"));
            for (method, path) in function.routes() {
                assert!(line.contains(&format!("{method} {path}")), "{line}");
            }
            assert!(invoke.contains(name), "{name} is not in:\n{invoke}");
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
