//! What has most of the words of a query, where nothing has all of them.
//!
//! Readers type words that a debate says otherwise. Rather than nothing they are shown the entries that have as many of
//! the words as any has, and are told so. Fields, and what must not be found, hold all the same. First it is counted how
//! many of the words every entry has; only those that have the most are scored.

use rayon::prelude::*;

use super::board::{Alternatives, Board, Scores, Weights};
use super::lists::Lists;
use super::narrow;
use crate::debate::Debate;
use crate::search::Index;
use crate::search::query::Query;
use crate::search::set::Set;

/// Words that are scored one after the other.
const WORDS: usize = 8;

/// The entries that have the most words of `query`, with their scores, and how many words that is. Nothing where none of the
/// words is found.
pub(in crate::search) fn partly_matching(index: &Index, debate: &Debate, query: &Query) -> Option<(Scores, usize)> {
    let words = query.plain_words();
    let nothing = || Set::none(index.entries.count());
    let clauses: Vec<(Alternatives<'_>, Set)> = words
        .par_iter()
        .map(|term| {
            let (lists, mut entries) = (Lists::of(index, term), nothing());
            lists.add_to(index, debate, &mut entries);
            (Alternatives { words: vec![lists], besides: nothing() }, entries)
        })
        .collect();
    let mut counts = Counts::default();
    for (_, entries) in &clauses {
        counts.add(entries);
    }
    let mut may_be = Set::all(index.entries.count());
    narrow(index, debate, query, &mut may_be);
    let (most, found) = counts.most(may_be);
    if most == 0 {
        return None;
    }
    let score = |weights: &mut Weights, (clause, _): &(Alternatives<'_>, Set)| {
        let matching = Board::new(index, debate, Some(&found), weights, &mut [], 0).play(clause);
        let scores: Vec<(u32, f32)> = matching.iter().map(|entry| (entry, weights.of(entry))).collect();
        weights.clear(&found);
        scores
    };
    let of_words: Vec<Vec<(u32, f32)>> =
        clauses.par_iter().with_min_len(WORDS).map_init(|| Weights::new(index), score).collect();
    // A part of the words that calls an actor by name says nothing of the rest.
    let mut scores = Scores { by_entry: vec![0.0; index.entries.count() as usize], ..Scores::nothing(index) };
    for (entry, score) in of_words.into_iter().flatten() {
        scores.by_entry.get_mut(entry as usize).into_iter().for_each(|sum| *sum += score);
    }
    scores.found = found;
    Some((scores, most))
}

/// How many sets every entry is in: the binary digits of all these numbers, the lowest first, each as a set.
#[derive(Default)]
struct Counts {
    digits: Vec<Set>,
}

impl Counts {
    /// Counts the entries of one more set.
    fn add(&mut self, entries: &Set) {
        let mut carried = entries.clone();
        for digit in &mut self.digits {
            let mut both = carried.clone();
            both.keep(digit);
            digit.add(&carried);
            digit.remove(&both);
            carried = both;
            if carried.is_empty() {
                return;
            }
        }
        self.digits.push(carried);
    }

    /// The highest number that one of some entries has, and those of them that have it.
    fn most(&self, mut among: Set) -> (usize, Set) {
        let mut most = 0;
        for (place, digit) in self.digits.iter().enumerate().rev() {
            let mut with_it = among.clone();
            with_it.keep(digit);
            if !with_it.is_empty() {
                among = with_it;
                most |= 1 << place;
            }
        }
        (most, among)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_most_frequent_are_those_of_a_plain_count(
            lists in proptest::collection::vec(proptest::collection::btree_set(0_u32..100, 0..60), 0..20),
            among in proptest::collection::btree_set(0_u32..100, 0..100),
        ) {
            let set = |list: &std::collections::BTreeSet<u32>| {
                let mut set = Set::none(100);
                for entry in list {
                    set.insert(*entry);
                }
                set
            };
            let mut counts = Counts::default();
            for list in &lists {
                counts.add(&set(list));
            }
            let count = |entry: &u32| lists.iter().filter(|list| list.contains(entry)).count();
            let most = among.iter().map(count).max().unwrap_or_default();
            let expected: Vec<u32> = among.iter().copied().filter(|entry| count(entry) == most).collect();
            let (found, entries) = counts.most(set(&among));
            prop_assert_eq!((found, entries.iter().collect::<Vec<_>>()), (most, expected));
        }
    }
}
