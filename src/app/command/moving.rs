//! What the commands do that move by lines and screens, in whatever has the focus.

use crate::app::finder::Finder;
use crate::app::state::{Overlay, State};
use crate::app::{Effect, help, menu, note, regions};

use super::Context::{Exchange, Filters, Help, Listing, Note, Outline, Page, Palette, Search, Shelf};
use super::going::on_reading;

/// Moves by lines: rows, links or hits.
pub(super) fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let size = state.size;
    match state.context() {
        Shelf => {
            state.shelf_selection.step(by, state.shelf.entries.len());
        }
        Outline => {
            return on_reading(state, |reading| {
                reading.select_row(reading.outline().selection().row().saturating_add_signed(by));
            });
        }
        Listing => return on_reading(state, |reading| reading.step_in_listing(by)),
        Exchange => return on_reading(state, |reading| reading.on_exchange(|it, _| it.step(by))),
        Page => return on_reading(state, |reading| reading.step_on_page(by > 0, size)),
        Search => state.on_finder(|finder, _, _| finder.step(by)),
        Palette => state.on_palette(|menu| menu.step(by)),
        Filters => state.on_filters(|menu| menu.step(by)),
        Note => {
            return state.on_note(|note| {
                note.step(by, size);
                None
            });
        }
        Help => scroll_help(state, by),
    }
    Vec::new()
}

/// Moves by what the screen holds, less one line so that the eye keeps its place.
pub(super) fn screen(state: &mut State, by: isize) -> Vec<Effect> {
    let size = state.size;
    let by_lines = |height: usize| by * isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
    let regions = state.reading().map(|reading| regions::reading(size, reading.pane())).unwrap_or_default();
    match state.context() {
        Page => {
            let height = regions.page.map_or(1, |area| usize::from(area.height));
            on_reading(state, |reading| reading.scroll_page(by_lines(height), size))
        }
        Outline | Listing => step(state, by_lines(regions.outline.map_or(1, |area| usize::from(area.height)))),
        // A few turns fill a screen.
        Exchange => step(state, 3 * by),
        Shelf => step(state, by_lines(usize::from(regions::shelf(size).1.height))),
        Search => step(state, by_lines(Finder::page(size) + 1)),
        Palette | Filters => step(state, by_lines(usize::from(menu::list(size).height))),
        Note => step(state, by_lines(usize::from(note::text_area(size).height))),
        Help => step(state, by_lines(help::height(size))),
    }
}

/// Moves to the first or the last line.
pub(super) fn end(state: &mut State, last: bool) -> Vec<Effect> {
    let size = state.size;
    if state.context() == Page {
        return on_reading(state, |reading| reading.page_end(last, size));
    }
    step(state, if last { isize::MAX } else { isize::MIN + 1 })
}

pub(super) fn section(state: &mut State, next: bool) -> Vec<Effect> {
    let size = state.size;
    on_reading(state, |reading| reading.go_to_section(next, size))
}

fn scroll_help(state: &mut State, by: isize) {
    if let Some(Overlay::Help { scroll, .. }) = &mut state.overlay {
        *scroll = scroll.saturating_add_signed(by);
    }
}
