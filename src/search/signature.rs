//! What the names of an entry are made of, in a few bits: enough to pass over most entries whose names do not have some
//! letters in order, without looking at any name.

use super::entry::{Entry, each_own};
use super::fold::first_letter;
use super::jump::{LENGTH, is_name};
use crate::debate::Debate;

/// The letters of names, the letters that begin their words, and the letters that stand side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signature {
    /// A bit for each pair of letters side by side; several pairs share one.
    pub(super) pairs: u64,
    /// A bit for each letter, and in the upper half for each that begins a word.
    pub(super) letters: u64,
}

impl Signature {
    /// Reads the names of an entry.
    pub(super) fn of(debate: &Debate, entry: Entry) -> Self {
        let mut signature = Self::default();
        each_own(debate, entry, |piece| {
            if is_name(piece.field) {
                signature.add(piece.text.chars().take(LENGTH).map(first_letter));
            }
        });
        signature
    }

    fn add(&mut self, name: impl Iterator<Item = char>) {
        let mut before = None;
        for letter in name {
            if !letter.is_alphanumeric() {
                before = None;
                continue;
            }
            self.letters |= match before.replace(letter) {
                Some(before) => {
                    self.pairs |= pair(before, letter);
                    bit(letter)
                }
                None => bit(letter) | bit(letter) << 32,
            };
        }
    }
}

/// What is asked of the signature of a name that has some letters in order.
pub(super) struct Asked {
    letters: u64,
    pairs: u64,
    /// For each letter its own bit, and that of the pair with the one before.
    steps: Vec<(u64, u64)>,
    /// How often the letters may stop standing side by side, where they do not begin words each time.
    gaps: u32,
}

impl Asked {
    /// Of a name that has the letters from the one at `from` on.
    pub(super) fn new(wanted: &[char], from: usize, gaps: usize) -> Self {
        let before = std::iter::once(None).chain(wanted.iter().copied().map(Some));
        let step =
            |(before, letter): (Option<char>, &char)| (bit(*letter), before.map_or(0, |before| pair(before, *letter)));
        let steps: Vec<(u64, u64)> = before.zip(wanted).map(step).skip(from).collect();
        let letters = steps.iter().fold(0, |all, (letter, _)| all | letter);
        // The one before the first may stand elsewhere.
        let pairs = steps.iter().skip(1).fold(0, |all, (_, pair)| all | pair);
        Self { letters, pairs, steps, gaps: u32::try_from(gaps).unwrap_or(u32::MAX) }
    }

    /// Whether a name of this signature has all the letters, in whatever order.
    #[inline]
    pub(super) fn has_letters(&self, name: Signature) -> bool {
        self.letters & !name.letters == 0
    }

    /// How often the letters, in order, must stop standing side by side in a name of this signature where they do not begin
    /// words; nothing where it cannot have them in few enough runs.
    pub(super) fn gaps_in(&self, name: Signature) -> Option<usize> {
        if !self.has_letters(name) {
            return None;
        }
        let gaps = (self.pairs & !name.pairs).count_ones();
        let begins = name.letters >> 32;
        let goes_on = |(letter, pair): &(u64, u64)| name.pairs & pair != 0 || begins & letter != 0;
        let gaps = if gaps > 0 && self.steps.iter().all(goes_on) { 0 } else { gaps };
        (gaps <= self.gaps).then_some(gaps as usize)
    }
}

impl Asked {
    /// How many of the letters, in order, neither stand behind the one before nor begin a word in a name of this signature;
    /// nothing where they are more than `most`, or the name has not all of them.
    pub(super) fn inside_in(&self, name: Signature, most: usize) -> Option<usize> {
        if most == 0 || !self.has_letters(name) {
            return None;
        }
        let begins = name.letters >> 32;
        let is_inside = |(letter, pair): &&(u64, u64)| name.pairs & pair == 0 && begins & letter == 0;
        let inside = self.steps.iter().filter(is_inside).count();
        // The first of all begins a word.
        let first = self.steps.first().is_some_and(|(letter, _)| begins & letter != 0);
        (first && inside <= most).then_some(inside)
    }
}

fn pair(before: char, letter: char) -> u64 {
    // Fibonacci hashing: the upper bits of a product are well mixed.
    let both = u64::from(u32::from(before)) << 32 | u64::from(u32::from(letter));
    1 << (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58)
}

fn bit(letter: char) -> u64 {
    match letter {
        'a'..='z' => 1 << (u32::from(letter) - u32::from('a')),
        _ if letter.is_alphanumeric() => 1 << (26 + u32::from(letter) % 6),
        _ => 0,
    }
}
