//! The graph as it is laid out, and what of it hangs together.

use super::layers::Part;
use super::{Edge, End, Node};

/// A node as it is laid out: also the points where an edge ends on another. How large a box is counts only there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inner {
    Box {
        across: i32,
        along: i32,
        /// The last cells across, beside which nothing leaves it.
        foot: i32,
    },
    Join,
    /// A point on an edge that another one hits.
    Hit,
    /// Where an edge turns that ends where it begins.
    Turn,
}

/// The graph with a node for each point where an edge ends on another or turns, and edges in parts between these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Network {
    pub(super) nodes: Vec<Inner>,
    pub(super) parts: Vec<Part>,
    /// The parts of each edge, from its beginning to its end.
    pub(super) chains: Vec<Vec<usize>>,
    /// The node that is there for an edge alone: where it ends on another one, or turns.
    pub(super) points: Vec<Option<usize>>,
}

impl Network {
    pub(super) fn new(nodes: &[Node], edges: &[Edge]) -> Self {
        let mut network = Self {
            nodes: nodes
                .iter()
                .map(|node| match *node {
                    Node::Box { width, height, foot } => Inner::Box { across: width, along: height, foot },
                    Node::Join => Inner::Join,
                })
                .collect(),
            parts: Vec::new(),
            chains: vec![Vec::new(); edges.len()],
            points: vec![None; edges.len()],
        };
        let mut hits = vec![Vec::new(); edges.len()];
        let mut ends = Vec::with_capacity(edges.len());
        for (index, edge) in edges.iter().enumerate() {
            let end = match edge.to {
                End::Node(node) => node,
                End::Edge(hit) if matches!(edges[hit].to, End::Node(_)) => {
                    network.nodes.push(Inner::Hit);
                    hits[hit].push(network.nodes.len() - 1);
                    network.points[index] = Some(network.nodes.len() - 1);
                    network.nodes.len() - 1
                }
                End::Edge(hit) => edges[hit].from,
            };
            ends.push(end);
        }
        for (index, edge) in edges.iter().enumerate() {
            let mut from = edge.from;
            let turn = (from == ends[index]).then_some(network.nodes.len());
            network.nodes.extend(turn.map(|_| Inner::Turn));
            network.points[index] = network.points[index].or(turn);
            for &to in hits[index].iter().chain(&turn).chain([&ends[index]]) {
                network.chains[index].push(network.parts.len());
                network.parts.push(Part { from, to, edge: index, class: edge.class });
                from = to;
            }
        }
        network
    }

    /// The nodes and the parts of everything that hangs together, in the order of their first nodes.
    pub(super) fn components(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut incident = vec![Vec::new(); self.nodes.len()];
        for part in &self.parts {
            incident[part.from].push(part.to);
            incident[part.to].push(part.from);
        }
        let mut component = vec![usize::MAX; self.nodes.len()];
        let mut components: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for start in 0..self.nodes.len() {
            if component[start] != usize::MAX {
                continue;
            }
            component[start] = components.len();
            let mut members = vec![start];
            let mut at = 0;
            while at < members.len() {
                for &next in &incident[members[at]] {
                    if component[next] == usize::MAX {
                        component[next] = components.len();
                        members.push(next);
                    }
                }
                at += 1;
            }
            members.sort_unstable();
            components.push((members, Vec::new()));
        }
        for (index, part) in self.parts.iter().enumerate() {
            components[component[part.from]].1.push(index);
        }
        components
    }
}
