//! From a file of the right shape to a debate: ids become indexes, words become dates and addresses.
//!
//! Both ways of reading end here, so both mean the same by a file. Problems are told by path; whoever has the places
//! turns paths into them. An empty text stands for something broken that was told already: it is passed over.

mod way;
mod whole;

use std::collections::hash_map::{Entry, HashMap};
use std::hash::Hash;

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use super::include::SourceFolders;
use super::names::{Homes, Names, Own};
use super::problem::{Aim, Belongs, Path, Problem, ProblemKind, Step};
use super::shape::{self, Attribution, File, Id, OneOrMany, Prose, Undercut};
use super::{Origin, local};
use crate::debate::{
    self, Actor, ActorIndex, Event, Parts, Relation, RelationKind, Source, SourceIndex, Statement, StatementIndex,
    StatementKind, TagIndex, Text, Url, is_id,
};
use way::{Way, below};

/// Whether YAML takes this, written plainly, for nothing. The happy way cannot see quotes.
pub(super) fn may_be_nothing(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// All of `file`, to which all that it includes was added, that means something, and all that does not. With no problem,
/// the parts make a debate.
pub(super) fn resolve(file: &File, folders: &SourceFolders, origin: &Origin) -> (Parts, Vec<Problem>) {
    let mut resolver = Resolver::new(origin, Homes::of(file));
    resolver.ids(file);
    let sources = file.sources.0.iter().enumerate();
    let parts = Parts {
        actors: file.actors.0.iter().enumerate().map(|(place, (id, actor))| resolver.actor(place, id, actor)).collect(),
        sources: sources.map(|(place, (id, source))| resolver.source(place, id, source, folders.of(place))).collect(),
        statements: resolver.statements(file),
        events: file.events.iter().enumerate().map(|(place, event)| resolver.event(event, place)).collect(),
        ..resolver.head(file)
    };
    resolver.bearings(file, &parts.statements);
    (Parts { tags: resolver.tags.into_iter().collect(), ..parts }, resolver.problems)
}

/// Makes the entries of a debate from those of a file.
pub(super) struct Resolver<'o, N> {
    origin: &'o Origin,
    pub(super) names: N,
    /// The tags so far, in the order of their indexes.
    pub(super) tags: IndexSet<Text>,
    pub(super) problems: Vec<Problem>,
}

impl<'o, N: Names> Resolver<'o, N> {
    pub(super) fn new(origin: &'o Origin, names: N) -> Self {
        Self { origin, names, tags: IndexSet::new(), problems: Vec::new() }
    }

    fn problem(&mut self, path: &[Step], kind: ProblemKind) {
        self.problems.push(Problem { path: path.to_vec(), aim: Aim::Value, kind });
    }

    fn problem_at_key(&mut self, path: Path, kind: ProblemKind) {
        self.problems.push(Problem { path, aim: Aim::Key, kind });
    }

    fn prose(&mut self, prose: &Prose, path: &[Step]) -> Text {
        let text = Text::new(&prose.0);
        if text.is_empty() || may_be_nothing(&prose.0) {
            self.problem(path, ProblemKind::PerhapsNothing);
        }
        text
    }

    fn optional(&mut self, prose: Option<&Prose>, entry: &[Step], key: &'static str) -> Option<Text> {
        prose.map(|prose| self.prose(prose, &below(entry, Step::Key(key))))
    }

    fn list(&mut self, list: &OneOrMany<Prose>, entry: &[Step], key: &'static str) -> Vec<Text> {
        let path = below(entry, Step::Key(key));
        let texts: Vec<Text> =
            list.iter().enumerate().map(|(item, prose)| self.prose(prose, &below(&path, Step::Item(item)))).collect();
        self.repeated(&texts, Text::as_str, Text::as_str, &path);
        texts
    }

    /// Tells what stands in a list for the second time: items with the same `key`, which are called `word`.
    fn repeated<'i, T, K: Hash + Eq>(
        &mut self,
        items: &'i [T],
        key: impl Fn(&'i T) -> K,
        word: impl Fn(&'i T) -> &'i str,
        path: &[Step],
    ) {
        // Most lists have one item.
        if items.len() < 2 {
            return;
        }
        let mut seen = HashMap::with_capacity_and_hasher(items.len(), RandomState::default());
        for (place, item) in items.iter().enumerate().filter(|(_, item)| !word(item).is_empty()) {
            match seen.entry(key(item)) {
                Entry::Vacant(unseen) => drop(unseen.insert(place)),
                Entry::Occupied(first) => {
                    let first = below(path, Step::Item(*first.get())).to_vec();
                    let word = word(item).to_owned();
                    self.problem(&below(path, Step::Item(place)), ProblemKind::Repeated { word, first });
                }
            }
        }
    }

    /// What a file says of the debate as a whole.
    pub(super) fn head(&mut self, file: &File) -> Parts {
        Parts {
            title: self.prose(&file.title, &[Step::Key("title")]),
            summary: self.optional(file.summary.as_ref(), &[], "summary"),
            language: self.optional(file.language.as_ref(), &[], "language"),
            ..Parts::default()
        }
    }

    pub(super) fn actor(&mut self, place: usize, id: &Id, actor: &shape::Actor) -> Actor {
        let entry = [Step::Key("actors"), Step::Entry(place)];
        self.is_id(id, &entry);
        Actor {
            id: id.0.as_str().into(),
            name: self.prose(&actor.name, &below(&entry, Step::Key("name"))),
            role: self.optional(actor.role.as_ref(), &entry, "role"),
            aka: self.list(&actor.aka, &entry, "aka"),
            note: self.optional(actor.note.as_ref(), &entry, "note"),
        }
    }

    /// A source in a file that stands in this folder, from that of the main file.
    pub(super) fn source(&mut self, place: usize, id: &Id, source: &shape::Source, folder: &str) -> Source {
        let entry = [Step::Key("sources"), Step::Entry(place)];
        self.is_id(id, &entry);
        Source {
            id: id.0.as_str().into(),
            title: self.prose(&source.title, &below(&entry, Step::Key("title"))),
            kind: self.optional(source.kind.as_ref(), &entry, "kind"),
            publisher: self.optional(source.publisher.as_ref(), &entry, "publisher"),
            authors: self.list(&source.authors, &entry, "authors"),
            date: source.date.as_ref().and_then(|date| self.date(date, &entry)),
            url: source.url.as_ref().and_then(|url| self.url(&url.0, &entry)),
            text: source.text.as_ref().and_then(|text| self.local_text(&text.0, folder, &entry)),
            note: self.optional(source.note.as_ref(), &entry, "note"),
        }
    }

    fn date(&mut self, date: &shape::When, entry: &[Step]) -> Option<debate::Date> {
        let word = date.0.trim();
        if word.is_empty() {
            self.problem(&below(entry, Step::Key("date")), ProblemKind::PerhapsNothing);
            return None;
        }
        match word.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                let kind = ProblemKind::BadDate { word: word.to_owned(), error };
                self.problem(&below(entry, Step::Key("date")), kind);
                None
            }
        }
    }

    fn url(&mut self, url: &str, entry: &[Step]) -> Option<Url> {
        let word = url.trim();
        let kind = match Url::new(word) {
            Ok(url) => return Some(url),
            Err(_) if word.is_empty() => ProblemKind::PerhapsNothing,
            Err(error) => ProblemKind::BadUrl { word: word.to_owned(), error },
        };
        self.problem(&below(entry, Step::Key("url")), kind);
        None
    }

    /// The path from the folder of the main file, where a file in its folder `from` has `path`.
    fn local_text(&mut self, path: &str, from: &str, entry: &[Step]) -> Option<Text> {
        let at = below(entry, Step::Key("text"));
        if path.trim().is_empty() || may_be_nothing(path) {
            self.problem(&at, ProblemKind::PerhapsNothing);
        }
        // The main file's own paths stay as they are written.
        let joined = if from.is_empty() { Ok(path.to_owned()) } else { local::joined(path, from) };
        let joined = joined
            .and_then(|path| local::refusal(&path, self.origin.folder.as_deref()).map_or(Ok(Text::new(&path)), Err));
        match joined {
            Ok(path) => Some(path),
            Err(_) if path.trim().is_empty() => None,
            Err(why) => {
                self.problem(&at, ProblemKind::BadPath { word: path.to_owned(), why });
                None
            }
        }
    }

    pub(super) fn question(&mut self, place: usize, id: &Id, question: &shape::Question) -> Statement {
        let entry = [Step::Key("questions"), Step::Entry(place)];
        self.is_id(id, &entry);
        let mut statement = Statement::new(&id.0, StatementKind::Question);
        statement.text = self.optional(Some(&question.text), &entry, "text");
        statement.about = self.optional(question.about.as_ref(), &entry, "about");
        statement.said = self.said(&question.said, &entry);
        statement.tags = self.tags(&question.tags, &entry);
        statement.note = self.optional(question.note.as_ref(), &entry, "note");
        statement
    }

    /// `index` is its place among all statements, as far as that is known.
    pub(super) fn position(&mut self, place: usize, index: usize, id: &Id, position: &shape::Position) -> Statement {
        let entry = [Step::Key("positions"), Step::Entry(place)];
        self.is_id(id, &entry);
        let own = Own { id: &id.0, index };
        let mut statement = Statement::new(&id.0, StatementKind::Position);
        if position.answers.is_empty() {
            self.problem(&below(&entry, Step::Key("answers")), ProblemKind::PerhapsNothing);
        }
        statement.text = self.optional(Some(&position.text), &entry, "text");
        statement.relations = self.relations(&position.answers, "answers", RelationKind::Answers, own, &entry);
        statement.said = self.said(&position.said, &entry);
        statement.tags = self.tags(&position.tags, &entry);
        statement.note = self.optional(position.note.as_ref(), &entry, "note");
        statement
    }

    /// As [`Self::position`].
    pub(super) fn argument(&mut self, place: usize, index: usize, id: &Id, argument: &shape::Argument) -> Statement {
        let entry = [Step::Key("arguments"), Step::Entry(place)];
        self.is_id(id, &entry);
        let own = Own { id: &id.0, index };
        let mut statement = Statement::new(&id.0, StatementKind::Argument);
        if argument.text.is_none() && argument.because.is_empty() {
            self.problem_at_key(entry.to_vec(), ProblemKind::NoReason { id: id.0.clone() });
        }
        statement.text = self.optional(argument.text.as_ref(), &entry, "text");
        statement.relations = self.relations(&argument.supports, "supports", RelationKind::Supports, own, &entry);
        statement.relations.extend(self.relations(&argument.rebuts, "rebuts", RelationKind::Rebuts, own, &entry));
        statement.relations.extend(self.undercuts(&argument.undercuts, own, &entry));
        let because = self.relations(&argument.because, "because", RelationKind::Premise, own, &entry);
        statement.because = because.into_iter().map(|relation| relation.target).collect();
        statement.said = self.said(&argument.said, &entry);
        statement.tags = self.tags(&argument.tags, &entry);
        statement.note = self.optional(argument.note.as_ref(), &entry, "note");
        statement
    }

    fn is_id(&mut self, id: &Id, entry: &[Step]) {
        if !is_id(&id.0) {
            self.problem_at_key(entry.to_vec(), ProblemKind::BadId(id.0.clone()));
        }
    }

    /// The targets of one key.
    fn relations(
        &mut self,
        ids: &OneOrMany<Id>,
        key: &'static str,
        kind: RelationKind,
        own: Own<'_>,
        entry: &[Step],
    ) -> Vec<Relation> {
        let path = below(entry, Step::Key(key));
        let belongs = if kind == RelationKind::Answers { Belongs::Question } else { Belongs::Statement };
        let mut relations = Vec::with_capacity(ids.0.len());
        for (item, id) in ids.iter().enumerate() {
            let target = self.target(id, own, kind, belongs, || below(&path, Step::Item(item)));
            relations.extend(target.map(|target| Relation { kind, target, on: None }));
        }
        self.repeated(&ids.0, |id| &id.0, |id| &id.0, &path);
        relations
    }

    fn undercuts<'u>(&mut self, undercuts: &'u OneOrMany<Undercut>, own: Own<'_>, entry: &[Step]) -> Vec<Relation> {
        let kind = RelationKind::Undercuts;
        let path = below(entry, Step::Key("undercuts"));
        let mut relations = Vec::with_capacity(undercuts.0.len());
        for (item, undercut) in undercuts.iter().enumerate() {
            let at = || below(&path, Step::Item(item));
            match undercut {
                Undercut::All(id) => {
                    let target = self.target(id, own, kind, Belongs::Statement, at);
                    relations.extend(target.map(|target| Relation { kind, target, on: None }));
                }
                Undercut::One(bearing) => {
                    let of = |key| move |path: Way| below(&path, Step::Key(key));
                    let target = self.target(&bearing.argument, own, kind, Belongs::Statement, || of("argument")(at()));
                    let on = self.id(&bearing.on, Belongs::Statement, || of("on")(at())).map(StatementIndex::new);
                    if let (Some(target), Some(on)) = (target, on) {
                        relations.push(Relation { kind, target, on: Some(on) });
                    }
                }
            }
        }
        let both = |undercut: &'u Undercut| match undercut {
            Undercut::All(id) => (id, None),
            Undercut::One(bearing) => (&bearing.argument, Some(&bearing.on)),
        };
        self.repeated(&undercuts.0, both, |undercut| both(undercut).0.0.as_str(), &path);
        relations
    }

    fn target(
        &mut self,
        id: &Id,
        own: Own<'_>,
        kind: RelationKind,
        belongs: Belongs,
        path: impl Fn() -> Way,
    ) -> Option<StatementIndex> {
        if self.names.is_own(&id.0, own) {
            self.problem(&path(), ProblemKind::SelfRelation { id: id.0.clone(), kind });
            return None;
        }
        self.id(id, belongs, path).map(StatementIndex::new)
    }

    /// The index behind an id.
    fn id(&mut self, id: &Id, belongs: Belongs, path: impl Fn() -> Way) -> Option<usize> {
        let word = id.0.as_str();
        if word.is_empty() || may_be_nothing(word) {
            self.problem(&path(), ProblemKind::PerhapsNothing);
            if word.is_empty() {
                return None;
            }
        }
        match self.names.index(word, belongs) {
            Ok(index) => Some(index),
            Err(kind) => {
                self.problem(&path(), kind);
                None
            }
        }
    }

    fn said(&mut self, said: &OneOrMany<Attribution>, entry: &[Step]) -> Vec<debate::Attribution> {
        let path = below(entry, Step::Key("said"));
        let mut attributions = Vec::with_capacity(said.0.len());
        for (item, attribution) in said.iter().enumerate() {
            let item = below(&path, Step::Item(item));
            let at = |key| {
                let item = &item;
                move || below(item, Step::Key(key))
            };
            let actor = self.id(&attribution.by, Belongs::Actor, at("by")).map(ActorIndex::new);
            let source = attribution.source.as_ref().and_then(|id| self.id(id, Belongs::Source, at("in")));
            let quote = self.optional(attribution.quote.as_ref(), &item, "quote");
            let place = self.optional(attribution.at.as_ref(), &item, "at");
            attributions.extend(actor.map(|actor| debate::Attribution {
                actor,
                source: source.map(SourceIndex::new),
                stance: stance(attribution.stance),
                quote,
                place,
            }));
        }
        attributions
    }

    fn tags(&mut self, tags: &OneOrMany<Prose>, entry: &[Step]) -> Vec<TagIndex> {
        let mut indexes = Vec::with_capacity(tags.0.len());
        for name in self.list(tags, entry, "tags") {
            indexes.push(TagIndex::new(self.tags.insert_full(name).0));
        }
        indexes
    }

    pub(super) fn event(&mut self, event: &shape::Event, place: usize) -> Event {
        let entry = [Step::Key("events"), Step::Item(place)];
        Event {
            date: event.date.as_ref().and_then(|date| self.date(date, &entry)),
            text: self.prose(&event.text, &below(&entry, Step::Key("text"))),
            actors: self.ids_of(&event.actors, Belongs::Actor, &entry, "actors", ActorIndex::new),
            sources: self.ids_of(&event.sources, Belongs::Source, &entry, "in", SourceIndex::new),
            about: self.ids_of(&event.about, Belongs::Statement, &entry, "about", StatementIndex::new),
            note: self.optional(event.note.as_ref(), &entry, "note"),
        }
    }

    fn ids_of<I>(
        &mut self,
        ids: &OneOrMany<Id>,
        belongs: Belongs,
        entry: &[Step],
        key: &'static str,
        index: impl Fn(usize) -> I,
    ) -> Vec<I> {
        let path = below(entry, Step::Key(key));
        let mut indexes = Vec::with_capacity(ids.0.len());
        for (item, id) in ids.iter().enumerate() {
            indexes.extend(self.id(id, belongs, || below(&path, Step::Item(item))).map(&index));
        }
        self.repeated(&ids.0, |id| &id.0, |id| &id.0, &path);
        indexes
    }
}

fn stance(stance: Option<shape::Stance>) -> debate::Stance {
    match stance {
        None | Some(shape::Stance::Asserts) => debate::Stance::Asserts,
        Some(shape::Stance::Concedes) => debate::Stance::Concedes,
        Some(shape::Stance::Denies) => debate::Stance::Denies,
    }
}
