//! Debates of any size, the same every time.

#![allow(dead_code, unreachable_pub, reason = "each bench uses its part, and nobody else sees it")]

pub mod generate;

use std::sync::{Arc, Mutex, PoisonError};

use agon::app::searchable::Prepared;
use agon::app::{Action, Effect, Key, Shelf, ShelfEntry, Size, State, update};
use agon::debate::{
    Actor, ActorIndex, Attribution, Debate, Parts, Relation, RelationKind, Source, SourceIndex, Stance, Statement,
    StatementIndex, StatementKind, Text,
};
use agon::search::Index;
use agon::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// How the statements of a debate hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Every statement has three that bear on it.
    Even,
    /// Half of all statements reply to one.
    Wide,
    /// Half of all statements are a single thread of replies.
    Deep,
}

pub fn debate(size: usize, shape: Shape) -> Arc<Debate> {
    const SPEAKERS: usize = 20;
    let mut parts = Parts { title: Text::new("Generated"), ..Parts::default() };
    for number in 0..SPEAKERS {
        parts.actors.push(Actor {
            role: Some(Text::new("who speaks of it")),
            ..Actor::new(&format!("actor-{number}"), &format!("Speaker {number}"))
        });
        parts.sources.push(Source {
            date: "2031-05".parse().ok(),
            ..Source::new(&format!("source-{number}"), &format!("Report number {number} on what is disputed"))
        });
    }
    for number in 0..size {
        let kind = match number {
            0 => StatementKind::Question,
            1..4 => StatementKind::Position,
            _ => StatementKind::Argument,
        };
        let target = match shape {
            Shape::Wide if number > size / 2 => 1,
            Shape::Deep if number > size / 2 => number - 1,
            _ => number.saturating_sub(1) / 3,
        };
        let mut statement = Statement::new(&format!("statement-{number}"), kind);
        statement.text = Some(Text::new(&format!(
            "What statement number {number} says, at about the length at which most of them are said"
        )));
        let relation = match (kind, number % 3) {
            (StatementKind::Position, _) => RelationKind::Answers,
            (_, 0) => RelationKind::Supports,
            (_, 1) => RelationKind::Rebuts,
            _ => RelationKind::Undercuts,
        };
        let relation = if shape == Shape::Deep && number > size / 2 { RelationKind::Rebuts } else { relation };
        statement.relations.extend((number > 0).then(|| Relation {
            kind: relation,
            target: StatementIndex::new(target),
            on: None,
        }));
        statement.said.push(Attribution {
            actor: ActorIndex::new(number * 7 % SPEAKERS),
            source: Some(SourceIndex::new(number * 11 % SPEAKERS)),
            stance: Stance::Asserts,
            quote: Some(Text::new("The very words in which it was said")),
            place: None,
        });
        parts.statements.push(statement);
    }
    Arc::new(Debate::new(parts))
}

/// A debate, open on a screen of 120 by 40.
pub fn open(debate: &Arc<Debate>) -> State {
    let entry =
        ShelfEntry { name: "generated".to_owned(), folder: None, debate: Ok(Arc::clone(debate)), is_stale: false };
    State::new(Shelf { entries: vec![entry] }, Size { width: 120, height: 40 })
}

/// What there is to do outside is not done, but for what is done beside the screen; the index of a large debate is made
/// once.
pub fn act(state: &mut State, action: Action) {
    static MADE: Mutex<Vec<(Arc<Debate>, Arc<Index>)>> = Mutex::new(Vec::new());
    for effect in update(state, action) {
        if let Effect::Work(work) = effect {
            if let Some(action) = work.run() {
                act(state, action);
            }
        } else if let Effect::Prepare { entry, debate } = effect {
            let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
            let known = made.iter().find(|(of, _)| Arc::ptr_eq(of, &debate)).map(|(_, index)| Arc::clone(index));
            let index = known.unwrap_or_else(|| {
                let index = Arc::new(Index::new(&debate));
                made.push((Arc::clone(&debate), Arc::clone(&index)));
                index
            });
            update(state, Action::Prepared { entry, debate, with: Prepared::Index(index) });
        }
    }
}

/// Presses keys by their names, blanks between them.
pub fn press(state: &mut State, keys: &str) {
    for key in keys.split_whitespace().filter_map(|name| name.parse::<Key>().ok()) {
        act(state, Action::Key(key));
    }
}

/// A terminal to draw on.
pub fn terminal() -> Terminal<TestBackend> {
    match Terminal::new(TestBackend::new(120, 40)) {
        Ok(terminal) => terminal,
        Err(never) => match never {},
    }
}

/// Draws one frame.
pub fn draw(terminal: &mut Terminal<TestBackend>, state: &State) {
    match terminal.draw(|frame| ui::draw(frame, state, Theme::default())) {
        Ok(_) => {}
        Err(never) => match never {},
    }
}
