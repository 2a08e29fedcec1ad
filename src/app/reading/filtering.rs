//! What is shown of the debate, and in which order.
//!
//! While a filter is set there are two outlines: the excerpt, and the whole debate as the reader has opened it. One of
//! them is on the screen. Whoever goes to a statement that the excerpt does not have is shown it in the whole debate,
//! outside the filter, and is in the excerpt again with the next statement that it does have.

use std::sync::Arc;

use crate::app::Pane;
use crate::app::filter::{Choice, Offered, Only};
use crate::app::listing::Listing;
use crate::app::marks::Marks;
use crate::app::menu::Naming;
use crate::app::view::View;
use crate::app::work::{Outgrown, is_large};
use crate::app::{Context, FilterRequest, Filtered, Keymap, Work};
use crate::debate::{Debate, Order, StatementIndex};

use super::Reading;

impl Reading {
    /// What the reader wants to see only.
    #[must_use]
    pub fn only(&self) -> &Only {
        self.filtering.only()
    }

    /// Whether the view at hand is one that is filtered.
    #[must_use]
    pub fn can_be_filtered(&self) -> bool {
        matches!(self.view, View::Debate | View::Map | View::Time)
    }

    /// Whether the outline shows the whole debate although a filter is set: the reader has gone outside it.
    #[must_use]
    pub fn is_outside_filter(&self) -> bool {
        self.filtering.excerpt().is_some() && !self.outline.is_excerpt()
    }

    /// What the view at hand shows only, in words; none where it shows everything.
    #[must_use]
    pub fn filter_told(&self, keymap: &Keymap) -> Option<String> {
        if let Some(awaited) = self.awaited_filter.as_ref().filter(|_| self.can_be_filtered()) {
            return Some(format!("working out what is {} …", awaited.words(&self.debate)));
        }
        let excerpt = self.filtering.excerpt().filter(|_| self.can_be_filtered())?;
        let words = self.only().words(&self.debate);
        let (shown, all) = match self.listing.as_ref().and_then(Listing::filtered) {
            Some(counts) => counts,
            None => (excerpt.matching().len(), self.debate.statements().len()),
        };
        let key = |words| keymap.tell(words, Context::Outline);
        Some(if shown == 0 {
            format!("nothing here is {words}: {}", key("{clear-filters} shows all"))
        } else if self.view != View::Time && self.is_outside_filter() {
            format!("outside the filter: {words} ({shown} of {all}) — {}", key("{clear-filters} ends it"))
        } else {
            format!("only {shown} of {all}: {words} — {}", key("{clear-filters} shows all"))
        })
    }

    /// The filters that may be chosen, and what they are called.
    #[must_use]
    pub fn filters_offered(&self) -> (Vec<Offered>, Arc<dyn Naming<Offered>>) {
        let offered =
            self.filtering.offers(&self.debate, self.marking.now(), self.marking.is_kept().then_some(self.unread));
        (offered, Arc::<Debate>::clone(&self.debate))
    }

    /// Whether a filter is set, or will be once it is worked out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.only().is_empty() || self.awaited_filter.is_some()
    }

    /// Adds a condition to the filter, or takes it away where it is set; the focus is on what that leaves.
    pub(in crate::app) fn toggle_filter(&mut self, choice: Choice) -> Option<FilterRequest> {
        let mut only = self.awaited_filter.as_ref().unwrap_or(self.only()).clone();
        only.toggle(choice);
        self.filter(only)
    }

    /// Shows only this: at once, or in a large debate when what is returned has been worked out.
    pub(in crate::app) fn filter(&mut self, only: Only) -> Option<FilterRequest> {
        let marks = if only.marks.is_empty() { Marks::default() } else { self.marking.now().clone() };
        let request = FilterRequest { debate: Arc::clone(&self.debate), only, marks, order: self.order };
        self.awaited_filter = Some(request.only.clone());
        if is_large(&self.debate) && !request.only.is_empty() {
            return Some(request);
        }
        self.filtered(request.run())
    }

    /// Shows what a filter leaves, if that is what is waited for. What is selected stays so where it is shown; else the
    /// first statement is selected that is asked for. Returns what is to be worked out anew, since it has been put in
    /// another order meanwhile.
    pub(in crate::app) fn filtered(&mut self, filtered: Filtered) -> Option<FilterRequest> {
        let Filtered { request, filtering, outline } = filtered;
        if self.awaited_filter.as_ref() != Some(&request.only) || !Arc::ptr_eq(&self.debate, &request.debate) {
            return None;
        }
        if self.order != request.order && !request.only.is_empty() {
            return self.filter(request.only);
        }
        self.awaited_filter = None;
        self.catch_up();
        let before = self.spot();
        let selected = self.selected();
        self.show_excerpt(false);
        let filtering = std::mem::replace(&mut self.filtering, filtering);
        let outgrown = Outgrown { filtering, outline: self.aside.take() };
        self.outgrown.extend(outgrown.filtering.excerpt().is_some().then_some(outgrown));
        if let Some(outline) = outline {
            self.aside = Some(std::mem::replace(&mut self.outline, outline));
        }
        // Nothing is revealed where the excerpt shows what it begins with instead.
        let stays = selected.is_some_and(|statement| self.is_in_excerpt(statement)) || !self.outline.is_excerpt();
        if let Some(way) = before.way.as_ref().filter(|_| stays) {
            self.reveal(way);
        }
        if self.view == View::Time {
            self.renew_listing(Some);
        } else if self.selected() != selected {
            self.history.leave(before);
            self.follow_the_outline();
        }
        self.pane = Pane::Outline;
        // The way to the statement may be another one.
        self.page = None;
        None
    }

    /// What is not needed any more and takes a while to give back, to be given back beside the screen.
    pub(in crate::app) fn give_back(&mut self) -> Option<Work> {
        let outgrown = std::mem::take(&mut self.outgrown);
        (is_large(&self.debate) && !outgrown.is_empty()).then_some(Work::GiveBack(outgrown))
    }

    pub(super) fn is_in_excerpt(&self, statement: StatementIndex) -> bool {
        self.filtering.excerpt().is_some_and(|excerpt| excerpt.contains(statement))
    }

    /// Puts the excerpt on the screen, or the whole debate, where there is a choice.
    pub(super) fn show_excerpt(&mut self, wanted: bool) {
        if let Some(aside) = self.aside.as_mut().filter(|aside| aside.is_excerpt() == wanted) {
            std::mem::swap(&mut self.outline, aside);
        }
    }

    /// The order of what bears on a statement.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// Puts what bears on each statement into another order: at once, but for the excerpt of a large debate, which is
    /// worked out anew.
    pub(in crate::app) fn sort(&mut self, order: Order) -> Option<FilterRequest> {
        self.catch_up();
        self.order = order;
        let is_large = is_large(&self.debate);
        for outline in [Some(&mut self.outline), self.aside.as_mut()].into_iter().flatten() {
            if !(is_large && outline.is_excerpt()) {
                outline.sort(&self.debate, order);
            }
        }
        self.page = None;
        self.link = None;
        let filtered = is_large && self.awaited_filter.is_none() && !self.only().is_empty();
        filtered.then(|| self.only().clone()).and_then(|only| self.filter(only))
    }
}
