//! Who comes first: while the program answers the reader, what nobody waits for rests. On threads that give way it would still
//! hold up the answer where a program has something but once: each page of memory that one thread is given keeps the others
//! from being given theirs.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// An answer that takes longer is not rested for any more: it may wait for what rests.
const LONGEST: Duration = Duration::from_millis(50);

/// Since when the reader is being answered.
static SINCE: Mutex<Option<Instant>> = Mutex::new(None);
static ANSWERED: Condvar = Condvar::new();

/// The reader is being answered, until this is dropped.
pub(super) struct AtWork;

impl AtWork {
    pub(super) fn begin() -> Self {
        *since() = Some(Instant::now());
        Self
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        *since() = None;
        ANSWERED.notify_all();
    }
}

/// Returns when the reader has been answered, or has waited for too long: at once where nobody waits.
pub(super) fn rest() {
    let mut since = since();
    while let Some(left) = since.and_then(|since| LONGEST.checked_sub(since.elapsed())).filter(|left| !left.is_zero()) {
        since = ANSWERED.wait_timeout(since, left).unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn since() -> MutexGuard<'static, Option<Instant>> {
    SINCE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn who_rests_goes_on_when_the_reader_is_answered_or_has_waited_for_long() {
        let begun = Instant::now();
        let at_work = AtWork::begin();
        let resting = thread::spawn(|| {
            rest();
            Instant::now()
        });
        thread::sleep(Duration::from_millis(5));
        let answered = Instant::now();
        drop(at_work);
        // On a very busy machine even this may have taken too long.
        let rested = resting.join().expect("nobody panics");
        assert!(rested >= answered || rested - begun >= LONGEST);
        let long = Instant::now();
        let _at_work = AtWork::begin();
        rest();
        assert!(long.elapsed() >= LONGEST);
    }
}
