//! The jump: ids, names and titles by some of their letters in order, `feartheft` for `fear-of-theft`.
//!
//! A statement is also found by its speaker's name with its id behind it: `diazkeros` for what Díaz says of kerosene.
//!
//! This is what subsequences are good for; they are no way to search prose, so nothing else is looked at, only good
//! matches count, and whoever asks does so only when words found little. The matching itself is `fuzzy-matcher`'s.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Index;
use super::entry::{Entries, Entry, Field, Piece, each_lent, each_own};
use super::fold::first_letter;
use super::query::merged;
use crate::debate::Debate;

/// Fewer letters are in everything.
const FEWEST: usize = 3;
/// More letters than a name has.
const MOST: usize = 64;
/// Letters of a title that are looked at.
const LENGTH: usize = 200;
/// Names that are compared closely in one search.
const COMPARED: usize = 2048;
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
        let mut add = |piece: Piece<'_>| {
            if is_name(piece.field) || piece.field == Field::Speaker {
                piece.text.chars().take(LENGTH).for_each(|c| letters |= bit(first_letter(c)));
            }
        };
        each_own(debate, entries.entry(number), &mut add);
        each_lent(debate, entries.entry(number), &mut add);
        letters
    };
    (0..entries.count()).map(of).collect()
}

/// The entries that have the letters of `typed`, in order, in an id, a name or a title, the best first; of each entry
/// its best name.
pub(super) fn landings<'a>(index: &Index, debate: &'a Debate, typed: &str) -> Vec<Landing<'a>> {
    let wanted: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).map(first_letter).take(MOST).collect();
    if wanted.len() < FEWEST {
        return Vec::new();
    }
    let mask = wanted.iter().fold(0, |mask, letter| mask | bit(*letter));
    let least = LEAST * i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let pattern = wanted.iter().collect();
    let mut jump =
        Jump { wanted, pattern, least, matcher: SkimMatcherV2::default().ignore_case(), compared: 0, best: None };
    let mut landings: Vec<(i64, Landing<'a>)> = Vec::new();
    for (number, letters) in (0_u32..).zip(&index.letters) {
        if letters & mask != mask {
            continue;
        }
        let entry = index.entries.entry(number);
        if let Entry::Statement(statement) = entry {
            // Most entries are statements: the id first and alone, since nothing else of them need be touched.
            let Some(statement) = debate.statements().get(statement.place()) else { continue };
            let id = Piece { field: Field::Id, attribution: None, text: &statement.id };
            jump.look("", id);
            if jump.best.is_none() && jump.may_follow_a_name(id.text) {
                each_lent(debate, entry, |piece| {
                    if piece.field == Field::Speaker {
                        jump.look(piece.text, id);
                    }
                });
            }
        } else {
            each_own(debate, entry, |piece| {
                if is_name(piece.field) {
                    jump.look("", piece);
                }
            });
        }
        let landing = jump
            .best
            .take()
            .map(|(score, piece, matches)| (score, Landing { entry: number, score: 0.0, piece, matches }));
        landings.extend(landing);
    }
    landings.sort_by_key(|(score, landing)| (std::cmp::Reverse(*score), index.kind(landing.entry), landing.entry));
    let share = |score: i64| f32::from(i16::try_from(score).unwrap_or(i16::MAX)) / (f32::from(i16::MAX) + 1.0);
    landings.into_iter().map(|(score, landing)| Landing { score: share(score), ..landing }).collect()
}

/// What is looked for, and the best name so far of the entry at hand.
struct Jump<'a> {
    wanted: Vec<char>,
    pattern: String,
    least: i64,
    matcher: SkimMatcherV2,
    compared: usize,
    best: Option<(i64, Piece<'a>, Vec<Range<usize>>)>,
}

impl<'a> Jump<'a> {
    /// Whether a text has at least the last letters of what is looked for, so that a name before it may have the first.
    fn may_follow_a_name(&self, text: &str) -> bool {
        in_order(text, self.wanted.get(self.wanted.len() - FEWEST..).unwrap_or_default()) == FEWEST
    }

    /// Compares a name, or the id of a statement with the name of a speaker before it; that name is not marked.
    fn look(&mut self, speaker: &str, piece: Piece<'a>) {
        if self.compared >= COMPARED {
            return;
        }
        // Most names fall out here, before anything is put together.
        let begun = in_order(speaker, &self.wanted);
        if in_order(piece.text, self.wanted.get(begun..).unwrap_or_default()) + begun < self.wanted.len() {
            return;
        }
        let mut name: String = speaker.chars().take(LENGTH).map(first_letter).collect();
        let mut before = 0;
        if !name.is_empty() {
            name.push(' ');
            before = name.chars().count();
        }
        name.extend(piece.text.chars().take(LENGTH).map(first_letter));
        self.compared += 1;
        if let Some((score, places)) = self.matcher.fuzzy_indices(&name, &self.pattern)
            && score >= self.least
            && is_meant(&name, &places)
            && self.best.as_ref().is_none_or(|(other, ..)| score > *other)
        {
            let places: Vec<usize> = places.into_iter().filter_map(|place| place.checked_sub(before)).collect();
            if !places.is_empty() {
                self.best = Some((score, piece, bytes(piece.text, &places)));
            }
        }
    }
}

/// Whether letters at these places look picked on purpose: few runs of letters side by side, or each run the beginning
/// of a word. Letters strewn over a long name are in it by chance, as those of `deny` in `declare-encryption`.
fn is_meant(name: &str, places: &[usize]) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let begins = |place: usize| place == 0 || letters.get(place - 1).is_some_and(|before| !before.is_alphanumeric());
    let mut before = None;
    let mut runs = 0;
    let mut all_begin = true;
    for place in places.iter().copied() {
        if before.is_none_or(|before: usize| before + 1 != place) {
            runs += 1;
            all_begin &= begins(place);
        }
        before = Some(place);
    }
    all_begin || runs <= 1 + places.len() / 4
}

fn is_name(field: Field) -> bool {
    matches!(field, Field::Id | Field::Name | Field::Aka | Field::Title | Field::Tag)
}

fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => 1 << (u32::from(letter) - u32::from('a')),
        _ if letter.is_alphanumeric() => 1 << (26 + u32::from(letter) % 6),
        _ => 0,
    }
}

/// How many of the wanted letters, from the first on, a text has in order.
fn in_order(text: &str, wanted: &[char]) -> usize {
    let mut rest = wanted;
    for c in text.chars().take(LENGTH) {
        match rest.split_first() {
            Some((next, others)) if *next == first_letter(c) => rest = others,
            Some(_) => {}
            None => break,
        }
    }
    wanted.len() - rest.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_strewn_over_a_name_are_chance() {
        let places = |name: &str, letters: &str| -> Vec<usize> {
            let (_, places) = SkimMatcherV2::default().ignore_case().fuzzy_indices(name, letters).expect(name);
            places
        };
        for (name, letters, meant) in [
            ("declare-encryption-in-france", "deny", false),
            ("harm-ignored-is-no-innovation", "hiini", true),
            ("mary anne franks harm-ignored-is-no-innovation", "franksinnov", true),
            ("fear-of-prison", "fearprison", true),
            ("fear-of-prison", "frprison", true),
            ("natalia krapiva", "krpiva", true),
        ] {
            assert_eq!(is_meant(name, &places(name, letters)), meant, "{letters} in {name}");
        }
    }
}
