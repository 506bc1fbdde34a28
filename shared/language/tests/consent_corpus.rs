//! The labelled corpus: no opt-out missed, no look-alike flagged.
#![allow(clippy::unwrap_used, reason = "a broken corpus file may stop the test")]

use std::fmt::Write as _;

use sms_language::{ConsentSignal, Context, read};

struct Row {
    label: &'static str,
    split: &'static str,
    text: &'static str,
}

fn rows() -> Vec<Row> {
    include_str!("../corpus/consent.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let mut fields = line.splitn(4, '\t');
            let (label, split) = (fields.next().unwrap(), fields.next().unwrap());
            Row {
                label,
                split,
                text: fields.nth(1).unwrap(),
            }
        })
        .collect()
}

fn name(signal: ConsentSignal) -> &'static str {
    match signal {
        ConsentSignal::OptOut => "opt_out",
        ConsentSignal::OptIn => "opt_in",
        ConsentSignal::Help => "help",
        ConsentSignal::None => "none",
    }
}

#[test]
fn every_text_of_the_corpus_is_read_as_labelled() {
    let mut report = String::new();
    let mut wrong_in_all = 0;
    let rows = rows();
    let mut splits: Vec<&str> = rows.iter().map(|row| row.split).collect();
    splits.dedup();
    for split in splits {
        let (mut opt_outs, mut others, mut missed, mut flagged, mut wrong) = (0, 0, 0, 0, 0);
        for row in rows.iter().filter(|row| row.split == split) {
            let reading = read(row.text, &Context::default()).consent;
            let said = name(reading.signal);
            if row.label == "opt_out" {
                opt_outs += 1;
            } else {
                others += 1;
            }
            if said == row.label {
                continue;
            }
            let kind = if row.label == "opt_out" {
                missed += 1;
                "MISS"
            } else if said == "opt_out" {
                flagged += 1;
                "FLAG"
            } else {
                wrong += 1;
                "WRONG"
            };
            writeln!(
                report,
                "{kind} [{split}] {:?} ({})",
                row.text,
                reading.why.name()
            )
            .unwrap();
        }
        wrong_in_all += missed + flagged + wrong;
        writeln!(
            report,
            "{split}: {missed} of {opt_outs} opt-outs missed, {flagged} of {others} others flagged, {wrong} otherwise wrong"
        )
        .unwrap();
    }
    eprintln!("{report}");
    assert_eq!(wrong_in_all, 0, "\n{report}");
}
