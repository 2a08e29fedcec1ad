//! The only code that touches a terminal, the clock and signals. [`run`] takes the terminal over, hands what happens to
//! an `update`, carries out the effects it returns, shows what a `view` draws, and gives the terminal back.
//!
//! It knows nothing of what is updated or drawn. What is kept true:
//!
//! - The terminal is given back, whatever ends the program: a normal end, an error, a panic, SIGTERM, SIGHUP, SIGINT
//!   and SIGQUIT; and while it is stopped by Ctrl-Z or SIGTSTP. On return it is taken again and drawn whole, also when
//!   a SIGSTOP came without warning.
//! - One thread waits, on the keyboard, on signals, on what keeps the marks and on errands together, and on nothing
//!   else: no time passes between an event and its frame, and none is spent while nothing happens: of that the state is
//!   told once, after a second. Disks and browsers are waited for elsewhere, but for the few blocks of a pack that are
//!   looked at before they were read beside the screen. Of a burst of keys, pastes and resizes all that has come is
//!   handed on before the next draw.
//! - A lost terminal ends the program: nothing here reads or writes in a loop that does not look for it.
//! - The size that is drawn is the size that `update` was told last.

mod aside;
mod clusters;
mod editing;
mod editor;
mod errands;
mod folders;
mod input;
mod loader;
mod screen;
mod signals;
mod store;
mod watch;

use std::collections::VecDeque;
use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal as _, Stdin};
use std::os::fd::{AsFd, BorrowedFd};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::crossterm::event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use signal_hook::consts::SIGHUP;

use crate::app::{Action, Effect, Size};
use editing::Edited;
use screen::Screen;
use signals::Signals;
use watch::Watcher;

pub use aside::{Aside, Placed};
pub use errands::beside;
pub use folders::config_folder;
pub use loader::{Books, Loader, Seen};
pub use store::{Folder, Found, Keeper, MarksFile, MarksFiles, Unkept};
pub use watch::Stamp;

/// How long to look for what has been typed. The library looks only where it is given some time, and waits in whole
/// milliseconds: less than one is a glance.
const GLANCE: Duration = Duration::from_micros(50);

/// How long nothing may happen before the reader is taken to look at what is on the screen.
const REST: Duration = Duration::from_secs(1);

/// How often it is told how far a debate has come that is being read.
const TICK: Duration = Duration::from_millis(100);

/// Why [`run`] came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The state asked for it: [`Effect::Quit`].
    Quit,
    /// A signal of this number asked for it; a lost terminal counts as SIGHUP. By convention the program's exit status
    /// is then 128 and the number.
    Signal(i32),
}

/// Why a terminal could not be used.
#[derive(Debug)]
pub struct Error {
    attempt: &'static str,
    cause: io::Error,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {}: {}", self.attempt, self.cause)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// Says what was attempted when an error came.
trait Attempt<T> {
    fn to(self, attempt: &'static str) -> Result<T, Error>;
}

impl<T, E: Into<io::Error>> Attempt<T> for Result<T, E> {
    fn to(self, attempt: &'static str) -> Result<T, Error> {
        self.map_err(|cause| Error { attempt, cause: cause.into() })
    }
}

/// How many columns standard output has, if it is a terminal.
#[must_use]
pub fn columns() -> Option<u16> {
    io::stdout().is_terminal().then(|| screen::size().width)
}

/// How many columns standard error has, if it is a terminal.
#[must_use]
pub fn error_columns() -> Option<u16> {
    io::stderr().is_terminal().then(|| screen::size_of(io::stderr()).width)
}

/// Runs the program in the terminal that standard output is, until `update` returns [`Effect::Quit`] or a signal ends
/// it. The first action is the terminal's size. `keeper` keeps the reader's marks; `loader` goes on reading debates, and their
/// files are read again when they change, and opened in the reader's editor; `mouse` says whether the mouse is used from the beginning.
///
/// Keys are read from standard input if that is a terminal, else from the terminal itself, so that standard input may
/// be a file or a pipe.
///
/// # Errors
/// When there is no terminal to take over, or it fails. By then it has been given back.
pub fn run<S>(
    state: &mut S,
    keeper: &mut Keeper,
    loader: Loader,
    mouse: bool,
    update: impl FnMut(&mut S, Action) -> Vec<Effect>,
    view: impl FnMut(&mut Frame, &S),
) -> Result<End, Error> {
    let keyboard = Keyboard::open().to("read keys from the terminal")?;
    // Before the terminal is taken, so that there is no moment at which a signal would leave it taken.
    let signals = Signals::listen().to("listen for signals")?;
    let reporter = loader.errands.reporter();
    let watcher =
        Watcher::start(Arc::clone(&loader.books), move |action| reporter.report(action)).to("follow the files")?;
    let size = screen::size();
    let screen = Screen::take(size, mouse).to("take over the terminal")?;
    let (is_at_rest, since) = (false, Instant::now());
    let session =
        Session { state, keeper, loader, watcher, update, view, keyboard, signals, screen, size, is_at_rest, since };
    match session.run() {
        // The terminal was lost under a read or write, before the signal that says so.
        Err(error) if Errno::from_io_error(&error.cause) == Some(Errno::IO) => Ok(End::Signal(SIGHUP)),
        result => result,
    }
}

/// Where keys come from.
enum Keyboard {
    Input(Stdin),
    Terminal(File),
}

impl Keyboard {
    fn open() -> io::Result<Self> {
        let input = io::stdin();
        if input.is_terminal() {
            return Ok(Self::Input(input));
        }
        // By its own name: not every system can wait for input on `/dev/tty`.
        let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC;
        let named = rustix::termios::ttyname(io::stdout(), Vec::new())
            .and_then(|name| rustix::fs::open(name.as_c_str(), flags, Mode::empty()));
        let terminal = match named {
            Ok(terminal) => terminal,
            Err(_) => rustix::fs::open("/dev/tty", flags, Mode::empty())?,
        };
        Ok(Self::Terminal(File::from(terminal)))
    }
}

impl Keyboard {
    /// The same for another program.
    fn to_share(&self) -> io::Result<Stdio> {
        Ok(match self {
            Self::Input(_) => Stdio::inherit(),
            Self::Terminal(file) => Stdio::from(file.try_clone()?),
        })
    }
}

impl AsFd for Keyboard {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Input(input) => input.as_fd(),
            Self::Terminal(file) => file.as_fd(),
        }
    }
}

struct Session<'a, S, U, V> {
    state: &'a mut S,
    keeper: &'a mut Keeper,
    loader: Loader,
    watcher: Watcher,
    update: U,
    view: V,
    keyboard: Keyboard,
    signals: Signals,
    screen: Screen,
    size: Size,
    /// The state has been told that nothing happens, and nothing has happened since.
    is_at_rest: bool,
    /// When something happened last.
    since: Instant,
}

/// What there is to do after waiting.
enum Next {
    Act(Vec<Action>),
    End(End),
}

impl<S, U, V> Session<'_, S, U, V>
where
    U: FnMut(&mut S, Action) -> Vec<Effect>,
    V: FnMut(&mut Frame, &S),
{
    fn run(mut self) -> Result<End, Error> {
        let mut actions = vec![Action::Resize(self.size)];
        loop {
            if let Some(end) = self.act(actions)? {
                return Ok(end);
            }
            let Self { screen, view, state, .. } = &mut self;
            screen.draw(|frame| view(frame, state)).to("draw on the terminal")?;
            actions = match self.wait()? {
                Next::Act(actions) => actions,
                Next::End(end) => return Ok(end),
            };
        }
    }

    /// Updates the state and carries out the effects; says so if one of them is the end.
    fn act(&mut self, actions: Vec<Action>) -> Result<Option<End>, Error> {
        let mut actions = VecDeque::from(actions);
        while let Some(action) = actions.pop_front() {
            // What may search is timed, to tell how long that took.
            let may_search = matches!(
                action,
                Action::Key(_)
                    | Action::Mouse(_)
                    | Action::Paste(_)
                    | Action::Prepared { .. }
                    | Action::Reloaded { .. }
            );
            let began = Instant::now();
            let mut effects = (self.update)(self.state, action);
            if may_search {
                effects.extend((self.update)(self.state, Action::Took(began.elapsed())));
            }
            for effect in effects {
                match effect {
                    Effect::Quit => return Ok(Some(End::Quit)),
                    Effect::Suspend => {
                        if let Some(end) = self.suspend()? {
                            return Ok(Some(end));
                        }
                        actions.push_front(Action::Resize(self.size));
                    }
                    Effect::Load(entry) => self.loader.load(entry),
                    Effect::Prepare { entry, debate } => self.loader.prepare(entry, debate),
                    Effect::GiveUp(entry) => self.loader.give_up(entry),
                    Effect::Keep(entry, change) => self.keeper.keep(entry, change),
                    Effect::Mouse(on) => self.screen.use_mouse(on).to("ask the terminal for the mouse")?,
                    Effect::Copy(text) => screen::copy(&text).to("copy to the clipboard")?,
                    Effect::ReadText(request) => self.loader.errands.read(request),
                    Effect::OpenLink(url) => self.loader.errands.open(url),
                    Effect::Work(work) => self.loader.errands.work(work),
                    Effect::Edit(request) => match self.edit(&request)? {
                        Edited::Back(told) => {
                            actions.extend(told.map(Action::Told));
                            actions.push_front(Action::Resize(self.size));
                        }
                        Edited::End(end) => return Ok(Some(end)),
                    },
                }
            }
        }
        Ok(None)
    }

    /// Waits until there is something to draw, or the end.
    fn wait(&mut self) -> Result<Next, Error> {
        let mut actions = Vec::new();
        loop {
            let rest = (!self.is_at_rest).then(|| REST.saturating_sub(self.since.elapsed()));
            let tick = self.loader.is_busy().then_some(TICK);
            let patience = rest.into_iter().chain(tick).min();
            let Some(ready) = Ready::wait(&self.keyboard, &self.signals, &self.loader, self.keeper, patience)
                .to("wait for the terminal")?
            else {
                if !self.is_at_rest && self.since.elapsed() >= REST {
                    self.is_at_rest = true;
                    actions.push(Action::Rested);
                }
                actions.extend(self.loader.progress());
                if actions.is_empty() {
                    continue;
                }
                return Ok(Next::Act(actions));
            };
            self.since = Instant::now();
            if ready.signals {
                let asked = self.signals.take();
                if let Some(signal) = asked.end {
                    return Ok(Next::End(End::Signal(signal)));
                }
                if asked.stop {
                    if let Some(end) = self.suspend()? {
                        return Ok(Next::End(end));
                    }
                    actions.push(Action::Resize(self.size));
                } else if asked.goes_on {
                    self.size = self.screen.take_again().to("take over the terminal again")?;
                    actions.push(Action::Resize(self.size));
                } else if asked.resized && screen::size() != self.size {
                    self.size = screen::size();
                    self.screen.begin_anew(self.size).to("draw on the terminal")?;
                    actions.push(Action::Resize(self.size));
                }
            }
            // Never read a lost terminal: the library may not return.
            if ready.lost {
                return Ok(Next::End(End::Signal(SIGHUP)));
            }
            if ready.errands {
                let reports = self.loader.errands.take();
                if reports.iter().any(|report| matches!(report, Action::Loaded { .. })) {
                    self.watcher.look();
                }
                actions.extend(reports);
            }
            if ready.keeper {
                actions.extend(self.keeper.take());
            }
            if ready.keyboard {
                self.is_at_rest = false;
                read(&mut actions).to("read keys from the terminal")?;
            }
            if !actions.is_empty() {
                return Ok(Next::Act(actions));
            }
        }
    }

    /// Gives the terminal back, stops until continued, and takes it again; says so if the end came meanwhile. Does
    /// nothing where nobody is there to continue the program: it would be gone for good.
    fn suspend(&mut self) -> Result<Option<End>, Error> {
        if signals::is_alone() {
            return Ok(None);
        }
        screen::give_back();
        // Stopping the job has also asked this process to stop and to go on, which it just did.
        let asked = self.signals.stop().to("stop")?;
        if asked.end.is_none() {
            self.size = self.screen.take_again().to("take over the terminal again")?;
        }
        Ok(asked.end.map(End::Signal))
    }
}

/// Reads all that has been typed.
///
/// The library begins by asking whether its time is over: where a busy machine took the processor away just then, it
/// looks at nothing, not even at the keys it has read already, and those would lie there until the next one is typed.
/// So nothing counts as nothing only when it was seen twice.
fn read(actions: &mut Vec<Action>) -> io::Result<()> {
    let mut looked_in_vain = 0;
    while looked_in_vain < 2 {
        if event::poll(GLANCE)? {
            if let Some(action) = input::action(event::read()?) {
                input::add(actions, action);
            }
            looked_in_vain = 0;
        } else {
            looked_in_vain += 1;
        }
    }
    Ok(())
}

/// What can be done without waiting.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a source of its own, and any may be ready with any")]
struct Ready {
    keyboard: bool,
    signals: bool,
    errands: bool,
    keeper: bool,
    /// The terminal is gone.
    lost: bool,
}

impl Ready {
    /// Waits until something can be done, or nothing could be for as long as `patience` lasts.
    fn wait(
        keyboard: &Keyboard,
        signals: &Signals,
        loader: &Loader,
        keeper: &Keeper,
        patience: Option<Duration>,
    ) -> io::Result<Option<Self>> {
        let mut sources = vec![PollFd::new(keyboard, PollFlags::IN), PollFd::new(signals, PollFlags::IN)];
        sources.push(PollFd::from_borrowed_fd(loader.errands.bell(), PollFlags::IN));
        sources.extend(keeper.bell().map(|bell| PollFd::from_borrowed_fd(bell, PollFlags::IN)));
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        loop {
            match poll(&mut sources, patience.as_ref()) {
                Err(Errno::INTR) => {}
                Ok(0) => return Ok(None),
                result => {
                    result?;
                    break;
                }
            }
        }
        let happened = |source: usize| sources.get(source).map_or(PollFlags::empty(), PollFd::revents);
        let keyboard = happened(0);
        Ok(Some(Self {
            keyboard: keyboard.contains(PollFlags::IN),
            signals: happened(1).contains(PollFlags::IN),
            errands: happened(2).contains(PollFlags::IN),
            keeper: happened(3).contains(PollFlags::IN),
            lost: keyboard.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        }))
    }
}
