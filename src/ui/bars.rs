//! The top line (where am I) and the bottom line (what can I do).

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::State;
use crate::app::command::COMMANDS;
use crate::app::regions::Area;
use crate::app::wording::{cut, width};

use super::{Theme, put};

pub(super) fn title(buffer: &mut Buffer, area: Area, state: &State, theme: Theme) {
    let entry = state.open().and_then(|open| state.shelf().entries.get(open));
    let (Some(reading), Some(entry)) = (state.reading(), entry) else { return };
    let columns = usize::from(area.width).saturating_sub(2);
    let title = cut(reading.debate().title(), columns);
    let room = columns.saturating_sub(width(&title) + 3);
    let name = if width(&entry.name) <= room { entry.name.as_str() } else { "" };
    let gap = columns - width(&title) - width(name);
    put(
        buffer,
        area,
        vec![
            Span::raw(" "),
            Span::styled(title, Style::new().add_modifier(Modifier::BOLD)),
            Span::raw(" ".repeat(gap)),
            Span::styled(name, theme.secondary()),
        ],
    );
}

/// The keys that matter now, from the command table, and at the right how far the reader is; or a message.
pub(super) fn footer(buffer: &mut Buffer, area: Area, state: &State, theme: Theme) {
    let columns = usize::from(area.width).saturating_sub(2);
    if let Some(message) = state.message() {
        put(buffer, area, vec![Span::raw(" "), Span::styled(cut(message, columns), theme.accent())]);
        return;
    }
    let status = status(state);
    let status = if width(&status) + 24 <= columns { status } else { String::new() };
    let (hints, used) = hints(state, columns - width(&status) - usize::from(!status.is_empty()) * 2, theme);
    let mut spans = vec![Span::raw(" ")];
    spans.extend(hints);
    spans.push(Span::raw(" ".repeat(columns - used - width(&status))));
    spans.push(Span::styled(status, theme.secondary()));
    put(buffer, area, spans);
}

fn status(state: &State) -> String {
    match state.reading() {
        Some(reading) => match reading.place() {
            Some(crate::app::Place::Statement(index)) => {
                format!("{} of {}", index.place() + 1, reading.debate().statements().len())
            }
            _ => String::new(),
        },
        None => String::new(),
    }
}

/// As many hints as fit, the first in the table first; the key to all the others always has its place.
pub(super) fn hints(state: &State, columns: usize, theme: Theme) -> (Vec<Span<'static>>, usize) {
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
    while total(&all) > columns {
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
