//! The top line (where am I) and the bottom line (what can I do).

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::command::COMMANDS;
use crate::app::regions::Area;
use crate::app::wording::{cut, width};
use crate::app::{State, View};

use super::{Theme, put};

/// The top line. What a filter has left is told on the blank line under it; where there is none, in the title's place:
/// the reader knows which debate this is, and must not take a part of it for the whole.
pub(super) fn title(buffer: &mut Buffer, area: Area, under: Option<Area>, state: &State, theme: Theme) {
    let entry = state.open().and_then(|open| state.shelf().entries.get(open));
    let (Some(reading), Some(entry)) = (state.reading(), entry) else { return };
    let columns = usize::from(area.width).saturating_sub(2);
    // The views at the right, all of them where there is room, else the one that is shown.
    let all: Vec<View> = View::ALL.into_iter().collect();
    let needed = |views: &[View]| views.iter().map(|view| width(view.name()) + 2).sum::<usize>();
    let title_needs = width(reading.debate().title()).min(48);
    let views = [all, vec![reading.view()]].into_iter().find(|views| title_needs + needed(views) <= columns);
    let views = views.unwrap_or_default();
    let room = columns - needed(&views);
    let filter = reading.filter_told();
    if let (Some(filter), Some(under)) = (&filter, under) {
        put(buffer, under, vec![Span::raw(" "), Span::styled(cut(filter, columns), theme.accent())]);
    }
    let title = match filter.filter(|_| under.is_none()) {
        Some(filter) => cut(&filter, room),
        None => cut(reading.debate().title(), room),
    };
    let name = if under.is_some() && width(&title) + 2 + width(&entry.name) <= room {
        format!("  {}", entry.name)
    } else {
        String::new()
    };
    let gap = room - width(&title) - width(&name);
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(title, Style::new().add_modifier(Modifier::BOLD)),
        Span::styled(name, theme.secondary()),
        Span::raw(" ".repeat(gap)),
    ];
    for view in views {
        let style = if view == reading.view() { theme.accent() } else { theme.secondary() };
        spans.push(Span::raw("  "));
        spans.push(Span::styled(view.name(), style));
    }
    put(buffer, area, spans);
}

/// The keys that matter now, from the command table; at the right how far the reader is, or what the last command had to
/// say.
pub(super) fn footer(buffer: &mut Buffer, area: Area, state: &State, theme: Theme) {
    let columns = usize::from(area.width).saturating_sub(2);
    let (told, style) = match state.message() {
        Some(message) => (cut(message, columns), theme.accent()),
        None if columns >= 60 => (status(state), theme.secondary()),
        None => (String::new(), theme.secondary()),
    };
    let gap = if told.is_empty() { 0 } else { 2 };
    let (hints, used) = hints(state, columns.saturating_sub(width(&told) + gap), theme);
    let mut spans = vec![Span::raw(" ")];
    spans.extend(hints);
    spans.push(Span::raw(" ".repeat(columns - used - width(&told))));
    spans.push(Span::styled(told, style));
    put(buffer, area, spans);
}

/// Where the reader is among the rows, and how much is unread.
fn status(state: &State) -> String {
    match (state.overlay(), state.reading()) {
        (None, Some(reading)) if reading.listing().is_none() && reading.exchange().is_none() => {
            let line = format!("line {} of {}", reading.outline().selection().row() + 1, reading.outline().len());
            match reading.unread() {
                0 => line,
                unread => format!("{line}, {unread} unread"),
            }
        }
        _ => String::new(),
    }
}

/// Hints on the bottom line; more would not be read.
const HINTS: usize = 7;

/// As many hints as fit, the first in the table first; the key to all the others always has its place.
fn hints(state: &State, columns: usize, theme: Theme) -> (Vec<Span<'static>>, usize) {
    let context = state.context();
    let mut all: Vec<(String, &str, bool)> = COMMANDS
        .iter()
        .filter(|command| command.hint.is_some() && (command.enabled)(state).is_ok())
        .filter_map(|command| {
            let key = command.keys_in(context).next()?;
            let shown = if theme.ascii { key.shown_in_ascii() } else { key.shown() };
            Some((shown, command.hint.unwrap_or_default(), command.id == "help"))
        })
        .collect();
    let taken = |(key, hint, _): &(String, &str, bool)| width(key) + 1 + width(hint);
    let total = |all: &[(String, &str, bool)]| all.iter().map(taken).sum::<usize>() + 3 * all.len().saturating_sub(1);
    while total(&all) > columns || all.len() > HINTS {
        let Some(last) = all.iter().rposition(|(.., pinned)| !pinned) else { break };
        all.remove(last);
    }
    if total(&all) > columns {
        return (Vec::new(), 0);
    }
    let used = total(&all);
    let mut spans = Vec::new();
    for (place, (key, hint, _)) in all.into_iter().enumerate() {
        if place > 0 {
            spans.push(Span::raw("   "));
        }
        spans.push(Span::styled(key, Style::new().add_modifier(Modifier::BOLD)));
        spans.push(Span::styled(format!(" {hint}"), theme.secondary()));
    }
    (spans, used)
}
