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
use super::entry::{Entry, Field, Piece, each_own};
use super::fold::first_letter;
use super::query::merged;
use super::signature::Asked;
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
    /// The name of a speaker before it that has the first letters.
    pub(super) speaker: Option<(Piece<'a>, Vec<Range<usize>>)>,
}

/// The entries that have the letters of `typed`, in order, in an id, a name or a title, the best first; of each entry
/// its best name.
pub(super) fn landings<'a>(index: &Index, debate: &'a Debate, typed: &str) -> Vec<Landing<'a>> {
    let wanted: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).map(first_letter).take(MOST).collect();
    if wanted.len() < FEWEST {
        return Vec::new();
    }
    let least = LEAST * i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let pattern = wanted.iter().collect();
    let mut jump = Jump { wanted, pattern, least, matcher: SkimMatcherV2::default().ignore_case(), compared: 0 };
    let called = Called::new(index, debate, &jump.wanted);
    let (own, behind_speakers) = plausible(index, &called, &jump.wanted);
    let mut landings: Vec<Landing<'a>> = Vec::new();
    for entry in own {
        let mut best = None;
        each_own(debate, index.entries.entry(entry), |piece| {
            if is_name(piece.field) {
                jump.look("", piece, &mut best);
            }
        });
        landings.extend(best.map(|best| Landing { entry, ..best }));
    }
    let landed = landings.len();
    for (entry, letters) in behind_speakers {
        let has_landed =
            landings.get(..landed).unwrap_or_default().binary_search_by_key(&entry, |one| one.entry).is_ok();
        let best = if has_landed { None } else { jump.behind_speakers(index, debate, &called, entry, letters) };
        landings.extend(best.map(|best| Landing { entry, ..best }));
    }
    landings.sort_by_key(|landing| (std::cmp::Reverse(landing.points), index.kind(landing.entry), landing.entry));
    landings
}

/// The entries that may have all letters in a name of their own, and the statements that may have in their id what is left
/// of them behind the name of a speaker, each with how many letters that name must have.
fn plausible(index: &Index, called: &Called<'_>, wanted: &[char]) -> (Vec<u32>, Vec<(u32, usize)>) {
    let gaps = most_runs(wanted.len()) - 1;
    let whole = Asked::new(wanted, 0, gaps);
    // The more letters the name has, the fewer must be in the id. A run in the name is one less in the id.
    let most = called.most();
    let behind: Vec<Asked> =
        (1..=most).rev().map(|letters| Asked::new(wanted, letters, gaps.saturating_sub(1))).collect();
    let (mut own, mut behind_speakers) = (Vec::new(), Vec::new());
    let statements = index.entries.statements();
    for (entry, signature) in (0_u32..).zip(&index.signatures) {
        if behind.first().is_some_and(|fewest| !fewest.has_letters(*signature)) {
            // These letters are asked for in any case.
            continue;
        }
        if whole.may_be_in(*signature) {
            own.push(entry);
        }
        if behind.first().is_some_and(|fewest| fewest.may_be_in(*signature)) && statements.contains(&entry) {
            let fewer = behind.iter().take_while(|asked| asked.may_be_in(*signature)).count();
            behind_speakers.push((entry, most + 1 - fewer));
        }
    }
    (own, behind_speakers)
}

/// The names of speakers that have some of the letters, in order from the first one on.
struct Called<'a> {
    /// The number of the actor, a name, and how many letters it has; in the order of actors.
    names: Vec<(u32, &'a Text, usize)>,
}

impl<'a> Called<'a> {
    fn new(index: &Index, debate: &'a Debate, wanted: &[char]) -> Self {
        let last = wanted.len().saturating_sub(FEWEST);
        let mut names = Vec::new();
        for (number, actor) in index.entries.actors().zip(debate.actors()) {
            for name in std::iter::once(&actor.name).chain(&actor.aka) {
                let letters = in_order(name, wanted).min(last);
                names.extend((letters > 0).then_some((number, name, letters)));
            }
        }
        Self { names }
    }

    fn most(&self) -> usize {
        self.names.iter().map(|(.., letters)| *letters).max().unwrap_or_default()
    }

    /// The names of an actor that have so many letters.
    fn of(&self, actor: u32, least: usize) -> impl Iterator<Item = &'a Text> {
        let start = self.names.partition_point(|(other, ..)| *other < actor);
        let of_it = self.names.get(start..).unwrap_or_default().iter().take_while(move |(other, ..)| *other == actor);
        of_it.filter(move |(.., letters)| *letters >= least).map(|(_, name, _)| *name)
    }
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
    /// The best of the names of a statement's speakers, with so many letters, and its id behind.
    fn behind_speakers<'a>(
        &mut self,
        index: &Index,
        debate: &'a Debate,
        called: &Called<'a>,
        entry: u32,
        letters: usize,
    ) -> Option<Landing<'a>> {
        let Entry::Statement(statement) = index.entries.entry(entry) else { return None };
        let statement = debate.statements().get(statement.place())?;
        let mut speakers: Vec<u32> = statement.said.iter().map(|said| index.entries.actor(said.actor)).collect();
        speakers.sort_unstable();
        speakers.dedup();
        let id = Piece { field: Field::Id, attribution: None, text: &statement.id };
        let mut best = None;
        for name in speakers.into_iter().flat_map(|speaker| called.of(speaker, letters)) {
            self.look(name, id, &mut best);
        }
        best
    }

    /// Compares a name, or the id of a statement with the name of a speaker before it.
    fn look<'a>(&mut self, speaker: &'a str, piece: Piece<'a>, best: &mut Option<Landing<'a>>) {
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
            let (of_speaker, places): (Vec<usize>, Vec<usize>) = places.into_iter().partition(|place| *place < before);
            let places: Vec<usize> = places.into_iter().map(|place| place - before).collect();
            if !places.is_empty() {
                let name = Piece { field: Field::Speaker, attribution: None, text: speaker };
                let speaker = (!of_speaker.is_empty()).then(|| (name, bytes(speaker, &of_speaker)));
                *best = Some(Landing { entry: 0, points: score, piece, matches: bytes(piece.text, &places), speaker });
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
