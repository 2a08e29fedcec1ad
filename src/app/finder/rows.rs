//! What stands on the rows of the list: headings and hits, as many as are on the screen.

use super::Finder;
use crate::app::Size;
use crate::app::state::State;
use crate::app::wording::count;

/// Rows that a hit takes at least: its title, and what else there is to tell.
const FEWEST: usize = 2;

/// Where all hits have room for it, a row more: the passage has one of its own.
const MOST: usize = 3;

/// What stands on a row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// What the hits below have in common.
    Heading {
        /// Which of the groups.
        group: usize,
    },
    /// A row of a hit.
    Hit {
        /// The row of the hit among all.
        row: usize,
        /// Which of its rows, from 0.
        line: usize,
    },
}

impl Finder {
    /// Rows that each hit takes.
    #[must_use]
    pub fn rows_of_a_hit(&self, size: Size) -> usize {
        let height = usize::from(self.areas(size).results.height);
        if self.rows_needed() <= height { MOST } else { FEWEST }
    }

    /// Rows that all hits take at most.
    pub(super) fn rows_needed(&self) -> usize {
        self.ranked.len() * MOST + self.groups.len()
    }

    /// Hits that fit on the screen.
    pub(in crate::app) fn page(&self, size: Size) -> usize {
        (usize::from(self.areas(size).results.height) / self.rows_of_a_hit(size)).max(1)
    }

    /// The rows of the list that are on the screen. The first hit of a group has the heading above it, and so has the first
    /// one on the screen.
    pub fn rows(&self, size: Size) -> impl Iterator<Item = Row> + '_ {
        let height = usize::from(self.areas(size).results.height);
        let of_a_hit = self.rows_of_a_hit(size);
        let top = self.selection.top;
        let rows = (top..self.ranked.len()).flat_map(move |row| {
            let group = self
                .group_of(row)
                .filter(|group| row == top || self.groups.get(*group).is_some_and(|group| group.first == row));
            let heading = group.map(|group| Row::Heading { group });
            heading.into_iter().chain((0..of_a_hit).map(move |line| Row::Hit { row, line }))
        });
        rows.take(height)
    }

    /// Which group a hit is in, where there are any.
    fn group_of(&self, row: usize) -> Option<usize> {
        self.groups.partition_point(|group| group.first <= row).checked_sub(1)
    }

    /// The heading of a group, and how many hits are in it.
    #[must_use]
    pub fn heading(&self, group: usize, state: &State) -> Option<(String, String)> {
        let group = self.groups.get(group)?;
        let words = group.heading.words(state.debate(group.debate)?).to_owned();
        Some((words, count(group.count, "hit", "hits")))
    }

    /// Scrolls as little as needed for the chosen hit to be on the screen, and not below the last one.
    pub(super) fn show_chosen(&mut self, size: Size) {
        let height = usize::from(self.areas(size).results.height);
        let (of_a_hit, page) = (self.rows_of_a_hit(size), self.page(size));
        let headings = |from: usize, to: usize| match (self.group_of(from), self.group_of(to)) {
            (Some(first), Some(last)) => last - first + 1,
            _ => 0,
        };
        let fits = |from: usize, to: usize| (to - from + 1) * of_a_hit + headings(from, to) <= height;
        let Some(last) = self.ranked.len().checked_sub(1) else {
            self.selection = super::Selection::default();
            return;
        };
        let row = self.selection.row.min(last);
        let mut top = self.selection.top.clamp((row + 1).saturating_sub(page), row);
        while top < row && !fits(top, row) {
            top += 1;
        }
        while top.checked_sub(1).is_some_and(|above| fits(above, last)) {
            top -= 1;
        }
        self.selection = super::Selection { row, top };
    }
}
