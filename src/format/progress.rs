//! How far the reading of a debate has come, and a way to give it up: what one thread reads, another may watch.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far a reading has come. Shared by whoever reads and whoever watches or gives up; counting costs next to nothing.
#[derive(Debug, Default)]
pub struct Progress {
    bytes: AtomicU64,
    total: AtomicU64,
    statements: AtomicU64,
    given_up: AtomicBool,
    rest: Option<fn()>,
}

/// No count says anything of another, so none needs to be seen in order.
const ORDER: Ordering = Ordering::Relaxed;

impl Progress {
    /// One that has `rest` called again and again by whoever reads what nobody waits for.
    #[must_use]
    pub fn with_rests(rest: fn()) -> Self {
        Self { rest: Some(rest), ..Self::default() }
    }

    /// Whoever reads may rest here.
    pub(super) fn rest(&self) {
        self.rest.into_iter().for_each(|rest| rest());
    }

    /// Bytes that have been understood. Where all have been, the debate is being put together.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(ORDER)
    }

    /// Bytes that are to be read, as far as that is known: more with each file that is included.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.load(ORDER)
    }

    /// Statements found so far.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(ORDER)
    }

    /// Asks for an end of the reading. It ends at the next place where it looks, and what it returns means nothing.
    pub fn give_up(&self) {
        self.given_up.store(true, ORDER);
    }

    /// Whether an end was asked for.
    #[must_use]
    pub fn is_given_up(&self) -> bool {
        self.given_up.load(ORDER)
    }

    /// There are so many bytes more to read.
    pub(super) fn expect(&self, bytes: usize) {
        self.total.fetch_add(bytes as u64, ORDER);
    }

    /// So many bytes more have been understood.
    pub(super) fn read(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, ORDER);
    }

    /// So many bytes are to be read once more, another way, and so many statements to be found again.
    pub(super) fn take_back(&self, bytes: usize, statements: usize) {
        self.bytes.fetch_sub(bytes as u64, ORDER);
        self.statements.fetch_sub(statements as u64, ORDER);
    }

    /// So many statements more have been found.
    pub(super) fn found(&self, statements: usize) {
        self.statements.fetch_add(statements as u64, ORDER);
    }

    /// All statements have been found, so many.
    pub(super) fn found_all(&self, statements: u64) {
        self.statements.store(statements, ORDER);
    }

    /// All is read once more, another way.
    pub(super) fn begin_anew(&self) {
        self.bytes.store(0, ORDER);
        self.total.store(0, ORDER);
        self.statements.store(0, ORDER);
    }
}
