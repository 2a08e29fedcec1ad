//! Rows of places that are sorted, and how often the lines between them cross.

use std::collections::VecDeque;
use std::ops::Range;

use super::{Layers, Order};

/// Crossings that a place may cause on its way along a row before no better stand is looked for behind.
const FAR: isize = 3;

/// Neighbours that are looked at one by one; among more one is searched for.
const FEW: usize = 8;

/// The neighbours of every place in one list, of each place those above and behind them those below.
#[derive(Debug)]
struct Neighbours {
    /// Where those of each place begin, and where those below do.
    starts: Vec<(usize, usize)>,
    places: Vec<usize>,
}

impl Neighbours {
    fn new(places: usize, segments: &[(usize, usize)]) -> Self {
        let mut starts = vec![(0, 0); places + 1];
        for &(upper, lower) in segments {
            starts[upper].1 += 1;
            starts[lower].0 += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            let (above, below) = *start;
            *start = (end, end + above);
            end += above + below;
        }
        let mut next = starts.clone();
        let mut neighbours = vec![0; end];
        for &(upper, lower) in segments {
            neighbours[next[upper].1] = lower;
            next[upper].1 += 1;
            neighbours[next[lower].0] = upper;
            next[lower].0 += 1;
        }
        Self { starts, places: neighbours }
    }

    fn all(&self, place: usize) -> Range<usize> {
        self.starts[place].0..self.starts[place + 1].0
    }

    /// Those above a place, and those below.
    fn of(&self, place: usize) -> [&[usize]; 2] {
        let ((start, middle), (end, _)) = (self.starts[place], self.starts[place + 1]);
        [&self.places[start..middle], &self.places[middle..end]]
    }
}

/// The rows as they are being sorted. Whatever looks at lines is counted as work, and nothing begins without any left.
#[derive(Debug)]
pub(super) struct Sorter<'a> {
    layers: &'a Layers<'a>,
    neighbours: Neighbours,
    pub(super) rows: Vec<Vec<usize>>,
    /// The stand of each place in its row.
    at: Vec<usize>,
    pub(super) crossings: usize,
    pub(super) work: usize,
    /// Places that may stand better elsewhere, and whether each is among them.
    queue: VecDeque<usize>,
    is_queued: Vec<bool>,
    /// What rows were before they were changed.
    changed: Vec<(usize, Vec<usize>)>,
    /// Room for lists of stands: above, below.
    lists: [Vec<usize>; 2],
    sums: Vec<usize>,
}

impl<'a> Sorter<'a> {
    pub(super) fn new(layers: &'a Layers<'a>) -> Self {
        let places = layers.of.len();
        let height = layers.of.iter().max().map_or(0, |last| last + 1);
        Self {
            layers,
            neighbours: Neighbours::new(places, layers.segments),
            rows: vec![Vec::new(); height],
            at: vec![0; places],
            crossings: 0,
            work: 0,
            queue: VecDeque::new(),
            is_queued: vec![false; places],
            changed: Vec::new(),
            lists: [Vec::new(), Vec::new()],
            sums: Vec::new(),
        }
    }

    pub(super) fn layer(&self, place: usize) -> usize {
        self.layers.of[place]
    }

    pub(super) fn places(&self) -> usize {
        self.layers.of.len()
    }

    pub(super) fn stand(&self, place: usize) -> usize {
        self.at[place]
    }

    /// The neighbours of a place, those above first.
    pub(super) fn neighbours(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.neighbours.places[self.neighbours.all(place)].iter().copied()
    }

    pub(super) fn order(&self) -> Order {
        Order { rows: self.rows.clone(), crossings: self.crossings }
    }

    /// Takes the rows to be these.
    pub(super) fn set(&mut self, rows: Vec<Vec<usize>>) {
        self.rows = rows;
        for layer in 0..self.rows.len() {
            self.number(layer);
        }
        self.crossings = self.count();
    }

    fn number(&mut self, layer: usize) {
        for (at, place) in self.rows[layer].iter().enumerate() {
            self.at[*place] = at;
        }
    }

    fn spend(&mut self, steps: usize) {
        self.work = self.work.saturating_sub(steps);
    }

    /// Sorts every row by the median or the mean of where its neighbours stand in the row before. What has no neighbour
    /// there keeps its place.
    pub(super) fn sweep(&mut self, downwards: bool, by_median: bool) {
        let height = self.rows.len();
        let mut keyed: Vec<(usize, usize)> = Vec::new();
        for step in 1..height {
            let layer = if downwards { step } else { height - 1 - step };
            let side = usize::from(!downwards);
            keyed.clear();
            let mut steps = 0;
            for &place in &self.rows[layer] {
                self.lists[0].clear();
                self.lists[0].extend(self.neighbours.of(place)[side].iter().map(|next| self.at[*next]));
                self.lists[0].sort_unstable();
                steps += 1 + self.lists[0].len();
                if let Some(key) = if by_median { median(&self.lists[0]) } else { mean(&self.lists[0]) } {
                    keyed.push((key, place));
                }
            }
            keyed.sort_by_key(|(key, _)| *key);
            let mut sorted = keyed.iter().map(|(_, place)| *place);
            for slot in &mut self.rows[layer] {
                if !self.neighbours.of(*slot)[side].is_empty()
                    && let Some(place) = sorted.next()
                {
                    *slot = place;
                }
            }
            self.number(layer);
            self.spend(4 * steps);
        }
        self.crossings = self.count();
    }

    /// Swaps neighbours in every row as long as that saves crossings.
    pub(super) fn transpose(&mut self) {
        let mut stale = vec![true; self.rows.len()];
        while self.work > 0 && stale.contains(&true) {
            for layer in 0..self.rows.len() {
                if !std::mem::take(&mut stale[layer]) {
                    continue;
                }
                let before = self.crossings;
                for right in 1..self.rows[layer].len() {
                    let (place, other) = (self.rows[layer][right - 1], self.rows[layer][right]);
                    self.note(place);
                    let saved = self.saved_behind(other);
                    if saved > 0 {
                        self.rows[layer].swap(right - 1, right);
                        (self.at[place], self.at[other]) = (right, right - 1);
                        self.crossings = self.crossings.saturating_add_signed(-saved);
                    }
                }
                if self.crossings < before {
                    let end = (layer + 2).min(stale.len());
                    stale[layer.saturating_sub(1)..end].fill(true);
                }
            }
        }
    }

    /// Takes every place that may move along its row to where it causes the fewest crossings, until none moves.
    pub(super) fn sift(&mut self, may_move: impl Fn(usize) -> bool) {
        let mut before = usize::MAX;
        while self.crossings < before && self.work > 0 {
            before = self.crossings;
            for layer in 0..self.rows.len() {
                for at in 0..self.rows[layer].len() {
                    self.look_at(self.rows[layer][at]);
                }
            }
            self.settle(&may_move);
        }
        self.changed.clear();
    }

    /// Has a place looked at when all settles.
    pub(super) fn look_at(&mut self, place: usize) {
        if !std::mem::replace(&mut self.is_queued[place], true) {
            self.queue.push_back(place);
        }
    }

    /// Takes every place that is to be looked at and may move to where it causes the fewest crossings, and looks at the
    /// neighbours of those that moved.
    pub(super) fn settle(&mut self, may_move: impl Fn(usize) -> bool) {
        while let Some(place) = self.queue.pop_front() {
            self.is_queued[place] = false;
            if self.work == 0 || !may_move(place) {
                continue;
            }
            let (to, saved) = self.best_stand(place);
            if saved > 0 {
                self.carry(place, to);
                self.crossings = self.crossings.saturating_add_signed(-saved);
                for next in self.neighbours.all(place) {
                    self.look_at(self.neighbours.places[next]);
                }
            }
        }
    }

    /// Takes a place along its row, at whatever cost.
    pub(super) fn move_to(&mut self, place: usize, to: usize) {
        let (layer, from) = (self.layer(place), self.at[place]);
        let to = to.min(self.rows[layer].len() - 1);
        self.note(place);
        let mut saved = 0;
        for at in from.min(to)..=from.max(to) {
            let other = self.rows[layer][at];
            if other != place {
                saved += self.saved_behind(other);
            }
        }
        self.crossings = self.crossings.saturating_add_signed(if from < to { -saved } else { saved });
        self.carry(place, to);
    }

    fn carry(&mut self, place: usize, to: usize) {
        let (layer, from) = (self.layer(place), self.at[place]);
        if self.changed.iter().all(|(changed, _)| *changed != layer) {
            self.changed.push((layer, self.rows[layer].clone()));
        }
        let row = &mut self.rows[layer];
        if from < to {
            row[from..=to].rotate_left(1);
        } else {
            row[to..=from].rotate_right(1);
        }
        let (first, last) = (from.min(to), from.max(to));
        for (at, place) in (first..).zip(&row[first..=last]) {
            self.at[*place] = at;
        }
    }

    /// Lets all changes since the last keeping or undoing be.
    pub(super) fn keep(&mut self) {
        self.changed.clear();
    }

    /// Takes all changes back since the last keeping or undoing, to so many crossings.
    pub(super) fn undo(&mut self, crossings: usize) {
        while let Some((layer, row)) = self.changed.pop() {
            self.rows[layer] = row;
            self.number(layer);
        }
        self.crossings = crossings;
    }

    /// Notes where the neighbours of a place stand.
    fn note(&mut self, place: usize) {
        for (list, side) in self.lists.iter_mut().zip(self.neighbours.of(place)) {
            list.clear();
            list.extend(side.iter().map(|next| self.at[*next]));
            list.sort_unstable();
        }
        self.spend(1);
    }

    /// How many crossings less there are with the place that is noted behind another one than before it.
    fn saved_behind(&mut self, other: usize) -> isize {
        let mut saved = 0;
        let mut steps = 1;
        for (list, side) in self.lists.iter().zip(self.neighbours.of(other)) {
            steps += side.len();
            if list.len() <= FEW {
                for next in side {
                    let at = self.at[*next];
                    saved +=
                        list.iter().map(|stand| isize::from(*stand > at) - isize::from(*stand < at)).sum::<isize>();
                }
            } else {
                for next in side {
                    let at = self.at[*next];
                    let less = list.partition_point(|stand| *stand < at);
                    let equal = list[less..].iter().take_while(|stand| **stand == at).count();
                    saved += (list.len() - less - equal).cast_signed() - less.cast_signed();
                }
            }
        }
        self.spend(steps);
        saved
    }

    /// Where a place would cause the fewest crossings, and how many that saves.
    fn best_stand(&mut self, place: usize) -> (usize, isize) {
        let (layer, from) = (self.layer(place), self.at[place]);
        self.note(place);
        let mut best = (from, 0);
        let mut saved = 0;
        for to in from + 1..self.rows[layer].len() {
            saved += self.saved_behind(self.rows[layer][to]);
            if saved > best.1 {
                best = (to, saved);
            }
            if saved < -FAR {
                break;
            }
        }
        saved = 0;
        for to in (0..from).rev() {
            saved -= self.saved_behind(self.rows[layer][to]);
            if saved > best.1 {
                best = (to, saved);
            }
            if saved < -FAR {
                break;
            }
        }
        best
    }

    fn count(&mut self) -> usize {
        (0..self.rows.len().saturating_sub(1)).map(|layer| self.count_below(layer)).sum()
    }

    /// Crossings between a row and the next: pairs of segments whose ends stand the other way round, counted with a
    /// tree of sums over the lower ends (Barth, Mutzel, Jünger, section 4).
    fn count_below(&mut self, layer: usize) -> usize {
        let leaves = self.rows[layer + 1].len().next_power_of_two();
        self.sums.clear();
        self.sums.resize(2 * leaves, 0);
        let mut crossings = 0;
        let mut steps = leaves;
        for place in &self.rows[layer] {
            self.lists[0].clear();
            self.lists[0].extend(self.neighbours.of(*place)[1].iter().map(|next| self.at[*next]));
            self.lists[0].sort_unstable();
            steps += 8 * self.lists[0].len();
            for end in &self.lists[0] {
                let mut node = end + leaves;
                self.sums[node] += 1;
                while node > 1 {
                    if node.is_multiple_of(2) {
                        crossings += self.sums[node + 1];
                    }
                    node /= 2;
                    self.sums[node] += 1;
                }
            }
        }
        self.spend(steps);
        crossings
    }
}

/// The median in thousandths, between two in the middle nearer to the side that stands closer together (Gansner et al.,
/// section 3).
fn median(stand: &[usize]) -> Option<usize> {
    let at = |place: usize| stand[place] * 1000;
    let middle = stand.len() / 2;
    match stand.len() {
        0 => None,
        count if count % 2 == 1 => Some(at(middle)),
        2 => Some(usize::midpoint(at(0), at(1))),
        count => {
            let (left, right) = (at(middle - 1) - at(0), at(count - 1) - at(middle));
            let between = (at(middle - 1) * right + at(middle) * left).checked_div(left + right);
            Some(between.unwrap_or(at(middle)))
        }
    }
}

fn mean(stand: &[usize]) -> Option<usize> {
    let sum: usize = stand.iter().map(|stand| stand * 1000).sum();
    sum.checked_div(stand.len())
}
