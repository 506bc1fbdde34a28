//! The pages agree with the code: routes, functions and parameters are listed, and links lead
//! somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml_ng::Value;
use sms_engine::catalogue::FUNCTIONS;
use sms_engine::handler::Function;

use crate::structure::{text_of, workspace};

/// Every page, relative to the workspace.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![PathBuf::from("README.md"), PathBuf::from("CHANGELOG.md")];
    for folder in ["docs", "docs/adr"] {
        let entries = fs::read_dir(workspace().join(folder)).unwrap();
        let files = entries.map(|entry| Path::new(folder).join(entry.unwrap().file_name()));
        pages.extend(files.filter(|path| path.extension().is_some_and(|it| it == "md")));
    }
    pages
}

fn page(path: &Path) -> String {
    text_of(path.to_str().unwrap())
}

/// A page's lines that are not part of a code block.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        if line.starts_with("```") {
            is_code = !is_code;
            return false;
        }
        !is_code
    })
}

/// The targets of a page's links.
fn links(text: &str) -> Vec<String> {
    // Links may break between two lines, also within their text.
    let text: Vec<&str> = prose(text).collect();
    text.join(" ")
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(str::to_owned)
        .collect()
}

/// The anchors that GitHub gives a page's headings.
fn anchors(text: &str) -> BTreeSet<String> {
    prose(text)
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let heading = line.trim_start_matches('#').trim().to_lowercase();
            heading
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

/// `docs/adr` and `../API.md` are `docs/API.md`.
fn joined(folder: &Path, target: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in target.split('/') {
        match part {
            ".." => assert!(path.pop(), "{target} leaves the repository"),
            "." | "" => {}
            name => path.push(name),
        }
    }
    path
}

#[test]
fn every_relative_link_resolves() {
    let mut followed = 0;
    for from in pages() {
        for link in links(&page(&from)) {
            if link.starts_with("https://") {
                continue;
            }
            let (target, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let to = if target.is_empty() {
                from.clone()
            } else {
                joined(from.parent().unwrap(), target)
            };
            let place = format!("{}: {link}", from.display());
            assert!(workspace().join(&to).exists(), "{place} does not exist");
            if !anchor.is_empty() {
                let found = anchors(&page(&to));
                assert!(found.contains(anchor), "{place} is not one of {found:?}");
            }
            followed += 1;
        }
    }
    assert!(followed > 50, "the search finds links: {followed}");
}

#[test]
fn the_readme_is_short_and_links_every_page() {
    let readme = text_of("README.md");
    let lines = readme.lines().count();
    assert!(lines <= 200, "README.md has {lines} lines");
    let linked: BTreeSet<String> = links(&readme).into_iter().collect();
    let missing: Vec<PathBuf> = pages()
        .into_iter()
        .filter(|page| page.parent() == Some(Path::new("docs")))
        .filter(|page| !linked.contains(page.to_str().unwrap()))
        .collect();
    assert!(missing.is_empty(), "README.md does not link {missing:?}");
}

#[test]
fn every_file_that_a_page_names_exists() {
    let folders = ["language/", "domain/", "engine/", "aws/", "gateways/"];
    let roots = [
        "shared/",
        "functions/",
        "local/",
        "tests/",
        "bench/",
        "events/",
    ];
    let mut found = 0;
    for from in pages() {
        let text = page(&from);
        let lines: Vec<&str> = prose(&text).collect();
        // Every second piece is between two marks.
        for name in lines.join("\n").split('`').skip(1).step_by(2) {
            let is_pattern = name.contains(['<', ' ', '*']);
            let path = if folders.iter().any(|folder| name.starts_with(folder)) {
                format!("shared/{name}")
            } else {
                name.to_owned()
            };
            if is_pattern || !roots.iter().any(|root| path.starts_with(root)) {
                continue;
            }
            let place = format!("{}: {name}", from.display());
            assert!(workspace().join(path).exists(), "{place} does not exist");
            found += 1;
        }
    }
    assert!(found > 30, "the search finds names of files: {found}");
}

/// The first cells of the rows of the table with this heading, without their code marks.
fn first_column(text: &str, heading: &str) -> BTreeSet<String> {
    text.lines()
        .skip_while(|line| !line.starts_with(heading))
        .skip(2)
        .map_while(|line| line.strip_prefix("| `")?.split('`').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_api_page_lists_exactly_the_routes_of_the_catalogue() {
    let routes = FUNCTIONS.iter().flat_map(Function::routes);
    let routes: BTreeSet<String> = routes
        .map(|(method, path)| format!("{method} {path}"))
        .collect();
    let listed = first_column(&text_of("docs/API.md"), "| Route | Required");
    assert_eq!(listed, routes);
}

#[test]
fn the_architecture_page_lists_exactly_the_functions_of_the_catalogue() {
    let functions: BTreeSet<String> = FUNCTIONS
        .iter()
        .map(|function| function.name.to_owned())
        .collect();
    let listed = first_column(&text_of("docs/ARCHITECTURE.md"), "| function | trigger");
    assert_eq!(listed, functions);
}

#[test]
fn the_settings_page_names_every_parameter_of_the_template() {
    let template: Value = serde_yaml_ng::from_str(&text_of("template.yaml")).unwrap();
    let settings = text_of("docs/SETTINGS.md");
    let missing: Vec<&str> = template["Parameters"]
        .as_mapping()
        .unwrap()
        .keys()
        .filter_map(Value::as_str)
        .filter(|name| !settings.contains(&format!("`{name}`")))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/SETTINGS.md does not name {missing:?}"
    );
}
