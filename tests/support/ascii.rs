//! Turns a map that is drawn in ASCII into the usual form, from its characters alone: where a `.` or a `+` leads is told by
//! what stands beside it.

use super::{At, HEADS, HOLLOW, IN_ASCII, STEPS, back, step};

/// The arms that a cell may have: up, right, down, left.
type Arms = [bool; 4];

const UPRIGHT: Arms = [true, false, true, false];
const LEVEL: Arms = [false, true, false, true];
const CROSSING: Arms = [true; 4];

/// The usual characters by their arms.
const USUAL: [(Arms, char); 8] = [
    ([false, true, true, false], '┌'),
    ([false, false, true, true], '┐'),
    ([true, true, false, false], '└'),
    ([true, false, false, true], '┘'),
    ([true, true, true, false], '├'),
    ([true, false, true, true], '┤'),
    ([false, true, true, true], '┬'),
    ([true, true, false, true], '┴'),
];

/// Straight pieces of lines: in ASCII and as usual, upright and level.
const PIECES: [([char; 2], [char; 2]); 4] =
    [(['|', '-'], ['│', '─']), (['#', '#'], ['┃', '━']), ([':', '~'], ['┆', '╌']), (['H', '='], ['║', '═'])];

/// The corners of a frame.
#[derive(Debug, Clone, Copy)]
struct Frame {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Frame {
    fn cells(self) -> impl Iterator<Item = At> {
        (self.top..=self.bottom).flat_map(move |y| (self.left..=self.right).map(move |x| (x, y)))
    }

    /// The way that leads outward from a cell of a side.
    fn outward(self, (x, y): At) -> Option<usize> {
        let (is_level, is_upright) = (y == self.top || y == self.bottom, x == self.left || x == self.right);
        match (is_level, is_upright) {
            (true, false) => Some(if y == self.top { 0 } else { 2 }),
            (false, true) => Some(if x == self.left { 3 } else { 1 }),
            _ => None,
        }
    }
}

/// What may be in each cell.
struct Grid {
    columns: usize,
    letters: Vec<char>,
    options: Vec<Vec<Arms>>,
}

/// The rows of a drawing in the usual form. Where it can be read in two ways, a cell is left blank.
pub fn usual(mut rows: Vec<Vec<char>>) -> Vec<Vec<char>> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(columns, ' ');
    }
    let frames = frames(&rows);
    let letters: Vec<char> = rows.iter().flatten().copied().collect();
    let mut options: Vec<Vec<Arms>> = letters.iter().map(|letter| allowed(*letter)).collect();
    for frame in &frames {
        for (x, y) in frame.cells() {
            let leaving = frame.outward((x, y)).map(|way| std::array::from_fn(|arm| arm == way));
            options[y * columns + x] = std::iter::once([false; 4]).chain(leaving).collect();
        }
    }
    let mut grid = Grid { columns, letters, options };
    grid.settle();
    for (place, letter) in grid.letters.iter().enumerate() {
        rows[place / columns][place % columns] = grid.drawn(place, *letter);
    }
    for frame in &frames {
        grid.draw_frame(*frame, &mut rows);
    }
    rows
}

/// The arms that a character may have outside of boxes.
fn allowed(letter: char) -> Vec<Arms> {
    let all = || (0..16_u8).map(|code| std::array::from_fn(|arm| code >> arm & 1 == 1));
    let count = |arms: &Arms| arms.iter().filter(|arm| **arm).count();
    match letter {
        '-' | '=' | '~' | '<' | '>' | '(' | ')' => vec![LEVEL],
        // It may pass over another one.
        '|' | 'H' | ':' => vec![UPRIGHT, CROSSING],
        '#' => vec![LEVEL, UPRIGHT, CROSSING],
        '.' => vec![USUAL[0].0, USUAL[1].0],
        '\'' => vec![USUAL[2].0, USUAL[3].0],
        '+' => USUAL[4..].iter().map(|(arms, _)| *arms).collect(),
        'o' => all().filter(|arms| count(arms) > 1).collect(),
        '^' | 'v' | 'n' | 'u' => vec![UPRIGHT],
        _ => vec![[false; 4]],
    }
}

/// The closed frames with nothing drawn to their corners from outside.
fn frames(rows: &[Vec<char>]) -> Vec<Frame> {
    let letter = |(x, y): At| rows.get(y).and_then(|row| row.get(x)).copied().unwrap_or(' ');
    let along = |from: At, way: usize, side: &str| {
        let mut at = step(from, way)?;
        while side.contains(letter(at)) {
            at = step(at, way)?;
        }
        (letter(at) == '+').then_some(at)
    };
    let is_free = |at: At, ways: [usize; 2]| {
        ways.into_iter().filter_map(|way| step(at, way).map(|beyond| (way, beyond))).all(|(way, beyond)| {
            // A heavy line looks the same both ways: past a corner it goes on.
            let goes_past = [(way + 1) % 4, (way + 3) % 4]
                .into_iter()
                .any(|aside| step(beyond, aside).is_some_and(|next| "#+.'".contains(letter(next))));
            let line = if way % 2 == 0 { "|H:" } else { "-=~" };
            !line.contains(letter(beyond)) && (letter(beyond) != '#' || goes_past)
        })
    };
    let mut frames = Vec::new();
    for (top, row) in rows.iter().enumerate() {
        for left in (0..row.len()).filter(|left| row[*left] == '+') {
            let corner = (left, top);
            let (Some((right, _)), Some((_, bottom))) = (along(corner, 1, "-#"), along(corner, 2, "|#")) else {
                continue;
            };
            let is_closed = along((left, bottom), 1, "-#") == Some((right, bottom))
                && along((right, top), 2, "|#") == Some((right, bottom));
            let is_apart = is_free(corner, [0, 3])
                && is_free((right, top), [0, 1])
                && is_free((left, bottom), [2, 3])
                && is_free((right, bottom), [1, 2]);
            if is_closed && is_apart {
                frames.push(Frame { left, top, right, bottom });
            }
        }
    }
    frames
}

impl Grid {
    fn neighbour(&self, place: usize, way: usize) -> Option<usize> {
        let at = step((place % self.columns, place / self.columns), way)?;
        let next = at.1 * self.columns + at.0;
        (at.0 < self.columns && next < self.letters.len()).then_some(next)
    }

    /// Leaves in every cell what agrees with all that is beside it.
    fn settle(&mut self) {
        let is_line = |place: &usize| self.options[*place].len() > 1 || self.options[*place].contains(&LEVEL);
        let mut left: Vec<usize> = (0..self.letters.len()).filter(is_line).collect();
        while let Some(place) = left.pop() {
            let before = self.options[place].len();
            for way in 0..STEPS.len() {
                let next = self.neighbour(place, way);
                let may = |arm: bool| match next {
                    Some(next) => self.options[next].iter().any(|arms| arms[back(way)] == arm),
                    None => !arm,
                };
                let may = [may(false), may(true)];
                self.options[place].retain(|arms| may[usize::from(arms[way])]);
            }
            if self.options[place].len() < before {
                left.extend((0..STEPS.len()).filter_map(|way| self.neighbour(place, way)));
            }
        }
    }

    /// The usual character of a cell outside of boxes.
    fn drawn(&self, place: usize, letter: char) -> char {
        let [arms] = self.options[place][..] else { return ' ' };
        let head =
            |heads: [char; 4], usual: [char; 4]| heads.iter().position(|head| *head == letter).map(|way| usual[way]);
        if let Some(head) = head(['^', '>', 'v', '<'], HEADS).or_else(|| head(['n', ')', 'u', '('], HOLLOW)) {
            return head;
        }
        let piece = |way: usize| {
            PIECES.iter().find(|(ascii, _)| ascii.contains(&letter)).map_or(letter, |(_, usual)| usual[way])
        };
        match (letter, arms) {
            ('o', _) => '●',
            (_, CROSSING) => '┼',
            (_, UPRIGHT) => piece(0),
            (_, LEVEL) => piece(1),
            _ => USUAL.iter().find(|(usual, _)| *usual == arms).map_or(letter, |(_, letter)| *letter),
        }
    }

    /// Draws a frame with the lines that leave it, and what stands in it: where a sign may be, the usual one.
    fn draw_frame(&self, frame: Frame, rows: &mut [Vec<char>]) {
        let Frame { left, top, right, bottom } = frame;
        for (x, y) in frame.cells() {
            let place = y * self.columns + x;
            let letter = self.letters[place];
            let leaves = |way: usize| {
                let arrives = |next: usize| "<>^vnu()".contains(self.letters[next]);
                self.options[place][..] != [[false; 4]] && self.neighbour(place, way).is_some_and(|next| !arrives(next))
            };
            let is_alone =
                || [place - 1, place + 1].into_iter().all(|beside| matches!(self.letters[beside], ' ' | '|' | '#'));
            let (is_level, is_upright) = (y == top || y == bottom, x == left || x == right);
            rows[y][x] = match (is_level, is_upright, frame.outward((x, y))) {
                (true, true, _) => USUAL[usize::from(y == bottom) * 2 + usize::from(x == right)].1,
                (_, _, Some(way)) if leaves(way) => ['┴', '├', '┬', '┤'][way],
                (true, ..) => '─',
                (_, true, _) => '│',
                _ => {
                    let usual = IN_ASCII.iter().find(|(_, ascii)| *ascii == letter && is_alone());
                    usual.map_or(letter, |(usual, _)| *usual)
                }
            };
        }
    }
}
