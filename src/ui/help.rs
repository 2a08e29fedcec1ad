//! The list of keys that work here.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::wording::{cut, width};
use crate::app::{Context, State, help};

use super::{Theme, bars, frame_box, put, row};

pub(super) fn draw(buffer: &mut Buffer, state: &State, context: Context, scroll: usize, theme: Theme) {
    let overlay = help::area(state.size());
    frame_box(buffer, overlay, &format!("Keys in {}", context.title()), theme);
    let columns = usize::from(overlay.inner.width);
    let keys = help::key_columns(state.size(), context);
    let height = help::height(state.size());
    let lines = help::lines(state, context);
    for (place, line) in lines.iter().skip(scroll).take(height).enumerate() {
        let Some(area) = row(overlay.inner, place) else { break };
        let shown = cut(&line.keys, keys);
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
    if let Some(area) = row(overlay.inner, usize::from(overlay.inner.height).saturating_sub(1)) {
        let (mut hints, used) = bars::hints(state, columns, theme);
        let more = lines.len().saturating_sub(scroll + height);
        if more > 0 && used + 20 < columns {
            let sign = if theme.ascii { "v" } else { "↓" };
            hints.push(Span::styled(format!("   {sign} {more} more"), theme.secondary()));
        }
        put(buffer, area, hints);
    }
}
