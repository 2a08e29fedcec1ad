//! Where the reader's marks are kept: one small file a debate, in the platform's state folder.
//!
//! What is kept true:
//!
//! - The file is whole at every moment, whatever fails or is killed in between: see [`Aside`].
//! - Nothing another window wrote is lost: under a lock the file is read again, and only what this window changed is
//!   changed in it.
//! - A file that cannot be understood is set aside under another name and told of, and never written over; one of a
//!   later version is left alone.
//! - What could not be written is tried again at the next change, after a while and at the end, and then told.
//!
//! All this happens on a thread of its own, so that no key press waits for a disk. A change is written as soon as it
//! comes, together with all that came while the one before it was written: a crash loses no more than the moment that
//! a disk takes.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::app::Action;
use crate::app::marks::{Change, Marks, NoMarks};
use crate::debate::clean_line;

use super::aside::{Aside, Disk, Real};
use super::folders;

/// More than a lifetime of marks; a larger file is somebody else's.
const LARGEST: u64 = 64 << 20;

/// How long another window may hold the lock. One that is stopped in the middle holds it for as long as it is stopped.
const PATIENCE: Duration = Duration::from_secs(2);

/// After how long it is tried again to save what could not be saved.
const AGAIN: Duration = Duration::from_secs(5);

/// The folder in which marks are kept, one file a debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// The platform's, or the one that the environment names; none where there is no home.
    #[must_use]
    pub fn of_environment() -> Option<Self> {
        folders::state().map(Self)
    }

    /// This one.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The marks of the debate that is built in.
    #[must_use]
    pub fn of_the_built_in(&self) -> MarksFile {
        MarksFile { path: self.0.join("built-in.json"), debate: "built in".to_owned() }
    }

    /// The marks of the debate in a file. The file is known by its real path, however it was named; what is no file,
    /// such as a pipe, cannot be known again.
    #[must_use]
    pub fn of_file(&self, debate: &Path) -> Option<MarksFile> {
        Some(self.of(&debate.canonicalize().ok().filter(|path| path.is_file())?))
    }

    /// The marks of the debate in a file that is not there any more; none where no folder above it is there.
    #[must_use]
    pub fn of_what_was(&self, debate: &Path) -> Option<MarksFile> {
        // The nearest folder that is there has a real path.
        let (there, real) = debate.ancestors().skip(1).find_map(|folder| {
            let looked_at = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Some((folder, looked_at.canonicalize().ok()?))
        })?;
        Some(self.of(&real.join(debate.strip_prefix(there).ok()?)))
    }

    fn of(&self, debate: &Path) -> MarksFile {
        let stem = debate.file_stem().unwrap_or_default().to_string_lossy();
        let stem: String = stem.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).take(40).collect();
        let name = format!("{stem}-{:016x}.json", fingerprint(debate.as_os_str().as_bytes()));
        MarksFile { path: self.0.join(name), debate: debate.to_string_lossy().into_owned() }
    }
}

/// FNV-1a: the same on every machine and in every version, which the standard library's is not.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The file that holds the marks of one debate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarksFile {
    path: PathBuf,
    /// The debate it belongs to, for people who look into the folder.
    debate: String,
}

/// The files that hold the marks of the debates of a shelf, in its order; none for a debate whose marks are not kept.
pub type MarksFiles = boxcar::Vec<Option<MarksFile>>;

/// What was found in a file, or done to it, and what there is to tell of that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The marks.
    pub marks: Marks,
    /// What the reader should know.
    pub told: Option<String>,
}

/// Why a file gives no marks.
enum Trouble {
    Unreadable(io::Error),
    No(NoMarks),
}

impl MarksFile {
    /// The marks that are kept; changes nothing.
    ///
    /// # Errors
    /// Says in words why there are none, where that is not because none were set.
    pub fn look(&self) -> Result<Marks, String> {
        self.read().map_err(|trouble| self.words(&trouble))
    }

    /// The marks that are kept, for a window to go on from. A damaged file is set aside.
    ///
    /// # Errors
    /// Says in words why nothing can be kept there.
    pub fn open(&self) -> Result<Found, String> {
        match self.read() {
            Ok(marks) => Ok(Found { marks, told: None }),
            Err(Trouble::No(NoMarks::Damaged)) => {
                let _lock = self.lock()?;
                self.found_or_set_aside(&Real)
            }
            Err(trouble) => Err(self.words(&trouble)),
        }
    }

    /// Makes changes in what is kept, before it returns.
    ///
    /// # Errors
    /// Says in words why they are not kept.
    pub fn change(&self, changes: &[Change]) -> Result<(), String> {
        self.save(&Real, changes).map(drop)
    }

    fn read(&self) -> Result<Marks, Trouble> {
        let mut bytes = Vec::new();
        match File::open(&self.path) {
            Ok(file) => file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Trouble::Unreadable)?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Marks::default()),
            Err(error) => return Err(Trouble::Unreadable(error)),
        };
        if bytes.len() as u64 > LARGEST {
            return Err(Trouble::Unreadable(ErrorKind::FileTooLarge.into()));
        }
        Marks::from_json(&bytes).map_err(Trouble::No)
    }

    fn words(&self, trouble: &Trouble) -> String {
        let why = match trouble {
            Trouble::Unreadable(error) => in_words(error),
            Trouble::No(no_marks) => no_marks.to_string(),
        };
        format!("cannot read your marks in {}: {why}", self.name())
    }

    fn name(&self) -> String {
        clean_line(&self.path.to_string_lossy()).into_owned()
    }

    /// Under the lock: what is in the file by now; a damaged one is moved out of the way, where it can be looked at.
    fn found_or_set_aside(&self, disk: &dyn Disk) -> Result<Found, String> {
        match self.read() {
            Ok(marks) => Ok(Found { marks, told: None }),
            Err(Trouble::No(NoMarks::Damaged)) => {
                let aside = (1_u32..).map(|number| self.beside(&format!("damaged-{number}")));
                let Some(aside) = aside.into_iter().find(|path| path.symlink_metadata().is_err()) else {
                    return Err(self.words(&Trouble::No(NoMarks::Damaged)));
                };
                disk.rename(&self.path, &aside)
                    .map_err(|error| format!("cannot set a damaged file aside: {}", in_words(&error)))?;
                let aside = clean_line(&aside.to_string_lossy()).into_owned();
                Ok(Found {
                    marks: Marks::default(),
                    told: Some(format!("your marks were damaged; the file is set aside as {aside}")),
                })
            }
            Err(trouble) => Err(self.words(&trouble)),
        }
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{ending}"));
        self.path.with_file_name(name)
    }

    /// Makes the folder and takes its lock, which ends with the value, or with the process.
    ///
    /// The lock is a file of its own: the marks' file is another one after each save.
    fn lock(&self) -> Result<Option<File>, String> {
        let cannot = |error: &io::Error| format!("your marks are not saved in {}: {}", self.name(), in_words(error));
        if let Some(folder) = self.path.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| cannot(&error))?;
        }
        let path = self.path.with_file_name("lock");
        let lock = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
        let lock = lock.map_err(|error| cannot(&error))?;
        let began = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Some(lock)),
                Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err("your marks are not saved yet: another agon holds them, perhaps a stopped one".into());
                }
                // Some network folders know no locks. The file is whole there all the same.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(cannot(&error)),
            }
        }
    }

    /// Makes changes in what is kept by now.
    fn save(&self, disk: &dyn Disk, changes: &[Change]) -> Result<Found, String> {
        let _lock = self.lock()?;
        let mut found = self.found_or_set_aside(disk)?;
        let before = found.marks.clone();
        for change in changes {
            found.marks.apply(change);
        }
        if found.marks != before {
            self.replace(disk, &found.marks)
                .map_err(|error| format!("your marks are not saved in {}: {}", self.name(), in_words(&error)))?;
        }
        Ok(found)
    }

    fn replace(&self, disk: &dyn Disk, marks: &Marks) -> io::Result<()> {
        let at = self.beside("new");
        // Left by one that was killed; under the lock nobody writes it now.
        let _ = fs::remove_file(&at);
        let aside = Aside::begin_on(disk, at, self.path.clone(), 0o600)?;
        aside.write(&marks.to_json(&self.debate))?;
        aside.take_place()?.stay()
    }
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you may not".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        kind => clean_line(&kind.to_string()).into_owned(),
    }
}

/// What could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unkept {
    /// The place of the debate among those that are open.
    pub entry: usize,
    /// Why.
    pub why: String,
    /// What.
    pub changes: Vec<Change>,
}

/// Keeps marks, on a thread of its own.
#[derive(Debug, Default)]
pub struct Keeper {
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    orders: Sender<(usize, Change)>,
    reports: Receiver<Action>,
    /// Readable when there is a report.
    bell: UnixStream,
    thread: JoinHandle<Vec<Unkept>>,
}

impl Keeper {
    /// Keeps the marks of the open debates in these files, one for each; where there is none, nothing. More may come.
    ///
    /// # Errors
    /// When the system gives no thread, or nothing to wait on.
    pub fn start(files: Arc<MarksFiles>) -> io::Result<Self> {
        Self::trying_again(AGAIN, files)
    }

    /// The same, where what could not be saved is tried again after `again`.
    fn trying_again(again: Duration, files: Arc<MarksFiles>) -> io::Result<Self> {
        let (orders, to_do) = mpsc::channel();
        let (report, reports) = mpsc::channel();
        let (bell, rope) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        rope.set_nonblocking(true)?;
        let worker = Worker { files, again, pending: Vec::new(), report, rope };
        let thread = thread::Builder::new().name("marks".to_owned()).spawn(move || worker.work(&to_do))?;
        Ok(Self { running: Some(Running { orders, reports, bell, thread }) })
    }

    /// Has a change kept.
    pub(super) fn keep(&self, entry: usize, change: Change) {
        if let Some(running) = &self.running {
            let _ = running.orders.send((entry, change));
        }
    }

    /// What is readable when there is something to [`take`](Self::take).
    pub(super) fn bell(&self) -> Option<BorrowedFd<'_>> {
        self.running.as_ref().map(|running| running.bell.as_fd())
    }

    /// What has happened since the last look.
    pub(super) fn take(&mut self) -> Vec<Action> {
        let Some(running) = &mut self.running else { return Vec::new() };
        // First the bell: what comes later rings again.
        let mut rings = [0; 64];
        while matches!((&running.bell).read(&mut rings), Ok(1..)) {}
        running.reports.try_iter().collect()
    }

    /// Waits until all is kept that can be; returns what cannot.
    pub fn finish(&mut self) -> Vec<Unkept> {
        let Some(Running { orders, thread, .. }) = self.running.take() else { return Vec::new() };
        // That was the last order.
        drop(orders);
        thread.join().unwrap_or_default()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.finish();
    }
}

struct Worker {
    files: Arc<MarksFiles>,
    again: Duration,
    /// What could not be saved yet.
    pending: Vec<Unkept>,
    report: Sender<Action>,
    rope: UnixStream,
}

impl Worker {
    fn work(mut self, orders: &Receiver<(usize, Change)>) -> Vec<Unkept> {
        loop {
            let order = if self.pending.is_empty() {
                orders.recv().map_err(RecvTimeoutError::from)
            } else {
                orders.recv_timeout(self.again)
            };
            if order == Err(RecvTimeoutError::Disconnected) {
                break;
            }
            let mut grave = false;
            for (entry, change) in order.into_iter().chain(orders.try_iter()) {
                grave |= matches!(change, Change::Bookmark { .. } | Change::Note { .. });
                match self.pending.iter_mut().find(|pending| pending.entry == entry) {
                    Some(pending) => pending.changes.push(change),
                    None => self.pending.push(Unkept { entry, why: String::new(), changes: vec![change] }),
                }
            }
            self.save(grave);
        }
        if !self.pending.is_empty() {
            self.save(false);
        }
        self.pending
    }

    fn save(&mut self, grave: bool) {
        let mut left = Vec::new();
        for mut pending in std::mem::take(&mut self.pending) {
            let Some(Some(file)) = self.files.get(pending.entry) else { continue };
            match file.save(&Real, &pending.changes) {
                Ok(Found { marks, told }) => {
                    let again = (!pending.why.is_empty()).then(|| "your marks are saved again".to_owned());
                    self.tell(Action::Kept {
                        entry: pending.entry,
                        marks: Box::new(marks),
                        taken: pending.changes.len(),
                        told: told.or(again),
                    });
                }
                Err(why) => {
                    // Told once, and again when something would be missed.
                    if grave || why != pending.why {
                        self.tell(Action::Told(format!("{why}; they last as long as this window")));
                    }
                    pending.why = why;
                    left.push(pending);
                }
            }
        }
        self.pending = left;
    }

    fn tell(&mut self, report: Action) {
        let _ = self.report.send(report);
        // A bell that is full of rings rings already.
        let _ = self.rope.write(&[1]);
    }
}

#[cfg(test)]
mod tests;
