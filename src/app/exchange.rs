//! An exchange: a thread of replies as a conversation, claim and answer in turn.
//!
//! It runs from a claim that replies to nothing, through the statement at hand, down to where nobody has replied; at
//! every turn one of the replies to the turn before is chosen, and the others can be stepped through. A statement comes
//! only once: where people argue in a circle, the thread ends and says so.

mod lines;
mod shown;

use std::collections::{HashMap, HashSet};

use crate::debate::changes::Successors;
use crate::debate::{Child, Debate, RelationKind, StatementIndex};

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

/// A thread of replies, and the chosen turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The way from a root down to the first turn, which is left out.
    above: Vec<StatementIndex>,
    turns: Vec<Turn>,
    cursor: usize,
    /// The first line on the screen.
    top: LineAt,
    shown: Shown,
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
        let mut exchange = Self { above, turns, cursor, top: LineAt::default(), shown: Shown::default() };
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
        let turn_of = |statement| followed.turns.iter().position(|turn| turn.statement == statement);
        let cursor = turn_of(here)?;
        let top = self.top.followed(|turn| turn_of(successors.statement(self.turns.get(turn)?.statement)?));
        (followed.cursor, followed.top) = (cursor, top);
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
        let Some(before_cursor) = self.cursor.checked_sub(1) else { return };
        if let Some(other) = turn(debate, self.turns[before_cursor].statement, wanted) {
            self.turns.truncate(self.cursor);
            self.shown.forget_from(self.cursor);
            self.turns.push(other);
            self.run_on(debate);
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
