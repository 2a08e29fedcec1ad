//! From box to box by direction, along what one sees.

use crate::map::Plan;
use crate::map::layout::Area;

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

/// The box to go to from another one: the nearest that lies wholly on that side. To the left and to the right, where
/// lines lead, one that is joined to it goes before all others.
pub(super) fn next(plan: &Plan, from: usize, way: Way) -> Option<usize> {
    let boxes = plan.boxes();
    let here = *boxes.get(from)?;
    let joined = match way {
        Way::Left | Way::Right => plan.joined(from).boxes,
        Way::Up | Way::Down => Vec::new(),
    };
    let others = boxes.iter().enumerate().filter(|(place, _)| *place != from);
    let away = others.filter_map(|(place, area)| {
        let is_joined = joined.get(place).copied().unwrap_or(false);
        Some((!is_joined, distance(here, *area, way)?, place))
    });
    away.min().map(|(.., place)| place)
}

/// How far a box is from another one, if it lies wholly on that side: the gap between the two, twice the gap across it,
/// and at last how far their middles are apart across. A row counts as two columns.
fn distance(from: Area, to: Area, way: Way) -> Option<(i32, i32)> {
    let level = |area: Area| (area.x, area.x + area.width);
    let upright = |area: Area| (2 * area.y, 2 * (area.y + area.height));
    let (along, across): (&dyn Fn(Area) -> (i32, i32), &dyn Fn(Area) -> (i32, i32)) = match way {
        Way::Left | Way::Right => (&level, &upright),
        Way::Up | Way::Down => (&upright, &level),
    };
    let ((start, end), (other_start, other_end)) = (along(from), along(to));
    let gap = match way {
        Way::Right | Way::Down => other_start - end,
        Way::Left | Way::Up => start - other_end,
    };
    let ((low, high), (other_low, other_high)) = (across(from), across(to));
    let beside = (other_low - high).max(low - other_high).max(0);
    let middles = ((low + high) - (other_low + other_high)).abs();
    (gap >= 0).then_some((gap + 2 * beside, middles))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_box_on_that_side_is_nearest() {
        let area = |x, y, width, height| Area { x, y, width, height };
        let here = area(20, 10, 10, 3);
        for (to, way, expected) in [
            (area(34, 10, 10, 3), Way::Right, Some((4, 0))),
            (area(34, 14, 10, 3), Way::Right, Some((4 + 4, 16))),
            (area(34, 10, 10, 3), Way::Left, None),
            // It begins further right, but not behind.
            (area(25, 20, 10, 3), Way::Right, None),
            (area(25, 14, 10, 3), Way::Down, Some((2, 10))),
            (area(25, 14, 10, 3), Way::Up, None),
            (area(32, 14, 10, 3), Way::Down, Some((2 + 4, 24))),
            (area(5, 5, 10, 3), Way::Up, Some((4 + 10, 30))),
        ] {
            assert_eq!(distance(here, to, way), expected, "{to:?} {way:?}");
        }
    }
}
