//! What stands in a box of the map, and how large the box is for it.

use crate::app::glyph::Glyph;
use crate::app::page::{Line, Role, Span};
use crate::app::place::speakers;
use crate::app::wording::{count, cut, longest_word, width, wrap, wrap_at_most};
use crate::debate::changes::Successors;
use crate::debate::{Debate, StatementIndex, StatementKind};
use crate::map::{Size, Words};

use super::drawing::{MapRequest, Zoom};

/// Up to so many columns a word is not broken, however narrow its box is to be.
const WORD: usize = 30;

/// Columns of a box beside its words: the frame, blanks, and the sign before them.
pub(super) const FRAME: usize = 4 + Words::SIGN;

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is of; none where that has gone from the debate since.
    pub statement: Option<StatementIndex>,
    /// What stands in it.
    pub lines: Vec<Line>,
    /// The columns there are for that.
    columns: usize,
    /// How many of the last lines are no words of it.
    foot: usize,
}

impl Label {
    /// The room there is for it.
    pub(super) fn size(&self) -> Size {
        Size { columns: self.columns, rows: self.lines.len(), foot: self.foot }
    }

    /// The same when the debate has become another one.
    pub(super) fn followed(&self, successors: &Successors) -> Self {
        let statement = self.statement.and_then(|statement| successors.statement(statement));
        Self { statement, ..self.clone() }
    }
}

/// All that can be told of a statement in a box, in lines: its size is known before it is cut to what there is room for.
#[derive(Debug)]
pub(super) struct Telling {
    statement: StatementIndex,
    /// The columns there may be; those that are needed where nothing is cut, and where something is.
    columns: usize,
    needed: usize,
    cut: usize,
    /// The sign before the words, if there is one.
    lead: Option<Glyph>,
    text: String,
    words: Vec<String>,
    /// How many of its linked premises are on the map, where some are not.
    premises: Option<String>,
    /// Who speaks and how many reply, in a line.
    voices: Option<String>,
    folded: Option<usize>,
}

impl Telling {
    /// What is told of a statement in lines of so many columns; of more where a word is longer and they are not the `most`
    /// there can be.
    pub(super) fn new(
        request: &MapRequest,
        statement: StatementIndex,
        zoom: Zoom,
        columns: usize,
        most: usize,
    ) -> Self {
        let debate = &*request.debate;
        let folded = request.folded.get(&statement).copied();
        let lead = sign_before(debate, &request.statements, statement);
        if zoom == Zoom::Sign {
            let lead = if folded.is_some() { Some(Glyph::Closed) } else { lead };
            return Self {
                statement,
                columns: 0,
                needed: usize::from(lead.is_some()),
                cut: usize::from(lead.is_some()),
                lead,
                text: String::new(),
                words: vec![String::new()],
                premises: None,
                voices: None,
                folded: None,
            };
        }
        let text = debate.statement(statement).wording().replace('\n', " ");
        let columns = columns.max(longest_word(&text).min(WORD)).min(most).max(1);
        let words = wrap(&text, columns);
        let premises = premises(debate, &request.statements, statement);
        let voices = voices(debate, statement, columns);
        let mut telling = Self { statement, columns, needed: 0, cut: 0, lead, text, words, premises, voices, folded };
        telling.needed = telling.whole().iter().map(|line| width(&line.text())).max().unwrap_or(0);
        // A mark of cutting behind the longest line; and there may be room for everything in the end.
        let longest = telling.words.iter().map(|words| width(words)).max().unwrap_or(0);
        let sign = lead.map_or(0, |_| Words::SIGN);
        telling.cut =
            if folded.is_some() { sign + columns } else { (sign + columns.min(longest + 1)).max(telling.needed) };
        telling
    }

    /// The lines of everything.
    pub(super) fn rows(&self) -> usize {
        self.words.len() + self.foot()
    }

    /// Those of them below the words.
    pub(super) fn foot(&self) -> usize {
        let others = [self.premises.is_some(), self.voices.is_some(), self.folded.is_some()];
        others.into_iter().filter(|there| *there).count()
    }

    /// Columns and rows of a box with at most so many lines, with its frame.
    pub(super) fn size(&self, lines: usize) -> (usize, usize) {
        if lines >= self.rows() {
            framed(self.needed, self.rows())
        } else {
            framed(self.cut, self.words.len().min(lines))
        }
    }

    /// A box with at most so many lines. In fewer than there are for everything stand the words alone, cut at a word; what
    /// is folded up is told in any case.
    pub(super) fn label(&self, lines: usize) -> Label {
        let statement = Some(self.statement);
        if lines >= self.rows() {
            return Label { statement, lines: self.whole(), columns: self.needed, foot: self.foot() };
        }
        let mut words = wrap_at_most(&self.text, self.columns, lines.max(1));
        let mark = self.folded.map(|folded| format!(" {} {folded}", Glyph::Closed.sign(false)));
        if let (Some(mark), Some(last)) = (&mark, words.last_mut()) {
            let room = self.columns.saturating_sub(width(mark));
            if width(last) > room {
                *last = cut(&format!("{last} {}", "…".repeat(self.columns)), room);
            }
        }
        let mut told = self.led(words.into_iter().map(|words| vec![Span::text(words, Role::Plain)]));
        if let (Some(folded), Some(last)) = (self.folded, told.last_mut()) {
            last.spans.push(span(" ", Role::Plain));
            last.spans.extend([sign(Glyph::Closed), span(format!(" {folded}"), Role::Secondary)]);
        }
        Label { statement, lines: told, columns: self.cut, foot: 0 }
    }

    fn whole(&self) -> Vec<Line> {
        let words = self.words.iter().map(|words| vec![Span::text(words, Role::Plain)]);
        let premises =
            self.premises.iter().map(|told| vec![sign(Glyph::Premise), span(format!(" {told}"), Role::Secondary)]);
        let voices = self.voices.iter().map(|told| vec![span(told, Role::Secondary)]);
        let folded =
            self.folded.map(|folded| vec![sign(Glyph::Closed), span(format!(" {folded} folded up"), Role::Secondary)]);
        self.led(words.chain(premises).chain(voices).chain(folded))
    }

    /// Lines with the sign before the first one; the others hang below its words.
    fn led(&self, lines: impl Iterator<Item = Vec<Span>>) -> Vec<Line> {
        let led = |(place, spans): (usize, Vec<Span>)| {
            let before = match self.lead {
                Some(glyph) if place == 0 && self.text.is_empty() => vec![sign(glyph)],
                Some(glyph) if place == 0 => vec![sign(glyph), span(" ", Role::Plain)],
                Some(_) => vec![span("  ", Role::Plain)],
                None => vec![],
            };
            line(before.into_iter().chain(spans).collect())
        };
        lines.enumerate().map(led).collect()
    }
}

/// The sign before the words of a statement on a map of these, which are in order: how it bears on what is there, if it
/// does so in one way; what it is where it bears on nothing.
#[must_use]
pub fn sign_before(debate: &Debate, statements: &[StatementIndex], index: StatementIndex) -> Option<Glyph> {
    let relations = debate.statement(index).relations.iter();
    let mut kinds =
        relations.filter(|relation| statements.binary_search(&relation.target).is_ok()).map(|relation| relation.kind);
    match kinds.next() {
        Some(first) => kinds.all(|kind| kind == first).then(|| Glyph::of_relation(first)),
        None => sign_of_kind(debate, index),
    }
}

/// The sign of what a statement is by itself; an argument needs none.
#[must_use]
pub fn sign_of_kind(debate: &Debate, index: StatementIndex) -> Option<Glyph> {
    let kind = debate.statement(index).kind;
    (kind != StatementKind::Argument).then(|| Glyph::of_kind(kind))
}

/// How many of the premises on which a statement rests only together are on a map of these, where that is some of them:
/// what is there is not enough by itself.
#[must_use]
pub fn premises(debate: &Debate, statements: &[StatementIndex], index: StatementIndex) -> Option<String> {
    let because = &debate.statement(index).because;
    let shown = because.iter().filter(|premise| statements.binary_search(premise).is_ok()).count();
    (shown > 0 && shown < because.len()).then(|| format!("{shown} of {} premises", because.len()))
}

/// Who speaks to a statement and how many reply, in a line of at most `columns`, if there is anything. A name of which not
/// even the first word fits gives way to the replies.
#[must_use]
pub fn voices(debate: &Debate, index: StatementIndex, columns: usize) -> Option<String> {
    let replies = match debate.replies(index).count() {
        0 => String::new(),
        replies => count(replies, "reply", "replies"),
    };
    let names = speakers(debate, index, 2);
    let room = columns.saturating_sub(if replies.is_empty() { 0 } else { width(&replies) + 3 });
    let first = names.split(' ').next().map_or(0, width);
    let fits = replies.is_empty() || room > first || width(&names) <= room;
    let who = if fits { cut(&names, room) } else { String::new() };
    let told: Vec<&str> = [who.as_str(), &replies].into_iter().filter(|words| !words.is_empty()).collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// Columns and rows of a box with its frame and a blank at both sides.
fn framed(columns: usize, rows: usize) -> (usize, usize) {
    (columns + FRAME - Words::SIGN, rows + 2)
}

fn span(text: impl Into<String>, role: Role) -> Span {
    Span::told(text, role)
}

fn sign(glyph: Glyph) -> Span {
    span(glyph.sign(false), Role::Sign(glyph))
}

fn line(spans: Vec<Span>) -> Line {
    Line { spans, link: None }
}
