//! The search: the line that is typed in, the hits with what matched, the keys.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::finder::{self, Finder, Found, ROWS_OF_A_HIT};
use crate::app::glyph::Glyph;
use crate::app::regions::Area;
use crate::app::searchable::Readiness;
use crate::app::typed::{Typed, Visible};
use crate::app::wording::{cut, width, wrap, wrap_at_most};
use crate::app::{Place, State, speakers};
use crate::debate::{Debate, clean_line};
use crate::search::{Field, Passage, examples};

use super::{Theme, frame_box, put, row};

/// Queries that are told of those before.
const LAST_QUERIES: usize = 3;

/// Draws it; returns where the cursor stands.
pub(super) fn draw(buffer: &mut Buffer, state: &State, finder: &Finder, theme: Theme) -> Option<Position> {
    let overlay = finder::area(state.size());
    frame_box(buffer, overlay, "Search", theme);
    let inner = overlay.inner;
    let results = finder::results(state.size());
    let cursor = row(inner, 0).and_then(|area| line(buffer, area, finder, theme));
    if let (Some(area), Some(told)) = (finder::under_the_line(state.size()), finder.under_the_line()) {
        let style = if told.is_fault { theme.fault() } else { theme.secondary() };
        put(
            buffer,
            area,
            vec![Span::raw(" "), Span::styled(cut(&told.words, usize::from(area.width).saturating_sub(1)), style)],
        );
    }
    if finder.typed().text().trim().is_empty() {
        // There is no hit to be shown whole: its room is free too.
        let below = (inner.y + inner.height).saturating_sub(results.y);
        hint(buffer, Area { height: below, ..results }, finder, theme);
    } else {
        for (place, found) in finder.found().iter().enumerate().skip(finder.selection().top()) {
            let line = (place - finder.selection().top()) * ROWS_OF_A_HIT;
            let (Some(first), Some(debate)) = (row(results, line), state.debate(found.entry)) else { break };
            let chosen = place == finder.selection().row();
            let shown = Shown {
                found,
                debate,
                chosen,
                several: finder.over_several(),
                same_question: finder.goes_on_with_a_question(place, debate),
            };
            hit(buffer, [Some(first), row(results, line + 1)], &shown, theme);
        }
        if let (Some(area), Some(found)) = (finder::preview(state.size()), finder.chosen())
            && let Some(debate) = state.debate(found.entry)
        {
            preview(buffer, area, found, debate, theme);
        }
        if finder.found().is_empty() {
            let text = match finder.readiness() {
                Readiness::Indexed => {
                    "Nothing found. Every word must occur; beginnings of words count, and so do typing errors."
                }
                Readiness::Scanned => "Nothing found so far; typing errors are looked for in a moment.",
                Readiness::Unready => {
                    "The debate is made ready to be searched: what is found appears here in a moment."
                }
            };
            paragraph(buffer, results, text, theme);
        }
    }
    cursor
}

/// The typed line and at its right what it found.
fn line(buffer: &mut Buffer, area: Area, finder: &Finder, theme: Theme) -> Option<Position> {
    let cursor = typed(buffer, area, "/", finder.typed(), &finder.told(), theme);
    let Visible { room, scroll, .. } = finder.typed().visible(usize::from(area.width), &finder.told());
    for fault in finder.faults() {
        // What is not understood is underlined as far as it is seen.
        let columns = finder.typed().columns(&fault.range);
        let seen = |column: usize| column.clamp(scroll, scroll + room) - scroll;
        for column in seen(columns.start)..seen(columns.end) {
            let x = area.x + u16::try_from(1 + column).unwrap_or(u16::MAX);
            if let Some(cell) = buffer.cell_mut(Position { x, y: area.y }) {
                cell.set_style(theme.fault().add_modifier(Modifier::UNDERLINED));
            }
        }
    }
    cursor
}

/// A line that is typed in, after a sign, and something told at its right where there is room. Returns where the cursor
/// stands, which is the terminal's own, for input methods.
pub(super) fn typed(
    buffer: &mut Buffer,
    area: Area,
    sign: &'static str,
    typed: &Typed,
    told: &str,
    theme: Theme,
) -> Option<Position> {
    let (text, cursor) = typed.shown();
    let Visible { told, room, scroll } = typed.visible(usize::from(area.width), told);
    put(buffer, area, vec![Span::styled(sign, theme.accent()), Span::raw(visible(&text, scroll, room))]);
    let right = Area { x: area.x + area.width - u16::try_from(width(told)).unwrap_or(0), ..area };
    put(buffer, right, vec![Span::styled(told.to_owned(), theme.secondary())]);
    let column = 1 + cursor - scroll;
    let x = area.x + u16::try_from(column).ok()?.min(area.width.checked_sub(1)?);
    Some(Position { x, y: area.y })
}

/// The part of the typed line from column `scroll` on.
fn visible(query: &str, scroll: usize, room: usize) -> String {
    let mut column = 0;
    let mut shown = String::new();
    for letter in query.graphemes(true) {
        let next = column + width(letter);
        if column >= scroll && next <= scroll + room {
            shown.push_str(letter);
        }
        column = next;
    }
    shown
}

/// What was typed before, and what can be typed.
fn hint(buffer: &mut Buffer, area: Area, finder: &Finder, theme: Theme) {
    let several = if finder.over_several() { " in all debates" } else { "" };
    let mut lines: Vec<String> = Vec::new();
    if !finder.queries().is_empty() {
        let last = finder.queries().iter().rev().take(LAST_QUERIES).map(|query| clean_line(query));
        lines.push(format!("Last: {}", last.collect::<Vec<_>>().join("  |  ")));
    }
    lines.extend([
        format!("Words or their beginnings: statements, quotes, actors, sources, tags{several}."),
        "Accents and a typing error or two are forgiven; names by some letters.".to_owned(),
        "\"exact words\", -without, one OR other; and of statements:".to_owned(),
    ]);
    let column = examples().map(|(example, _)| width(example)).max().unwrap_or_default() + 2;
    for (example, about) in examples() {
        let examples = std::iter::once(example).chain(std::iter::repeat(""));
        let about = wrap(about, usize::from(area.width).saturating_sub(column).max(1));
        lines.extend(examples.zip(about).map(|(example, about)| format!("{example:column$}{about}")));
    }
    paragraph(buffer, area, &lines.join("\n"), theme);
}

fn paragraph(buffer: &mut Buffer, area: Area, text: &str, theme: Theme) {
    for (place, text) in wrap(text, usize::from(area.width)).into_iter().enumerate() {
        let Some(area) = row(area, place) else { break };
        put(buffer, area, vec![Span::styled(text, theme.secondary())]);
    }
}

/// A hit in the list.
struct Shown<'a> {
    found: &'a Found,
    debate: &'a Debate,
    chosen: bool,
    /// Whether several debates are searched.
    several: bool,
    /// Whether it stands under the same question as the one before it, with which it is put together.
    same_question: bool,
}

fn hit(buffer: &mut Buffer, areas: [Option<Area>; ROWS_OF_A_HIT], shown: &Shown<'_>, theme: Theme) {
    let Shown { found, debate, chosen, several, same_question } = *shown;
    let place = found.place;
    let weight = if chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
    let bar = Span::styled(if chosen { theme.bar() } else { " " }, theme.accent());
    let [first, second] = areas;
    if let Some(area) = first {
        let glyph = Glyph::of_place(debate, place);
        let mut spans = vec![bar.clone(), Span::raw(" ")];
        spans.push(Span::styled(glyph.sign(theme.ascii), theme.glyph(glyph)));
        spans.push(Span::raw(" "));
        spans.extend(title(
            place.title(debate),
            &found.marks,
            usize::from(area.width).saturating_sub(4),
            weight,
            theme,
        ));
        put(buffer, area, spans);
    }
    if let Some(area) = second {
        let mut room = usize::from(area.width).saturating_sub(4);
        let mut spans = vec![bar, Span::raw("   ")];
        let mut words = vec![place.word(debate).to_owned()];
        if let Place::Statement(index) = place {
            words.push(speakers(debate, index, 2));
        }
        if several {
            words.push(debate.title().to_string());
        }
        words.retain(|word| !word.is_empty());
        let told = cut(&words.join(" · "), room);
        room -= width(&told);
        spans.push(Span::styled(told, theme.secondary()));
        // Where it was found leaves half of the room to the way there.
        if let Some(found) = elsewhere(found)
            && room > if found.field == Field::Source { 80 } else { 40 }
        {
            let (before, behind) = around(found);
            let half = (room / 2).saturating_sub(3 + width(&before) + width(behind));
            spans.push(Span::styled(format!(" · {before}"), theme.secondary()));
            let shown = passage(&found.text, &found.matches, half, theme.secondary(), theme);
            room = room.saturating_sub(3 + width(&before) + width(behind) + columns_of(&shown));
            spans.extend(shown);
            spans.push(Span::styled(behind, theme.secondary()));
        }
        let mut way = finder::whereabouts(debate, place);
        if let Some(question) = way.first_mut().filter(|_| same_question) {
            "same question".clone_into(question);
        }
        let way = way.join(" › ");
        if !way.is_empty() && room > 12 {
            spans.push(Span::styled(format!(" · {}", cut(&way, room - 3)), theme.secondary()));
        }
        put(buffer, area, spans);
    }
}

/// The passage, where it tells more than who speaks, which is told anyway, or how the entry is called in the file. Where it
/// is said is told where nothing else matches.
fn elsewhere(found: &Found) -> Option<&Passage> {
    found.passage.as_ref().filter(|passage| match passage.field {
        Field::Speaker | Field::Id => false,
        Field::Source => found.marks.is_empty(),
        _ => true,
    })
}

/// What stands before and behind a passage: quotation marks, or the name of its field.
fn around(passage: &Passage) -> (String, &'static str) {
    if passage.field == Field::Quote { ("“".to_owned(), "”") } else { (format!("{}: ", passage.field.word()), "") }
}

fn columns_of(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| width(&span.content)).sum()
}

/// The chosen hit whole: the way to it, what it says with what matched, and the passage that was found.
fn preview(buffer: &mut Buffer, area: Area, found: &Found, debate: &Debate, theme: Theme) {
    let columns = usize::from(area.width);
    let rule = if theme.ascii { "-" } else { "─" };
    let mut lines: Vec<Vec<Span<'_>>> = vec![vec![Span::styled(rule.repeat(columns), theme.secondary())]];
    let way = finder::whereabouts(debate, found.place).join(" › ");
    if !way.is_empty() {
        lines
            .extend(wrap_at_most(&way, columns, 2).into_iter().map(|line| vec![Span::styled(line, theme.secondary())]));
    }
    lines.extend(marked(found.place.title(debate), &found.marks, columns, Style::new(), theme));
    if let Some(passage) = elsewhere(found) {
        let (before, behind) = around(passage);
        let text = format!("{before}{}{behind}", passage.text);
        let marks: Vec<Range<usize>> =
            passage.matches.iter().map(|range| range.start + before.len()..range.end + before.len()).collect();
        lines.extend(marked(&text, &marks, columns, theme.secondary(), theme));
    }
    for (place, line) in lines.into_iter().enumerate() {
        let Some(area) = row(area, place) else { break };
        put(buffer, area, line);
    }
}

/// A text wrapped, with the matches marked.
fn marked<'a>(text: &str, matches: &[Range<usize>], columns: usize, base: Style, theme: Theme) -> Vec<Vec<Span<'a>>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in wrap(text, columns) {
        // A line stands in the text as it is; only the blanks between two lines are left out.
        let Some(start) = text.get(at..).and_then(|rest| rest.find(&line)).map(|start| at + start) else { break };
        let end = start + line.len();
        at = end;
        let mut spans = Vec::new();
        let mut done = start;
        for range in matches.iter().filter(|range| range.start < end && range.end > start) {
            let (from, to) = (range.start.max(done), range.end.min(end));
            spans.push(Span::styled(text[done..from].to_owned(), base));
            spans.push(Span::styled(text[from..to].to_owned(), base.patch(theme.matched())));
            done = to;
        }
        spans.push(Span::styled(text[done..end].to_owned(), base));
        lines.push(spans);
    }
    lines
}

/// A title with its matches marked: from its beginning, which says what it is about, and where a match lies past the edge
/// then the part around that.
fn title(text: &str, matches: &[Range<usize>], room: usize, base: Style, theme: Theme) -> Vec<Span<'static>> {
    let start = window(text, matches.first().map_or(0, |first| first.start), room);
    if start == 0 {
        return passage(text, matches, room, base, theme);
    }
    let head = cut(&text[..start], room * 2 / 5);
    let head = head.trim_end_matches('…').to_owned();
    let rest = room.saturating_sub(width(&head) + 1);
    let mut spans = vec![Span::styled(head, base), Span::raw(" ")];
    spans.extend(passage(text, matches, rest, base, theme));
    spans
}

/// The part of a text around its first match that fits, with the matches marked.
fn passage(text: &str, matches: &[Range<usize>], room: usize, base: Style, theme: Theme) -> Vec<Span<'static>> {
    let start = window(text, matches.first().map_or(0, |first| first.start), room);
    let lead = if start > 0 { "…" } else { "" };
    let shown = cut(&text[start..].replace('\n', " "), room.saturating_sub(width(lead)));
    let kept = shown.strip_suffix('…').unwrap_or(&shown).len();
    let mut spans = vec![Span::styled(lead, theme.secondary())];
    let mut at = 0;
    for range in matches {
        let (from, to) = (range.start.saturating_sub(start).min(kept), range.end.saturating_sub(start).min(kept));
        if from < at || to <= from {
            continue;
        }
        spans.push(Span::styled(shown[at..from].to_owned(), base));
        spans.push(Span::styled(shown[from..to].to_owned(), base.patch(theme.matched())));
        at = to;
    }
    spans.push(Span::styled(shown[at..].to_owned(), base));
    spans
}

/// Where to begin so that the text at byte `wanted` is well inside `room` columns: at the start, or at a word.
fn window(text: &str, wanted: usize, room: usize) -> usize {
    if width(&text[..wanted]) + 12 <= room {
        return 0;
    }
    // A few words before it, as long as they leave it most of the room.
    let mut start = wanted;
    for (at, c) in text[..wanted].char_indices().rev() {
        if c.is_whitespace() {
            let word = at + c.len_utf8();
            if width(&text[word..wanted]) > room / 3 {
                break;
            }
            start = word;
        }
    }
    start
}
