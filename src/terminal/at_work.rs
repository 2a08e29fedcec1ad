//! Who comes first: while the program answers the reader, what nobody waits for rests. On threads that give way it would still
//! hold up the answer where a program has something but once: each page of memory that one thread is given keeps the others
//! from being given theirs.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// An answer that takes longer is not rested for any more: it may wait for what rests.
const LONGEST: Duration = Duration::from_millis(50);

/// How many threads answer the reader, and since when one of them does.
static AT_WORK: Mutex<(usize, Option<Instant>)> = Mutex::new((0, None));
static ANSWERED: Condvar = Condvar::new();

/// The reader is being answered, or what answers is being prepared, until this is dropped.
pub(super) struct AtWork;

impl AtWork {
    pub(super) fn begin() -> Self {
        let mut at_work = at_work();
        at_work.0 += 1;
        at_work.1.get_or_insert_with(Instant::now);
        Self
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let mut at_work = at_work();
        at_work.0 -= 1;
        if at_work.0 == 0 {
            at_work.1 = None;
            ANSWERED.notify_all();
        }
    }
}

/// Returns when the reader has been answered, or has waited for too long: at once where nobody waits.
pub(super) fn rest() {
    let mut at_work = at_work();
    while let Some(left) =
        at_work.1.and_then(|since| LONGEST.checked_sub(since.elapsed())).filter(|left| !left.is_zero())
    {
        at_work = ANSWERED.wait_timeout(at_work, left).unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn at_work() -> MutexGuard<'static, (usize, Option<Instant>)> {
    AT_WORK.lock().unwrap_or_else(PoisonError::into_inner)
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
