//! What the commands do that have to do with the reader's own marks.

use crate::app::field::Field;
use crate::app::marks::Change;
use crate::app::note::NoteEditor;
use crate::app::reading::Reading;
use crate::app::state::{Overlay, State};
use crate::app::{Effect, Key, View};

use super::Reason;
use super::going::{arrive, on_reading, reading};

pub(super) fn can_mark(state: &State) -> Result<(), Reason> {
    reading(state, |reading| reading.to_be_marked().is_some(), "bookmarks and notes belong to statements")
}

pub(super) fn bookmark(state: &mut State, _: Key) -> Vec<Effect> {
    let Some((id, wording)) = state.reading().and_then(Reading::to_be_marked) else { return Vec::new() };
    let on = state.reading().is_some_and(|reading| !reading.marks().bookmarks.contains_key(&id));
    state.say(if on { "bookmark set; {marks} lists them all" } else { "bookmark taken away" });
    state.mark(Change::Bookmark { id, wording, on })
}

pub(super) fn has_marks(state: &State) -> Result<(), Reason> {
    let reason = "there is no bookmark and no note yet: {bookmark} sets one, {note} writes one";
    reading(state, |reading| !reading.marks().none_set() || reading.view() == View::Marks, reason)
}

pub(super) fn list_marks(state: &mut State, _: Key) -> Vec<Effect> {
    on_reading(state, |reading| reading.show(View::Marks))
}

pub(super) fn has_unread(state: &State) -> Result<(), Reason> {
    reading(state, |reading| reading.next_unread().is_some(), "nothing else here is unread")
}

pub(super) fn next_unread(state: &mut State, _: Key) -> Vec<Effect> {
    if let Some(place) = state.reading().and_then(Reading::next_unread) {
        arrive(state, |reading| reading.go(place));
    }
    Vec::new()
}

pub(super) fn can_toggle_read(state: &State) -> Result<(), Reason> {
    reading(state, Reading::knows_what_is_read, "nothing is kept here of what has been read")?;
    reading(state, |reading| reading.toggled_read().is_some(), "statements are read, and this is none")
}

pub(super) fn toggle_read(state: &mut State, _: Key) -> Vec<Effect> {
    let Some(change) = state.reading().and_then(Reading::toggled_read) else { return Vec::new() };
    let is_read = matches!(change, Change::Read { on: true, .. });
    state.message = Some(if is_read { "marked as read" } else { "marked as unread" }.to_owned());
    state.mark(change)
}

pub(super) fn write_note(state: &mut State, _: Key) -> Vec<Effect> {
    let editor = state.reading().and_then(|reading| {
        let (id, wording) = reading.to_be_marked()?;
        let text = reading.marks().notes.get(&id).map_or("", |note| note.text.as_str());
        Some(NoteEditor::new(id.clone(), wording, text))
    });
    state.overlay = editor.map(|editor| Overlay::Note(Box::new(editor)));
    Vec::new()
}

pub(super) fn keep_note(state: &mut State, _: Key) -> Vec<Effect> {
    let effects = state.on_note(NoteEditor::change);
    let note = state.overlay.take();
    if let Some(Overlay::Note(note)) = note
        && note.is_another()
    {
        state.say(if note.is_empty() { "note taken away" } else { "note kept; {marks} lists them all" });
    }
    effects
}

pub(super) fn discard_note(state: &mut State, _: Key) -> Vec<Effect> {
    match state.overlay.take() {
        Some(Overlay::Note(note)) => note.taken_back().map_or_else(Vec::new, |change| state.mark(change)),
        _ => Vec::new(),
    }
}

pub(super) fn on_field(state: &mut State, change: impl FnOnce(&mut Field)) -> Vec<Effect> {
    state.on_note(|note| {
        note.on_field(change);
        None
    })
}

/// The end of the program, once it is known where the reader was and what they were writing.
pub(super) fn quit(state: &mut State, _: Key) -> Vec<Effect> {
    let mut effects = state.on_note(NoteEditor::change);
    effects.extend(state.stopped());
    effects.push(Effect::Quit);
    effects
}
