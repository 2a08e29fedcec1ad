//! Where everything stands across the layers: lines short and straight, nothing nearer to its neighbour than it may.
//!
//! Network simplex on the auxiliary graph of Gansner et al. (1993), section 4.2, begun at what a few sweeps of isotonic
//! regression give, layer by layer. Of all columns of least cost those in the middle are taken, so that what has several
//! below it stands over their middle; then lines are made straight where that costs nothing.

use super::Effort;
use super::simplex::{self, Arc};

/// What is to be set side by side.
pub(super) struct Columns<'a> {
    /// The places of each layer in order.
    pub(super) rows: &'a [Vec<usize>],
    /// How many of the places are boxes or points; they come first.
    pub(super) boxes: usize,
    /// How wide each place is.
    pub(super) widths: &'a [i32],
    /// Blank columns between a place and its right neighbour.
    pub(super) gap: &'a dyn Fn(usize, usize) -> i32,
    /// Lines between neighbouring layers.
    pub(super) lines: &'a [Line],
    /// Left edges that some places had before.
    pub(super) former: &'a [(usize, i32)],
}

/// A line from a place to one in the next layer, with the columns at which it meets them, from their left edges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) upper: usize,
    pub(super) lower: usize,
    pub(super) upper_port: i32,
    pub(super) lower_port: i32,
    /// How much it matters that it is straight.
    pub(super) weight: i64,
    /// Whether it meets one of them where others do.
    pub(super) is_shared: bool,
}

impl Line {
    /// How far its upper end stands right of its lower one.
    pub(super) fn bend(&self, left: &[i32]) -> i32 {
        left[self.upper] + self.upper_port - left[self.lower] - self.lower_port
    }
}

/// Sweeps of regression before the simplex.
const SWEEPS: usize = 8;

/// How much a column of the whole matters, at most: in a small drawing less than that lines are straight.
const WIDTH: i64 = 8;

/// How much it matters that a place stays where it was, seen from the others.
const STAY: i64 = 1;

/// Steps of the simplex.
const WORK: usize = 40_000_000;

impl Columns<'_> {
    /// The left edge of every place. All places must be connected by lines.
    pub(super) fn left_edges(&self, effort: Effort) -> Vec<i32> {
        if effort == Effort::Quick {
            let numbers = self.swept();
            let least = numbers.iter().copied().min().unwrap_or(0);
            return numbers.into_iter().map(|number| number - least).collect();
        }
        let places = self.widths.len();
        let mut arcs = Vec::new();
        for row in self.rows {
            for pair in row.windows(2) {
                let length = self.widths[pair[0]] + (self.gap)(pair[0], pair[1]);
                arcs.push(Arc { tail: pair[0], head: pair[1], length, weight: 0 });
            }
        }
        for (index, line) in self.lines.iter().enumerate() {
            // A point left of both ends, as near to each as the other lets it be.
            let shift = line.upper_port - line.lower_port;
            let bend = |head, length| Arc { tail: places + index, head, length, weight: line.weight };
            arcs.push(bend(line.upper, (-shift).max(0)));
            arcs.push(bend(line.lower, shift.max(0)));
        }
        // All of it between two borders, near to each other.
        let (left, right) = (places + self.lines.len(), places + self.lines.len() + 1);
        for row in self.rows {
            if let [first, .., last] | [first @ last] = row[..] {
                arcs.push(Arc { tail: left, head: first, length: 0, weight: 0 });
                arcs.push(Arc { tail: last, head: right, length: self.widths[last], weight: 0 });
            }
        }
        let weight = i64::try_from(self.lines.len() / 8).unwrap_or(WIDTH).min(WIDTH);
        arcs.push(Arc { tail: left, head: right, length: 0, weight });
        // A point left of each place that stood somewhere and of where that is from the first column of all that time.
        let origin = right + 1;
        for (index, (place, stood)) in self.former.iter().enumerate() {
            let stay = |head, length| Arc { tail: origin + 1 + index, head, length, weight: STAY };
            arcs.push(stay(*place, *stood));
            arcs.push(stay(origin, 0));
        }
        let mut start = self.swept();
        for line in self.lines {
            let shift = line.upper_port - line.lower_port;
            start.push((start[line.upper] - (-shift).max(0)).min(start[line.lower] - shift.max(0)));
        }
        start.push(start[..places].iter().copied().min().unwrap_or(0));
        start.push((0..places).map(|place| start[place] + self.widths[place]).max().unwrap_or(0));
        if !self.former.is_empty() {
            let mut moved: Vec<i32> = self.former.iter().map(|(place, stood)| start[*place] - stood).collect();
            moved.sort_unstable();
            let origin = moved[moved.len() / 2];
            start.push(origin);
            start
                .extend(self.former.iter().map(|(place, stood)| origin.min(start[*place] - stood)).collect::<Vec<_>>());
        }
        let mut numbers = simplex::solve_balanced(&arcs, start, WORK, &[left, right]);
        numbers.truncate(places);
        if self.former.is_empty() {
            self.straighten(&mut numbers);
        }
        let least = numbers.iter().copied().min().unwrap_or(0);
        numbers.into_iter().map(|number| number - least).collect()
    }

    /// Every layer in turn as near to its neighbours as its order and gaps let it be.
    fn swept(&self) -> Vec<i32> {
        let mut left = vec![0; self.widths.len()];
        for row in self.rows {
            let mut next = 0;
            for (index, place) in row.iter().enumerate() {
                left[*place] = next;
                next += self.widths[*place] + row.get(index + 1).map_or(0, |right| (self.gap)(*place, *right));
            }
        }
        let mut above = vec![Vec::new(); self.widths.len()];
        let mut below = vec![Vec::new(); self.widths.len()];
        for line in self.lines {
            above[line.lower].push((line.upper, line.upper_port - line.lower_port, line.weight));
            below[line.upper].push((line.lower, line.lower_port - line.upper_port, line.weight));
        }
        for sweep in 0..SWEEPS {
            let neighbours = if sweep % 2 == 0 { &above } else { &below };
            let layers: Vec<usize> =
                if sweep % 2 == 0 { (0..self.rows.len()).collect() } else { (0..self.rows.len()).rev().collect() };
            for layer in layers {
                let row = &self.rows[layer];
                let mut offset = 0;
                let mut wanted = Vec::with_capacity(row.len());
                let mut offsets = Vec::with_capacity(row.len());
                for (index, place) in row.iter().enumerate() {
                    let weight: i64 = neighbours[*place].iter().map(|(.., weight)| weight).sum();
                    let sum: i64 = neighbours[*place]
                        .iter()
                        .map(|(next, shift, weight)| i64::from(left[*next] + shift) * weight)
                        .sum();
                    let stand = sum.checked_div(weight).unwrap_or_else(|| i64::from(left[*place]));
                    wanted.push((stand - i64::from(offset), weight.max(1)));
                    offsets.push(offset);
                    offset += self.widths[*place] + row.get(index + 1).map_or(0, |right| (self.gap)(*place, *right));
                }
                for ((place, stand), offset) in row.iter().zip(isotonic(&wanted)).zip(offsets) {
                    left[*place] = i32::try_from(stand).unwrap_or(i32::MAX / 2) + offset;
                }
            }
        }
        left
    }
}

/// The rising numbers nearest to those wanted, by weight: neighbours that stand the wrong way round get their mean (pool
/// adjacent violators).
fn isotonic(wanted: &[(i64, i64)]) -> Vec<i64> {
    // Sum, weight and length of each block; their means rise.
    let mut blocks: Vec<(i64, i64, usize)> = Vec::new();
    for (stand, weight) in wanted {
        let mut block = (stand * weight, *weight, 1);
        while let Some(&(sum, weight, length)) = blocks.last() {
            if sum.div_euclid(weight) < block.0.div_euclid(block.1) {
                break;
            }
            block = (block.0 + sum, block.1 + weight, block.2 + length);
            blocks.pop();
        }
        blocks.push(block);
    }
    blocks.into_iter().flat_map(|(sum, weight, length)| vec![sum.div_euclid(weight); length]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_the_wrong_way_round_meets_in_the_middle() {
        assert_eq!(isotonic(&[(1, 1), (5, 1), (3, 1), (9, 1)]), [1, 4, 4, 9]);
        assert_eq!(isotonic(&[(6, 3), (2, 1)]), [5, 5]);
        assert_eq!(isotonic(&[]), Vec::<i64>::new());
    }

    #[test]
    fn lines_are_straight_where_there_is_room() {
        let line = |upper, lower, upper_port, lower_port| Line {
            upper,
            lower,
            upper_port,
            lower_port,
            weight: 1,
            is_shared: false,
        };
        let columns = Columns {
            rows: &[vec![0], vec![1, 2], vec![3]],
            boxes: 4,
            widths: &[9, 5, 5, 3],
            gap: &|_, _| 2,
            lines: &[line(0, 1, 2, 2), line(0, 2, 6, 2), line(2, 3, 2, 1)],
            former: &[],
        };
        assert_eq!(columns.left_edges(Effort::Full), [3, 0, 7, 8]);
    }

    #[test]
    fn a_line_bends_once_where_it_must_bend() {
        let line = |upper, lower| Line { upper, lower, upper_port: 1, lower_port: 1, weight: 1, is_shared: false };
        // The two in between could stand anywhere from the column of the first to that of the last.
        let columns = Columns {
            rows: &[vec![0, 4], vec![1, 5], vec![2, 6], vec![7, 3]],
            boxes: 8,
            widths: &[3; 8],
            gap: &|_, _| 1,
            lines: &[line(0, 1), line(1, 2), line(2, 3), line(4, 5), line(5, 6), line(6, 7)],
            former: &[],
        };
        let left = columns.left_edges(Effort::Full);
        assert_eq!(columns.lines.iter().filter(|line| line.bend(&left) != 0).count(), 2, "{left:?}");
    }

    #[test]
    fn what_could_stand_at_either_end_stands_in_the_middle() {
        let line = |upper, lower| Line { upper, lower, upper_port: 1, lower_port: 1, weight: 1, is_shared: true };
        let left_edges = |between: i32| {
            let columns = Columns {
                rows: &[vec![0], vec![1, 2, 3]],
                boxes: 4,
                widths: &[3, 3, between, 3],
                gap: &|_, _| 1,
                lines: &[line(0, 1), line(0, 3)],
                former: &[],
            };
            columns.left_edges(Effort::Full)
        };
        assert_eq!((left_edges(20)[0], left_edges(0)[0]), (12, 2));
    }
}
