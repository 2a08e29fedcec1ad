//! Routes through the channel between two layers: which run takes which track, so that no two lie on each other and few
//! cross.
//!
//! Tracks are assigned as in channel routing, by an order and the left-edge rule (Hashimoto, Stevens: *Wire Routing by
//! Optimizing Channel Assignment within Large Apertures*, 1971); a circle in the order is broken by a dogleg (Deutsch:
//! *A "Dogleg" Channel Router*, 1976).

use std::collections::{BTreeSet, HashMap};

/// From a column at the upper border of the channel to one at the lower. Runs may share a column at the same border
/// only where they are to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) upper: i32,
    pub(super) lower: i32,
}

/// Where each run turns: on which track it goes to which column, downwards; and how many tracks there are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Routes {
    pub(super) tracks: i32,
    pub(super) turns: Vec<Vec<(i32, i32)>>,
}

/// What goes along one track: a run, or a part of one that has a dogleg.
#[derive(Debug, Clone, Copy)]
struct Piece {
    run: usize,
    upper: i32,
    lower: i32,
    /// What crosses more or less if it is put above the rest.
    score: i64,
}

impl Piece {
    fn left(&self) -> i32 {
        self.upper.min(self.lower)
    }

    fn right(&self) -> i32 {
        self.upper.max(self.lower)
    }

    /// Whether the two would touch on one track.
    fn meets(&self, other: &Self) -> bool {
        self.left() <= other.right() + 1 && other.left() <= self.right() + 1
    }

    fn covers(&self, column: i32) -> bool {
        self.left() < column && column < self.right()
    }

    /// Whether it must lie above the other, lest their upright parts lie on each other.
    fn must_be_above(&self, other: &Self) -> bool {
        self.upper == other.lower && (self.upper, self.lower) != (other.upper, other.lower)
    }

    /// How often the two cross more with this one above than below.
    fn cost_above(&self, other: &Self) -> i64 {
        let crossed = |this: &Self, column| i64::from(this.covers(column));
        crossed(other, self.lower) + crossed(self, other.upper)
            - crossed(self, other.lower)
            - crossed(other, self.upper)
    }
}

/// Routes of all runs of a channel.
pub(super) fn route(runs: &[Run]) -> Routes {
    let bent =
        |(run, &Run { upper, lower }): (usize, &Run)| (upper != lower).then_some(Piece { run, upper, lower, score: 0 });
    let mut turns = vec![Vec::new(); runs.len()];
    let mut tracks = Tracks::default();
    for piece in ordered(runs, runs.iter().enumerate().filter_map(bent).collect()) {
        turns[piece.run].push((tracks.take(piece), piece.lower));
    }
    Routes { tracks: i32::try_from(tracks.taken.len()).unwrap_or(i32::MAX), turns }
}

/// The pieces from above to below.
fn ordered(runs: &[Run], mut left: Vec<Piece>) -> Vec<Piece> {
    let mut used: BTreeSet<i32> = runs.iter().flat_map(|run| [run.upper, run.lower]).collect();
    for index in 0..left.len() {
        let piece = left[index];
        let others = left.iter().filter(|other| other.meets(&piece));
        left[index].score = others.map(|other| piece.cost_above(other)).sum();
    }
    // How many of those left begin in a column at the upper border: they go before what ends there at the lower one.
    let mut begin: HashMap<i32, usize> = HashMap::new();
    for piece in &left {
        *begin.entry(piece.upper).or_default() += 1;
    }
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let is_free = |piece: &Piece| begin.get(&piece.lower).is_none_or(|count| *count == 0);
        let key = |(index, piece): &(usize, &Piece)| (piece.score, *index);
        let next = left.iter().enumerate().filter(|(_, piece)| is_free(piece)).min_by_key(key);
        let circle = next.is_none();
        let Some((index, _)) = next.or_else(|| left.iter().enumerate().min_by_key(key)) else { break };
        let mut piece = left.remove(index);
        if let Some(count) = begin.get_mut(&piece.upper) {
            *count -= 1;
        }
        for other in left.iter_mut().filter(|other| other.meets(&piece)) {
            other.score -= other.cost_above(&piece);
        }
        if circle {
            let column = free_column(&piece, &used);
            used.insert(column);
            let rest = Piece { upper: column, ..piece };
            piece.lower = column;
            let score = left.iter().filter(|other| other.meets(&rest)).map(|other| rest.cost_above(other)).sum();
            for other in left.iter_mut().filter(|other| other.meets(&rest)) {
                other.score += other.cost_above(&rest);
            }
            *begin.entry(column).or_default() += 1;
            left.push(Piece { score, ..rest });
        }
        order.push(piece);
    }
    order
}

/// The unused column that makes the way between the ends of a piece least longer.
fn free_column(piece: &Piece, used: &BTreeSet<i32>) -> i32 {
    let inside = (piece.left() + 1..piece.right()).find(|column| !used.contains(column));
    inside.unwrap_or_else(|| {
        let mut away = 1;
        loop {
            let free = [piece.right() + away, piece.left() - away].into_iter().find(|column| !used.contains(column));
            if let Some(column) = free {
                return column;
            }
            away += 1;
        }
    })
}

#[derive(Debug, Default)]
struct Tracks {
    taken: Vec<Vec<Piece>>,
}

impl Tracks {
    /// The first track below everything that has to lie or had better lie above, with room.
    fn take(&mut self, piece: Piece) -> i32 {
        let above = |other: &Piece| {
            other.run == piece.run
                || other.must_be_above(&piece)
                || (other.meets(&piece) && other.cost_above(&piece) < 0)
        };
        let after = self.taken.iter().rposition(|track| track.iter().any(above)).map_or(0, |track| track + 1);
        let free = |track: &Vec<Piece>| !track.iter().any(|other| other.meets(&piece));
        let track = (after..self.taken.len()).find(|track| free(&self.taken[*track])).unwrap_or(self.taken.len());
        if track == self.taken.len() {
            self.taken.push(Vec::new());
        }
        self.taken[track].push(piece);
        i32::try_from(track).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run(upper: i32, lower: i32) -> Run {
        Run { upper, lower }
    }

    #[test]
    fn runs_that_need_not_cross_do_not() {
        for (runs, tracks, turns) in [
            (vec![run(3, 3)], 0, vec![vec![]]),
            (vec![run(0, 4), run(8, 6)], 1, vec![vec![(0, 4)], vec![(0, 6)]]),
            (vec![run(0, 4), run(2, 8)], 2, vec![vec![(1, 4)], vec![(0, 8)]]),
            // What begins above a column goes before what ends there.
            (vec![run(4, 8), run(0, 4)], 2, vec![vec![(0, 8)], vec![(1, 4)]]),
            // Each would have to go before the other.
            (vec![run(0, 4), run(4, 0)], 3, vec![vec![(0, 1), (2, 4)], vec![(1, 0)]]),
        ] {
            assert_eq!(route(&runs), Routes { tracks, turns }, "{runs:?}");
        }
    }

    type Cells = BTreeSet<(i32, i32)>;

    /// The cells that a run covers, uprights and levels apart.
    fn cells(run: Run, turns: &[(i32, i32)], tracks: i32) -> (Cells, Cells) {
        let (mut upright, mut level) = (BTreeSet::new(), BTreeSet::new());
        let (mut column, mut row) = (run.upper, -1);
        for &(track, to) in turns {
            upright.extend((row..=track).map(|row| (column, row)));
            level.extend((column.min(to)..=column.max(to)).map(|column| (column, track)));
            (column, row) = (to, track);
        }
        upright.extend((row..=tracks).map(|row| (column, row)));
        (upright, level)
    }

    proptest! {
        #[test]
        fn no_two_runs_lie_on_each_other(
            upper in proptest::sample::subsequence((0..30).collect::<Vec<i32>>(), 12),
            lower in Just((0..30).collect::<Vec<i32>>()).prop_shuffle(),
        ) {
            let runs: Vec<Run> = upper.into_iter().zip(lower).map(|(upper, lower)| run(upper, lower)).collect();
            let routes = route(&runs);
            let cells: Vec<_> =
                runs.iter().zip(&routes.turns).map(|(run, turns)| cells(*run, turns, routes.tracks)).collect();
            for (index, (upright, level)) in cells.iter().enumerate() {
                let last = routes.turns[index].last().map_or(runs[index].upper, |(_, column)| *column);
                prop_assert_eq!(last, runs[index].lower);
                for (other_upright, other_level) in &cells[..index] {
                    prop_assert!(upright.is_disjoint(other_upright), "{runs:?} {routes:?}");
                    prop_assert!(level.is_disjoint(other_level), "{runs:?} {routes:?}");
                }
            }
        }
    }
}
