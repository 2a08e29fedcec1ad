//! What the commands do that go somewhere, and when they can.

use crate::app::exchange::Exchange as Thread;
use crate::app::finder::Finder;
use crate::app::marks::Change;
use crate::app::page::Link;
use crate::app::place::Place;
use crate::app::reading::Reading;
use crate::app::state::{Overlay, Pane, State};
use crate::app::{Absent, Effect, Key, regions};
use crate::debate::{RelationKind, StatementKind};

use super::Context::{
    Address, Copying, Exchange, Filters, Grid, Help, Listing, Map, Note, Outline, Page, Palette, Progress, Search,
    Shelf, Text,
};
use super::Reason;
use super::editing::{can_edit, edit};
use super::searching::show_hit;

#[expect(clippy::unnecessary_wraps, reason = "it stands where other commands may have a reason")]
pub(super) fn always(_: &State) -> Result<(), Reason> {
    Ok(())
}

pub(super) fn reading(state: &State, holds: impl Fn(&Reading) -> bool, reason: Reason) -> Result<(), Reason> {
    if state.reading().is_some_and(holds) { Ok(()) } else { Err(reason) }
}

pub(super) fn on_reading(state: &mut State, change: impl FnOnce(&mut Reading)) -> Vec<Effect> {
    if let Some(reading) = state.reading_mut() {
        change(reading);
    }
    Vec::new()
}

pub(super) fn can_go(state: &State) -> Result<(), Reason> {
    match state.context() {
        Shelf => match state.shelf.entries.get(state.shelf_selection.row) {
            Some(entry) if entry.debate.as_ref().err().is_none_or(Absent::may_come) => Ok(()),
            Some(_) => Err("this file cannot be opened; agon check and its path tell all that is wrong"),
            None => Err("there is no debate here"),
        },
        Listing if reading(state, |reading| reading.problem().is_some(), "").is_ok() => can_edit(state),
        Outline | Listing | Map => {
            reading(state, |reading| reading.place().is_some(), "this debate has no statement yet")
        }
        Page => {
            reading(state, |reading| reading.chosen().is_some(), "there is no link on the screen; {move-down} reads on")
        }
        Text => reading(state, |reading| reading.quoted_statement().is_some(), "no quote is on the screen"),
        Search => match &state.overlay {
            Some(Overlay::Search(finder)) if finder.chosen().is_some() => Ok(()),
            _ => Err("nothing is chosen"),
        },
        Palette => match &state.overlay {
            Some(Overlay::Palette(palette)) if palette.menu().chosen().is_some() => Ok(()),
            _ => Err("no such command"),
        },
        Grid => {
            let chosen = |reading: &Reading| reading.grid().is_some_and(|grid| grid.answer().is_some());
            reading(state, chosen, "this debate has no position yet")
        }
        Filters => match &state.overlay {
            Some(Overlay::Filters(menu)) if menu.chosen().is_some() => Ok(()),
            _ => Err("no filter of this name would leave anything"),
        },
        Progress | Exchange | Note | Address | Copying | Help => Ok(()),
    }
}

pub(super) fn go(state: &mut State, key: Key) -> Vec<Effect> {
    match state.context() {
        Palette => {
            let Some(Overlay::Palette(palette)) = state.overlay.take() else { return Vec::new() };
            return palette.menu().chosen().map_or_else(Vec::new, |command| command.run(state, key));
        }
        Filters => {
            let Some(Overlay::Filters(menu)) = state.overlay.take() else { return Vec::new() };
            if let Some(offered) = menu.chosen() {
                return state.filter(|reading| reading.toggle_filter(offered.choice));
            }
        }
        Shelf => return state.open_or_load(state.shelf_selection.row),
        Listing if state.reading().is_some_and(|reading| reading.problem().is_some()) => return edit(state, key),
        Outline | Listing | Map => return on_reading(state, Reading::read),
        Exchange => return on_reading(state, Reading::read_turn),
        Grid => return on_reading(state, Reading::read_cell),
        Page => return follow(state, Reading::chosen),
        Text => return on_reading(state, Reading::go_to_quoted),
        Search => {
            state.on_finder(Finder::reach_all);
            let found = match &state.overlay {
                Some(Overlay::Search(finder)) => finder.chosen(),
                _ => None,
            };
            if let (Some((entry, place)), Some(Overlay::Search(finder))) = (found, state.overlay.take()) {
                let query = state.searches.keep(*finder);
                if state.open_entry(entry) {
                    let effects = state.mark(Change::Searched(query));
                    show_hit(state, place);
                    return effects;
                }
            }
        }
        Progress | Note | Address | Copying | Help => {}
    }
    Vec::new()
}

/// Goes somewhere in the open debate; where outline and page take turns, one goes there to read, but stays on the map.
/// `go` tells whether the reader was elsewhere before; coming from the outline to the page at hand is a step that can be
/// gone back, too.
pub(super) fn arrive(state: &mut State, go: impl FnOnce(&mut Reading) -> bool) {
    let takes_turns = regions::takes_turns(state.size);
    if let Some(reading) = state.reading_mut() {
        let went = go(reading);
        if takes_turns && reading.pane() == Pane::Outline && reading.map().is_none() {
            if !went {
                reading.leave();
            }
            reading.focus(Pane::Page);
        }
    }
}

pub(super) fn follow(state: &mut State, link: fn(&Reading) -> Option<Link>) -> Vec<Effect> {
    if let Some(link) = state.reading().and_then(link) {
        arrive(state, |reading| reading.follow(link));
    }
    Vec::new()
}

pub(super) fn go_to(state: &mut State, place: fn(&Reading) -> Option<Place>) -> Vec<Effect> {
    if let Some(place) = state.reading().and_then(place) {
        arrive(state, |reading| reading.go(place));
    }
    Vec::new()
}

pub(super) fn has_reply(state: &State) -> Result<(), Reason> {
    let Some(reading) = state.reading().filter(|reading| reading.first_reply().is_none()) else { return Ok(()) };
    let debate = reading.debate();
    let answers = |index| debate.children(index).iter().any(|child| child.kind == RelationKind::Answers);
    match reading.place() {
        Some(Place::Statement(index)) if debate.statement(index).kind != StatementKind::Question => {
            Err("no reply recorded")
        }
        Some(Place::Statement(index)) if answers(index) => {
            Err("this is a question: positions stand under it, and under each its replies")
        }
        Some(Place::Statement(_)) => Err("this is a question, on which no position is recorded"),
        _ => Err("replies are to statements, and this is none"),
    }
}

/// In an exchange the thread goes on with the first reply, and the reader stays in it.
pub(super) fn go_to_first_reply(state: &mut State, _: Key) -> Vec<Effect> {
    if state.context() == Exchange {
        return on_reading(state, |reading| reading.on_exchange(Thread::take_first_reply));
    }
    follow(state, Reading::first_reply)
}

pub(super) fn go_to_number(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(place) = state.settings.keymap.number(key, state.context()) else { return Vec::new() };
    let number = u8::try_from(place + 1).unwrap_or(u8::MAX);
    match state.reading().and_then(|reading| reading.numbered(number)) {
        Some(link) => arrive(state, |reading| reading.follow(link)),
        None => state.message = Some(format!("no statement here has the number {number}")),
    }
    Vec::new()
}

pub(super) fn can_go_back(state: &State) -> Result<(), Reason> {
    if state.shelf.entries.len() > 1 {
        return Ok(());
    }
    let can =
        |reading: &Reading| reading.can_go_back() || (reading.pane() == Pane::Page && regions::takes_turns(state.size));
    reading(state, can, "this is where you began")
}

/// Back to where one came from; from where one began, to the outline, and from there to the list of debates.
pub(super) fn back(state: &mut State, _: Key) -> Vec<Effect> {
    let takes_turns = regions::takes_turns(state.size);
    let Some(reading) = state.reading_mut() else {
        state.open = None;
        return Vec::new();
    };
    if !reading.back() {
        if takes_turns && reading.pane() == Pane::Page {
            reading.focus(Pane::Outline);
        } else {
            state.open = None;
        }
    }
    Vec::new()
}

pub(super) fn close_overlay(state: &mut State, _: Key) -> Vec<Effect> {
    leave_overlay(state);
    Vec::new()
}

/// Leaves what lies over the screen for what it was asked for from.
pub(in crate::app) fn leave_overlay(state: &mut State) {
    state.overlay = match state.overlay.take() {
        Some(Overlay::Help { behind, .. }) => behind.map(|behind| *behind),
        _ => None,
    };
}

/// Shows the next view or the one before, round and round.
pub(super) fn turn_view(state: &mut State, forward: bool) -> Vec<Effect> {
    on_reading(state, |reading| {
        let views = reading.views();
        let here = views.iter().position(|view| *view == reading.view()).unwrap_or_default();
        let by = if forward { 1 } else { views.len() - 1 };
        reading.show(views[(here + by) % views.len()]);
    })
}

/// Views and filters of a large debate can be shown once it has been looked through.
pub(super) fn is_surveyed(state: &State) -> Result<(), Reason> {
    reading(state, Reading::is_surveyed, "the debate is being looked through; this is there in a moment")
}

pub(super) fn go_to_view(state: &mut State, key: Key) -> Vec<Effect> {
    let view = || {
        let place = state.settings.keymap.number(key, state.context())?;
        state.reading()?.views().get(place).copied()
    };
    if let Some(view) = view() {
        return on_reading(state, |reading| reading.show(view));
    }
    state.say("there is no view with this number");
    Vec::new()
}

/// Takes the actor at hand as the first of two, or where there is one goes to what is between the two.
pub(super) fn between(state: &mut State, _: Key) -> Vec<Effect> {
    let Some((reading, actor)) = state.reading_mut().and_then(|reading| {
        let actor = reading.actor_at_hand()?;
        Some((reading, actor))
    }) else {
        return Vec::new();
    };
    let name = reading.debate().actor(actor).name.to_string();
    match reading.first_of_two() {
        None => {
            reading.take_first_of_two(Some(actor));
            state.message = Some(format!("{name} and who else? Choose another actor by the same key"));
        }
        Some(first) if first == actor => {
            reading.take_first_of_two(None);
            state.message = Some(format!("{name} is not one of two any more"));
        }
        Some(first) => {
            reading.take_first_of_two(None);
            arrive(state, |reading| reading.go(Place::Between(first, actor)));
        }
    }
    Vec::new()
}

pub(super) fn has_other_reply(state: &State) -> Result<(), Reason> {
    let turn = |reading: &Reading| {
        let exchange = reading.exchange()?;
        exchange.turn(reading.debate(), exchange.cursor())
    };
    let several = |reading: &Reading| turn(reading).is_some_and(|turn| turn.choices > 1);
    reading(state, several, "there is no other reply at this turn")
}
