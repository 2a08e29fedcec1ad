//! What is shown of a hit: the passage that matters most, with its matches.
//!
//! Texts are read again from the debate, so what is marked is what stands there, to the byte.

use std::cmp::Ordering;
use std::ops::Range;

use super::entry::{Entry, Field, Piece, each_lent, each_own};
use super::query::{How, Match, Query, merged};
use super::rank::nearness;
use super::words::each_word;
use crate::debate::{Debate, Text};

/// Words shown for one misspelt term.
const SHOWN: usize = 3;
/// Hits that are looked through for words to show.
const LOOKED_THROUGH: usize = 20;

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

    /// The passage of `entry` that has the most terms; of several the one that has them best, its own before what it is
    /// lent, and nearest together; then the first in the order of [`Field::ALL`]. What speakers and sources lend is looked
    /// at only for terms found nowhere else.
    pub(super) fn of(debate: &Debate, query: &Query, entry: Entry) -> Self {
        let mut choice = Choice { query, best: None, has: vec![false; query.clauses().len()], matches: Vec::new() };
        each_own(debate, entry, |piece| choice.look(piece));
        if choice.has.contains(&false) {
            each_lent(debate, entry, |piece| choice.look(piece));
        }
        if let Some((_, piece, ranges)) = choice.best {
            return Self::new(piece, merged(ranges));
        }
        // It was found without words: by what it is called.
        let mut first = None;
        each_own(debate, entry, |piece| first = first.or(Some(piece)));
        Self::new(first.unwrap_or(Piece { field: Field::Text, attribution: None, text: "" }), Vec::new())
    }
}

struct Choice<'q, 'a> {
    query: &'q Query,
    best: Option<(Worth, Piece<'a>, Vec<Range<usize>>)>,
    /// Which clauses have a term that was found so far.
    has: Vec<bool>,
    matches: Vec<Match>,
}

impl<'a> Choice<'_, 'a> {
    fn look(&mut self, piece: Piece<'a>) {
        self.query.matches(piece.text, &mut self.matches);
        if self.matches.is_empty() {
            return;
        }
        let mut strengths = vec![0.0_f32; self.has.len()];
        for found in &self.matches {
            if let (Some(strength), Some(has)) = (strengths.get_mut(found.clause), self.has.get_mut(found.clause)) {
                *strength = strength.max(strength_of(found.how));
                *has = true;
            }
        }
        // The words of an id always stand near each other, and say no more than the text.
        let near = if piece.field == Field::Id { 0.0 } else { nearness(&self.matches, strengths.len()) };
        let worth = Worth {
            terms: strengths.iter().filter(|strength| **strength > 0.0).count(),
            strength: strengths.iter().sum::<f32>() * (1.0 + near / 2.0) * share(piece.field),
        };
        let better = self.best.as_ref().is_none_or(|(best, other, _)| match worth.partial_cmp(best) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => piece.field < other.field,
            _ => false,
        });
        if better {
            self.best = Some((worth, piece, self.matches.iter().map(|found| found.range.clone()).collect()));
        }
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

/// What a match counts in the choice of a passage: once a misspelt word is corrected, it is that word.
fn strength_of(how: How) -> f32 {
    if how == How::Corrected { How::Exact.strength() } else { how.strength() }
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
    if query.terms().iter().all(|term| term.spellings.is_empty()) {
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
