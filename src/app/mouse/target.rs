//! What stands at a cell of the screen.

use crate::app::bars::{self, Hint};
use crate::app::regions::{Area, Cell};
use crate::app::state::{Overlay, State};
use crate::app::{Reading, View, finder, help, menu, note, regions};

/// What stands at a cell. Lines and columns are counted from the first on the screen.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    /// A hint on the bottom line.
    Hint(Hint),
    /// The name of a view on the top line.
    View(View),
    /// A line of the list of debates.
    Shelf(usize),
    /// A cell of the outline or the list in its place, which is so many columns wide.
    Outline { line: usize, column: usize, columns: usize },
    /// The line between outline and page.
    Divider,
    /// A line of the page.
    Page(usize),
    /// A line of the exchange.
    Exchange(usize),
    /// The local text of a source.
    SourceText,
    /// A cell of the grid.
    Grid { row: usize, column: usize },
    /// A cell of the window on the map.
    Map { row: usize, column: usize },
    /// A cell of the overview of the map.
    Overview { row: usize, column: usize },
    /// The line that is typed in, which is so many columns wide.
    Typed { column: usize, columns: usize },
    /// The text of the note.
    Text { line: usize, column: usize },
    /// A line of the hits or of the commands.
    Choice(usize),
    /// The rest of what lies over the screen.
    Overlay,
    /// Beside what lies over the screen.
    Beside,
    /// Nothing that a click or the wheel does anything to.
    Nothing,
}

/// What stands at `at`, with what lies over the screen on top.
pub(super) fn target(state: &State, at: Cell) -> Target {
    let regions = state.regions();
    if let Some((_, column)) = regions.footer.and_then(|area| area.place(at)) {
        let hint = bars::bottom(state).and_then(|line| bars::at(&line.hints, column).copied());
        return hint.map_or(Target::Nothing, Target::Hint);
    }
    if let Some(overlay) = &state.overlay {
        return over(state, overlay, at);
    }
    let place = |area: Option<Area>| area.and_then(|area| area.place(at));
    if let Some((_, column)) = place(regions.title) {
        let view = bars::top(state).and_then(|line| bars::at(&line.views, column).copied());
        return view.map_or(Target::Nothing, Target::View);
    }
    if let Some((line, _)) = place(regions.shelf) {
        return Target::Shelf(line);
    }
    if let (Some((line, column)), Some(area)) = (place(regions.outline), regions.outline) {
        return Target::Outline { line, column, columns: usize::from(area.width) };
    }
    if let Some(grid) = &regions.grid
        && let Some((row, column)) = grid.cells.place(at)
    {
        return Target::Grid { row, column: column / usize::from(grid.column.max(1)) };
    }
    if let (Some(map), Some(areas)) = (state.reading().and_then(Reading::map), regions.map)
        && let Some((row, column)) = areas.window.place(at)
    {
        let on_overview = map.overview(areas.window).and_then(|overview| overview.area.place(at));
        return on_overview.map_or(Target::Map { row, column }, |(row, column)| Target::Overview { row, column });
    }
    if place(regions.divider).is_some() {
        return Target::Divider;
    }
    // The margins beside a text belong to it.
    let line = |area: Option<Area>| place(area.map(|area| Area { x: 0, width: state.size.width, ..area }));
    if let Some((line, _)) = line(regions.page) {
        return Target::Page(line);
    }
    if line(regions.text).is_some() {
        return Target::SourceText;
    }
    line(regions.exchange).map_or(Target::Nothing, |(line, _)| Target::Exchange(line))
}

fn over(state: &State, overlay: &Overlay, at: Cell) -> Target {
    let size = state.size;
    let (area, choices) = match overlay {
        Overlay::Search(finder) => (finder::area(size), Some(finder.areas(size).results)),
        Overlay::Palette(_) | Overlay::Filters(_) => (menu::area(size), Some(menu::list(size))),
        Overlay::Note(_) => (note::area(size), None),
        Overlay::Address(address) => (address.areas(size).0, None),
        // It fills the screen.
        Overlay::Copying(_) => return Target::Overlay,
        Overlay::Help { .. } => (help::area(size), None),
    };
    if area.outer.place(at).is_none() {
        return Target::Beside;
    }
    if matches!(overlay, Overlay::Note(_)) {
        // The end of a full line lies in the column that is kept free for the cursor.
        let text = note::text_area(size);
        let text = Area { width: text.width + 1, ..text };
        return text.place(at).map_or(Target::Overlay, |(line, column)| Target::Text { line, column });
    }
    let Some(choices) = choices else { return Target::Overlay };
    let typed = regions::Area { height: area.inner.height.min(1), ..area.inner };
    if let Some((_, column)) = typed.place(at) {
        return Target::Typed { column, columns: usize::from(typed.width) };
    }
    choices.place(at).map_or(Target::Overlay, |(line, _)| Target::Choice(line))
}
