//! The jump: ids, names and titles by some of their letters in order, `franksinnov` for `franks-not-innovation`.
//!
//! This is what subsequences are good for; they are no way to search prose, so nothing else is looked at, only good
//! matches count, and whoever asks does so only when words found little. The matching itself is `fuzzy-matcher`'s.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Index;
use super::entry::{Entries, Field, Piece, each_own};
use super::fold::fold;
use super::query::merged;
use crate::debate::Debate;

/// Fewer letters are in everything.
const FEWEST: usize = 3;
/// More letters than a name has.
const MOST: usize = 64;
/// Letters of a title that are looked at.
const LENGTH: usize = 200;
/// Names that are compared closely in one search.
const COMPARED: usize = 4096;
/// What every typed letter must bring on average: a letter found brings 16, one at the start of a word or right behind
/// the one before some more, and every gap takes some away.
const LEAST: i64 = 18;

/// An entry found by some letters of a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Landing<'a> {
    pub(super) entry: u32,
    /// How well, from 0 to 1.
    pub(super) score: f32,
    pub(super) piece: Piece<'a>,
    pub(super) matches: Vec<Range<usize>>,
}

/// For every entry which letters its names have: a look at 4 bytes tells most entries apart from what was typed.
pub(super) fn letters(debate: &Debate, entries: Entries) -> Vec<u32> {
    let of = |number| {
        let mut letters = 0;
        each_own(debate, entries.entry(number), |piece| {
            if is_name(piece.field) {
                piece.text.chars().take(LENGTH).for_each(|c| letters |= bit(first_letter(c)));
            }
        });
        letters
    };
    (0..entries.count()).map(of).collect()
}

/// The entries that have the letters of `typed`, in order, in an id, a name or a title, the best first; of each entry
/// its best name.
pub(super) fn landings<'a>(index: &Index, debate: &'a Debate, typed: &str) -> Vec<Landing<'a>> {
    let wanted: String = typed.chars().filter(|c| c.is_alphanumeric()).map(first_letter).take(MOST).collect();
    let count = wanted.chars().count();
    if count < FEWEST {
        return Vec::new();
    }
    let mask = wanted.chars().fold(0, |mask, letter| mask | bit(letter));
    let least = LEAST * i64::try_from(count).unwrap_or(i64::MAX);
    let letter_matcher = SkimMatcherV2::default().ignore_case();
    let mut compared = 0;
    let mut landings: Vec<(i64, Landing<'a>)> = Vec::new();
    for (number, letters) in (0_u32..).zip(&index.letters) {
        if letters & mask != mask {
            continue;
        }
        let mut best: Option<(i64, Landing<'a>)> = None;
        each_own(debate, index.entries.entry(number), |piece| {
            if !is_name(piece.field) || compared >= COMPARED {
                return;
            }
            let name: String = piece.text.chars().take(LENGTH).map(first_letter).collect();
            if !has_in_order(&name, &wanted) {
                return;
            }
            compared += 1;
            if let Some((score, places)) = letter_matcher.fuzzy_indices(&name, &wanted)
                && score >= least
                && best.as_ref().is_none_or(|(other, _)| score > *other)
            {
                let matches = bytes(piece.text, &places);
                best = Some((score, Landing { entry: number, score: 0.0, piece, matches }));
            }
        });
        landings.extend(best);
    }
    landings.sort_by_key(|(score, landing)| (std::cmp::Reverse(*score), index.kind(landing.entry), landing.entry));
    let share = |score: i64| f32::from(i16::try_from(score).unwrap_or(i16::MAX)) / (f32::from(i16::MAX) + 1.0);
    landings.into_iter().map(|(score, landing)| Landing { score: share(score), ..landing }).collect()
}

fn is_name(field: Field) -> bool {
    matches!(field, Field::Id | Field::Name | Field::Aka | Field::Title | Field::Tag)
}

/// One letter for one character, so that places stay places.
fn first_letter(c: char) -> char {
    let mut first = None;
    fold(c, |letter| first = first.or(Some(letter)));
    first.unwrap_or(c)
}

fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => 1 << (u32::from(letter) - u32::from('a')),
        _ if letter.is_alphanumeric() => 1 << (26 + u32::from(letter) % 6),
        _ => 0,
    }
}

fn has_in_order(name: &str, wanted: &str) -> bool {
    let mut letters = name.chars();
    wanted.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// The bytes of the characters at `places`, which are in order.
fn bytes(text: &str, places: &[usize]) -> Vec<Range<usize>> {
    let mut places = places.iter().peekable();
    let ranges = text
        .char_indices()
        .enumerate()
        .filter(|(place, _)| places.next_if(|wanted| *wanted == place).is_some())
        .map(|(_, (at, c))| at..at + c.len_utf8())
        .collect();
    merged(ranges)
}
