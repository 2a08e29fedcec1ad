//! What is left of a graph when some of it is taken away: in the layers and the order that it had together with that.
//! Nothing comes to stand on the other side of anything else, and what was taken away finds its room again.

use std::collections::HashMap;

use super::chains::Chains;
use super::layers::Part;
use super::network::{Inner, Network};
use super::order::{self, Layers};
use super::ordered::Ordered;
use super::simplex::{self, Arc};
use super::{Arrangement, Component, Graph};

impl Arrangement {
    /// That of a part of the graph. `nodes` tells which node of the whole each one of the part is, `edges` which edge, where
    /// it is one of them.
    #[must_use]
    pub fn remainder(&self, part: &Graph, nodes: &[Option<usize>], edges: &[Option<usize>]) -> Self {
        let network = Network::new(&part.nodes, &part.edges);
        let mut origins = nodes.to_vec();
        origins.resize(network.nodes.len(), None);
        for (point, edge) in network.points.iter().zip(edges) {
            if let (Some(point), Some(edge)) = (point, edge) {
                origins[*point] = self.network.points[*edge];
            }
        }
        let whole = Whole::of(self);
        Self::of(network, self.effort, |members, nodes, parts| {
            let stands: Vec<Option<Stand>> = members.iter().map(|node| whole.nodes[origins[*node]?]).collect();
            let line = |part: Part, layer: i32| {
                whole.lines.get(&(edges[part.edge]?, nodes[part.from] == Inner::Turn, layer)).copied()
            };
            remainder(parts, &stands, line)
        })
    }
}

/// The layer of a place, and which one it is there.
#[derive(Debug, Clone, Copy)]
struct Stand {
    layer: i32,
    at: usize,
}

/// Where everything stands in the whole.
struct Whole {
    nodes: Vec<Option<Stand>>,
    /// Which place an edge has in a layer that it passes, on its way or, behind the point where it turns, on its way back.
    lines: HashMap<(usize, bool, i32), usize>,
}

impl Whole {
    fn of(arrangement: &Arrangement) -> Self {
        let mut whole = Self { nodes: vec![None; arrangement.network.nodes.len()], lines: HashMap::new() };
        for Component { members, parts, order, .. } in &arrangement.components {
            let Some(Ordered { chains, order }) = order else { continue };
            let mut stands = vec![Stand { layer: 0, at: 0 }; chains.layers.len()];
            for (layer, row) in (0..).zip(&order.rows) {
                for (at, place) in row.iter().enumerate() {
                    stands[*place] = Stand { layer, at };
                }
            }
            for (node, stand) in members.iter().zip(&stands) {
                whole.nodes[*node] = Some(*stand);
            }
            for (part, chain) in parts.iter().zip(&chains.parts) {
                let is_back = arrangement.network.nodes[members[part.from]] == Inner::Turn;
                for segment in chain {
                    let Stand { layer, at } = stands[chains.segments[*segment].lower];
                    whole.lines.entry((part.edge, is_back, layer)).or_insert(at);
                }
            }
        }
        whole
    }
}

/// Places in the layers and the order in which they stood; layers in which no node is left are no more. `line` tells the
/// place that an edge had in a layer.
fn remainder(parts: &[Part], stands: &[Option<Stand>], line: impl Fn(Part, i32) -> Option<usize>) -> Option<Ordered> {
    let stood: Vec<i32> = stands.iter().map(|stand| stand.map_or(0, |stand| stand.layer)).collect();
    let arcs: Vec<Arc> = parts
        .iter()
        .map(|part| {
            let upper = if (stood[part.to], part.to) < (stood[part.from], part.from) { part.to } else { part.from };
            Arc { tail: upper, head: part.to + part.from - upper, length: 1, weight: 1 }
        })
        .collect();
    let numbers = simplex::longest_path(stood, &arcs);
    let mut left = numbers.clone();
    left.sort_unstable();
    left.dedup();
    let layers = numbers.iter().map(|number| left.binary_search(number).unwrap_or_else(|layer| layer)).collect();
    let chains = Chains::new(parts, layers);
    let mut known: Vec<Option<usize>> = stands.iter().map(|stand| stand.map(|stand| stand.at)).collect();
    known.resize(chains.layers.len(), None);
    for segment in chains.segments.iter().filter(|segment| segment.lower >= stands.len()) {
        known[segment.lower] = line(parts[segment.part], left[chains.layers[segment.lower]]);
    }
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); left.len()];
    for (place, layer) in chains.layers.iter().enumerate() {
        rows[*layer].push(place);
    }
    for row in &mut rows {
        row.sort_by_key(|place| known[*place].unwrap_or(usize::MAX));
    }
    let order =
        order::settled(&Layers { of: &chains.layers, segments: &chains.ends() }, rows, |place| known[place].is_none());
    (!stands.is_empty()).then_some(Ordered { chains, order })
}
