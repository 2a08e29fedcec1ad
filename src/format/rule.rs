//! The shape of a file as rules to check a tree against, made from the schema, so that the format has one definition.

use std::sync::Arc;

use serde_json::{Map, Value};

/// What may stand in one place of a file.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    /// Text of some kind, named with its article: `an id`.
    Text(String),
    /// The version of the format.
    Version,
    /// One of these words.
    Words(Vec<String>),
    /// A list, or nothing.
    List(Box<Rule>),
    /// A list, or its only item bare.
    OneOrMany(Box<Rule>),
    /// Text of some kind, or a mapping.
    Either(String, Arc<Record>),
    /// A mapping from ids to entries, or nothing.
    Section(Box<Rule>),
    /// A mapping with these keys.
    Record(Arc<Record>),
}

/// A mapping whose keys are known.
#[derive(Debug)]
pub(super) struct Record {
    /// What it is, with its article: `an actor`.
    pub(super) noun: String,
    pub(super) keys: Vec<Key>,
}

/// A key of a record.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) rule: Rule,
    pub(super) required: bool,
}

impl Rule {
    /// The rule of a whole file. None if the schema has a form that this module does not know, which a test excludes.
    pub(super) fn of_file(schema: &Value) -> Option<Self> {
        Reader { definitions: schema.get("$defs")?.as_object()? }.rule(schema)
    }

    /// What is expected, in words: `an id or a list of ids`.
    pub(super) fn expected(&self) -> String {
        match self {
            Self::Text(noun) => noun.clone(),
            Self::Version => "a version".to_owned(),
            Self::Words(words) => one_of(words),
            Self::List(item) => format!("a list of {}", item.plural()),
            Self::OneOrMany(item) => format!("{} or a list of {}", item.expected(), item.plural()),
            Self::Either(text, record) => format!("{text} or a mapping with {}", record.required_keys()),
            Self::Section(_) => "a mapping from ids to entries".to_owned(),
            Self::Record(record) => format!("{}, a mapping with {}", record.noun, record.required_keys()),
        }
    }

    /// What may stand alone where a list of it may stand; else itself.
    pub(super) fn item(&self) -> &Self {
        match self {
            Self::OneOrMany(item) => item,
            rule => rule,
        }
    }

    /// Whether nothing can stand in for it where it is broken: one of a few words is never nothing.
    pub(super) fn may_be_blank(&self) -> bool {
        !matches!(self, Self::Words(_))
    }

    fn plural(&self) -> String {
        let noun = match self {
            Self::Text(noun) | Self::Either(noun, _) => noun,
            Self::Record(record) => &record.noun,
            _ => "an item",
        };
        format!("{}s", noun.split_once(' ').map_or(noun, |(_, noun)| noun))
    }
}

impl Record {
    pub(super) fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// `argument` and `on`; the likeliest key where none is required.
    fn required_keys(&self) -> String {
        let required: Vec<String> =
            self.keys.iter().filter(|key| key.required).map(|key| format!("`{}`", key.name)).collect();
        if required.is_empty() {
            return self.keys.first().map(|key| format!("`{}`", key.name)).unwrap_or_default();
        }
        required.join(" and ")
    }
}

/// `asserts, concedes or denies`.
pub(super) fn one_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [word] => format!("`{word}`"),
        [init @ .., last] => {
            let init: Vec<String> = init.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", init.join(", "))
        }
    }
}

struct Reader<'a> {
    definitions: &'a Map<String, Value>,
}

impl Reader<'_> {
    fn rule(&self, schema: &Value) -> Option<Rule> {
        if let Some(reference) = schema.get("$ref") {
            let name = reference.as_str()?.strip_prefix("#/$defs/")?;
            return self.rule(self.definitions.get(name)?);
        }
        let title = || Some(schema.get("title")?.as_str()?.to_owned());
        if schema.get("const").is_some_and(Value::is_number) {
            return Some(Rule::Version);
        }
        if let Some(words) = schema.get("oneOf") {
            let word = |variant: &Value| Some(variant.get("const")?.as_str()?.to_owned());
            return words.as_array()?.iter().map(word).collect::<Option<_>>().map(Rule::Words);
        }
        if let Some(properties) = schema.get("properties") {
            return self.record(title()?, properties.as_object()?, schema).map(Rule::Record);
        }
        if let Some([one, other]) = schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice) {
            if other.get("items").is_some() {
                return Some(Rule::OneOrMany(Box::new(self.rule(one)?)));
            }
            return match (self.rule(one)?, self.rule(other)?) {
                (Rule::Text(noun), Rule::Record(record)) => Some(Rule::Either(noun, record)),
                _ => None,
            };
        }
        if let Some(items) = schema.get("items") {
            return Some(Rule::List(Box::new(self.rule(items)?)));
        }
        if let Some(entry) = schema.get("additionalProperties") {
            return Some(Rule::Section(Box::new(self.rule(entry)?)));
        }
        let is_text =
            |kind: &Value| kind == "string" || kind.as_array().is_some_and(|kinds| kinds.contains(&"string".into()));
        schema.get("type").is_some_and(is_text).then(title).flatten().map(Rule::Text)
    }

    fn record(&self, noun: String, properties: &Map<String, Value>, schema: &Value) -> Option<Arc<Record>> {
        let required = schema.get("required").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let key = |(name, rule): (&String, &Value)| {
            let required = required.iter().any(|required| required == name);
            Some(Key { name: name.clone(), rule: self.rule(rule)?, required })
        };
        let keys = properties.iter().map(key).collect::<Option<_>>()?;
        Some(Arc::new(Record { noun, keys }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_schema_is_understood() {
        let rule = Rule::of_file(&super::super::schema()).expect("a rule for the whole file");
        let Rule::Record(file) = rule else { panic!("a file is a mapping") };
        let names: Vec<&str> = file.keys.iter().map(|key| key.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "agon",
                "title",
                "summary",
                "language",
                "include",
                "actors",
                "sources",
                "questions",
                "positions",
                "arguments",
                "events"
            ]
        );
        let required: Vec<&str> = file.keys.iter().filter(|key| key.required).map(|key| key.name.as_str()).collect();
        assert_eq!(required, ["agon", "title"]);
        let Some(Rule::Section(argument)) = file.key("arguments").map(|key| &key.rule) else { panic!("a section") };
        let Rule::Record(argument) = &**argument else { panic!("a record") };
        let expected = |key: &str| argument.key(key).expect(key).rule.expected();
        assert_eq!(argument.noun, "an argument");
        assert_eq!(expected("supports"), "an id or a list of ids");
        assert_eq!(expected("undercuts"), "an id or a mapping with `argument` and `on` or a list of ids");
        assert_eq!(expected("said"), "an attribution, a mapping with `by` or a list of attributions");
        assert_eq!(expected("text"), "a text");
    }
}
