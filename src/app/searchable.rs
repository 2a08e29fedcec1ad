//! What the debates of the shelf are searched with. The index of a small one is made when it is first asked for; that of
//! a large one is made elsewhere, as soon as it is opened, and a scan answers until it stands.

use std::sync::{Arc, OnceLock};

use crate::debate::Debate;
use crate::search::{Index, Results, Scan};

use super::Effect;
use super::state::{Overlay, State};

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
    fn is_at_once(debate: &Debate) -> bool {
        debate.statements().len() <= FEW
    }

    /// The index of `debate`, if it stands.
    pub(super) fn index(&self, debate: &Debate) -> Option<&Index> {
        if Self::is_at_once(debate) {
            return Some(self.index.get_or_init(|| Arc::new(Index::new(debate))));
        }
        self.index.get().map(|index| &**index)
    }

    /// What is found by what stands, and how well that could be answered.
    pub(super) fn search(&self, debate: &Debate, query: &str, limit: usize) -> (Readiness, Option<Results>) {
        match (self.index(debate), &self.scan) {
            (Some(index), _) => (Readiness::Indexed, Some(index.search(debate, query, limit))),
            (None, Some(scan)) => (Readiness::Scanned, Some(scan.search(debate, query, limit))),
            (None, None) => (Readiness::Unready, None),
        }
    }
}

impl State {
    /// Asks for what large debates are searched with: the one that is open, and those that are being searched.
    pub(super) fn prepare(&mut self) -> Vec<Effect> {
        let searched = match &self.overlay {
            Some(Overlay::Search(finder)) => finder.entries(),
            _ => &[],
        };
        let mut effects = Vec::new();
        for entry in self.open.iter().chain(searched).copied() {
            let Some(Ok(debate)) = self.shelf.entries.get(entry).map(|entry| &entry.debate) else { continue };
            let Some(searchable) = self.searchables.get_mut(entry) else { continue };
            if !Searchable::is_at_once(debate) && !std::mem::replace(&mut searchable.asked, true) {
                effects.push(Effect::Prepare { entry, debate: Arc::clone(debate) });
            }
        }
        effects
    }

    /// Takes what was made of a debate, if it is still that debate. What is being searched is searched again: what the
    /// reader has chosen stays chosen, and where it is on the screen.
    pub(super) fn prepared(&mut self, entry: usize, debate: &Arc<Debate>, with: Prepared) {
        let is_same = |now: &Result<Arc<Debate>, _>| now.as_ref().is_ok_and(|now| Arc::ptr_eq(now, debate));
        if !self.shelf.entries.get(entry).is_some_and(|entry| is_same(&entry.debate)) {
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
        let finder = match &mut self.overlay {
            Some(Overlay::Search(finder)) => Some(finder),
            Some(Overlay::Help { behind: Some(behind), .. }) => match &mut **behind {
                Overlay::Search(finder) => Some(finder),
                _ => None,
            },
            _ => None,
        };
        if let Some(finder) = finder.filter(|finder| finder.entries().contains(&entry)) {
            finder.search(&self.shelf, &self.searchables);
        }
    }
}
