//! The palette: a line to type in, and under it the commands that match.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::command::Command;
use crate::app::excerpt::excerpt;
use crate::app::menu::{self, Offer};
use crate::app::palette::Palette;
use crate::app::wording::{cut, width};
use crate::app::{Key, State};

use super::{Theme, frame_box, put, row, search};

/// Columns for a command's name and its keys.
const NAME: usize = 22;
const KEYS: usize = 14;

/// Draws it; returns where the cursor stands.
pub(super) fn draw(buffer: &mut Buffer, state: &State, palette: &Palette, theme: Theme) -> Option<Position> {
    let overlay = menu::area(state.size());
    frame_box(buffer, overlay, "Commands", theme);
    let cursor =
        row(overlay.inner, 0).and_then(|area| search::typed(buffer, area, ":", palette.menu().typed(), "", theme));
    let list = menu::list(state.size());
    let (menu, selection) = (palette.menu(), palette.menu().selection());
    for place in selection.top().. {
        let (Some(area), Some(offer)) = (row(list, place - selection.top()), menu.offer(place)) else { break };
        let is_chosen = place == selection.row();
        put(buffer, area, spans(state, &offer, palette, is_chosen, usize::from(area.width), theme));
    }
    if menu.is_empty() {
        put(buffer, list, vec![Span::styled("no such command", theme.secondary())]);
    }
    cursor
}

fn spans(
    state: &State,
    offer: &Offer<&'static Command>,
    palette: &Palette,
    chosen: bool,
    columns: usize,
    theme: Theme,
) -> Vec<Span<'static>> {
    let mut spans = vec![Span::styled(if chosen { theme.bar() } else { " " }, theme.accent()), Span::raw(" ")];
    let (name, used) = lettered(&offer.name, &offer.places, columns, chosen, theme);
    spans.extend(name);
    spans.push(Span::raw(" ".repeat(NAME.saturating_sub(used) + 1)));
    let shown = if theme.ascii { Key::shown_in_ascii } else { Key::shown };
    let keys: Vec<String> = state.keymap().keys(offer.item, palette.context()).iter().copied().map(shown).collect();
    let keys = cut(&keys.join(" "), KEYS);
    let room = columns.saturating_sub(2 + NAME + 1);
    if room > KEYS + 2 {
        let gap = KEYS.saturating_sub(width(&keys)) + 1;
        spans.push(Span::styled(keys, theme.secondary()));
        spans.push(Span::raw(" ".repeat(gap)));
        let help = excerpt(offer.item.help, &offer.of_about, room - KEYS - 1, true);
        spans.extend(search::spans(&help, theme.secondary(), theme));
    } else if !offer.of_about.is_empty() {
        // What it is found by is seen on a narrow screen too.
        spans.extend(search::spans(&excerpt(offer.item.help, &offer.of_about, room, false), theme.secondary(), theme));
    }
    spans
}

/// A name with the letters at `places` marked, cut to `columns`, and the columns it takes.
pub(super) fn lettered(
    name: &str,
    places: &[usize],
    columns: usize,
    chosen: bool,
    theme: Theme,
) -> (Vec<Span<'static>>, usize) {
    let weight = if chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
    let name = cut(name, columns);
    // Letters of one look stand together, so that what is drawn as one stays one.
    let mut spans: Vec<(bool, String)> = Vec::new();
    for (place, letter) in name.chars().enumerate() {
        let found = places.binary_search(&place).is_ok();
        match spans.last_mut() {
            Some((same, text)) if *same == found => text.push(letter),
            _ => spans.push((found, letter.to_string())),
        }
    }
    let style = |found| if found { weight.patch(theme.matched()) } else { weight };
    (spans.into_iter().map(|(found, text)| Span::styled(text, style(found))).collect(), width(&name))
}
