//! The map: what of the drawing lies in the window, the chosen box and what is joined to it before all else.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::glyph::Glyph;
use crate::app::highlight::Highlight;
use crate::app::map::{Drawing, Map, Overview, signs};
use crate::app::page::{Line, Role, tally};
use crate::app::regions::{self, Area};
use crate::app::wording::{cut, width, wrap_at_most};
use crate::app::{Context, Reading, State, speakers};
use crate::debate::RelationKind;
use crate::map::layout::Area as Cells;
use crate::map::{Item, Joined};

use super::{Theme, highlighted, page, put, rect, row};

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
    state: &State,
    reading: &Reading,
    map: &Map,
    theme: Theme,
) {
    let focused = state.context() == Context::Map;
    let highlight = state.highlight();
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
        tell(buffer, area, reading, highlight, theme);
    }
    let Some(drawing) = map.drawing() else {
        let text = if map.is_awaited() { " the map is being drawn …" } else { " this debate has no statement yet" };
        put(buffer, regions.window, vec![Span::styled(text, theme.secondary())]);
        return;
    };
    let chosen = reading.selected().and_then(|selected| drawing.place(selected));
    let joined = chosen.map(|chosen| drawing.plan().joined(chosen));
    let marked = Marked { chosen, joined: joined.as_ref(), focused };
    lines(buffer, regions.window, map, drawing, &marked, theme);
    let window = map.window();
    for (place, label) in drawing.labels().iter().enumerate() {
        let first = drawing.plan().words(place, label.lines.len());
        for (line, y) in label.lines.iter().zip(first.y..) {
            if y < window.y || y >= window.y + window.height {
                continue;
            }
            let is_chosen = chosen == Some(place);
            // With a filter what it asks for stands out, else what is joined to the chosen box.
            let stands_out = if map.is_filtered() {
                label.statement.is_none_or(|statement| map.is_asked_for(statement))
            } else {
                joined.as_ref().is_some_and(|joined| joined.boxes[place])
            };
            let words = Words { line, is_chosen, is_dim: !is_chosen && !stands_out, highlight };
            words.draw(buffer, regions.window, window, (first.x, y), theme);
        }
    }
    if let Some(overview) = map.overview(regions.window) {
        small(buffer, &overview, theme);
    }
}

/// What stands out.
struct Marked<'a> {
    chosen: Option<usize>,
    joined: Option<&'a Joined>,
    /// Whether the map has the focus.
    focused: bool,
}

/// Frames and relations.
fn lines(buffer: &mut Buffer, area: Area, map: &Map, drawing: &Drawing, marked: &Marked<'_>, theme: Theme) {
    let Marked { chosen, joined, focused } = *marked;
    let pen = |item: Item| match item {
        Item::Box(place) if chosen == Some(place) => (Weight::Chosen, true),
        Item::Box(place) if joined.is_some_and(|joined| joined.boxes[place]) => (Weight::Neighbour, false),
        Item::Edge(edge) if joined.is_some_and(|joined| joined.edges[edge]) => {
            (Weight::Relation(drawing.plan().kind(edge)), false)
        }
        _ => (Weight::Rest, false),
    };
    let signs = signs(theme.ascii);
    let cells = drawing.plan().through(map.window(), pen, signs.relation, theme.ascii);
    let columns = usize::from(area.width).max(1);
    let mut letter = [0; 4];
    for (place, cell) in cells.into_iter().enumerate() {
        let Some((drawn, weight)) = cell else { continue };
        let style = match weight {
            Weight::Rest => theme.secondary(),
            Weight::Neighbour => Style::new(),
            Weight::Relation(kind) => theme.relation(kind).add_modifier(Modifier::BOLD),
            Weight::Chosen if focused => theme.accent(),
            Weight::Chosen => Style::new().add_modifier(Modifier::BOLD),
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
    highlight: Option<Highlight<'a>>,
}

impl Words<'_> {
    /// Writes what lies in the window. A wide letter of which the window shows a half is left out.
    fn draw(&self, buffer: &mut Buffer, area: Area, window: Cells, at: (i32, i32), theme: Theme) {
        let Ok(down) = u16::try_from(at.1 - window.y) else { return };
        let end = window.x + window.width;
        let mut x = at.0;
        let look = |_, style: Style| match self {
            Self { is_chosen: true, .. } => style.remove_modifier(Modifier::DIM).add_modifier(Modifier::BOLD),
            Self { is_dim: true, .. } => theme.secondary(),
            _ => style,
        };
        for span in page::spans(self.line, look, self.highlight, theme) {
            let style = span.style;
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
fn tell(buffer: &mut Buffer, area: Area, reading: &Reading, highlight: Option<Highlight<'_>>, theme: Theme) {
    let Some(selected) = reading.selected() else { return };
    let debate = reading.debate();
    let columns = usize::from(area.width);
    let glyph = reading.sign_on_map().unwrap_or(Glyph::Argument);
    let words = wrap_at_most(debate.statement(selected).wording(), columns.saturating_sub(2).max(1), 2);
    let below = words.len();
    for (place, words) in words.into_iter().enumerate() {
        let before = if place == 0 { glyph.sign(theme.ascii) } else { " " };
        if let Some(row) = row(area, place) {
            let sign = Span::styled(before, theme.glyph(glyph));
            let words = highlighted(&words, highlight, theme.role(Role::Statement), theme);
            put(buffer, row, [vec![sign, Span::raw(" ")], words].concat());
        }
    }
    let (who, tally) = (speakers(debate, selected, 3), tally(debate, selected));
    let told: Vec<&str> = [who.as_str(), &tally].into_iter().filter(|words| !words.is_empty()).collect();
    if let Some(row) = row(area, below) {
        let told = cut(&told.join(" · "), columns.saturating_sub(2));
        put(buffer, row, vec![Span::raw("  "), Span::styled(told, theme.secondary())]);
    }
}

/// The overview: the whole map small. Its frame is heavy beside what the window shows, which is brighter.
fn small(buffer: &mut Buffer, overview: &Overview, theme: Theme) {
    let Overview { area, cells, window, chosen } = overview;
    let (columns, rows) = (area.width - 2, area.height - 2);
    let corners = if theme.ascii { ["+"; 4] } else { ["╭", "╮", "╰", "╯"] };
    let level = if theme.ascii { ["-", "="] } else { ["─", "━"] };
    let upright = if theme.ascii { ["|", "!"] } else { ["│", "┃"] };
    let side = |signs: [&'static str; 2], seen: bool| {
        if seen { Span::raw(signs[1]) } else { Span::styled(signs[0], theme.secondary()) }
    };
    let is_seen = |x: u16, y: u16| {
        ((window.x..window.x + window.width).contains(&x), (window.y..window.y + window.height).contains(&y))
    };
    for (y, left, right) in [(0, corners[0], corners[1]), (rows + 1, corners[2], corners[3])] {
        let ends = [left, right].map(|corner| Span::styled(corner, theme.secondary()));
        let [left, right] = ends;
        let between = (0..columns).map(|x| side(level, is_seen(x, 0).0));
        let spans: Vec<Span<'_>> = std::iter::once(left).chain(between).chain([right]).collect();
        put(buffer, Area { y: area.y + y, height: 1, ..*area }, spans);
    }
    for y in 0..rows {
        let mut spans = vec![side(upright, is_seen(0, y).1)];
        for x in 0..columns {
            let place = usize::from(y) * usize::from(columns) + usize::from(x);
            let here = chosen.filter(|at| *at == (x, y));
            let [upper, lower] = cells.get(place).copied().unwrap_or_default();
            let sign = match (upper, lower, theme.ascii) {
                (false, false, _) => " ",
                (true, true, false) => "█",
                (true, false, false) => "▀",
                (false, true, false) => "▄",
                (true, true, true) => "#",
                (true, false, true) => "'",
                (false, true, true) => ",",
            };
            let style = match (here, is_seen(x, y)) {
                (Some(_), _) => theme.accent(),
                (None, (true, true)) => Style::new(),
                _ => theme.secondary(),
            };
            let sign = if here.is_some() { Glyph::Position.sign(theme.ascii) } else { sign };
            spans.push(Span::styled(sign, style));
        }
        spans.push(side(upright, is_seen(0, y).1));
        let line = Area { y: area.y + 1 + y, height: 1, ..*area };
        buffer.set_style(rect(line).intersection(buffer.area), Style::reset());
        put(buffer, line, spans);
    }
}
