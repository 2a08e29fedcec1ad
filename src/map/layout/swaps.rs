//! Lines that swap columns from one layer to the next: neither can turn before the other, so that one would make a hump.

use std::collections::HashMap;

use super::chains::Segment;
use super::channel::{self, Run};
use super::flow::Plan;

impl Plan<'_> {
    /// Has lines that run beside each other cross where one of them bends in any case, and not where they would swap their
    /// columns.
    pub(super) fn part_swaps(&mut self) {
        let mut stands = vec![0; self.chains.layers.len()];
        for row in self.rows {
            row.iter().zip(0..).for_each(|(place, stand)| stands[*place] = stand);
        }
        let mut from_to = HashMap::new();
        for (index, segment) in self.chains.segments.iter().enumerate() {
            let layer = self.chains.layers[segment.upper];
            from_to.insert((layer, self.upper_ports[index], self.lower_ports[index]), index);
        }
        for (index, segment) in self.chains.segments.iter().enumerate() {
            let layer = self.chains.layers[segment.upper];
            let other = from_to.get(&(layer, self.lower_ports[index], self.upper_ports[index]));
            if let Some(&other) = other.filter(|other| self.swap(index, **other)) {
                let _ = [true, false].into_iter().any(|is_up| self.cross_elsewhere(index, other, is_up, &mut stands));
            }
        }
    }

    /// Whether two segments lead to each other's columns.
    fn swap(&self, one: usize, other: usize) -> bool {
        self.upper_ports[one] != self.lower_ports[one]
            && self.upper_ports[one] == self.lower_ports[other]
            && self.lower_ports[one] == self.upper_ports[other]
    }

    /// Has two segments that swap their columns cross in the channel above or below, or beyond, if nothing is between the
    /// lines until there and no hump comes of it. Returns whether they do.
    fn cross_elsewhere(&mut self, one: usize, other: usize, is_up: bool, stands: &mut [i32]) -> bool {
        let end = |plan: &Self, index: usize| {
            let Segment { upper, lower, .. } = plan.chains.segments[index];
            if is_up { upper } else { lower }
        };
        let ends = [one, other].map(|index| end(self, index));
        if !ends.iter().all(|place| self.is_line(*place)) || (stands[ends[0]] - stands[ends[1]]).abs() != 1 {
            return false;
        }
        let next = ends.map(|place| if is_up { self.upper_side[place][0] } else { self.lower_side[place][0] });
        let humps = self.humps(next[0]);
        self.exchange(ends, stands);
        let [next_one, next_other] = next;
        let parted = if self.swap(next_one, next_other) {
            self.cross_elsewhere(next_one, next_other, is_up, stands)
        } else {
            self.humps(next_one) <= humps
        };
        if !parted {
            self.exchange(ends, stands);
        }
        parted
    }

    /// Has two lines pass a layer in each other's columns.
    fn exchange(&mut self, [one, other]: [usize; 2], stands: &mut [i32]) {
        stands.swap(one, other);
        self.lefts.swap(one, other);
        self.upper_ports.swap(self.lower_side[one][0], self.lower_side[other][0]);
        self.lower_ports.swap(self.upper_side[one][0], self.upper_side[other][0]);
    }

    /// How many lines turn more than once in the channel of a segment.
    fn humps(&self, segment: usize) -> usize {
        let layer = |index: usize| self.chains.layers[self.chains.segments[index].upper];
        let all = (0..self.chains.segments.len()).filter(|index| layer(*index) == layer(segment));
        let runs: Vec<Run> =
            all.map(|index| Run { upper: self.upper_ports[index], lower: self.lower_ports[index] }).collect();
        channel::route(&runs).turns.iter().filter(|turns| turns.len() > 1).count()
    }
}
