//! What a value of a field names: what has it as its id or name, else all that have words which begin with its words.
//!
//! Actors, sources and tags are few beside statements. Of statements an index says which have a word, but not where in
//! them, and the first letter of a word may be in a million: so no more is looked at than can be between two keys, and
//! of a value that is in more ids it is said that it is.

use std::borrow::Cow;
use std::ops::Range;

use super::{Name, called, title};
use crate::debate::Debate;
use crate::search::Index;
use crate::search::entry::{Entries, Entry, Field};
use crate::search::set::Set;
use crate::search::words::each_word;

/// Statements that a value may name.
const NAMED: usize = 1_000;

/// Ids that are read.
const READ: usize = 2_000;

/// Where words stand in so many entries, or in more than a half of all, nobody looks which of them have the words in
/// their ids.
const STANDING: usize = 50_000;

/// A word of a value.
struct Word {
    letters: Box<str>,
    /// The words that begin with it.
    begun: Range<u32>,
    /// In how many entries they stand.
    count: usize,
}

impl Name {
    /// What a value names; nothing where that is too much.
    pub(super) fn entries(self, index: &Index, debate: &Debate, value: &str) -> Option<Vec<Entry>> {
        let lower = value.to_lowercase();
        let exact = [value, &lower].into_iter().find_map(|id| match self {
            Self::By => debate.actor_by_id(id).map(Entry::Actor),
            Self::In => debate.source_by_id(id).map(Entry::Source),
            Self::Tag => None,
            _ => debate.statement_by_id(id).map(Entry::Statement),
        });
        if let Some(exact) = exact.filter(|exact| self.term(debate, *exact).is_some()) {
            return Some(vec![exact]);
        }
        let entries = self.begun(index, debate, value)?;
        let first = lower.chars().next();
        let is_exact = |entry: &Entry| {
            let name = match entry {
                Entry::Statement(_) => called(debate, *entry),
                _ => Cow::Borrowed(title(debate, *entry)),
            };
            name.chars().flat_map(char::to_lowercase).next() == first && name.to_lowercase() == lower
        };
        let exact = entries.iter().copied().find(is_exact);
        Some(exact.map_or(entries, |exact| vec![exact]))
    }

    /// What has words in its names that begin with the words of a value; nothing where that is too much.
    pub(super) fn begun(self, index: &Index, debate: &Debate, value: &str) -> Option<Vec<Entry>> {
        let words = words_of(index, value);
        let entries: Vec<u32> = match self {
            Self::By | Self::In | Self::Tag => self.with_names(index, debate, &words),
            Self::Answers => match questions(index, debate) {
                Some(questions) => {
                    questions.into_iter().filter(|entry| has_all(index, debate, *entry, &words)).collect()
                }
                None => {
                    with_ids(index, debate, &words)?.into_iter().filter(|entry| index.is_question(*entry)).collect()
                }
            },
            _ => with_ids(index, debate, &words)?,
        };
        Some(entries.into_iter().map(|entry| index.entries.entry(entry)).collect())
    }

    /// Some of those, about `most`, where they are too many.
    pub(super) fn some_begun(self, index: &Index, debate: &Debate, value: &str, most: usize) -> Vec<Entry> {
        let words = words_of(index, value);
        let Some(rarest) = words.first() else { return Vec::new() };
        let first = rarest.begun.clone().flat_map(|word| index.postings.first(word, most));
        let statements = index.entries.statements();
        let is_kind = |entry: &u32| self != Self::Answers || index.is_question(*entry);
        let first = first.filter(|entry| statements.contains(entry) && is_kind(entry)).take(READ);
        let fitting = first.filter(|entry| has_all(index, debate, *entry, &words));
        fitting.take(most).map(|entry| index.entries.entry(entry)).collect()
    }

    /// The actors, sources or tags that have words in their names which begin with some.
    fn with_names(self, index: &Index, debate: &Debate, words: &[Word]) -> Vec<u32> {
        let mut entries: Option<Vec<u32>> = None;
        for word in words {
            let mut with_it = Vec::new();
            index.postings.each_occurrence(word.begun.clone(), &index.entries.lenders(), |one| {
                let field = one.place.field(index.entries, one.entry);
                if self.is_named_by(debate, index.entries.entry(one.entry), field) {
                    with_it.push(one.entry);
                }
            });
            with_it.sort_unstable();
            with_it.dedup();
            entries = Some(match entries.take() {
                Some(before) => before.into_iter().filter(|entry| with_it.binary_search(entry).is_ok()).collect(),
                None => with_it,
            });
        }
        entries.unwrap_or_default()
    }

    /// The entries among which are all that it can name.
    pub(super) fn named_entries(self, index: &Index) -> Range<u32> {
        match self {
            Self::By | Self::In | Self::Tag => index.entries.lenders(),
            _ => index.entries.statements(),
        }
    }

    /// Whether this field calls an entry by such words of it.
    pub(super) fn is_named_by(self, debate: &Debate, entry: Entry, field: Field) -> bool {
        let is_name = match entry {
            Entry::Statement(_) => field == Field::Id,
            Entry::Actor(_) => field.is_name() || field == Field::Id,
            Entry::Source(_) => matches!(field, Field::Title | Field::Id),
            Entry::Tag(_) => field == Field::Tag,
            Entry::Event(_) => false,
        };
        is_name && self.term(debate, entry).is_some()
    }

    /// What it can name: ids, and of tags their names.
    pub(super) fn names<'a>(self, index: &'a Index, debate: &'a Debate) -> impl Iterator<Item = Cow<'a, str>> {
        self.all_named(index, debate).map(|entry| called(debate, entry))
    }

    /// All entries that it can name.
    pub(super) fn all_named<'a>(self, index: &'a Index, debate: &'a Debate) -> impl Iterator<Item = Entry> {
        // Questions are few, and are told apart without a look at each statement.
        let is_kind = move |number: &u32| self != Self::Answers || index.is_question(*number);
        let entries = self.named_entries(index).filter(is_kind).map(|number| index.entries.entry(number));
        entries.filter(move |entry| self.term(debate, *entry).is_some())
    }
}

/// The words of a value, each once, the rarest first.
fn words_of(index: &Index, value: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    each_word(value, |word| {
        let begun = index.vocabulary.beginning_with(word.letters);
        let count = index.postings.count(begun.clone());
        if words.iter().all(|other| *other.letters != *word.letters) {
            words.push(Word { letters: word.letters.into(), begun, count });
        }
    });
    words.sort_by_key(|word| word.count);
    words
}

/// The questions, where they are so few that each can be looked at: where walks begin they come first.
fn questions(index: &Index, debate: &Debate) -> Option<Vec<u32>> {
    let roots = debate.roots().iter().map(|root| Entries::statement(*root));
    let questions: Vec<u32> = roots.take_while(|root| index.is_question(*root)).take(READ + 1).collect();
    (questions.len() <= READ).then_some(questions)
}

/// The statements that have words in their ids which begin with `words`; nothing where they are too many.
fn with_ids(index: &Index, debate: &Debate, words: &[Word]) -> Option<Vec<u32>> {
    let everything = index.entries.count();
    let mut rest = words.iter();
    let mut standing = 0;
    let mut found: Option<Set> = None;
    while found.as_ref().is_none_or(|found| found.count() > READ) {
        let Some(word) = rest.next() else { break };
        standing += word.count;
        if standing > STANDING.max(everything as usize / 2) {
            return None;
        }
        let mut with_it = Set::none(everything);
        index.postings.each_in_id(word.begun.clone(), index.entries, |entry| with_it.insert(entry));
        match &mut found {
            Some(found) => found.keep(&with_it),
            None => found = Some(with_it),
        }
    }
    let mut found = found.unwrap_or_else(|| Set::none(everything));
    let rest: &[Word] = rest.as_slice();
    if !rest.is_empty() {
        found.retain(|entry| has_all(index, debate, entry, rest));
    }
    (found.count() <= NAMED).then(|| found.iter().collect())
}

/// Whether the id of a statement has words that begin with each of some.
fn has_all(index: &Index, debate: &Debate, entry: u32, words: &[Word]) -> bool {
    let Entry::Statement(statement) = index.entries.entry(entry) else { return false };
    let id = debate.statements().id(statement.place()).unwrap_or_default();
    let mut missing: Vec<&str> = words.iter().map(|word| &*word.letters).collect();
    each_word(&id, |word| missing.retain(|letters| !word.letters.starts_with(letters)));
    missing.is_empty() && !words.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::night_trains;

    /// Whichever way they are found.
    #[test]
    fn ids_have_words_that_begin_with_those_of_a_value() {
        let debate = night_trains();
        let index = Index::new(&debate);
        for (value, expected) in [
            ("s", "subsidy yes-subsidy no-subsidy staff state-cameras surveillance-state"),
            ("state", "state-cameras surveillance-state"),
            ("st-s", "staff state-cameras surveillance-state"),
            ("state surv", "surveillance-state"),
            ("theft of", "fear-of-theft"),
            // In texts only.
            ("nightly", ""),
            ("eleven", ""),
            ("-", ""),
        ] {
            let words = words_of(&index, value);
            let ids = |entries: Vec<u32>| {
                let entries = entries.into_iter().map(|entry| called(&debate, index.entries.entry(entry)).into_owned());
                entries.collect::<Vec<_>>().join(" ")
            };
            let read = index.entries.statements().filter(|entry| has_all(&index, &debate, *entry, &words)).collect();
            let found = with_ids(&index, &debate, &words).map(ids);
            assert_eq!((found.as_deref(), ids(read).as_str()), (Some(expected), expected), "{value}");
        }
    }
}
