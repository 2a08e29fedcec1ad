//! What stands in a box of the map, and how large the box is for it.

use crate::app::glyph::Glyph;
use crate::app::page::{Line, Role, Span};
use crate::app::place::speakers;
use crate::app::wording::{count, cut, longest_word, width, wrap, wrap_at_most};
use crate::debate::changes::Successors;
use crate::debate::{Debate, Statement, StatementIndex, StatementKind};

use super::drawing::{MapRequest, Zoom};

/// Up to so many columns a word is not broken, however narrow its box is to be.
const WORD: usize = 30;

/// Columns of a box beside its words.
pub(super) const FRAME: usize = 5;

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is of; none where that has gone from the debate since.
    pub statement: Option<StatementIndex>,
    /// What stands in it.
    pub lines: Vec<Line>,
    /// The columns there are for that.
    columns: usize,
}

impl Label {
    /// The columns and rows there are for it.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.columns, self.lines.len())
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
    /// The sign before the words, if there is one, and the words behind it.
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
        if zoom == Zoom::Sign {
            let sign =
                folded.map_or_else(|| sign_alone(debate, &request.statements, statement), |_| Some(Glyph::Closed));
            let text = sign.map_or("", |sign| sign.sign(false)).to_owned();
            let words = vec![text.clone()];
            let (lead, premises, voices, folded) = (sign, None, None, None);
            let columns = usize::from(lead.is_some());
            return Self {
                statement,
                columns,
                needed: columns,
                cut: columns,
                lead,
                text,
                words,
                premises,
                voices,
                folded,
            };
        }
        let lead = sign_before(debate, &request.statements, statement);
        let wording = debate.statement(statement).wording().replace('\n', " ");
        let text = lead.map_or_else(|| wording.clone(), |glyph| format!("{} {wording}", glyph.sign(false)));
        let columns = columns.max(longest_word(&text).min(WORD)).min(most).max(1);
        let words = wrap(&text, columns);
        let premises = premises(debate, &request.statements, statement);
        let voices = voices(debate, statement, columns);
        let mut telling = Self { statement, columns, needed: 0, cut: 0, lead, text, words, premises, voices, folded };
        telling.needed = telling.whole().iter().map(|line| width(&line.text())).max().unwrap_or(0);
        // A mark of cutting behind the longest line; and there may be room for everything in the end.
        let longest = telling.words.iter().map(|words| width(words)).max().unwrap_or(0);
        telling.cut = if folded.is_some() { columns } else { columns.min(longest + 1).max(telling.needed) };
        telling
    }

    /// The lines of everything.
    pub(super) fn rows(&self) -> usize {
        let others = [self.premises.is_some(), self.voices.is_some(), self.folded.is_some()];
        self.words.len() + others.into_iter().filter(|there| *there).count()
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
            return Label { statement, lines: self.whole(), columns: self.needed };
        }
        let mut words = wrap_at_most(&self.text, self.columns, lines.max(1));
        let mark = self.folded.map(|folded| format!(" {} {folded}", Glyph::Closed.sign(false)));
        if let (Some(mark), Some(last)) = (&mark, words.last_mut()) {
            let room = self.columns.saturating_sub(width(mark));
            if width(last) > room {
                *last = cut(&format!("{last} {}", "…".repeat(self.columns)), room);
            }
        }
        let mut told = self.set(&words);
        if let (Some(folded), Some(last)) = (self.folded, told.last_mut()) {
            last.spans.push(span(" ", Role::Plain));
            last.spans.extend([sign(Glyph::Closed), span(format!(" {folded}"), Role::Secondary)]);
        }
        Label { statement, lines: told, columns: self.cut }
    }

    fn whole(&self) -> Vec<Line> {
        let mut lines = self.set(&self.words);
        lines.extend(
            self.premises
                .iter()
                .map(|told| line(vec![sign(Glyph::Premise), span(format!(" {told}"), Role::Secondary)])),
        );
        lines.extend(self.voices.iter().map(|told| line(vec![span(told, Role::Secondary)])));
        lines.extend(
            self.folded
                .map(|folded| line(vec![sign(Glyph::Closed), span(format!(" {folded} folded up"), Role::Secondary)])),
        );
        lines
    }

    /// Wrapped words in lines, the sign before them as one.
    fn set(&self, words: &[String]) -> Vec<Line> {
        let set = |(place, words): (usize, &String)| match self.lead.filter(|_| place == 0) {
            Some(glyph) => {
                let rest = words.strip_prefix(glyph.sign(false)).unwrap_or_default();
                line(vec![sign(glyph), Span::text(rest, Role::Plain)])
            }
            None => line(vec![Span::text(words, Role::Plain)]),
        };
        words.iter().enumerate().map(set).collect()
    }
}

/// The sign before the words of a statement on a map of these, which are in order. What bears on something there shows by
/// the sign at its line what it is.
#[must_use]
pub fn sign_before(debate: &Debate, statements: &[StatementIndex], index: StatementIndex) -> Option<Glyph> {
    let statement = debate.statement(index);
    match statement.kind {
        StatementKind::Argument => None,
        StatementKind::Position if has_line(statement, statements) => None,
        kind => Some(Glyph::of_kind(kind)),
    }
}

/// The sign in a box that has no words: what bears on something there shows that by the sign at its line.
fn sign_alone(debate: &Debate, statements: &[StatementIndex], index: StatementIndex) -> Option<Glyph> {
    let statement = debate.statement(index);
    let is_silent = statement.kind != StatementKind::Question && has_line(statement, statements);
    (!is_silent).then(|| Glyph::of_kind(statement.kind))
}

/// Whether a line begins at a statement on a map of these.
fn has_line(statement: &Statement, statements: &[StatementIndex]) -> bool {
    statement.relations.iter().any(|relation| statements.binary_search(&relation.target).is_ok())
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

/// Columns and rows of a box with its frame, a blank at both sides and the sign of a line.
fn framed(columns: usize, rows: usize) -> (usize, usize) {
    (columns + FRAME, rows + 2)
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
