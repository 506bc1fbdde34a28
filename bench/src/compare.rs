//! CPU of two engines a message: of this tree, and of a commit, driven in turn in the same minutes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;

use crate::http::{COSTED, ENGINE, FIRST, Make, NUMBERS, TOKEN, Texts, echo, lived, millis};
use crate::http::{each, posted, receipt};
use crate::load::Load;
use crate::meter::{Tally, between};
use crate::table::Table;
use crate::world::{Engine, Manner, World};
use crate::{AnyError, load_average, say};

/// The package that builds the engine's program.
const PACKAGE: &str = "sms-local";

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// The commit to compare this tree with
    commit: String,
    /// Requests under way at a time
    #[arg(long, default_value_t = 16)]
    concurrency: u32,
    /// Requests of each kind to each engine in a round
    #[arg(long, default_value_t = 1_500)]
    requests: u32,
    /// Texts that each engine answers in a round
    #[arg(long, default_value_t = 400)]
    sends: u32,
    /// Rounds. Each gives one ratio; their median is printed
    #[arg(long, default_value_t = 7)]
    rounds: u32,
}

pub(crate) async fn run(args: CompareArgs) -> Result<(), AnyError> {
    if cfg!(debug_assertions) {
        return Err("this is a debug build: its figures say nothing".into());
    }
    let built = Built::of(&args.commit)?;
    say(&load_average())?;
    let sides = [Side::start(&built.before)?, Side::start(&built.now)?];
    let mut rows = Vec::new();
    for (reporting, name) in [
        (false, "answered text, until its reply is SENT"),
        (true, "answered text, until its reply is DELIVERED"),
    ] {
        let manner = Manner {
            reporting,
            ..Manner::default()
        };
        let requests = requests_of_lives(&sides, manner).await?;
        rows.push(Row::new(
            name,
            requests,
            lives(&args, &sides, manner).await?,
        ));
    }
    let requests = requests_of_webhooks(&sides).await?;
    let pairs = webhooks(&args, &sides).await?;
    for ((kind, pairs), requests) in WEBHOOKS.iter().zip(pairs).zip(requests) {
        rows.push(Row::new(kind.name, requests, pairs));
    }
    // As a text's life goes.
    rows.rotate_left(2);

    let mut table = Table::new(&[
        "CPU of the engine's process in ms each",
        &built.short,
        "this tree",
        "ratio",
        "of the rounds",
        "requests",
    ]);
    for row in rows {
        table.row(row.cells());
    }
    say(&format!(
        "\nMedians of {} rounds, {} requests at a time. A ratio is that of one round, in which both engines\n\
         do the same in turn. Requests: to store and queues, before and now.\n\n{}",
        args.rounds.max(1),
        args.concurrency,
        table.text()
    ))?;
    Ok(())
}

/// A webhook whose CPU is compared.
struct Webhook {
    name: &'static str,
    /// What is posted before, and not counted.
    before: Option<Make>,
    make: Make,
}

const WEBHOOKS: [Webhook; 2] = [
    Webhook {
        name: "inbound, first of a phone",
        before: None,
        make: FIRST,
    },
    Webhook {
        name: "receipt `delivered`",
        before: Some(echo),
        make: |index| receipt(index, "delivered"),
    },
];

/// The programs of both trees.
struct Built {
    before: PathBuf,
    now: PathBuf,
    short: String,
}

impl Built {
    fn of(commit: &str) -> Result<Self, AnyError> {
        let revision = format!("{commit}^{{commit}}");
        let short = output(git().args(["rev-parse", "--short=12", "--verify", &revision]))?;
        let root = PathBuf::from(output(git().args(["rev-parse", "--show-toplevel"]))?);
        // `target/release/sms-bench`.
        let own = std::env::current_exe()?;
        let target = own.parent().and_then(Path::parent);
        let target = target.ok_or("this program is in no target folder")?;
        let worktree = target.join("compare").join(&short);
        // Git remembers worktrees whose folder is gone.
        done(git().args(["worktree", "prune"]))?;
        if !worktree.exists() {
            done(
                git()
                    .args(["worktree", "add", "--detach"])
                    .arg(&worktree)
                    .arg(&short),
            )?;
        }
        Ok(Self {
            before: build(&worktree, &worktree.join("target"))?,
            now: build(&root, target)?,
            short,
        })
    }
}

/// Builds the engine of the tree at `root`, with the profile that the tree has.
fn build(root: &Path, target: &Path) -> Result<PathBuf, AnyError> {
    done(
        Command::new("cargo")
            .args(["build", "--release", "--package", PACKAGE, "--target-dir"])
            .arg(target)
            .current_dir(root),
    )?;
    Ok(target.join("release").join(ENGINE))
}

fn git() -> Command {
    Command::new("git")
}

fn done(command: &mut Command) -> Result<(), AnyError> {
    let status = command.stdin(Stdio::null()).status()?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{command:?} failed: {status}").into())
}

fn output(command: &mut Command) -> Result<String, AnyError> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?.trim().to_owned());
    }
    let fault = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} failed: {}", fault.trim()).into())
}

/// One of the two engines, with a world of its own: their rows may differ.
struct Side {
    binary: PathBuf,
    world: World,
    texts: Texts,
}

impl Side {
    fn start(binary: &Path) -> Result<Self, AnyError> {
        Ok(Self {
            binary: binary.to_owned(),
            world: World::start(None)?,
            texts: Texts::default(),
        })
    }

    fn engine(&self, manner: Manner) -> Result<Running<'_>, AnyError> {
        let engine = Engine::start(&self.binary, &self.world.places, TOKEN, manner)?;
        let load = Load::new(&engine.url, TOKEN)?;
        Ok(Running {
            side: self,
            engine,
            load,
        })
    }
}

/// An engine that runs.
struct Running<'a> {
    side: &'a Side,
    engine: Engine,
    load: Load,
}

impl Running<'_> {
    /// CPU in ms of each text until its reply is sent, and reported if the carrier does.
    async fn lives(&self, count: u32, concurrency: u32) -> Result<f64, AnyError> {
        let Self { side, engine, load } = self;
        let first = side.texts.take(count);
        let timed = lived(&side.world, engine, load, first, count, concurrency).await?;
        Ok(millis(timed.cpu.engine) / f64::from(count.max(1)))
    }

    /// CPU in ms of each post, and the store's and queues' requests if the world counts them.
    async fn webhook(
        &self,
        kind: &Webhook,
        count: u32,
        concurrency: u32,
    ) -> Result<(f64, Tally), AnyError> {
        let Self { side, engine, load } = self;
        let first = side.texts.take(count);
        let post = async |make: Make| {
            posted(&side.world, engine, load, first, count, concurrency, make).await
        };
        if let Some(make) = kind.before {
            post(make).await?;
        }
        let before = side.world.tally().await?;
        let timed = post(kind.make).await?;
        let used = between(&before, &side.world.tally().await?);
        Ok((millis(timed.cpu.engine) / f64::from(count.max(1)), used))
    }
}

/// CPU in ms: of the commit's engine, and of this tree's.
type Pair = [f64; 2];

/// One value of each engine, in turn: who begins changes from round to round.
async fn pair(
    round: u32,
    running: &[Running<'_>; 2],
    measure: impl AsyncFn(&Running<'_>) -> Result<f64, AnyError>,
) -> Result<Pair, AnyError> {
    let [before, now] = running;
    if round.is_multiple_of(2) {
        let before = measure(before).await?;
        return Ok([before, measure(now).await?]);
    }
    let now = measure(now).await?;
    Ok([measure(before).await?, now])
}

async fn lives(
    args: &CompareArgs,
    [before, now]: &[Side; 2],
    manner: Manner,
) -> Result<Vec<Pair>, AnyError> {
    let running = [before.engine(manner)?, now.engine(manner)?];
    let mut pairs = Vec::new();
    for round in 0..=args.rounds.max(1) {
        let measured = pair(round, &running, async |one| {
            one.lives(args.sends, args.concurrency).await
        });
        pairs.push(measured.await?);
    }
    // The first one opens connections and stores numbers.
    Ok(pairs.split_off(1))
}

async fn webhooks(
    args: &CompareArgs,
    [before, now]: &[Side; 2],
) -> Result<[Vec<Pair>; 2], AnyError> {
    let manner = Manner {
        webhooks_only: true,
        ..Manner::default()
    };
    let running = [before.engine(manner)?, now.engine(manner)?];
    let mut all = [Vec::new(), Vec::new()];
    for round in 0..=args.rounds.max(1) {
        for (kind, pairs) in WEBHOOKS.iter().zip(&mut all) {
            let measured = pair(round, &running, async |one| {
                let used = one.webhook(kind, args.requests, args.concurrency);
                Ok(used.await?.0)
            });
            pairs.push(measured.await?);
        }
    }
    Ok(all.map(|mut pairs| pairs.split_off(1)))
}

/// Requests to store and queues for each text, of each engine.
async fn requests_of_lives(sides: &[Side; 2], manner: Manner) -> Result<[f64; 2], AnyError> {
    let mut requests = [0.0; 2];
    for (side, requests) in sides.iter().zip(&mut requests) {
        let running = side.engine(Manner {
            metered: true,
            ..manner
        })?;
        running.lives(NUMBERS, 1).await?;
        let before = side.world.tally().await?;
        running.lives(COSTED, 1).await?;
        *requests = calls(&between(&before, &side.world.tally().await?));
    }
    Ok(requests)
}

async fn requests_of_webhooks(sides: &[Side; 2]) -> Result<[[f64; 2]; 2], AnyError> {
    let manner = Manner {
        webhooks_only: true,
        metered: true,
        ..Manner::default()
    };
    let mut all = [[0.0; 2]; 2];
    for (nth, side) in sides.iter().enumerate() {
        let running = side.engine(manner)?;
        for (kind, requests) in WEBHOOKS.iter().zip(&mut all) {
            let (_, used) = running.webhook(kind, COSTED, 1).await?;
            if let Some(requests) = requests.get_mut(nth) {
                *requests = calls(&used);
            }
        }
    }
    Ok(all)
}

/// Calls for each of [`COSTED`] messages, without those that come by time and not by message.
fn calls(used: &Tally) -> f64 {
    let by_message = used.iter().filter(|(operation, _)| {
        *operation != "ReceiveMessage" && !operation.ends_with("of the index")
    });
    by_message
        .map(|(_, used)| f64::from(used.calls))
        .sum::<f64>()
        / f64::from(COSTED)
}

/// What was measured of one kind of message.
struct Row {
    name: &'static str,
    requests: [f64; 2],
    pairs: Vec<Pair>,
}

impl Row {
    fn new(name: &'static str, requests: [f64; 2], pairs: Vec<Pair>) -> Self {
        Self {
            name,
            requests,
            pairs,
        }
    }

    fn cells(&self) -> Vec<String> {
        let of = |value: fn(&Pair) -> f64| {
            let mut values: Vec<f64> = self.pairs.iter().map(value).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        let ratios = of(|[before, now]| now / before);
        let end = |ratio: Option<&f64>| format!("{:.2}", ratio.copied().unwrap_or_default());
        let [before, now] = self.requests.map(|calls| each(calls, 1));
        vec![
            self.name.to_owned(),
            format!("{:.3}", median(&of(|[before, _]| *before))),
            format!("{:.3}", median(&of(|[_, now]| *now))),
            format!("{:.2}", median(&ratios)),
            format!("{} to {}", end(ratios.first()), end(ratios.last())),
            format!("{before}, {now}"),
        ]
    }
}

/// Of sorted values.
fn median(sorted: &[f64]) -> f64 {
    let upper = sorted.len() / 2;
    let lower = sorted.len().saturating_sub(1) / 2;
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    f64::midpoint(at(lower), at(upper))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meter::Used;

    #[test]
    fn a_ratio_is_the_median_of_the_rounds_and_not_of_the_sides() {
        // A slow minute for both in the second round.
        let pairs = vec![[1.0, 0.5], [4.0, 2.4], [1.0, 0.7], [2.0, 1.4]];
        let row = Row::new("x", [3.0, 2.5], pairs).cells();
        assert_eq!(
            row,
            ["x", "1.500", "1.050", "0.65", "0.50 to 0.70", "3, 2.5"]
        );
        assert!((median(&[1.0, 2.0, 9.0]) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn what_comes_by_time_is_no_messages_request() {
        let used = |calls| Used {
            calls,
            ..Used::default()
        };
        let tally = Tally::from([
            ("BatchGetItem".to_owned(), used(COSTED)),
            ("DeleteMessage".to_owned(), used(COSTED)),
            ("Query of the index".to_owned(), used(64)),
            ("ReceiveMessage".to_owned(), used(11)),
        ]);
        assert!((calls(&tally) - 2.0).abs() < 1e-9);
    }
}
