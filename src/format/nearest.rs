//! What an author may have meant.

use std::borrow::Borrow;
use std::cell::OnceCell;

use super::limits;
use super::lines::quoted;

/// Finds near words, up to a bound on the whole run: a file with a hundred thousand dangling ids gets its help for the
/// first ones.
pub(super) struct Nearest {
    left: usize,
}

/// Words longer than this are not compared: an edit distance costs the product of two lengths.
const LONGEST: usize = 64;

impl Nearest {
    pub(super) fn new() -> Self {
        Self { left: limits::COMPARISONS }
    }

    /// The candidate that differs least from `word`, by swapped, missing, additional and other characters, if it is
    /// near enough to be what was meant: one difference in three characters.
    pub(super) fn find<'c>(&mut self, word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        self.find_among(word, candidates.map(Candidate::from))
    }

    /// As [`Self::find`], among candidates that are kept for other words.
    pub(super) fn find_among<'c, C: Borrow<Candidate<'c>>>(
        &mut self,
        word: &str,
        candidates: impl Iterator<Item = C>,
    ) -> Option<&'c str> {
        let length = word.chars().count();
        if length > LONGEST {
            return None;
        }
        let lower = word.to_lowercase();
        let letters = Letters::of(word);
        let mut best: Option<(usize, &str)> = None;
        for candidate in candidates {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let allowed = best.map_or((length.max(3)) / 3 + 1, |(distance, _)| distance);
            let candidate: &Candidate<'c> = candidate.borrow();
            let other = candidate.length;
            if other > LONGEST
                || other.abs_diff(length) >= allowed
                || candidate.letters().least_distance(&letters) >= allowed
            {
                continue;
            }
            let distance = strsim::osa_distance(&lower, &candidate.word.to_lowercase());
            if distance < allowed && distance < length.max(other) {
                best = Some((distance, candidate.word));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The same as a question.
    pub(super) fn did_you_mean<'c>(&mut self, word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
        self.find(word, candidates).map(|meant| format!("did you mean {}?", quoted(meant)))
    }
}

/// A word that may have been meant, and what is compared of it first.
pub(super) struct Candidate<'c> {
    pub(super) word: &'c str,
    length: usize,
    letters: OnceCell<Letters>,
}

impl<'c> From<&'c str> for Candidate<'c> {
    fn from(word: &'c str) -> Self {
        Self { word, length: word.chars().count(), letters: OnceCell::new() }
    }
}

impl Candidate<'_> {
    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(self.word))
    }
}

/// How often each letter occurs in a word, letters that share a place counted together.
struct Letters([u8; 32]);

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0_u8; 32];
        for letter in word.chars().flat_map(char::to_lowercase) {
            // At the end of a word a sigma has another form.
            let letter = if letter == 'ς' { 'σ' } else { letter };
            let count = &mut counts[letter as usize % 32];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// No edit but a replacement changes more than one count, and a swap changes none: the words differ by no less than
    /// this (the bag distance of Bartolini, Ciaccia and Patella, "String matching with metric trees using an approximate
    /// distance", SPIRE 2002, section 3).
    fn least_distance(&self, other: &Self) -> usize {
        let over = |one: &Self, other: &Self| -> usize {
            one.0.iter().zip(&other.0).map(|(one, other)| usize::from(one.saturating_sub(*other))).sum()
        };
        over(self, other).max(over(other, self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_differ_by_no_less_than_their_letters(one in "[a-eA-EßσςΣİ]{0,9}", other in "[a-eA-EßσςΣİ]{0,9}") {
            let distance = strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase());
            prop_assert!(Letters::of(&one).least_distance(&Letters::of(&other)) <= distance);
        }
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["supports", "rebuts", "undercuts", "because", "said"];
        for (word, meant) in [
            ("suports", Some("supports")),
            ("Rebuts", Some("rebuts")),
            ("udnercuts", Some("undercuts")),
            ("sad", Some("said")),
            ("attacks", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(Nearest::new().find(word, words.into_iter()), meant, "{word}");
        }
    }

    #[test]
    fn the_search_is_bounded() {
        let mut nearest = Nearest { left: 1 };
        assert_eq!(nearest.find("abc", ["xyz", "abd"].into_iter()), None);
        assert_eq!(nearest.find(&"a".repeat(65), [&*"a".repeat(65)].into_iter()), None);
    }
}
