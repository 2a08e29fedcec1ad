//! The characters that lines are drawn with, by their arms in a cell.

use super::layout::Point;

/// How a line is drawn, from the lightest to the heaviest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stroke {
    /// `─`
    Light,
    /// `╌`
    Dashed,
    /// `═`
    Double,
    /// `━`
    Heavy,
}

/// How an edge ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// `▸`
    Full,
    /// `▹`
    Hollow,
}

impl Head {
    /// One that leads up, to the right, down, to the left.
    pub(super) fn leading(self, arm: Arm, ascii: bool) -> char {
        let heads = match (self, ascii) {
            (Self::Full, false) => ['▴', '▸', '▾', '◂'],
            (Self::Hollow, false) => ['▵', '▹', '▿', '◃'],
            (Self::Full, true) => ['^', '>', 'v', '<'],
            (Self::Hollow, true) => ['n', ')', 'u', '('],
        };
        heads[arm.place()]
    }
}

/// A point where lines meet, and the same in ASCII.
pub(super) const POINT: [char; 2] = ['●', 'o'];

/// A piece of a level line, and its head.
pub(super) fn drawn_level(stroke: Stroke, head: Head, ascii: bool) -> [char; 2] {
    [drawn([None, Some(stroke), None, Some(stroke)], ascii), head.leading(Arm::Right, ascii)]
}

/// Directions of the arms of a cell, and of heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arm {
    Up,
    Right,
    Down,
    Left,
}

impl Arm {
    pub(super) fn place(self) -> usize {
        self as usize
    }

    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Right => Self::Left,
            Self::Down => Self::Up,
            Self::Left => Self::Right,
        }
    }

    pub(super) fn step(self) -> (i32, i32) {
        match self {
            Self::Up => (0, -1),
            Self::Right => (1, 0),
            Self::Down => (0, 1),
            Self::Left => (-1, 0),
        }
    }

    /// From one point to another in the same row or column.
    pub(super) fn between(from: Point, to: Point) -> Option<Self> {
        match (to.x - from.x, to.y - from.y) {
            (0, 0) => None,
            (0, y) => Some(if y < 0 { Self::Up } else { Self::Down }),
            (x, _) => Some(if x < 0 { Self::Left } else { Self::Right }),
        }
    }
}

/// Lines that meet or cross in a cell: an arm of each direction, from above to the right round.
pub(super) type Arms = [Option<Stroke>; 4];

/// The character of lines that meet.
pub(super) fn drawn(arms: Arms, ascii: bool) -> char {
    if ascii { in_ascii(arms) } else { in_boxes(arms) }
}

/// The box drawing character with these arms.
fn in_boxes(arms: Arms) -> char {
    if let [up, None, down, None] | [None, up, None, down] = arms
        && (up.or(down) == Some(Stroke::Dashed))
    {
        return if arms[0].or(arms[2]).is_some() { '┆' } else { '╌' };
    }
    // By the arms above, right, below, left: 0 none, 1 light, 2 heavy or double.
    let weight = |arm: Option<Stroke>| match arm {
        None => 0,
        Some(Stroke::Light | Stroke::Dashed) => 1,
        Some(Stroke::Heavy | Stroke::Double) => 2,
    };
    let code = arms.iter().fold(0, |code, arm| code * 3 + weight(*arm));
    let glyph = GLYPHS.get(code).copied().unwrap_or(' ');
    // There is none in which double lines meet heavy ones.
    if arms.contains(&Some(Stroke::Double)) && !arms.contains(&Some(Stroke::Heavy)) {
        return DOUBLES.iter().find(|(heavy, _)| *heavy == glyph).map_or(glyph, |(_, double)| *double);
    }
    glyph
}

/// Heavy lines and the same double.
const DOUBLES: [(char, char); 33] = [
    ('━', '═'),
    ('┃', '║'),
    ('┍', '╒'),
    ('┎', '╓'),
    ('┏', '╔'),
    ('┑', '╕'),
    ('┒', '╖'),
    ('┓', '╗'),
    ('┕', '╘'),
    ('┖', '╙'),
    ('┗', '╚'),
    ('┙', '╛'),
    ('┚', '╜'),
    ('┛', '╝'),
    ('┝', '╞'),
    ('┠', '╟'),
    ('┣', '╠'),
    ('┥', '╡'),
    ('┨', '╢'),
    ('┫', '╣'),
    ('┯', '╤'),
    ('┰', '╥'),
    ('┳', '╦'),
    ('┷', '╧'),
    ('┸', '╨'),
    ('┻', '╩'),
    ('┿', '╪'),
    ('╂', '╫'),
    ('╋', '╬'),
    ('╸', '═'),
    ('╺', '═'),
    ('╹', '║'),
    ('╻', '║'),
];

/// Box drawing characters by their arms, as [`in_boxes`] counts them.
#[rustfmt::skip]
const GLYPHS: [char; 81] = [
    ' ', '╴', '╸', '╷', '┐', '┑', '╻', '┒', '┓',
    '╶', '─', '╾', '┌', '┬', '┭', '┎', '┰', '┱',
    '╺', '╼', '━', '┍', '┮', '┯', '┏', '┲', '┳',
    '╵', '┘', '┙', '│', '┤', '┥', '╽', '┧', '┪',
    '└', '┴', '┵', '├', '┼', '┽', '┟', '╁', '╅',
    '┕', '┶', '┷', '┝', '┾', '┿', '┢', '╆', '╈',
    '╹', '┚', '┛', '╿', '┦', '┩', '┃', '┨', '┫',
    '┖', '┸', '┹', '┞', '╀', '╃', '┠', '╂', '╉',
    '┗', '┺', '┻', '┡', '╄', '╇', '┣', '╊', '╋',
];

/// The same in ASCII. Where lines cross, the upright one passes over the other; where they join or turn, the sign says so.
fn in_ascii(arms: Arms) -> char {
    let [up, right, down, left] = arms;
    let one_of = |stroke: Option<Stroke>, [light, dashed, double, heavy]: [char; 4]| match stroke {
        Some(Stroke::Heavy) => heavy,
        Some(Stroke::Dashed) => dashed,
        Some(Stroke::Double) => double,
        Some(Stroke::Light) | None => light,
    };
    match (up.is_some(), right.is_some(), down.is_some(), left.is_some()) {
        (false, _, false, _) => one_of(left.or(right), ['-', '~', '=', '#']),
        (_, false, _, false) | (true, true, true, true) => one_of(up.or(down), ['|', ':', 'H', '#']),
        (true, true, false, false) | (true, false, false, true) => '\'',
        (false, true, true, false) | (false, false, true, true) => '.',
        _ => '+',
    }
}
