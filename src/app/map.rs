//! The map: an argument graph as boxes and lines, and the window on it.
//!
//! What is chosen on it is what is chosen everywhere; the map only sees to it that this is drawn and, unless the reader
//! has moved the window away, on the screen. A drawing is made when something asks for another one: small ones at once,
//! larger ones elsewhere, while the old drawing stays.

mod drawing;
mod extent;
mod fitting;
mod label;
mod overview;
mod sketch;
mod walk;
mod window;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::debate::changes::Successors;
use crate::debate::{Debate, Excerpt, RelationKind, StatementIndex};
use crate::map::Signs;
use crate::map::layout::{Area, Direction, Effort, Point};

use super::glyph::Glyph;
use super::regions;

pub use drawing::{Drawing, MapRequest, Zoom};
pub use extent::Extent;
pub use label::{Label, premises, sign_before, sign_of_kind, voices};
use overview::Corner;
pub use overview::Overview;
pub use sketch::Sketch;
pub use walk::Way;
use window::{Hold, Look};

/// Up to so many statements a drawing is made at once, between a key and its frame.
const AT_ONCE: usize = 60;

/// From this many statements on there is a first look before the good drawing, which takes its time.
const AT_LEISURE: usize = 400;

/// How many steps lead back: more than anybody remembers.
const STEPS: usize = 100;

/// What is on the map: enough to be back there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Framing {
    /// The statement from which the extent is seen.
    pub focus: StatementIndex,
    /// How much is on the map.
    pub extent: Extent,
    /// How much is told in a box; as much as fits where the reader has said nothing.
    pub zoom: Option<Zoom>,
    /// Where reasons stand, seen from what they bear on; where it fits better, where the reader has said nothing.
    pub direction: Option<Direction>,
}

impl Framing {
    /// The same in another version of the debate, if the statement is there.
    pub(super) fn followed(self, successors: &Successors) -> Option<Self> {
        Some(Self { focus: successors.statement(self.focus)?, ..self })
    }
}

/// How much is to stand in the boxes of another drawing, where the reader has said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zooming {
    /// As much as fits.
    AsFits,
    /// As much as before, if that fits no worse.
    AsBefore,
}

/// The map of a debate and the window on it.
#[derive(Debug, Clone)]
pub struct Map {
    framing: Framing,
    folded: Vec<StatementIndex>,
    /// What a filter leaves of the debate, if there is one.
    within: Option<Arc<Excerpt>>,
    /// How many statements are folded up in each.
    folds: HashMap<StatementIndex, usize>,
    /// The statements on the map that is wanted, in the order of the file; those with all that are folded up; and whether
    /// the extent has no more.
    statements: Vec<StatementIndex>,
    whole: Vec<StatementIndex>,
    complete: bool,
    drawing: Option<Arc<Drawing>>,
    /// What asks for another drawing asks of its zoom.
    stale: Option<Zooming>,
    serial: u64,
    /// Whether the drawing of this serial number is on its way.
    awaited: bool,
    /// What is to be drawn elsewhere and has not been asked for yet.
    request: Option<MapRequest>,
    /// The left upper corner of the window.
    corner: Point,
    /// Columns and rows of the window, and those that the drawing is made for.
    room: (u16, u16),
    drawn_for: (u16, u16),
    look: Look,
    hold: Option<Hold>,
    /// What asked for the drawing, if that is known.
    asked: Option<MapRequest>,
    /// Whether what is joined to the chosen box is to come into the window with it, as far as it has room.
    gathers: bool,
    /// Where the overview stands, if there is one.
    overview: Option<Corner>,
    /// What was chosen when it was last looked at.
    chosen: Option<StatementIndex>,
    /// The last steps to what is chosen, each with its way, from where and to where. The opposite of the last leads back.
    steps: VecDeque<(Way, StatementIndex, StatementIndex)>,
}

impl Map {
    /// The map around a statement, not drawn yet.
    pub(super) fn new(focus: StatementIndex) -> Self {
        Self {
            framing: Framing { focus, extent: Extent::Around(1), zoom: None, direction: None },
            folded: Vec::new(),
            within: None,
            folds: HashMap::new(),
            statements: Vec::new(),
            whole: Vec::new(),
            complete: true,
            drawing: None,
            stale: Some(Zooming::AsFits),
            serial: 0,
            awaited: false,
            request: None,
            corner: Point { x: 0, y: 0 },
            room: (0, 0),
            drawn_for: (0, 0),
            look: Look::Centred,
            hold: None,
            asked: None,
            gathers: false,
            overview: None,
            chosen: None,
            steps: VecDeque::new(),
        }
    }

    /// What is on it.
    #[must_use]
    pub fn framing(&self) -> Framing {
        self.framing
    }

    /// The drawing, as soon as there is one.
    #[must_use]
    pub fn drawing(&self) -> Option<&Drawing> {
        self.drawing.as_deref()
    }

    /// Whether another drawing is on its way.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        self.awaited
    }

    /// How many statements are on it, of those that a filter asks for, and whether its extent has no more than a map can
    /// have.
    #[must_use]
    pub fn statements(&self) -> (usize, bool) {
        (self.statements.iter().filter(|statement| self.is_asked_for(**statement)).count(), self.complete)
    }

    /// Whether a statement is there for itself, and not only because one that a filter asks for stands under it.
    #[must_use]
    pub fn is_asked_for(&self, statement: StatementIndex) -> bool {
        self.within.as_deref().is_none_or(|excerpt| excerpt.matching().contains(statement))
    }

    /// Whether a filter leaves some of what there is.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.within.is_some()
    }

    /// How many statements are folded up.
    #[must_use]
    pub fn folded(&self) -> usize {
        self.folds.values().sum()
    }

    /// What of the drawing is on the screen.
    #[must_use]
    pub fn window(&self) -> Area {
        let (width, height) = (i32::from(self.room.0), i32::from(self.room.1));
        Area { x: self.corner.x, y: self.corner.y, width, height }
    }

    /// The statement whose box is at a cell of the window.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> Option<StatementIndex> {
        let drawing = self.drawing.as_deref()?;
        let x = self.corner.x.checked_add(i32::try_from(column).ok()?)?;
        let y = self.corner.y.checked_add(i32::try_from(row).ok()?)?;
        let is_there =
            |area: &Area| (area.x..area.x + area.width).contains(&x) && (area.y..area.y + area.height).contains(&y);
        let place = drawing.plan().boxes().iter().position(is_there)?;
        drawing.labels().get(place)?.statement
    }

    /// The statement in the box to which a way leads from another one.
    #[must_use]
    pub fn next(&self, from: StatementIndex, way: Way) -> Option<StatementIndex> {
        if let Some(back) = self.step_back(from, way) {
            return Some(back);
        }
        let drawing = self.drawing.as_deref()?;
        let next = drawing.next(drawing.place(from)?, way)?;
        drawing.labels().get(next)?.statement
    }

    /// From where the last step came, if this is the way back.
    fn step_back(&self, from: StatementIndex, way: Way) -> Option<StatementIndex> {
        let (last, back, here) = self.steps.back()?;
        ((last.opposite(), *here) == (way, from)).then_some(*back)
    }

    /// The first box from above, or the last.
    #[must_use]
    pub fn end(&self, last: bool) -> Option<StatementIndex> {
        let drawing = self.drawing.as_deref()?;
        let boxes = drawing.plan().boxes().iter().zip(drawing.labels());
        let places = boxes.filter_map(|(area, label)| Some(((area.y, area.x), label.statement?)));
        let end = if last { places.max_by_key(|(at, _)| *at) } else { places.min_by_key(|(at, _)| *at) };
        end.map(|(_, statement)| statement)
    }

    pub(super) fn stepped(&mut self, way: Way, from: StatementIndex, to: StatementIndex) {
        if self.step_back(from, way) == Some(to) {
            self.steps.pop_back();
            return;
        }
        // A step from elsewhere begins another walk.
        if self.steps.back().is_some_and(|(.., here)| *here != from) {
            self.steps.clear();
        }
        if self.steps.len() == STEPS {
            self.steps.pop_front();
        }
        self.steps.push_back((way, from, to));
    }

    /// Shows what is around a statement, as it is shown when one comes to it.
    pub(super) fn enter(&mut self, focus: StatementIndex) {
        let is_drawn = self.statements.binary_search(&focus).is_ok();
        if !is_drawn || matches!(self.framing.extent, Extent::Around(_)) {
            self.frame(Framing { focus, zoom: None, ..self.framing });
        }
        (self.look, self.gathers) = (Look::Centred, true);
    }

    /// Shows this.
    pub(super) fn frame(&mut self, framing: Framing) {
        if framing != self.framing {
            self.stale = Some(Zooming::AsFits);
        }
        self.gathers |= framing.extent != self.framing.extent;
        self.framing = framing;
    }

    /// Has the chosen box in the middle.
    pub(super) fn centre(&mut self) {
        self.look = Look::Centred;
    }

    /// Moves the window by so many columns and rows; what is chosen stays so.
    pub(super) fn pan(&mut self, columns: i32, rows: i32) {
        self.corner.x = self.corner.x.saturating_add(columns);
        self.corner.y = self.corner.y.saturating_add(rows);
        (self.look, self.hold, self.gathers) = (Look::Stay, None, false);
        self.keep_inside();
    }

    /// Folds what bears on a statement alone up into its box, or unfolds it. Returns whether there is anything.
    pub(super) fn toggle(&mut self, debate: &Debate, statement: StatementIndex) -> bool {
        if let Some(place) = self.folded.iter().position(|folded| *folded == statement) {
            self.folded.remove(place);
        } else if extent::only_below(debate, &self.statements, statement).is_empty() {
            return false;
        } else {
            self.folded.push(statement);
        }
        self.stale = Some(Zooming::AsBefore);
        true
    }

    /// The map of another version of the debate.
    pub(super) fn follow(&mut self, successors: &Successors, chosen: StatementIndex) {
        let framing = self.framing;
        self.framing = framing.followed(successors).unwrap_or(Framing { focus: chosen, ..framing });
        self.folded = self.folded.iter().filter_map(|folded| successors.statement(*folded)).collect();
        self.drawing = self.drawing.take().map(|drawing| Arc::new(drawing.followed(successors)));
        self.chosen = self.chosen.and_then(|chosen| successors.statement(chosen));
        self.hold = self.hold.take().and_then(|hold| hold.followed(successors));
        self.steps.clear();
        (self.request, self.asked) = (None, None);
        self.stale = Some(Zooming::AsBefore);
    }

    /// Takes a drawing that was made elsewhere, if it is still the one that is wanted.
    pub(super) fn take(&mut self, serial: u64, debate: &Arc<Debate>, drawing: Arc<Drawing>) {
        if self.awaited && serial == self.serial {
            self.awaited = drawing.is_quick();
            let asked = (!self.awaited).then(|| self.drawn_on(debate, Zooming::AsBefore, Effort::Full));
            self.put(drawing, asked);
            if self.awaited {
                self.request = Some(self.drawn_on(debate, Zooming::AsBefore, Effort::Full));
            }
        }
    }

    /// What is to be drawn elsewhere, once.
    pub(super) fn request(&mut self) -> Option<MapRequest> {
        self.request.take()
    }

    fn put(&mut self, drawing: Arc<Drawing>, asked: Option<MapRequest>) {
        self.keep_standing(Some(&drawing));
        self.drawing = Some(drawing);
        self.asked = asked.map(|asked| MapRequest { former: None, ..asked });
        self.overview = None;
        self.steps.clear();
    }

    /// Brings everything into line with what is chosen, with what a filter leaves of the debate, and with the room.
    pub(super) fn settle(
        &mut self,
        debate: &Arc<Debate>,
        within: Option<&Arc<Excerpt>>,
        chosen: StatementIndex,
        area: regions::Area,
    ) {
        let room = (area.width, area.height);
        if self.room != room {
            if self.room.0 > 0 && self.room.1 > 0 {
                self.keep_standing(None);
            }
            self.room = room;
        }
        if room.0 == 0 || room.1 == 0 {
            return;
        }
        let is_same = match (&self.within, within) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        if !is_same {
            (self.within, self.stale) = (within.cloned(), Some(Zooming::AsFits));
        }
        if self.drawn_for != room {
            self.stale = Some(Zooming::AsFits);
        }
        if self.stale.is_some() || self.statements.binary_search(&chosen).is_err() {
            self.draw(debate, chosen);
        }
        let is_new = self.chosen != Some(chosen);
        if is_new {
            self.chosen = Some(chosen);
            self.look = if self.look == Look::Stay { Look::Seen } else { self.look };
        }
        self.look_at(chosen, is_new);
        self.place_overview();
    }

    /// Works out what is on the map, and has it drawn.
    fn draw(&mut self, debate: &Arc<Debate>, chosen: StatementIndex) {
        let within = self.within.clone();
        if within.as_deref().is_some_and(|excerpt| !excerpt.contains(self.framing.focus)) {
            self.framing.focus = chosen;
            self.look = Look::Centred;
        }
        let of = |framing: Framing| framing.extent.statements(debate, within.as_deref(), framing.focus);
        let (mut statements, mut complete) = of(self.framing);
        if statements.binary_search(&chosen).is_err() {
            self.framing.focus = chosen;
            (statements, complete) = of(self.framing);
            self.look = Look::Centred;
        }
        // What is chosen is not folded up.
        self.folded.retain(|folded| !extent::only_below(debate, &statements, *folded).contains(&chosen));
        let whole = statements.clone();
        let mut folded = extent::fold(debate, &mut statements, &self.folded);
        if statements.binary_search(&chosen).is_err() {
            self.folded.clear();
            folded.clear();
            statements.clone_from(&whole);
        }
        (self.statements, self.whole, self.complete) = (statements, whole, complete);
        let zooming = self.stale.take().unwrap_or(Zooming::AsFits);
        self.drawn_for = self.room;
        self.serial += 1;
        self.folds = folded;
        let is_new = self.drawing.as_deref().is_none_or(|drawing| !drawing.knows_order(&self.whole));
        let is_large = is_new && self.whole.len() > AT_LEISURE;
        let request = self.drawn_on(debate, zooming, if is_large { Effort::Quick } else { Effort::Full });
        if let Some(drawing) = self.hold.as_ref().and_then(|hold| hold.drawing(&request)) {
            (self.awaited, self.request) = (false, None);
            self.put(drawing, Some(request));
            return;
        }
        self.awaited = self.whole.len() > AT_ONCE;
        if self.awaited {
            self.request = Some(request);
        } else {
            self.request = None;
            self.put(Arc::new(Drawing::new(&request)), Some(request));
        }
    }

    /// What is to be drawn, in the place of what is.
    fn drawn_on(&self, debate: &Arc<Debate>, zooming: Zooming, effort: Effort) -> MapRequest {
        MapRequest {
            entry: 0,
            serial: self.serial,
            debate: Arc::clone(debate),
            statements: self.statements.clone(),
            whole: self.whole.clone(),
            folded: self.folds.clone(),
            zoom: self.framing.zoom,
            direction: self.framing.direction,
            room: self.room,
            former: self.drawing.clone(),
            keeps_zoom: zooming == Zooming::AsBefore,
            effort,
        }
    }
}

/// The signs on a map.
#[must_use]
pub fn signs(ascii: bool) -> Signs<'static> {
    fn sign(kind: RelationKind, ascii: bool) -> char {
        Glyph::of_relation(kind).sign(ascii).chars().next().unwrap_or(' ')
    }
    let relation: &dyn Fn(RelationKind) -> char =
        if ascii { &|kind| sign(kind, true) } else { &|kind| sign(kind, false) };
    Signs { relation, ascii }
}

#[cfg(test)]
mod tests;
