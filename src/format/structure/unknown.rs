//! Keys that a record does not have.

use std::borrow::Cow;
use std::ops::Range;

use super::super::code::Code;
use super::super::diagnostic::Finding;
use super::super::lines::quoted;
use super::super::rule::{Key, Record, Rule};
use super::super::sound::Entry;
use super::super::tree::{Kind, Place};
use super::super::{edit, limits, misplaced, recovery, synonyms};
use super::{At, Checker, bare};
use crate::debate::clean_line;

/// A key that `record` does not have.
pub(super) struct Unknown<'t, 'a, 'k> {
    pub(super) name: &'t Cow<'a, str>,
    pub(super) range: Range<usize>,
    pub(super) value: &'t Place,
    pub(super) record: &'k Record,
    pub(super) at: &'k At<'k>,
    /// Whether it stands in braces.
    pub(super) flow: bool,
    /// Whether what it stands in is broken off.
    pub(super) partial: bool,
    /// All that stands beside it.
    pub(super) entries: &'t [(Place, Place)],
}

impl Unknown<'_, '_, '_> {
    fn finding(&self, help: impl Into<String>) -> Finding {
        let message = format!("{} has no key {}", self.at.what, quoted(self.name));
        Finding::new(Code::UnknownKey, self.range.clone(), message).help(help)
    }
}

impl<'t, 'a> Checker<'t, 'a, '_> {
    /// Tells of a key. Returns what is under it by the key that was probably meant.
    pub(super) fn unknown(&mut self, unknown: &Unknown<'t, 'a, '_>) -> Option<Entry<'a>> {
        let Unknown { name, range, value, record, at, flow, .. } = unknown;
        let outermost = std::ptr::eq(*record, self.file);
        if (outermost && self.outer_entry(name, range.clone(), value))
            || (!outermost && self.inner_section(name, range.clone(), value, at))
        {
            return None;
        }
        if self.in_list && *name == "id" {
            return None;
        }
        if *name == "<<" {
            self.tell(unknown, "merge keys are no part of the format: write out what they would bring");
            return None;
        }
        if *flow && self.is_absent(value) {
            // A text may hold several.
            let finding = unknown.finding("inside {…} a comma ends a text: put a text with commas in quotes");
            self.findings.push(finding.cause(format!("comma {}", at.key.start)));
            return None;
        }
        if self.is_of_said(name) && self.is_said_beside(unknown.entries) {
            // Told of `said`.
            return None;
        }
        if self.belongs_further_out(unknown) {
            return None;
        }
        if let Some(advice) = synonyms::advice_on(&record.noun, name) {
            self.tell(unknown, advice);
            self.unread(value);
            return None;
        }
        let names = || record.keys.iter().map(|key| key.name.as_str());
        let near = synonyms::key_for(&record.noun, name).or_else(|| self.nearest.find(name, names()));
        if let Some(meant) = near.and_then(|near| record.key(near)) {
            let help = self.help_for_meant(unknown, meant);
            self.tell(unknown, help);
            return Some((meant.name.clone().into(), range.clone(), self.as_meant(value, meant, range.clone())));
        }
        let of_main = outermost && misplaced::is_of_main_file(name);
        let of_main = of_main.then(|| format!("only the main file of a debate has `{name}`: take it out here"));
        let help = of_main.unwrap_or_else(|| {
            let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
            match misplaced::owner(name, self.file) {
                Some(owner) => format!("{owner}; the keys here are {}", names.join(", ")),
                None => format!("the keys are {}", names.join(", ")),
            }
        });
        self.tell(unknown, help);
        self.unread(value);
        None
    }

    fn tell(&mut self, unknown: &Unknown<'_, '_, '_>, help: impl Into<String>) {
        let finding = unknown.finding(help).cause(format!("{} {}", unknown.record.noun, unknown.name));
        self.findings.push(finding);
    }

    fn is_absent(&self, value: &Place) -> bool {
        matches!(&self.tree.node(value).kind, Kind::Scalar { text, plain: true } if text.is_empty())
    }

    /// Takes a key of the entry around, which has none of that name, where it stands among the keys of something in it.
    /// Whether it is one.
    fn belongs_further_out(&mut self, unknown: &Unknown<'t, 'a, '_>) -> bool {
        let Unknown { name, range, value, record, flow, partial, .. } = unknown;
        let Some(entry) = self.entry.clone().filter(|entry| entry.record.noun != record.noun) else {
            return false;
        };
        let Kind::Map { entries, flow: around } = &self.tree.node(entry.value).kind else { return false };
        let Some(key) = entry.record.key(name).filter(|_| !self.is_given(entries, name)) else { return false };
        if *flow && *partial {
            // The brace that is missing, which was told, may be the one before it.
        } else if let Some((first, _)) = entries.first().filter(|_| !flow && !around) {
            let at = self.tree.range(first).start;
            let blanks = at - recovery::line_start(self.text, at);
            let (noun, id) = (bare(&entry.record.noun), quoted(entry.id));
            self.tell(unknown, format!("`{name}` belongs to the {noun} {id}: indent it by {blanks}"));
        } else {
            return false;
        }
        let value = self.as_meant(value, key, range.clone());
        self.outdented.push(((*name).clone(), range.clone(), value));
        true
    }

    fn is_given(&self, entries: &[(Place, Place)], name: &str) -> bool {
        entries.iter().any(|(key, _)| self.tree.scalar(key) == Some(name))
    }

    fn help_for_meant(&self, unknown: &Unknown<'_, '_, '_>, meant: &Key) -> String {
        let Unknown { name, value, entries, .. } = unknown;
        if let Some(of_said) = self.in_attribution(name, value, meant) {
            return if self.is_attributed(&of_said, entries, &meant.name) {
                let who = if of_said.starts_with("by:") { "" } else { "by: …, " };
                format!("another attribution is another item of `{}`: `- {{{who}{of_said}}}`", meant.name)
            } else if self.is_given(entries, &meant.name) {
                format!("write it in `{}`: `{of_said}`", meant.name)
            } else if of_said.starts_with("by:") {
                format!("write `{}: {{{of_said}}}`", meant.name)
            } else {
                format!("write `{}: {{by: …, {of_said}}}`", meant.name)
            };
        }
        if self.is_given(entries, &meant.name) {
            let name = &meant.name;
            let both = self.both(unknown, meant).map_or_else(
                || "write this there, or leave it out".to_owned(),
                |both| format!("write `{name}: {both}`, or leave this out"),
            );
            return format!("did you mean `{name}`? It is given already: {both}");
        }
        match meant.name.as_str() {
            "because" => "did you mean `because`? It names the premises that an argument rests on jointly".to_owned(),
            name => format!("did you mean `{name}`?"),
        }
    }

    /// What is given under `meant` and under the key that is none, as one text.
    fn both(&self, unknown: &Unknown<'_, '_, '_>, meant: &Key) -> Option<String> {
        let text = |place: &Place| self.tree.scalar(place).filter(|text| text.chars().count() <= limits::QUOTED / 2);
        let given = unknown.entries.iter().find(|(key, _)| self.tree.scalar(key) == Some(&meant.name));
        let (given, other) = (text(&given?.1)?, text(unknown.value)?);
        let both = edit::text_in_yaml(&format!("{given}, {other}"));
        matches!(meant.name.as_str(), "role" | "about" | "note" | "summary").then(|| clean_line(&both).into_owned())
    }

    /// Whether the one attribution of a statement has the key already that `of_said` begins with.
    fn is_attributed(&self, of_said: &str, entries: &[(Place, Place)], said: &str) -> bool {
        let said = entries.iter().find(|(key, _)| self.tree.scalar(key) == Some(said));
        let Some(Kind::Map { entries, .. }) = said.map(|(_, said)| &self.tree.node(said).kind) else { return false };
        of_said.split_once(':').is_some_and(|(name, _)| self.is_given(entries, name))
    }

    /// A key of an attribution with its value, where it stands beside `said` and not in it.
    fn in_attribution(&self, name: &str, value: &Place, said: &Key) -> Option<String> {
        let Rule::OneOrMany(item) = &said.rule else { return None };
        let Rule::Record(attribution) = &**item else { return None };
        let key = attribution.key(name).map(|key| key.name.as_str());
        let key = key.or_else(|| synonyms::key_for(&attribution.noun, name)).unwrap_or("by");
        let text = self.tree.scalar(value)?;
        let short = !text.is_empty() && text.chars().count() <= limits::QUOTED;
        let written = if short { clean_line(&edit::text_in_yaml(text)).into_owned() } else { "…".to_owned() };
        Some(format!("{key}: {written}"))
    }
}
