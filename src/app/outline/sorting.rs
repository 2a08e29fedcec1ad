//! Putting the rows of an outline into another order.

use crate::debate::{Debate, Order};

use super::Outline;

impl Outline {
    /// Puts everything below every row into an order. What is open and what is selected stays so.
    pub fn sort(&mut self, debate: &Debate, order: Order) {
        if self.tree.order() == order {
            return;
        }
        let selected = self.selected_node();
        let (opened, opening) = (&self.opened, self.opening);
        if self.tree.set_order(debate, order, |node| opened.get(node.place()) == Some(&opening)) {
            self.rows = self.open_rows(debate);
            self.selection.row = self.rows.iter().position(|shown| Some(shown.node) == selected).unwrap_or_default();
        }
    }
}
