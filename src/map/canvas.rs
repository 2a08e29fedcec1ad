//! A drawing on the character grid: frames, lines with arms of different weight, words.

use std::collections::BTreeMap;

use crate::debate::wording::width;

use super::glyph::{Arm, Arms, Head, POINT, Stroke, drawn};
use super::layout::{Area, Point};

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Cell {
    #[default]
    Blank,
    Line(Arms),
    Sign(char),
}

/// What an edge looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The line.
    pub(super) stroke: Stroke,
    /// Whether it begins at a frame, and not at a point.
    pub(super) begins_at_frame: bool,
    /// How it ends; none where it joins others.
    pub(super) head: Option<Head>,
}

/// A grid of cells that grows no more. Each keeps the greatest of the pens with which it was drawn on.
#[derive(Debug)]
pub(super) struct Canvas<P = ()> {
    /// What it shows of the whole.
    window: Area,
    width: usize,
    cells: Vec<Cell>,
    pens: Vec<P>,
    pen: P,
    /// Words by row and first column.
    words: BTreeMap<(usize, usize), String>,
    ascii: bool,
}

impl<P: Copy + Default + Ord> Canvas<P> {
    /// An empty one that shows only what lies in `window`.
    #[must_use]
    pub(super) fn through(window: Area, ascii: bool) -> Self {
        let cells = |count: i32| usize::try_from(count).unwrap_or(0);
        let (width, height) = (cells(window.width), cells(window.height));
        let count = width * height;
        let (cells, pens) = (vec![Cell::Blank; count], vec![P::default(); count]);
        Self { window, width, cells, pens, pen: P::default(), words: BTreeMap::new(), ascii }
    }

    /// Draws with this pen from now on.
    pub(super) fn take(&mut self, pen: P) {
        self.pen = pen;
    }

    /// What is in each cell, row by row, and its pen.
    pub(super) fn cells(&self) -> Vec<Option<(char, P)>> {
        let drawn = |(cell, pen): (&Cell, &P)| (*cell != Cell::Blank).then(|| (self.character(*cell), *pen));
        self.cells.iter().zip(&self.pens).map(drawn).collect()
    }

    /// A frame.
    pub(super) fn frame(&mut self, area: Area, stroke: Stroke) {
        let Area { x, y, width, height } = area;
        let corners = [(x, y), (x + width - 1, y), (x + width - 1, y + height - 1), (x, y + height - 1)];
        let corners = corners.map(|(x, y)| Point { x, y });
        for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            self.line(*from, *to, stroke);
        }
        if self.ascii {
            for corner in corners {
                self.sign(corner, '+');
            }
        }
    }

    /// Words in a row from a cell on. They must fit, and nothing else be drawn there.
    pub(super) fn words(&mut self, at: Point, words: &str) {
        if let (Ok(row), Ok(column)) = (usize::try_from(at.y - self.window.y), usize::try_from(at.x - self.window.x)) {
            self.words.insert((row, column), words.to_owned());
        }
    }

    /// An edge along its points, the first of which lies on the frame where it begins.
    pub(super) fn edge(&mut self, route: &[Point], look: Look) {
        let [first, .., last] = route else { return };
        // The cells of the frames, where the edge begins and ends, are theirs.
        let (mut begun, mut ended) = (*first, *last);
        if let Some(arm) = route.get(1).and_then(|next| Arm::between(*first, *next)) {
            begun = moved(*first, arm);
        }
        let before_last = route.len().checked_sub(2).and_then(|at| route.get(at));
        let arrives = before_last.and_then(|before| Arm::between(*before, *last));
        if let Some(arm) = arrives {
            ended = moved(*last, arm.opposite());
        }
        let mut at = begun;
        for next in &route[1..] {
            let end = if next == last { ended } else { *next };
            self.line(at, end, look.stroke);
            at = end;
        }
        if let Some(leaves) = route.get(1).and_then(|next| Arm::between(*first, *next)) {
            self.arm(begun, leaves.opposite(), look.stroke);
            // In ASCII a join in a frame would look like one of its corners.
            if look.begins_at_frame && !self.ascii {
                self.arm(*first, leaves, Stroke::Light);
            }
        }
        if let Some(arm) = arrives {
            self.arm(ended, arm, look.stroke);
            if let Some(head) = look.head {
                self.sign(ended, head.leading(arm, self.ascii));
            }
        }
    }

    /// A point where lines meet.
    pub(super) fn point(&mut self, at: Point) {
        self.sign(at, POINT[usize::from(self.ascii)]);
    }

    /// Which cell is that at a point, if the window shows it.
    fn place(&self, at: Point) -> Option<usize> {
        let (x, y) = (usize::try_from(at.x - self.window.x).ok()?, usize::try_from(at.y - self.window.y).ok()?);
        (x < self.width).then_some(y * self.width + x)
    }

    /// The cell at a point, if the window shows it; it is drawn on.
    fn cell(&mut self, at: Point) -> Option<&mut Cell> {
        let place = self.place(at)?;
        let pen = self.pens.get_mut(place)?;
        *pen = (*pen).max(self.pen);
        self.cells.get_mut(place)
    }

    /// A sign of one column.
    pub(super) fn sign(&mut self, at: Point, sign: char) {
        if let Some(cell) = self.cell(at) {
            *cell = Cell::Sign(sign);
        }
    }

    fn arm(&mut self, at: Point, arm: Arm, stroke: Stroke) {
        if let Some(cell) = self.cell(at) {
            if *cell == Cell::Blank {
                *cell = Cell::Line([None; 4]);
            }
            if let Cell::Line(arms) = cell {
                // Where two lines join, the heavier is seen.
                arms[arm.place()] = arms[arm.place()].max(Some(stroke));
            }
        }
    }

    fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        let Some(arm) = Arm::between(from, to) else { return };
        // No further than a cell beyond the window on either side, where arms of cells inside begin.
        let Area { x, y, width, height } = self.window;
        let clipped = |at: Point| match arm {
            Arm::Left | Arm::Right => Point { x: at.x.clamp(x - 1, x + width), ..at },
            Arm::Up | Arm::Down => Point { y: at.y.clamp(y - 1, y + height), ..at },
        };
        let (from, to) = (clipped(from), clipped(to));
        let mut at = from;
        while at != to {
            self.arm(at, arm, stroke);
            at = moved(at, arm);
            self.arm(at, arm.opposite(), stroke);
        }
    }

    /// The rows as text, without blanks at their ends.
    pub(super) fn rows(&self) -> impl Iterator<Item = String> + '_ {
        self.cells.chunks(self.width.max(1)).enumerate().map(|(row, cells)| {
            let mut text = String::with_capacity(cells.len());
            let mut words = self.words.range((row, 0)..(row + 1, 0)).peekable();
            let mut column = 0;
            while column < cells.len() {
                if let Some((_, line)) = words.next_if(|((_, first), _)| *first == column)
                    && !line.is_empty()
                {
                    text.push_str(line);
                    column += width(line);
                    continue;
                }
                text.push(self.character(cells[column]));
                column += 1;
            }
            text.truncate(text.trim_end().len());
            text
        })
    }

    fn character(&self, cell: Cell) -> char {
        match cell {
            Cell::Blank => ' ',
            Cell::Sign(sign) => sign,
            Cell::Line(arms) => drawn(arms, self.ascii),
        }
    }
}

fn moved(at: Point, arm: Arm) -> Point {
    let (x, y) = arm.step();
    Point { x: at.x + x, y: at.y + y }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    fn drawing(ascii: bool) -> Vec<String> {
        let mut canvas = Canvas::<()>::through(Area { x: 0, y: 0, width: 20, height: 5 }, ascii);
        let area = |x, y| Area { x, y, width: 7, height: 3 };
        canvas.frame(area(0, 0), Stroke::Light);
        canvas.words(point(2, 1), "討e\u{301}");
        canvas.frame(area(12, 2), Stroke::Heavy);
        canvas.words(point(14, 3), "a b");
        let look = Look { stroke: Stroke::Heavy, begins_at_frame: true, head: Some(Head::Full) };
        canvas.edge(&[point(12, 3), point(9, 3), point(9, 1), point(6, 1)], look);
        canvas.edge(
            &[point(3, 2), point(3, 4), point(10, 4), point(10, 0), point(9, 0), point(9, 1)],
            Look { stroke: Stroke::Dashed, head: None, ..look },
        );
        canvas.point(point(9, 1));
        canvas.sign(point(13, 3), 'x');
        canvas.rows().collect()
    }

    #[test]
    fn lines_words_and_signs_stand_in_their_cells() {
        assert_eq!(
            drawing(false),
            ["┌─────┐  ┌┐", "│ 討e\u{301} │◂━●┆", "└──┬──┘  ┃┆ ┏━━━━━┓", "   ┆     ┗┿━┨xa b ┃", "   └╌╌╌╌╌╌┘ ┗━━━━━┛",]
        );
        assert_eq!(
            drawing(true),
            ["+-----+  ..", "| 討e\u{301} |<#o:", "+-----+  #: +#####+", "   :     ':##xa b #", "   '~~~~~~' +#####+",]
        );
    }

    #[test]
    fn every_form_of_line_has_its_corners_joins_and_crossings() {
        let drawing = |stroke: Stroke, head: Head, ascii: bool| {
            let mut canvas = Canvas::<()>::through(Area { x: 0, y: 0, width: 9, height: 4 }, ascii);
            let look = Look { stroke, begins_at_frame: false, head: None };
            canvas.edge(&[point(7, 3), point(7, 1), point(2, 1)], look);
            canvas.edge(&[point(5, 3), point(5, 1), point(0, 1)], Look { head: Some(head), ..look });
            canvas.edge(&[point(3, -1), point(3, 5)], Look { stroke: Stroke::Light, ..look });
            canvas.rows().collect::<Vec<_>>()
        };
        for (stroke, head, usual, ascii) in [
            (
                Stroke::Light,
                Head::Full,
                ["   │", " ◂─┼─┬─┐", "   │ │ │", "   │"],
                ["   |", " <-|-+-.", "   | | |", "   |"],
            ),
            (
                Stroke::Light,
                Head::Hollow,
                ["   │", " ◃─┼─┬─┐", "   │ │ │", "   │"],
                ["   |", " (-|-+-.", "   | | |", "   |"],
            ),
            (
                Stroke::Heavy,
                Head::Full,
                ["   │", " ◂━┿━┳━┓", "   │ ┃ ┃", "   │"],
                ["   |", " <#|#+#.", "   | # #", "   |"],
            ),
            (
                Stroke::Dashed,
                Head::Full,
                ["   │", " ◂╌┼╌┬╌┐", "   │ ┆ ┆", "   │"],
                ["   |", " <~|~+~.", "   | : :", "   |"],
            ),
            (
                Stroke::Double,
                Head::Full,
                ["   │", " ◂═╪═╦═╗", "   │ ║ ║", "   │"],
                ["   |", " <=|=+=.", "   | H H", "   |"],
            ),
        ] {
            assert_eq!(drawing(stroke, head, false), usual);
            assert_eq!(drawing(stroke, head, true), ascii);
        }
    }
}
