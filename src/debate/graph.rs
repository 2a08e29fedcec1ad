//! The debate as a graph: both ends of every relation, and the walks.
//!
//! Everything that can be asked of a debate in a key press is worked out here once, in time proportional to the size of
//! the debate, or bounded by the asker ([`Debate::below`]).

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::statements::{Statements, Supply};
use super::survey::Surveyed;
use super::{
    Actor, ActorIndex, Attribution, Event, EventIndex, Lists, RelationKind, Source, SourceIndex, Statement,
    StatementIndex, StatementKind, StatementSet, Tag, TagIndex, Text,
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

/// What of a debate follows from its statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walks {
    /// What bears on each statement; see [`Debate::children`].
    pub children: Lists<Child>,
    /// See [`Debate::roots`].
    pub roots: Vec<StatementIndex>,
    /// See [`Debate::parent`]; following them always ends.
    pub parents: Vec<Option<StatementIndex>>,
    /// What each actor says, in the order of the file.
    pub by_actor: Lists<Mention>,
    /// What rests on each source, in the order of the file.
    pub by_source: Lists<Mention>,
    /// The statements that carry each tag, in the order of the file.
    pub by_tag: Lists<StatementIndex>,
}

/// A whole debate. Made from [`Parts`] by [`Debate::new`], never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debate {
    title: Text,
    summary: Option<Text>,
    language: Option<Text>,
    actors: Vec<Actor>,
    sources: Vec<Source>,
    statements: Statements,
    events: Vec<Event>,
    tags: Vec<Tag>,
    actor_ids: HashMap<Box<str>, ActorIndex>,
    source_ids: HashMap<Box<str>, SourceIndex>,
    children: Lists<Child>,
    roots: Vec<StatementIndex>,
    parents: Vec<Option<StatementIndex>>,
    by_actor: Lists<Mention>,
    by_source: Lists<Mention>,
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
        add_premises(&mut statements);
        word_all(&mut statements);
        let children = children_of(&statements);
        let (roots, parents) = roots_and_parents(&statements, &children);
        let mentions = || {
            statements.iter().enumerate().flat_map(|(place, statement)| {
                statement.said.iter().zip(0..).map(move |(said, attribution)| {
                    (said, Mention { statement: StatementIndex::new(place), attribution })
                })
            })
        };
        let by_actor = Lists::new(actors.len(), mentions().map(|(said, mention)| (said.actor.place(), mention)));
        let by_source =
            Lists::new(sources.len(), mentions().filter_map(|(said, mention)| Some((said.source?.place(), mention))));
        let carried = statements.iter().enumerate().flat_map(|(place, statement)| {
            statement.tags.iter().map(move |tag| (tag.place(), StatementIndex::new(place)))
        });
        let by_tag = Lists::new(tags.len(), carried);
        let statements = Statements::at_hand(statements);
        let parts = Parts { title, summary, language, actors, sources, statements: Vec::new(), events, tags };
        Self::of(parts, statements, Walks { children, roots, parents, by_actor, by_source, by_tag })
    }

    /// A debate whose statements are made when they are first asked for, in `parts` there are none. What
    /// [`Debate::new`] would work out of them is handed over, and every index must be of an entry.
    #[must_use]
    pub fn supplied(parts: Parts, supply: Arc<dyn Supply>, walks: Walks) -> Self {
        Self::of(parts, Statements::supplied(supply), walks)
    }

    fn of(parts: Parts, statements: Statements, walks: Walks) -> Self {
        let Parts { title, summary, language, actors, sources, events, tags, .. } = parts;
        let Walks { children, roots, parents, by_actor, by_source, by_tag } = walks;
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
        let tags = tags.into_iter().enumerate();
        Self {
            actor_ids: ids(actors.iter().map(|actor| &actor.id), ActorIndex::new),
            source_ids: ids(sources.iter().map(|source| &source.id), SourceIndex::new),
            tags: tags.map(|(place, name)| Tag { name, statements: by_tag.get(place).to_vec() }).collect(),
            title,
            summary,
            language,
            actors,
            sources,
            statements,
            events,
            children,
            roots,
            parents,
            by_actor,
            by_source,
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
        &self.actors
    }

    /// All sources, in the order of the file.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
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
        &self.actors[index.place()]
    }

    /// One source.
    #[must_use]
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.place()]
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
        self.actor_ids.get(id).copied()
    }

    /// The source with this id.
    #[must_use]
    pub fn source_by_id(&self, id: &str) -> Option<SourceIndex> {
        self.source_ids.get(id).copied()
    }

    /// What bears on a statement: its premises in their order, then everything else in the order of the file. A
    /// statement that bears on it in two ways is in the list twice.
    #[must_use]
    pub fn children(&self, of: StatementIndex) -> &[Child] {
        self.children.get(of.place())
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
        self.parents[of.place()]
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
        let mut seen = HashSet::from([of]);
        let mut queue = VecDeque::from([of]);
        while let Some(at) = queue.pop_front() {
            for child in self.children(at) {
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

    /// The attribution a mention points at.
    #[must_use]
    pub fn attribution(&self, mention: Mention) -> &Attribution {
        &self.statement(mention.statement).said[mention.attribution as usize]
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

/// Gives every premise its relation to the argument that rests on it.
fn add_premises(statements: &mut [Statement]) {
    for place in 0..statements.len() {
        for premise in statements[place].because.clone() {
            statements[premise.place()].relations.push(super::Relation {
                kind: RelationKind::Premise,
                target: StatementIndex::new(place),
                on: None,
            });
        }
    }
}

fn word_all(statements: &mut [Statement]) {
    for place in 0..statements.len() {
        statements[place].premises = statements[place].worded(|premise| {
            let premise = &statements[premise.place()];
            premise.text.as_deref().unwrap_or(&premise.id)
        });
    }
}

fn children_of(statements: &[Statement]) -> Lists<Child> {
    let premises = statements.iter().enumerate().flat_map(|(place, statement)| {
        statement
            .because
            .iter()
            .map(move |premise| (place, Child { statement: *premise, kind: RelationKind::Premise, on: None }))
    });
    let others = statements.iter().enumerate().flat_map(|(place, statement)| {
        statement.relations.iter().filter(|relation| relation.kind != RelationKind::Premise).map(move |relation| {
            let child = Child { statement: StatementIndex::new(place), kind: relation.kind, on: relation.on };
            (relation.target.place(), child)
        })
    });
    Lists::new(statements.len(), premises.chain(others))
}

/// Breadth first from the questions, then from whatever no question leads to: first what bears on nothing, then, of the
/// circles that are left, each one's first statement.
fn roots_and_parents(
    statements: &[Statement],
    children: &Lists<Child>,
) -> (Vec<StatementIndex>, Vec<Option<StatementIndex>>) {
    let mut roots = Vec::new();
    let mut parents = vec![None; statements.len()];
    let mut reached = vec![false; statements.len()];
    let mut queue = VecDeque::new();
    let rounds: [&dyn Fn(&Statement) -> bool; 3] =
        [&|statement| statement.kind == StatementKind::Question, &|statement| statement.relations.is_empty(), &|_| {
            true
        }];
    for (round, begins) in rounds.into_iter().enumerate() {
        for (place, statement) in statements.iter().enumerate() {
            if reached[place] || !begins(statement) {
                continue;
            }
            reached[place] = true;
            let root = StatementIndex::new(place);
            roots.push(root);
            queue.push_back(root);
            // Questions and loose ends start together, so that ways are shortest; circles one after the other, since
            // the first may lead to the next.
            if round == 2 {
                spread(&mut queue, children, &mut reached, &mut parents);
            }
        }
        spread(&mut queue, children, &mut reached, &mut parents);
    }
    (roots, parents)
}

fn spread(
    queue: &mut VecDeque<StatementIndex>,
    children: &Lists<Child>,
    reached: &mut [bool],
    parents: &mut [Option<StatementIndex>],
) {
    while let Some(at) = queue.pop_front() {
        for child in children.get(at.place()) {
            let place = child.statement.place();
            if !reached[place] {
                reached[place] = true;
                parents[place] = Some(at);
                queue.push_back(child.statement);
            }
        }
    }
}

fn ids<'a, I>(all: impl Iterator<Item = &'a Box<str>>, index: impl Fn(usize) -> I) -> HashMap<Box<str>, I> {
    all.enumerate().map(|(place, id)| (id.clone(), index(place))).collect()
}
