//! The list of keys that work here.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::regions::Area;
use crate::app::wording::{cut, width};
use crate::app::{Context, State, help};

use super::{Theme, frame_box, put, row};

pub(super) fn draw(buffer: &mut Buffer, state: &State, context: Context, scroll: usize, theme: Theme) {
    let overlay = help::area(state.size());
    frame_box(buffer, overlay, &format!("Keys in {}", context.title()), theme);
    let keys = help::key_columns(state, context);
    let height = help::height(state.size());
    let lines = help::lines(state, context);
    for (place, line) in lines.iter().skip(scroll).take(height).enumerate() {
        let Some(area) = row(overlay.inner, place) else { break };
        let shown = cut(if theme.ascii { &line.ascii } else { &line.keys }, keys);
        let gap = " ".repeat(keys - width(&shown) + 2);
        let weight = if line.enabled { Style::new() } else { theme.secondary() };
        put(
            buffer,
            area,
            vec![
                Span::styled(shown, weight.patch(Style::new().add_modifier(Modifier::BOLD))),
                Span::raw(gap),
                Span::styled(line.text.as_str(), weight),
            ],
        );
    }
    let more = lines.len().saturating_sub(scroll + height);
    if more > 0 && overlay.framed {
        let sign = if theme.ascii { "v" } else { "↓" };
        let outer = overlay.outer;
        let edge = Area { x: outer.x + 2, y: outer.y + outer.height - 1, width: outer.width - 4, height: 1 };
        put(buffer, edge, vec![Span::styled(format!(" {sign} {more} more "), theme.secondary())]);
    }
}
