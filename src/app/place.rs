//! What the reading pane can show.

use crate::debate::{ActorIndex, Debate, EventIndex, SourceIndex, StatementIndex, TagIndex};
use crate::search::Entry;

/// Somewhere in a debate one can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A question, position or argument.
    Statement(StatementIndex),
    /// Somebody who speaks.
    Actor(ActorIndex),
    /// A document.
    Source(SourceIndex),
    /// Something that happened.
    Event(EventIndex),
    /// A word that groups statements.
    Tag(TagIndex),
}

impl From<Entry> for Place {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Statement(index) => Self::Statement(index),
            Entry::Actor(index) => Self::Actor(index),
            Entry::Source(index) => Self::Source(index),
            Entry::Event(index) => Self::Event(index),
            Entry::Tag(index) => Self::Tag(index),
        }
    }
}

impl Place {
    /// The word for what it is: `position`, `actor`, `source`, `event`, `tag`.
    #[must_use]
    pub fn word(self, debate: &Debate) -> &'static str {
        match self {
            Self::Statement(index) => debate.statement(index).kind.word(),
            Self::Actor(_) => "actor",
            Self::Source(_) => "source",
            Self::Event(_) => "event",
            Self::Tag(_) => "tag",
        }
    }

    /// What to call it: its wording, name or title.
    #[must_use]
    pub fn title(self, debate: &Debate) -> &str {
        match self {
            Self::Statement(index) => debate.statement(index).wording(),
            Self::Actor(index) => &debate.actor(index).name,
            Self::Source(index) => &debate.source(index).title,
            Self::Event(index) => &debate.event(index).text,
            Self::Tag(index) => &debate.tag(index).name,
        }
    }
}

/// Who speaks for a statement, shortly: the names of at most `most`, and how many more.
#[must_use]
pub fn speakers(debate: &Debate, index: StatementIndex, most: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    for said in &debate.statement(index).said {
        let name = debate.actor(said.actor).name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() <= most {
        return names.join(", ");
    }
    let kept = most.saturating_sub(1).max(1);
    format!("{} and {} more", names[..kept].join(", "), names.len() - kept)
}
