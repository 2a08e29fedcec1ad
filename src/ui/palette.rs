//! The palette: a line to type in, and under it the commands that match.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::palette::{self, Offer, Palette};
use crate::app::wording::{cut, width};
use crate::app::{Key, State};

use super::{Theme, frame_box, put, row, search};

/// Columns for a command's name and its keys.
const NAME: usize = 22;
const KEYS: usize = 14;

/// Draws it; returns where the cursor stands.
pub(super) fn draw(buffer: &mut Buffer, state: &State, palette: &Palette, theme: Theme) -> Option<Position> {
    let overlay = palette::area(state.size());
    frame_box(buffer, overlay, "Commands", theme);
    let cursor = row(overlay.inner, 0).and_then(|area| search::typed(buffer, area, ":", palette.typed(), "", theme));
    let list = palette::list(state.size());
    for (place, offer) in palette.offers().iter().enumerate().skip(palette.selection().top()) {
        let Some(area) = row(list, place - palette.selection().top()) else { break };
        put(
            buffer,
            area,
            spans(state, offer, palette, place == palette.selection().row(), usize::from(area.width), theme),
        );
    }
    if palette.offers().is_empty() {
        put(buffer, list, vec![Span::styled("no such command", theme.secondary())]);
    }
    cursor
}

fn spans(
    state: &State,
    offer: &Offer,
    palette: &Palette,
    chosen: bool,
    columns: usize,
    theme: Theme,
) -> Vec<Span<'static>> {
    let weight = if chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
    let mut spans = vec![Span::styled(if chosen { theme.bar() } else { " " }, theme.accent()), Span::raw(" ")];
    let name = offer.name();
    for (place, letter) in name.chars().enumerate() {
        let style = if offer.places.contains(&place) { weight.patch(theme.matched()) } else { weight };
        spans.push(Span::styled(letter.to_string(), style));
    }
    spans.push(Span::raw(" ".repeat(NAME.saturating_sub(width(&name)) + 1)));
    let shown = if theme.ascii { Key::shown_in_ascii } else { Key::shown };
    let keys: Vec<String> = state.keymap().keys(offer.command, palette.context()).iter().copied().map(shown).collect();
    let keys = cut(&keys.join(" "), KEYS);
    let room = columns.saturating_sub(2 + NAME + 1);
    if room > KEYS + 2 {
        let gap = KEYS.saturating_sub(width(&keys)) + 1;
        spans.push(Span::styled(keys, theme.secondary()));
        spans.push(Span::raw(" ".repeat(gap)));
        spans.push(Span::styled(cut(offer.command.help, room - KEYS - 1), theme.secondary()));
    }
    spans
}
