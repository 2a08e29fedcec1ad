//! What changed from one version of a debate to the next: statements and relations, not lines.
//!
//! Both versions are whole debates, and an index is of the old one where something has gone and of the new one where
//! something was added. What has the same id is the same thing; so is what lost its id and stands under another one
//! with the same contents. Events have no ids: they are known by all they say, then by their words, then by their date.

mod difference;
mod pairs;
mod rewording;
mod successors;

use super::{ActorIndex, Debate, EventIndex, SourceIndex, StatementIndex};

pub use difference::Difference;
pub use rewording::{Piece, reworded};
pub use successors::Successors;

use difference::Sides;
use pairs::Pairs;

/// All that changed. Empty for two debates that say the same in the same order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Of the debate itself: its title, summary, language.
    pub heading: Vec<Difference>,
    /// Of the statements, in the order of the new debate; what has gone comes first.
    pub statements: Vec<Change<StatementIndex>>,
    /// Of the actors, in the same order.
    pub actors: Vec<Change<ActorIndex>>,
    /// Of the sources, in the same order.
    pub sources: Vec<Change<SourceIndex>>,
    /// Of the events, in the same order.
    pub events: Vec<Change<EventIndex>>,
    /// What is in both and stands in another order: `statements`, `actors`, `sources`, `events`.
    pub reordered: Vec<&'static str>,
}

/// What became of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<I> {
    /// It is only in the old debate.
    Gone(I),
    /// It is only in the new debate.
    Added(I),
    /// It is in both, and not the same.
    Changed {
        /// In the old debate.
        old: I,
        /// In the new debate.
        new: I,
        /// At least one.
        differences: Vec<Difference>,
    },
}

impl Changes {
    /// What changed from `old` to `new`, in time proportional to their sizes, but for texts that were reworded.
    #[must_use]
    pub fn between(old: &Debate, new: &Debate) -> Self {
        let sides = Sides::new(old, new);
        let mut reordered = Vec::new();
        let mut note = |name, pairs: &Pairs, stays: &dyn Fn(usize, usize) -> bool| {
            if pairs.reordered(stays) {
                reordered.push(name);
            }
        };
        // A position that became an argument stands elsewhere of necessity.
        note("statements", &sides.statements, &|a, b| old.statements()[a].kind == new.statements()[b].kind);
        note("actors", &sides.actors, &|_, _| true);
        note("sources", &sides.sources, &|_, _| true);
        note("events", &sides.events, &|_, _| true);
        Self {
            heading: sides.of_heading(),
            statements: changes(&sides.statements, StatementIndex::new, |a, b| sides.of_statements(a, b)),
            actors: changes(&sides.actors, ActorIndex::new, |a, b| sides.of_actors(a, b)),
            sources: changes(&sides.sources, SourceIndex::new, |a, b| sides.of_sources(a, b)),
            events: changes(&sides.events, EventIndex::new, |a, b| sides.of_events(a, b)),
            reordered,
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn changes<I>(
    pairs: &Pairs,
    index: impl Fn(usize) -> I,
    differences: impl Fn(usize, usize) -> Vec<Difference>,
) -> Vec<Change<I>> {
    let gone = pairs.gone().map(|old| Change::Gone(index(old)));
    let others = pairs.all_new().filter_map(|(old, new)| {
        let Some(old) = old else { return Some(Change::Added(index(new))) };
        let differences = differences(old, new);
        (!differences.is_empty()).then(|| Change::Changed { old: index(old), new: index(new), differences })
    });
    gone.chain(others).collect()
}
