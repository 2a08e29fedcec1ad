//! Where the words of one term are, by how they match.

use std::ops::Range;

use crate::search::Index;
use crate::search::pairs::Pair;
use crate::search::postings::{Cursor, List, Occurrence};
use crate::search::query::{Spelling, Term};

/// Many words that stand in as many entries as one of so many are looked for all together.
const MANY: usize = 8;

/// The lists of one term.
pub(super) struct Lists {
    pub(super) exact: Part,
    pub(super) forms: Vec<(Part, f32)>,
    pub(super) begun: Part,
    pub(super) corrected: Vec<(Part, f32)>,
}

/// Some words, or a phrase.
pub(super) enum Part {
    Words(Range<u32>),
    Phrase(Phrase),
}

/// Where words stand behind one another.
#[derive(Default)]
pub(super) struct Phrase {
    /// The last word of each, in order for each last word.
    last: Vec<Occurrence>,
    /// Besides, wherever these stand.
    pairs: Vec<Pair>,
    /// The entries that have it in a name which is lent, each once.
    lenders: Vec<u32>,
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

    /// How many entries each word has, added up; of phrases each that ends otherwise.
    fn count(&self, index: &Index) -> usize {
        match self {
            Self::Words(words) => index.postings.count(words.clone()),
            Self::Phrase(phrase) => {
                let of_pairs: usize = phrase.pairs.iter().map(|pair| index.pairs.list(*pair).count()).sum();
                of_pairs + phrase.last.chunk_by(|one, next| one.entry == next.entry).count()
            }
        }
    }

    /// Hands every entry and what one of the words weighs there to `found`, word after word.
    pub(super) fn each(&self, index: &Index, mut found: impl FnMut(u32, u8)) {
        match self {
            Self::Words(words) => words.clone().for_each(|word| index.postings.of(word).each(&mut found)),
            Self::Phrase(phrase) => {
                phrase.pairs.iter().for_each(|pair| index.pairs.list(*pair).each(&mut found));
                let weight = |one: &Occurrence| one.place.field(index.entries, one.entry).tenths();
                for one in &phrase.last {
                    found(one.entry, weight(one));
                }
            }
        }
    }

    /// The entries whose names have it and are lent to others, each once.
    pub(super) fn lenders(&self, index: &Index) -> Vec<u32> {
        match self {
            Self::Words(words) => {
                let mut lenders = index.lendings.of(words).to_vec();
                lenders.sort_unstable();
                lenders.dedup();
                lenders
            }
            Self::Phrase(phrase) => phrase.lenders.clone(),
        }
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
        } else if let Some(first) = first.iter().map(|word| index.vocabulary.find(word)).collect::<Option<Vec<u32>>>() {
            let [exact, begun] = Phrase::each(index, &first, [exact.clone(), begun.start.max(exact.end)..begun.end]);
            (lists.exact, lists.begun) = (Part::Phrase(exact), Part::Phrase(begun));
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

impl Phrase {
    /// The words of `first`, then any of the words in a range; the same for each of some ranges.
    fn each<const N: usize>(index: &Index, first: &[u32], last: [Range<u32>; N]) -> [Self; N] {
        let mut others: Vec<u32> = Vec::new();
        let phrases = last.map(|last| {
            let mut phrase = Self::default();
            let start = others.len();
            for word in last.filter(|word| count(index, *word) > 0) {
                let pair = if let [only] = first { index.pairs.find(*only, word) } else { None };
                match pair {
                    Some(pair) => phrase.pairs.push(pair),
                    None => others.push(word),
                }
            }
            (phrase, start..others.len())
        });
        let before = if others.is_empty() { Vec::new() } else { side_by_side(index, first, &others) };
        phrases.map(|(phrase, last)| phrase.followed(index, &before, others.get(last).unwrap_or_default()))
    }

    /// The same, where some words stand right behind others besides.
    fn followed(mut self, index: &Index, before: &[Occurrence], last: &[u32]) -> Self {
        self.last = following(index, before, last);
        let is_lent = |one: &&Occurrence| one.place.field(index.entries, one.entry).is_lent();
        self.lenders = self.last.iter().filter(is_lent).map(|one| one.entry).collect();
        for pair in &self.pairs {
            let entries = from(index.pairs.list(*pair), index.entries.lenders().start);
            let (before, last) = index.pairs.words_of(*pair);
            let both = following(index, &places(index, &[before], entries), &[last]);
            self.lenders.extend(both.iter().filter(is_lent).map(|one| one.entry));
        }
        self.lenders.sort_unstable();
        self.lenders.dedup();
        self
    }
}

fn count(index: &Index, word: u32) -> usize {
    index.postings.count(word..word.saturating_add(1))
}

/// The entries of a list from one on.
fn from(list: List<'_>, first: u32) -> Vec<u32> {
    let mut cursor = Cursor::new(list);
    let mut next = first;
    std::iter::from_fn(|| {
        let (entry, _) = cursor.next_from(next)?;
        next = entry.checked_add(1)?;
        Some(entry)
    })
    .collect()
}

/// Where the last of `words` occurs right behind the others, in order, as far as one of `next` may stand behind it.
fn side_by_side(index: &Index, words: &[u32], next: &[u32]) -> Vec<Occurrence> {
    let mut lists: Vec<List<'_>> = words.iter().map(|word| index.postings.of(*word)).collect();
    let mut both = |one: u32, other: u32| lists.extend(index.pairs.find(one, other).map(|pair| index.pairs.list(pair)));
    words.iter().zip(words.iter().skip(1)).for_each(|(one, other)| both(*one, *other));
    if let ([only], Some(last)) = (next, words.last()) {
        both(*last, *only);
    }
    lists.sort_by_key(List::count);
    let mut entries = Vec::new();
    let mut keep = lists.as_slice();
    let rarest = lists.first().map_or(0, List::count);
    if next.iter().map(|word| count(index, *word)).sum::<usize>() < rarest / 2 {
        for word in next {
            index.postings.of(*word).each(|entry, _| entries.push(entry));
        }
        entries.sort_unstable();
        entries.dedup();
    } else if let Some((rarest, others)) = lists.split_first() {
        // The rarest says in which entries there is anything to compare.
        rarest.each(|entry, _| entries.push(entry));
        keep = others;
    }
    for list in keep {
        let mut cursor = Cursor::new(*list);
        entries.retain(|entry| cursor.weight(*entry).is_some());
    }
    places(index, words, entries)
}

/// Where in some entries the last of `words` occurs right behind the others, in order.
fn places(index: &Index, words: &[u32], entries: Vec<u32>) -> Vec<Occurrence> {
    let Some((first, others)) = words.split_first() else { return Vec::new() };
    let list = index.postings.of(*first);
    let mut places = Vec::new();
    if entries.len() == list.count() {
        list.each_place(|one| places.push(one));
    } else {
        let mut cursor = Cursor::new(list);
        for entry in entries {
            if cursor.weight(entry).is_some() {
                cursor.each_place(|place| places.push(Occurrence { entry, place }));
            }
        }
    }
    for word in others {
        places = following(index, &places, &[*word]);
    }
    places
}

/// Where any of some words stand right behind one of `before`, which is in order; word after word.
fn following(index: &Index, before: &[Occurrence], words: &[u32]) -> Vec<Occurrence> {
    let mut found = Vec::new();
    // Many words are not looked for one by one.
    let many: usize = words.iter().map(|word| count(index, *word)).sum();
    if words.len() > 1 && many > index.entries.count() as usize / MANY {
        let before = Before::new(index, before);
        for word in words {
            index.postings.of(*word).each_place(|one| {
                if before.stands(one) {
                    found.push(one);
                }
            });
        }
        return found;
    }
    for word in words {
        let list = index.postings.of(*word);
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

/// Where words stand, to be asked of many places.
struct Before<'a> {
    /// For every entry a bit for each of its first places.
    first: Vec<u64>,
    all: &'a [Occurrence],
}

impl<'a> Before<'a> {
    /// Takes places that are in order.
    fn new(index: &Index, all: &'a [Occurrence]) -> Self {
        let mut first = vec![0; index.entries.count() as usize];
        for one in all.iter().filter(|one| one.place.position() < u64::BITS) {
            first.get_mut(one.entry as usize).into_iter().for_each(|bits| *bits |= 1 << one.place.position());
        }
        Self { first, all }
    }

    /// Whether one stands right before a place.
    fn stands(&self, behind: Occurrence) -> bool {
        match behind.place.position().checked_sub(1) {
            Some(place) if place < u64::BITS => {
                self.first.get(behind.entry as usize).is_some_and(|bits| bits >> place & 1 == 1)
            }
            Some(place) => {
                self.all.binary_search_by_key(&(behind.entry, place), |one| (one.entry, one.place.position())).is_ok()
            }
            None => false,
        }
    }
}
