//! One part of a graph that hangs together, laid out from layer to layer: *across* is the way along a layer, *along* the
//! way from one to the next.

use super::chains::{Chains, Segment};
use super::channel::{self, Run};
use super::columns::{Columns, Line};
use super::layers::Part;
use super::ordered::Ordered;
use super::ports::Share;
use super::{Area, Direction, Effort, Inner, Point, Stand, former};

/// Room that is left free, in cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spacing {
    between_boxes: i32,
    beside_line: i32,
    between_lines: i32,
    /// From one port to the next.
    pub(super) port: i32,
    /// Between the last line that runs across and the next layer, where no head needs it.
    before_boxes: i32,
    /// The least from one layer to the next.
    channel: i32,
}

impl Spacing {
    /// A row of a terminal is about as high as two columns are wide.
    pub(super) fn of(direction: Direction) -> Self {
        if direction.is_level() {
            Self { between_boxes: 1, beside_line: 1, between_lines: 0, port: 1, before_boxes: 1, channel: 4 }
        } else {
            Self { between_boxes: 2, beside_line: 1, between_lines: 1, port: 2, before_boxes: 0, channel: 2 }
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
    pub(super) routes: Vec<Vec<Point>>,
}

/// What is asked of a layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) spacing: Spacing,
    /// Where nodes stood before.
    pub(super) former: &'a [Option<Stand>],
    pub(super) effort: Effort,
}

/// Lays out nodes that hang together, in this order.
pub(super) fn flow(nodes: &[Inner], parts: &[Part], ordered: Option<&Ordered>, terms: Terms<'_>) -> Flow {
    let Some(Ordered { chains, order }) = ordered else {
        return Flow { across: 0, along: 0, nodes: Vec::new(), routes: Vec::new() };
    };
    let mut plan = Plan::new(nodes, parts, chains, &order.rows, terms);
    plan.set_columns();
    plan.slide_ports();
    plan.part_swaps();
    plan.routed()
}

pub(super) struct Plan<'a> {
    pub(super) nodes: &'a [Inner],
    pub(super) parts: &'a [Part],
    pub(super) chains: &'a Chains,
    pub(super) rows: &'a [Vec<usize>],
    pub(super) terms: Terms<'a>,
    /// The edge that goes on behind each point at which another one hits it.
    passing: Vec<Option<usize>>,
    /// The segments at the lower side of each place, and at the upper, in order.
    pub(super) lower_side: Vec<Vec<usize>>,
    pub(super) upper_side: Vec<Vec<usize>>,
    pub(super) widths: Vec<i32>,
    pub(super) lefts: Vec<i32>,
    /// The columns of each segment from the left edges of its places, then from the left edge of all.
    pub(super) upper_ports: Vec<i32>,
    pub(super) lower_ports: Vec<i32>,
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

    /// Whether a segment is of the edge that goes on behind the point at which another one hits it.
    pub(super) fn passes(&self, hit: usize, segment: usize) -> bool {
        let part = self.parts[self.chains.segments[segment].part];
        self.passing[hit] == Some(part.edge)
    }

    pub(super) fn is_line(&self, place: usize) -> bool {
        place >= self.nodes.len()
    }

    fn set_columns(&mut self) {
        let gap = |left: usize, right: usize| match (self.is_line(left), self.is_line(right)) {
            (false, false) => self.terms.spacing.between_boxes,
            (true, true) => self.terms.spacing.between_lines,
            _ => self.terms.spacing.beside_line,
        };
        // A line that another one hits had better go straight on.
        let goes_on =
            |index: usize, place: usize| self.nodes.get(place) == Some(&Inner::Hit) && self.passes(place, index);
        let weight = |index: usize, segment: &Segment| match (self.is_line(segment.upper), self.is_line(segment.lower))
        {
            (true, true) => 8,
            (false, false) if !goes_on(index, segment.upper) && !goes_on(index, segment.lower) => 1,
            _ => 2,
        };
        let shares = self.shares();
        let line = |(index, segment): (usize, &Segment)| {
            // A straight line between others that it joins would part their trunk.
            let beside = i32::from(shares[index] == Share::Between);
            let is_below = self.parts[segment.part].to == segment.lower;
            Line {
                upper: segment.upper,
                lower: segment.lower,
                upper_port: self.upper_ports[index] + if is_below { 0 } else { beside },
                lower_port: self.lower_ports[index] + if is_below { beside } else { 0 },
                weight: weight(index, segment),
                is_shared: shares[index] != Share::None,
            }
        };
        let lines: Vec<Line> = self.chains.segments.iter().enumerate().map(line).collect();
        let former: Vec<(usize, i32)> = self
            .terms
            .former
            .iter()
            .enumerate()
            .filter_map(|(place, stand)| stand.map(|stand| (place, stand.across)))
            .collect();
        let columns = Columns {
            rows: self.rows,
            boxes: self.nodes.len(),
            widths: &self.widths,
            gap: &gap,
            lines: &lines,
            former: &former,
        };
        self.lefts = columns.left_edges(self.terms.effort);
        for (index, segment) in self.chains.segments.iter().enumerate() {
            self.upper_ports[index] += self.lefts[segment.upper];
            self.lower_ports[index] += self.lefts[segment.lower];
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
            let before_boxes = self.terms.spacing.before_boxes.max(i32::from(has_head_below));
            top = end + (1 + routes.tracks + before_boxes).max(self.terms.spacing.channel);
        }
        let area = |place: usize| {
            let (y, height) = (tops[self.chains.layers[place]], self.along(place));
            match self.nodes.get(place) {
                Some(Inner::Join) => Area { x: self.body(place).unwrap_or(self.lefts[place]), y, width: 1, height },
                _ => Area { x: self.lefts[place], y, width: self.widths[place], height },
            }
        };
        let mut flow = Flow {
            across: 0,
            along: end,
            nodes: (0..self.nodes.len()).map(area).collect(),
            routes: (0..self.parts.len()).map(|part| self.route(part, &turns, &tops)).collect(),
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

    /// The column to which an edge goes on at a point where it is hit or turns, or joins others.
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
            Inner::Join => {
                let leaves = |segment: &&usize| self.parts[self.chains.segments[**segment].part].from == place;
                let below = self.lower_side[place].iter().find(leaves).map(|segment| self.upper_ports[*segment]);
                below.or_else(|| self.upper_side[place].iter().find(leaves).map(|segment| self.lower_ports[*segment]))
            }
            Inner::Box { .. } => None,
        }
    }
}

impl Flow {
    /// Moves all of it so that the first column across is 0, and measures it.
    fn move_to_edge(&mut self) {
        let points = self.routes.iter().flatten();
        let least = points.clone().map(|point| point.x).chain(self.nodes.iter().map(|area| area.x)).min().unwrap_or(0);
        let ends = points.map(|point| point.x + 1).chain(self.nodes.iter().map(|area| area.x + area.width));
        self.across = ends.max().unwrap_or(0) - least;
        self.nodes.iter_mut().for_each(|area| area.x -= least);
        self.routes.iter_mut().flatten().for_each(|point| point.x -= least);
    }
}
