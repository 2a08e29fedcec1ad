//! Debates that are still being read: what the whole state makes of one that comes, and of a reader who will not wait.

use std::sync::Arc;

use crate::debate::Debate;

use super::Effect;
use super::following::Outcome;
use super::problems::Problems;
use super::searchable::Searchable;
use super::shelf::{Absent, Arrival, Loading, ShelfEntry};
use super::state::State;

impl State {
    /// How far the debate has come that the reader waits for; none where they wait for none.
    #[must_use]
    pub fn loading(&self) -> Option<&Loading> {
        match &self.shelf.entries.get(self.open?)?.debate {
            Err(Absent::Loading(loading)) => Some(loading),
            _ => None,
        }
    }

    /// A debate of the shelf is read, and has come so far.
    pub(super) fn progressed(&mut self, entry: usize, now: Loading) {
        if let Some(Err(Absent::Loading(loading))) = self.shelf.entries.get_mut(entry).map(|entry| &mut entry.debate) {
            *loading = now;
        }
    }

    /// A debate has come to the shelf: it is to be read.
    pub(super) fn arrived(&mut self, Arrival { entry, name, folder, marks, told }: Arrival) -> Vec<Effect> {
        if entry != self.shelf.entries.len() {
            return Vec::new();
        }
        let lists = if self.open.is_some() { "; {shelf} lists all debates" } else { "" };
        let lists = self.settings.keymap.tell(lists, self.context());
        let told = told.map_or_else(String::new, |told| format!("; {told}"));
        self.message = Some(format!("new on the shelf: {name}{lists}{told}"));
        let debate = Err(Absent::Loading(Loading::default()));
        self.shelf.entries.push(ShelfEntry { name, folder, debate, is_stale: false });
        self.readings.push(None);
        self.searchables.push(Searchable::default());
        self.kept.resize_with(entry, || None);
        self.kept.push(marks);
        if self.open.is_none() {
            self.on_finder(|finder, searched| finder.take_in(entry, searched));
        }
        vec![Effect::Load(entry)]
    }

    /// A debate of the shelf has been read. Where the reader waits for it, it opens; where none of all opens, that is
    /// the end.
    pub(super) fn loaded(&mut self, entry: usize, outcome: Outcome) -> Vec<Effect> {
        let waits = self.shelf.entries.get(entry).is_some_and(|it| matches!(it.debate, Err(Absent::Loading(_))));
        if !waits {
            // It was given up, or was saved and read anew meanwhile.
            return Vec::new();
        }
        let is_shown = self.open == Some(entry);
        self.replace(entry, outcome.map_err(Absent::Refused));
        let opens = is_shown && self.open_entry(entry);
        if is_shown && !opens {
            self.open = None;
        }
        if let Some(mut overlay) = self.overlay.take() {
            // What lay over the progress was about that, but for the search of what was to come.
            if !is_shown || (opens && overlay.is_search()) {
                self.follow_in_overlay(entry, &mut overlay, &Some);
                self.overlay = Some(overlay);
            }
        }
        if self.shelf.is_hopeless() { vec![Effect::Quit] } else { Vec::new() }
    }

    /// What is open turned out not to be whole: it closes, if it is still that debate. Where none of all opens, that is the
    /// end.
    pub(super) fn damaged(&mut self, entry: usize, debate: &Arc<Debate>, problems: Arc<Problems>) -> Vec<Effect> {
        let on_shelf = self.shelf.entries.get(entry).and_then(|entry| entry.debate.as_ref().ok());
        if !on_shelf.is_some_and(|on_shelf| Arc::ptr_eq(on_shelf, debate)) {
            return Vec::new();
        }
        let told = problems.sum();
        self.replace(entry, Err(Absent::Refused(problems)));
        // Where it is repaired, it opens with its marks.
        if let (Some(reading), Some(kept)) =
            (self.readings.get_mut(entry).and_then(Option::take), self.kept.get_mut(entry))
        {
            *kept = reading.knows_what_is_read().then(|| reading.marks().clone());
        }
        if let Some(mut overlay) = self.overlay.take() {
            self.follow_in_overlay(entry, &mut overlay, &|_| None);
            self.overlay = Some(overlay).filter(|_| self.open != Some(entry));
        }
        self.searches.follow(entry, |_| None);
        if self.open == Some(entry) {
            self.open = None;
            self.message = Some(format!("closed: {told}"));
        }
        if self.shelf.is_hopeless() { vec![Effect::Quit] } else { Vec::new() }
    }

    /// Opens an entry of the shelf, or waits for it: it is the next one that is read.
    pub(super) fn open_or_load(&mut self, entry: usize) -> Vec<Effect> {
        match self.shelf.entries.get_mut(entry).map(|entry| &mut entry.debate) {
            Some(Ok(_)) => {
                self.open_entry(entry);
                Vec::new()
            }
            Some(Err(absent)) if absent.may_come() => {
                if *absent == Absent::GivenUp {
                    *absent = Absent::Loading(Loading::default());
                }
                self.open_entry(entry);
                vec![Effect::Load(entry)]
            }
            _ => Vec::new(),
        }
    }

    /// The reader will not wait for the debate on the screen: back to the others, or where there is no other to the end.
    pub(super) fn give_up(&mut self) -> Vec<Effect> {
        let Some(entry) = self.open.filter(|_| self.loading().is_some()) else { return Vec::new() };
        if let Some(on_shelf) = self.shelf.entries.get_mut(entry) {
            on_shelf.debate = Err(Absent::GivenUp);
        }
        let mut effects = vec![Effect::GiveUp(entry)];
        if self.shelf.entries.len() == 1 {
            effects.push(Effect::Quit);
        }
        self.open = None;
        effects
    }
}

impl State {
    /// What there is to tell of the debate that the reader waits for, what matters most first.
    #[must_use]
    pub fn loading_told(&self) -> Vec<String> {
        let Some(loading) = self.loading() else { return Vec::new() };
        let has_others = self.shelf.entries.len() > 1;
        let gives_up =
            if has_others { "{give-up} gives up: back to the list of debates" } else { "{give-up} gives up and ends" };
        let gives_up = self.keymap().tell(gives_up, self.context());
        if loading.total == 0 {
            let waits = if has_others { "waits until another one has been read" } else { "waits for its first bytes" };
            return vec![waits.to_owned(), gives_up];
        }
        let unit = if loading.total >= 1 << 20 { 20 } else { 10 };
        let name = if unit == 20 { "MiB" } else { "KiB" };
        let bytes = format!("{} of {} {name}", loading.bytes >> unit, loading.total >> unit);
        let statements = match loading.statements {
            0 => "no statement yet".to_owned(),
            1 => "1 statement so far".to_owned(),
            many => format!("{many} statements so far"),
        };
        let seconds = loading.elapsed.as_secs();
        let elapsed = match (seconds / 60, seconds % 60) {
            (0, 1) => "1 second".to_owned(),
            (0, seconds) => format!("{seconds} seconds"),
            (minutes, seconds) => format!("{minutes} min {seconds} s"),
        };
        let bytes = if loading.bytes < loading.total { bytes } else { format!("{bytes}: now it is put together") };
        vec![bytes, statements, elapsed, gives_up]
    }
}

impl Loading {
    /// The same in a word or two, for the list of debates.
    #[must_use]
    pub fn told(&self) -> String {
        if self.total == 0 { "waits to be read".to_owned() } else { format!("reading, {} %", self.share(100)) }
    }
}
