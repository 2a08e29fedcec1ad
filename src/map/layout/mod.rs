//! The layered layout: from boxes and edges to places and routes on the character grid.
//!
//! The way is that of Sugiyama, Tagawa, Toda (1981) in the form of Gansner, Koutsofios, North, Vo: *A Technique for
//! Drawing Directed Graphs* (1993): circles are broken, nodes get layers, layers an order, nodes columns, edges routes.
//! Everything is in whole cells, and the same graph gives the same layout.

mod chains;
mod channel;
mod columns;
mod cycles;
mod flow;
mod former;
mod layers;
mod network;
mod order;
mod ordered;
mod pack;
mod ports;
mod remainder;
mod simplex;
mod straight;
mod swaps;

use flow::{Flow, Spacing, Terms};
use layers::Part;
use network::{Inner, Network};
use ordered::Ordered;

/// Where the layers go from what is borne upon to what bears on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Reasons stand under what they bear on.
    Down,
    /// Reasons stand over what they bear on.
    Up,
    /// Reasons stand left of what they bear on.
    Left,
    /// Reasons stand right of what they bear on.
    #[default]
    Right,
}

impl Direction {
    /// Whether layers stand side by side.
    #[must_use]
    pub fn is_level(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }

    /// The next one, a quarter round.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Right => Self::Down,
            Self::Down => Self::Left,
            Self::Left => Self::Up,
            Self::Up => Self::Right,
        }
    }

    /// Its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// What is to be drawn at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// A box with its frame; it is made larger where edges need the room.
    Box {
        /// Columns.
        width: i32,
        /// Rows.
        height: i32,
        /// The last rows inside its frame, beside which no edge leaves it.
        foot: i32,
    },
    /// A point where edges join, without heads.
    Join,
}

/// Where an edge ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At a node.
    Node(usize),
    /// On another edge, which itself ends at a node.
    Edge(usize),
}

/// From a node to another, or to an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The node where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: End,
    /// Edges of one class may share a line where they arrive at the same box.
    pub class: u8,
}

/// What is to be laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges, by places in `nodes` and in this list.
    pub edges: Vec<Edge>,
}

/// A cell: column and row, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Point {
    /// The column.
    pub x: i32,
    /// The row.
    pub y: i32,
}

/// Cells side by side and one under the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// The first column.
    pub x: i32,
    /// The first row.
    pub y: i32,
    /// Columns.
    pub width: i32,
    /// Rows.
    pub height: i32,
}

impl Area {
    /// The least that has two cells.
    #[must_use]
    pub fn between(one: Point, other: Point) -> Self {
        let (x, y) = (one.x.min(other.x), one.y.min(other.y));
        Self { x, y, width: one.x.max(other.x) - x + 1, height: one.y.max(other.y) - y + 1 }
    }

    /// Whether they have a cell in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// Where everything is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the whole.
    pub width: i32,
    /// Rows of the whole.
    pub height: i32,
    /// The cells of each node.
    pub nodes: Vec<Area>,
    /// Each edge from a cell of the frame of its first node to the cell where it ends, by the cells in which it turns.
    pub routes: Vec<Vec<Point>>,
}

/// Lays a graph out. Parts that hang together nowhere stand side by side as far as `columns` go.
#[must_use]
pub fn layout(graph: &Graph, direction: Direction, columns: i32) -> Layout {
    Arrangement::new(graph, Effort::Full).layout(&graph.nodes, direction, columns, &[])
}

/// How much is done for a good layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Little, for a first look at a large graph.
    Quick,
    /// As much as serves.
    Full,
}

/// Which layer each node of a graph stands in, and in which order. To find that takes longest, and it serves for boxes of
/// every size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    network: Network,
    components: Vec<Component>,
    effort: Effort,
}

/// What hangs together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Component {
    /// Its nodes and its parts, by their places in the network.
    members: Vec<usize>,
    edges: Vec<usize>,
    /// The parts by the places of the nodes in this component.
    parts: Vec<Part>,
    order: Option<Ordered>,
}

impl Arrangement {
    /// That of a graph, however large its boxes are.
    #[must_use]
    pub fn new(graph: &Graph, effort: Effort) -> Self {
        let network = Network::new(&graph.nodes, &graph.edges);
        Self::of(network, effort, |_, nodes, parts| Ordered::best(nodes, parts, effort))
    }

    /// That of a graph of which some nodes stood in these areas before, laid out in this direction: near to how they stood
    /// if that does not lead to many more crossings.
    #[must_use]
    pub fn near(graph: &Graph, effort: Effort, stood: &[Option<Area>], direction: Direction) -> Self {
        let stands = stands(stood, direction);
        let network = Network::new(&graph.nodes, &graph.edges);
        Self::of(network, effort, |members, nodes, parts| {
            let free = Ordered::best(nodes, parts, effort)?;
            let former = of_members(members, &stands);
            let is_known = former.iter().any(Option::is_some);
            let near = is_known.then(|| Ordered::near(nodes, parts, &former, free.order.crossings));
            Some(near.flatten().unwrap_or(free))
        })
    }

    /// That of a network, with the order that is found for the members of each component.
    fn of(network: Network, effort: Effort, order: impl Fn(&[usize], &[Inner], &[Part]) -> Option<Ordered>) -> Self {
        let mut place = vec![0; network.nodes.len()];
        let component = |(members, edges): (Vec<usize>, Vec<usize>)| {
            members.iter().enumerate().for_each(|(local, node)| place[*node] = local);
            let part = |edge: &usize| {
                let part = network.parts[*edge];
                Part { from: place[part.from], to: place[part.to], ..part }
            };
            let parts: Vec<Part> = edges.iter().map(part).collect();
            let nodes: Vec<Inner> = members.iter().map(|node| network.nodes[*node]).collect();
            let order = order(&members, &nodes, &parts);
            Component { members, edges, parts, order }
        };
        let components = network.components().into_iter().map(component).collect();
        Self { network, components, effort }
    }

    /// Everything in its place, the boxes as large as `nodes` tells. What `stood` somewhere before in the same direction is
    /// moved as little as can be.
    #[must_use]
    pub fn layout(&self, nodes: &[Node], direction: Direction, columns: i32, stood: &[Option<Area>]) -> Layout {
        // Across the layers first; turned at the end.
        let mut inner = self.network.nodes.clone();
        for (inner, node) in inner.iter_mut().zip(nodes) {
            *inner = match *node {
                Node::Box { width, height, foot } if direction.is_level() => {
                    Inner::Box { across: height, along: width, foot }
                }
                Node::Box { width, height, .. } => Inner::Box { across: width, along: height, foot: 0 },
                Node::Join => Inner::Join,
            };
        }
        let stands = stands(stood, direction);
        let terms = Terms { spacing: Spacing::of(direction), former: &stands, effort: self.effort };
        let flows: Vec<Flow> = self.components.iter().map(|component| component.flow(&inner, terms)).collect();
        let sizes: Vec<(i32, i32)> = flows
            .iter()
            .map(|flow| if direction.is_level() { (flow.along, flow.across) } else { (flow.across, flow.along) })
            .collect();
        let both = self.components.iter().zip(&flows);
        let corners: Vec<Option<Point>> =
            both.map(|(component, flow)| corner(&component.members, flow, direction, stood)).collect();
        let corners = pack::corners(&sizes, columns, &corners);
        let mut layout = Layout {
            width: corners.iter().zip(&sizes).map(|(corner, size)| corner.x + size.0).max().unwrap_or(0),
            height: corners.iter().zip(&sizes).map(|(corner, size)| corner.y + size.1).max().unwrap_or(0),
            nodes: vec![Area::default(); nodes.len()],
            routes: Vec::with_capacity(self.network.chains.len()),
        };
        let mut routes = vec![Vec::new(); self.network.parts.len()];
        for ((component, flow), corner) in self.components.iter().zip(flows).zip(corners) {
            let moved = |at: Point| Point { x: corner.x + at.x, y: corner.y + at.y };
            for (node, area) in component.members.iter().zip(&flow.nodes) {
                if let Some(place) = layout.nodes.get_mut(*node) {
                    let area = flow.turned_area(*area, direction);
                    let Point { x, y } = moved(Point { x: area.x, y: area.y });
                    *place = Area { x, y, ..area };
                }
            }
            for (part, route) in component.edges.iter().zip(&flow.routes) {
                routes[*part] = route.iter().map(|point| moved(flow.turned(*point, direction))).collect();
            }
        }
        for chain in &self.network.chains {
            layout.routes.push(straightened(chain.iter().flat_map(|part| routes[*part].iter().copied())));
        }
        layout
    }
}

impl Component {
    /// This one by itself.
    fn flow(&self, nodes: &[Inner], terms: Terms<'_>) -> Flow {
        let nodes: Vec<Inner> = self.members.iter().map(|node| nodes[*node]).collect();
        let former = of_members(&self.members, terms.former);
        flow::flow(&nodes, &self.parts, self.order.as_ref(), Terms { former: &former, ..terms })
    }
}

/// The corner of a component in an earlier layout, if it was there: as most of its nodes tell.
fn corner(members: &[usize], flow: &Flow, direction: Direction, stood: &[Option<Area>]) -> Option<Point> {
    let node = |(node, area): (&usize, &Area)| {
        let stood = stood.get(*node).copied().flatten()?;
        let area = flow.turned_area(*area, direction);
        Some((stood.x - area.x, stood.y - area.y))
    };
    let (mut left, mut top): (Vec<i32>, Vec<i32>) = members.iter().zip(&flow.nodes).filter_map(node).unzip();
    left.sort_unstable();
    top.sort_unstable();
    Some(Point { x: *left.get(left.len() / 2)?, y: *top.get(top.len() / 2)? })
}

impl Flow {
    /// A cell as it stands in a direction.
    fn turned(&self, at: Point, direction: Direction) -> Point {
        let (across, along) = (at.x, at.y);
        match direction {
            Direction::Down => Point { x: across, y: along },
            Direction::Up => Point { x: across, y: self.along - 1 - along },
            Direction::Right => Point { x: along, y: across },
            Direction::Left => Point { x: self.along - 1 - along, y: across },
        }
    }

    fn turned_area(&self, area: Area, direction: Direction) -> Area {
        let one = self.turned(Point { x: area.x, y: area.y }, direction);
        let last = Point { x: area.x + area.width - 1, y: area.y + area.height - 1 };
        let other = self.turned(last, direction);
        let (width, height) = ((one.x - other.x).abs() + 1, (one.y - other.y).abs() + 1);
        Area { x: one.x.min(other.x), y: one.y.min(other.y), width, height }
    }
}

/// Where a node stood before: the middle and the first cell across the layers, and the first cell along them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    middle: i32,
    across: i32,
    along: i32,
}

impl Stand {
    fn of(area: Area, direction: Direction) -> Self {
        let Area { x, y, width, height } = area;
        let (middle, across) = if direction.is_level() { (2 * y + height, y) } else { (2 * x + width, x) };
        let along = match direction {
            Direction::Down => y,
            Direction::Up => -(y + height),
            Direction::Right => x,
            Direction::Left => -(x + width),
        };
        Self { middle, across, along }
    }
}

fn stands(stood: &[Option<Area>], direction: Direction) -> Vec<Option<Stand>> {
    stood.iter().map(|area| area.map(|area| Stand::of(area, direction))).collect()
}

/// Where the members of a component stood.
fn of_members(members: &[usize], stands: &[Option<Stand>]) -> Vec<Option<Stand>> {
    members.iter().map(|node| stands.get(*node).copied().flatten()).collect()
}

/// The points without those between two others on one line.
fn straightened(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut route: Vec<Point> = Vec::new();
    for point in points {
        if route.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = route[..]
            && ((before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y))
        {
            route.pop();
        }
        route.push(point);
    }
    route
}

#[cfg(test)]
mod tests;
