//! What the commands do that search, and that go through what was found.

use crate::app::finder::Finder;
use crate::app::state::{Overlay, State};
use crate::app::{Effect, Key, Place};

use super::Reason;
use super::going::arrive;

pub(super) fn search(state: &mut State, _: Key) -> Vec<Effect> {
    let entries = match state.open {
        Some(open) => vec![open],
        None => (0..state.shelf.entries.len()).collect(),
    };
    state.overlay = Some(Overlay::Search(Box::new(Finder::new(entries, &state.searches))));
    state.on_finder(Finder::look_for_absent);
    Vec::new()
}

fn finder(state: &State, holds: impl Fn(&Finder) -> bool, reason: Reason) -> Result<(), Reason> {
    match &state.overlay {
        Some(Overlay::Search(finder)) if holds(finder) => Ok(()),
        _ => Err(reason),
    }
}

pub(super) fn can_complete(state: &State) -> Result<(), Reason> {
    finder(state, Finder::can_complete, "there is nothing to offer here")
}

pub(super) fn complete(state: &mut State, forward: bool) -> Vec<Effect> {
    state.on_finder(|finder, searched| finder.complete(forward, searched));
    Vec::new()
}

pub(super) fn can_recall(state: &State) -> Result<(), Reason> {
    finder(state, Finder::can_recall, "nothing has been searched for before")
}

pub(super) fn recall(state: &mut State, older: bool) -> Vec<Effect> {
    state.on_finder(|finder, searched| finder.recall(older, searched));
    Vec::new()
}

pub(super) fn group(state: &mut State, _: Key) -> Vec<Effect> {
    state.on_finder(Finder::group);
    Vec::new()
}

pub(super) fn has_hits(state: &State) -> Result<(), Reason> {
    if state.searches.hits() > 0 { Ok(()) } else { Err("nothing has been found yet; {search} searches") }
}

pub(super) fn step_to_hit(state: &mut State, forward: bool) -> Vec<Effect> {
    let listed = state.searches.hits();
    match state.searches.step(forward) {
        Some((entry, place)) => {
            if state.open_entry(entry) {
                show_hit(state, place);
            }
        }
        None if forward && listed < state.searches.total() => {
            state.say(&format!(
                "this is the last of the first {listed} hits; a narrower search finds what is behind it"
            ));
        }
        None => state.say(if forward { "this is the last hit" } else { "this is the first hit" }),
    }
    Vec::new()
}

pub(super) fn is_searching(state: &State) -> Result<(), Reason> {
    if state.searches.goes_on() { Ok(()) } else { Err("no search is going on; {search} searches") }
}

pub(super) fn end_search(state: &mut State, _: Key) -> Vec<Effect> {
    state.searches.end();
    Vec::new()
}

/// Goes to the hit of the open debate that is next, and to a passage that was found; says which hit it is, and how to go
/// on.
pub(super) fn show_hit(state: &mut State, place: Place) {
    arrive(state, |reading| reading.go(place));
    let State { searches, readings, open, .. } = state;
    if let Some(reading) = open.and_then(|open| readings.get_mut(open)?.as_mut()) {
        let passages = searches.arrive(reading.debate());
        reading.look_for(passages);
    }
    if let Some(told) = state.searches.told() {
        let more = if state.searches.hits() > 1 { "; {next-hit} next, {previous-hit} before" } else { "" };
        state.say(&(told + more));
    }
}
