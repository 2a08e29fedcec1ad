//! Walking the map. What is chosen on it is the statement that is selected in the outline.

use std::sync::Arc;

use crate::app::Pane;
use crate::app::glyph::Glyph;
use crate::app::map::{self, Drawing, Framing, Map, MapRequest};
use crate::app::place::Place;
use crate::app::view::View;
use crate::app::wording::count;
use crate::app::{Context, Keymap};
use crate::debate::changes::Successors;
use crate::debate::{StatementIndex, Way};

use super::Reading;

impl Reading {
    /// The map, in its view.
    #[must_use]
    pub fn map(&self) -> Option<&Map> {
        self.map.as_ref().filter(|_| self.view == View::Map && self.text.is_none())
    }

    /// Changes the map.
    pub(in crate::app) fn on_map<T: Default>(&mut self, change: impl FnOnce(&mut Map) -> T) -> T {
        self.map.as_mut().map_or_else(T::default, change)
    }

    /// Shows the map around what is selected.
    pub(super) fn enter_map(&mut self) {
        if let Some(selected) = self.selected() {
            self.map.get_or_insert_with(|| Map::new(selected)).enter(selected);
        }
    }

    /// What is to be drawn elsewhere, once.
    pub(in crate::app) fn map_request(&mut self) -> Option<MapRequest> {
        self.on_map(Map::request)
    }

    /// Shows a map that was drawn elsewhere, if it is still wanted.
    pub(in crate::app) fn take_map(&mut self, serial: u64, drawing: Arc<Drawing>) {
        if let Some(map) = &mut self.map {
            map.take(serial, &self.debate, drawing);
        }
    }

    pub(super) fn follow_in_map(&mut self, successors: &Successors) {
        match (self.selected(), &mut self.map) {
            (Some(selected), Some(map)) => map.follow(successors, selected),
            (Some(_), None) if self.view == View::Map => self.enter_map(),
            (Some(_), None) => {}
            (None, _) => self.map = None,
        }
    }

    /// What is on the map, in words; how it stands with the filter alone where that does not narrow the map.
    #[must_use]
    pub fn map_told(&self, keymap: &Keymap) -> Option<String> {
        let map = self.map()?;
        let filter = self.filter_told(keymap);
        let narrows = filter.is_some() && self.outline.is_excerpt() && self.awaited_filter.is_none();
        if filter.is_some() && !narrows {
            return filter;
        }
        let Framing { extent, .. } = map.framing();
        let (shown, complete) = map.statements();
        let of = count(self.debate.statements().len(), "statement", "statements");
        let nearest = if complete { "" } else { "the nearest " };
        let folded = match map.folded() {
            0 => String::new(),
            folded => format!(", {folded} folded"),
        };
        let drawn = match map.drawing() {
            _ if map.is_awaited() => "being drawn".to_owned(),
            Some(drawing) => drawing.zoom().words().to_owned(),
            None => String::new(),
        };
        let zoom = map.drawing().map(Drawing::zoom);
        let only = if narrows { format!(", only {}", self.only().words(&self.debate)) } else { String::new() };
        let keys = match (extent.next(true), zoom.and_then(|zoom| zoom.next(true))) {
            _ if narrows => "{clear-filters} shows all",
            (Some(_), Some(_)) => "{show-more} more, {zoom-in} nearer",
            (Some(_), None) => "{show-more} more, {zoom-out} farther",
            (None, Some(_)) => "{show-less} less, {zoom-in} nearer",
            (None, None) => "{show-less} less, {zoom-out} farther",
        };
        let keys = keymap.tell(keys, Context::Map);
        Some(format!("{}{only}: {nearest}{shown} of {of}{folded}; {drawn} — {keys}", extent.words()))
    }

    /// The statement in the nearest box on that side of the chosen one.
    #[must_use]
    pub fn next_on_map(&self, way: map::Way) -> Option<StatementIndex> {
        self.map()?.next(self.selected()?, way)
    }

    /// Moves to the nearest box on that side.
    pub(in crate::app) fn step_on_map(&mut self, way: map::Way) {
        if let (Some(from), Some(to)) = (self.selected(), self.next_on_map(way)) {
            self.choose_on_map(to);
            self.on_map(|map| map.stepped(way, from, to));
        }
    }

    /// Moves to the first box or to the last.
    pub(in crate::app) fn go_to_end_of_map(&mut self, last: bool) {
        if let Some(end) = self.map().and_then(|map| map.end(last)) {
            self.choose_on_map(end);
        }
    }

    /// Chooses a statement on the map; the outline follows.
    pub(in crate::app) fn choose_on_map(&mut self, statement: StatementIndex) {
        self.pane = Pane::Outline;
        if self.selected() != Some(statement) {
            let way = self.way_from_here(statement);
            self.reveal(&way);
        }
        if self.place != Some(Place::Statement(statement)) {
            self.turn_to(Place::Statement(statement));
        }
    }

    /// Up or down the way to what is selected by one step, where that leads there, or else the shortest way.
    fn way_from_here(&self, to: StatementIndex) -> Way {
        let Some(mut way) = self.selected_way() else { return Way::shortest(to) };
        if let Some(above) = way.above(&self.debate).filter(|above| above.to() == to) {
            return above;
        }
        let bears_on_here = self.debate.children(way.to()).iter().any(|child| child.statement == to);
        if !bears_on_here || self.outline.way_above(to).is_some() {
            return Way::shortest(to);
        }
        way.go_down(&self.debate, to);
        way
    }

    /// Has the chosen box in the middle; where only what is around a statement is on the map, it is now this one.
    pub(in crate::app) fn centre_map(&mut self) {
        if let Some(selected) = self.selected() {
            self.on_map(|map| {
                let framing = map.framing();
                map.frame(Framing { focus: selected, ..framing });
                map.centre();
            });
        }
    }

    /// Folds up what bears on the chosen statement alone, or unfolds it. Returns whether there is anything.
    pub(in crate::app) fn toggle_fold(&mut self) -> bool {
        let (Some(selected), Some(map)) = (self.selected(), &mut self.map) else { return false };
        map.toggle(&self.debate, selected)
    }

    /// How the chosen statement bears on the one it stands under, as its sign.
    #[must_use]
    pub fn sign_on_map(&self) -> Option<Glyph> {
        let selected = self.selected()?;
        let row = self.outline.row(&self.debate, self.outline.selection().row())?;
        let kind = self.debate.statement(selected).kind;
        Some(row.relation.map_or_else(|| Glyph::of_kind(kind), Glyph::of_relation))
    }
}
