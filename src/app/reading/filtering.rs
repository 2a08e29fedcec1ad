//! What is shown of the debate, and in which order.
//!
//! While a filter is set there are two outlines: the excerpt, and the whole debate as the reader has opened it. One of
//! them is on the screen. Whoever goes to a statement that the excerpt does not have is shown it in the whole debate,
//! outside the filter, and is in the excerpt again with the next statement that it does have.

use crate::app::Pane;
use crate::app::filter::{Choice, Filtering, Offered, Only};
use crate::app::listing::Listing;
use crate::app::menu::Entry;
use crate::app::outline::Outline;
use crate::app::view::View;
use crate::app::{Context, Keymap};
use crate::debate::{Order, StatementIndex};

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
        matches!(self.view, View::Debate | View::Time)
    }

    /// Whether the outline shows the whole debate although a filter is set: the reader has gone outside it.
    #[must_use]
    pub fn is_outside_filter(&self) -> bool {
        self.filtering.excerpt().is_some() && !self.outline.is_excerpt()
    }

    /// What the view at hand shows only, in words; none where it shows everything.
    #[must_use]
    pub fn filter_told(&self, keymap: &Keymap) -> Option<String> {
        let excerpt = self.filtering.excerpt().filter(|_| self.can_be_filtered())?;
        let words = self.only().words(&self.debate);
        let (shown, all) = match self.listing.as_ref().and_then(Listing::filtered) {
            Some(counts) => counts,
            None => (excerpt.matching().len(), self.debate.statements().len()),
        };
        let key = |words| keymap.tell(words, Context::Outline);
        Some(if shown == 0 {
            format!("nothing here is {words}: {}", key("{clear-filters} shows all"))
        } else if self.view == View::Debate && self.is_outside_filter() {
            format!("outside the filter: {words} ({shown} of {all}) — {}", key("{clear-filters} ends it"))
        } else {
            format!("only {shown} of {all}: {words} — {}", key("{clear-filters} shows all"))
        })
    }

    /// The filters that may be chosen.
    #[must_use]
    pub fn filters_offered(&self) -> Vec<Entry<Offered>> {
        self.filtering.offers(&self.debate, self.marking.now(), self.marking.is_kept())
    }

    /// Adds a condition to the filter, or takes it away where it is set; the focus is on what that leaves.
    pub(in crate::app) fn toggle_filter(&mut self, choice: Choice) {
        let mut only = self.only().clone();
        only.toggle(choice);
        self.filter(only);
    }

    /// Shows only this. What is selected stays so where it is shown; else the first statement is selected that is asked
    /// for.
    pub(in crate::app) fn filter(&mut self, only: Only) {
        let before = self.spot();
        let selected = self.outline.selected();
        self.show_excerpt(false);
        self.aside = None;
        self.filtering = Filtering::new(only, &self.debate, self.marking.now());
        if let Some(excerpt) = self.filtering.excerpt().filter(|excerpt| !excerpt.is_empty()) {
            let outline = Outline::of_excerpt(&self.debate, self.order, excerpt);
            self.aside = Some(std::mem::replace(&mut self.outline, outline));
        }
        match selected {
            Some(statement) if self.is_in_excerpt(statement) => self.reveal(&before.path),
            _ if self.outline.is_excerpt() => {}
            _ => self.reveal(&before.path),
        }
        if self.view == View::Time {
            self.renew_listing(Some);
        } else if self.outline.selected() != selected {
            self.history.leave(before);
            self.follow_the_outline();
        }
        self.pane = Pane::Outline;
        // The way to the statement may be another one.
        self.page = None;
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

    /// Puts what bears on each statement into another order.
    pub(in crate::app) fn sort(&mut self, order: Order) {
        self.order = order;
        for outline in [Some(&mut self.outline), self.aside.as_mut()].into_iter().flatten() {
            outline.sort(&self.debate, order);
        }
        self.page = None;
        self.link = None;
    }
}
