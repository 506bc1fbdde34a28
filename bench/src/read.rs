//! How long the rules take to read one text.

use std::hint::black_box;
use std::time::{Duration, Instant};

use sms_language::{Context, asked, read};

use crate::{AnyError, say};

const CORPUS: &str = include_str!("../../shared/language/corpus/intents.tsv");

#[derive(Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// How often each text is read
    #[arg(long, default_value_t = 20)]
    rounds: usize,
}

/// Reads every text of the corpus, one at a time: of each its median time, of those the spread.
pub(crate) fn run(args: &ReadArgs) -> Result<(), AnyError> {
    let replies: Vec<(&str, Context)> = CORPUS.lines().filter_map(reply).collect();
    let (first, context) = replies.first().ok_or("the corpus is empty")?;
    let cold = timed(first, *context);

    let mut times: Vec<Duration> = replies
        .iter()
        .map(|(text, context)| median(args.rounds, text, *context))
        .collect();
    times.sort();
    let at = |percent: usize| {
        let index = times.len().saturating_mul(percent) / 100;
        times
            .get(index.min(times.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    };
    let sentence = "well I might think about it if the price was right but the roof is bad, ";
    let long = |characters: usize| -> Duration {
        let text: String = sentence.chars().cycle().take(characters).collect();
        median(args.rounds, &text, Context::default())
    };
    say(&format!(
        "Reading one text, consent and intent, of {} in the corpus ({} rounds each)\n\
         \x20 the process's first text  {cold:>10.1?}\n\
         \x20 median                    {:>10.1?}\n\
         \x20 95th of a hundred         {:>10.1?}\n\
         \x20 99th of a hundred         {:>10.1?}\n\
         \x20 slowest                   {:>10.1?}\n\
         \x20 160 characters            {:>10.1?}\n\
         \x20 1,600 characters          {:>10.1?}\n\
         \x20 65,536 characters         {:>10.1?}\n",
        times.len(),
        args.rounds,
        at(50),
        at(95),
        at(99),
        at(100),
        long(160),
        long(1_600),
        long(65_536),
    ))?;
    Ok(())
}

/// A text of the corpus, and what is known of its thread.
fn reply(line: &str) -> Option<(&str, Context)> {
    let mut fields = line.split('\t').skip(4);
    let last_outbound = fields.next()?;
    let context = Context {
        asked: asked(last_outbound),
        ..Context::default()
    };
    Some((fields.next()?, context))
}

fn timed(text: &str, context: Context) -> Duration {
    let begun = Instant::now();
    black_box(read(black_box(text), &context));
    begun.elapsed()
}

fn median(rounds: usize, text: &str, context: Context) -> Duration {
    let mut times: Vec<Duration> = (0..rounds.max(1)).map(|_| timed(text, context)).collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
