//! What the reading pane can show.

use crate::debate::changes::Successors;
use crate::debate::{ActorIndex, Debate, EventIndex, SourceIndex, Stance, StatementIndex, TagIndex};
use crate::search::Entry;

/// Somewhere in a debate one can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A question, position or argument.
    Statement(StatementIndex),
    /// Somebody who speaks.
    Actor(ActorIndex),
    /// What is between two who speak, seen from the first.
    Between(ActorIndex, ActorIndex),
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
    /// The entry of the search that leads to it, if one does.
    #[must_use]
    pub fn entry(self) -> Option<Entry> {
        Some(match self {
            Self::Statement(index) => Entry::Statement(index),
            Self::Actor(index) => Entry::Actor(index),
            Self::Source(index) => Entry::Source(index),
            Self::Event(index) => Entry::Event(index),
            Self::Tag(index) => Entry::Tag(index),
            Self::Between(..) => return None,
        })
    }

    /// What it has become in another version of the debate.
    #[must_use]
    pub fn followed(self, successors: &Successors) -> Option<Self> {
        Some(match self {
            Self::Statement(index) => Self::Statement(successors.statement(index)?),
            Self::Actor(index) => Self::Actor(successors.actor(index)?),
            Self::Between(one, other) => Self::Between(successors.actor(one)?, successors.actor(other)?),
            Self::Source(index) => Self::Source(successors.source(index)?),
            Self::Event(index) => Self::Event(successors.event(index)?),
            Self::Tag(index) => Self::Tag(successors.tag(index)?),
        })
    }

    /// The word for what it is: `position`, `actor`, `source`, `event`, `tag`.
    #[must_use]
    pub fn word(self, debate: &Debate) -> &'static str {
        match self {
            Self::Statement(index) => debate.statement(index).kind.word(),
            Self::Actor(_) => "actor",
            Self::Between(..) => "replies",
            Self::Source(_) => "source",
            Self::Event(_) => "event",
            Self::Tag(_) => "tag",
        }
    }

    /// What to call it: its wording, name or title; of what is between two the name of the other one.
    #[must_use]
    pub fn title(self, debate: &Debate) -> &str {
        match self {
            Self::Statement(index) => debate.statement(index).wording(),
            Self::Actor(index) | Self::Between(_, index) => &debate.actor(index).name,
            Self::Source(index) => &debate.source(index).title,
            Self::Event(index) => &debate.event(index).text,
            Self::Tag(index) => &debate.tag(index).name,
        }
    }
}

/// The names of those who stand to a statement in this way, each once: at most `most`, and how many more.
#[must_use]
pub fn names(debate: &Debate, index: StatementIndex, stance: Stance, most: usize) -> Option<(String, usize)> {
    let mut names: Vec<&str> = Vec::new();
    for said in debate.statement(index).said.iter().filter(|said| said.stance == stance) {
        let name = debate.actor(said.actor).name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let all = names.len();
    if all > most {
        let kept = most.saturating_sub(1).max(1);
        return Some((format!("{} and {} more", names[..kept].join(", "), all - kept), all));
    }
    (all > 0).then(|| (names.join(", "), all))
}

/// Who speaks to a statement, shortly: at most `most` of those who assert it, then who concedes and who denies it, so
/// that nobody is taken to hold what they deny: `Butina, Lavrov · Macron denies`.
#[must_use]
pub fn speakers(debate: &Debate, index: StatementIndex, most: usize) -> String {
    let part = |stance: Stance| {
        let (names, number) = names(debate, index, stance, most)?;
        let verb = match (stance, number) {
            (Stance::Asserts, _) => "",
            (Stance::Concedes, 1) => " concedes",
            (Stance::Concedes, _) => " concede",
            (Stance::Denies, 1) => " denies",
            (Stance::Denies, _) => " deny",
        };
        Some(format!("{names}{verb}"))
    };
    let parts: Vec<String> = Stance::ALL.into_iter().filter_map(part).collect();
    parts.join(" · ")
}
