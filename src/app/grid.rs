//! The grid of actors and positions: who asserts, concedes, denies what, and who replies to it.
//!
//! How everybody stands is worked out once; a key press looks at one cell, a frame at those on the screen.

use std::sync::Arc;

use crate::debate::changes::Successors;
use crate::debate::{ActorIndex, Answer, Attribution, Child, Debate, SourceIndex, Stand, Stands, StatementIndex};

use super::glyph::Glyph;
use super::page::{Line, MEASURE, Role, Span};
use super::regions;
use super::selection::Selection;
use super::wording::wrap;

/// The most quotes and replies told of a cell; its page has them all.
const TOLD: usize = 20;

/// Columns by which what belongs to the line above is set in.
const INDENT: usize = 2;

/// The grid, its chosen cell and what is on the screen of it.
#[derive(Debug, Clone)]
pub struct Grid {
    stands: Arc<Stands>,
    row: Selection,
    column: Selection,
    /// What is told of a cell, for so many columns of the screen.
    told: Option<([usize; 3], Vec<Line>)>,
}

impl Grid {
    /// The grid of a debate, with the first cell chosen.
    #[must_use]
    pub fn new(debate: &Debate) -> Self {
        Self {
            stands: Arc::clone(debate.survey().stands()),
            row: Selection::default(),
            column: Selection::default(),
            told: None,
        }
    }

    /// The grid of another version of the debate, with the same cell chosen as far as it is there.
    pub(super) fn followed(&self, successors: &Successors, new: &Debate) -> Self {
        let mut followed = Self { row: self.row, column: self.column, ..Self::new(new) };
        followed.step(0, 0);
        if let Some(actor) = self.actor().and_then(|actor| successors.actor(actor)) {
            followed.choose_actor(actor);
        }
        if let Some(position) = self.answer().and_then(|answer| successors.statement(answer.position)) {
            followed.choose_position(position);
        }
        followed
    }

    /// How everybody stands to every position.
    #[must_use]
    pub fn stands(&self) -> &Stands {
        &self.stands
    }

    /// The chosen row and the first one on the screen.
    #[must_use]
    pub fn row(&self) -> Selection {
        self.row
    }

    /// The chosen column and the first one on the screen.
    #[must_use]
    pub fn column(&self) -> Selection {
        self.column
    }

    /// The actor of the chosen row; none where nobody stands to anything.
    #[must_use]
    pub fn actor(&self) -> Option<ActorIndex> {
        self.stands.actors().get(self.row.row()).copied()
    }

    /// The position of the chosen column; none in a debate without positions.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        self.stands.answers().get(self.column.row()).copied()
    }

    /// Where the chosen cell leads, and the way there: to the position, or where the actor does no more than reply to
    /// it, to the first reply.
    #[must_use]
    pub fn leads_to(&self, debate: &Debate) -> Option<Vec<StatementIndex>> {
        let answer = self.answer()?;
        let mut path = answer.path();
        if let Some(actor) = self.actor()
            && self.stands.of(actor, answer.position).eq([Stand::Replies])
        {
            path.extend(debate.replies_by(actor, answer.position).next().map(|reply| reply.statement));
        }
        Some(path)
    }

    /// Where the chosen actor says what the chosen cell tells.
    #[must_use]
    pub fn source(&self, debate: &Debate) -> Option<SourceIndex> {
        let (actor, position) = (self.actor()?, self.answer()?.position);
        let replies = debate.replies_by(actor, position).map(|reply| reply.statement);
        let mut said = std::iter::once(position).chain(replies).flat_map(|index| &debate.statement(index).said);
        said.find_map(|said| said.source.filter(|_| said.actor == actor))
    }

    pub(super) fn step(&mut self, rows: isize, columns: isize) {
        self.row.step(rows, self.stands.actors().len());
        self.column.step(columns, self.stands.answers().len());
    }

    /// Chooses the column of a position, if it is one.
    pub(super) fn choose_position(&mut self, position: StatementIndex) {
        // It may answer two questions: the one that is chosen is as good as the first.
        if self.answer().is_some_and(|answer| answer.position == position) {
            return;
        }
        if let Some(column) = self.stands.answers().iter().position(|answer| answer.position == position) {
            self.column.row = column;
        }
    }

    /// Chooses the row of an actor. Returns whether they have one.
    pub(super) fn choose_actor(&mut self, actor: ActorIndex) -> bool {
        let row = self.stands.actors().binary_search(&actor);
        if let Ok(row) = row {
            self.row.row = row;
        }
        row.is_ok()
    }

    /// Scrolls as little as needed for the chosen cell to be on the screen, and tells what it means.
    pub(super) fn settle(&mut self, debate: &Debate, regions: &regions::Grid) {
        self.row.show(self.row.row, self.stands.actors().len(), regions.rows());
        self.column.show(self.column.row, self.stands.answers().len(), regions.columns());
        let columns = regions.told.map_or(0, |area| usize::from(area.width)).min(MEASURE);
        let of = [columns, self.row.row, self.column.row];
        if self.told.as_ref().is_none_or(|(told, _)| *told != of) {
            self.told = Some((of, if columns == 0 { Vec::new() } else { self.tell(debate, columns) }));
        }
    }

    /// What the chosen cell means, in words.
    #[must_use]
    pub fn told(&self) -> &[Line] {
        self.told.as_ref().map_or(&[], |(_, lines)| lines)
    }

    fn tell(&self, debate: &Debate, columns: usize) -> Vec<Line> {
        let (Some(actor), Some(Answer { question, position })) = (self.actor(), self.answer()) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        let mut lead = vec![span(debate.actor(actor).name.as_str(), Role::Number), span(" ", Role::Plain)];
        let stands: Vec<Stand> = self.stands.of(actor, position).collect();
        for (place, stand) in stands.iter().enumerate() {
            if place > 0 {
                lead.push(span(if place + 1 == stands.len() { " and " } else { ", " }, Role::Plain));
            }
            lead.push(match stand {
                Stand::Says(stance) => span(stance.verb(), Role::Stance(*stance)),
                Stand::Replies => span("replies to", Role::Plain),
            });
        }
        if stands.is_empty() {
            lead.push(span("neither speaks nor replies to", Role::Secondary));
        }
        lead.push(span(":", Role::Plain));
        paragraph(&mut lines, columns, 0, &lead, ("", Role::Plain));
        let sign = [span(Glyph::Position.sign(false), Role::Sign(Glyph::Position)), span(" ", Role::Plain)];
        paragraph(&mut lines, columns, 0, &sign, (debate.statement(position).wording(), Role::Statement));
        if let Some(question) = question {
            let lead = [span("answers: ", Role::Secondary)];
            paragraph(&mut lines, columns, INDENT, &lead, (debate.statement(question).wording(), Role::Secondary));
        }
        let said = debate.statement(position).said.iter().filter(|said| said.actor == actor);
        said.take(TOLD).for_each(|said| tell_said(&mut lines, debate, said, stands.len() > 1, columns));
        for reply in debate.replies_by(actor, position).take(TOLD) {
            tell_reply(&mut lines, debate, actor, reply, columns);
        }
        lines
    }
}

/// The words and where they stand; which stance it is, where there are several.
fn tell_said(lines: &mut Vec<Line>, debate: &Debate, said: &Attribution, name_it: bool, columns: usize) {
    let lead = if name_it && (said.quote.is_some() || said.source.is_some()) {
        vec![span(said.stance.verb(), Role::Stance(said.stance)), span(": ", Role::Plain)]
    } else {
        Vec::new()
    };
    let source = said.source.map(|source| {
        let at = said.place.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        format!("in {}{at}", debate.source(source).title)
    });
    match (&said.quote, source) {
        (Some(quote), source) => {
            paragraph(lines, columns, 0, &lead, (&format!("“{quote}”"), Role::Quote));
            if let Some(source) = source {
                paragraph(lines, columns, INDENT, &[], (&source, Role::Secondary));
            }
        }
        (None, Some(source)) => paragraph(lines, columns, 0, &lead, (&source, Role::Secondary)),
        (None, None) => {}
    }
}

fn tell_reply(lines: &mut Vec<Line>, debate: &Debate, actor: ActorIndex, reply: &Child, columns: usize) {
    let glyph = Glyph::of_relation(reply.kind);
    let statement = debate.statement(reply.statement);
    let lead = [
        span(glyph.sign(false), Role::Sign(glyph)),
        span(" ", Role::Plain),
        span(reply.kind.verb(), Role::Relation(reply.kind)),
        span(": ", Role::Plain),
    ];
    paragraph(lines, columns, 0, &lead, (statement.wording(), Role::Plain));
    let words = statement.said.iter().filter(|said| said.actor == actor).find_map(|said| said.quote.as_ref());
    if let Some(quote) = words {
        paragraph(lines, columns, INDENT, &[], (&format!("“{quote}”"), Role::Quote));
    }
}

fn span(text: impl Into<String>, role: Role) -> Span {
    Span::told(text, role)
}

/// `text` behind `lead`, wrapped together and set in by `indent`.
fn paragraph(lines: &mut Vec<Line>, columns: usize, indent: usize, lead: &[Span], (text, role): (&str, Role)) {
    let indent = indent.min(columns / 4);
    let pieces: Vec<(&str, Role)> =
        lead.iter().map(|span| (span.text.as_str(), span.role)).chain([(text, role)]).collect();
    let whole: String = pieces.iter().map(|(text, _)| *text).collect();
    let mut told = 0;
    for line in wrap(&whole, columns - indent) {
        // A line is a piece of the whole, less the blanks between it and the next.
        let start = whole[told..].find(&line).map_or(told, |at| told + at);
        told = start + line.len();
        let mut spans = vec![span(" ".repeat(indent), Role::Plain)];
        let mut at = 0;
        for (text, role) in &pieces {
            let (from, to) = (start.max(at), told.min(at + text.len()));
            if from < to {
                spans.push(span(whole.get(from..to).unwrap_or_default(), *role));
            }
            at += text.len();
        }
        lines.push(Line { spans, link: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Size;
    use crate::format::{Origin, read};

    const YAML: &str = "
agon: 1
title: T
actors: {a: {name: Ann}, b: {name: Bob}, c: {name: Cid}, d: {name: Dan}}
sources: {s: {title: A source}}
questions: {q: {text: Which?}, r: {text: Who?}}
positions:
  one: {answers: q, text: The first, said: [{by: b, in: s, quote: it is, at: page 1}, {by: d, stance: denies, in: s}]}
  two: {answers: [q, r], text: The second, said: {by: a, stance: concedes}}
arguments:
  against: {text: Not so, rebuts: one, said: [{by: c, quote: no}, {by: d}]}
";

    fn debate() -> Debate {
        read(YAML.as_bytes(), &Origin::named("test")).expect("a debate")
    }

    #[test]
    fn a_cell_is_told_in_words_and_leads_to_what_it_means() {
        let debate = debate();
        let mut grid = Grid::new(&debate);
        for (row, column, told, leads_to) in [
            (0, 0, &["Ann neither speaks nor replies to:", "◆ The first", "  answers: Which?"][..], "q one"),
            (0, 1, &["Ann concedes:", "◆ The second", "  answers: Which?"], "q two"),
            (0, 2, &["Ann concedes:", "◆ The second", "  answers: Who?"], "r two"),
            (1, 0, &["Bob asserts:", "◆ The first", "  answers: Which?", "“it is”", "  in A source, page 1"], "q one"),
            (
                2,
                0,
                &["Cid replies to:", "◆ The first", "  answers: Which?", "× rebuts: Not so", "  “no”"],
                "q one against",
            ),
            (
                3,
                0,
                &[
                    "Dan denies and replies to:",
                    "◆ The first",
                    "  answers: Which?",
                    "denies: in A source",
                    "× rebuts: Not so",
                ],
                "q one",
            ),
        ] {
            grid.step(isize::MIN + 1, isize::MIN + 1);
            grid.step(row, column);
            grid.settle(&debate, &regions::grid(Size { width: 100, height: 30 }));
            let lines: Vec<String> = grid.told().iter().map(Line::text).collect();
            assert_eq!(lines, told);
            let path = grid.leads_to(&debate).expect("somewhere");
            let ids: Vec<&str> = path.iter().map(|index| &*debate.statement(*index).id).collect();
            assert_eq!(ids.join(" "), leads_to);
        }
    }

    #[test]
    fn what_is_told_keeps_its_meaning_wherever_it_wraps() {
        let lead = [span("◆", Role::Sign(Glyph::Position)), span(" a b ", Role::Quote)];
        for (columns, expected) in [
            (20, &["◆| a b |cc dd"][..]),
            (6, &["◆| a b", "cc dd"]),
            (4, &["◆| a", "b |cc", "dd"]),
            (2, &["◆", "a", "b", "cc", "dd"]),
        ] {
            let mut lines = Vec::new();
            paragraph(&mut lines, columns, 0, &lead, ("cc dd", Role::Plain));
            let shown = |line: &Line| -> String {
                let texts: Vec<&str> = line.spans[1..].iter().map(|span| span.text.as_str()).collect();
                texts.join("|")
            };
            assert_eq!(lines.iter().map(shown).collect::<Vec<_>>(), expected, "in {columns}");
        }
    }

    #[test]
    fn rows_and_columns_are_chosen_by_what_they_are_of() {
        let debate = debate();
        let mut grid = Grid::new(&debate);
        let position = |id: &str| debate.statement_by_id(id).expect(id);
        grid.step(0, 2);
        grid.choose_position(position("two"));
        assert_eq!(grid.column().row(), 2, "it stays under the question it was chosen under");
        grid.choose_position(position("one"));
        grid.choose_position(position("two"));
        assert_eq!(grid.column().row(), 1);
        grid.choose_position(position("against"));
        assert_eq!(grid.column().row(), 1);
        assert!(grid.choose_actor(debate.actor_by_id("c").expect("c")));
        assert_eq!(grid.row().row(), 2);
        assert!(!grid.choose_actor(ActorIndex::new(9)));
        assert_eq!(grid.row().row(), 2);
    }
}
