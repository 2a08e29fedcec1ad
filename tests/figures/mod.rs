//! Graphs of which it is known how `dot` draws them, and how a drawing is measured.

#![allow(dead_code, unreachable_pub, reason = "each of those that use it uses its part, and nobody else sees it")]

pub mod folds;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use agon::debate::RelationKind;
use agon::map::layout::{Edge, End, Graph, Layout, Node, Point};
use serde::Deserialize;

/// A graph, what its boxes and edges are, and what `dot` reaches on it. The boxes come first.
#[derive(Debug)]
pub struct Case {
    pub name: String,
    pub graph: Graph,
    /// In each box.
    pub words: Vec<Vec<String>>,
    pub kinds: Vec<RelationKind>,
    pub dot: Option<Dot>,
}

/// What `dot` reaches.
#[derive(Debug, Clone, Copy)]
pub struct Dot {
    pub milliseconds: f64,
    /// As it counts them itself.
    pub crossings: usize,
    pub drawn: Figures,
}

/// A drawing in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Cells in which two lines cross.
    pub crossings: usize,
    /// Cells from the beginning to the end of every edge.
    pub length: usize,
    pub bends: usize,
    pub width: usize,
    pub height: usize,
}

#[derive(Deserialize)]
struct File {
    name: String,
    nodes: Vec<Cells>,
    edges: Vec<Ends>,
}

#[derive(Deserialize)]
struct Cells {
    w: i32,
    h: i32,
    lines: Vec<String>,
}

#[derive(Deserialize)]
struct Ends {
    s: usize,
    t: usize,
    kind: String,
}

/// All graphs, by name.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/map");
    let dot = dot(&fs::read_to_string(folder.join("dot.tsv")).expect("a table"));
    let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<Case> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let text = fs::read_to_string(path).expect("a file");
            let File { name, nodes, edges } = serde_yaml::from_str(&text).expect("a graph");
            let is_join = |node: &Cells| node.w == 1;
            let mut order: Vec<usize> = (0..nodes.len()).collect();
            order.sort_by_key(|node| is_join(&nodes[*node]));
            let mut place = vec![0; nodes.len()];
            order.iter().enumerate().for_each(|(at, node)| place[*node] = at);
            let node = |at: &usize| match nodes[*at] {
                ref join if is_join(join) => Node::Join,
                Cells { w, h, .. } => Node::Box { width: w, height: h, foot: 0 },
            };
            let class = |kind: &str| u8::from(kind == "attack") + 2 * u8::from(kind == "undercut");
            let edge =
                |Ends { s, t, kind }: &Ends| Edge { from: place[*s], to: End::Node(place[*t]), class: class(kind) };
            let kind = |edge: &Ends| match edge.kind.as_str() {
                "attack" => RelationKind::Rebuts,
                "undercut" => RelationKind::Undercuts,
                _ => RelationKind::Supports,
            };
            let words = order.iter().map(|at| &nodes[*at]).filter(|node| !is_join(node));
            Case {
                dot: dot.get(&name).copied(),
                name,
                words: words.map(|node| node.lines.clone()).collect(),
                kinds: edges.iter().map(kind).collect(),
                graph: Graph { nodes: order.iter().map(node).collect(), edges: edges.iter().map(edge).collect() },
            }
        })
        .collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

fn dot(table: &str) -> HashMap<String, Dot> {
    table
        .lines()
        .skip(1)
        .map(|line| {
            let (name, numbers) = line.split_once('\t').expect("a name");
            let numbers: Vec<f64> = numbers.split('\t').map(|number| number.parse().expect("a number")).collect();
            let [milliseconds, ref counts @ ..] = numbers[..] else { unreachable!("no numbers: {line}") };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "they count something")]
            let counts: Vec<usize> = counts.iter().map(|count| *count as usize).collect();
            let [crossings, counted, length, bends, width, height] = counts[..] else {
                unreachable!("not all: {line}")
            };
            let drawn = Figures { crossings, length, bends, width, height };
            (name.to_owned(), Dot { milliseconds, crossings: counted, drawn })
        })
        .collect()
}

impl Figures {
    /// Of a layout.
    pub fn of(layout: &Layout) -> Self {
        let mut ways: HashMap<Point, [bool; 2]> = HashMap::new();
        let (mut length, mut bends) = (0, 0);
        for route in &layout.routes {
            let cells = cells(route);
            length += cells.len().saturating_sub(1);
            bends += route.len().saturating_sub(2);
            for three in cells.windows(3) {
                let way = ways.entry(three[1]).or_default();
                way[0] |= three[0].x == three[2].x;
                way[1] |= three[0].y == three[2].y;
            }
        }
        let cells = |count: i32| usize::try_from(count).expect("a size");
        let crossings = ways.values().filter(|way| **way == [true, true]).count();
        Self { crossings, length, bends, width: cells(layout.width), height: cells(layout.height) }
    }
}

/// The cells of a route, one after the other.
fn cells(route: &[Point]) -> Vec<Point> {
    let mut cells: Vec<Point> = route.first().copied().into_iter().collect();
    for pair in route.windows(2) {
        let (mut at, to) = (pair[0], pair[1]);
        while at != to {
            at = Point { x: at.x + (to.x - at.x).signum(), y: at.y + (to.y - at.y).signum() };
            cells.push(at);
        }
    }
    cells
}
