//! What is sound of a file: its parts that have the right shape, each with its place, and blanks for the others.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::code::Code;
use super::diagnostic::Finding;
use super::include::SourceFolders;
use super::lines::quoted;
use super::rule::Rule;
use super::shape;

/// A part of the file that has the right shape, with its place. Its words are those of the text where they stand there
/// as they are.
#[derive(Debug)]
pub(super) struct Sound<'a> {
    pub(super) range: Range<usize>,
    pub(super) kind: SoundKind<'a>,
}

#[derive(Debug)]
pub(super) enum SoundKind<'a> {
    Text(Cow<'a, str>),
    List(Vec<Sound<'a>>),
    Map(Vec<Entry<'a>>),
}

impl<'a> Sound<'a> {
    pub(super) fn new(range: Range<usize>, kind: SoundKind<'a>) -> Self {
        Self { range, kind }
    }

    /// The same with words of its own, for a text that goes elsewhere.
    pub(super) fn into_owned(self) -> Sound<'static> {
        let own = |word: Cow<'a, str>| Cow::Owned(word.into_owned());
        let kind = match self.kind {
            SoundKind::Text(text) => SoundKind::Text(own(text)),
            SoundKind::List(items) => SoundKind::List(items.into_iter().map(Self::into_owned).collect()),
            SoundKind::Map(entries) => SoundKind::Map(
                entries.into_iter().map(|(key, range, value)| (own(key), range, value.into_owned())).collect(),
            ),
        };
        Sound { range: self.range, kind }
    }

    /// Adds entries to the sections of a file, but for those whose ids stand there.
    pub(super) fn put(&mut self, entries: Vec<(&str, Entry<'a>)>) {
        let SoundKind::Map(parts) = &mut self.kind else { return };
        let mut ids: HashMap<&str, HashSet<Cow<'a, str>>> = HashMap::new();
        for (section, entry) in entries {
            if parts.iter().all(|(name, ..)| name != section) {
                let range = entry.2.range.clone();
                let empty = Sound::new(range.clone(), SoundKind::Map(Vec::new()));
                parts.push((section.to_owned().into(), range, empty));
            }
            let part = parts.iter_mut().find(|(name, ..)| name == section);
            let Some((_, _, Sound { kind: SoundKind::Map(there), .. })) = part else { continue };
            let ids = ids.entry(section).or_insert_with(|| there.iter().map(|(id, ..)| id.clone()).collect());
            if ids.insert(entry.0.clone()) {
                there.push(entry);
            }
        }
    }

    /// Puts all of it so far behind in the text.
    pub(super) fn shift(&mut self, by: usize) {
        if by == 0 {
            return;
        }
        let shift = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
        shift(&mut self.range);
        match &mut self.kind {
            SoundKind::Text(_) => {}
            SoundKind::List(items) => items.iter_mut().for_each(|item| item.shift(by)),
            SoundKind::Map(entries) => {
                for (_, key, value) in entries {
                    shift(key);
                    value.shift(by);
                }
            }
        }
    }

    /// The files that a file includes, and where it says so; an empty one for what is broken.
    pub(super) fn included(&self) -> Vec<(String, Range<usize>)> {
        let SoundKind::Map(parts) = &self.kind else { return Vec::new() };
        // What stands in for a key that a broken file may have had has no place of its own.
        let named = parts.iter().find(|(name, key, _)| name == INCLUDE && *key != self.range);
        let named = named.map(|(_, _, named)| named);
        let items = match named {
            Some(Sound { kind: SoundKind::List(items), .. }) => items.as_slice(),
            Some(bare) => std::slice::from_ref(bare),
            None => &[],
        };
        let path = |item: &Sound| match &item.kind {
            SoundKind::Text(path) => Some((path.to_string(), item.range.clone())),
            _ => None,
        };
        items.iter().filter_map(path).collect()
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.kind, SoundKind::Text(text) if text.is_empty())
    }
}

/// The same without places, for `serde`.
impl<'de> Deserializer<'de> for &'de Sound<'_> {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match &self.kind {
            SoundKind::Text(text) => visitor.visit_borrowed_str(text),
            SoundKind::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            SoundKind::Map(entries) => {
                visitor.visit_map(MapDeserializer::new(entries.iter().map(|(key, _, value)| (&**key, value))))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        let SoundKind::Text(word) = &self.kind else { return self.deserialize_any(visitor) };
        let word: StrDeserializer<'_, Self::Error> = (&**word).into_deserializer();
        word.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de> for &'de Sound<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The key under which a file names those that it includes.
const INCLUDE: &str = "include";

/// The main file of a debate, to which others are added.
pub(super) struct Merging<'a> {
    sound: Sound<'a>,
    /// By section, where each of its ids stands first. Only what is added is looked up in it.
    ids: HashMap<Cow<'a, str>, HashMap<Cow<'a, str>, Range<usize>>>,
    folders: SourceFolders,
    findings: Vec<Finding>,
}

impl<'a> Merging<'a> {
    pub(super) fn new(main: Sound<'a>) -> Self {
        Self { sound: main, ids: HashMap::new(), folders: SourceFolders::default(), findings: Vec::new() }
    }

    /// Adds a file that stands in `folder`: its entries come behind those in the same sections.
    pub(super) fn add(&mut self, file: Sound<'a>, folder: &str) {
        let (SoundKind::Map(parts), SoundKind::Map(added)) = (&mut self.sound.kind, file.kind) else { return };
        for (section, key, value) in added {
            if section == "agon" || section == INCLUDE {
                continue;
            }
            let there = parts.iter().position(|(name, ..)| *name == section).unwrap_or(parts.len());
            if there == parts.len() {
                let empty = match &value.kind {
                    SoundKind::List(_) => SoundKind::List(Vec::new()),
                    _ => SoundKind::Map(Vec::new()),
                };
                parts.push((section.clone(), key, Sound::new(value.range.clone(), empty)));
            }
            match (&mut parts[there].2.kind, value.kind) {
                (SoundKind::List(there), SoundKind::List(added)) => there.extend(added),
                (SoundKind::Map(there), SoundKind::Map(added)) => {
                    if section == "sources" {
                        self.folders.begin(there.len(), folder);
                    }
                    let ids = self
                        .ids
                        .entry(section)
                        .or_insert_with(|| there.iter().map(|(id, at, _)| (id.clone(), at.clone())).collect());
                    for (id, at, entry) in added {
                        if let Some(first) = ids.get(&id) {
                            self.findings.push(taken(&id, at, first.clone()));
                        } else {
                            ids.insert(id.clone(), at.clone());
                            there.push((id, at, entry));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// All of it, where the paths of its sources begin, and what is wrong with it.
    pub(super) fn finish(self) -> (Sound<'a>, SourceFolders, Vec<Finding>) {
        (self.sound, self.folders, self.findings)
    }
}

fn taken(id: &str, at: Range<usize>, first: Range<usize>) -> Finding {
    Finding::new(Code::DuplicateKey, at, format!("the id {} is taken in another file of the debate", quoted(id)))
        .label("given again here")
        .help("all files of a debate share their ids: choose another, or keep one of the two")
        .cause(format!("{id} {}", first.start))
        .related(first, "first given here")
}

/// An entry with its id.
pub(super) type Entry<'a> = (Cow<'a, str>, Range<usize>, Sound<'a>);

/// What stands in for a broken part.
pub(super) fn blank<'a>(rule: &Rule, range: Range<usize>) -> Sound<'a> {
    let kind = match rule {
        Rule::Text(_) | Rule::Either(..) | Rule::Words(_) => SoundKind::Text(Cow::Borrowed("")),
        Rule::Version => SoundKind::Text(Cow::Borrowed(shape::VERSION)),
        // One blank, not none: "given but broken" is not "not given".
        Rule::OneOrMany(item) => SoundKind::List(vec![blank(item, range.clone())]),
        Rule::List(_) => SoundKind::List(Vec::new()),
        Rule::Section(_) => SoundKind::Map(Vec::new()),
        Rule::Record(record) => SoundKind::Map(
            record
                .keys
                .iter()
                .filter(|key| key.rule.may_be_blank())
                .map(|key| (key.name.clone().into(), range.clone(), blank(&key.rule, range.clone())))
                .collect(),
        ),
    };
    Sound::new(range, kind)
}
