//! Some of the statements of a debate, and the part of it that shows them.
//!
//! What is chosen stands under statements that are not: an [`Excerpt`] has both, each once, as a tree.

use std::collections::VecDeque;

use super::{Child, Debate, Order, StatementIndex};

/// Some of the statements of a debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementSet {
    holds: Vec<bool>,
    len: usize,
}

impl StatementSet {
    pub(super) fn none(debate: &Debate) -> Self {
        Self { holds: vec![false; debate.statements().len()], len: 0 }
    }

    /// Adds a statement. Returns whether it is new.
    pub(super) fn insert(&mut self, index: StatementIndex) -> bool {
        let new = !std::mem::replace(&mut self.holds[index.place()], true);
        self.len += usize::from(new);
        new
    }

    /// Keeps those that `keep` holds of.
    pub fn retain(&mut self, keep: impl Fn(StatementIndex) -> bool) {
        for (place, holds) in self.holds.iter_mut().enumerate().filter(|(_, holds)| **holds) {
            *holds = keep(StatementIndex::new(place));
            self.len -= usize::from(!*holds);
        }
    }

    /// Whether a statement is among them.
    #[must_use]
    pub fn contains(&self, index: StatementIndex) -> bool {
        self.holds.get(index.place()).copied().unwrap_or_default()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = StatementIndex> + '_ {
        (0..self.holds.len()).map(StatementIndex::new).filter(|index| self.contains(*index))
    }
}

/// What is left of a debate by a filter: the statements that match, and those they stand under. Each is told once, where
/// the shortest way from a question leads to it, so that an excerpt is a tree without circles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    matching: StatementSet,
    kept: StatementSet,
    roots: Vec<StatementIndex>,
    parents: Vec<Option<StatementIndex>>,
    /// How many that match stand below each.
    below: Vec<u32>,
}

impl Excerpt {
    /// The excerpt of these statements. Ways begin at the roots of the debate, or at `under` alone, from which all of
    /// them must be reached.
    #[must_use]
    pub fn new(debate: &Debate, matching: StatementSet, under: Option<StatementIndex>) -> Self {
        let count = debate.statements().len();
        let mut roots = under.map_or_else(|| debate.roots().to_vec(), |under| vec![under]);
        let mut reached = StatementSet::none(debate);
        for root in &roots {
            reached.insert(*root);
        }
        let mut parents = vec![None; count];
        let mut order = Vec::with_capacity(count);
        let mut queue = VecDeque::from(roots.clone());
        while let Some(at) = queue.pop_front() {
            order.push(at);
            for child in debate.children(at) {
                let is_way = under.is_some() || debate.parent(child.statement) == Some(at);
                if is_way && reached.insert(child.statement) {
                    parents[child.statement.place()] = Some(at);
                    queue.push_back(child.statement);
                }
            }
        }
        let mut below = vec![0; count];
        let mut kept = StatementSet::none(debate);
        for at in order.into_iter().rev() {
            let own = u32::from(matching.contains(at));
            let with_own = below[at.place()] + own;
            if with_own > 0 {
                kept.insert(at);
                if let Some(parent) = parents[at.place()] {
                    below[StatementIndex::place(parent)] += with_own;
                }
            }
        }
        roots.retain(|root| kept.contains(*root));
        Self { matching, kept, roots, parents, below }
    }

    /// The statements that match.
    #[must_use]
    pub fn matching(&self) -> &StatementSet {
        &self.matching
    }

    /// Whether a statement is shown: it matches, or one that does stands under it.
    #[must_use]
    pub fn contains(&self, index: StatementIndex) -> bool {
        self.kept.contains(index)
    }

    /// How many statements are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether nothing matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Where it begins.
    #[must_use]
    pub fn roots(&self) -> &[StatementIndex] {
        &self.roots
    }

    /// What is shown under a statement, in an order, each with its place among the [children](Debate::children). One that
    /// bears on it in two ways is there twice.
    #[must_use]
    pub fn children(&self, debate: &Debate, of: StatementIndex, order: Order) -> Vec<(usize, Child)> {
        let is_here =
            |child: &Child| self.kept.contains(child.statement) && self.parents[child.statement.place()] == Some(of);
        let mut children = debate.children_in_order(of, order);
        children.retain(|(_, child)| is_here(child));
        children
    }

    /// Whether something is shown under a statement.
    #[must_use]
    pub fn has_children(&self, of: StatementIndex) -> bool {
        self.below(of) > 0
    }

    /// How many statements that match stand below one.
    #[must_use]
    pub fn below(&self, of: StatementIndex) -> usize {
        self.below[of.place()] as usize
    }

    /// The way down to a statement that is shown.
    #[must_use]
    pub fn path(&self, to: StatementIndex) -> Vec<StatementIndex> {
        let mut path: Vec<StatementIndex> = std::iter::successors(Some(to), |at| self.parents[at.place()]).collect();
        path.reverse();
        path
    }
}
