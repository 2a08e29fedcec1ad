//! Putting the rows of an outline into another order.

use crate::debate::{Debate, Order};

use super::{Node, NodeIndex, Outline};

impl Outline {
    /// Puts everything below every row into an order. What is open and what is selected stays so.
    pub fn sort(&mut self, debate: &Debate, order: Order) {
        if std::mem::replace(&mut self.order, order) == order {
            return;
        }
        let mut selected = self.rows.get(self.selection.row).copied();
        // Nodes stand behind their parents, so that each list is come to once its parent stands where it stays.
        for place in 0..self.nodes.len() {
            let Some((first, count @ 2..)) = self.nodes[place].children else { continue };
            let of = self.nodes[place].statement;
            let mut ranks = vec![0; debate.children(of).len()];
            for (rank, (child, _)) in self.children_of(debate, of).into_iter().enumerate() {
                ranks[child] = rank;
            }
            let slots = first as usize..(first + count) as usize;
            let mut moved: Vec<(usize, Node)> = slots.clone().map(|slot| (slot, self.nodes[slot].clone())).collect();
            moved.sort_by_key(|(_, node)| ranks[node.place as usize]);
            let was_selected = selected;
            for (to, (from, node)) in slots.zip(moved) {
                let index = NodeIndex(u32::try_from(to).unwrap_or(u32::MAX));
                if was_selected.is_some_and(|selected| selected.place() == from) {
                    selected = Some(index);
                }
                let (first, count) = node.children.unwrap_or_default();
                for child in first..first + count {
                    self.nodes[child as usize].parent = Some(index);
                }
                self.nodes[to] = node;
            }
        }
        self.rows = self.open_rows();
        self.selection.row = self.rows.iter().position(|node| Some(*node) == selected).unwrap_or_default();
    }
}
