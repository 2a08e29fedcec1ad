//! Network simplex: numbers for nodes, each at least so far behind another, at the least total length.
//!
//! Gansner, Koutsofios, North, Vo: *A Technique for Drawing Directed Graphs* (1993), section 2.3. The cut value of an
//! arc of the tree is found as the surplus of weights that leave the part below it, summed over that part, so that a
//! change of the tree costs the path it closes and the smaller of the two parts.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// `head` stands at least `length` behind `tail`; every unit between them costs `weight`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) length: i32,
    pub(super) weight: i64,
}

/// Negative arcs that are looked at before the worst of them leaves the tree.
const CANDIDATES: usize = 30;

/// Numbers that satisfy every arc: each node as far forward as those before it allow, but not before its number in
/// `least`. The arcs must have no cycle.
pub(super) fn longest_path(least: Vec<i32>, arcs: &[Arc]) -> Vec<i32> {
    let nodes = least.len();
    let mut outgoing = vec![Vec::new(); nodes];
    let mut waiting = vec![0; nodes];
    for arc in arcs {
        outgoing[arc.tail].push(arc);
        waiting[arc.head] += 1;
    }
    let mut numbers = least;
    let mut ready: Vec<usize> = (0..nodes).filter(|node| waiting[*node] == 0).collect();
    while let Some(node) = ready.pop() {
        for arc in &outgoing[node] {
            numbers[arc.head] = numbers[arc.head].max(numbers[node] + arc.length);
            waiting[arc.head] -= 1;
            if waiting[arc.head] == 0 {
                ready.push(arc.head);
            }
        }
    }
    numbers
}

/// Takes numbers that satisfy every arc to such of least cost, the smallest of them 0. After `work` steps it stops
/// with what it has, which satisfies every arc too. The arcs must connect all nodes.
pub(super) fn solve(arcs: &[Arc], start: Vec<i32>, work: usize) -> Vec<i32> {
    Tree::solved(arcs, start, work).numbers()
}

/// The same, and every node is in the middle of where it could stand at that cost between the nodes `held`.
pub(super) fn solve_balanced(arcs: &[Arc], start: Vec<i32>, work: usize, held: &[usize]) -> Vec<i32> {
    let mut tree = Tree::solved(arcs, start, work);
    tree.balance(held);
    tree.numbers()
}

/// A spanning tree of arcs without slack.
struct Tree<'a> {
    arcs: &'a [Arc],
    numbers: Vec<i32>,
    /// All arcs at a node, and those of the tree.
    incident: Vec<Vec<usize>>,
    adjacent: Vec<Vec<usize>>,
    /// The arc of the tree that leads from a node towards the root; the root has none.
    up: Vec<Option<usize>>,
    /// What leaves the part below a node less what enters it, and how many nodes that part has.
    surplus: Vec<i64>,
    size: Vec<usize>,
    /// The last exchange in which a node was on the smaller side.
    seen: Vec<usize>,
    exchanges: usize,
}

impl<'a> Tree<'a> {
    /// The tree of numbers of least cost.
    fn solved(arcs: &'a [Arc], start: Vec<i32>, work: usize) -> Self {
        let mut tree = Tree::new(arcs, start);
        let mut spent = 0;
        let mut at = 0;
        while spent < work {
            let Some(leaving) = tree.leaving(&mut at) else { break };
            spent += tree.exchange(leaving);
        }
        tree
    }

    /// From 0.
    fn numbers(self) -> Vec<i32> {
        let least = self.numbers.iter().copied().min().unwrap_or(0);
        self.numbers.iter().map(|number| number - least).collect()
    }

    /// Takes every number to the mean of the least and of the most that it has in any numbers of the same cost with those
    /// held as they are. The mean of two that satisfy every arc at least cost does so too, also rounded: an arc only ever
    /// asks for whole distances.
    fn balance(&mut self, held: &[usize]) {
        let (more, less) = (self.room(held, true), self.room(held, false));
        for (number, (more, less)) in self.numbers.iter_mut().zip(more.into_iter().zip(less)) {
            *number += (more - less).div_euclid(2);
        }
    }

    /// How far every number can grow, or shrink, together with whatever it takes along: the shortest ways over the slack
    /// of arcs (Dijkstra, 1959). Arcs that carry weight in the tree keep their length, else the cost would rise.
    fn room(&self, held: &[usize], grows: bool) -> Vec<i32> {
        let mut is_rigid = vec![false; self.arcs.len()];
        for (node, arc) in self.up.iter().enumerate() {
            if let Some(arc) = arc {
                is_rigid[*arc] = self.cut(node) > 0;
            }
        }
        let mut room = vec![i32::MAX; self.numbers.len()];
        let mut near: BinaryHeap<Reverse<(i32, usize)>> = BinaryHeap::new();
        for node in held {
            room[*node] = 0;
            near.push(Reverse((0, *node)));
        }
        while let Some(Reverse((away, node))) = near.pop() {
            if away > room[node] {
                continue;
            }
            for &arc in &self.incident[node] {
                let pushes = (self.arcs[arc].head == node) == grows;
                if pushes || is_rigid[arc] {
                    let (next, away) = (self.other(arc, node), away + if pushes { self.slack(arc) } else { 0 });
                    if away < room[next] {
                        room[next] = away;
                        near.push(Reverse((away, next)));
                    }
                }
            }
        }
        room.into_iter().map(|room| if room == i32::MAX { 0 } else { room }).collect()
    }

    fn new(arcs: &'a [Arc], numbers: Vec<i32>) -> Self {
        let nodes = numbers.len();
        let mut incident = vec![Vec::new(); nodes];
        let mut surplus = vec![0; nodes];
        for (index, arc) in arcs.iter().enumerate() {
            incident[arc.tail].push(index);
            incident[arc.head].push(index);
            surplus[arc.tail] += arc.weight;
            surplus[arc.head] -= arc.weight;
        }
        let mut tree = Self {
            arcs,
            numbers,
            incident,
            adjacent: vec![Vec::new(); nodes],
            up: vec![None; nodes],
            surplus,
            size: vec![1; nodes],
            seen: vec![0; nodes],
            exchanges: 0,
        };
        tree.span();
        tree.hang();
        tree
    }

    fn slack(&self, arc: usize) -> i32 {
        let Arc { tail, head, length, .. } = self.arcs[arc];
        self.numbers[head] - self.numbers[tail] - length
    }

    fn other(&self, arc: usize, node: usize) -> usize {
        self.arcs[arc].tail + self.arcs[arc].head - node
    }

    /// Joins parts over tight arcs, then the smallest part to its nearest neighbour, until one is left.
    fn span(&mut self) {
        let nodes = self.numbers.len();
        let mut part: Vec<usize> = (0..nodes).collect();
        let mut members: Vec<Vec<usize>> = (0..nodes).map(|node| vec![node]).collect();
        for arc in 0..self.arcs.len() {
            if self.slack(arc) == 0 {
                self.join(arc, &mut part, &mut members);
            }
        }
        let mut parts: BinaryHeap<Reverse<(usize, usize)>> =
            (0..nodes).filter(|of| !members[*of].is_empty()).map(|of| Reverse((members[of].len(), of))).collect();
        while let Some(Reverse((size, smallest))) = parts.pop() {
            if members[smallest].len() != size {
                continue;
            }
            let outward = members[smallest].iter().flat_map(|node| &self.incident[*node]);
            let nearest = outward
                .filter(|arc| part[self.arcs[**arc].tail] != part[self.arcs[**arc].head])
                .min_by_key(|arc| (self.slack(**arc), **arc));
            let Some(&nearest) = nearest else { continue };
            let slack = self.slack(nearest);
            let shift = if part[self.arcs[nearest].tail] == smallest { slack } else { -slack };
            for node in &members[smallest] {
                self.numbers[*node] += shift;
            }
            let joined = self.join(nearest, &mut part, &mut members);
            parts.push(Reverse((members[joined].len(), joined)));
        }
    }

    /// Makes one part of those at the ends of an arc, if they are two, and the arc one of the tree.
    fn join(&mut self, arc: usize, part: &mut [usize], members: &mut [Vec<usize>]) -> usize {
        let Arc { tail, head, .. } = self.arcs[arc];
        let (mut small, mut large) = (part[tail], part[head]);
        if small == large {
            return small;
        }
        if members[small].len() > members[large].len() {
            std::mem::swap(&mut small, &mut large);
        }
        let moved = std::mem::take(&mut members[small]);
        for node in &moved {
            part[*node] = large;
        }
        members[large].extend(moved);
        self.adjacent[tail].push(arc);
        self.adjacent[head].push(arc);
        large
    }

    /// Hangs the tree on its first node and sums from the leaves up.
    fn hang(&mut self) {
        let mut order = vec![0];
        let mut at = 0;
        while at < order.len() {
            let node = order[at];
            at += 1;
            for &arc in &self.adjacent[node] {
                if self.up[node] != Some(arc) {
                    let below = self.other(arc, node);
                    self.up[below] = Some(arc);
                    order.push(below);
                }
            }
        }
        for node in order.into_iter().rev() {
            if let Some(arc) = self.up[node] {
                let above = self.other(arc, node);
                self.surplus[above] += self.surplus[node];
                self.size[above] += self.size[node];
            }
        }
    }

    /// The cut value of the arc above a node.
    fn cut(&self, node: usize) -> i64 {
        match self.up[node] {
            Some(arc) if self.arcs[arc].tail == node => self.surplus[node],
            Some(_) => -self.surplus[node],
            None => 0,
        }
    }

    /// The node under an arc that had better leave the tree, searched round from `at`.
    fn leaving(&self, at: &mut usize) -> Option<usize> {
        let nodes = self.numbers.len();
        let mut best: Option<(i64, usize)> = None;
        let mut found = 0;
        for _ in 0..nodes {
            *at = (*at + 1) % nodes;
            let cut = self.cut(*at);
            if cut < 0 {
                found += 1;
                if best.is_none_or(|(least, _)| cut < least) {
                    best = Some((cut, *at));
                }
                if found == CANDIDATES {
                    break;
                }
            }
        }
        best.map(|(_, node)| node)
    }

    /// Puts the arc of least slack that leads back in place of the one above `node`. Returns the steps it took.
    fn exchange(&mut self, node: usize) -> usize {
        let Some(leaving) = self.up[node] else { return 1 };
        let below = self.size[node] * 2 <= self.numbers.len();
        let side = self.side(if below { node } else { self.other(leaving, node) }, leaving);
        let is_tail_side = (self.arcs[leaving].tail == node) == below;
        let mut steps = side.len();
        let mut entering: Option<(i32, usize)> = None;
        for member in &side {
            steps += self.incident[*member].len();
            for &arc in &self.incident[*member] {
                let Arc { tail, head, .. } = self.arcs[arc];
                let leads_back = if is_tail_side {
                    head == *member && self.seen[tail] != self.exchanges
                } else {
                    tail == *member && self.seen[head] != self.exchanges
                };
                if leads_back && entering.is_none_or(|least| (self.slack(arc), arc) < least) {
                    entering = Some((self.slack(arc), arc));
                }
            }
        }
        let Some((slack, entering)) = entering else { return usize::MAX / 2 };
        for member in side {
            self.numbers[member] += if is_tail_side { -slack } else { slack };
        }
        steps + self.rehang(node, leaving, entering, below)
    }

    /// The nodes on the side of `from` when an arc is taken out, each marked as seen.
    fn side(&mut self, from: usize, without: usize) -> Vec<usize> {
        self.exchanges += 1;
        self.seen[from] = self.exchanges;
        let mut side = vec![from];
        let mut at = 0;
        while at < side.len() {
            let node = side[at];
            at += 1;
            for index in 0..self.adjacent[node].len() {
                let arc = self.adjacent[node][index];
                let next = self.other(arc, node);
                if arc != without && self.seen[next] != self.exchanges {
                    self.seen[next] = self.exchanges;
                    side.push(next);
                }
            }
        }
        side
    }

    /// Takes the part below `node` off its arc and hangs it on another one, correcting the sums on the way.
    fn rehang(&mut self, node: usize, leaving: usize, entering: usize, seen_is_below: bool) -> usize {
        let Arc { tail, head, .. } = self.arcs[leaving];
        self.adjacent[tail].retain(|arc| *arc != leaving);
        self.adjacent[head].retain(|arc| *arc != leaving);
        let Arc { tail, head, .. } = self.arcs[entering];
        self.adjacent[tail].push(entering);
        self.adjacent[head].push(entering);
        let tail_is_below = (self.seen[tail] == self.exchanges) == seen_is_below;
        let (inner, outer) = if tail_is_below { (tail, head) } else { (head, tail) };
        let (surplus, size) = (self.surplus[node], self.size[node]);
        let mut steps = 1;
        let mut above = Some(self.other(leaving, node));
        while let Some(at) = above {
            self.surplus[at] -= surplus;
            self.size[at] -= size;
            above = self.up[at].map(|arc| self.other(arc, at));
            steps += 1;
        }
        let mut above = Some(outer);
        while let Some(at) = above {
            self.surplus[at] += surplus;
            self.size[at] += size;
            above = self.up[at].map(|arc| self.other(arc, at));
            steps += 1;
        }
        // The way from the new end up to the old one turns round.
        let (mut at, mut arc, mut below) = (inner, entering, (0, 0));
        loop {
            let old = (self.surplus[at], self.size[at]);
            let old_arc = self.up[at].replace(arc);
            self.surplus[at] = surplus - below.0;
            self.size[at] = size - below.1;
            steps += 1;
            if at == node {
                return steps;
            }
            let Some(old_arc) = old_arc else { return steps };
            (at, arc, below) = (self.other(old_arc, at), old_arc, old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cost(arcs: &[Arc], numbers: &[i32]) -> i64 {
        arcs.iter().map(|arc| arc.weight * i64::from(numbers[arc.head] - numbers[arc.tail])).sum()
    }

    /// The least cost over all numbers up to 6, tried one by one.
    fn least(arcs: &[Arc], nodes: usize) -> i64 {
        let mut least = i64::MAX;
        let mut numbers = vec![0; nodes];
        loop {
            if arcs.iter().all(|arc| numbers[arc.head] - numbers[arc.tail] >= arc.length) {
                least = least.min(cost(arcs, &numbers));
            }
            let Some(place) = numbers.iter().position(|number| *number < 6) else { return least };
            numbers[place] += 1;
            numbers[..place].fill(0);
        }
    }

    #[test]
    fn what_could_stand_anywhere_stands_in_the_middle() {
        let arc = |tail, head, length, weight| Arc { tail, head, length, weight };
        // Two that go together between the ends, and one that is held at the first.
        let arcs = [arc(0, 1, 2, 1), arc(1, 2, 1, 5), arc(2, 3, 2, 1), arc(0, 3, 15, 9), arc(0, 4, 3, 1)];
        let numbers = solve_balanced(&arcs, vec![0, 2, 3, 15, 3], usize::MAX, &[0, 3]);
        assert_eq!(numbers, [0, 7, 8, 15, 3]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn nothing_costs_less(
            chain in proptest::collection::vec(1..3_i64, 4),
            more in proptest::collection::vec((0..4_usize, 1..5_usize, 0..2_i32, 0..4_i64), 0..7),
        ) {
            let mut arcs: Vec<Arc> = chain
                .iter()
                .enumerate()
                .map(|(tail, weight)| Arc { tail, head: tail + 1, length: 0, weight: *weight })
                .collect();
            arcs.extend(more.into_iter().filter(|(tail, step, ..)| tail + step < 5).map(
                |(tail, step, length, weight)| Arc { tail, head: tail + step, length, weight },
            ));
            let start = longest_path(vec![0; 5], &arcs);
            prop_assert!(arcs.iter().all(|arc| start[arc.head] - start[arc.tail] >= arc.length));
            let numbers = solve(&arcs, start.clone(), usize::MAX);
            prop_assert!(arcs.iter().all(|arc| numbers[arc.head] - numbers[arc.tail] >= arc.length));
            prop_assert_eq!(cost(&arcs, &numbers), least(&arcs, 5));
            let balanced = solve_balanced(&arcs, start, usize::MAX, &[0, 4]);
            prop_assert!(arcs.iter().all(|arc| balanced[arc.head] - balanced[arc.tail] >= arc.length));
            prop_assert_eq!(cost(&arcs, &balanced), cost(&arcs, &numbers));
        }
    }
}
