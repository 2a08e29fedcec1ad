//! Where every word occurs: for each word of the vocabulary the entries that have it, in order, each with what the word
//! weighs there and the places where it stands.
//!
//! The lists lie one after the other in the order of the vocabulary, in bytes. A list is cut into blocks of [`BLOCK`]
//! entries. A block has first the entries, each as the distance to the one before, then weights, then the places of all
//! of them: whoever ranks reads the first parts and jumps over the last. The lowest bit of a distance says that the word
//! is plainly there, as most are: once, in a text. Then its weight is known, and its place is no more than a position.
//! The other weights are a byte each, and their places have a field and say whether more follow. Numbers are written seven
//! bits to a byte, the lowest first, with the eighth bit set where more follow. Most distances have one byte: where eight of
//! them have, they are read in one step in which nothing has to be guessed (compare Lemire and Boytsov, "Decoding billions
//! of integers per second through vectorization", 2015). A list of several blocks begins with a table of the others, so that
//! whoever looks for few entries reads few blocks.
//!
//! The bytes may come from outside: reading any bytes ends, with some numbers or other.

mod list;
mod writer;

use std::ops::Range;

use super::bytes::Bytes;
use super::entry::{Entries, Field};

pub(super) use list::{Cursor, List};
pub(super) use writer::Writer;

/// Entries of a block.
const BLOCK: usize = 128;
/// Bytes of a block's row in the table: the last entry before it, and where it begins.
const ROW: usize = 8;
/// Before the first entry.
const NONE: u32 = u32::MAX;
/// What a word weighs that is plainly there.
const USUAL: u8 = Field::Text.tenths();

/// Where in an entry a word stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(u32);

impl Place {
    /// More words than an entry can have that are told apart.
    const LAST: u32 = u32::MAX >> 4;

    pub(super) fn new(position: u32, field: Field) -> Self {
        Self(position.min(Self::LAST) << 3 | u32::from(field.code()))
    }

    /// A place in the field that most words stand in.
    fn plain(position: u32) -> Self {
        Self::new(position, Field::Text)
    }

    /// Which word of the entry; words of different passages are never neighbours.
    pub(super) fn position(self) -> u32 {
        self.0 >> 3
    }

    /// The field of `entry` that it stands in.
    pub(super) fn field(self, entries: Entries, entry: u32) -> Field {
        entries.field(entry, self.0 & 7)
    }
}

/// One word standing in one place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    /// The number of the entry.
    pub(super) entry: u32,
    pub(super) place: Place,
}

/// The lists of all words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Postings {
    pub(super) bytes: Bytes,
    /// Where each word's list begins; one more for the end.
    pub(super) starts: Vec<u32>,
    /// For each word how many entries all before it have; one more for the end.
    pub(super) counts: Vec<u32>,
}

impl Postings {
    /// The list of one word.
    pub(super) fn of(&self, word: u32) -> List<'_> {
        let at = word as usize;
        let bytes = match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self.bytes.get(*start as usize..*end as usize),
            _ => &[],
        };
        // An entry takes a byte at least.
        List::new(bytes, self.count(word..word.saturating_add(1)).min(bytes.len()))
    }

    /// The first entries that have a word, at most `most` and as many as a block has. Of a list that is in a pack and not
    /// read yet, its beginning is read.
    pub(super) fn first(&self, word: u32, most: usize) -> Vec<u32> {
        let at = word as usize;
        let (Some(start), Some(end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return Vec::new() };
        let range = *start as usize..*end as usize;
        let count = self.count(word..word.saturating_add(1)).min(range.len());
        List::new(&self.bytes.first(range, List::beginning(count)), count).first(most)
    }

    /// How many entries each word of a range has, added up.
    pub(super) fn count(&self, words: Range<u32>) -> usize {
        match (self.counts.get(words.start as usize), self.counts.get(words.end as usize)) {
            (Some(start), Some(end)) => end.saturating_sub(*start) as usize,
            _ => 0,
        }
    }

    /// Hands every occurrence in one of `among` of a word of `words` to `found`, word after word, each word's in order.
    pub(super) fn each_occurrence(&self, words: Range<u32>, among: &Range<u32>, mut found: impl FnMut(Occurrence)) {
        words.for_each(|word| self.of(word).each_place_among(among, &mut found));
    }

    /// Hands every statement that has a word of `words` in its id to `found`, word after word.
    pub(super) fn each_in_id(&self, words: Range<u32>, entries: Entries, mut found: impl FnMut(u32)) {
        let statements = entries.statements();
        for word in words {
            self.of(word).each_place_of_weight(Field::Id.tenths(), |one| {
                if statements.contains(&one.entry) && one.place.field(entries, one.entry) == Field::Id {
                    found(one.entry);
                }
            });
        }
    }

    /// Puts lists that were written apart one behind the other.
    pub(super) fn joined(parts: &[Writer]) -> Self {
        let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.bytes.len()).sum());
        let mut joined = Self { bytes: Bytes::default(), starts: vec![0], counts: vec![0] };
        for part in parts {
            let behind = |numbers: &[u32]| numbers.last().copied().unwrap_or_default();
            let (start, count) = (behind(&joined.starts), behind(&joined.counts));
            bytes.extend_from_slice(&part.bytes);
            joined.starts.extend(part.ends.iter().map(|end| start.saturating_add(*end)));
            joined.counts.extend(part.counts.iter().map(|before| count.saturating_add(*before)));
        }
        Self { bytes: Bytes::Own(bytes), ..joined }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::debate::{Debate, Parts, Statement, StatementKind};

    fn entries(count: usize) -> Entries {
        let statements =
            (0..count).map(|place| Statement::new(&format!("s{place}"), StatementKind::Question)).collect();
        Entries::of(&Debate::new(Parts { statements, ..Parts::default() }))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            lists in proptest::collection::vec(
                proptest::collection::btree_map(0_u32..5000, proptest::collection::btree_set(0_u32..600, 1..4), 0..400),
                0..4,
            ),
            asked in proptest::collection::btree_set(0_u32..5000, 0..50),
        ) {
            let entries = entries(5000);
            let fields = [Field::Text, Field::Quote, Field::Id];
            let mut writer = Writer::default();
            for list in &lists {
                let occurrences: Vec<Occurrence> = list
                    .iter()
                    .flat_map(|(entry, positions)| positions.iter().map(|at| (*entry, *at)))
                    .map(|(entry, at)| Occurrence { entry, place: Place::new(at, fields[at as usize % 3]) })
                    .collect();
                writer.word(entries, &occurrences);
            }
            let postings = Postings::joined(&[writer]);
            for (word, list) in (0..).zip(&lists) {
                let weight = |positions: &std::collections::BTreeSet<u32>| {
                    positions.iter().map(|at| fields[*at as usize % 3].tenths()).fold(0, u8::saturating_add)
                };
                let expected: Vec<(u32, u8)> = list.iter().map(|(entry, at)| (*entry, weight(at))).collect();
                let mut read = Vec::new();
                postings.of(word).each(|entry, weight| read.push((entry, weight)));
                prop_assert_eq!(&read, &expected);
                let first: Vec<u32> = list.keys().copied().take(9).collect();
                prop_assert_eq!(postings.first(word, 9), first);
                prop_assert_eq!(postings.count(word..word + 1), list.len());
                let mut places = Vec::new();
                postings.each_occurrence(word..word + 1, &(0..5000), |one| places.push((one.entry, one.place.position())));
                let expected: Vec<(u32, u32)> =
                    list.iter().flat_map(|(entry, positions)| positions.iter().map(|at| (*entry, *at))).collect();
                prop_assert_eq!(places, expected);
                let mut cursor = Cursor::new(postings.of(word));
                for entry in &asked {
                    prop_assert_eq!(cursor.weight(*entry), list.get(entry).map(weight));
                }
            }
        }

        #[test]
        fn any_bytes_are_read_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..2000), count in any::<u32>()) {
            let end = u32::try_from(bytes.len()).expect("few");
            let postings = Postings { bytes: Bytes::Own(bytes), starts: vec![0, end], counts: vec![0, count] };
            let mut read = 0;
            postings.of(0).each(|_, _| read += 1);
            postings.each_occurrence(0..1, &(0..u32::MAX), |_| read += 1);
            prop_assert!(read < 10_000);
        }
    }
}
