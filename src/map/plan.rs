//! A chart that has been laid out, to be looked at through a window: what is drawn of it is what the window shows.

use std::ops::Range;

use crate::debate::RelationKind;

use super::canvas::{Canvas, Look};
use super::glyph::Stroke;
use super::layout::{Area, Arrangement, Direction, Edge, Effort, End, Graph, Layout, Node, Point};
use super::text::{Signs, Words, head, stroke};

/// Columns and rows of a box beyond its words: the frame, and a blank at both sides.
const FRAME: (i32, i32) = (4, 2);

/// At which sides of a box signs stand inside: above, right, below, left. Where the lines that leave it are of several
/// kinds, the sign of each stands where it leaves; else the words have the sign of all.
type Sides = [bool; 4];

/// A graph of relations that has been laid out. It keeps nothing of the debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// How many of the nodes are boxes; they come first, in the order of the chart's statements.
    boxes: usize,
    edges: Vec<(Edge, RelationKind)>,
    /// Where the signs of lines stand in each box.
    sides: Vec<Sides>,
    /// The last rows of words in each box beside which none of them stands.
    feet: Vec<i32>,
    pub(super) layout: Layout,
}

/// Something that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A box, by its place in the chart.
    Box(usize),
    /// A relation, by its place in the chart.
    Edge(usize),
}

/// What is joined to a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// For every box whether a relation leads from one to the other, also over a point where premises join.
    pub boxes: Vec<bool>,
    /// For every edge whether it is on such a way, or ends on one.
    pub edges: Vec<bool>,
}

impl Plan {
    /// Lays a graph out, all boxes of which come before the points where edges join, side by side as far as `columns` go.
    /// Boxes are as large as their words; `kinds` tells which relation each edge stands for.
    #[must_use]
    pub fn new(graph: &Graph, kinds: &[RelationKind], direction: Direction, columns: i32) -> Self {
        let edges: Vec<(Edge, RelationKind)> = graph.edges.iter().copied().zip(kinds.iter().copied()).collect();
        let arrangement = Arrangement::new(graph, Effort::Full);
        let lay_out = |nodes: &[Node]| arrangement.layout(nodes, direction, columns, &[]);
        Self::framed(&graph.nodes, &edges, direction, lay_out)
    }

    /// Makes room around the words in every box for the frame and for the signs of lines, and has all laid out.
    pub(super) fn framed(
        words: &[Node],
        edges: &[(Edge, RelationKind)],
        direction: Direction,
        lay_out: impl Fn(&[Node]) -> Layout,
    ) -> Self {
        let boxes = words.iter().filter(|node| matches!(node, Node::Box { .. })).count();
        let nodes = |sides: &[Sides]| -> Vec<Node> {
            words.iter().enumerate().map(|(place, node)| framed(*node, sides.get(place))).collect()
        };
        // Lines leave towards what they bear on, but where people argue in a circle.
        let usual = match direction {
            Direction::Down => [true, false, false, false],
            Direction::Left => [false, true, false, false],
            Direction::Up => [false, false, true, false],
            Direction::Right => [false, false, false, true],
        };
        let several = of_several_kinds(boxes, edges);
        let expected: Vec<Sides> =
            several.iter().map(|several| if *several { usual } else { Sides::default() }).collect();
        let plan = Self::of(words, &several, edges, lay_out(&nodes(&expected)));
        let count = |sides: &Sides| sides.iter().filter(|has_signs| **has_signs).count();
        if plan.sides.iter().zip(&expected).all(|(found, expected)| count(found) <= count(expected)) {
            return plan;
        }
        Self::of(words, &several, edges, lay_out(&nodes(&plan.sides)))
    }

    fn of(words: &[Node], several: &[bool], given: &[(Edge, RelationKind)], layout: Layout) -> Self {
        // As they are laid out.
        let end = |edge: Edge| match edge.to {
            End::Edge(hit) if matches!(given[hit].0.to, End::Edge(_)) => End::Node(given[hit].0.from),
            end => end,
        };
        let edges: Vec<(Edge, RelationKind)> =
            given.iter().map(|(edge, kind)| (Edge { to: end(*edge), ..*edge }, *kind)).collect();
        let layout = trimmed(layout);
        let mut sides = vec![Sides::default(); several.len()];
        for ((edge, _), route) in edges.iter().zip(&layout.routes) {
            if let [first, next, ..] = route[..]
                && several.get(edge.from) == Some(&true)
            {
                let leaves = [next.y < first.y, next.x > first.x, next.y > first.y, next.x < first.x];
                sides[edge.from].iter_mut().zip(leaves).for_each(|(side, leaves)| *side |= leaves);
            }
        }
        let foot = |(words, [_, right, _, left]): (&Node, &Sides)| match words {
            Node::Box { foot, .. } if *right || *left => *foot,
            _ => 0,
        };
        let feet = words.iter().zip(&sides).map(foot).collect();
        Self { boxes: several.len(), edges, sides, feet, layout }
    }

    /// Boxes that stand there, with relations between them that have no way.
    #[cfg(test)]
    pub(crate) fn standing(boxes: &[Area], relations: &[(usize, usize)]) -> Self {
        let edge = |&(from, to): &(usize, usize)| (Edge { from, to: End::Node(to), class: 0 }, RelationKind::Supports);
        Self {
            boxes: boxes.len(),
            edges: relations.iter().map(edge).collect(),
            sides: vec![Sides::default(); boxes.len()],
            feet: vec![0; boxes.len()],
            layout: Layout { nodes: boxes.to_vec(), ..Layout::default() },
        }
    }

    /// The same with ways for its relations.
    #[cfg(test)]
    pub(crate) fn with_ways(mut self, routes: Vec<Vec<Point>>) -> Self {
        self.layout.routes = routes;
        self
    }

    /// Columns and rows of the whole.
    #[must_use]
    pub fn size(&self) -> (i32, i32) {
        (self.layout.width, self.layout.height)
    }

    /// Where each box stands.
    #[must_use]
    pub fn boxes(&self) -> &[Area] {
        self.layout.nodes.get(..self.boxes).unwrap_or_default()
    }

    /// How many rows of words a box has room for.
    #[must_use]
    pub fn rows(&self, place: usize) -> i32 {
        let [above, _, below, _] = self.sides[place];
        self.boxes()[place].height - FRAME.1 - i32::from(above) - i32::from(below)
    }

    /// Where the words in a box begin if they take so many rows: they stand in the middle of its height, or where no sign
    /// may stand beside the last ones, at its end.
    #[must_use]
    pub fn words(&self, place: usize, rows: usize) -> Point {
        let Area { x, y, .. } = self.boxes()[place];
        let [above, .., left] = self.sides[place];
        let free = self.rows(place) - i32::try_from(rows).unwrap_or(i32::MAX);
        let before = if self.feet[place] > 0 { free } else { free / 2 };
        Point { x: x + 2 + i32::from(left), y: y + 1 + i32::from(above) + before }
    }

    /// Whether the sign of a line stands beside one of the last `foot` of so many rows of words in a box.
    #[must_use]
    pub fn has_sign_beside(&self, place: usize, rows: usize, foot: usize) -> bool {
        let cells = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / 2);
        let end = self.words(place, rows).y + cells(rows);
        let [_, right, _, left] = self.sides[place];
        let own = self.edges.iter().enumerate().filter(|(_, (edge, _))| edge.from == place && (left || right));
        own.filter_map(|(edge, _)| self.sign(edge)).any(|sign| (end - cells(foot)..end).contains(&sign.y))
    }

    /// Where the sign of an edge stands, if it has one of its own: inside the box, beside where it leaves.
    pub(super) fn sign(&self, edge: usize) -> Option<Point> {
        let has_own = self.sides.get(self.edges[edge].0.from)?.contains(&true);
        match self.layout.routes[edge][..] {
            [first, next, ..] if has_own => {
                let inward = |from: i32, to: i32| from - (to - from).signum();
                Some(Point { x: inward(first.x, next.x), y: inward(first.y, next.y) })
            }
            _ => None,
        }
    }

    /// Every edge, which relation it stands for, and its way: the cells in which it turns, from the frame where it begins
    /// to the cell where it ends.
    pub fn edges(&self) -> impl Iterator<Item = (Edge, RelationKind, &[Point])> {
        self.edges.iter().zip(&self.layout.routes).map(|((edge, kind), route)| (*edge, *kind, route.as_slice()))
    }

    /// Where premises join.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.layout.nodes[self.joins()].iter().map(|Area { x, y, .. }| Point { x: *x, y: *y })
    }

    /// Which relation an edge stands for.
    #[must_use]
    pub fn kind(&self, edge: usize) -> RelationKind {
        self.edges[edge].1
    }

    /// Which boxes a line without a turn leads to from a box, or to the point where it joins those of others, on the side
    /// that `leads` tells by the two cells of its ends.
    #[must_use]
    pub fn straight(&self, from: usize, leads: impl Fn(Point, Point) -> bool) -> Vec<bool> {
        let mut found = vec![false; self.boxes];
        let mut find = |node: usize| {
            if let Some(found) = found.get_mut(node).filter(|_| node != from) {
                *found = true;
            }
        };
        for (edge, _, route) in self.edges() {
            let [first, last] = *route else { continue };
            let other = match edge.to {
                End::Node(to) if edge.from == from && leads(first, last) => to,
                End::Node(to) if to == from && leads(last, first) => edge.from,
                _ => continue,
            };
            find(other);
            if self.joins().contains(&other) {
                let through = |edge: &Edge| edge.from == other || edge.to == End::Node(other);
                self.edges
                    .iter()
                    .filter(|(edge, _)| through(edge))
                    .flat_map(|(edge, _)| ends(*edge))
                    .for_each(&mut find);
            }
        }
        found
    }

    /// What is joined to a box.
    #[must_use]
    pub fn joined(&self, to: usize) -> Joined {
        let mut edges: Vec<bool> =
            self.edges.iter().map(|(edge, _)| edge.from == to || edge.to == End::Node(to)).collect();
        // Over the points where premises join, and on the lines that are undercut.
        let mut points = vec![false; self.joins().len()];
        let points_of = |edge: Edge| {
            let place = |node: usize| node.checked_sub(self.boxes).filter(|point| *point < self.joins().len());
            ends(edge).filter_map(place)
        };
        for ((edge, _), _) in self.edges.iter().zip(&edges).filter(|(_, joined)| **joined) {
            points_of(*edge).for_each(|point| points[point] = true);
        }
        for ((edge, _), joined) in self.edges.iter().zip(&mut edges) {
            *joined |= points_of(*edge).any(|point| points[point]);
        }
        let direct = edges.clone();
        for (index, (edge, _)) in self.edges.iter().enumerate() {
            if let End::Edge(hit) = edge.to {
                edges[index] |= direct[hit];
                edges[hit] |= direct[index];
            }
        }
        let mut boxes = vec![false; self.boxes];
        for ((edge, _), _) in self.edges.iter().zip(&edges).filter(|(_, joined)| **joined) {
            ends(*edge).filter(|node| *node < self.boxes && *node != to).for_each(|node| boxes[node] = true);
        }
        Joined { boxes, edges }
    }

    /// The signs in the cells of a window, row by row, each with the pen it was drawn with; nothing where nothing is
    /// drawn. Where lines cross, the greater pen is seen. `pen` tells the pen of each thing, and whether a box has a
    /// heavy frame; words are left out.
    pub fn through<P: Copy + Default + Ord>(
        &self,
        window: Area,
        pen: impl Fn(Item) -> (P, bool),
        sign: impl Fn(RelationKind) -> char,
        ascii: bool,
    ) -> Vec<Option<(char, P)>> {
        let mut canvas = Canvas::through(window, ascii);
        self.draw(&mut canvas, window, pen, sign);
        canvas.cells()
    }

    /// All of it as rows of text, with these words in the boxes.
    #[must_use]
    pub fn text(&self, words: &[Words], signs: &Signs<'_>) -> Vec<String> {
        let Layout { width, height, .. } = self.layout;
        let whole = Area { x: 0, y: 0, width, height };
        let mut canvas = Canvas::through(whole, signs.ascii);
        self.draw(&mut canvas, whole, |_| ((), false), signs.relation);
        for (place, words) in words.iter().enumerate() {
            let first = self.words(place, words.size().rows);
            for (y, row) in (first.y..).zip(words.rows()) {
                canvas.words(Point { y, ..first }, &row);
            }
        }
        canvas.rows().collect()
    }

    fn draw<P: Copy + Default + Ord>(
        &self,
        canvas: &mut Canvas<P>,
        window: Area,
        pen: impl Fn(Item) -> (P, bool),
        sign: impl Fn(RelationKind) -> char,
    ) {
        for (index, area) in self.boxes().iter().enumerate().filter(|(_, area)| area.meets(window)) {
            let (pen, heavy) = pen(Item::Box(index));
            canvas.take(pen);
            canvas.frame(*area, if heavy { Stroke::Heavy } else { Stroke::Light });
        }
        for (index, ((edge, kind), route)) in self.edges.iter().zip(&self.layout.routes).enumerate() {
            if !around(route).meets(window) {
                continue;
            }
            canvas.take(pen(Item::Edge(index)).0);
            let look = Look {
                stroke: stroke(*kind),
                begins_at_frame: edge.from < self.boxes,
                head: (!matches!(edge.to, End::Node(node) if node >= self.boxes)).then(|| head(*kind)),
            };
            canvas.edge(route, look);
            if let Some(at) = self.sign(index) {
                canvas.sign(at, sign(*kind));
            }
        }
        for (index, ((edge, _), route)) in self.edges.iter().zip(&self.layout.routes).enumerate() {
            if let (End::Edge(_), Some(end)) = (edge.to, route.last()) {
                canvas.take(pen(Item::Edge(index)).0);
                canvas.point(*end);
            }
            // A point where premises join is drawn as the one edge that leaves it.
            if edge.from >= self.boxes {
                let Area { x, y, .. } = self.layout.nodes[edge.from];
                canvas.take(pen(Item::Edge(index)).0);
                canvas.point(Point { x, y });
            }
        }
    }

    /// Every place of the layout where premises join.
    fn joins(&self) -> Range<usize> {
        self.boxes..self.layout.nodes.len()
    }
}

/// The same with nothing blank left of all and above: what stays where it stood leaves that when others have gone.
fn trimmed(mut layout: Layout) -> Layout {
    let corners = || layout.nodes.iter().map(|Area { x, y, .. }| Point { x: *x, y: *y });
    let points = || corners().chain(layout.routes.iter().flatten().copied());
    let left = points().map(|point| point.x).min().unwrap_or(0);
    let top = points().map(|point| point.y).min().unwrap_or(0);
    if (left, top) == (0, 0) {
        return layout;
    }
    for area in &mut layout.nodes {
        *area = Area { x: area.x - left, y: area.y - top, ..*area };
    }
    for point in layout.routes.iter_mut().flatten() {
        *point = Point { x: point.x - left, y: point.y - top };
    }
    Layout { width: layout.width - left, height: layout.height - top, ..layout }
}

/// Which boxes have lines of several kinds that leave them.
fn of_several_kinds(boxes: usize, edges: &[(Edge, RelationKind)]) -> Vec<bool> {
    let mut first = vec![None; boxes];
    let mut several = vec![false; boxes];
    for (edge, kind) in edges.iter().filter(|(edge, _)| edge.from < boxes) {
        several[edge.from] |= *first[edge.from].get_or_insert(*kind) != *kind;
    }
    several
}

/// A node with room around its words for the frame, and for signs at these sides.
fn framed(words: Node, sides: Option<&Sides>) -> Node {
    let [above, right, below, left] = sides.copied().unwrap_or_default().map(i32::from);
    match words {
        Node::Box { width, height, foot } => Node::Box {
            width: width + FRAME.0 + left + right,
            height: height + FRAME.1 + above + below,
            foot: foot * left.max(right),
        },
        Node::Join => Node::Join,
    }
}

/// The nodes at the ends of an edge.
fn ends(edge: Edge) -> impl Iterator<Item = usize> {
    let end = if let End::Node(node) = edge.to { Some(node) } else { None };
    std::iter::once(edge.from).chain(end)
}

/// The least area that has all points.
fn around(points: &[Point]) -> Area {
    let range = |numbers: &dyn Fn(&Point) -> i32| {
        let all = || points.iter().map(numbers);
        (all().min().unwrap_or(0), all().max().unwrap_or(-1))
    };
    let ((left, right), (top, bottom)) = (range(&|point| point.x), range(&|point| point.y));
    Area { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}
