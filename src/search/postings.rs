//! Where every word occurs: for each word of the vocabulary its occurrences in the order of entries and places.
//!
//! The lists of all words stand one after the other in the order of the vocabulary, so that the occurrences of all
//! words that begin alike are one slice.

use std::collections::HashMap;
use std::ops::Range;

use super::entry::{Entries, Field, each_own};
use super::vocabulary::Vocabulary;
use super::words::each_word;
use crate::debate::Debate;

/// One word standing in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    /// The number of the entry.
    pub(super) entry: u32,
    /// Which word of the entry, shifted by a byte, and the field in that byte.
    place: u32,
}

impl Occurrence {
    /// More words than an entry can have that are told apart.
    const LAST: u32 = u32::MAX >> 8;

    fn new(entry: u32, position: u32, field: Field) -> Self {
        Self { entry, place: position.min(Self::LAST) << 8 | field as u32 }
    }

    /// The field it stands in.
    pub(super) fn field(self) -> Field {
        Field::ALL.get((self.place & 0xff) as usize).copied().unwrap_or(Field::Note)
    }

    /// The entry and which of its words this is; words of different passages are never neighbours.
    pub(super) fn position(self) -> (u32, u32) {
        (self.entry, self.place >> 8)
    }
}

/// All occurrences of all words.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    occurrences: Vec<Occurrence>,
    /// Where each word's begin; one more for the end.
    starts: Vec<u32>,
}

impl Postings {
    /// The occurrences of all words in a range, word after word, each word's in order.
    pub(super) fn of(&self, words: Range<u32>) -> &[Occurrence] {
        match (self.starts.get(words.start as usize), self.starts.get(words.end as usize)) {
            (Some(start), Some(end)) => self.occurrences.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The occurrences of one word, in order.
    pub(super) fn of_word(&self, word: u32) -> &[Occurrence] {
        self.of(word..word.saturating_add(1))
    }
}

/// Reads a debate once: its vocabulary, where each word occurs, and the weighted length of every entry.
pub(super) fn read(debate: &Debate, entries: Entries) -> (Vocabulary, Postings, Vec<f32>) {
    let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
    let mut read: Vec<(u32, Occurrence)> = Vec::new();
    let mut lengths = Vec::with_capacity(entries.count() as usize);
    for number in 0..entries.count() {
        let mut position = 0;
        let mut length = 0.0;
        each_own(debate, entries.entry(number), |piece| {
            let weight = piece.field.weight();
            each_word(piece.text, |word| {
                let known = numbers.get(word.letters).copied();
                let word = known.unwrap_or_else(|| {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    numbers.insert(word.letters.into(), next);
                    next
                });
                read.push((word, Occurrence::new(number, position, piece.field)));
                position += 1;
                length += weight;
            });
            position += 1;
        });
        lengths.push(length);
    }
    let mut words: Vec<(&str, u32)> = numbers.iter().map(|(letters, number)| (&**letters, *number)).collect();
    words.sort_unstable();
    let vocabulary = Vocabulary::new(words.iter().map(|(letters, _)| *letters));
    (vocabulary, sorted(&read, &words), lengths)
}

/// Sorts what was read by word, keeping the order in which it was read: a counting sort.
fn sorted(read: &[(u32, Occurrence)], words: &[(&str, u32)]) -> Postings {
    let mut counts = vec![0_u32; words.len()];
    for (word, _) in read {
        if let Some(count) = counts.get_mut(*word as usize) {
            *count += 1;
        }
    }
    // Where the next occurrence of each word goes, by the number it was read under.
    let mut next = vec![0_u32; words.len()];
    let mut starts = Vec::with_capacity(words.len() + 1);
    let mut start = 0_u32;
    for (_, word) in words {
        starts.push(start);
        let word = *word as usize;
        if let (Some(next), Some(count)) = (next.get_mut(word), counts.get(word)) {
            *next = start;
            start = start.saturating_add(*count);
        }
    }
    starts.push(start);
    let mut occurrences = vec![Occurrence { entry: 0, place: 0 }; read.len()];
    for (word, occurrence) in read {
        if let Some(at) = next.get_mut(*word as usize) {
            if let Some(slot) = occurrences.get_mut(*at as usize) {
                *slot = *occurrence;
            }
            *at = at.saturating_add(1);
        }
    }
    Postings { occurrences, starts }
}
