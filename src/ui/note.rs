//! A note that is being written: what it is on, and the text with the terminal's own cursor in it.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Span;

use crate::app::State;
use crate::app::note::{self, NoteEditor};
use crate::app::wording::cut;

use super::{Theme, frame_box, put, row};

/// Draws it; returns where the cursor stands.
pub(super) fn draw(buffer: &mut Buffer, state: &State, editor: &NoteEditor, theme: Theme) -> Option<Position> {
    let overlay = note::area(state.size());
    frame_box(buffer, overlay, "My note", theme);
    let area = note::text_area(state.size());
    if area.y > overlay.inner.y
        && let Some(first) = row(overlay.inner, 0)
    {
        let wording = cut(editor.wording(), usize::from(first.width));
        put(buffer, first, vec![Span::styled(wording, theme.secondary())]);
    }
    let columns = usize::from(area.width);
    let field = editor.field();
    for (place, line) in field.lines(columns).into_iter().skip(editor.top()).enumerate() {
        let Some(area) = row(area, place) else { break };
        put(buffer, area, vec![Span::raw(&field.text()[line])]);
    }
    if field.text().is_empty()
        && let Some(area) = row(area, 1)
    {
        put(buffer, area, vec![Span::styled("Write what you think of it; an empty note is none.", theme.secondary())]);
    }
    let (line, column) = field.place(columns);
    let x = area.x + u16::try_from(column).ok()?;
    let y = area.y + u16::try_from(line.checked_sub(editor.top())?).ok()?;
    Some(Position { x, y })
}
