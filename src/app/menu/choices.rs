//! What there is to choose from, and which of it has the typed letters in its name.

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::search::first_letter;

/// What tells the names of things to choose.
pub trait Naming<T>: fmt::Debug + Send + Sync {
    /// What it is called.
    fn name(&self, item: T) -> String;

    /// A sentence it is found by, when its name has not all of the letters: by the beginnings of its words.
    fn about(&self, _: T) -> &'static str {
        ""
    }
}

/// So many names are compared letter by letter; of more only the beginnings of words count, letters say little there.
pub(super) const COMPARED: usize = 1_000;

/// What there is to choose from. There may be many thousand things: they are named when something is looked up, and those
/// on the screen.
#[derive(Debug)]
pub(super) struct Choices<T> {
    pub(super) items: Vec<T>,
    pub(super) naming: Arc<dyn Naming<T>>,
    /// Once something has been looked up.
    names: OnceLock<Names>,
}

/// Folded names, one behind the other.
#[derive(Debug, Default)]
struct Names {
    letters: String,
    ends: Vec<usize>,
}

impl Names {
    fn push(&mut self, name: &str) {
        self.letters.push_str(&folded(name));
        self.ends.push(self.letters.len());
    }

    fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start..self.ends[place]]
    }
}

impl<T: Copy> Choices<T> {
    pub(super) fn new(items: Vec<T>, naming: Arc<dyn Naming<T>>) -> Self {
        Self { items, naming, names: OnceLock::new() }
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            self.items.iter().for_each(|item| names.push(&self.naming.name(*item)));
            names
        })
    }

    /// The places of what matches something folded, the best first.
    pub(super) fn matching(&self, wanted: &str) -> Vec<usize> {
        let names = self.names();
        let is_about = |place: usize| beginnings(self.naming.about(self.items[place]), wanted).is_some();
        // Who types beginnings of words means these words, however near their letters stand in another name.
        let begins = |place: usize| wanted.split_whitespace().all(|word| begins_a_word(names.get(place), word));
        let has_letters = |place: &usize| is_within(wanted, names.get(*place)) || is_about(*place);
        let mut found: Vec<usize> = (0..self.items.len()).filter(has_letters).collect();
        if found.len() > COMPARED {
            let (mut first, rest): (Vec<usize>, Vec<usize>) = found.into_iter().partition(|place| begins(*place));
            first.extend(rest);
            return first;
        }
        let matcher = matcher();
        let score = |place: usize| matcher.fuzzy_match(names.get(place), wanted);
        found.sort_by_cached_key(|place| Reverse((begins(*place), score(*place))));
        found
    }
}

/// Something to look up among many choices, beside the screen.
#[derive(Debug, Clone)]
pub struct LookUp<T> {
    pub(super) choices: Arc<Choices<T>>,
    /// What is typed, folded.
    pub(super) wanted: String,
}

impl<T: Copy> LookUp<T> {
    /// The places of what matches, the best first.
    pub(in crate::app) fn run(&self) -> Vec<usize> {
        self.choices.matching(&self.wanted)
    }
}

/// The same choices are those in one place.
impl<T> PartialEq for LookUp<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.choices, &other.choices) && self.wanted == other.wanted
    }
}

impl<T> Eq for LookUp<T> {}

pub(super) fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case()
}

pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(first_letter).collect() }
}

/// Whether a text has these letters, in this order.
fn is_within(letters: &str, text: &str) -> bool {
    let mut text = text.chars().map(|letter| letter.to_ascii_lowercase());
    letters.chars().all(|letter| text.any(|other| other == letter))
}

/// Where the words of a sentence begin with each of some words; nothing where one begins none.
pub(super) fn beginnings(sentence: &str, words: &str) -> Option<Vec<Range<usize>>> {
    let sentence = sentence.to_ascii_lowercase();
    let begins = |at: usize| sentence[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let place = |word: &str| {
        let (at, found) = sentence.match_indices(word).find(|(at, _)| begins(*at))?;
        Some(at..at + found.len())
    };
    let mut places: Vec<Range<usize>> = words.split_whitespace().map(place).collect::<Option<_>>()?;
    places.sort_by_key(|place| (place.start, place.end));
    // One word may begin with another.
    places.dedup_by(|next, before| {
        let meets = next.start < before.end;
        before.end = before.end.max(if meets { next.end } else { 0 });
        meets
    });
    Some(places)
}

fn begins_a_word(text: &str, beginning: &str) -> bool {
    text.match_indices(beginning).any(|(at, _)| text[..at].chars().next_back().is_none_or(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sentence_is_found_by_the_beginnings_of_its_words() {
        let sentence = "Go to the next hit (of the last search)";
        for (words, expected) in [
            ("hit", "hit"),
            ("ne hi", "ne hi"),
            ("hit ne", "ne hit"),
            ("of", "of"),
            ("last las", "last"),
            ("it", ""),
            ("nxhit", ""),
            ("hit zz", ""),
        ] {
            let found = beginnings(sentence, words).unwrap_or_default();
            let found: Vec<&str> = found.into_iter().map(|place| &sentence[place]).collect();
            assert_eq!(found.join(" "), expected, "{words}");
        }
    }

    proptest! {
        #[test]
        fn what_has_the_letters_is_what_the_matcher_finds(letters in "[a-c ]{1,4}", text in "[a-cA-C ]{0,12}") {
            prop_assert_eq!(is_within(&letters, &text), matcher().fuzzy_match(&text, &letters).is_some());
        }
    }
}
