//! What to write where a value is missing or of another kind.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::super::choices::listed;
use super::super::lines::shown;
use super::super::rule::{Record, Rule};
use super::super::tree::{Kind, Place};
use super::super::wording::as_id;
use super::super::{edit, limits, misplaced, syntax};
use super::{At, Checker, Of};
use crate::debate::{clean_line, is_id};

/// The sections that a statement may stand in whose keys name others.
const BEARING: [&str; 2] = ["positions", "arguments"];

/// The keys of a statement that name others.
const RELATIONS: [&str; 5] = ["answers", "supports", "rebuts", "undercuts", "because"];

impl<'t> Checker<'t, '_, '_> {
    pub(super) fn help_for_missing(&self, of: Of<'_>) -> String {
        let name = &of.key.name;
        if let Some(ids) = self.ids_for(of) {
            return format!("add `{name}: …` with {ids}");
        }
        if (of.record.noun.as_str(), name.as_str()) == ("an actor", "name")
            && let Some(entry) = self.entry.as_ref().filter(|entry| is_short(entry.id))
        {
            let name = edit::text_in_yaml(&clean_line(&as_name(entry.id)));
            return format!("add `name: {name}`, or whatever the name is");
        }
        format!("add `{name}: …` with {}", of.key.rule.expected())
    }

    pub(super) fn help_for_empty(&self, of: Of<'_>) -> String {
        let name = &of.key.name;
        if let Some(ids) = self.ids_for(of) {
            return format!("write {ids}");
        }
        match (of.record.noun.as_str(), name.as_str()) {
            ("a question" | "a position" | "an argument", "text") => {
                let id = self.entry.as_ref().map(|entry| entry.id).unwrap_or_default();
                let mut help = "write what it says, or remove the entry".to_owned();
                if let Some(others) = self.references().get(id) {
                    let verb = if others.len() == 1 { "refers" } else { "refer" };
                    let others = listed(others.iter().copied()).unwrap_or_default();
                    let _ = write!(help, "; {others} {verb} to it");
                }
                help
            }
            (_, "agon") => "write `agon: 1`".to_owned(),
            (_, "said") if self.is_said_beside(of.entries) => {
                let beside = of.entries.iter().filter_map(|(key, _)| self.tree.scalar(key));
                let beside: Vec<&str> = beside.filter(|key| self.is_of_said(key)).collect();
                format!("indent {} further than `said`", listed(beside.into_iter()).unwrap_or_default())
            }
            ("an event", "text") => "write what happened, or remove the event".to_owned(),
            _ if of.key.required => format!("write the {name}"),
            _ => format!("write it, or leave `{name}` out"),
        }
    }

    /// What to write where a list or a mapping stands and a text belongs.
    pub(super) fn help_for_list(&self, of: Of<'_>, found: &Kind<'_>) -> Option<String> {
        let Kind::List(items) = found else { return None };
        let first = items.first().and_then(|item| self.tree.scalar(item)).filter(|text| is_short(text) && is_id(text));
        let written = |name| {
            let value = self.value(of.entries, name).and_then(|value| self.tree.scalar(value));
            value.filter(|text| is_short(text) && is_id(text)).unwrap_or("…")
        };
        match (of.record.noun.as_str(), of.key.name.as_str()) {
            ("an attribution", "in") => {
                let (by, source) = (written("by"), first.unwrap_or("…"));
                Some(format!("write one entry of `said` for each source: `- {{by: {by}, in: {source}}}`"))
            }
            ("an attribution", "by") => {
                let (by, source) = (first.unwrap_or("…"), written("in"));
                Some(format!("write one entry of `said` for each actor: `- {{by: {by}, in: {source}}}`"))
            }
            _ => None,
        }
    }

    /// What to write where a text stands and a mapping belongs.
    pub(super) fn help_for_text(
        &self,
        rule: &Rule,
        found: &Kind<'_>,
        range: &Range<usize>,
        at: &At<'_>,
    ) -> Option<String> {
        if let (Rule::List(_), Kind::Map { entries, flow: false }) = (rule, found) {
            let first = self.tree.scalar(&entries.first()?.0).filter(|key| is_short(key))?;
            let first = clean_line(first);
            return Some(format!(
                "begin each with a dash, `- {first}: …`, and indent its other keys as far as `{first}`"
            ));
        }
        let (Rule::Record(record), Kind::Scalar { text, plain }) = (rule.item(), found) else { return None };
        if let Some((key, help)) = syntax::spaced(text).filter(|_| *plain)
            && record.key(key).is_some()
        {
            return Some(format!("a key has a blank behind its colon: {help}"));
        }
        if std::ptr::eq(&raw const **record, self.file) {
            return None;
        }
        if let Some((key, value)) = text.split_once(' ').filter(|(key, _)| *plain && record.key(key).is_some())
            && is_short(value)
        {
            return Some(format!("a key has a colon behind it: write `{key}: {}`", clean_line(value)));
        }
        let key = self.text.get(at.key.clone()).filter(|key| at.key != *range && is_short(key));
        let key = key.map(|key| format!("{}: ", clean_line(key))).unwrap_or_default();
        Some(format!("write `{key}{}`", written_out(record, text)?))
    }

    /// How to write the first entry of a section that is written as a list.
    pub(super) fn help_for_listed(&self, items: &'t [Place], rule: &Rule) -> Option<String> {
        let Rule::Record(record) = rule else { return None };
        let first = items.first()?;
        if let Some(id) = self.id_of_item(first).and_then(|id| self.tree.scalar(id)).filter(|id| is_short(id)) {
            let id = clean_line(id);
            return Some(format!("write `{id}:` instead of `- id: {id}`, and its keys below, a step further in"));
        }
        match &self.tree.node(first).kind {
            Kind::Scalar { text, .. } => {
                let id = as_id(text).unwrap_or_else(|| "an-id".to_owned());
                Some(format!("write `{}: {}`", shown(&id), written_out(record, text)?))
            }
            _ => Some(
                "give each an id: write `an-id:` instead of the `-`, and its keys below, a step further in".to_owned(),
            ),
        }
    }

    /// The id that an item of a list gives itself.
    pub(super) fn id_of_item(&self, item: &'t Place) -> Option<&'t Place> {
        let Kind::Map { entries, .. } = &self.tree.node(item).kind else { return None };
        self.value(entries, "id").filter(|id| self.tree.scalar(id).is_some_and(|id| !id.trim().is_empty()))
    }

    /// What to write where the value of a key was taken for a comment.
    pub(super) fn help_for_comment(&self, at: &At<'_>) -> Option<String> {
        let behind = self.text.get(at.key.end..)?.lines().next()?;
        let comment = behind.trim_start_matches([':', ' ']).trim_end();
        let is_text = comment.strip_prefix('#')?.starts_with(char::is_alphanumeric);
        let key = self.text.get(at.key.clone())?;
        (is_text && is_short(comment) && is_short(key)).then(|| {
            let comment = clean_line(comment).replace('\\', "\\\\").replace('"', "\\\"");
            format!("`#` begins a comment: write `{}: \"{comment}\"` if it is meant as a text", clean_line(key))
        })
    }

    /// The two ids that stand alone in braces where the keys of a bearing belong.
    pub(super) fn bearing(&self, entries: &'t [(Place, Place)]) -> Option<(&'t str, &'t str)> {
        let [(first, one), (second, other)] = entries else { return None };
        let tree = self.tree;
        let (argument, on) = (tree.scalar(first)?, tree.scalar(second)?);
        let absent = |value| tree.scalar(value) == Some("");
        (absent(one) && absent(other) && is_id(argument) && is_id(on)).then_some((argument, on))
    }

    /// Whether the keys of an attribution stand beside an empty `said` and not below it.
    pub(super) fn is_said_beside(&self, entries: &[(Place, Place)]) -> bool {
        let said = self.value(entries, "said").is_some_and(|said| self.tree.scalar(said) == Some(""));
        said && entries.iter().any(|(key, _)| self.tree.scalar(key).is_some_and(|key| self.is_of_said(key)))
    }

    /// Whether an attribution has this key.
    pub(super) fn is_of_said(&self, name: &str) -> bool {
        misplaced::attribution(self.file).is_some_and(|attribution| attribution.key(name).is_some())
    }

    /// Which ids a key takes that has no other, in words.
    fn ids_for(&self, of: Of<'_>) -> Option<String> {
        let (noun, section) = match (of.record.noun.as_str(), of.key.name.as_str()) {
            ("a position", "answers") => ("a question", "questions"),
            ("an attribution", "by") => ("an actor", "actors"),
            _ => return None,
        };
        let ids = listed(self.ids_in(section).filter(|id| is_id(id)));
        let ids = ids.map(|ids| format!(": {ids}")).unwrap_or_default();
        Some(format!("the id of {noun}{ids}"))
    }

    /// The ids in a section of this file.
    fn ids_in(&self, section: &str) -> impl Iterator<Item = &'t str> + use<'t, '_> {
        let tree = self.tree;
        self.section_entries(section).iter().filter_map(|(id, _)| tree.scalar(id))
    }

    fn section_entries(&self, section: &str) -> &'t [(Place, Place)] {
        let tree = self.tree;
        let root = tree.root.as_ref().map(|root| &tree.node(root).kind);
        let Some(Kind::Map { entries, .. }) = root else { return &[] };
        match self.value(entries, section).map(|section| &tree.node(section).kind) {
            Some(Kind::Map { entries, .. }) => entries,
            _ => &[],
        }
    }

    fn value<'e>(&self, entries: &'e [(Place, Place)], name: &str) -> Option<&'e Place> {
        entries.iter().find(|(key, _)| self.tree.scalar(key) == Some(name)).map(|(_, value)| value)
    }

    fn references(&self) -> &HashMap<&'t str, Vec<&'t str>> {
        self.references.get_or_init(|| {
            let mut references: HashMap<&str, Vec<&str>> = HashMap::new();
            for (id, entry) in BEARING.iter().flat_map(|section| self.section_entries(section)) {
                let Some(id) = self.tree.scalar(id) else { continue };
                let Kind::Map { entries, .. } = &self.tree.node(entry).kind else { continue };
                for (_, value) in
                    entries.iter().filter(|(key, _)| self.tree.scalar(key).is_some_and(|key| RELATIONS.contains(&key)))
                {
                    let mut words = Vec::new();
                    self.words(value, &mut words);
                    for word in words {
                        let others = references.entry(word).or_default();
                        if word != id && others.last() != Some(&id) {
                            others.push(id);
                        }
                    }
                }
            }
            references.retain(|_, others| !others.is_empty());
            references
        })
    }

    /// All texts in `value`, which is not deep.
    fn words(&self, value: &'t Place, words: &mut Vec<&'t str>) {
        let tree = self.tree;
        match &tree.node(value).kind {
            Kind::Scalar { text, .. } => words.push(text),
            Kind::List(items) => items.iter().for_each(|item| self.words(item, words)),
            Kind::Map { entries, .. } => entries.iter().for_each(|(_, value)| self.words(value, words)),
            Kind::Broken => {}
        }
    }
}

/// A text as the mapping that belongs in its place.
fn written_out(record: &Record, text: &str) -> Option<String> {
    let main = ["name", "title", "text", "by"].into_iter().find(|key| record.key(key).is_some())?;
    let written = if is_short(text) { edit::text_in_yaml(&clean_line(text)) } else { "…".to_owned() };
    let keys = record.keys.iter().filter(|key| key.required || key.name == main);
    let keys = keys.map(|key| format!("{}: {}", key.name, if key.name == main { &written } else { "…" }));
    Some(format!("{{{}}}", keys.collect::<Vec<_>>().join(", ")))
}

/// What somebody may be called who has this id: `Dana Wu` for `dana-wu`.
fn as_name(id: &str) -> String {
    let words = id.split(['-', '_', '.']).filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_short(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= limits::QUOTED
}
