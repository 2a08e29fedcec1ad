//! What has most of the words of a query, where nothing has all of them.
//!
//! Readers type words that a debate says otherwise. Rather than nothing they are shown the entries that have as many of
//! the words as any has, and are told so. Fields, and what must not be found, hold all the same.

use super::entry::{Entry, each_lent, each_own};
use super::query::Query;
use super::rank::{self, Scores};
use super::{Index, Partial};
use crate::debate::Debate;

/// The entries that have the most words of `query`, with their scores, and how many words that is. Nothing where a
/// single word is asked for, or where none of the words is found.
pub(super) fn matching(index: &Index, debate: &Debate, query: &Query) -> Option<(Scores, Partial)> {
    let words: Vec<Query> = query.each_word_alone().collect();
    if words.len() < 2 {
        return None;
    }
    let mut counts = vec![0_u16; index.entries.count() as usize];
    let mut sums = vec![0.0; counts.len()];
    for word in &words {
        let of_word = rank::matching(index, debate, word);
        for entry in of_word.found.iter() {
            let at = entry as usize;
            if let (Some(count), Some(sum)) = (counts.get_mut(at), sums.get_mut(at)) {
                *count = count.saturating_add(1);
                *sum += of_word.score(entry);
            }
        }
    }
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    // A part of the words that calls an actor by name says nothing of the rest.
    let mut scores = Scores { by_entry: sums, ..Scores::nothing(index) };
    scores.found.fill(counts.into_iter().map(|count| count == most));
    Some((scores, Partial { words: usize::from(most), of: words.len() }))
}

impl Query {
    /// The words of it, as they were typed, that an entry has not: of one that was found by most of the words alone.
    #[must_use]
    pub fn missing(&self, debate: &Debate, entry: Entry) -> Vec<&str> {
        let mut has = vec![false; self.clauses().len()];
        let mut matches = Vec::new();
        let mut look = |text: &str| {
            self.matches(text, &mut matches);
            for found in &matches {
                if let Some(has) = has.get_mut(found.clause) {
                    *has = true;
                }
            }
        };
        each_own(debate, entry, |piece| look(piece.text));
        each_lent(debate, entry, |piece| look(piece.text));
        let lacking = self.clauses().iter().zip(has).filter(|(_, has)| !has);
        let terms = lacking.flat_map(|(clause, _)| self.terms().get(clause.terms.clone()).unwrap_or_default());
        terms.map(|term| &*term.typed).collect()
    }
}
