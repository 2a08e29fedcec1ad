//! The jump: ids, names and titles by some of their letters in order, `feartheft` for `fear-of-theft`.
//!
//! A statement is also found by its speaker's name with its id behind it: `diazkeros` for what Díaz says of kerosene.
//!
//! This is what subsequences are good for; they are no way to search prose, so nothing else is looked at, only good
//! matches count, and whoever asks does so only when words found little. The matching itself is `fuzzy-matcher`'s.

mod runs;

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rayon::prelude::*;

use runs::{Runs, all_begin, inside, is_meant, most_inside, most_runs};

use super::Index;
use super::entry::{Entries, Entry, Field, Piece, each_own, small};
use super::fold::first_letter;
use super::query::merged;
use super::signature::{Asked, Signature};
use crate::debate::{Actor, ActorIndex, Debate, Mention, StatementIndex, Text};

/// Fewer letters are in everything.
const FEWEST: usize = 3;
/// More letters than a name has.
const MOST: usize = 64;
/// Letters of a title that are looked at.
pub(super) const LENGTH: usize = 200;
/// Entries whose own names are looked at in one search, and ids behind names of speakers: those that fit best by what is
/// known of them ahead.
const LOOKED_AT: usize = 4096;
/// Names that are compared closely in one search.
const COMPARED: usize = 1024;
/// Entries of which that is read in one piece, entries whose names are looked at, and names that are compared.
const PIECE: usize = 16384;
const ENTRIES: usize = 256;
const NAMES: usize = 64;
/// What every typed letter must bring on average: a letter found brings 16, one at the start of a word or right behind
/// the one before some more, and every gap takes some away.
const LEAST: i64 = 18;

/// So many letters are in few names by chance in words from their first one on: then less is enough.
const MANY: usize = 7;
const LEAST_OF_MANY: i64 = 14;

/// Entries with such names that are looked at.
const BEGUN: usize = 1024;

/// Where nothing else is found: fewer letters are in too many names, and more names than these are told by none.
const FEWEST_FAR_APART: usize = 4;
const MOST_FAR_APART: usize = 10;

/// An entry found by some letters of a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Landing<'a> {
    pub(super) entry: u32,
    /// How well, in points.
    points: i64,
    /// Whether all letters are beginnings of words.
    pub(super) begins: bool,
    pub(super) piece: Piece<'a>,
    pub(super) matches: Vec<Range<usize>>,
    /// The name of a speaker before it that has the first letters.
    pub(super) speaker: Option<(Piece<'a>, Vec<Range<usize>>)>,
}

/// Letters of names, and the entries that may have them in one.
pub(super) struct ByLetters<'a> {
    index: &'a Index,
    debate: &'a Debate,
    wanted: Vec<char>,
    called: Called<'a>,
    plausible: Plausible,
}

impl<'a> ByLetters<'a> {
    /// Those of `typed`, where there are enough; `may_be_far` says whether [`ByLetters::far_apart`] may be asked for.
    pub(super) fn of(index: &'a Index, debate: &'a Debate, typed: &str, may_be_far: bool) -> Option<Self> {
        let wanted: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).map(first_letter).take(MOST).collect();
        if wanted.len() < FEWEST {
            return None;
        }
        let called = Called::new(index, debate, &wanted);
        let inside = if may_be_far { wanted.len() } else { most_inside(wanted.len()) };
        let plausible = Plausible::new(index, &called, &wanted, inside);
        Some(Self { index, debate, wanted, called, plausible })
    }

    /// The entries that have the letters, in order, in an id, a name or a title, the best first; of each entry its best
    /// name.
    pub(super) fn landings(&self) -> Vec<Landing<'a>> {
        let Self { index, debate, wanted, called, plausible } = self;
        let least = |of_each: i64| of_each * i64::try_from(wanted.len()).unwrap_or(i64::MAX);
        let least_begun = least(if wanted.len() < MANY { LEAST } else { LEAST_OF_MANY });
        let least = least(LEAST);
        let jump = Jump { least, least_begun, most_inside: most_inside(wanted.len()), ..Jump::of(wanted.clone()) };
        let mut names = jump.own_names(index, debate, &plausible.own(jump.most_inside));
        names.truncate(COMPARED);
        let mut landings = jump.best(&names);
        let mut behind = jump.behind_speakers(index, debate, called, &plausible.behind);
        behind.retain(|name| landings.binary_search_by_key(&name.entry, |landing| landing.entry).is_err());
        behind.truncate(COMPARED - names.len());
        landings.extend(jump.best(&behind));
        sort(index, &mut landings);
        landings
    }

    /// The same for where nothing else is found at all: the letters may be as far apart as they like in an id or a name, as
    /// those of `tlgrm` are in `telegram`, but two and more in each word, its first one among them. Only the best few.
    pub(super) fn far_apart(&self) -> Vec<Landing<'a>> {
        let Self { index, debate, wanted, plausible, .. } = self;
        if wanted.len() < FEWEST_FAR_APART {
            return Vec::new();
        }
        let jump = Jump { most_inside: wanted.len(), ..Jump::of(wanted.clone()) };
        let mut names = jump.own_names(index, debate, &plausible.own(jump.most_inside));
        names.retain(|name| matches!(name.piece.field, Field::Id | Field::Name | Field::Aka));
        names.truncate(COMPARED);
        let mut landings = jump.best(&names);
        landings.retain(|landing| words_with(landing) * 2 <= jump.wanted.len());
        sort(index, &mut landings);
        landings.truncate(MOST_FAR_APART);
        landings
    }
}

/// Puts the best first; where letters are as near each other, what people call a thing goes before what the file does.
fn sort(index: &Index, landings: &mut [Landing<'_>]) {
    landings.sort_by_key(|landing| {
        let is_id = landing.piece.field == Field::Id;
        (std::cmp::Reverse(landing.points), is_id, index.kind(landing.entry), landing.entry)
    });
}

/// In how many words of its name the letters of a landing are.
fn words_with(landing: &Landing<'_>) -> usize {
    let name = landing.piece.text;
    let between = |(one, next): (&Range<usize>, &Range<usize>)| name.get(one.end..next.start);
    let pairs = landing.matches.iter().zip(landing.matches.iter().skip(1));
    1 + pairs.filter_map(between).filter(|between| between.contains(|c: char| !c.is_alphanumeric())).count()
}

/// The entries that may have all letters.
struct Plausible {
    /// The most gaps between runs of letters that each begin a word.
    gaps: usize,
    /// Those that may have them in a name of their own, in pieces of the index: by how many gaps there are, then by how many
    /// runs begin inside a word.
    own: Vec<Vec<Vec<u32>>>,
    /// For every entry how many of the letters the name of a speaker must have for its id to have the rest, none where it has
    /// not.
    behind: Vec<u8>,
}

impl Plausible {
    /// `inside` is how many runs may begin inside a word.
    fn new(index: &Index, called: &Called<'_>, wanted: &[char], inside: usize) -> Self {
        let gaps = most_runs(wanted.len()) - 1;
        let whole = Asked::new(wanted, 0, gaps);
        // The more letters the name has, the fewer must be in the id. A run in the name is one less in the id.
        let behind: Vec<(u8, Asked)> = (1..=called.most())
            .rev()
            .map(|letters| (letters, Asked::new(wanted, letters.into(), gaps.saturating_sub(1))))
            .collect();
        let mut least = vec![0; index.signatures.len()];
        let read = |(number, (signatures, least)): (usize, (&[Signature], &mut [u8]))| {
            let mut own = vec![Vec::new(); gaps + inside + 1];
            for (entry, (signature, least)) in (number * PIECE..).zip(signatures.iter().zip(least)) {
                // The letters that no speaker's name has are asked for in any case.
                if behind.first().is_some_and(|(_, fewest)| !fewest.has_letters(*signature)) {
                    continue;
                }
                let fitting = behind.iter().take_while(|(_, asked)| asked.gaps_in(*signature).is_some());
                *least = fitting.last().map_or(0, |(letters, _)| *letters);
                // Few runs go before words that are begun.
                let fits = whole.gaps_in(*signature).or_else(|| {
                    let inside = whole.inside_in(*signature, inside)?;
                    Some(gaps + inside.max(1))
                });
                if let Some(alike) = fits.and_then(|gaps| own.get_mut(gaps)) {
                    alike.push(small(entry));
                }
            }
            own
        };
        let pieces = index.signatures.par_chunks(PIECE).zip(least.par_chunks_mut(PIECE)).enumerate();
        let own = pieces.map(read).collect();
        Self { gaps, own, behind: least }
    }

    /// Those that may have the letters in a name of their own with so many runs inside words, as many as are looked at, those
    /// that fit best.
    fn own(&self, inside: usize) -> Vec<u32> {
        let of = |gaps: Range<usize>| {
            gaps.flat_map(|gaps| self.own.iter().filter_map(move |piece| piece.get(gaps)).flatten().copied())
        };
        let mut own: Vec<u32> = of(0..self.gaps + 1).take(LOOKED_AT).collect();
        own.extend(of(self.gaps + 1..self.gaps + inside + 1).take(BEGUN.min(LOOKED_AT - own.len())));
        own.sort_unstable();
        own
    }
}

/// The names of speakers that have some of the letters, in order from the first one on.
struct Called<'a> {
    /// The number of the actor, a name, and how many letters it has; in the order of actors.
    names: Vec<(u32, &'a Text, u8)>,
}

impl<'a> Called<'a> {
    fn new(index: &Index, debate: &'a Debate, wanted: &[char]) -> Self {
        let last = wanted.len().saturating_sub(FEWEST).min(MOST);
        let first = Asked::new(wanted.get(..1).unwrap_or_default(), 0, 0);
        let actors = index.entries.actors();
        let signatures = index.signatures.get(actors.start as usize..actors.end as usize).unwrap_or_default();
        let all: Vec<_> = actors.zip(signatures).zip(debate.actors()).collect();
        let named = |((number, signature), actor): &((u32, &Signature), &'a Actor)| {
            let number = *number;
            let names = std::iter::once(&actor.name).chain(&actor.aka).filter(|_| first.has_letters(**signature));
            let letters = |name: &Text| u8::try_from(in_order(name, wanted).min(last)).unwrap_or(u8::MAX);
            let names = names.map(move |name| (number, name, letters(name))).filter(|(.., letters)| *letters > 0);
            names.collect::<Vec<_>>()
        };
        Self { names: all.par_iter().flat_map_iter(named).collect() }
    }

    fn most(&self) -> u8 {
        self.names.iter().map(|(.., letters)| *letters).max().unwrap_or_default()
    }
}

/// A name that is to be compared closely: an own one of an entry, or its id behind the name of a speaker.
struct Name<'a> {
    entry: u32,
    speaker: &'a str,
    piece: Piece<'a>,
}

/// What is looked for.
struct Jump {
    wanted: Vec<char>,
    pattern: String,
    least: i64,
    /// Where words are begun.
    least_begun: i64,
    /// How many runs may begin inside a word there.
    most_inside: usize,
    matcher: SkimMatcherV2,
}

impl Jump {
    /// For these letters, however badly they fit.
    fn of(wanted: Vec<char>) -> Self {
        let matcher = SkimMatcherV2::default().ignore_case();
        Self { pattern: wanted.iter().collect(), wanted, least: 1, least_begun: 1, most_inside: 0, matcher }
    }

    /// The names of some entries that may be meant, in their order.
    fn own_names<'a>(&self, index: &Index, debate: &'a Debate, entries: &[u32]) -> Vec<Name<'a>> {
        let names = |entry: &u32| {
            let mut names = Vec::new();
            let own = index.entries.entry(*entry);
            if let Entry::Statement(statement) = own {
                names.extend(self.id(debate, statement, ""));
                return names;
            }
            each_own(debate, own, |piece| {
                let name = Name { entry: *entry, speaker: "", piece };
                names.extend((is_name(piece.field) && self.may_be_meant(&name)).then_some(name));
            });
            names
        };
        entries.par_iter().with_min_len(ENTRIES).flat_map_iter(names).collect()
    }

    /// The id of a statement behind the name of a speaker, if there is one, where it may be meant; else the statement is not
    /// made. It is called by nothing else.
    fn id<'a>(&self, debate: &'a Debate, statement: StatementIndex, speaker: &'a str) -> Option<Name<'a>> {
        let entry = Entries::statement(statement);
        let id = debate.statements().id(statement.place())?;
        let piece = Piece { field: Field::Id, attribution: None, text: &id };
        if !self.may_be_meant(&Name { entry, speaker, piece }) {
            return None;
        }
        let piece = Piece { text: &debate.statements().get(statement.place())?.id, ..piece };
        Some(Name { entry, speaker, piece })
    }

    /// The ids of statements behind the names of their speakers that may be meant, in the order of statements; `least` is
    /// how many letters such a name must have.
    fn behind_speakers<'a>(
        &self,
        index: &Index,
        debate: &'a Debate,
        called: &Called<'a>,
        least: &[u8],
    ) -> Vec<Name<'a>> {
        let of_speaker = |(actor, speaker, letters): &(u32, &'a Text, u8)| {
            let actor = ActorIndex::new((*actor - index.entries.actors().start) as usize);
            let (speaker, letters) = (speaker.as_str(), *letters);
            let fits = move |mention: &&Mention| {
                least.get(mention.statement.place()).is_some_and(|least| (1..=letters).contains(least))
            };
            debate.said_by(actor).iter().filter(fits).map(move |mention| (mention.statement, speaker))
        };
        // Those who have more of the letters come first.
        let mut speakers: Vec<&(u32, &'a Text, u8)> = called.names.iter().collect();
        speakers.sort_by_key(|(.., letters)| std::cmp::Reverse(*letters));
        let said: Vec<(StatementIndex, &'a str)> = speakers.into_iter().flat_map(of_speaker).take(LOOKED_AT).collect();
        let id = |(statement, speaker)| self.id(debate, statement, speaker);
        let mut names: Vec<Name<'a>> = said.into_par_iter().with_min_len(ENTRIES).filter_map(id).collect();
        // Speakers stay in their order; one may say a thing more than once.
        names.sort_by_key(|name| name.entry);
        names.dedup_by(|next, name| next.entry == name.entry && next.speaker == name.speaker);
        names
    }

    /// Whether a name has the letters in order, in few runs, in such that each begin a word, or in words from their first
    /// letter on: what [`Jump::compare`] asks of it. Nearly all names fall out here, before anything is put together.
    fn may_be_meant(&self, name: &Name<'_>) -> bool {
        let begun = in_order(name.speaker, &self.wanted);
        let rest = self.wanted.get(begun..).unwrap_or_default();
        in_order(name.piece.text, rest) == rest.len()
            && (Runs::of(name.letters(), &self.wanted).are_meant() || self.is_begun(name))
    }

    /// Whether a name has the letters in words from their first one on.
    fn is_begun(&self, name: &Name<'_>) -> bool {
        name.speaker.is_empty() && inside(name.letters(), &self.wanted) <= self.most_inside
    }

    /// Compares names, those of an entry side by side. The best of each entry, in their order.
    fn best<'a>(&self, names: &[Name<'a>]) -> Vec<Landing<'a>> {
        let compared: Vec<Landing<'a>> =
            names.par_iter().with_min_len(NAMES).filter_map(|name| self.compare(name)).collect();
        let mut best: Vec<Landing<'a>> = Vec::new();
        for landing in compared {
            match best.last_mut().filter(|last| last.entry == landing.entry) {
                Some(last) if landing.points > last.points => *last = landing,
                Some(_) => {}
                None => best.push(landing),
            }
        }
        best
    }

    /// How well the letters fit a name, if they do.
    fn compare<'a>(&self, name: &Name<'a>) -> Option<Landing<'a>> {
        let letters: String = name.letters().collect();
        let before = name.before().count();
        let (points, places) = self.matcher.fuzzy_indices(&letters, &self.pattern)?;
        let is_meant = points >= self.least && is_meant(&letters, &places);
        if !is_meant && (points < self.least_begun || !self.is_begun(name)) {
            return None;
        }
        let begins = all_begin(&letters, &places);
        let (of_speaker, places): (Vec<usize>, Vec<usize>) = places.into_iter().partition(|place| *place < before);
        let places: Vec<usize> = places.into_iter().map(|place| place - before).collect();
        let Name { entry, speaker, piece } = *name;
        let of_speaker = (!of_speaker.is_empty()).then(|| {
            let name = Piece { field: Field::Speaker, attribution: None, text: speaker };
            (name, bytes(speaker, &of_speaker))
        });
        let matches = bytes(piece.text, &places);
        (!places.is_empty()).then_some(Landing { entry, points, begins, piece, matches, speaker: of_speaker })
    }
}

impl<'a> Name<'a> {
    /// The letters of the speaker's name, with a blank behind.
    fn before(&self) -> impl Iterator<Item = char> + 'a {
        let blank = (!self.speaker.is_empty()).then_some(' ');
        self.speaker.chars().take(LENGTH).map(first_letter).chain(blank)
    }

    fn letters(&self) -> impl Iterator<Item = char> + 'a {
        self.before().chain(self.piece.text.chars().take(LENGTH).map(first_letter))
    }
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
pub(super) fn in_order(text: &str, wanted: &[char]) -> usize {
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
pub(super) fn bytes(text: &str, places: &[usize]) -> Vec<Range<usize>> {
    let mut places = places.iter().peekable();
    let ranges = text
        .char_indices()
        .enumerate()
        .filter(|(place, _)| places.next_if(|wanted| *wanted == place).is_some())
        .map(|(_, (at, c))| at..at + c.len_utf8())
        .collect();
    merged(ranges)
}
