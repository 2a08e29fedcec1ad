//! Follows the files of debates: when one has been saved it is read again.
//!
//! What is kept true:
//!
//! - However an editor saves, by another file's name, by cutting and writing anew or in pieces, what is read is what it
//!   wrote last: reading waits until nothing has changed for a moment.
//! - A burst of saves is one reading.
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
        let listening = events.then(|| Listening::new(tell.clone()));
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
}

impl Listening {
    fn new(tell: Sender<Told>) -> Self {
        Self { tell, events: None, known: HashSet::new(), folders: HashSet::new(), names: Arc::default() }
    }

    /// Listens to this file too.
    fn listen(&mut self, file: &Path) {
        if self.known.contains(file) {
            return;
        }
        self.known.insert(file.to_owned());
        if self.events.is_none() {
            self.events = self.begin();
        }
        // Through a link the changes happen elsewhere.
        for path in [Some(file.to_owned()), file.canonicalize().ok()].into_iter().flatten() {
            let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
            names.extend(path.file_name().map(ToOwned::to_owned));
            drop(names);
            let Some(folder) = path.parent() else { continue };
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            if self.folders.insert(folder.to_owned())
                && let Some(events) = &mut self.events
            {
                // One that cannot be watched is looked at.
                let _ = events.watch(folder, RecursiveMode::NonRecursive);
            }
        }
    }

    fn begin(&self) -> Option<RecommendedWatcher> {
        let (tell, names) = (self.tell.clone(), Arc::clone(&self.names));
        let heard = move |event: notify::Result<Event>| {
            let matters = event.map_or(true, |event| {
                let changes = match event.kind {
                    EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
                    EventKind::Access(_) => false,
                    _ => true,
                };
                let names = names.lock().unwrap_or_else(PoisonError::into_inner);
                changes && event.paths.iter().any(|path| path.file_name().is_none_or(|name| names.contains(name)))
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
            let files = self.files();
            let has_changed = |files: &Vec<Seen>| files.iter().any(|file| Stamp::of(&file.path) != file.stamp);
            if files.iter().any(has_changed) {
                if !self.follow(&files, told) {
                    return;
                }
                continue;
            }
            let heard = if files.iter().all(Vec::is_empty) {
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
                self.books.changed(entry).into_iter().for_each(&self.report);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Loading;
    use std::fs;

    /// Files that are read by being looked at.
    struct Counted(Mutex<Vec<Seen>>);

    impl Counted {
        fn new(files: Vec<PathBuf>) -> Arc<Self> {
            let seen = files.into_iter().map(|path| Seen { stamp: Stamp::of(&path), path });
            Arc::new(Self(Mutex::new(seen.collect())))
        }
    }

    impl Books for Counted {
        fn files(&self) -> Vec<Vec<Seen>> {
            self.0.lock().unwrap().iter().map(|seen| vec![seen.clone()]).collect()
        }

        fn load(&self, _: usize) -> Option<Action> {
            None
        }

        fn changed(&self, entry: usize) -> Vec<Action> {
            let seen = &mut self.0.lock().unwrap()[entry];
            seen.stamp = Stamp::of(&seen.path);
            vec![Action::Told(format!("{entry} {}", fs::read_to_string(&seen.path).unwrap_or("gone".to_owned())))]
        }

        fn bytes(&self) -> u64 {
            0
        }

        fn progress(&self, _: usize) -> Loading {
            Loading::default()
        }

        fn give_up(&self, _: usize) {}
    }

    /// How long anything may take before it counts as never.
    const NEVER: Duration = Duration::from_secs(20);

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("agon-watch-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn watch(files: Vec<PathBuf>, tell: Sender<String>, events: bool, look: Duration) -> Watcher {
        let report = move |action| {
            if let Action::Told(words) = action {
                let _ = tell.send(words);
            }
        };
        Watcher::with(Counted::new(files), report, events, look).unwrap()
    }

    fn saves(events: bool) {
        let folder = folder(if events { "events" } else { "looking" });
        let (one, two) = (folder.join("one.yaml"), folder.join("two.yaml"));
        fs::write(&one, "first").unwrap();
        fs::write(&two, "other").unwrap();
        let (tell, told) = mpsc::channel();
        let look = if events { Duration::from_hours(1) } else { Duration::from_millis(20) };
        let watcher = watch(vec![one.clone(), two.clone()], tell, events, look);
        let next = || told.recv_timeout(NEVER).unwrap();

        fs::write(&one, "in place").unwrap();
        assert_eq!(next(), "0 in place");

        fs::write(folder.join("one.yaml~"), "by rename").unwrap();
        fs::rename(folder.join("one.yaml~"), &one).unwrap();
        assert_eq!(next(), "0 by rename");

        // First away, then back, as some editors do.
        fs::rename(&one, folder.join("one.bak")).unwrap();
        thread::sleep(QUIET * 3);
        fs::write(&one, "back").unwrap();
        assert_eq!(next(), "0 back");

        fs::write(&two, "").unwrap();
        thread::sleep(QUIET * 3);
        fs::write(&two, "after a cut").unwrap();
        assert_eq!(next(), "1 after a cut");

        for number in 0..20 {
            fs::write(&one, format!("burst {number}")).unwrap();
            fs::write(&two, format!("burst {number}")).unwrap();
        }
        assert_eq!(next(), "0 burst 19");
        assert_eq!(next(), "1 burst 19");

        fs::remove_file(&one).unwrap();
        assert_eq!(next(), "0 gone");

        drop(watcher);
        fs::remove_dir_all(folder).unwrap();
        // Its end is the end of the thread: nothing else was told.
        assert_eq!(told.recv_timeout(NEVER), Err(RecvTimeoutError::Disconnected));
    }

    #[test]
    fn a_save_is_one_reading_however_it_is_made() {
        saves(true);
    }

    #[test]
    fn without_events_it_looks() {
        saves(false);
    }

    #[test]
    fn what_was_saved_between_reading_and_following_is_noticed() {
        let folder = folder("between");
        let file = folder.join("debate.yaml");
        fs::write(&file, "as it was read").unwrap();
        let counted = Counted::new(vec![file.clone()]);
        fs::write(&file, "as it was saved then").unwrap();
        let (tell, told) = mpsc::channel();
        let report = move |action| {
            if let Action::Told(words) = action {
                let _ = tell.send(words);
            }
        };
        let _watcher = Watcher::with(counted, report, true, Duration::from_hours(1)).unwrap();
        assert_eq!(told.recv_timeout(NEVER), Ok("0 as it was saved then".to_owned()));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn through_a_link_it_follows_what_the_link_leads_to() {
        let folder = folder("link");
        fs::create_dir(folder.join("far")).unwrap();
        let (far, link) = (folder.join("far/debate.yaml"), folder.join("link.yaml"));
        fs::write(&far, "first").unwrap();
        std::os::unix::fs::symlink(&far, &link).unwrap();
        let (tell, told) = mpsc::channel();
        let _watcher = watch(vec![link], tell, true, Duration::from_hours(1));
        fs::write(&far, "second").unwrap();
        assert_eq!(told.recv_timeout(NEVER), Ok("0 second".to_owned()));
        fs::remove_dir_all(folder).unwrap();
    }
}
