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

/// The box to go to from another one, of those that lie wholly on that side. The two ways that lines lead, one to which a
/// straight line leads goes before all others, and then one that is joined to it. One in its row or column goes before
/// those aslant, which must not be more beside it than away from it, if they are not joined to it; then the nearest.
pub(super) fn next(plan: &Plan, direction: Direction, from: usize, way: Way) -> Option<usize> {
    let boxes = plan.boxes();
    let here = *boxes.get(from)?;
    let leads = direction.is_level() == matches!(way, Way::Left | Way::Right);
    let joined = if leads { plan.joined(from).boxes } else { Vec::new() };
    let straight = if leads { plan.straight(from, |here, there| way.leads(here, there)) } else { Vec::new() };
    let others = boxes.iter().enumerate().filter(|(place, _)| *place != from);
    let away = others.filter_map(|(place, area)| {
        let is_joined = joined.get(place).copied().unwrap_or(false);
        let is_straight = straight.get(place).copied().unwrap_or(false);
        let Distance { gap, beside, middles } = Distance::between(here, *area, way)?;
        (is_joined || beside <= gap).then_some((!is_straight, !is_joined, beside > 0, gap + 2 * beside, middles, place))
    });
    away.min().map(|(.., place)| place)
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
        assert_eq!(next(&plan, Direction::Right, 0, Way::Down), Some(1));
        assert_eq!(next(&plan, Direction::Right, 1, Way::Up), Some(0));
        // Where reasons stand below, in a row.
        let boxes = [area(0, 0), area(40, 1), area(14, 4)];
        assert_eq!(next(&Plan::standing(&boxes, &[]), Direction::Down, 0, Way::Right), Some(1));
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
                assert_eq!(next(&plan, Direction::Right, from, way), expected, "{way:?} of {from}");
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
        assert_eq!(next(&plan, Direction::Right, 0, Way::Right), Some(2));
        assert_eq!(next(&plan, Direction::Right, 2, Way::Left), Some(0));
        assert_eq!(next(&plan, Direction::Right, 1, Way::Left), Some(0));
    }
}
