//! All templates that there are, and the file that they come from.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};
use strum::VariantArray;

use super::{Category, Pattern, Template, TemplateId};
use crate::contact::stage::Stage;
use sms_language::Language;

/// Templates in the order of their ids, each id once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Library(Vec<Template>);

/// One thing that is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryFault {
    /// The template, counted from 1; `None` if the file as a whole is wrong.
    pub template: Option<usize>,
    /// Its id, where it can be read.
    pub id: Option<String>,
    pub field: Option<&'static str>,
    pub problem: String,
}

impl fmt::Display for LibraryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(number) = self.template {
            write!(f, "template {number}")?;
            if let Some(id) = &self.id {
                write!(f, " ({id})")?;
            }
            if let Some(field) = self.field {
                write!(f, ", {field}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.problem)
    }
}

/// All that is wrong with a file, one line each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LibraryFaults(pub Vec<LibraryFault>);

impl fmt::Display for LibraryFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

const STARTER: &str = include_str!("../../templates/starter.json");
const FIELDS: [&str; 6] = ["id", "category", "stage", "language", "name", "message"];
/// The longest name, in characters.
const MAX_NAME: usize = 100;

impl Library {
    /// The library that the engine brings along. Its file is checked by a test.
    pub fn starter() -> Result<Self, LibraryFaults> {
        Self::from_json(STARTER)
    }

    /// Reads a file: a JSON array of objects with `id`, `category`, `name`, `message` and, if they
    /// are set, `stage` and `language`. Tells everything that is wrong with it at once.
    pub fn from_json(text: &str) -> Result<Self, LibraryFaults> {
        let whole = |problem: String| {
            LibraryFaults(vec![LibraryFault {
                template: None,
                id: None,
                field: None,
                problem,
            }])
        };
        let entries = match serde_json::from_str(text) {
            Ok(Value::Array(entries)) => entries,
            Ok(_) => {
                return Err(whole(
                    "the file is not a JSON array of templates".to_owned(),
                ));
            }
            Err(fault) => return Err(whole(format!("the file is not valid JSON: {fault}"))),
        };
        let mut faults = Vec::new();
        let mut templates = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (number, entry) in (1..).zip(&entries) {
            let mut entry = Entry::new(number, entry);
            let template = entry.template();
            if let Some(id) = &entry.id {
                if let Some(first) = places.get(id) {
                    entry.fault(Some("id"), format!("template {first} has this id already"));
                } else {
                    places.insert(id.clone(), number);
                }
            }
            faults.append(&mut entry.faults);
            templates.extend(template);
        }
        if faults.is_empty() {
            Ok(templates.into_iter().collect())
        } else {
            Err(LibraryFaults(faults))
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        self.0.iter()
    }

    pub fn get(&self, id: &TemplateId) -> Option<&Template> {
        self.0.iter().find(|template| template.id == *id)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Of templates with one id, the last stays.
impl FromIterator<Template> for Library {
    fn from_iter<I: IntoIterator<Item = Template>>(templates: I) -> Self {
        let by_id: std::collections::BTreeMap<TemplateId, Template> = templates
            .into_iter()
            .map(|template| (template.id.clone(), template))
            .collect();
        Self(by_id.into_values().collect())
    }
}

/// One entry of a file while it is read.
struct Entry<'a> {
    number: usize,
    fields: Option<&'a Map<String, Value>>,
    id: Option<String>,
    faults: Vec<LibraryFault>,
}

impl<'a> Entry<'a> {
    fn new(number: usize, entry: &'a Value) -> Self {
        let fields = entry.as_object();
        let id = fields
            .and_then(|fields| fields.get("id"))
            .and_then(Value::as_str);
        Self {
            number,
            fields,
            id: id.map(str::to_owned),
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, field: Option<&'static str>, problem: String) {
        self.faults.push(LibraryFault {
            template: Some(self.number),
            id: self.id.clone(),
            field,
            problem,
        });
    }

    fn template(&mut self) -> Option<Template> {
        let Some(fields) = self.fields else {
            self.fault(None, "it is not a JSON object".to_owned());
            return None;
        };
        let unknown = fields.keys().filter(|key| !FIELDS.contains(&key.as_str()));
        for key in unknown {
            self.fault(
                None,
                format!("{key:?} is not one of its fields {}", FIELDS.join(", ")),
            );
        }
        let id = self.needed("id", parsed::<TemplateId>);
        let category = self.needed("category", one_of::<Category>);
        let stage = self.optional("stage", one_of::<Stage>);
        let language = self.optional("language", one_of::<Language>);
        let name = self.needed("name", named);
        let message = self.needed("message", parsed::<Pattern>);
        // All are read before any is missed, so that each fault is told.
        Some(Template {
            id: id?,
            category: category?,
            stage: stage?,
            language: language?.unwrap_or_default(),
            name: name?,
            message: message?,
        })
    }

    fn needed<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let value = self.optional(field, read)?;
        if value.is_none() {
            self.fault(Some(field), "it is missing".to_owned());
        }
        value
    }

    /// `None` if the field does not read, which is a fault then; `Some(None)` if it is not there.
    #[expect(
        clippy::option_option,
        reason = "not there and not readable differ, and both are optional"
    )]
    fn optional<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Option<T>> {
        let read = match self.fields.and_then(|fields| fields.get(field)) {
            None | Some(Value::Null) => return Some(None),
            Some(Value::String(text)) => read(text),
            Some(_) => Err("it is not a string".to_owned()),
        };
        match read {
            Ok(value) => Some(Some(value)),
            Err(problem) => {
                self.fault(Some(field), problem);
                None
            }
        }
    }
}

fn parsed<T: FromStr<Err: fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|fault: T::Err| fault.to_string())
}

/// A word of a closed list, or which words there are.
fn one_of<T: FromStr + VariantArray + AsRef<str>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| {
        let words: Vec<&str> = T::VARIANTS.iter().map(AsRef::as_ref).collect();
        format!("{text:?} is not one of {}", words.join(" · "))
    })
}

fn named(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() {
        Err("it is blank".to_owned())
    } else if name.chars().count() > MAX_NAME || name.contains(char::is_control) {
        Err(format!(
            "it is longer than {MAX_NAME} characters, or has a control character"
        ))
    } else {
        Ok(name.to_owned())
    }
}

#[cfg(test)]
mod tests;
