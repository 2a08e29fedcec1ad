//! The marks in one window: what is kept, and what has been changed since.

use super::{Change, Marks};

/// The marks as one window has them: what was kept when it last heard, and its own changes since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marking {
    now: Marks,
    /// Whether somebody keeps the marks when this window is gone.
    is_kept: bool,
    /// Changes that are handed on and not yet known to be kept.
    on_their_way: Vec<Change>,
}

impl Marking {
    /// With what is kept; the window goes on from there.
    #[must_use]
    pub fn kept(marks: Marks) -> Self {
        Self { now: marks, is_kept: true, on_their_way: Vec::new() }
    }

    /// The marks now.
    #[must_use]
    pub fn now(&self) -> &Marks {
        &self.now
    }

    /// Whether somebody keeps the marks when this window is gone. What is unread is told only then: in a window that
    /// remembers nothing all would be unread at each start.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Makes a change; returns it if it is to be handed on.
    #[must_use]
    pub(in crate::app) fn change(&mut self, change: Change) -> Option<Change> {
        self.now.apply(&change);
        self.is_kept.then(|| {
            self.on_their_way.push(change.clone());
            change
        })
    }

    /// Hears what is kept, after the first `taken` of the changes on their way. Returns whether that is something new.
    pub(in crate::app) fn hear(&mut self, kept: Marks, taken: usize) -> bool {
        self.on_their_way.drain(..taken.min(self.on_their_way.len()));
        let before = std::mem::replace(&mut self.now, kept);
        for change in &self.on_their_way {
            self.now.apply(change);
        }
        self.now != before
    }
}
