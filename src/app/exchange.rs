//! An exchange: a thread of replies as a conversation, claim and answer in turn.
//!
//! It runs from a claim that replies to nothing, through the statement at hand, down to where nobody has replied; at
//! every turn one of the replies to the turn before is chosen, and the others can be stepped through. A statement comes
//! only once: where people argue in a circle, the thread ends and says so.

mod lines;
mod shown;

use crate::debate::changes::Successors;
use crate::debate::{Bend, Debate, RelationKind, StatementIndex, StatementSet, Way};

pub(super) use shown::LineAt;
use shown::Shown;

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

/// A statement of the thread, and which of the replies to the one before it is: none for the first one that it is. More
/// of a turn is worked out for those on the screen: a thread may be as long as the debate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    statement: StatementIndex,
    choice: Option<u32>,
}

/// A thread of replies, and the chosen turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The way down to what the first turn stands under; none where that is a root.
    above: Option<Way>,
    /// Never empty.
    steps: Vec<Step>,
    /// Where the way down bends along the thread, each with its turn.
    bends: Vec<(usize, Bend)>,
    cursor: usize,
    /// The first line on the screen.
    top: LineAt,
    shown: Shown,
}

impl Exchange {
    /// The thread through the statement at the end of a way.
    #[must_use]
    pub fn new(debate: &Debate, way: &Way) -> Self {
        // Upwards first, and then turned round. While it is the way itself, that tells what a turn replies to.
        let mut thread = vec![way.to()];
        let mut told = StatementSet::none(debate);
        told.insert(way.to());
        let mut at = way.to();
        let mut upwards = way.upwards(debate).skip(1).fuse();
        let (mut under, mut is_on_way) = (upwards.next(), true);
        while let Some(before) = debate.replies_to(at, under.map(|(under, _)| under)) {
            if !told.insert(before) {
                break;
            }
            is_on_way &= under.is_some_and(|(under, _)| under == before);
            let shortest = || debate.parent(before).map(|parent| (parent, &[][..]));
            under = if is_on_way { upwards.next() } else { shortest() };
            thread.push(before);
            at = before;
        }
        let above = under.map(|(to, bends)| Way::with_bends(to, bends.to_vec()));
        let mut exchange = Self {
            above,
            steps: Vec::with_capacity(thread.len()),
            bends: Vec::new(),
            cursor: thread.len() - 1,
            top: LineAt::default(),
            shown: Shown::default(),
        };
        for statement in thread.into_iter().rev() {
            exchange.push(debate, Step { statement, choice: None });
        }
        exchange.run_on(debate, told);
        exchange
    }

    fn push(&mut self, debate: &Debate, step: Step) {
        let from = self.steps.last().map(|last| last.statement).or_else(|| self.above.as_ref().map(Way::to));
        let bend = Bend::at(debate, from, step.statement);
        self.bends.extend(bend.map(|bend| (self.steps.len(), bend)));
        self.steps.push(step);
    }

    /// The same thread of the debate `old` in another version of it, with the same turn chosen; none where that has gone
    /// or stands in no such thread any more.
    pub(super) fn followed(&self, old: &Debate, successors: &Successors, new: &Debate) -> Option<Self> {
        let here = successors.statement(self.steps.get(self.cursor)?.statement)?;
        let path = successors.path(&self.way_to(self.steps.len() - 1).steps(old));
        let mut followed = Self::new(new, &Way::along(new, &path)?);
        let turn_of = |statement| followed.steps.iter().position(|step| step.statement == statement);
        let cursor = turn_of(here)?;
        let top = self.top.followed(|turn| turn_of(successors.statement(self.steps.get(turn)?.statement)?));
        (followed.cursor, followed.top) = (cursor, top);
        Some(followed)
    }

    /// Goes on with the first reply each time, to the end of the thread, of which `told` is what it has so far.
    fn run_on(&mut self, debate: &Debate, mut told: StatementSet) {
        while let Some(next) = self.steps.last().and_then(|last| debate.replies(last.statement).next()) {
            if !told.insert(next.statement) {
                break;
            }
            self.push(debate, Step { statement: next.statement, choice: Some(0) });
        }
    }

    /// How many turns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there is none, which is never so.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// One of the turns, the claim first; none past the end.
    #[must_use]
    pub fn turn(&self, debate: &Debate, place: usize) -> Option<Turn> {
        let Step { statement, choice } = *self.steps.get(place)?;
        let Some(before) = place.checked_sub(1).and_then(|before| self.steps.get(before)) else {
            return Some(Turn { statement, relation: None, choice: 0, choices: 1 });
        };
        let mut replies = debate.replies(before.statement);
        let choice = choice.map_or_else(
            || debate.replies(before.statement).position(|child| child.statement == statement).unwrap_or_default(),
            |choice| choice as usize,
        );
        let relation = replies.nth(choice).map(|child| child.kind);
        Some(Turn { statement, relation, choice, choices: debate.replies(before.statement).count() })
    }

    /// The chosen turn.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The way from a root down to the chosen turn.
    #[must_use]
    pub fn way(&self) -> Way {
        self.way_to(self.cursor)
    }

    fn way_to(&self, turn: usize) -> Way {
        let above = self.above.iter().flat_map(Way::bends).copied();
        let along = self.bends.iter().take_while(|(at, _)| *at <= turn).map(|(_, bend)| *bend);
        Way::with_bends(self.steps[turn].statement, above.chain(along).collect())
    }

    /// Moves by `by` turns.
    pub(super) fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.steps.len() - 1);
    }

    /// Chooses a turn.
    pub(super) fn choose(&mut self, turn: usize) {
        self.cursor = turn.min(self.steps.len() - 1);
    }

    /// Takes another reply in place of the chosen turn: the next or the one before, round and round.
    pub(super) fn other_reply(&mut self, debate: &Debate, forward: bool) {
        let Some(Turn { choice, choices, .. }) = self.turn(debate, self.cursor) else { return };
        self.other_reply_at(debate, if forward { choice + 1 } else { choice + choices - 1 } % choices);
    }

    fn other_reply_at(&mut self, debate: &Debate, wanted: usize) {
        let Some(before_cursor) = self.cursor.checked_sub(1) else { return };
        if let Some(other) = debate.replies(self.steps[before_cursor].statement).nth(wanted) {
            self.steps.truncate(self.cursor);
            self.bends.retain(|(turn, _)| *turn < self.cursor);
            self.shown.forget_from(self.cursor);
            self.push(debate, Step { statement: other.statement, choice: u32::try_from(wanted).ok() });
            let mut told = StatementSet::none(debate);
            self.steps.iter().for_each(|step| _ = told.insert(step.statement));
            self.run_on(debate, told);
        }
    }

    /// Moves to the first reply to the chosen turn, if there is one that does not stand further up.
    pub(super) fn take_first_reply(&mut self, debate: &Debate) {
        if self.cursor + 1 == self.steps.len() {
            return;
        }
        self.cursor += 1;
        if self.turn(debate, self.cursor).is_some_and(|turn| turn.choice > 0) {
            self.other_reply_at(debate, 0);
        }
    }
}

#[cfg(test)]
mod tests;
