//! The outline of a debate that has been written anew.

use std::collections::HashMap;
use std::sync::Arc;

use crate::debate::changes::Successors;
use crate::debate::{Debate, Excerpt};

use super::{NodeIndex, Outline};

impl Outline {
    /// The outline of `new`, or of an excerpt of it: the same branches are open, also inside closed ones, the same row is
    /// selected, and it stands as far from the top of the screen. Where it has gone the nearest row above it is selected.
    #[must_use]
    pub fn followed(&self, successors: &Successors, new: &Debate, excerpt: Option<&Arc<Excerpt>>) -> Self {
        let mut outline = match excerpt {
            Some(excerpt) => Self::of_excerpt(new, self.tree.order(), excerpt),
            None => Self::new(new, self.tree.order()),
        };
        let now = outline.take_over(self, successors, new);
        outline.rows = outline.open_rows(new);
        let rows: HashMap<NodeIndex, usize> = outline.rows.iter().map(|shown| shown.node).zip(0..).collect();
        let mut above = self.rows.iter().take(self.selection.row + 1).rev();
        let row_now = above.find_map(|shown| rows.get(now.get(&shown.node)?).copied());
        outline.selection.row = row_now.unwrap_or_default();
        let selected = self.selected().and_then(|selected| successors.statement(selected));
        if let Some(selected) = selected.filter(|selected| outline.selected() != Some(*selected)) {
            // It may have been moved under something else.
            outline.reveal(new, &outline.way(new, selected));
        }
        let from_top = self.selection.row.saturating_sub(self.selection.top);
        outline.selection.top = outline.selection.row.saturating_sub(from_top);
        outline
    }

    /// Opens and closes branches as they are in `before`. Returns which of its nodes are which of these.
    fn take_over(&mut self, before: &Self, successors: &Successors, new: &Debate) -> HashMap<NodeIndex, NodeIndex> {
        let roots = |outline: &Self| outline.tree.roots().collect::<Vec<_>>();
        let mut now = HashMap::new();
        // Without recursion: threads run deep.
        let mut pairs = self.pairs(before, &roots(before), &roots(self), successors);
        while let Some((old, same)) = pairs.pop() {
            now.insert(old, same);
            let children: Vec<NodeIndex> = before.tree.children(old).collect();
            if children.is_empty() || !self.tree.make_children(new, same) {
                continue;
            }
            self.set_open(same, before.is_open(old));
            let own: Vec<NodeIndex> = self.tree.children(same).collect();
            pairs.extend(self.pairs(before, &children, &own, successors));
        }
        now
    }

    /// Which of the nodes `old` of `before` are which of the nodes `own`: the same statement, bearing in the same way.
    fn pairs(
        &self,
        before: &Self,
        old: &[NodeIndex],
        own: &[NodeIndex],
        successors: &Successors,
    ) -> Vec<(NodeIndex, NodeIndex)> {
        let key = |node: &NodeIndex| (self.tree.node(*node).statement, self.tree.node(*node).relation);
        let known: HashMap<_, NodeIndex> = own.iter().map(|node| (key(node), *node)).collect();
        let same = |node: &NodeIndex| {
            let before = before.tree.node(*node);
            Some((*node, *known.get(&(successors.statement(before.statement)?, before.relation))?))
        };
        old.iter().filter_map(same).collect()
    }
}
