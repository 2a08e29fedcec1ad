//! The list that stands in place of the outline: headings and entries, one line each.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::glyph::Glyph;
use crate::app::listing::{Listing, ListingRow};
use crate::app::regions::Area;
use crate::app::wording::{cut, width};
use crate::app::{Context, Place, Reading, State};
use crate::debate::Debate;

use super::{Theme, highlighted, put, rect, row};

/// A title cut to fewer columns than this says nothing.
const LEAST_TITLE: usize = 8;

pub(super) fn draw(buffer: &mut Buffer, area: Area, state: &State, reading: &Reading, listing: &Listing, theme: Theme) {
    let focused = state.context() == Context::Listing;
    if listing.is_empty() {
        put(buffer, area, vec![Span::styled(" nothing here", theme.secondary())]);
        return;
    }
    let columns = usize::from(area.width);
    for line in 0..usize::from(area.height) {
        let number = listing.selection().top() + line;
        let (Some(shown), Some(area)) = (listing.row(number), row(area, line)) else { break };
        let selected = number == listing.selection().row();
        let news = match &shown {
            ListingRow::Entry { place, .. } => reading.news().is_unseen(*place),
            ListingRow::Gone(gone) => reading.news().is_gone_unseen(gone),
            ListingRow::Heading(_) | ListingRow::Problem { .. } => false,
        };
        match &shown {
            ListingRow::Heading(text) => {
                put(
                    buffer,
                    area,
                    vec![Span::raw(" "), Span::styled(cut(text, columns.saturating_sub(2)), theme.secondary())],
                );
            }
            ListingRow::Gone(_) | ListingRow::Problem { .. } => {
                let (text, style) = match &shown {
                    ListingRow::Gone(gone) if gone.wording.is_empty() => (gone.id.clone(), theme.secondary()),
                    ListingRow::Gone(gone) => (gone.wording.clone(), theme.secondary()),
                    ListingRow::Problem { line, message, .. } => (format!("line {line}: {message}"), theme.fault()),
                    _ => continue,
                };
                let style = if selected && focused { theme.selected() } else { style };
                let text = cut(&text, columns.saturating_sub(4));
                let gap = columns.saturating_sub(3 + width(&text));
                put(buffer, area, vec![Span::styled(format!("   {text}{}", " ".repeat(gap)), style)]);
                if selected && !focused {
                    put(buffer, Area { width: 1, ..area }, vec![Span::styled(theme.bar(), theme.accent())]);
                }
            }
            ListingRow::Entry { place, before, behind, least } => {
                put(
                    buffer,
                    area,
                    entry(
                        state,
                        reading.debate(),
                        *place,
                        [before, behind, least],
                        columns,
                        selected && focused,
                        theme,
                    ),
                );
                if selected && focused {
                    buffer.set_style(rect(area).intersection(buffer.area), theme.selected());
                } else if selected {
                    put(buffer, Area { width: 1, ..area }, vec![Span::styled(theme.bar(), theme.accent())]);
                }
            }
        }
        // The bar of the chosen row stands in the same column, and its page is being looked at.
        if news && (!selected || focused) {
            let sign = Span::raw(Glyph::Changed.sign(theme.ascii));
            put(buffer, Area { width: 1, ..area }, vec![sign]);
        }
    }
}

fn entry(
    state: &State,
    debate: &Debate,
    place: Place,
    [before, behind, least]: [&str; 3],
    columns: usize,
    reversed: bool,
    theme: Theme,
) -> Vec<Span<'static>> {
    let glyph = Glyph::of_place(debate, place);
    let (quiet, sign) = if reversed { Default::default() } else { (theme.secondary(), theme.glyph(glyph)) };
    let before = if before.is_empty() { String::new() } else { format!("{before} ") };
    let room = columns.saturating_sub(4 + width(&before));
    // What stands behind gives way to the title, but for what may not be left out.
    let title = place.title(debate);
    let behind = if width(title.lines().next().unwrap_or_default()) + width(behind) + 3 <= room {
        behind
    } else if width(least) + LEAST_TITLE <= room {
        least
    } else {
        ""
    };
    let room = room.saturating_sub(if behind.is_empty() { 1 } else { width(behind) + 2 });
    let title = cut(title, room);
    let gap = room - width(&title) + 1;
    let mut spans =
        vec![Span::raw(" "), Span::styled(glyph.sign(theme.ascii), sign), Span::raw(" "), Span::styled(before, quiet)];
    spans.extend(highlighted(&title, state.highlight(), Style::new(), theme));
    spans.extend([Span::raw(" ".repeat(gap)), Span::styled(behind.to_owned(), quiet)]);
    spans
}
