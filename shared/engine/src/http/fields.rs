//! What a body says: the fields of a form or of JSON, and all that is wrong with them at once.

use std::collections::HashMap;

use percent_encoding::percent_decode;
use serde_json::Value;

use super::{FieldFault, MAX_REQUEST, WebError, WebRequest, content_type};

/// Our name of a field, and that of each carrier.
macro_rules! all_names {
    ($ours:literal, $field:ident) => {{
        const COUNT: usize = {
            let mut count = 1;
            let mut carriers = CARRIERS;
            while let Some((carrier, rest)) = carriers.split_first() {
                count += carrier.field_names.$field.len();
                carriers = rest;
            }
            count
        };
        const NAMES: [&str; COUNT] = {
            let mut names = [$ours; COUNT];
            let (_, mut room) = names.split_at_mut(1);
            let mut carriers = CARRIERS;
            while let Some((carrier, rest)) = carriers.split_first() {
                let mut own = carrier.field_names.$field;
                while let Some((name, others)) = own.split_first() {
                    room = match room {
                        [place, left @ ..] => {
                            *place = *name;
                            left
                        }
                        [] => &mut [],
                    };
                    own = others;
                }
                carriers = rest;
            }
            names
        };
        &NAMES
    }};
}

/// The largest text taken, in bytes of UTF-8.
pub const MAX_BODY: usize = 64 * 1024;

/// The first value of `name` in a query.
pub fn query_value(query: &str, name: &str) -> Option<String> {
    pairs(query.as_bytes())
        .ok()?
        .into_iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
}

/// The fields of a body, form or JSON. Names are compared by their letters and digits, so that
/// `MessageSid`, `message_sid` and `Message SID` are one field.
#[derive(Debug)]
pub struct Fields {
    values: HashMap<String, FieldValue>,
}

#[derive(Debug)]
enum FieldValue {
    Text(String),
    /// A JSON value that is no text.
    NotText,
}

impl Fields {
    /// Of a request without a body.
    pub fn none() -> Self {
        Self {
            values: HashMap::new(),
        }
    }

    /// Reads a body by its content type, or by its looks where the type is missing or another.
    pub fn read(request: &WebRequest) -> Result<Self, WebError> {
        if request.body.len() > MAX_REQUEST {
            return Err(WebError::TooLarge("the request", MAX_REQUEST));
        }
        let content_type = content_type(request);
        let looks_like_json = request
            .body
            .iter()
            .find(|byte| !byte.is_ascii_whitespace())
            .is_some_and(|byte| matches!(byte, b'{' | b'['));
        let is_form = content_type.contains("x-www-form-urlencoded");
        if content_type.contains("json") || (looks_like_json && !is_form) {
            Self::from_json(&request.body)
        } else {
            Self::from_form(&request.body)
        }
    }

    fn from_json(body: &[u8]) -> Result<Self, WebError> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self::none());
        }
        let parsed: Value = serde_json::from_slice(body)
            .map_err(|fault| WebError::Unreadable(format!("the JSON is broken: {fault}")))?;
        let Value::Object(object) = parsed else {
            return Err(WebError::Unreadable("the JSON is not an object".to_owned()));
        };
        let fields = object.into_iter().filter_map(|(name, value)| {
            let value = match value {
                Value::Null => return None,
                Value::String(text) => FieldValue::Text(text),
                Value::Number(number) => FieldValue::Text(number.to_string()),
                Value::Bool(_) | Value::Array(_) | Value::Object(_) => FieldValue::NotText,
            };
            Some((name, value))
        });
        Ok(Self::named(fields))
    }

    fn from_form(body: &[u8]) -> Result<Self, WebError> {
        let pairs = pairs(body).map_err(WebError::Unreadable)?;
        Ok(Self::named(
            pairs
                .into_iter()
                .map(|(name, value)| (name, FieldValue::Text(value))),
        ))
    }

    /// The first of two fields of one name counts.
    fn named(fields: impl Iterator<Item = (String, FieldValue)>) -> Self {
        let mut values = HashMap::new();
        for (name, value) in fields {
            values.entry(folded(&name)).or_insert(value);
        }
        Self { values }
    }

    /// The text of the first of `names` that is there and not blank. A value of another JSON type
    /// is a fault.
    pub fn text(&self, names: &[&'static str]) -> Result<Option<&str>, FieldFault> {
        for name in names {
            match self.values.get(&folded(name)) {
                Some(FieldValue::Text(text)) if text.trim().is_empty() => {}
                Some(FieldValue::Text(text)) => return Ok(Some(text)),
                Some(FieldValue::NotText) => {
                    return Err(FieldFault {
                        field: name,
                        problem: "is not a string".to_owned(),
                    });
                }
                None => {}
            }
        }
        Ok(None)
    }
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// Reads `application/x-www-form-urlencoded`. Bytes that are no UTF-8 are an error, not a guess:
/// a body is stored byte for byte or not at all.
fn pairs(form: &[u8]) -> Result<Vec<(String, String)>, String> {
    let decoded = |part: &[u8]| {
        let spaced: Vec<u8> = part
            .iter()
            .map(|byte| if *byte == b'+' { b' ' } else { *byte })
            .collect();
        percent_decode(&spaced)
            .decode_utf8()
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| "the form is not valid UTF-8".to_owned())
    };
    form.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decoded(halves.next().unwrap_or_default())?;
            let value = decoded(halves.next().unwrap_or_default())?;
            Ok((name, value))
        })
        .collect()
}

/// Collects what is wrong with a body's fields, so that one answer names all of it.
#[derive(Debug)]
pub struct Validation<'a> {
    fields: &'a Fields,
    faults: Vec<FieldFault>,
}

impl<'a> Validation<'a> {
    pub fn of(fields: &'a Fields) -> Self {
        Self {
            fields,
            faults: Vec::new(),
        }
    }

    /// A field that must be there and hold more than white space.
    pub fn required(&mut self, names: &[&'static str]) -> Option<&'a str> {
        let found = self.optional(names);
        if found.is_none() {
            self.fault(names, "is missing or blank");
        }
        found
    }

    /// `None` where the field is missing or blank.
    pub fn optional(&mut self, names: &[&'static str]) -> Option<&'a str> {
        match self.fields.text(names) {
            Ok(text) => text,
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    /// Reads `text` as a `T`, naming the first of `names` where it does not read.
    pub fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        names: &[&'static str],
        text: Option<&str>,
    ) -> Option<T> {
        match text?.parse() {
            Ok(parsed) => Some(parsed),
            Err(problem) => {
                self.fault(names, problem.to_string());
                None
            }
        }
    }

    pub fn fault(&mut self, names: &[&'static str], problem: impl Into<String>) {
        let field = names.first().copied().unwrap_or("body");
        if !self.faults.iter().any(|fault| fault.field == field) {
            self.faults.push(FieldFault {
                field,
                problem: problem.into(),
            });
        }
    }

    pub fn finish<T>(self, valid: Option<T>) -> Result<T, WebError> {
        match valid {
            Some(valid) if self.faults.is_empty() => Ok(valid),
            _ => Err(WebError::Invalid(self.faults)),
        }
    }
}

/// Names of the fields we read: ours first, then what the carriers call them.
pub mod names {
    use crate::carriers::CARRIERS;

    pub const FROM: &[&str] = &["From"];
    pub const TO: &[&str] = &["To"];
    pub const BODY: &[&str] = &["Body"];
    pub const SID: &[&str] = all_names!("MessageSid", sid);
    pub const STATUS: &[&str] = all_names!("MessageStatus", status);
    pub const ERROR_CODE: &[&str] = &["ErrorCode"];
    pub const PROCESSED_BY: &[&str] = &["Processed By"];
    pub const PHONE: &[&str] = &["Phone", "Seller Phone Number", "From"];
    pub const CONVERSATION: &[&str] = &["conversation_id"];
    pub const TEMPLATE: &[&str] = &["Template Record ID", "Template ID"];
}

/// Refuses a text that is larger than we store.
pub fn check_body_size(body: &str) -> Result<(), WebError> {
    if body.len() > MAX_BODY {
        Err(WebError::TooLarge("the text", MAX_BODY))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::super::tests::request;
    use super::*;

    fn body_of(content_type: &str, body: &[u8]) -> Option<String> {
        let fields = Fields::read(&request(content_type, body)).unwrap();
        fields.text(names::BODY).unwrap().map(str::to_owned)
    }

    #[test]
    fn forms_and_json_are_read_by_type_or_by_looks() {
        let form = b"From=%2B13055550123&Body=a+b%20c%26d%F0%9F%91%8D&X=1";
        assert_eq!(
            body_of("application/x-www-form-urlencoded", form).as_deref(),
            Some("a b c&d👍")
        );
        assert_eq!(body_of("", form).as_deref(), Some("a b c&d👍"));
        let json = r#" {"body":"a\u0000b 👍","Extra":[1]}"#.as_bytes();
        for content_type in ["application/json", "text/plain", ""] {
            assert_eq!(
                body_of(content_type, json).as_deref(),
                Some("a\u{0}b 👍"),
                "{content_type}"
            );
        }
        assert_eq!(body_of("", br#"{"Body":42}"#).as_deref(), Some("42"));
        assert_eq!(body_of("application/json", b""), None);
    }

    #[test]
    fn what_cannot_be_read_is_a_client_error() {
        for (content_type, body) in [
            ("application/json", &b"{\"Body\": "[..]),
            ("application/json", b"[1]"),
            ("application/json", b"\"text\""),
            ("application/json", b"{\"Body\":\"\\ud800\"}"),
            ("", b"Body=%ff"),
            ("", b"\xff\xfe"),
        ] {
            let fault = Fields::read(&request(content_type, body)).unwrap_err();
            assert_eq!(fault.kind().0, StatusCode::BAD_REQUEST, "{body:?}");
        }
        let typed = Fields::read(&request("", br#"{"Body":["x"]}"#)).unwrap();
        assert!(typed.text(names::BODY).is_err());
        let large = Fields::read(&request("", &vec![b'x'; MAX_REQUEST + 1])).unwrap_err();
        assert_eq!(large.kind().0, StatusCode::PAYLOAD_TOO_LARGE);
    }
}
