//! What is shown of a hit: the passage that matters most, with its matches.
//!
//! Texts are read again from the debate, so what is marked is what stands there, to the byte.

use std::cmp::Ordering;
use std::ops::Range;

use super::entry::{Entry, Field, Piece, each_lent, each_own};
use super::query::{How, Match, Query, merged};
use super::rank::Nearness;
use super::words::each_word;
use crate::debate::{Debate, Text};

/// Words shown for one misspelt term.
const SHOWN: usize = 3;
/// Hits that are looked through for words to show.
const LOOKED_THROUGH: usize = 20;
/// What an entry is lent of which so much is looked at, unless a term is found nowhere else.
const LENT: usize = 64;

/// A text of an entry, with what matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which text.
    pub field: Field,
    /// For a quote, a speaker and a source of a statement: which of its attributions.
    pub attribution: Option<u32>,
    /// The whole text.
    pub text: Text,
    /// The bytes of it that matched: in order, apart, on the boundaries of characters.
    pub matches: Vec<Range<usize>>,
}

/// A misspelt term and a word that was found for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// As it was typed.
    pub typed: Text,
    /// As it stands in the debate.
    pub shown: Text,
}

impl Passage {
    pub(super) fn new(piece: Piece<'_>, matches: Vec<Range<usize>>) -> Self {
        let Piece { field, attribution, text } = piece;
        let shown = Text::new(text);
        // A debate's text is clean, and cleaning again changes nothing; but an id that no file can have may be anything.
        let matches = if *shown == *text { matches } else { Vec::new() };
        Self { field, attribution, text: shown, matches }
    }
}

/// The passages of an entry that show why it was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passages {
    /// What it takes to see every word that was found in it, the passage that matters most first.
    pub needed: Vec<Passage>,
    /// What else matches.
    pub others: Vec<Passage>,
}

impl Passages {
    /// The passages of `entry` that match, beside texts that are told of it anyway. The first is the one that has the most
    /// terms; of several the one that has them best, its own before what it is lent, and nearest together; then the first
    /// in the order of [`Field::ALL`]. What speakers and sources lend is the first only for terms found nowhere else. Those
    /// that follow have terms that none before has. Where nothing matches it is what the entry is called.
    pub(super) fn of(debate: &Debate, query: &Query, entry: Entry, told: &[&str]) -> Self {
        let mut look = Look::new(query);
        each_own(debate, entry, |piece| look.at(piece, false));
        let lacks = look.has.contains(&false);
        let mut lent = 0;
        each_lent(debate, entry, |piece| {
            lent += 1;
            if lacks || lent <= LENT {
                look.at(piece, true);
            }
        });
        let Look { mut matching, mut has, matches: mut in_told, .. } = look;
        has.fill(false);
        for text in told {
            query.matches(text, &mut in_told);
            for found in &in_told {
                has.iter_mut().skip(found.clause).take(1).for_each(|has| *has = true);
            }
        }
        let is_told = |piece: &Piece<'_>| {
            let is_in = |text: &&str| piece.field == Field::Speaker && text.contains(piece.text);
            told.contains(&piece.text) || told.iter().any(is_in)
        };
        let mut passages = Self::default();
        let Some(best) = (0..matching.len())
            .filter(|at| matching.get(*at).is_some_and(|one| lacks || !one.lent))
            .reduce(|best, other| match (matching.get(best), matching.get(other)) {
                (Some(one), Some(two)) if two.is_better_than(one) => other,
                _ => best,
            })
        else {
            // It was found without words: by what it is called.
            let mut first = None;
            each_own(debate, entry, |piece| first = first.or(Some(piece)));
            let first = first.unwrap_or(Piece { field: Field::Text, attribution: None, text: "" });
            passages.needed.extend((!is_told(&first)).then(|| Passage::new(first, Vec::new())));
            return passages;
        };
        let mut next = Some((best, true));
        while let Some((at, is_best)) = next {
            let one = matching.remove(at);
            // Who says it, and where, is told for what it adds.
            let adds = !one.is_of_attribution() || one.adds_to(&has) > 0;
            one.add_to(&mut has);
            if !is_told(&one.piece) && (adds || !is_best) {
                passages.needed.push(one.into());
            }
            let most = matching.iter().enumerate().filter(|(_, one)| one.adds_to(&has) > 0).reduce(|best, other| {
                let by = |(_, one): (usize, &Matching<'_>)| one.adds_to(&has);
                let better = by(other)
                    .cmp(&by(best))
                    .then_with(|| if other.1.is_better_than(best.1) { Ordering::Greater } else { Ordering::Less });
                if better == Ordering::Greater { other } else { best }
            });
            next = most.map(|(at, _)| (at, false));
        }
        matching.sort_by_key(|one| one.piece.field);
        for one in matching.into_iter().filter(|one| !is_told(&one.piece)) {
            let is_same = |other: &Passage| other.field == one.piece.field && *other.text == *one.piece.text;
            if !passages.needed.iter().chain(&passages.others).any(is_same) {
                passages.others.push(one.into());
            }
        }
        passages
    }

    /// A single one.
    pub(super) fn one(passage: Passage) -> Self {
        Self { needed: vec![passage], others: Vec::new() }
    }
}

/// A piece of an entry that matches.
struct Matching<'a> {
    piece: Piece<'a>,
    worth: Worth,
    /// Which clauses have a term in it.
    has: Vec<bool>,
    matches: Vec<Range<usize>>,
    /// Whether another entry lends it.
    lent: bool,
}

impl Matching<'_> {
    fn is_better_than(&self, other: &Self) -> bool {
        match self.worth.partial_cmp(&other.worth) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => self.piece.field < other.piece.field,
            _ => false,
        }
    }

    fn is_of_attribution(&self) -> bool {
        matches!(self.piece.field, Field::Speaker | Field::Source)
    }

    /// How many clauses it has a term of that had none.
    fn adds_to(&self, has: &[bool]) -> usize {
        self.has.iter().zip(has).filter(|(new, had)| **new && !**had).count()
    }

    fn add_to(&self, has: &mut [bool]) {
        has.iter_mut().zip(&self.has).for_each(|(has, new)| *has |= new);
    }
}

impl From<Matching<'_>> for Passage {
    fn from(one: Matching<'_>) -> Self {
        Self::new(one.piece, merged(one.matches))
    }
}

/// A look through the pieces of an entry.
struct Look<'q, 'a> {
    query: &'q Query,
    matching: Vec<Matching<'a>>,
    /// Which clauses have a term that was found so far.
    has: Vec<bool>,
    matches: Vec<Match>,
}

impl<'q, 'a> Look<'q, 'a> {
    fn new(query: &'q Query) -> Self {
        Self { query, matching: Vec::new(), has: vec![false; query.clauses().len()], matches: Vec::new() }
    }

    fn at(&mut self, piece: Piece<'a>, lent: bool) {
        self.query.matches(piece.text, &mut self.matches);
        if self.matches.is_empty() {
            return;
        }
        let mut strengths = vec![0.0_f32; self.has.len()];
        for found in &self.matches {
            if let (Some(strength), Some(has)) = (strengths.get_mut(found.clause), self.has.get_mut(found.clause)) {
                *strength = strength.max(found.how.likeness());
                *has = true;
            }
        }
        // The words of an id always stand near each other, and say no more than the text.
        let near = if piece.field == Field::Id { 0.0 } else { Nearness::of(&self.matches, strengths.len()).near };
        let has: Vec<bool> = strengths.iter().map(|strength| *strength > 0.0).collect();
        let worth = Worth {
            terms: has.iter().filter(|has| **has).count(),
            strength: strengths.iter().sum::<f32>() * (1.0 + near / 2.0) * share(piece.field),
        };
        let matches = self.matches.iter().map(|found| found.range.clone()).collect();
        self.matching.push(Matching { piece, worth, has, matches, lent });
    }
}

/// How much a passage shows of what was looked for.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Worth {
    /// How many terms.
    terms: usize,
    /// How well.
    strength: f32,
}

/// How much a match in a field shows of the entry itself.
fn share(field: Field) -> f32 {
    if matches!(field, Field::Speaker | Field::Source | Field::Id) { 0.5 } else { 1.0 }
}

impl Query {
    /// The words of it, as they were typed, that an entry has not: of one that was found by most of the words.
    #[must_use]
    pub fn missing(&self, debate: &Debate, entry: Entry) -> Vec<&str> {
        let mut has = vec![false; self.clauses().len()];
        let mut matches = Vec::new();
        let mut look = |text: &str| {
            self.matches(text, &mut matches);
            for found in &matches {
                if let Some(has) = has.get_mut(found.clause) {
                    *has = true;
                }
            }
        };
        each_own(debate, entry, |piece| look(piece.text));
        each_lent(debate, entry, |piece| look(piece.text));
        let lacking = self.clauses().iter().zip(has).filter(|(_, has)| !has);
        let terms = lacking.flat_map(|(clause, _)| self.terms().get(clause.terms.clone()).unwrap_or_default());
        terms.map(|term| &*term.typed).collect()
    }
}

/// What the misspelt terms of a query were taken for in its hits, in the order of the hits.
pub(super) fn corrections(debate: &Debate, query: &Query, hits: impl Iterator<Item = Entry>) -> Vec<Correction> {
    let mut corrections: Vec<(usize, String, Correction)> = Vec::new();
    if query.terms().iter().all(|term| term.spellings.is_empty() && term.open.is_empty()) {
        return Vec::new();
    }
    let mut matches = Vec::new();
    for entry in hits.take(LOOKED_THROUGH) {
        let mut look = |piece: Piece<'_>| {
            query.matches(piece.text, &mut matches);
            for found in matches.iter().filter(|found| found.how == How::Corrected) {
                let (Some(term), Some(shown)) = (query.terms().get(found.term), piece.text.get(found.range.clone()))
                else {
                    continue;
                };
                let mut folded = String::new();
                each_word(shown, |word| folded.push_str(word.letters));
                let so_far = corrections.iter().filter(|(place, ..)| *place == found.term);
                let known = so_far.clone().any(|(_, other, _)| *other == folded);
                if !known && so_far.count() < SHOWN {
                    let correction = Correction { typed: Text::new(&term.typed), shown: Text::new(shown) };
                    corrections.push((found.term, folded, correction));
                }
            }
        };
        each_own(debate, entry, &mut look);
        each_lent(debate, entry, &mut look);
    }
    corrections.sort_by_key(|(term, ..)| *term);
    corrections.into_iter().map(|(.., correction)| correction).collect()
}
