//! Where the reader has been: back and forward, as in a browser.
//!
//! Going somewhere remembers where one came from and forgets what lay forward. Both sides are bounded.

use std::collections::VecDeque;

/// Places kept on each side; the oldest goes first.
const KEPT: usize = 500;

/// Where the reader has been and, after going back, where they had gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<T> {
    back: VecDeque<T>,
    forward: Vec<T>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { back: VecDeque::new(), forward: Vec::new() }
    }
}

impl<T> History<T> {
    /// Remembers `from`, which is about to be left for somewhere new.
    pub fn leave(&mut self, from: T) {
        self.forward.clear();
        if self.back.len() == KEPT {
            self.back.pop_front();
        }
        self.back.push_back(from);
    }

    /// Goes back: takes where the reader is, returns where they were before.
    pub fn back(&mut self, from: T) -> Option<T> {
        let to = self.back.pop_back()?;
        self.forward.push(from);
        Some(to)
    }

    /// Goes forward again: takes where the reader is, returns where they had gone from there.
    pub fn forward(&mut self, from: T) -> Option<T> {
        let to = self.forward.pop()?;
        self.back.push_back(from);
        Some(to)
    }

    /// Makes of each place what `becomes` says, and forgets those of which it makes nothing.
    pub fn follow(&mut self, mut becomes: impl FnMut(T) -> Option<T>) {
        self.back = std::mem::take(&mut self.back).into_iter().filter_map(&mut becomes).collect();
        self.forward = std::mem::take(&mut self.forward).into_iter().filter_map(&mut becomes).collect();
    }

    /// Whether there is somewhere to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is somewhere to go forward to.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_retrace_the_way_and_a_new_way_forgets_the_old() {
        let mut history = History::default();
        assert_eq!((history.back(0), history.forward(0)), (None, None));
        history.leave(0);
        history.leave(1);
        assert_eq!(history.back(2), Some(1));
        assert_eq!(history.back(1), Some(0));
        assert_eq!(history.back(0), None);
        assert_eq!(history.forward(0), Some(1));
        history.leave(1);
        assert_eq!(history.forward(7), None);
        assert_eq!(history.back(7), Some(1));
        assert_eq!(history.back(1), Some(0));
    }

    #[test]
    fn the_oldest_is_forgotten_first() {
        let mut history = History::default();
        for place in 0..=KEPT {
            history.leave(place);
        }
        let mut at = KEPT + 1;
        let mut steps = 0;
        while let Some(to) = history.back(at) {
            at = to;
            steps += 1;
        }
        assert_eq!((at, steps), (1, KEPT));
    }
}
