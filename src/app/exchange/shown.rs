//! What is on the screen of a thread. However long the thread is, only the turns around the screen are laid out: a place
//! in it is a line of a turn, and no line is counted from the beginning.

use std::collections::HashMap;

use crate::app::page::Line;
use crate::debate::Debate;

use super::Exchange;

/// The most turns whose lines are kept.
const KEPT: usize = 500;

/// A line of a turn. The blank one above a turn is its first; the first turn has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::app) struct LineAt {
    turn: usize,
    line: usize,
}

impl LineAt {
    /// The first line of a turn that is not blank.
    fn first_of(turn: usize) -> Self {
        Self { turn, line: usize::from(turn > 0) }
    }

    /// The same line of what a turn has become; the beginning where it has gone.
    pub(super) fn followed(self, becomes: impl Fn(usize) -> Option<usize>) -> Self {
        becomes(self.turn).map_or_else(Self::default, |turn| Self { turn, ..self })
    }
}

/// The lines on the screen, and those that may be there next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    columns: usize,
    /// The lines of turns, as far as they have been asked for.
    turns: HashMap<usize, Vec<Line>>,
    lines: Vec<Line>,
    goes_on: (bool, bool),
}

impl Shown {
    /// Forgets the lines of this turn and of all behind it, and of the one before, which may have been the last.
    pub(super) fn forget_from(&mut self, turn: usize) {
        self.turns.retain(|other, _| other + 1 < turn);
    }
}

impl Exchange {
    /// The lines on the screen.
    #[must_use]
    pub fn shown(&self) -> &[Line] {
        &self.shown.lines
    }

    /// Whether there are lines above and below those on the screen.
    #[must_use]
    pub fn goes_on(&self) -> (bool, bool) {
        self.shown.goes_on
    }

    /// The first line on the screen.
    pub(in crate::app) fn top(&self) -> LineAt {
        self.top
    }

    /// Has another line be the first on the screen, as far as the chosen turn is seen with it.
    pub(in crate::app) fn scroll_to(&mut self, top: LineAt) {
        self.top = top;
    }

    /// Has the chosen turn be on the screen from its first line.
    pub(in crate::app) fn show_beginning(&mut self) {
        self.top = self.top.min(LineAt::first_of(self.cursor));
    }

    /// Lays out what is on a screen of so many columns and lines, and scrolls as little as needed for the chosen turn to
    /// be seen.
    pub(in crate::app) fn settle(&mut self, debate: &Debate, columns: usize, height: usize) {
        if self.shown.columns != columns || self.shown.turns.len() > KEPT {
            self.shown = Shown { columns, ..Shown::default() };
        }
        self.top.turn = self.top.turn.min(self.steps.len() - 1);
        self.top.line = self.top.line.min(self.height(debate, self.top.turn).saturating_sub(1));
        let (highest, lowest) = self.shown_from(debate, self.cursor, height);
        self.top = self.top.clamp(highest, lowest);
        let mut lines: Vec<Line> = Vec::with_capacity(height);
        let mut at = self.top;
        while lines.len() < height && at.turn < self.steps.len() {
            lines.extend(self.turn_lines(debate, at.turn).iter().skip(at.line).take(height - lines.len()).cloned());
            at = LineAt { turn: at.turn + 1, line: 0 };
        }
        let end = self.moved(debate, self.top, height.cast_signed());
        self.shown.goes_on = (self.top > LineAt::default(), end < self.end());
        self.shown.lines = lines;
    }

    /// Moves within the chosen turn where it is higher than the screen, by what that holds less one line. Returns whether
    /// there was more of it in that direction.
    pub(in crate::app) fn read_on(&mut self, debate: &Debate, down: bool, height: usize) -> bool {
        let by = height.saturating_sub(1).max(1).cast_signed();
        let (first, end) = (LineAt::first_of(self.cursor), LineAt { turn: self.cursor + 1, line: 0 });
        if down && self.moved(debate, self.top, height.cast_signed()) < end {
            self.top = self.moved(debate, self.top, by).min(self.moved(debate, end, -height.cast_signed()));
            return true;
        }
        if !down && self.top > first {
            self.top = self.moved(debate, self.top, -by).max(first);
            return true;
        }
        false
    }

    /// Where scrolling by `by` lines leads on a screen of `height`: the first line then, and the turn to choose with it.
    /// That is the chosen one, or the nearest that is seen as it should, or the next one on the way.
    pub(in crate::app) fn scrolled(&mut self, debate: &Debate, by: isize, height: usize) -> (LineAt, usize) {
        let last = self.moved(debate, self.end(), -height.cast_signed());
        let wanted = self.moved(debate, self.top, by).min(last);
        let cursor = self.cursor;
        // Only what is on the screen can be seen as it should.
        let end = self.moved(debate, wanted, height.cast_signed()).turn.min(self.steps.len() - 1);
        let mut seen = |turn: &usize| {
            let (highest, lowest) = self.shown_from(debate, *turn, height);
            highest <= wanted && wanted <= lowest
        };
        let here = (cursor.max(wanted.turn)..=end).find(&mut seen);
        let here = here.or_else(|| (wanted.turn..cursor.min(end + 1)).rev().find(seen));
        let next = here.or_else(|| {
            if by > 0 {
                let mut after = cursor.max(wanted.turn)..self.steps.len();
                after.find(|turn| self.shown_from(debate, *turn, height).0 > wanted)
            } else {
                let mut before = (0..cursor.min(end + 1)).rev();
                before.find(|turn| self.shown_from(debate, *turn, height).1 < wanted)
            }
        });
        (wanted, next.unwrap_or(cursor))
    }

    /// The first and the last line that may be the first of `height` on the screen so that a turn is seen whole, or,
    /// where it is higher than the screen, nothing else.
    fn shown_from(&mut self, debate: &Debate, turn: usize, height: usize) -> (LineAt, LineAt) {
        let by = -height.cast_signed();
        let first = LineAt::first_of(turn);
        let highest = self.moved(debate, LineAt { turn: turn + 1, line: 0 }, by);
        let last = self.moved(debate, self.end(), by);
        (highest.min(first), highest.max(first).min(last))
    }

    /// Behind the last line.
    fn end(&self) -> LineAt {
        LineAt { turn: self.steps.len(), line: 0 }
    }

    /// The line that is `by` lines further down, or up, no further than the end and the beginning.
    fn moved(&mut self, debate: &Debate, from: LineAt, by: isize) -> LineAt {
        let LineAt { mut turn, mut line } = from;
        let mut left = by.unsigned_abs();
        if by < 0 {
            while left > line {
                let Some(before) = turn.checked_sub(1) else { return LineAt::default() };
                left -= line;
                turn = before;
                line = self.height(debate, turn);
            }
            return LineAt { turn, line: line - left };
        }
        while turn < self.steps.len() {
            let here = self.height(debate, turn) - line;
            if left < here {
                return LineAt { turn, line: line + left };
            }
            left -= here;
            (turn, line) = (turn + 1, 0);
        }
        self.end()
    }

    fn height(&mut self, debate: &Debate, turn: usize) -> usize {
        self.turn_lines(debate, turn).len()
    }

    fn turn_lines(&mut self, debate: &Debate, turn: usize) -> &[Line] {
        if !self.shown.turns.contains_key(&turn) {
            let lines = self.lines_of(debate, turn, self.shown.columns);
            self.shown.turns.insert(turn, lines);
        }
        self.shown.turns.get(&turn).map_or(&[], Vec::as_slice)
    }
}
