//! Trains the linear model on all splits of the corpus but `held`, or on those named, and writes
//! its weights: `train [split…]`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

#[path = "../tests/intents/corpus.rs"]
mod corpus;

use sms_language::intent::training::train;

const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/intent/linear/weights.bin");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if wanted.iter().any(|w| corpus::HELD.contains(&w.as_str())) {
        return Err("the held replies are for measuring, not for training".into());
    }
    let mut cases = corpus::cases()?;
    cases.retain(|c| wanted.is_empty() || wanted.iter().any(|w| w == c.split));
    let samples = corpus::samples(&cases);
    if samples.is_empty() {
        return Err("no such split".into());
    }
    let weights = train(&samples);
    std::fs::write(WEIGHTS, &weights)?;
    println!("{} texts, {} bytes", samples.len(), weights.len());
    Ok(())
}
