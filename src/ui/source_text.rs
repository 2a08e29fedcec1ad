//! The local text of a source: its quotes marked, each with a sign in the margin, and above it which one is chosen.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::State;
use crate::app::glyph::Glyph;
use crate::app::regions::Area;
use crate::app::source_text::{SourceText, areas};
use crate::app::wording::{cut, width};
use crate::debate::Debate;

use super::{Theme, page, put, row};

pub(super) fn draw(buffer: &mut Buffer, state: &State, debate: &Debate, text: &SourceText, theme: Theme) {
    let areas = areas(state.size());
    if let Some(area) = areas.head {
        head(buffer, area, debate, text, theme);
    }
    let quoted = text.quoted();
    let rows = text.rows(state.size());
    for (place, line) in rows.iter().enumerate() {
        let Some(area) = row(areas.text, place) else { break };
        let (mut spans, mut sign) = (Vec::new(), None);
        // From the parts that touch the row: where the style changes.
        let parts: Vec<_> = quoted.parts_in(line).collect();
        let mut bounds: Vec<usize> = parts.iter().flat_map(|(part, _)| [part.start, part.end]).collect();
        bounds.extend([line.start, line.end]);
        bounds.retain(|bound| (line.start..=line.end).contains(bound));
        bounds.sort_unstable();
        bounds.dedup();
        for piece in bounds.windows(2).map(|pair| pair[0]..pair[1]) {
            let of = || parts.iter().filter(|(part, _)| part.start <= piece.start && part.end >= piece.end);
            let style = if of().any(|(_, quote)| Some(*quote) == text.chosen()) {
                sign = Some(Span::styled(theme.bar(), theme.accent()));
                theme.matched()
            } else if of().next().is_some() {
                sign = sign.or(Some(Span::styled("»", theme.secondary())));
                theme.quoted()
            } else if piece.start >= quoted.end() {
                theme.secondary()
            } else {
                Style::new()
            };
            spans.push(Span::styled(&quoted.text()[piece], style));
        }
        put(buffer, area, spans);
        if let Some(sign) = sign.filter(|_| area.x > 0) {
            put(buffer, Area { x: area.x.saturating_sub(2), width: 1, ..area }, vec![sign]);
        }
    }
    let (above, below) = text.scroll().goes_on(quoted.text(), &rows);
    page::more(buffer, areas.text, above, below, theme);
}

fn head(buffer: &mut Buffer, area: Area, debate: &Debate, text: &SourceText, theme: Theme) {
    let columns = usize::from(area.width);
    let title = &debate.source(text.source()).title;
    let sign = Glyph::Source.sign(theme.ascii);
    let missing = text.told_of_missing().unwrap_or_default();
    let room = columns.saturating_sub(2);
    // What is not found is told at the right where the title leaves room, and stands at the end of the text in any case.
    let missing = if width(title) + width(&missing) + 2 <= room { missing } else { cut(&missing, room / 2) };
    let title = cut(title, room.saturating_sub(width(&missing) + 2));
    let gap = room.saturating_sub(width(&title) + width(&missing));
    let spans = vec![
        Span::styled(sign, theme.glyph(Glyph::Source)),
        Span::raw(" "),
        Span::styled(title, Style::new()),
        Span::raw(" ".repeat(gap)),
        Span::styled(missing, theme.fault()),
    ];
    put(buffer, area, spans);
    if let Some(area) = row(area, 1) {
        put(buffer, area, vec![Span::styled(cut(&text.told(debate), columns), theme.secondary())]);
    }
}
