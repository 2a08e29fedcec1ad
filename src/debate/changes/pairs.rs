//! Which thing of the old debate is which of the new one.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Places of the old list and of the new one that are the same thing. Each place is in at most one pair.
#[derive(Debug)]
pub(super) struct Pairs {
    /// For each place of the old list.
    new_of: Vec<Option<usize>>,
    /// For each place of the new list.
    old_of: Vec<Option<usize>>,
}

impl Pairs {
    pub(super) fn none(old: usize, new: usize) -> Self {
        Self { new_of: vec![None; old], old_of: vec![None; new] }
    }

    /// Pairs what has no other half yet and has the same key; of several with one key the first with the first. What
    /// has no key stays as it is.
    pub(super) fn pair<K: Hash + Eq>(
        mut self,
        old_key: impl Fn(usize) -> Option<K>,
        new_key: impl Fn(usize) -> Option<K>,
    ) -> Self {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for old in (0..self.new_of.len()).filter(|old| self.new_of[*old].is_none()) {
            if let Some(key) = old_key(old) {
                waiting.entry(key).or_default().push_back(old);
            }
        }
        for new in 0..self.old_of.len() {
            if self.old_of[new].is_none()
                && let Some(old) = new_key(new).and_then(|key| waiting.get_mut(&key)?.pop_front())
            {
                self.old_of[new] = Some(old);
                self.new_of[old] = Some(new);
            }
        }
        self
    }

    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.new_of.get(old).copied().flatten()
    }

    /// The places of the old list that have no other half.
    pub(super) fn gone(&self) -> impl Iterator<Item = usize> + '_ {
        self.new_of.iter().enumerate().filter(|(_, new)| new.is_none()).map(|(old, _)| old)
    }

    /// Every place of the new list, with its other half.
    pub(super) fn all_new(&self) -> impl Iterator<Item = (Option<usize>, usize)> + '_ {
        self.old_of.iter().copied().zip(0..)
    }

    /// Whether the pairs for which `stays` holds stand in another order in the new list.
    pub(super) fn reordered(&self, stays: &dyn Fn(usize, usize) -> bool) -> bool {
        let old = self.all_new().filter_map(|(old, new)| old.filter(|old| stays(*old, new)));
        !old.is_sorted()
    }
}
