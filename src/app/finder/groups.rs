//! Hits put together by the question they stand under.

use std::collections::HashMap;

use crate::app::place::Place;
use crate::debate::{Debate, StatementIndex};

/// What hits have in common that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heading {
    /// Statements under a question, or another statement that stands under nothing.
    Question(StatementIndex),
    /// What is no statement: a word for that.
    Kind(&'static str),
}

/// Hits that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which of the debates they are in.
    pub debate: usize,
    /// What they have in common.
    pub heading: Heading,
    /// The row of the first one.
    pub first: usize,
    /// How many there are.
    pub count: usize,
}

impl Heading {
    /// What a place stands under. What follows from a large debate has to be known: the way may be long, and is not walked.
    #[must_use]
    pub fn of(debate: &Debate, place: Place) -> Self {
        match place {
            Place::Statement(index) => Self::Question(debate.survey().root(index)),
            Place::Actor(_) | Place::Between(..) => Self::Kind("Actors"),
            Place::Source(_) => Self::Kind("Sources"),
            Place::Event(_) => Self::Kind("Events"),
            Place::Tag(_) => Self::Kind("Tags"),
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self, debate: &Debate) -> &str {
        match self {
            Self::Question(question) => debate.statement(question).wording(),
            Self::Kind(kind) => kind,
        }
    }
}

/// Puts hits of the same debate with the same heading together: where the best of them stands, in the order they have.
pub fn group<T>(hits: &mut [T], heading: impl Fn(&T) -> (usize, Heading)) -> Vec<Group> {
    let mut places: HashMap<(usize, Heading), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    hits.sort_by_cached_key(|hit| {
        let (debate, heading) = heading(hit);
        let place = *places.entry((debate, heading)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.count += 1,
            None => groups.push(Group { debate, heading, first: 0, count: 1 }),
        }
        place
    });
    let mut first = 0;
    for group in &mut groups {
        group.first = first;
        first += group.count;
    }
    groups
}
