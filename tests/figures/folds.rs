//! How far boxes move when a branch is folded up or unfolded.

use agon::map::layout::{Area, Direction, Edge, End, Former, Graph, Layout, layout, layout_near};

use super::Figures;

/// What happens when a branch is folded up or unfolded: with the former layout known, and without.
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
    let all = layout(graph, direction, 200);
    let mut changes = Vec::new();
    for (at, below) in branches.iter().step_by(step) {
        let kept: Vec<usize> = (0..graph.nodes.len()).filter(|node| !below.contains(node)).collect();
        let part = part_of(graph, &kept);
        let folded = layout_near(&part, direction, 200, &former(kept.iter().map(|node| Some(all.nodes[*node]))));
        let free = layout(&part, direction, 200);
        let chosen = kept.iter().position(|node| node == at).expect("it is kept");
        let before: Vec<Area> = kept.iter().map(|node| all.nodes[*node]).collect();
        changes.push(change(&before, [&folded, &free], |node| node, chosen));
        // And back, from where it was without anything known.
        let place = |node: usize| kept.iter().position(|kept| *kept == node);
        let unfolded = layout_near(
            graph,
            direction,
            200,
            &former((0..graph.nodes.len()).map(|node| place(node).map(|place| free.nodes[place]))),
        );
        changes.push(change(&free.nodes, [&unfolded, &all], |node| kept[node], chosen));
    }
    changes
}

fn former(areas: impl Iterator<Item = Option<Area>>) -> Former {
    Former { areas: areas.collect(), only_order: false }
}

fn change(before: &[Area], after: [&Layout; 2], node: impl Fn(usize) -> usize, chosen: usize) -> Change {
    let moved = after.map(|after| {
        let moved = |place: usize| {
            let now = after.nodes[node(place)];
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

/// The nodes `kept`, and the edges between them.
fn part_of(graph: &Graph, kept: &[usize]) -> Graph {
    let place = |node: usize| kept.iter().position(|kept| *kept == node);
    let edge = |edge: &Edge| {
        let End::Node(to) = edge.to else { return None };
        Some(Edge { from: place(edge.from)?, to: End::Node(place(to)?), ..*edge })
    };
    Graph {
        nodes: kept.iter().map(|node| graph.nodes[*node]).collect(),
        edges: graph.edges.iter().filter_map(edge).collect(),
    }
}
