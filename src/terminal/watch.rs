//! Follows the files of debates: when one has been saved it is read again.
//!
//! What is kept true:
//!
//! - However an editor saves, by another file's name, by cutting and writing anew or in pieces, what is read is what it
//!   wrote last: reading waits until nothing has changed for a moment.
//! - A burst of saves is one reading.
//! - What comes into a folder of debates is taken up.
//! - Folders that tell nothing of changes, as over a network, are looked at every other second.
//! - All this happens on a thread of its own; the program hears only of debates.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::errands::apart;
use super::loader::{Books, Seen};
use crate::app::Action;

/// How long nothing may have changed before a save counts as over.
const QUIET: Duration = Duration::from_millis(40);

/// How long a file may be gone or empty, as between the two halves of a save, before that counts as what it is.
const BETWEEN: Duration = Duration::from_millis(400);

/// How long files may go on changing before they are read all the same.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often to look at files of which no events come.
const LOOK: Duration = Duration::from_secs(2);

/// Follows files until it is dropped.
#[derive(Debug)]
pub(super) struct Watcher {
    tell: Sender<Told>,
}

/// What the thread is told.
#[derive(Debug)]
enum Told {
    Look,
    Stop,
}

impl Watcher {
    /// Follows the files of `books`; what comes of it is reported.
    ///
    /// # Errors
    /// When the system gives no thread. Where it gives no events the files are looked at now and then.
    pub(super) fn start(books: Arc<dyn Books>, report: impl Fn(Action) + Send + 'static) -> io::Result<Self> {
        Self::with(books, report, true, LOOK)
    }

    fn with(
        books: Arc<dyn Books>,
        report: impl Fn(Action) + Send + 'static,
        events: bool,
        look: Duration,
    ) -> io::Result<Self> {
        let (tell, told) = mpsc::channel();
        let listening = events.then(|| Listening::new(tell.clone(), &books.folders()));
        let worker = Worker { books, report, listening };
        thread::Builder::new().name("files".to_owned()).spawn(move || worker.work(&told, look))?;
        Ok(Self { tell })
    }

    /// Has it look: there may be more files to follow.
    pub(super) fn look(&self) {
        let _ = self.tell.send(Told::Look);
    }
}

impl Drop for Watcher {
    /// A reading that has begun is not worth waiting for.
    fn drop(&mut self) {
        let _ = self.tell.send(Told::Stop);
    }
}

/// Has the system tell of changes in folders: a file that is replaced is another one, its folder stays.
struct Listening {
    tell: Sender<Told>,
    /// None before there is anything to listen to, and where the system tells nothing.
    events: Option<RecommendedWatcher>,
    known: HashSet<PathBuf>,
    folders: HashSet<PathBuf>,
    names: Arc<Mutex<HashSet<OsString>>>,
    /// Folders in which a file of any name matters.
    whole: Vec<PathBuf>,
}

impl Listening {
    /// Listens in these folders.
    fn new(tell: Sender<Told>, whole: &[PathBuf]) -> Self {
        let (known, folders) = (HashSet::new(), HashSet::new());
        // The system tells of a folder under the name by which it was asked last.
        let real = whole.iter().filter_map(|folder| folder.canonicalize().ok());
        let whole: Vec<PathBuf> = whole.iter().cloned().chain(real).collect();
        let mut listening = Self { tell, events: None, known, folders, names: Arc::default(), whole };
        for folder in listening.whole.clone() {
            listening.listen_in(&folder);
        }
        listening
    }

    fn listen_in(&mut self, folder: &Path) {
        if self.events.is_none() {
            self.events = self.begin();
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if self.folders.insert(folder.to_owned())
            && let Some(events) = &mut self.events
        {
            // One that cannot be watched is looked at.
            let _ = events.watch(folder, RecursiveMode::NonRecursive);
        }
    }

    /// Listens to this file too.
    fn listen(&mut self, file: &Path) {
        if self.known.contains(file) {
            return;
        }
        self.known.insert(file.to_owned());
        // Through a link the changes happen elsewhere.
        for path in [Some(file.to_owned()), file.canonicalize().ok()].into_iter().flatten() {
            let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
            names.extend(path.file_name().map(ToOwned::to_owned));
            drop(names);
            let Some(folder) = path.parent() else { continue };
            self.listen_in(folder);
        }
    }

    fn begin(&self) -> Option<RecommendedWatcher> {
        let (tell, names, whole) = (self.tell.clone(), Arc::clone(&self.names), self.whole.clone());
        let heard = move |event: notify::Result<Event>| {
            let matters = event.map_or(true, |event| {
                let changes = match event.kind {
                    EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
                    EventKind::Access(_) => false,
                    _ => true,
                };
                let names = names.lock().unwrap_or_else(PoisonError::into_inner);
                changes
                    && event.paths.iter().any(|path| {
                        path.file_name().is_none_or(|name| names.contains(name))
                            || path.parent().is_some_and(|folder| whole.iter().any(|whole| whole == folder))
                    })
            });
            if matters {
                let _ = tell.send(Told::Look);
            }
        };
        notify::recommended_watcher(heard).ok()
    }
}

/// By which a file is known to be as it was; none for one that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(Option<(u64, u64, u64, i64, i64, i64, i64)>);

impl Stamp {
    /// That of the file as it is now.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let of =
            |it: Metadata| (it.dev(), it.ino(), it.len(), it.mtime(), it.mtime_nsec(), it.ctime(), it.ctime_nsec());
        Self(path.metadata().ok().map(of))
    }

    /// Whether nothing is in a file that is there, or it is not there: as between the two halves of a save.
    fn is_between(self) -> bool {
        self.0.is_none_or(|(_, _, length, ..)| length == 0)
    }
}

struct Worker<R> {
    books: Arc<dyn Books>,
    report: R,
    /// None where files are only looked at.
    listening: Option<Listening>,
}

impl<R: Fn(Action)> Worker<R> {
    fn work(mut self, told: &Receiver<Told>, look: Duration) {
        loop {
            self.books.arrived().into_iter().for_each(&self.report);
            let files = self.files();
            let has_changed = |files: &Vec<Seen>| files.iter().any(|file| Stamp::of(&file.path) != file.stamp);
            if files.iter().any(has_changed) {
                if !self.follow(&files, told) {
                    return;
                }
                continue;
            }
            let heard = if files.iter().all(Vec::is_empty) && self.books.folders().is_empty() {
                told.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                told.recv_timeout(look)
            };
            match heard {
                Ok(Told::Look) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Told::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// The files as they were when they were read. Whatever happens to them from here on is told, and what has happened
    /// before shows in their stamps.
    fn files(&mut self) -> Vec<Vec<Seen>> {
        let files = self.books.files();
        if let Some(listening) = &mut self.listening {
            for file in files.iter().flatten() {
                listening.listen(&file.path);
            }
        }
        files
    }

    /// Waits until the save is over and has what changed read. Returns whether to go on.
    fn follow(&self, read: &[Vec<Seen>], told: &Receiver<Told>) -> bool {
        let stamps_now =
            || read.iter().map(|files| files.iter().map(|file| Stamp::of(&file.path)).collect::<Vec<_>>()).collect();
        let mut now: Vec<Vec<Stamp>> = stamps_now();
        let began = Instant::now();
        let mut changed = Instant::now();
        loop {
            thread::sleep(QUIET);
            while let Ok(told) = told.try_recv() {
                if matches!(told, Told::Stop) {
                    return false;
                }
            }
            let later = stamps_now();
            if later != now {
                now = later;
                changed = Instant::now();
            } else if !now.iter().flatten().copied().any(Stamp::is_between) || changed.elapsed() >= BETWEEN {
                break;
            }
            if began.elapsed() >= PATIENCE {
                break;
            }
        }
        for (entry, (files, now)) in read.iter().zip(&now).enumerate() {
            if !files.iter().map(|file| file.stamp).eq(now.iter().copied()) {
                let books = &self.books;
                apart(|| books.changed(entry)).into_iter().for_each(&self.report);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests;
