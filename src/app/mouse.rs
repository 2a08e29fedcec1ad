//! What the mouse does: a click is what a key on the thing under it would be, the wheel scrolls what is under it, and the
//! divider between outline and page can be dragged.

mod target;

use super::command;
use super::regions::Cell;
use super::state::{Overlay, Pane, State};
use super::{Effect, KeyCode, Reading, note};

use target::Target;

/// Something done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub kind: MouseKind,
    /// On which cell of the screen.
    pub at: Cell,
}

/// What can be done with a mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MouseKind {
    /// The main button went down.
    Press,
    /// It moved with the main button held down.
    Drag,
    /// The main button went up.
    Release,
    /// The wheel turned away from the reader.
    WheelUp,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The wheel was pushed to the left.
    WheelLeft,
    /// The wheel was pushed to the right.
    WheelRight,
}

/// Lines by which a step of the wheel scrolls.
const STEP: isize = 3;

/// Does what the mouse asks for. Where it has not been turned on, nothing: what is on its way comes too late.
pub(super) fn act(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    if !state.mouse {
        return Vec::new();
    }
    match mouse.kind {
        MouseKind::Press => press(state, mouse.at),
        MouseKind::Drag if state.holds_divider => {
            state.divide_at(mouse.at.x);
            Vec::new()
        }
        MouseKind::Release => {
            state.holds_divider = false;
            Vec::new()
        }
        MouseKind::WheelUp => wheel(state, mouse.at, -STEP),
        MouseKind::WheelDown => wheel(state, mouse.at, STEP),
        MouseKind::WheelLeft => wheel_sideways(state, mouse.at, -1),
        MouseKind::WheelRight => wheel_sideways(state, mouse.at, 1),
        MouseKind::Drag => Vec::new(),
    }
}

/// Goes to what is chosen now.
fn go(state: &mut State) -> Vec<Effect> {
    command::named("go").map_or_else(Vec::new, |go| go.run(state, KeyCode::Enter.into()))
}

fn press(state: &mut State, at: Cell) -> Vec<Effect> {
    // The message may be what stands there: it is looked at first.
    let target = target::target(state, at);
    let regions = state.regions();
    state.message = None;
    state.holds_divider = matches!(target, Target::Divider);
    let goes = match target {
        Target::Hint(hint) => return hint.command.run(state, hint.key),
        Target::View(view) => {
            on_reading(state, |reading| reading.show(view));
            false
        }
        Target::Shelf(line) => choose_debate(state, line),
        Target::Outline { line, column, columns } => {
            on_reading(state, |reading| press_outline(reading, line, column, columns))
        }
        Target::Page(line) => on_reading(state, |reading| {
            reading.focus(Pane::Page);
            reading.choose_link(line)
        }),
        Target::Exchange(line) => on_reading(state, |reading| reading.choose_turn(line)),
        Target::Grid { row, column } => on_reading(state, |reading| reading.choose_cell(row, column)),
        Target::Map { row, column } => on_reading(state, |reading| reading.choose_box(row, column)),
        Target::Overview { row, column } => {
            let overview = regions.map.and_then(|map| state.reading()?.map()?.overview(map.window));
            if let Some(overview) = overview {
                on_reading(state, |reading| reading.on_map(|map| map.look_to(&overview, (row, column))));
            }
            false
        }
        Target::Typed { column, columns } => {
            state.on_finder(|finder, searched| finder.put_cursor(column, columns, searched));
            state.on_palette(|menu| menu.put_cursor(column, columns));
            state.on_filters(|menu| menu.put_cursor(column, columns));
            false
        }
        Target::Text { line, column } => {
            let columns = usize::from(note::text_area(state.size).width);
            state.on_note(|note| {
                note.put_cursor(line, column, columns);
                None
            });
            false
        }
        Target::Choice(line) => choose(state, line),
        Target::Beside => {
            // What is being written is left by its own keys only.
            if !matches!(state.overlay, Some(Overlay::Note(_))) {
                command::leave_overlay(state);
            }
            false
        }
        Target::Divider | Target::SourceText | Target::Overlay | Target::Nothing => false,
    };
    if goes { go(state) } else { Vec::new() }
}

/// Changes the debate on the screen; what follows from it is whether to go to what is chosen.
fn on_reading<T: Default>(state: &mut State, change: impl FnOnce(&mut Reading) -> T) -> T {
    state.reading_mut().map_or_else(T::default, change)
}

/// Chooses a row of the shelf; on the chosen one says to go there.
fn choose_debate(state: &mut State, line: usize) -> bool {
    let row = state.shelf_selection.top + line;
    if row >= state.shelf.entries.len() {
        return false;
    }
    std::mem::replace(&mut state.shelf_selection.row, row) == row
}

/// Chooses a row of the outline or the list, or opens and closes a branch at its sign; on the chosen one says to go there.
fn press_outline(reading: &mut Reading, line: usize, column: usize, columns: usize) -> bool {
    let had_focus = reading.pane() == Pane::Outline;
    reading.focus(Pane::Outline);
    if reading.has_sign_at(line, column, columns) {
        reading.choose_row(line);
        reading.toggle_branch();
        return false;
    }
    reading.choose_row(line) && had_focus
}

/// Chooses a hit of the search or a command of the palette; says whether to go there. A hit is looked at before one goes,
/// a command is run at once, as in any menu.
fn choose(state: &mut State, line: usize) -> bool {
    let size = state.size;
    match &mut state.overlay {
        Some(Overlay::Search(finder)) => finder.choose(line, size),
        Some(Overlay::Palette(palette)) => palette.menu_mut().choose(line),
        Some(Overlay::Filters(menu)) => menu.choose(line),
        _ => false,
    }
}

/// Nothing but the grid and the map is wider than the screen.
fn wheel_sideways(state: &mut State, at: Cell, by: i16) -> Vec<Effect> {
    match target::target(state, at) {
        Target::Grid { .. } => on_reading(state, |reading| reading.step_in_grid(0, by.into())),
        // Columns are narrower than rows are high.
        Target::Map { .. } | Target::Overview { .. } => {
            on_reading(state, |reading| reading.on_map(|map| map.pan(6 * i32::from(by), 0)));
        }
        _ => {}
    }
    Vec::new()
}

/// Scrolls what is under the pointer. What is chosen there goes along as far as it must to stay on the screen.
fn wheel(state: &mut State, at: Cell, by: isize) -> Vec<Effect> {
    let (size, regions) = (state.size, state.regions());
    match target::target(state, at) {
        Target::Shelf(_) => {
            let height = regions.shelf.map_or(0, |area| usize::from(area.height));
            let entries = state.shelf.entries.len();
            state.shelf_selection.row = state.shelf_selection.scroll(by, entries, height);
        }
        Target::Outline { .. } => {
            let height = regions.outline.map_or(0, |area| usize::from(area.height));
            on_reading(state, |reading| reading.scroll_outline(by, height));
        }
        Target::Page(_) => on_reading(state, |reading| reading.scroll_page(by, &regions)),
        Target::Grid { .. } => on_reading(state, |reading| reading.step_in_grid(by, 0)),
        Target::Map { .. } | Target::Overview { .. } => {
            let rows = i32::try_from(by).unwrap_or_default();
            on_reading(state, |reading| reading.on_map(|map| map.pan(0, rows)));
        }
        Target::SourceText => on_reading(state, |reading| reading.on_text(|text| text.step(by, size))),
        Target::Exchange(_) => {
            let height = regions.exchange.map_or(0, |area| usize::from(area.height));
            on_reading(state, |reading| reading.scroll_exchange(by, height));
        }
        Target::Typed { .. } | Target::Text { .. } | Target::Choice(_) | Target::Overlay => match &mut state.overlay {
            Some(Overlay::Search(finder)) => finder.scroll(by.signum() * STEP, size),
            Some(Overlay::Palette(palette)) => palette.menu_mut().scroll(by, size),
            Some(Overlay::Filters(menu)) => menu.scroll(by, size),
            Some(Overlay::Note(note)) => note.scroll(by, size),
            Some(Overlay::Address(address)) => address.step(by, size),
            Some(Overlay::Copying(copying)) => copying.step(by, size),
            Some(Overlay::Help { scroll, .. }) => *scroll = scroll.saturating_add_signed(by),
            None => {}
        },
        Target::Hint(_) | Target::View(_) | Target::Divider | Target::Beside | Target::Nothing => {}
    }
    Vec::new()
}
