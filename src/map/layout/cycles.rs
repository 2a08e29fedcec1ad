//! Breaking circles: which edges are turned round, so that what is left has none.

use std::collections::BTreeSet;

/// Ways to turn edges round, each of them leaving no circle; equal ones once. An edge leads from the first to the
/// second. Which of them gives the better drawing shows only in the end.
pub(super) fn ways(nodes: usize, edges: &[(usize, usize)]) -> Vec<BTreeSet<usize>> {
    let in_order = depth_first(nodes, edges, 0..nodes);
    if in_order.is_empty() {
        return vec![in_order];
    }
    let back: Vec<(usize, usize)> = edges.iter().map(|(tail, head)| (*head, *tail)).collect();
    let mut ways = vec![in_order];
    for way in [
        depth_first(nodes, edges, ends_first(nodes, &back)),
        depth_first(nodes, &back, 0..nodes),
        depth_first(nodes, &back, ends_first(nodes, edges)),
        greedy(nodes, edges),
    ] {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// All nodes, those that no edge leaves first.
fn ends_first(nodes: usize, edges: &[(usize, usize)]) -> impl Iterator<Item = usize> {
    let mut is_left = vec![false; nodes];
    for (tail, _) in edges {
        is_left[*tail] = true;
    }
    let (ends, others): (Vec<usize>, Vec<usize>) = (0..nodes).partition(|node| !is_left[*node]);
    ends.into_iter().chain(others)
}

/// The edges that lead back to where a walk in depth came from.
fn depth_first(nodes: usize, edges: &[(usize, usize)], starts: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        Not,
        Open,
        Done,
    }
    let mut outgoing = vec![Vec::new(); nodes];
    for (index, (tail, _)) in edges.iter().enumerate() {
        outgoing[*tail].push(index);
    }
    let mut visits = vec![Visit::Not; nodes];
    let mut turned = BTreeSet::new();
    for start in starts {
        if visits[start] != Visit::Not {
            continue;
        }
        visits[start] = Visit::Open;
        let mut stack = vec![(start, 0)];
        while let Some((node, next)) = stack.pop() {
            let Some(&edge) = outgoing[node].get(next) else {
                visits[node] = Visit::Done;
                continue;
            };
            stack.push((node, next + 1));
            let head = edges[edge].1;
            match visits[head] {
                Visit::Open => {
                    turned.insert(edge);
                }
                Visit::Not => {
                    visits[head] = Visit::Open;
                    stack.push((head, 0));
                }
                Visit::Done => {}
            }
        }
    }
    turned
}

/// Nodes in a row, sinks last, sources first, else the one with most surplus of outgoing edges next; what leads back in
/// the row is turned (Eades, Lin, Smyth: *A fast and effective heuristic for the feedback arc set problem*, 1993).
fn greedy(nodes: usize, edges: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut incident = vec![Vec::new(); nodes];
    let mut outgoing = vec![0_i64; nodes];
    let mut incoming = vec![0_i64; nodes];
    for &(tail, head) in edges {
        incident[tail].push((tail, head));
        incident[head].push((tail, head));
        outgoing[tail] += 1;
        incoming[head] += 1;
    }
    // The key of what comes next; the set holds every node that is left.
    let key = |node: usize, outgoing: i64, incoming: i64| match (outgoing, incoming) {
        (0, _) => (0, 0, node),
        (_, 0) => (1, 0, node),
        _ => (2, incoming - outgoing, node),
    };
    let mut left: BTreeSet<_> = (0..nodes).map(|node| key(node, outgoing[node], incoming[node])).collect();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while let Some((rank, _, node)) = left.pop_first() {
        if rank == 0 {
            last.push(node);
        } else {
            first.push(node);
        }
        for &(tail, head) in &incident[node] {
            let other = tail + head - node;
            if left.remove(&key(other, outgoing[other], incoming[other])) {
                if other == head {
                    incoming[other] -= 1;
                } else {
                    outgoing[other] -= 1;
                }
                left.insert(key(other, outgoing[other], incoming[other]));
            }
        }
    }
    let mut place = vec![0; nodes];
    for (at, node) in first.into_iter().chain(last.into_iter().rev()).enumerate() {
        place[node] = at;
    }
    (0..edges.len()).filter(|edge| place[edges[*edge].0] > place[edges[*edge].1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn few_edges_are_turned() {
        assert_eq!(ways(3, &[(0, 1), (1, 2), (0, 2)]), [BTreeSet::new()]);
        assert_eq!(ways(2, &[(0, 1), (1, 0)]), [BTreeSet::from([1]), BTreeSet::from([0])]);
        assert_eq!(ways(4, &[(1, 2), (2, 1), (3, 2)])[1..], [BTreeSet::from([0])]);
    }

    proptest! {
        #[test]
        fn no_circle_is_left(edges in proptest::collection::vec((0..12_usize, 0..12_usize), 0..40)) {
            let edges: Vec<(usize, usize)> = edges.into_iter().filter(|(tail, head)| tail != head).collect();
            for way in ways(12, &edges) {
                let turn = |(index, &(tail, head))| if way.contains(&index) { (head, tail) } else { (tail, head) };
                let turned: Vec<(usize, usize)> = edges.iter().enumerate().map(turn).collect();
                prop_assert_eq!(depth_first(12, &turned, 0..12), BTreeSet::new());
            }
        }
    }
}
