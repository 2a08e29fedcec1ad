//! The search: the line that is typed in, the hits with what matched, the keys.

mod hit;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::State;
use crate::app::excerpt::Excerpt;
use crate::app::finder::{self, Finder, Row};
use crate::app::regions::Area;
use crate::app::typed::{Typed, Visible};
use crate::app::wording::{cut, width, wrap};

use super::{Theme, frame_box, marked, put, row};

/// Draws it; returns where the cursor stands.
pub(super) fn draw(buffer: &mut Buffer, state: &State, finder: &Finder, theme: Theme) -> Option<Position> {
    frame_box(buffer, finder::area(state.size()), "Search", theme);
    let areas = finder.areas(state.size());
    let cursor = areas.typed.and_then(|area| line(buffer, area, finder, theme));
    told(buffer, areas.told, finder, theme);
    if finder.is_empty() {
        hint(buffer, state, finder, theme);
        return cursor;
    }
    list(buffer, areas.results, state, finder, theme);
    if let (Some(area), Some(found)) = (areas.preview, finder.found(finder.selection().row()))
        && let Some(debate) = state.debate(found.entry)
    {
        hit::preview(buffer, area, found, debate, theme);
    }
    if finder.hits().len() == 0 {
        for (place, text) in
            wrap(&finder.nothing().in_words(), usize::from(areas.results.width)).into_iter().enumerate()
        {
            let Some(area) = row(areas.results, place) else { break };
            put(buffer, area, vec![Span::styled(text, theme.secondary())]);
        }
    }
    cursor
}

/// The typed line and at its right what it found.
fn line(buffer: &mut Buffer, area: Area, finder: &Finder, theme: Theme) -> Option<Position> {
    let told = finder.told_in(usize::from(area.width));
    let cursor = typed(buffer, area, "/", finder.typed(), &told, theme);
    let Visible { room, scroll, .. } = finder.typed().visible(usize::from(area.width), &told);
    for fault in finder.faults() {
        // What is not understood is underlined as far as it is seen.
        let columns = finder.typed().columns(&fault.range);
        let seen = |column: usize| column.clamp(scroll, scroll + room) - scroll;
        for column in seen(columns.start)..seen(columns.end) {
            let x = area.x + u16::try_from(1 + column).unwrap_or(u16::MAX);
            if let Some(cell) = buffer.cell_mut(Position { x, y: area.y }) {
                cell.set_style(theme.fault().add_modifier(Modifier::UNDERLINED));
            }
        }
    }
    cursor
}

/// What there is to tell of the query, under it.
fn told(buffer: &mut Buffer, area: Area, finder: &Finder, theme: Theme) {
    let lines = finder.told_lines(usize::from(area.width));
    let rows = usize::from(area.height);
    let more = lines.len() > rows;
    for (place, told) in lines.into_iter().enumerate() {
        let Some(area) = row(area, place) else { break };
        let style = if told.is_fault { theme.fault() } else { theme.secondary() };
        let mut words = told.words;
        if more && place + 1 == rows {
            // There is more than has room.
            words = cut(
                &format!("{words} {}", "…".repeat(usize::from(area.width))),
                usize::from(area.width).saturating_sub(1),
            );
        }
        put(buffer, area, vec![Span::raw(" "), Span::styled(words, style)]);
    }
}

/// A line that is typed in, after a sign, and something told at its right where there is room. Returns where the cursor
/// stands, which is the terminal's own, for input methods.
pub(super) fn typed(
    buffer: &mut Buffer,
    area: Area,
    sign: &'static str,
    typed: &Typed,
    told: &str,
    theme: Theme,
) -> Option<Position> {
    let (text, cursor) = typed.shown();
    let Visible { told, room, scroll } = typed.visible(usize::from(area.width), told);
    put(buffer, area, vec![Span::styled(sign, theme.accent()), Span::raw(visible(&text, scroll, room))]);
    let right = Area { x: area.x + area.width - u16::try_from(width(told)).unwrap_or(0), ..area };
    put(buffer, right, vec![Span::styled(told.to_owned(), theme.secondary())]);
    let column = 1 + cursor - scroll;
    let x = area.x + u16::try_from(column).ok()?.min(area.width.checked_sub(1)?);
    Some(Position { x, y: area.y })
}

/// The part of the typed line from column `scroll` on.
fn visible(query: &str, scroll: usize, room: usize) -> String {
    let mut column = 0;
    let mut shown = String::new();
    for letter in query.graphemes(true) {
        let next = column + width(letter);
        if column >= scroll && next <= scroll + room {
            shown.push_str(letter);
        }
        column = next;
    }
    shown
}

/// What was typed before, and what can be typed.
fn hint(buffer: &mut Buffer, state: &State, finder: &Finder, theme: Theme) {
    let area = finder.areas(state.size()).results;
    let debate = finder.entries().iter().find_map(|entry| state.debate(*entry));
    let lines = finder.hint(debate, usize::from(area.width));
    let hidden = lines.len().saturating_sub(finder.hint_top() + usize::from(area.height));
    let more = if hidden > 0 { state.keymap().tell(" {page-down} …", state.context()) } else { String::new() };
    for (place, text) in lines.into_iter().skip(finder.hint_top()).enumerate() {
        let Some(line) = row(area, place) else { break };
        let more = if place + 1 == usize::from(area.height) { more.as_str() } else { "" };
        let text = cut(&text, usize::from(area.width).saturating_sub(width(more)));
        let gap = " ".repeat(usize::from(area.width).saturating_sub(width(&text) + width(more)));
        let more = Span::styled(more.to_owned(), theme.accent());
        put(buffer, line, vec![Span::styled(text, theme.secondary()), Span::raw(gap), more]);
    }
}

/// The hits, under their headings where they stand together.
fn list(buffer: &mut Buffer, results: Area, state: &State, finder: &Finder, theme: Theme) {
    let lines = finder.rows_of_a_hit(state.size());
    for (place, one) in finder.rows(state.size()).enumerate() {
        let Some(area) = row(results, place) else { break };
        match one {
            Row::Heading { group } => {
                let Some((words, count)) = finder.heading(group, state) else { continue };
                let room = usize::from(area.width).saturating_sub(width(&count) + 2);
                let words = cut(&words, room);
                let gap = " ".repeat(usize::from(area.width).saturating_sub(width(&words) + width(&count)));
                let bold = Style::new().add_modifier(Modifier::BOLD);
                put(
                    buffer,
                    area,
                    vec![
                        Span::styled(words, theme.secondary().patch(bold)),
                        Span::raw(gap),
                        Span::styled(count, theme.secondary()),
                    ],
                );
            }
            Row::Hit { row, line } => {
                let Some(found) = finder.found(row) else { continue };
                let Some(debate) = state.debate(found.entry) else { continue };
                let shown = hit::Shown {
                    found,
                    debate,
                    chosen: row == finder.selection().row(),
                    whence: match (finder.has_headings(), finder.over_several()) {
                        (true, _) => hit::Whence::Heading,
                        (false, true) => hit::Whence::Debate,
                        (false, false) => hit::Whence::Question,
                    },
                    has_row_for_passage: lines > 2,
                };
                put(buffer, area, shown.row(line, usize::from(area.width), theme));
            }
        }
    }
}

/// An excerpt with what matched marked.
pub(super) fn spans(excerpt: &Excerpt, base: Style, theme: Theme) -> Vec<Span<'static>> {
    marked(&excerpt.text, &excerpt.marks, base, theme)
}
