//! What programs read of a debate: the names of these fields stay as they are.

use serde::Serialize;

use crate::app::Place;
use crate::debate::{
    Actor, ActorIndex, Attribution, Child, Date, Debate, Event, EventIndex, Mention, RelationKind, Reply, Source,
    SourceIndex, Statement, StatementIndex, Text,
};

/// What `agon show` takes to show a place: the id of a statement as it is, others with their kind before it, and the
/// number of an event, from 1, since events have no ids.
pub(super) fn id(debate: &Debate, place: Place) -> String {
    match place {
        Place::Statement(index) => debate.statement(index).id.to_string(),
        Place::Actor(index) => format!("actor:{}", debate.actor(index).id),
        Place::Between(one, other) => format!("{} {}", id(debate, Place::Actor(one)), id(debate, Place::Actor(other))),
        Place::Source(index) => format!("source:{}", debate.source(index).id),
        Place::Event(index) => format!("event:{}", index.place() + 1),
        Place::Tag(index) => format!("tag:{}", debate.tag(index).name),
    }
}

/// Somewhere one can go.
#[derive(Debug, Serialize)]
pub(super) struct Reference<'a> {
    /// `question`, `position`, `argument`, `actor`, `source`, `event` or `tag`.
    r#type: &'static str,
    /// What `agon show` takes.
    id: String,
    /// Its wording, name or title.
    text: &'a str,
}

pub(super) fn reference(debate: &Debate, place: Place) -> Reference<'_> {
    Reference { r#type: place.word(debate), id: id(debate, place), text: place.title(debate) }
}

pub(super) fn statement_reference(debate: &Debate, index: StatementIndex) -> Reference<'_> {
    reference(debate, Place::Statement(index))
}

/// The way from the question down to a statement, the statement itself left out.
pub(super) fn path(debate: &Debate, to: StatementIndex) -> Vec<Reference<'_>> {
    let path = debate.path(to);
    path.iter().filter(|step| **step != to).map(|step| statement_reference(debate, *step)).collect()
}

/// A place whole, as its page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Shown<'a> {
    /// The debate's title.
    debate: &'a str,
    /// The file, as it was named.
    file: &'a str,
    #[serde(flatten)]
    reference: Reference<'a>,
    #[serde(flatten)]
    detail: Detail<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Detail<'a> {
    Statement(Box<StatementDetail<'a>>),
    Actor(ActorDetail<'a>),
    Source(SourceDetail<'a>),
    Event(EventDetail<'a>),
    Between { replies: Vec<Bearing<'a>> },
    Tag { statements: Vec<Reference<'a>> },
}

#[derive(Debug, Serialize)]
struct StatementDetail<'a> {
    about: Option<&'a str>,
    path: Vec<Reference<'a>>,
    said: Vec<Said<'a>>,
    /// What it answers, supports, rebuts or undercuts, and what rests on it.
    bears_on: Vec<Bearing<'a>>,
    answered_by: Vec<Bearing<'a>>,
    /// Its premises, jointly.
    rests_on: Vec<Bearing<'a>>,
    rebutted_by: Vec<Bearing<'a>>,
    undercut_by: Vec<Bearing<'a>>,
    supported_by: Vec<Bearing<'a>>,
    events: Vec<Reference<'a>>,
    tags: Vec<&'a str>,
    note: Option<&'a str>,
}

/// A statement at the other end of a relation.
#[derive(Debug, Serialize)]
struct Bearing<'a> {
    /// `answers`, `supports`, `rebuts`, `undercuts` or `is a premise of`: from the one that bears to the other.
    relation: &'static str,
    #[serde(flatten)]
    statement: Reference<'a>,
    /// For an undercut of one bearing: on what.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<&'a str>,
}

/// Who said it, and where.
#[derive(Debug, Serialize)]
pub(super) struct Said<'a> {
    actor: Reference<'a>,
    role: Option<&'a str>,
    /// `asserts`, `concedes` or `denies`.
    stance: &'static str,
    quote: Option<&'a str>,
    source: Option<Reference<'a>>,
    /// The place in the source.
    at: Option<&'a str>,
}

/// A statement that an actor speaks about or a source holds.
#[derive(Debug, Serialize)]
pub(super) struct Mentioned<'a> {
    statement: Reference<'a>,
    #[serde(flatten)]
    said: Said<'a>,
}

#[derive(Debug, Serialize)]
struct ActorDetail<'a> {
    role: Option<&'a str>,
    aka: Vec<&'a str>,
    says: Vec<Mentioned<'a>>,
    events: Vec<Reference<'a>>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct SourceDetail<'a> {
    kind: Option<&'a str>,
    publisher: Option<&'a str>,
    authors: Vec<&'a str>,
    date: Option<String>,
    url: Option<&'a str>,
    local_text: Option<&'a str>,
    statements: Vec<Mentioned<'a>>,
    events: Vec<Reference<'a>>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct EventDetail<'a> {
    date: Option<String>,
    actors: Vec<Reference<'a>>,
    sources: Vec<Reference<'a>>,
    about: Vec<Reference<'a>>,
    note: Option<&'a str>,
}

pub(super) fn shown<'a>(file: &'a str, debate: &'a Debate, place: Place) -> Shown<'a> {
    let detail = match place {
        Place::Statement(index) => Detail::Statement(Box::new(statement(debate, index))),
        Place::Actor(index) => Detail::Actor(actor(debate, index)),
        Place::Between(one, other) => Detail::Between { replies: replies(debate, one, other) },
        Place::Source(index) => Detail::Source(source(debate, index)),
        Place::Event(index) => Detail::Event(event(debate, index)),
        Place::Tag(index) => Detail::Tag { statements: statements(debate, debate.tagged(index)) },
    };
    Shown { debate: debate.title(), file, reference: reference(debate, place), detail }
}

fn statement(debate: &Debate, index: StatementIndex) -> StatementDetail<'_> {
    let Statement { about, relations, said, tags, note, .. } = debate.statement(index);
    let id_of = |on: Option<StatementIndex>| on.map(|on| &*debate.statement(on).id);
    let by = |kind: RelationKind| {
        let bearing = |child: &Child| Bearing {
            relation: kind.verb(),
            statement: statement_reference(debate, child.statement),
            on: id_of(child.on),
        };
        debate.children(index).iter().filter(|child| child.kind == kind).map(bearing).collect()
    };
    StatementDetail {
        about: about.as_deref(),
        path: path(debate, index),
        said: said.iter().map(|said| attribution(debate, said)).collect(),
        bears_on: relations
            .iter()
            .map(|relation| Bearing {
                relation: relation.kind.verb(),
                statement: statement_reference(debate, relation.target),
                on: id_of(relation.on),
            })
            .collect(),
        answered_by: by(RelationKind::Answers),
        rests_on: by(RelationKind::Premise),
        rebutted_by: by(RelationKind::Rebuts),
        undercut_by: by(RelationKind::Undercuts),
        supported_by: by(RelationKind::Supports),
        events: events(debate, debate.events_about(index)),
        tags: tags.iter().map(|tag| debate.tag(*tag).name.as_str()).collect(),
        note: note.as_deref(),
    }
}

/// Who says a statement, and where.
pub(super) fn said(debate: &Debate, index: StatementIndex) -> Vec<Said<'_>> {
    debate.statement(index).said.iter().map(|said| attribution(debate, said)).collect()
}

pub(super) fn attribution<'a>(debate: &'a Debate, said: &'a Attribution) -> Said<'a> {
    Said {
        actor: reference(debate, Place::Actor(said.actor)),
        role: debate.actor(said.actor).role.as_deref(),
        stance: said.stance.verb(),
        quote: said.quote.as_deref(),
        source: said.source.map(|source| reference(debate, Place::Source(source))),
        at: said.place.as_deref(),
    }
}

pub(super) fn mentions<'a>(debate: &'a Debate, mentions: &'a [Mention]) -> Vec<Mentioned<'a>> {
    let mentioned = |mention: &Mention| Mentioned {
        statement: statement_reference(debate, mention.statement),
        said: attribution(debate, debate.attribution(*mention)),
    };
    mentions.iter().map(mentioned).collect()
}

fn actor(debate: &Debate, index: ActorIndex) -> ActorDetail<'_> {
    let Actor { role, aka, note, .. } = debate.actor(index);
    ActorDetail {
        role: role.as_deref(),
        aka: strings(aka),
        says: mentions(debate, debate.said_by(index)),
        events: events(debate, debate.events_with(index)),
        note: note.as_deref(),
    }
}

pub(super) fn source(debate: &Debate, index: SourceIndex) -> SourceDetail<'_> {
    let Source { kind, publisher, authors, date, url, text, note, .. } = debate.source(index);
    SourceDetail {
        kind: kind.as_deref(),
        publisher: publisher.as_deref(),
        authors: strings(authors),
        date: date.as_ref().map(Date::to_string),
        url: url.as_ref().map(crate::debate::Url::as_str),
        local_text: text.as_deref(),
        statements: mentions(debate, debate.resting_on(index)),
        events: events(debate, debate.events_in(index)),
        note: note.as_deref(),
    }
}

fn event(debate: &Debate, index: EventIndex) -> EventDetail<'_> {
    let Event { date, actors, sources, about, note, .. } = debate.event(index);
    EventDetail {
        date: date.as_ref().map(Date::to_string),
        actors: actors.iter().map(|actor| reference(debate, Place::Actor(*actor))).collect(),
        sources: sources.iter().map(|source| reference(debate, Place::Source(*source))).collect(),
        about: statements(debate, about),
        note: note.as_deref(),
    }
}

fn replies(debate: &Debate, one: ActorIndex, other: ActorIndex) -> Vec<Bearing<'_>> {
    let bearing = |reply: Reply| Bearing {
        relation: reply.kind.verb(),
        statement: statement_reference(debate, reply.reply),
        on: Some(&debate.statement(reply.target).id),
    };
    debate.exchanges(one, other).into_iter().map(bearing).collect()
}

pub(super) fn strings(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(Text::as_str).collect()
}

pub(super) fn statements<'a>(debate: &'a Debate, all: &[StatementIndex]) -> Vec<Reference<'a>> {
    all.iter().map(|index| statement_reference(debate, *index)).collect()
}

pub(super) fn events<'a>(debate: &'a Debate, all: &[EventIndex]) -> Vec<Reference<'a>> {
    all.iter().map(|index| reference(debate, Place::Event(*index))).collect()
}
