//! Actors or sources of a debate: made together, when the first of them is asked for.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// All of a kind, in the order of the file.
#[derive(Clone)]
pub(super) struct Roll<T> {
    count: usize,
    entries: Arc<LazyLock<Entries<T>, Make<T>>>,
}

type Make<T> = Box<dyn FnOnce() -> Entries<T> + Send>;

struct Entries<T> {
    all: Vec<T>,
    /// The place of each.
    ids: HashMap<Box<str>, usize>,
}

impl<T: 'static> Roll<T> {
    /// So many, which `make` makes, and how to tell the id of one.
    pub(super) fn new(count: usize, make: impl FnOnce() -> Vec<T> + Send + 'static, id: fn(&T) -> &str) -> Self {
        let entries = move || {
            let all = make();
            let ids = all.iter().zip(0..).map(|(one, place)| (id(one).into(), place)).collect();
            Entries { all, ids }
        };
        Self { count, entries: Arc::new(LazyLock::new(Box::new(entries))) }
    }

    /// How many there are. For that none is made.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// All of them.
    pub(super) fn all(&self) -> &[T] {
        &self.entries.all
    }

    /// The place of the one with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        self.entries.ids.get(id).copied()
    }
}

impl<T> fmt::Debug for Roll<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Roll").field("count", &self.count).finish_non_exhaustive()
    }
}

/// However they come about.
impl<T: PartialEq + 'static> PartialEq for Roll<T> {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

impl<T: Eq + 'static> Eq for Roll<T> {}
