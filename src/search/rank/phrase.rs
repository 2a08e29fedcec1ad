//! Where words stand side by side: a phrase, of which the last word may be any of many while it is still typed.
//!
//! The entries of a phrase are those of its rarest word, or of its rarest two neighbours where these are common enough to
//! have a list of their own ([`pairs`](crate::search::pairs)). Only there places are compared, from the first word to the
//! last. The words that a beginning stands for are not looked for one by one where they are in much of a debate: what
//! stands before them is marked in a column of bits, and their places are held against that.

use std::ops::Range;

use rayon::prelude::*;

use crate::search::Index;
use crate::search::postings::{Cursor, List, Occurrence};
use crate::search::query::Open;

/// Many words that stand in as many entries as one of so many are looked for all together.
const MANY: usize = 8;

/// Words that are looked for one after the other.
const WORDS: usize = 4;

/// Where words stand behind one another.
#[derive(Default)]
pub(super) struct Phrase<'a> {
    /// The places of the last word of each, in order for each last word; and of how many entries, for each last word.
    last: Vec<Occurrence>,
    entries: usize,
    /// Besides, wherever two words have a list of their own.
    pairs: Vec<List<'a>>,
}

impl<'a> Phrase<'a> {
    /// The words of `first`, then any of the words in a range; the same for each of some ranges.
    pub(super) fn each<const N: usize>(index: &'a Index, first: &[u32], last: [Range<u32>; N]) -> [Self; N] {
        let Some(before) = first.last() else { return last.map(|_| Self::default()) };
        let mut others: Vec<List<'_>> = Vec::new();
        let phrases = last.map(|last| {
            let mut phrase = Self::default();
            let start = others.len();
            for word in last {
                match index.pairs.find(*before, word) {
                    Some(pair) if first.len() == 1 => phrase.pairs.push(pair),
                    pair => others.push(pair.unwrap_or_else(|| index.postings.of(word))),
                }
            }
            (phrase, start..others.len())
        });
        let all: usize = others.iter().map(List::count).sum();
        if others.len() > 1 && all > index.entries.count() as usize / MANY {
            let mut before = Before::new(index);
            side_by_side(index, first, &others, |one| before.add(one));
            phrases.map(|(phrase, last)| phrase.with(others.get(last), |list, found| before.followed(list, found)))
        } else {
            let mut before = Vec::new();
            if all > 0 {
                side_by_side(index, first, &others, |one| before.push(one));
            }
            phrases.map(|(phrase, last)| phrase.with(others.get(last), |list, found| following(&before, list, found)))
        }
    }

    /// The words of an open compound.
    pub(super) fn of_open(index: &'a Index, open: &Open) -> Option<Self> {
        let first = index.vocabulary.find(&open.first)?;
        let begun = index.vocabulary.beginning_with(&open.second);
        let second = if open.beginning {
            begun
        } else {
            let word = index.vocabulary.find(&open.second)?;
            word..word.saturating_add(1)
        };
        let [phrase] = Self::each(index, &[first], [second]);
        Some(phrase)
    }

    /// The same with what `follows` puts into a list of places, of each of some words.
    fn with(mut self, words: Option<&[List<'_>]>, follows: impl Fn(List<'_>, &mut Vec<Occurrence>) + Sync) -> Self {
        let of_word = |word: &List<'_>| {
            let mut found = Vec::new();
            follows(*word, &mut found);
            found
        };
        let of_words: Vec<Vec<Occurrence>> =
            words.unwrap_or_default().par_iter().with_min_len(WORDS).map(of_word).collect();
        for of_word in of_words {
            self.entries += of_word.chunk_by(|one, next| one.entry == next.entry).count();
            self.last.extend(of_word);
        }
        self
    }

    /// How many entries have it, added up for each last word.
    pub(super) fn count(&self) -> usize {
        self.entries + self.pairs.iter().map(List::count).sum::<usize>()
    }

    /// Hands every entry and what it weighs there to `found`, perhaps in parts.
    pub(super) fn each_weight(&self, index: &Index, mut found: impl FnMut(u32, u8)) {
        self.pairs.iter().for_each(|pair| pair.each(&mut found));
        for one in &self.last {
            found(one.entry, one.place.field(index.entries, one.entry).tenths());
        }
    }

    /// The entries that have it in a name which is lent, each once.
    pub(super) fn lenders(&self, index: &Index) -> Vec<u32> {
        let among = index.entries.lenders();
        let mut lenders = Vec::new();
        let mut add = |one: Occurrence| {
            if among.contains(&one.entry) && one.place.field(index.entries, one.entry).is_lent() {
                lenders.push(one.entry);
            }
        };
        self.last.iter().for_each(|one| add(*one));
        self.pairs.iter().for_each(|pair| pair.each_place_among(&among, &mut add));
        lenders.sort_unstable();
        lenders.dedup();
        lenders
    }
}

/// Whether any of some words stands right behind another one anywhere.
pub(in crate::search) fn stand_side_by_side(index: &Index, first: u32, second: Range<u32>) -> bool {
    let [phrase] = Phrase::each(index, &[first], [second]);
    phrase.count() > 0
}

/// Hands where the last of `words` stands right behind the others to `found`, in order, as far as one of `next` may stand
/// behind it.
fn side_by_side(index: &Index, words: &[u32], next: &[List<'_>], mut found: impl FnMut(Occurrence)) {
    let Some((first, others)) = words.split_first() else { return };
    // A list for each step from one word to the next. A list of two words says more than that of the first of them.
    let mut steps = vec![index.postings.of(*first)];
    let mut narrowing = steps.clone();
    let mut is_pair = false;
    for (number, (before, word)) in words.iter().zip(others).enumerate() {
        let pair = index.pairs.find(*before, *word);
        if pair.is_some() && !is_pair {
            narrowing.pop();
        }
        if pair.is_some() && number == 0 {
            steps.pop();
        }
        is_pair = pair.is_some();
        let step = pair.unwrap_or_else(|| index.postings.of(*word));
        steps.push(step);
        narrowing.push(step);
    }
    let Some((start, steps)) = steps.split_first() else { return };
    narrowing.sort_by_key(List::count);
    let Some((rarest, others)) = narrowing.split_first() else { return };
    let is_next_rare = next.iter().map(List::count).sum::<usize>() < rarest.count() / 2;
    if narrowing.len() == 1 && steps.is_empty() && !is_next_rare {
        start.each_place(found);
        return;
    }
    let mut entries = Vec::new();
    let others = if is_next_rare {
        for list in next {
            list.each(|entry, _| entries.push(entry));
        }
        entries.sort_unstable();
        entries.dedup();
        narrowing.as_slice()
    } else {
        rarest.each(|entry, _| entries.push(entry));
        others
    };
    for list in others {
        let mut cursor = Cursor::new(*list);
        entries.retain(|entry| cursor.weight(*entry).is_some());
    }
    let mut places = Vec::new();
    let mut cursor = Cursor::new(*start);
    for entry in entries {
        if cursor.weight(entry).is_some() {
            cursor.each_place(|place| places.push(Occurrence { entry, place }));
        }
    }
    for step in steps {
        let before = std::mem::take(&mut places);
        following(&before, *step, &mut places);
    }
    places.into_iter().for_each(&mut found);
}

/// Puts where a word stands right behind one of `before`, which is in order, into `found`.
fn following(before: &[Occurrence], list: List<'_>, found: &mut Vec<Occurrence>) {
    let mut cursor = Cursor::new(list);
    let mut rest = before;
    let mut from = 0;
    // From one entry that both have to the next one.
    while let Some((entry, _)) = cursor.next_from(from) {
        rest = rest.get(skip_to(rest, entry)..).unwrap_or_default();
        let Some(next) = rest.first() else { break };
        if next.entry > entry {
            from = next.entry;
            continue;
        }
        cursor.each_place(|place| {
            let wanted = place.position().checked_sub(1);
            let is_before = |one: &&Occurrence| one.entry == entry && Some(one.place.position()) < wanted;
            rest = rest.get(rest.iter().take_while(is_before).count()..).unwrap_or_default();
            let next = rest.first().filter(|one| one.entry == entry);
            if next.is_some_and(|one| Some(one.place.position()) == wanted) {
                found.push(Occurrence { entry, place });
            }
        });
        let Some(behind) = entry.checked_add(1) else { break };
        from = behind;
    }
}

/// How many of `list` lie in entries before one: steps double, then halve.
fn skip_to(list: &[Occurrence], entry: u32) -> usize {
    let mut step = 1;
    while list.get(step).is_some_and(|one| one.entry < entry) {
        step *= 2;
    }
    let low = step / 2;
    let high = step.min(list.len());
    low + list.get(low..high).map_or(0, |part| part.partition_point(|one| one.entry < entry))
}

/// Where words stand, to be asked of many places.
struct Before {
    /// For every entry a bit for each of its first places.
    bits: Vec<u64>,
    /// The places behind these, in order.
    behind: Vec<Occurrence>,
}

impl Before {
    fn new(index: &Index) -> Self {
        Self { bits: vec![0; index.entries.count() as usize], behind: Vec::new() }
    }

    /// Adds a place; they come in order.
    fn add(&mut self, one: Occurrence) {
        match (1_u64.checked_shl(one.place.position()), self.bits.get_mut(one.entry as usize)) {
            (Some(bit), Some(bits)) => *bits |= bit,
            _ => self.behind.push(one),
        }
    }

    /// Puts where a word stands right behind into `found`.
    fn followed(&self, list: List<'_>, found: &mut Vec<Occurrence>) {
        let mut behind = self.behind.as_slice();
        list.each_place(|one| {
            let Some(place) = one.place.position().checked_sub(1) else { return };
            let stands = if place < u64::BITS {
                self.bits.get(one.entry as usize).is_some_and(|bits| bits >> place & 1 == 1)
            } else {
                behind = behind.get(skip_to(behind, one.entry)..).unwrap_or_default();
                let mut of_entry = behind.iter().take_while(|before| before.entry == one.entry);
                of_entry.any(|before| before.place.position() == place)
            };
            if stands {
                found.push(one);
            }
        });
    }
}
