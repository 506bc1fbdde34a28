//! Reads settings by name and collects all that is wrong with them.

use std::fmt;

use secrecy::SecretString;

/// One setting that will not do. Never shows the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingFault {
    pub name: &'static str,
    pub problem: String,
}

/// All settings that will not do: the function refuses to start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct SettingFaults(pub Vec<SettingFault>);

impl fmt::Display for SettingFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot start, settings are missing or wrong:")?;
        self.0
            .iter()
            .try_for_each(|fault| write!(f, " {} {};", fault.name, fault.problem))
    }
}

/// Reads settings by name and collects what is wrong with them. An empty value counts as missing.
pub struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    faults: Vec<SettingFault>,
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl<'a> Reader<'a> {
    pub fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            lookup,
            faults: Vec::new(),
        }
    }

    pub fn optional(&self, name: &'static str) -> Option<String> {
        (self.lookup)(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    pub fn required(&mut self, name: &'static str) -> Option<String> {
        let value = self.optional(name);
        if value.is_none() {
            self.fault(name, "is missing");
        }
        value
    }

    pub fn secret(&mut self, name: &'static str) -> Option<SecretString> {
        self.required(name).map(SecretString::from)
    }

    /// `default` where the setting is missing; a fault where it does not read.
    pub fn parsed<T>(
        &mut self,
        name: &'static str,
        default: T,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let Some(value) = self.optional(name) else {
            return Some(default);
        };
        match read(&value) {
            Ok(parsed) => Some(parsed),
            Err(problem) => {
                self.fault(name, problem);
                None
            }
        }
    }

    pub fn flag(&mut self, name: &'static str, default: bool) -> Option<bool> {
        self.parsed(name, default, |value| {
            match value.to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "on" => Ok(true),
                "false" | "0" | "no" | "off" => Ok(false),
                _ => Err("is neither true nor false".to_owned()),
            }
        })
    }

    pub fn fault(&mut self, name: &'static str, problem: impl Into<String>) {
        self.faults.push(SettingFault {
            name,
            problem: problem.into(),
        });
    }

    /// Reads settings whose faults are an outcome and do not count against this function.
    pub fn tried<T>(
        &self,
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, SettingFaults> {
        let mut reader = Reader::new(self.lookup);
        let settings = read(&mut reader);
        reader.finish(settings)
    }

    /// `settings` if all of them were right, else every fault found.
    pub fn finish<T>(self, settings: Option<T>) -> Result<T, SettingFaults> {
        match settings {
            Some(settings) if self.faults.is_empty() => Ok(settings),
            _ => Err(SettingFaults(self.faults)),
        }
    }
}

/// An absolute URL without its trailing slash.
pub fn url(reader: &mut Reader<'_>, name: &'static str, default: &str) -> Option<String> {
    reader.parsed(name, default.to_owned(), |value| {
        let readable = value.parse::<http::Uri>().is_ok_and(|uri| {
            uri.scheme_str()
                .is_some_and(|scheme| matches!(scheme, "http" | "https"))
                && uri.authority().is_some()
        });
        if readable {
            Ok(value.trim_end_matches('/').to_owned())
        } else {
            Err("is not an http(s) URL".to_owned())
        }
    })
}

/// `PUBLIC_BASE_URL`, under which the engine is reached from outside: callback URLs and signatures
/// hold it.
pub fn public_base_url(reader: &mut Reader<'_>) -> Option<String> {
    reader.required("PUBLIC_BASE_URL")?;
    url(reader, "PUBLIC_BASE_URL", "")
}
