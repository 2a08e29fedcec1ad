//! What the commands do that have to do with the reader's own marks.

use crate::app::marks::Change;
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::app::{Effect, Key, View};

use super::Reason;
use super::going::{arrive, on_reading, reading};

pub(super) fn can_mark(state: &State) -> Result<(), Reason> {
    reading(state, |reading| reading.to_be_marked().is_some(), "bookmarks and notes belong to statements")
}

pub(super) fn bookmark(state: &mut State, _: Key) -> Vec<Effect> {
    let Some((id, wording)) = state.reading().and_then(Reading::to_be_marked) else { return Vec::new() };
    let on = state.reading().is_some_and(|reading| !reading.marks().bookmarks.contains_key(&id));
    state.message = Some(if on { "bookmark set; M lists them all" } else { "bookmark taken away" }.to_owned());
    state.mark(Change::Bookmark { id, wording, on })
}

pub(super) fn has_marks(state: &State) -> Result<(), Reason> {
    let reason = "there is no bookmark and no note yet: m sets one, n writes one";
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

/// The end of the program, once it is known where the reader was.
pub(super) fn quit(state: &mut State, _: Key) -> Vec<Effect> {
    let mut effects = state.stopped();
    effects.push(Effect::Quit);
    effects
}
