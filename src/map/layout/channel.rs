//! Routes through the channel between two layers: which run takes which track, so that no two lie on each other and few
//! cross.
//!
//! Tracks are assigned as in channel routing, by an order and the left-edge rule (Hashimoto, Stevens: *Wire Routing by
//! Optimizing Channel Assignment within Large Apertures*, 1971); a circle in the order is broken by a dogleg (Deutsch:
//! *A "Dogleg" Channel Router*, 1976).

use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// What goes along one track: runs that join, or a part of one that has a dogleg.
#[derive(Debug, Clone)]
struct Piece {
    runs: Vec<usize>,
    uppers: Vec<i32>,
    /// Of each run.
    lowers: Vec<i32>,
    left: i32,
    right: i32,
    /// How much more crosses if it is put above those of the rest that had better lie above it.
    score: i64,
}

impl Piece {
    /// Runs that share a column at one of the borders.
    fn new(runs: Vec<usize>, mut uppers: Vec<i32>, lowers: Vec<i32>) -> Self {
        let columns = || uppers.iter().chain(&lowers).copied();
        let (left, right) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        uppers.dedup();
        Self { runs, uppers, lowers, left, right, score: 0 }
    }

    /// Whether the two would touch on one track.
    fn meets(&self, other: &Self) -> bool {
        self.left <= other.right + 1 && other.left <= self.right + 1
    }

    /// How many of the columns lie between its ends.
    fn covered(&self, columns: &[i32]) -> i64 {
        columns.iter().map(|column| i64::from(self.left < *column && *column < self.right)).sum()
    }

    /// Whether it must lie above the other, lest their upright parts lie on each other.
    fn must_be_above(&self, other: &Self) -> bool {
        self.uppers.iter().any(|column| other.lowers.contains(column))
    }

    /// How often the two cross more with this one above than below.
    fn cost_above(&self, other: &Self) -> i64 {
        other.covered(&self.lowers) + self.covered(&other.uppers)
            - self.covered(&other.lowers)
            - other.covered(&self.uppers)
    }

    /// Each run by itself.
    fn split(&self) -> impl Iterator<Item = Self> + '_ {
        let upper = |place| self.uppers.get(place).or(self.uppers.first()).copied().unwrap_or(0);
        let single =
            move |(place, run): (usize, &usize)| Self::new(vec![*run], vec![upper(place)], vec![self.lowers[place]]);
        self.runs.iter().enumerate().map(single)
    }
}

/// Routes of all runs of a channel.
pub(super) fn route(runs: &[Run]) -> Routes {
    let mut turns = vec![Vec::new(); runs.len()];
    let mut tracks = Tracks::default();
    for piece in ordered(runs, pieces(runs)) {
        let track = tracks.take(&piece);
        for (run, lower) in piece.runs.iter().zip(&piece.lowers) {
            turns[*run].push((track, *lower));
        }
        tracks.taken[usize::try_from(track).unwrap_or(0)].push(piece);
    }
    Routes { tracks: i32::try_from(tracks.taken.len()).unwrap_or(i32::MAX), turns }
}

/// The runs that are not straight, those that join in one piece. Where a straight one joins them too, they come from
/// the left and from the right one after the other: four lines that meet in a cell would look like two that cross.
fn pieces(runs: &[Run]) -> Vec<Piece> {
    let mut shared: [BTreeMap<i32, usize>; 2] = Default::default();
    for run in runs {
        *shared[0].entry(run.upper).or_default() += 1;
        *shared[1].entry(run.lower).or_default() += 1;
    }
    let straight: BTreeSet<i32> = runs.iter().filter(|run| run.upper == run.lower).map(|run| run.upper).collect();
    let mut joined: BTreeMap<(bool, i32, bool), Vec<usize>> = BTreeMap::new();
    let mut order = Vec::new();
    for (index, run) in runs.iter().enumerate().filter(|(_, run)| run.upper != run.lower) {
        let by_lower = shared[0][&run.upper] == 1 && shared[1][&run.lower] > 1;
        let column = if by_lower { run.lower } else { run.upper };
        let from_left = straight.contains(&column) && run.upper.min(run.lower) < column;
        let members = joined.entry((by_lower, column, from_left)).or_default();
        if members.is_empty() {
            order.push((by_lower, column, from_left));
        }
        members.push(index);
    }
    let piece = |key| {
        let members: Vec<usize> = joined.remove(&key)?;
        let (uppers, lowers) = members.iter().map(|run| (runs[*run].upper, runs[*run].lower)).unzip();
        Some(Piece::new(members, uppers, lowers))
    };
    order.into_iter().filter_map(piece).collect()
}

/// The pieces from above to below.
fn ordered(runs: &[Run], mut left: Vec<Piece>) -> Vec<Piece> {
    let mut used: BTreeSet<i32> = runs.iter().flat_map(|run| [run.upper, run.lower]).collect();
    for index in 0..left.len() {
        left[index].score = score(&left[index], &left);
    }
    // How many of those left begin in a column at the upper border: they go before what ends there at the lower one.
    let mut begin: HashMap<i32, usize> = HashMap::new();
    for column in left.iter().flat_map(|piece| &piece.uppers) {
        *begin.entry(*column).or_default() += 1;
    }
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let is_free =
            |piece: &Piece| piece.lowers.iter().all(|column| begin.get(column).is_none_or(|count| *count == 0));
        let key = |(index, piece): &(usize, &Piece)| (piece.score, *index);
        let next = left.iter().enumerate().filter(|(_, piece)| is_free(piece)).min_by_key(key);
        let circle = next.is_none();
        let Some((index, _)) = next.or_else(|| left.iter().enumerate().min_by_key(key)) else { break };
        let mut piece = left.remove(index);
        for column in &piece.uppers {
            if let Some(count) = begin.get_mut(column) {
                *count -= 1;
            }
        }
        for other in left.iter_mut().filter(|other| other.meets(&piece)) {
            other.score -= other.cost_above(&piece).max(0);
        }
        let mut rest = Vec::new();
        if circle && piece.runs.len() > 1 {
            rest.extend(piece.split());
        } else if circle {
            let column = free_column(&piece, &used);
            used.insert(column);
            rest.push(Piece::new(piece.runs.clone(), vec![column], piece.lowers));
            piece = Piece::new(piece.runs, piece.uppers, vec![column]);
        }
        let is_split = rest.len() > 1;
        for mut rest in rest {
            rest.score = score(&rest, &left);
            for other in left.iter_mut().filter(|other| other.meets(&rest)) {
                other.score += other.cost_above(&rest).max(0);
            }
            for column in &rest.uppers {
                *begin.entry(*column).or_default() += 1;
            }
            left.push(rest);
        }
        if !is_split {
            order.push(piece);
        }
    }
    order
}

fn score(piece: &Piece, others: &[Piece]) -> i64 {
    others.iter().filter(|other| other.meets(piece)).map(|other| piece.cost_above(other).max(0)).sum()
}

/// The unused column that makes the way between the ends of a piece least longer.
fn free_column(piece: &Piece, used: &BTreeSet<i32>) -> i32 {
    let inside = (piece.left + 1..piece.right).find(|column| !used.contains(column));
    inside.unwrap_or_else(|| {
        let mut away = 1;
        loop {
            let free = [piece.right + away, piece.left - away].into_iter().find(|column| !used.contains(column));
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
    fn take(&mut self, piece: &Piece) -> i32 {
        let above = |other: &Piece| {
            other.runs.iter().any(|run| piece.runs.contains(run))
                || other.must_be_above(piece)
                || (other.meets(piece) && other.cost_above(piece) < 0)
        };
        let after = self.taken.iter().rposition(|track| track.iter().any(above)).map_or(0, |track| track + 1);
        let free = |track: &Vec<Piece>| !track.iter().any(|other| other.meets(piece));
        let track = (after..self.taken.len()).find(|track| free(&self.taken[*track])).unwrap_or(self.taken.len());
        if track == self.taken.len() {
            self.taken.push(Vec::new());
        }
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
