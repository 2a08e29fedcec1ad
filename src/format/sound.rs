//! What is sound of a file: its parts that have the right shape, each with its place, and blanks for the others.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::{Map, Value};

use super::rule::Rule;
use super::shape;

/// A part of the file that has the right shape, with its place.
#[derive(Debug)]
pub(super) struct Sound {
    pub(super) range: Range<usize>,
    pub(super) kind: SoundKind,
}

#[derive(Debug)]
pub(super) enum SoundKind {
    Text(String),
    List(Vec<Sound>),
    Map(Vec<(String, Range<usize>, Sound)>),
}

impl Sound {
    pub(super) fn new(range: Range<usize>, kind: SoundKind) -> Self {
        Self { range, kind }
    }

    /// The same without places, for `serde`.
    pub(super) fn value(&self) -> Value {
        match &self.kind {
            SoundKind::Text(text) => Value::String(text.clone()),
            SoundKind::List(items) => items.iter().map(Sound::value).collect(),
            SoundKind::Map(entries) => {
                Value::Object(entries.iter().map(|(key, _, value)| (key.clone(), value.value())).collect::<Map<_, _>>())
            }
        }
    }

    /// Adds entries to the sections of a file, but for those whose ids stand there.
    pub(super) fn put(&mut self, entries: Vec<(&str, Entry)>) {
        let SoundKind::Map(parts) = &mut self.kind else { return };
        let mut ids: HashMap<&str, HashSet<String>> = HashMap::new();
        for (section, entry) in entries {
            if parts.iter().all(|(name, ..)| name != section) {
                let range = entry.2.range.clone();
                parts.push((section.to_owned(), range.clone(), Sound::new(range, SoundKind::Map(Vec::new()))));
            }
            let part = parts.iter_mut().find(|(name, ..)| name == section);
            let Some((_, _, Sound { kind: SoundKind::Map(there), .. })) = part else { continue };
            let ids = ids.entry(section).or_insert_with(|| there.iter().map(|(id, ..)| id.clone()).collect());
            if ids.insert(entry.0.clone()) {
                there.push(entry);
            }
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.kind, SoundKind::Text(text) if text.is_empty())
    }
}

/// An entry with its id.
pub(super) type Entry = (String, Range<usize>, Sound);

/// What stands in for a broken part.
pub(super) fn blank(rule: &Rule, range: Range<usize>) -> Sound {
    let kind = match rule {
        Rule::Text(_) | Rule::Either(..) | Rule::Words(_) => SoundKind::Text(String::new()),
        Rule::Version => SoundKind::Text(shape::VERSION.to_owned()),
        // One blank, not none: "given but broken" is not "not given".
        Rule::OneOrMany(item) => SoundKind::List(vec![blank(item, range.clone())]),
        Rule::List(_) => SoundKind::List(Vec::new()),
        Rule::Section(_) => SoundKind::Map(Vec::new()),
        Rule::Record(record) => SoundKind::Map(
            record
                .keys
                .iter()
                .filter(|key| key.rule.may_be_blank())
                .map(|key| (key.name.clone(), range.clone(), blank(&key.rule, range.clone())))
                .collect(),
        ),
    };
    Sound::new(range, kind)
}
