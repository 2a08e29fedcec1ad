//! What can be added to a file.

use serde_json::Value;

use super::{Debate, IdKind, Refusal, id};
use crate::debate::is_id;
use crate::format::shape::{Actor, Argument, Event, File, Id, Position, Question, Source};

/// What can be added to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Who speaks.
    Actor(Actor),
    /// Where it can be looked up.
    Source(Source),
    /// What is disputed.
    Question(Question),
    /// An answer to a question.
    Position(Position),
    /// A reason.
    Argument(Argument),
    /// What happened. An event has no id.
    Event(Event),
}

impl Entry {
    pub(super) fn section(&self) -> &'static str {
        match self {
            Self::Actor(_) => "actors",
            Self::Source(_) => "sources",
            Self::Question(_) => "questions",
            Self::Position(_) => "positions",
            Self::Argument(_) => "arguments",
            Self::Event(_) => "events",
        }
    }

    fn noun(&self) -> &'static str {
        match self {
            Self::Actor(_) => "actor",
            Self::Source(_) => "source",
            Self::Question(_) => "question",
            Self::Position(_) => "position",
            Self::Argument(_) => "argument",
            Self::Event(_) => "event",
        }
    }

    /// What an id is made from.
    fn words(&self) -> &str {
        match self {
            Self::Actor(actor) => &actor.name.0,
            Self::Source(source) => &source.title.0,
            Self::Question(question) => &question.text.0,
            Self::Position(position) => &position.text.0,
            Self::Argument(argument) => argument.text.as_ref().map_or("", |text| &text.0),
            Self::Event(event) => &event.text.0,
        }
    }

    pub(super) fn value(&self) -> Value {
        let value = match self {
            Self::Actor(actor) => serde_json::to_value(actor),
            Self::Source(source) => serde_json::to_value(source),
            Self::Question(question) => serde_json::to_value(question),
            Self::Position(position) => serde_json::to_value(position),
            Self::Argument(argument) => serde_json::to_value(argument),
            Self::Event(event) => serde_json::to_value(event),
        };
        value.unwrap_or_default()
    }

    fn is_taken(&self, debate: &Debate<'_>, id: &Id) -> bool {
        let kind = match self {
            Self::Actor(_) => IdKind::Actor,
            Self::Source(_) => IdKind::Source,
            _ => IdKind::Statement,
        };
        debate.has(kind, id)
    }

    pub(super) fn id(&self, debate: &Debate<'_>, given: Option<&str>) -> Result<Id, Refusal> {
        let Some(given) = given else {
            return Ok(Id(id::made_from(self.words(), self.noun(), |id| self.is_taken(debate, &id.into()))));
        };
        let id = Id::from(given);
        if !is_id(given) {
            let words = format!("`{given}` cannot be an id: an id is made of letters, digits, `-`, `_` and `.`");
            return Err(Refusal::Words(words));
        }
        if self.is_taken(debate, &id) {
            return Err(Refusal::Words(format!("the id `{given}` is taken")));
        }
        Ok(id)
    }

    pub(super) fn put(self, file: &mut File, id: Id) {
        match self {
            Self::Actor(actor) => drop(file.actors.0.insert(id, actor)),
            Self::Source(source) => drop(file.sources.0.insert(id, source)),
            Self::Question(question) => drop(file.questions.0.insert(id, question)),
            Self::Position(position) => drop(file.positions.0.insert(id, position)),
            Self::Argument(argument) => drop(file.arguments.0.insert(id, argument)),
            Self::Event(event) => file.events.push(event),
        }
    }
}
