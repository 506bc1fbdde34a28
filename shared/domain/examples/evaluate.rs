//! How well the corpus is read, by split and class: `evaluate [split…] [--errors]`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

#[path = "../tests/intents/corpus.rs"]
mod corpus;
#[path = "../tests/intents/score.rs"]
mod score;

use corpus::Case;
use score::Score;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let with_errors = arguments.iter().any(|a| a == "--errors");
    let wanted: Vec<&String> = arguments.iter().filter(|a| *a != "--errors").collect();
    let cases = corpus::cases()?;
    let mut splits: Vec<&str> = cases.iter().map(|c| c.split).collect();
    splits.dedup();
    if let Some(unknown) = wanted.iter().find(|w| !splits.contains(&w.as_str())) {
        return Err(format!("no split {unknown}: there are {splits:?}"));
    }
    for split in splits {
        if wanted.is_empty() || wanted.iter().any(|w| *w == split) {
            show(
                split,
                cases.iter().filter(|c| c.split == split),
                with_errors,
            );
        }
    }
    if wanted.is_empty() {
        show("all", &cases, false);
    }
    Ok(())
}

fn show<'a>(name: &str, cases: impl IntoIterator<Item = &'a Case>, with_errors: bool) {
    let score = Score::of(name, cases);
    println!("{score}");
    if with_errors {
        for line in score.errors() {
            println!("{line}");
        }
    }
}
