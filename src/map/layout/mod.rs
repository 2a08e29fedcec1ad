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
mod order;
mod ordered;
mod pack;
mod simplex;

use flow::{Flow, Spacing, Terms};
use layers::Part;

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
    layout_near(graph, direction, columns, &Former::default(), Effort::Full)
}

/// How much is done for a good layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Little, for a first look at a large graph.
    Quick,
    /// As much as serves.
    Full,
}

/// Where nodes stood in an earlier layout in the same direction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Former {
    /// The cells of each node, and nothing of those that are new.
    pub areas: Vec<Option<Area>>,
    /// Whether only the order is to be kept: boxes have other sizes now.
    pub only_order: bool,
}

/// Lays a graph out so that what stood somewhere before moves little.
#[must_use]
pub fn layout_near(graph: &Graph, direction: Direction, columns: i32, former: &Former, effort: Effort) -> Layout {
    let spacing = Spacing::of(direction);
    // Across the layers first; turned at the end.
    let nodes: Vec<Node> = graph
        .nodes
        .iter()
        .map(|node| match *node {
            Node::Box { width, height } if direction.is_level() => Node::Box { width: height, height: width },
            node => node,
        })
        .collect();
    let network = Network::new(&nodes, &graph.edges);
    let parts = network.components();
    let stands: Vec<Option<Stand>> =
        former.areas.iter().map(|area| area.map(|area| Stand::of(area, direction))).collect();
    let terms = Terms { spacing, former: &stands, only_order: former.only_order, effort };
    let flows: Vec<(Vec<usize>, Flow)> =
        parts.into_iter().map(|(members, edges)| flow(&network, members, &edges, terms)).collect();
    let sizes: Vec<(i32, i32)> = flows
        .iter()
        .map(|(_, flow)| if direction.is_level() { (flow.along, flow.across) } else { (flow.across, flow.along) })
        .collect();
    let stood: Vec<Option<Point>> = if former.only_order {
        Vec::new()
    } else {
        flows.iter().map(|(members, flow)| stood(members, flow, direction, former)).collect()
    };
    let corners = pack::shelves(&sizes, columns, &stood);
    let mut layout = Layout {
        width: corners.iter().zip(&sizes).map(|(corner, size)| corner.x + size.0).max().unwrap_or(0),
        height: corners.iter().zip(&sizes).map(|(corner, size)| corner.y + size.1).max().unwrap_or(0),
        nodes: vec![Area::default(); graph.nodes.len()],
        routes: vec![Vec::new(); graph.edges.len()],
    };
    let mut routes = vec![Vec::new(); network.parts.len()];
    for ((members, flow), corner) in flows.into_iter().zip(corners) {
        let moved = |at: Point| Point { x: corner.x + at.x, y: corner.y + at.y };
        for (node, area) in members.iter().zip(&flow.nodes) {
            if let Some(place) = layout.nodes.get_mut(*node) {
                let area = flow.turned_area(*area, direction);
                let Point { x, y } = moved(Point { x: area.x, y: area.y });
                *place = Area { x, y, ..area };
            }
        }
        for (part, route) in &flow.routes {
            routes[*part] = route.iter().map(|point| moved(flow.turned(*point, direction))).collect();
        }
    }
    for (edge, chain) in network.chains.iter().enumerate() {
        layout.routes[edge] = straightened(chain.iter().flat_map(|part| routes[*part].iter().copied()));
    }
    layout
}

/// The corner of a component in an earlier layout, if it was there: as most of its nodes tell.
fn stood(members: &[usize], flow: &Flow, direction: Direction, former: &Former) -> Option<Point> {
    let node = |(node, area): (&usize, &Area)| {
        let stood = former.areas.get(*node).copied().flatten()?;
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

/// One component, by itself.
fn flow(network: &Network, members: Vec<usize>, edges: &[usize], terms: Terms<'_>) -> (Vec<usize>, Flow) {
    let mut place = vec![0; network.nodes.len()];
    for (local, node) in members.iter().enumerate() {
        place[*node] = local;
    }
    let nodes: Vec<Inner> = members.iter().map(|node| network.nodes[*node]).collect();
    let parts: Vec<Part> = edges
        .iter()
        .map(|edge| {
            let part = network.parts[*edge];
            Part { from: place[part.from], to: place[part.to], ..part }
        })
        .collect();
    let former: Vec<Option<Stand>> = members.iter().map(|node| terms.former.get(*node).copied().flatten()).collect();
    let mut flow = flow::flow(&nodes, &parts, Terms { former: &former, ..terms });
    for (part, _) in &mut flow.routes {
        *part = edges[*part];
    }
    (members, flow)
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

/// A node as it is laid out: also the points where an edge ends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inner {
    Box {
        across: i32,
        along: i32,
    },
    Join,
    /// A point on an edge that another one hits.
    Hit,
    /// Where an edge turns that ends where it begins.
    Turn,
}

/// The graph with a node for each point where an edge ends on another or turns, and edges in parts between these.
struct Network {
    nodes: Vec<Inner>,
    parts: Vec<Part>,
    /// The parts of each edge, from its beginning to its end.
    chains: Vec<Vec<usize>>,
}

impl Network {
    fn new(nodes: &[Node], edges: &[Edge]) -> Self {
        let mut network = Self {
            nodes: nodes
                .iter()
                .map(|node| match *node {
                    Node::Box { width, height } => Inner::Box { across: width, along: height },
                    Node::Join => Inner::Join,
                })
                .collect(),
            parts: Vec::new(),
            chains: vec![Vec::new(); edges.len()],
        };
        let mut hits = vec![Vec::new(); edges.len()];
        let mut ends = Vec::with_capacity(edges.len());
        for edge in edges {
            let end = match edge.to {
                End::Node(node) => node,
                End::Edge(hit) if matches!(edges[hit].to, End::Node(_)) => {
                    network.nodes.push(Inner::Hit);
                    hits[hit].push(network.nodes.len() - 1);
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
            for &to in hits[index].iter().chain(&turn).chain([&ends[index]]) {
                network.chains[index].push(network.parts.len());
                network.parts.push(Part { from, to, edge: index, class: edge.class });
                from = to;
            }
        }
        network
    }

    /// The nodes and the parts of everything that hangs together, in the order of their first nodes.
    fn components(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
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
