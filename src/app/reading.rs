//! One open debate and where the reader is in it.
//!
//! Outline and page share the selected statement: moving in the outline turns the page, following a link on the page
//! opens the outline down to where it leads. The page may also show something that is no statement (an actor, a
//! source); the outline then keeps the statement one came from.

use std::sync::Arc;

use crate::debate::{Debate, StatementIndex};

use super::exchange::Exchange;
use super::glyph::Glyph;
use super::history::History;
use super::listing::Listing;
use super::marks::{Change, Marking, Marks, Stopped};
use super::outline::{Branch, Outline};
use super::page::{Direction, Line, Link, Own, Page, Role};
use super::place::Place;
use super::view::View;
use super::{Pane, Size, regions};

/// Links shown in each group of a page on the screen. More are counted; the outline has them all.
const LINKS_IN_A_GROUP: usize = 200;

/// Somewhere the reader has been, with everything needed to be back there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spot {
    view: View,
    /// Nothing in a debate without statements, which may have actors all the same.
    place: Option<Place>,
    path: Vec<StatementIndex>,
    scroll: usize,
    link: Option<usize>,
    pane: Pane,
}

/// One open debate and where the reader is in it.
#[derive(Debug, Clone)]
pub struct Reading {
    debate: Arc<Debate>,
    outline: Outline,
    view: View,
    /// The list of the view, which stands in place of the outline; none in the outline's own.
    listing: Option<Listing>,
    /// The thread, in the view of exchanges.
    exchange: Option<Exchange>,
    pane: Pane,
    place: Option<Place>,
    page: Option<Page>,
    /// The width the page was laid out for.
    laid_out_for: u16,
    scroll: usize,
    link: Option<usize>,
    history: History<Spot>,
    marking: Marking,
    /// Statements that have not been read.
    unread: usize,
}

impl Reading {
    /// Opens a debate at its first question.
    #[must_use]
    pub fn new(debate: Arc<Debate>) -> Self {
        let outline = Outline::new(&debate);
        let place = outline.selected().map(Place::Statement);
        Self {
            debate,
            outline,
            view: View::Debate,
            listing: None,
            exchange: None,
            pane: Pane::Outline,
            place,
            page: None,
            laid_out_for: 0,
            scroll: 0,
            link: None,
            history: History::default(),
            marking: Marking::default(),
            unread: 0,
        }
    }

    /// The debate.
    #[must_use]
    pub fn debate(&self) -> &Debate {
        &self.debate
    }

    /// The outline.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The view.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// The list that stands in place of the outline, in the other views.
    #[must_use]
    pub fn listing(&self) -> Option<&Listing> {
        self.listing.as_ref()
    }

    /// The thread, in the view of exchanges.
    #[must_use]
    pub fn exchange(&self) -> Option<&Exchange> {
        self.exchange.as_ref()
    }

    /// Which pane has the focus.
    #[must_use]
    pub fn pane(&self) -> Pane {
        self.pane
    }

    /// What the page shows; nothing in an empty debate.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The page, once it has been laid out.
    #[must_use]
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }

    /// The first line of the page on the screen.
    #[must_use]
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// The chosen link, as a place in the page's links.
    #[must_use]
    pub fn link(&self) -> Option<usize> {
        self.link
    }

    /// The chosen link.
    #[must_use]
    pub fn chosen(&self) -> Option<Link> {
        self.page.as_ref()?.links.get(self.link?).copied()
    }

    /// Brings everything that follows from place and size into line: lays out the page where it has changed, scrolls.
    pub(super) fn settle(&mut self, size: Size) {
        let regions = regions::reading(size, self.pane);
        if let Some(exchange) = &self.exchange {
            let area = regions::whole(size);
            let lines = exchange.lines(&self.debate, usize::from(area.width));
            let of_turn = |line: &Line| line.link == Some(exchange.cursor());
            let first = lines.iter().position(of_turn).unwrap_or_default();
            let last = lines.iter().rposition(of_turn).unwrap_or_default();
            let height = usize::from(area.height);
            self.scroll = self.scroll.clamp((last + 1).saturating_sub(height).min(first), first);
            self.scroll = self.scroll.min(lines.len().saturating_sub(height));
            return;
        }
        if let Some(area) = regions.outline {
            match &mut self.listing {
                Some(listing) => listing.settle(usize::from(area.height)),
                None => self.outline.settle(&self.debate, usize::from(area.height)),
            }
        }
        let Some(area) = regions.page else { return };
        let other_place = self.page.as_ref().map(|page| page.place) != self.place;
        let stale = other_place || self.laid_out_for != area.width;
        if stale {
            // Lines have moved: begin from the top, and go down only as far as the chosen link.
            if !other_place {
                self.scroll = 0;
            }
            self.laid_out_for = area.width;
            self.page = self.place.map(|place| {
                let columns = usize::from(area.width);
                if let Some(id) = self.gone() {
                    return Page::of_gone(&self.debate, place, id, self.marks().wording(id), self.own(id), columns);
                }
                let path = self.path_shown(place);
                let own = match place {
                    Place::Statement(index) => self.own(&self.debate.statement(index).id),
                    _ => Own::default(),
                };
                Page::with_own(&self.debate, place, &path, columns, LINKS_IN_A_GROUP, own)
            });
        }
        let Some(page) = &self.page else { return };
        let height = usize::from(area.height);
        self.scroll = self.scroll.min(page.lines.len().saturating_sub(height));
        if self.pane == Pane::Outline {
            self.link = None;
            return;
        }
        let (top, end) = (self.scroll, self.scroll + height);
        let on_screen = |link: &Link| link.last >= top && link.first < end;
        match self.link.and_then(|link| page.links.get(link)) {
            // Laid out anew, or on a lower screen, it may stand elsewhere.
            Some(link) if stale || !on_screen(link) => self.show_link(height),
            Some(_) => {}
            None => self.link = page.links.iter().position(on_screen),
        }
    }

    fn path_shown(&self, place: Place) -> Vec<StatementIndex> {
        match place {
            Place::Statement(index) if self.outline.selected() == Some(index) => self.outline.selected_path(),
            Place::Statement(index) => self.debate.path(index),
            _ => Vec::new(),
        }
    }

    /// Scrolls as little as needed for the chosen link to be on the screen.
    fn show_link(&mut self, height: usize) {
        let Some(link) = self.chosen() else { return };
        let top = (link.last + 1).saturating_sub(height).min(link.first);
        self.scroll = self.scroll.clamp(top, link.first);
    }

    fn page_height(&self, size: Size) -> usize {
        regions::reading(size, self.pane).page.map_or(0, |area| usize::from(area.height))
    }

    fn spot(&self) -> Spot {
        let path = self.outline.selected_path();
        Spot { view: self.view, place: self.place, path, scroll: self.scroll, link: self.link, pane: self.pane }
    }

    /// Remembers where the reader is, who is about to go somewhere else.
    pub(super) fn leave(&mut self) {
        self.history.leave(self.spot());
    }

    fn turn_to(&mut self, place: impl Into<Option<Place>>) {
        self.place = place.into();
        if let (Some(listing), Some(place)) = (&mut self.listing, self.place) {
            listing.choose(place);
        }
        self.page = None;
        self.scroll = 0;
        self.link = None;
    }

    /// Turns the page to the selected row.
    fn follow_the_outline(&mut self) {
        if let Some(statement) = self.outline.selected() {
            self.turn_to(Place::Statement(statement));
        }
    }

    /// Selects a row of the outline.
    pub(super) fn select_row(&mut self, row: usize) {
        if row != self.outline.cursor() || !matches!(self.place, Some(Place::Statement(_))) {
            self.outline.select(row);
            self.follow_the_outline();
        }
    }

    /// Selects the row at the end of `path`. Where the path goes round a circle and the outline does not, the shortest
    /// way leads to the same statement.
    fn reveal(&mut self, path: &[StatementIndex]) {
        if !self.outline.reveal(&self.debate, path)
            && let Some(statement) = path.last()
        {
            self.outline.reveal(&self.debate, &self.debate.path(*statement));
        }
    }

    fn set_view(&mut self, view: View) {
        if view != self.view {
            self.view = view;
            let has_list = !matches!(view, View::Debate | View::Exchange);
            self.listing = has_list.then(|| Listing::new(&self.debate, self.marking.now(), view));
            let path = self.outline.selected_path();
            self.exchange = if view == View::Exchange { Exchange::new(&self.debate, &path) } else { None };
        }
    }

    /// Shows another view at the same place, or at what there is of it there: who says it, its source. The outline keeps
    /// the statement.
    pub(super) fn show(&mut self, view: View) {
        if view == self.view {
            return;
        }
        self.leave();
        self.set_view(view);
        self.pane = Pane::Outline;
        let here = self.place;
        let Some(listing) = &mut self.listing else {
            // Outline and exchange are of the statement that is selected.
            self.follow_the_outline();
            return;
        };
        let statement = match here {
            Some(Place::Statement(index)) => Some(index),
            _ => self.outline.selected(),
        };
        let said = statement.and_then(|index| self.debate.statement(index).said.first());
        let actor = said.map(|said| Place::Actor(said.actor));
        let source = said.and_then(|said| said.source).map(Place::Source);
        for place in [actor, source, here].into_iter().flatten() {
            listing.choose(place);
        }
        if let Some(chosen) = listing.chosen() {
            self.turn_to(chosen);
        }
    }

    /// Changes the exchange; the outline follows its chosen turn.
    pub(super) fn on_exchange(&mut self, change: impl FnOnce(&mut Exchange, &Debate)) {
        let Some(exchange) = &mut self.exchange else { return };
        change(exchange, &self.debate);
        let path = exchange.path();
        self.reveal(&path);
        if let Some(statement) = path.last() {
            // The lines stay where they are as far as they can.
            let scroll = self.scroll;
            self.turn_to(Place::Statement(*statement));
            self.scroll = scroll;
        }
    }

    /// Goes from the exchange to the chosen turn in the outline, to read it.
    pub(super) fn read_turn(&mut self) {
        self.leave();
        self.set_view(View::Debate);
        self.follow_the_outline();
        self.pane = Pane::Page;
    }

    /// Moves in the list of the view by `by` rows; the page turns with it, and the outline where that is a statement.
    pub(super) fn step_in_listing(&mut self, by: isize) {
        let Some(listing) = &mut self.listing else { return };
        let was_gone = listing.gone().is_some();
        listing.step(by);
        let is_gone = listing.gone().is_some();
        if was_gone || is_gone {
            self.page = None;
            self.scroll = 0;
            self.link = None;
        }
        let Some(place) = listing.chosen() else { return };
        if let Place::Statement(statement) = place {
            let path = self.debate.path(statement);
            self.reveal(&path);
        }
        if self.place != Some(place) {
            self.turn_to(place);
        }
    }

    /// Goes to a place on the shortest way from a question, remembering where the reader was. Returns whether that was
    /// elsewhere.
    pub(super) fn go(&mut self, place: Place) -> bool {
        if self.place == Some(place) {
            return false;
        }
        self.leave();
        if let Place::Statement(statement) = place {
            self.set_view(View::Debate);
            let path = self.debate.path(statement);
            self.reveal(&path);
        } else {
            if self.view == View::Exchange {
                self.set_view(View::Debate);
            }
            self.pane = Pane::Page;
        }
        self.turn_to(place);
        true
    }

    /// Goes where a link leads: on the outline down from, or back up, the path the reader is on, where that is a way.
    /// Returns whether the reader was elsewhere before.
    pub(super) fn follow(&mut self, link: Link) -> bool {
        let Place::Statement(target) = link.place else { return self.go(link.place) };
        let mut path = self.outline.selected_path();
        let here = self.place.and_then(|place| match place {
            Place::Statement(index) => Some(index),
            _ => None,
        });
        let on_path = here.is_some() && path.last().copied() == here && link.direction != Direction::Across;
        if on_path && let Some(above) = path.iter().position(|step| *step == target) {
            path.truncate(above + 1);
        } else if on_path && link.direction == Direction::Down {
            // Where a circle closes the branch opens no further, but further up, where the statement first stood.
            let first = path.iter().position(|step| Some(*step) == here);
            path.truncate(first.map_or(path.len(), |first| first + 1));
            path.push(target);
        } else {
            path = self.debate.path(target);
        }
        self.leave();
        self.set_view(View::Debate);
        self.reveal(&path);
        self.turn_to(link.place);
        true
    }

    /// Goes to the page of the selected statement, from the outline.
    pub(super) fn read(&mut self) {
        self.leave();
        if self.view == View::Debate && !matches!(self.place, Some(Place::Statement(_))) {
            self.follow_the_outline();
        }
        self.pane = Pane::Page;
    }

    /// Puts the focus on a pane.
    pub(super) fn focus(&mut self, pane: Pane) {
        self.pane = pane;
    }

    /// Goes back. Returns whether there was somewhere to go.
    pub(super) fn back(&mut self) -> bool {
        let to = self.history.back(self.spot());
        self.restore(to)
    }

    /// Goes forward again. Returns whether there was somewhere to go.
    pub(super) fn forward(&mut self) -> bool {
        let to = self.history.forward(self.spot());
        self.restore(to)
    }

    fn restore(&mut self, to: Option<Spot>) -> bool {
        let Some(spot) = to else { return false };
        self.reveal(&spot.path);
        self.set_view(spot.view);
        self.turn_to(spot.place);
        self.scroll = spot.scroll;
        self.link = spot.link;
        self.pane = spot.pane;
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

    /// One step down the page: to the next link if it is on the screen, else one line on. `by` says how many steps.
    pub(super) fn step_on_page(&mut self, down: bool, size: Size) {
        let height = self.page_height(size);
        let Some(page) = &self.page else { return };
        let on_screen = |link: &Link| link.last >= self.scroll && link.first < self.scroll + height;
        let next = match (self.link, down) {
            (Some(link), true) => Some(link + 1),
            (Some(link), false) => link.checked_sub(1),
            (None, true) => page.links.iter().position(|link| link.first >= self.scroll),
            (None, false) => page.links.iter().rposition(|link| link.last < self.scroll + height),
        };
        let next = next.filter(|next| page.links.get(*next).is_some_and(on_screen));
        if let Some(next) = next {
            self.link = Some(next);
            self.show_link(height);
        } else {
            self.scroll_page(if down { 1 } else { -1 }, size);
        }
    }

    /// Scrolls the page by `lines`; a link that leaves the screen is given up for the nearest one on it.
    pub(super) fn scroll_page(&mut self, lines: isize, size: Size) {
        let height = self.page_height(size);
        let Some(page) = &self.page else { return };
        let last = page.lines.len().saturating_sub(height);
        self.scroll = self.scroll.saturating_add_signed(lines).min(last);
        let (top, end) = (self.scroll, self.scroll + height);
        let on_screen = |link: &Link| link.last >= top && link.first < end;
        if !self.link.and_then(|link| page.links.get(link)).is_some_and(on_screen) {
            self.link =
                if lines > 0 { page.links.iter().position(on_screen) } else { page.links.iter().rposition(on_screen) };
        }
    }

    /// Goes to the next section of the page, or the one before, and chooses its first link.
    pub(super) fn go_to_section(&mut self, next: bool, size: Size) {
        let height = self.page_height(size);
        let Some(page) = &self.page else { return };
        let is_heading = |line: &Line| line.spans.iter().any(|span| span.role == Role::Heading);
        let here = self.chosen().map_or(self.scroll, |link| link.first);
        let mut headings = page.lines.iter().enumerate().filter(|(_, line)| is_heading(line)).map(|(place, _)| place);
        let heading = if next {
            headings.find(|place| *place > here)
        } else {
            // The head of this section is above its first link: the one before that is wanted.
            headings.take_while(|place| *place < here).collect::<Vec<_>>().into_iter().rev().nth(1)
        };
        let heading = heading.unwrap_or(if next { here } else { 0 });
        self.link = page.links.iter().position(|link| link.first >= heading);
        self.scroll = heading.min(page.lines.len().saturating_sub(height));
        self.show_link(height);
    }

    /// Scrolls to the first or last line of the page and chooses the first or last link.
    pub(super) fn page_end(&mut self, last: bool, size: Size) {
        let far = isize::try_from(self.page.as_ref().map_or(0, |page| page.lines.len())).unwrap_or(isize::MAX);
        self.scroll_page(if last { far } else { -far }, size);
        let links = self.page.as_ref().map_or(0, |page| page.links.len());
        let link = if last { links.checked_sub(1) } else { (links > 0).then_some(0) };
        let height = self.page_height(size);
        let top = self.scroll;
        self.link = link.filter(|link| {
            self.page
                .as_ref()
                .and_then(|page| page.links.get(*link))
                .is_some_and(|link| link.last >= top && link.first < top + height)
        });
    }

    /// Opens the selected branch, or where it is open goes to its first row.
    pub(super) fn open_branch(&mut self) {
        let row = self.outline.cursor();
        if !self.outline.open(&self.debate, row)
            && self.outline.row(&self.debate, row).is_some_and(|row| row.branch == Branch::Opened)
        {
            self.select_row(row + 1);
        }
    }

    /// Closes the selected branch, or where it is closed goes to the row it stands under.
    pub(super) fn close_branch(&mut self) {
        if !self.outline.close(self.outline.cursor())
            && let Some(parent) = self.outline.parent_row()
        {
            self.select_row(parent);
        }
    }

    /// Opens the selected branch if it is closed, closes it if it is open.
    pub(super) fn toggle_branch(&mut self) {
        let row = self.outline.cursor();
        if !self.outline.open(&self.debate, row) {
            self.outline.close(row);
        }
    }

    /// The next row under the same one as the selected row, or the one before.
    #[must_use]
    pub fn sibling_row(&self, next: bool) -> Option<usize> {
        self.outline.sibling_row(next)
    }

    /// Moves to the next row under the same one, or the one before.
    pub(super) fn go_to_sibling(&mut self, next: bool) {
        if let Some(row) = self.outline.sibling_row(next) {
            self.select_row(row);
        }
    }

    /// Opens everything below the selected row, up to a bound. Returns whether that was everything.
    pub(super) fn open_whole_branch(&mut self) -> bool {
        self.outline.open_branch(&self.debate, self.outline.cursor())
    }

    /// Closes every branch.
    pub(super) fn close_all(&mut self) {
        self.outline.close_all();
        self.follow_the_outline();
    }

    /// The first link of the page that satisfies `wanted`.
    fn first_link(&self, wanted: impl Fn(&Link) -> bool) -> Option<Link> {
        self.page.as_ref()?.links.iter().find(|link| wanted(link)).copied()
    }

    /// Where `r` goes: the first reply to the statement at hand.
    #[must_use]
    pub fn first_reply(&self) -> Option<Link> {
        let Some(Place::Statement(here)) = self.place else { return None };
        let child = self.debate.replies(here).next()?;
        Some(across(Place::Statement(child.statement), Direction::Down))
    }

    /// Where `u` goes: the statement above on the path, or what the statement at hand bears on.
    #[must_use]
    pub fn above(&self) -> Option<Link> {
        let Some(Place::Statement(here)) = self.place else { return None };
        let path = self.path_shown(Place::Statement(here));
        let above = path.len().checked_sub(2).and_then(|place| path.get(place)).copied();
        let target = above.or_else(|| Some(self.debate.statement(here).relations.first()?.target))?;
        Some(across(Place::Statement(target), Direction::Up))
    }

    /// Where `s` goes: the source of the chosen link, or the first one of the page.
    #[must_use]
    pub fn source(&self) -> Option<Place> {
        self.named(|place| matches!(place, Place::Source(_)))
    }

    /// Where `a` goes: the actor of the chosen link, or the first one of the page.
    #[must_use]
    pub fn actor(&self) -> Option<Place> {
        self.named(|place| matches!(place, Place::Actor(_)))
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

/// The reader's own marks.
impl Reading {
    /// The marks.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        self.marking.now()
    }

    /// How many statements have not been read; none where nobody keeps what has been.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// The id of the chosen mark's statement, if it is not in the debate any more.
    #[must_use]
    pub fn gone(&self) -> Option<&str> {
        self.listing.as_ref()?.gone()
    }

    /// The mark to be shown beside a statement in the outline.
    #[must_use]
    pub fn sign(&self, index: StatementIndex) -> Option<Glyph> {
        let id: &str = &self.debate.statement(index).id;
        let marks = self.marks();
        if marks.bookmarks.contains_key(id) {
            Some(Glyph::Bookmark)
        } else if marks.notes.contains_key(id) {
            Some(Glyph::Note)
        } else {
            (self.marking.is_kept() && !marks.read.contains(id)).then_some(Glyph::Unread)
        }
    }

    fn own(&self, id: &str) -> Own<'_> {
        Own {
            bookmarked: self.marks().bookmarks.contains_key(id),
            note: self.marks().notes.get(id).map(|note| note.text.as_str()),
        }
    }

    /// The id and wording of the statement that a mark would be put on.
    #[must_use]
    pub fn to_be_marked(&self) -> Option<(String, String)> {
        if let Some(id) = self.gone() {
            return Some((id.to_owned(), self.marks().wording(id).to_owned()));
        }
        match self.place? {
            Place::Statement(index) => {
                Some((self.debate.statement(index).id.to_string(), self.debate.statement(index).wording().to_string()))
            }
            _ => None,
        }
    }

    /// Goes on from what is kept: the reader is where they stopped, if that is still there.
    pub(super) fn take_up(&mut self, marks: Marks) {
        let stopped = marks.stopped.clone();
        self.marking = Marking::kept(marks);
        self.marks_have_changed();
        let Some(stopped) = stopped else { return };
        let Some(statement) = self.debate.statement_by_id(&stopped.statement) else { return };
        let path = self.debate.path(statement);
        self.outline.reveal(&self.debate, &path);
        self.turn_to(Place::Statement(statement));
        self.show(stopped.view());
        // One begins here: there is nowhere to go back to.
        self.history = History::default();
    }

    /// Changes the marks; returns the change if somebody keeps them.
    pub(super) fn mark(&mut self, change: Change) -> Option<Change> {
        let change = self.marking.change(change);
        self.marks_have_changed();
        change
    }

    /// Hears what is kept by now.
    pub(super) fn hear(&mut self, marks: Marks, taken: usize) {
        let before = self.marks().clone();
        self.marking.hear(marks, taken);
        if *self.marks() != before {
            self.marks_have_changed();
        }
    }

    fn marks_have_changed(&mut self) {
        let read = &self.marking.now().read;
        let is_unread = |statement: &&crate::debate::Statement| !read.contains(&*statement.id);
        self.unread =
            if self.marking.is_kept() { self.debate.statements().iter().filter(is_unread).count() } else { 0 };
        self.page = None;
        if self.view == View::Marks
            && let Some(listing) = &self.listing
        {
            let renewed = listing.renewed(&self.debate, self.marking.now(), self.view);
            // On the page's side one may still be at work on what has left the list.
            if self.pane == Pane::Outline && renewed.chosen().is_some() && renewed.chosen() != self.place {
                self.listing = Some(renewed);
                self.step_in_listing(0);
            } else {
                self.listing = Some(renewed);
            }
        }
    }

    /// The statement whose page is on the screen, if it is not known to have been read.
    pub(super) fn on_the_page(&self, size: Size) -> Option<String> {
        // A turn of an exchange is shown whole too.
        let shown = self.exchange.is_some() || regions::reading(size, self.pane).page.is_some();
        if !self.marking.is_kept() || self.gone().is_some() || !shown {
            return None;
        }
        let Some(Place::Statement(index)) = self.place else { return None };
        let id: &str = &self.debate.statement(index).id;
        (!self.marks().read.contains(id)).then(|| id.to_owned())
    }

    /// The change that keeps where the reader is, if that is not kept.
    pub(super) fn stopped(&mut self) -> Option<Change> {
        let stopped = Stopped::new(&self.debate.statement(self.outline.selected()?).id, self.view);
        if !self.marking.is_kept() || self.marks().stopped.as_ref() == Some(&stopped) {
            return None;
        }
        self.marking.change(Change::Stopped(stopped))
    }

    /// The next statement in the order of the file that has not been read, round and round.
    #[must_use]
    pub fn next_unread(&self) -> Option<Place> {
        if self.unread == 0 {
            return None;
        }
        let statements = self.debate.statements();
        let here = self.outline.selected().map_or(0, StatementIndex::place);
        let read = &self.marks().read;
        let mut after = (here + 1..statements.len()).chain(0..here);
        after
            .find(|place| !read.contains(&*statements[*place].id))
            .map(|place| Place::Statement(StatementIndex::new(place)))
    }
}

fn across(place: Place, direction: Direction) -> Link {
    Link { place, direction, number: None, beside: None, first: 0, last: 0 }
}
