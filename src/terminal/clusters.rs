//! Letters of several characters, of which terminals differ in how many columns they take.

use std::io;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::app::wording::is_doubtful;

/// Writes as the backend inside does, but has every letter in doubt stand where it belongs and end there: what was in its
/// cells goes first, and the cursor is set anew behind it. Cells behind it that the terminal may have written on are in
/// what is to be drawn, since the view marks them.
#[derive(Debug)]
pub(super) struct Anchored<B>(pub(super) B);

impl<B: Backend<Error = io::Error>> Backend for Anchored<B> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut run = Vec::new();
        for (x, y, cell) in content {
            if is_doubtful(cell.symbol()) {
                let mut blank = cell.clone();
                blank.set_symbol(" ");
                run.extend([(x, y, blank.clone()), (x.saturating_add(1), y, blank)]);
                self.write(&mut run)?;
                run.push((x, y, cell.clone()));
                self.write(&mut run)?;
            } else {
                run.push((x, y, cell.clone()));
            }
        }
        self.write(&mut run)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.0.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<B: Backend<Error = io::Error>> Anchored<B> {
    /// A run by itself: the backend sets the cursor where it begins.
    fn write(&mut self, run: &mut Vec<(u16, u16, Cell)>) -> io::Result<()> {
        let drawn = self.0.draw(run.iter().map(|(x, y, cell)| (*x, *y, cell)));
        run.clear();
        drawn
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use ratatui::buffer::{Buffer, CellDiffOption};
    use ratatui::layout::Rect;
    use ratatui::prelude::CrosstermBackend;
    use ratatui::style::Style;

    use super::*;

    /// The cells of a terminal that counts the columns of each character by itself, as some do.
    fn shown(frames: &[&str]) -> Vec<String> {
        let area = Rect::new(0, 0, 20, 1);
        let size = |cells| NonZeroU16::new(cells).expect("some");
        let mut terminal = vt100::Parser::new(size(1), size(20), 0);
        let mut before = Buffer::empty(area);
        for frame in frames {
            let mut next = Buffer::empty(area);
            next.set_string(0, 0, frame, Style::new());
            // As the view marks them.
            let doubtful = next.content.iter().position(|cell| is_doubtful(cell.symbol()));
            for cell in next.content.iter_mut().skip(doubtful.unwrap_or(usize::MAX)) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
            let mut written = Vec::new();
            Anchored(CrosstermBackend::new(&mut written)).draw(before.diff(&next).into_iter()).expect("it is written");
            terminal.process(&written);
            before = next;
        }
        let cell = |column| terminal.screen().cell(0, column).map_or("", vt100::Cell::contents).trim().to_owned();
        (0..20).map(cell).collect()
    }

    #[test]
    fn what_stands_behind_a_letter_in_doubt_keeps_its_column() {
        for letter in ["👍🏽", "👩\u{200d}👧", "🇸🇪", "1\u{fe0f}\u{20e3}", "❤\u{fe0f}", "हि"] {
            let line = format!("a{letter}b      |");
            let behind = 1 + crate::app::wording::width(letter);
            for frames in [&[&*line][..], &["words were here    |", &line], &[&line, &line], &["", &line, "a", &line]] {
                let mut expected = vec![String::new(); 20 - behind];
                expected[0] = "b".to_owned();
                expected[7] = "|".to_owned();
                assert_eq!(shown(frames)[behind..], expected, "{letter}");
            }
            assert_eq!(shown(&[&line, "plain"]).concat(), "plain", "{letter}");
        }
    }
}
