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
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::app::Action;

/// How long nothing may have changed before a save counts as over.
const QUIET: Duration = Duration::from_millis(40);

/// How long a file may be gone or empty, as between the two halves of a save, before that counts as what it is.
const BETWEEN: Duration = Duration::from_millis(400);

/// How long files may go on changing before they are read all the same.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often to look at files of which no events come.
const LOOK: Duration = Duration::from_secs(2);

/// Which files a debate is made of, and what to do when they have changed.
pub trait Followed: Send + Sync + 'static {
    /// The files of each debate.
    fn files(&self) -> Vec<Vec<PathBuf>>;

    /// The files of debate number `entry` have changed and are at rest: reads them and says what came of it.
    fn changed(&self, entry: usize) -> Action;
}

/// Nothing is followed.
impl Followed for () {
    fn files(&self) -> Vec<Vec<PathBuf>> {
        Vec::new()
    }

    fn changed(&self, _: usize) -> Action {
        Action::Told(String::new())
    }
}

/// Follows files until it is dropped.
#[derive(Debug)]
pub(super) struct Watcher {
    /// While it lives the thread does.
    _events: Option<RecommendedWatcher>,
    stop: Option<Sender<Told>>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread is told.
#[derive(Debug)]
enum Told {
    Look,
    Stop,
}

impl Watcher {
    /// Follows the files of `followed`; what comes of it is reported.
    ///
    /// # Errors
    /// When the system gives no thread. Where it gives no events the files are looked at now and then.
    pub(super) fn start(followed: Arc<dyn Followed>, report: impl Fn(Action) + Send + 'static) -> io::Result<Self> {
        Self::with(followed, report, true, LOOK)
    }

    fn with(
        followed: Arc<dyn Followed>,
        report: impl Fn(Action) + Send + 'static,
        events: bool,
        look: Duration,
    ) -> io::Result<Self> {
        let (tell, told) = mpsc::channel();
        let files = followed.files();
        if files.iter().all(Vec::is_empty) {
            return Ok(Self { _events: None, stop: None, thread: None });
        }
        let events = if events { listen(files.iter().flatten(), &tell) } else { None };
        let mut worker = Worker { stamps: Vec::new(), followed, report };
        // Before anything else happens: what is saved from now on is noticed.
        worker.stamps = worker.stamps_now();
        let thread = thread::Builder::new().name("files".to_owned()).spawn(move || worker.work(&told, look))?;
        Ok(Self { _events: events, stop: Some(tell), thread: Some(thread) })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(Told::Stop);
        }
        // A reading that has begun is not worth waiting for.
        drop(self.thread.take());
    }
}

/// Has the system tell of changes in the folders of these files: a file that is replaced is another one, its folder
/// stays. None where it cannot.
fn listen<'a>(files: impl Iterator<Item = &'a PathBuf>, tell: &Sender<Told>) -> Option<RecommendedWatcher> {
    let mut folders = HashSet::new();
    let mut names: HashSet<OsString> = HashSet::new();
    for file in files {
        // Through a link the changes happen elsewhere.
        for path in [Some(file.clone()), file.canonicalize().ok()].into_iter().flatten() {
            names.extend(path.file_name().map(ToOwned::to_owned));
            folders.extend(
                path.parent()
                    .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.to_owned()),
            );
        }
    }
    let tell = tell.clone();
    let heard = move |event: notify::Result<Event>| {
        let matters = event.map_or(true, |event| {
            let changes = match event.kind {
                EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
                EventKind::Access(_) => false,
                _ => true,
            };
            changes && event.paths.iter().any(|path| path.file_name().is_none_or(|name| names.contains(name)))
        });
        if matters {
            let _ = tell.send(Told::Look);
        }
    };
    let mut watcher = notify::recommended_watcher(heard).ok()?;
    for folder in folders {
        // One that cannot be watched is looked at.
        let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
    }
    Some(watcher)
}

/// By which a file is known to be as it was; none for one that is not there.
type Stamp = Option<(u64, u64, u64, i64, i64, i64, i64)>;

fn stamp(path: &Path) -> Stamp {
    let of = |it: Metadata| (it.dev(), it.ino(), it.len(), it.mtime(), it.mtime_nsec(), it.ctime(), it.ctime_nsec());
    path.metadata().ok().map(of)
}

/// Whether nothing is in a file that is there, or it is not there: as between the two halves of a save.
fn is_between(stamp: &Stamp) -> bool {
    stamp.is_none_or(|(_, _, length, ..)| length == 0)
}

struct Worker<R> {
    /// Of each debate the files as they were last seen.
    stamps: Vec<Vec<Stamp>>,
    followed: Arc<dyn Followed>,
    report: R,
}

impl<R: Fn(Action)> Worker<R> {
    fn stamps_now(&self) -> Vec<Vec<Stamp>> {
        self.followed.files().iter().map(|files| files.iter().map(|file| stamp(file)).collect()).collect()
    }

    fn work(mut self, told: &Receiver<Told>, look: Duration) {
        loop {
            match told.recv_timeout(look) {
                Ok(Told::Look) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Told::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = self.stamps_now();
            if now != self.stamps && !self.follow(now, told) {
                return;
            }
        }
    }

    /// Waits until the save is over and has what changed read. Returns whether to go on.
    fn follow(&mut self, mut now: Vec<Vec<Stamp>>, told: &Receiver<Told>) -> bool {
        let began = Instant::now();
        let mut changed = Instant::now();
        loop {
            thread::sleep(QUIET);
            while let Ok(told) = told.try_recv() {
                if matches!(told, Told::Stop) {
                    return false;
                }
            }
            let later = self.stamps_now();
            if later != now {
                now = later;
                changed = Instant::now();
            } else if !now.iter().flatten().any(is_between) || changed.elapsed() >= BETWEEN {
                break;
            }
            if began.elapsed() >= PATIENCE {
                break;
            }
        }
        let before = std::mem::replace(&mut self.stamps, now);
        for entry in 0..self.stamps.len() {
            if before.get(entry) != self.stamps.get(entry) {
                (self.report)(self.followed.changed(entry));
            }
        }
        // A debate may be made of other files now; what they were at this moment has been read.
        let now = self.stamps_now();
        for (known, now) in self.stamps.iter_mut().zip(now) {
            if known.len() != now.len() {
                *known = now;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    struct Counted(Vec<PathBuf>);

    impl Followed for Counted {
        fn files(&self) -> Vec<Vec<PathBuf>> {
            self.0.iter().map(|path| vec![path.clone()]).collect()
        }

        fn changed(&self, entry: usize) -> Action {
            Action::Told(format!("{entry} {}", fs::read_to_string(&self.0[entry]).unwrap_or("gone".to_owned())))
        }
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
        Watcher::with(Arc::new(Counted(files)), report, events, look).unwrap()
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
