//! Reads the debates one after the other on a thread of its own, so that neither the screen nor a reader who would
//! rather do something else waits for them.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::errands::{Errands, Reporter, apart};
use super::watch::Stamp;
use crate::app::{Action, Loading};
use crate::debate::Debate;
use crate::search::Index;

/// How long everything is waited for before there is a screen.
const BRIEF: Duration = Duration::from_millis(25);

/// So many bytes are waited for in any case: reading them takes not much longer, and a screen that only flashes up helps
/// nobody.
const FEW: u64 = 1 << 20;

/// Whatever takes longer than this is not waited for.
const LONG: Duration = Duration::from_secs(1);

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it is.
    pub path: PathBuf,
    /// By which it is known to be the same.
    pub stamp: Stamp,
}

impl Seen {
    /// The file as it is now.
    #[must_use]
    pub fn now(path: &Path) -> Self {
        Self { path: path.to_owned(), stamp: Stamp::of(path) }
    }
}

/// The debates of the program: how they are read, and which files they are made of.
pub trait Books: Send + Sync + 'static {
    /// Of each debate its files as they were when it was read last; none of one that is not read yet, or is not followed.
    fn files(&self) -> Vec<Vec<Seen>>;

    /// Reads debate number `entry` for the first time and says what came of it; nothing where it was given up.
    fn load(&self, entry: usize) -> Option<Action>;

    /// Checks what of debate number `entry` has not been read yet, though it is on the screen already; says so where it
    /// cannot stay there.
    fn check(&self, _entry: usize) -> Option<Action> {
        None
    }

    /// The files of debate number `entry` have changed and are at rest: reads them and says what came of it, in order.
    fn changed(&self, entry: usize) -> Vec<Action>;

    /// The folders into which more debates may come.
    fn folders(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    /// Takes up the debates that have come into them since it was asked last, none of them read yet, and says so.
    fn arrived(&self) -> Vec<Action> {
        Vec::new()
    }

    /// What debate number `entry` is searched with, where that need not be made of it.
    ///
    /// # Errors
    /// When it should be there and cannot be had: then the debate cannot stay open, as the action says.
    fn index(&self, _entry: usize, _debate: &Arc<Debate>) -> Result<Option<Index>, Action> {
        Ok(None)
    }

    /// Checks what of that has not been read yet, though it is searched with already; says so where the debate cannot stay
    /// open.
    fn check_index(&self, _entry: usize, _debate: &Arc<Debate>, _index: &Index) -> Option<Action> {
        None
    }

    /// How many bytes there are to read, as far as is known.
    fn bytes(&self) -> u64;

    /// How far the reading of debate number `entry` has come.
    fn progress(&self, entry: usize) -> Loading;

    /// Asks for an end of that reading.
    fn give_up(&self, entry: usize);
}

/// There is no debate.
impl Books for () {
    fn files(&self) -> Vec<Vec<Seen>> {
        Vec::new()
    }

    fn load(&self, _: usize) -> Option<Action> {
        None
    }

    fn changed(&self, _: usize) -> Vec<Action> {
        Vec::new()
    }

    fn bytes(&self) -> u64 {
        0
    }

    fn progress(&self, _: usize) -> Loading {
        Loading::default()
    }

    fn give_up(&self, _: usize) {}
}

/// What is to be read.
#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<usize>,
    at_hand: Option<(usize, Instant)>,
    /// Which thread reads. One whose debate was given up counts no more, however long it takes to notice.
    reader: usize,
}

/// Reads debates while other things are done.
pub struct Loader {
    pub(super) books: Arc<dyn Books>,
    queue: Arc<Mutex<Queue>>,
    pub(super) errands: Errands,
}

impl Loader {
    /// Begins to read debates number 0 to `count` in their order.
    ///
    /// # Errors
    /// When the system gives no thread, or nothing to wait for one with.
    pub fn start(books: Arc<dyn Books>, count: usize) -> io::Result<Self> {
        let loader = Self { books, queue: Arc::default(), errands: Errands::new()? };
        lock(&loader.queue).waiting.extend(0..count);
        loader.go_on()?;
        Ok(loader)
    }

    /// Waits for what takes no time worth a word, `patiently` for all, and hands on what has come: an action for each debate
    /// that has been read, and how far the one at hand is.
    #[must_use]
    pub fn first(&self, patiently: bool) -> Vec<Action> {
        let began = Instant::now();
        let mut actions = Vec::new();
        while self.is_busy() {
            let waited = began.elapsed();
            let left = match (patiently, self.books.bytes() > FEW) {
                (true, _) => LONG,
                (false, true) => BRIEF.saturating_sub(waited),
                (false, false) => LONG.saturating_sub(waited),
            };
            if left.is_zero() {
                break;
            }
            // How much there is to read shows on the way.
            self.errands.wait(left.min(BRIEF));
            actions.extend(self.errands.take());
        }
        actions.extend(self.errands.take());
        actions.extend(self.progress());
        actions
    }

    /// Whether something is being read.
    pub(super) fn is_busy(&self) -> bool {
        lock(&self.queue).at_hand.is_some()
    }

    /// How far the debate at hand has come.
    pub(super) fn progress(&self) -> Option<Action> {
        let (entry, since) = lock(&self.queue).at_hand?;
        let loading = Loading { elapsed: since.elapsed(), ..self.books.progress(entry) };
        Some(Action::Progressed { entry, loading })
    }

    /// Has debate number `entry` read before all others that wait.
    pub(super) fn load(&self, entry: usize) {
        {
            let mut queue = lock(&self.queue);
            if queue.at_hand.is_some_and(|(at_hand, _)| at_hand == entry) {
                return;
            }
            queue.waiting.retain(|waiting| *waiting != entry);
            queue.waiting.push_front(entry);
        }
        self.go_on_or_tell();
    }

    /// Reads no more of debate number `entry`, and goes on with the others.
    pub(super) fn give_up(&self, entry: usize) {
        {
            let mut queue = lock(&self.queue);
            queue.waiting.retain(|waiting| *waiting != entry);
            if queue.at_hand.is_none_or(|(at_hand, _)| at_hand != entry) {
                return;
            }
            queue.at_hand = None;
        }
        self.books.give_up(entry);
        self.go_on_or_tell();
    }

    /// Has what a large debate is searched with read or made.
    pub(super) fn prepare(&self, entry: usize, debate: Arc<Debate>) {
        self.errands.prepare(entry, debate, Arc::clone(&self.books));
    }

    fn go_on_or_tell(&self) {
        if let Err(error) = self.go_on() {
            self.errands.reporter().report(Action::Told(format!("that cannot be read now: {}", error.kind())));
        }
    }

    /// Has a thread read what waits, unless one does.
    fn go_on(&self) -> io::Result<()> {
        let mut queue = lock(&self.queue);
        if queue.at_hand.is_some() {
            return Ok(());
        }
        queue.reader += 1;
        let Some(first) = queue.take_next() else { return Ok(()) };
        let work = Work {
            books: Arc::clone(&self.books),
            queue: Arc::clone(&self.queue),
            reporter: self.errands.reporter(),
            reader: queue.reader,
        };
        thread::Builder::new().name("reader".to_owned()).spawn(move || apart(|| work.run(first)))?;
        Ok(())
    }
}

impl Queue {
    fn take_next(&mut self) -> Option<usize> {
        self.at_hand = self.waiting.pop_front().map(|entry| (entry, Instant::now()));
        self.at_hand.map(|(entry, _)| entry)
    }
}

/// What the thread has.
struct Work {
    books: Arc<dyn Books>,
    queue: Arc<Mutex<Queue>>,
    reporter: Reporter,
    reader: usize,
}

impl Work {
    fn run(self, first: usize) {
        let mut loaded = Vec::new();
        let mut next = Some(first);
        while let Some(entry) = next {
            let action = self.books.load(entry);
            let mut queue = lock(&self.queue);
            if queue.reader != self.reader {
                break;
            }
            next = queue.take_next();
            loaded.push(entry);
            // Before the lock is open: whoever sees that nothing is at hand finds it reported.
            if let Some(action) = action {
                self.reporter.report(action);
            }
        }
        for action in loaded.into_iter().filter_map(|entry| self.books.check(entry)) {
            self.reporter.report(action);
        }
    }
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
