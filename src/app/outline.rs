//! The outline: a list of visible rows made from the graph and the branches that are open.
//!
//! A row's identity is its path from a root, kept as a node of an arena: the same statement under two parents is two
//! nodes, and a node stays the same while branches open and close around it. Nodes are made when their parent is first
//! opened, so an outline costs what has been looked at, not what the debate holds. A statement that is its own ancestor
//! is shown once more, marked as a loop, and opens no further.

mod following;
mod margin;
mod sorting;

use std::collections::HashSet;
use std::sync::Arc;

use super::selection::Selection;
use crate::debate::{Below, Child, Debate, Excerpt, Order, RelationKind, StatementIndex};

pub use margin::Margin;

/// The row's place in the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct NodeIndex(u32);

impl NodeIndex {
    fn place(self) -> usize {
        self.0 as usize
    }
}

/// Statements below a closed row are counted up to here; more are "more than".
const COUNTED: usize = 999;

/// Rows made by opening a whole branch at once; a graph has more paths than statements, without bound.
const OPENED_AT_ONCE: usize = 10_000;

#[derive(Debug, Clone)]
struct Node {
    statement: StatementIndex,
    parent: Option<NodeIndex>,
    relation: Option<RelationKind>,
    /// Its place among the children of its parent's statement; of no meaning for a root.
    place: u32,
    depth: u32,
    /// At which opening of the outline its branch was opened last; see [`Outline::opening`].
    opened: u32,
    looped: bool,
    /// First child and how many, once they are made; children lie side by side.
    children: Option<(u32, u32)>,
    below: Option<Below>,
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

/// The rows, the selected one and the first one on the screen.
#[derive(Debug, Clone)]
pub struct Outline {
    /// What is shown of the debate; all of it where there is none.
    excerpt: Option<Arc<Excerpt>>,
    order: Order,
    nodes: Vec<Node>,
    /// The statements below which nodes have been made: only these can stand further up on a path.
    walked: HashSet<StatementIndex>,
    rows: Vec<NodeIndex>,
    selection: Selection,
    /// What was opened at an earlier one is closed: so all branches are closed at once.
    opening: u32,
}

impl Outline {
    /// All branches closed, the first root selected.
    #[must_use]
    pub fn new(debate: &Debate, order: Order) -> Self {
        Self::with_roots(None, order, debate.roots())
    }

    /// All of an excerpt, which is a tree: every branch open, the first row selected that is asked for.
    #[must_use]
    pub fn of_excerpt(debate: &Debate, order: Order, excerpt: &Arc<Excerpt>) -> Self {
        let mut outline = Self::with_roots(Some(Arc::clone(excerpt)), order, excerpt.roots());
        let mut place = 0;
        while let Some(node) = u32::try_from(place).ok().map(NodeIndex).filter(|_| place < outline.nodes.len()) {
            let has_children = outline.make_children(debate, node);
            outline.set_open(node, has_children);
            place += 1;
        }
        outline.rows = outline.open_rows();
        let is_match = |node: &NodeIndex| excerpt.matching().contains(outline.nodes[node.place()].statement);
        outline.selection.row = outline.rows.iter().position(is_match).unwrap_or_default();
        outline
    }

    fn with_roots(excerpt: Option<Arc<Excerpt>>, order: Order, roots: &[StatementIndex]) -> Self {
        let mut outline = Self {
            excerpt,
            order,
            nodes: Vec::new(),
            walked: HashSet::new(),
            rows: Vec::new(),
            selection: Selection::default(),
            opening: 1,
        };
        for root in roots {
            outline.add(*root, None, None, 0);
        }
        outline.rows = outline.open_rows();
        outline
    }

    fn add(
        &mut self,
        statement: StatementIndex,
        parent: Option<NodeIndex>,
        relation: Option<RelationKind>,
        place: usize,
    ) {
        let depth = parent.map_or(0, |parent| self.nodes[parent.place()].depth.saturating_add(1));
        // Threads run deep: the way up is walked only where there is reason to.
        let looped = self.walked.contains(&statement)
            && self.ancestors(parent).any(|node| self.nodes[node.place()].statement == statement);
        self.nodes.push(Node {
            statement,
            parent,
            relation,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            depth,
            opened: 0,
            looped,
            children: None,
            below: None,
        });
    }

    /// The rows as they follow from what is open.
    fn open_rows(&self) -> Vec<NodeIndex> {
        let mut rows = Vec::new();
        for root in self.roots() {
            rows.push(root);
            if self.is_open(root) {
                self.append_shown(root, &mut rows);
            }
        }
        rows
    }

    fn roots(&self) -> impl Iterator<Item = NodeIndex> + '_ {
        let roots = (0..).map(NodeIndex).zip(&self.nodes).take_while(|(_, node)| node.parent.is_none());
        roots.map(|(root, _)| root)
    }

    fn is_open(&self, node: NodeIndex) -> bool {
        self.nodes[node.place()].opened == self.opening
    }

    fn set_open(&mut self, node: NodeIndex, open: bool) {
        self.nodes[node.place()].opened = if open { self.opening } else { 0 };
    }

    /// Whether this is an excerpt of the debate.
    #[must_use]
    pub fn is_excerpt(&self) -> bool {
        self.excerpt.is_some()
    }

    /// The way down to a statement, if it is shown at all.
    #[must_use]
    pub fn path(&self, debate: &Debate, to: StatementIndex) -> Vec<StatementIndex> {
        match &self.excerpt {
            Some(excerpt) => excerpt.path(to),
            None => debate.path(to),
        }
    }

    fn children_of(&self, debate: &Debate, of: StatementIndex) -> Vec<(usize, Child)> {
        match &self.excerpt {
            Some(excerpt) => excerpt.children(debate, of, self.order),
            None => debate.children_in_order(of, self.order),
        }
    }

    /// A node and those above it.
    fn ancestors(&self, from: Option<NodeIndex>) -> impl Iterator<Item = NodeIndex> + '_ {
        std::iter::successors(from, |node| self.nodes[node.place()].parent)
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
        let index = *self.rows.get(row)?;
        let node = &self.nodes[index.place()];
        let branch = if node.looped {
            Branch::Loop
        } else if !self.has_children(debate, node.statement) {
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
            matches: self.excerpt.as_ref().is_none_or(|excerpt| excerpt.matching().contains(node.statement)),
        })
    }

    fn has_children(&self, debate: &Debate, of: StatementIndex) -> bool {
        self.excerpt.as_ref().map_or_else(|| !debate.children(of).is_empty(), |excerpt| excerpt.has_children(of))
    }

    /// Which row is selected, and which is the first on the screen.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// The selected statement; none in an empty debate.
    #[must_use]
    pub fn selected(&self) -> Option<StatementIndex> {
        Some(self.nodes[self.rows.get(self.selection.row)?.place()].statement)
    }

    /// The path of the selected row, from its root down to itself.
    #[must_use]
    pub fn selected_path(&self) -> Vec<StatementIndex> {
        let mut path: Vec<StatementIndex> = self
            .ancestors(self.rows.get(self.selection.row).copied())
            .map(|node| self.nodes[node.place()].statement)
            .collect();
        path.reverse();
        path
    }

    /// Selects row number `row`, or the last one.
    pub fn select(&mut self, row: usize) {
        self.selection.row = row.min(self.rows.len().saturating_sub(1));
    }

    /// The row above the selected one that it stands under.
    #[must_use]
    pub fn parent_row(&self) -> Option<usize> {
        let parent = self.nodes[self.rows.get(self.selection.row)?.place()].parent?;
        self.rows[..self.selection.row].iter().rposition(|node| *node == parent)
    }

    /// The next row under the same one as the selected row, or the one before.
    #[must_use]
    pub fn sibling_row(&self, next: bool) -> Option<usize> {
        let depth = |row: &usize| self.nodes[self.rows[*row].place()].depth;
        let here = self.rows.get(self.selection.row).map(|_| depth(&self.selection.row))?;
        // Rows of more depth lie below another one; the first of less depth ends them all.
        let (mut after, mut before) = (self.selection.row + 1..self.rows.len(), (0..self.selection.row).rev());
        let row = if next { after.find(|row| depth(row) <= here) } else { before.find(|row| depth(row) <= here) };
        row.filter(|row| depth(row) == here)
    }

    /// Opens the branch at row number `row`. Returns whether anything opened.
    pub fn open(&mut self, debate: &Debate, row: usize) -> bool {
        let Some(node) = self.rows.get(row).copied() else { return false };
        if self.is_open(node) || !self.make_children(debate, node) {
            return false;
        }
        self.set_open(node, true);
        let mut shown = Vec::new();
        self.append_shown(node, &mut shown);
        if self.selection.row > row {
            self.selection.row += shown.len();
        }
        self.rows.splice(row + 1..=row, shown);
        true
    }

    /// Makes the nodes below `node`. Returns whether there are any.
    fn make_children(&mut self, debate: &Debate, node: NodeIndex) -> bool {
        if self.nodes[node.place()].looped {
            return false;
        }
        if self.nodes[node.place()].children.is_none() {
            let first = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let children = self.children_of(debate, self.nodes[node.place()].statement);
            // An excerpt has each statement under one other and no circles.
            if self.excerpt.is_none() {
                self.walked.insert(self.nodes[node.place()].statement);
            }
            for (place, child) in &children {
                self.add(child.statement, Some(node), Some(child.kind), *place);
            }
            let count = u32::try_from(children.len()).unwrap_or(u32::MAX);
            self.nodes[node.place()].children = Some((first, count));
        }
        self.nodes[node.place()].children.is_some_and(|(_, count)| count > 0)
    }

    /// The rows below an open node, with those below the open ones among them. Without recursion: threads run deep.
    fn append_shown(&self, node: NodeIndex, shown: &mut Vec<NodeIndex>) {
        let mut stack: Vec<NodeIndex> = self.children(node).rev().collect();
        while let Some(at) = stack.pop() {
            shown.push(at);
            if self.is_open(at) {
                stack.extend(self.children(at).rev());
            }
        }
    }

    fn children(&self, node: NodeIndex) -> impl DoubleEndedIterator<Item = NodeIndex> + use<> {
        let (first, count) = self.nodes[node.place()].children.unwrap_or_default();
        (first..first + count).map(NodeIndex)
    }

    /// Closes the branch at row number `row`; a selected row inside it gives way to `row`. Returns whether it was open.
    pub fn close(&mut self, row: usize) -> bool {
        let Some(node) = self.rows.get(row).copied() else { return false };
        if !self.is_open(node) {
            return false;
        }
        self.set_open(node, false);
        let depth = self.nodes[node.place()].depth;
        let below = &self.rows[row + 1..];
        let length = below.iter().position(|node| self.nodes[node.place()].depth <= depth).unwrap_or(below.len());
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
        let Some(node) = self.rows.get(row).copied() else { return true };
        // Breadth first, so that a bound cuts the deepest.
        let mut made = 0;
        let mut queue = std::collections::VecDeque::from([node]);
        let mut complete = true;
        self.close(row);
        while let Some(at) = queue.pop_front() {
            if made >= OPENED_AT_ONCE {
                complete = false;
                break;
            }
            if self.make_children(debate, at) {
                // The node itself is opened last, by `open`, which makes the rows.
                self.set_open(at, at != node);
                let before = queue.len();
                queue.extend(self.children(at));
                made += queue.len() - before;
            }
        }
        self.open(debate, row);
        complete
    }

    /// Closes every branch; the selection goes to the root it was under.
    pub fn close_all(&mut self) {
        let root = self.ancestors(self.rows.get(self.selection.row).copied()).last();
        self.opening += 1;
        self.rows = self.roots().collect();
        // Roots are the first nodes.
        self.selection.row = root.map_or(0, NodeIndex::place);
    }

    /// Opens what is closed on the way and selects the row at the end of `path`, which begins at a root. Stops where
    /// the path is no path of this debate, or comes round to where it has been. Returns whether it reached the end.
    pub fn reveal(&mut self, debate: &Debate, path: &[StatementIndex]) -> bool {
        let mut steps = path.iter();
        let Some(mut row) = steps.next().and_then(|root| {
            self.rows.iter().position(|node| {
                let node = &self.nodes[node.place()];
                node.parent.is_none() && node.statement == *root
            })
        }) else {
            return false;
        };
        for step in steps {
            self.selection.row = row;
            self.open(debate, row);
            let node = self.rows[row];
            let Some(child) = self.children(node).find(|child| self.nodes[child.place()].statement == *step) else {
                return false;
            };
            let Some(below) = self.rows[row..].iter().position(|node| *node == child) else { return false };
            row += below;
        }
        self.selection.row = row;
        true
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
        for node in &self.rows[self.selection.top..end] {
            let node = &mut self.nodes[node.place()];
            if node.below.is_none() && !node.looped {
                node.below = Some(match &self.excerpt {
                    Some(excerpt) => Below { count: excerpt.below(node.statement), complete: true },
                    None => debate.below(node.statement, COUNTED),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
