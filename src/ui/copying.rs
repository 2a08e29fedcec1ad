//! A text to copy: the formats on the top line, and the text from edge to edge.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Clear, Widget};

use crate::app::State;
use crate::app::copying::{self, Copying};
use crate::app::regions::Area;
use crate::app::wording::width;

use super::{Theme, put, rect, row};

const COPY_AS: &str = " Copy as";

pub(super) fn draw(buffer: &mut Buffer, state: &State, copying: &Copying, theme: Theme) {
    let (title, body) = copying::areas(state.size());
    let above = title.map_or(body.y, |title| title.y);
    let whole = Area { x: 0, y: above, width: body.width, height: body.y + body.height - above };
    Clear.render(rect(whole).intersection(buffer.area), buffer);
    if let Some(title) = title {
        put(buffer, title, formats(copying, usize::from(title.width), theme));
    }
    let (columns, height) = (usize::from(body.width), usize::from(body.height));
    let text = copying.text();
    let rows = copying.scroll().rows(text, columns, height);
    for (place, line) in rows.iter().enumerate() {
        let Some(area) = row(body, place) else { break };
        put(buffer, area, vec![Span::styled(&text[line.clone()], Style::new())]);
    }
    // What is left above and below is told on the top line: beside the text it would be selected with it.
    let (before, after) = copying.scroll().goes_on(text, &rows);
    let (up, down) = if theme.ascii { ("^", "v") } else { ("↑", "↓") };
    if let Some(title) = title.filter(|title| title.width > 8 && (before || after)) {
        let sign = [before.then_some(up), after.then_some(down)].into_iter().flatten().collect::<String>();
        put(
            buffer,
            Area { x: title.width - 3, width: 3, ..title },
            vec![Span::styled(format!("{sign:<3}"), theme.secondary())],
        );
    }
}

/// The formats, the chosen one marked; where there is no room for all of them that one, and how many there are.
fn formats(copying: &Copying, columns: usize, theme: Theme) -> Vec<Span<'static>> {
    let all: usize = copying.forms().map(|form| width(form.name()) + 2).sum();
    let mut spans = Vec::new();
    if width(COPY_AS) + all <= columns {
        spans.push(Span::styled(COPY_AS, theme.secondary()));
    }
    for (place, form) in copying.forms().enumerate() {
        if place == copying.chosen() {
            spans.extend([Span::raw("  "), Span::styled(form.name(), theme.matched())]);
            if all > columns {
                let which = format!("  {} of {}", place + 1, copying.forms().len());
                spans.push(Span::styled(which, theme.secondary()));
            }
        } else if all <= columns {
            spans.extend([Span::raw("  "), Span::styled(form.name(), theme.secondary())]);
        }
    }
    spans
}
