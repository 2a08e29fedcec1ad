//! Which node stands in which layer: edges short, all of them leading up but the few that were turned round.

use std::collections::BTreeSet;

use super::simplex::{self, Arc};
use super::{Inner, cycles};

/// A piece of an edge between two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The edge it is a piece of, and that one's class.
    pub(super) edge: usize,
    pub(super) class: u8,
}

/// Steps of the simplex.
const WORK: usize = 20_000_000;

/// The layer of every node for each way to break circles, and before these for the first of them with all that bears on
/// the same end of all ways, and on nothing else, side by side where it can be. All nodes must hang together. `former`
/// tells where some of them stood along the layers before: where nothing is gained by it they leave their layer for no
/// other.
pub(super) fn ways(nodes: &[Inner], parts: &[Part], former: &[Option<i32>]) -> Vec<Vec<usize>> {
    let edges: Vec<(usize, usize)> = parts.iter().map(|part| (part.to, part.from)).collect();
    let mut stands: Vec<i32> = former.iter().flatten().copied().collect();
    stands.sort_unstable();
    stands.dedup();
    let layer = |stand: Option<i32>| stand.and_then(|stand| stands.binary_search(&stand).ok());
    let former: Vec<i32> =
        former.iter().map(|stand| layer(*stand).and_then(|layer| i32::try_from(layer).ok()).unwrap_or(0)).collect();
    let mut leaving = vec![0; nodes.len()];
    for part in parts {
        leaving[part.from] += 1;
    }
    let is_answer = |part: &Part| leaving[part.from] == 1 && leaving[part.to] == 0;
    let most = i64::try_from(parts.len()).unwrap_or(i64::MAX / 2);
    let turned = cycles::ways(nodes.len(), &edges);
    let first = turned
        .first()
        .map(|turned| layers(nodes, parts, turned, &former, |part| if is_answer(part) { most } else { 1 }));
    let mut ways: Vec<Vec<usize>> = first.into_iter().collect();
    for turned in &turned {
        let way = layers(nodes, parts, turned, &former, |_| 1);
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// The layers in which the lengths of all parts by weight are least.
fn layers(
    nodes: &[Inner],
    parts: &[Part],
    turned: &BTreeSet<usize>,
    former: &[i32],
    weight: impl Fn(&Part) -> i64,
) -> Vec<usize> {
    let keys = keys(nodes, parts, turned);
    let arcs: Vec<Arc> = parts
        .iter()
        .map(|part| {
            let upper = if keys[part.to] < keys[part.from] { part.to } else { part.from };
            Arc { tail: upper, head: part.to + part.from - upper, length: 1, weight: weight(part) }
        })
        .collect();
    let numbers = simplex::solve(&arcs, simplex::longest_path(former.to_vec(), &arcs), WORK);
    numbers.into_iter().map(|number| usize::try_from(number).unwrap_or(0)).collect()
}

/// Where each node stands in one row of all, in which every edge leads one way and no point on an edge stands outside
/// of that edge's ends.
fn keys(nodes: &[Inner], parts: &[Part], turned: &BTreeSet<usize>) -> Vec<(i32, usize)> {
    let arc = |(index, part): (usize, &Part)| {
        let (tail, head) = if turned.contains(&index) { (part.from, part.to) } else { (part.to, part.from) };
        Arc { tail, head, length: 1, weight: 1 }
    };
    let arcs: Vec<Arc> = parts.iter().enumerate().map(arc).collect();
    let depth = simplex::longest_path(vec![0; nodes.len()], &arcs);
    let mut row: Vec<usize> = (0..nodes.len()).collect();
    row.sort_by_key(|node| (depth[*node], *node));
    let mut keys = vec![(0, 0); nodes.len()];
    for (place, node) in (0..).zip(row) {
        keys[node] = (place, 0);
    }
    // The parts of an edge follow one another.
    let mut at = 0;
    while at < parts.len() {
        let end = (at..parts.len()).find(|next| parts[*next].edge != parts[at].edge).unwrap_or(parts.len());
        let chain = &parts[at..end];
        let (first, last) = (chain[0].from, chain[chain.len() - 1].to);
        for (step, part) in chain[..chain.len() - 1].iter().enumerate() {
            // Right behind the upper end, so that what hits the edge comes from below where it can.
            keys[part.to] =
                if keys[first] > keys[last] { (keys[last].0, chain.len() - step) } else { (keys[first].0, step + 1) };
        }
        at = end;
    }
    keys
}
