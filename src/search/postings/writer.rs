//! Writing the lists of words.

use super::{BLOCK, NONE, Occurrence, Place, USUAL};
use crate::search::entry::Entries;

/// Writes the lists of some words, one after the other.
#[derive(Debug, Default)]
pub(in crate::search) struct Writer {
    pub(super) bytes: Vec<u8>,
    /// Where the list of each word ends.
    pub(super) ends: Vec<u32>,
    /// How many entries each word and all before it have.
    pub(super) counts: Vec<u32>,
    /// The blocks at hand, the rows of their table, and weights and places of the last one.
    blocks: Vec<u8>,
    table: Vec<u8>,
    weights: Vec<u8>,
    places: Vec<u8>,
}

impl Writer {
    /// Writes the list of the next word, of which these are all occurrences, in order.
    pub(in crate::search) fn word(&mut self, entries: Entries, occurrences: &[Occurrence]) {
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

fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
