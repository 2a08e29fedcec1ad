//! Which words stand in names that are lent: those of actors, sources and tags, by which statements are found too.

use std::ops::Range;

/// Words and the entries whose names have them, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lendings {
    pub(super) words: Vec<u32>,
    /// Beside each word one of its lenders.
    pub(super) lenders: Vec<u32>,
}

impl Lendings {
    /// Adds a lender of the last word, or of one behind it.
    pub(super) fn push(&mut self, word: u32, lender: u32) {
        if (self.words.last(), self.lenders.last()) != (Some(&word), Some(&lender)) {
            self.words.push(word);
            self.lenders.push(lender);
        }
    }

    /// Adds those of words behind the ones that are here.
    pub(super) fn append(&mut self, other: &mut Self) {
        self.words.append(&mut other.words);
        self.lenders.append(&mut other.lenders);
    }

    /// The lenders of the words in a range, word after word.
    pub(super) fn of(&self, words: &Range<u32>) -> &[u32] {
        let [start, end] = [words.start, words.end].map(|end| self.words.partition_point(|word| *word < end));
        self.lenders.get(start..end).unwrap_or_default()
    }
}
