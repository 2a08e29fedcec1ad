//! The map: what of the drawing lies in the window, the chosen box and what is joined to it before all else.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::glyph::Glyph;
use crate::app::map::{Drawing, Map, Overview};
use crate::app::page::{Line, Role};
use crate::app::regions::{self, Area};
use crate::app::wording::{count, cut, width, wrap_at_most};
use crate::app::{Reading, speakers};
use crate::debate::RelationKind;
use crate::map::layout::Area as Cells;
use crate::map::{Item, Joined};

use super::{Theme, page, put, rect, row};

/// How much something matters: where lines cross, the one that matters more is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Neither chosen nor joined to what is.
    #[default]
    Rest,
    /// The frame of a box that is joined to the chosen one.
    Neighbour,
    /// A relation of the chosen box.
    Relation(RelationKind),
    /// The frame of the chosen box.
    Chosen,
}

pub(super) fn draw(
    buffer: &mut Buffer,
    regions: &regions::Map,
    reading: &Reading,
    map: &Map,
    focused: bool,
    theme: Theme,
) {
    if let Some(area) = regions.divider {
        let line = match (area.height, theme.ascii) {
            (1, true) => "-",
            (1, false) => "─",
            _ => theme.divider(),
        };
        for y in area.y..area.y + area.height {
            let row = Area { y, height: 1, ..area };
            put(buffer, row, vec![Span::styled(line.repeat(usize::from(area.width)), theme.secondary())]);
        }
    }
    if let Some(area) = regions.told {
        tell(buffer, area, reading, theme);
    }
    let Some(drawing) = map.drawing() else {
        let text = if map.is_awaited() { " the map is being drawn …" } else { " this debate has no statement yet" };
        put(buffer, regions.window, vec![Span::styled(text, theme.secondary())]);
        return;
    };
    let chosen = reading.outline().selected().and_then(|selected| drawing.place(selected));
    let joined = chosen.map(|chosen| drawing.plan().joined(chosen));
    lines(buffer, regions.window, map, drawing, (chosen, joined.as_ref()), theme);
    let window = map.window();
    for (place, (area, label)) in drawing.plan().boxes().iter().zip(drawing.labels()).enumerate() {
        let first = Drawing::first_row(*area, label);
        for (line, y) in label.lines.iter().zip(first..) {
            if y < window.y || y >= window.y + window.height {
                continue;
            }
            let is_chosen = chosen == Some(place);
            let is_joined = joined.as_ref().is_some_and(|joined| joined.boxes[place]);
            let words = Words { line, is_chosen: is_chosen && focused, is_dim: !is_chosen && !is_joined };
            words.draw(buffer, regions.window, window, (area.x + 2, y), theme);
        }
    }
    if let Some(overview) = map.overview(regions.window) {
        small(buffer, &overview, theme);
    }
}

/// Frames and relations.
fn lines(
    buffer: &mut Buffer,
    area: Area,
    map: &Map,
    drawing: &Drawing,
    (chosen, joined): (Option<usize>, Option<&Joined>),
    theme: Theme,
) {
    let pen = |item: Item| match item {
        Item::Box(place) if chosen == Some(place) => (Weight::Chosen, true),
        Item::Box(place) if joined.is_some_and(|joined| joined.boxes[place]) => (Weight::Neighbour, false),
        Item::Edge(edge) if joined.is_some_and(|joined| joined.edges[edge]) => {
            (Weight::Relation(drawing.plan().kind(edge)), false)
        }
        _ => (Weight::Rest, false),
    };
    let sign = |kind: RelationKind| Glyph::of_relation(kind).sign(theme.ascii).chars().next().unwrap_or(' ');
    let cells = drawing.plan().through(map.window(), pen, sign, theme.ascii);
    let columns = usize::from(area.width).max(1);
    let mut letter = [0; 4];
    for (place, cell) in cells.into_iter().enumerate() {
        let Some((drawn, weight)) = cell else { continue };
        let style = match weight {
            Weight::Rest => theme.secondary(),
            Weight::Neighbour => Style::new(),
            Weight::Relation(kind) => theme.relation(kind).add_modifier(Modifier::BOLD),
            Weight::Chosen => theme.accent(),
        };
        let at = |start: u16, by: usize| u16::try_from(by).ok().and_then(|by| start.checked_add(by));
        if let (Some(x), Some(y)) = (at(area.x, place % columns), at(area.y, place / columns))
            && let Some(cell) = buffer.cell_mut((x, y))
        {
            cell.set_symbol(drawn.encode_utf8(&mut letter)).set_style(style);
        }
    }
}

/// A line of words in a box.
struct Words<'a> {
    line: &'a Line,
    is_chosen: bool,
    is_dim: bool,
}

impl Words<'_> {
    /// Writes what lies in the window. A wide letter of which the window shows a half is left out.
    fn draw(&self, buffer: &mut Buffer, area: Area, window: Cells, at: (i32, i32), theme: Theme) {
        let Ok(down) = u16::try_from(at.1 - window.y) else { return };
        let end = window.x + window.width;
        let mut x = at.0;
        for span in page::spans(self.line, false, theme) {
            let mut style = span.style;
            if self.is_chosen {
                style = Style::new().patch(theme.selected());
            } else if self.is_dim {
                style = theme.secondary();
            }
            for letter in span.content.graphemes(true) {
                let wide = i32::try_from(width(letter)).unwrap_or(1);
                if x >= window.x
                    && x + wide <= end
                    && let Ok(across) = u16::try_from(x - window.x)
                {
                    let room = u16::try_from(wide).unwrap_or(1).max(1);
                    let cell = Area { x: area.x + across, y: area.y + down, width: room, height: 1 };
                    put(buffer, cell, vec![Span::styled(letter.to_owned(), style)]);
                }
                x += wide;
            }
        }
    }
}

/// What is chosen in a few lines, where its page has no room.
fn tell(buffer: &mut Buffer, area: Area, reading: &Reading, theme: Theme) {
    let Some(selected) = reading.outline().selected() else { return };
    let debate = reading.debate();
    let columns = usize::from(area.width);
    let glyph = reading.sign_on_map().unwrap_or(Glyph::Argument);
    let words = wrap_at_most(debate.statement(selected).wording(), columns.saturating_sub(2).max(1), 2);
    for (place, words) in words.into_iter().enumerate() {
        let before = if place == 0 { glyph.sign(theme.ascii) } else { " " };
        if let Some(row) = row(area, place) {
            let sign = Span::styled(before, theme.glyph(glyph));
            put(buffer, row, vec![sign, Span::raw(" "), Span::styled(words, theme.role(Role::Statement))]);
        }
    }
    let replies = match debate.replies(selected).count() {
        0 => "no reply recorded".to_owned(),
        replies => count(replies, "reply", "replies"),
    };
    let who = speakers(debate, selected, 3);
    let told: Vec<&str> = [who.as_str(), &replies].into_iter().filter(|words| !words.is_empty()).collect();
    if let Some(row) = row(area, 2) {
        let told = cut(&told.join(" · "), columns.saturating_sub(2));
        put(buffer, row, vec![Span::raw("  "), Span::styled(told, theme.secondary())]);
    }
}

/// The overview: the whole map small, bright where the window is.
fn small(buffer: &mut Buffer, overview: &Overview, theme: Theme) {
    let Overview { area, cells, window, chosen } = overview;
    let inner = Area { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
    let corners = if theme.ascii { ["+", "-", "+", "|", "+", "+"] } else { ["╭", "─", "╮", "│", "╰", "╯"] };
    let [left_above, level, right_above, upright, left_below, right_below] = corners;
    let across = level.repeat(usize::from(inner.width));
    let edge = |y: u16, left: &str, right: &str, buffer: &mut Buffer| {
        let text = format!("{left}{across}{right}");
        put(buffer, Area { y, height: 1, ..*area }, vec![Span::styled(text, theme.secondary())]);
    };
    edge(area.y, left_above, right_above, buffer);
    edge(area.y + area.height - 1, left_below, right_below, buffer);
    for y in 0..inner.height {
        let mut spans = vec![Span::styled(upright, theme.secondary())];
        for x in 0..inner.width {
            let place = usize::from(y) * usize::from(inner.width) + usize::from(x);
            let [mut upper, mut lower] = cells.get(place).copied().unwrap_or_default();
            let is_chosen = chosen.is_some_and(|(column, line, _)| (column, line) == (x, y));
            if let (true, Some((.., is_lower))) = (is_chosen, chosen) {
                (upper, lower) = (upper || !is_lower, lower || *is_lower);
            }
            let sign = match (upper, lower, theme.ascii) {
                (false, false, _) => " ",
                (true, true, false) => "█",
                (true, false, false) => "▀",
                (false, true, false) => "▄",
                (true, true, true) => "#",
                (true, false, true) => "'",
                (false, true, true) => ",",
            };
            let is_seen =
                (window.x..window.x + window.width).contains(&x) && (window.y..window.y + window.height).contains(&y);
            let style = match (is_chosen, is_seen) {
                (true, _) => theme.accent(),
                (false, true) => Style::new(),
                (false, false) => theme.secondary(),
            };
            let style = if is_seen { style.patch(theme.selected()) } else { style };
            spans.push(Span::styled(sign, style));
        }
        spans.push(Span::styled(upright, theme.secondary()));
        let line = Area { y: area.y + 1 + y, height: 1, ..*area };
        buffer.set_style(rect(line).intersection(buffer.area), Style::reset());
        put(buffer, line, spans);
    }
}
