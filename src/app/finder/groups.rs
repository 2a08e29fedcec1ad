//! Hits put together by the question they stand under.

use std::collections::HashMap;

use super::Ranked;
use crate::app::place::Place;
use crate::app::searchable::Searched;
use crate::debate::{Debate, StatementIndex};

/// What hits have in common that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Heading {
    /// Statements under a question, or another statement that stands under nothing.
    Question(StatementIndex),
    /// What is no statement: a word for that.
    Kind(&'static str),
}

/// Hits that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The entry of the shelf.
    pub(super) entry: usize,
    pub(super) heading: Heading,
    /// The row of the first one.
    pub(super) first: usize,
    /// How many there are.
    pub(super) count: usize,
}

impl Heading {
    /// In words.
    pub(super) fn words(self, debate: &Debate) -> String {
        match self {
            Self::Question(question) => debate.statement(question).wording().to_string(),
            Self::Kind(kind) => kind.to_owned(),
        }
    }
}

/// Puts hits with the same heading together: where the best of them stands, in the order they have. What follows from large
/// debates has to be known: ways to a question may be long, and are not walked for every hit.
pub(super) fn group(ranked: &mut [Ranked], searched: Searched<'_>) -> Vec<Group> {
    let mut places: HashMap<(usize, Heading), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    ranked.sort_by_cached_key(|Ranked { entry, hit }| {
        let heading = match Place::from(hit.entry) {
            Place::Statement(index) => match searched.debate(*entry) {
                Some((debate, _)) => Heading::Question(debate.survey().root(index)),
                None => Heading::Question(index),
            },
            Place::Actor(_) | Place::Between(..) => Heading::Kind("Actors"),
            Place::Source(_) => Heading::Kind("Sources"),
            Place::Event(_) => Heading::Kind("Events"),
            Place::Tag(_) => Heading::Kind("Tags"),
        };
        let place = *places.entry((*entry, heading)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.count += 1,
            None => groups.push(Group { entry: *entry, heading, first: 0, count: 1 }),
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
