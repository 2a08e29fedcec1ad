//! One part of a graph that hangs together, laid out from layer to layer: *across* is the way along a layer, *along* the
//! way from one to the next.

use super::channel::{self, Run};
use super::columns::{Columns, Line};
use super::layers::{self, Part};
use super::order::{self, Layers};
use super::{Area, Direction, Inner, Point};

/// Room that is left free, in cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spacing {
    between_boxes: i32,
    beside_line: i32,
    between_lines: i32,
    /// From one port to the next.
    port: i32,
    /// The least from one layer to the next.
    channel: i32,
}

impl Spacing {
    /// A row of a terminal is about as high as two columns are wide.
    pub(super) fn of(direction: Direction) -> Self {
        if direction.is_level() {
            Self { between_boxes: 1, beside_line: 1, between_lines: 0, port: 1, channel: 4 }
        } else {
            Self { between_boxes: 2, beside_line: 1, between_lines: 1, port: 2, channel: 2 }
        }
    }
}

/// Where everything is. In areas and points, `x` counts across and `y` along.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) across: i32,
    pub(super) along: i32,
    pub(super) nodes: Vec<Area>,
    /// Each part, from its beginning to its end.
    pub(super) routes: Vec<(usize, Vec<Point>)>,
}

/// Lays out nodes that hang together.
pub(super) fn flow(nodes: &[Inner], parts: &[Part], spacing: Spacing) -> Flow {
    let mut ways: Vec<Chains> =
        layers::ways(nodes, parts).into_iter().map(|layers| Chains::new(parts, layers)).collect();
    let ends: Vec<Vec<(usize, usize)>> = ways
        .iter()
        .map(|chains| chains.segments.iter().map(|segment| (segment.upper, segment.lower)).collect())
        .collect();
    let layers: Vec<Layers<'_>> =
        ways.iter().zip(&ends).map(|(chains, ends)| Layers { of: &chains.layers, segments: ends }).collect();
    let Some((way, order)) = order::best(&layers) else {
        return Flow { across: 0, along: 0, nodes: Vec::new(), routes: Vec::new() };
    };
    let chains = ways.swap_remove(way);
    let mut plan = Plan::new(nodes, parts, &chains, &order.rows, spacing);
    plan.set_columns();
    plan.slide_ports();
    plan.routed()
}

/// From a place to one in the next layer.
#[derive(Debug, Clone, Copy)]
struct Segment {
    upper: usize,
    lower: usize,
    part: usize,
}

/// Every part as segments over the places in between: first come the places of the nodes, then points on lines.
struct Chains {
    layers: Vec<usize>,
    segments: Vec<Segment>,
    /// The segments of each part, from the upper end to the lower.
    parts: Vec<Vec<usize>>,
}

impl Chains {
    fn new(parts: &[Part], layers: Vec<usize>) -> Self {
        let mut chains = Self { layers, segments: Vec::new(), parts: Vec::new() };
        for (index, part) in parts.iter().enumerate() {
            let is_turned = chains.layers[part.from] < chains.layers[part.to];
            let (upper, lower) = if is_turned { (part.from, part.to) } else { (part.to, part.from) };
            let mut chain = Vec::new();
            let mut at = upper;
            for layer in chains.layers[upper] + 1..=chains.layers[lower] {
                let next = if layer == chains.layers[lower] {
                    lower
                } else {
                    chains.layers.push(layer);
                    chains.layers.len() - 1
                };
                chain.push(chains.segments.len());
                chains.segments.push(Segment { upper: at, lower: next, part: index });
                at = next;
            }
            chains.parts.push(chain);
        }
        chains
    }
}

struct Plan<'a> {
    nodes: &'a [Inner],
    parts: &'a [Part],
    chains: &'a Chains,
    rows: &'a [Vec<usize>],
    spacing: Spacing,
    /// The edge that goes on behind each point at which another one hits it.
    passing: Vec<Option<usize>>,
    /// The segments at the lower side of each place, and at the upper, in order.
    lower_side: Vec<Vec<usize>>,
    upper_side: Vec<Vec<usize>>,
    widths: Vec<i32>,
    lefts: Vec<i32>,
    /// The columns of each segment from the left edges of its places, then from the left edge of all.
    upper_ports: Vec<i32>,
    lower_ports: Vec<i32>,
}

impl<'a> Plan<'a> {
    fn new(
        nodes: &'a [Inner],
        parts: &'a [Part],
        chains: &'a Chains,
        rows: &'a [Vec<usize>],
        spacing: Spacing,
    ) -> Self {
        let places = chains.layers.len();
        let mut at = vec![0; places];
        for row in rows {
            for (stand, place) in row.iter().enumerate() {
                at[*place] = stand;
            }
        }
        let (mut lower_side, mut upper_side) = (vec![Vec::new(); places], vec![Vec::new(); places]);
        for (index, segment) in chains.segments.iter().enumerate() {
            lower_side[segment.upper].push(index);
            upper_side[segment.lower].push(index);
        }
        for side in &mut lower_side {
            side.sort_by_key(|segment| at[chains.segments[*segment].lower]);
        }
        for side in &mut upper_side {
            side.sort_by_key(|segment| at[chains.segments[*segment].upper]);
        }
        let mut passing = vec![None; nodes.len()];
        for part in parts.iter().filter(|part| nodes[part.from] == Inner::Hit) {
            passing[part.from] = Some(part.edge);
        }
        let mut plan = Self {
            nodes,
            parts,
            chains,
            rows,
            spacing,
            passing,
            lower_side,
            upper_side,
            widths: vec![1; places],
            lefts: Vec::new(),
            upper_ports: vec![0; chains.segments.len()],
            lower_ports: vec![0; chains.segments.len()],
        };
        for (place, node) in nodes.iter().enumerate() {
            plan.set_ports(place, *node);
        }
        plan
    }

    /// How wide a node is, and where its edges meet it: spread about its middle.
    fn set_ports(&mut self, place: usize, node: Inner) {
        let count = |side: &Vec<usize>| i32::try_from(side.len()).unwrap_or(i32::MAX / 8);
        let (below, above) = (count(&self.lower_side[place]), count(&self.upper_side[place]));
        match node {
            Inner::Join => {}
            Inner::Box { across, .. } => {
                let width = across.max((below.max(above) - 1) * self.spacing.port + 3);
                self.widths[place] = width;
                for (count, is_below) in [(below, true), (above, false)] {
                    let step = ((width - 3) / (count - 1).max(1)).min(self.spacing.port * 3);
                    let first = (width - step * (count - 1)) / 2;
                    for (port, offset) in (0..count).enumerate() {
                        self.set_port(place, is_below, port, first + step * offset);
                    }
                }
            }
            Inner::Hit => {
                // Two arrive on one side: the line itself, and what hits it and turns towards it.
                self.widths[place] = 3;
                let is_below = below > 1;
                let side = if is_below { &self.lower_side[place] } else { &self.upper_side[place] };
                let body = if side.first().is_some_and(|segment| self.passes(place, *segment)) { 0 } else { 2 };
                self.set_port(place, is_below, 0, 0);
                self.set_port(place, is_below, 1, 2);
                self.set_port(place, !is_below, 0, body);
            }
        }
    }

    fn set_port(&mut self, place: usize, is_below: bool, port: usize, offset: i32) {
        if is_below {
            if let Some(segment) = self.lower_side[place].get(port) {
                self.upper_ports[*segment] = offset;
            }
        } else if let Some(segment) = self.upper_side[place].get(port) {
            self.lower_ports[*segment] = offset;
        }
    }

    /// Whether a segment is of the edge that goes on behind the point at which another one hits it.
    fn passes(&self, hit: usize, segment: usize) -> bool {
        let part = self.parts[self.chains.segments[segment].part];
        self.passing[hit] == Some(part.edge)
    }

    fn is_line(&self, place: usize) -> bool {
        place >= self.nodes.len()
    }

    fn set_columns(&mut self) {
        let gap = |left: usize, right: usize| match (self.is_line(left), self.is_line(right)) {
            (false, false) => self.spacing.between_boxes,
            (true, true) => self.spacing.between_lines,
            _ => self.spacing.beside_line,
        };
        let weight = |segment: &Segment| match (self.is_line(segment.upper), self.is_line(segment.lower)) {
            (false, false) => 1,
            (true, true) => 8,
            _ => 2,
        };
        let line = |(index, segment): (usize, &Segment)| Line {
            upper: segment.upper,
            lower: segment.lower,
            upper_port: self.upper_ports[index],
            lower_port: self.lower_ports[index],
            weight: weight(segment),
        };
        let lines: Vec<Line> = self.chains.segments.iter().enumerate().map(line).collect();
        let columns = Columns { rows: self.rows, widths: &self.widths, gap: &gap, lines: &lines };
        self.lefts = columns.left_edges();
        for (index, segment) in self.chains.segments.iter().enumerate() {
            self.upper_ports[index] += self.lefts[segment.upper];
            self.lower_ports[index] += self.lefts[segment.lower];
        }
    }

    /// Moves every port along its side towards the other end of its segment, as far as its neighbours let it.
    fn slide_ports(&mut self) {
        for is_below in [false, true, false] {
            for (place, node) in self.nodes.iter().enumerate() {
                if !matches!(node, Inner::Box { .. }) {
                    continue;
                }
                let side = if is_below { &self.lower_side[place] } else { &self.upper_side[place] };
                let (mut next, mut left) = (self.lefts[place] + 1, i32::try_from(side.len()).unwrap_or(0));
                for &segment in side {
                    left -= 1;
                    let last = self.lefts[place] + self.widths[place] - 2 - left * self.spacing.port;
                    let (own, other) = if is_below {
                        (&mut self.upper_ports[segment], self.lower_ports[segment])
                    } else {
                        (&mut self.lower_ports[segment], self.upper_ports[segment])
                    };
                    *own = other.clamp(next, last.max(next));
                    next = *own + self.spacing.port;
                }
            }
        }
    }

    /// Sets layers and channels one behind the other and draws the routes.
    fn routed(&self) -> Flow {
        let mut tops = Vec::new();
        let mut turns: Vec<Vec<(i32, i32)>> = vec![Vec::new(); self.chains.segments.len()];
        let mut top = 0;
        let mut channels = vec![Vec::new(); self.rows.len()];
        for (index, segment) in self.chains.segments.iter().enumerate() {
            channels[self.chains.layers[segment.upper]].push(index);
        }
        let mut end = 0;
        for (row, segments) in self.rows.iter().zip(channels) {
            tops.push(top);
            end = top + row.iter().map(|place| self.along(*place)).max().unwrap_or(0);
            let runs: Vec<Run> = segments
                .iter()
                .map(|segment| Run { upper: self.upper_ports[*segment], lower: self.lower_ports[*segment] })
                .collect();
            let routes = channel::route(&runs);
            // A head needs a cell of its own before the box.
            let has_head_below = segments.iter().any(|segment| {
                let Segment { lower, part, .. } = self.chains.segments[*segment];
                self.parts[part].to == lower
            });
            for (segment, route) in segments.iter().zip(routes.turns) {
                turns[*segment] = route.into_iter().map(|(track, column)| (end + 1 + track, column)).collect();
            }
            top = end + (1 + routes.tracks + i32::from(has_head_below)).max(self.spacing.channel);
        }
        let area = |place: usize| Area {
            x: self.lefts[place],
            y: tops[self.chains.layers[place]],
            width: self.widths[place],
            height: self.along(place),
        };
        let mut flow = Flow {
            across: 0,
            along: end,
            nodes: (0..self.nodes.len()).map(area).collect(),
            routes: (0..self.parts.len()).map(|part| (part, self.route(part, &turns, &tops))).collect(),
        };
        flow.move_to_edge();
        flow
    }

    fn along(&self, place: usize) -> i32 {
        match self.nodes.get(place) {
            Some(Inner::Box { along, .. }) => *along,
            Some(_) => 1,
            None => 0,
        }
    }

    /// The points of a part, from its beginning to its end.
    fn route(&self, part: usize, turns: &[Vec<(i32, i32)>], tops: &[i32]) -> Vec<Point> {
        let mut points = Vec::new();
        let chain = &self.chains.parts[part];
        for (step, &index) in chain.iter().enumerate() {
            let segment = self.chains.segments[index];
            let mut column = self.upper_ports[index];
            if step == 0 {
                let y = tops[self.chains.layers[segment.upper]] + self.along(segment.upper) - 1;
                points.extend(self.body(segment.upper).map(|x| Point { x, y }));
                points.push(Point { x: column, y });
            }
            for &(y, to) in &turns[index] {
                points.extend([Point { x: column, y }, Point { x: to, y }]);
                column = to;
            }
            if step + 1 == chain.len() {
                let y = tops[self.chains.layers[segment.lower]];
                points.push(Point { x: column, y });
                points.extend(self.body(segment.lower).map(|x| Point { x, y }));
            }
        }
        let begins_above =
            chain.first().is_some_and(|index| self.chains.segments[*index].upper == self.parts[part].from);
        if !begins_above {
            points.reverse();
        }
        points
    }

    /// The column of the edge that is hit at a place.
    fn body(&self, place: usize) -> Option<i32> {
        if self.nodes.get(place) != Some(&Inner::Hit) {
            return None;
        }
        let below = self.lower_side[place].iter().find(|segment| self.passes(place, **segment));
        below.map(|segment| self.upper_ports[*segment])
    }
}

impl Flow {
    /// Moves all of it so that the first column across is 0, and measures it.
    fn move_to_edge(&mut self) {
        let points = self.routes.iter().flat_map(|(_, route)| route);
        let least = points.clone().map(|point| point.x).chain(self.nodes.iter().map(|area| area.x)).min().unwrap_or(0);
        let ends = points.map(|point| point.x + 1).chain(self.nodes.iter().map(|area| area.x + area.width));
        self.across = ends.max().unwrap_or(0) - least;
        self.nodes.iter_mut().for_each(|area| area.x -= least);
        self.routes.iter_mut().flat_map(|(_, route)| route).for_each(|point| point.x -= least);
    }
}
