//! The list of debates.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::regions::Regions;
use crate::app::wording::{count, cut, width};
use crate::app::{Absent, State};

use super::{Theme, bars, put, rect, row};

/// Columns that a title has at least, before anything is told beside it.
const TITLE: usize = 20;

pub(super) fn draw(buffer: &mut Buffer, state: &State, theme: Theme) {
    let Regions { title, shelf, footer, .. } = state.regions();
    let body = shelf.unwrap_or_default();
    let entries = &state.shelf().entries;
    if let Some(area) = title {
        let of = |is: fn(&Absent) -> bool| entries.iter().filter(|entry| entry.debate.as_ref().is_err_and(is)).count();
        let broken = of(|absent| matches!(absent, Absent::Refused(_)));
        let loading = of(|absent| matches!(absent, Absent::Loading(_)));
        let mut text = count(entries.len() - broken, "debate", "debates");
        if loading > 0 {
            text = format!("{text}, {loading} still to be read");
        }
        if broken > 0 {
            text = format!("{text}, {} that cannot be opened", count(broken, "file", "files"));
        }
        let text = cut(&text, usize::from(area.width).saturating_sub(2));
        put(buffer, area, vec![Span::raw(" "), Span::styled(text, Style::new().add_modifier(Modifier::BOLD))]);
    }
    for line in 0..usize::from(body.height) {
        let number = state.shelf_selection().top() + line;
        let (Some(entry), Some(area)) = (entries.get(number), row(body, line)) else { break };
        let columns = usize::from(area.width).saturating_sub(2);
        let selected = number == state.shelf_selection().row();
        let (title, told, style) = match &entry.debate {
            Ok(debate) => {
                let size = count(debate.statements().len(), "statement", "statements");
                let size = if entry.is_stale { format!("stale · {size}") } else { size };
                let told = [format!("{size} · {}", entry.name), size];
                // The less room there is, the less is told beside the title.
                let told = told.into_iter().find(|told| width(told) + TITLE <= columns).unwrap_or_default();
                (debate.title().to_string(), told, Style::new())
            }
            Err(Absent::Loading(loading)) => (entry.name.clone(), loading.told(), theme.secondary()),
            Err(Absent::GivenUp) => (entry.name.clone(), "given up".to_owned(), theme.secondary()),
            Err(Absent::Refused(problems)) => {
                (format!("{}: {}", entry.name, problems.line(&entry.name)), String::new(), theme.fault())
            }
        };
        let title = cut(&title, columns.saturating_sub(width(&told) + 2));
        let gap = columns.saturating_sub(width(&title) + width(&told));
        put(
            buffer,
            area,
            vec![
                Span::raw(" "),
                Span::styled(title, style),
                Span::raw(" ".repeat(gap)),
                Span::styled(told, if selected { Style::new() } else { theme.secondary() }),
            ],
        );
        if selected {
            buffer.set_style(rect(area).intersection(buffer.area), theme.selected());
        }
    }
    if let Some(area) = footer {
        bars::footer(buffer, area, state, theme);
    }
}
