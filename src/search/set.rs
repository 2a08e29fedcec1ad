//! Sets of entries: one bit for each.

use super::columns::above_zero;

/// Numbers of entries, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    bits: Vec<u64>,
    /// The number behind the last one that there may be.
    end: u32,
}

impl Set {
    /// None of `count` entries.
    pub(super) fn none(count: u32) -> Self {
        Self { bits: vec![0; count.div_ceil(u64::BITS) as usize], end: count }
    }

    /// All of `count` entries.
    pub(super) fn all(count: u32) -> Self {
        let mut set = Self { bits: vec![u64::MAX; count.div_ceil(u64::BITS) as usize], end: count };
        if let Some(last) = set.bits.last_mut()
            && !count.is_multiple_of(u64::BITS)
        {
            *last = (1 << (count % u64::BITS)) - 1;
        }
        set
    }

    /// Puts an entry in; beyond the last one nothing happens.
    #[inline]
    pub(super) fn insert(&mut self, entry: u32) {
        if let Some(bits) = self.bits.get_mut((entry / u64::BITS) as usize).filter(|_| entry < self.end) {
            *bits |= 1 << (entry % u64::BITS);
        }
    }

    #[inline]
    pub(super) fn contains(&self, entry: u32) -> bool {
        self.bits.get((entry / u64::BITS) as usize).is_some_and(|bits| bits >> (entry % u64::BITS) & 1 == 1)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// The bits of the entries from `start` on, a multiple of 64.
    #[inline]
    pub(super) fn bits(&self, start: u32) -> u64 {
        self.bits.get((start / u64::BITS) as usize).copied().unwrap_or_default()
    }

    /// The bits of all entries in runs of 64, each with its first entry.
    pub(super) fn runs(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        (0..).step_by(u64::BITS as usize).zip(self.bits.iter().copied())
    }

    /// Adds entries from `start` on, a multiple of 64, by their bits.
    #[inline]
    pub(super) fn insert_bits(&mut self, start: u32, more: u64) {
        if let Some(bits) = self.bits.get_mut((start / u64::BITS) as usize) {
            *bits |= more;
        }
    }

    pub(super) fn clear(&mut self) {
        self.bits.fill(0);
    }

    /// Keeps those with numbers below `end`.
    pub(super) fn keep_below(&mut self, end: u32) {
        let all = Self::all(end).bits.into_iter().chain(std::iter::repeat(0));
        self.bits.iter_mut().zip(all).for_each(|(bits, all)| *bits &= all);
    }

    /// Adds the entries from 0 on that have more than zero in a column.
    pub(super) fn add_column(&mut self, column: &[u8]) {
        for (bits, column) in self.bits.iter_mut().zip(column.chunks(u64::BITS as usize)) {
            *bits |= above_zero(column);
        }
    }

    /// Adds the entries from 0 on for which `holds` says so, which says it of no more than there may be.
    pub(super) fn fill(&mut self, mut holds: impl Iterator<Item = bool>) {
        for bits in &mut self.bits {
            for (bit, holds) in (0..u64::BITS).zip(&mut holds) {
                *bits |= u64::from(holds) << bit;
            }
        }
    }

    /// Keeps those that are in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits &= other);
    }

    /// Adds those of another set.
    pub(super) fn add(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits |= other);
    }

    /// Takes those of another set out.
    pub(super) fn remove(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits &= !other);
    }

    /// Keeps those for which `holds`; they are asked in order.
    pub(super) fn retain(&mut self, mut holds: impl FnMut(u32) -> bool) {
        for (start, bits) in (0..).step_by(u64::BITS as usize).zip(&mut self.bits) {
            let mut left = *bits;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !holds(start + bit) {
                    *bits &= !(1 << bit);
                }
            }
        }
    }

    /// All of them in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.runs().flat_map(|(start, bits)| Ones(bits).map(move |bit| start + bit))
    }
}

/// The places of the ones of a number.
pub(super) struct Ones(pub(super) u64);

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros())?;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_is_put_in_and_no_more() {
        let of = |entries: &[u32]| {
            let mut set = Set::none(130);
            for entry in entries {
                set.insert(*entry);
            }
            set
        };
        let listed = |set: &Set| set.iter().collect::<Vec<_>>();
        let set = of(&[129, 0, 64, 63, 0, 130, 200]);
        assert_eq!((listed(&set), set.count()), (vec![0, 63, 64, 129], 4));
        assert_eq!([0, 1, 129, 130, 9999].map(|entry| set.contains(entry)), [true, false, true, false, false]);
        for (count, all) in [(0, 0), (1, 1), (64, 64), (130, 130)] {
            assert_eq!(Set::all(count).iter().collect::<Vec<_>>(), (0..all).collect::<Vec<_>>());
        }
        let other = of(&[0, 64, 100]);
        let change = |change: &dyn Fn(&mut Set)| {
            let mut changed = set.clone();
            change(&mut changed);
            listed(&changed)
        };
        assert_eq!(change(&|set| set.keep(&other)), [0, 64]);
        assert_eq!(change(&|set| set.add(&other)), [0, 63, 64, 100, 129]);
        assert_eq!(change(&|set| set.remove(&other)), [63, 129]);
        assert_eq!(change(&|set| set.retain(|entry| entry > 63)), [64, 129]);
        assert!(of(&[]).is_empty() && !set.is_empty());
    }
}
