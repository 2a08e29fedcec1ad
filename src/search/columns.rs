//! What the words that begin alike weigh in every entry, worked out ahead where they are many.
//!
//! One letter begins thousands of words, and some word of them stands nearly everywhere. To add up their lists takes too
//! long between two keys, so for each beginning whose words occur so often a column has one byte for each entry: what
//! these words weigh there together, what its speakers, sources and tags lend it included, and nothing where there is none.

use std::ops::Range;

use rayon::prelude::*;

use super::bytes::Bytes;
use super::entry::Entries;
use super::lendings::Lendings;
use super::postings::Postings;
use super::vocabulary::Vocabulary;
use crate::debate::Debate;

/// A word that stands in more than so many of so many entries has a column of its own.
const COMMON: (usize, usize) = (2, 5);

/// Columns, by the words they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// The first word of each and the word behind the last one.
    pub(super) ranges: Vec<u32>,
    /// Column after column a byte for each entry, in tenths.
    pub(super) weights: Bytes,
}

impl Columns {
    /// The column of all words in a range, if there is one.
    pub(super) fn of(&self, words: &Range<u32>, entries: Entries) -> Option<&[u8]> {
        let place = self.ranges.chunks_exact(2).position(|range| range == [words.start, words.end])?;
        let size = entries.count() as usize;
        let start = place.checked_mul(size)?;
        Some(self.weights.get(start..start.checked_add(size)?)).filter(|column| column.len() == size)
    }

    pub(super) fn new(
        debate: &Debate,
        entries: Entries,
        vocabulary: &Vocabulary,
        postings: &Postings,
        lendings: &Lendings,
    ) -> Self {
        let size = entries.count() as usize;
        let mut ranges = Frequencies::new(debate, entries, vocabulary, postings, lendings).frequent(size);
        for word in 0..vocabulary.len() {
            let alone = word..word + 1;
            if postings.count(alone.clone()) > size / COMMON.1 * COMMON.0 && !ranges.contains(&alone) {
                ranges.push(alone);
            }
        }
        let mut weights = vec![0_u8; ranges.len() * size];
        weights.par_chunks_exact_mut(size.max(1)).zip(&ranges).for_each(|(column, words)| {
            let mut add = |entry: u32, weight: u8| {
                column.get_mut(entry as usize).into_iter().for_each(|sum| *sum = sum.saturating_add(weight));
            };
            words.clone().for_each(|word| postings.of(word).each(&mut add));
            let mut lenders = lendings.of(words).to_vec();
            lenders.sort_unstable();
            lenders.dedup();
            for lender in lenders {
                let weight = entries.lent_tenths(lender);
                entries.each_borrower(debate, lender, |entry| add(entry, weight));
            }
        });
        Self {
            ranges: ranges.into_iter().flat_map(|words| [words.start, words.end]).collect(),
            weights: Bytes::Own(weights),
        }
    }
}

/// How often words occur.
struct Frequencies<'a> {
    vocabulary: &'a Vocabulary,
    /// For each word how many entries all before it have or are lent; one more for the end.
    before: Vec<u64>,
}

impl<'a> Frequencies<'a> {
    fn new(
        debate: &Debate,
        entries: Entries,
        vocabulary: &'a Vocabulary,
        postings: &Postings,
        lendings: &Lendings,
    ) -> Self {
        let lenders = entries.lenders();
        let borrowers: Vec<u64> = lenders
            .clone()
            .into_par_iter()
            .map(|lender| {
                let mut count = 0;
                entries.each_borrower(debate, lender, |_| count += 1);
                count
            })
            .collect();
        let lent = |lender: &u32| lender.checked_sub(lenders.start).and_then(|place| borrowers.get(place as usize));
        let mut lendings = lendings.words.iter().zip(&lendings.lenders).peekable();
        let mut sum = 0;
        let mut before = vec![0];
        for word in 0..vocabulary.len() {
            sum += postings.count(word..word + 1) as u64;
            while let Some((_, lender)) = lendings.next_if(|(lent, _)| **lent == word) {
                sum += lent(lender).copied().unwrap_or_default();
            }
            before.push(sum);
        }
        Self { vocabulary, before }
    }

    fn is_frequent(&self, words: &Range<u32>, much: usize) -> bool {
        let before = |word: u32| self.before.get(word as usize).copied().unwrap_or_default();
        before(words.end).saturating_sub(before(words.start)) > much as u64
    }

    /// The ranges of all words that begin alike and occur more than so often, each once.
    fn frequent(&self, much: usize) -> Vec<Range<u32>> {
        let mut frequent: Vec<Range<u32>> = Vec::new();
        let mut alike = vec![(0..self.vocabulary.len(), 0)];
        while let Some((words, letters)) = alike.pop() {
            if !self.is_frequent(&words, much) {
                continue;
            }
            if letters > 0 && frequent.last() != Some(&words) {
                frequent.push(words.clone());
            }
            // A word that is no longer stands alone at the start.
            let mut start = words.start;
            while start < words.end {
                let end = match self.vocabulary.word(start).char_indices().nth(letters) {
                    Some((at, next)) => {
                        let length = at + next.len_utf8();
                        let beginning = self.vocabulary.word(start).get(..length).unwrap_or_default();
                        self.vocabulary.behind(start, beginning)
                    }
                    None => start + 1,
                };
                let alone = start..end;
                let is_same = alone == words && alone.len() == 1;
                if !is_same {
                    alike.push((alone, letters + 1));
                }
                start = end;
            }
        }
        frequent
    }
}

/// A bit for each of at most 64 bytes: whether it is more than zero.
pub(super) fn above_zero(bytes: &[u8]) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    // Eight at a time: the highest bit of a byte says so, and a product brings the eight of them together.
    let of_eight = |eight: &[u8]| {
        let mut word = [0; 8];
        word.iter_mut().zip(eight).for_each(|(slot, byte)| *slot = *byte);
        let word = u64::from_le_bytes(word);
        let highest = (((word & LOW) + LOW) | word) & !LOW;
        (highest >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    };
    bytes.chunks(8).zip((0..).step_by(8)).fold(0, |all, (eight, at)| all | of_eight(eight) << at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_above_zero_have_their_bit() {
        for (bytes, bits) in [
            (&[][..], 0),
            (&[1], 1),
            (&[0, 255, 128, 127, 0, 0, 1, 0, 3], 0b1_0100_1110),
            (&[9; 64], u64::MAX),
            (&[0; 64], 0),
        ] {
            assert_eq!(above_zero(bytes), bits, "{bytes:?}");
        }
    }
}
