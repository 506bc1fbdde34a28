//! Settings of the local runtime: the environment, then `.env`, then development defaults.

use std::collections::HashMap;
use std::io;
use std::path::Path;

/// Development values, so that two commands are enough. Deployed functions have none of them.
pub const DEFAULTS: &[(&str, &str)] = &[
    ("WEBHOOK_TOKEN", "dev-webhook-token"),
    ("CRON_TOKEN", "dev-cron-token"),
    ("ADMIN_API_KEY", "dev-admin-key"),
    ("TABLE_NAME", "sms-engine"),
    ("BUSINESS_NAME", "Sunny Homes"),
    // The sending window is open, so that the tour works at night.
    ("QUIET_HOURS_ENFORCED", "false"),
    ("QUIET_TZ", "America/Chicago"),
];

/// Settings by name. `Debug` shows no values.
#[derive(Clone, Default)]
pub struct LocalSettings {
    /// What flags decide, over everything else.
    fixed: HashMap<String, String>,
    file: HashMap<String, String>,
    reads_environment: bool,
}

impl std::fmt::Debug for LocalSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalSettings").finish_non_exhaustive()
    }
}

impl LocalSettings {
    /// The process's environment, and `file` if it is there.
    pub fn of_process(file: &Path) -> io::Result<Self> {
        let file = match std::fs::read_to_string(file) {
            Ok(text) => read_env_file(&text),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => HashMap::new(),
            Err(fault) => return Err(fault),
        };
        Ok(Self {
            fixed: HashMap::new(),
            file,
            reads_environment: true,
        })
    }

    /// Sets `name` over everything else.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fixed.insert(name.to_owned(), value.into());
        self
    }

    /// Sets `name` where nothing else does.
    #[must_use]
    pub fn or(self, name: &str, value: impl Into<String>) -> Self {
        if self.get(name).is_some() {
            self
        } else {
            self.with(name, value)
        }
    }

    pub fn get(&self, name: &str) -> Option<String> {
        self.fixed
            .get(name)
            .cloned()
            .or_else(|| {
                if self.reads_environment {
                    environment(name)
                } else {
                    None
                }
            })
            .or_else(|| self.file.get(name).cloned())
            .filter(|value| !value.trim().is_empty())
            .or_else(|| {
                DEFAULTS
                    .iter()
                    .find(|(n, _)| *n == name)
                    .map(|(_, value)| (*value).to_owned())
            })
    }
}

/// The one place that reads the local runtime's environment.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the environment's one home"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

/// `NAME=value` lines; `#` starts a comment line; quotes around a value are taken off, and so is a
/// leading `export`.
fn read_env_file(text: &str) -> HashMap<String, String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let line = line.strip_prefix("export ").unwrap_or(line);
            let (name, value) = line.split_once('=')?;
            let value = value.trim();
            let unquoted = ['"', '\''].into_iter().find_map(|quote| {
                value
                    .strip_prefix(quote)
                    .and_then(|rest| rest.strip_suffix(quote))
            });
            Some((name.trim().to_owned(), unquoted.unwrap_or(value).to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_env_file_reads_as_shells_do() {
        let read = read_env_file("# c\nA=1\nexport B = \"x y\"\nC='#z'\n\nnonsense\nD=a=b\n");
        assert_eq!(read.get("A").map(String::as_str), Some("1"));
        assert_eq!(read.get("B").map(String::as_str), Some("x y"));
        assert_eq!(read.get("C").map(String::as_str), Some("#z"));
        assert_eq!(read.get("D").map(String::as_str), Some("a=b"));
        assert_eq!(read.len(), 4);
    }

    #[test]
    fn flags_beat_the_file_and_the_file_beats_the_defaults() {
        let settings = LocalSettings {
            file: read_env_file("WEBHOOK_TOKEN=mine\nCRON_TOKEN="),
            ..LocalSettings::default()
        };
        assert_eq!(settings.get("WEBHOOK_TOKEN").as_deref(), Some("mine"));
        assert_eq!(
            settings.get("CRON_TOKEN").as_deref(),
            Some("dev-cron-token")
        );
        assert_eq!(settings.get("CARRIER"), None);
        assert_eq!(
            settings
                .with("WEBHOOK_TOKEN", "x")
                .get("WEBHOOK_TOKEN")
                .as_deref(),
            Some("x")
        );
    }
}
