//! What the debates of the shelf are searched with. The index of a small one is made when it is first asked for; that of
//! a large one is made elsewhere, as soon as it is opened, and a scan answers until it stands.

use std::sync::{Arc, OnceLock};

use crate::debate::filter::{Mark, Marked};
use crate::debate::{Debate, StatementSet};
use crate::search::{Index, Results, Scan};

use super::finder::Finder;
use super::marks::Marks;
use super::reading::Reading;
use super::shelf::Shelf;
use super::state::{Overlay, State};
use super::work::is_surveyed;
use super::{Effect, Work};

/// Statements of a debate whose index is made at once: that takes less than a frame.
const FEW: usize = 1_000;

/// What a debate is searched with.
#[derive(Debug, Clone, Default)]
pub struct Searchable {
    index: OnceLock<Arc<Index>>,
    /// In place of the index, until it stands.
    scan: Option<Arc<Scan>>,
    /// Both have been asked for.
    asked: bool,
    /// What follows from the whole debate has been asked for.
    survey_asked: bool,
}

/// Something made of a large debate to search it with.
#[derive(Debug, Clone)]
pub enum Prepared {
    /// What answers first.
    Scan(Arc<Scan>),
    /// What answers from then on.
    Index(Arc<Index>),
}

/// The same is what is in one place.
impl PartialEq for Prepared {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scan(one), Self::Scan(other)) => Arc::ptr_eq(one, other),
            (Self::Index(one), Self::Index(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Prepared {}

/// How well a search could be answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readiness {
    /// With all there is to it.
    #[default]
    Indexed,
    /// By words alone, in the order of the file.
    Scanned,
    /// Not yet.
    Unready,
}

impl Searchable {
    /// Whether a debate is so small that its index is made when it is first searched, wherever it comes from.
    #[must_use]
    pub fn is_at_once(debate: &Debate) -> bool {
        debate.statements().len() <= FEW
    }

    /// The index of `debate`, if it stands.
    pub(super) fn index(&self, debate: &Debate) -> Option<&Index> {
        if Self::is_at_once(debate) {
            return Some(self.index.get_or_init(|| Arc::new(Index::new(debate))));
        }
        self.index.get().map(|index| &**index)
    }

    /// What is found by what stands, and how well that could be answered. `marked` says which statements carry a mark.
    pub(super) fn search(
        &self,
        debate: &Debate,
        marked: &Marked<'_>,
        query: &str,
        limit: usize,
    ) -> (Readiness, Option<Results>) {
        match (self.index(debate), &self.scan) {
            (Some(index), _) => (Readiness::Indexed, Some(index.search_with_marks(debate, marked, query, limit))),
            (None, Some(scan)) => (Readiness::Scanned, Some(scan.search(debate, query, limit))),
            (None, None) => (Readiness::Unready, None),
        }
    }
}

/// All that can be searched: the debates of the shelf, what each is searched with, and the reader's marks on it.
#[derive(Debug, Clone, Copy)]
pub struct Searched<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) searchables: &'a [Searchable],
    pub(super) readings: &'a [Option<Reading>],
    pub(super) kept: &'a [Option<Marks>],
}

impl<'a> Searched<'a> {
    /// A debate of the shelf that opens, with what it is searched with.
    pub(super) fn debate(self, entry: usize) -> Option<(&'a Debate, &'a Searchable)> {
        let debate = self.shelf.entries.get(entry)?.debate.as_deref().ok()?;
        Some((debate, self.searchables.get(entry)?))
    }

    /// Whether it is known of all these debates which question each of their statements stands under.
    pub(super) fn are_surveyed(self, entries: &[usize]) -> bool {
        entries.iter().all(|entry| self.debate(*entry).is_none_or(|(debate, _)| is_surveyed(debate)))
    }

    /// The statements of a debate that carry a mark; none where nobody keeps what has been read and that is asked for.
    pub(super) fn marked(self, entry: usize, mark: Mark) -> Option<StatementSet> {
        let (debate, _) = self.debate(entry)?;
        let reading = self.readings.get(entry).and_then(Option::as_ref);
        let marks = match reading {
            Some(reading) => reading.known_marks(mark),
            None => self.kept.get(entry).and_then(Option::as_ref),
        };
        marks.map(|marks| marks.carried(mark, debate))
    }
}

impl State {
    pub(super) fn searched(&self) -> Searched<'_> {
        let Self { shelf, searchables, readings, kept, .. } = self;
        Searched { shelf, searchables, readings, kept }
    }

    /// Asks for what large debates are searched with: the one that is open, and those that are being searched; and for what
    /// follows from the whole of them, ahead of the key that needs it.
    pub(super) fn prepare(&mut self) -> Vec<Effect> {
        let (searched, is_grouped) = match &self.overlay {
            Some(Overlay::Search(finder)) => (finder.entries(), finder.is_grouped()),
            _ => (&[][..], false),
        };
        let mut effects = Vec::new();
        let mut surveys = Vec::new();
        for entry in self.open.iter().chain(searched).copied() {
            let Some(Ok(debate)) = self.shelf.entries.get(entry).map(|entry| &entry.debate) else { continue };
            let Some(searchable) = self.searchables.get_mut(entry) else { continue };
            if !Searchable::is_at_once(debate) && !std::mem::replace(&mut searchable.asked, true) {
                effects.push(Effect::Prepare { entry, debate: Arc::clone(debate) });
            }
            let is_needed = self.open == Some(entry) || is_grouped;
            if is_needed && !is_surveyed(debate) && !std::mem::replace(&mut searchable.survey_asked, true) {
                surveys.push(Effect::Work(Work::Survey(Arc::clone(debate))));
            }
        }
        effects.extend(surveys);
        effects
    }

    /// Takes what was made of a debate, if it is still that debate. What is being searched is searched again: what the
    /// reader has chosen stays chosen, and where it is on the screen.
    pub(super) fn prepared(&mut self, entry: usize, debate: &Arc<Debate>, with: Prepared) {
        if !self.is_of(entry, debate) {
            return;
        }
        let Some(searchable) = self.searchables.get_mut(entry) else { return };
        match with {
            Prepared::Scan(scan) if searchable.index.get().is_none() => searchable.scan = Some(scan),
            Prepared::Scan(_) => {}
            Prepared::Index(index) => {
                searchable.scan = None;
                let _ = searchable.index.set(index);
            }
        }
        self.search_again(|finder| finder.entries().contains(&entry));
    }

    /// What follows from a whole debate is there: hits that were to stand together by question do so from now on.
    pub(super) fn surveyed(&mut self, debate: &Arc<Debate>) {
        let entries: Vec<usize> = (0..self.shelf.entries.len()).filter(|entry| self.is_of(*entry, debate)).collect();
        for entry in &entries {
            self.readings.get_mut(*entry).and_then(Option::as_mut).into_iter().for_each(Reading::surveyed);
        }
        self.search_again(|finder| finder.is_grouped() && entries.iter().any(|entry| finder.entries().contains(entry)));
    }

    /// Whether this debate is that of an entry of the shelf.
    fn is_of(&self, entry: usize, debate: &Arc<Debate>) -> bool {
        let of = self.shelf.entries.get(entry).and_then(|entry| entry.debate.as_ref().ok());
        of.is_some_and(|of| Arc::ptr_eq(of, debate))
    }

    /// Does the search again that lies over the screen, or behind the help, if it is concerned.
    fn search_again(&mut self, is_concerned: impl Fn(&Finder) -> bool) {
        let Self { shelf, searchables, readings, kept, overlay, .. } = self;
        let finder = match overlay {
            Some(Overlay::Search(finder)) => Some(finder),
            Some(Overlay::Help { behind: Some(behind), .. }) => match &mut **behind {
                Overlay::Search(finder) => Some(finder),
                _ => None,
            },
            _ => None,
        };
        if let Some(finder) = finder.filter(|finder| is_concerned(finder)) {
            finder.search(Searched { shelf, searchables, readings, kept });
        }
    }
}
