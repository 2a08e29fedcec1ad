//! The outline: a list of visible rows made from the graph and the branches that are open.
//!
//! A row's identity is its way from a root, kept as a node of a [tree](tree::Tree): a node stays the same while branches
//! open and close around it.

mod following;
mod margin;
mod sorting;
mod tree;

use std::collections::VecDeque;
use std::sync::Arc;

use super::selection::Selection;
use crate::debate::{Below, Bend, Debate, Excerpt, Order, RelationKind, StatementIndex, Way};
use tree::{NodeIndex, Tree};

pub use margin::Margin;

/// Statements below a closed row are counted up to here; more are "more than".
const COUNTED: usize = 999;

/// Rows made by opening a whole branch at once; a graph has more paths than statements, without bound.
const OPENED_AT_ONCE: usize = 10_000;

/// A way is opened in a moment from a row so many steps above its end.
const NEAR: usize = 1_000;

/// Whether the step so many above the end of a way is looked for among the rows: ever more seldom.
fn is_due(above: usize) -> bool {
    above == 0 || above.is_power_of_two()
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The statement.
    pub statement: StatementIndex,
    /// How it bears on the row it stands under; none for a root.
    pub relation: Option<RelationKind>,
    /// 0 for a root.
    pub depth: usize,
    /// Whether its branch is open, closed, or there is none.
    pub branch: Branch,
    /// How many statements lie below it, once worked out; in an excerpt only those that match.
    pub below: Option<Below>,
    /// Whether it is asked for. In an excerpt others are there because something that is stands under them.
    pub matches: bool,
}

/// What can be opened at a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Branch {
    /// Nothing bears on it.
    Leaf,
    /// Something does and is not shown.
    Closed,
    /// Something does and is shown below.
    Opened,
    /// The statement stands further up on this path already.
    Loop,
}

/// A node that is shown. Its depth stands here too: what lies below a row is found by it, however many rows that are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    node: NodeIndex,
    depth: u32,
}

/// The rows, the selected one and the first one on the screen.
#[derive(Debug, Clone)]
pub struct Outline {
    tree: Tree,
    /// For each node at which opening of the outline its branch was opened last.
    opened: Vec<u32>,
    /// What was opened at an earlier one is closed: so all branches are closed at once.
    opening: u32,
    rows: Vec<Shown>,
    selection: Selection,
}

impl Outline {
    /// All branches closed, the first root selected.
    #[must_use]
    pub fn new(debate: &Debate, order: Order) -> Self {
        Self::of_tree(debate, Tree::new(debate, None, order))
    }

    /// All of an excerpt, which is a tree: every branch open, the first row selected that is asked for.
    #[must_use]
    pub fn of_excerpt(debate: &Debate, order: Order, excerpt: &Arc<Excerpt>) -> Self {
        let mut outline = Self::of_tree(debate, Tree::new(debate, Some(Arc::clone(excerpt)), order));
        let mut place = 0;
        while place < outline.tree.len() {
            let node = NodeIndex::new(place);
            let has_children = outline.tree.make_children(debate, node);
            outline.set_open(node, has_children);
            place += 1;
        }
        outline.rows = outline.open_rows(debate);
        let is_match = |shown: &Shown| excerpt.matching().contains(outline.tree.node(shown.node).statement);
        outline.selection.row = outline.rows.iter().position(is_match).unwrap_or_default();
        outline
    }

    fn of_tree(debate: &Debate, tree: Tree) -> Self {
        let mut outline =
            Self { tree, opened: Vec::new(), opening: 1, rows: Vec::new(), selection: Selection::default() };
        outline.rows = outline.open_rows(debate);
        outline
    }

    /// The rows as they follow from what is open.
    fn open_rows(&mut self, debate: &Debate) -> Vec<Shown> {
        let mut rows = Vec::new();
        for root in self.tree.roots() {
            rows.push(Shown { node: root, depth: 0 });
            if self.is_open(root) {
                self.append_shown(debate, root, &mut rows);
            }
        }
        rows
    }

    fn is_open(&self, node: NodeIndex) -> bool {
        self.opened.get(node.place()) == Some(&self.opening)
    }

    fn set_open(&mut self, node: NodeIndex, open: bool) {
        if self.opened.len() <= node.place() {
            self.opened.resize(self.tree.len(), 0);
        }
        self.opened[node.place()] = if open { self.opening } else { 0 };
    }

    /// Whether this is an excerpt of the debate.
    #[must_use]
    pub fn is_excerpt(&self) -> bool {
        self.tree.excerpt().is_some()
    }

    /// The way down to a statement, if it is shown at all.
    #[must_use]
    pub fn way(&self, debate: &Debate, to: StatementIndex) -> Way {
        let steps = self.tree.excerpt().map(|excerpt| excerpt.path(to));
        steps.and_then(|steps| Way::along(debate, &steps)).unwrap_or_else(|| Way::shortest(to))
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the debate has no statement at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What row number `row` shows; none past the end.
    #[must_use]
    pub fn row(&self, debate: &Debate, row: usize) -> Option<Row> {
        let index = self.rows.get(row)?.node;
        let node = self.tree.node(index);
        let branch = if node.looped {
            Branch::Loop
        } else if !self.tree.has_children(debate, node.statement) {
            Branch::Leaf
        } else if self.is_open(index) {
            Branch::Opened
        } else {
            Branch::Closed
        };
        Some(Row {
            statement: node.statement,
            relation: node.relation,
            depth: node.depth as usize,
            branch,
            below: node.below,
            matches: self.tree.excerpt().is_none_or(|excerpt| excerpt.matching().contains(node.statement)),
        })
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    fn selected_node(&self) -> Option<NodeIndex> {
        Some(self.rows.get(self.selection.row)?.node)
    }

    /// The selected statement; none in an empty debate.
    #[must_use]
    pub fn selected(&self) -> Option<StatementIndex> {
        Some(self.tree.node(self.selected_node()?).statement)
    }

    /// The way from its root down to the selected row.
    #[must_use]
    pub fn selected_way(&self) -> Option<Way> {
        Some(self.tree.way(self.selected_node()?))
    }

    /// The selected statement and those above it, up to the root.
    pub fn upwards(&self) -> impl Iterator<Item = StatementIndex> + '_ {
        self.tree.upwards(self.selected_node()).map(|node| self.tree.node(node).statement)
    }

    /// How many statements stand above the selected one.
    #[must_use]
    pub fn selected_depth(&self) -> usize {
        self.rows.get(self.selection.row).map_or(0, |shown| shown.depth as usize)
    }

    /// The way down to a statement that stands above the selected one, on the way to that.
    #[must_use]
    pub fn way_above(&self, statement: StatementIndex) -> Option<Way> {
        Some(self.tree.way(self.tree.above(self.selected_node()?, statement)?))
    }

    /// The statement at the root above the selected row.
    #[must_use]
    pub fn selected_root(&self) -> Option<StatementIndex> {
        let above = self.rows.get(..=self.selection.row)?;
        let root = above.iter().rfind(|shown| shown.depth == 0)?;
        Some(self.tree.node(root.node).statement)
    }

    /// Selects row number `row`, or the last one.
    pub fn select(&mut self, row: usize) {
        self.selection.row = row.min(self.rows.len().saturating_sub(1));
    }

    /// The row above the selected one that it stands under.
    #[must_use]
    pub fn parent_row(&self) -> Option<usize> {
        let parent = self.tree.node(self.selected_node()?).parent?;
        self.rows[..self.selection.row].iter().rposition(|shown| shown.node == parent)
    }

    /// The next row under the same one as the selected row, or the one before.
    #[must_use]
    pub fn sibling_row(&self, next: bool) -> Option<usize> {
        let here = self.rows.get(self.selection.row)?.depth;
        // Rows of more depth lie below another one; the first of less depth ends them all.
        let ends = |shown: &Shown| shown.depth <= here;
        let row = if next {
            self.rows[self.selection.row + 1..].iter().position(ends).map(|rows| self.selection.row + 1 + rows)
        } else {
            self.rows[..self.selection.row].iter().rposition(ends)
        };
        row.filter(|row| self.rows[*row].depth == here)
    }

    /// Opens the branch at row number `row`. Returns whether anything opened.
    pub fn open(&mut self, debate: &Debate, row: usize) -> bool {
        let Some(node) = self.rows.get(row).map(|shown| shown.node) else { return false };
        if self.is_open(node) || !self.tree.make_children(debate, node) {
            return false;
        }
        self.set_open(node, true);
        let mut shown = Vec::new();
        self.append_shown(debate, node, &mut shown);
        if self.selection.row > row {
            self.selection.row += shown.len();
        }
        self.rows.splice(row + 1..=row, shown);
        true
    }

    /// The rows below an open node, with those below the open ones among them. Without recursion: threads run deep.
    fn append_shown(&mut self, debate: &Debate, node: NodeIndex, shown: &mut Vec<Shown>) {
        let mut stack = Vec::new();
        let mut next = Some(node);
        while let Some(at) = next {
            if self.is_open(at) && self.tree.make_children(debate, at) {
                let depth = self.tree.node(at).depth.saturating_add(1);
                stack.extend(self.tree.children(at).rev().map(|node| Shown { node, depth }));
            }
            let below: Option<Shown> = stack.pop();
            shown.extend(below);
            next = below.map(|below| below.node);
        }
    }

    /// Closes the branch at row number `row`; a selected row inside it gives way to `row`. Returns whether it was open.
    pub fn close(&mut self, row: usize) -> bool {
        let Some(Shown { node, depth }) = self.rows.get(row).copied() else { return false };
        if !self.is_open(node) {
            return false;
        }
        self.set_open(node, false);
        let below = &self.rows[row + 1..];
        let length = below.iter().position(|shown| shown.depth <= depth).unwrap_or(below.len());
        self.rows.drain(row + 1..=row + length);
        if self.selection.row > row + length {
            self.selection.row -= length;
        } else if self.selection.row > row {
            self.selection.row = row;
        }
        true
    }

    /// Opens row number `row` and everything below it, up to a bound. Returns whether that was everything.
    pub fn open_branch(&mut self, debate: &Debate, row: usize) -> bool {
        let Some(node) = self.rows.get(row).map(|shown| shown.node) else { return true };
        // Breadth first, so that a bound cuts the deepest.
        let mut queue = VecDeque::from([node]);
        let (mut made, mut complete, mut opens) = (0, true, false);
        while let Some(at) = queue.pop_front() {
            if made >= OPENED_AT_ONCE {
                complete = false;
                break;
            }
            if self.tree.make_children(debate, at) {
                opens |= !self.is_open(at);
                // The node itself is opened last, by `open`, which makes the rows.
                if at != node {
                    self.set_open(at, true);
                }
                let before = queue.len();
                queue.extend(self.tree.children(at));
                made += queue.len() - before;
            }
        }
        if opens {
            self.close(row);
            self.open(debate, row);
        }
        complete
    }

    /// Closes every branch; the selection goes to the root it was under.
    pub fn close_all(&mut self) {
        let above = self.rows.get(..=self.selection.row).unwrap_or_default();
        let root = above.iter().rfind(|shown| shown.depth == 0).map(|shown| shown.node);
        self.opening += 1;
        self.rows.retain(|shown| shown.depth == 0);
        self.selection.row = self.rows.iter().position(|shown| Some(shown.node) == root).unwrap_or_default();
    }

    /// The row of the node at the end of the way to a statement with these bends, if it is shown.
    fn row_of(&self, (to, bends): (StatementIndex, &[Bend])) -> Option<usize> {
        let node = self.tree.find(to, bends, self.rows.iter().map(|shown| shown.node))?;
        self.rows.iter().position(|shown| shown.node == node)
    }

    /// Whether the way to a statement can be opened in a moment: one of its last steps is shown, or it has few.
    #[must_use]
    pub fn is_near(&self, debate: &Debate, way: &Way) -> bool {
        let mut steps = way.upwards(debate);
        for above in 0..NEAR {
            let Some(step) = steps.next() else { return true };
            if is_due(above) && self.row_of(step).is_some() {
                return true;
            }
        }
        false
    }

    /// Opens what is closed on the way and selects the row at its end. Stops where it is no way in this debate, or comes
    /// round to where it has been. Returns whether it reached the end.
    pub fn reveal(&mut self, debate: &Debate, way: &Way) -> bool {
        // Up to the nearest row that is shown, and from there down again.
        let mut steps = Vec::new();
        let mut found = None;
        for step in way.upwards(debate) {
            found = is_due(steps.len()).then(|| self.row_of(step)).flatten();
            if found.is_some() {
                break;
            }
            steps.push(step);
        }
        let found = found.or_else(|| self.row_of(steps.pop()?));
        let Some(mut row) = found else { return false };
        // As far as branches are open one goes down the rows; what is below the first closed one becomes rows at once.
        let (mut at, mut closed, mut reaches) = (self.rows[row].node, None, true);
        for (step, _) in steps.into_iter().rev() {
            if closed.is_none() && !self.is_open(at) {
                closed = Some(row);
            }
            if self.tree.make_children(debate, at) {
                self.set_open(at, true);
            }
            let Some(child) = self.tree.children(at).find(|child| self.tree.node(*child).statement == step) else {
                reaches = false;
                break;
            };
            if closed.is_none() {
                row += self.rows[row..].iter().position(|shown| shown.node == child).unwrap_or_default();
            }
            at = child;
        }
        if let Some(closed) = closed {
            let mut shown = Vec::new();
            self.append_shown(debate, self.rows[closed].node, &mut shown);
            row = shown.iter().position(|shown| shown.node == at).map_or(closed, |below| closed + 1 + below);
            self.rows.splice(closed + 1..=closed, shown);
        }
        self.selection.row = row;
        reaches
    }

    /// Scrolls by `by` rows. Returns the row to select, so that it is among `height` on the screen.
    pub(super) fn scroll(&mut self, by: isize, height: usize) -> usize {
        self.selection.scroll(by, self.rows.len(), height)
    }

    /// Scrolls as little as needed for the selected row to be among `height` rows on the screen, and counts what lies
    /// below these.
    pub fn settle(&mut self, debate: &Debate, height: usize) {
        let height = height.max(1);
        self.selection.show(self.selection.row, self.rows.len(), height);
        let end = self.rows.len().min(self.selection.top + height);
        for shown in &self.rows[self.selection.top..end] {
            let node = self.tree.node(shown.node);
            if node.below.is_none() && !node.looped {
                let below = match self.tree.excerpt() {
                    Some(excerpt) => Below { count: excerpt.below(node.statement), complete: true },
                    None => debate.below(node.statement, COUNTED),
                };
                self.tree.node_mut(shown.node).below = Some(below);
            }
        }
    }
}

#[cfg(test)]
mod tests;
