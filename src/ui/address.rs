//! An address before it is opened: where it leads, what may deceive, and the whole of it with its host marked.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::State;
use crate::app::address::Address;

use super::{Theme, frame_box, page, put, row};

pub(super) fn draw(buffer: &mut Buffer, state: &State, address: &Address, theme: Theme) {
    let (overlay, body) = address.areas(state.size());
    let title = match address.choice() {
        (_, 1) => "Open in the browser".to_owned(),
        (chosen, all) => format!("Open in the browser: {} of {all}", chosen + 1),
    };
    frame_box(buffer, overlay, &title, theme);
    let above = usize::from(body.y - overlay.inner.y);
    for (place, (line, is_warning)) in address.head(state.size()).into_iter().take(above).enumerate() {
        let Some(area) = row(overlay.inner, place) else { break };
        let style = if is_warning { theme.fault() } else { theme.secondary() };
        put(buffer, area, vec![Span::styled(line, style)]);
    }
    let (text, host) = (address.url().as_str(), address.url().host());
    let rows = address.scroll().rows(text, body.width.into(), body.height.into());
    let (before, after) = address.scroll().goes_on(text, &rows);
    page::more(buffer, body, before, after, theme);
    for (place, line) in rows.into_iter().enumerate() {
        let Some(area) = row(body, place) else { break };
        let from = host.start.clamp(line.start, line.end);
        let to = host.end.clamp(from, line.end);
        let spans = vec![
            Span::styled(&text[line.start..from], Style::new()),
            Span::styled(&text[from..to], theme.matched()),
            Span::styled(&text[to..line.end], Style::new()),
        ];
        put(buffer, area, spans);
    }
}
