//! How fast a function starts, and how large it is.

use std::io::{BufRead as _, BufReader, Read as _, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use clap::Args;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use sms_engine::catalogue::FUNCTIONS;

use crate::table::Table;
use crate::{AnyError, child, load_average, say};

#[derive(Debug, Args)]
pub(crate) struct ColdArgs {
    /// Starts of each function
    #[arg(long, default_value_t = 20)]
    runs: usize,
}

/// The longest that a start may take.
const MAX_WAIT: Duration = Duration::from_secs(10);
/// What a function may cost: it is read and linked at each cold start.
const MAX_ZIPPED: u64 = 4_000_000;
const MAX_START: Duration = Duration::from_millis(5);
const HELLO: &str = "bench-hello";
/// What any of the functions needs; each reads its own.
const SETTINGS: &[(&str, &str)] = &[
    ("WEBHOOK_TOKEN", "bench-token"),
    ("CRON_TOKEN", "bench-token"),
    ("ADMIN_API_KEY", "bench-token"),
    ("TABLE_NAME", "sms-engine"),
    ("WORK_QUEUE_URL", "http://127.0.0.1:1/000000000000/sms-work"),
    ("SEND_QUEUE_URL", "http://127.0.0.1:1/000000000000/sms-send"),
    ("PUBLIC_BASE_URL", "https://sms.example.com"),
    ("BUSINESS_NAME", "Sunny Homes"),
    ("QUIET_TZ", "America/Chicago"),
    ("CARRIER", "twilio"),
    ("TWILIO_ACCOUNT_SID", "ACbench"),
    ("TWILIO_AUTH_TOKEN", "bench-token"),
    ("AWS_REGION", "us-east-1"),
    ("AWS_ACCESS_KEY_ID", "bench"),
    ("AWS_SECRET_ACCESS_KEY", "bench"),
    ("AWS_EC2_METADATA_DISABLED", "true"),
    ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
    ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
    ("AWS_LAMBDA_LOG_GROUP_NAME", "bench"),
    ("AWS_LAMBDA_LOG_STREAM_NAME", "bench"),
];

pub(crate) fn run(args: &ColdArgs) -> Result<(), AnyError> {
    say(&load_average())?;
    let runtime_api = TcpListener::bind(("127.0.0.1", 0))?;
    let store = TcpListener::bind(("127.0.0.1", 0))?;
    let store_at = store.local_addr()?;
    // For as long as this process lives.
    std::thread::spawn(move || refuse_everything(&store));
    let mut table = Table::new(&[
        "process start to first poll",
        "median ms",
        "min",
        "max",
        "with store",
        "peak MB",
        "binary MB",
        "zipped MB",
    ]);
    let mut beyond = Vec::new();
    let names = std::iter::once(HELLO).chain(FUNCTIONS.iter().map(|function| function.name));
    for name in names {
        let binary = match name {
            HELLO => child::sibling(HELLO)?,
            function => child::sibling(&format!("../dist/{function}"))?,
        };
        let (mut plain, mut warmed) = (Vec::new(), Vec::new());
        let mut peak = 0.0_f64;
        for _ in 0..args.runs.max(1) {
            // Turn by turn, so that what else the machine does meets both alike.
            let start = Start {
                binary: &binary,
                name,
                store: None,
            };
            let (took, memory) = start.once(&runtime_api)?;
            plain.push(took);
            peak = peak.max(memory);
            let start = Start {
                store: Some(store_at),
                ..start
            };
            warmed.push(start.once(&runtime_api)?.0);
        }
        plain.sort_unstable();
        warmed.sort_unstable();
        let sizes = Sizes::of(&binary)?;
        let median = plain.get(plain.len() / 2);
        if sizes.zipped > MAX_ZIPPED || median.is_some_and(|median| *median > MAX_START) {
            beyond.push(name);
        }
        table.row(vec![
            name.to_owned(),
            millis(median),
            millis(plain.first()),
            millis(plain.last()),
            millis(warmed.get(warmed.len() / 2)),
            format!("{peak:.1}"),
            megabytes(sizes.binary),
            megabytes(sizes.zipped),
        ]);
    }
    say(&format!(
        "{} starts each. \"with store\": as on AWS, the function also opens its connection to the\n\
         store before its first poll; here over plain HTTP, there with a TLS handshake.\n\n{}\n\
         Aims: at most {} MB zipped and {} ms to the first poll (median). {}\n",
        args.runs.max(1),
        table.text(),
        megabytes(MAX_ZIPPED),
        millis(Some(&MAX_START)),
        if beyond.is_empty() {
            "All met.".to_owned()
        } else {
            format!("Not met by {}.", beyond.join(", "))
        }
    ))?;
    Ok(())
}

/// Bytes of a function's binary, as it is and as it is uploaded.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    binary: u64,
    zipped: u64,
}

impl Sizes {
    fn of(binary: &Path) -> Result<Self, AnyError> {
        let bytes = std::fs::read(binary)?;
        let mut zipped = DeflateEncoder::new(Counted(0), Compression::best());
        zipped.write_all(&bytes)?;
        Ok(Self {
            binary: u64::try_from(bytes.len())?,
            zipped: zipped.finish()?.0,
        })
    }
}

/// Counts what is written to it.
#[derive(Debug)]
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += u64::try_from(bytes.len()).map_err(std::io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn millis(time: Option<&Duration>) -> String {
    time.map(|time| format!("{:.1}", time.as_secs_f64() * 1_000.0))
        .unwrap_or_default()
}

fn megabytes(bytes: u64) -> String {
    let thousands = u32::try_from(bytes / 1_000).unwrap_or(u32::MAX);
    format!("{:.2}", f64::from(thousands) / 1_000.0)
}

#[derive(Debug, Clone, Copy)]
struct Start<'a> {
    binary: &'a Path,
    name: &'a str,
    /// Where the store is; `None`: the function does not ask it before its first poll.
    store: Option<SocketAddr>,
}

impl Start<'_> {
    /// The time until the function asks for its first event, and its peak memory by then in MB.
    fn once(&self, runtime_api: &TcpListener) -> Result<(Duration, f64), AnyError> {
        let mut command = Command::new(self.binary);
        command
            .env_clear()
            .env(
                "AWS_LAMBDA_RUNTIME_API",
                runtime_api.local_addr()?.to_string(),
            )
            .env("AWS_LAMBDA_FUNCTION_NAME", self.name)
            .envs(SETTINGS.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(store) = self.store {
            command
                .env("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
                .env("AWS_ENDPOINT_URL", format!("http://{store}"));
        }
        let start = Instant::now();
        let mut function = Ended(command.spawn().map_err(|fault| {
            format!(
                "{} does not start ({fault}): build it with \
                 `cargo build --profile dist --package sms-functions`",
                self.binary.display()
            )
        })?);
        let connection = accept(runtime_api, &mut function, start)?;
        connection.set_read_timeout(Some(MAX_WAIT))?;
        let mut line = String::new();
        // Kept open until the function is gone: one whose poll fails says so and ends.
        let mut polling = BufReader::new(connection);
        polling.read_line(&mut line)?;
        let took = start.elapsed();
        let memory = child::peak_mb(function.0.id());
        drop(function);
        if line.starts_with("GET /2018-06-01/runtime/invocation/next ") {
            Ok((took, memory?))
        } else {
            Err(format!("{} asked the runtime API for {line}", self.name).into())
        }
    }
}

/// A process that is ended when dropped.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // A process that ended by itself cannot be ended again.
        let _ended = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn accept(
    listener: &TcpListener,
    function: &mut Ended,
    start: Instant,
) -> Result<TcpStream, AnyError> {
    // Polled, so that a function that refuses to start is noticed; 50 µs is below what we show.
    listener.set_nonblocking(true)?;
    loop {
        match listener.accept() {
            Ok((connection, _)) => {
                connection.set_nonblocking(false)?;
                return Ok(connection);
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(fault) => return Err(fault.into()),
        }
        if let Some(status) = function.0.try_wait()? {
            return Err(format!("a function ended before its first poll: {status}").into());
        }
        if start.elapsed() > MAX_WAIT {
            return Err("a function did not poll in time".into());
        }
        std::thread::sleep(Duration::from_micros(50));
    }
}

/// A store that answers each request with a refusal, which opens the connection as well.
fn refuse_everything(listener: &TcpListener) {
    const REFUSAL: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"bench"}"#;
    for connection in listener.incoming().flatten() {
        std::thread::spawn(move || {
            // A function that is gone needs no answer.
            let _gone = answer(connection, REFUSAL);
        });
    }
}

fn answer(connection: TcpStream, body: &str) -> std::io::Result<()> {
    connection.set_read_timeout(Some(MAX_WAIT))?;
    let mut reader = BufReader::new(connection.try_clone()?);
    let mut writer = connection;
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.is_empty() {
                break;
            }
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        let head = "HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0";
        write!(
            writer,
            "{head}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )?;
    }
}
