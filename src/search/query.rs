//! What was typed, as terms, and where a text matches them.
//!
//! A query is words, each of which must be found, and phrases in quotation marks, whose words must stand side by side.
//! Words typed without a break between them (ideographs, `fear_of_prison`) are a phrase too. Beside them stand words that
//! must not be found, fields that ask for statements, and alternatives of which any is enough ([`super::syntax`]). A query
//! is compiled against an index, which knows the words that a typing error may have meant and what the fields name;
//! after that it needs no index, so the same query marks the letters of any text anywhere.

mod compile;
mod compounds;
mod lookup;
mod matches;
mod plain;

use std::ops::Range;

use super::vocabulary::Vocabulary;
use crate::debate::filter::{Condition, Mark};
use crate::debate::{StatementSet, Text};

pub(super) use compile::compile;
pub(super) use compounds::Open;
pub(super) use matches::merged;
pub(super) use plain::plain;

/// How a word of a text matches a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum How {
    /// The term itself.
    Exact,
    /// Another form of the term, in a language whose forms are known, or a compound written in another way.
    Form,
    /// The term is its beginning.
    Beginning,
    /// The term is a likely misspelling of it.
    Corrected,
}

impl How {
    /// What a match counts beside an exact one.
    pub(super) fn strength(self) -> f32 {
        match self {
            Self::Exact => 1.0,
            Self::Form => 0.55,
            Self::Beginning => 0.5,
            Self::Corrected => 0.25,
        }
    }

    /// The same where a misspelt word, once corrected, is that word.
    pub(super) fn likeness(self) -> f32 {
        if self == Self::Corrected { Self::Exact.strength() } else { self.strength() }
    }
}

/// A word that a term may have meant.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spelling {
    pub(super) word: u32,
    pub(super) letters: Box<str>,
    /// How likely, from 0 to 1: fewer errors and the same first letter are likelier.
    pub(super) likeness: f32,
}

/// One thing that must be found.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else of how it was typed, and any may hold with any"
)]
pub(super) struct Term {
    /// Which clause it is in.
    clause: usize,
    /// As it was typed.
    pub(super) typed: Box<str>,
    /// Folded words: one, or several that must stand side by side.
    pub(super) words: Vec<Box<str>>,
    /// Whether no blank was typed between it and the term before.
    adjoins: bool,
    /// Whether it stood in quotation marks.
    quoted: bool,
    /// Whether its last word may still be growing: nothing was typed behind it.
    growing: bool,
    /// Whether words that only begin with the last one match.
    pub(super) beginning: bool,
    /// Other forms of its word, and those that its words may be written as in one.
    pub(super) forms: Vec<Spelling>,
    /// The two words that its word may be written as.
    pub(super) open: Vec<Open>,
    /// What it may have meant.
    pub(super) spellings: Vec<Spelling>,
}

/// Something that must hold of a hit: one of these terms is found in it, or it meets one of these conditions, or it
/// lacks one of these terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Clause {
    /// Which of the query's terms.
    pub(super) terms: Range<usize>,
    pub(super) conditions: Vec<Condition>,
    pub(super) lacking: Vec<Term>,
}

/// Something to tell of a piece of the query, which stands at these bytes of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where the piece stands.
    pub range: Range<usize>,
    /// What there is to tell.
    pub words: Text,
}

/// A word of a text that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Which term.
    pub(super) term: usize,
    /// Which clause the term is in: of terms in the same one any is enough.
    pub(super) clause: usize,
    /// Which word of the text.
    pub(super) word: usize,
    pub(super) how: How,
    /// Which bytes of the text.
    pub(super) range: Range<usize>,
}

/// A compiled query: marks what it matches in any text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    terms: Vec<Term>,
    /// Each must hold; the terms are divided among them in order.
    clauses: Vec<Clause>,
    /// All must hold, and of one attribution where they are about attributions.
    conditions: Vec<Condition>,
    /// None may be found.
    excluded: Vec<Term>,
    /// The words to be found, as they were typed.
    words: String,
    /// How many words of a question were left out, since they only join others, or ask.
    joining: usize,
    /// Whether it asks when or where something happened.
    asks_when: bool,
    /// A clause holds of nothing in the debate.
    hopeless: bool,
    /// The statements that carry the marks its conditions ask for.
    marked: Vec<(Mark, StatementSet)>,
    faults: Vec<Remark>,
    meanings: Vec<Remark>,
}

/// Of one query as it was compiled against several debates: what none of them understands, and what its fields were
/// taken to mean in some.
#[must_use]
pub fn remarks(queries: &[Query]) -> (Vec<Remark>, Vec<Remark>) {
    let is_fault =
        |remark: &&Remark| queries.iter().all(|query| query.faults.iter().any(|fault| fault.range == remark.range));
    let faults = queries.first().map_or(&[][..], Query::faults).iter().filter(is_fault).cloned().collect();
    let mut meanings: Vec<Remark> = Vec::new();
    for meaning in queries.iter().flat_map(|query| &query.meanings) {
        if !meanings.contains(meaning) {
            meanings.push(meaning.clone());
        }
    }
    (faults, meanings)
}

impl Query {
    /// Whether there is nothing to look for: no letter, no digit, no field with a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.conditions.is_empty() && self.excluded.is_empty()
    }

    /// Whether words are looked for, so that hits are ranked; without any they stand in the order of the file.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.terms.is_empty()
    }

    /// What could not be understood, and was left out.
    #[must_use]
    pub fn faults(&self) -> &[Remark] {
        &self.faults
    }

    /// What fields were taken to mean, where their values do not say it whole.
    #[must_use]
    pub fn meanings(&self) -> &[Remark] {
        &self.meanings
    }

    /// Which bytes of `text` match: in order, apart from each other, on the boundaries of characters. Of a word that
    /// begins with what was typed only the beginning.
    #[must_use]
    pub fn highlight(&self, text: &str) -> Vec<Range<usize>> {
        let mut matches = Vec::new();
        self.matches(text, &mut matches);
        merged(matches.into_iter().map(|found| found.range).collect())
    }

    /// Adds something to tell of what stands at these bytes of it, unless the same was told of a piece before.
    pub(super) fn tell(&mut self, range: Range<usize>, words: &str) {
        if self.meanings.iter().all(|other| *other.words != *words) {
            self.meanings.push(Remark { range, words: Text::new(words) });
        }
    }

    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    pub(super) fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    pub(super) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The statements that carry a mark its conditions ask for.
    pub(super) fn marked(&self, mark: Mark) -> Option<&StatementSet> {
        self.marked.iter().find(|(other, _)| *other == mark).map(|(_, set)| set)
    }

    pub(super) fn excluded(&self) -> &[Term] {
        &self.excluded
    }

    /// What was typed, where it may be what something is called: words and phrases, each of which must be found.
    pub(super) fn name(&self) -> Option<&str> {
        let plain = self.excluded.is_empty() && self.clauses.len() == self.terms.len();
        let is_term = |clause: &Clause| clause.conditions.is_empty() && clause.lacking.is_empty();
        (plain && self.clauses.iter().all(is_term)).then_some(self.words.trim())
    }

    /// The same, where letters in order may stand for it: nothing in quotation marks, which stands as it is.
    pub(super) fn jumps_to(&self) -> Option<&str> {
        self.name().filter(|_| self.terms.iter().all(|term| !term.quoted))
    }

    /// Whether other words were looked for in place of one that was typed.
    pub(super) fn is_corrected(&self) -> bool {
        self.terms.iter().any(|term| !term.spellings.is_empty())
    }

    /// Whether all its words are words of the debate.
    pub(super) fn is_known(&self, vocabulary: &Vocabulary) -> bool {
        self.terms.iter().flat_map(|term| &term.words).all(|word| vocabulary.find(word).is_some())
    }

    /// The terms, where each is a plain word or phrase, outside quotation marks, that must be found; else none.
    pub(super) fn plain_words(&self) -> &[Term] {
        let is_plain = |clause: &Clause| {
            let of_it = self.terms.get(clause.terms.clone()).unwrap_or_default();
            matches!(of_it, [term] if !term.quoted) && clause.conditions.is_empty() && clause.lacking.is_empty()
        };
        if self.clauses.iter().all(is_plain) { &self.terms } else { &[] }
    }

    /// Whether it asks when or where something happened.
    pub(super) fn asks_when(&self) -> bool {
        self.asks_when
    }

    /// How many words of a question it leaves out.
    pub(super) fn joining(&self) -> usize {
        self.joining
    }

    /// The same without the plain words that only join others, or ask, where there are any else.
    pub(super) fn telling(&self, only_joins: impl Fn(&str) -> bool) -> Self {
        let tells = |term: &&Term| !matches!(term.words.as_slice(), [only] if only_joins(only));
        let terms: Vec<Term> = self.plain_words().iter().filter(tells).cloned().collect();
        if terms.is_empty() {
            return self.clone();
        }
        let clauses = (0..terms.len()).map(|place| Clause { terms: place..place + 1, ..Clause::default() }).collect();
        let terms = terms.into_iter().enumerate().map(|(clause, term)| Term { clause, ..term }).collect();
        Self { terms, clauses, ..self.clone() }
    }

    /// The same with nothing that must not be found, if something must be found besides.
    pub(super) fn without_exclusions(&self) -> Option<Self> {
        let mut wider = self.clone();
        wider.excluded.clear();
        wider.conditions.retain(|condition| !condition.is_negated());
        (wider != *self && !wider.is_empty()).then_some(wider)
    }

    /// Whether more may be found by it when typing errors in known words are forgiven, and words side by side may stand apart:
    /// not where a word stands nowhere, however it is spelt.
    pub(super) fn can_be_forgiven(&self) -> bool {
        self.has_words() && !(self.hopeless && self.terms.iter().all(|term| term.words.len() == 1))
    }

    /// Whether nothing can match.
    pub(super) fn is_hopeless(&self) -> bool {
        self.hopeless
    }
}
