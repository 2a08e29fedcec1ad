//! Where the words of one term are, by how they match.

use std::ops::Range;

use super::phrase::Phrase;
use crate::debate::Debate;
use crate::search::Index;
use crate::search::query::{How, Spelling, Term};
use crate::search::set::Set;

/// The lists of one term.
pub(super) struct Lists<'a> {
    pub(super) exact: Part<'a>,
    pub(super) forms: Vec<(Part<'a>, f32)>,
    pub(super) begun: Part<'a>,
    pub(super) corrected: Vec<(Part<'a>, f32)>,
}

/// Some words, or a phrase.
pub(super) enum Part<'a> {
    Words(Range<u32>),
    Phrase(Phrase<'a>),
}

impl Part<'_> {
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
            Self::Phrase(phrase) => phrase.count(),
        }
    }

    /// Hands every entry and what one of the words weighs there to `found`, word after word.
    pub(super) fn each(&self, index: &Index, mut found: impl FnMut(u32, u8)) {
        match self {
            Self::Words(words) => words.clone().for_each(|word| index.postings.of(word).each(&mut found)),
            Self::Phrase(phrase) => phrase.each_weight(index, found),
        }
    }

    /// Adds every entry that has it, or is lent it.
    pub(super) fn add_to(&self, index: &Index, debate: &Debate, entries: &mut Set) {
        if let Self::Words(words) = self
            && let Some(column) = index.columns.of(words, index.entries)
        {
            entries.add_column(column);
            return;
        }
        self.each(index, |entry, _| entries.insert(entry));
        for lender in self.lenders(index) {
            index.entries.each_borrower(debate, lender, |entry| entries.insert(entry));
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
            Self::Phrase(phrase) => phrase.lenders(index),
        }
    }
}

impl<'a> Lists<'a> {
    pub(super) fn of(index: &'a Index, term: &Term) -> Self {
        let word = |word: u32| Part::Words(word..word.saturating_add(1));
        let of = |spelling: &'_ Spelling| (word(spelling.word), spelling.likeness);
        let forms = term.forms.iter().map(of).collect();
        let corrected = term.spellings.iter().map(of).collect();
        let mut lists = Self { exact: Part::NONE, forms, begun: Part::NONE, corrected };
        for open in &term.open {
            let of_how = if open.how == How::Form { &mut lists.forms } else { &mut lists.corrected };
            of_how.extend(Phrase::of_open(index, open).map(|phrase| (Part::Phrase(phrase), 1.0)));
        }
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

    /// Adds every entry that matches in any way.
    pub(super) fn add_to(&self, index: &Index, debate: &Debate, entries: &mut Set) {
        let others = self.forms.iter().chain(&self.corrected).map(|(part, _)| part);
        [&self.exact, &self.begun].into_iter().chain(others).for_each(|part| part.add_to(index, debate, entries));
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
