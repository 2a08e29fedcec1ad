//! Following the files: what the whole state makes of a file that has been saved and read again.

use std::sync::Arc;

use crate::debate::Debate;
use crate::debate::changes::Successors;

use super::Effect;
use super::place::Place;
use super::problems::Problems;
use super::searchable::Searchable;
use super::shelf::Absent;
use super::state::{Overlay, State};

/// What came of reading a file again.
pub(super) type Outcome = Result<Arc<Debate>, Arc<Problems>>;

impl State {
    /// Shows the debate of an entry of the shelf as it is in its file now. Where that is none, what has been opened stays
    /// as it was, and what is wrong can be looked at. Returns what must happen outside.
    pub(super) fn reloaded(&mut self, entry: usize, outcome: Outcome) -> Vec<Effect> {
        let reading = self.readings.get_mut(entry).and_then(Option::as_mut);
        match (outcome, reading) {
            (Err(problems), Some(reading)) => {
                let words = if problems.unreadable.is_some() {
                    format!("the file cannot be read: {}", problems.sum())
                } else {
                    format!("saved with {}; {{problems}} lists them", problems.sum())
                };
                reading.set_problems(Some(problems));
                self.tell_of(entry, &words);
                Vec::new()
            }
            (Err(problems), None) => {
                self.replace(entry, Err(Absent::Refused(problems)));
                if let Some(mut overlay) = self.overlay.take() {
                    self.follow_in_overlay(entry, &mut overlay, &|_| None);
                    self.overlay = Some(overlay);
                }
                Vec::new()
            }
            (Ok(debate), _) => self.follow(entry, &debate),
        }
    }

    fn follow(&mut self, entry: usize, new: &Arc<Debate>) -> Vec<Effect> {
        let old = self.shelf.entries.get(entry).and_then(|entry| entry.debate.as_ref().ok()).cloned();
        let reading = self.readings.get_mut(entry).and_then(Option::as_mut);
        let was_broken = reading.is_some_and(|reading| {
            let was_broken = reading.problems().is_some();
            reading.set_problems(None);
            was_broken
        });
        if let Some(entry) = self.shelf.entries.get_mut(entry) {
            entry.is_stale = false;
        }
        if old.as_ref() == Some(new) {
            if was_broken {
                self.tell_of(entry, "repaired: what is on the screen is what is in the file");
            }
            return Vec::new();
        }
        let mut effects = Vec::new();
        let successors = old.map(|old| Successors::between(&old, new));
        self.replace(entry, Ok(Arc::clone(new)));
        if self.open == Some(entry) && successors.is_none() {
            self.open_entry(entry);
        }
        if let Some(successors) = &successors
            && let Some(Some(reading)) = self.readings.get_mut(entry)
        {
            let kept = reading.follow_file(new, successors);
            effects.extend(kept.into_iter().map(|change| Effect::Keep(entry, change)));
            let words = if reading.news().is_empty() {
                "as you last saw it".to_owned()
            } else {
                format!("{}; {{changes}} lists it all", reading.news().sum())
            };
            self.tell_of(entry, &words);
        }
        let becomes = |place: Place| place.followed(successors.as_ref()?);
        self.searches.follow(entry, becomes);
        if let Some(mut overlay) = self.overlay.take() {
            self.follow_in_overlay(entry, &mut overlay, &becomes);
            self.overlay = Some(overlay);
        }
        effects
    }

    /// What was made of the debate before is made anew when it is needed.
    pub(super) fn replace(&mut self, entry: usize, debate: Result<Arc<Debate>, Absent>) {
        if let Some(on_shelf) = self.shelf.entries.get_mut(entry) {
            on_shelf.debate = debate;
        }
        if let Some(searchable) = self.searchables.get_mut(entry) {
            *searchable = Searchable::default();
        }
    }

    pub(super) fn follow_in_overlay(
        &self,
        entry: usize,
        overlay: &mut Overlay,
        becomes: &impl Fn(Place) -> Option<Place>,
    ) {
        match overlay {
            Overlay::Search(finder) => finder.follow(entry, becomes, self.searched()),
            Overlay::Filters(menu) if self.open == Some(entry) => {
                if let Some(reading) = self.reading() {
                    let (offered, naming) = reading.filters_offered();
                    menu.renew(offered, naming);
                }
            }
            Overlay::Help { behind: Some(behind), .. } => self.follow_in_overlay(entry, behind, becomes),
            _ => {}
        }
    }

    /// Tells something of the debate that is on the screen; of others the list of debates tells.
    fn tell_of(&mut self, entry: usize, words: &str) {
        if self.open == Some(entry) {
            self.say(words);
        }
    }
}
