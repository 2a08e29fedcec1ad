//! One open debate and where the reader is in it.
//!
//! Outline and page share the selected statement: moving in the outline turns the page, following a link on the page
//! opens the outline down to where it leads. The page may also show something that is no statement (an actor, a
//! source); the outline then keeps the statement one came from.

mod filtering;
mod following;
mod going;
mod mapping;
mod marking;
mod paging;
mod people;
mod pointing;
mod revealing;
mod texts;

use std::sync::Arc;

use crate::debate::{ActorIndex, Debate, Order, SourceIndex, StatementIndex, Way};
use crate::search::Passage;

use super::Pane;
use super::exchange::{Exchange, LineAt};
use super::filter::{Filtering, Only};
use super::grid::Grid;
use super::history::History;
use super::listing::Listing;
use super::map::{Framing, Map};
use super::marks::Marking;
use super::news::News;
use super::outline::{Branch, Outline};
use super::page::{Link, Own, Page, Setting, Trail};
use super::place::Place;
use super::problems::Problems;
use super::regions::Regions;
use super::source_text::SourceText;
use super::view::View;
use super::work::{Outgrown, is_surveyed};
use revealing::Far;

pub use revealing::RevealRequest;

/// Links shown in each group of a page on the screen: more than anybody reads one by one, and no more than a key press
/// can set. The others are counted; the outline has them all.
const LINKS_IN_A_GROUP: usize = 100;

/// Somewhere the reader has been, with everything needed to be back there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spot {
    view: View,
    /// Nothing in a debate without statements, which may have actors all the same.
    place: Option<Place>,
    text: Option<SourceText>,
    /// To the selected row; none in a debate without statements.
    way: Option<Way>,
    scroll: usize,
    /// The first line on the screen of the exchange.
    top: Option<LineAt>,
    link: Option<usize>,
    pane: Pane,
    /// The actor of the chosen row, in the grid.
    actor: Option<ActorIndex>,
    /// What is on the map.
    framing: Option<Framing>,
    /// Whether the whole debate was shown although a filter was set.
    outside: bool,
}

/// One open debate and where the reader is in it.
#[derive(Debug, Clone)]
pub struct Reading {
    debate: Arc<Debate>,
    outline: Outline,
    /// The way down which the outline is being opened beside the screen, and how often there was one.
    far: Option<Far>,
    reveals: u64,
    /// While a filter is set, the other outline: the whole debate's, or that of the excerpt.
    aside: Option<Outline>,
    filtering: Filtering,
    /// What filters have left that are not set any more.
    outgrown: Vec<Outgrown>,
    /// The filter that is being worked out.
    awaited_filter: Option<Only>,
    order: Order,
    view: View,
    /// The list of the view, which stands in place of the outline; none in the outline's own.
    listing: Option<Listing>,
    /// The thread, in the view of exchanges.
    exchange: Option<Exchange>,
    /// The local text of a source, which lies over all else.
    text: Option<SourceText>,
    /// The source whose text has been asked for, and the statement for which it is to be opened.
    awaited: Option<(SourceIndex, Option<StatementIndex>)>,
    /// Made when it is first shown, and then kept.
    grid: Option<Grid>,
    /// Made when it is first shown, and then kept.
    map: Option<Map>,
    /// The actor to whom another one is to be chosen, to see what is between them.
    first_of_two: Option<ActorIndex>,
    pane: Pane,
    place: Option<Place>,
    /// Where the reader was who came to a view that has no entry for that, and has not moved there.
    kept: Option<Place>,
    page: Option<Page>,
    /// The width the page was laid out for.
    laid_out_for: u16,
    scroll: usize,
    link: Option<usize>,
    /// The passages that a search found, of which one is to be on the screen with the page.
    looked_for: Vec<Passage>,
    history: History<Spot>,
    marking: Marking,
    news: News,
    problems: Option<Arc<Problems>>,
    /// Statements that have not been read.
    unread: usize,
    /// The statement that was marked as unread and has not been left since: it does not become read by itself.
    left_unread: Option<StatementIndex>,
}

impl Reading {
    /// Opens a debate at its first question.
    #[must_use]
    pub fn new(debate: Arc<Debate>) -> Self {
        let order = Order::default();
        let outline = Outline::new(&debate, order);
        let place = outline.selected().map(Place::Statement);
        Self {
            debate,
            outline,
            far: None,
            reveals: 0,
            aside: None,
            filtering: Filtering::default(),
            outgrown: Vec::new(),
            awaited_filter: None,
            order,
            view: View::Debate,
            listing: None,
            exchange: None,
            text: None,
            awaited: None,
            grid: None,
            map: None,
            first_of_two: None,
            pane: Pane::Outline,
            place,
            kept: None,
            page: None,
            laid_out_for: 0,
            scroll: 0,
            link: None,
            looked_for: Vec::new(),
            history: History::default(),
            marking: Marking::default(),
            news: News::default(),
            problems: None,
            unread: 0,
            left_unread: None,
        }
    }

    /// The debate.
    #[must_use]
    pub fn debate(&self) -> &Debate {
        &self.debate
    }

    /// Whether what follows from the whole debate is there, or is so little that it is worked out at once.
    #[must_use]
    pub fn is_surveyed(&self) -> bool {
        is_surveyed(&self.debate)
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

    /// The local text of a source, if that is what is read.
    #[must_use]
    pub fn source_text(&self) -> Option<&SourceText> {
        self.text.as_ref()
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

    /// Brings everything that follows from place and regions into line: lays out the page where it has changed, scrolls.
    pub(super) fn settle(&mut self, regions: &Regions) {
        if let (View::Grid, Some(grid), Some(areas)) = (self.view, &mut self.grid, &regions.grid) {
            grid.settle(&self.debate, areas);
            return;
        }
        if let (Some(exchange), Some(area)) = (&mut self.exchange, regions.exchange) {
            exchange.settle(&self.debate, usize::from(area.width), usize::from(area.height));
            return;
        }
        if let Some(area) = regions.outline {
            match &mut self.listing {
                Some(listing) => listing.settle(usize::from(area.height)),
                None => self.outline.settle(&self.debate, usize::from(area.height)),
            }
        }
        if let (View::Map, Some(areas), Some(selected)) = (self.view, &regions.map, self.selected())
            && let Some(map) = &mut self.map
        {
            let within = self.filtering.excerpt().filter(|_| self.outline.is_excerpt());
            map.settle(&self.debate, within, selected, areas.window);
        }
        let Some(area) = regions.page else { return };
        let other_place = self.page.as_ref().is_none_or(|page| page.place != self.place);
        let stale = other_place || self.laid_out_for != area.width;
        if stale {
            // Lines have moved: begin from the top, and go down only as far as the chosen link.
            if !other_place {
                self.scroll = 0;
            }
            self.laid_out_for = area.width;
            self.page = self.lay_out(area.width);
        }
        let Some(page) = &self.page else { return };
        let height = usize::from(area.height);
        if let Some(lines) = page.lines_of(&std::mem::take(&mut self.looked_for))
            && (lines.start < self.scroll || lines.end > self.scroll + height)
        {
            // What it is of stands above: no further down than it takes.
            self.scroll = lines.end.saturating_sub(height).min(lines.start);
            self.link = None;
        }
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

    /// What follows from the whole debate is there now, and pages that had to do without it are laid out anew.
    pub(super) fn surveyed(&mut self) {
        if matches!(self.place, Some(Place::Actor(_) | Place::Between(..))) {
            (self.page, self.link) = (None, None);
        }
    }

    /// Has one of these passages of the page on the screen as soon as that is laid out.
    pub(super) fn look_for(&mut self, passages: Vec<Passage>) {
        self.looked_for = passages;
    }

    /// The page of what is chosen.
    fn lay_out(&self, columns: u16) -> Option<Page> {
        let columns = usize::from(columns);
        if let Some(problem) = self.problem() {
            return Some(Page::of_problem(&self.debate, self.place, problem, columns));
        }
        if let Some(gone) = self.gone() {
            let own = if gone.is_statement { self.own(&gone.id) } else { Own::default() };
            return Some(Page::of_gone(&self.debate, self.place, gone, own, columns));
        }
        let place = self.place?;
        let trail = self.trail(place);
        let changed = self.news.told(place, &self.debate);
        let own = match place {
            Place::Statement(index) => self.own(&self.debate.statement(index).id),
            _ => Own::default(),
        };
        let own = Own { changed: changed.as_ref().map(|(fate, lines)| (*fate, lines.as_slice())), ..own };
        let setting = Setting { columns, most: LINKS_IN_A_GROUP, order: self.order };
        Some(Page::with_own(&self.debate, place, &trail, setting, own))
    }

    /// The way to a statement as it is shown: the one on which the reader came.
    fn way_shown(&self, statement: StatementIndex) -> Way {
        let selected = self.selected_way().filter(|way| way.to() == statement);
        selected.unwrap_or_else(|| self.outline.way(&self.debate, statement))
    }

    /// What a statement stands under on that way.
    fn shown_under(&self, statement: StatementIndex) -> Option<StatementIndex> {
        self.way_shown(statement).upwards(&self.debate).nth(1).map(|(above, _)| above)
    }

    /// That way, as far as its page tells it.
    fn trail(&self, place: Place) -> Trail {
        match place {
            Place::Statement(index) if self.far.is_none() && self.outline.selected() == Some(index) => {
                let root = self.outline.selected_root();
                Trail::new(self.outline.upwards(), self.outline.selected_depth(), root)
            }
            Place::Statement(index) => Trail::of_way(&self.debate, &self.way_shown(index)),
            _ => Trail::default(),
        }
    }

    fn turn_to(&mut self, place: impl Into<Option<Place>>) {
        self.place = place.into();
        self.kept = None;
        self.left_unread = self.left_unread.filter(|left| self.place == Some(Place::Statement(*left)));
        if let (Some(listing), Some(place)) = (&mut self.listing, self.place) {
            listing.choose(&self.debate, place);
        }
        if let (View::Grid, Some(grid), Some(Place::Statement(position))) = (self.view, &mut self.grid, self.place) {
            grid.choose_position(position);
        }
        self.page = None;
        self.scroll = 0;
        self.link = None;
        self.looked_for.clear();
        // Whoever goes on does not wait for a text any more.
        self.awaited = None;
    }

    /// Turns the page to the selected row.
    fn follow_the_outline(&mut self) {
        if let Some(statement) = self.selected() {
            self.turn_to(Place::Statement(statement));
        }
    }

    /// Selects a row of the outline.
    pub(super) fn select_row(&mut self, row: usize) {
        if row != self.outline.selection().row() || !matches!(self.place, Some(Place::Statement(_))) {
            self.outline.select(row);
            self.follow_the_outline();
        }
    }

    /// Puts the focus on a pane.
    pub(super) fn focus(&mut self, pane: Pane) {
        self.pane = pane;
    }

    /// Opens the selected branch, or where it is open goes to its first row.
    pub(super) fn open_branch(&mut self) {
        let row = self.outline.selection().row();
        if !self.outline.open(&self.debate, row)
            && self.outline.row(&self.debate, row).is_some_and(|row| row.branch == Branch::Opened)
        {
            self.select_row(row + 1);
        }
    }

    /// Closes the selected branch, or where it is closed goes to the row it stands under.
    pub(super) fn close_branch(&mut self) {
        if !self.outline.close(self.outline.selection().row())
            && let Some(parent) = self.outline.parent_row()
        {
            self.select_row(parent);
        }
    }

    /// Opens the selected branch if it is closed, closes it if it is open.
    pub(super) fn toggle_branch(&mut self) {
        let row = self.outline.selection().row();
        if !self.outline.open(&self.debate, row) {
            self.outline.close(row);
        }
    }

    /// The next row under the same one as the selected row, or the one before.
    #[must_use]
    pub fn sibling_row(&self, next: bool) -> Option<usize> {
        self.outline.sibling_row(next).filter(|_| self.pane == Pane::Outline || self.shows_the_selected())
    }

    fn shows_the_selected(&self) -> bool {
        self.selected().map(Place::Statement) == self.place
    }

    /// Moves to the next row under the same one, or the one before. From page to page one can go back.
    pub(super) fn go_to_sibling(&mut self, next: bool) {
        let Some(row) = self.sibling_row(next) else { return };
        if self.pane == Pane::Page {
            self.leave();
            self.set_view(View::Debate);
        }
        self.select_row(row);
    }

    /// Opens everything below the selected row, up to a bound. Returns whether that was everything.
    pub(super) fn open_whole_branch(&mut self) -> bool {
        self.outline.open_branch(&self.debate, self.outline.selection().row())
    }

    /// Closes every branch.
    pub(super) fn close_all(&mut self) {
        self.outline.close_all();
        self.follow_the_outline();
    }
}
