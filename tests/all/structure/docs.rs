//! The documents name what there is: settings, functions, carriers, tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::{Arg, CommandFactory as _};
use sms_engine::carriers::CARRIERS;
use sms_engine::catalogue::FUNCTIONS;
use sms_local::cli::Cli;
use sms_local::settings::DEFAULTS;

use super::template::configured;
use super::{between, text_of, workspace};

#[test]
fn every_setting_is_in_the_settings_page() {
    let mut names = BTreeSet::new();
    for carrier in CARRIERS {
        // Everything is set, so that settings which ask for others are followed.
        let lookup = |name: &str| {
            Some(match name {
                "CARRIER" => carrier.name.to_owned(),
                "QUIET_HOURS_ENFORCED" => "true".to_owned(),
                _ => "1".to_owned(),
            })
        };
        for function in FUNCTIONS {
            names.extend(configured(function, &lookup).0);
        }
    }
    let command = Cli::command();
    let flags = command.get_arguments().filter_map(Arg::get_env);
    names.extend(flags.map(|name| name.to_str().unwrap().to_owned()));
    assert!(names.contains("SMS_PORT"));
    names.extend(DEFAULTS.iter().map(|(name, _)| (*name).to_owned()));

    let page = text_of("docs/SETTINGS.md");
    let rows: BTreeSet<&str> = first_cells(&page).collect();
    let missing: Vec<&String> = names
        .iter()
        .filter(|name| !rows.contains(name.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "not in the table of docs/SETTINGS.md: {missing:?}"
    );
}

#[test]
fn the_settings_page_names_every_carrier() {
    let page = text_of("docs/SETTINGS.md");
    let row = page.lines().find(|line| line.starts_with("| `CARRIER`"));
    for carrier in CARRIERS {
        let name = format!("`{}`", carrier.name);
        assert!(row.is_some_and(|row| row.contains(&name)), "not {name}");
    }
}

/// What stands as code at the beginning of each row of a table.
fn first_cells(text: &str) -> impl Iterator<Item = &str> {
    let rows = text.lines();
    rows.filter_map(|line| line.strip_prefix("| `")?.split('`').next())
}

#[test]
fn every_promise_names_tests_that_exist() {
    let page = text_of("docs/ARCHITECTURE.md");
    let promises = between(&page, "## Promises", "\n## ").next().unwrap();
    let mut code = String::new();
    for folder in ["shared", "functions", "local", "tests"] {
        read_code(&workspace().join(folder), &mut code);
    }
    let rows: Vec<&str> = promises
        .lines()
        .filter(|line| line.starts_with("| "))
        .collect();
    // The heading, and promises 1 to 10.
    assert_eq!(rows.len(), 11);
    for row in rows.iter().skip(1) {
        let tests: Vec<&str> = between(row, "`", "`").step_by(2).collect();
        assert!(!tests.is_empty() || row.contains("to come"), "{row}");
        for test in tests {
            assert!(
                code.contains(&format!("fn {test}(")),
                "there is no test {test}"
            );
        }
    }
}

fn read_code(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_code(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}
