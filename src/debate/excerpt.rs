//! Some of the statements of a debate, and the part of it that shows them.
//!
//! What is chosen stands under statements that are not: an [`Excerpt`] has both, each once, as a tree.

use super::filter::Filter;
use super::{Child, Debate, Order, StatementIndex};

/// Steps that are taken up a thread to see that it does not lead round a circle.
const STEPS_UP: usize = 64;

/// Statements in a number of a set.
const BITS: usize = u64::BITS as usize;

/// Some of the statements of a debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementSet {
    /// A bit for each, and behind the last one none.
    bits: Vec<u64>,
    count: usize,
    len: usize,
}

impl StatementSet {
    /// None of them.
    #[must_use]
    pub fn none(debate: &Debate) -> Self {
        let count = debate.statements().len();
        Self { bits: vec![0; count.div_ceil(BITS)], count, len: 0 }
    }

    /// Adds a statement. Returns whether it is new.
    pub fn insert(&mut self, index: StatementIndex) -> bool {
        let bits = &mut self.bits[index.place() / BITS];
        let bit = 1 << (index.place() % BITS);
        let new = *bits & bit == 0;
        *bits |= bit;
        self.len += usize::from(new);
        new
    }

    /// Some statements of a debate.
    #[must_use]
    pub fn of(debate: &Debate, statements: impl IntoIterator<Item = StatementIndex>) -> Self {
        let mut set = Self::none(debate);
        statements.into_iter().for_each(|index| _ = set.insert(index));
        set
    }

    /// All that are not among them.
    #[must_use]
    pub fn others(mut self) -> Self {
        self.bits.iter_mut().for_each(|bits| *bits = !*bits);
        let behind = self.bits.len() * BITS - self.count;
        self.bits.last_mut().into_iter().for_each(|last| *last &= u64::MAX >> behind);
        self.len = self.count - self.len;
        self
    }

    /// These and others of the same debate.
    #[must_use]
    pub fn with(mut self, others: &Self) -> Self {
        self.bits.iter_mut().zip(&others.bits).for_each(|(bits, others)| *bits |= others);
        self.len = self.bits.iter().map(|bits| bits.count_ones() as usize).sum();
        self
    }

    /// Keeps those that `keep` holds of.
    pub fn retain(&mut self, keep: impl Fn(StatementIndex) -> bool) {
        for (number, bits) in self.bits.iter_mut().enumerate() {
            for bit in Ones(*bits) {
                if !keep(StatementIndex::new(number * BITS + bit)) {
                    *bits &= !(1 << bit);
                    self.len -= 1;
                }
            }
        }
    }

    /// Whether a statement is among them.
    #[must_use]
    pub fn contains(&self, index: StatementIndex) -> bool {
        self.bits.get(index.place() / BITS).is_some_and(|bits| bits >> (index.place() % BITS) & 1 == 1)
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
        let places = |(number, bits): (usize, &u64)| Ones(*bits).map(move |bit| number * BITS + bit);
        self.bits.iter().enumerate().flat_map(places).map(StatementIndex::new)
    }

    /// A bit for each in runs of 64, in the order of the file.
    #[must_use]
    pub fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// The first of them from a place on.
    pub(super) fn next_from(&self, place: usize) -> Option<StatementIndex> {
        let number = place / BITS;
        let first = self.bits.get(number)? & u64::MAX << (place % BITS);
        let rest = self.bits.iter().enumerate().skip(number + 1).map(|(number, bits)| (number, *bits));
        let (number, bits) = std::iter::once((number, first)).chain(rest).find(|(_, bits)| *bits != 0)?;
        Some(StatementIndex::new(number * BITS + bits.trailing_zeros() as usize))
    }
}

/// The places of the ones of a number, from the lowest on.
struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros() as usize)?;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

/// What is left of a debate by a filter: the statements that match, and those they stand under. Each is told once, so that
/// an excerpt is a tree without circles: where the shortest way from a question leads to it, or, where statements are
/// asked for that bear on another in some way, under the one they bear on so.
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
    /// The excerpt of statements that meet a filter. Ways begin at the roots of the debate, or at the one statement that
    /// everything is asked to stand under.
    #[must_use]
    pub fn new(debate: &Debate, matching: StatementSet, filter: &Filter) -> Self {
        let under = filter.under();
        let mut roots = under.map_or_else(|| debate.roots().to_vec(), |under| vec![under]);
        let mut parents = vec![None; debate.statements().len()];
        let is_way = |from, to| under.is_some() || debate.parent(to) == Some(from);
        let reached = walk(debate, &roots, |from, to| {
            let is_way = is_way(from, to);
            if is_way {
                parents[StatementIndex::place(to)] = Some(from);
            }
            is_way
        });
        if let Some(kind) = filter.relation() {
            let mut has_way = StatementSet::none(debate);
            for at in reached {
                has_way.insert(at);
            }
            // A root stays one.
            let hang: Vec<StatementIndex> = matching.iter().filter(|at| parents[at.place()].is_some()).collect();
            for at in hang {
                let mut targets = debate.statement(at).relations.iter().filter(|relation| relation.kind == kind);
                let stands_well = |target| has_way.contains(target) && ends_apart_from(&parents, target, at);
                if let Some(relation) = targets.find(|relation| stands_well(relation.target)) {
                    parents[at.place()] = Some(relation.target);
                }
            }
        }
        let order = walk(debate, &roots, |from, to| parents[to.place()] == Some(from));
        let mut below = vec![0; parents.len()];
        let mut kept = StatementSet::none(debate);
        for at in order.into_iter().rev() {
            let with_own = below[at.place()] + u32::from(matching.contains(at));
            if with_own > 0 {
                kept.insert(at);
                if let Some(parent) = parents[at.place()] {
                    below[parent.place()] += with_own;
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

/// Statements from the roots down, each once and behind the one it is come to from, as far as `is_way` leads.
fn walk(
    debate: &Debate,
    roots: &[StatementIndex],
    mut is_way: impl FnMut(StatementIndex, StatementIndex) -> bool,
) -> Vec<StatementIndex> {
    let mut reached = StatementSet::none(debate);
    let mut order: Vec<StatementIndex> = roots.iter().copied().filter(|root| reached.insert(*root)).collect();
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        next += 1;
        for child in debate.children(at) {
            if !reached.contains(child.statement) && is_way(at, child.statement) {
                reached.insert(child.statement);
                order.push(child.statement);
            }
        }
    }
    order
}

/// Whether the way up from a statement is known to end, and not to come by `apart`.
fn ends_apart_from(parents: &[Option<StatementIndex>], from: StatementIndex, apart: StatementIndex) -> bool {
    let mut at = Some(from);
    for _ in 0..STEPS_UP {
        match at {
            None => return true,
            Some(here) if here == apart => return false,
            Some(here) => at = parents[here.place()],
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::debate::{Parts, Relation, RelationKind, Statement, StatementKind};

    /// So many arguments, of which some bear on others.
    fn debate(count: usize, relations: &[(usize, usize)]) -> Debate {
        let mut statements: Vec<Statement> =
            (0..count).map(|place| Statement::new(&format!("s{place}"), StatementKind::Argument)).collect();
        for (one, other) in relations.iter().filter(|(one, other)| one != other) {
            let relation = Relation { kind: RelationKind::Rebuts, target: StatementIndex::new(*other), on: None };
            statements[*one].relations.push(relation);
        }
        Debate::new(Parts { statements, ..Parts::default() })
    }

    proptest! {
        #[test]
        fn sets_hold_what_is_put_in_and_no_more(
            count in prop_oneof![Just(64_usize), Just(65), Just(128), 1_usize..200],
            one in proptest::collection::btree_set(0_usize..200, 0..60),
            other in proptest::collection::btree_set(0_usize..200, 0..60),
        ) {
            let debate = debate(count, &[]);
            let [one, other] = [one, other].map(|set| set.into_iter().filter(|at| *at < count).collect::<BTreeSet<_>>());
            let set = |of: &BTreeSet<usize>| StatementSet::of(&debate, of.iter().map(|at| StatementIndex::new(*at)));
            let listed = |set: &StatementSet| {
                let listed: BTreeSet<usize> = set.iter().map(StatementIndex::place).collect();
                assert_eq!((set.len(), set.is_empty()), (listed.len(), listed.is_empty()));
                let contained = (0..count + 70).filter(|at| set.contains(StatementIndex::new(*at)));
                assert_eq!(contained.collect::<BTreeSet<_>>(), listed);
                let next = |at| set.next_from(at).map(StatementIndex::place);
                assert!((0..count + 70).all(|at| next(at) == listed.range(at..).next().copied()));
                listed
            };
            prop_assert_eq!(listed(&set(&one)), one.clone());
            prop_assert_eq!(listed(&set(&one).others()), (0..count).filter(|at| !one.contains(at)).collect());
            prop_assert_eq!(listed(&set(&one).with(&set(&other))), &one | &other);
            let mut kept = set(&one);
            kept.retain(|at| other.contains(&at.place()));
            prop_assert_eq!(listed(&kept), &one & &other);
        }

        /// Whichever way relations lead in the file.
        #[test]
        fn branches_are_all_that_bears_on_some_statements(
            relations in proptest::collection::vec((0_usize..90, 0_usize..90), 0..120),
            of in proptest::collection::vec(0_usize..90, 0..4),
        ) {
            let debate = debate(90, &relations);
            let mut all: BTreeSet<usize> = of.iter().copied().collect();
            while let Some((one, _)) = relations.iter().find(|(one, other)| all.contains(other) && !all.contains(one)) {
                all.insert(*one);
            }
            let of: Vec<StatementIndex> = of.into_iter().map(StatementIndex::new).collect();
            let branches = debate.branches(&of);
            prop_assert_eq!(branches.iter().map(StatementIndex::place).collect::<BTreeSet<_>>(), all);
        }
    }
}
