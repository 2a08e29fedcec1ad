//! What the commands do that move by lines and screens, in whatever has the focus.

use crate::app::map::Way;
use crate::app::regions::Area;
use crate::app::state::{Overlay, State};
use crate::app::{Effect, copying, help, menu, note, source_text};

use super::Context::{
    Address, Copying, Exchange, Filters, Grid, Help, Listing, Map, Note, Outline, Page, Palette, Progress, Search,
    Shelf, Text,
};
use super::going::on_reading;
use super::mapping::{pan, step_on_map};

/// Moves by lines: rows, links or hits.
pub(super) fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let (size, regions) = (state.size, state.regions());
    match state.context() {
        Progress => {}
        Shelf => {
            state.shelf_selection.step(by, state.shelf.entries.len());
        }
        Outline => {
            return on_reading(state, |reading| {
                reading.select_row(reading.outline().selection().row().saturating_add_signed(by));
            });
        }
        Listing => return on_reading(state, |reading| reading.step_in_listing(by)),
        Exchange => {
            let height = regions.exchange.map_or(0, |area| usize::from(area.height));
            return on_reading(state, |reading| reading.step_in_exchange(by, height));
        }
        Grid => return on_reading(state, |reading| reading.step_in_grid(by, 0)),
        Map => return step_on_map(state, if by > 0 { Way::Down } else { Way::Up }),
        Page => return on_reading(state, |reading| reading.step_on_page(by > 0, &regions)),
        Text => return on_reading(state, |reading| reading.on_text(|text| text.step(by, size))),
        Search => state.on_finder(|finder, searched| finder.step(by, searched)),
        Palette => state.on_palette(|menu| menu.step(by)),
        Filters => state.on_filters(|menu| menu.step(by)),
        Note => {
            return state.on_note(|note| {
                note.step(by, size);
                None
            });
        }
        Address => state.on_address(|address| address.step(by, size)),
        Copying => state.on_copying(|copying| copying.step(by, size)),
        Help => scroll_help(state, by),
    }
    Vec::new()
}

/// Moves by what the screen holds, less one line so that the eye keeps its place.
pub(super) fn screen(state: &mut State, by: isize) -> Vec<Effect> {
    let (size, regions) = (state.size, state.regions());
    let by_lines = |height: usize| by * isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
    let by_area = |area: Option<Area>| by_lines(area.map_or(1, |area| usize::from(area.height)));
    match state.context() {
        Page => on_reading(state, |reading| reading.scroll_page(by_area(regions.page), &regions)),
        Outline | Listing => step(state, by_area(regions.outline)),
        Text => step(state, by_lines(usize::from(source_text::areas(size).text.height))),
        // A few turns fill a screen.
        Exchange => step(state, 3 * by),
        // What is chosen stays so.
        Map => pan(state, if by > 0 { Way::Down } else { Way::Up }),
        Grid => step(state, by_lines(regions.grid.map_or(0, |grid| grid.rows()))),
        Progress => Vec::new(),
        Shelf => step(state, by_area(regions.shelf)),
        Search => {
            state.on_finder(|finder, searched| finder.turn(by, size, searched));
            Vec::new()
        }
        Palette | Filters => step(state, by_lines(usize::from(menu::list(size).height))),
        Note => step(state, by_lines(usize::from(note::text_area(size).height))),
        // Seldom longer than its box.
        Address => step(state, by),
        Copying => step(state, by_lines(usize::from(copying::areas(size).1.height))),
        Help => step(state, by_lines(help::height(size))),
    }
}

/// Moves to the first or the last line.
pub(super) fn end(state: &mut State, last: bool) -> Vec<Effect> {
    if state.context() == Page {
        let regions = state.regions();
        return on_reading(state, |reading| reading.page_end(last, &regions));
    }
    if state.context() == Map {
        return on_reading(state, |reading| reading.go_to_end_of_map(last));
    }
    // Past the lines of a turn that is higher than the screen, too.
    if state.context() == Exchange {
        let by = if last { isize::MAX } else { isize::MIN };
        return on_reading(state, |reading| reading.on_exchange(|it, _| it.step(by)));
    }
    step(state, if last { isize::MAX } else { isize::MIN + 1 })
}

pub(super) fn section(state: &mut State, next: bool) -> Vec<Effect> {
    let regions = state.regions();
    on_reading(state, |reading| reading.go_to_section(next, &regions))
}

fn scroll_help(state: &mut State, by: isize) {
    if let Some(Overlay::Help { scroll, .. }) = &mut state.overlay {
        *scroll = scroll.saturating_add_signed(by);
    }
}
