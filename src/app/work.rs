//! What takes longer on a large debate than a key press may: it is done beside the screen, and what comes of it is an
//! action. On a small one it is done at once.

use std::sync::Arc;

use crate::debate::{Debate, Order};

use super::Action;
use super::filter::{Filtering, Offered, Only};
use super::map::{Drawing, MapRequest};
use super::marks::Marks;
use super::menu::LookUp;
use super::outline::Outline;
use super::reading::RevealRequest;

/// The most statements of a debate on which everything is done at once: that takes some milliseconds.
const AT_ONCE: usize = 20_000;

/// Whether a debate is so large that what looks at all of it is done beside the screen.
#[must_use]
pub(super) fn is_large(debate: &Debate) -> bool {
    debate.statements().len() > AT_ONCE
}

/// Whether what follows from a whole debate is there, or is so little that it is worked out at once.
#[must_use]
pub(super) fn is_surveyed(debate: &Debate) -> bool {
    !is_large(debate) || debate.is_surveyed()
}

/// Something to be done beside the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// What follows from a whole debate, ahead of the key that asks for it.
    Survey(Arc<Debate>),
    /// What a filter leaves, for an entry of the shelf.
    Filter(usize, Box<FilterRequest>),
    /// An outline opened down to a row far from those that it shows, for an entry of the shelf.
    Reveal(usize, Box<RevealRequest>),
    /// A filter looked up among very many.
    LookUp(LookUp<Offered>),
    /// A large map, drawn.
    Map(Box<MapRequest>),
    /// Memory given back: that takes longer than a key press may, too.
    GiveBack(Vec<Outgrown>),
}

impl Work {
    /// Whether it is done ahead, and nobody waits for it yet.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        matches!(self, Self::Survey(_) | Self::GiveBack(_))
    }

    /// Does it. Returns what the program should hear of it.
    #[must_use]
    pub fn run(self) -> Option<Action> {
        self.run_with(|| {})
    }

    /// The same; what takes long and is done ahead calls `rest` again and again.
    #[must_use]
    pub fn run_with(self, rest: fn()) -> Option<Action> {
        match self {
            Self::Survey(debate) => {
                let _ = debate.survey_with(rest);
                Some(Action::Surveyed(debate))
            }
            Self::Reveal(entry, request) => Some(Action::Revealed(entry, Box::new(request.run()))),
            Self::LookUp(look_up) => {
                let found = look_up.run();
                Some(Action::LookedUp { look_up, found })
            }
            Self::GiveBack(outgrown) => {
                drop(outgrown);
                None
            }
            Self::Map(request) => {
                let drawing = Arc::new(Drawing::new(&request));
                Some(Action::MapDrawn { entry: request.entry, serial: request.serial, drawing })
            }
            Self::Filter(entry, request) => Some(Action::Filtered(entry, Box::new(request.run()))),
        }
    }
}

/// A filter to be worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterRequest {
    /// On which debate.
    pub(super) debate: Arc<Debate>,
    /// What is wanted.
    pub(super) only: Only,
    /// What the reader has marked.
    pub(super) marks: Marks,
    /// The order of what bears on a statement.
    pub(super) order: Order,
}

impl FilterRequest {
    pub(super) fn run(self) -> Filtered {
        let filtering = Filtering::new(self.only.clone(), &self.debate, &self.marks);
        let excerpt = filtering.excerpt().filter(|excerpt| !excerpt.is_empty());
        let outline = excerpt.map(|excerpt| Outline::of_excerpt(&self.debate, self.order, excerpt));
        Filtered { request: self, filtering, outline }
    }
}

/// What a filter leaves.
#[derive(Debug, Clone)]
pub struct Filtered {
    pub(super) request: FilterRequest,
    pub(super) filtering: Filtering,
    /// The outline of what is left; none where that is everything or nothing.
    pub(super) outline: Option<Outline>,
}

/// The rest follows from what was asked for.
impl PartialEq for Filtered {
    fn eq(&self, other: &Self) -> bool {
        self.request == other.request
    }
}

impl Eq for Filtered {}

/// What a filter has left that is not set any more.
#[derive(Debug, Clone)]
pub struct Outgrown {
    pub(super) filtering: Filtering,
    pub(super) outline: Option<Outline>,
}

/// What is given back is told by the filter it was of.
impl PartialEq for Outgrown {
    fn eq(&self, other: &Self) -> bool {
        self.filtering.only() == other.filtering.only() && self.outline.is_some() == other.outline.is_some()
    }
}

impl Eq for Outgrown {}
