//! A hit in the list, and the chosen one whole.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;

use crate::app::Place;
use crate::app::excerpt::{Excerpt, excerpt};
use crate::app::finder::{Found, whereabouts};
use crate::app::glyph::Glyph;
use crate::app::regions::Area;
use crate::app::wording::{cut, width, wrap, wrap_at_most};
use crate::debate::Debate;
use crate::search::{Field, Passage};

use super::super::{Theme, put, row};
use super::spans;

/// Columns below which the word for what a hit is leaves its room to what matched.
const NARROW: usize = 40;

/// Columns below which the end of the way says nothing, unless that is shorter.
const WAY: usize = 12;

/// Columns that a list of names has at least, or it is not shown.
const NAMES: usize = 10;

/// Between two things on one row.
const BETWEEN: &str = " · ";

/// Between two steps of a way.
const STEP: &str = " › ";

/// What of the way to a hit has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whence {
    /// All of it in the one debate that is searched.
    Question,
    /// The debate it is in too.
    Debate,
    /// What lies below the heading, which tells the question.
    Heading,
}

/// A hit in the list.
pub(super) struct Shown<'a> {
    pub(super) found: &'a Found,
    pub(super) debate: &'a Debate,
    pub(super) chosen: bool,
    /// What of the way to it has to be told.
    pub(super) whence: Whence,
    /// Whether the passage has a row of its own.
    pub(super) has_row_for_passage: bool,
}

impl Shown<'_> {
    /// One of its rows.
    pub(super) fn row(&self, line: usize, columns: usize, theme: Theme) -> Vec<Span<'static>> {
        let bar = Span::styled(if self.chosen { theme.bar() } else { " " }, theme.accent());
        let room = columns.saturating_sub(4);
        match line {
            0 => {
                let glyph = Glyph::of_place(self.debate, self.found.place);
                let mut row = vec![bar, Span::raw(" ")];
                row.push(Span::styled(glyph.sign(theme.ascii), theme.glyph(glyph)));
                row.push(Span::raw(" "));
                let weight = if self.chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
                let title = excerpt(self.found.place.title(self.debate), &self.found.marks, room, true);
                row.extend(spans(&title, weight, theme));
                row
            }
            1 => {
                let mut row = vec![bar, Span::raw("   ")];
                row.extend(self.about(room, theme));
                row
            }
            _ => {
                let passages = passages_in(&self.found.passages.needed, room, theme);
                // The bar ends with what there is to tell.
                let mut row = if passages.is_empty() { Vec::new() } else { vec![bar, Span::raw("   ")] };
                row.extend(passages);
                row
            }
        }
    }

    /// What it is, who speaks, the passages that were found and the way there. What matched comes first. Where
    /// all has room but for the word that says what it is, its sign says that; else who speaks is left out, then the way,
    /// of which the end stays longest.
    fn about(&self, columns: usize, theme: Theme) -> Vec<Span<'static>> {
        let Self { found, debate, .. } = self;
        let passages: &[Passage] = if self.has_row_for_passage { &[] } else { &found.passages.needed };
        let (names, marks) = &found.speakers;
        let way = self.way();
        let with_gap = |columns: usize| if columns == 0 { 0 } else { columns + width(BETWEEN) };
        let for_way = with_gap(width(&way.join(STEP)).min(WAY));
        let others = for_way + with_gap(width(names).min(NAMES));
        let least = with_gap(needed_for(passages, columns, columns / 3));
        let word = found.place.word(debate);
        let has_room_with = |lead: usize| lead + others + least <= columns + width(BETWEEN);
        let makes_room = columns < NARROW && !passages.is_empty();
        let mut lead = Vec::new();
        if !makes_room && (has_room_with(with_gap(width(word))) || !has_room_with(0)) {
            lead.push(word.to_owned());
        }
        if !found.missing.is_empty() {
            lead.push(format!("without {}", found.missing.join(", ")));
        }
        let mut room = columns;
        let mut parts: Vec<Vec<Span<'static>>> = Vec::new();
        let mut add = |part: Vec<Span<'static>>, room: &mut usize| {
            *room = room.saturating_sub(columns_of(&part) + width(BETWEEN));
            parts.push(part);
        };
        let lead = cut(&lead.join(BETWEEN), room);
        if !lead.is_empty() {
            add(vec![Span::styled(lead, theme.secondary())], &mut room);
        }
        let least = needed_for(passages, room, room / 3);
        let needed = needed_for(passages, room, room / 2).min(room.saturating_sub(others)).max(least);
        let rest = room.saturating_sub(with_gap(needed));
        let for_names = rest.saturating_sub(for_way);
        if for_names >= NAMES.min(width(names)).max(1) && !names.is_empty() {
            let names = excerpt(names, marks, for_names, true);
            add(spans(&names, theme.secondary(), theme), &mut room);
        }
        if self.whence == Whence::Debate {
            let rest = room.saturating_sub(with_gap(needed));
            let for_debate = Some(rest.saturating_sub(for_way)).filter(|left| *left >= NAMES).unwrap_or(rest);
            if for_debate >= NAMES {
                add(vec![Span::styled(cut(debate.title(), for_debate), theme.secondary())], &mut room);
            }
        }
        if !passages.is_empty() {
            let columns = if for_way > 0 { needed.min(room) } else { room };
            add(passages_in(passages, columns, theme), &mut room);
        }
        if for_way > 0 && room + width(BETWEEN) >= for_way {
            add(vec![Span::styled(end_of(&way, room), theme.secondary())], &mut room);
        }
        let mut row = Vec::new();
        for part in parts {
            if !row.is_empty() {
                row.push(Span::styled(BETWEEN, theme.secondary()));
            }
            row.extend(part);
        }
        row
    }

    /// What of the way to it has to be told.
    fn way(&self) -> Vec<String> {
        let mut way = way_to(self.found, self.debate);
        if self.whence == Whence::Heading && matches!(self.found.place, Place::Statement(_)) && !way.is_empty() {
            way.remove(0);
        }
        way
    }
}

/// Where a hit is, without what the passages tell that were found.
fn way_to(found: &Found, debate: &Debate) -> Vec<String> {
    let mut way = whereabouts(debate, found.place);
    if !matches!(found.place, Place::Statement(_)) {
        way.retain(|part| found.passages.needed.iter().all(|passage| passage.text.as_str() != part));
    }
    way
}

/// A way: the whole of it, cut, where it begins with what fits, else its last part.
fn end_of(way: &[String], columns: usize) -> String {
    let whole = way.join(STEP);
    match way.last() {
        Some(last) if width(&whole) > columns && way.len() > 1 => {
            let last = cut(last, columns.saturating_sub(4));
            // What comes before has what the last part leaves.
            let before = columns.saturating_sub(width(&last) + 3);
            if before >= WAY { format!("{} › {last}", cut(&whole, before)) } else { format!("… › {last}") }
        }
        _ => cut(&whole, columns),
    }
}

/// What stands before and behind a passage: quotation marks, or the name of its field.
fn around(passage: &Passage) -> [String; 2] {
    if passage.field == Field::Quote {
        ["“".to_owned(), "”".to_owned()]
    } else {
        [format!("{}: ", passage.field.word()), String::new()]
    }
}

/// Columns from the first match of a passage to the last one, with what is left out before and behind.
fn span(passage: &Passage) -> usize {
    let (Some(first), Some(last)) = (passage.matches.first(), passage.matches.last()) else { return 0 };
    width_of(passage.text.get(first.start..last.end).unwrap_or_default(), 400) + 2
}

/// Columns of a text, if it is not far wider than `most`.
fn width_of(text: &str, most: usize) -> usize {
    if text.len() > most.saturating_mul(16) { most } else { width(text) }
}

/// Columns that it takes to see what matched in a passage.
fn least_for(passage: &Passage) -> usize {
    around(passage).iter().map(|part| width(part)).sum::<usize>() + span(passage)
}

/// Columns that it takes to see what matched in passages, as far as there is room; of the first one so many columns at
/// least, or all of it.
fn needed_for(passages: &[Passage], room: usize, first_one: usize) -> usize {
    let Some((first, others)) = passages.split_first() else { return 0 };
    let around: usize = around(first).iter().map(|part| width(part)).sum();
    let first = around + span(first).max(first_one).min(width_of(&first.text, room)).min(room);
    (first + others.iter().map(|other| width(BETWEEN) + least_for(other)).sum::<usize>()).min(room)
}

/// Passages with what matched, as many as so many columns have room for; the first comes first.
fn passages_in(passages: &[Passage], columns: usize, theme: Theme) -> Vec<Span<'static>> {
    let mut room = columns;
    let mut shown = Vec::new();
    let mut rest = passages;
    while let Some((passage, others)) = rest.split_first() {
        let between = if shown.is_empty() { 0 } else { width(BETWEEN) };
        let least = least_for(passage);
        if between > 0 && between + least > room {
            break;
        }
        room -= between;
        // Those behind keep what it takes to see what matched in them.
        let mut behind = 0;
        for other in others {
            let with_it = behind + width(BETWEEN) + least_for(other);
            if least + with_it > room {
                break;
            }
            behind = with_it;
        }
        let part = passage_in(passage, room - behind, theme);
        room = room.saturating_sub(columns_of(&part));
        if between > 0 {
            shown.push(Span::styled(BETWEEN, theme.secondary()));
        }
        shown.extend(part);
        rest = others;
    }
    shown
}

/// A passage with what matched, in so many columns.
fn passage_in(passage: &Passage, columns: usize, theme: Theme) -> Vec<Span<'static>> {
    let [mut before, behind] = around(passage);
    // On a narrow screen what matched says more than where.
    let matched = passage.matches.iter().filter_map(|mark| passage.text.get(mark.clone()));
    let longest = matched.map(|word| width_of(word, columns) + 2).max().unwrap_or_default();
    if behind.is_empty() && width(&before) + longest.min(width_of(&passage.text, columns)) > columns {
        before.clear();
    }
    let room = columns.saturating_sub(width(&before) + width(&behind));
    let mut shown = vec![Span::styled(before, theme.secondary())];
    shown.extend(spans(&excerpt(&passage.text, &passage.matches, room, false), theme.secondary(), theme));
    shown.push(Span::styled(behind, theme.secondary()));
    shown
}

fn columns_of(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| width(&span.content)).sum()
}

/// The chosen hit whole, as far as there is room: the way to it, what it says with what matched, who says it, and the
/// passage that was found.
pub(super) fn preview(buffer: &mut Buffer, area: Area, found: &Found, debate: &Debate, theme: Theme) {
    let (columns, rows) = (usize::from(area.width), usize::from(area.height));
    let rule = if theme.ascii { "-" } else { "─" };
    let mut lines: Vec<Vec<Span<'_>>> = vec![vec![Span::styled(rule.repeat(columns), theme.secondary())]];
    let way = way_to(found, debate).join(STEP);
    if !way.is_empty() {
        let way = wrap_at_most(&way, columns, 2);
        lines.extend(way.into_iter().map(|line| vec![Span::styled(line, theme.secondary())]));
    }
    let left = rows.saturating_sub(lines.len());
    let mut passages = found.passages.needed.iter();
    let first = passages.next();
    let others: Vec<&Passage> = passages.chain(&found.passages.others).collect();
    let speakers = usize::from(!found.speakers.0.is_empty());
    let for_title = if first.is_some() { left / 2 } else { left.saturating_sub(speakers + others.len().min(left / 3)) };
    let title = found.place.title(debate);
    lines.extend(marked(["", ""], title, &found.marks, columns, for_title.max(1), Style::new(), theme));
    if speakers > 0 && lines.len() + speakers + usize::from(first.is_some()) <= rows {
        let (names, marks) = &found.speakers;
        lines.push(spans(&excerpt(names, marks, columns, true), theme.secondary(), theme));
    }
    if let Some(passage) = first {
        let left = rows.saturating_sub(lines.len());
        let rows = left.saturating_sub(others.len()).max(left.div_ceil(2));
        let [before, behind] = &around(passage);
        lines.extend(marked(
            [before, behind],
            &passage.text,
            &passage.matches,
            columns,
            rows,
            theme.secondary(),
            theme,
        ));
    }
    // Each in a row: where else it is.
    lines.extend(others.into_iter().map(|passage| passage_in(passage, columns, theme)));
    for (place, line) in lines.into_iter().enumerate() {
        let Some(area) = row(area, place) else { break };
        put(buffer, area, line);
    }
}

/// A text wrapped into at most so many rows, with the matches marked: the whole of it, or the part around them; something
/// stands before it and behind it in any case.
fn marked(
    [before, behind]: [&str; 2],
    text: &str,
    marks: &[Range<usize>],
    columns: usize,
    rows: usize,
    base: Style,
    theme: Theme,
) -> Vec<Vec<Span<'static>>> {
    let mut room = columns * rows;
    loop {
        let part = excerpt(text, marks, room.saturating_sub(width(before) + width(behind)), false);
        let moved = |mark: &Range<usize>| mark.start + before.len()..mark.end + before.len();
        let marks = part.marks.iter().map(moved).collect();
        let part = Excerpt { text: format!("{before}{}{behind}", part.text), marks };
        let lines = wrap(&part.text, columns);
        // Where words do not fill their rows a little less has room.
        if lines.len() <= rows || room <= columns {
            return part.rows(lines).iter().take(rows).map(|row| spans(row, base, theme)).collect();
        }
        room -= (columns / 2).max(1);
    }
}
