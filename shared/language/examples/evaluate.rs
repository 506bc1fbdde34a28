//! How well the corpus is read, by split and class: `evaluate [split…] [--errors]`; or a file of
//! new replies, each a line of AI Intent, Intent Detected, consent, usual question, our last text and text,
//! set apart by tabs: `evaluate --file replies.tsv [--errors]`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

#[path = "../tests/intents/corpus.rs"]
mod corpus;
#[path = "../tests/intents/score.rs"]
mod score;

use corpus::Case;
use score::Score;
use sms_language::{ConsentSignal, Context, read};

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let with_errors = arguments.iter().any(|a| a == "--errors");
    if let Some(at) = arguments.iter().position(|a| a == "--file") {
        let path = arguments.get(at + 1).ok_or("--file needs a path")?;
        return show_file(path, with_errors);
    }
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

/// New replies, with a count of the opt-outs among them.
fn show_file(path: &str, with_errors: bool) -> Result<(), String> {
    let lines = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    // Read once and kept to the end, as the corpus is.
    let lines: &'static str = lines.leak();
    let mut cases = Vec::new();
    let (mut opt_outs, mut missed, mut flagged) = (0, Vec::new(), Vec::new());
    for line in lines.lines() {
        let broken = || format!("not a reply: {line}");
        let (ai_intent, rest) = line.split_once('\t').ok_or_else(broken)?;
        let (intent, rest) = rest.split_once('\t').ok_or_else(broken)?;
        let (consent, rest) = rest.split_once('\t').ok_or_else(broken)?;
        let row: &'static str = format!("{path}\t{ai_intent}\t{intent}\t{rest}").leak();
        let case = corpus::case(row).ok_or_else(broken)?;
        let opts_out = consent == "opt_out";
        opt_outs += usize::from(opts_out);
        let read = read(case.text, &Context::default()).consent.signal == ConsentSignal::OptOut;
        match (opts_out, read) {
            (true, false) => missed.push(case.text),
            (false, true) => flagged.push(case.text),
            (true, true) | (false, false) => {}
        }
        cases.push(case);
    }
    show(path, &cases, with_errors);
    println!(
        "opt-outs: {} of {opt_outs} missed, {} of {} others flagged",
        missed.len(),
        flagged.len(),
        cases.len() - opt_outs
    );
    if with_errors {
        for text in missed {
            println!("MISS {text}");
        }
        for text in flagged {
            println!("FLAG {text}");
        }
    }
    Ok(())
}
