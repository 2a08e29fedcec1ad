//! A chart that has been laid out, to be looked at through a window: what is drawn of it is what the window shows.

use std::ops::Range;
use std::sync::Arc;

use crate::debate::wording::width;
use crate::debate::{Debate, RelationKind, StatementIndex};

use super::canvas::{Canvas, Look, Stroke};
use super::layout::{self, Area, Arrangement, Direction, Edge, Effort, End, Graph, Layout, Node, Point};
use super::text::{Signs, stroke};
use super::{Chart, Placed};

/// Columns and rows of a box beyond its words.
const FRAME: (usize, usize) = (4, 2);

/// A graph of relations that has been laid out. It keeps nothing of the debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// How many of the nodes are boxes; they come first, in the order of the chart's statements.
    boxes: usize,
    edges: Vec<(Edge, RelationKind)>,
    /// Columns from the left side of each box to its words.
    indents: Vec<i32>,
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

/// A chart of which it is known in which order its boxes stand beside each other: to find that takes longest, and it serves
/// for words of every length.
#[derive(Debug)]
pub struct Arranged<'a> {
    chart: &'a Chart<'a>,
    arrangement: Arc<Arrangement>,
}

impl Chart<'_> {
    /// Finds an order for its boxes.
    #[must_use]
    pub fn arranged(&self, effort: Effort) -> Arranged<'_> {
        self.arranged_as(Arc::new(Arrangement::new(&self.graph(), effort)))
    }

    /// Finds an order that is near to that of a drawing in this direction, where `stood` tells the area of a box.
    #[must_use]
    pub fn arranged_near(
        &self,
        effort: Effort,
        direction: Direction,
        stood: impl Fn(StatementIndex) -> Option<Area>,
    ) -> Arranged<'_> {
        let areas: Vec<Option<Area>> = self.statements().iter().map(|statement| stood(*statement)).collect();
        self.arranged_as(Arc::new(Arrangement::near(&self.graph(), effort, &areas, direction)))
    }

    /// With the order that was found for it before.
    #[must_use]
    pub fn arranged_as(&self, arrangement: Arc<Arrangement>) -> Arranged<'_> {
        Arranged { chart: self, arrangement }
    }

    fn graph(&self) -> Graph {
        let nodes = self.statements().iter().map(|_| Node::Box { width: 0, height: 0 });
        let nodes = nodes.chain(self.joins().map(|_| Node::Join)).collect();
        Graph { nodes, edges: self.edges().map(|(edge, _)| edge).collect() }
    }
}

impl Arranged<'_> {
    /// Another chart of fewer of the same statements, each of them beside the same others as here.
    #[must_use]
    pub fn remainder<'a>(&self, chart: &'a Chart<'a>) -> Arranged<'a> {
        let (nodes, edges) = chart.places_in(self.chart);
        chart.arranged_as(Arc::new(self.arrangement.remainder(&chart.graph(), &nodes, &edges)))
    }

    /// The order that was found.
    #[must_use]
    pub fn arrangement(&self) -> Arc<Arrangement> {
        Arc::clone(&self.arrangement)
    }

    /// Lays everything out, side by side as far as `columns` go. `size` tells the columns and rows of the words in each box,
    /// `stood` where it was before, in the same direction: there it stays if it can.
    #[must_use]
    pub fn plan(
        &self,
        direction: Direction,
        columns: usize,
        size: impl Fn(usize, StatementIndex) -> (usize, usize),
        stood: impl Fn(StatementIndex) -> Option<Area>,
    ) -> Plan {
        let chart = self.chart;
        let cells = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / 2);
        // A line that leaves at the side has its sign beside the words.
        let mut leaves = vec![false; chart.statements().len() + chart.joins().len()];
        chart.edges().filter(|_| direction.is_level()).for_each(|(edge, _)| leaves[edge.from] = true);
        let boxes = chart.statements().iter().zip(&leaves).enumerate().map(|(place, (statement, leaves))| {
            let (width, height) = size(place, *statement);
            Node::Box { width: cells(width + FRAME.0 + usize::from(*leaves)), height: cells(height + FRAME.1) }
        });
        let nodes: Vec<Node> = boxes.chain(chart.joins().map(|_| Node::Join)).collect();
        let stood: Vec<Option<Area>> = chart.statements().iter().map(|statement| stood(*statement)).collect();
        let layout = self.arrangement.layout(&nodes, direction, cells(columns), &stood);
        Plan::of(chart.statements().len(), chart.edges(), layout)
    }

    /// Sets everything side by side as far as `columns` go, with these lines in the boxes.
    #[must_use]
    pub fn placed(
        &self,
        direction: Direction,
        columns: usize,
        lines: impl Fn(&Debate, StatementIndex) -> Vec<String>,
    ) -> Placed {
        let chart = self.chart;
        let words: Vec<Vec<String>> =
            chart.statements().iter().map(|statement| lines(chart.debate(), *statement)).collect();
        let size = |place: usize, _| {
            let lines = &words[place];
            (lines.iter().map(|line| width(line)).max().unwrap_or(0), lines.len())
        };
        let plan = self.plan(direction, columns, size, |_| None);
        Placed { words, plan }
    }
}

impl Plan {
    /// Lays a graph out, all boxes of which come before the points where edges join, side by side as far as `columns` go.
    /// `kinds` tells which relation each edge stands for.
    #[must_use]
    pub fn new(graph: &Graph, kinds: &[RelationKind], direction: Direction, columns: i32) -> Self {
        let boxes = graph.nodes.iter().filter(|node| matches!(node, Node::Box { .. })).count();
        let edges = graph.edges.iter().copied().zip(kinds.iter().copied());
        Self::of(boxes, edges, layout::layout(graph, direction, columns))
    }

    fn of(boxes: usize, edges: impl Iterator<Item = (Edge, RelationKind)>, layout: Layout) -> Self {
        let given: Vec<(Edge, RelationKind)> = edges.collect();
        // As they are laid out.
        let end = |edge: Edge| match edge.to {
            End::Edge(hit) if matches!(given[hit].0.to, End::Edge(_)) => End::Node(given[hit].0.from),
            end => end,
        };
        let edges: Vec<(Edge, RelationKind)> =
            given.iter().map(|(edge, kind)| (Edge { to: end(*edge), ..*edge }, *kind)).collect();
        let mut indents = vec![2; boxes];
        for ((edge, _), route) in edges.iter().zip(&layout.routes).filter(|((edge, _), _)| edge.from < boxes) {
            if let [first, next, ..] = route[..]
                && next.x < first.x
            {
                indents[edge.from] = 3;
            }
        }
        Self { boxes, edges, indents, layout }
    }

    /// Boxes that stand there, with relations between them that have no way.
    #[cfg(test)]
    pub(crate) fn standing(boxes: &[Area], relations: &[(usize, usize)]) -> Self {
        let edge = |&(from, to): &(usize, usize)| (Edge { from, to: End::Node(to), class: 0 }, RelationKind::Supports);
        Self {
            boxes: boxes.len(),
            edges: relations.iter().map(edge).collect(),
            indents: vec![2; boxes.len()],
            layout: Layout { nodes: boxes.to_vec(), ..Layout::default() },
        }
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

    /// Columns from the left side of a box to its words: there is room for the signs of lines that leave there.
    #[must_use]
    pub fn indent(&self, place: usize) -> i32 {
        self.indents.get(place).copied().unwrap_or(2)
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
        self.draw(&mut canvas, window, &[], pen, sign);
        canvas.cells()
    }

    /// All of it as rows of text, with these words in the boxes.
    #[must_use]
    pub fn text(&self, words: &[Vec<String>], signs: &Signs<'_>) -> Vec<String> {
        let Layout { width, height, .. } = self.layout;
        let whole = Area { x: 0, y: 0, width, height };
        let mut canvas = Canvas::through(whole, signs.ascii);
        self.draw(&mut canvas, whole, words, |_| ((), false), signs.relation);
        canvas.rows().collect()
    }

    fn draw<P: Copy + Default + Ord>(
        &self,
        canvas: &mut Canvas<P>,
        window: Area,
        words: &[Vec<String>],
        pen: impl Fn(Item) -> (P, bool),
        sign: impl Fn(RelationKind) -> char,
    ) {
        for (index, area) in self.boxes().iter().enumerate().filter(|(_, area)| area.meets(window)) {
            let (pen, heavy) = pen(Item::Box(index));
            canvas.take(pen);
            let words = words.get(index).map_or(&[][..], Vec::as_slice);
            canvas.frame(*area, words, self.indents[index], if heavy { Stroke::Heavy } else { Stroke::Light });
        }
        for (index, ((edge, kind), route)) in self.edges.iter().zip(&self.layout.routes).enumerate() {
            if !around(route).meets(window) {
                continue;
            }
            canvas.take(pen(Item::Edge(index)).0);
            let look = Look {
                stroke: stroke(*kind),
                sign: (edge.from < self.boxes).then(|| sign(*kind)),
                has_head: !matches!(edge.to, End::Node(node) if node >= self.boxes),
            };
            canvas.edge(route, look);
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
