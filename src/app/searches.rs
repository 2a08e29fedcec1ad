//! What has been searched for, and what the last search found, to go through one by one.

use super::finder::Finder;
use super::place::Place;

/// Queries that are kept.
const KEPT: usize = 50;

/// The last searches.
#[derive(Debug, Clone, Default)]
pub struct Searches {
    /// The last one last, each once.
    queries: Vec<String>,
    /// Whether hits stand together by question.
    grouped: bool,
    /// What the last one found: the entry of the shelf, and where in it.
    hits: Vec<(usize, Place)>,
    /// How many there are in all: the first are kept.
    total: usize,
    /// Which of them the reader has been at last.
    at: Option<usize>,
}

impl Searches {
    /// The last queries, the last one last.
    #[must_use]
    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    /// Whether hits stand together by question.
    #[must_use]
    pub fn is_grouped(&self) -> bool {
        self.grouped
    }

    /// The debate of an entry has been written anew: what has gone from it is no hit any more.
    pub(super) fn follow(&mut self, entry: usize, becomes: impl Fn(Place) -> Option<Place>) {
        let at = self.at.and_then(|at| self.hits.get(at)).copied();
        let followed = |(of, place): (usize, Place)| {
            let place = if of == entry { becomes(place)? } else { place };
            Some((of, place))
        };
        let before = self.hits.len();
        self.hits = self.hits.iter().copied().filter_map(followed).collect();
        self.total -= before - self.hits.len();
        self.at = at.and_then(followed).and_then(|at| self.hits.iter().position(|hit| *hit == at));
    }

    /// How many hits the last search found, of which the first are gone through.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many hits of the last search there are to go through.
    #[must_use]
    pub fn hits(&self) -> usize {
        self.hits.len()
    }

    /// Queries of former days: they stand before those of this one.
    pub(super) fn remember(&mut self, queries: &[String]) {
        let mut all: Vec<String> = Vec::new();
        for query in queries.iter().chain(&self.queries) {
            all.retain(|other| other != query);
            all.push(query.clone());
        }
        self.queries = all;
        keep_the_last(&mut self.queries);
    }

    /// Keeps a search of which the reader goes to the chosen hit; which one of how many that is. Its query is the last one
    /// from now on.
    pub(super) fn keep(&mut self, finder: &Finder) -> String {
        self.grouped = finder.is_grouped();
        let query = finder.typed().text().trim().to_owned();
        self.queries.retain(|other| *other != query);
        self.queries.push(query.clone());
        keep_the_last(&mut self.queries);
        self.hits = finder.hits().collect();
        self.total = finder.total();
        self.at = Some(finder.selection().row());
        query
    }

    /// Goes on to the next hit or back to the one before; the hit. None beyond the ends.
    pub(super) fn step(&mut self, forward: bool) -> Option<(usize, Place)> {
        let at = match (self.at, forward) {
            (None, true) => 0,
            (None, false) => self.hits.len().checked_sub(1)?,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
        };
        let hit = *self.hits.get(at)?;
        self.at = Some(at);
        Some(hit)
    }

    /// Which hit the reader is at, of how many: `hit 3 of 10`.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        self.at.map(|at| format!("hit {} of {}", at + 1, self.total))
    }
}

/// Takes the oldest away where there are too many.
pub(super) fn keep_the_last(queries: &mut Vec<String>) {
    queries.drain(..queries.len().saturating_sub(KEPT));
}
