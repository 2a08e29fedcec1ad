//! The order within each layer: few crossings of lines.
//!
//! Sugiyama, Tagawa, Toda: *Methods for Visual Understanding of Hierarchical System Structures* (1981); medians and
//! transposition as in Gansner et al. (1993), section 3; counting after Barth, Mutzel, Jünger: *Simple and Efficient
//! Bilayer Cross Counting* (2002), section 4; sifting after Matuszewski, Schönfeld, Molitor: *Using Sifting for k-Layer
//! Straightline Crossing Minimization* (1999). What is found is shaken and sifted again as long as there is work left
//! (Lourenço, Martin, Stützle: *Iterated Local Search*, 2003). All of it is bounded by counted work, never by a clock,
//! so that the same input gives the same order.

mod sorter;

use std::collections::VecDeque;

use rayon::prelude::*;
use sorter::Sorter;

use super::Effort;

/// Sweeps without a better order before the next start is tried, and sweeps from one start.
const PATIENCE: usize = 4;
const SWEEPS: usize = 16;

/// How many orders are shaken, one time after the other.
const GOING: [usize; 3] = [4, 2, 2];

/// Places that are shaken at once, at most, how far most of them go, at most, and of how many one goes anywhere.
const REGION: usize = 5;
const REACH: usize = 12;
const ONE_OF: usize = 10;

/// Places in layers and the lines between neighbouring ones.
#[derive(Debug)]
pub(super) struct Layers<'a> {
    /// The layer of each place.
    pub(super) of: &'a [usize],
    /// From a place to one in the next layer.
    pub(super) segments: &'a [(usize, usize)],
}

/// The places of each layer from left to right, and how often lines cross.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) crossings: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Start {
    Top,
    Bottom,
    /// From the first layer in depth; every number takes another way.
    Depth(usize),
}

const STARTS: [Start; 4] = [Start::Top, Start::Bottom, Start::Depth(0), Start::Depth(1)];

/// Steps that may be spent on graphs of so many lines.
fn work(segments: usize, effort: Effort) -> usize {
    let most = match effort {
        Effort::Full => 27_000_000,
        Effort::Quick => 5_000_000,
    };
    segments.saturating_mul(360 + 7 * segments).saturating_add(200_000).min(most)
}

/// The best order that several starts lead to in each of several ways to set layers, and which way that is. The first way
/// is the one that is liked best.
pub(super) fn best(ways: &[Layers<'_>], effort: Effort) -> Option<(usize, Order)> {
    let work = work(ways.iter().map(|layers| layers.segments.len()).max()?, effort);
    let begun: Vec<(usize, Start)> = (0..ways.len()).flat_map(|way| STARTS.map(|start| (way, start))).collect();
    let mut found: Vec<(Order, usize)> = begun
        .into_par_iter()
        .map(|(way, start)| {
            let mut sorter = Sorter::new(&ways[way]);
            sorter.work = work / (3 * STARTS.len() * ways.len());
            (descend(&mut sorter, start), way)
        })
        .collect();
    // Few go on, each time the better half of them with more work.
    let key = |(order, way): &(Order, usize)| (order.crossings, *way);
    for going in GOING {
        found.sort_by_key(key);
        found.truncate(going);
        if found.first().is_none_or(|(order, _)| order.crossings == 0) {
            break;
        }
        found.par_iter_mut().for_each(|(order, way)| {
            let mut sorter = Sorter::new(&ways[*way]);
            sorter.work = work / (GOING.len() * going);
            shake(&mut sorter, std::mem::take(&mut order.rows), 0);
            *order = sorter.order();
        });
    }
    found.into_iter().min_by_key(key).map(|(order, way)| (way, order))
}

/// An order with at most so many crossings near to one that was there before, if that leads to any: `wanted` tells where
/// every place stood, and which of them stood there indeed and are not only between or beside such.
pub(super) fn near(layers: &Layers<'_>, wanted: &[(i32, bool)], most: usize) -> Option<Order> {
    let mut sorter = Sorter::new(layers);
    sorter.work = work(layers.segments.len(), Effort::Full);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); sorter.rows.len()];
    for place in 0..layers.of.len() {
        rows[layers.of[place]].push(place);
    }
    for row in &mut rows {
        row.sort_by_key(|place| wanted[*place].0);
    }
    sorter.set(rows);
    // What has no place to keep goes first, then whatever it takes.
    sorter.sift(|place| !wanted[place].1);
    if sorter.crossings > most {
        sorter.sift(|_| true);
    }
    if sorter.crossings > most {
        let rows = sorter.order().rows;
        sorter.work = work(layers.segments.len(), Effort::Full) / 4;
        shake(&mut sorter, rows, most);
    }
    (sorter.crossings <= most).then(|| sorter.order())
}

/// These rows, in which what may move goes along its row to where it causes the fewest crossings.
pub(super) fn settled(layers: &Layers<'_>, rows: Vec<Vec<usize>>, may_move: impl Fn(usize) -> bool) -> Order {
    let mut sorter = Sorter::new(layers);
    sorter.work = work(layers.segments.len(), Effort::Full);
    sorter.set(rows);
    sorter.sift(may_move);
    sorter.order()
}

/// Sweeps up and down from a start, then sifts.
fn descend(sorter: &mut Sorter<'_>, start: Start) -> Order {
    let rows = walk(sorter, start);
    sorter.set(rows);
    let mut best = sorter.order();
    let mut idle = 0;
    for sweep in 0..SWEEPS {
        if best.crossings == 0 || idle == PATIENCE || sorter.work == 0 {
            break;
        }
        let downwards = (sweep % 2 == 0) != (start == Start::Bottom);
        sorter.sweep(downwards, sweep / 2 % 2 == 0);
        sorter.transpose();
        idle += 1;
        if sorter.crossings < best.crossings {
            best = sorter.order();
            idle = 0;
        }
    }
    sorter.set(best.rows);
    sorter.sift(|_| true);
    sorter.order()
}

/// Every place in the order in which a walk comes to it.
fn walk(sorter: &Sorter<'_>, start: Start) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); sorter.rows.len()];
    let places = sorter.places();
    let mut seen = vec![false; places];
    let mut first: Vec<usize> = (0..places).collect();
    if start == Start::Bottom {
        first.sort_by_key(|place| (std::cmp::Reverse(sorter.layer(*place)), *place));
    } else {
        first.sort_by_key(|place| (sorter.layer(*place), *place));
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
            rows[sorter.layer(at)].push(at);
            let from = queue.len();
            queue.extend(sorter.neighbours(at).filter(|next| !seen[*next]));
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

/// Numbers that look like chance and are the same every time (Marsaglia: *Xorshift RNGs*, 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }
}

/// Takes some places that hang together elsewhere and lets all settle; what is worse for it is taken back. Stops at
/// `enough` crossings.
fn shake(sorter: &mut Sorter<'_>, rows: Vec<Vec<usize>>, enough: usize) {
    sorter.set(rows);
    let mut best = sorter.crossings;
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    while sorter.work > 0 && best > enough {
        uproot(sorter, &mut chance);
        sorter.settle(|_| true);
        if sorter.crossings <= best {
            best = sorter.crossings;
            sorter.keep();
        } else {
            sorter.undo(best);
        }
    }
}

/// Takes places that hang together along their rows, all of them as far.
fn uproot(sorter: &mut Sorter<'_>, chance: &mut Chance) {
    let count = 1 + chance.below(REGION);
    let start = chance.below(sorter.places());
    let mut region = vec![start];
    let mut at = 0;
    while at < region.len() && region.len() < count {
        for next in sorter.neighbours(region[at]) {
            if !region.contains(&next) {
                region.push(next);
            }
        }
        at += 1;
    }
    region.truncate(count);
    let width = sorter.rows[sorter.layer(start)].len();
    let from = sorter.stand(start);
    let near = (from + chance.below(2 * REACH + 1)).saturating_sub(REACH).min(width - 1);
    let to = if chance.below(ONE_OF) > 0 { near } else { chance.below(width) };
    for place in region {
        let length = sorter.rows[sorter.layer(place)].len();
        let goal = (sorter.stand(place) + length * to / width).saturating_sub(length * from / width);
        sorter.move_to(place, goal);
        sorter.look_at(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order(layers: &Layers<'_>) -> Order {
        let Layers { of, segments } = *layers;
        best(&[Layers { of, segments }], Effort::Full).expect("an order").1
    }

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
