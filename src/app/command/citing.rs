//! What the commands do that take a place or a source out of the program: copying, opening in the browser.

use crate::app::address::Address;
use crate::app::citing::cited;
use crate::app::copying::Copying;
use crate::app::quoted_text::{TextRequest, quotes};
use crate::app::reading::Reading;
use crate::app::state::{Overlay, State};
use crate::app::{Effect, Key};

use super::Reason;
use super::going::{on_reading, reading};

pub(super) fn can_copy(state: &State) -> Result<(), Reason> {
    reading(state, |reading| reading.place().is_some(), "there is nothing to copy")
}

/// Copies the place at hand. Not every terminal lets a program do that, and none says so: the reader is told the other
/// way.
pub(super) fn copy(state: &mut State, _: Key) -> Vec<Effect> {
    let Some(text) = state.reading().and_then(|reading| Some(cited(reading.debate(), reading.place()?))) else {
        return Vec::new();
    };
    copied(state, text, "copied, if this terminal allows it; {copy-as} shows the text for selecting")
}

fn copied(state: &mut State, text: String, told: &str) -> Vec<Effect> {
    state.say(told);
    vec![Effect::Copy(text)]
}

/// Shows the text that would be copied.
pub(super) fn copy_as(state: &mut State, _: Key) -> Vec<Effect> {
    let copying = state.reading().and_then(|reading| Some(Copying::of_place(reading.debate(), reading.place()?)));
    state.overlay = copying.map(|copying| Overlay::Copying(Box::new(copying)));
    Vec::new()
}

/// Copies the text or the address that is shown, which stays to be seen.
pub(super) fn copy_shown(state: &mut State, _: Key) -> Vec<Effect> {
    let text = match &state.overlay {
        Some(Overlay::Copying(copying)) => copying.text().to_owned(),
        Some(Overlay::Address(address)) => address.url().to_string(),
        _ => return Vec::new(),
    };
    copied(state, text, "copied, if this terminal allows it; else select it here")
}

/// Whether there is another address or format to turn to.
pub(super) fn has_other_choice(state: &State) -> Result<(), Reason> {
    match &state.overlay {
        Some(Overlay::Address(address)) if address.choice().1 > 1 => Ok(()),
        Some(Overlay::Copying(copying)) if copying.forms().len() > 1 => Ok(()),
        _ => Err("there is only this one"),
    }
}

pub(super) fn turn_choice(state: &mut State, next: bool) -> Vec<Effect> {
    state.on_address(|address| address.turn(next));
    state.on_copying(|copying| copying.turn(next));
    Vec::new()
}

pub(super) fn has_link(state: &State) -> Result<(), Reason> {
    let has_address = |reading: &Reading| {
        let debate = reading.debate();
        reading.sources().iter().any(|source| debate.source(*source).url.is_some())
    };
    reading(state, has_address, "no address of a source is known here")
}

/// Shows the address before it is opened.
pub(super) fn open_link(state: &mut State, _: Key) -> Vec<Effect> {
    let address = state.reading().and_then(|reading| Address::of(reading.debate(), reading.sources()));
    state.overlay = address.map(|address| Overlay::Address(Box::new(address)));
    Vec::new()
}

pub(super) fn open_address(state: &mut State, _: Key) -> Vec<Effect> {
    let Some(Overlay::Address(address)) = state.overlay.take() else { return Vec::new() };
    let url = address.url();
    state.message = Some(format!("handed to the browser: {}", &url.as_str()[url.host()]));
    vec![Effect::OpenLink(url.clone())]
}

pub(super) fn has_text(state: &State) -> Result<(), Reason> {
    reading(state, |reading| reading.source_with_text().is_some(), "the debate has no local copy of a source here")?;
    let entry = state.open.and_then(|open| state.shelf.entries.get(open));
    match entry.and_then(|entry| entry.folder.as_ref()) {
        Some(_) => Ok(()),
        None => Err("a debate that came through a pipe has no folder with the texts of its sources"),
    }
}

/// Asks for the text of the source at hand.
pub(super) fn read_text(state: &mut State, _: Key) -> Vec<Effect> {
    let request = || {
        let entry = state.open?;
        let folder = state.shelf.entries.get(entry)?.folder.clone()?;
        let reading = state.reading()?;
        let source = reading.source_with_text()?;
        let path = reading.debate().source(source).text.clone()?;
        Some(TextRequest { entry, source, folder, path, quotes: quotes(reading.debate(), source) })
    };
    let Some(request) = request() else { return Vec::new() };
    if let Some(reading) = state.reading_mut() {
        reading.await_text(request.source);
    }
    state.message = Some("reading the text …".to_owned());
    vec![Effect::ReadText(request)]
}

/// Goes to the next quote in the text, or the one before.
pub(super) fn step_to_quote(state: &mut State, next: bool) -> Vec<Effect> {
    let size = state.size;
    let mut went = false;
    on_reading(state, |reading| reading.on_text(|text| went = text.step_to_quote(next, size)));
    if !went {
        state.message =
            Some(if next { "there is no other quote below" } else { "there is no other quote above" }.to_owned());
    }
    Vec::new()
}
