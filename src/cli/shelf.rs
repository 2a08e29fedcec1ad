//! The debates that are on the screen together: read one by one, and again when they are saved.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::app::problems::Problems;
use crate::app::searchable::Searchable;
use crate::app::{Absent, Action, Arrival, Loading, Shelf, ShelfEntry};
use crate::debate::Debate;
use crate::format::Progress;
use crate::format::pack::Unchecked;
use crate::search::Index;
use crate::terminal::{Books, Seen, beside};

use super::Status;
use super::arrivals::Arrivals;
use super::load::{Book, Input, Refusal};

/// The debates of some inputs, and those that come into their folders.
#[derive(Debug)]
pub(super) struct Shelved {
    places: boxcar::Vec<Place>,
    arrivals: OnceLock<Mutex<Arrivals>>,
}

/// One of them.
#[derive(Debug)]
struct Place {
    /// As it was when its file was read last: a pack that is made anew is made of what its YAML says by then.
    input: Mutex<Input>,
    /// The bytes of its own file, as far as they are known.
    bytes: AtomicU64,
    /// How far the reading has come that counts.
    progress: Mutex<Arc<Progress>>,
    /// What a debate includes may change with every save.
    files: Mutex<Vec<Seen>>,
    refusal: Mutex<Option<Refusal>>,
    /// Of a debate that is on the screen already: what of it has to be checked.
    unchecked: Mutex<Option<(Arc<Debate>, Unchecked)>>,
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Place {
    fn new(input: Input) -> Self {
        Self {
            bytes: AtomicU64::new(input.length()),
            input: Mutex::new(input),
            progress: Mutex::default(),
            files: Mutex::default(),
            refusal: Mutex::default(),
            unchecked: Mutex::default(),
        }
    }

    fn input(&self) -> Input {
        lock(&self.input).clone()
    }

    fn loading(&self) -> Loading {
        let progress = lock(&self.progress);
        Loading {
            bytes: progress.bytes(),
            // Before the file has been read, it is known to be there.
            total: progress.total().max(self.bytes.load(Ordering::Relaxed)),
            statements: progress.statements(),
            ..Loading::default()
        }
    }

    /// Keeps why there is no debate, for when nothing is left to be shown, and says it for the screen.
    fn refuse(&self, refusal: Refusal) -> Arc<Problems> {
        let problems = Arc::new(refusal.problems());
        *lock(&self.refusal) = Some(refusal);
        problems
    }

    fn damaged(&self, entry: usize, debate: &Arc<Debate>, refusal: Refusal) -> Action {
        Action::Damaged { entry, debate: Arc::clone(debate), problems: self.refuse(refusal) }
    }

    /// Keeps what was learnt of its files.
    fn keep(&self, files: Vec<Seen>) {
        *lock(&self.files) = self.input().followed(files);
    }

    /// Whether the pack that it is in is another file since it was read.
    fn is_packed_anew(&self) -> bool {
        let input = self.input();
        let files = lock(&self.files);
        let pack = input.pack().and_then(|pack| files.iter().find(|seen| seen.path == pack));
        pack.is_some_and(|seen| *seen != Seen::now(&seen.path))
    }

    /// Reads it as it is now.
    fn read_again(&self) -> Result<Debate, Refusal> {
        let now = self.input().now()?;
        let Book { debate, files, .. } = now.read();
        *lock(&self.input) = now;
        self.keep(files);
        debate
    }

    /// Its files are known to be as they are now.
    fn see_again(&self) {
        for seen in lock(&self.files).iter_mut() {
            *seen = Seen::now(&seen.path);
        }
    }
}

impl Shelved {
    /// None of them read yet.
    pub(super) fn new(inputs: Vec<Input>) -> Self {
        Self { places: inputs.into_iter().map(Place::new).collect(), arrivals: OnceLock::new() }
    }

    /// Takes up from now on what comes into the folders.
    pub(super) fn follow(&self, arrivals: Arrivals) {
        let _ = self.arrivals.set(Mutex::new(arrivals));
    }

    /// As the screen has them, after what has come so far.
    pub(super) fn shelf(&self, so_far: Vec<Action>) -> Shelf {
        let unread = |place: &Place| ShelfEntry {
            name: place.input().name(),
            folder: place.input().origin().folder,
            debate: Err(Absent::Loading(Loading::default())),
            is_stale: false,
        };
        let mut entries: Vec<ShelfEntry> = self.places().map(unread).collect();
        for action in so_far {
            let (entry, debate) = match action {
                Action::Loaded { entry, outcome } => (entry, outcome.map_err(Absent::Refused)),
                Action::Progressed { entry, loading } => (entry, Err(Absent::Loading(loading))),
                Action::Damaged { entry, problems, .. } => (entry, Err(Absent::Refused(problems))),
                _ => continue,
            };
            if let Some(entry) = entries.get_mut(entry) {
                entry.debate = debate;
            }
        }
        Shelf { entries }
    }

    fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().map(|(_, place)| place)
    }

    /// Tells on standard error why debates cannot be opened.
    pub(super) fn say_all(&self) -> Status {
        let say = |place: &Place| Some(lock(&place.refusal).as_ref()?.say(&place.input().name()));
        self.places().filter_map(say).max().unwrap_or(Status::Done)
    }
}

impl Books for Shelved {
    fn files(&self) -> Vec<Vec<Seen>> {
        self.places().map(|place| lock(&place.files).clone()).collect()
    }

    fn load(&self, entry: usize) -> Option<Action> {
        let place = self.places.get(entry)?;
        let progress = Arc::new(Progress::default());
        *lock(&place.progress) = Arc::clone(&progress);
        let (Book { debate, files, .. }, unchecked) = place.input().begin(&place.bytes, &progress);
        if progress.is_given_up() {
            return None;
        }
        place.keep(files);
        let outcome = debate.map(Arc::new).map_err(|refusal| place.refuse(refusal));
        let debate = outcome.as_ref().ok().cloned();
        *lock(&place.unchecked) = debate.zip(unchecked);
        Some(Action::Loaded { entry, outcome })
    }

    fn check(&self, entry: usize) -> Option<Action> {
        let place = self.places.get(entry)?;
        let (debate, unchecked) = lock(&place.unchecked).take()?;
        let checked = |rest| {
            unchecked.check(&Progress::with_rests(rest)).map_err(Refusal::of)?;
            // The index of a small debate is made anew, and nobody else looks into that of the pack.
            if Searchable::is_at_once(&debate) { place.input().whole_index(&debate).map(drop) } else { Ok(()) }
        };
        let refusal = beside(checked).err()?;
        Some(place.damaged(entry, &debate, refusal))
    }

    fn folders(&self) -> Vec<PathBuf> {
        self.arrivals.get().map_or_else(Vec::new, |arrivals| lock(arrivals).folders())
    }

    fn arrived(&self) -> Vec<Action> {
        let Some(arrivals) = self.arrivals.get() else { return Vec::new() };
        let mut arrivals = lock(arrivals);
        let found = arrivals.look();
        let arrived = found.into_iter().map(|input| {
            let (name, folder) = (input.name(), input.origin().folder);
            let (marks, told) = arrivals.take_up(&input);
            let entry = self.places.push(Place::new(input));
            Action::Arrived(Box::new(Arrival { entry, name, folder, marks, told }))
        });
        arrived.collect()
    }

    fn changed(&self, entry: usize) -> Vec<Action> {
        let Some(place) = self.places.get(entry) else { return Vec::new() };
        let is_packed_anew = place.is_packed_anew();
        place.see_again();
        let stale = || place.input().is_stale_shortly().map(|words| Action::Stale { entry, words });
        // Else what was changed is the YAML, and the pack is what it was.
        if !is_packed_anew && let Some(stale) = stale() {
            return vec![stale];
        }
        let outcome = place.read_again().map(Arc::new).map_err(|refusal| Arc::new(refusal.problems()));
        // Its YAML may have been saved again meanwhile.
        [Action::Reloaded { entry, outcome }].into_iter().chain(stale()).collect()
    }

    fn index(&self, entry: usize, debate: &Arc<Debate>) -> Result<Option<Index>, Action> {
        let Some(place) = self.places.get(entry) else { return Ok(None) };
        place.input().index(debate).map_err(|refusal| place.damaged(entry, debate, refusal))
    }

    fn check_index(&self, entry: usize, debate: &Arc<Debate>, index: &Index) -> Option<Action> {
        let fault = beside(|rest| index.read_all(&Progress::with_rests(rest))).err()?;
        Some(self.places.get(entry)?.damaged(entry, debate, Refusal::of(fault)))
    }

    fn bytes(&self) -> u64 {
        self.places().map(|place| place.loading().total).sum()
    }

    fn progress(&self, entry: usize) -> Loading {
        self.places.get(entry).map_or_else(Loading::default, Place::loading)
    }

    fn give_up(&self, entry: usize) {
        if let Some(place) = self.places.get(entry) {
            lock(&place.progress).give_up();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debate::Parts;

    #[test]
    fn damage_that_is_found_before_the_screen_begins_is_not_forgotten() {
        let debate = Arc::new(Debate::new(Parts::default()));
        let problems = Arc::new(Refusal::Unreadable("it is damaged".to_owned()).problems());
        let shelf = Shelved::new(vec![Input::BuiltIn]).shelf(vec![
            Action::Loaded { entry: 0, outcome: Ok(Arc::clone(&debate)) },
            Action::Damaged { entry: 0, debate, problems: Arc::clone(&problems) },
        ]);
        assert_eq!(shelf.entries[0].debate, Err(Absent::Refused(problems)));
        assert!(shelf.is_hopeless());
    }
}
