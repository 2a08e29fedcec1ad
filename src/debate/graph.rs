//! The debate as a graph: both ends of every relation, and the walks.
//!
//! Everything that can be asked of a debate in a key press is worked out here once, in time proportional to the size of
//! the debate, or bounded by the asker ([`Debate::below`]).

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, LazyLock};

use super::statements::{Statements, Supply};
use foldhash::fast::RandomState;

use super::roll::Roll;
use super::survey::Surveyed;
use super::walks::Walks;
use super::{
    Actor, ActorIndex, Attribution, Event, EventIndex, Lists, RelationKind, Source, SourceIndex, Stance, Statement,
    StatementIndex, StatementSet, Tag, TagIndex, Text,
};

/// What a debate is built from. Every index must be of an entry in these lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The title to show.
    pub title: Text,
    /// What it is about.
    pub summary: Option<Text>,
    /// The language of the texts (BCP 47).
    pub language: Option<Text>,
    /// Those who speak.
    pub actors: Vec<Actor>,
    /// Where it can be looked up.
    pub sources: Vec<Source>,
    /// Questions, positions and arguments.
    pub statements: Vec<Statement>,
    /// What happened.
    pub events: Vec<Event>,
    /// The names of the tags that statements carry.
    pub tags: Vec<Text>,
}

/// What of a debate is at hand from the beginning, where the rest is made when it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// The title to show.
    pub title: Text,
    /// What it is about.
    pub summary: Option<Text>,
    /// The language of the texts (BCP 47).
    pub language: Option<Text>,
    /// What happened.
    pub events: Vec<Event>,
    /// The names of the tags that statements carry.
    pub tags: Vec<Text>,
    /// Where walks begin.
    pub roots: Vec<StatementIndex>,
}

/// A statement that bears on another, seen from that other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Child {
    /// The statement that bears on the one at hand.
    pub statement: StatementIndex,
    /// How it does.
    pub kind: RelationKind,
    /// For an undercut of one bearing: on what.
    pub on: Option<StatementIndex>,
}

/// One attribution, seen from its actor or its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The statement.
    pub statement: StatementIndex,
    /// Which of its attributions.
    pub attribution: u32,
}

/// How many statements lie below another one, counted up to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Below {
    /// Different statements found, the one at hand left out.
    pub count: usize,
    /// Whether there are no more.
    pub complete: bool,
}

/// A whole debate. Made from [`Parts`] by [`Debate::new`], never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debate {
    title: Text,
    summary: Option<Text>,
    language: Option<Text>,
    actors: Roll<Actor>,
    sources: Roll<Source>,
    statements: Statements,
    events: Vec<Event>,
    tags: Vec<Tag>,
    children: Lists<Child>,
    roots: Vec<StatementIndex>,
    by_actor: Lists<Mention>,
    by_source: Lists<Mention>,
    by_tag: Lists<StatementIndex>,
    events_by_statement: Lists<EventIndex>,
    events_by_actor: Lists<EventIndex>,
    events_by_source: Lists<EventIndex>,
    pub(super) surveyed: Surveyed,
}

impl Debate {
    /// Builds the debate and both ends of all its relations, in time proportional to its size.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts { title, summary, language, actors, sources, mut statements, events, tags } = parts;
        let (walks, parents) = Walks::of(&mut statements, [actors.len(), sources.len(), tags.len()]);
        let actors = Roll::new(actors.len(), || actors, |actor| &actor.id);
        let sources = Roll::new(sources.len(), || sources, |source| &source.id);
        // What is at hand is looked at before there is somebody who waits.
        let _ = (actors.all(), sources.all());
        let frame = Frame { title, summary, language, events, tags, roots: Vec::new() };
        Self::of(frame, actors, sources, Statements::at_hand(statements, parents), walks)
    }

    /// A debate of which no more is at hand than `frame`: its statements, and what [`Debate::new`] would work out of them,
    /// its actors and its sources are made when they are first asked for. Every index must be of an entry.
    #[must_use]
    pub fn supplied(mut frame: Frame, supply: &Arc<dyn Supply>) -> Self {
        let [of_actors, of_sources] = std::array::from_fn(|_| Arc::clone(supply));
        let actors = Roll::new(supply.actor_count(), move || of_actors.actors(), |actor| &actor.id);
        let sources = Roll::new(supply.source_count(), move || of_sources.sources(), |source| &source.id);
        let counts = [actors.len(), sources.len(), frame.tags.len()];
        let walks = Walks::supplied(std::mem::take(&mut frame.roots), supply, counts);
        Self::of(frame, actors, sources, Statements::supplied(Arc::clone(supply)), walks)
    }

    fn of(frame: Frame, actors: Roll<Actor>, sources: Roll<Source>, statements: Statements, walks: Walks) -> Self {
        let Frame { title, summary, language, events, tags, .. } = frame;
        let Walks { children, roots, by_actor, by_source, by_tag } = walks;
        let each_event = || events.iter().enumerate().map(|(place, event)| (event, EventIndex::new(place)));
        let events_by_statement = Lists::new(
            statements.len(),
            each_event().flat_map(|(event, index)| event.about.iter().map(move |about| (about.place(), index))),
        );
        let events_by_actor = Lists::new(
            actors.len(),
            each_event().flat_map(|(event, index)| event.actors.iter().map(move |actor| (actor.place(), index))),
        );
        let events_by_source = Lists::new(
            sources.len(),
            each_event().flat_map(|(event, index)| event.sources.iter().map(move |source| (source.place(), index))),
        );
        Self {
            tags: tags.into_iter().map(|name| Tag { name }).collect(),
            title,
            summary,
            language,
            actors,
            sources,
            statements,
            events,
            children,
            roots,
            by_actor,
            by_source,
            by_tag,
            events_by_statement,
            events_by_actor,
            events_by_source,
            surveyed: Surveyed::default(),
        }
    }

    /// The title to show.
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// What it is about.
    #[must_use]
    pub fn summary(&self) -> Option<&Text> {
        self.summary.as_ref()
    }

    /// The language of the texts (BCP 47).
    #[must_use]
    pub fn language(&self) -> Option<&Text> {
        self.language.as_ref()
    }

    /// All statements, in the order of the file: questions, positions, arguments.
    #[must_use]
    pub fn statements(&self) -> &Statements {
        &self.statements
    }

    /// All actors, in the order of the file.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        self.actors.all()
    }

    /// All sources, in the order of the file.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        self.sources.all()
    }

    /// All events, in the order of the file.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// All tags, in the order of first use.
    #[must_use]
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// One statement.
    #[must_use]
    pub fn statement(&self, index: StatementIndex) -> &Statement {
        &self.statements[index.place()]
    }

    /// One actor.
    #[must_use]
    pub fn actor(&self, index: ActorIndex) -> &Actor {
        &self.actors()[index.place()]
    }

    /// One source.
    #[must_use]
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources()[index.place()]
    }

    /// One event.
    #[must_use]
    pub fn event(&self, index: EventIndex) -> &Event {
        &self.events[index.place()]
    }

    /// One tag.
    #[must_use]
    pub fn tag(&self, index: TagIndex) -> &Tag {
        &self.tags[index.place()]
    }

    /// The statement with this id.
    #[must_use]
    pub fn statement_by_id(&self, id: &str) -> Option<StatementIndex> {
        self.statements.by_id(id)
    }

    /// The actor with this id.
    #[must_use]
    pub fn actor_by_id(&self, id: &str) -> Option<ActorIndex> {
        self.actors.by_id(id).map(ActorIndex::new)
    }

    /// The source with this id.
    #[must_use]
    pub fn source_by_id(&self, id: &str) -> Option<SourceIndex> {
        self.sources.by_id(id).map(SourceIndex::new)
    }

    /// What bears on a statement: its premises in their order, then everything else in the order of the file. A
    /// statement that bears on it in two ways is in the list twice.
    #[must_use]
    pub fn children(&self, of: StatementIndex) -> &[Child] {
        self.children.get(of.place())
    }

    /// Hands what bears on a statement to `found`, in the order of [its children](Debate::children). Of many statements,
    /// that is faster and takes no memory where these are made when they are asked for.
    pub(super) fn each_child(&self, of: StatementIndex, mut found: impl FnMut(StatementIndex)) {
        match self.statements.supply() {
            Some(supply) => supply.each_child(of, &mut found),
            None => self.children(of).iter().for_each(|child| found(child.statement)),
        }
    }

    /// The replies to a statement: what rebuts or undercuts it, in the order of the file.
    pub fn replies(&self, to: StatementIndex) -> impl Iterator<Item = &Child> {
        self.children(to).iter().filter(|child| child.kind.is_reply())
    }

    /// Where walks begin: the questions, then of every part that no question leads to the statement it hangs on.
    #[must_use]
    pub fn roots(&self) -> &[StatementIndex] {
        &self.roots
    }

    /// The next statement on the shortest way up to a root; none for a root. Following it always ends.
    #[must_use]
    pub fn parent(&self, of: StatementIndex) -> Option<StatementIndex> {
        self.statements.parent(of)
    }

    /// What the shortest way to a statement begins with.
    #[must_use]
    pub fn root(&self, of: StatementIndex) -> StatementIndex {
        let walked = || std::iter::successors(Some(of), |at| self.parent(*at)).last();
        self.surveyed().map(|survey| survey.root(of)).or_else(walked).unwrap_or(of)
    }

    /// The shortest way from a root down to a statement, both included.
    #[must_use]
    pub fn path(&self, to: StatementIndex) -> Vec<StatementIndex> {
        let mut path = vec![to];
        let mut at = to;
        while let Some(parent) = self.parent(at) {
            path.push(parent);
            at = parent;
        }
        path.reverse();
        path
    }

    /// All statements, each behind the one above it on the shortest way.
    #[must_use]
    pub fn downwards(&self) -> Vec<StatementIndex> {
        let mut all = self.roots.clone();
        // One that bears on another in two ways is among its children twice.
        let mut told = StatementSet::none(self);
        let mut next = 0;
        while let Some(at) = all.get(next).copied() {
            next += 1;
            let here = self.children(at).iter().map(|child| child.statement);
            all.extend(here.filter(|child| self.parent(*child) == Some(at) && told.insert(*child)));
        }
        all
    }

    /// How many different statements bear on a statement, directly or through others, counting no further than `limit`.
    #[must_use]
    pub fn below(&self, of: StatementIndex, limit: usize) -> Below {
        // Those on the shortest ways are all different.
        if self.surveyed().is_some_and(|survey| survey.hangs_on(of) > limit) {
            return Below { count: limit, complete: false };
        }
        let mut seen = HashSet::<_, RandomState>::from_iter([of]);
        let mut queue = VecDeque::from([of]);
        while let Some(at) = queue.pop_front() {
            for child in self.children.look_at(at.place()).iter() {
                if seen.insert(child.statement) {
                    if seen.len() > limit + 1 {
                        return Below { count: limit, complete: false };
                    }
                    queue.push_back(child.statement);
                }
            }
        }
        Below { count: seen.len() - 1, complete: true }
    }

    /// Everything an actor says, in the order of the file.
    #[must_use]
    pub fn said_by(&self, actor: ActorIndex) -> &[Mention] {
        self.by_actor.get(actor.place())
    }

    /// Everything that rests on a source, in the order of the file.
    #[must_use]
    pub fn resting_on(&self, source: SourceIndex) -> &[Mention] {
        self.by_source.get(source.place())
    }

    /// The statements that carry a tag, in the order of the file.
    #[must_use]
    pub fn tagged(&self, tag: TagIndex) -> &[StatementIndex] {
        self.by_tag.get(tag.place())
    }

    /// The attribution a mention points at. Of a debate that is supplied and not checked yet it may not be there: whether it
    /// is would have to be asked of each statement when the mentions are. What stands for it then is the first actor's.
    #[must_use]
    pub fn attribution(&self, mention: Mention) -> &Attribution {
        static NOT_THERE: LazyLock<Attribution> = LazyLock::new(|| Attribution {
            actor: ActorIndex::new(0),
            source: None,
            stance: Stance::default(),
            quote: None,
            place: None,
        });
        self.statement(mention.statement).said.get(mention.attribution as usize).unwrap_or(&NOT_THERE)
    }

    /// The events tied to a statement.
    #[must_use]
    pub fn events_about(&self, statement: StatementIndex) -> &[EventIndex] {
        self.events_by_statement.get(statement.place())
    }

    /// The events an actor took part in.
    #[must_use]
    pub fn events_with(&self, actor: ActorIndex) -> &[EventIndex] {
        self.events_by_actor.get(actor.place())
    }

    /// The events a source reports.
    #[must_use]
    pub fn events_in(&self, source: SourceIndex) -> &[EventIndex] {
        self.events_by_source.get(source.place())
    }
}
