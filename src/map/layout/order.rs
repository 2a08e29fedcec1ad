//! The order within each layer: few crossings of lines.
//!
//! Sugiyama, Tagawa, Toda: *Methods for Visual Understanding of Hierarchical System Structures* (1981); medians and
//! transposition as in Gansner et al. (1993), section 3; counting after Barth, Mutzel, Jünger: *Simple and Efficient
//! Bilayer Cross Counting* (2002), section 4; sifting after Matuszewski, Schönfeld, Molitor: *Using Sifting for k-Layer
//! Straightline Crossing Minimization* (1999). All of it is bounded by counted work, never by a clock, so that the same
//! input gives the same order.

use std::collections::VecDeque;

/// Sweeps without a better order before the next start is tried.
const PATIENCE: usize = 5;

/// Sweeps from one start.
const SWEEPS: usize = 24;

/// Steps for all starts together, and for each of the first.
const WORK: usize = 800_000;
const SHARE: usize = 500_000;

/// Starts that are always tried, and walks in depth at most.
const FIRST: usize = 3;
const DEEP: usize = 24;

/// Places in layers and the lines between neighbouring ones.
#[derive(Debug)]
pub(super) struct Layers<'a> {
    /// The layer of each place.
    pub(super) of: &'a [usize],
    /// From a place to one in the next layer.
    pub(super) segments: &'a [(usize, usize)],
}

/// The places of each layer from left to right, and how often lines cross.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) crossings: usize,
}

/// The best order that several starts lead to: the first ones always, more of them as long as there is work left.
pub(super) fn order(layers: &Layers<'_>) -> Order {
    let mut sorter = Sorter::new(layers);
    let mut best: Option<Order> = None;
    let starts = [Start::Top, Start::Bottom].into_iter().chain((0..DEEP).map(Start::Depth));
    for (index, start) in starts.enumerate() {
        if index >= FIRST && sorter.work == 0 {
            break;
        }
        // Every one of the first has its share.
        sorter.work = sorter.work.max(if index < FIRST { SHARE } else { 0 });
        let mut found = sorter.improve(start);
        if found.crossings > 0 {
            sorter.sift(&mut found);
        }
        if best.as_ref().is_none_or(|best| found.crossings < best.crossings) {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|best| best.crossings == 0) {
            break;
        }
    }
    best.unwrap_or(Order { rows: Vec::new(), crossings: 0 })
}

#[derive(Clone, Copy, PartialEq)]
enum Start {
    Top,
    Bottom,
    /// From the first layer in depth; every number takes another way.
    Depth(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Above,
    Below,
}

struct Sorter<'a> {
    layers: &'a Layers<'a>,
    height: usize,
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    /// The place of each place in its row.
    at: Vec<usize>,
    work: usize,
}

impl<'a> Sorter<'a> {
    fn new(layers: &'a Layers<'a>) -> Self {
        let places = layers.of.len();
        let (mut above, mut below) = (vec![Vec::new(); places], vec![Vec::new(); places]);
        for &(upper, lower) in layers.segments {
            above[lower].push(upper);
            below[upper].push(lower);
        }
        let height = layers.of.iter().max().map_or(0, |last| last + 1);
        Self { layers, height, above, below, at: vec![0; places], work: WORK }
    }

    fn neighbours(&self, side: Side) -> &[Vec<usize>] {
        if side == Side::Above { &self.above } else { &self.below }
    }

    /// Every place in the order in which a walk comes to it.
    fn start(&self, start: Start) -> Vec<Vec<usize>> {
        let mut rows = vec![Vec::new(); self.height];
        let places = self.layers.of.len();
        let mut seen = vec![false; places];
        let mut first: Vec<usize> = (0..places).collect();
        if start == Start::Bottom {
            first.sort_by_key(|place| (std::cmp::Reverse(self.layers.of[*place]), *place));
        } else {
            first.sort_by_key(|place| (self.layers.of[*place], *place));
        }
        let seed = if let Start::Depth(seed) = start { seed } else { 0 };
        let is_deep = matches!(start, Start::Depth(_));
        let mut queue = VecDeque::new();
        for place in first {
            queue.push_back(place);
            while let Some(at) = if is_deep { queue.pop_back() } else { queue.pop_front() } {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                rows[self.layers.of[at]].push(at);
                let next = self.above[at].iter().chain(&self.below[at]).filter(|next| !seen[**next]);
                let from = queue.len();
                queue.extend(next);
                if is_deep {
                    let next = &mut queue.make_contiguous()[from..];
                    next.reverse();
                    let turn = (seed * (at + 1)) % next.len().max(1);
                    next.rotate_left(turn);
                }
            }
        }
        rows
    }

    fn improve(&mut self, start: Start) -> Order {
        let mut rows = self.start(start);
        self.place(&rows);
        let mut best = Order { crossings: self.crossings(&rows), rows: rows.clone() };
        let mut idle = 0;
        for sweep in 0..SWEEPS {
            if best.crossings == 0 || idle == PATIENCE || self.work == 0 {
                break;
            }
            let downwards = (sweep % 2 == 0) != (start == Start::Bottom);
            self.sweep(&mut rows, downwards, sweep / 2 % 2 == 0);
            self.transpose(&mut rows);
            let crossings = self.crossings(&rows);
            idle += 1;
            if crossings < best.crossings {
                best = Order { rows: rows.clone(), crossings };
                idle = 0;
            }
        }
        best
    }

    fn place(&mut self, rows: &[Vec<usize>]) {
        for row in rows {
            self.place_row(row);
        }
    }

    fn place_row(&mut self, row: &[usize]) {
        for (at, place) in row.iter().enumerate() {
            self.at[*place] = at;
        }
    }

    fn spend(&mut self, steps: usize) {
        self.work = self.work.saturating_sub(steps);
    }

    /// Sorts every row by the median or the mean of where its neighbours stand in the row before. What has no
    /// neighbour there keeps its place.
    fn sweep(&mut self, rows: &mut [Vec<usize>], downwards: bool, by_median: bool) {
        let side = if downwards { Side::Above } else { Side::Below };
        let height = rows.len();
        for step in 1..height {
            let row = &mut rows[if downwards { step } else { height - 1 - step }];
            let mut keyed: Vec<(u64, usize)> = Vec::with_capacity(row.len());
            let mut steps = row.len();
            for &place in row.iter() {
                let mut stand: Vec<usize> = self.neighbours(side)[place].iter().map(|next| self.at[*next]).collect();
                steps += stand.len();
                stand.sort_unstable();
                if let Some(key) = if by_median { median(&stand) } else { mean(&stand) } {
                    keyed.push((key, place));
                }
            }
            keyed.sort_by_key(|(key, _)| *key);
            let mut sorted = keyed.into_iter().map(|(_, place)| place);
            for slot in row.iter_mut() {
                if !self.neighbours(side)[*slot].is_empty()
                    && let Some(place) = sorted.next()
                {
                    *slot = place;
                }
            }
            let row = std::mem::take(row);
            self.place_row(&row);
            rows[if downwards { step } else { height - 1 - step }] = row;
            self.spend(steps);
        }
    }

    /// Where the neighbours of each place of a row stand, sorted: those above and those below.
    fn stands(&mut self, row: &[usize]) -> Vec<[Vec<usize>; 2]> {
        let sorted = |next: &[usize]| {
            let mut stand: Vec<usize> = next.iter().map(|next| self.at[*next]).collect();
            stand.sort_unstable();
            stand
        };
        let stands: Vec<[Vec<usize>; 2]> =
            row.iter().map(|place| [sorted(&self.above[*place]), sorted(&self.below[*place])]).collect();
        self.spend(stands.iter().map(|[above, below]| 1 + above.len() + below.len()).sum());
        stands
    }

    /// Swaps neighbours as long as that saves crossings.
    fn transpose(&mut self, rows: &mut [Vec<usize>]) {
        let mut changed: Vec<bool> = vec![true; rows.len()];
        while changed.contains(&true) && self.work > 0 {
            for layer in 0..rows.len() {
                if !std::mem::take(&mut changed[layer]) {
                    continue;
                }
                let mut row = std::mem::take(&mut rows[layer]);
                let mut stands = self.stands(&row);
                let mut better = false;
                for left in 0..row.len().saturating_sub(1) {
                    let (before, after) = swapped(&stands[left], &stands[left + 1]);
                    self.spend(2);
                    if after < before {
                        row.swap(left, left + 1);
                        stands.swap(left, left + 1);
                        better = true;
                    }
                }
                if better {
                    self.place_row(&row);
                    let near = layer.saturating_sub(1)..(layer + 2).min(rows.len());
                    changed[near].fill(true);
                }
                rows[layer] = row;
            }
        }
    }

    /// Takes every place along its row to where it causes the fewest crossings, until none moves.
    fn sift(&mut self, order: &mut Order) {
        self.place(&order.rows);
        let mut moved = true;
        while std::mem::take(&mut moved) && self.work > 0 {
            for layer in 0..order.rows.len() {
                let mut row = std::mem::take(&mut order.rows[layer]);
                let mut stands = self.stands(&row);
                for place in row.clone() {
                    let from = self.at[place];
                    let (to, saved) = self.best_place(&stands, from);
                    if saved > 0 {
                        let (place, stand) = (row.remove(from), stands.remove(from));
                        row.insert(to, place);
                        stands.insert(to, stand);
                        order.crossings -= saved;
                        moved = true;
                        self.place_row(&row);
                    }
                }
                order.rows[layer] = row;
            }
        }
    }

    /// Where the place at `from` would cause the fewest crossings, and how many that saves.
    fn best_place(&mut self, stands: &[[Vec<usize>; 2]], from: usize) -> (usize, usize) {
        let mut best = (from, 0);
        let (mut cost, mut gain) = (0, 0);
        let mut steps = 0;
        for to in from + 1..stands.len() {
            let (before, after) = swapped(&stands[from], &stands[to]);
            (cost, gain) = (cost + after, gain + before);
            steps += 2;
            if gain > cost + best.1 {
                best = (to, gain - cost);
            }
        }
        (cost, gain) = (0, 0);
        for to in (0..from).rev() {
            let (before, after) = swapped(&stands[to], &stands[from]);
            (cost, gain) = (cost + after, gain + before);
            steps += 2;
            if gain > cost + best.1 {
                best = (to, gain - cost);
            }
        }
        self.spend(steps);
        best
    }

    fn crossings(&mut self, rows: &[Vec<usize>]) -> usize {
        self.spend(self.layers.segments.len() * 4);
        rows.windows(2).map(|pair| self.crossings_below(&pair[0], pair[1].len())).sum()
    }

    /// Crossings between a row and the next: pairs of segments whose ends stand the other way round, counted with a
    /// tree of sums over the lower ends.
    fn crossings_below(&self, row: &[usize], lower: usize) -> usize {
        let leaves = lower.next_power_of_two();
        let mut sums = vec![0; 2 * leaves];
        let mut crossings = 0;
        for place in row {
            let mut ends: Vec<usize> = self.below[*place].iter().map(|next| self.at[*next]).collect();
            ends.sort_unstable();
            for end in ends {
                let mut node = end + leaves;
                sums[node] += 1;
                while node > 1 {
                    if node.is_multiple_of(2) {
                        crossings += sums[node + 1];
                    }
                    node /= 2;
                    sums[node] += 1;
                }
            }
        }
        crossings
    }
}

/// Crossings between the lines of two neighbours as they stand, and with the two swapped.
fn swapped(left: &[Vec<usize>; 2], right: &[Vec<usize>; 2]) -> (usize, usize) {
    (0..2).fold((0, 0), |(before, after), side| {
        (before + inversions(&left[side], &right[side]), after + inversions(&right[side], &left[side]))
    })
}

/// Pairs of which the one of the first list is greater.
fn inversions(first: &[usize], second: &[usize]) -> usize {
    let mut less = 0;
    first
        .iter()
        .map(|stand| {
            while second.get(less).is_some_and(|other| other < stand) {
                less += 1;
            }
            less
        })
        .sum()
}

/// The median in thousandths, between two in the middle nearer to the side that stands closer together (Gansner et al.,
/// section 3).
fn median(stand: &[usize]) -> Option<u64> {
    let at = |place: usize| stand[place] as u64 * 1000;
    let middle = stand.len() / 2;
    match stand.len() {
        0 => None,
        count if count % 2 == 1 => Some(at(middle)),
        2 => Some(u64::midpoint(at(0), at(1))),
        count => {
            let (left, right) = (at(middle - 1) - at(0), at(count - 1) - at(middle));
            Some((at(middle - 1) * right + at(middle) * left).checked_div(left + right).unwrap_or(at(middle)))
        }
    }
}

fn mean(stand: &[usize]) -> Option<u64> {
    let sum: u64 = stand.iter().map(|stand| *stand as u64 * 1000).sum();
    sum.checked_div(stand.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every pair of segments of every layer, looked at one by one.
    fn counted(layers: &Layers<'_>, rows: &[Vec<usize>]) -> usize {
        let mut at = vec![0; layers.of.len()];
        for row in rows {
            for (stand, place) in row.iter().enumerate() {
                at[*place] = stand;
            }
        }
        let crosses = |one: &(usize, usize), other: &(usize, usize)| {
            layers.of[one.0] == layers.of[other.0] && at[one.0] < at[other.0] && at[one.1] > at[other.1]
        };
        let segments = layers.segments;
        segments.iter().map(|one| segments.iter().filter(|other| crosses(one, other)).count()).sum()
    }

    #[test]
    fn what_can_be_drawn_without_crossings_is() {
        let layers = Layers { of: &[0, 0, 0, 1, 1, 1], segments: &[(0, 5), (1, 4), (2, 3)] };
        assert_eq!(order(&layers).crossings, 0);
        // Three above, three below, every one with every one.
        let segments: Vec<(usize, usize)> = (0..3).flat_map(|upper| (3..6).map(move |lower| (upper, lower))).collect();
        assert_eq!(order(&Layers { of: &[0, 0, 0, 1, 1, 1], segments: &segments }).crossings, 9);
    }

    proptest! {
        #[test]
        fn the_count_is_true_and_no_worse_than_the_first_order(
            ends in proptest::collection::vec((0..3_usize, 0..6_usize, 0..6_usize), 0..40),
        ) {
            let of: Vec<usize> = (0..24).map(|place| place / 6).collect();
            let segments: Vec<(usize, usize)> =
                ends.into_iter().map(|(layer, upper, lower)| (layer * 6 + upper, layer * 6 + 6 + lower)).collect();
            let layers = Layers { of: &of, segments: &segments };
            let order = order(&layers);
            let mut places: Vec<usize> = order.rows.concat();
            places.sort_unstable();
            prop_assert_eq!(places, (0..24).collect::<Vec<_>>());
            prop_assert_eq!(order.crossings, counted(&layers, &order.rows));
            let first: Vec<Vec<usize>> = (0..4).map(|layer| (layer * 6..layer * 6 + 6).collect()).collect();
            prop_assert!(order.crossings <= counted(&layers, &first));
        }
    }
}
