//! Checks a located tree against the rules of the shape, and makes of it what is sound.
//!
//! What is broken is reported once, here. In its place the sound tree gets a blank (an empty text, an empty list) that
//! the later steps know to pass over: an entry whose text is broken still has its id, and its other keys are still
//! checked.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Map, Value};

use super::diagnostic::{Code, Finding};
use super::lines::quoted;
use super::nearest::Nearest;
use super::rule::{Record, Rule, one_of};
use super::shape;
use super::tree::{Kind, Place, Tree};

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
    fn new(range: Range<usize>, kind: SoundKind) -> Self {
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
}

/// Checks all of `tree`. None when there is nothing to check.
pub(super) fn check(tree: &Tree<'_>, rule: &Rule, nearest: &mut Nearest, findings: &mut Vec<Finding>) -> Option<Sound> {
    let root = tree.root.as_ref()?;
    let mut checker = Checker { tree, nearest, findings };
    Some(checker.part(root, rule, &At { what: "the file", key: 0..1 }))
}

/// What is being looked at, for messages.
struct At<'k> {
    what: &'k str,
    /// The key it stands under.
    key: Range<usize>,
}

struct Checker<'t, 'a, 'f> {
    tree: &'t Tree<'a>,
    nearest: &'f mut Nearest,
    findings: &'f mut Vec<Finding>,
}

impl<'t> Checker<'t, '_, '_> {
    fn part(&mut self, place: &'t Place, rule: &Rule, at: &At<'_>) -> Sound {
        let range = self.tree.range(place);
        let node = self.tree.node(place);
        match (rule, &node.kind) {
            (_, Kind::Broken) => blank(rule, range),
            (Rule::Section(_), Kind::Scalar { text, plain }) if is_nothing(text, *plain) => blank(rule, range),
            (Rule::List(_), Kind::Scalar { text, plain }) if is_nothing(text, *plain) => blank(rule, range),
            (_, Kind::Scalar { text, plain }) if text.trim().is_empty() || is_nothing(text, *plain) => {
                self.empty(rule, range, at)
            }
            (Rule::Text(_) | Rule::Either(..), Kind::Scalar { text, .. }) => {
                Sound::new(range, SoundKind::Text(text.clone().into_owned()))
            }
            (Rule::Version, Kind::Scalar { text, .. }) => self.version(text, range),
            (Rule::Words(words), Kind::Scalar { text, .. }) => self.word(text, words, range, at),
            (Rule::List(item) | Rule::OneOrMany(item), Kind::List(items)) => {
                let what = match &**item {
                    Rule::Record(record) => format!("this {}", bare(&record.noun)),
                    _ => at.what.to_owned(),
                };
                let items = items
                    .iter()
                    .map(|place| self.part(place, item, &At { what: &what, key: self.tree.range(place) }))
                    .collect();
                Sound::new(range, SoundKind::List(items))
            }
            (Rule::OneOrMany(item), Kind::Scalar { .. } | Kind::Map { .. })
                if matches!(node.kind, Kind::Scalar { .. }) == matches!(**item, Rule::Text(_))
                    || matches!(**item, Rule::Either(..)) =>
            {
                self.part(place, item, at)
            }
            (Rule::Section(entry), Kind::Map { entries, .. }) => self.section(entries, entry, range),
            (Rule::Record(record) | Rule::Either(_, record), Kind::Map { entries, flow }) => {
                self.record(entries, record, range, at, *flow, node.partial)
            }
            (_, kind) => {
                let found = match kind {
                    Kind::Scalar { .. } => "a text",
                    Kind::List(_) => "a list",
                    Kind::Map { .. } | Kind::Broken => "a mapping",
                };
                let finding = Finding::new(
                    Code::WrongType,
                    // A block begins on the line below its key: the key shows better where that is.
                    range.clone(),
                    format!("{} cannot be {found}", at.what),
                )
                .label(format!("expected {}", rule.expected()));
                self.findings.push(finding);
                blank(rule, range)
            }
        }
    }

    fn empty(&mut self, rule: &Rule, range: Range<usize>, at: &At<'_>) -> Sound {
        // An absent value has no place of its own.
        let shown = if range.is_empty() { at.key.clone() } else { range.clone() };
        let finding = Finding::new(Code::Empty, shown, format!("{} has no value", at.what))
            .label(format!("expected {}", rule.expected()));
        self.findings.push(finding);
        blank(rule, range)
    }

    fn version(&mut self, text: &str, range: Range<usize>) -> Sound {
        if text != shape::VERSION {
            let newer = text.parse::<u32>().is_ok_and(|version| version > 1);
            let message = if newer {
                format!("this file is written in version {text} of the format, which this program does not know")
            } else {
                format!("{} is no version of the format", quoted(text))
            };
            let help = if newer { "a newer version of the program may read it" } else { "write `agon: 1`" };
            let code = if newer { Code::NewerVersion } else { Code::Version };
            self.findings.push(
                Finding::new(code, range.clone(), message).label(format!("expected {}", shape::VERSION)).help(help),
            );
        }
        Sound::new(range, SoundKind::Text(shape::VERSION.to_owned()))
    }

    fn word(&mut self, text: &str, words: &[String], range: Range<usize>, at: &At<'_>) -> Sound {
        if words.iter().any(|word| word == text) {
            return Sound::new(range, SoundKind::Text(text.to_owned()));
        }
        let meant = self.nearest.did_you_mean(text, words.iter().map(String::as_str));
        let finding = Finding::new(Code::UnknownWord, range.clone(), format!("{} cannot be {}", at.what, quoted(text)))
            .label(format!("expected {}", one_of(words)))
            .help_if(meant);
        self.findings.push(finding);
        blank(&Rule::Words(Vec::new()), range)
    }

    fn section(&mut self, entries: &'t [(Place, Place)], rule: &Rule, range: Range<usize>) -> Sound {
        let noun = match rule {
            Rule::Record(record) => record.noun.as_str(),
            _ => "an entry",
        };
        let mut sound: Vec<(String, Range<usize>, Sound)> = Vec::with_capacity(entries.len());
        let mut seen: HashMap<&str, Range<usize>> = HashMap::with_capacity(entries.len());
        for (key, value) in entries {
            let at = self.tree.range(key);
            let Some(id) = self.key(key) else { continue };
            let what = format!("{} {}", bare(noun), quoted(id));
            let entry = self.part(value, rule, &At { what: &what, key: at.clone() });
            if let Some(first) = seen.get(id) {
                self.twice(id, at, first.clone());
            } else {
                seen.insert(id, at.clone());
                sound.push((id.to_owned(), at, entry));
            }
        }
        Sound::new(range, SoundKind::Map(sound))
    }

    fn record(
        &mut self,
        entries: &'t [(Place, Place)],
        record: &Record,
        range: Range<usize>,
        at: &At<'_>,
        flow: bool,
        partial: bool,
    ) -> Sound {
        let mut sound: Vec<(String, Range<usize>, Sound)> = Vec::with_capacity(record.keys.len());
        let mut seen: HashMap<&str, Range<usize>> = HashMap::new();
        // Known keys that were mistyped: not missing as well.
        let mut meant: Vec<&str> = Vec::new();
        for (key, value) in entries {
            let key_range = self.tree.range(key);
            let Some(name) = self.key(key) else { continue };
            if let Some(first) = seen.get(name) {
                self.twice(name, key_range, first.clone());
                continue;
            }
            seen.insert(name, key_range.clone());
            let Some(known) = record.key(name) else {
                meant.extend(self.unknown(name, key_range, record, at, flow && self.is_absent(value)));
                continue;
            };
            let what = format!("`{name}`");
            let value = self.part(value, &known.rule, &At { what: &what, key: key_range.clone() });
            let no_word = matches!(known.rule, Rule::Words(_)) && value.is_blank();
            if known.required && matches!(&value.kind, SoundKind::List(items) if items.is_empty()) {
                self.empty(&known.rule, value.range.clone(), &At { what: &what, key: key_range.clone() });
            }
            if !no_word {
                sound.push((name.to_owned(), key_range, value));
            }
        }
        for key in record.keys.iter().filter(|key| key.required) {
            if sound.iter().all(|(name, ..)| *name != key.name) {
                if !partial && !meant.contains(&key.name.as_str()) {
                    let shown = if at.key.is_empty() { range.clone() } else { at.key.clone() };
                    let finding = Finding::new(Code::MissingKey, shown, format!("{} has no `{}`", at.what, key.name))
                        .help(format!("add `{}: …` with {}", key.name, key.rule.expected()));
                    self.findings.push(finding);
                }
                sound.push((key.name.clone(), range.clone(), blank(&key.rule, range.clone())));
            }
        }
        for key in record.keys.iter().filter(|key| !key.required && meant.contains(&key.name.as_str())) {
            if !matches!(key.rule, Rule::Words(_)) && sound.iter().all(|(name, ..)| *name != key.name) {
                sound.push((key.name.clone(), range.clone(), blank(&key.rule, range.clone())));
            }
        }
        Sound::new(range, SoundKind::Map(sound))
    }

    /// A key must be a text.
    fn key(&mut self, key: &Place) -> Option<&'t str> {
        let tree: &'t Tree<'_> = self.tree;
        let node = tree.node(key);
        if let Kind::Scalar { text, .. } = &node.kind {
            return Some(text);
        }
        if !matches!(node.kind, Kind::Broken) {
            let finding = Finding::new(Code::WrongType, tree.range(key), "a key cannot be a list or a mapping");
            self.findings.push(finding);
        }
        None
    }

    fn is_absent(&self, value: &Place) -> bool {
        matches!(&self.tree.node(value).kind, Kind::Scalar { text, plain: true } if text.is_empty())
    }

    fn twice(&mut self, name: &str, range: Range<usize>, first: Range<usize>) {
        let finding = Finding::new(Code::DuplicateKey, range, format!("{} stands here twice", quoted(name)))
            .label("given again here")
            .related(first, "first given here");
        self.findings.push(finding);
    }

    /// Returns the key that was probably meant.
    fn unknown<'r>(
        &mut self,
        name: &str,
        range: Range<usize>,
        record: &'r Record,
        at: &At<'_>,
        torn: bool,
    ) -> Option<&'r str> {
        let names = || record.keys.iter().map(|key| key.name.as_str());
        let mut meant = None;
        let help = if name == "<<" {
            "merge keys are no part of the format: write out what they would bring".to_owned()
        } else if torn {
            "inside {…} a comma ends a text: put a text with commas in quotes".to_owned()
        } else {
            meant = self.nearest.find(name, names());
            if let Some(meant) = meant {
                format!("did you mean `{meant}`?")
            } else {
                let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
                format!("the keys are {}", names.join(", "))
            }
        };
        let message = format!("{} has no key {}", at.what, quoted(name));
        self.findings.push(Finding::new(Code::UnknownKey, range, message).help(help));
        meant
    }
}

/// A noun without its article.
fn bare(noun: &str) -> &str {
    noun.split_once(' ').map_or(noun, |(_, noun)| noun)
}

impl Sound {
    fn is_blank(&self) -> bool {
        matches!(&self.kind, SoundKind::Text(text) if text.is_empty())
    }
}

/// Whether a scalar stands for nothing: YAML's null.
fn is_nothing(text: &str, plain: bool) -> bool {
    plain && (text.is_empty() || super::resolve::may_be_nothing(text))
}

/// What stands in for a broken part.
fn blank(rule: &Rule, range: Range<usize>) -> Sound {
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
                .filter(|key| key.required)
                .map(|key| (key.name.clone(), range.clone(), blank(&key.rule, range.clone())))
                .collect(),
        ),
    };
    Sound::new(range, kind)
}
