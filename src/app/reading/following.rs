//! Following the file of the debate: the reader stays where they are in what has been written anew.

use std::sync::Arc;

use crate::app::exchange::Exchange;
use crate::app::marks::Change;
use crate::app::news::News;
use crate::app::outline::Outline;
use crate::app::page::Link;
use crate::app::place::Place;
use crate::app::problems::Problems;
use crate::app::regions::Regions;
use crate::app::view::View;
use crate::debate::changes::Successors;
use crate::debate::{Debate, Way};
use crate::format::Diagnostic;

use super::{Reading, Spot};

impl Reading {
    /// What changed since the reader last saw the debate.
    #[must_use]
    pub fn news(&self) -> &News {
        &self.news
    }

    /// What is wrong with the file as it was saved last, if that is not what is on the screen.
    #[must_use]
    pub fn problems(&self) -> Option<&Problems> {
        self.problems.as_deref()
    }

    /// The chosen error, in the view of them.
    #[must_use]
    pub fn problem(&self) -> Option<&Diagnostic> {
        self.problems()?.errors.get(self.listing.as_ref()?.problem()?)
    }

    /// The views that have something to show, in the order of the top line.
    #[must_use]
    pub fn views(&self) -> Vec<View> {
        let has_something = |view: &View| match view {
            View::Changes => !self.news.is_empty(),
            View::Problems => self.problems.is_some(),
            _ => true,
        };
        View::ALL.into_iter().chain(View::PASSING).filter(has_something).collect()
    }

    /// The file is no debate as it was saved last, or is one again: what is on the screen stays.
    pub(in crate::app) fn set_problems(&mut self, problems: Option<Arc<Problems>>) {
        self.problems = problems;
        if self.view == View::Problems {
            self.page = None;
            self.leave_a_view_without_contents();
            self.renew_listing(Some);
        }
    }

    /// Takes another version of the debate in place of the one at hand. Everything stays where it is, as far as it is
    /// still there; marks on a statement that has another id now go with it. Returns what of this is to be kept.
    pub(in crate::app) fn follow_file(&mut self, new: &Arc<Debate>, successors: &Successors) -> Vec<Change> {
        self.catch_up();
        let kept = self.follow_in_marks(new, successors);
        let link = self.chosen();
        let old = std::mem::replace(&mut self.debate, Arc::clone(new));
        self.news = self.news.followed(&old, new);
        self.filtering = self.filtering.followed(successors, new, self.marking.now());
        self.follow_in_outlines(new, successors);
        let place = self.place.and_then(|place| place.followed(successors));
        let is_elsewhere = place.is_none();
        self.place = place.or_else(|| self.selected().map(Place::Statement));
        self.kept = self.kept.and_then(|kept| kept.followed(successors));
        self.history.follow(|spot| spot.followed(&old, successors, new));
        self.left_unread = self.left_unread.and_then(|statement| successors.statement(statement));
        self.first_of_two = self.first_of_two.and_then(|actor| successors.actor(actor));
        // The quotes in it may be others.
        self.text = None;
        self.awaited = None;
        self.awaited_filter = None;
        self.grid = self.grid.take().map(|grid| grid.followed(successors, new));
        self.leave_a_view_without_contents();
        self.renew_listing(|place| place.followed(successors));
        self.marks_have_changed();
        self.stay_in_view(&old, successors);
        self.set_page_again(link, successors, is_elsewhere);
        kept
    }

    fn follow_in_marks(&mut self, new: &Debate, successors: &Successors) -> Vec<Change> {
        let renamed = |old: &str| {
            let successor = successors.statement(self.debate.statement_by_id(old)?)?;
            let id = &new.statement(successor).id;
            // An id that somebody else has taken over keeps its marks.
            let is_renamed = **id != *old && new.statement_by_id(old).is_none();
            is_renamed.then(|| Change::Renamed { old: old.to_owned(), new: id.to_string() })
        };
        let renamed: Vec<Change> = self.marks().ids().into_iter().filter_map(renamed).collect();
        renamed.into_iter().filter_map(|change| self.marking.change(change)).collect()
    }

    fn follow_in_outlines(&mut self, new: &Debate, successors: &Successors) {
        let shown = std::mem::replace(&mut self.outline, Outline::new(new, self.order));
        let (part, whole) = match self.aside.take() {
            Some(whole) if shown.is_excerpt() => (Some((true, shown)), whole),
            aside => (aside.map(|part| (false, part)), shown),
        };
        self.outline = whole.followed(successors, new, None);
        let Some(excerpt) = self.filtering.excerpt().filter(|excerpt| !excerpt.is_empty()) else { return };
        let (is_shown, followed) = match part {
            Some((is_shown, part)) => (is_shown, part.followed(successors, new, Some(excerpt))),
            None => (false, Outline::of_excerpt(new, self.order, excerpt)),
        };
        self.aside = Some(followed);
        self.show_excerpt(is_shown);
    }

    fn leave_a_view_without_contents(&mut self) {
        if !self.views().contains(&self.view) {
            self.set_view(View::Debate);
            self.show_the_place();
        }
    }

    /// Selects the statement that the page shows.
    fn show_the_place(&mut self) {
        if let Some(Place::Statement(index)) = self.place
            && self.selected() != Some(index)
        {
            self.reveal(&Way::shortest(index));
        }
    }

    /// Brings what stands in place of the outline into line with the place at hand.
    fn stay_in_view(&mut self, old: &Debate, successors: &Successors) {
        if let Some(exchange) = &self.exchange {
            let followed = exchange.followed(old, successors, &self.debate);
            let here = || Some(Exchange::new(&self.debate, &self.selected_way()?));
            self.exchange = followed.or_else(here);
            match self.exchange.as_ref().map(Exchange::way) {
                Some(way) => {
                    self.reveal(&way);
                    self.place = Some(Place::Statement(way.to()));
                }
                None => self.set_view(View::Debate),
            }
        }
        if self.view == View::Grid {
            self.step_in_grid(0, 0);
        }
        self.follow_in_map(successors);
        if self.listing.is_none() {
            self.show_the_place();
        }
    }

    /// Lays the page out anew; the same link is chosen and stands where it stood.
    fn set_page_again(&mut self, link: Option<Link>, successors: &Successors, is_elsewhere: bool) {
        self.page = if self.laid_out_for > 0 { self.lay_out(self.laid_out_for) } else { None };
        if is_elsewhere {
            self.scroll = 0;
            self.link = None;
        }
        let (Some(page), Some(before)) = (&self.page, link) else { return };
        let place = before.place.followed(successors);
        let is_same = |link: &Link| Some(link.place) == place && link.direction == before.direction;
        let same = page.links.iter().position(is_same);
        if let Some(link) = same.and_then(|same| page.links.get(same)) {
            self.scroll = (self.scroll + link.first).saturating_sub(before.first);
        }
        self.link = same.or(self.link.filter(|link| *link < page.links.len()));
    }

    /// What is on the screen has been looked at for a while.
    pub(in crate::app) fn see(&mut self, regions: &Regions) {
        let shows = regions.exchange.or(regions.page).is_some() && self.text.is_none() && self.problem().is_none();
        match (self.listing.as_ref().and_then(|listing| listing.gone()), self.place) {
            (Some(gone), _) if shows => self.news.see_gone(gone),
            (None, Some(place)) if shows => self.news.see(place),
            _ => {}
        }
    }
}

impl Spot {
    /// The same spot in another version of the debate; none where that is gone.
    fn followed(self, old: &Debate, successors: &Successors, new: &Debate) -> Option<Self> {
        let place = match self.place {
            Some(place) => Some(place.followed(successors)?),
            None => None,
        };
        let way = self.way.and_then(|way| Way::along(new, &successors.path(&way.steps(old))));
        let actor = self.actor.and_then(|actor| successors.actor(actor));
        let framing = self.framing.and_then(|framing| framing.followed(successors));
        Some(Self { place, way, actor, framing, text: None, ..self })
    }
}
