//! One part of a graph that hangs together, laid out from layer to layer: *across* is the way along a layer, *along* the
//! way from one to the next.

use std::ops::Range;

use super::chains::{Chains, Segment};
use super::channel::{self, Run};
use super::columns::{Columns, Line};
use super::layers::Part;
use super::ordered::Ordered;
use super::{Area, Direction, Effort, Inner, Point, Stand, former};

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

/// What is asked of a layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) spacing: Spacing,
    /// Where nodes stood before.
    pub(super) former: &'a [Option<Stand>],
    /// Whether they are to stay only in the same order.
    pub(super) only_order: bool,
    pub(super) effort: Effort,
}

/// Lays out nodes that hang together.
pub(super) fn flow(nodes: &[Inner], parts: &[Part], terms: Terms<'_>) -> Flow {
    let free = Ordered::best(nodes, parts, terms.effort);
    let found = if terms.former.iter().any(Option::is_some) {
        free.and_then(|free| Ordered::near(nodes, parts, terms.former, free.order.crossings).or(Some(free)))
    } else {
        free
    };
    let Some(Ordered { chains, mut order }) = found else {
        return Flow { across: 0, along: 0, nodes: Vec::new(), routes: Vec::new() };
    };
    chains.gather_leaves(parts, &mut order.rows);
    let stays = if terms.only_order { &[] } else { terms.former };
    let mut plan = Plan::new(nodes, parts, &chains, &order.rows, Terms { former: stays, ..terms });
    plan.set_columns();
    plan.slide_ports();
    plan.routed()
}

struct Plan<'a> {
    nodes: &'a [Inner],
    parts: &'a [Part],
    chains: &'a Chains,
    rows: &'a [Vec<usize>],
    terms: Terms<'a>,
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
        terms: Terms<'a>,
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
            terms,
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
        let below = self.lower_side[place].len();
        match node {
            Inner::Join => {}
            Inner::Box { across, .. } => {
                let bundles = [true, false].map(|is_below| self.bundles(place, is_below));
                let count = |bundles: &Vec<Range<usize>>| i32::try_from(bundles.len()).unwrap_or(i32::MAX / 8);
                let most = bundles.iter().map(count).max().unwrap_or(0);
                let width = across.max((most - 1) * self.terms.spacing.port + 3);
                self.widths[place] = width;
                for (bundles, is_below) in bundles.into_iter().zip([true, false]) {
                    let count = count(&bundles);
                    let step = ((width - 3) / (count - 1).max(1)).min(self.terms.spacing.port * 3);
                    let first = (width - step * (count - 1)) / 2;
                    for (bundle, offset) in bundles.into_iter().zip(0..) {
                        bundle.for_each(|port| self.set_port(place, is_below, port, first + step * offset));
                    }
                }
            }
            Inner::Turn => {
                self.widths[place] = 3;
                self.set_port(place, below > 1, 0, 0);
                self.set_port(place, below > 1, 1, 2);
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

    fn side(&self, place: usize, is_below: bool) -> &[usize] {
        if is_below { &self.lower_side[place] } else { &self.upper_side[place] }
    }

    /// The segments at a side of a box that share a port: neighbours of one class that arrive there.
    fn bundles(&self, place: usize, is_below: bool) -> Vec<Range<usize>> {
        let part = |segment: usize| self.parts[self.chains.segments[segment].part];
        let shares = |one: &usize, other: &usize| {
            let (one, other) = (part(*one), part(*other));
            one.to == place && other.to == place && one.class == other.class
        };
        let mut start = 0;
        let side = self.side(place, is_below);
        side.chunk_by(shares)
            .map(|bundle| {
                start += bundle.len();
                start - bundle.len()..start
            })
            .collect()
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
            (false, false) => self.terms.spacing.between_boxes,
            (true, true) => self.terms.spacing.between_lines,
            _ => self.terms.spacing.beside_line,
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
        let former: Vec<(usize, i32)> = self
            .terms
            .former
            .iter()
            .enumerate()
            .filter_map(|(place, stand)| stand.map(|stand| (place, stand.across)))
            .collect();
        let columns = Columns { rows: self.rows, widths: &self.widths, gap: &gap, lines: &lines, former: &former };
        self.lefts = columns.left_edges(self.terms.effort);
        for (index, segment) in self.chains.segments.iter().enumerate() {
            self.upper_ports[index] += self.lefts[segment.upper];
            self.lower_ports[index] += self.lefts[segment.lower];
        }
    }

    /// Moves ports along their sides where that makes their lines straight, as far as their neighbours let them.
    fn slide_ports(&mut self) {
        let spread = [self.upper_ports.clone(), self.lower_ports.clone()];
        for is_below in [false, true, false] {
            self.move_ports(is_below, |plan, bundle| {
                // The one in the middle is straight where it can be.
                (plan.port(bundle[(bundle.len() - 1) / 2], !is_below), false)
            });
        }
        // Those of lines that are not straight for it go back, as near as those that stay let them.
        for is_below in [false, true] {
            self.move_ports(is_below, |plan, bundle| {
                let is_straight = |segment: &&usize| plan.upper_ports[**segment] == plan.lower_ports[**segment];
                match bundle.iter().find(is_straight) {
                    Some(segment) => (plan.port(*segment, is_below), true),
                    None => (spread[usize::from(!is_below)][bundle[0]], false),
                }
            });
        }
    }

    /// The column in which a segment meets its upper place or its lower one.
    fn port(&self, segment: usize, is_below: bool) -> i32 {
        if is_below { self.upper_ports[segment] } else { self.lower_ports[segment] }
    }

    /// Moves every port at one side of all boxes to where `wanted` says that the segments which share it are to stand, as
    /// far as its neighbours let it; and whether it must stand there.
    fn move_ports(&mut self, is_below: bool, wanted: impl Fn(&Self, &[usize]) -> (i32, bool)) {
        let step = self.terms.spacing.port;
        for place in (0..self.nodes.len()).filter(|place| matches!(self.nodes[*place], Inner::Box { .. })) {
            let bundles = self.bundles(place, is_below);
            let mut last = self.lefts[place] + self.widths[place] - 2;
            let mut stands: Vec<(i32, i32)> = Vec::with_capacity(bundles.len());
            for bundle in bundles.iter().rev() {
                let (port, is_fixed) = wanted(self, &self.side(place, is_below)[bundle.clone()]);
                if is_fixed {
                    last = last.min(port);
                }
                stands.push((port, last));
                last -= step;
            }
            let mut next = self.lefts[place] + 1;
            for (bundle, (port, last)) in bundles.into_iter().zip(stands.into_iter().rev()) {
                let port = port.clamp(next, last.max(next));
                let (side, own) = if is_below {
                    (&self.lower_side[place], &mut self.upper_ports)
                } else {
                    (&self.upper_side[place], &mut self.lower_ports)
                };
                side[bundle].iter().for_each(|segment| own[*segment] = port);
                next = port + step;
            }
        }
    }

    /// Sets layers and channels one behind the other and draws the routes.
    fn routed(&self) -> Flow {
        let mut tops = Vec::new();
        let mut turns: Vec<Vec<(i32, i32)>> = vec![Vec::new(); self.chains.segments.len()];
        let mut top = 0;
        let mut channels = vec![Vec::new(); self.rows.len()];
        let mut held = former::Held::new(&self.chains.layers, self.terms.former);
        for (index, segment) in self.chains.segments.iter().enumerate() {
            channels[self.chains.layers[segment.upper]].push(index);
        }
        let mut end = 0;
        for (layer, (row, segments)) in self.rows.iter().zip(channels).enumerate() {
            top = held.top(layer, top);
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
            top = end + (1 + routes.tracks + i32::from(has_head_below)).max(self.terms.spacing.channel);
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

    /// The column to which an edge goes on at a point where it is hit or turns.
    fn body(&self, place: usize) -> Option<i32> {
        match self.nodes.get(place)? {
            Inner::Hit => {
                let below = self.lower_side[place].iter().find(|segment| self.passes(place, **segment));
                below.map(|segment| self.upper_ports[*segment])
            }
            Inner::Turn => {
                let below = self.lower_side[place].get(1).map(|segment| self.upper_ports[*segment]);
                below.or_else(|| self.upper_side[place].get(1).map(|segment| self.lower_ports[*segment]))
            }
            Inner::Box { .. } | Inner::Join => None,
        }
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
