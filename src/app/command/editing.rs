//! What the commands do for whoever writes the debate: what changed, what is wrong, and the editor.

use crate::app::reading::Reading;
use crate::app::state::State;
use crate::app::{EditRequest, Effect, Key, Place, Spot, View};

use super::Reason;
use super::going::{on_reading, reading};

fn has_view(state: &State, view: View, reason: Reason) -> Result<(), Reason> {
    reading(state, |reading| reading.views().contains(&view), reason)
}

pub(super) fn has_changes(state: &State) -> Result<(), Reason> {
    has_view(state, View::Changes, "nothing has changed since you opened this debate")
}

pub(super) fn list_changes(state: &mut State, _: Key) -> Vec<Effect> {
    on_reading(state, |reading| reading.show(View::Changes))
}

pub(super) fn has_problems(state: &State) -> Result<(), Reason> {
    has_view(state, View::Problems, "what is on the screen is what is in the file")
}

pub(super) fn list_problems(state: &mut State, _: Key) -> Vec<Effect> {
    on_reading(state, |reading| reading.show(View::Problems))
}

/// The entry of the shelf that would be edited.
fn entry(state: &State) -> usize {
    state.open.unwrap_or(state.shelf_selection.row)
}

pub(super) fn can_edit(state: &State) -> Result<(), Reason> {
    let Some(on_shelf) = state.shelf.entries.get(entry(state)) else { return Err("there is no debate here") };
    if on_shelf.folder.is_none() {
        return Err("this debate is in no file of yours; agon new and a path begin one");
    }
    match state.reading().and_then(Reading::gone) {
        Some(_) => Err("this is not in the file any more"),
        None => Ok(()),
    }
}

/// Opens the reader's editor where the place at hand is written, or where the chosen error is.
pub(super) fn edit(state: &mut State, _: Key) -> Vec<Effect> {
    let spot = state.reading().map_or(Spot::Beginning, |reading| {
        if let Some(problem) = reading.problem() {
            let file = problem.file.clone();
            return Spot::Line { file, line: problem.line, column: problem.column };
        }
        let source = reading.source_text().map(|text| Place::Source(text.source()));
        source.or(reading.place()).map_or(Spot::Beginning, |place| Spot::of(reading.debate(), place))
    });
    vec![Effect::Edit(EditRequest { entry: entry(state), spot })]
}
