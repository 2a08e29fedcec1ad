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
    let lines = help::lines(context);
    let longest = lines.iter().map(|line| width(&line.keys)).max().unwrap_or_default();
    let columns = usize::from(overlay.inner.width);
    let keys = longest.min(columns / 3);
    for (place, line) in lines.iter().skip(scroll).take(help::height(state.size())).enumerate() {
        let Some(area) = row(overlay.inner, place) else { break };
        let shown = cut(&line.keys, keys);
        let gap = " ".repeat(keys - width(&shown) + 2);
        let room = columns.saturating_sub(keys + 2);
        put(
            buffer,
            area,
            vec![
                Span::styled(shown, Style::new().add_modifier(Modifier::BOLD)),
                Span::raw(gap),
                Span::raw(cut(line.command.help, room)),
            ],
        );
    }
    if let Some(area) = row(overlay.inner, usize::from(overlay.inner.height).saturating_sub(1)) {
        let (mut hints, used) = bars::hints(state, columns, theme);
        let more = lines.len().saturating_sub(scroll + help::height(state.size()));
        if more > 0 && used + 20 < columns {
            hints.push(Span::styled(format!("   ↓ {more} more"), theme.secondary()));
        }
        put(buffer, area, hints);
    }
}
