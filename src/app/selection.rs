//! Which row of a list is selected, and which is the first on the screen: the same for every list there is.

/// The selected row of a list and the first one on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selection {
    pub(super) row: usize,
    pub(super) top: usize,
}

impl Selection {
    /// The selected row.
    #[must_use]
    pub fn row(self) -> usize {
        self.row
    }

    /// The first row on the screen.
    #[must_use]
    pub fn top(self) -> usize {
        self.top
    }

    /// Moves by `by` rows in a list of `rows`, no further than its ends.
    pub(super) fn step(&mut self, by: isize, rows: usize) {
        self.row = self.row.saturating_add_signed(by).min(rows.saturating_sub(1));
    }

    /// Scrolls a list of `rows`, `height` of them on the screen, by `by` rows, no further than its ends. Returns the row
    /// to select, so that it is on the screen: the selected one or the nearest to it.
    pub(super) fn scroll(&mut self, by: isize, rows: usize, height: usize) -> usize {
        let height = height.max(1);
        self.top = self.top.saturating_add_signed(by).min(rows.saturating_sub(height));
        self.row.clamp(self.top, self.top + height - 1).min(rows.saturating_sub(1))
    }

    /// Scrolls as little as needed for the rows from `first` to the selected one to be among `height` on the screen, and
    /// no further down than the last of `rows`. `first` is the selected row, or one above that is to be seen with it.
    pub(super) fn show(&mut self, first: usize, rows: usize, height: usize) {
        let height = height.max(1);
        // Where the screen is too low for both, the selected row is the one that counts.
        let lowest = (self.row + 1).saturating_sub(height);
        self.top = self.top.clamp(lowest, first.max(lowest)).min(rows.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_stays_on_the_screen_with_as_little_scrolling_as_may_be() {
        for (row, top, first, rows, height, expected) in [
            (0, 0, 0, 10, 4, 0),
            (3, 0, 3, 10, 4, 0),
            (4, 0, 4, 10, 4, 1),
            (4, 6, 4, 10, 4, 4),
            // With the row above it.
            (4, 6, 3, 10, 4, 3),
            (4, 3, 3, 10, 1, 4),
            // A list that has become shorter, a screen that has become higher.
            (2, 6, 2, 3, 4, 0),
            (9, 6, 9, 10, 8, 2),
            (0, 0, 0, 0, 4, 0),
            (5, 0, 5, 10, 0, 5),
        ] {
            let mut selection = Selection { row, top };
            selection.show(first, rows, height);
            assert_eq!(selection, Selection { row, top: expected }, "{row} {top} {first} {rows} {height}");
        }
    }

    #[test]
    fn scrolling_takes_the_selected_row_along_only_when_it_must() {
        for (row, top, by, rows, height, expected) in [
            (3, 0, 3, 10, 4, (3, 3)),
            (2, 0, 3, 10, 4, (3, 3)),
            (0, 0, 30, 10, 4, (6, 6)),
            (9, 6, -3, 10, 4, (6, 3)),
            (6, 6, -30, 10, 4, (3, 0)),
            // All of it is on the screen.
            (2, 0, 3, 4, 4, (2, 0)),
            (0, 0, 3, 0, 0, (0, 0)),
            (5, 5, 1, 10, 0, (6, 6)),
        ] {
            let mut selection = Selection { row, top };
            let selected = selection.scroll(by, rows, height);
            assert_eq!((selected, selection.top), expected, "{row} {top} {by} {rows} {height}");
        }
    }

    #[test]
    fn no_step_leads_out_of_the_list() {
        for (row, by, rows, expected) in
            [(0, -1, 3, 0), (0, 1, 3, 1), (2, 1, 3, 2), (1, isize::MAX, 3, 2), (0, 1, 0, 0)]
        {
            let mut selection = Selection { row, top: 0 };
            selection.step(by, rows);
            assert_eq!(selection.row(), expected);
        }
    }
}
