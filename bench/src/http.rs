//! Rates, latencies, CPU, memory, and what a message costs in requests and capacity units.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::Value;

use crate::load::{Load, Post, Timing};
use crate::meter::{Tally, between};
use crate::table::Table;
use crate::world::{Engine, Manner, World};
use crate::{AnyError, child, load_average, say};

/// The engine's program.
pub(crate) const ENGINE: &str = "sms";
pub(crate) const TOKEN: &str = "bench-token";
/// What the fastest of the systems that this engine replaces spends on an inbound, in ms of CPU.
const REFERENCE_CPU_MS: f64 = 6.2;
/// Messages behind each line of costs.
pub(crate) const COSTED: u32 = 20;
/// Numbers of ours, in turn: one number's counters are one hot row.
pub(crate) const NUMBERS: u32 = 20;
/// A text that needs an answer.
const ASKS: &str = "Yes, how much would you offer?";

#[derive(Debug, Args)]
pub(crate) struct HttpArgs {
    /// Requests under way at a time
    #[arg(long, default_value_t = 16)]
    concurrency: u32,
    /// Requests of each kind in a round
    #[arg(long, default_value_t = 2_000)]
    requests: u32,
    /// Texts that are answered and sent in a round with everything running
    #[arg(long, default_value_t = 500)]
    sends: u32,
    /// Rounds; each line shows the one of median CPU
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// Messages that are stored before anything is timed
    #[arg(long, default_value_t = 0)]
    stored: u32,
    /// Keep the store in this file, which must not exist, instead of in memory
    #[arg(long, value_name = "FILE")]
    store_file: Option<PathBuf>,
}

pub(crate) async fn run(args: HttpArgs) -> Result<(), AnyError> {
    if args.store_file.as_ref().is_some_and(|file| file.exists()) {
        return Err("the store's file exists: name a new one".into());
    }
    say(&load_average())?;
    let world = World::start(args.store_file.as_ref())?;
    let texts = Texts::default();
    if cfg!(debug_assertions) {
        say("This is a debug build: its figures say nothing.\n")?;
    }

    let (costs, delivered) = costs(&world, &texts).await?;
    say(
        "What a message costs, and in which requests (S = SendMessage, the rest is the store's):\n\n",
    )?;
    say(&costs)?;
    if args.stored > 0 {
        let loaded = world.preload(&delivered, args.stored).await?;
        let said = |name: &str| loaded.get(name).map(Value::to_string).unwrap_or_default();
        say(&format!(
            "\nStored {} messages in {} rows, in {} s.\n",
            said("messages"),
            said("rows"),
            said("seconds")
        ))?;
    }
    say(&format!(
        "\n{} requests at a time, {} stored messages, store in {}, medians of {} rounds; CPU in ms each:\n\n",
        args.concurrency,
        args.stored,
        if args.store_file.is_some() {
            "a file"
        } else {
            "memory"
        },
        args.rounds,
    ))?;
    say(&life_rates(&args, &world, &texts).await?)?;
    say("\n")?;
    say(&webhook_rates(&args, &world, &texts).await?)?;
    Ok(())
}

/// The engine of the same build.
fn start(world: &World, manner: Manner) -> Result<Engine, AnyError> {
    Engine::start(&child::sibling(ENGINE)?, &world.places, TOKEN, manner)
}

/// Makes webhook calls, each with a phone and a SID of its own.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    used: AtomicU32,
}

impl Texts {
    /// The first of `count` indexes that nobody has.
    pub(crate) fn take(&self, count: u32) -> u32 {
        self.used.fetch_add(count, Ordering::Relaxed)
    }
}

fn phone(index: u32) -> String {
    format!("+1305{:07}", 2_000_000 + index)
}

fn number(index: u32) -> String {
    format!("+1813555{:04}", 100 + index % NUMBERS)
}

/// A text of one phone. `nth` tells its texts apart.
fn inbound(index: u32, nth: &str, body: &str) -> Post {
    Post {
        route: "/inbound",
        form: vec![
            ("From", phone(index)),
            ("To", number(index)),
            ("Body", body.to_owned()),
            ("MessageSid", format!("SMin{nth}{index:028}")),
        ],
    }
}

pub(crate) fn echo(index: u32) -> Post {
    Post {
        route: "/outbound",
        form: vec![
            ("From", number(index)),
            ("To", phone(index)),
            (
                "Body",
                "Hi, this is Ann. Would you consider an offer?".to_owned(),
            ),
            ("MessageSid", format!("SMout{index:028}")),
        ],
    }
}

pub(crate) fn receipt(index: u32, status: &str) -> Post {
    Post {
        route: "/delivery",
        form: vec![
            ("From", number(index)),
            ("To", phone(index)),
            ("MessageStatus", status.to_owned()),
            ("MessageSid", format!("SMout{index:028}")),
        ],
    }
}

pub(crate) type Make = fn(u32) -> Post;

/// The first text of a phone, which needs an answer.
pub(crate) const FIRST: Make = |index| inbound(index, "a", ASKS);

/// Posts that a webhook gets, in an order in which each finds what it needs.
const KINDS: [(&str, Make); 10] = [
    ("inbound, first of a phone", FIRST),
    ("inbound, repeated SID", FIRST),
    ("inbound, known phone", |i| inbound(i, "b", ASKS)),
    ("inbound STOP, known phone", |i| inbound(i, "c", "STOP")),
    ("echo, known phone", echo),
    ("receipt `sent`", |i| receipt(i, "sent")),
    ("receipt `delivered`", |i| receipt(i, "delivered")),
    ("receipt, repeated", |i| receipt(i, "delivered")),
    ("receipt, unknown SID", |i| {
        receipt(i + 5_000_000, "delivered")
    }),
    ("echo, first of a phone", |i| echo(i + 3_000_000)),
];

/// The kinds whose costs are printed and which are not worth timing.
fn is_timed(kind: &str) -> bool {
    !kind.contains("STOP") && !kind.contains("unknown") && !kind.starts_with("echo, first")
}

/// The table of what each kind of message costs, and a phone whose reply was delivered.
async fn costs(world: &World, texts: &Texts) -> Result<(String, String), AnyError> {
    let mut table = Table::new(&[
        "",
        "store",
        "queue",
        "read units",
        "write units",
        "requests",
    ]);
    let mut lives = Vec::new();
    let mut delivered = String::new();
    for reporting in [false, true] {
        let manner = Manner {
            metered: true,
            reporting,
            ..Manner::default()
        };
        let engine = start(world, manner)?;
        let load = Load::new(&engine.url, TOKEN)?;
        // Numbers are stored when first seen, and a connection is opened once: no text's cost.
        let first = texts.take(NUMBERS);
        lived(world, &engine, &load, first, NUMBERS, 1).await?;
        let before = world.tally().await?;
        let first = texts.take(COSTED);
        lived(world, &engine, &load, first, COSTED, 1).await?;
        lives.push(between(&before, &world.tally().await?));
        delivered = phone(first);
    }
    let manner = Manner {
        metered: true,
        webhooks_only: true,
        ..Manner::default()
    };
    let engine = start(world, manner)?;
    let load = Load::new(&engine.url, TOKEN)?;
    let first = texts.take(COSTED);
    for (kind, make) in KINDS {
        let before = world.tally().await?;
        load.drive(COSTED, 1, move |index| make(first + index))
            .await?;
        table.row(cost_row(kind, &between(&before, &world.tally().await?)));
    }
    for (life, name) in lives.iter().zip([
        "inbound until its reply is SENT",
        "inbound until its reply is DELIVERED",
    ]) {
        table.row(cost_row(name, life));
    }
    Ok((table.text(), delivered))
}

fn cost_row(name: &str, used: &Tally) -> Vec<String> {
    let (mut store, mut queue, mut reads, mut writes) = (0, 0, 0.0, 0.0);
    let mut requests = Vec::new();
    for (operation, used) in used {
        let short = match operation.as_str() {
            // What the service does on AWS, and what the tick does each second here.
            "ReceiveMessage" | "DeleteMessage" => continue,
            other if other.ends_with("of the index") => continue,
            "SendMessage" => {
                queue += used.calls;
                "S"
            }
            other => {
                store += used.calls;
                other
            }
        };
        reads += used.read_units;
        writes += used.write_units;
        let each = each(f64::from(used.calls), COSTED);
        requests.push(format!("{each} {short}"));
    }
    vec![
        name.to_owned(),
        each(f64::from(store), COSTED),
        each(f64::from(queue), COSTED),
        each(reads, COSTED),
        each(writes, COSTED),
        requests.join(", "),
    ]
}

pub(crate) fn each(sum: f64, count: u32) -> String {
    let text = format!("{:.2}", sum / f64::from(count.max(1)));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// CPU time of the three processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cpu {
    pub(crate) engine: Duration,
    world: Duration,
    /// This process: what the load itself takes.
    load: Duration,
}

impl Cpu {
    fn now(world: &World, engine: &Engine) -> Result<Self, AnyError> {
        Ok(Self {
            engine: engine.process.cpu()?,
            world: world.cpu()?,
            load: child::cpu("self")?,
        })
    }

    fn since(self, before: Self) -> Self {
        Self {
            engine: self.engine.saturating_sub(before.engine),
            world: self.world.saturating_sub(before.world),
            load: self.load.saturating_sub(before.load),
        }
    }
}

/// One timed run.
#[derive(Debug, Clone)]
pub(crate) struct Timed {
    pub(crate) count: u32,
    timing: Timing,
    pub(crate) cpu: Cpu,
}

const COLUMNS: [&str; 6] = [
    "a second",
    "p50 ms",
    "p99 ms",
    "CPU engine",
    "CPU store",
    "CPU load",
];

fn timings(heading: &str) -> Table {
    let headings: Vec<&str> = std::iter::once(heading).chain(COLUMNS).collect();
    Table::new(&headings)
}

impl Timed {
    fn row(&self, name: &str) -> Vec<String> {
        let a_second = f64::from(self.count) / self.timing.wall.as_secs_f64();
        let latency = |time: Duration| format!("{:.1}", millis(time));
        let cpu = |time: Duration| format!("{:.3}", millis(time) / f64::from(self.count.max(1)));
        vec![
            name.to_owned(),
            format!("{a_second:.0}"),
            latency(self.timing.p50),
            latency(self.timing.p99),
            cpu(self.cpu.engine),
            cpu(self.cpu.world),
            cpu(self.cpu.load),
        ]
    }
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn median(mut rounds: Vec<Timed>) -> Option<Timed> {
    rounds.sort_by_key(|timed| timed.cpu);
    let middle = rounds.len() / 2;
    rounds.into_iter().nth(middle)
}

/// Rates with queues and tick running. First, while the queues are empty: webhooks alone leave
/// their jobs there.
async fn life_rates(args: &HttpArgs, world: &World, texts: &Texts) -> Result<String, AnyError> {
    let mut table = timings("everything running, inbound until its reply is");
    let mut told = String::new();
    for (reporting, name) in [(false, "SENT"), (true, "DELIVERED")] {
        let manner = Manner {
            reporting,
            ..Manner::default()
        };
        let engine = start(world, manner)?;
        let load = Load::new(&engine.url, TOKEN)?;
        let warm = texts.take(100);
        lived(world, &engine, &load, warm, 100, args.concurrency).await?;
        let mut rounds = Vec::new();
        for _ in 0..args.rounds.max(1) {
            let first = texts.take(args.sends);
            rounds.push(lived(world, &engine, &load, first, args.sends, args.concurrency).await?);
        }
        if let Some(timed) = median(rounds) {
            table.row(timed.row(name));
        }
        let idle = idle(&engine).await?;
        told = format!(
            "Latencies are of the webhook's answer. Peak memory {:.1} MB; idle, {idle:.1} % of one core.\n",
            engine.process.peak_mb()?
        );
    }
    Ok(format!("{}{told}", table.text()))
}

/// Rates of the webhooks, with nobody working on what they put on the queues.
async fn webhook_rates(args: &HttpArgs, world: &World, texts: &Texts) -> Result<String, AnyError> {
    let manner = Manner {
        webhooks_only: true,
        ..Manner::default()
    };
    let engine = start(world, manner)?;
    let load = Load::new(&engine.url, TOKEN)?;
    let run = async |first: u32, count: u32, concurrency: u32, make: Make| {
        posted(world, &engine, &load, first, count, concurrency, make).await
    };
    run(texts.take(200), 200, args.concurrency, FIRST).await?;
    let timed_kinds = || KINDS.iter().filter(|(kind, _)| is_timed(kind));
    let mut by_kind: Vec<Vec<Timed>> = timed_kinds().map(|_| Vec::new()).collect();
    let mut one_by_one = Vec::new();
    for _ in 0..args.rounds.max(1) {
        let first = texts.take(args.requests);
        for ((_, make), rounds) in timed_kinds().zip(&mut by_kind) {
            rounds.push(run(first, args.requests, args.concurrency, *make).await?);
        }
        let count = args.requests.min(500);
        one_by_one.push(run(texts.take(count), count, 1, FIRST).await?);
    }
    let mut table = timings("webhooks alone");
    let mut inbound = None;
    for ((kind, _), rounds) in timed_kinds().zip(by_kind) {
        if let Some(timed) = median(rounds) {
            table.row(timed.row(kind));
            inbound.get_or_insert(millis(timed.cpu.engine) / f64::from(timed.count.max(1)));
        }
    }
    if let Some(timed) = median(one_by_one) {
        table.row(timed.row("inbound, one at a time"));
    }
    let inbound = inbound.unwrap_or_default();
    Ok(format!(
        "{}Peak memory {:.1} MB. An inbound uses {inbound:.3} ms of CPU: {:.1} times less than {REFERENCE_CPU_MS} ms.\n",
        table.text(),
        engine.process.peak_mb()?,
        REFERENCE_CPU_MS / inbound,
    ))
}

/// Posts what `make` gives for `first` and the next ones, and what that uses.
pub(crate) async fn posted(
    world: &World,
    engine: &Engine,
    load: &Load,
    first: u32,
    count: u32,
    concurrency: u32,
    make: Make,
) -> Result<Timed, AnyError> {
    let before = Cpu::now(world, engine)?;
    let timing = load
        .drive(count, concurrency, move |index| make(first + index))
        .await?;
    Ok(Timed {
        count,
        timing,
        cpu: Cpu::now(world, engine)?.since(before),
    })
}

/// How long nothing may be written until all is taken for done: longer than a receipt's delay.
const QUIET: Duration = Duration::from_millis(700);
const MAX_WAIT: Duration = Duration::from_mins(2);

/// Posts texts and waits until their replies are sent, and the receipts of those in. The wall and
/// CPU times end with the last write; the latencies are the webhook's.
pub(crate) async fn lived(
    world: &World,
    engine: &Engine,
    load: &Load,
    first: u32,
    count: u32,
    concurrency: u32,
) -> Result<Timed, AnyError> {
    let sent_before = world.carrier_requests().await?;
    let before = Cpu::now(world, engine)?;
    let start = Instant::now();
    let mut timing = load
        .drive(count, concurrency, move |index| FIRST(first + index))
        .await?;
    let mut written = None;
    let mut last = (Instant::now(), before);
    loop {
        let units = load.get("/_local/usage").await?.get("write_units").cloned();
        if units != written {
            written = units;
            last = (Instant::now(), Cpu::now(world, engine)?);
        }
        let sent = world.carrier_requests().await? - sent_before;
        if sent >= u64::from(count) && last.0.elapsed() > QUIET {
            break;
        }
        if start.elapsed() > MAX_WAIT {
            return Err(format!("{sent} of {count} replies were sent in {MAX_WAIT:?}").into());
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let (end, after) = last;
    timing.wall = end.duration_since(start);
    Ok(Timed {
        count,
        timing,
        cpu: after.since(before),
    })
}

/// What the engine uses of one core, in percent, when nobody texts.
async fn idle(engine: &Engine) -> Result<f64, AnyError> {
    const WATCHED: Duration = Duration::from_secs(5);
    let before = engine.process.cpu()?;
    tokio::time::sleep(WATCHED).await;
    let used = engine.process.cpu()?.saturating_sub(before);
    Ok(100.0 * used.as_secs_f64() / WATCHED.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meter::Used;

    #[test]
    fn costs_leave_out_what_is_no_messages() {
        let used = |calls, read_units, write_units| Used {
            calls,
            read_units,
            write_units,
        };
        let tally = Tally::from([
            ("BatchGetItem".to_owned(), used(20, 30.0, 0.0)),
            ("DeleteMessage".to_owned(), used(20, 0.0, 0.0)),
            ("Query of the index".to_owned(), used(64, 0.0, 0.0)),
            ("SendMessage".to_owned(), used(20, 0.0, 0.0)),
            ("TransactWriteItems".to_owned(), used(20, 0.0, 180.0)),
        ]);
        let row = cost_row("x", &tally);
        assert_eq!(row[..5], ["x", "2", "1", "1.5", "9"]);
        assert_eq!(row[5], "1 BatchGetItem, 1 S, 1 TransactWriteItems");
    }
}
