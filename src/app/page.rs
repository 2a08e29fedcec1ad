//! The page of a place: its text as lines of meaning and the links on it.
//!
//! A page knows what each piece of it means ([`Role`]), not how that looks, so that the screen and `agon show` are made
//! from the same page and cannot tell different things.

mod actors;
mod changed;
mod compose;
mod line;
mod places;
mod problem;
mod statement;
mod trail;

use std::ops::Range;
use std::sync::Arc;

use crate::debate::{Debate, Order, RelationKind, Stance, StatementIndex};
use crate::format::Diagnostic;
use crate::search::{Field, Passage};

use super::changes::{self, Fate};
use super::glyph::Glyph;
use super::listing::Gone;
use super::place::Place;
use compose::Composer;
pub use compose::tally;
pub use line::{Line, Origin, Span};
pub use trail::Trail;

/// The most columns of text a page uses: longer lines are hard to read.
pub const MEASURE: usize = 76;

/// How a page is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// At most so many columns, and never more than [`MEASURE`].
    pub columns: usize,
    /// At most so many links in each of its groups.
    pub most: usize,
    /// The order of what bears on a statement.
    pub order: Order,
}

/// What a piece of a page means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What is being read: the statement itself, a name, a title.
    Statement,
    /// Ordinary text.
    Plain,
    /// Of less weight: the path, roles, places, counts.
    Secondary,
    /// The head of a section.
    Heading,
    /// Somebody's words.
    Quote,
    /// A sign.
    Sign(Glyph),
    /// The word of a relation.
    Relation(RelationKind),
    /// The word of a stance.
    Stance(Stance),
    /// The number of a link; what a line is about.
    Number,
    /// What was taken out of a text.
    Gone,
    /// What was put into a text.
    Added,
    /// What is wrong.
    Fault,
}

/// What there is between the reader and what the page shows: what they have put on a statement, and what they have not
/// seen yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Own<'a> {
    /// Whether there is a bookmark.
    pub bookmarked: bool,
    /// Their note.
    pub note: Option<&'a str>,
    /// What became of it since they last saw it, and how it differs.
    pub changed: Option<(Fate, &'a [changes::Line])>,
}

/// Somewhere the page leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Where to.
    pub place: Place,
    /// For a statement: the way down from the one at hand, or up from it.
    pub direction: Direction,
    /// The digit that goes there, 1 to 9.
    pub number: Option<u8>,
    /// The source named in the same attribution, for a link to its actor; and the other way round the actor.
    pub beside: Option<Place>,
    /// Its first line.
    pub first: usize,
    /// Its last line.
    pub last: usize,
}

/// Which way a link leads from the statement at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To a statement it bears on.
    Up,
    /// To a statement that bears on it.
    Down,
    /// Elsewhere.
    Across,
}

/// The page of one place, laid out for a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is the page of; where that is nothing in the debate, where the reader is.
    pub place: Option<Place>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Where it leads, from top to bottom.
    pub links: Vec<Link>,
}

impl Page {
    /// Lays out the page of `place`.
    ///
    /// `path` is the way on which the reader came to a statement, from a root down to it; it is shown on top.
    #[must_use]
    pub fn new(debate: &Debate, place: Place, path: &[StatementIndex], setting: Setting) -> Self {
        Self::with_own(debate, place, &Trail::along(path), setting, Own::default())
    }

    /// The same with what the reader has put on a statement.
    #[must_use]
    pub fn with_own(debate: &Debate, place: Place, trail: &Trail, setting: Setting, own: Own<'_>) -> Self {
        let mut composer = Composer::new(debate, setting);
        // Of a statement it stands below its words; other pages are long.
        if let (Some(changed), false) = (own.changed, matches!(place, Place::Statement(_))) {
            changed::compose(&mut composer, changed);
            composer.blank();
        }
        match place {
            Place::Statement(index) => statement::compose(&mut composer, index, trail, own),
            Place::Actor(index) => actors::actor(&mut composer, index),
            Place::Between(one, other) => actors::between(&mut composer, one, other),
            Place::Source(index) => places::source(&mut composer, index),
            Place::Event(index) => places::event(&mut composer, index),
            Place::Tag(index) => places::tag(&mut composer, index),
        }
        composer.finish(Some(place))
    }

    /// What is left of something that is not in the debate any more. `place` is where the reader is.
    #[must_use]
    pub fn of_gone(debate: &Debate, place: Option<Place>, gone: &Gone, own: Own<'_>, columns: usize) -> Self {
        let mut composer = Composer::new(debate, Setting { columns, most: 0, order: Order::File });
        statement::compose_gone(&mut composer, gone, own);
        composer.finish(place)
    }

    /// An error in the file. `place` is where the reader is.
    #[must_use]
    pub fn of_problem(debate: &Debate, place: Option<Place>, problem: &Diagnostic, columns: usize) -> Self {
        let mut composer = Composer::new(debate, Setting { columns, most: 0, order: Order::File });
        problem::compose(&mut composer, problem);
        composer.finish(place)
    }

    /// The lines of the match that stands highest, of passages of what it is the page of. What it leads to has the same
    /// words often, and does not count.
    #[must_use]
    pub fn lines_of(&self, passages: &[Passage]) -> Option<Range<usize>> {
        let matches = passages.iter().filter_map(|passage| self.match_of(passage));
        matches.min_by_key(|lines| lines.start)
    }

    /// The lines of the first match of a passage: where the passage stands by itself, or else with other words.
    fn match_of(&self, passage: &Passage) -> Option<Range<usize>> {
        let (wanted, bytes) = (passage.text.as_str(), passage.matches.first()?);
        let by_itself = |text: &str| text.find(wanted).filter(|_| text.trim_matches(['“', '”']) == wanted);
        let with_others = |text: &str| text.find(wanted);
        let of = passage.field;
        let line = |byte| self.line_in(of, byte, by_itself).or_else(|| self.line_in(of, byte, with_others));
        let first = line(bytes.start)?;
        let last = line(bytes.end.saturating_sub(1)).map_or(first, |last| last.max(first));
        Some(first..last + 1)
    }

    /// The line with a byte of a passage of a field, by where that stands in a text.
    fn line_in(&self, field: Field, byte: usize, find: impl Fn(&str) -> Option<usize>) -> Option<usize> {
        // The rows of a text stand below each other: it is looked through once.
        let mut last: Option<(&Arc<str>, Option<usize>)> = None;
        self.lines.iter().position(|line| {
            self.may_have(line, field)
                && line.spans.iter().any(|span| match &span.origin {
                    Origin::Program => false,
                    Origin::Text => find(&span.text).is_some(),
                    Origin::Row(whole, start) => {
                        let found = match last {
                            Some((text, found)) if Arc::ptr_eq(text, whole) => found,
                            _ => find(whole),
                        };
                        last = Some((whole, found));
                        found.is_some_and(|found| (*start..*start + span.text.len()).contains(&(found + byte)))
                    }
                })
        })
    }

    /// Whether a field of what it is the page of may stand on a line: speakers, sources and tags are links to them, all
    /// else is no link.
    fn may_have(&self, line: &Line, field: Field) -> bool {
        let leads_to = line.link.and_then(|link| self.links.get(link)).map(|link| link.place);
        match field {
            Field::Speaker => matches!(leads_to, Some(Place::Actor(_))),
            Field::Source => matches!(leads_to, Some(Place::Source(_))),
            Field::Tag if !matches!(self.place, Some(Place::Tag(_))) => matches!(leads_to, Some(Place::Tag(_))),
            _ => leads_to.is_none(),
        }
    }

    /// The page as plain text, one line a line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(&line.text());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests;
