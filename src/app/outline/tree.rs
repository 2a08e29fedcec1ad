//! The nodes of an outline: the same statement under two parents is two nodes, and a node stays the same while branches
//! open and close around it. Nodes are made when their parent is first opened, so an outline costs what has been looked
//! at, not what the debate holds. A statement that is its own ancestor is there once more, marked as a loop, and has
//! nothing below it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::debate::{Below, Bend, Child, Debate, Excerpt, Order, RelationKind, StatementIndex, StatementSet, Way};

/// A node's place in the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeIndex(u32);

impl NodeIndex {
    pub(super) fn new(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }

    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) statement: StatementIndex,
    pub(super) parent: Option<NodeIndex>,
    pub(super) relation: Option<RelationKind>,
    pub(super) depth: u32,
    pub(super) looped: bool,
    pub(super) below: Option<Below>,
    /// Its place among the children of its parent's statement; of no meaning for a root.
    place: u32,
    /// The last node on the way down to it at which that way bends.
    bend: Option<NodeIndex>,
    /// First child and how many, once they are made; children lie side by side.
    children: Option<(u32, u32)>,
    /// The order in which they are listed.
    order: Order,
}

/// The nodes, as far as they have been asked for.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// What is shown of the debate; all of it where there is none.
    excerpt: Option<Arc<Excerpt>>,
    order: Order,
    nodes: Vec<Node>,
    /// The nodes as they are listed: children of one parent where they lie, in their order.
    listed: Vec<NodeIndex>,
    roots: usize,
    /// The nodes with several children, which may be put into another order.
    branching: Vec<NodeIndex>,
    /// For each statement one more than the place of its node on the shortest way; 0 where there is none.
    on_shortest_way: Vec<u32>,
    /// The statements below which nodes have been made elsewhere.
    walked_elsewhere: HashSet<StatementIndex>,
    /// The statements from a root down to a node: whoever goes on down asks for the next ones.
    line: Option<(NodeIndex, StatementSet)>,
}

impl Tree {
    pub(super) fn new(debate: &Debate, excerpt: Option<Arc<Excerpt>>, order: Order) -> Self {
        let mut tree = Self {
            excerpt,
            order,
            nodes: Vec::new(),
            listed: Vec::new(),
            roots: 0,
            branching: Vec::new(),
            on_shortest_way: vec![0; debate.statements().len()],
            walked_elsewhere: HashSet::new(),
            line: None,
        };
        let excerpt = tree.excerpt.clone();
        for root in excerpt.as_ref().map_or_else(|| debate.roots(), |excerpt| excerpt.roots()) {
            tree.add(debate, *root, None, None, 0);
        }
        tree.roots = tree.nodes.len();
        tree
    }

    fn add(
        &mut self,
        debate: &Debate,
        statement: StatementIndex,
        parent: Option<NodeIndex>,
        relation: Option<RelationKind>,
        place: usize,
    ) {
        let index = NodeIndex::new(self.nodes.len());
        let above = parent.map(|parent| self.node(parent));
        let depth = above.map_or(0, |above| above.depth.saturating_add(1));
        let last = above.and_then(|above| above.bend);
        let bends = Bend::at(debate, above.map(|above| above.statement), statement).is_some();
        let bend = if bends { Some(index) } else { last };
        let looped =
            parent.is_some_and(|parent| self.is_walked(statement) && self.is_on_line(debate, parent, statement));
        if let (None, Some(node @ 0)) = (bend, self.on_shortest_way.get_mut(statement.place())) {
            *node = index.0.saturating_add(1);
        }
        let (children, order) = (None, self.order);
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let below = None;
        self.nodes.push(Node { statement, parent, relation, depth, looped, below, place, bend, children, order });
        self.listed.push(index);
    }

    /// The step that leads to a node.
    fn bend(&self, node: NodeIndex) -> Bend {
        let node = self.node(node);
        Bend { to: node.statement, from: node.parent.map(|parent| self.node(parent).statement) }
    }

    fn on_shortest_way(&self, statement: StatementIndex) -> Option<NodeIndex> {
        Some(NodeIndex(self.on_shortest_way.get(statement.place())?.checked_sub(1)?))
    }

    /// Whether a node of this statement has nodes below it: only such a one can stand further up on a way. An excerpt has
    /// each statement under one other and no circles.
    fn is_walked(&self, statement: StatementIndex) -> bool {
        self.excerpt.is_none()
            && (self.walked_elsewhere.contains(&statement)
                || self.on_shortest_way(statement).is_some_and(|node| self.node(node).children.is_some()))
    }

    /// Whether a statement stands on the way down to a node. Threads run deep: the way up is walked only where there is
    /// reason to, and not again for each step further down.
    fn is_on_line(&mut self, debate: &Debate, node: NodeIndex, statement: StatementIndex) -> bool {
        self.go_on_with_line(node);
        if self.line.as_ref().is_none_or(|(end, _)| *end != node) {
            let mut line = StatementSet::none(debate);
            self.upwards(Some(node)).for_each(|above| _ = line.insert(self.node(above).statement));
            self.line = Some((node, line));
        }
        self.line.as_ref().is_some_and(|(_, line)| line.contains(statement))
    }

    /// Has the line lead one step further down, where that is the next one.
    fn go_on_with_line(&mut self, node: NodeIndex) {
        let Node { statement, parent, .. } = self.nodes[node.place()];
        if let Some((end, line)) = self.line.as_mut().filter(|(end, _)| Some(*end) == parent) {
            line.insert(statement);
            *end = node;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, node: NodeIndex) -> &Node {
        &self.nodes[node.place()]
    }

    pub(super) fn node_mut(&mut self, node: NodeIndex) -> &mut Node {
        &mut self.nodes[node.place()]
    }

    pub(super) fn excerpt(&self) -> Option<&Arc<Excerpt>> {
        self.excerpt.as_ref()
    }

    pub(super) fn order(&self) -> Order {
        self.order
    }

    /// Has children be listed in another order from now on: at once below the nodes that `is_open` holds of, else when
    /// they are asked for. Returns whether that makes a difference.
    pub(super) fn set_order(&mut self, debate: &Debate, order: Order, is_open: impl Fn(NodeIndex) -> bool) -> bool {
        self.order = order;
        let mut differs = false;
        for place in 0..self.branching.len() {
            let node = self.branching[place];
            if is_open(node) {
                differs |= self.sort_children(debate, node);
            }
        }
        differs
    }

    /// The first nodes, in their order.
    pub(super) fn roots(&self) -> impl Iterator<Item = NodeIndex> + use<> {
        (0..self.roots).map(NodeIndex::new)
    }

    /// A node and those above it.
    pub(super) fn upwards(&self, from: Option<NodeIndex>) -> impl Iterator<Item = NodeIndex> + '_ {
        std::iter::successors(from, |node| self.node(*node).parent)
    }

    /// The node of a statement somewhere above another node.
    pub(super) fn above(&self, node: NodeIndex, statement: StatementIndex) -> Option<NodeIndex> {
        let is_there = self.excerpt.is_some() || self.is_walked(statement);
        let mut above = self.upwards(self.node(node).parent).filter(|_| is_there);
        above.find(|node| self.node(*node).statement == statement)
    }

    /// The way down to a node.
    pub(super) fn way(&self, node: NodeIndex) -> Way {
        let mut bends: Vec<Bend> = self.bends(node).collect();
        bends.reverse();
        Way::with_bends(self.node(node).statement, bends)
    }

    /// Where the way to a node bends, the last bend first.
    fn bends(&self, node: NodeIndex) -> impl Iterator<Item = Bend> + '_ {
        let next = |bend: &NodeIndex| self.node(self.node(*bend).parent?).bend;
        std::iter::successors(self.node(node).bend, next).map(|bend| self.bend(bend))
    }

    /// The node at the end of the way to a statement with these bends, if it is one of `shown`.
    pub(super) fn find(
        &self,
        to: StatementIndex,
        bends: &[Bend],
        mut shown: impl Iterator<Item = NodeIndex>,
    ) -> Option<NodeIndex> {
        if bends.is_empty() {
            return self.on_shortest_way(to);
        }
        shown.find(|node| self.node(*node).statement == to && self.bends(*node).eq(bends.iter().rev().copied()))
    }

    fn children_of(&self, debate: &Debate, of: StatementIndex) -> Vec<(usize, Child)> {
        match &self.excerpt {
            Some(excerpt) => excerpt.children(debate, of, self.order),
            None => debate.children_in_order(of, self.order),
        }
    }

    pub(super) fn has_children(&self, debate: &Debate, of: StatementIndex) -> bool {
        self.excerpt.as_ref().map_or_else(|| !debate.children(of).is_empty(), |excerpt| excerpt.has_children(of))
    }

    /// Makes the nodes below `node`, or puts them into the order at hand. Returns whether there are any.
    pub(super) fn make_children(&mut self, debate: &Debate, node: NodeIndex) -> bool {
        let Node { statement, looped, children, bend, order, .. } = *self.node(node);
        if looped {
            return false;
        }
        let (_, count) = children.unwrap_or_else(|| {
            let first = NodeIndex::new(self.nodes.len()).0;
            let children = self.children_of(debate, statement);
            // One that bears twice on what it stands under has two nodes on the shortest way.
            if self.excerpt.is_none() && (bend.is_some() || self.on_shortest_way(statement) != Some(node)) {
                self.walked_elsewhere.insert(statement);
            }
            // From now on it is one that can stand further up.
            let made = (first, u32::try_from(children.len()).unwrap_or(u32::MAX));
            self.node_mut(node).children = Some(made);
            self.node_mut(node).order = self.order;
            self.branching.extend((children.len() > 1).then_some(node));
            self.go_on_with_line(node);
            for (place, child) in &children {
                self.add(debate, child.statement, Some(node), Some(child.kind), *place);
            }
            made
        });
        if children.is_some() && count > 1 && order != self.order {
            self.sort_children(debate, node);
        }
        count > 0
    }

    /// Puts what is below a node into the order at hand. Returns whether it stood otherwise.
    fn sort_children(&mut self, debate: &Debate, node: NodeIndex) -> bool {
        let statement = self.node(node).statement;
        let mut by_place = vec![None; debate.children(statement).len()];
        for child in self.children(node) {
            by_place[self.node(child).place as usize] = Some(child);
        }
        let sorted = self.children_of(debate, statement).into_iter().filter_map(|(place, _)| by_place[place]);
        let range = self.children_range(node).unwrap_or_default();
        let mut differs = false;
        for (listed, child) in self.listed[range].iter_mut().zip(sorted) {
            differs |= std::mem::replace(listed, child) != child;
        }
        self.node_mut(node).order = self.order;
        differs
    }

    fn children_range(&self, node: NodeIndex) -> Option<std::ops::Range<usize>> {
        self.node(node).children.map(|(first, count)| first as usize..(first + count) as usize)
    }

    /// The nodes made below one, in their order.
    pub(super) fn children(&self, node: NodeIndex) -> impl DoubleEndedIterator<Item = NodeIndex> + '_ {
        self.listed[self.children_range(node).unwrap_or_default()].iter().copied()
    }
}
