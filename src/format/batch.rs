//! From the parts of files to a debate. Entries are understood some at a time, before it is known what the names in them
//! are the names of; that is settled when all are there.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use super::Origin;
use super::names::Words;
use super::problem::Belongs;
use super::resolve::Resolver;
use super::shape::{self, Id, Sections};
use crate::debate::{Actor, ActorIndex, Event, Parts, Source, SourceIndex, Statement, StatementIndex, TagIndex, Text};

/// Where a file stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'o> {
    pub(super) origin: &'o Origin,
    /// From the folder of the main file.
    pub(super) folder: &'o str,
}

/// What becomes an entry of a debate.
pub(super) trait Entry {
    type Made: Send;

    fn made(&self, id: &Id, folder: &str, resolver: &mut Resolver<'_, Words>) -> Self::Made;
}

impl Entry for shape::Actor {
    type Made = Actor;

    fn made(&self, id: &Id, _: &str, resolver: &mut Resolver<'_, Words>) -> Actor {
        resolver.actor(0, id, self)
    }
}

impl Entry for shape::Source {
    type Made = Source;

    fn made(&self, id: &Id, folder: &str, resolver: &mut Resolver<'_, Words>) -> Source {
        resolver.source(0, id, self, folder)
    }
}

impl Entry for shape::Question {
    type Made = Statement;

    fn made(&self, id: &Id, _: &str, resolver: &mut Resolver<'_, Words>) -> Statement {
        resolver.question(0, id, self)
    }
}

impl Entry for shape::Position {
    type Made = Statement;

    fn made(&self, id: &Id, _: &str, resolver: &mut Resolver<'_, Words>) -> Statement {
        resolver.position(0, 0, id, self)
    }
}

impl Entry for shape::Argument {
    type Made = Statement;

    fn made(&self, id: &Id, _: &str, resolver: &mut Resolver<'_, Words>) -> Statement {
        resolver.argument(0, 0, id, self)
    }
}

/// Some entries. What they name is known by its place among the words and the tags of the batch.
#[derive(Debug)]
pub(super) struct Batch<T> {
    pub(super) entries: Vec<T>,
    pub(super) words: Words,
    tags: IndexSet<Text>,
}

impl<T> Batch<T> {
    /// What `make` makes, if there is no problem.
    fn made(standing: Standing<'_>, make: impl FnOnce(&mut Resolver<'_, Words>) -> Vec<T>) -> Option<Self> {
        let mut resolver = Resolver::new(standing.origin, Words::default());
        let mut entries = make(&mut resolver);
        entries.shrink_to_fit();
        let Resolver { names, tags, problems, .. } = resolver;
        problems.is_empty().then_some(Self { entries, words: names, tags })
    }

    /// Entries of a section; none where there is a problem.
    pub(super) fn of<'e, E>(entries: impl Iterator<Item = (&'e Id, &'e E)>, standing: Standing<'_>) -> Option<Self>
    where
        E: Entry<Made = T> + 'e,
    {
        Self::made(standing, |resolver| entries.map(|(id, entry)| entry.made(id, standing.folder, resolver)).collect())
    }
}

impl<T> Batch<T> {
    /// What its entries name.
    pub(super) fn into_words(self) -> Vec<(Belongs, String)> {
        self.words.into_words()
    }
}

/// All that the files of a debate say but for its title and the like, in order.
#[derive(Debug, Default)]
pub(super) struct Batches {
    pub(super) actors: Vec<Batch<Actor>>,
    pub(super) sources: Vec<Batch<Source>>,
    pub(super) questions: Vec<Batch<Statement>>,
    pub(super) positions: Vec<Batch<Statement>>,
    pub(super) arguments: Vec<Batch<Statement>>,
    events: Vec<Batch<Event>>,
}

impl Batches {
    /// Those of a file that was read in one piece; none where there is a problem.
    pub(super) fn of(sections: &Sections<'_>, standing: Standing<'_>) -> Option<Self> {
        let Sections { actors, sources, questions, positions, arguments, events } = sections;
        let events = Batch::made(standing, |resolver| events.iter().map(|event| resolver.event(event, 0)).collect())?;
        Some(Self {
            actors: vec![Batch::of(actors.0.iter(), standing)?],
            sources: vec![Batch::of(sources.0.iter(), standing)?],
            questions: vec![Batch::of(questions.0.iter(), standing)?],
            positions: vec![Batch::of(positions.0.iter(), standing)?],
            arguments: vec![Batch::of(arguments.0.iter(), standing)?],
            events: vec![events],
        })
    }

    /// Puts those of a file that is included behind the others.
    pub(super) fn append(&mut self, added: Self) {
        self.actors.extend(added.actors);
        self.sources.extend(added.sources);
        self.questions.extend(added.questions);
        self.positions.extend(added.positions);
        self.arguments.extend(added.arguments);
        self.events.extend(added.events);
    }

    /// Adds all of it to what a debate is made from. None where two entries have one id, or something is named that is
    /// not there.
    pub(super) fn join(self, mut parts: Parts) -> Option<Parts> {
        let questions = self.questions.iter().map(|batch| batch.entries.len()).sum();
        let statements: Vec<_> = self.questions.into_iter().chain(self.positions).chain(self.arguments).collect();
        let ids = Ids {
            actors: numbered(&self.actors, |actor| &actor.id)?,
            sources: numbered(&self.sources, |source| &source.id)?,
            questions,
            statements: numbered(&statements, |statement| &statement.id)?,
        };
        let links: Vec<Links> = statements.iter().map(|batch| ids.links(&batch.words)).collect::<Option<_>>()?;
        let of_events: Vec<Links> = self.events.iter().map(|batch| ids.links(&batch.words)).collect::<Option<_>>()?;
        drop(ids);
        parts.statements.reserve_exact(statements.iter().map(|batch| batch.entries.len()).sum());
        let mut tags = IndexSet::new();
        for (batch, links) in statements.into_iter().zip(links) {
            let carried: Vec<usize> = batch.tags.into_iter().map(|tag| tags.insert_full(tag).0).collect();
            for mut statement in batch.entries {
                links.statement(&mut statement, &carried)?;
                parts.statements.push(statement);
            }
        }
        for (batch, links) in self.events.into_iter().zip(of_events) {
            for mut event in batch.entries {
                links.event(&mut event)?;
                parts.events.push(event);
            }
        }
        parts.actors = self.actors.into_iter().flat_map(|batch| batch.entries).collect();
        parts.sources = self.sources.into_iter().flat_map(|batch| batch.entries).collect();
        parts.tags = tags.into_iter().collect();
        bear(&parts.statements).then_some(parts)
    }
}

/// Indexes by id.
type Numbers<'b> = HashMap<&'b str, usize, RandomState>;

/// The index of each entry by its id; none where two have one.
fn numbered<T>(batches: &[Batch<T>], id: impl Fn(&T) -> &str) -> Option<Numbers<'_>> {
    let count = batches.iter().map(|batch| batch.entries.len()).sum();
    let mut numbers = HashMap::with_capacity_and_hasher(count, RandomState::default());
    for (number, entry) in batches.iter().flat_map(|batch| &batch.entries).enumerate() {
        if numbers.insert(id(entry), number).is_some() {
            return None;
        }
    }
    Some(numbers)
}

/// What all names are the names of.
struct Ids<'b> {
    actors: Numbers<'b>,
    sources: Numbers<'b>,
    /// Those of the statements that come first.
    questions: usize,
    statements: Numbers<'b>,
}

impl Ids<'_> {
    /// The index behind each of these words; none where one has none of its kind.
    fn links(&self, words: &Words) -> Option<Links> {
        let index = |(belongs, word)| match belongs {
            Belongs::Actor => self.actors.get(word).copied(),
            Belongs::Source => self.sources.get(word).copied(),
            Belongs::Question => self.statements.get(word).copied().filter(|index| *index < self.questions),
            Belongs::Statement => self.statements.get(word).copied(),
        };
        words.iter().map(index).collect::<Option<_>>().map(Links)
    }
}

/// The index behind each word of a batch.
struct Links(Vec<usize>);

impl Links {
    fn to(&self, word: usize) -> Option<usize> {
        self.0.get(word).copied()
    }

    fn to_statement(&self, word: StatementIndex) -> Option<StatementIndex> {
        self.to(word.place()).map(StatementIndex::new)
    }

    /// `carried` has the tags of the batch.
    fn statement(&self, statement: &mut Statement, carried: &[usize]) -> Option<()> {
        for relation in &mut statement.relations {
            relation.target = self.to_statement(relation.target)?;
            if let Some(on) = &mut relation.on {
                *on = self.to_statement(*on)?;
            }
        }
        for premise in &mut statement.because {
            *premise = self.to_statement(*premise)?;
        }
        for said in &mut statement.said {
            said.actor = ActorIndex::new(self.to(said.actor.place())?);
            if let Some(source) = &mut said.source {
                *source = SourceIndex::new(self.to(source.place())?);
            }
        }
        for tag in &mut statement.tags {
            *tag = TagIndex::new(*carried.get(tag.place())?);
        }
        Some(())
    }

    fn event(&self, event: &mut Event) -> Option<()> {
        for actor in &mut event.actors {
            *actor = ActorIndex::new(self.to(actor.place())?);
        }
        for source in &mut event.sources {
            *source = SourceIndex::new(self.to(source.place())?);
        }
        for statement in &mut event.about {
            *statement = self.to_statement(*statement)?;
        }
        Some(())
    }
}

/// Whether every bearing that is undercut is there: the argument bears on the other statement, or is a premise of it.
fn bear(statements: &[Statement]) -> bool {
    let relations = statements.iter().flat_map(|statement| &statement.relations);
    relations.filter_map(|relation| Some((relation.target, relation.on?))).all(|(argument, on)| {
        let at = |index: StatementIndex| statements.get(index.place());
        at(argument).is_some_and(|argument| argument.relations.iter().any(|relation| relation.target == on))
            || at(on).is_some_and(|on| on.because.contains(&argument))
    })
}
