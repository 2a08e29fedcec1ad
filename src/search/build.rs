//! Making an index: a debate is read in parts side by side, each part's words are sorted, and the lists of all parts are
//! put together word by word.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::columns::Columns;
use super::entry::{Entries, Entry, each_own};
use super::facts::Facts;
use super::forms::Forms;
use super::lendings::Lendings;
use super::pairs::Pairs;
use super::postings::{Occurrence, Place, Postings, Writer};
use super::signature::Signature;
use super::vocabulary::Vocabulary;
use super::words::each_word;
use super::{Index, rank};
use crate::debate::{Debate, Text};

/// Entries that are read in one piece.
const ENTRIES: u32 = 8192;
/// Words whose lists are written in one piece.
const WORDS: u32 = 16384;

/// Reads a debate once, in time proportional to its size (and to sort its different words).
pub(super) fn index(debate: &Debate) -> Index {
    let entries = Entries::of(debate);
    let mut parts: Vec<Part> =
        pieces(entries.count(), ENTRIES).into_par_iter().map(|piece| Part::read(debate, entries, piece)).collect();
    let vocabulary = all_words(&parts);
    parts.par_iter_mut().for_each(|part| part.number_words(&vocabulary));
    let mut written: Vec<(Writer, Lendings)> =
        pieces(vocabulary.len(), WORDS).into_par_iter().map(|words| write(entries, &parts, words)).collect();
    let mut lendings = Lendings::default();
    for (_, some) in &mut written {
        lendings.append(some);
    }
    let writers: Vec<Writer> = written.into_iter().map(|(writer, _)| writer).collect();
    let postings = Postings::joined(&writers);
    let lengths: Vec<f32> = parts.iter().flat_map(|part| part.lengths.iter().copied()).collect();
    let facts: Vec<Facts> = parts.iter().flat_map(|part| part.facts.iter().copied()).collect();
    let signatures = parts.iter().flat_map(|part| part.signatures.iter().copied()).collect();
    let columns = Columns::new(debate, entries, &vocabulary, &postings, &lendings);
    let pairs = Pairs::new(entries, &postings, &pieces(entries.count(), ENTRIES));
    let norms = rank::norms(&lengths, |entry| super::kind(entries, &facts, entry));
    let forms = Forms::new(debate.language().map(Text::as_str), &vocabulary);
    let mut index = Index { entries, vocabulary, postings, pairs, lendings, columns, norms, facts, signatures, forms };
    index.shrink();
    index
}

/// The numbers below `end` in ranges of `size`.
fn pieces(end: u32, size: u32) -> Vec<Range<u32>> {
    (0..end.div_ceil(size)).map(|piece| piece * size..end.min((piece + 1).saturating_mul(size))).collect()
}

/// What was read of some entries that stand one behind the other.
struct Part {
    /// Its different words.
    words: Vocabulary,
    /// The number of each in the vocabulary of all parts.
    numbers: Vec<u32>,
    /// Where the occurrences of each word begin; one more for the end.
    starts: Vec<u32>,
    /// The occurrences of all words, each word's in order.
    occurrences: Vec<Occurrence>,
    /// The weighted length of each entry.
    lengths: Vec<f32>,
    facts: Vec<Facts>,
    signatures: Vec<Signature>,
}

impl Part {
    fn read(debate: &Debate, entries: Entries, piece: Range<u32>) -> Self {
        let mut numbers: HashMap<Box<str>, u32, RandomState> = HashMap::default();
        let mut read: Vec<(u32, Occurrence)> = Vec::new();
        let (mut lengths, mut facts, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
        for entry in piece {
            let mut position = 0;
            let mut length = 0;
            each_own(debate, entries.entry(entry), |passage| {
                let tenths = u32::from(passage.field.tenths());
                each_word(passage.text, |word| {
                    let known = numbers.get(word.letters).copied();
                    let word = known.unwrap_or_else(|| {
                        let next = small(numbers.len());
                        numbers.insert(word.letters.into(), next);
                        next
                    });
                    read.push((word, Occurrence { entry, place: Place::new(position, passage.field) }));
                    position += 1;
                    length += tenths;
                });
                position += 1;
            });
            lengths.push(length_of(length));
            if let Entry::Statement(index) = entries.entry(entry) {
                facts.push(Facts::of(debate, index, debate.statement(index)));
            }
            signatures.push(Signature::of(debate, entries.entry(entry)));
        }
        let mut sorted: Vec<(&str, u32)> = numbers.iter().map(|(letters, number)| (&**letters, *number)).collect();
        sorted.sort_unstable();
        let words = Vocabulary::new(sorted.iter().map(|(letters, _)| *letters));
        let (starts, occurrences) = by_word(&read, sorted.iter().map(|(_, number)| *number));
        Self { words, numbers: Vec::new(), starts, occurrences, lengths, facts, signatures }
    }

    fn words(&self) -> Vec<&str> {
        (0..self.words.len()).map(|word| self.words.word(word)).collect()
    }

    /// Looks its words up in a vocabulary that has them all.
    fn number_words(&mut self, vocabulary: &Vocabulary) {
        let mut number = 0;
        self.numbers = (0..self.words.len())
            .map(|word| {
                number = vocabulary.from(number, self.words.word(word));
                number
            })
            .collect();
    }

    fn occurrences_of(&self, word: usize) -> &[Occurrence] {
        match (self.starts.get(word), self.starts.get(word + 1)) {
            (Some(start), Some(end)) => self.occurrences.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Sorts what was read by words in the order given, keeping the order in which it was read: a counting sort. Returns
/// where each word's occurrences begin.
fn by_word(read: &[(u32, Occurrence)], order: impl ExactSizeIterator<Item = u32>) -> (Vec<u32>, Vec<Occurrence>) {
    // How often each word occurs, by the number it was read under; then where its next occurrence goes.
    let mut next = vec![0_u32; order.len()];
    for (word, _) in read {
        next.get_mut(*word as usize).into_iter().for_each(|count| *count += 1);
    }
    let mut starts = vec![0];
    let mut start = 0;
    for word in order {
        if let Some(next) = next.get_mut(word as usize) {
            let count = std::mem::replace(next, start);
            start += count;
        }
        starts.push(start);
    }
    let mut occurrences = vec![Occurrence::default(); read.len()];
    for (word, occurrence) in read {
        if let Some(at) = next.get_mut(*word as usize) {
            occurrences.get_mut(*at as usize).into_iter().for_each(|slot| *slot = *occurrence);
            *at += 1;
        }
    }
    (starts, occurrences)
}

/// The words of all parts, each once.
fn all_words(parts: &[Part]) -> Vocabulary {
    let all = parts.par_iter().map(Part::words).reduce(Vec::new, |one, other| merged(&one, &other));
    Vocabulary::new(all.into_iter())
}

/// Two sorted lists as one, each word once.
fn merged<'a>(one: &[&'a str], other: &[&'a str]) -> Vec<&'a str> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(first), Some(second)) = (one.peek(), other.peek()) {
        let order = first.cmp(second);
        let from_one = if order.is_le() { one.next() } else { None };
        let from_other = if order.is_ge() { other.next() } else { None };
        all.extend(from_one.or(from_other));
    }
    all.extend(one);
    all.extend(other);
    all
}

/// Writes the lists of some words, and who lends them.
fn write(entries: Entries, parts: &[Part], words: Range<u32>) -> (Writer, Lendings) {
    let mut writer = Writer::default();
    let mut lendings = Lendings::default();
    let lenders = entries.lenders();
    let mut next: Vec<usize> =
        parts.iter().map(|part| part.numbers.partition_point(|number| *number < words.start)).collect();
    let mut occurrences = Vec::new();
    for word in words {
        occurrences.clear();
        for (part, next) in parts.iter().zip(&mut next) {
            if part.numbers.get(*next) == Some(&word) {
                occurrences.extend_from_slice(part.occurrences_of(*next));
                *next += 1;
            }
        }
        writer.word(entries, &occurrences);
        for occurrence in occurrences.iter().rev().take_while(|one| lenders.contains(&one.entry)) {
            if occurrence.place.field(entries, occurrence.entry).is_lent() {
                lendings.push(word, occurrence.entry);
            }
        }
    }
    (writer, lendings)
}

#[expect(clippy::cast_precision_loss, reason = "a sum of words, which no text has enough of")]
fn length_of(tenths: u32) -> f32 {
    tenths as f32 / 10.0
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Index {
    /// Gives back what its lists had in reserve while they grew.
    fn shrink(&mut self) {
        let Self { vocabulary, postings, lendings, facts, signatures, forms, .. } = self;
        vocabulary.letters.shrink_to_fit();
        for numbers in [
            &mut vocabulary.starts,
            &mut postings.starts,
            &mut postings.counts,
            &mut lendings.words,
            &mut lendings.lenders,
            &mut forms.by_stem,
        ] {
            numbers.shrink_to_fit();
        }
        facts.shrink_to_fit();
        signatures.shrink_to_fit();
    }
}
