//! The reader's own marks on what is read.

use crate::app::Pane;
use crate::app::glyph::Glyph;
use crate::app::history::History;
use crate::app::listing::{Gone, Listing};
use crate::app::marks::{Change, Marking, Marks, Stopped};
use crate::app::page::Own;
use crate::app::place::Place;
use crate::app::regions::Regions;
use crate::app::view::View;
use crate::debate::filter::Mark;
use crate::debate::{StatementIndex, Way};

use super::Reading;

impl Reading {
    /// The marks.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        self.marking.now()
    }

    /// The marks, if it is known who carries this one: what is unread is not, where nobody keeps what has been read.
    pub(in crate::app) fn known_marks(&self, mark: Mark) -> Option<&Marks> {
        (mark != Mark::Unread || self.marking.is_kept()).then(|| self.marks())
    }

    /// How many statements have not been read; none where nobody keeps what has been.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// What is chosen, if it is not in the debate any more.
    #[must_use]
    pub fn gone(&self) -> Option<&Gone> {
        self.listing.as_ref()?.gone()
    }

    /// The mark to be shown beside a statement in the outline.
    #[must_use]
    pub fn sign(&self, index: StatementIndex) -> Option<Glyph> {
        let id: &str = &self.debate.statement(index).id;
        let marks = self.marks();
        if self.news.is_unseen(Place::Statement(index)) {
            Some(Glyph::Changed)
        } else if marks.bookmarks.contains_key(id) {
            Some(Glyph::Bookmark)
        } else if marks.notes.contains_key(id) {
            Some(Glyph::Note)
        } else {
            (self.marking.is_kept() && !marks.read.contains(id)).then_some(Glyph::Unread)
        }
    }

    /// Whether what is chosen has a page of its own and is no place in the debate.
    fn is_beside_the_debate(&self) -> bool {
        self.listing.as_ref().is_some_and(Listing::is_beside_the_debate)
    }

    pub(super) fn own(&self, id: &str) -> Own<'_> {
        Own {
            bookmarked: self.marks().bookmarks.contains_key(id),
            note: self.marks().notes.get(id).map(|note| note.text.as_str()),
            changed: None,
        }
    }

    /// The id and wording of the statement that a mark would be put on.
    #[must_use]
    pub fn to_be_marked(&self) -> Option<(String, String)> {
        if let Some(gone) = self.gone() {
            return gone.is_statement.then(|| (gone.id.clone(), gone.wording.clone()));
        }
        if self.problem().is_some() {
            return None;
        }
        let statement = self.debate.statement(self.read_here()?);
        Some((statement.id.to_string(), statement.wording().to_string()))
    }

    /// Goes on from what is kept: the reader is where they stopped, if that is still there. Returns whether that is
    /// elsewhere than at the beginning.
    pub(in crate::app) fn take_up(&mut self, marks: Marks) -> bool {
        let stopped = marks.stopped.clone();
        self.marking = Marking::kept(marks);
        self.marks_have_changed();
        let Some(stopped) = stopped else { return false };
        let Some(statement) = self.debate.statement_by_id(&stopped.statement) else { return false };
        let beginning = (self.selected(), self.view);
        self.reveal(&Way::shortest(statement));
        self.turn_to(Place::Statement(statement));
        // Of a large debate the other views are not there yet.
        self.show(if self.is_surveyed() { stopped.view() } else { View::Debate });
        // One begins here: there is nowhere to go back to.
        self.history = History::default();
        beginning != (Some(statement), self.view)
    }

    /// Changes the marks; returns the change if somebody keeps them.
    pub(in crate::app) fn mark(&mut self, change: Change) -> Option<Change> {
        if let (Change::Read { on, .. }, Some(Place::Statement(here))) = (&change, self.place) {
            self.left_unread = (!on).then_some(here);
        }
        let changed = match &change {
            Change::Read { id, .. } => Some(id.clone()).filter(|id| self.debate.statement_by_id(id).is_some()),
            _ => None,
        };
        let is_read = |reading: &Self| changed.as_ref().is_some_and(|id| reading.marks().read.contains(id));
        let before = is_read(self);
        let is_listed = !matches!(change, Change::Read { .. });
        let change = self.marking.change(change);
        // Whoever has read a hundred thousand does not wait for them to be counted again.
        if self.marking.is_kept() {
            self.unread = self.unread + usize::from(before) - usize::from(is_read(self));
        }
        self.page = None;
        if is_listed {
            self.show_marks();
        }
        change
    }

    /// Hears what is kept by now.
    pub(in crate::app) fn hear(&mut self, marks: Marks, taken: usize) {
        if self.marking.hear(marks, taken) {
            self.marks_have_changed();
        }
    }

    pub(super) fn marks_have_changed(&mut self) {
        // What has been read is less than what has not, by far, where counting takes long.
        let is_there = |id: &&String| self.debate.statement_by_id(id).is_some();
        let read = || self.marking.now().read.iter().filter(is_there).count();
        self.unread = if self.marking.is_kept() { self.debate.statements().len() - read() } else { 0 };
        self.show_marks();
    }

    fn show_marks(&mut self) {
        self.page = None;
        if self.view == View::Marks {
            self.renew_listing(Some);
        }
    }

    /// The list of a view.
    pub(super) fn listed(&self, view: View) -> Listing {
        match (view, &self.problems) {
            (View::Changes, _) => Listing::of(self.news.rows(&self.debate)),
            (View::Problems, Some(problems)) => Listing::of(problems.rows()),
            _ => Listing::new(&self.debate, self.marking.now(), &self.filtering, view),
        }
    }

    /// Makes the list of the view anew; the page turns with it. `becomes` says what a place has become.
    pub(super) fn renew_listing(&mut self, becomes: impl Fn(Place) -> Option<Place>) {
        let Some(listing) = &self.listing else { return };
        let renewed = listing.renewed(&self.debate, self.listed(self.view), becomes);
        // On the page's side one may still be at work on what has left the list.
        let turns = self.pane == Pane::Outline && renewed.chosen().is_some() && renewed.chosen() != self.place;
        self.listing = Some(renewed);
        if turns {
            self.step_in_listing(0);
        }
    }

    /// The change that marks the statement at hand as read, or as unread if it has been; none where there is no
    /// statement.
    #[must_use]
    pub fn toggled_read(&self) -> Option<Change> {
        let index = self.read_here().filter(|_| !self.is_beside_the_debate())?;
        let id = self.debate.statement(index).id.to_string();
        let on = !self.marks().read.contains(&id);
        Some(Change::Read { id, on })
    }

    /// Whether what has been read is known: somebody keeps it.
    #[must_use]
    pub fn knows_what_is_read(&self) -> bool {
        self.marking.is_kept()
    }

    /// The statement whose page is on the screen, if it is not known to have been read.
    pub(in crate::app) fn on_the_page(&self, regions: &Regions) -> Option<String> {
        // A turn of an exchange is shown whole too.
        let shown = regions.exchange.or(regions.page).is_some();
        if !self.marking.is_kept() || self.is_beside_the_debate() || self.text.is_some() || !shown {
            return None;
        }
        let Some(Place::Statement(index)) = self.place else { return None };
        if self.left_unread == Some(index) {
            return None;
        }
        let id: &str = &self.debate.statement(index).id;
        (!self.marks().read.contains(id)).then(|| id.to_owned())
    }

    /// The change that keeps where the reader is, if that is not kept.
    pub(in crate::app) fn stopped(&mut self) -> Option<Change> {
        let stopped = Stopped::new(&self.debate.statement(self.selected()?).id, self.view);
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
        let here = self.selected().map_or(0, StatementIndex::place);
        let read = &self.marks().read;
        let mut after = (here + 1..statements.len()).chain(0..here);
        after
            .find(|place| !read.contains(&*statements[*place].id))
            .map(|place| Place::Statement(StatementIndex::new(place)))
    }
}
