//! The view: a pure function of state and theme to a frame. Drawing changes nothing and knows no files, no terminal and
//! no keys but what the command table says of them.

mod address;
mod ascii;
mod bars;
mod copying;
mod filters;
mod grid;
mod help;
mod listing;
mod map;
mod note;
mod outline;
mod page;
mod palette;
mod progress;
mod search;
mod shelf;
mod source_text;
mod theme;

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use crate::app::highlight::Highlight;
use crate::app::regions::{self, Area};
use crate::app::wording::is_doubtful;
use crate::app::{Overlay, State};

pub use theme::Theme;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: Theme) {
    // The terminal may be larger than the state knows yet: the resize is on its way.
    let whole = frame.area();
    if whole.width < state.size().width || whole.height < state.size().height {
        return;
    }
    let buffer = frame.buffer_mut();
    if let Some(reading) = state.reading() {
        let regions = state.regions();
        if let Some(area) = regions.title {
            bars::title(buffer, area, state, theme);
        }
        if let Some(text) = reading.source_text() {
            source_text::draw(buffer, state, reading.debate(), text, theme);
        } else if let (Some(exchange), Some(area)) = (reading.exchange(), regions.exchange) {
            page::exchange(buffer, area, state, exchange, theme);
        }
        if let (Some(grid), Some(areas)) = (reading.grid(), &regions.grid) {
            grid::draw(buffer, areas, reading.debate(), grid, state.overlay().is_none(), theme);
        }
        if let (Some(map), Some(areas)) = (reading.map(), &regions.map) {
            map::draw(buffer, areas, state, reading, map, theme);
        }
        if let Some(area) = regions.outline {
            match reading.listing() {
                Some(listing) => {
                    listing::draw(buffer, area, state, reading, listing, theme);
                }
                None => outline::draw(buffer, area, state, reading, theme),
            }
        }
        if let Some(area) = regions.divider {
            let style = if state.holds_divider() { theme.accent() } else { theme.secondary() };
            for y in area.y..area.y + area.height {
                put(buffer, Area { y, height: 1, ..area }, vec![Span::styled(theme.divider(), style)]);
            }
        }
        if let Some(area) = regions.page {
            page::draw(buffer, area, state, reading, theme);
        }
        if let Some(area) = regions.footer {
            bars::footer(buffer, area, state, theme);
        }
    } else if let Some(loading) = state.loading() {
        progress::draw(buffer, state, loading, theme);
    } else {
        shelf::draw(buffer, state, theme);
    }
    let cursor = match state.overlay() {
        Some(Overlay::Search(finder)) => search::draw(buffer, state, finder, theme),
        Some(Overlay::Palette(palette)) => palette::draw(buffer, state, palette, theme),
        Some(Overlay::Filters(menu)) => filters::draw(buffer, state, menu, theme),
        Some(Overlay::Note(note)) => note::draw(buffer, state, note, theme),
        Some(Overlay::Address(address)) => {
            address::draw(buffer, state, address, theme);
            None
        }
        Some(Overlay::Copying(copying)) => {
            copying::draw(buffer, state, copying, theme);
            None
        }
        Some(Overlay::Help { context, scroll, .. }) => {
            help::draw(buffer, state, *context, *scroll, theme);
            None
        }
        None => None,
    };
    theme.fill(frame.buffer_mut());
    if theme.ascii {
        ascii::in_ascii(frame.buffer_mut());
    }
    rewrite_behind_doubtful(frame.buffer_mut());
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Has a row written anew behind the first letter that terminals may take for wider or narrower than it is: there they
/// may have written over what has not changed.
fn rewrite_behind_doubtful(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        if let Some(first) = row.iter().position(|cell| is_doubtful(cell.symbol())) {
            for cell in &mut row[first..] {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

/// Writes pieces of text on the first line of `area`, cut at its edge.
fn put<'a>(buffer: &mut Buffer, area: Area, spans: impl Into<Line<'a>>) {
    let on_screen = rect(area).intersection(buffer.area);
    if !on_screen.is_empty() {
        buffer.set_line(on_screen.x, on_screen.y, &spans.into(), on_screen.width);
    }
}

/// A text with what matched marked.
fn marked(text: &str, marks: &[Range<usize>], base: Style, theme: Theme) -> Vec<Span<'static>> {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let mut spans = Vec::new();
    let mut done = 0;
    for mark in marks {
        spans.push(Span::styled(part(done..mark.start), base));
        spans.push(Span::styled(part(mark.clone()), base.patch(theme.matched())));
        done = mark.end;
    }
    spans.push(Span::styled(part(done..text.len()), base));
    spans
}

/// The same with what matches the last search, while that goes on.
fn highlighted(text: &str, highlight: Option<Highlight<'_>>, base: Style, theme: Theme) -> Vec<Span<'static>> {
    marked(text, &highlight.map_or_else(Vec::new, |highlight| highlight.of(text)), base, theme)
}

/// Row number `row` of an area, if it has one.
fn row(area: Area, row: usize) -> Option<Area> {
    let row = u16::try_from(row).ok().filter(|row| *row < area.height)?;
    Some(Area { y: area.y + row, height: 1, ..area })
}

/// Clears an overlay's box and frames it.
fn frame_box(buffer: &mut Buffer, overlay: regions::Overlay, title: &str, theme: Theme) {
    let outer = rect(overlay.outer).intersection(buffer.area);
    // What lies below is cleared beside the frame too, so that no half words look out from under it.
    let margin = if outer.x <= 4 { outer.x } else { 1 };
    let cleared = Rect { x: outer.x - margin, width: outer.width + 2 * margin, ..outer };
    Clear.render(cleared.intersection(buffer.area), buffer);
    if overlay.framed {
        let border = if theme.ascii { BorderType::Plain } else { BorderType::Rounded };
        let mut block = Block::bordered().border_type(border).border_style(theme.secondary());
        if theme.ascii {
            block = block.border_set(theme::ASCII_BORDER);
        }
        block.title(format!(" {title} ")).render(outer, buffer);
    }
}
