//! How long one text takes to be read: of each its quickest round, which other load touches least.
//! `read_time [rounds]`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use sms_language::{Context, asked, read};

const CORPUS: &str = include_str!("../corpus/intents.tsv");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rounds: usize = match std::env::args().nth(1) {
        Some(rounds) => rounds.parse()?,
        None => 20,
    };
    let replies: Vec<(&str, Context)> = CORPUS.lines().filter_map(reply).collect();
    let (first, context) = replies.first().ok_or("the corpus is empty")?;
    println!(
        "the process's first text  {:>10.1?}",
        timed(first, *context)
    );
    let mut times: Vec<Duration> = replies
        .iter()
        .map(|(text, context)| quickest(rounds, text, *context))
        .collect();
    times.sort();
    for percent in [50, 95, 99, 100] {
        let index = (times.len() * percent / 100).min(times.len() - 1);
        let time = times.get(index).copied().unwrap_or_default();
        println!("{percent:>3} % of the corpus        {time:>10.1?}");
    }
    let sentence = "well I might think about it if the price was right but the roof is bad, ";
    for characters in [160, 1_600, 65_536] {
        let text: String = sentence.chars().cycle().take(characters).collect();
        let time = quickest(rounds, &text, Context::default());
        println!("{characters:>6} characters         {time:>10.1?}");
    }
    Ok(())
}

/// A text of the corpus, and what is known of its thread.
fn reply(line: &str) -> Option<(&str, Context)> {
    let mut fields = line.split('\t').skip(4);
    let asked = asked(fields.next()?);
    let context = Context {
        asked,
        ..Context::default()
    };
    Some((fields.next()?, context))
}

fn quickest(rounds: usize, text: &str, context: Context) -> Duration {
    let times = (0..rounds.max(1)).map(|_| timed(text, context));
    times.min().unwrap_or_default()
}

fn timed(text: &str, context: Context) -> Duration {
    let begun = Instant::now();
    black_box(read(black_box(text), &context));
    begun.elapsed()
}
