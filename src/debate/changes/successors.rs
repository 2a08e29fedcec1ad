//! What everything in one version of a debate has become in the next.

use std::collections::HashMap;

use super::Sides;
use super::pairs::Pairs;
use crate::debate::{ActorIndex, Debate, EventIndex, SourceIndex, StatementIndex, TagIndex};

/// What everything in one version of a debate has become in the next: the same thing at another place, or nothing.
#[derive(Debug)]
pub struct Successors {
    statements: Pairs,
    actors: Pairs,
    sources: Pairs,
    events: Pairs,
    tags: Vec<Option<TagIndex>>,
}

impl Successors {
    /// What everything in `old` has become in `new`.
    #[must_use]
    pub fn between(old: &Debate, new: &Debate) -> Self {
        let names: HashMap<&str, usize> = new.tags().iter().map(|tag| tag.name.as_str()).zip(0..).collect();
        let tags = old.tags().iter().map(|tag| names.get(tag.name.as_str()).copied().map(TagIndex::new)).collect();
        let Sides { statements, actors, sources, events, .. } = Sides::new(old, new);
        Self { statements, actors, sources, events, tags }
    }

    /// What a statement has become.
    #[must_use]
    pub fn statement(&self, old: StatementIndex) -> Option<StatementIndex> {
        self.statements.new_of(old.place()).map(StatementIndex::new)
    }

    /// What an actor has become.
    #[must_use]
    pub fn actor(&self, old: ActorIndex) -> Option<ActorIndex> {
        self.actors.new_of(old.place()).map(ActorIndex::new)
    }

    /// What a source has become.
    #[must_use]
    pub fn source(&self, old: SourceIndex) -> Option<SourceIndex> {
        self.sources.new_of(old.place()).map(SourceIndex::new)
    }

    /// What an event has become.
    #[must_use]
    pub fn event(&self, old: EventIndex) -> Option<EventIndex> {
        self.events.new_of(old.place()).map(EventIndex::new)
    }

    /// What a tag has become.
    #[must_use]
    pub fn tag(&self, old: TagIndex) -> Option<TagIndex> {
        self.tags.get(old.place()).copied().flatten()
    }

    /// What the steps of a path have become. Where one in the middle has gone only the end is left, and the way there is
    /// to be found anew; empty where the end has gone.
    #[must_use]
    pub fn path(&self, old: &[StatementIndex]) -> Vec<StatementIndex> {
        let whole: Option<Vec<StatementIndex>> = old.iter().map(|step| self.statement(*step)).collect();
        whole.unwrap_or_else(|| old.last().and_then(|last| self.statement(*last)).into_iter().collect())
    }
}
