//! Where the words of one term are, by how they match.

use std::ops::Range;

use crate::search::Index;
use crate::search::postings::{Cursor, Occurrence};
use crate::search::query::{Spelling, Term};

/// The lists of one term.
pub(super) struct Lists {
    pub(super) exact: Part,
    pub(super) forms: Vec<(Part, f32)>,
    pub(super) begun: Part,
    pub(super) corrected: Vec<(Part, f32)>,
}

/// Some words, or the last word of a phrase where it stands behind the others.
pub(super) enum Part {
    Words(Range<u32>),
    Phrase(Vec<Occurrence>),
}

impl Part {
    const NONE: Self = Self::Words(0..0);

    /// The word behind the last one.
    pub(super) fn end(&self) -> u32 {
        match self {
            Self::Words(words) => words.end,
            Self::Phrase(_) => 0,
        }
    }

    /// How many entries each word has, added up.
    fn count(&self, index: &Index) -> usize {
        match self {
            Self::Words(words) => index.postings.count(words.clone()),
            Self::Phrase(occurrences) => occurrences.len(),
        }
    }

    /// Hands every entry and what one of the words weighs there to `found`, word after word.
    pub(super) fn each(&self, index: &Index, mut found: impl FnMut(u32, u8)) {
        match self {
            Self::Words(words) => words.clone().for_each(|word| index.postings.of(word).each(&mut found)),
            Self::Phrase(occurrences) => {
                let weight = |one: &Occurrence| one.place.field(index.entries, one.entry).tenths();
                occurrences.iter().for_each(|one| found(one.entry, weight(one)));
            }
        }
    }

    /// The entries whose names have it and are lent to others, each once.
    pub(super) fn lenders(&self, index: &Index) -> Vec<u32> {
        let mut lenders: Vec<u32> = match self {
            Self::Words(words) => index.lendings.of(words).to_vec(),
            Self::Phrase(occurrences) => {
                let is_lent = |one: &&Occurrence| one.place.field(index.entries, one.entry).is_lent();
                occurrences.iter().filter(is_lent).map(|one| one.entry).collect()
            }
        };
        lenders.sort_unstable();
        lenders.dedup();
        lenders
    }
}

impl Lists {
    pub(super) fn of(index: &Index, term: &Term) -> Self {
        let word = |word: u32| Part::Words(word..word.saturating_add(1));
        let of = |spelling: &'_ Spelling| (word(spelling.word), spelling.likeness);
        let forms = term.forms.iter().map(of).collect();
        let corrected = term.spellings.iter().map(of).collect();
        let mut lists = Self { exact: Part::NONE, forms, begun: Part::NONE, corrected };
        let Some((last, first)) = term.words.split_last() else { return lists };
        let exact = index.vocabulary.find(last).map_or(0..0, |word| word..word.saturating_add(1));
        let begun = if term.beginning { index.vocabulary.beginning_with(last) } else { 0..0 };
        if first.is_empty() {
            // The word itself comes first among those that begin with it, and counts as exact wherever it is.
            lists.exact = Part::Words(exact);
            lists.begun = Part::Words(begun);
        } else if let Some(before) = side_by_side(index, first) {
            lists.exact = Part::Phrase(following(index, &before, exact.clone()));
            lists.begun = Part::Phrase(following(index, &before, begun.start.max(exact.end)..begun.end));
        }
        lists
    }

    /// How many entries each of the words has, added up.
    pub(super) fn count(&self, index: &Index) -> usize {
        let others = self.forms.iter().chain(&self.corrected).map(|(part, _)| part.count(index));
        let exact = match (&self.exact, &self.begun) {
            (Part::Words(exact), Part::Words(begun)) if begun.contains(&exact.start) => 0,
            (exact, _) => exact.count(index),
        };
        // Other forms that begin with the term are counted with what it begins.
        exact + self.begun.count(index) + others.sum::<usize>()
    }
}

/// Where the last of `words` occurs right behind the others, in order.
fn side_by_side(index: &Index, words: &[Box<str>]) -> Option<Vec<Occurrence>> {
    let words: Vec<u32> = words.iter().map(|word| index.vocabulary.find(word)).collect::<Option<_>>()?;
    // The rarest says in which entries there is anything to compare.
    let rarest = words.iter().min_by_key(|word| index.postings.count(**word..word.saturating_add(1)))?;
    let mut entries = Vec::new();
    index.postings.of(*rarest).each(|entry, _| entries.push(entry));
    for word in words.iter().filter(|word| *word != rarest) {
        let mut cursor = Cursor::new(index.postings.of(*word));
        entries.retain(|entry| cursor.weight(*entry).is_some());
    }
    let (first, others) = words.split_first()?;
    let mut places = Vec::new();
    let mut cursor = Cursor::new(index.postings.of(*first));
    for entry in entries {
        if cursor.weight(entry).is_some() {
            cursor.each_place(|place| places.push(Occurrence { entry, place }));
        }
    }
    for word in others {
        places = following(index, &places, *word..word.saturating_add(1));
    }
    Some(places)
}

/// Where words of a range stand right behind one of `before`, which is in order; word after word.
fn following(index: &Index, before: &[Occurrence], words: Range<u32>) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for word in words {
        let list = index.postings.of(word);
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
    found
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
