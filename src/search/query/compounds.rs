//! Words that are one to a reader however they are written: closed (`email`), with a hyphen (`e-mail`) or open (`e mail`).
//!
//! The index knows a closed compound as one word and the others as two words side by side, and keeps nothing of compounds
//! itself: a typed word is looked for as the two that it may be made of too, and two typed neighbours as the word they
//! make, where the debate has these (as the `WordBreakSpellChecker` of Apache Lucene breaks words and combines them). But
//! many words are two others by chance, as `apart` is `a part`: what the debate has as it was typed is taken for a compound
//! only where neither of the two words merely joins others, nor is as common as those that do.

use std::ops::Range;

use super::{How, Spelling, Term};
use crate::search::{Index, rank};

/// Letters of the shortest compound.
const LETTERS: usize = 4;
/// From so many letters on, the second word may have an ending.
const BEGINNING: usize = 3;
/// A word in more than one of so many entries is common, and in more than these.
const COMMON: usize = 8;

/// A compound as two words that stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::search) struct Open {
    pub(in crate::search) first: Box<str>,
    pub(in crate::search) second: Box<str>,
    /// Whether words that only begin with the second match.
    pub(in crate::search) beginning: bool,
    /// A form of what was typed, where the debate has that as well, or what it was taken for.
    pub(in crate::search) how: How,
}

/// The two words that the only word of a term is written as side by side. Whether that was `found` as it is says what they
/// are to it.
pub(super) fn apart(index: &Index, term: &Term, found: bool) -> Vec<Open> {
    let [only] = term.words.as_slice() else { return Vec::new() };
    if term.quoted || only.chars().count() < LETTERS {
        return Vec::new();
    }
    let how = if found { How::Form } else { How::Corrected };
    let is_by_chance = |letters: &str, word: u32| found && is_by_chance(index, letters, word);
    let mut all = Vec::new();
    for (word, end) in index.vocabulary.beginnings_of(only) {
        let (first, second) = only.split_at(end);
        let is_number = first.ends_with(char::is_numeric) && second.starts_with(char::is_numeric);
        if is_number || is_by_chance(first, word) {
            continue;
        }
        for Second { letters: second, words, beginning } in seconds(index, second, term.beginning) {
            if !is_by_chance(&second, words.start) && rank::stand_side_by_side(index, word, words) {
                all.push(Open { first: first.into(), second, beginning, how });
            }
        }
    }
    all
}

/// What the second word of a compound may be.
struct Second {
    letters: Box<str>,
    /// The word, or all that begin with it.
    words: Range<u32>,
    beginning: bool,
}

/// The word itself, or all that begin with it if those count and are not too many, and its other forms.
fn seconds(index: &Index, second: &str, beginning: bool) -> Vec<Second> {
    let one = |letters: Box<str>, word: u32| Second { letters, words: word..word.saturating_add(1), beginning: false };
    let begun = index.vocabulary.beginning_with(second);
    let itself = index.vocabulary.find(second).map(|word| one(second.into(), word));
    let has_ending = beginning && second.chars().count() >= BEGINNING && !begun.is_empty();
    let itself = if has_ending && !is_common(index, begun.clone()) {
        Some(Second { letters: second.into(), words: begun, beginning })
    } else {
        itself
    };
    itself.into_iter().chain(index.forms(second).into_iter().map(|form| one(form.letters, form.word))).collect()
}

/// The words that two words may be written as.
pub(super) fn together(index: &Index, first: &str, second: &str) -> Vec<Spelling> {
    let closed = format!("{first}{second}");
    if closed.chars().count() < LETTERS {
        return Vec::new();
    }
    let itself =
        index.vocabulary.find(&closed).map(|word| Spelling { word, letters: closed.as_str().into(), likeness: 1.0 });
    itself.into_iter().chain(index.forms(&closed)).collect()
}

/// Whether the debate has two words of which one may well stand beside any other.
pub(super) fn are_by_chance(index: &Index, first: &str, second: &str) -> bool {
    let is_by_chance = |word: &str| Some(is_by_chance(index, word, index.vocabulary.find(word)?));
    matches!((is_by_chance(first), is_by_chance(second)), (Some(one), Some(other)) if one || other)
}

fn is_by_chance(index: &Index, letters: &str, word: u32) -> bool {
    index.forms.is_function_word(letters) || is_common(index, word..word.saturating_add(1))
}

fn is_common(index: &Index, words: Range<u32>) -> bool {
    index.postings.count(words) > (index.entries.count() as usize / COMMON).max(COMMON)
}
