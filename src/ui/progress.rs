//! How far a debate has come that is being read.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::regions::Regions;
use crate::app::wording::{cut, width};
use crate::app::{Loading, State};

use super::{Theme, bars, put, row};

/// Columns of the bar, where there is room.
const BAR: usize = 60;

pub(super) fn draw(buffer: &mut Buffer, state: &State, loading: &Loading, theme: Theme) {
    let Regions { title, progress, footer, .. } = state.regions();
    let name = state.open().and_then(|open| state.shelf().entries.get(open)).map_or("", |entry| &entry.name);
    let body = progress.unwrap_or_default();
    let columns = usize::from(body.width);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    if let Some(area) = title {
        let words = cut(name, usize::from(area.width).saturating_sub(2));
        put(buffer, area, vec![Span::raw(" "), Span::styled(words, bold)]);
    }
    let words = |words: &str, style| Line::from(Span::styled(cut(words, columns), style));
    let told = state.loading_told();
    let bar = bar(loading, columns.min(BAR), theme);
    let lines = match usize::from(body.height) {
        0 => Vec::new(),
        1 => vec![bar],
        height @ 2..10 => {
            // What a reader can do comes before what they may want to know.
            let (last, told) = told.split_last().map_or(("", &told[..]), |(last, told)| (last, told));
            let told =
                told.iter().take(1).map(String::as_str).chain([last]).chain(told.iter().skip(1).map(String::as_str));
            std::iter::once(bar).chain(told.map(|told| words(told, theme.secondary()))).take(height).collect()
        }
        height => {
            let mut lines = vec![Line::default(); (height - 10) / 3];
            lines.extend([words(&format!("Reading {name}"), bold), Line::default(), bar, Line::default()]);
            if let Some((last, told)) = told.split_last() {
                lines.extend(told.iter().map(|told| words(told, Style::new())));
                lines.extend([Line::default(), words(last, theme.secondary())]);
            }
            lines
        }
    };
    for (number, line) in lines.into_iter().enumerate() {
        if let Some(area) = row(body, number) {
            put(buffer, area, line);
        }
    }
    if let Some(area) = footer {
        bars::footer(buffer, area, state, theme);
    }
}

/// What is done and what is not, told apart without a colour, and the share in words where there is room for both.
fn bar(loading: &Loading, columns: usize, theme: Theme) -> Line<'static> {
    let (done, left) = if theme.ascii { ("#", "-") } else { ("━", "─") };
    let percent = format!("  {} %", loading.share(100));
    let percent = if columns >= 20 { format!("{percent:>7}") } else { String::new() };
    let columns = columns.saturating_sub(width(&percent));
    let full = usize::try_from(loading.share(columns as u64)).unwrap_or(columns);
    Line::from(vec![
        Span::styled(done.repeat(full), theme.accent()),
        Span::styled(left.repeat(columns - full), theme.secondary()),
        Span::raw(percent),
    ])
}
