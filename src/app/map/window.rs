//! The window on a map: what of it is on the screen.

use std::sync::Arc;

use crate::debate::StatementIndex;
use crate::debate::changes::Successors;
use crate::map::layout::{Area, Point};

use super::{Drawing, Map, MapRequest};

/// What becomes of the window when it is next looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// It stays.
    Stay,
    /// It moves as little as needed for the chosen box to be seen.
    Seen,
    /// It has the chosen box in its middle.
    Centred,
    /// A box stays where it is held.
    Held,
}

/// By which box the window stands while drawings and sizes change, until the reader moves it: what was no place to stand
/// in between is one again when all is as before.
#[derive(Debug, Clone)]
pub(super) struct Hold {
    at: StatementIndex,
    /// Twice the columns and rows from the middle of the window to its first cell.
    from_middle: Point,
    /// How much of the chosen box was seen, and is to be.
    shown: Shown,
    /// The drawing from then on, and what asked for it.
    drawing: Option<(MapRequest, Arc<Drawing>)>,
}

impl Hold {
    /// The same when the debate has become another one.
    pub(super) fn followed(self, successors: &Successors) -> Option<Self> {
        Some(Self { at: successors.statement(self.at)?, drawing: None, ..self })
    }

    /// The drawing that it began with, if that is asked for again.
    pub(super) fn drawing(&self, request: &MapRequest) -> Option<Arc<Drawing>> {
        let (asked, drawing) = self.drawing.as_ref()?;
        asked.asks_as(request).then(|| Arc::clone(drawing))
    }
}

/// How much of a box is in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    Nothing,
    Part,
    Whole,
}

impl Map {
    pub(super) fn look_at(&mut self, chosen: StatementIndex, is_new: bool) {
        let Some(drawing) = self.drawing.clone() else { return };
        let Some(area) = drawing.area(chosen) else { return };
        let (columns, rows) = (i32::from(self.room.0), i32::from(self.room.1));
        let is_to_be_seen = match (self.look, &self.hold) {
            (Look::Stay, _) => false,
            (Look::Seen, _) => true,
            (Look::Held, Some(Hold { at, from_middle, shown, .. })) => {
                let (held, shown) = (drawing.area(*at).unwrap_or(area), *shown);
                let first = |held: i32, from_middle: i32, room: i32| held - (from_middle + room).div_euclid(2);
                self.corner = Point { x: first(held.x, from_middle.x, columns), y: first(held.y, from_middle.y, rows) };
                self.keep_inside();
                is_new || self.shown(chosen) < shown
            }
            (Look::Held | Look::Centred, _) => {
                let at = middle(area);
                self.corner = Point { x: at.x - columns / 2, y: at.y - rows / 2 };
                true
            }
        };
        // The drawing in which they are to come may be on its way.
        let gathers = self.gathers && (!self.awaited || drawing.is_quick());
        if is_to_be_seen || (gathers && self.shown(chosen) > Shown::Nothing) {
            let area = if gathers { self.gathered(&drawing, area, chosen) } else { area };
            self.corner.x = seen(self.corner.x, columns, (area.x, area.width));
            self.corner.y = seen(self.corner.y, rows, (area.y, area.height));
        }
        if is_new || gathers || matches!(self.look, Look::Seen | Look::Centred) {
            self.hold = None;
        }
        self.look = Look::Stay;
        self.gathers &= self.awaited;
        self.keep_inside();
    }

    /// The area around the box of what is chosen and those joined to it, the nearest first, as far as the window has room.
    fn gathered(&self, drawing: &Drawing, area: Area, chosen: StatementIndex) -> Area {
        let joined = drawing.place(chosen).map(|place| drawing.plan().joined(place).boxes).unwrap_or_default();
        let boxes =
            drawing.plan().boxes().iter().zip(joined).filter(|(_, is_joined)| *is_joined).map(|(area, _)| *area);
        let mut neighbours: Vec<Area> = boxes.collect();
        neighbours.sort_by_key(|other| away(*other, area));
        neighbours.into_iter().fold(area, |gathered, other| {
            let both = around(gathered, other);
            let has_room = both.width <= i32::from(self.room.0) && both.height <= i32::from(self.room.1);
            if has_room { both } else { gathered }
        })
    }

    /// Has another drawing, or the same one in a window of another size, stand where the one on the screen does: the chosen
    /// box stays where it is, or where that is not in the window, the box in the middle of the window.
    pub(super) fn keep_standing(&mut self, next: Option<&Drawing>) {
        let Some(drawing) = self.drawing.as_deref().filter(|_| self.look != Look::Centred) else { return };
        let next = next.unwrap_or(drawing);
        if self.hold.as_ref().is_none_or(|hold| next.area(hold.at).is_none()) {
            let shown = match self.look {
                Look::Seen => Shown::Whole,
                _ => self.chosen.map_or(Shown::Nothing, |chosen| self.shown(chosen)),
            };
            let chosen = self.chosen.filter(|chosen| shown > Shown::Nothing && next.area(*chosen).is_some());
            let at = chosen.or_else(|| self.in_the_middle(next));
            let held = |at: StatementIndex| {
                let (area, window) = (drawing.area(at)?, self.window());
                let from_middle = |first: i32, corner: i32, room: i32| 2 * (first - corner) - room;
                let (x, y) =
                    (from_middle(area.x, window.x, window.width), from_middle(area.y, window.y, window.height));
                let drawing = self.asked.clone().zip(self.drawing.clone());
                Some(Hold { at, from_middle: Point { x, y }, shown, drawing })
            };
            self.hold = at.and_then(held);
        }
        self.look = if self.hold.is_some() { Look::Held } else { Look::Centred };
    }

    /// How much of the box of a statement is in the window.
    pub(super) fn shown(&self, statement: StatementIndex) -> Shown {
        match self.drawing.as_deref().and_then(|drawing| drawing.area(statement)) {
            Some(area) if around(area, self.window()) == self.window() => Shown::Whole,
            Some(area) if area.meets(self.window()) => Shown::Part,
            _ => Shown::Nothing,
        }
    }

    /// Of the statements that another drawing has too, the one whose box is nearest to the middle of the window.
    pub(super) fn in_the_middle(&self, next: &Drawing) -> Option<StatementIndex> {
        let drawing = self.drawing.as_deref()?;
        let Point { x, y } = middle(self.window());
        let middle = Area { x, y, width: 1, height: 1 };
        let statements = self.statements_drawn().filter(|statement| next.area(*statement).is_some());
        let far = |statement| Some((away(drawing.area(statement)?, middle), statement));
        statements.filter_map(far).min().map(|(_, at)| at)
    }

    fn statements_drawn(&self) -> impl Iterator<Item = StatementIndex> + '_ {
        self.drawing.iter().flat_map(|drawing| drawing.labels()).filter_map(|label| label.statement)
    }

    /// A map that is smaller than the window stands in its middle; the window leaves a larger one on no side.
    pub(super) fn keep_inside(&mut self) {
        let Some((width, height)) = self.drawing.as_deref().map(|drawing| drawing.plan().size()) else { return };
        let kept = |corner: i32, window: u16, size: i32| {
            let room = size - i32::from(window);
            if room <= 0 { room / 2 } else { corner.clamp(0, room) }
        };
        self.corner.x = kept(self.corner.x, self.room.0, width);
        self.corner.y = kept(self.corner.y, self.room.1, height);
    }
}

/// The first column or row of a window of `room`, moved as little as needed for what begins at `first` and is `size` long
/// to be seen with a little around it; of what is longer the beginning.
fn seen(corner: i32, room: i32, (first, size): (i32, i32)) -> i32 {
    let around = ((room - size) / 2).clamp(0, 2);
    let highest = first - around;
    let lowest = (first + size + around - room).min(highest);
    corner.clamp(lowest, highest)
}

/// How far one area is from another, in columns: a row is about as high as two of them are wide.
pub(super) fn away(one: Area, other: Area) -> i32 {
    let beside = |low: i32, size: i32, other_low: i32, other_size: i32| {
        (low - (other_low + other_size - 1)).max(other_low - (low + size - 1)).max(0)
    };
    beside(one.x, one.width, other.x, other.width) + 2 * beside(one.y, one.height, other.y, other.height)
}

/// The smallest area that has both.
pub(super) fn around(one: Area, other: Area) -> Area {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.width).max(other.x + other.width);
    let below = (one.y + one.height).max(other.y + other.height);
    Area { x, y, width: right - x, height: below - y }
}

pub(super) fn middle(area: Area) -> Point {
    Point { x: area.x + area.width / 2, y: area.y + area.height / 2 }
}
