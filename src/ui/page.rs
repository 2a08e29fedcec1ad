//! The page: the lines of its model that are on the screen, each meaning in its style.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::command::named;
use crate::app::exchange::Exchange;
use crate::app::highlight::Highlight;
use crate::app::page::{Line, Page, Role};
use crate::app::regions::Area;
use crate::app::wording::width;
use crate::app::{Context, Reading, State};

use super::{Theme, marked, put, row};

pub(super) fn draw(buffer: &mut Buffer, area: Area, state: &State, reading: &Reading, theme: Theme) {
    let focused = state.context() == Context::Page;
    let Some(page) = reading.page() else {
        let text = "This debate has no statements yet.";
        put(buffer, area, vec![Span::styled(text, theme.secondary())]);
        return;
    };
    let chosen = reading.link().filter(|_| focused);
    let lines = page.lines.get(reading.scroll()..).unwrap_or_default();
    let goes_on = (reading.scroll() > 0, lines.len() > usize::from(area.height));
    draw_lines(buffer, area, lines, goes_on, chosen, state.highlight(), theme);
    numbers(buffer, area, state, page, reading.scroll(), theme);
    // Where no link is on the screen, the first line shows that the page has the focus.
    if focused && chosen.is_none() && area.x > 0 {
        let bar = Area { x: area.x.saturating_sub(2), width: 1, ..area };
        put(buffer, bar, vec![Span::styled(theme.bar(), theme.accent())]);
    }
}

/// In place of a link's number the key that goes there, where the reader has given it another one of one column; none
/// where it has none.
fn numbers(buffer: &mut Buffer, area: Area, state: &State, page: &Page, scroll: usize, theme: Theme) {
    let Some(command) = named("go-to-number") else { return };
    let keys = state.keymap().keys(command, Context::Page);
    for link in &page.links {
        let (Some(number), Some(place)) = (link.number, link.first.checked_sub(scroll)) else { continue };
        let key = keys.get(usize::from(number) - 1).map_or_else(|| " ".to_owned(), |key| key.shown());
        let before = page.lines[link.first].spans.first().map_or(0, |span| width(&span.text));
        let (Some(line), Ok(before)) = (row(area, place), u16::try_from(before)) else { continue };
        if width(&key) == 1 && before < line.width {
            let cell = Area { x: line.x + before, width: 1, ..line };
            put(buffer, cell, vec![Span::styled(key, theme.role(Role::Number))]);
        }
    }
}

/// The lines from the first on the screen on, and whether there are others above and below; those of the chosen link
/// have a bar beside them.
pub(super) fn draw_lines(
    buffer: &mut Buffer,
    area: Area,
    lines: &[Line],
    (above, below): (bool, bool),
    chosen: Option<usize>,
    highlight: Option<Highlight<'_>>,
    theme: Theme,
) {
    for (place, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        let Some(area) = row(area, place) else { break };
        let is_chosen = line.link.is_some() && line.link == chosen;
        let look = |role, style: Style| match role {
            Role::Plain | Role::Secondary if is_chosen => {
                style.remove_modifier(Modifier::DIM).add_modifier(Modifier::BOLD)
            }
            _ => style,
        };
        put(buffer, area, spans(line, look, highlight, theme));
        if is_chosen && area.x > 0 {
            let bar = Area { x: area.x.saturating_sub(2), width: 1, ..area };
            put(buffer, bar, vec![Span::styled(theme.bar(), theme.accent())]);
        }
    }
    more(buffer, area, above, below, theme);
}

/// The exchange: its lines, with the chosen turn marked.
pub(super) fn exchange(buffer: &mut Buffer, area: Area, state: &State, exchange: &Exchange, theme: Theme) {
    let chosen = Some(exchange.cursor()).filter(|_| state.overlay().is_none());
    draw_lines(buffer, area, exchange.shown(), exchange.goes_on(), chosen, state.highlight(), theme);
}

/// In the margin, at the first and last row: whether the page goes on above and below.
pub(super) fn more(buffer: &mut Buffer, area: Area, above: bool, below: bool, theme: Theme) {
    let (up, down) = if theme.ascii { ("^", "v") } else { ("↑", "↓") };
    // At the edge of the screen: a margin of two keeps it off the text.
    let margin = Area { x: area.x + area.width + area.x.min(1), width: 1, height: 1, ..area };
    if area.height == 0 {
        return;
    }
    if above {
        put(buffer, margin, vec![Span::styled(up, theme.secondary())]);
    }
    if below {
        let margin = Area { y: area.y + area.height - 1, ..margin };
        put(buffer, margin, vec![Span::styled(down, theme.secondary())]);
    }
}

/// The pieces of a line, each in the style of what it means, which `look` may change, and with what matches the last
/// search marked.
pub(super) fn spans<'a>(
    line: &'a Line,
    look: impl Fn(Role, Style) -> Style,
    highlight: Option<Highlight<'_>>,
    theme: Theme,
) -> Vec<Span<'a>> {
    let mut spans = Vec::with_capacity(line.spans.len());
    for span in &line.spans {
        let style = look(span.role, theme.role(span.role));
        let marks = highlight.map_or_else(Vec::new, |highlight| highlight.of_span(span));
        match span.role {
            Role::Sign(glyph) if span.text == glyph.sign(false) => {
                spans.push(Span::styled(glyph.sign(theme.ascii), style));
            }
            _ if marks.is_empty() => spans.push(Span::styled(span.text.as_str(), style)),
            _ => spans.extend(marked(&span.text, &marks, style, theme)),
        }
    }
    spans
}
