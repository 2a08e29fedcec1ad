//! What would hold up the screen, each on a thread of its own: handing an address to the browser, reading a text,
//! looking through a large debate, drawing a large map.
//!
//! What comes of it is an action, and a bell rings for the one thread that waits. An errand that is not done when the
//! program ends is given up.

use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::at_work::{AtWork, rest};
use super::loader::Books;
use crate::app::quoted_text::{QuotedText, TextRequest};
use crate::app::searchable::Prepared;
use crate::app::{Action, Work};
use crate::debate::{Debate, Url, clean_line};
use crate::format;
use crate::search::{Index, Scan};

/// How long a browser's starter is looked after for an early failure.
const LOOKED_AFTER: Duration = Duration::from_secs(2);

/// Errands on their way.
pub(super) struct Errands {
    reporter: Reporter,
    reports: Receiver<Action>,
    /// Readable when there is a report.
    bell: UnixStream,
}

/// Where an errand reports.
#[derive(Clone)]
pub(super) struct Reporter {
    reports: Sender<Action>,
    rope: Arc<UnixStream>,
}

impl Reporter {
    pub(super) fn report(&self, action: Action) {
        let _ = self.reports.send(action);
        // A bell that is full of rings rings already.
        let _ = (&*self.rope).write(&[1]);
    }
}

impl Errands {
    /// With nothing to do yet.
    pub(super) fn new() -> io::Result<Self> {
        let (sender, reports) = mpsc::channel();
        let (bell, rope) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        rope.set_nonblocking(true)?;
        Ok(Self { reporter: Reporter { reports: sender, rope: Arc::new(rope) }, reports, bell })
    }

    /// Where something else may report.
    pub(super) fn reporter(&self) -> Reporter {
        self.reporter.clone()
    }

    /// Hands an address to the browser; reports if that fails.
    pub(super) fn open(&self, url: Url) {
        self.run(move || {
            let why = open(&url).err()?;
            Some(Action::NotOpened { url, why })
        });
    }

    /// Reads the local text of a source and reports it.
    pub(super) fn read(&self, request: TextRequest) {
        self.run(move || {
            let raw = format::local_text(&request.path, &request.folder);
            let text = raw.map(|raw| Arc::new(QuotedText::new(&raw, &request.quotes)));
            let text = text.map_err(|why| format!("{}: {}", request.path, clean_line(&why)));
            Some(Action::TextRead { entry: request.entry, source: request.source, text })
        });
    }

    /// Does what takes longer than a key press may.
    pub(super) fn work(&self, work: Work) {
        self.run(move || if work.is_ahead() { beside(|rest| work.run_with(rest)) } else { apart(|| work.run()) });
    }

    /// Makes what a large debate is searched with, unless `books` have it, and reports it as it comes.
    pub(super) fn prepare(&self, entry: usize, debate: Arc<Debate>, books: Arc<dyn Books>) {
        let reporter = self.reporter();
        let prepare = move || {
            let made = |with| Action::Prepared { entry, debate: Arc::clone(&debate), with };
            let answering = AtWork::begin();
            let index = books.index(entry, &debate);
            drop(answering);
            match index {
                Ok(Some(index)) => {
                    let index = Arc::new(index);
                    reporter.report(made(Prepared::Index(Arc::clone(&index))));
                    return books.check_index(entry, &debate, &index);
                }
                Ok(None) => {}
                Err(damaged) => return Some(damaged),
            }
            reporter.report(made(Prepared::Scan(Arc::new(Scan::new(&debate)))));
            Some(made(Prepared::Index(Arc::new(Index::new(&debate)))))
        };
        self.run(|| apart(prepare));
    }

    /// Has something done; its report, if there is one, comes later.
    fn run(&self, errand: impl FnOnce() -> Option<Action> + Send + 'static) {
        let reporter = self.reporter.clone();
        let errand = move || {
            if let Some(action) = errand() {
                reporter.report(action);
            }
        };
        if let Err(error) = thread::Builder::new().name("errand".to_owned()).spawn(errand) {
            self.reporter.report(Action::Told(format!("that cannot be done now: {}", error.kind())));
        }
    }

    /// Waits for a report, at most so long.
    pub(super) fn wait(&self, patience: Duration) {
        let patience = Timespec::try_from(patience).ok();
        // Whoever is interrupted looks and waits again.
        let _ = poll(&mut [PollFd::new(&self.bell, PollFlags::IN)], patience.as_ref());
    }

    /// What is readable when there is something to [`take`](Self::take).
    pub(super) fn bell(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }

    /// What has come since the last look.
    pub(super) fn take(&self) -> Vec<Action> {
        // First the bell: what comes later rings again.
        let mut rings = [0; 64];
        while matches!((&self.bell).read(&mut rings), Ok(1..)) {}
        self.reports.try_iter().collect()
    }
}

/// Does what takes a while, on as many threads as there are processors, but none of those on which the program else shares
/// out its work: a key press that does so, such as one in a search, would wait until all of this is done.
pub(super) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    on_threads(ThreadPoolBuilder::new(), work)
}

/// Does what nobody waits for yet, on a thread of its own, and has it give way to those that somebody waits for.
/// One such thing is done at a time: together they would take all processors. It is handed what it should call every few
/// hundredths of a millisecond, so that it rests while the program answers the reader.
pub fn beside<T: Send>(work: impl FnOnce(fn()) -> T + Send) -> T {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    give_way();
    on_threads(ThreadPoolBuilder::new().num_threads(1).start_handler(|_| give_way()), || work(rest))
}

fn on_threads<T: Send>(threads: ThreadPoolBuilder, work: impl FnOnce() -> T + Send) -> T {
    match threads.build() {
        Ok(threads) => threads.install(work),
        Err(_) => work(),
    }
}

/// Has this thread give way to others of this program. Where a system knows only of whole programs that give way, it does
/// not.
fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 10);
}

/// Hands an address to what the system opens addresses with, in a session of its own without input or output: it has no
/// terminal to write on, and outlives this program. No shell reads the address, which is one argument.
fn open(url: &Url) -> Result<(), String> {
    // The last door before another program: what is no address of the web goes no further.
    let url = Url::new(url.as_str()).map_err(|error| error.to_string())?;
    if !has_desktop() {
        return Err("there is no desktop here to open it on".to_owned());
    }
    open::that_detached_with_timeout(url.as_str(), LOOKED_AFTER).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "no browser was found here".to_owned(),
        // Its own words repeat the address.
        _ => "the system's opener failed".to_owned(),
    })
}

/// Whether something could show a page. Without a desktop the system's opener falls back on browsers for terminals, which
/// have none here and would end at once as if all were well.
fn has_desktop() -> bool {
    const TOLD_BY: [&str; 4] = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER"];
    let is_told = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "macos") || TOLD_BY.into_iter().any(is_told)
}
