//! The way to a statement, as far as its page tells it.

use crate::debate::{Debate, StatementIndex, Way};

/// The most steps that are told.
const TOLD: usize = 6;

/// The way down to a statement: where it begins, and its last steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// Where it begins, if that is none of the last steps.
    pub root: Option<StatementIndex>,
    /// How many steps are left out behind that.
    pub left_out: usize,
    /// The last steps above the statement, from above.
    pub nearest: Vec<StatementIndex>,
}

impl Trail {
    /// The trail of the steps from the statement itself `upwards`, of which there are `above` above it, the last of them
    /// `root`.
    #[must_use]
    pub fn new(upwards: impl Iterator<Item = StatementIndex>, above: usize, root: Option<StatementIndex>) -> Self {
        // Where not all are told the first is, too.
        let told = if above > TOLD { TOLD - 1 } else { above };
        let mut nearest: Vec<StatementIndex> = upwards.skip(1).take(told).collect();
        nearest.reverse();
        Self { root: root.filter(|_| told < above), left_out: (above - told).saturating_sub(1), nearest }
    }

    /// The trail of a path from a root down to the statement.
    #[must_use]
    pub fn along(path: &[StatementIndex]) -> Self {
        Self::new(path.iter().rev().copied(), path.len().saturating_sub(1), path.first().copied())
    }

    /// The trail of a way, however long.
    #[must_use]
    pub fn of_way(debate: &Debate, way: &Way) -> Self {
        let upwards = || way.upwards(debate).map(|(at, _)| at);
        let (steps, root) = upwards().fold((0, None), |(steps, _), at| (steps + 1, Some(at)));
        Self::new(upwards(), steps - 1, root)
    }

    /// What the statement stands under.
    #[must_use]
    pub fn above(&self) -> Option<StatementIndex> {
        self.nearest.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_trail_is_told_by_its_root_and_its_end() {
        for (steps, root, left_out, nearest) in [
            (0, None, 0, 0..0),
            (1, None, 0, 0..0),
            (2, None, 0, 0..1),
            (7, None, 0, 0..6),
            (8, Some(0), 1, 2..7),
            (100, Some(0), 93, 94..99),
        ] {
            let index = StatementIndex::new;
            let path: Vec<StatementIndex> = (0..steps).map(index).collect();
            let nearest: Vec<StatementIndex> = nearest.map(index).collect();
            assert_eq!(Trail::along(&path), Trail { root: root.map(index), left_out, nearest }, "{steps}");
        }
    }
}
