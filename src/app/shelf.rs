//! The debates at hand, in the order they were named.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::debate::Debate;

use super::marks::Marks;
use super::problems::Problems;

/// One debate of the shelf, or why there is none.
#[derive(Debug, Clone)]
pub struct ShelfEntry {
    /// Where it comes from, as the reader named it; clean.
    pub name: String,
    /// The folder of its file, where the local texts of its sources are.
    pub folder: Option<PathBuf>,
    /// The debate, or why it is not there.
    pub debate: Result<Arc<Debate>, Absent>,
    /// What it was packed from has changed since.
    pub is_stale: bool,
}

/// A debate that comes to a shelf, to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its place there.
    pub entry: usize,
    /// Where it comes from, clean.
    pub name: String,
    /// The folder of its file.
    pub folder: Option<PathBuf>,
    /// What is kept of the reader's marks on it; none where nothing is.
    pub marks: Option<Marks>,
    /// What the reader should know of those.
    pub told: Option<String>,
}

/// Why a debate is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absent {
    /// It is being read, or waits for that.
    Loading(Loading),
    /// The reader would not wait for it.
    GivenUp,
    /// What it was read from is no debate.
    Refused(Arc<Problems>),
}

impl Absent {
    /// Whether it may be opened all the same: then it is read.
    #[must_use]
    pub fn may_come(&self) -> bool {
        !matches!(self, Self::Refused(_))
    }
}

/// How far the reading of a debate has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loading {
    /// Bytes that have been understood.
    pub bytes: u64,
    /// Bytes that are to be read, as far as that is known; 0 before it has begun.
    pub total: u64,
    /// Statements found so far.
    pub statements: u64,
    /// How long it has taken so far.
    pub elapsed: Duration,
}

impl Loading {
    /// How much of it is done, in so many parts of the whole.
    #[must_use]
    pub fn share(&self, parts: u64) -> u64 {
        let share = u128::from(self.bytes) * u128::from(parts) / u128::from(self.total.max(1));
        u64::try_from(share).unwrap_or(parts).min(parts)
    }
}

/// The debates at hand.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Its entries.
    pub entries: Vec<ShelfEntry>,
}

impl Shelf {
    /// Whether there is nothing to show, now or later.
    #[must_use]
    pub fn is_hopeless(&self) -> bool {
        self.entries.iter().all(|entry| matches!(entry.debate, Err(Absent::Refused(_))))
    }
}
