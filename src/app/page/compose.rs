//! Setting a page: paragraphs, headings, and links of the kinds that every page has.

use crate::app::glyph::Glyph;
use crate::app::place::Place;
use crate::app::speakers;
use crate::app::wording::{count, cut, width, wrap, wrap_at_most};
use crate::debate::{Debate, EventIndex, Order, RelationKind, StatementIndex, StatementKind};

use super::{Direction, Line, Link, MEASURE, Page, Role, Setting, Span};

/// Lines of a statement that is not the one at hand; its own page shows it whole.
const LINES_OF_A_LINK: usize = 3;

/// Columns by which what stands under a heading is set in.
pub(super) const INDENT: usize = 2;

pub(super) struct Composer<'a> {
    pub(super) debate: &'a Debate,
    pub(super) columns: usize,
    most: usize,
    pub(super) order: Order,
    lines: Vec<Line>,
    links: Vec<Link>,
    numbered: u8,
}

/// As much of `spans` as `columns` hold.
fn fit(spans: Vec<Span>, columns: usize) -> Vec<Span> {
    let mut room = columns;
    let mut fitting = Vec::with_capacity(spans.len());
    for span in spans {
        let needed = width(&span.text);
        if needed > room {
            fitting.push(Span { text: cut(&span.text, room), ..span });
            break;
        }
        room -= needed;
        fitting.push(span);
    }
    fitting
}

impl<'a> Composer<'a> {
    pub(super) fn new(debate: &'a Debate, setting: Setting) -> Self {
        let Setting { columns, most, order } = setting;
        let columns = columns.clamp(8, MEASURE);
        Self { debate, columns, most, order, lines: Vec::new(), links: Vec::new(), numbered: 0 }
    }

    pub(super) fn finish(self, place: Option<Place>) -> Page {
        Page { place, lines: self.lines, links: self.links }
    }

    pub(super) fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    pub(super) fn line(&mut self, spans: Vec<Span>) {
        self.lines.push(Line { spans: fit(spans, self.columns), link: None });
    }

    /// `left` and, at the right edge where there is room or else on a line of its own, `right`.
    pub(super) fn line_between(&mut self, left: Vec<Span>, right: Span) {
        let used: usize = left.iter().map(|span| width(&span.text)).sum();
        let needed = width(&right.text);
        if needed == 0 {
            self.line(left);
        } else if used + needed + 2 <= self.columns {
            let mut spans = left;
            spans.push(Span::told(" ".repeat(self.columns - used - needed), Role::Plain));
            spans.push(right);
            self.line(spans);
        } else {
            self.line(left);
            for line in wrap(&right.text, self.columns) {
                self.line(vec![Span::told(line, right.role)]);
            }
        }
    }

    /// A text of the debate as a paragraph, set in by `indent`.
    pub(super) fn paragraph(&mut self, text: &str, role: Role, indent: usize) {
        let indent = indent.min(self.columns / 4);
        for row in Span::rows(text, wrap(text, self.columns - indent), role) {
            self.line(vec![Span::told(" ".repeat(indent), Role::Plain), row]);
        }
    }

    /// The same of what the program says.
    pub(super) fn told(&mut self, text: &str, role: Role, indent: usize) {
        let indent = indent.min(self.columns / 4);
        for row in wrap(text, self.columns - indent) {
            self.line(vec![Span::told(" ".repeat(indent), Role::Plain), Span::told(row, role)]);
        }
    }

    /// The head of a section, a blank line above it.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.told(text, Role::Heading, 0);
    }

    /// A section that is nothing but a paragraph.
    pub(super) fn section(&mut self, heading: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.heading(heading);
            self.paragraph(text, Role::Plain, INDENT);
        }
    }

    /// A link whose text wraps: `first` opens its first line, `text` follows, `behind` comes last, dim, at the right
    /// edge of the last line where there is room.
    pub(super) fn link(&mut self, link: Link, first: Vec<Span>, text: (&str, Role), behind: Span, lines: usize) {
        // On a very narrow page the text may not be squeezed beside what opens it.
        let first = fit(first, self.columns / 2);
        let before: usize = first.iter().map(|span| width(&span.text)).sum();
        let room = self.columns - before;
        let mut rows = Span::rows(text.0, wrap_at_most(text.0, room, lines), text.1);
        let place = self.links.len();
        let start = self.lines.len();
        let behind = Span { text: cut(&behind.text, self.columns.saturating_sub(before)), ..behind };
        let last = rows.pop();
        let mut opening = Some(first);
        let mut push = |spans: Vec<Span>| self.lines.push(Line { spans, link: Some(place) });
        let mut begin = || opening.take().unwrap_or_else(|| vec![Span::told(" ".repeat(before), Role::Plain)]);
        for row in rows {
            let mut spans = begin();
            spans.push(row);
            push(spans);
        }
        let mut spans = begin();
        let used = last.as_ref().map_or(0, |last| width(&last.text));
        spans.extend(last);
        let needed = width(&behind.text);
        if needed == 0 {
            push(spans);
        } else if used + 2 + needed <= room {
            spans.extend([Span::told(" ".repeat(room - used - needed), Role::Plain), behind]);
            push(spans);
        } else {
            push(spans);
            push(vec![Span::told(" ".repeat(self.columns - needed), Role::Plain), behind]);
        }
        self.links.push(Link { first: start, last: self.lines.len() - 1, ..link });
    }

    /// More lines that belong to the last link.
    pub(super) fn under_last_link(&mut self, text: &str, role: Role, indent: usize) {
        let Some(place) = self.links.len().checked_sub(1) else { return };
        let indent = indent.min(self.columns / 4);
        for row in Span::rows(text, wrap(text, self.columns - indent), role) {
            let spans = vec![Span::told(" ".repeat(indent), Role::Plain), row];
            self.lines.push(Line { spans, link: Some(place) });
        }
        self.links[place].last = self.lines.len() - 1;
    }

    /// A link to a statement, numbered while digits last, with its speakers behind it.
    pub(super) fn statement_link(&mut self, to: StatementIndex, glyph: Glyph, direction: Direction) {
        let speakers = Span::text(speakers(self.debate, to, 2), Role::Secondary);
        self.statement_link_with(to, glyph, direction, None, speakers);
    }

    /// A link to a statement, numbered while digits last.
    pub(super) fn statement_link_with(
        &mut self,
        to: StatementIndex,
        glyph: Glyph,
        direction: Direction,
        beside: Option<Place>,
        behind: Span,
    ) {
        let number = (self.numbered < 9).then(|| {
            self.numbered += 1;
            self.numbered
        });
        let digit = number.map_or_else(|| " ".to_owned(), |number| number.to_string());
        let first = vec![
            Span::told(" ".repeat(INDENT.min(self.columns / 8)), Role::Plain),
            Span::told(digit, Role::Number),
            Span::told(" ", Role::Plain),
            Span::told(glyph.sign(false), Role::Sign(glyph)),
            Span::told(" ", Role::Plain),
        ];
        let link = Link { place: Place::Statement(to), direction, number, beside, first: 0, last: 0 };
        self.link(link, first, (self.debate.statement(to).wording(), Role::Plain), behind, LINES_OF_A_LINK);
    }

    /// A link to something else than a statement.
    pub(super) fn place_link(&mut self, place: Place, glyph: Glyph, behind: &str) {
        let first = vec![
            Span::told(" ".repeat(INDENT.min(self.columns / 8)), Role::Plain),
            Span::told(glyph.sign(false), Role::Sign(glyph)),
            Span::told(" ", Role::Plain),
        ];
        let link = Link { place, direction: Direction::Across, number: None, beside: None, first: 0, last: 0 };
        let behind = Span::told(behind, Role::Secondary);
        self.link(link, first, (place.title(self.debate), Role::Plain), behind, LINES_OF_A_LINK);
    }

    /// A section of links; what is past the bound is counted in words.
    pub(super) fn group<T>(&mut self, heading: &str, all: &[T], each: impl Fn(&mut Self, &T)) {
        self.group_of(heading, all.len(), all.iter(), each);
    }

    /// The same of so many that are come to one by one.
    pub(super) fn group_of<T>(
        &mut self,
        heading: &str,
        len: usize,
        all: impl Iterator<Item = T>,
        each: impl Fn(&mut Self, T),
    ) {
        if len == 0 {
            return;
        }
        self.heading(heading);
        for one in all.take(self.most) {
            each(self, one);
        }
        if len > self.most {
            let rest = format!("and {} more", len - self.most);
            self.told(&rest, Role::Secondary, INDENT);
        }
    }

    /// The events that are tied to a place.
    pub(super) fn events(&mut self, events: &[EventIndex]) {
        self.group("What happened", events, |composer, &index| {
            let date = composer.debate.event(index).date.map_or_else(|| "undated".to_owned(), |date| date.in_words());
            composer.place_link(Place::Event(index), Glyph::Event, &date);
        });
    }
}

/// How many bear on a statement, in words: `rebutted by 2, supported by 1`.
#[must_use]
pub fn tally(debate: &Debate, index: StatementIndex) -> String {
    let children = debate.children(index);
    if debate.statement(index).kind == StatementKind::Question {
        let positions = children.iter().filter(|child| child.kind == RelationKind::Answers).count();
        return count(positions, "position", "positions");
    }
    let mut words: Vec<String> = [RelationKind::Rebuts, RelationKind::Undercuts, RelationKind::Supports]
        .into_iter()
        .filter_map(|kind| {
            let number = children.iter().filter(|child| child.kind == kind).count();
            (number > 0).then(|| format!("{} {number}", kind.passive()))
        })
        .collect();
    if !children.iter().any(|child| child.kind.is_reply()) {
        words.insert(0, "no reply recorded".to_owned());
    }
    words.join(", ")
}
