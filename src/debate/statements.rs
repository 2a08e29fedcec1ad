//! All statements of a debate: at hand, or made when they are first asked for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::{Statement, StatementIndex};

/// Statements that are made together, since they stand together on the screen as often as not.
const BLOCK: usize = 16;

/// Where statements come from that are made when they are first asked for.
pub trait Supply: fmt::Debug + Send + Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes one of them, always the same, whose indexes are all of entries of its debate.
    fn make(&self, index: StatementIndex) -> Statement;

    /// The text of one of them, or its id where it has none.
    fn words(&self, index: StatementIndex) -> Cow<'_, str>;

    /// The one with this id.
    fn by_id(&self, id: &str) -> Option<StatementIndex>;
}

/// All statements of a debate, in the order of the file.
#[derive(Debug, Clone)]
pub struct Statements(Store);

#[derive(Debug, Clone)]
enum Store {
    AtHand { all: Vec<Statement>, ids: HashMap<Box<str>, StatementIndex> },
    Supplied { supply: Arc<dyn Supply>, blocks: Vec<OnceLock<Box<[Statement]>>> },
}

impl Statements {
    pub(super) fn at_hand(all: Vec<Statement>) -> Self {
        let ids = all.iter().enumerate().map(|(place, one)| (one.id.clone(), StatementIndex::new(place))).collect();
        Self(Store::AtHand { all, ids })
    }

    pub(super) fn supplied(supply: Arc<dyn Supply>) -> Self {
        let mut blocks = Vec::new();
        blocks.resize_with(supply.len().div_ceil(BLOCK), OnceLock::new);
        Self(Store::Supplied { supply, blocks })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Store::AtHand { all, .. } => all.len(),
            Store::Supplied { supply, .. } => supply.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The one at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&Statement> {
        let (near, place) = self.near(place);
        near.get(place)
    }

    /// Some statements, the one at a place among them, and its place there.
    fn near(&self, place: usize) -> (&[Statement], usize) {
        match &self.0 {
            Store::AtHand { all, .. } => (all, place),
            Store::Supplied { supply, blocks } => {
                let first = place - place % BLOCK;
                let end = supply.len().min(first + BLOCK);
                let make = |place| {
                    let mut statement = supply.make(StatementIndex::new(place));
                    statement.premises = statement.worded(|premise| supply.words(premise));
                    statement
                };
                let make = || (first..end).map(make).collect();
                (blocks.get(place / BLOCK).map_or(&[], |block| block.get_or_init(make)), place % BLOCK)
            }
        }
    }

    /// All of them. Of a debate that makes them when they are asked for, that makes them all.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Statement> + ExactSizeIterator + Clone {
        (0..self.len()).map(|place| &self[place])
    }

    pub(super) fn by_id(&self, id: &str) -> Option<StatementIndex> {
        match &self.0 {
            Store::AtHand { ids, .. } => ids.get(id).copied(),
            Store::Supplied { supply, .. } => supply.by_id(id),
        }
    }
}

impl Index<usize> for Statements {
    type Output = Statement;

    fn index(&self, place: usize) -> &Statement {
        let (near, place) = self.near(place);
        &near[place]
    }
}

/// However they come about.
impl PartialEq for Statements {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Statements {}
