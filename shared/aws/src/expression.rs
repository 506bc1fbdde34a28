//! Builds update and condition expressions: each name and value gets a placeholder once.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

type Names = HashMap<String, String>;
type Values = HashMap<String, AttributeValue>;

/// The parts of an expression under construction.
#[derive(Debug, Default, Clone)]
pub(crate) struct Expression {
    sets: Vec<String>,
    adds: Vec<String>,
    removes: Vec<String>,
    deletes: Vec<String>,
    conditions: Vec<String>,
    names: Names,
    values: Values,
}

impl Expression {
    pub(crate) fn set(&mut self, name: &str, value: AttributeValue) -> &mut Self {
        let (name, value) = (self.name(name), self.value(value));
        self.sets.push(format!("{name} = {value}"));
        self
    }

    /// Appends `items` to a list, which may not exist yet.
    pub(crate) fn append(&mut self, name: &str, items: Vec<AttributeValue>) -> &mut Self {
        let name = self.name(name);
        let (items, none) = (
            self.value(AttributeValue::L(items)),
            self.value(AttributeValue::L(Vec::new())),
        );
        self.sets.push(format!(
            "{name} = list_append(if_not_exists({name}, {none}), {items})"
        ));
        self
    }

    pub(crate) fn add(&mut self, name: &str, by: i64) -> &mut Self {
        self.add_value(name, AttributeValue::N(by.to_string()))
    }

    /// Adds to a number or to a set.
    pub(crate) fn add_value(&mut self, name: &str, by: AttributeValue) -> &mut Self {
        let (name, value) = (self.name(name), self.value(by));
        self.adds.push(format!("{name} {value}"));
        self
    }

    pub(crate) fn remove(&mut self, name: &str) -> &mut Self {
        let name = self.name(name);
        self.removes.push(name);
        self
    }

    /// Takes members out of a set.
    pub(crate) fn delete(&mut self, name: &str, members: AttributeValue) -> &mut Self {
        let (name, value) = (self.name(name), self.value(members));
        self.deletes.push(format!("{name} {value}"));
        self
    }

    pub(crate) fn where_absent(&mut self, name: &str) -> &mut Self {
        let name = self.name(name);
        self.condition(format!("attribute_not_exists({name})"))
    }

    pub(crate) fn where_present(&mut self, name: &str) -> &mut Self {
        let name = self.name(name);
        self.condition(format!("attribute_exists({name})"))
    }

    /// `operator` is one of `=`, `<>`, `<`, `<=`.
    pub(crate) fn where_compares(
        &mut self,
        name: &str,
        operator: &str,
        value: AttributeValue,
    ) -> &mut Self {
        let (name, value) = (self.name(name), self.value(value));
        self.condition(format!("{name} {operator} {value}"))
    }

    pub(crate) fn where_absent_or_less(&mut self, name: &str, than: AttributeValue) -> &mut Self {
        let (name, value) = (self.name(name), self.value(than));
        self.condition(format!(
            "(attribute_not_exists({name}) OR {name} < {value})"
        ))
    }

    /// `name` is absent or less than `than`, or `owner` is `me`.
    pub(crate) fn where_free_or_mine(
        &mut self,
        name: &str,
        than: AttributeValue,
        owner: &str,
        me: AttributeValue,
    ) -> &mut Self {
        let (name, value) = (self.name(name), self.value(than));
        let (owner, me) = (self.name(owner), self.value(me));
        self.condition(format!(
            "(attribute_not_exists({name}) OR {name} < {value} OR {owner} = {me})"
        ))
    }

    pub(crate) fn where_one_of(&mut self, name: &str, values: &[&str]) -> &mut Self {
        let name = self.name(name);
        let values: Vec<String> = values
            .iter()
            .map(|value| self.value(AttributeValue::S((*value).to_owned())))
            .collect();
        self.condition(format!("{name} IN ({})", values.join(", ")))
    }

    pub(crate) fn where_equal_attributes(&mut self, one: &str, other: &str) -> &mut Self {
        let (one, other) = (self.name(one), self.name(other));
        self.condition(format!("{one} = {other}"))
    }

    /// The list `name` holds fewer than `most` items, or there is none.
    pub(crate) fn where_holds_fewer(&mut self, name: &str, most: usize) -> &mut Self {
        let (name, value) = (
            self.name(name),
            self.value(AttributeValue::N(most.to_string())),
        );
        self.condition(format!(
            "(attribute_not_exists({name}) OR size({name}) < {value})"
        ))
    }

    /// The list `name` holds `count` items; absent counts as none.
    pub(crate) fn where_holds(&mut self, name: &str, count: usize) -> &mut Self {
        if count == 0 {
            return self.where_absent(name);
        }
        let (name, value) = (
            self.name(name),
            self.value(AttributeValue::N(count.to_string())),
        );
        self.condition(format!("size({name}) = {value}"))
    }

    /// Whether it changes anything.
    pub(crate) fn changes_nothing(&self) -> bool {
        self.sets.is_empty()
            && self.adds.is_empty()
            && self.removes.is_empty()
            && self.deletes.is_empty()
    }

    pub(crate) fn update(&self) -> String {
        [
            ("SET", &self.sets),
            ("ADD", &self.adds),
            ("REMOVE", &self.removes),
            ("DELETE", &self.deletes),
        ]
        .iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(verb, clauses)| format!("{verb} {}", clauses.join(", ")))
        .collect::<Vec<_>>()
        .join(" ")
    }

    pub(crate) fn condition_text(&self) -> Option<String> {
        (!self.conditions.is_empty()).then(|| self.conditions.join(" AND "))
    }

    pub(crate) fn names(&self) -> Option<Names> {
        (!self.names.is_empty()).then(|| self.names.clone())
    }

    pub(crate) fn values(&self) -> Option<Values> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }

    /// The names and values that the placeholders stand for.
    pub(crate) fn into_placeholders(self) -> (Option<Names>, Option<Values>) {
        (
            (!self.names.is_empty()).then_some(self.names),
            (!self.values.is_empty()).then_some(self.values),
        )
    }

    fn condition(&mut self, text: String) -> &mut Self {
        self.conditions.push(text);
        self
    }

    /// `#target.id` for a path: each step gets its placeholder.
    fn name(&mut self, path: &str) -> String {
        path.split('.')
            .map(|step| {
                let placeholder = format!("#{step}");
                self.names.insert(placeholder.clone(), step.to_owned());
                placeholder
            })
            .collect::<Vec<_>>()
            .join(".")
    }

    fn value(&mut self, value: AttributeValue) -> String {
        let placeholder = format!(":v{}", self.values.len());
        self.values.insert(placeholder.clone(), value);
        placeholder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_reads_as_dynamodb_wants_it() {
        let mut expression = Expression::default();
        expression
            .set("consent", AttributeValue::S("OPTED_OUT".into()))
            .add("sent_count", 1)
            .remove("lease_id")
            .where_present("pk")
            .where_compares("target.id", "=", AttributeValue::S("x".into()))
            .where_holds("parked", 0);
        assert_eq!(
            expression.update(),
            "SET #consent = :v0 ADD #sent_count :v1 REMOVE #lease_id"
        );
        assert_eq!(
            expression.condition_text().unwrap(),
            "attribute_exists(#pk) AND #target.#id = :v2 AND attribute_not_exists(#parked)"
        );
        assert!(!expression.changes_nothing());
    }
}
