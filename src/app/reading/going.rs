//! Going from place to place, and back: by links, by history, and from view to view.

use crate::app::Pane;
use crate::app::citing;
use crate::app::exchange::Exchange;
use crate::app::grid::Grid;
use crate::app::listing::Listing;
use crate::app::map::Map;
use crate::app::page::{Direction, Link};
use crate::app::place::Place;
use crate::app::view::View;
use crate::debate::{Debate, SourceIndex, StatementIndex, Way};

use super::{Reading, Spot};

impl Reading {
    pub(super) fn spot(&self) -> Spot {
        let way = self.selected_way();
        let text = self.text.clone();
        let actor = self.grid().and_then(Grid::actor);
        let outside = self.is_outside_filter();
        Spot {
            view: self.view,
            place: self.place,
            text,
            way,
            scroll: self.scroll,
            top: self.exchange.as_ref().map(Exchange::top),
            link: self.link,
            pane: self.pane,
            actor,
            framing: self.map().map(Map::framing),
            outside,
        }
    }

    /// Remembers where the reader is, who is about to go somewhere else, from a text in any case.
    pub(in crate::app) fn leave(&mut self) {
        self.history.leave(self.spot());
        self.text = None;
    }

    pub(super) fn set_view(&mut self, view: View) {
        if view != self.view {
            self.view = view;
            // Not everything that a page can show is a place in the debate.
            self.page = None;
            let has_list = !matches!(view, View::Debate | View::Exchange | View::Map | View::Grid);
            self.listing = has_list.then(|| self.listed(view));
            if view == View::Grid && self.grid.is_none() {
                self.grid = Some(Grid::new(&self.debate));
            }
            if view == View::Map {
                self.enter_map();
            }
            let way = self.selected_way().filter(|_| view == View::Exchange);
            self.exchange = way.map(|way| Exchange::new(&self.debate, &way));
        }
    }

    /// Shows another view at the same place, or at what there is of it there: who says it, its source. The outline keeps
    /// the statement.
    pub(in crate::app) fn show(&mut self, view: View) {
        if view == self.view && self.text.is_none() {
            return;
        }
        self.leave();
        let (here, at_hand) = match self.kept {
            Some(Place::Statement(statement)) => (self.kept, Some(statement)),
            Some(_) => (self.kept, self.selected()),
            None => (self.place, self.statement_at_hand()),
        };
        // There is an exchange only where something replies.
        let is_of_page = view == View::Exchange && !at_hand.is_some_and(|statement| self.is_in_exchange(statement));
        let at_hand = if is_of_page { self.statement_at_hand() } else { at_hand };
        if matches!(view, View::Exchange | View::Map)
            && let Some(statement) = at_hand.filter(|index| self.selected() != Some(*index))
        {
            self.reveal(&Way::shortest(statement));
        }
        self.set_view(view);
        self.pane = Pane::Outline;
        if view == View::Grid {
            self.enter_grid(here);
            self.kept = here;
            return;
        }
        let selected = self.selected();
        let Some(listing) = &mut self.listing else {
            // Outline, exchange and map are of the statement that is selected.
            self.follow_the_outline();
            return;
        };
        let statement = match here {
            Some(Place::Statement(index)) => Some(index),
            _ => selected,
        };
        let said = statement.and_then(|index| self.debate.statement(index).said.first());
        let actor = said.map(|said| Place::Actor(said.actor));
        let source = said.and_then(|said| said.source).map(Place::Source);
        let wanted = [actor, source, statement.map(Place::Statement), here];
        for place in wanted.into_iter().flatten() {
            listing.choose(&self.debate, place);
        }
        match listing.chosen() {
            Some(chosen) => {
                self.turn_to(chosen);
                self.kept = here.filter(|_| !wanted.contains(&Some(chosen)));
            }
            None => self.turn_to(here),
        }
    }

    /// The statement that is read: the one that is shown, or on the page of something else the one its chosen link
    /// leads to.
    pub(super) fn read_here(&self) -> Option<StatementIndex> {
        let linked = self.chosen().filter(|_| self.pane == Pane::Page).map(|link| link.place);
        match (self.place, linked) {
            (Some(Place::Statement(index)), _) | (_, Some(Place::Statement(index))) => Some(index),
            _ => None,
        }
    }

    /// The statement the reader is at: the one that is read, or else the one that is selected.
    fn statement_at_hand(&self) -> Option<StatementIndex> {
        self.read_here().or_else(|| self.selected())
    }

    /// Whether the statement at hand replies to another one or has a reply itself.
    #[must_use]
    pub fn has_exchange(&self) -> bool {
        self.statement_at_hand().is_some_and(|statement| self.is_in_exchange(statement))
    }

    fn is_in_exchange(&self, statement: StatementIndex) -> bool {
        self.debate.replies(statement).next().is_some()
            || self.debate.statement(statement).relations.iter().any(|relation| relation.kind.is_reply())
    }

    /// Changes the exchange; the outline follows its chosen turn.
    pub(in crate::app) fn on_exchange(&mut self, change: impl FnOnce(&mut Exchange, &Debate)) {
        let Some(exchange) = &mut self.exchange else { return };
        change(exchange, &self.debate);
        // The lines stay where they are as far as they can, and one reads a turn from its beginning.
        exchange.show_beginning();
        let way = exchange.way();
        self.reveal(&way);
        self.turn_to(Place::Statement(way.to()));
    }

    /// Goes from the exchange to the chosen turn in the outline, to read it.
    pub(in crate::app) fn read_turn(&mut self) {
        self.leave();
        self.set_view(View::Debate);
        self.follow_the_outline();
        self.pane = Pane::Page;
    }

    /// Moves in the list of the view by `by` rows.
    pub(in crate::app) fn step_in_listing(&mut self, by: isize) {
        self.on_listing(|listing| listing.step(by));
    }

    /// Changes which entry of the list is chosen; the page turns with it, and the outline where that is a statement.
    pub(super) fn on_listing(&mut self, change: impl FnOnce(&mut Listing)) {
        let Some(listing) = &mut self.listing else { return };
        let was_beside = listing.is_beside_the_debate();
        change(listing);
        if was_beside || listing.is_beside_the_debate() {
            self.page = None;
            self.scroll = 0;
            self.link = None;
        }
        let Some(place) = listing.chosen() else { return };
        if let Place::Statement(statement) = place {
            self.reveal(&Way::shortest(statement));
        }
        if self.place != Some(place) {
            self.turn_to(place);
        }
    }

    /// Goes to a place on the shortest way from a question, remembering where the reader was. Returns whether that was
    /// elsewhere.
    pub(in crate::app) fn go(&mut self, place: Place) -> bool {
        if self.place == Some(place) && self.text.is_none() && self.view != View::Grid {
            return false;
        }
        self.leave();
        if let Place::Statement(statement) = place {
            self.show_statements();
            self.reveal(&Way::shortest(statement));
            self.on_map(Map::centre);
        } else {
            if matches!(self.view, View::Exchange | View::Grid) {
                self.set_view(View::Debate);
            }
            self.pane = Pane::Page;
        }
        self.turn_to(place);
        true
    }

    /// Goes where a link leads: on the outline down from, or back up, the path the reader is on, where that is a way.
    /// Returns whether the reader was elsewhere before.
    pub(in crate::app) fn follow(&mut self, link: Link) -> bool {
        let Place::Statement(target) = link.place else { return self.go(link.place) };
        let way = self.way_along(link, target);
        self.go_along(&way);
        true
    }

    /// The way from a root to where a link leads.
    fn way_along(&self, link: Link, target: StatementIndex) -> Way {
        let selected = self.selected().filter(|selected| self.place == Some(Place::Statement(*selected)));
        let Some(here) = selected.filter(|_| link.direction != Direction::Across) else {
            return Way::shortest(target);
        };
        if let Some(above) = self.outline.way_above(target) {
            return above;
        }
        // Where a circle closes the branch opens no further, but further up, where the statement first stood.
        let first = self.outline.way_above(here).or_else(|| self.selected_way());
        match first {
            Some(way) if target == here => way,
            Some(mut way) if link.direction == Direction::Down => {
                way.go_down(&self.debate, target);
                way
            }
            _ => Way::shortest(target),
        }
    }

    fn go_along(&mut self, way: &Way) {
        self.leave();
        self.show_statements();
        self.reveal(way);
        self.turn_to(Place::Statement(way.to()));
    }

    /// Whoever goes to a statement on the map stays there; from anywhere else one comes to the outline.
    fn show_statements(&mut self) {
        if self.view != View::Map {
            self.set_view(View::Debate);
        }
    }

    /// What the statement at hand replies to: what it stands under, or else the first.
    fn replied_here(&self) -> Option<(StatementIndex, StatementIndex)> {
        let Some(Place::Statement(here)) = self.place else { return None };
        let mut targets = self.debate.statement(here).relations.iter().filter(|relation| relation.kind.is_reply());
        let first = targets.clone().next()?.target;
        let under = self.shown_under(here).filter(|under| targets.any(|relation| relation.target == *under));
        Some((here, under.unwrap_or(first)))
    }

    /// Whether there is another reply to what the statement at hand replies to.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn has_next_reply(&self) -> Result<(), &'static str> {
        let (here, to) = self.replied_here().ok_or("this is no reply")?;
        let mut replies = self.debate.replies(to);
        if replies.any(|reply| reply.statement != here) { Ok(()) } else { Err("this is the only reply") }
    }

    /// Goes to the next reply to the same statement, round and round. Returns whether that is elsewhere.
    pub(in crate::app) fn go_to_next_reply(&mut self) -> bool {
        let Some((here, to)) = self.replied_here() else { return false };
        let replies: Vec<StatementIndex> =
            self.debate.replies_in_order(to, self.order).iter().map(|child| child.statement).collect();
        let Some(place) = replies.iter().position(|reply| *reply == here) else { return false };
        // One that both rebuts and undercuts is one reply, where it comes first.
        let is_first = |place: &usize| !replies[..*place].contains(&replies[*place]);
        let mut after = (place + 1..replies.len()).chain(0..place);
        let Some(next) = after.find(is_first).map(|place| replies[place]) else { return false };
        let above = if self.shown_under(here) == Some(to) { self.way_shown(here).above(&self.debate) } else { None };
        let mut way = above.unwrap_or_else(|| self.outline.way(&self.debate, to));
        way.go_down(&self.debate, next);
        self.go_along(&way);
        true
    }

    /// Where `0` goes: the question, or whatever the way to the statement at hand begins with.
    #[must_use]
    pub fn root(&self) -> Option<Link> {
        let Some(Place::Statement(here)) = self.place else { return None };
        let root = if self.shows_the_selected() && !self.is_revealing() {
            self.outline.selected_root()?
        } else {
            let way = self.way_shown(here);
            let shortest = way.bends().is_empty().then(|| self.debate.root(here));
            shortest.or_else(|| Some(way.upwards(&self.debate).last()?.0))?
        };
        (root != here).then(|| across(Place::Statement(root), Direction::Up))
    }

    /// Goes to the page of the selected statement, from the outline.
    pub(in crate::app) fn read(&mut self) {
        self.leave();
        if self.view == View::Debate && !matches!(self.place, Some(Place::Statement(_))) {
            self.follow_the_outline();
        }
        self.pane = Pane::Page;
    }

    /// Goes back. Returns whether there was somewhere to go.
    pub(in crate::app) fn back(&mut self) -> bool {
        let to = self.history.back(self.spot());
        self.restore(to)
    }

    /// Goes forward again. Returns whether there was somewhere to go.
    pub(in crate::app) fn forward(&mut self) -> bool {
        let to = self.history.forward(self.spot());
        self.restore(to)
    }

    fn restore(&mut self, to: Option<Spot>) -> bool {
        let Some(spot) = to else { return false };
        if let Some(way) = &spot.way {
            self.reveal(way);
            if spot.outside && !self.is_outside_filter() {
                self.show_excerpt(false);
                self.reveal_here(way);
            }
        }
        // What a view was there for may be over.
        self.set_view(if self.views().contains(&spot.view) { spot.view } else { View::Debate });
        self.turn_to(spot.place);
        if let (Some(grid), Some(actor)) = (&mut self.grid, spot.actor) {
            grid.choose_actor(actor);
        }
        if let Some(framing) = spot.framing {
            self.on_map(|map| map.frame(framing));
        }
        if let (Some(exchange), Some(top)) = (&mut self.exchange, spot.top) {
            exchange.scroll_to(top);
        }
        self.scroll = spot.scroll;
        self.link = spot.link;
        self.pane = spot.pane;
        self.text = spot.text;
        true
    }

    /// Whether there is somewhere to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.history.can_go_back()
    }

    /// Whether there is somewhere to go forward to.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        self.history.can_go_forward()
    }

    /// The first link of the page that satisfies `wanted`.
    fn first_link(&self, wanted: impl Fn(&Link) -> bool) -> Option<Link> {
        self.page.as_ref()?.links.iter().find(|link| wanted(link)).copied()
    }

    /// Where `r` goes: the first reply to the statement at hand.
    #[must_use]
    pub fn first_reply(&self) -> Option<Link> {
        let Some(Place::Statement(here)) = self.place else { return None };
        let first = self.debate.first_reply(here, self.order)?.statement;
        Some(across(Place::Statement(first), Direction::Down))
    }

    /// Where `u` goes: the statement above on the path, or what the statement at hand bears on.
    #[must_use]
    pub fn above(&self) -> Option<Link> {
        let Some(Place::Statement(here)) = self.place else { return None };
        let target = self.shown_under(here).or_else(|| Some(self.debate.statement(here).relations.first()?.target))?;
        Some(across(Place::Statement(target), Direction::Up))
    }

    /// Where `s` goes: the source of the chosen link or cell, or the first one of the page.
    #[must_use]
    pub fn source(&self) -> Option<Place> {
        if let Some(source) = self.grid().and_then(|grid| grid.source(&self.debate)) {
            return Some(Place::Source(source));
        }
        self.named(|place| matches!(place, Place::Source(_)))
    }

    /// Where `a` goes: the actor of the chosen link or cell, or the first one of the page.
    #[must_use]
    pub fn actor(&self) -> Option<Place> {
        if let Some(grid) = self.grid() {
            return grid.actor().map(Place::Actor);
        }
        self.named(|place| matches!(place, Place::Actor(_)))
    }

    /// The sources at hand, those of the chosen link first.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceIndex> {
        if let Some(text) = &self.text {
            return vec![text.source()];
        }
        let of = |place: Place| citing::sources(&self.debate, place);
        let chosen = self.chosen().filter(|_| self.pane == Pane::Page);
        // On its own page a source stands before those that its links name.
        let own = self.place.filter(|place| matches!(place, Place::Source(_)));
        let linked = chosen.into_iter().flat_map(|link| [Some(link.place), link.beside]).flatten();
        let linked = linked.filter(|place| matches!(place, Place::Source(_)));
        let places =
            own.into_iter().chain(linked).chain(self.place).chain(own.is_none().then(|| self.source()).flatten());
        let mut sources: Vec<SourceIndex> = Vec::new();
        for source in places.flat_map(of) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    fn named(&self, wanted: impl Fn(Place) -> bool) -> Option<Place> {
        let of = |link: Link| [Some(link.place), link.beside].into_iter().flatten().find(|place| wanted(*place));
        let chosen = self.chosen().filter(|_| self.pane == Pane::Page).and_then(of);
        let place = chosen
            .or_else(|| self.first_attribution(&wanted))
            .or_else(|| self.first_link(|link| wanted(link.place)).and_then(of))?;
        (self.place != Some(place)).then_some(place)
    }

    /// From the statement itself, since in a narrow outline no page is laid out.
    fn first_attribution(&self, wanted: impl Fn(Place) -> bool) -> Option<Place> {
        let Some(Place::Statement(here)) = self.place else { return None };
        self.debate.statement(here).said.iter().find_map(|said| {
            [Some(Place::Actor(said.actor)), said.source.map(Place::Source)]
                .into_iter()
                .flatten()
                .find(|place| wanted(*place))
        })
    }

    /// Where digit `number` goes.
    #[must_use]
    pub fn numbered(&self, number: u8) -> Option<Link> {
        self.first_link(|link| link.number == Some(number))
    }
}

fn across(place: Place, direction: Direction) -> Link {
    Link { place, direction, number: None, beside: None, first: 0, last: 0 }
}
