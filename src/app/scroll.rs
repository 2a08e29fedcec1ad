//! Scrolling a long text, wrapped for the screen: only what is on the screen is ever wrapped.
//!
//! The place is kept in bytes of the text, so that it stays the same when the screen becomes wider or narrower. A line
//! of the text is wrapped for itself; one that is longer than people write is wrapped in pieces.

use std::ops::Range;

use memchr::{memchr, memrchr};

use super::wording::wrap_ranges;

/// The most bytes that are wrapped at once.
const PIECE: usize = 8 << 10;

/// Rows that stay above a place that is jumped to, where there is room.
const ABOVE: usize = 3;

/// The first row on the screen, by where it begins in the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    top: usize,
}

impl Scroll {
    /// Where the first row on the screen begins.
    #[must_use]
    pub fn top(self) -> usize {
        self.top
    }

    /// The rows of `text` in `columns` that are among `height` on the screen, each by its bytes.
    #[must_use]
    pub fn rows(self, text: &str, columns: usize, height: usize) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let mut piece = Some(piece_at(text, self.top));
        while let Some(range) = piece.filter(|_| rows.len() < height) {
            let here = rows_of(text, range.clone(), columns);
            // The row the top lies in is the first; of later pieces all rows follow.
            let skip = here.partition_point(|row| row.start <= self.top).saturating_sub(1);
            rows.extend(here.into_iter().skip(skip).take(height - rows.len()));
            piece = piece_after(text, &range);
        }
        rows
    }

    /// Moves by rows, no further than to the last screen.
    pub(super) fn step(&mut self, text: &str, by: isize, columns: usize, height: usize) {
        if by.unsigned_abs() > text.len() {
            self.top = if by > 0 { text.len() } else { 0 };
        } else if by > 0 {
            let rows = self.rows(text, columns, by.unsigned_abs() + 1);
            self.top = rows.last().map_or(self.top, |row| row.start);
        } else {
            self.back(text, by.unsigned_abs(), columns);
        }
        self.settle(text, columns, height);
    }

    /// Brings a place in the text on the screen if it is not there, with some rows above it.
    pub(super) fn show(&mut self, text: &str, place: usize, columns: usize, height: usize) {
        let rows = self.rows(text, columns, height);
        let is_shown = rows.first().is_some_and(|row| row.start <= place)
            && rows.last().is_some_and(|row| place < row.end || place == row.start);
        if !is_shown {
            self.top = place;
            self.back(text, ABOVE.min(height.saturating_sub(1) / 2), columns);
        }
        self.settle(text, columns, height);
    }

    /// Has the top be the beginning of a row, and the screen full as far as there is text.
    pub(super) fn settle(&mut self, text: &str, columns: usize, height: usize) {
        self.top = text.floor_char_boundary(self.top.min(text.len()));
        let height = height.max(1);
        let rows = self.rows(text, columns, height);
        self.top = rows.first().map_or(0, |row| row.start);
        if rows.len() < height {
            self.back(text, height - rows.len(), columns);
        }
    }

    /// Whether there is text above and below the rows on the screen.
    #[must_use]
    pub fn goes_on(self, text: &str, rows: &[Range<usize>]) -> (bool, bool) {
        let below = rows.last().is_some_and(|row| !text[row.end..].trim_start().is_empty());
        (text[..self.top].contains(|c: char| !c.is_whitespace()), below)
    }

    /// Moves up to the beginning of the row that stands `by` rows above the top's.
    fn back(&mut self, text: &str, by: usize, columns: usize) {
        let mut left = by;
        let mut piece = piece_at(text, self.top);
        loop {
            let rows = rows_of(text, piece.clone(), columns);
            let here = rows.partition_point(|row| row.start <= self.top).saturating_sub(1);
            if let Some(row) = here.checked_sub(left).and_then(|row| rows.get(row)) {
                self.top = row.start;
                return;
            }
            let Some(before) = piece.start.checked_sub(1) else {
                self.top = rows.first().map_or(0, |row| row.start);
                return;
            };
            left -= here + 1;
            piece = piece_at(text, before);
            // Its last row.
            self.top = piece.end;
        }
    }
}

/// The line of the text that `at` lies in, or the piece of it where it is very long. A newline ends its own line.
fn piece_at(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let bytes = text.as_bytes();
    let mut start = memrchr(b'\n', &bytes[..at]).map_or(0, |newline| newline + 1);
    let end = memchr(b'\n', &bytes[at..]).map_or(text.len(), |newline| at + newline);
    loop {
        let piece = start..piece_end(text, start, end);
        if at < piece.end || piece.end == end {
            return piece;
        }
        start = piece.end;
    }
}

/// Where the piece that begins at `start` ends, in a line that ends at `end`: behind a blank if one is near.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    if end - start <= PIECE {
        return end;
    }
    let longest = text.floor_char_boundary(start + PIECE);
    let blank = memrchr(b' ', &text.as_bytes()[start..longest]);
    blank.map_or(longest, |blank| start + blank + 1)
}

fn piece_after(text: &str, piece: &Range<usize>) -> Option<Range<usize>> {
    match text.as_bytes().get(piece.end)? {
        b'\n' => Some(piece_at(text, piece.end + 1)),
        _ => Some(piece_at(text, piece.end)),
    }
}

fn rows_of(text: &str, piece: Range<usize>, columns: usize) -> Vec<Range<usize>> {
    let start = piece.start;
    wrap_ranges(&text[piece], columns).into_iter().map(|row| start + row.start..start + row.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rustix::time::{ClockId, clock_gettime};

    /// All rows, one after the other, from a text of few bytes.
    fn all(text: &str, columns: usize) -> Vec<Range<usize>> {
        Scroll::default().rows(text, columns, 10_000)
    }

    #[test]
    fn a_text_is_scrolled_by_rows() {
        let text = "One two three\n\nfour five six seven\neight";
        let rows: Vec<&str> = all(text, 9).into_iter().map(|row| &text[row]).collect();
        assert_eq!(rows, ["One two", "three", "", "four five", "six seven", "eight"]);
        for (from, by, expected) in [
            (0, 1, "three"),
            (0, 2, ""),
            (0, 3, "four five"),
            (0, 9, "four five"),
            (0, isize::MAX, "four five"),
            (15, -1, ""),
            (15, -2, "three"),
            (15, -3, "One two"),
            (15, isize::MIN, "One two"),
        ] {
            let mut scroll = Scroll { top: from };
            scroll.step(text, by, 9, 3);
            let first = scroll.rows(text, 9, 3).remove(0);
            assert_eq!((&text[first], scroll.rows(text, 9, 3).len()), (expected, 3), "{from} {by}");
        }
        let mut scroll = Scroll::default();
        scroll.show(text, text.find("seven").unwrap_or_default(), 9, 3);
        assert_eq!(&text[scroll.top()..], "four five six seven\neight");
        assert_eq!(scroll.goes_on(text, &scroll.rows(text, 9, 3)), (true, false));
    }

    #[test]
    fn a_line_as_long_as_a_book_costs_no_more_than_a_page() {
        for word in ["word ", "討", "x"] {
            let text = word.repeat((8 << 20) / word.len());
            let began = clock_gettime(ClockId::ThreadCPUTime);
            let mut scroll = Scroll::default();
            for _ in 0..20 {
                scroll.step(&text, 30, 60, 30);
                scroll.step(&text, isize::MAX, 60, 30);
                scroll.step(&text, -30, 60, 30);
                assert_eq!(scroll.rows(&text, 60, 30).len(), 30);
            }
            let took = clock_gettime(ClockId::ThreadCPUTime) - began;
            assert!(took.tv_sec < 20, "{took:?}");
        }
    }

    proptest! {
        #[test]
        fn every_row_is_reached_from_both_ends(
            text in "[a-z \n討❤]{0,200}",
            columns in 1_usize..30,
            height in 1_usize..12,
            at in 0_usize..250,
            by in -20_isize..20,
        ) {
            let rows = all(&text, columns);
            let starts: Vec<usize> = rows.iter().map(|row| row.start).collect();
            prop_assert_eq!(starts.windows(2).filter(|pair| pair[0] >= pair[1]).count(), 0, "{:?}", starts);
            let last = starts.len().saturating_sub(height);
            let mut scroll = Scroll { top: at };
            scroll.settle(&text, columns, height);
            let here = starts.iter().position(|start| *start == scroll.top());
            prop_assert!(here.is_some_and(|here| here <= last), "{here:?} of {starts:?}");
            let here = here.unwrap_or_default();
            scroll.step(&text, by, columns, height);
            prop_assert_eq!(scroll.top(), starts[here.saturating_add_signed(by).min(last)]);
            prop_assert_eq!(scroll.rows(&text, columns, height), &rows[here.saturating_add_signed(by).min(last)..][..height.min(rows.len())]);
        }
    }
}
