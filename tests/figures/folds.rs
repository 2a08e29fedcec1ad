//! How far boxes move when a branch is folded up.

use agon::map::layout::{Area, Arrangement, Direction, Edge, Effort, End, Graph, Layout, layout};

use super::Figures;

/// What happens when a branch is folded up, and the other way round when it is unfolded: taken away from the whole, and with
/// nothing known of that.
#[derive(Debug)]
pub struct Change {
    /// Cells by which the boxes move that are there before and after, from the one where the branch is, in order.
    pub moved: [Vec<i32>; 2],
    pub crossings: [usize; 2],
}

/// At most so many changes of a graph, at boxes here and there, laid out in a direction.
pub fn changes(graph: &Graph, direction: Direction, most: usize) -> Vec<Change> {
    let branches: Vec<(usize, Vec<usize>)> = (0..graph.nodes.len())
        .map(|node| (node, only_below(graph, node)))
        .filter(|(_, below)| !below.is_empty() && below.len() * 2 < graph.nodes.len())
        .collect();
    let step = (branches.len() / most).max(1);
    let whole = Arrangement::new(graph, Effort::Full);
    let all = whole.layout(&graph.nodes, direction, 200, &[]);
    let mut changes = Vec::new();
    for (at, below) in branches.iter().step_by(step) {
        let kept: Vec<usize> = (0..graph.nodes.len()).filter(|node| !below.contains(node)).collect();
        let (part, edges) = part_of(graph, &kept);
        let nodes: Vec<Option<usize>> = kept.iter().copied().map(Some).collect();
        let stood: Vec<Option<Area>> = kept.iter().map(|node| Some(all.nodes[*node])).collect();
        let folded = whole.remainder(&part, &nodes, &edges).layout(&part.nodes, direction, 200, &stood);
        let free = layout(&part, direction, 200);
        let chosen = kept.iter().position(|node| node == at).expect("it is kept");
        let before: Vec<Area> = kept.iter().map(|node| all.nodes[*node]).collect();
        changes.push(change(&before, [&folded, &free], chosen));
    }
    changes
}

fn change(before: &[Area], after: [&Layout; 2], chosen: usize) -> Change {
    let moved = after.map(|after| {
        let moved = |place: usize| {
            let now = after.nodes[place];
            (now.x - before[place].x, now.y - before[place].y)
        };
        let (x, y) = moved(chosen);
        let mut distances: Vec<i32> =
            (0..before.len()).map(moved).map(|(across, along)| (across - x).abs() + (along - y).abs()).collect();
        distances.sort_unstable();
        distances
    });
    Change { moved, crossings: after.map(|after| Figures::of(after).crossings) }
}

/// What leads to a node and to nothing else that is not among it.
fn only_below(graph: &Graph, node: usize) -> Vec<usize> {
    let mut below = vec![false; graph.nodes.len()];
    let ends = |edge: &Edge| if let End::Node(to) = edge.to { Some((edge.from, to)) } else { None };
    let mut left = vec![node];
    while let Some(at) = left.pop() {
        for (from, to) in graph.edges.iter().filter_map(ends) {
            if to == at && from != node && !std::mem::replace(&mut below[from], true) {
                left.push(from);
            }
        }
    }
    loop {
        let leads_elsewhere = |(from, to): &(usize, usize)| below[*from] && !below[*to] && *to != node;
        let Some((from, _)) = graph.edges.iter().filter_map(ends).find(leads_elsewhere) else { break };
        below[from] = false;
    }
    (0..below.len()).filter(|node| below[*node]).collect()
}

/// The nodes `kept`, and the edges between them with their places.
fn part_of(graph: &Graph, kept: &[usize]) -> (Graph, Vec<Option<usize>>) {
    let place = |node: usize| kept.iter().position(|kept| *kept == node);
    let edge = |(index, edge): (usize, &Edge)| {
        let End::Node(to) = edge.to else { return None };
        Some((Edge { from: place(edge.from)?, to: End::Node(place(to)?), ..*edge }, Some(index)))
    };
    let (edges, places) = graph.edges.iter().enumerate().filter_map(edge).unzip();
    (Graph { nodes: kept.iter().map(|node| graph.nodes[*node]).collect(), edges }, places)
}
