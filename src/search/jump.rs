//! The jump: ids, names and titles by some of their letters in order, `feartheft` for `fear-of-theft`.
//!
//! A statement is also found by its speaker's name with its id behind it: `diazkeros` for what Díaz says of kerosene.
//!
//! This is what subsequences are good for; they are no way to search prose, so nothing else is looked at, only good
//! matches count, and whoever asks does so only when words found little. The matching itself is `fuzzy-matcher`'s.

use std::collections::BTreeMap;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Index;
use super::entry::{Entry, Field, Piece, each_own};
use super::fold::first_letter;
use super::query::merged;
use super::signature::{Asked, Signature};
use crate::debate::{Debate, Text};

/// Fewer letters are in everything.
const FEWEST: usize = 3;
/// More letters than a name has.
const MOST: usize = 64;
/// Letters of a title that are looked at.
pub(super) const LENGTH: usize = 200;
/// Names that are compared closely in one search.
const COMPARED: usize = 2048;
/// What every typed letter must bring on average: a letter found brings 16, one at the start of a word or right behind
/// the one before some more, and every gap takes some away.
const LEAST: i64 = 18;

/// An entry found by some letters of a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Landing<'a> {
    pub(super) entry: u32,
    /// How well, in points.
    points: i64,
    pub(super) piece: Piece<'a>,
    pub(super) matches: Vec<Range<usize>>,
}

/// The entries that have the letters of `typed`, in order, in an id, a name or a title, the best first; of each entry
/// its best name.
pub(super) fn landings<'a>(index: &Index, debate: &'a Debate, typed: &str) -> Vec<Landing<'a>> {
    let wanted: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).map(first_letter).take(MOST).collect();
    if wanted.len() < FEWEST {
        return Vec::new();
    }
    let gaps = most_runs(wanted.len()) - 1;
    let whole = Asked::new(&wanted, 0, gaps);
    let least = LEAST * i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let pattern = wanted.iter().collect();
    let mut jump = Jump { wanted, pattern, least, matcher: SkimMatcherV2::default().ignore_case(), compared: 0 };
    let mut landings: Vec<Landing<'a>> = Vec::new();
    for (entry, _) in (0_u32..).zip(&index.signatures).filter(|(_, signature)| whole.may_be_in(**signature)) {
        let mut best = None;
        each_own(debate, index.entries.entry(entry), |piece| {
            if is_name(piece.field) {
                jump.look("", piece, &mut best);
            }
        });
        landings.extend(best.map(|best| Landing { entry, ..best }));
    }
    landings.extend(jump.behind_speakers(index, debate, gaps, &landings));
    landings.sort_by_key(|landing| (std::cmp::Reverse(landing.points), index.kind(landing.entry), landing.entry));
    landings
}

/// How many runs of letters side by side a name may have of so many letters, where runs do not begin words.
fn most_runs(letters: usize) -> usize {
    1 + letters / 4
}

/// What is looked for.
struct Jump {
    wanted: Vec<char>,
    pattern: String,
    least: i64,
    matcher: SkimMatcherV2,
    compared: usize,
}

impl Jump {
    /// The statements that have the letters in the name of a speaker and the id behind it, but those that `landed`.
    fn behind_speakers<'a>(
        &mut self,
        index: &Index,
        debate: &'a Debate,
        gaps: usize,
        landed: &[Landing<'a>],
    ) -> Vec<Landing<'a>> {
        let Some(last) = self.wanted.len().checked_sub(FEWEST) else { return Vec::new() };
        let mut begun: Vec<(u32, &Text, usize)> = Vec::new();
        for (number, actor) in index.entries.actors().zip(debate.actors()) {
            for name in std::iter::once(&actor.name).chain(&actor.aka) {
                let letters = in_order(name, &self.wanted).min(last);
                begun.extend((letters > 0).then_some((number, name, letters)));
            }
        }
        let Some(most) = begun.iter().map(|(.., letters)| *letters).max() else { return Vec::new() };
        // The more letters the name has, the fewer must be in the id: for each statement the least that will do. A run in
        // the name is one less in the id.
        let asked: Vec<Asked> =
            (1..=most).rev().map(|letters| Asked::new(&self.wanted, letters, gaps.saturating_sub(1))).collect();
        let least =
            |signature: &Signature| most + 1 - asked.iter().take_while(|asked| asked.may_be_in(*signature)).count();
        let statements = index.signatures.get(..index.entries.statements().len()).unwrap_or_default();
        let mut least: Vec<u8> =
            statements.iter().map(|signature| u8::try_from(least(signature)).unwrap_or(u8::MAX)).collect();
        for landing in landed {
            least.get_mut(landing.entry as usize).into_iter().for_each(|least| *least = u8::MAX);
        }
        let mut best: BTreeMap<u32, Landing<'a>> = BTreeMap::new();
        for (number, name, letters) in begun {
            index.entries.each_borrower(debate, number, |entry| {
                let is_plausible = least.get(entry as usize).is_some_and(|least| usize::from(*least) <= letters);
                let Entry::Statement(statement) = index.entries.entry(entry) else { return };
                let Some(statement) = debate.statements().get(statement.place()).filter(|_| is_plausible) else {
                    return;
                };
                let id = Piece { field: Field::Id, attribution: None, text: &statement.id };
                let mut of_statement = best.remove(&entry);
                self.look(name, id, &mut of_statement);
                best.extend(of_statement.map(|landing| (entry, Landing { entry, ..landing })));
            });
        }
        best.into_values().collect()
    }

    /// Compares a name, or the id of a statement with the name of a speaker before it; that name is not marked.
    fn look<'a>(&mut self, speaker: &str, piece: Piece<'a>, best: &mut Option<Landing<'a>>) {
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
            && best.as_ref().is_none_or(|other| score > other.points)
        {
            let places: Vec<usize> = places.into_iter().filter_map(|place| place.checked_sub(before)).collect();
            if !places.is_empty() {
                *best = Some(Landing { entry: 0, points: score, piece, matches: bytes(piece.text, &places) });
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
    all_begin || runs <= most_runs(places.len())
}

impl Landing<'_> {
    /// How well, from 0 to 1.
    pub(super) fn score(&self) -> f32 {
        f32::from(i16::try_from(self.points).unwrap_or(i16::MAX)) / (f32::from(i16::MAX) + 1.0)
    }
}

/// Whether an entry is called by it.
pub(super) fn is_name(field: Field) -> bool {
    matches!(field, Field::Id | Field::Name | Field::Aka | Field::Title | Field::Tag)
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
