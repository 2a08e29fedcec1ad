//! The outline: one line a row, only those on the screen.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::glyph::Glyph;
use crate::app::highlight::Highlight;
use crate::app::outline::{Branch, Row};
use crate::app::regions::Area;
use crate::app::wording::{cut, width};
use crate::app::{Context, Reading, State};
use crate::debate::StatementKind;

use super::{Theme, highlighted, put, rect, row};

pub(super) fn draw(buffer: &mut Buffer, area: Area, state: &State, reading: &Reading, theme: Theme) {
    let focused = state.context() == Context::Outline;
    let highlight = state.highlight();
    let outline = reading.outline();
    let debate = reading.debate();
    if outline.is_empty() {
        put(buffer, area, vec![Span::styled(" nothing here yet", theme.secondary())]);
        return;
    }
    let shift = outline.shift(debate, usize::from(area.width));
    for line in 0..usize::from(area.height) {
        let number = outline.selection().top() + line;
        let (Some(shown), Some(area)) = (outline.row(debate, number), row(area, line)) else { break };
        let selected = number == outline.selection().row();
        let reversed = selected && focused;
        let looks = Looks { columns: usize::from(area.width), shift, reversed, highlight, theme };
        put(buffer, area, spans(reading, shown, &looks));
        if reversed {
            buffer.set_style(rect(area).intersection(buffer.area), theme.selected());
        } else if selected {
            put(buffer, Area { width: 1, ..area }, vec![Span::styled(theme.bar(), theme.accent())]);
        }
    }
}

/// How rows are shown.
struct Looks<'a> {
    columns: usize,
    /// How far they have slid out on the left.
    shift: usize,
    reversed: bool,
    highlight: Option<Highlight<'a>>,
    theme: Theme,
}

fn spans(reading: &Reading, row: Row, looks: &Looks<'_>) -> Vec<Span<'static>> {
    let Looks { columns, shift, reversed, highlight, theme } = *looks;
    let statement = reading.debate().statement(row.statement);
    // Colour and dimness would fight the reverse.
    let quiet = if reversed { Style::new() } else { theme.secondary() };
    let branch = match row.branch {
        Branch::Leaf => " ",
        Branch::Closed => Glyph::Closed.sign(theme.ascii),
        Branch::Opened => Glyph::Opened.sign(theme.ascii),
        Branch::Loop => Glyph::Loop.sign(theme.ascii),
    };
    let glyph = row.relation.map_or_else(|| Glyph::of_kind(statement.kind), Glyph::of_relation);
    let margin = row.margin(shift);
    // The reader's own marks stand in the margin, where the eye finds them at any depth.
    let mark = reading.sign(row.statement);
    let quiet_mark = reversed || mark.is_none_or(|mark| mark == Glyph::Unread);
    // Of what has slid out on the left the depth is told.
    let mark = match mark {
        Some(mark) => mark.sign(theme.ascii),
        None if margin.depth.is_some() => {
            if theme.ascii {
                "<"
            } else {
                "‹"
            }
        }
        None => " ",
    };
    let depth = margin.depth.map_or_else(String::new, |depth| depth.to_string());
    let count = match row.below {
        Some(below) if below.count > 0 => format!("{}{}", below.count, if below.complete { "" } else { "+" }),
        _ => String::new(),
    };
    let before = margin.sign + 4;
    let behind = if count.is_empty() { 1 } else { width(&count) + 2 };
    let room = columns.saturating_sub(before + behind);
    let text = cut(statement.wording(), room);
    let gap = room - width(&text);
    let weight = match statement.kind {
        // What is there only because something under it was asked for steps back.
        _ if !row.matches => quiet,
        StatementKind::Question => Style::new().add_modifier(Modifier::BOLD),
        _ => Style::new(),
    };
    let sign = if reversed { Style::new() } else { theme.glyph(glyph) };
    let mut spans = vec![
        Span::styled(mark, if quiet_mark { quiet } else { theme.accent() }),
        Span::styled(depth, quiet),
        Span::raw(" ".repeat(margin.blanks)),
        Span::styled(branch, quiet),
        Span::raw(" "),
        Span::styled(glyph.sign(theme.ascii), sign),
        Span::raw(" "),
    ];
    spans.extend(highlighted(&text, highlight, weight, theme));
    spans.extend([Span::raw(" ".repeat(gap + 1)), Span::styled(count, quiet)]);
    spans
}
