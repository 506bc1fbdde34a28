//! The commands on templates, as a person runs them.

#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::path::Path;
use std::process::{Command, Output};

/// `sms` on the store in `folder`, apart from any engine that runs on this machine.
fn sms(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sms"))
        .args(args)
        .args(["--store-port", "1", "--queue-port", "1", "--data-dir"])
        .arg(folder.join("data"))
        .current_dir(folder)
        .output()
        .unwrap()
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_bad_file_names_every_fault_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let good = r#"[{"id": "a", "category": "Delay", "name": "A", "message": "Hi {First}"}]"#;
    let bad = r#"[
        {"id": "a", "category": "Delay", "name": "A", "message": "Bye"},
        {"id": "b", "category": "Intor", "name": "B", "message": "Hi {Frist}"}
    ]"#;
    std::fs::write(folder.path().join("good.json"), good).unwrap();
    std::fs::write(folder.path().join("bad.json"), bad).unwrap();

    let seeded = sms(folder.path(), &["seed-templates", "--file", "good.json"]);
    assert!(seeded.status.success(), "{}", told(&seeded.stderr));
    assert!(told(&seeded.stdout).starts_with("1 template(s) added, 0 changed"));

    let refused = sms(folder.path(), &["seed-templates", "--file", "bad.json"]);
    assert!(!refused.status.success());
    let faults = told(&refused.stderr);
    for fault in [
        "bad.json is not seeded, 2 thing(s) are wrong with it:\n",
        "template 2 (b), category: \"Intor\" is not one of Intro",
        "template 2 (b), message: at character 4: {Frist} is not a placeholder",
    ] {
        assert!(faults.contains(fault), "{fault}\n{faults}");
    }

    let listed = sms(folder.path(), &["templates"]);
    let lines = told(&listed.stdout);
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(lines.contains("Hi {First}"), "{lines}");
}
