//! Walking the grid of actors and positions, and choosing two actors to see what is between them.

use crate::app::Pane;
use crate::app::grid::Grid;
use crate::app::place::Place;
use crate::app::selection::Selection;
use crate::app::view::View;
use crate::debate::{ActorIndex, RelationKind, StatementIndex, StatementKind};

use super::Reading;

/// Whether there is something at this place on the screen.
fn selection_reaches(selection: Selection, place: usize, of: usize) -> bool {
    selection.top() + place < of
}

impl Reading {
    /// The grid of actors and positions, in its view.
    #[must_use]
    pub fn grid(&self) -> Option<&Grid> {
        self.grid.as_ref().filter(|_| self.view == View::Grid)
    }

    /// Chooses the cell of what is shown: the position that a statement leads to and the actor who says it, or an actor
    /// and a position to which they stand.
    pub(super) fn enter_grid(&mut self, here: Option<Place>) {
        let statement = match here {
            Some(Place::Statement(index)) => Some(index),
            _ => self.selected(),
        };
        let position = statement.and_then(|statement| self.position_of(statement));
        let says = |index: StatementIndex| self.debate.statement(index).said.first().map(|said| said.actor);
        let actor = match here {
            Some(Place::Actor(actor) | Place::Between(actor, _)) => Some(actor),
            _ => [statement, position].into_iter().flatten().find_map(says),
        };
        let is_of_actor = matches!(here, Some(Place::Actor(_) | Place::Between(..)));
        let Some(grid) = &mut self.grid else { return };
        if let Some(position) = position {
            grid.choose_position(position);
        }
        if let Some(actor) = actor
            && grid.choose_actor(actor)
            && is_of_actor
            && grid.answer().is_some_and(|answer| grid.stands().of(actor, answer.position).next().is_none())
            && let Some(position) = grid.stands().first_of(actor)
        {
            grid.choose_position(position);
        }
        match grid.answer() {
            Some(answer) => self.turn_to(Place::Statement(answer.position)),
            None => self.follow_the_outline(),
        }
    }

    /// The position that a statement leads to, or of a question the first one.
    fn position_of(&self, statement: StatementIndex) -> Option<StatementIndex> {
        let is_position = |index: &StatementIndex| self.debate.statement(*index).kind == StatementKind::Position;
        let way = self.way_shown(statement);
        let above = if way.bends().is_empty() {
            self.debate.survey().position_above(statement)
        } else {
            way.upwards(&self.debate).map(|(above, _)| above).find(is_position)
        };
        let answer = || self.debate.children(statement).iter().find(|child| child.kind == RelationKind::Answers);
        above.or_else(|| Some(answer()?.statement))
    }

    /// Moves in the grid; the outline follows to the position.
    pub(in crate::app) fn step_in_grid(&mut self, rows: isize, columns: isize) {
        let Some(grid) = &mut self.grid else { return };
        grid.step(rows, columns);
        if let Some(answer) = grid.answer() {
            self.reveal_path(&answer.path());
            self.turn_to(Place::Statement(answer.position));
        }
    }

    /// Chooses a cell on the screen, counted from the first one there; says whether it was chosen already.
    pub(in crate::app) fn choose_cell(&mut self, row: usize, column: usize) -> bool {
        let Some(grid) = &self.grid else { return false };
        let by =
            |selection: Selection, cell: usize| (selection.top() + cell).cast_signed() - selection.row().cast_signed();
        let (rows, columns) = (by(grid.row(), row), by(grid.column(), column));
        let is_there = selection_reaches(grid.row(), row, grid.stands().actors().len())
            && selection_reaches(grid.column(), column, grid.stands().answers().len());
        if is_there {
            self.step_in_grid(rows, columns);
        }
        is_there && (rows, columns) == (0, 0)
    }

    /// Goes to what the chosen cell means, to read it.
    pub(in crate::app) fn read_cell(&mut self) {
        let Some(path) = self.grid().and_then(|grid| grid.leads_to(&self.debate)) else { return };
        self.leave();
        self.set_view(View::Debate);
        self.reveal_path(&path);
        self.follow_the_outline();
        self.pane = Pane::Page;
    }

    /// The actor whom the reader would take as one of two.
    #[must_use]
    pub fn actor_at_hand(&self) -> Option<ActorIndex> {
        let linked = self.chosen().filter(|_| self.pane == Pane::Page).map(|link| link.place);
        match (self.grid(), self.place, linked) {
            (Some(grid), ..) => grid.actor(),
            (None, Some(Place::Actor(actor)), _) | (None, _, Some(Place::Actor(actor))) => Some(actor),
            _ => None,
        }
    }

    /// Takes an actor as the first of two.
    pub(in crate::app) fn take_first_of_two(&mut self, actor: Option<ActorIndex>) {
        self.first_of_two = actor;
    }

    /// The actor who has been taken as the first of two.
    #[must_use]
    pub fn first_of_two(&self) -> Option<ActorIndex> {
        self.first_of_two
    }
}
