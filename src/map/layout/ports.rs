//! Where edges meet the sides of boxes.

use std::ops::Range;

use super::chains::Segment;
use super::flow::Plan;
use super::network::Inner;

/// With which others a segment shares a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    None,
    /// Others on one side of it.
    Outer,
    /// Others on both sides.
    Between,
}

impl Plan<'_> {
    /// How wide a node is, and where its edges meet it: spread about its middle.
    pub(super) fn set_ports(&mut self, place: usize, node: Inner) {
        let below = self.lower_side[place].len();
        match node {
            Inner::Join => self.set_ports_of_join(place),
            Inner::Box { across, .. } => {
                let bundles = [true, false].map(|is_below| self.bundles(place, is_below));
                let count = |bundles: &Vec<Range<usize>>| i32::try_from(bundles.len()).unwrap_or(i32::MAX / 8);
                let feet = [true, false].map(|is_below| self.foot(place, is_below));
                let needed = bundles.iter().zip(feet);
                let needed = needed.map(|(bundles, foot)| (count(bundles) - 1) * self.terms.spacing.port + 3 + foot);
                let width = across.max(needed.max().unwrap_or(0));
                self.widths[place] = width;
                for ((bundles, foot), is_below) in bundles.into_iter().zip(feet).zip([true, false]) {
                    let count = count(&bundles);
                    let room = width - foot;
                    let step = ((room - 3) / (count - 1).max(1)).min(self.terms.spacing.port * 3);
                    let first = (room - step * (count - 1)) / 2;
                    for (bundle, offset) in bundles.into_iter().zip(0..) {
                        bundle.for_each(|port| self.set_port(place, is_below, port, first + step * offset));
                    }
                }
            }
            Inner::Turn => {
                let between = self.between_ends_of_loop(place).unwrap_or(self.terms.spacing.port);
                self.widths[place] = between + 1;
                self.set_port(place, below > 1, 0, 0);
                self.set_port(place, below > 1, 1, between);
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

    /// How far the ports of a line that ends where it begins are from each other, where it turns in the next layer.
    fn between_ends_of_loop(&self, turn: usize) -> Option<i32> {
        let is_below = self.lower_side[turn].len() > 1;
        let (ports, end): (_, fn(&Segment) -> usize) = if is_below {
            (&self.lower_ports, |segment| segment.lower)
        } else {
            (&self.upper_ports, |segment| segment.upper)
        };
        match *self.side(turn, is_below) {
            [one, other] if end(&self.chains.segments[one]) == end(&self.chains.segments[other]) => {
                Some((ports[other] - ports[one]).max(self.terms.spacing.port))
            }
            _ => None,
        }
    }

    /// What leaves a point on a side on which others arrive has a port of its own there, at which the point stands.
    fn set_ports_of_join(&mut self, place: usize) {
        for is_below in [true, false] {
            let leaves = |segment: &usize| self.parts[self.chains.segments[*segment].part].from == place;
            let runs: Vec<(bool, usize)> = self
                .side(place, is_below)
                .chunk_by(|one, other| leaves(one) == leaves(other))
                .map(|run| (leaves(&run[0]), run.len()))
                .collect();
            if runs.len() < 2 || runs.iter().filter(|(leaves, _)| *leaves).count() > 1 {
                continue;
            }
            let (mut port, mut offset, mut body) = (0, 0, 0);
            for (leaves, count) in runs {
                if leaves {
                    body = offset;
                }
                for _ in 0..count {
                    self.set_port(place, is_below, port, offset);
                    port += 1;
                }
                offset += 2;
            }
            self.widths[place] = offset - 1;
            for port in 0..self.side(place, !is_below).len() {
                self.set_port(place, !is_below, port, body);
            }
        }
    }

    fn side(&self, place: usize, is_below: bool) -> &[usize] {
        if is_below { &self.lower_side[place] } else { &self.upper_side[place] }
    }

    /// The last cells of a side at which nothing meets it, since something leaves it there.
    fn foot(&self, place: usize, is_below: bool) -> i32 {
        let leaves = |segment: &usize| self.parts[self.chains.segments[*segment].part].from == place;
        match self.nodes[place] {
            Inner::Box { foot, .. } if self.side(place, is_below).iter().any(leaves) => foot,
            _ => 0,
        }
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

    /// Which segments share a port with others, and of these whether with some on either side of it.
    pub(super) fn shares(&self) -> Vec<Share> {
        let mut shares = vec![Share::None; self.upper_ports.len()];
        let many = |place: &usize| matches!(self.nodes[*place], Inner::Box { .. } | Inner::Join);
        for place in (0..self.nodes.len()).filter(many) {
            for is_below in [true, false] {
                let side = self.side(place, is_below);
                for bundle in self.bundles(place, is_below).into_iter().filter(|bundle| bundle.len() > 1) {
                    side[bundle.clone()].iter().for_each(|segment| shares[*segment] = Share::Between);
                    for port in [bundle.start, bundle.end - 1] {
                        shares[side[port]] = Share::Outer;
                    }
                }
            }
        }
        shares
    }

    /// Moves ports along their sides where that makes their lines straight, as far as their neighbours let them.
    pub(super) fn slide_ports(&mut self) {
        let spread = [self.lower_ports.clone(), self.upper_ports.clone()];
        let shares = self.shares();
        for is_below in [false, true, false] {
            let spread = &spread[usize::from(is_below)];
            self.move_ports(is_below, |plan, bundle| {
                let own = spread[bundle[0]];
                let wanted = match *bundle {
                    [only] if shares[only] != Share::Between => plan.port(only, !is_below),
                    // Those that share a port meet their box in the middle, but for a bend of one cell.
                    [first, .., last] => {
                        let ends = [first, last].map(|segment| plan.port(segment, !is_below));
                        ends.into_iter().find(|port| port.abs_diff(own) < 2).unwrap_or(own)
                    }
                    _ => own,
                };
                (wanted, false)
            });
        }
        // Those of lines that are not straight for it go back, as near as those that stay let them.
        for is_below in [false, true] {
            let spread = &spread[usize::from(is_below)];
            self.move_ports(is_below, |plan, bundle| match bundle.iter().find(|segment| plan.is_straight(**segment)) {
                Some(segment) => (plan.port(*segment, is_below), true),
                None => (spread[bundle[0]], false),
            });
        }
        // A straight line between others that it joins would part their trunk, to whichever side it gives way.
        for (is_below, side) in [(true, 1), (false, 1), (true, -1), (false, -1)] {
            self.move_ports(is_below, |plan, bundle| {
                let port = plan.port(bundle[0], is_below);
                let is_parted = |port: i32| {
                    let parts = |segment: &usize| plan.port(*segment, !is_below) == port;
                    bundle.iter().filter(|segment| shares[**segment] == Share::Between).any(parts)
                };
                let mut whole = port;
                while is_parted(whole) {
                    whole += side;
                }
                (whole, whole == port)
            });
        }
    }

    fn is_straight(&self, segment: usize) -> bool {
        self.upper_ports[segment] == self.lower_ports[segment]
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
            let mut last = self.lefts[place] + self.widths[place] - 2 - self.foot(place, is_below);
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
}
