//! The filters: a line to type in, and under it what may be shown only, with how many statements that leaves.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Span;

use crate::app::State;
use crate::app::filter::Offered;
use crate::app::menu::{self, Menu, Offer};
use crate::app::wording::width;

use super::{Theme, frame_box, palette, put, row, search};

/// Draws it; returns where the cursor stands.
pub(super) fn draw(buffer: &mut Buffer, state: &State, menu: &Menu<Offered>, theme: Theme) -> Option<Position> {
    let overlay = menu::area(state.size());
    frame_box(buffer, overlay, "Show only", theme);
    let cursor = row(overlay.inner, 0).and_then(|area| search::typed(buffer, area, ":", menu.typed(), "", theme));
    let list = menu::list(state.size());
    for place in menu.selection().top().. {
        let (Some(area), Some(offer)) = (row(list, place - menu.selection().top()), menu.offer(place)) else { break };
        put(buffer, area, spans(&offer, place == menu.selection().row(), usize::from(area.width), theme));
    }
    if menu.is_empty() {
        let text = "no filter of this name would leave anything";
        put(buffer, list, vec![Span::styled(text, theme.secondary())]);
    }
    cursor
}

fn spans(offer: &Offer<Offered>, chosen: bool, columns: usize, theme: Theme) -> Vec<Span<'static>> {
    let Offered { is_set, leaves, .. } = offer.item;
    let behind = match leaves {
        _ if is_set => "set: choose it to take it away".to_owned(),
        Some(leaves) => leaves.to_string(),
        None => String::new(),
    };
    // What is to be read is the name: it gives way only as far as the count needs it.
    let behind = if width(&behind) + 12 <= columns { behind } else { String::new() };
    let room = columns.saturating_sub(2 + width(&behind) + 2);
    let mut spans = vec![Span::styled(if chosen { theme.bar() } else { " " }, theme.accent()), Span::raw(" ")];
    let (name, used) = palette::lettered(&offer.name, &offer.places, room, chosen, theme);
    spans.extend(name);
    spans.push(Span::raw(" ".repeat((room + 1).saturating_sub(used))));
    spans.push(Span::styled(behind, if is_set { theme.accent() } else { theme.secondary() }));
    spans
}
