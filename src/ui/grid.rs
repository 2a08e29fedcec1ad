//! The grid of actors and positions: only the cells on the screen, below heads and beside names that stay.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::grid::Grid;
use crate::app::page::Role;
use crate::app::regions::{self, Area};
use crate::app::wording::{count, cut, width, wrap_at_most};
use crate::debate::{Debate, Stance, Stand};

use super::{Theme, page, put, rect, row};

pub(super) fn draw(
    buffer: &mut Buffer,
    regions: &regions::Grid,
    debate: &Debate,
    grid: &Grid,
    focused: bool,
    theme: Theme,
) {
    if grid.actor().is_none() || grid.answer().is_none() {
        let whole = Area { x: regions.names.x, width: regions.names.width + regions.cells.width, ..regions.cells };
        put(buffer, whole, vec![Span::styled(" nobody stands to a position yet", theme.secondary())]);
        return;
    }
    legend(buffer, regions, theme);
    questions(buffer, regions, debate, grid, theme);
    for place in 0..regions.columns() {
        column(buffer, regions, debate, grid, place, theme);
    }
    for place in 0..regions.rows() {
        actor(buffer, regions, debate, grid, place, focused, theme);
    }
    let others = debate.actors().len() - grid.stands().actors().len();
    if others > 0
        && let Some(area) = row(
            Area { width: regions.names.width + regions.cells.width, ..regions.names },
            grid.stands().actors().len() - grid.row().top(),
        )
    {
        let text = format!(" {} to no position", count(others, "more speaks or replies", "more speak or reply"));
        put(buffer, area, vec![Span::styled(cut(&text, usize::from(area.width)), theme.secondary())]);
    }
    if let Some(area) = regions.divider {
        let line = if theme.ascii { "-" } else { "─" };
        put(buffer, area, vec![Span::styled(line.repeat(usize::from(area.width)), theme.secondary())]);
    }
    if let Some(area) = regions.told {
        let goes_on = (false, grid.told().len() > usize::from(area.height));
        page::draw_lines(buffer, area, grid.told(), goes_on, None, None, theme);
    }
}

/// Where several words do not fit in a cell, their first letters do.
fn legend(buffer: &mut Buffer, regions: &regions::Grid, theme: Theme) {
    let corner = Area { x: regions.names.x, width: regions.names.width, ..regions.heads };
    let lines = ["A asserts  C concedes", "D denies   R replies"];
    if corner.width < 24 || usize::from(corner.height) < lines.len() {
        return;
    }
    for (place, text) in lines.into_iter().enumerate() {
        if let Some(area) = row(corner, place) {
            put(buffer, area, vec![Span::raw(" "), Span::styled(text, theme.secondary())]);
        }
    }
}

/// The part of the screen that the grid's column has which is number `place` on it, without the gap before it.
fn part(area: Area, regions: &regions::Grid, place: usize) -> Area {
    let before = u16::try_from(place).unwrap_or(u16::MAX).saturating_mul(regions.column).min(area.width);
    let width = regions.column.min(area.width - before);
    let gap = u16::from(width > 1);
    Area { x: area.x + before + gap, width: width - gap, ..area }
}

/// Each question above those of its positions that are on the screen; at the left whether there are more columns.
fn questions(buffer: &mut Buffer, regions: &regions::Grid, debate: &Debate, grid: &Grid, theme: Theme) {
    let Some(area) = regions.questions else { return };
    let answers = grid.stands().answers();
    let first = grid.column().top();
    let last = (first + regions.columns()).min(answers.len());
    let (left, right) = if theme.ascii { ("<", ">") } else { ("←", "→") };
    let more = [if first > 0 { left } else { " " }, if last < answers.len() { right } else { " " }].join(" ");
    let at = area.x.saturating_sub(4).max(regions.names.x);
    put(buffer, Area { x: at, width: area.x - at, ..area }, vec![Span::styled(more, theme.secondary())]);
    let mut start = first;
    while start < last {
        let question = answers[start].question;
        let end = (start..last).find(|place| answers[*place].question != question).unwrap_or(last);
        let from = part(area, regions, start - first);
        let to = part(area, regions, end - 1 - first);
        let room = Area { width: to.x + to.width - from.x, ..from };
        let name = question.map_or("", |question| debate.statement(question).wording().as_str());
        let here = question.is_some() && grid.answer().is_some_and(|answer| answer.question == question);
        let style = if here { Style::new().add_modifier(Modifier::BOLD) } else { theme.secondary() };
        put(buffer, room, vec![Span::styled(cut(name, usize::from(room.width)), style)]);
        start = end;
    }
}

/// The head of a column: its position in a few words.
fn column(buffer: &mut Buffer, regions: &regions::Grid, debate: &Debate, grid: &Grid, place: usize, theme: Theme) {
    let number = grid.column().top() + place;
    let answers = grid.stands().answers();
    let Some(answer) = answers.get(number) else { return };
    // A line sets the positions on one question off from those on the next.
    if place > 0 && answers[number - 1].question != answer.question {
        let top = regions.questions.map_or(regions.heads.y, |area| area.y);
        let actors = grid.stands().actors().len() - grid.row().top();
        let rows = regions.cells.height.min(u16::try_from(actors).unwrap_or(u16::MAX));
        for y in top..regions.cells.y + rows {
            let area = part(Area { y, height: 1, ..regions.cells }, regions, place);
            let gap = Area { x: area.x.saturating_sub(1), width: 1, ..area };
            put(buffer, gap, vec![Span::styled(theme.divider(), theme.secondary())]);
        }
    }
    let area = part(regions.heads, regions, place);
    let chosen = number == grid.column().row();
    let style = if chosen { theme.accent() } else { Style::new() };
    let height = usize::from(area.height);
    if height == 0 {
        return;
    }
    let room = usize::from(area.width).saturating_sub(1).max(1);
    let lines = wrap_at_most(debate.statement(answer.position).wording(), room, height);
    // They end where the cells begin.
    let above = height - lines.len();
    for (line, text) in lines.into_iter().enumerate() {
        if let Some(area) = row(area, above + line) {
            put(buffer, area, vec![Span::styled(text, style)]);
        }
    }
}

fn actor(
    buffer: &mut Buffer,
    regions: &regions::Grid,
    debate: &Debate,
    grid: &Grid,
    place: usize,
    focused: bool,
    theme: Theme,
) {
    let number = grid.row().top() + place;
    let (Some(actor), Some(names), Some(cells)) =
        (grid.stands().actors().get(number).copied(), row(regions.names, place), row(regions.cells, place))
    else {
        return;
    };
    let chosen = number == grid.row().row();
    let style = if chosen { theme.accent() } else { Style::new() };
    let room = usize::from(names.width).saturating_sub(2);
    let bar = if chosen { theme.bar() } else { " " };
    let name = cut(&debate.actor(actor).name, room);
    put(buffer, names, vec![Span::styled(bar, theme.accent()), Span::styled(name, style)]);
    for place in 0..regions.columns() {
        let number = grid.column().top() + place;
        let Some(answer) = grid.stands().answers().get(number) else { break };
        let area = part(cells, regions, place);
        let stands: Vec<Stand> = grid.stands().of(actor, answer.position).collect();
        put(buffer, area, words(&stands, usize::from(area.width), theme));
        if chosen && number == grid.column().row() && focused {
            buffer.set_style(rect(area).intersection(buffer.area), Style::reset().patch(theme.selected()));
        }
    }
}

/// How somebody stands, in as many columns: in words, or where those do not fit by their first letters.
fn words(stands: &[Stand], room: usize, theme: Theme) -> Vec<Span<'static>> {
    if stands.is_empty() {
        return vec![Span::styled("·", theme.secondary())];
    }
    let whole = stands.iter().map(|stand| width(stand.verb())).sum::<usize>() + 2 * (stands.len() - 1);
    let (whole, between) = if whole <= room { (true, ", ") } else { (false, " ") };
    let mut spans = Vec::new();
    for (place, stand) in stands.iter().enumerate() {
        if place > 0 {
            spans.push(Span::raw(between));
        }
        let style = match stand {
            Stand::Says(Stance::Asserts) => Style::new(),
            Stand::Says(stance) => theme.role(Role::Stance(*stance)),
            Stand::Replies => theme.secondary(),
        };
        let verb = stand.verb();
        let text = if whole { verb.to_owned() } else { verb[..1].to_uppercase() };
        spans.push(Span::styled(text, style));
    }
    spans
}
