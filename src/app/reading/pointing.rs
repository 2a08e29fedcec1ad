//! Choosing and scrolling what is on the screen, whatever has the focus. Lines are counted from the first on the screen.

use super::Reading;
use crate::app::Pane;
use crate::app::outline::Branch;

impl Reading {
    /// Whether the cell at `line` and `column` of the outline, which is `columns` wide, is the sign of a branch.
    pub(in crate::app) fn has_sign_at(&self, line: usize, column: usize, columns: usize) -> bool {
        let row = self.outline.row(&self.debate, self.outline.selection().top() + line);
        let shift = self.outline.shift(&self.debate, columns);
        self.listing.is_none()
            && row.is_some_and(|row| {
                matches!(row.branch, Branch::Opened | Branch::Closed) && row.margin(shift).sign == column
            })
    }

    /// Chooses the row at a line of the outline, or of the list in its place. Returns whether it was chosen already.
    pub(in crate::app) fn choose_row(&mut self, line: usize) -> bool {
        if let Some(listing) = &self.listing {
            let selection = listing.selection();
            let row = selection.top() + line;
            let again = row == selection.row() && listing.is_entry(row);
            if !again {
                self.on_listing(|listing| listing.choose_row(row));
            }
            return again;
        }
        let selection = self.outline.selection();
        let row = selection.top() + line;
        if row < self.outline.len() && row != selection.row() {
            self.select_row(row);
        }
        row == selection.row()
    }

    /// Scrolls the outline, or the list in its place, with `height` rows on the screen; the selected one goes along.
    pub(in crate::app) fn scroll_outline(&mut self, by: isize, height: usize) {
        if self.listing.is_some() {
            self.on_listing(|listing| listing.scroll(by, height));
            return;
        }
        let row = self.outline.scroll(by, height);
        if row != self.outline.selection().row() {
            self.select_row(row);
        }
    }

    /// Chooses the link at a line of the page. Returns whether there is one.
    pub(in crate::app) fn choose_link(&mut self, line: usize) -> bool {
        let link = self.page.as_ref().and_then(|page| page.lines.get(self.scroll + line)?.link);
        if link.is_some() {
            self.link = link;
        }
        link.is_some()
    }

    /// Chooses the turn at a line of the exchange. Returns whether it was chosen already.
    pub(in crate::app) fn choose_turn(&mut self, line: usize) -> bool {
        let Some(exchange) = &self.exchange else { return false };
        let Some(turn) = exchange.shown().get(line).and_then(|line| line.link) else { return false };
        let again = turn == exchange.cursor();
        if !again {
            self.on_exchange(|exchange, _| exchange.choose(turn));
        }
        again
    }

    /// Moves by turns; through one that is higher than the screen by what the screen holds, less one line, first.
    pub(in crate::app) fn step_in_exchange(&mut self, by: isize, height: usize) {
        let Some(exchange) = &mut self.exchange else { return };
        if !exchange.read_on(&self.debate, by > 0, height)
            && exchange.cursor().saturating_add_signed(by).min(exchange.len() - 1) != exchange.cursor()
        {
            self.on_exchange(|exchange, _| exchange.step(by));
        }
    }

    /// Chooses the box at a cell of the window on the map. Returns whether it was chosen already.
    pub(in crate::app) fn choose_box(&mut self, row: usize, column: usize) -> bool {
        let Some(statement) = self.map().and_then(|map| map.at(row, column)) else { return false };
        let again = self.pane == Pane::Outline && self.selected() == Some(statement);
        self.choose_on_map(statement);
        again
    }

    /// Scrolls the exchange, with `height` lines on the screen; the chosen turn gives way to one that is on it.
    pub(in crate::app) fn scroll_exchange(&mut self, by: isize, height: usize) {
        let Some(exchange) = &mut self.exchange else { return };
        let (top, turn) = exchange.scrolled(&self.debate, by, height);
        if turn != exchange.cursor() {
            self.on_exchange(|exchange, _| exchange.choose(turn));
        }
        if let Some(exchange) = &mut self.exchange {
            exchange.scroll_to(top);
        }
    }
}
