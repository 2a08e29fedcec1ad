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

use std::ops::Range;

use super::bytes::Bytes;
use super::entry::{Entries, Field};

/// Entries of a block.
const BLOCK: usize = 128;
/// Numbers that are read in one step where each has one byte.
const EIGHT: usize = 8;
/// The highest bit of each of so many bytes.
const HIGHEST: u64 = 0x8080_8080_8080_8080;
/// Bytes of a block's row in the table: the last entry before it, and where it begins.
const ROW: usize = 8;
/// The most bytes of a number.
const LONGEST: usize = 5;
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
        List { bytes, count: self.count(word..word.saturating_add(1)).min(bytes.len()) }
    }

    /// The first entries that have a word, at most `most` and as many as a block has. Of a list that is in a pack and not
    /// read yet, its beginning is read.
    pub(super) fn first(&self, word: u32, most: usize) -> Vec<u32> {
        let at = word as usize;
        let (Some(start), Some(end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return Vec::new() };
        let range = *start as usize..*end as usize;
        let mut list = List { bytes: &[], count: self.count(word..word.saturating_add(1)).min(range.len()) };
        let bytes = self.bytes.first(range, list.table() + BLOCK * LONGEST);
        list.bytes = &bytes;
        let mut block = Block::new();
        block.read(&list, 0);
        block.entries.get(..block.len.min(most)).unwrap_or_default().to_vec()
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

/// The entries that have one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'a> {
    bytes: &'a [u8],
    count: usize,
}

impl List<'_> {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    fn blocks(&self) -> usize {
        self.count.div_ceil(BLOCK)
    }

    /// Bytes of the table.
    fn table(&self) -> usize {
        self.blocks().saturating_sub(1) * ROW
    }

    /// The last entry before a block and where the block begins.
    fn row(&self, block: usize) -> (u32, usize) {
        let table = self.table();
        let row = block.checked_sub(1).and_then(|row| self.bytes.get(row * ROW..(row + 1) * ROW));
        match row.and_then(|row| row.split_first_chunk::<4>()) {
            Some((last, start)) => {
                let start = start.first_chunk::<4>().map_or(0, |start| u32::from_le_bytes(*start));
                (u32::from_le_bytes(*last), table.saturating_add(start as usize))
            }
            None => (NONE, table),
        }
    }

    /// Hands every place of the word and its entry to `found`, in order.
    pub(super) fn each_place(self, mut found: impl FnMut(Occurrence)) {
        let mut read = Block::new();
        for block in 0..self.blocks() {
            read.read(&self, block);
            let mut places = Places { bytes: self.bytes.get(read.places()..).unwrap_or_default() };
            for (entry, plain) in read.entries.iter().copied().zip(read.plain).take(read.len) {
                places.of_one(plain == 1, |place| found(Occurrence { entry, place }));
            }
        }
    }

    /// Hands every place of the word in one of `among` to `found`, in order.
    pub(super) fn each_place_among(self, among: &Range<u32>, mut found: impl FnMut(Occurrence)) {
        let mut cursor = Cursor::new(self);
        let mut from = among.start;
        for _ in 0..self.count {
            let Some((entry, _)) = cursor.next_from(from).filter(|(entry, _)| *entry < among.end) else { break };
            cursor.each_place(|place| found(Occurrence { entry, place }));
            from = entry.saturating_add(1);
        }
    }

    /// Hands every entry and its weight to `found`, in order.
    pub(super) fn each(self, found: impl FnMut(u32, u8)) {
        self.each_of(|_| true, found);
    }

    /// Hands every entry that `is_wanted` and its weight to `found`, in order.
    #[inline]
    pub(super) fn each_of(self, is_wanted: impl Fn(u32) -> bool, mut found: impl FnMut(u32, u8)) {
        let mut read = Block::new();
        for block in 0..self.blocks() {
            read.read(&self, block);
            let mut next = read.weights;
            for (entry, plain) in read.entries.iter().zip(&read.plain).take(read.len) {
                if is_wanted(*entry) {
                    found(*entry, self.weight(*plain, next));
                }
                next += usize::from(1 - plain);
            }
        }
    }

    /// What the word weighs in an entry where it is `plain` or has its weight written at `at`.
    #[inline]
    fn weight(&self, plain: u8, at: usize) -> u8 {
        // Read in any case, so that there is nothing to guess.
        let written = self.bytes.get(at).copied().unwrap_or_default();
        if plain == 1 { USUAL } else { written }
    }
}

/// The entries of one block.
#[derive(Debug)]
struct Block {
    entries: [u32; BLOCK],
    /// For each 1 where the word is plainly in it, else 0.
    plain: [u8; BLOCK],
    len: usize,
    /// Where the weights of the others begin.
    weights: usize,
}

impl Block {
    fn new() -> Self {
        Self { entries: [0; BLOCK], plain: [0; BLOCK], len: 0, weights: 0 }
    }

    /// Where the weight of the entry of this number is written, if the word is not plainly in it.
    #[inline]
    fn weight_of(&self, number: usize) -> usize {
        let plain = self.plain.get(..number).unwrap_or_default();
        self.weights + plain.len() - plain.iter().map(|plain| usize::from(*plain)).sum::<usize>()
    }

    /// Where the places begin.
    fn places(&self) -> usize {
        self.weight_of(self.len)
    }

    /// Reads the entries of a block of a list.
    fn read(&mut self, list: &List<'_>, block: usize) {
        let (mut entry, mut at) = list.row(block);
        self.len = BLOCK.min(list.count.saturating_sub(block * BLOCK));
        let entries = self.entries.get_mut(..self.len).unwrap_or_default().chunks_mut(EIGHT);
        for (entries, plain) in entries.zip(self.plain.chunks_mut(EIGHT)) {
            let eight = list.bytes.get(at..).and_then(<[u8]>::first_chunk::<EIGHT>);
            if let Some(eight) = eight.filter(|eight| entries.len() == EIGHT && are_short(**eight)) {
                for ((slot, plain), distance) in entries.iter_mut().zip(plain).zip(eight) {
                    entry = entry.wrapping_add(1).wrapping_add(u32::from(distance >> 1));
                    (*slot, *plain) = (entry, distance & 1);
                }
                at += EIGHT;
                continue;
            }
            for (slot, plain) in entries.iter_mut().zip(plain) {
                let rest = list.bytes.get(at..).unwrap_or_default();
                let (distance, behind) = number(rest);
                at += rest.len() - behind.len();
                entry = entry.wrapping_add(1).wrapping_add(distance >> 1);
                (*slot, *plain) = (entry, (distance & 1) as u8);
            }
        }
        self.weights = at;
    }
}

/// Whether each of eight numbers has one byte.
fn are_short(eight: [u8; EIGHT]) -> bool {
    u64::from_le_bytes(eight) & HIGHEST == 0
}

/// The places of some entries, one after the other.
#[derive(Debug)]
struct Places<'a> {
    bytes: &'a [u8],
}

impl Places<'_> {
    /// Hands those of the next entry to `found`.
    #[inline]
    fn of_one(&mut self, is_plain: bool, mut found: impl FnMut(Place)) {
        let mut more = true;
        while more && !self.bytes.is_empty() {
            let written;
            (written, self.bytes) = number(self.bytes);
            let (plain, other) = (Place::plain(written), Place(written >> 1));
            found(if is_plain { plain } else { other });
            more = !is_plain && written & 1 == 1;
        }
    }
}

/// A number and the bytes behind it.
#[inline]
fn number(bytes: &[u8]) -> (u32, &[u8]) {
    // Nearly all have one byte or two, and which of them cannot be guessed.
    if let [low, high, ..] = bytes
        && low & high < 0x80
    {
        let has_two = low >> 7;
        let number = u32::from(low & 0x7f) | u32::from(high & has_two.wrapping_neg()) << 7;
        return (number, bytes.get(1 + usize::from(has_two)..).unwrap_or_default());
    }
    let mut number = 0;
    let mut rest = bytes;
    for shift in [0, 7, 14, 21, 28] {
        let Some((byte, others)) = rest.split_first() else { break };
        rest = others;
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            break;
        }
    }
    (number, rest)
}

fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

/// Looks for entries in a list, from the first on.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    list: List<'a>,
    /// The block behind the one at hand.
    next_block: usize,
    block: Block,
    at: usize,
    /// The places of the entries of the block from one on, whose number it is, once any were asked for.
    places: Option<(Places<'a>, usize)>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(list: List<'a>) -> Self {
        Self { list, next_block: 0, block: Block::new(), at: 0, places: None }
    }

    /// What the word weighs in an entry, if it is in it. Entries must be asked for in order.
    #[inline]
    pub(super) fn weight(&mut self, entry: u32) -> Option<u8> {
        self.next_from(entry).filter(|(found, _)| *found == entry).map(|(_, weight)| weight)
    }

    /// The first entry from `entry` on, and what the word weighs in it. Entries must be asked for in order.
    #[inline]
    pub(super) fn next_from(&mut self, entry: u32) -> Option<(u32, u8)> {
        let last = self.block.entries.get(..self.block.len)?.last();
        if last.is_none_or(|last| *last < entry) && !self.load(entry) {
            return None;
        }
        let rest = self.block.entries.get(self.at..self.block.len)?;
        self.at += match rest {
            [first, ..] if *first >= entry => 0,
            _ => rest.partition_point(|other| *other < entry),
        };
        let entry = self.block.entries.get(self.at).filter(|_| self.at < self.block.len)?;
        let plain = *self.block.plain.get(self.at)?;
        let weight = if plain == 1 { USUAL } else { self.list.weight(plain, self.block.weight_of(self.at)) };
        Some((*entry, weight))
    }

    /// Hands the places of the word in the entry that was found last to `found`.
    pub(super) fn each_place(&mut self, mut found: impl FnMut(Place)) {
        let places = self.places.get_or_insert_with(|| {
            (Places { bytes: self.list.bytes.get(self.block.places()..).unwrap_or_default() }, 0)
        });
        let (places, of) = places;
        let plain = self.block.plain.get(*of..=self.at).unwrap_or_default();
        if let Some((last, before)) = plain.split_last() {
            for plain in before {
                places.of_one(*plain == 1, |_| {});
            }
            places.of_one(*last == 1, &mut found);
            *of = self.at + 1;
        }
    }

    /// Reads the first block that has an entry from `entry` on; false when there is none.
    fn load(&mut self, entry: u32) -> bool {
        let blocks = self.list.blocks();
        // The row of a block says where the one before ends.
        let is_over = |block: usize| block + 1 < blocks && self.list.row(block + 1).0 < entry;
        let mut step = 1;
        while is_over(self.next_block + step - 1) {
            step *= 2;
        }
        let (mut low, mut high) = (self.next_block + step / 2, self.next_block + step - 1);
        while low < high {
            let middle = low + (high - low) / 2;
            (low, high) = if is_over(middle) { (middle + 1, high) } else { (low, middle) };
        }
        self.read(low)
            && (low + 1 < blocks || self.block.entries.get(self.block.len - 1).is_some_and(|last| *last >= entry))
    }

    fn read(&mut self, block: usize) -> bool {
        self.block.read(&self.list, block);
        self.next_block = block + 1;
        (self.at, self.places) = (0, None);
        self.block.len > 0
    }
}

/// Writes the lists of some words, one after the other.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// Where the list of each word ends.
    ends: Vec<u32>,
    /// How many entries each word and all before it have.
    counts: Vec<u32>,
    /// The blocks at hand, the rows of their table, and weights and places of the last one.
    blocks: Vec<u8>,
    table: Vec<u8>,
    weights: Vec<u8>,
    places: Vec<u8>,
}

impl Writer {
    /// Writes the list of the next word, of which these are all occurrences, in order.
    pub(super) fn word(&mut self, entries: Entries, occurrences: &[Occurrence]) {
        let mut count = 0;
        let mut last = NONE;
        for of_entry in occurrences.chunk_by(|one, next| one.entry == next.entry) {
            let Some(first) = of_entry.first() else { continue };
            if count > 0 && count % BLOCK == 0 {
                self.blocks.append(&mut self.weights);
                self.blocks.append(&mut self.places);
                self.table.extend(last.to_le_bytes());
                self.table.extend(small(self.blocks.len()).to_le_bytes());
            }
            let weights = of_entry.iter().map(|one| one.place.field(entries, one.entry).tenths());
            let weight = weights.fold(0, u8::saturating_add);
            let position = first.place.position();
            let is_plain = of_entry.len() == 1 && weight == USUAL && first.place == Place::plain(position);
            write_number(first.entry.wrapping_sub(last).wrapping_sub(1) << 1 | u32::from(is_plain), &mut self.blocks);
            if is_plain {
                write_number(position, &mut self.places);
            } else {
                self.weights.push(weight);
                for (following, one) in (1..).zip(of_entry) {
                    let more = u32::from(following < of_entry.len());
                    write_number(one.place.0 << 1 | more, &mut self.places);
                }
            }
            (last, count) = (first.entry, count + 1);
        }
        self.blocks.append(&mut self.weights);
        self.blocks.append(&mut self.places);
        self.bytes.append(&mut self.table);
        self.bytes.append(&mut self.blocks);
        self.ends.push(small(self.bytes.len()));
        let before = self.counts.last().copied().unwrap_or_default();
        self.counts.push(before.saturating_add(small(count)));
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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
