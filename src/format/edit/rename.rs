//! Another id in place of one, everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use indexmap::IndexMap;

use super::notation::{Notation, quoted, scalar};
use super::{Changed, Debate, Edit, Refusal};
use crate::debate::is_id;
use crate::format::shape::{File, Id, OneOrMany, Section, Undercut};
use crate::format::tree::{Kind, Place, Tree};
use crate::format::{Origin, bytes, grower};

/// The three kinds of things that have ids; each id is unique in its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdKind {
    /// A question, a position or an argument.
    Statement,
    /// Who speaks.
    Actor,
    /// Where it can be looked up.
    Source,
}

impl IdKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Statement, Self::Actor, Self::Source];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Actor => "actor",
            Self::Source => "source",
        }
    }

    fn with_article(self) -> &'static str {
        match self {
            Self::Statement => "a statement",
            Self::Actor => "an actor",
            Self::Source => "a source",
        }
    }

    /// Whether something of this kind has this id.
    pub(super) fn has(self, file: &File, id: &Id) -> bool {
        match self {
            Self::Statement => {
                file.questions.0.contains_key(id)
                    || file.positions.0.contains_key(id)
                    || file.arguments.0.contains_key(id)
            }
            Self::Actor => file.actors.0.contains_key(id),
            Self::Source => file.sources.0.contains_key(id),
        }
    }
}

/// The debate whose main file is in `raw`, with the id `new` wherever `old` is: where it is defined and wherever it is
/// referred to. The same word in a text stays. `kind` says which is meant where several kinds have the id. Only the files
/// in which something changes come back, and which kind of id it was.
///
/// # Errors
/// A [`Refusal`], and nothing is changed.
pub fn rename(
    raw: &[u8],
    origin: &Origin,
    old: &str,
    new: &str,
    kind: Option<IdKind>,
) -> Result<(Vec<Changed>, IdKind), Refusal> {
    let debate = Debate::open(raw, origin)?;
    let (old, new) = (&Id::from(old), &Id::from(new));
    let kind = kind_of(&debate, old, kind)?;
    if !is_id(&new.0) {
        let words = "an id is made of letters, digits, `-`, `_` and `.`";
        return Err(Refusal::Words(format!("`{}` cannot be an id: {words}", new.0)));
    }
    if old != new && debate.has(kind, new) {
        return Err(Refusal::Words(format!("{} has the id `{}` already", kind.with_article(), new.0)));
    }
    let mut changes = Vec::new();
    for document in &debate.files {
        // The tree reads a text in which tabs have become blanks, one for one: its places are those of the file.
        let Ok(text) = bytes::text(&document.bytes) else { return Err(super::laid_out_otherwise()) };
        let tree = grower::grow(&text, &mut Vec::new());
        let edits = edits(&tree, document.text()?, kind, &old.0, &new.0)?;
        if !edits.is_empty() {
            changes.push((document, edits, renamed(&document.file, kind, old, new)));
        }
    }
    debate.revised(changes).map(|changed| (changed, kind))
}

fn kind_of(debate: &Debate<'_>, id: &Id, asked: Option<IdKind>) -> Result<IdKind, Refusal> {
    let kinds: Vec<IdKind> = IdKind::ALL.into_iter().filter(|kind| debate.has(*kind, id)).collect();
    match (asked, kinds.as_slice()) {
        (Some(kind), kinds) if kinds.contains(&kind) => Ok(kind),
        (None, [kind]) => Ok(*kind),
        (_, []) => Err(Refusal::NoSuchId(id.0.clone())),
        (Some(asked), [kind, ..]) => {
            let (asked, kind) = (asked.with_article(), kind.with_article());
            Err(Refusal::Words(format!("`{}` is {kind}, not {asked}", id.0)))
        }
        (None, kinds) => {
            let nouns: Vec<&str> = kinds.iter().map(|kind| kind.with_article()).collect();
            Err(Refusal::Words(format!("`{}` is {}: say which with --kind", id.0, nouns.join(" and "))))
        }
    }
}

/// What a part of the file is, as far as ids go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    File,
    Section(IdKind),
    Statement,
    Undercut,
    Attribution,
    Event,
    Id(IdKind),
    /// No id stands in it.
    Text,
}

impl Part {
    /// What stands under a key.
    fn under(self, key: &str) -> Self {
        use IdKind::{Actor, Source, Statement};
        match (self, key) {
            (Self::File, "actors") => Self::Section(Actor),
            (Self::File, "sources") => Self::Section(Source),
            (Self::File, "questions" | "positions" | "arguments") => Self::Section(Statement),
            (Self::File, "events") => Self::Event,
            (Self::Section(Statement), _) => Self::Statement,
            (Self::Statement, "undercuts") => Self::Undercut,
            (Self::Statement, "said") => Self::Attribution,
            (Self::Statement, "answers" | "supports" | "rebuts" | "because")
            | (Self::Undercut, "argument" | "on")
            | (Self::Event, "about") => Self::Id(Statement),
            (Self::Attribution, "by") | (Self::Event, "actors") => Self::Id(Actor),
            (Self::Attribution | Self::Event, "in") => Self::Id(Source),
            _ => Self::Text,
        }
    }

    /// Whether a bare text in this part is an id of `kind`.
    fn is_id_of(self, kind: IdKind) -> bool {
        self == Self::Id(kind) || (self == Self::Undercut && kind == IdKind::Statement)
    }
}

/// A place where the old id's word stands: as an id of the kind at hand, or as something else.
struct Use {
    written: (usize, usize),
    plain: bool,
    alias: Option<Range<usize>>,
    is_id: bool,
}

struct Finder<'t, 'a> {
    tree: &'t Tree<'a>,
    kind: IdKind,
    word: &'t str,
    uses: Vec<Use>,
}

impl Finder<'_, '_> {
    fn scalar(&mut self, place: &Place, is_id: bool) {
        if let Kind::Scalar { text, plain } = &self.tree.node(place).kind
            && text == self.word
        {
            let written = self.tree.written(place);
            let written = (written.start, written.end);
            self.uses.push(Use { written, plain: *plain, alias: place.alias(), is_id });
        }
    }

    fn part(&mut self, place: &Place, part: Part) {
        match &self.tree.node(place).kind {
            Kind::Scalar { .. } => self.scalar(place, part.is_id_of(self.kind)),
            Kind::List(items) => items.iter().for_each(|item| self.part(item, part)),
            Kind::Map { entries, .. } => {
                for (key, value) in entries {
                    let Kind::Scalar { text: name, .. } = &self.tree.node(key).kind else { continue };
                    self.scalar(key, part == Part::Section(self.kind));
                    self.part(value, part.under(name));
                }
            }
            Kind::Broken => {}
        }
    }
}

/// What changes in the text. Where an anchor names a word that is an id in one place and a text in another, each alias
/// for which the word changes otherwise than where it is written gives way to the word itself.
fn edits(tree: &Tree<'_>, text: &str, kind: IdKind, old: &str, new: &str) -> Result<Vec<Edit>, Refusal> {
    let Some(root) = &tree.root else { return Ok(Vec::new()) };
    let mut finder = Finder { tree, kind, word: old, uses: Vec::new() };
    finder.part(root, Part::File);
    let mut defined: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for found in finder.uses.iter().filter(|found| found.alias.is_none()) {
        if *defined.entry(found.written).or_insert(found.is_id) != found.is_id {
            let words = format!("an alias repeats `{old}` both as an id and as something else: write it out first");
            return Err(Refusal::Words(words));
        }
    }
    let mut edits = BTreeSet::new();
    for Use { written, plain, alias, is_id } in finder.uses {
        let changes = defined.get(&written).copied().unwrap_or(false);
        if changes {
            // A block of text reaches over the end of its line.
            let old = text.get(written.0..written.1).unwrap_or_default().trim_end();
            edits.insert((written.0, written.0 + old.len(), rewritten(old, new, plain)));
        }
        if let Some(alias) = alias
            && is_id != changes
        {
            edits.insert((alias.start, alias.end, scalar(if is_id { new } else { old }, Notation::Flow)));
        }
    }
    Ok(edits.into_iter().map(|(start, end, text)| Edit { range: start..end, text }).collect())
}

/// An id in the quotes that the one before it had.
fn rewritten(old: &str, new: &str, plain: bool) -> String {
    match old.chars().next() {
        _ if plain => scalar(new, Notation::Flow),
        Some('"') => quoted(new),
        Some('\'') => format!("'{new}'"),
        // Inside a block of text.
        _ => new.to_owned(),
    }
}

/// The file with the other id, worked out from what it says and not from how it is written.
fn renamed(file: &File, kind: IdKind, old: &Id, new: &Id) -> File {
    let mut file = file.clone();
    let put = |id: &mut Id| {
        if id == old {
            id.clone_from(new);
        }
    };
    let put_all = |ids: &mut OneOrMany<Id>| ids.0.iter_mut().for_each(put);
    let of = |asked: IdKind| asked == kind;
    if of(IdKind::Actor) {
        rename_key(&mut file.actors, old, new);
    }
    if of(IdKind::Source) {
        rename_key(&mut file.sources, old, new);
    }
    if of(IdKind::Statement) {
        rename_key(&mut file.questions, old, new);
        rename_key(&mut file.positions, old, new);
        rename_key(&mut file.arguments, old, new);
        file.positions.0.values_mut().for_each(|position| put_all(&mut position.answers));
        for argument in file.arguments.0.values_mut() {
            for ids in [&mut argument.supports, &mut argument.rebuts, &mut argument.because] {
                put_all(ids);
            }
            for undercut in &mut argument.undercuts.0 {
                match undercut {
                    Undercut::All(id) => put(id),
                    Undercut::One(bearing) => [&mut bearing.argument, &mut bearing.on].into_iter().for_each(put),
                }
            }
        }
    }
    let said = file.questions.0.values_mut().map(|question| &mut question.said);
    let said = said.chain(file.positions.0.values_mut().map(|position| &mut position.said));
    let said = said.chain(file.arguments.0.values_mut().map(|argument| &mut argument.said));
    for attribution in said.flat_map(|said| &mut said.0) {
        match kind {
            IdKind::Actor => put(&mut attribution.by),
            IdKind::Source => attribution.source.iter_mut().for_each(put),
            IdKind::Statement => {}
        }
    }
    for event in &mut file.events {
        put_all(match kind {
            IdKind::Statement => &mut event.about,
            IdKind::Actor => &mut event.actors,
            IdKind::Source => &mut event.sources,
        });
    }
    file
}

fn rename_key<T>(section: &mut Section<T>, old: &Id, new: &Id) {
    let entries = std::mem::take(&mut section.0);
    let key = |id: Id| if id == *old { new.clone() } else { id };
    section.0 = entries.into_iter().map(|(id, entry)| (key(id), entry)).collect::<IndexMap<_, _>>();
}
