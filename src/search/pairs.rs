//! Which of the commonest words stand right before which others, worked out ahead.
//!
//! A phrase is looked for in the entries that have its rarest word. Of common words even the rarest is nearly everywhere,
//! and to compare places entry by entry takes too long between two keys. So every two of the commonest words have a list
//! of their own, of the places where the one stands right behind the other, as words have theirs: the next-word index of
//! Williams, Zobel and Bahle ("Fast phrase querying with combined indexes", ACM Transactions on Information Systems 22,
//! 2004), kept to where it saves the most.

use std::ops::Range;

use rayon::prelude::*;

use super::entry::Entries;
use super::postings::{List, Occurrence, Place, Postings, Writer};

/// Words that are looked at, the commonest.
const WORDS: usize = 20;
/// A word in fewer than one of so many entries is rare enough to be looked for entry by entry.
const RARE: usize = 10;

/// For every two of the commonest words the places where they stand side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// The words, in order.
    pub(super) words: Vec<u32>,
    /// A list for each pair: those that begin with the first word, then those that begin with the next one.
    pub(super) lists: Postings,
}

impl Pairs {
    /// Reads the places of the commonest of all words; `pieces` are the numbers of all entries, in order.
    pub(super) fn new(entries: Entries, postings: &Postings, pieces: &[Range<u32>]) -> Self {
        let count = |word: &u32| postings.count(*word..word.saturating_add(1));
        let least = (entries.count() as usize / RARE).max(2);
        let all = 0..u32::try_from(postings.starts.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let mut words: Vec<u32> = all.filter(|word| count(word) >= least).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(count(word)), *word));
        words.truncate(WORDS);
        words.sort_unstable();
        let read: Vec<_> = pieces.par_iter().map(|piece| side_by_side(postings, &words, piece)).collect();
        let mut writer = Writer::default();
        for pair in 0..words.len() * words.len() {
            let of_pair: Vec<Occurrence> = read.iter().filter_map(|piece| piece.get(pair)).flatten().copied().collect();
            writer.word(entries, &of_pair);
        }
        Self { words, lists: Postings::joined(&[writer]) }
    }

    /// Where the second of two words stands right behind the first, if both are among the commonest.
    pub(super) fn find(&self, first: u32, second: u32) -> Option<List<'_>> {
        let first = self.words.binary_search(&first).ok()?;
        let second = self.words.binary_search(&second).ok()?;
        u32::try_from(first * self.words.len() + second).ok().map(|pair| self.lists.of(pair))
    }
}

/// For each two of `words` where in a piece the second stands right behind the first, in order.
fn side_by_side(postings: &Postings, words: &[u32], piece: &Range<u32>) -> Vec<Vec<Occurrence>> {
    let mut read: Vec<(u32, Place, usize)> = Vec::new();
    for (number, word) in words.iter().enumerate() {
        postings.each_occurrence(*word..word.saturating_add(1), piece, |one| read.push((one.entry, one.place, number)));
    }
    read.sort_unstable();
    let mut pairs = vec![Vec::new(); words.len() * words.len()];
    for (&(entry, place, first), &(next_entry, next_place, second)) in read.iter().zip(read.iter().skip(1)) {
        if entry == next_entry
            && place.position() + 1 == next_place.position()
            && let Some(pair) = pairs.get_mut(first * words.len() + second)
        {
            pair.push(Occurrence { entry, place: next_place });
        }
    }
    pairs
}
