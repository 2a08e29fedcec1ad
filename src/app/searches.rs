//! What has been searched for, and what the last search found, to go through one by one.

use super::finder::{Finder, Outcome, Ranked};
use super::highlight::Highlight;
use super::place::Place;
use super::state::State;
use crate::debate::Debate;
use crate::search::{Passage, Passages, Query};

/// Queries that are kept.
const KEPT: usize = 50;

/// The last searches.
#[derive(Debug, Clone, Default)]
pub struct Searches {
    /// The last one last, each once.
    queries: Vec<String>,
    /// Whether hits stand together by question.
    grouped: bool,
    /// What the last one found.
    hits: Vec<Ranked>,
    /// By what, in each debate.
    sought: Vec<(usize, Query)>,
    /// How many there are in all: the first are kept.
    total: usize,
    /// Which of them the reader has been at last.
    at: Option<usize>,
    /// The name by some letters of which that was found.
    letters: Option<Passage>,
    /// Whether the reader has not ended it: what matches is marked.
    goes_on: bool,
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
        let before = self.hits.len();
        let at = self.at.and_then(|at| self.hits.get(at)).cloned();
        let followed = |mut ranked: Ranked| {
            if ranked.entry == entry {
                ranked.hit.entry = becomes(Place::from(ranked.hit.entry))?.entry()?;
            }
            Some(ranked)
        };
        self.hits = std::mem::take(&mut self.hits).into_iter().filter_map(followed).collect();
        self.total -= before - self.hits.len();
        let at = at.and_then(followed).map(|at| at.place());
        self.at = at.and_then(|at| self.hits.iter().position(|hit| hit.place() == at));
        self.letters = None;
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
    pub(super) fn keep(&mut self, finder: Finder) -> String {
        self.grouped = finder.is_grouped();
        let query = finder.typed().text().trim().to_owned();
        self.queries.retain(|other| *other != query);
        self.queries.push(query.clone());
        keep_the_last(&mut self.queries);
        let Outcome { ranked, sought, total, chosen } = finder.outcome();
        (self.hits, self.sought, self.total, self.at) = (ranked, sought, total, Some(chosen));
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
        let hit = self.hits.get(at)?.place();
        self.at = Some(at);
        Some(hit)
    }

    /// Where the hit is that the reader has been at last: the entry of the shelf, and where in it.
    #[must_use]
    pub fn here(&self) -> Option<(usize, Place)> {
        self.hits.get(self.at?).map(Ranked::place)
    }

    /// The reader is at that hit, in this debate: what matches is marked from now on. Returns the passages that match.
    pub(super) fn arrive(&mut self, debate: &Debate) -> Vec<Passage> {
        let Some(Ranked { entry, hit }) = self.at.and_then(|at| self.hits.get(at)) else { return Vec::new() };
        let Some((_, query)) = self.sought.iter().find(|(of, _)| of == entry) else { return Vec::new() };
        let Passages { mut needed, others } = hit.passages(debate, query, &[]);
        needed.extend(others);
        self.letters = hit.letters().cloned();
        self.goes_on = true;
        needed
    }

    /// Whether what matches is marked.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// Marks nothing any more. The hits can still be gone through.
    pub(super) fn end(&mut self) {
        self.goes_on = false;
    }

    /// What is marked in the debate of an entry of the shelf.
    fn highlight(&self, entry: usize) -> Option<Highlight<'_>> {
        let (_, query) = self.sought.iter().find(|(of, _)| *of == entry && self.goes_on)?;
        (query.has_words() || self.letters.is_some()).then(|| Highlight::new(query, self.letters.as_ref()))
    }

    /// Which hit the reader is at, of how many: `hit 3 of 10`.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        self.at.map(|at| format!("hit {} of {}", at + 1, self.total))
    }
}

impl State {
    /// What matches the last search in the debate at hand, until the reader ends it.
    #[must_use]
    pub fn highlight(&self) -> Option<Highlight<'_>> {
        self.searches.highlight(self.open?)
    }

    /// Which hit of several is read, if one is and the search goes on.
    #[must_use]
    pub fn hit_read(&self) -> Option<String> {
        let reading = self.reading()?;
        let here = (self.open?, reading.place()?);
        let is_read = reading.source_text().is_none() && reading.grid().is_none() && self.searches.here() == Some(here);
        self.searches.told().filter(|_| is_read && self.searches.goes_on && self.searches.total > 1)
    }
}

/// Takes the oldest away where there are too many.
pub(super) fn keep_the_last(queries: &mut Vec<String>) {
    queries.drain(..queries.len().saturating_sub(KEPT));
}
