//! A line that is typed in: the search's and the palette's.

use std::ops::Range;

use tui_input::{Input, InputRequest};

use super::wording::width;
use super::{Key, KeyCode};

/// Bytes of the longest line: more words than a query takes. A paste of a book must not hang what is made of it.
const LONGEST: usize = 4_000;

/// Columns that what is typed keeps at least, with its sign and a blank.
const TYPED: usize = 9;

/// A line that is typed in.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    input: Input,
    /// What was typed or pasted last had no room.
    overflows: bool,
}

/// What of a typed line is on the screen: behind a sign, and before something told at the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visible<'a> {
    /// What is told; nothing where the line needs the room.
    pub told: &'a str,
    /// Columns of the text.
    pub room: usize,
    /// The first column of the text that is seen: the cursor always is.
    pub scroll: usize,
}

impl Typed {
    /// What has been typed, as it is. It has passed no door: show [`Typed::shown`].
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What has been typed, harmless to show, and the column of the cursor in it. What is typed is kept as it is: a
    /// joiner belongs to the letter that comes next, and until then it is not shown.
    #[must_use]
    pub fn shown(&self) -> (String, usize) {
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        (safe(self.text()), width(&safe(&before)))
    }

    /// What of it is on the screen, in so many columns.
    #[must_use]
    pub fn visible<'a>(&self, columns: usize, told: &'a str) -> Visible<'a> {
        let told = if width(told) + TYPED <= columns { told } else { "" };
        let room = columns.saturating_sub(2 + width(told) + 1);
        Visible { told, room, scroll: (self.shown().1 + 1).saturating_sub(room) }
    }

    /// Puts the cursor at a column of the line on the screen, which is `columns` wide, or at the end of the text.
    pub(super) fn put_cursor(&mut self, column: usize, columns: usize, told: &str) {
        // The sign stands before the text.
        let wanted = (self.visible(columns, told).scroll + column).saturating_sub(1);
        let ends: Vec<usize> = self.text().char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let fits = |end: &usize| width(&safe(self.text().get(..*end).unwrap_or_default())) <= wanted;
        let cursor = ends.partition_point(fits);
        self.input.handle(InputRequest::SetCursor(cursor));
    }

    /// Takes a key that edits the line; others do nothing. Returns whether the text is another one now.
    pub(super) fn edit(&mut self, key: Key) -> bool {
        let is_full = self.text().len() >= LONGEST;
        let request = match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(_), false, false) if is_full => {
                self.overflows = true;
                return false;
            }
            (KeyCode::Char(c), false, false) => InputRequest::InsertChar(c),
            (KeyCode::Backspace, false, false) => InputRequest::DeletePrevChar,
            (KeyCode::Backspace, ..) | (KeyCode::Char('w'), true, false) => InputRequest::DeletePrevWord,
            (KeyCode::Delete, ..) => InputRequest::DeleteNextChar,
            (KeyCode::Char('k'), true, false) => InputRequest::DeleteTillEnd,
            (KeyCode::Left, false, false) => InputRequest::GoToPrevChar,
            (KeyCode::Left, ..) => InputRequest::GoToPrevWord,
            (KeyCode::Right, false, false) => InputRequest::GoToNextChar,
            (KeyCode::Right, ..) => InputRequest::GoToNextWord,
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, false) => InputRequest::GoToStart,
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, false) => InputRequest::GoToEnd,
            _ => return false,
        };
        let is_changed = self.input.handle(request).is_some_and(|change| change.value);
        self.overflows &= !is_changed;
        is_changed
    }

    /// Whether what was typed or pasted last is not all there, as there was no room for it.
    #[must_use]
    pub fn overflows(&self) -> bool {
        self.overflows
    }

    /// The cursor, as a byte of the text.
    #[must_use]
    pub(super) fn cursor(&self) -> usize {
        self.text().chars().take(self.input.cursor()).map(char::len_utf8).sum()
    }

    /// The columns of the text in which some bytes of it stand.
    #[must_use]
    pub fn columns(&self, range: &Range<usize>) -> Range<usize> {
        let column = |at: usize| width(&safe(self.text().get(..at).unwrap_or_default()));
        column(range.start)..column(range.end)
    }

    /// Puts `text` in the place of these bytes and the cursor behind it. Returns the bytes it stands at; none where it
    /// does not fit.
    pub(super) fn replace(&mut self, range: &Range<usize>, text: &str) -> Option<Range<usize>> {
        let before = self.text().get(..range.start)?;
        let line = format!("{before}{text}{}", self.text().get(range.end..)?);
        let cursor = before.chars().count() + text.chars().count();
        if line.len() > LONGEST {
            return None;
        }
        self.input = Input::new(line).with_cursor(cursor);
        self.overflows = false;
        Some(range.start..range.start + text.len())
    }

    /// Takes a pasted text, as one line: as many of its words as there is room for.
    pub(super) fn paste(&mut self, text: &str) {
        let line = crate::debate::clean_line(text.trim());
        let taken = beginning(&line, LONGEST.saturating_sub(self.text().len()));
        let cursor = self.cursor();
        self.replace(&(cursor..cursor), taken);
        self.overflows = taken.len() < line.len();
    }

    /// Empties the line.
    pub(super) fn clear(&mut self) {
        self.input.reset();
        self.overflows = false;
    }
}

/// The beginning of a line that has room in so many bytes: it ends with a word, unless the first one is longer.
fn beginning(line: &str, room: usize) -> &str {
    let cut = &line[..line.floor_char_boundary(room)];
    let is_within = |at: &usize| line[*at..].starts_with(' ');
    if cut.len() == line.len() || is_within(&cut.len()) {
        return cut;
    }
    cut.rfind(' ').map_or(cut, |end| &cut[..end])
}

/// Harmless to show.
fn safe(text: &str) -> String {
    crate::debate::clean_line(text.trim_end_matches(['\u{200c}', '\u{200d}'])).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_one_line_of_whole_words() {
        let long = format!("{} twelve", "word ".repeat(LONGEST / 5 - 1));
        let taken = "word ".repeat(LONGEST / 5 - 1);
        for (pasted, expected, overflows) in [
            ("turn Spain\ninto a surveillance state", "turn Spain into a surveillance state", false),
            ("\n\n  one\r\ntwo\tthree\n", "one two three", false),
            ("\n", "", false),
            (long.as_str(), taken.as_str(), true),
            (&"x".repeat(LONGEST + 1), &"x".repeat(LONGEST), true),
        ] {
            let mut typed = Typed::default();
            typed.paste(pasted);
            assert_eq!((typed.text(), typed.overflows()), (expected, overflows), "{pasted:?}");
        }
        // What is full says so to who types on, until something is taken away.
        let mut typed = Typed::default();
        typed.paste(&"x".repeat(LONGEST));
        assert!(!typed.overflows());
        assert!(!typed.edit('y'.into()) && typed.overflows());
        assert!(typed.edit(KeyCode::Backspace.into()) && !typed.overflows());
    }

    #[test]
    fn the_cursor_goes_where_it_is_put() {
        let long = "0123456789".repeat(3);
        for (text, columns, column, expected) in [
            // The sign is the first column.
            ("one two", 40, 0, 0),
            ("one two", 40, 1, 0),
            ("one two", 40, 5, 4),
            ("one two", 40, 30, 7),
            ("", 40, 5, 0),
            // Before a wide letter, not inside; behind a mark on a letter.
            ("討論", 40, 2, 0),
            ("討論", 40, 3, 1),
            ("ne\u{301}e", 40, 3, 3),
            // A long line shows its end.
            (&long, 13, 1, 21),
            (&long, 13, 3, 23),
        ] {
            let mut typed = Typed::default();
            typed.paste(text);
            typed.put_cursor(column, columns, "");
            assert_eq!(typed.input.cursor(), expected, "{text:?} {columns} {column}");
        }
    }
}
