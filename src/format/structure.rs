//! Checks a located tree against the rules of the shape, and makes of it what is sound.
//!
//! What is broken is reported once, here. In its place the sound tree gets a blank (an empty text, an empty list) that
//! the later steps know to pass over: an entry whose text is broken still has its id, and its other keys are still
//! checked.

mod helps;
mod unknown;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::code::Code;
use super::diagnostic::Finding;
use super::lines::{quoted, shown};
use super::nearest::Nearest;
use super::rule::{Key, Record, Rule, one_of};
use super::sound::{Entry, Sound, SoundKind, blank};
use super::tree::{Kind, Place, Tree};
use super::{misplaced, shape, synonyms, syntax};
use unknown::Unknown;

/// What could be made of a tree.
pub(super) struct Checked<'a> {
    pub(super) sound: Sound<'a>,
    /// Keys below keys that the format does not have: they may be the ids of entries.
    pub(super) unread_ids: HashSet<String>,
}

/// Checks all of `tree`. None when there is nothing to check.
pub(super) fn check<'a>(
    tree: &Tree<'a>,
    text: &str,
    rule: &Rule,
    nearest: &mut Nearest,
    findings: &mut Vec<Finding>,
) -> Option<Checked<'a>> {
    let root = tree.root.as_ref()?;
    let Rule::Record(file) = rule else { return None };
    let mut checker = Checker {
        tree,
        text,
        file,
        nearest,
        findings,
        moved: Vec::new(),
        unread_ids: HashSet::new(),
        entry: None,
        outdented: Vec::new(),
        in_list: false,
        references: OnceCell::new(),
    };
    let mut sound = checker.part(root, rule, &At { what: What::File, key: 0..1, of: None });
    let Checker { moved, unread_ids, .. } = checker;
    sound.put(moved);
    Some(Checked { sound, unread_ids })
}

/// What is being looked at. It is put in words only where something is wrong with it.
#[derive(Clone, Copy)]
enum What<'k> {
    File,
    /// What stands under a key.
    Key(&'k str),
    /// Something of this kind, with its article, under an id.
    Entry(&'k str, &'k str),
    /// Something of this kind in a list.
    Item(&'k str),
}

impl fmt::Display for What<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => formatter.write_str("the file"),
            Self::Key(name) => write!(formatter, "`{name}`"),
            Self::Entry(noun, id) => write!(formatter, "{} {}", bare(noun), quoted(id)),
            Self::Item(noun) => write!(formatter, "this {}", bare(noun)),
        }
    }
}

/// What is being looked at, for messages.
struct At<'k> {
    what: What<'k>,
    /// The key it stands under.
    key: Range<usize>,
    /// The same in the rules, where it stands in a record.
    of: Option<Of<'k>>,
}

/// A key of a record, with all that the record holds in the file.
#[derive(Clone, Copy)]
struct Of<'k> {
    record: &'k Record,
    key: &'k Key,
    entries: &'k [(Place, Place)],
}

/// An entry of a section that is being looked at.
#[derive(Clone)]
struct InEntry<'t> {
    id: &'t str,
    value: &'t Place,
    record: Arc<Record>,
}

struct Checker<'t, 'a, 'f> {
    tree: &'t Tree<'a>,
    text: &'t str,
    /// The rules of the whole file.
    file: &'f Record,
    nearest: &'f mut Nearest,
    findings: &'f mut Vec<Finding>,
    /// Entries that stand somewhere else than in the section they belong to.
    moved: Vec<(&'f str, Entry<'a>)>,
    unread_ids: HashSet<String>,
    /// The entry at hand.
    entry: Option<InEntry<'t>>,
    /// Keys of it that stand too deep inside.
    outdented: Vec<Entry<'a>>,
    /// Whether the entry at hand is the item of a list, and has its id among its keys.
    in_list: bool,
    /// By the id of a statement, those that bear on it or rest on it; made when it is asked for.
    references: OnceCell<HashMap<&'t str, Vec<&'t str>>>,
}

impl<'t, 'a> Checker<'t, 'a, '_> {
    fn part(&mut self, place: &'t Place, rule: &Rule, at: &At<'_>) -> Sound<'a> {
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
                Sound::new(range, SoundKind::Text(text.clone()))
            }
            (Rule::Version, Kind::Scalar { text, .. }) => self.version(text, range),
            (Rule::Words(words), Kind::Scalar { text, .. }) => self.word(text, words, range, at),
            (Rule::List(item) | Rule::OneOrMany(item), Kind::List(items)) => {
                let what = match &**item {
                    Rule::Record(record) => What::Item(&record.noun),
                    _ => at.what,
                };
                let items = items
                    .iter()
                    .map(|place| self.part(place, item, &At { what, key: self.tree.range(place), of: None }))
                    .collect();
                Sound::new(range, SoundKind::List(items))
            }
            (Rule::OneOrMany(item), Kind::Scalar { .. } | Kind::Map { .. })
                if matches!(node.kind, Kind::Scalar { .. }) == matches!(**item, Rule::Text(_))
                    || matches!(**item, Rule::Either(..)) =>
            {
                self.part(place, item, at)
            }
            (Rule::Section(entry), Kind::Map { entries, .. }) => {
                Sound::new(range, SoundKind::Map(self.section(entries, entry, at)))
            }
            (Rule::Section(entry), Kind::List(items)) if !self.is_in_brackets(&range) => {
                Sound::new(range.clone(), SoundKind::Map(self.listed_section(items, entry, &range, at)))
            }
            (Rule::Either(..), Kind::Map { entries, flow: true }) if self.bearing(entries).is_some() => {
                let (argument, on) = self.bearing(entries).unwrap_or_default();
                let finding = Finding::new(Code::MissingKey, range.clone(), format!("{} has no keys", at.what))
                    .help(format!("write `{{argument: {}, on: {}}}`", shown(argument), shown(on)));
                self.findings.push(finding);
                blank(rule, range)
            }
            (Rule::Record(record) | Rule::Either(_, record), Kind::Map { entries, flow }) => {
                self.record(entries, record, range, at, *flow, node.partial)
            }
            // What broke off may have been meant as something else: `[draft] Night trains` is no list.
            _ if node.partial => blank(rule, range),
            (_, kind) => {
                let found = match kind {
                    Kind::Scalar { .. } => "a text",
                    Kind::List(_) => "a list",
                    Kind::Map { .. } | Kind::Broken => "a mapping",
                };
                let help = at.of.and_then(|of| self.help_for_list(of, kind));
                let help = help.or_else(|| self.help_for_text(rule, kind, &range, at));
                // A block begins on the line below its key: the key shows better where that is.
                let finding = Finding::new(Code::WrongType, range.clone(), format!("{} cannot be {found}", at.what))
                    .label(format!("expected {}", rule.expected()))
                    .help_if(help);
                self.findings.push(finding);
                blank(rule, range)
            }
        }
    }

    fn empty(&mut self, rule: &Rule, range: Range<usize>, at: &At<'_>) -> Sound<'a> {
        // An absent value has no place of its own.
        let shown = if range.is_empty() { at.key.clone() } else { range.clone() };
        let help = self.help_for_comment(at).or_else(|| at.of.map(|of| self.help_for_empty(of)));
        let finding = Finding::new(Code::Empty, shown, format!("{} has no value", at.what))
            .label(format!("expected {}", rule.expected()))
            .help_if(help);
        self.findings.push(finding);
        blank(rule, range)
    }

    fn version(&mut self, text: &str, range: Range<usize>) -> Sound<'a> {
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
        Sound::new(range, SoundKind::Text(Cow::Borrowed(shape::VERSION)))
    }

    fn word(&mut self, text: &Cow<'a, str>, words: &[String], range: Range<usize>, at: &At<'_>) -> Sound<'a> {
        if words.iter().any(|word| word == text) {
            return Sound::new(range, SoundKind::Text(text.clone()));
        }
        let meant = self.nearest.did_you_mean(text, words.iter().map(String::as_str));
        let meant = meant.or_else(|| {
            let meant = synonyms::word_for(text, words)?;
            Some(format!("did you mean {}?", quoted(meant)))
        });
        let finding = Finding::new(Code::UnknownWord, range.clone(), format!("{} cannot be {}", at.what, quoted(text)))
            .cause(format!("{} {text}", at.what))
            .label(format!("expected {}", one_of(words)))
            .help_if(meant);
        self.findings.push(finding);
        blank(&Rule::Words(Vec::new()), range)
    }

    fn section(&mut self, entries: &'t [(Place, Place)], rule: &Rule, section: &At<'_>) -> Vec<Entry<'a>> {
        let own = match rule {
            Rule::Record(record) => Some(&**record),
            _ => None,
        };
        let noun = own.map_or("an entry", |record| &record.noun);
        let mut sound: Vec<Entry<'a>> = Vec::with_capacity(entries.len());
        let mut seen: HashMap<&str, Range<usize>> = HashMap::with_capacity(entries.len());
        for (key, value) in entries {
            let at = self.tree.range(key);
            let Some(id) = self.key(key) else { continue };
            if self.inner_section(id, at.clone(), value, section) {
                continue;
            }
            let what = What::Entry(noun, id);
            let meant = misplaced::section_of(self.tree, value, own, self.file);
            let rule = meant.map_or(rule, |(_, rule, _)| rule);
            let entry = self.entry(id, value, rule, &At { what, key: at.clone(), of: None });
            if let Some((name, _, record)) = meant {
                let finding =
                    Finding::new(Code::Misplaced, at.clone(), format!("{what} has the keys of {}", record.noun))
                        .help(format!("move it to `{name}`"))
                        .cause(format!("{noun} to {name}"));
                self.findings.push(finding);
                self.moved.push((name, (id.clone(), at, entry)));
            } else if let Some(first) = seen.get(&**id) {
                self.twice(id, at, first.clone(), TWO_ENTRIES);
            } else {
                seen.insert(id, at.clone());
                sound.push((id.clone(), at, entry));
            }
        }
        sound
    }

    /// Takes a section that is written as a list of its entries, each with its id among its keys.
    fn listed_section(&mut self, items: &'t [Place], rule: &Rule, range: &Range<usize>, at: &At<'_>) -> Vec<Entry<'a>> {
        // Where it goes on with entries as they should be, that is the same fault.
        let of_this = |finding: &Finding| finding.cause.as_deref() == Some(syntax::KEY_IN_LIST);
        self.findings.retain(|finding| !of_this(finding) || !range.contains(&finding.range.start));
        let finding = Finding::new(Code::WrongType, range.clone(), format!("{} cannot be a list", at.what))
            .label("expected each entry below its id")
            .help_if(self.help_for_listed(items, rule));
        self.findings.push(finding);
        let noun = match rule {
            Rule::Record(record) => record.noun.as_str(),
            _ => "an entry",
        };
        let mut sound: Vec<Entry<'a>> = Vec::with_capacity(items.len());
        let mut seen: HashMap<&str, Range<usize>> = HashMap::with_capacity(items.len());
        for item in items {
            let Some((id, key)) = self.id_of_item(item).and_then(|id| Some((self.key(id)?, self.tree.range(id))))
            else {
                self.unread(item);
                continue;
            };
            if let Some(first) = seen.get(&**id) {
                self.twice(id, key, first.clone(), TWO_ENTRIES);
                continue;
            }
            seen.insert(id, key.clone());
            let what = What::Entry(noun, id);
            let around = std::mem::replace(&mut self.in_list, true);
            let entry = self.entry(id, item, rule, &At { what, key: key.clone(), of: None });
            self.in_list = around;
            sound.push((id.clone(), key, entry));
        }
        sound
    }

    /// Whether what is written there is in `[…]`.
    fn is_in_brackets(&self, range: &Range<usize>) -> bool {
        self.text.get(range.start..).is_some_and(|written| written.starts_with('['))
    }

    /// What is sound of an entry of a section.
    fn entry(&mut self, id: &'t str, value: &'t Place, rule: &Rule, at: &At<'_>) -> Sound<'a> {
        let Rule::Record(record) = rule else { return self.part(value, rule, at) };
        let around = self.entry.replace(InEntry { id, value, record: Arc::clone(record) });
        let entry = self.part(value, rule, at);
        self.entry = around;
        entry
    }

    /// Takes a section that stands inside something else. Whether it is one.
    fn inner_section(&mut self, name: &str, at: Range<usize>, value: &'t Place, inside: &At<'_>) -> bool {
        let Some(key) = self.file.keys.iter().find(|key| key.name == name) else { return false };
        let (Rule::Section(rule), Kind::Map { entries, .. }) = (&key.rule, &self.tree.node(value).kind) else {
            return false;
        };
        if entries.is_empty() || !misplaced::fits(self.tree, value, &key.rule) {
            return false;
        }
        let message = format!("the section `{name}` stands inside {}", inside.what);
        let finding = Finding::new(Code::Misplaced, at.clone(), message)
            .help("begin its line at the left edge, with no blanks before it, and its entries a step further in");
        self.findings.push(finding);
        let entries = self.section(entries, rule, &At { what: What::Key(name), key: at, of: None });
        self.moved.extend(entries.into_iter().map(|entry| (key.name.as_str(), entry)));
        true
    }

    /// Takes an entry that stands at the left edge. Whether it is one.
    #[expect(clippy::ptr_arg, reason = "its clone is as borrowed as it is")]
    fn outer_entry(&mut self, id: &'t Cow<'a, str>, at: Range<usize>, value: &'t Place) -> bool {
        let Some((name, rule, record)) = misplaced::section_of(self.tree, value, None, self.file) else {
            return false;
        };
        let message = format!("{} has the keys of {}, and stands in no section", quoted(id), record.noun);
        let finding = Finding::new(Code::Misplaced, at.clone(), message)
            .help(format!("move it below `{name}:`, and indent it"))
            .cause(format!("the file to {name}"));
        self.findings.push(finding);
        let what = What::Entry(&record.noun, id);
        let entry = self.entry(id, value, rule, &At { what, key: at.clone(), of: None });
        self.moved.push((name, (id.clone(), at, entry)));
        true
    }

    fn record(
        &mut self,
        entries: &'t [(Place, Place)],
        record: &Record,
        range: Range<usize>,
        at: &At<'_>,
        flow: bool,
        partial: bool,
    ) -> Sound<'a> {
        let mut sound: Vec<Entry<'a>> = Vec::with_capacity(entries.len().min(record.keys.len()));
        // Where the other keys stand first.
        let mut others: HashMap<&str, Range<usize>> = HashMap::new();
        // Known keys that were mistyped: not missing as well.
        let mut meant: Vec<Entry<'a>> = Vec::new();
        for (key, value) in entries {
            let key_range = self.tree.range(key);
            let Some(name) = self.key(key) else { continue };
            let known = record.key(name);
            let first = match known {
                Some(_) => sound.iter().find(|(other, ..)| other == name).map(|(_, first, _)| first),
                None => others.get(&**name),
            };
            if let Some(first) = first {
                let help = match known.map(|key| &key.rule) {
                    Some(Rule::OneOrMany(_)) => "write both as one list, `[…, …]`",
                    Some(Rule::Section(_) | Rule::List(_)) => "put the entries of both under one of them",
                    _ => "keep one of them",
                };
                self.twice(name, key_range, first.clone(), help);
                continue;
            }
            let Some(known) = known else {
                others.insert(name, key_range.clone());
                meant.extend(self.unknown(&Unknown {
                    name,
                    range: key_range,
                    value,
                    record,
                    at,
                    flow,
                    partial,
                    entries,
                }));
                continue;
            };
            let at = At { what: What::Key(name), key: key_range.clone(), of: Some(Of { record, key: known, entries }) };
            let value = self.part(value, &known.rule, &at);
            if known.required && matches!(&value.kind, SoundKind::List(items) if items.is_empty()) {
                self.empty(&known.rule, value.range.clone(), &at);
            }
            sound.push((name.clone(), key_range, value));
        }
        if self.entry.as_ref().is_some_and(|entry| entry.record.noun == record.noun) {
            meant.append(&mut self.outdented);
        }
        for (name, range, value) in meant {
            if sound.iter().all(|(other, ..)| *other != name) {
                sound.push((name, range, value));
            }
        }
        for key in &record.keys {
            if sound.iter().any(|(name, ..)| *name == key.name) {
                continue;
            }
            if key.required && !partial {
                let shown = if at.key.is_empty() { range.clone() } else { at.key.clone() };
                let finding = Finding::new(Code::MissingKey, shown, format!("{} has no `{}`", at.what, key.name))
                    .help(self.help_for_missing(Of { record, key, entries }));
                self.findings.push(finding);
            }
            // What the file broke off before is not missing.
            if key.required || (partial && key.rule.may_be_blank()) {
                sound.push((key.name.clone().into(), range.clone(), blank(&key.rule, range.clone())));
            }
        }
        sound
            .retain(|(name, _, value)| !value.is_blank() || record.key(name).is_none_or(|key| key.rule.may_be_blank()));
        Sound::new(range, SoundKind::Map(sound))
    }

    /// A key must be a text.
    fn key(&mut self, key: &Place) -> Option<&'t Cow<'a, str>> {
        let tree: &'t Tree<'a> = self.tree;
        let node = tree.node(key);
        if let Kind::Scalar { text, .. } = &node.kind {
            return Some(text);
        }
        if !matches!(node.kind, Kind::Broken) && !node.partial {
            let finding = Finding::new(Code::WrongType, tree.range(key), "a key cannot be a list or a mapping");
            self.findings.push(finding);
        }
        None
    }

    fn twice(&mut self, name: &str, range: Range<usize>, first: Range<usize>, help: &str) {
        let finding = Finding::new(Code::DuplicateKey, range, format!("{} stands here twice", quoted(name)))
            .label("given again here")
            .help(help)
            .cause(format!("{name} {}", first.start))
            .related(first, "first given here");
        self.findings.push(finding);
    }

    /// What stands under a mistyped key, where it is of the right kind.
    fn as_meant(&mut self, value: &'t Place, meant: &Key, range: Range<usize>) -> Sound<'a> {
        if misplaced::fits(self.tree, value, &meant.rule) {
            return self.part(value, &meant.rule, &At { what: What::Key(&meant.name), key: range, of: None });
        }
        self.unread(value);
        blank(&meant.rule, range)
    }

    /// Keeps in mind which ids may stand where nothing is read.
    fn unread(&mut self, value: &'t Place) {
        let tree: &'t Tree<'_> = self.tree;
        if let Kind::Map { entries, .. } = &tree.node(value).kind {
            self.unread_ids.extend(entries.iter().filter_map(|(key, _)| tree.scalar(key)).map(str::to_owned));
        }
    }
}

/// What to do about two entries with one id.
const TWO_ENTRIES: &str = "rename one of them if they are different, or delete one";

/// A noun without its article.
fn bare(noun: &str) -> &str {
    noun.split_once(' ').map_or(noun, |(_, noun)| noun)
}

/// Whether a scalar stands for nothing: YAML's null.
fn is_nothing(text: &str, plain: bool) -> bool {
    plain && (text.is_empty() || super::resolve::may_be_nothing(text))
}
