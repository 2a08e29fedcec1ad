//! All statements of a debate: at hand, or made when they are first asked for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Index;
use std::sync::Arc;

use super::cells::Cells;
use super::{Actor, ActorIndex, Child, Mention, Source, SourceIndex, Statement, StatementIndex, TagIndex};

/// Where the statements of a debate come from, and what follows from them, when they are first asked for. It answers
/// the same every time, and every index that it hands out is of an entry of its debate.
pub trait Supply: fmt::Debug + Send + Sync {
    /// How many statements there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many actors there are.
    fn actor_count(&self) -> usize;

    /// How many sources there are.
    fn source_count(&self) -> usize;

    /// Makes all actors.
    fn actors(&self) -> Vec<Actor>;

    /// Makes all sources.
    fn sources(&self) -> Vec<Source>;

    /// Makes one of the statements.
    fn make(&self, index: StatementIndex) -> Statement;

    /// The id of one of them.
    fn id(&self, of: StatementIndex) -> Cow<'_, str>;

    /// The text of one of them, or its id where it has none.
    fn words(&self, index: StatementIndex) -> Cow<'_, str>;

    /// The one with this id.
    fn by_id(&self, id: &str) -> Option<StatementIndex>;

    /// The next one on the shortest way up to a root; following it always ends.
    fn parent(&self, of: StatementIndex) -> Option<StatementIndex>;

    /// Hands what the relations of one of them lead to, in their order, to `found`.
    fn each_target(&self, of: StatementIndex, found: &mut dyn FnMut(StatementIndex));

    /// Hands what bears on one of them to `found`, in the order of [`Supply::children`].
    fn each_child(&self, of: StatementIndex, found: &mut dyn FnMut(StatementIndex));

    /// What bears on one of them, as [`Debate::children`](super::Debate::children) has it.
    fn children(&self, of: StatementIndex) -> Vec<Child>;

    /// Everything an actor says, in the order of the file.
    fn said_by(&self, actor: ActorIndex) -> Vec<Mention>;

    /// Everything that rests on a source, in the order of the file.
    fn resting_on(&self, source: SourceIndex) -> Vec<Mention>;

    /// The statements that carry a tag, in the order of the file.
    fn tagged(&self, tag: TagIndex) -> Vec<StatementIndex>;
}

/// All statements of a debate, in the order of the file.
#[derive(Debug, Clone)]
pub struct Statements(Store);

#[derive(Debug, Clone)]
enum Store {
    AtHand { all: Vec<Statement>, ids: HashMap<Box<str>, StatementIndex>, parents: Vec<Option<StatementIndex>> },
    Supplied { supply: Arc<dyn Supply>, made: Cells<Statement> },
}

impl Statements {
    /// These, each with the next one on the way to its root.
    pub(super) fn at_hand(all: Vec<Statement>, parents: Vec<Option<StatementIndex>>) -> Self {
        let ids = all.iter().enumerate().map(|(place, one)| (one.id.clone(), StatementIndex::new(place))).collect();
        Self(Store::AtHand { all, ids, parents })
    }

    pub(super) fn supplied(supply: Arc<dyn Supply>) -> Self {
        Self(Store::Supplied { made: Cells::new(supply.len()), supply })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Store::AtHand { all, .. } => all.len(),
            Store::Supplied { made, .. } => made.len(),
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
        match &self.0 {
            Store::AtHand { all, .. } => all.get(place),
            Store::Supplied { supply, made } => made.get(place, || {
                let mut statement = supply.make(StatementIndex::new(place));
                statement.premises = statement.worded(|premise| supply.words(premise));
                statement
            }),
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

    /// The id of the one at a place; it need not be made for that.
    #[must_use]
    pub fn id(&self, place: usize) -> Option<Cow<'_, str>> {
        match &self.0 {
            Store::AtHand { all, .. } => all.get(place).map(|one| Cow::Borrowed(&*one.id)),
            Store::Supplied { supply, made } => match made.made(place) {
                Some(one) => Some(Cow::Borrowed(&*one.id)),
                None => (place < made.len()).then(|| supply.id(StatementIndex::new(place))),
            },
        }
    }

    /// Hands what the relations of one lead to to `found`; it need not be made for that.
    pub(super) fn each_target(&self, of: StatementIndex, mut found: impl FnMut(StatementIndex)) {
        match &self.0 {
            Store::AtHand { all, .. } => all[of.place()].relations.iter().for_each(|relation| found(relation.target)),
            Store::Supplied { supply, .. } => supply.each_target(of, &mut found),
        }
    }

    /// Where they come from, if they are not at hand.
    pub(super) fn supply(&self) -> Option<&dyn Supply> {
        match &self.0 {
            Store::AtHand { .. } => None,
            Store::Supplied { supply, .. } => Some(&**supply),
        }
    }

    pub(super) fn parent(&self, of: StatementIndex) -> Option<StatementIndex> {
        match &self.0 {
            Store::AtHand { parents, .. } => parents[of.place()],
            Store::Supplied { supply, .. } => supply.parent(of),
        }
    }
}

impl Index<usize> for Statements {
    type Output = Statement;

    #[expect(clippy::panic, reason = "as with any list, a place past the end is a mistake of the program")]
    fn index(&self, place: usize) -> &Statement {
        self.get(place).unwrap_or_else(|| panic!("there are {} statements, and none at {place}", self.len()))
    }
}

/// However they come about.
impl PartialEq for Statements {
    fn eq(&self, other: &Self) -> bool {
        let parent = |statements: &Self, place| statements.parent(StatementIndex::new(place));
        self.len() == other.len()
            && self.iter().eq(other.iter())
            && (0..self.len()).all(|place| parent(self, place) == parent(other, place))
    }
}

impl Eq for Statements {}
