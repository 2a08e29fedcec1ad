//! An exchange: a thread of replies as a conversation, claim and answer in turn.
//!
//! It runs from a claim that replies to nothing, through the statement at hand, down to where nobody has replied; at
//! every turn one of the replies to the turn before is chosen, and the others can be stepped through. A statement comes
//! only once: where people argue in a circle, the thread ends and says so.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use crate::debate::changes::Successors;
use crate::debate::{Child, Debate, RelationKind, StatementIndex};

use super::glyph::Glyph;
use super::page::{Line, Role, Span};
use super::place::speakers;
use super::wording::{width, wrap};

/// From this width on, the two sides stand side by side; below, they alternate by indentation.
const SIDE_BY_SIDE: usize = 80;

/// The most columns of text on one side: longer lines are hard to read.
const MEASURE: usize = 60;

/// One statement of the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The statement.
    pub statement: StatementIndex,
    /// How it replies to the turn before; none for the first.
    pub relation: Option<RelationKind>,
    /// Which of the replies to the turn before it is, from 0.
    pub choice: usize,
    /// How many replies there are to the turn before.
    pub choices: usize,
}

/// A thread of replies, and the chosen turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The way from a root down to the first turn, which is left out.
    above: Vec<StatementIndex>,
    turns: Vec<Turn>,
    cursor: usize,
    /// The lines for so many columns, once they are asked for; they are the same whichever turn is chosen.
    laid_out: Option<(usize, Vec<Line>)>,
}

impl Exchange {
    /// The thread through the statement at the end of `path`, a way down from a root. None where the path is empty.
    #[must_use]
    pub fn new(debate: &Debate, path: &[StatementIndex]) -> Option<Self> {
        let last = *path.last()?;
        let mut under = HashMap::new();
        for pair in path.windows(2).filter(|pair| pair[1] != path[0]) {
            under.entry(pair[1]).or_insert(pair[0]);
        }
        // Upwards first, and then turned round.
        let mut thread = vec![last];
        let mut told = HashSet::from([last]);
        let mut at = last;
        while let Some(before) = replies_to(debate, &under, at).filter(|before| told.insert(*before)) {
            thread.push(before);
            at = before;
        }
        thread.reverse();
        let above = if let Some(first) = path.iter().position(|step| *step == thread[0]) {
            path[..first].to_vec()
        } else {
            let mut above = debate.path(thread[0]);
            above.pop();
            above
        };
        let mut turns = vec![Turn { statement: thread[0], relation: None, choice: 0, choices: 1 }];
        for pair in thread.windows(2) {
            let choice = debate.replies(pair[0]).position(|child| child.statement == pair[1])?;
            turns.push(turn(debate, pair[0], choice)?);
        }
        let cursor = turns.len() - 1;
        let mut exchange = Self { above, turns, cursor, laid_out: None };
        exchange.run_on(debate);
        Some(exchange)
    }

    /// The same thread in another version of the debate, with the same turn chosen; none where that has gone or stands in
    /// no such thread any more.
    pub(super) fn followed(&self, successors: &Successors, new: &Debate) -> Option<Self> {
        let here = successors.statement(self.turns.get(self.cursor)?.statement)?;
        let turns = self.turns.iter().map(|turn| turn.statement);
        let path: Vec<StatementIndex> = self.above.iter().copied().chain(turns).collect();
        let mut followed = Self::new(new, &successors.path(&path))?;
        followed.cursor = followed.turns.iter().position(|turn| turn.statement == here)?;
        Some(followed)
    }

    /// Goes on with the first reply each time, to the end of the thread.
    fn run_on(&mut self, debate: &Debate) {
        let mut told: HashSet<StatementIndex> = self.turns.iter().map(|turn| turn.statement).collect();
        while let Some(next) = self.turns.last().and_then(|last| turn(debate, last.statement, 0)) {
            if !told.insert(next.statement) {
                break;
            }
            self.turns.push(next);
        }
    }

    /// The turns, the claim first.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The chosen turn.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The way from a root down to the chosen turn.
    #[must_use]
    pub fn path(&self) -> Vec<StatementIndex> {
        let turns = self.turns[..=self.cursor].iter().map(|turn| turn.statement);
        self.above.iter().copied().chain(turns).collect()
    }

    /// Moves by `by` turns.
    pub(super) fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.turns.len() - 1);
    }

    /// Chooses a turn.
    pub(super) fn choose(&mut self, turn: usize) {
        self.cursor = turn.min(self.turns.len() - 1);
    }

    /// Takes another reply in place of the chosen turn: the next or the one before, round and round.
    pub(super) fn other_reply(&mut self, debate: &Debate, forward: bool) {
        let Turn { choice, choices, .. } = self.turns[self.cursor];
        self.other_reply_at(debate, if forward { choice + 1 } else { choice + choices - 1 } % choices);
    }

    fn other_reply_at(&mut self, debate: &Debate, wanted: usize) {
        let Some(before) = self.cursor.checked_sub(1).map(|before| self.turns[before].statement) else { return };
        if let Some(other) = turn(debate, before, wanted) {
            self.turns.truncate(self.cursor);
            self.turns.push(other);
            self.run_on(debate);
            if let Some((columns, _)) = self.laid_out.take() {
                self.lay_out(debate, columns);
            }
        }
    }

    /// Moves to the first reply to the chosen turn, if there is one that does not stand further up.
    pub(super) fn take_first_reply(&mut self, debate: &Debate) {
        if self.cursor + 1 == self.turns.len() {
            return;
        }
        self.cursor += 1;
        if self.turns[self.cursor].choice > 0 {
            self.other_reply_at(debate, 0);
        }
    }

    /// Lays the lines out for so many columns, where they are not.
    pub(super) fn lay_out(&mut self, debate: &Debate, columns: usize) {
        if self.laid_out.as_ref().is_none_or(|(of, _)| *of != columns) {
            self.laid_out = Some((columns, self.lines(debate, columns)));
        }
    }

    /// The lines as they were laid out last.
    #[must_use]
    pub fn laid_out(&self) -> &[Line] {
        self.laid_out.as_ref().map_or(&[], |(_, lines)| lines)
    }

    /// The first and last line of each turn, as they were laid out last. What ends the thread belongs to the last one.
    fn lines_of_turns(&self) -> Vec<(usize, usize)> {
        let mut turns: Vec<(usize, usize)> = Vec::with_capacity(self.turns.len());
        for (place, line) in self.laid_out().iter().enumerate() {
            match line.link {
                Some(turn) if turn == turns.len() => turns.push((place, place)),
                Some(turn) => turns[turn].1 = place,
                None => {}
            }
        }
        if let Some((_, last)) = turns.last_mut() {
            *last = self.laid_out().len() - 1;
        }
        turns
    }

    /// Which lines may be the first of `height` on the screen so that lines `first` to `last` are seen whole, or, where
    /// they are more than that, nothing else.
    fn shown_from(&self, (first, last): (usize, usize), height: usize) -> RangeInclusive<usize> {
        let highest = (last + 1).saturating_sub(height);
        highest.min(first)..=highest.max(first).min(self.laid_out().len().saturating_sub(height))
    }

    /// The first and last line of the chosen turn.
    pub(super) fn chosen_lines(&self) -> (usize, usize) {
        self.lines_of_turns().get(self.cursor).copied().unwrap_or_default()
    }

    /// The line to be the first of `height` on the screen: `wanted`, or the nearest to it with which the chosen turn is
    /// seen.
    pub(super) fn scrolled(&self, wanted: usize, height: usize) -> usize {
        let shown = self.shown_from(self.chosen_lines(), height);
        wanted.clamp(*shown.start(), *shown.end())
    }

    /// The turn to choose with the line `wanted` as the first of `height` on the screen: the chosen one, or the nearest
    /// that is seen as it should, or the next one on the way.
    pub(super) fn turn_shown_from(&self, wanted: usize, height: usize, down: bool) -> usize {
        let lines = self.lines_of_turns();
        let shown = |turn: &usize| self.shown_from(lines[*turn], height);
        let seen = |turn: &usize| shown(turn).contains(&wanted);
        let (before, after) = (|| (0..self.cursor.min(lines.len())).rev(), || self.cursor..lines.len());
        let here = after().find(seen).or_else(|| before().find(seen));
        let next = if down {
            after().find(|turn| *shown(turn).start() > wanted)
        } else {
            before().find(|turn| *shown(turn).end() < wanted)
        };
        here.or(next).unwrap_or(self.cursor)
    }

    /// The thread as lines of at most `columns`; each belongs to a turn, as its link.
    #[must_use]
    pub fn lines(&self, debate: &Debate, columns: usize) -> Vec<Line> {
        let side = if columns >= SIDE_BY_SIDE { ((columns - 4) / 2).min(MEASURE) } else { columns.saturating_sub(4) };
        let right = if columns >= SIDE_BY_SIDE { side + 4 } else { 4.min(columns / 8) };
        let mut lines = Vec::new();
        for (place, turn) in self.turns.iter().enumerate() {
            if place > 0 {
                lines.push(Line::default());
            }
            let indent = if place.is_multiple_of(2) { 0 } else { right };
            for spans in told(debate, *turn, side.max(8)) {
                let blank = Span { text: " ".repeat(indent), role: Role::Plain };
                let spans = std::iter::once(blank).chain(spans).collect();
                lines.push(Line { spans, link: Some(place) });
            }
        }
        if let Some(last) = self.turns.last() {
            lines.push(Line::default());
            let text = if debate.replies(last.statement).next().is_none() {
                "(no answer recorded)"
            } else {
                "(the answer stands further up: they argue in a circle)"
            };
            let indent = if self.turns.len().is_multiple_of(2) { 0 } else { right };
            for text in wrap(text, side.max(8)) {
                let blank = Span { text: " ".repeat(indent), role: Role::Plain };
                lines.push(Line { spans: vec![blank, Span { text, role: Role::Secondary }], link: None });
            }
        }
        lines
    }
}

/// What a statement replies to: the one it stands `under` on the path if it is that, or else the first one.
fn replies_to(
    debate: &Debate,
    under: &HashMap<StatementIndex, StatementIndex>,
    statement: StatementIndex,
) -> Option<StatementIndex> {
    let targets = || debate.statement(statement).relations.iter().filter(|relation| relation.kind.is_reply());
    let on_path = under.get(&statement).filter(|under| targets().any(|relation| relation.target == **under));
    on_path.copied().or_else(|| targets().next().map(|relation| relation.target))
}

fn turn(debate: &Debate, before: StatementIndex, choice: usize) -> Option<Turn> {
    let Child { statement, kind, .. } = *debate.replies(before).nth(choice)?;
    Some(Turn { statement, relation: Some(kind), choice, choices: debate.replies(before).count() })
}

/// A turn: who speaks, how it replies, the statement, the words and where they stand.
fn told(debate: &Debate, turn: Turn, columns: usize) -> Vec<Vec<Span>> {
    let mut lines = Vec::new();
    let paragraph = |text: &str, role: Role, lines: &mut Vec<Vec<Span>>| {
        lines.extend(wrap(text, columns).into_iter().map(|text| vec![Span { text, role }]));
    };
    if let Some(kind) = turn.relation {
        let glyph = Glyph::of_relation(kind);
        let words = kind.verb();
        let mut spans = vec![
            Span { text: glyph.sign(false).to_owned(), role: Role::Sign(glyph) },
            Span { text: format!(" {words}"), role: Role::Relation(kind) },
        ];
        if turn.choices > 1 {
            let told = format!("{} of {} replies ←→", turn.choice + 1, turn.choices);
            let gap = columns.saturating_sub(width(words) + 2 + width(&told));
            if gap > 0 {
                spans.push(Span { text: " ".repeat(gap), role: Role::Plain });
                spans.push(Span { text: told, role: Role::Secondary });
            }
        }
        lines.push(spans);
    }
    let statement = debate.statement(turn.statement);
    let who = speakers(debate, turn.statement, 3);
    paragraph(if who.is_empty() { "nobody in particular" } else { &who }, Role::Number, &mut lines);
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
