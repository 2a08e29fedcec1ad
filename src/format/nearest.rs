//! What an author may have meant.

use std::borrow::{Borrow, Cow};
use std::cell::OnceCell;

use super::limits;
use super::lines::quoted;

/// Finds near words, up to a bound on the whole run: a file with a hundred thousand dangling ids gets its help for the
/// first ones.
pub(super) struct Nearest {
    left: usize,
}

/// Longer words are not compared: so many characters have a bit each in a machine word.
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
        let pattern = Pattern::of(&word.to_lowercase())?;
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
            let distance = pattern.distance(&candidate.lower);
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
    lower: Cow<'c, str>,
    length: usize,
    letters: OnceCell<Letters>,
}

impl<'c> From<&'c str> for Candidate<'c> {
    fn from(word: &'c str) -> Self {
        let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        Self { word, lower, length: word.chars().count(), letters: OnceCell::new() }
    }
}

impl Candidate<'_> {
    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(self.word))
    }
}

/// Where each character stands in a word, a bit for each place.
struct Pattern {
    length: usize,
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

impl Pattern {
    /// None for a word that is too long.
    fn of(word: &str) -> Option<Self> {
        let mut pattern = Self { length: 0, ascii: [0; 128], others: Vec::new() };
        for (place, letter) in word.chars().enumerate() {
            pattern.length = place + 1;
            let bit = 1_u64.checked_shl(u32::try_from(place).ok()?)?;
            if let Some(places) = pattern.ascii.get_mut(letter as usize) {
                *places |= bit;
            } else if let Some((_, places)) = pattern.others.iter_mut().find(|(other, _)| *other == letter) {
                *places |= bit;
            } else {
                pattern.others.push((letter, bit));
            }
        }
        Some(pattern)
    }

    fn places(&self, letter: char) -> u64 {
        self.ascii
            .get(letter as usize)
            .copied()
            .unwrap_or_else(|| self.others.iter().find(|(other, _)| *other == letter).map_or(0, |(_, places)| *places))
    }

    /// How many characters of one word are to be put in, left out, replaced or swapped with the next to make the other:
    /// the restricted Damerau distance, a column of the table at once (Hyyrö, "A bit-vector algorithm for computing
    /// Levenshtein and Damerau edit distances", Nordic Journal of Computing 10, 2003, section 4).
    fn distance(&self, other: &str) -> usize {
        let Some(last) = self.length.checked_sub(1) else { return other.chars().count() };
        // Where the column rises and falls from one place to the next, and where it goes on from its diagonal for nothing.
        let (mut rises, mut falls, mut diagonal) = (u64::MAX, 0, 0);
        let (mut distance, mut before) = (self.length, 0);
        for letter in other.chars() {
            let here = self.places(letter);
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = ((here & rises).wrapping_add(rises) ^ rises) | here | falls | swapped;
            let right_up = falls | !(diagonal | rises);
            let right_down = diagonal & rises;
            distance += usize::from(right_up >> last & 1 == 1);
            distance -= usize::from(right_down >> last & 1 == 1);
            let (right_up, right_down) = (right_up << 1 | 1, right_down << 1);
            rises = right_down | !(diagonal | right_up);
            falls = right_up & diagonal;
            before = here;
        }
        distance
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
        let over = |one: &Self, other: &Self| -> u16 {
            one.0.iter().zip(&other.0).map(|(one, other)| u16::from(one.saturating_sub(*other))).sum()
        };
        over(self, other).max(over(other, self)).into()
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

    proptest! {
        #[test]
        fn bits_count_as_a_table_does(one in "[a-cäß]{0,64}", other in "[a-cäß]{0,80}") {
            let pattern = Pattern::of(&one).expect("a word that is short enough");
            prop_assert_eq!(pattern.distance(&other), strsim::osa_distance(&one, &other));
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
