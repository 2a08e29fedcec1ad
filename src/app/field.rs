//! A field to write a text of several lines in: a cursor, undo and redo, and where each letter stands when the text is
//! wrapped. It knows neither what the text is for nor how it looks.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::debate::clean;

use super::wording::width;
use super::{Key, KeyCode};

/// States that can be gone back to; the oldest goes first.
const KEPT: usize = 500;

/// What the last change was: the letters of one go of typing, or of erasing, are undone together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Typed,
    Erased,
    Other,
}

/// A text that is being written.
#[derive(Debug, Clone)]
pub struct Field {
    text: String,
    /// In bytes, between two graphemes.
    cursor: usize,
    longest: usize,
    /// The column that up and down keep to.
    column: Option<usize>,
    last: Kind,
    before: Vec<(String, usize)>,
    after: Vec<(String, usize)>,
}

impl Field {
    /// With a text of at most `longest` bytes, the cursor at its end. The text is clean, and stays so.
    #[must_use]
    pub fn new(text: &str, longest: usize) -> Self {
        let (before, after) = (Vec::new(), Vec::new());
        Self { text: text.to_owned(), cursor: text.len(), longest, column: None, last: Kind::Other, before, after }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines as they are wrapped in `columns`, each by its bytes: at words, inside a word only where it is longer
    /// than a line. Every byte but the newlines belongs to one of them, so that the cursor has a place everywhere.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<Range<usize>> {
        let columns = columns.max(1);
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let end = start + line.len();
            let (mut from, mut used, mut word) = (start, 0, start);
            for (at, grapheme) in line.grapheme_indices(true) {
                let (at, wide) = (start + at, width(grapheme));
                let blank = grapheme == " ";
                // A blank may hang over the edge, where nobody sees it.
                if used + wide > columns && !blank && at > from {
                    let cut = if word > from { word } else { at };
                    lines.push(from..cut);
                    used = width(&self.text[cut..at]);
                    from = cut;
                }
                used += wide;
                if blank {
                    word = at + 1;
                }
            }
            lines.push(from..end);
            start = end + 1;
        }
        lines
    }

    /// Row and column of the cursor among the lines wrapped in `columns`.
    #[must_use]
    pub fn place(&self, columns: usize) -> (usize, usize) {
        let lines = self.lines(columns);
        let row = lines.iter().rposition(|line| line.start <= self.cursor).unwrap_or_default();
        let before = lines.get(row).map_or(0, |line| width(&self.text[line.start..self.cursor]));
        (row, before.min(columns))
    }

    /// Inserts a text, cleaned, as far as there is room for it.
    pub fn insert(&mut self, text: &str) {
        // An accent that is typed for itself is sound behind the letter it stands on, and tabs go by the line's columns.
        let before = &self.text[self.line_start()..self.cursor];
        let together = format!("{before}{text}");
        let text = match clean(&together).strip_prefix(before) {
            Some(behind) => behind.to_owned(),
            None => clean(text).into_owned(),
        };
        let room = self.longest.saturating_sub(self.text.len());
        let text = &text[..text.floor_char_boundary(room)];
        if text.is_empty() {
            return;
        }
        let mut letters = text.graphemes(true);
        let one = letters.next().is_some_and(|letter| letter != "\n") && letters.next().is_none();
        self.remember(if one { Kind::Typed } else { Kind::Other });
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        // A mark joins what it is put behind: the cursor does not stand inside.
        self.cursor = self.boundary_at_or_after(self.cursor);
    }

    /// Takes a key that edits or moves in the line; others do nothing.
    pub fn edit(&mut self, key: Key) {
        let word = key.ctrl || key.alt;
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Enter, ..) => self.insert("\n"),
            (KeyCode::Tab, ..) => self.insert("    "),
            (KeyCode::Backspace, ..) if word => self.erase(self.word_before()..self.cursor),
            (KeyCode::Char('w'), true, false) => self.erase(self.word_before()..self.cursor),
            (KeyCode::Backspace, ..) => self.erase(self.before()..self.cursor),
            (KeyCode::Delete, ..) if word => self.erase(self.cursor..self.word_after()),
            (KeyCode::Delete, ..) => self.erase(self.cursor..self.after()),
            (KeyCode::Char('u'), true, false) => self.erase(self.line_start()..self.cursor),
            (KeyCode::Char('k'), true, false) => self.erase(self.cursor..self.line_end()),
            (KeyCode::Left, ..) => self.go(if word { self.word_before() } else { self.before() }),
            (KeyCode::Right, ..) => self.go(if word { self.word_after() } else { self.after() }),
            (KeyCode::Home, ..) if word => self.go(0),
            (KeyCode::End, ..) if word => self.go(self.text.len()),
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, false) => self.go(self.line_start()),
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, false) => self.go(self.line_end()),
            _ => {}
        }
    }

    /// Moves by `by` rows of the text as it is wrapped in `columns`, in the same column as far as there is one.
    pub fn step(&mut self, by: isize, columns: usize) {
        let (row, column) = self.place(columns);
        let column = self.column.unwrap_or(column);
        let lines = self.lines(columns);
        let last = lines.len() - 1;
        let wanted = row.saturating_add_signed(by).min(last);
        let to = if wanted == row && by != 0 {
            // Beyond the first and last row lie the ends.
            if by < 0 { 0 } else { self.text.len() }
        } else {
            self.at(&lines, wanted, column)
        };
        self.go(to);
        self.column = Some(column);
    }

    /// Puts the cursor at a row and a column of the text as it is wrapped in `columns`, or as near as there is text.
    pub fn put_cursor(&mut self, row: usize, column: usize, columns: usize) {
        let lines = self.lines(columns);
        self.go(self.at(&lines, row.min(lines.len() - 1), column));
    }

    /// The place in the text at a column of one of its lines.
    fn at(&self, lines: &[Range<usize>], row: usize, column: usize) -> usize {
        let line = &lines[row];
        let mut used = 0;
        let shown = self.text[line.clone()].grapheme_indices(true).find(|(_, grapheme)| {
            used += width(grapheme);
            used > column
        });
        let end = if lines.get(row + 1).is_some_and(|next| next.start == line.end) {
            // Where the line is only wrapped, its end is the start of the next one.
            self.text[line.clone()].grapheme_indices(true).next_back().map_or(line.start, |(at, _)| line.start + at)
        } else {
            line.end
        };
        shown.map_or(end, |(at, _)| line.start + at)
    }

    /// Takes the last change back. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(state) = self.before.pop() else { return false };
        let now = self.replaced_by(state);
        self.after.push(now);
        true
    }

    /// Makes the change again that was taken back last. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(state) = self.after.pop() else { return false };
        let now = self.replaced_by(state);
        self.before.push(now);
        true
    }

    fn replaced_by(&mut self, (text, cursor): (String, usize)) -> (String, usize) {
        let now = (std::mem::replace(&mut self.text, text), self.cursor);
        self.cursor = cursor;
        self.column = None;
        self.last = Kind::Other;
        now
    }

    /// Before a change: keeps what is there, unless the change goes on with the last one.
    fn remember(&mut self, kind: Kind) {
        self.column = None;
        self.after.clear();
        if kind == Kind::Other || kind != self.last {
            if self.before.len() == KEPT {
                self.before.remove(0);
            }
            self.before.push((self.text.clone(), self.cursor));
        }
        self.last = kind;
    }

    fn erase(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.remember(Kind::Erased);
            self.cursor = range.start;
            self.text.replace_range(range, "");
            self.cursor = self.boundary_at_or_after(self.cursor);
        }
    }

    fn go(&mut self, to: usize) {
        self.cursor = to;
        self.column = None;
        self.last = Kind::Other;
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        let mut boundaries = self.text.grapheme_indices(true).map(|(at, _)| at);
        boundaries.find(|boundary| *boundary >= at).unwrap_or(self.text.len())
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |grapheme| self.cursor + grapheme.len())
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.cursor].unicode_word_indices();
        words.next_back().map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.cursor..].unicode_word_indices();
        words.next().map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: usize = 10;

    /// The text after these keys, `|` where the cursor stands. `undo`, `redo`, `up` and `down` are not keys of a field.
    fn after(text: &str, keys: &str) -> String {
        let mut field = Field::new(text, 1000);
        for word in keys.split_whitespace() {
            press(&mut field, word);
        }
        let (before, behind) = field.text.split_at(field.cursor);
        format!("{before}|{behind}")
    }

    fn press(field: &mut Field, word: &str) {
        match word {
            "undo" => drop(field.undo()),
            "redo" => drop(field.redo()),
            "up" => field.step(-1, COLUMNS),
            "down" => field.step(1, COLUMNS),
            _ => field.edit(word.parse().expect(word)),
        }
    }

    #[test]
    fn keys_edit_the_text_as_everywhere() {
        for (text, keys, expected) in [
            ("", "a b space c", "ab c|"),
            ("ab", "enter c", "ab\nc|"),
            ("ab", "left x", "ax|b"),
            ("ab", "backspace backspace backspace", "|"),
            ("ab", "home delete", "|b"),
            ("née\u{301}e", "left backspace", "né|e"),
            ("ne", "\u{301} x", "ne\u{301}x|"),
            ("", "\u{301}", "⟨U+0301⟩|"),
            ("one two three", "ctrl-w", "one two |"),
            ("one two three", "ctrl-left ctrl-left", "one |two three"),
            ("one two three", "home alt-right alt-right", "one two| three"),
            ("one two three", "ctrl-left ctrl-u", "|three"),
            ("one\ntwo", "ctrl-a", "one\n|two"),
            ("one\ntwo", "up", "one|\ntwo"),
            ("one\ntwo", "ctrl-home", "|one\ntwo"),
            ("one\ntwo", "up home ctrl-k", "|\ntwo"),
            ("a\nlonger", "up down", "a\nlonger|"),
            ("one two three four", "up", "one two| three four"),
            ("one two three four", "up up", "|one two three four"),
            ("one", "down", "one|"),
            ("", "a b c undo", "|"),
            ("", "a b c undo redo", "abc|"),
            ("", "a enter b undo", "a\n|"),
            ("", "a enter b undo undo", "a|"),
            ("abc", "backspace backspace undo", "abc|"),
            ("abc", "backspace x undo undo redo", "ab|"),
            ("abc", "backspace undo x redo", "abcx|"),
            ("abc", "undo", "abc|"),
        ] {
            assert_eq!(after(text, keys), expected, "{text:?}: {keys}");
        }
    }

    #[test]
    fn the_cursor_goes_where_it_is_put() {
        for (row, column, expected) in [
            (0, 0, "|one two three\n\n討論"),
            (0, 2, "on|e two three\n\n討論"),
            // A wrapped line ends before its last blank: behind that the next one begins.
            (0, 9, "one two| three\n\n討論"),
            (1, 2, "one two th|ree\n\n討論"),
            (1, 9, "one two three|\n\n討論"),
            (2, 3, "one two three\n|\n討論"),
            // On the second half of a wide letter, before it.
            (3, 1, "one two three\n\n|討論"),
            (3, 2, "one two three\n\n討|論"),
            (9, 9, "one two three\n\n討論|"),
        ] {
            let mut field = Field::new("one two three\n\n討論", 1000);
            field.put_cursor(row, column, COLUMNS);
            let (before, behind) = field.text.split_at(field.cursor);
            assert_eq!(format!("{before}|{behind}"), expected, "{row} {column}");
        }
    }

    #[test]
    fn a_text_has_an_end() {
        let mut field = Field::new("", 5);
        field.insert("ééé");
        field.insert("x");
        field.insert("y");
        assert_eq!(field.text(), "ééx");
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_somewhere_and_undo_leads_back(
            raw in "[a-zé \n討\u{301}]{0,40}",
            words in proptest::collection::vec(prop_oneof![
                Just("x"), Just("enter"), Just("space"), Just("backspace"), Just("delete"), Just("left"), Just("right"),
                Just("up"), Just("down"), Just("home"), Just("end"), Just("ctrl-w"), Just("ctrl-left"),
                Just("ctrl-right"), Just("ctrl-k"), Just("undo"), Just("redo"), Just("\u{301}"), Just("討"),
            ], 0..40),
            columns in 1_usize..12,
        ) {
            let text = crate::debate::clean(&raw).into_owned();
            let mut field = Field::new(&text, 1000);
            for word in words {
                press(&mut field, word);
                let (row, column) = field.place(columns);
                let lines = field.lines(columns);
                prop_assert!(row < lines.len() && column <= columns, "{row} {column} {lines:?}");
                prop_assert!(field.text.is_char_boundary(field.cursor));
                // The lines are the text, without its newlines.
                let joined: String = lines.iter().map(|line| &field.text[line.clone()]).collect();
                prop_assert_eq!(joined, field.text.replace('\n', ""));
            }
            while field.undo() {}
            prop_assert_eq!(field.text(), text);
        }
    }
}
