//! From box to box by direction, along what one sees.

use crate::map::Plan;
use crate::map::layout::{Area, Direction, Point};

/// A direction on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// Up.
    Up,
    /// Down.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

impl Way {
    const ALL: [Self; 4] = [Self::Up, Self::Down, Self::Left, Self::Right];

    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// Whether it is the way from one cell to another in the same row or column.
    fn leads(self, from: Point, to: Point) -> bool {
        match self {
            Self::Up => to.y < from.y,
            Self::Down => to.y > from.y,
            Self::Left => to.x < from.x,
            Self::Right => to.x > from.x,
        }
    }

    /// Which way it is, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Up => "above",
            Self::Down => "below",
            Self::Left => "to the left",
            Self::Right => "to the right",
        }
    }
}

/// What is given up for a box to be reached, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bent {
    Nothing,
    /// That a way leads to the nearest box.
    Way,
    /// That it leads on to the same side.
    Side,
}

/// Where every way leads from every box of a drawing. From each one every other can be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Steps(Vec<[Option<usize>; 4]>);

impl Steps {
    /// Every way leads to the nearest box on its side. To a box that is left out so, a way leads that led nowhere, or
    /// past it, and from there on to where it led before; and from a box where one would not come away, one leads back.
    pub(super) fn new(plan: &Plan, direction: Direction) -> Self {
        let boxes = plan.boxes();
        let sides = Sides::new(plan, direction);
        let mut steps = Self((0..boxes.len()).map(|from| sides.nearest(from)).collect());
        loop {
            let (reached, returns) = (steps.reached(), steps.returning());
            let (others, left): (Vec<usize>, Vec<usize>) =
                (0..boxes.len()).partition(|place| reached[*place] && returns[*place]);
            let Some(&left) = left.first() else { break };
            let step = |(other, way): (usize, Way)| {
                let (from, to) = if reached[left] { (left, other) } else { (other, left) };
                let Distance { gap, beside, .. } = Distance::between(boxes[from], boxes[to], way)?;
                let goes_on = |led: usize| reached[left] || Distance::between(boxes[to], boxes[led], way).is_some();
                let bent = match steps.next(from, way) {
                    None => Bent::Nothing,
                    Some(led) if goes_on(led) => Bent::Way,
                    Some(_) => Bent::Side,
                };
                Some((bent, gap + 2 * beside, from, to, way as usize))
            };
            let all = others.iter().flat_map(|other| Way::ALL.map(|way| (*other, way)));
            let Some((.., from, to, way)) = all.filter_map(step).min() else { break };
            let led = steps.0[from][way].replace(to);
            if led.is_some() && from != left {
                steps.0[left][way] = led;
            }
        }
        steps
    }

    /// The box to which a way leads from another one.
    pub(super) fn next(&self, from: usize, way: Way) -> Option<usize> {
        self.0.get(from)?[way as usize]
    }

    /// How many ways lead elsewhere than to the nearest box.
    #[cfg(test)]
    pub(super) fn given_up(&self, plan: &Plan, direction: Direction) -> usize {
        let sides = Sides::new(plan, direction);
        let ways = |from: usize| self.0[from].into_iter().zip(sides.nearest(from));
        (0..self.0.len()).flat_map(ways).filter(|(next, nearest)| next != nearest).count()
    }

    /// Which boxes can be reached from the first one.
    fn reached(&self) -> Vec<bool> {
        found(self.0.len(), |at| self.0[at].iter().flatten().copied())
    }

    /// From which boxes the first one can be reached.
    fn returning(&self) -> Vec<bool> {
        let mut back = vec![Vec::new(); self.0.len()];
        for (from, steps) in self.0.iter().enumerate() {
            steps.iter().flatten().for_each(|to| back[*to].push(from));
        }
        found(self.0.len(), |at| back[at].iter().copied())
    }
}

/// What is found from the first of so many places.
fn found<I: Iterator<Item = usize>>(count: usize, next: impl Fn(usize) -> I) -> Vec<bool> {
    let mut found = vec![false; count];
    let mut left: Vec<usize> = (0..count.min(1)).collect();
    while let Some(at) = left.pop() {
        if !std::mem::replace(&mut found[at], true) {
            left.extend(next(at));
        }
    }
    found
}

/// The boxes of a drawing by where they stand, to find what is nearest on each side.
struct Sides<'a> {
    plan: &'a Plan,
    direction: Direction,
    /// For each way the boxes, in the order in which one comes to them on it.
    orders: [Vec<usize>; 4],
}

impl<'a> Sides<'a> {
    fn new(plan: &'a Plan, direction: Direction) -> Self {
        let order = |way: Way| {
            let mut order: Vec<usize> = (0..plan.boxes().len()).collect();
            order.sort_by_key(|place| {
                let Area { x, y, width, height } = plan.boxes()[*place];
                match way {
                    Way::Up => -(y + height),
                    Way::Down => y,
                    Way::Left => -(x + width),
                    Way::Right => x,
                }
            });
            order
        };
        Self { plan, direction, orders: Way::ALL.map(order) }
    }

    /// The box to go to from another one on each side, of those that lie wholly on that side. The two ways that lines lead,
    /// one to which a straight line leads goes before all others, and then one that is joined to it. One in its row or
    /// column goes before those aslant, which must not be more beside it than away from it, if they are not joined to it;
    /// then the nearest.
    fn nearest(&self, from: usize) -> [Option<usize>; 4] {
        let joined = self.plan.joined(from).boxes;
        let joined: Vec<usize> = (0..joined.len()).filter(|place| joined[*place]).collect();
        Way::ALL.map(|way| {
            let leads = self.direction.is_level() == matches!(way, Way::Left | Way::Right);
            let by_line = if leads { self.nearest_by_line(from, way, &joined) } else { None };
            by_line.or_else(|| self.nearest_beyond(from, way))
        })
    }

    fn nearest_by_line(&self, from: usize, way: Way, joined: &[usize]) -> Option<usize> {
        let boxes = self.plan.boxes();
        let away = |place: &usize| Some((Distance::between(boxes[from], boxes[*place], way)?.far(), *place));
        let joined: Vec<_> = joined.iter().filter_map(away).collect();
        if let [] | [_] = joined[..] {
            return joined.first().map(|(_, place)| *place);
        }
        let straight = self.plan.straight(from, |here, there| way.leads(here, there));
        joined.into_iter().min_by_key(|(far, place)| (!straight[*place], *far, *place)).map(|(_, place)| place)
    }

    fn nearest_beyond(&self, from: usize, way: Way) -> Option<usize> {
        let boxes = self.plan.boxes();
        let distance = |place: usize| Distance::between(boxes[from], boxes[place], way);
        let order = &self.orders[way as usize];
        let beyond = &order[order.partition_point(|place| distance(*place).is_none())..];
        let mut nearest: Option<((bool, i32, i32), usize)> = None;
        for &place in beyond {
            let Some(distance) = distance(place) else { continue };
            // Behind one in the same row or column nothing is nearer.
            if nearest.is_some_and(|((is_aslant, away, _), _)| !is_aslant && away < distance.gap) {
                break;
            }
            let here = (distance.far(), place);
            if distance.beside <= distance.gap && nearest.is_none_or(|nearest| here < nearest) {
                nearest = Some(here);
            }
        }
        nearest.map(|(_, place)| place)
    }
}

/// How far a box is from another one that lies wholly on one side of it, in columns; a row counts as two.
#[derive(Debug, PartialEq, Eq)]
struct Distance {
    /// Between the two on the way there.
    gap: i32,
    /// Between the two across it; none where a straight line leads from one to the other.
    beside: i32,
    /// Between their middles across it, twice.
    middles: i32,
}

impl Distance {
    /// Whether it is aslant, how far it is, and how far from straight on: what is less is nearer.
    fn far(&self) -> (bool, i32, i32) {
        (self.beside > 0, self.gap + 2 * self.beside, self.middles)
    }

    fn between(from: Area, to: Area, way: Way) -> Option<Self> {
        let level = |area: Area| (area.x, area.x + area.width);
        let upright = |area: Area| (2 * area.y, 2 * (area.y + area.height));
        let is_level = matches!(way, Way::Left | Way::Right);
        let along = |area| if is_level { level(area) } else { upright(area) };
        let across = |area| if is_level { upright(area) } else { level(area) };
        let ((start, end), (other_start, other_end)) = (along(from), along(to));
        let gap = match way {
            Way::Right | Way::Down => other_start - end,
            Way::Left | Way::Up => start - other_end,
        };
        let ((low, high), (other_low, other_high)) = (across(from), across(to));
        let beside = (other_low - high).max(low - other_high).max(0);
        let middles = ((low + high) - (other_low + other_high)).abs();
        (gap >= 0).then_some(Self { gap, beside, middles })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nearest(plan: &Plan, direction: Direction, from: usize, way: Way) -> Option<usize> {
        Sides::new(plan, direction).nearest(from)[way as usize]
    }

    #[test]
    fn gaps_are_measured_on_the_way_and_across_it() {
        let area = |x, y, width, height| Area { x, y, width, height };
        let here = area(20, 10, 10, 3);
        for (to, way, expected) in [
            (area(34, 10, 10, 3), Way::Right, Some((4, 0, 0))),
            (area(34, 14, 10, 3), Way::Right, Some((4, 2, 16))),
            (area(34, 10, 10, 3), Way::Left, None),
            // It begins further right, but not behind.
            (area(25, 20, 10, 3), Way::Right, None),
            (area(25, 14, 10, 3), Way::Down, Some((2, 0, 10))),
            (area(25, 14, 10, 3), Way::Up, None),
            (area(32, 14, 10, 3), Way::Down, Some((2, 2, 24))),
            (area(5, 5, 10, 3), Way::Up, Some((4, 5, 30))),
        ] {
            let expected = expected.map(|(gap, beside, middles)| Distance { gap, beside, middles });
            assert_eq!(Distance::between(here, to, way), expected, "{to:?} {way:?}");
        }
    }

    #[test]
    fn what_stands_in_the_same_column_goes_before_what_is_nearer_aslant() {
        let area = |x, y| Area { x, y, width: 10, height: 3 };
        // In a column below each other, and beside them two that are nearer.
        let boxes = [area(0, 0), area(0, 20), area(12, 13), area(12, 6)];
        let plan = Plan::standing(&boxes, &[]);
        assert_eq!(nearest(&plan, Direction::Right, 0, Way::Down), Some(1));
        assert_eq!(nearest(&plan, Direction::Right, 1, Way::Up), Some(0));
        // Where reasons stand below, in a row.
        let boxes = [area(0, 0), area(40, 1), area(14, 4)];
        assert_eq!(nearest(&Plan::standing(&boxes, &[]), Direction::Down, 0, Way::Right), Some(1));
    }

    #[test]
    fn steps_go_along_lines_and_from_neighbour_to_neighbour() {
        use Way::{Down, Left, Right, Up};
        let area = |x, y| Area { x, y, width: 10, height: 3 };
        // The second row of boxes stands lower than the first; 5 is far away and joined to 1, 6 is near it and joined to
        // nothing.
        let boxes = [area(0, 8), area(14, 4), area(14, 8), area(28, 0), area(28, 8), area(80, 30), area(28, 4)];
        let plan = Plan::standing(&boxes, &[(1, 0), (2, 0), (3, 1), (4, 2), (5, 1), (4, 1)]);
        for (from, steps) in [
            (0, [(Up, None), (Down, None), (Left, None), (Right, Some(2))]),
            (1, [(Up, None), (Down, Some(2)), (Left, Some(0)), (Right, Some(3))]),
            (2, [(Up, Some(1)), (Down, None), (Left, Some(0)), (Right, Some(4))]),
            (3, [(Up, None), (Down, Some(6)), (Left, Some(1)), (Right, None)]),
            // Where no line leads, the nearest box does.
            (4, [(Up, Some(6)), (Down, None), (Left, Some(2)), (Right, Some(5))]),
            (5, [(Up, Some(6)), (Down, None), (Left, Some(1)), (Right, None)]),
            (6, [(Up, Some(3)), (Down, Some(4)), (Left, Some(1)), (Right, None)]),
        ] {
            for (way, expected) in steps {
                assert_eq!(nearest(&plan, Direction::Right, from, way), expected, "{way:?} of {from}");
            }
        }
    }

    #[test]
    fn what_is_nearest_to_nothing_is_reached_all_the_same() {
        let area = |x, y| Area { x, y, width: 10, height: 3 };
        // What stands at the right is joined to what stands at the left, and nothing to what is between them.
        let boxes = [area(0, 0), area(20, 1), area(40, 0)];
        let plan = Plan::standing(&boxes, &[(2, 0)]);
        assert_eq!(nearest(&plan, Direction::Right, 0, Way::Right), Some(2));
        assert_eq!(nearest(&plan, Direction::Right, 2, Way::Left), Some(0));
        let steps = Steps::new(&plan, Direction::Right);
        let rights = [0, 1, 2].map(|from| steps.next(from, Way::Right));
        assert_eq!(rights, [Some(1), Some(2), None]);
        let lefts = [0, 1, 2].map(|from| steps.next(from, Way::Left));
        assert_eq!(lefts, [None, Some(0), Some(0)]);
        // Where nothing is left out, it is as it was.
        let plan = Plan::standing(&boxes[..2], &[(1, 0)]);
        assert_eq!(Steps::new(&plan, Direction::Right).given_up(&plan, Direction::Right), 0);
    }

    /// Boxes that stand apart on a grid of cells, and relations between them.
    fn plan() -> impl Strategy<Value = Plan> {
        let cell = (0..24_i32, 1..20_i32, 0..8_i32, 1..5_i32);
        let ends = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
        let cells = prop::collection::btree_map(0..64_i32, cell, 1..40);
        (cells, prop::collection::vec(ends, 0..60)).prop_map(|(cells, ends)| {
            let area = |(at, (x, width, y, height)): (i32, (i32, i32, i32, i32))| Area {
                x: at % 8 * 44 + x,
                y: at / 8 * 13 + y,
                width,
                height,
            };
            let boxes: Vec<Area> = cells.into_iter().map(area).collect();
            let relations = ends.iter().map(|(from, to)| (from.index(boxes.len()), to.index(boxes.len())));
            Plan::standing(&boxes, &relations.collect::<Vec<_>>())
        })
    }

    proptest! {
        #[test]
        fn the_nearest_is_found_of_all(plan in plan(), is_level: bool) {
            let direction = if is_level { Direction::Right } else { Direction::Down };
            let boxes = plan.boxes();
            let sides = Sides::new(&plan, direction);
            for from in 0..boxes.len() {
                let joined = plan.joined(from).boxes;
                let expected = Way::ALL.map(|way| {
                    let leads = is_level == matches!(way, Way::Left | Way::Right);
                    let away = |place: usize| {
                        let distance = Distance::between(boxes[from], boxes[place], way)?;
                        let is_joined = leads && joined[place];
                        let is_there = is_joined || distance.beside <= distance.gap;
                        is_there.then_some((!is_joined, distance.far(), place))
                    };
                    (0..boxes.len()).filter_map(away).min().map(|(.., place)| place)
                });
                prop_assert_eq!(sides.nearest(from), expected);
            }
        }

        #[test]
        fn every_box_is_reached_from_every_other(plan in plan(), is_level: bool) {
            let direction = if is_level { Direction::Right } else { Direction::Down };
            let steps = Steps::new(&plan, direction);
            prop_assert_eq!(steps.reached(), vec![true; plan.boxes().len()]);
            prop_assert_eq!(steps.returning(), vec![true; plan.boxes().len()]);
            // And every step leads to the side it says.
            for (from, area) in plan.boxes().iter().enumerate() {
                for way in Way::ALL {
                    let is_there = |to: usize| Distance::between(*area, plan.boxes()[to], way).is_some();
                    prop_assert!(steps.next(from, way).is_none_or(is_there), "{from} {way:?}");
                }
            }
        }
    }

    #[test]
    fn a_straight_line_goes_before_one_that_turns() {
        let area = |x, y| Area { x, y, width: 10, height: 3 };
        let point = |(x, y)| Point { x, y };
        // The line to the nearer box turns.
        let boxes = [area(0, 8), area(14, 4), area(30, 8)];
        let plan = Plan::standing(&boxes, &[(1, 0), (2, 0)]).with_ways(vec![
            [(14, 5), (12, 5), (12, 8), (9, 8)].map(point).to_vec(),
            [(30, 9), (9, 9)].map(point).to_vec(),
        ]);
        assert_eq!(nearest(&plan, Direction::Right, 0, Way::Right), Some(2));
        assert_eq!(nearest(&plan, Direction::Right, 2, Way::Left), Some(0));
        assert_eq!(nearest(&plan, Direction::Right, 1, Way::Left), Some(0));
    }
}
