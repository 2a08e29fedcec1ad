//! Ways from a root down to a statement.

use super::{Debate, StatementIndex};

/// A way from a root down to a statement. It is told by where it differs from the [shortest one](Debate::path), so that
/// one of a hundred thousand steps costs no more than one of three.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Way {
    to: StatementIndex,
    /// From the root down.
    bends: Vec<Bend>,
}

/// A step of a way that is not the one of the shortest way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bend {
    /// Where the step leads.
    pub to: StatementIndex,
    /// From where; from nowhere, where the way begins there.
    pub from: Option<StatementIndex>,
}

impl Bend {
    /// The step from one statement to another, where the shortest way does not tell it. A way that comes round to where
    /// it bent last does so by another bend, since shortest ways have no circles: so none is taken twice.
    #[must_use]
    pub fn at(debate: &Debate, from: Option<StatementIndex>, to: StatementIndex) -> Option<Self> {
        (debate.parent(to) != from).then_some(Self { to, from })
    }
}

impl Way {
    /// The shortest way.
    #[must_use]
    pub fn shortest(to: StatementIndex) -> Self {
        Self { to, bends: Vec::new() }
    }

    /// The way to `to` with these bends, from the root down.
    #[must_use]
    pub fn with_bends(to: StatementIndex, bends: Vec<Bend>) -> Self {
        Self { to, bends }
    }

    /// The way of these steps; none without a step.
    #[must_use]
    pub fn along(debate: &Debate, steps: &[StatementIndex]) -> Option<Self> {
        let (first, rest) = steps.split_first()?;
        let mut way = Self { to: *first, bends: Bend::at(debate, None, *first).into_iter().collect() };
        for step in rest {
            way.go_down(debate, *step);
        }
        Some(way)
    }

    /// Where it leads.
    #[must_use]
    pub fn to(&self) -> StatementIndex {
        self.to
    }

    /// Where it is not the shortest, from the root down.
    #[must_use]
    pub fn bends(&self) -> &[Bend] {
        &self.bends
    }

    /// Goes on to a statement that bears on its end.
    pub fn go_down(&mut self, debate: &Debate, child: StatementIndex) {
        self.bends.extend(Bend::at(debate, Some(self.to), child));
        self.to = child;
    }

    /// Its steps from its end up to its root, each with the bends of the way to there.
    pub fn upwards<'a>(&'a self, debate: &'a Debate) -> impl Iterator<Item = (StatementIndex, &'a [Bend])> + 'a {
        std::iter::successors(Some((self.to, self.bends.as_slice())), |(at, bends)| match bends.split_last() {
            Some((bend, rest)) if bend.to == *at => Some((bend.from?, rest)),
            _ => Some((debate.parent(*at)?, *bends)),
        })
    }

    /// Its steps from its root down to its end.
    #[must_use]
    pub fn steps(&self, debate: &Debate) -> Vec<StatementIndex> {
        let mut steps: Vec<StatementIndex> = self.upwards(debate).map(|(at, _)| at).collect();
        steps.reverse();
        steps
    }

    /// The same without its last step; none where that is the only one.
    #[must_use]
    pub fn above(&self, debate: &Debate) -> Option<Self> {
        let (to, bends) = self.upwards(debate).nth(1)?;
        Some(Self { to, bends: bends.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::{Parts, Relation, RelationKind, Statement, StatementKind};

    /// Two questions, and everything rebuts what is said.
    fn debate(relations: &[(usize, usize)]) -> Debate {
        let mut statements: Vec<Statement> = Vec::new();
        for place in 0..8 {
            let kind = if place < 2 { StatementKind::Question } else { StatementKind::Argument };
            statements.push(Statement::new(&place.to_string(), kind));
        }
        for (from, to) in relations {
            let relation = Relation { kind: RelationKind::Rebuts, target: StatementIndex::new(*to), on: None };
            statements[*from].relations.push(relation);
        }
        Debate::new(Parts { statements, ..Parts::default() })
    }

    #[test]
    fn a_way_tells_its_steps_by_where_it_is_not_the_shortest() {
        // Two and three rebut each other, four both, five two ways at once, six and seven each other and a question.
        let debate = debate(&[(2, 0), (3, 2), (2, 3), (4, 2), (4, 3), (5, 4), (5, 1), (6, 7), (7, 6), (6, 1)]);
        for (steps, bends) in [
            (&[0][..], 0),
            (&[0, 2, 3], 0),
            (&[0, 2, 3, 2], 1),
            (&[0, 2, 4], 0),
            (&[0, 2, 3, 4], 1),
            (&[0, 2, 3, 4, 5], 2),
            (&[1, 5], 0),
            // One may begin anywhere.
            (&[4, 5], 2),
            (&[2, 3, 4], 2),
            (&[3, 2, 3], 2),
            (&[1, 6, 7, 6], 1),
            (&[7, 6, 7], 2),
            (&[0, 2, 3, 2, 3], 1),
        ] {
            let steps: Vec<StatementIndex> = steps.iter().copied().map(StatementIndex::new).collect();
            let way = Way::along(&debate, &steps).expect("a way");
            assert_eq!((way.steps(&debate), way.bends().len()), (steps.clone(), bends), "{steps:?}");
            let above = way.above(&debate).map(|above| above.steps(&debate));
            assert_eq!(above.unwrap_or_default(), steps[..steps.len() - 1], "{steps:?}");
            assert_eq!(Way::along(&debate, &way.steps(&debate)), Some(way));
        }
        assert_eq!(Way::along(&debate, &[]), None);
        assert_eq!(Way::shortest(StatementIndex::new(5)).steps(&debate), debate.path(StatementIndex::new(5)));
    }
}
