//! A thread as lines: claims on the left, answers on the right, or set in where there is no room for both.

use crate::app::glyph::Glyph;
use crate::app::page::{Line, Role, Span};
use crate::app::place::speakers;
use crate::app::wording::{width, wrap};
use crate::debate::Debate;

use super::{Exchange, Turn};

/// From this width on, the two sides stand side by side; below, they alternate by indentation.
const SIDE_BY_SIDE: usize = 80;

/// The most columns of text on one side: longer lines are hard to read.
const MEASURE: usize = 60;

impl Exchange {
    /// The thread as lines of at most `columns`; each belongs to a turn, as its link.
    #[must_use]
    pub fn lines(&self, debate: &Debate, columns: usize) -> Vec<Line> {
        (0..self.steps.len()).flat_map(|place| self.lines_of(debate, place, columns)).collect()
    }

    /// The lines of one turn, below a blank one that parts it from the turn before; of the last one also what ends the
    /// thread. The lines of other turns do not change them, nor does it matter which turn is chosen.
    pub(super) fn lines_of(&self, debate: &Debate, place: usize, columns: usize) -> Vec<Line> {
        let side = if columns >= SIDE_BY_SIDE { ((columns - 4) / 2).min(MEASURE) } else { columns.saturating_sub(4) };
        let right = if columns >= SIDE_BY_SIDE { side + 4 } else { 4.min(columns / 8) };
        let blanks = |place: usize| {
            let indent = if place.is_multiple_of(2) { 0 } else { right };
            Span::told(" ".repeat(indent), Role::Plain)
        };
        let Some(turn) = self.turn(debate, place) else { return Vec::new() };
        let mut lines = Vec::new();
        if place > 0 {
            lines.push(Line::default());
        }
        for spans in told(debate, turn, side.max(8)) {
            lines.push(Line { spans: std::iter::once(blanks(place)).chain(spans).collect(), link: Some(place) });
        }
        if place + 1 == self.steps.len() {
            lines.push(Line::default());
            let text = if debate.replies(turn.statement).next().is_none() {
                "(no answer recorded)"
            } else {
                "(the answer stands further up: they argue in a circle)"
            };
            for text in wrap(text, side.max(8)) {
                lines.push(Line { spans: vec![blanks(place + 1), Span::told(text, Role::Secondary)], link: None });
            }
        }
        lines
    }
}

/// A turn: who speaks, how it replies, the statement, the words and where they stand.
fn told(debate: &Debate, turn: Turn, columns: usize) -> Vec<Vec<Span>> {
    let mut lines = Vec::new();
    let paragraph = |text: &str, role: Role, lines: &mut Vec<Vec<Span>>| {
        lines.extend(Span::rows(text, wrap(text, columns), role).into_iter().map(|row| vec![row]));
    };
    if let Some(kind) = turn.relation {
        let glyph = Glyph::of_relation(kind);
        let words = kind.verb();
        let mut spans = vec![
            Span::told(glyph.sign(false), Role::Sign(glyph)),
            Span::told(format!(" {words}"), Role::Relation(kind)),
        ];
        if turn.choices > 1 {
            let told = format!("{} of {} replies ←→", turn.choice + 1, turn.choices);
            let gap = columns.saturating_sub(width(words) + 2 + width(&told));
            if gap > 0 {
                spans.push(Span::told(" ".repeat(gap), Role::Plain));
                spans.push(Span::told(told, Role::Secondary));
            }
        }
        lines.push(spans);
    }
    let statement = debate.statement(turn.statement);
    let who = speakers(debate, turn.statement, 3);
    if who.is_empty() {
        lines.extend(wrap("nobody in particular", columns).into_iter().map(|row| vec![Span::told(row, Role::Number)]));
    } else {
        paragraph(&who, Role::Number, &mut lines);
    }
    paragraph(statement.wording(), Role::Statement, &mut lines);
    // The words of one attribution tell enough here; the page has them all.
    if let Some(said) = statement.said.iter().find(|said| said.quote.is_some()).or(statement.said.first()) {
        if let Some(quote) = &said.quote {
            paragraph(&format!("“{quote}”"), Role::Quote, &mut lines);
        }
        if let Some(source) = said.source {
            paragraph(&format!("in {}", debate.source(source).title), Role::Secondary, &mut lines);
        }
    }
    lines
}
