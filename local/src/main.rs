//! `cargo run`: the whole engine on this machine.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use sms_aws::{Table, connect};
use sms_domain::ids::MessageSid;
use sms_domain::message::MessageId;
use sms_engine::carriers::{self, CARRIERS, CarrierSpec, SIMULATED};
use sms_engine::inspect::{self, Finding};
use sms_engine::ports::clock::{Clock as _, SystemClock};
use sms_engine::ports::{Gateways, Ports, Queue, Unconnected};
use sms_local::clock::Pace;
use sms_local::commands::suppressions;
use sms_local::commands::templates;
use sms_local::commands::trace as story;
use sms_local::narrator;
use sms_local::runtime::{LocalEngine, Options};
use sms_local::settings::LocalSettings;
use sms_local::world::WorldOptions;
use tokio::signal::unix::{SignalKind, signal};

type AnyError = Box<dyn std::error::Error>;

/// REI SMS Engine on this machine: every function, a store, queues and a carrier in one process.
///
/// Without a command it serves until Ctrl-C. Settings (`WEBHOOK_TOKEN`, `BUSINESS_NAME`, `QUIET_…`,
/// `TEXTGRID_…`, `TWILIO_…`) come from the environment, then from .env, then from development
/// defaults.
#[derive(Debug, Parser)]
#[command(name = "sms", version)]
struct Cli {
    #[command(flatten)]
    serve: ServeArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// Port of the HTTP routes, on 127.0.0.1
    #[arg(long, default_value_t = 9000, env = "SMS_PORT", global = true)]
    port: u16,
    /// Port of the store's DynamoDB endpoint, on 127.0.0.1
    #[arg(long, default_value_t = 8000, env = "SMS_STORE_PORT", global = true)]
    store_port: u16,
    /// Port of the queues' SQS endpoint, on 127.0.0.1
    #[arg(long, default_value_t = 9324, env = "SMS_QUEUE_PORT", global = true)]
    queue_port: u16,
    /// Folder of the store's file; `:memory:` keeps nothing
    #[arg(long, default_value = ".local", env = "SMS_DATA_DIR", global = true)]
    data_dir: PathBuf,
    /// Use the store of another process instead of embedding one
    #[arg(long, value_name = "URL", env = "SMS_STORE_URL", global = true)]
    store_url: Option<String>,
    /// Use the queues of another process instead of embedding them
    #[arg(long, value_name = "URL", env = "SMS_QUEUE_URL", global = true)]
    queue_url: Option<String>,
    /// Who takes the texts: a carrier that this process simulates, or a real one
    #[arg(
        long,
        default_value = SIMULATED.name,
        value_parser = carrier_choice(),
        env = "SMS_CARRIER",
        global = true
    )]
    carrier: &'static CarrierSpec,
    /// Send to this server instead of the carrier's own
    #[arg(long, value_name = "URL", env = "SMS_CARRIER_URL", global = true)]
    carrier_url: Option<String>,
    /// `real`, an RFC 3339 instant at which the clock stands, or a pace such as `x60`
    #[arg(long, default_value = "real", env = "SMS_CLOCK", global = true)]
    clock: Pace,
    /// Print no line per event
    #[arg(long, global = true)]
    quiet: bool,
    /// Serve the routes alone: no queue is polled, and no tick runs by itself. For measuring
    #[arg(long, hide = true)]
    webhooks_only: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run one function on a sample event and print its JSON answer, like `cargo lambda invoke`
    Invoke {
        /// A function of the catalogue: inbound, outbound, delivery, health, responder, sender, tick,
        /// suppressions, suppression-job
        function: String,
        /// The event
        #[arg(long, value_name = "FILE")]
        data_file: PathBuf,
    },
    /// Print the life of a message (by its SID) or of a thread (by its phone)
    Trace {
        /// A carrier's message SID, or a phone number
        asked: String,
        /// Read this deployed table, with the AWS account of the environment
        #[arg(long)]
        table: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Read texts from standard input, one a line or JSON lines, and print what each is taken to mean
    ///
    /// A JSON line is `{"text", "stage"?, "last_outbound"?, "workflow"?}`. Each line gives one:
    /// `{"text", "ai_intent", "intent_detected", "consent", "language", "confidence", "extracted",
    /// "why"}`.
    Classify,
    /// Export or import who has opted out, as CSV
    Suppressions {
        #[command(subcommand)]
        way: Way,
        /// Work on this deployed table, with the AWS account of the environment
        #[arg(long, global = true)]
        table: Option<String>,
    },
    /// List the sends that nobody knows the outcome of, or settle one
    Ambiguous {
        /// The message to settle
        #[arg(requires = "finding")]
        id: Option<MessageId>,
        /// The carrier has it, under this SID
        #[arg(long, value_name = "SID", requires = "id", group = "finding")]
        sent: Option<MessageSid>,
        /// The carrier never took it; it shall not be sent
        #[arg(long, requires = "id", group = "finding")]
        not_sent: bool,
        /// The carrier never took it; send it again
        #[arg(long, requires = "id", group = "finding")]
        send_again: bool,
        /// Work on this deployed table, with the AWS account of the environment
        #[arg(long)]
        table: Option<String>,
    },
    /// Store message templates: those that are new or changed; others stay
    SeedTemplates {
        /// A JSON file of templates; without it, the starter library
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Work on this deployed table, with the AWS account of the environment
        #[arg(long)]
        table: Option<String>,
    },
    /// List the stored templates with what they led to
    Templates {
        /// Read this deployed table, with the AWS account of the environment
        #[arg(long)]
        table: Option<String>,
    },
}

/// Which way the list goes.
#[derive(Debug, Subcommand)]
enum Way {
    /// Write the whole list: phone, at, source, evidence
    Export {
        /// Into this file, instead of standard output
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Opt out every phone of a file that has at least the column `phone`
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// The carriers of the engine, by name.
fn carrier_choice() -> impl TypedValueParser<Value = &'static CarrierSpec> {
    PossibleValuesParser::new(CARRIERS.iter().map(|carrier| carrier.name))
        .try_map(|name| carriers::named(&name).ok_or("is not a known carrier"))
}

#[tokio::main]
async fn main() -> ExitCode {
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
    match cli.command {
        None => serve(cli.serve, settings).await,
        Some(Command::Invoke {
            function,
            data_file,
        }) => invoke(&cli.serve, settings, &function, &data_file).await,
        Some(Command::Classify) => classify(),
        Some(Command::Trace { asked, table, json }) => {
            trace(&cli.serve, settings, &asked, table, json).await
        }
        Some(Command::Suppressions { way, table }) => {
            carry_suppressions(&cli.serve, settings, &way, table).await
        }
        Some(Command::Ambiguous {
            id,
            sent,
            not_sent: _,
            send_again,
            table,
        }) => {
            let finding = match (sent, send_again) {
                (Some(sid), _) => Finding::Sent(sid),
                (None, true) => Finding::SendAgain,
                (None, false) => Finding::NotSent,
            };
            ambiguous(&cli.serve, settings, id.map(|id| (id, finding)), table).await
        }
        Some(Command::SeedTemplates { file, table }) => {
            let library = templates::read(file.as_deref())?;
            let opened = Opened::of(&cli.serve, settings, table).await?;
            let told = templates::seed(opened.ports(), &library).await;
            opened.close().await;
            Ok(say(&told?)?)
        }
        Some(Command::Templates { table }) => {
            let opened = Opened::of(&cli.serve, settings, table).await?;
            let told = templates::list(opened.ports()).await;
            opened.close().await;
            Ok(say(&told?)?)
        }
    }
}

fn classify() -> Result<(), AnyError> {
    let output = std::io::BufWriter::new(std::io::stdout().lock());
    match sms_local::commands::classify::classify(std::io::stdin().lock(), output) {
        Ok(0) => Ok(()),
        Ok(unread) => Err(format!("{unread} line(s) could not be read").into()),
        // Whoever reads our output has seen enough.
        Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}

async fn serve(args: ServeArgs, settings: LocalSettings) -> Result<(), AnyError> {
    let (quiet, carrier) = (args.quiet, args.carrier);
    let data = args.data_dir.clone();
    let level = settings.get("LOG_LEVEL");
    let engine = LocalEngine::start(options(&args, settings, !args.webhooks_only)).await?;
    narrator::start(level.as_deref(), quiet, engine.clock.clone());
    say(&greeting(&engine, carrier, &data))?;
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    say("\nStopping: running work ends, what is owed is stored.\n")?;
    engine.stop().await;
    Ok(())
}

fn greeting(engine: &LocalEngine, carrier: &CarrierSpec, data: &Path) -> String {
    let base = &engine.base_url;
    let setting = |name: &str| engine.settings.get(name).unwrap_or_default();
    let token = setting("WEBHOOK_TOKEN");
    format!(
        "REI SMS Engine runs at {base}\n\
         \n\
         \x20 webhooks  POST {base}/inbound  /outbound  /delivery     GET /ping  /health\n\
         \x20 admin     GET, POST {base}/suppressions     jobs  POST {base}/jobs/suppressions-import  …-export\n\
         \x20 store     {}  (DynamoDB wire; table {}; data in {})\n\
         \x20 queues    {}  (SQS wire)\n\
         \x20 carrier   {}\n\
         \x20 clock     {}  (POST /_local/clock moves it, POST /_local/tick runs what is due)\n\
         \x20 tokens    WEBHOOK_TOKEN={token}  CRON_TOKEN={}  ADMIN_API_KEY={}\n\
         \n\
         Try a text from a seller:\n\
         \n\
         \x20 curl '{base}/inbound?token={token}' -d From=+13055550123 -d To=+18135550100 \\\n\
         \x20   --data-urlencode 'Body=Yes, how much would you offer?' -d MessageSid=SM0001\n\
         \n\
         and its life: cargo run -- trace +13055550123\n\
         Ctrl-C ends.\n\n",
        engine.world.store_url,
        setting("TABLE_NAME"),
        data.display(),
        engine.world.queue_url,
        carrier.name,
        engine.clock.now(),
        setting("CRON_TOKEN"),
        setting("ADMIN_API_KEY"),
    )
}

async fn invoke(
    args: &ServeArgs,
    settings: LocalSettings,
    function: &str,
    data_file: &Path,
) -> Result<(), AnyError> {
    let text = std::fs::read_to_string(data_file)
        .map_err(|fault| format!("{} cannot be read: {fault}", data_file.display()))?;
    let event = serde_json::from_str(&text)
        .map_err(|fault| format!("{} is no JSON: {fault}", data_file.display()))?;
    let mut options = options(args, settings, false);
    options.port = 0;
    join_running(args, &mut options).await;
    let level = options.settings.get("LOG_LEVEL");
    let engine = LocalEngine::start(options).await?;
    narrator::start(level.as_deref(), true, engine.clock.clone());
    let handler = engine.handler(function).ok_or_else(|| {
        let names: Vec<&str> = sms_engine::catalogue::FUNCTIONS
            .iter()
            .map(|function| function.name)
            .collect();
        format!(
            "there is no function {function}: it is one of {}",
            names.join(", ")
        )
    })?;
    let answer = sms_functions::events::answer(handler, event).await;
    engine.stop().await;
    let answer = answer.map_err(|fault| fault.to_string())?;
    say(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?;
    Ok(())
}

async fn trace(
    args: &ServeArgs,
    settings: LocalSettings,
    asked: &str,
    table: Option<String>,
    json: bool,
) -> Result<(), AnyError> {
    let opened = Opened::of(args, settings, table).await?;
    let life = inspect::trace(opened.ports(), asked).await;
    opened.close().await;
    let life = life?.ok_or_else(|| format!("nothing is stored of {asked}"))?;
    if json {
        say(&format!("{}\n", serde_json::to_string_pretty(&life)?))?;
    } else {
        say(&story::tell(&life))?;
    }
    Ok(())
}

async fn ambiguous(
    args: &ServeArgs,
    settings: LocalSettings,
    settle: Option<(MessageId, Finding)>,
    table: Option<String>,
) -> Result<(), AnyError> {
    let opened = Opened::of(args, settings, table).await?;
    let ports = opened.ports();
    let answer = match settle {
        None => inspect::ambiguous(ports, jiff::Timestamp::MAX)
            .await
            .map(|s| story::list_ambiguous(&s)),
        Some((id, finding)) => inspect::settle(ports, &id, &finding).await.map(|settled| {
            settled.map_or_else(
                || format!("{id} is not ambiguous.\n"),
                |send| format!("{id} is now {} / {}.\n", send.state, send.delivery_status),
            )
        }),
    };
    opened.close().await;
    say(&answer?)?;
    Ok(())
}

async fn carry_suppressions(
    args: &ServeArgs,
    settings: LocalSettings,
    way: &Way,
    table: Option<String>,
) -> Result<(), AnyError> {
    // Before a store is opened: a file that cannot be read must not look like an empty one.
    let given = match way {
        Way::Import { file } => std::fs::read(file)
            .map_err(|fault| format!("{} cannot be read: {fault}", file.display()))?,
        Way::Export { .. } => Vec::new(),
    };
    let opened = Opened::of(args, settings, table).await?;
    let done = match way {
        Way::Export { file } => export_to(opened.ports(), file.as_deref()).await,
        Way::Import { .. } => {
            match sms_engine::suppressions::import(opened.ports(), &given).await {
                Ok(report) => say(&suppressions::tell_import(&report)).map_err(AnyError::from),
                Err(fault) => Err(fault.into()),
            }
        }
    };
    opened.close().await;
    done
}

async fn export_to(ports: &Ports, file: Option<&Path>) -> Result<(), AnyError> {
    let count = if let Some(path) = file {
        let mut file = std::fs::File::create(path)
            .map_err(|fault| format!("{} cannot be written: {fault}", path.display()))?;
        suppressions::export_all(ports, suppressions::PAGE, &mut file).await?
    } else {
        suppressions::export_all(ports, suppressions::PAGE, &mut std::io::stdout()).await?
    };
    // Beside the list, not in it. Standard error that cannot be written has nowhere to say so.
    let _unwritable = writeln!(std::io::stderr(), "exported {count}");
    Ok(())
}

/// A store to look into: a deployed table, or the local one, running or not.
enum Opened {
    Deployed(Box<Ports>),
    Local(Box<LocalEngine>),
}

impl Opened {
    async fn of(
        args: &ServeArgs,
        settings: LocalSettings,
        table: Option<String>,
    ) -> Result<Self, AnyError> {
        if let Some(table) = table {
            let config = connect::environment_config().await;
            let table = Table::new(connect::store_client(&config), table, None);
            // What a settled send owes, the deployed tick brings to its queue.
            let queue: Arc<dyn Queue> = Arc::new(Unconnected);
            let (gateways, clock) = (Gateways::none(), Arc::new(SystemClock));
            let ports = connect::ports(&table, Arc::clone(&queue), queue, gateways, clock);
            return Ok(Self::Deployed(Box::new(ports)));
        }
        let mut options = options(args, settings, false);
        options.port = 0;
        join_running(args, &mut options).await;
        Ok(Self::Local(Box::new(LocalEngine::start(options).await?)))
    }

    fn ports(&self) -> &Ports {
        match self {
            Self::Deployed(ports) => ports,
            Self::Local(engine) => &engine.ports,
        }
    }

    async fn close(self) {
        if let Self::Local(engine) = self {
            engine.stop().await;
        }
    }
}

/// If an engine runs on the ports of `args`, works on its store and queues; else on the file.
async fn join_running(args: &ServeArgs, options: &mut Options) {
    for (port, url, own) in [
        (
            args.store_port,
            &mut options.world.store_url,
            &mut options.world.store_port,
        ),
        (
            args.queue_port,
            &mut options.world.queue_url,
            &mut options.world.queue_port,
        ),
    ] {
        *own = 0;
        if url.is_none() && is_served(port).await {
            *url = Some(format!("http://127.0.0.1:{port}"));
        }
    }
}

async fn is_served(port: u16) -> bool {
    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let connected = tokio::net::TcpStream::connect(at);
    tokio::time::timeout(Duration::from_secs(1), connected)
        .await
        .is_ok_and(|tcp| tcp.is_ok())
}

fn options(args: &ServeArgs, settings: LocalSettings, runs_by_itself: bool) -> Options {
    let keeps_nothing = args.data_dir == Path::new(":memory:");
    Options {
        port: args.port,
        world: WorldOptions {
            data_file: (!keeps_nothing).then(|| args.data_dir.join("store.sqlite")),
            store_port: args.store_port,
            queue_port: args.queue_port,
            store_url: args.store_url.clone(),
            queue_url: args.queue_url.clone(),
            table: settings
                .get("TABLE_NAME")
                .unwrap_or_else(|| "sms-engine".to_owned()),
        },
        carrier: args.carrier,
        carrier_url: args.carrier_url.clone(),
        pace: args.clock,
        settings,
        receipt_delay: Some(Duration::from_millis(300)),
        runs_by_itself,
    }
}

fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
