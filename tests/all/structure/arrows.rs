//! Dependencies point one way, between crates and between the files of a crate.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fs;
use std::path::Path;
use std::process::Command;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

use super::workspace;

/// The packages of this platform only: all of them are here already, so that no network is needed.
fn metadata() -> Metadata {
    let said = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let host = said
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    MetadataCommand::new()
        .manifest_path(workspace().join("Cargo.toml"))
        .other_options(vec!["--filter-platform".to_owned(), host.to_owned()])
        .exec()
        .unwrap()
}

/// Every package that `root` can reach by normal dependencies, with the way to it.
fn reachable(metadata: &Metadata, root: &str) -> Vec<(String, String)> {
    let names: HashMap<&PackageId, &str> = metadata
        .packages
        .iter()
        .map(|package| (&package.id, package.name.as_str()))
        .collect();
    let nodes: HashMap<&PackageId, _> = metadata
        .resolve
        .as_ref()
        .unwrap()
        .nodes
        .iter()
        .map(|node| (&node.id, node))
        .collect();
    let start = *names.iter().find(|(_, name)| **name == root).unwrap().0;
    let mut ways = HashMap::from([(start, root.to_owned())]);
    let mut next = VecDeque::from([start]);
    while let Some(id) = next.pop_front() {
        for dependency in &nodes[id].deps {
            let is_normal = dependency
                .dep_kinds
                .iter()
                .any(|kind| kind.kind == DependencyKind::Normal);
            if is_normal && !ways.contains_key(&dependency.pkg) {
                let way = format!("{} -> {}", ways[id], names[&dependency.pkg]);
                ways.insert(&dependency.pkg, way);
                next.push_back(&dependency.pkg);
            }
        }
    }
    ways.into_iter()
        .map(|(id, way)| (names[id].to_owned(), way))
        .collect()
}

#[test]
fn domain_and_engine_reach_no_aws_no_lambda_and_no_http_client() {
    let metadata = metadata();
    for (root, forbidden) in [
        (
            "sms-language",
            &["aws", "lambda", "reqwest", "hyper", "tokio", "sms-"][..],
        ),
        (
            "sms-domain",
            &["aws", "lambda", "reqwest", "hyper", "tokio"],
        ),
        (
            "sms-engine",
            &["aws", "lambda", "reqwest", "hyper", "rustls"],
        ),
    ] {
        let wrong: Vec<String> = reachable(&metadata, root)
            .into_iter()
            .filter(|(name, _)| *name != root && forbidden.iter().any(|f| name.starts_with(f)))
            .map(|(_, way)| way)
            .collect();
        assert!(wrong.is_empty(), "{root} reaches too far: {wrong:#?}");
    }
    // The search finds what there is to find.
    let aws = reachable(&metadata, "sms-aws");
    assert!(aws.iter().any(|(name, _)| name == "aws-sdk-dynamodb"));
}

#[test]
fn crates_of_the_workspace_depend_one_way() {
    let metadata = metadata();
    let ours = |root: &str| -> BTreeSet<String> {
        let reached = reachable(&metadata, root).into_iter();
        reached
            .map(|(name, _)| name)
            .filter(|name| name.starts_with("sms-") && name != root)
            .collect()
    };
    let all =
        |names: &[&str]| -> BTreeSet<String> { names.iter().map(ToString::to_string).collect() };
    assert_eq!(ours("sms-https"), all(&[]));
    assert_eq!(ours("sms-language"), all(&[]));
    assert_eq!(ours("sms-domain"), all(&["sms-language"]));
    assert_eq!(ours("sms-engine"), all(&["sms-domain", "sms-language"]));
    let outward = ["sms-domain", "sms-engine", "sms-https", "sms-language"];
    assert_eq!(ours("sms-aws"), all(&outward));
    assert_eq!(ours("sms-gateways"), all(&outward));
    let functions = [&outward[..], &["sms-aws", "sms-gateways"]].concat();
    assert_eq!(ours("sms-functions"), all(&functions));
}

#[test]
fn no_files_of_a_crate_import_each_other_in_a_circle() {
    for package in ["domain", "engine"] {
        let files = Files::of(&workspace().join("shared").join(package).join("src"));
        let imports: BTreeMap<&Module, BTreeSet<Module>> = files
            .code
            .keys()
            .map(|module| (module, files.imported_by(module)))
            .collect();
        // The walk follows what there is to follow.
        assert!(imports.values().map(BTreeSet::len).sum::<usize>() > files.code.len());
        for start in imports.keys() {
            let mut seen = BTreeSet::new();
            let mut next: Vec<Module> = imports[*start].iter().cloned().collect();
            while let Some(module) = next.pop() {
                assert_ne!(&module, *start, "{package}: a circle goes through it");
                if seen.insert(module.clone()) {
                    next.extend(imports[&module].iter().cloned());
                }
            }
        }
    }
}

/// A module by its path in the crate.
type Module = Vec<String>;

/// The files of a crate, each a module, and the names that modules hand on from others.
struct Files {
    code: BTreeMap<Module, String>,
    handed_on: BTreeMap<(Module, String), Module>,
}

impl Files {
    fn of(folder: &Path) -> Self {
        let mut files = Self {
            code: BTreeMap::new(),
            handed_on: BTreeMap::new(),
        };
        files.read(folder, &Vec::new());
        for (module, code) in &files.code {
            for (path, is_public) in uses(code) {
                if let (true, Some(path)) = (is_public, files.in_crate(module, &path)) {
                    let name = path.last().unwrap().clone();
                    files.handed_on.insert((module.clone(), name), path);
                }
            }
        }
        files
    }

    fn read(&mut self, folder: &Path, at: &Module) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let mut module = at.clone();
            if name != "lib" {
                module.push(name.clone());
            }
            if path.is_dir() {
                self.read(&path, &module);
            } else if name != "tests" {
                let text = fs::read_to_string(&path).unwrap();
                // What only tests use makes no circle.
                let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
                self.code.insert(module, code);
            }
        }
    }

    /// The modules that `module` imports from, but for those it is a part of.
    fn imported_by(&self, module: &Module) -> BTreeSet<Module> {
        uses(&self.code[module])
            .into_iter()
            .filter(|(_, is_public)| !is_public)
            .filter_map(|(path, _)| self.home_of(&self.in_crate(module, &path)?))
            .filter(|imported| !module.starts_with(imported))
            .collect()
    }

    /// `path` from the crate's root; `None` if it leads to another crate.
    fn in_crate(&self, module: &Module, path: &[String]) -> Option<Module> {
        let rises = path.iter().take_while(|part| *part == "super").count();
        let base = match path.first()?.as_str() {
            "crate" => return Some(path[1..].to_vec()),
            "super" => module[..module.len() - rises].to_vec(),
            first => {
                let child = [module.clone(), vec![first.to_owned()]].concat();
                self.code.contains_key(&child).then(|| module.clone())?
            }
        };
        Some([base, path[rises..].to_vec()].concat())
    }

    /// The file that `path` leads to, through the names that others hand on.
    fn home_of(&self, path: &Module) -> Option<Module> {
        let depth = (0..=path.len())
            .rev()
            .find(|depth| self.code.contains_key(&path[..*depth]))?;
        let (module, rest) = path.split_at(depth);
        let name = rest.first().cloned().unwrap_or_default();
        match self.handed_on.get(&(module.to_vec(), name)) {
            Some(further) if further != path => self.home_of(further),
            _ => Some(module.to_vec()),
        }
    }
}

/// The paths of `use` items, and whether each is handed on by `pub`.
fn uses(code: &str) -> Vec<(Vec<String>, bool)> {
    let mut all = Vec::new();
    for item in code.split_inclusive(';') {
        let Some((before, path)) = item.rsplit_once("use ") else {
            continue;
        };
        let before = before.rsplit('\n').next().unwrap_or_default();
        let is_public = before.starts_with("pub");
        if !before.is_empty() && !is_public {
            continue;
        }
        expand(path.trim_end_matches(';'), &[], &mut |path| {
            all.push((path, is_public));
        });
    }
    all
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expand(tree: &str, before: &[String], each: &mut dyn FnMut(Vec<String>)) {
    let (head, group) = match tree.split_once('{') {
        Some((head, group)) => (head, group.rsplit_once('}').map(|(group, _)| group)),
        None => (tree, None),
    };
    let name = head.split(" as ").next().unwrap();
    let parts = name
        .split("::")
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let path: Vec<String> = before
        .iter()
        .cloned()
        .chain(parts.map(str::to_owned))
        .collect();
    let Some(group) = group else {
        if path.len() > before.len() {
            each(path);
        }
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&group[start..at], &path, each);
                start = at + 1;
            }
            _ => {}
        }
    }
    expand(&group[start..], &path, each);
}
