//! What has most of the words of a query, where nothing has all of them.
//!
//! Readers type words that a debate says otherwise. Rather than nothing they are shown the entries that have as many of
//! the words as any has, and are told so. Fields, and what must not be found, hold all the same.

use super::query::Query;
use super::rank::{self, Found};
use super::{Index, Partial};
use crate::debate::Debate;

/// The entries that have the most words of `query`, in the order of the file, and how many words that is. Nothing where a
/// single word is asked for, or where none of the words is found.
pub(super) fn matching(index: &Index, debate: &Debate, query: &Query) -> Option<(Vec<Found>, Partial)> {
    let words: Vec<Query> = query.each_word_alone().collect();
    if words.len() < 2 {
        return None;
    }
    // All that any word finds, each entry as often as it has words.
    let mut found: Vec<Found> = words.iter().flat_map(|word| rank::matching(index, debate, word)).collect();
    found.sort_by_key(|found| found.entry);
    let mut entries: Vec<(Found, usize)> = Vec::new();
    for one in found {
        match entries.last_mut() {
            Some((last, count)) if last.entry == one.entry => {
                last.score += one.score;
                *count += 1;
            }
            _ => {
                // A part of the words that calls an actor by name says nothing of the rest.
                let mut first = Found::unscored(one.entry);
                first.score = one.score;
                entries.push((first, 1));
            }
        }
    }
    let most = entries.iter().map(|(_, count)| *count).max()?;
    let found = entries.into_iter().filter(|(_, count)| *count == most).map(|(found, _)| found).collect();
    Some((found, Partial { words: most, of: words.len() }))
}
