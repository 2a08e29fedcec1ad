//! How much of a debate is on the map.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::app::wording::count;
use crate::debate::{Debate, Excerpt, StatementIndex};

/// How much of a debate is on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What so many relations lead to from a statement, whichever way they go: from one to three.
    Around(usize),
    /// All that bears on the question that the statement stands under, and the question.
    Question,
    /// The whole debate.
    Everything,
}

/// The most statements on a map. A larger one takes seconds to lay out, and nobody overlooks it.
pub(super) const MOST: usize = 2000;

impl Extent {
    /// From the least to the most.
    const ALL: [Self; 5] = [Self::Around(1), Self::Around(2), Self::Around(3), Self::Question, Self::Everything];

    /// The next one, or the one before.
    #[must_use]
    pub fn next(self, more: bool) -> Option<Self> {
        let here = Self::ALL.iter().position(|extent| *extent == self)?;
        let next = if more { here + 1 } else { here.checked_sub(1)? };
        Self::ALL.get(next).copied()
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Around(depth) => format!("{} around", count(depth, "relation", "relations")),
            Self::Question => "the whole question".to_owned(),
            Self::Everything => "everything".to_owned(),
        }
    }

    /// The statements in it, seen from one, of those that are `within` what a filter leaves: in the order of the file,
    /// [`MOST`] of them and some of the way to that one at the most; and whether that is all.
    pub(super) fn statements(
        self,
        debate: &Debate,
        within: Option<&Excerpt>,
        from: StatementIndex,
    ) -> (Vec<StatementIndex>, bool) {
        let within = within.filter(|excerpt| excerpt.contains(from));
        let path = within.map_or_else(|| debate.path(from), |excerpt| excerpt.path(from));
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return (Vec::new(), true) };
        let is_shown = |at: &StatementIndex| within.is_none_or(|excerpt| excerpt.contains(*at));
        let below = |at: StatementIndex| debate.children(at).iter().map(|child| child.statement).filter(is_shown);
        let above =
            |at: StatementIndex| debate.statement(at).relations.iter().map(|relation| relation.target).filter(is_shown);
        let roots = within.map_or_else(|| debate.roots(), Excerpt::roots);
        let (mut found, complete) = match self {
            Self::Around(depth) => nearest(&[*last], depth, |at, next| next.extend(below(at).chain(above(at)))),
            Self::Question => nearest(&[*first], usize::MAX, |at, next| next.extend(below(at))),
            Self::Everything => nearest(roots, usize::MAX, |at, next| next.extend(below(at))),
        };
        // The statement and the end of the way to it are on the map, however much there is.
        if !complete {
            found.extend(path.iter().rev().take(MOST / 10));
        }
        let mut found: Vec<StatementIndex> = found.into_iter().collect();
        found.sort_unstable();
        (found, complete)
    }
}

/// What lies within so many steps, the nearest first, up to the bound.
fn nearest(
    starts: &[StatementIndex],
    depth: usize,
    neighbours: impl Fn(StatementIndex, &mut Vec<StatementIndex>),
) -> (HashSet<StatementIndex>, bool) {
    let mut found = HashSet::new();
    let mut queue = VecDeque::new();
    let mut next: Vec<StatementIndex> = starts.iter().take(MOST + 1).copied().collect();
    let mut away = 0;
    loop {
        for statement in next.drain(..) {
            if found.contains(&statement) {
                continue;
            }
            if found.len() == MOST {
                return (found, false);
            }
            found.insert(statement);
            queue.push_back((statement, away));
        }
        let Some((at, so_far)) = queue.pop_front() else { return (found, true) };
        if so_far < depth {
            away = so_far + 1;
            neighbours(at, &mut next);
        }
    }
}

/// Takes from `statements` what lies below each of those `folded` and bears on nothing else that is shown, in whichever
/// order they were folded. Returns how many that are for each that is shown and hides any, with what was folded up inside.
pub(super) fn fold(
    debate: &Debate,
    statements: &mut Vec<StatementIndex>,
    folded: &[StatementIndex],
) -> HashMap<StatementIndex, usize> {
    let mut hidden: HashMap<StatementIndex, usize> = HashMap::new();
    let mut folds = folded.to_vec();
    folds.sort_unstable();
    let mut before = usize::MAX;
    // What bears on two of them is left by the first, and goes with the second.
    while statements.len() < before {
        before = statements.len();
        for fold in &folds {
            let gone = only_below(debate, statements, *fold);
            if !gone.is_empty() {
                statements.retain(|statement| !gone.contains(statement));
                let inside: usize = gone.iter().filter_map(|statement| hidden.remove(statement)).sum();
                *hidden.entry(*fold).or_default() += gone.len() + inside;
            }
        }
    }
    hidden
}

/// Those among `statements` that lie below `fold` and bear on nothing else.
pub(super) fn only_below(
    debate: &Debate,
    statements: &[StatementIndex],
    fold: StatementIndex,
) -> HashSet<StatementIndex> {
    let shown: HashSet<StatementIndex> = statements.iter().copied().collect();
    if !shown.contains(&fold) {
        return HashSet::new();
    }
    let below = |starts: Vec<StatementIndex>, within: &dyn Fn(StatementIndex) -> bool| {
        let mut found: HashSet<StatementIndex> = HashSet::new();
        let mut left = starts;
        while let Some(at) = left.pop() {
            for child in debate.children(at) {
                if within(child.statement) && found.insert(child.statement) {
                    left.push(child.statement);
                }
            }
        }
        found
    };
    let mut gone = below(vec![fold], &|statement| statement != fold && shown.contains(&statement));
    let others = statements.iter().copied().filter(|statement| *statement != fold && !gone.contains(statement));
    let kept = below(others.collect(), &|statement| gone.contains(&statement));
    gone.retain(|statement| !kept.contains(statement));
    gone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::filter::Filter;
    use crate::format::{Origin, read};

    const YAML: &str = "
agon: 1
title: T
questions: {q: {text: Which?}, r: {text: Who?}}
positions: {one: {answers: q, text: One}, two: {answers: [q, r], text: Two}}
arguments:
  a: {text: A, supports: one}
  b: {text: B, rebuts: a}
  c: {text: C, rebuts: [b, two]}
  d: {text: D, supports: e}
  e: {text: E, supports: d}
";

    fn ids(debate: &Debate, statements: &[StatementIndex]) -> String {
        statements.iter().map(|index| &*debate.statement(*index).id).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_extent_has_what_it_says() {
        let debate = read(YAML.as_bytes(), &Origin::named("test")).expect("a debate");
        for (extent, at, expected) in [
            (Extent::Around(1), "a", "one a b"),
            (Extent::Around(2), "a", "q one a b c"),
            (Extent::Around(3), "a", "q one two a b c"),
            (Extent::Around(1), "e", "d e"),
            (Extent::Question, "a", "q one two a b c"),
            (Extent::Question, "r", "r two c"),
            (Extent::Everything, "e", "q r one two a b c d e"),
        ] {
            let from = debate.statement_by_id(at).expect(at);
            let (statements, complete) = extent.statements(&debate, None, from);
            assert_eq!((ids(&debate, &statements), complete), (expected.to_owned(), true), "{extent:?} of {at}");
        }
        // Only what is asked for, and what that stands under.
        let is_asked = |at: StatementIndex| &*debate.statement(at).id == "a";
        let mut matching = Filter::default().matching(&debate);
        matching.retain(is_asked);
        let excerpt = Excerpt::new(&debate, matching, &Filter::default());
        for (extent, expected) in
            [(Extent::Around(1), "one a"), (Extent::Question, "q one a"), (Extent::Everything, "q one a")]
        {
            let from = debate.statement_by_id("a").expect("a");
            let (statements, complete) = extent.statements(&debate, Some(&excerpt), from);
            assert_eq!((ids(&debate, &statements), complete), (expected.to_owned(), true), "{extent:?}");
        }
    }

    #[test]
    fn a_fold_hides_what_bears_on_nothing_else() {
        let debate = read(YAML.as_bytes(), &Origin::named("test")).expect("a debate");
        for (folded, shown, hidden) in [
            (&["a"][..], "q r one two a c d e", 1),
            (&["one"], "q r one two c d e", 2),
            (&["one", "two"], "q r one two d e", 3),
            (&["q"], "q r two c d e", 3),
            (&["d"], "q r one two a b c d", 1),
            (&["c"], "q r one two a b c d e", 0),
            // What was folded up inside counts, in whichever order it came.
            (&["one", "a"], "q r one two c d e", 2),
            (&["a", "one"], "q r one two c d e", 2),
            (&["b", "a", "one", "q"], "q r two c d e", 3),
        ] {
            let folded: Vec<StatementIndex> =
                folded.iter().map(|id| debate.statement_by_id(id).expect("there")).collect();
            let (mut statements, _) = Extent::Everything.statements(&debate, None, folded[0]);
            let counts = fold(&debate, &mut statements, &folded);
            assert_eq!(ids(&debate, &statements), shown, "{folded:?}");
            assert_eq!(counts.values().sum::<usize>(), hidden, "{folded:?}");
            assert!(counts.keys().all(|fold| statements.contains(fold)), "{folded:?}");
        }
    }

    #[test]
    fn the_least_and_the_most_end_the_row() {
        assert_eq!(Extent::Around(1).next(false), None);
        assert_eq!(Extent::Around(3).next(true), Some(Extent::Question));
        assert_eq!(Extent::Question.next(false), Some(Extent::Around(3)));
        assert_eq!(Extent::Everything.next(true), None);
    }
}
