//! The top line (where am I) and the bottom line (what can I do).

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::regions::Area;
use crate::app::{State, bars};

use super::{Theme, put};

/// The columns of a line from `column` on.
fn from(area: Area, column: usize) -> Area {
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width);
    Area { x: area.x + column, width: area.width - column, ..area }
}

pub(super) fn title(buffer: &mut Buffer, area: Area, state: &State, theme: Theme) {
    let (Some(line), Some(reading)) = (bars::top(state), state.reading()) else { return };
    let title = Span::styled(line.title, Style::new().add_modifier(Modifier::BOLD));
    let stale = Span::styled(line.stale, theme.fault());
    put(buffer, area, vec![Span::raw(" "), title, stale, Span::styled(line.name, theme.secondary())]);
    if let (Some(under), Some(area)) = (line.under, state.regions().under) {
        put(buffer, area, vec![Span::raw(" "), Span::styled(under, theme.accent())]);
    }
    for view in line.views {
        let style = if view.what == reading.view() { theme.accent() } else { theme.secondary() };
        put(buffer, from(area, view.column), vec![Span::styled(view.what.name(), style)]);
    }
}

pub(super) fn footer(buffer: &mut Buffer, area: Area, state: &State, theme: Theme) {
    let Some(line) = bars::bottom(state) else { return };
    for hint in line.hints {
        let [key, words] = hint.what.words(state.ascii());
        let key = Span::styled(key, Style::new().add_modifier(Modifier::BOLD));
        put(buffer, from(area, hint.column), vec![key, Span::styled(words, theme.secondary())]);
    }
    let style = if state.message().is_some() { theme.accent() } else { theme.secondary() };
    put(buffer, from(area, line.told.column), vec![Span::styled(line.told.what, style)]);
}
