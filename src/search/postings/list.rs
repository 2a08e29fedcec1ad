//! Reading the list of one word: from the first entry to the last, or from one that is looked for to the next.

use std::ops::Range;

use super::{BLOCK, NONE, Occurrence, Place, ROW, USUAL};

/// Numbers that are read in one step where each has one byte.
const EIGHT: usize = 8;
/// The highest bit of each of so many bytes.
const HIGHEST: u64 = 0x8080_8080_8080_8080;

/// The most bytes of a number.
const LONGEST: usize = 5;

/// The entries that have one word.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct List<'a> {
    bytes: &'a [u8],
    count: usize,
}

impl<'a> List<'a> {
    /// Reads so many entries from their bytes.
    pub(super) fn new(bytes: &'a [u8], count: usize) -> Self {
        Self { bytes, count }
    }

    /// How many there are.
    pub(in crate::search) fn count(&self) -> usize {
        self.count
    }

    /// Bytes that hold the first entries of a list of so many, and maybe more.
    pub(super) fn beginning(count: usize) -> usize {
        table(count) + BLOCK * LONGEST
    }

    /// The first entries, at most `most` and as many as a block has.
    pub(super) fn first(self, most: usize) -> Vec<u32> {
        let mut block = Block::new();
        block.read(&self, 0);
        block.entries.get(..block.len.min(most)).unwrap_or_default().to_vec()
    }

    fn blocks(&self) -> usize {
        self.count.div_ceil(BLOCK)
    }

    /// The last entry before a block and where the block begins.
    fn row(&self, block: usize) -> (u32, usize) {
        let table = table(self.count);
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
    pub(in crate::search) fn each_place(self, mut found: impl FnMut(Occurrence)) {
        let mut read = Block::new();
        for block in 0..self.blocks() {
            read.read(&self, block);
            let mut places = Places { bytes: self.bytes.get(read.places()..).unwrap_or_default() };
            for (entry, plain) in read.entries.iter().copied().zip(read.plain).take(read.len) {
                places.of_one(plain == 1, |place| found(Occurrence { entry, place }));
            }
        }
    }

    /// Hands every place of the word in an entry where it weighs so much or more, and is not plainly there, to `found`, in
    /// order.
    pub(in crate::search) fn each_place_of_weight(self, least: u8, mut found: impl FnMut(Occurrence)) {
        let mut read = Block::new();
        for block in 0..self.blocks() {
            read.read(&self, block);
            let mut next = read.weights;
            let mut wanted = 0_u128;
            for (number, plain) in read.plain.iter().enumerate().take(read.len) {
                let is_wanted = *plain == 0 && self.weight(0, next) >= least;
                wanted |= u128::from(is_wanted) << number;
                next += usize::from(1 - plain);
            }
            let mut places = Places { bytes: self.bytes.get(next..).unwrap_or_default() };
            for (entry, plain) in read.entries.iter().copied().zip(read.plain).take(read.len) {
                if wanted == 0 {
                    break;
                }
                let is_wanted = wanted & 1 == 1;
                places.of_one(plain == 1, |place| {
                    if is_wanted {
                        found(Occurrence { entry, place });
                    }
                });
                wanted >>= 1;
            }
        }
    }

    /// Hands every place of the word in one of `among` to `found`, in order.
    pub(in crate::search) fn each_place_among(self, among: &Range<u32>, mut found: impl FnMut(Occurrence)) {
        let mut cursor = Cursor::new(self);
        let mut from = among.start;
        for _ in 0..self.count {
            let Some((entry, _)) = cursor.next_from(from).filter(|(entry, _)| *entry < among.end) else { break };
            cursor.each_place(|place| found(Occurrence { entry, place }));
            from = entry.saturating_add(1);
        }
    }

    /// Hands every entry and its weight to `found`, in order.
    pub(in crate::search) fn each(self, found: impl FnMut(u32, u8)) {
        self.each_of(|_| true, found);
    }

    /// Hands every entry that `is_wanted` and its weight to `found`, in order.
    #[inline]
    pub(in crate::search) fn each_of(self, is_wanted: impl Fn(u32) -> bool, mut found: impl FnMut(u32, u8)) {
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

/// Bytes of the table of so many entries.
fn table(count: usize) -> usize {
    count.div_ceil(BLOCK).saturating_sub(1) * ROW
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

/// Looks for entries in a list, from the first on.
#[derive(Debug)]
pub(in crate::search) struct Cursor<'a> {
    list: List<'a>,
    /// The block behind the one at hand.
    next_block: usize,
    block: Block,
    at: usize,
    /// The places of the entries of the block from one on, whose number it is, once any were asked for.
    places: Option<(Places<'a>, usize)>,
}

impl<'a> Cursor<'a> {
    pub(in crate::search) fn new(list: List<'a>) -> Self {
        Self { list, next_block: 0, block: Block::new(), at: 0, places: None }
    }

    /// What the word weighs in an entry, if it is in it. Entries must be asked for in order.
    #[inline]
    pub(in crate::search) fn weight(&mut self, entry: u32) -> Option<u8> {
        self.next_from(entry).filter(|(found, _)| *found == entry).map(|(_, weight)| weight)
    }

    /// The first entry from `entry` on, and what the word weighs in it. Entries must be asked for in order.
    #[inline]
    pub(in crate::search) fn next_from(&mut self, entry: u32) -> Option<(u32, u8)> {
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
    pub(in crate::search) fn each_place(&mut self, mut found: impl FnMut(Place)) {
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
