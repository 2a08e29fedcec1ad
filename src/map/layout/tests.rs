use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

const DIRECTIONS: [Direction; 4] = [Direction::Down, Direction::Up, Direction::Left, Direction::Right];

/// The cells of a route, one after the other.
fn cells(route: &[Point]) -> Vec<Point> {
    let mut cells = route.first().copied().into_iter().collect::<Vec<_>>();
    for pair in route.windows(2) {
        let (mut at, to) = (pair[0], pair[1]);
        assert!((at.x == to.x) != (at.y == to.y), "{route:?}");
        while at != to {
            at = Point { x: at.x + (to.x - at.x).signum(), y: at.y + (to.y - at.y).signum() };
            cells.push(at);
        }
    }
    cells
}

fn holds(area: Area, at: Point) -> bool {
    (area.x..area.x + area.width).contains(&at.x) && (area.y..area.y + area.height).contains(&at.y)
}

/// Whether a point is of the frame, but no corner.
fn is_on_side(area: Area, at: Point) -> bool {
    let level = at.x == area.x || at.x == area.x + area.width - 1;
    let upright = at.y == area.y || at.y == area.y + area.height - 1;
    holds(area, at) && level != upright
}

/// Circles, loops, parallel edges, edges on edges, points where edges join, separate parts.
fn graph() -> impl Strategy<Value = Graph> {
    let node = prop_oneof![
        6 => (prop_oneof![1..6_i32, 5..30_i32, 30..61_i32], prop_oneof![3..7_i32, 7..21_i32]).prop_map(|(width, height)| Node::Box { width, height, foot: 0 }),
        1 => Just(Node::Join),
    ];
    let edge = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8_u8, 0..2_u8);
    (prop::collection::vec(node, 1..16), prop::collection::vec(edge, 0..24)).prop_map(|(nodes, drawn)| {
        let mut edges: Vec<Edge> = Vec::new();
        for (from, to, kind, class) in drawn {
            let from = from.index(nodes.len());
            let to = to.index(if kind == 0 { edges.len().max(1) } else { nodes.len() });
            let to = if kind == 0 && !edges.is_empty() { End::Edge(to) } else { End::Node(to) };
            edges.push(Edge { from, to, class });
        }
        Graph { nodes, edges }
    })
}

/// Where an edge is laid out to.
fn end(graph: &Graph, edge: usize) -> End {
    match graph.edges[edge].to {
        End::Edge(hit) if !matches!(graph.edges[hit].to, End::Node(_)) => End::Node(graph.edges[hit].from),
        end => end,
    }
}

fn is_join(graph: &Graph, node: usize) -> bool {
    graph.nodes[node] == Node::Join
}

/// Whether everything is in its place: boxes apart, every line to be followed by itself.
fn hold_to(graph: &Graph, layout: &Layout) -> Result<(), TestCaseError> {
    let whole = Area { x: 0, y: 0, width: layout.width, height: layout.height };
    for (index, area) in layout.nodes.iter().enumerate() {
        let last = Point { x: area.x + area.width - 1, y: area.y + area.height - 1 };
        prop_assert!(holds(whole, last) && area.x >= 0 && area.y >= 0);
        for other in &layout.nodes[..index] {
            let apart = area.x + area.width <= other.x
                || other.x + other.width <= area.x
                || area.y + area.height <= other.y
                || other.y + other.height <= area.y;
            prop_assert!(apart, "{area:?} {other:?}");
        }
    }
    // Which way each edge goes through each cell; those that join in a point are one.
    let mut through: BTreeMap<Point, Vec<(usize, Option<bool>)>> = BTreeMap::new();
    let mut points: BTreeSet<Point> = BTreeSet::new();
    for (index, route) in layout.routes.iter().enumerate() {
        let cells = cells(route);
        let (first, last) = (cells[0], cells[cells.len() - 1]);
        let begin = graph.edges[index].from;
        prop_assert!(is_on_side(layout.nodes[begin], first) || is_join(graph, begin));
        prop_assert!(holds(layout.nodes[begin], first));
        match end(graph, index) {
            End::Node(node) => {
                prop_assert!(is_on_side(layout.nodes[node], last) || is_join(graph, node));
                prop_assert!(holds(layout.nodes[node], last));
            }
            End::Edge(hit) => {
                prop_assert!(self::cells(&layout.routes[hit]).contains(&last));
                points.insert(last);
            }
        }
        for at in &cells[1..cells.len() - 1] {
            prop_assert!(holds(whole, *at));
            prop_assert!(layout.nodes.iter().all(|area| !holds(*area, *at)), "{at:?} {graph:?} {layout:?}");
        }
        for three in cells.windows(3) {
            let straight = three[0].x == three[2].x || three[0].y == three[2].y;
            through.entry(three[1]).or_default().push((index, straight.then_some(three[0].x == three[2].x)));
        }
        // Whoever ends beside a box has a cell for its head.
        prop_assert!(cells.len() > 2, "{graph:?} {layout:?}");
    }
    // Where one leaves a point, it does not seem to be one of those that arrive.
    let joined = |one: usize, other: usize| {
        let ends = |edge: usize| [End::Node(graph.edges[edge].from), end(graph, edge)];
        (0..graph.nodes.len()).filter(|node| is_join(graph, *node)).map(End::Node).any(|join| {
            let leaving = (0..graph.edges.len()).filter(|edge| ends(*edge)[0] == join).count();
            let meet = ends(one).contains(&join) && ends(other).contains(&join);
            meet && (leaving != 1 || ends(one)[0] == ends(other)[0] || ends(one)[1] == ends(other)[1])
        })
    };
    // Those of one class that arrive at the same box may do so on one line, from where they meet to the end.
    let bundled = |one: usize, other: usize| {
        graph.edges[one].class == graph.edges[other].class && end(graph, one) == end(graph, other)
    };
    // The cell before one on the way of an edge, and all from there.
    let rest = |edge: usize, at: Point| {
        let cells = cells(&layout.routes[edge]);
        let place = cells.iter().position(|cell| *cell == at).unwrap_or(1);
        (cells[place - 1], cells[place..].to_vec())
    };
    for (at, ways) in &through {
        for (place, (one, way)) in ways.iter().enumerate() {
            let mut met = BTreeSet::from([rest(*one, *at).0]);
            for (other, other_way) in &ways[..place] {
                let crosses = matches!((way, other_way), (Some(one), Some(other)) if one != other);
                let shares = bundled(*one, *other) && rest(*one, *at).1 == rest(*other, *at).1;
                prop_assert!(
                    crosses || shares || joined(*one, *other) || points.contains(at),
                    "{one} and {other} lie on each other at {at:?}: {graph:?} {layout:?}"
                );
                if shares && !joined(*one, *other) {
                    met.insert(rest(*other, *at).0);
                }
            }
            prop_assert!(met.len() < 3, "lines that meet at {at:?} seem to cross: {graph:?} {layout:?}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_edge_can_be_followed_by_itself(graph in graph(), direction in prop::sample::select(DIRECTIONS.to_vec())) {
        let layout = layout(&graph, direction, 80);
        prop_assert_eq!(&layout, &super::layout(&graph, direction, 80));
        hold_to(&graph, &layout)?;
    }

    #[test]
    fn what_stood_somewhere_stands_in_no_way(
        (graph, stay) in with_some(graph()),
        direction in prop::sample::select(DIRECTIONS.to_vec()),
        has_other_sizes: bool,
    ) {
        // Laid out with other sizes before, and without some of them.
        let nodes = graph.nodes.iter().map(|node| match *node {
            Node::Box { width, height, foot } if has_other_sizes => Node::Box { width: height, height: width.max(3), foot },
            node => node,
        });
        let before = Graph { nodes: nodes.collect(), edges: graph.edges.clone() };
        let areas = layout(&before, direction, 200).nodes.into_iter();
        let stood: Vec<Option<Area>> = areas.zip(stay).map(|(area, stays)| Some(area).filter(|_| stays)).collect();
        let near = || {
            let kept = if has_other_sizes { &[] } else { stood.as_slice() };
            Arrangement::near(&graph, Effort::Full, &stood, direction).layout(&graph.nodes, direction, 80, kept)
        };
        let layout = near();
        prop_assert_eq!(&layout, &near());
        hold_to(&graph, &layout)?;
    }

    #[test]
    fn what_is_left_stands_beside_the_same_others(
        (graph, stay) in with_some(graph()),
        direction in prop::sample::select(DIRECTIONS.to_vec()),
        has_other_sizes: bool,
    ) {
        let whole = Arrangement::new(&graph, Effort::Full);
        let before = whole.layout(&graph.nodes, direction, 200, &[]);
        let (mut part, nodes, edges) = left(&graph, &stay);
        let stood: Vec<Option<Area>> = nodes.iter().map(|node| node.map(|node| before.nodes[node])).collect();
        if has_other_sizes {
            for node in &mut part.nodes {
                if let Node::Box { width, height, foot } = *node {
                    *node = Node::Box { width: height, height: width.max(3), foot };
                }
            }
        }
        let kept = if has_other_sizes { &[] } else { stood.as_slice() };
        let after = whole.remainder(&part, &nodes, &edges).layout(&part.nodes, direction, 200, kept);
        hold_to(&part, &after)?;
        for (members, _) in Network::new(&part.nodes, &part.edges).components() {
            let members: Vec<usize> = members.into_iter().filter(|node| *node < part.nodes.len()).collect();
            let stand = |area: Option<Area>| area.map(|area| Stand::of(area, direction));
            for (place, one) in members.iter().enumerate() {
                for other in &members[..place] {
                    let (Some(was), Some(is)) = (stand(stood[*one]), stand(Some(after.nodes[*one]))) else { continue };
                    let (Some(beside), Some(now)) = (stand(stood[*other]), stand(Some(after.nodes[*other]))) else { continue };
                    prop_assert_eq!(was.along.cmp(&beside.along), is.along.cmp(&now.along));
                    if was.along == beside.along {
                        prop_assert_eq!(was.across.cmp(&beside.across), is.across.cmp(&now.across));
                    }
                }
            }
        }
        // Nothing taken away is everything.
        let (all, nodes, edges) = left(&graph, &vec![true; graph.nodes.len()]);
        prop_assert_eq!(whole.remainder(&all, &nodes, &edges), whole);
    }
}

/// A graph, and which of its nodes stay.
fn with_some(graph: impl Strategy<Value = Graph>) -> impl Strategy<Value = (Graph, Vec<bool>)> {
    graph.prop_flat_map(|graph| {
        let stay = prop::collection::vec(any::<bool>(), graph.nodes.len());
        (Just(graph), stay)
    })
}

/// What is left of a graph, and which nodes and edges of it those are.
fn left(graph: &Graph, stay: &[bool]) -> (Graph, Vec<Option<usize>>, Vec<Option<usize>>) {
    let nodes: Vec<usize> = (0..graph.nodes.len()).filter(|node| stay[*node]).collect();
    let mut edges: Vec<usize> = Vec::new();
    let stays = |edges: &[usize], edge: usize| {
        stay[graph.edges[edge].from]
            && match graph.edges[edge].to {
                End::Node(node) => stay[node],
                End::Edge(hit) => edges.contains(&hit),
            }
    };
    for edge in 0..graph.edges.len() {
        if stays(&edges, edge) {
            edges.push(edge);
        }
    }
    let place = |all: &[usize], of: usize| all.iter().position(|one| *one == of).expect("it stays");
    let part = edges.iter().map(|edge| {
        let Edge { from, to, class } = graph.edges[*edge];
        let to = match to {
            End::Node(node) => End::Node(place(&nodes, node)),
            End::Edge(hit) => End::Edge(place(&edges, hit)),
        };
        Edge { from: place(&nodes, from), to, class }
    });
    let part = Graph { nodes: nodes.iter().map(|node| graph.nodes[*node]).collect(), edges: part.collect() };
    (part, nodes.into_iter().map(Some).collect(), edges.into_iter().map(Some).collect())
}

#[test]
fn what_is_borne_upon_comes_first() {
    let side = |direction| {
        let boxes = [Node::Box { width: 9, height: 3, foot: 0 }; 2];
        let graph = Graph { nodes: boxes.to_vec(), edges: vec![Edge { from: 1, to: End::Node(0), class: 0 }] };
        let layout = layout(&graph, direction, 80);
        let corner = |node: usize| (layout.nodes[node].x, layout.nodes[node].y);
        (corner(0), corner(1), layout.routes[0].clone())
    };
    let point = |x, y| Point { x, y };
    assert_eq!(side(Direction::Down), ((0, 0), (0, 5), vec![point(4, 5), point(4, 2)]));
    assert_eq!(side(Direction::Up), ((0, 5), (0, 0), vec![point(4, 2), point(4, 5)]));
    assert_eq!(side(Direction::Right), ((0, 0), (13, 0), vec![point(13, 1), point(8, 1)]));
    assert_eq!(side(Direction::Left), ((13, 0), (0, 0), vec![point(8, 1), point(13, 1)]));
}

#[test]
fn nothing_is_laid_out_as_nothing() {
    assert_eq!(layout(&Graph::default(), Direction::Down, 80), Layout::default());
}
