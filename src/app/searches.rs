//! What has been searched for in this window, and what the last search found, to go through one by one.

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
        self.hits = self.hits.iter().copied().filter_map(followed).collect();
        self.at = at.and_then(followed).and_then(|at| self.hits.iter().position(|hit| *hit == at));
    }

    /// How many hits of the last search there are to go through.
    #[must_use]
    pub fn hits(&self) -> usize {
        self.hits.len()
    }

    /// Keeps a search that is left; `went` when that was for its chosen hit. One that found nothing leaves the hits of
    /// the one before.
    pub(super) fn keep(&mut self, finder: &Finder, went: bool) {
        self.grouped = finder.is_grouped();
        let query = finder.typed().text().trim();
        if query.is_empty() {
            return;
        }
        self.queries.retain(|other| other != query);
        self.queries.push(query.to_owned());
        let spare = self.queries.len().saturating_sub(KEPT);
        self.queries.drain(..spare);
        if !finder.found().is_empty() {
            self.hits = finder.found().iter().map(|found| (found.entry, found.place)).collect();
            self.at = went.then(|| finder.selection().row());
        }
    }

    /// Goes on to the next hit or back to the one before; the hit, and its number from 1. None beyond the ends.
    pub(super) fn step(&mut self, forward: bool) -> Option<(usize, Place, usize)> {
        let at = match (self.at, forward) {
            (None, true) => 0,
            (None, false) => self.hits.len().checked_sub(1)?,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
        };
        let (entry, place) = *self.hits.get(at)?;
        self.at = Some(at);
        Some((entry, place, at + 1))
    }
}
