//! Signals: what the world outside asks of the program.
//!
//! What is kept true: a signal that ends the program ends it, even while the program is busy; and the terminal is given
//! back first. [`Signals`] hands them to the loop through a pipe that it can wait on. Should the loop not come back in
//! time, because an answer takes long, a thread that does nothing else gives the terminal back in its stead.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nix::unistd::{getpgrp, getsid};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::low_level::emulate_default_handler;

use super::screen;

/// The signals that end the program.
const ENDING: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// How long the loop has to notice that it should end.
const GRACE: Duration = Duration::from_secs(2);

/// How long at most to wait to hear that the program goes on, when it does. On a machine that is not busy it is heard
/// at once.
const CONTINUED: Duration = Duration::from_secs(1);

/// What signals ask for, all that came since the last look taken together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// To end; the signal that said so.
    pub(super) end: Option<i32>,
    /// To stop until continued.
    pub(super) stop: bool,
    /// The program was stopped and goes on: the terminal may be in any state.
    pub(super) goes_on: bool,
    /// The terminal may have another size.
    pub(super) resized: bool,
}

/// The signals that came and were not looked at yet.
#[derive(Debug)]
pub(super) struct Signals(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let others = [SIGTSTP, SIGCONT, SIGWINCH];
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, ENDING.into_iter().chain(others))?;
        end_even_when_busy()?;
        Ok(Self(delivery))
    }

    /// What has been asked since the last look.
    pub(super) fn take(&mut self) -> Asked {
        let mut asked = Asked::default();
        for signal in self.0.pending() {
            match signal {
                SIGTSTP => asked.stop = true,
                SIGCONT => asked.goes_on = true,
                SIGWINCH => asked.resized = true,
                _ => asked.end = Some(signal),
            }
        }
        asked
    }
}

impl Signals {
    /// Stops the program until it is continued; what has been asked meanwhile. That it goes on is known by then: any of
    /// the program's threads may be the one that hears so, and heard later it would be taken for a second time.
    pub(super) fn stop(&mut self) -> io::Result<Asked> {
        stop()?;
        let mut asked = self.take();
        let end = Instant::now() + CONTINUED;
        while !asked.goes_on && asked.end.is_none() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let left = Timespec::try_from(left).unwrap_or_default();
            match poll(&mut [PollFd::new(self, PollFlags::IN)], Some(&left)) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            let Asked { end, stop, goes_on, resized } = self.take();
            asked =
                Asked { end: asked.end.or(end), stop: asked.stop || stop, goes_on, resized: asked.resized || resized };
        }
        Ok(asked)
    }
}

/// Readable when there is something to [`take`](Signals::take).
impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.get_read().as_fd()
    }
}

/// Stops the program, and with it the others of its job, as Ctrl-Z would had the terminal not been taken over; returns
/// when it is continued.
fn stop() -> io::Result<()> {
    kill_current_process_group(Signal::TSTP)?;
    // That has stopped the others; of this process it was only noted. This stops it.
    emulate_default_handler(SIGTSTP)
}

/// Whether no shell watches over this process: it runs in the group of processes its session began with, as in a
/// terminal's window of its own. A shell gives each of its jobs another group. The system itself ignores Ctrl-Z for
/// such a group.
///
/// Asked of `nix`, not of `rustix`: in a container a session may have begun outside, its number is then 0, and that is
/// no process for `rustix`.
pub(super) fn is_alone() -> bool {
    getsid(None).is_ok_and(|session| session == getpgrp())
}

/// Whether another program has the terminal: what its keys ask for is meant for that one.
static YIELDED: AtomicBool = AtomicBool::new(false);

/// As long as it lives, another program has the terminal.
#[derive(Debug)]
pub(super) struct Yielded(());

/// Another program is to have the terminal.
pub(super) fn yielded() -> Yielded {
    YIELDED.store(true, Ordering::SeqCst);
    Yielded(())
}

impl Drop for Yielded {
    fn drop(&mut self) {
        YIELDED.store(false, Ordering::SeqCst);
    }
}

fn end_even_when_busy() -> io::Result<()> {
    static WATCHING: OnceLock<()> = OnceLock::new();
    if WATCHING.set(()).is_err() {
        return Ok(());
    }
    let mut signals = signal_hook::iterator::Signals::new(ENDING)?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if matches!(signal, SIGINT | SIGQUIT) && YIELDED.load(Ordering::SeqCst) {
                continue;
            }
            // Mostly the program has ended before this time is over.
            thread::sleep(GRACE);
            screen::give_back();
            let _ = emulate_default_handler(signal);
        }
    })?;
    Ok(())
}
