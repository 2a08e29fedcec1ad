//! Writing a note on a statement.
//!
//! What is written is handed on while it is being written, whenever the writer rests and after some letters at the
//! latest: a crash loses no more than that. Leaving it as it was takes all of it back.

use super::field::Field;
use super::marks::{Change, LONGEST_NOTE};
use super::regions::{self, Area};
use super::selection::Selection;
use super::{Key, Size};

/// Keys after which the note is handed on though its writer does not rest.
const KEYS_AT_MOST: usize = 40;

/// A note that is being written.
#[derive(Debug, Clone)]
pub struct NoteEditor {
    id: String,
    wording: String,
    field: Field,
    /// What the note was when it was opened.
    was: String,
    /// What was handed on last.
    handed_on: String,
    keys: usize,
    top: usize,
}

impl NoteEditor {
    /// On the statement with this id and wording, whose note is `text` so far.
    #[must_use]
    pub fn new(id: String, wording: String, text: &str) -> Self {
        let (was, handed_on) = (text.to_owned(), text.to_owned());
        Self { id, wording, field: Field::new(text, LONGEST_NOTE), was, handed_on, keys: 0, top: 0 }
    }

    /// What the statement says.
    #[must_use]
    pub fn wording(&self) -> &str {
        &self.wording
    }

    /// The text.
    #[must_use]
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// The first line of it on the screen.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// Takes a key; returns the change if it is time to hand it on.
    pub(super) fn edit(&mut self, key: Key) -> Option<Change> {
        self.field.edit(key);
        self.keys += 1;
        if self.keys < KEYS_AT_MOST {
            return None;
        }
        self.change()
    }

    /// Takes pasted text, cleaned.
    pub(super) fn paste(&mut self, text: &str) -> Option<Change> {
        self.field.insert(text);
        self.change()
    }

    /// Changes the text in another way.
    pub(super) fn on_field(&mut self, change: impl FnOnce(&mut Field)) {
        change(&mut self.field);
    }

    /// Moves by rows.
    pub(super) fn step(&mut self, by: isize, size: Size) {
        self.field.step(by, usize::from(text_area(size).width));
    }

    /// Puts the cursor at a line of the screen and a column of the text, which is `columns` wide.
    pub(super) fn put_cursor(&mut self, line: usize, column: usize, columns: usize) {
        self.field.put_cursor(self.top + line, column, columns);
    }

    /// Scrolls by `by` rows; the cursor goes along so that it stays on the screen.
    pub(super) fn scroll(&mut self, by: isize, size: Size) {
        let area = text_area(size);
        let columns = usize::from(area.width);
        let (row, column) = self.field.place(columns);
        let mut selection = Selection { row, top: self.top };
        let to = selection.scroll(by, self.field.lines(columns).len(), usize::from(area.height));
        self.top = selection.top;
        if to != row {
            self.field.put_cursor(to, column, columns);
        }
    }

    /// The change since the text was last handed on, if there is one.
    pub(super) fn change(&mut self) -> Option<Change> {
        let text = self.field.text().trim_end().to_owned();
        self.become_(text)
    }

    /// Whether what was handed on last is another note than the one that was opened.
    pub(super) fn is_another(&self) -> bool {
        self.handed_on != self.was
    }

    /// Whether what was handed on last is no note.
    pub(super) fn is_empty(&self) -> bool {
        self.handed_on.is_empty()
    }

    /// The change that leaves the note as it was, if any of it was handed on.
    pub(super) fn taken_back(mut self) -> Option<Change> {
        let was = self.was.clone();
        self.become_(was)
    }

    fn become_(&mut self, text: String) -> Option<Change> {
        self.keys = 0;
        if text == self.handed_on {
            return None;
        }
        let was = std::mem::replace(&mut self.handed_on, text.clone());
        Some(Change::Note { id: self.id.clone(), wording: self.wording.clone(), was, text })
    }

    pub(super) fn settle(&mut self, size: Size) {
        let area = text_area(size);
        let height = usize::from(area.height).max(1);
        let columns = usize::from(area.width);
        let (row, _) = self.field.place(columns);
        let last_top = self.field.lines(columns).len().saturating_sub(height);
        self.top = self.top.clamp((row + 1).saturating_sub(height), row).min(last_top);
    }
}

/// The box of the note.
#[must_use]
pub fn area(size: Size) -> regions::Overlay {
    regions::overlay(size, 84, 24)
}

/// Where its text stands: under the statement's wording and a blank line, where there is room for them. One column at
/// the right stays free for the cursor at the end of a full line.
#[must_use]
pub fn text_area(size: Size) -> Area {
    let inner = area(size).inner;
    let above = if inner.height >= 7 { 2 } else { 0 };
    Area { y: inner.y + above, height: inner.height - above, width: inner.width.saturating_sub(1), ..inner }
}
