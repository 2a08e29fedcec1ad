//! What was typed, as terms, and where a text matches them.
//!
//! A query is words, each of which must be found, and phrases in quotation marks, whose words must stand side by side.
//! Words typed without a break between them (ideographs, `fear_of_prison`) are a phrase too. Beside them stand words that
//! must not be found, fields that ask for statements, and alternatives of which any is enough ([`super::syntax`]). A query
//! is compiled against an index, which knows the words that a typing error may have meant and what the fields name;
//! after that it needs no index, so the same query marks the letters of any text anywhere.

use std::ops::Range;

use super::Index;
use super::entry::Entries;
use super::fields::{self, Name};
use super::syntax::{Piece, What, pieces};
use super::words::{bytes_of_letters, each_word};
use crate::debate::filter::Condition;
use crate::debate::{Debate, Text};

/// Different terms that are looked at; whoever pastes more gets what the first ones find.
const TERMS: usize = 256;
/// Terms of one query that are looked up by the nearest spelling.
const CORRECTED_TERMS: usize = 16;
/// Spellings that one term may have meant.
const SPELLINGS: usize = 64;
/// Fields that are looked at.
const FIELDS: usize = 32;

/// How a word of a text matches a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum How {
    /// The term itself.
    Exact,
    /// Another form of the term, in a language whose forms are known.
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
            Self::Form => 0.75,
            Self::Beginning => 0.5,
            Self::Corrected => 0.25,
        }
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
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// Which clause it is in.
    clause: usize,
    /// As it was typed.
    pub(super) typed: Box<str>,
    /// Folded words: one, or several that must stand side by side.
    pub(super) words: Vec<Box<str>>,
    /// Whether it stood in quotation marks.
    quoted: bool,
    /// Whether its last word may still be growing: nothing was typed behind it.
    growing: bool,
    /// Whether words that only begin with the last one match.
    pub(super) beginning: bool,
    /// Other forms of its word.
    pub(super) forms: Vec<Spelling>,
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
    /// A clause holds of nothing in the debate.
    hopeless: bool,
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

    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    pub(super) fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    pub(super) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    pub(super) fn excluded(&self) -> &[Term] {
        &self.excluded
    }

    /// The words that are looked for, where letters in order may stand for them: no alternatives, nothing that must not be
    /// found.
    pub(super) fn jumps_to(&self) -> Option<&str> {
        let plain = self.excluded.is_empty() && self.clauses.len() == self.terms.len();
        let is_term = |clause: &Clause| clause.conditions.is_empty() && clause.lacking.is_empty();
        (plain && self.clauses.iter().all(is_term)).then_some(&self.words)
    }

    /// Whether nothing can match.
    pub(super) fn is_hopeless(&self) -> bool {
        self.hopeless
    }

    /// Puts every match of a text into `matches`, in the order of its words.
    pub(super) fn matches(&self, text: &str, matches: &mut Vec<Match>) {
        matches.clear();
        let mut number = 0;
        let phrases = self.terms.iter().any(|term| term.words.len() > 1);
        let mut read: Vec<(Box<str>, Range<usize>)> = Vec::new();
        each_word(text, |word| {
            for (place, term) in self.terms.iter().enumerate() {
                if let [only] = term.words.as_slice()
                    && let Some((how, letters)) = term.of_word(only, word.letters)
                {
                    let range = marked(text, &word.range, letters);
                    matches.push(Match { term: place, clause: term.clause, word: number, how, range });
                }
            }
            if phrases {
                read.push((word.letters.into(), word.range));
            }
            number += 1;
        });
        if phrases {
            for (place, term) in self.terms.iter().enumerate().filter(|(_, term)| term.words.len() > 1) {
                term.of_words(place, text, &read, matches);
            }
            matches.sort_by_key(|found| (found.word, found.term));
        }
    }
}

impl Term {
    /// How a word of a text matches the only word of this term, and how many of its letters, if not all.
    fn of_word(&self, only: &str, letters: &str) -> Option<(How, Option<usize>)> {
        let is_one_of = |spellings: &[Spelling]| spellings.iter().any(|spelling| *spelling.letters == *letters);
        let rest = letters.strip_prefix(only);
        if rest == Some("") {
            return Some((How::Exact, None));
        }
        if is_one_of(&self.forms) {
            return Some((How::Form, None));
        }
        if rest.is_some() && self.beginning {
            return Some((How::Beginning, Some(only.chars().count())));
        }
        is_one_of(&self.spellings).then_some((How::Corrected, None))
    }

    /// Adds the matches of a phrase.
    fn of_words(&self, term: usize, text: &str, read: &[(Box<str>, Range<usize>)], matches: &mut Vec<Match>) {
        let Some((last, first)) = self.words.split_last() else { return };
        for (start, window) in read.windows(self.words.len()).enumerate() {
            let Some((end, begin)) = window.split_last() else { continue };
            if !begin.iter().map(|(letters, _)| letters).eq(first) {
                continue;
            }
            let (how, letters) = match end.0.strip_prefix(&**last) {
                Some("") => (How::Exact, None),
                Some(_) if self.beginning => (How::Beginning, Some(last.chars().count())),
                _ => continue,
            };
            for (offset, (_, range)) in begin.iter().enumerate() {
                matches.push(Match { term, clause: self.clause, word: start + offset, how, range: range.clone() });
            }
            let range = marked(text, &end.1, letters);
            matches.push(Match { term, clause: self.clause, word: start + begin.len(), how, range });
        }
    }

    /// Whether its errors may be corrected: letters only, and enough of them. Returns how many errors are granted to
    /// the whole word and how many to its beginning.
    fn errors(&self) -> (u8, u8) {
        let [only] = self.words.as_slice() else { return (0, 0) };
        if self.quoted || only.chars().any(char::is_numeric) {
            return (0, 0);
        }
        let letters = only.chars().count();
        let errors = u8::from(letters >= 4) + u8::from(letters >= 8);
        let unfinished = if self.growing { u8::from(letters >= 5) + u8::from(letters >= 9) } else { 0 };
        (errors, unfinished)
    }
}

/// The bytes to mark of the word at `range`: all, or as many as it takes for `letters` folded letters.
fn marked(text: &str, range: &Range<usize>, letters: Option<usize>) -> Range<usize> {
    match (letters, text.get(range.clone())) {
        (Some(letters), Some(word)) => range.start..range.start + bytes_of_letters(word, letters),
        _ => range.clone(),
    }
}

/// Sorts ranges and joins those that overlap or touch.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, kept| {
        let touches = next.start <= kept.end;
        if touches {
            kept.end = kept.end.max(next.end);
        }
        touches
    });
    ranges.retain(|range| !range.is_empty());
    ranges
}

/// The terms of a piece of words; when they are to be `one`, its words must stand side by side.
fn terms_of(typed: &str, piece: &Piece, text: &Range<usize>, quoted: bool, one: bool) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let text = typed.get(text.clone()).unwrap_or_default();
    each_word(text, |word| {
        let typed = text.get(word.range.clone()).unwrap_or_default();
        match terms.last_mut().filter(|_| quoted || one || word.joined) {
            Some(term) if term.words.len() < TERMS => {
                term.words.push(word.letters.into());
                term.typed = format!("{}{}{typed}", term.typed, if word.joined { "" } else { " " }).into();
            }
            Some(_) => {}
            None => terms.push(Term {
                clause: 0,
                typed: typed.into(),
                words: vec![word.letters.into()],
                quoted,
                growing: false,
                beginning: false,
                forms: Vec::new(),
                spellings: Vec::new(),
            }),
        }
    });
    if let Some(last) = terms.last_mut() {
        last.growing = piece.growing;
    }
    terms
}

/// Compiles what was typed. Terms that no word begins with are taken for misspelt; when `forgiving`, after nothing was
/// found, all are that may be, and phrases that were not put in quotation marks may be scattered. What cannot be
/// understood is told and left out.
pub(super) fn compile(index: &Index, debate: &Debate, typed: &str, forgiving: bool) -> Query {
    let mut compiler = Compiler { index, debate, typed, forgiving, query: Query::default(), corrected: 0, fields: 0 };
    if Entries::of(debate) == index.entries {
        pieces(typed).chunk_by(|_, next| next.or).for_each(|alternatives| compiler.add(alternatives));
    }
    compiler.query
}

struct Compiler<'a> {
    index: &'a Index,
    debate: &'a Debate,
    typed: &'a str,
    forgiving: bool,
    query: Query,
    /// Terms whose nearest spellings have been looked up.
    corrected: usize,
    /// Fields that have been looked up.
    fields: usize,
}

impl Compiler<'_> {
    /// Adds pieces of which any is enough.
    fn add(&mut self, alternatives: &[Piece]) {
        let alone = alternatives.len() == 1;
        let mut terms = Vec::new();
        let mut conditions = Vec::new();
        let mut lacking = Vec::new();
        for piece in alternatives {
            match &piece.what {
                What::Words { text, quoted } => {
                    let found = terms_of(self.typed, piece, text, *quoted, piece.negated || !alone);
                    if piece.negated {
                        lacking.extend(found);
                    } else {
                        self.query.words.push_str(self.typed.get(text.clone()).unwrap_or_default());
                        terms.extend(found);
                    }
                }
                What::Field { name, value } => conditions.extend(self.condition(piece, name, value)),
            }
        }
        if alone && !terms.is_empty() {
            let scatter = |term| if self.forgiving { scattered(term) } else { vec![term] };
            terms.into_iter().flat_map(scatter).collect::<Vec<_>>().into_iter().for_each(|term| self.add_word(term));
        } else if terms.is_empty() && lacking.is_empty() && conditions.iter().all(|condition| !condition.is_negated()) {
            self.query.conditions.extend(Condition::any_of(conditions));
        } else if alone {
            self.query.conditions.extend(conditions);
            self.query.excluded.extend(lacking);
        } else {
            self.add_clause(terms, conditions, lacking);
        }
    }

    /// Adds a word that must be found, each once.
    fn add_word(&mut self, term: Term) {
        let same = |clause: &&Clause| {
            clause.terms.len() == 1
                && clause.conditions.is_empty()
                && clause.lacking.is_empty()
                && self.query.terms.get(clause.terms.start).is_some_and(|other| other.words == term.words)
        };
        let place = self.query.clauses.iter().find(same).map(|clause| clause.terms.start);
        match place.and_then(|place| self.query.terms.get_mut(place)) {
            Some(other) => {
                let was = (other.growing, other.quoted);
                other.growing |= term.growing;
                other.quoted |= term.quoted;
                if was != (other.growing, other.quoted)
                    && let Some(place) = place
                {
                    self.look_up(place);
                }
            }
            None => self.add_clause(vec![term], Vec::new(), Vec::new()),
        }
    }

    fn add_clause(&mut self, terms: Vec<Term>, conditions: Vec<Condition>, lacking: Vec<Term>) {
        let start = self.query.terms.len();
        if start + terms.len() > TERMS || terms.len() + conditions.len() + lacking.len() == 0 {
            return;
        }
        let clause = self.query.clauses.len();
        self.query.terms.extend(terms.into_iter().map(|term| Term { clause, ..term }));
        let end = self.query.terms.len();
        let mut hopeless = conditions.is_empty() && lacking.is_empty();
        for place in start..end {
            hopeless &= !self.look_up(place);
        }
        self.query.clauses.push(Clause { terms: start..end, conditions, lacking });
        self.query.hopeless |= hopeless;
    }

    /// Looks up what a term may be in the debate, unless nothing can be found any more. Returns whether it is anything.
    fn look_up(&mut self, place: usize) -> bool {
        if self.query.hopeless {
            return true;
        }
        let index = self.index;
        let Some(term) = self.query.terms.get_mut(place) else { return false };
        let Some((last, first)) = term.words.split_last() else { return false };
        let known = index.vocabulary.find(last).is_some();
        let begun = !index.vocabulary.beginning_with(last).is_empty();
        // A short word in the middle, such as "of", stands for itself if it can.
        term.beginning = if term.quoted || !first.is_empty() {
            term.growing
        } else {
            term.growing || !known || last.chars().count() >= 3
        };
        term.forms = if term.quoted || !first.is_empty() { Vec::new() } else { index.forms(last) };
        let found = known || !term.forms.is_empty() || (term.beginning && begun);
        if self.forgiving || !found {
            let (errors, unfinished) = term.errors();
            if errors > 0 && self.corrected < CORRECTED_TERMS {
                self.corrected += 1;
                term.spellings = spellings(index, last, errors, unfinished);
            }
        }
        (found || !term.spellings.is_empty()) && first.iter().all(|word| index.vocabulary.find(word).is_some())
    }

    /// What a field asks for; nothing while it has no value, or where it cannot be understood, which is told.
    fn condition(&mut self, piece: &Piece, name: &Range<usize>, value: &Range<usize>) -> Option<Condition> {
        let at = |range: &Range<usize>| self.typed.get(range.clone()).unwrap_or_default();
        let (word, value) = (at(name), at(value));
        let remark = |words: &str| Remark { range: piece.range.clone(), words: Text::new(words) };
        let Some(field) = Name::find(word) else {
            self.query.faults.push(remark(&fields::unknown(word)));
            return None;
        };
        if value.trim().is_empty() {
            let (example, about) = field.example();
            self.query.meanings.push(remark(&format!("{example}: {about}")));
            return None;
        }
        self.fields += 1;
        if self.fields > FIELDS {
            self.query.faults.push(remark(&format!("more than {FIELDS} fields; this one is left out")));
            return None;
        }
        match field.meaning(self.index, self.debate, value.trim()) {
            Ok(meaning) => {
                let told = meaning.told.map(|told| remark(&format!("{}: {told}", field.word())));
                self.query.meanings.extend(told);
                Some(Condition::new(meaning.terms, piece.negated))
            }
            Err(words) => {
                self.query.faults.push(remark(&words));
                None
            }
        }
    }
}

/// The words of a phrase that was not put in quotation marks, each for itself.
fn scattered(term: Term) -> Vec<Term> {
    if term.quoted || term.words.len() < 2 {
        return vec![term];
    }
    let last = term.words.len() - 1;
    let alone = |(place, word): (usize, Box<str>)| Term {
        typed: word.clone(),
        words: vec![word],
        growing: term.growing && place == last,
        ..Term { words: Vec::new(), typed: Box::default(), forms: Vec::new(), spellings: Vec::new(), ..term }
    };
    term.words.into_iter().enumerate().map(alone).collect()
}

/// The words nearest to a misspelt one, the most frequent first where there are too many.
fn spellings(index: &Index, typed: &str, errors: u8, unfinished: u8) -> Vec<Spelling> {
    let Some(nearest) = index.vocabulary.nearest(typed, errors, unfinished) else { return Vec::new() };
    let mut words = nearest.words;
    if words.len() > SPELLINGS {
        words.sort_by_key(|word| (std::cmp::Reverse(index.postings.of_word(*word).len()), *word));
        words.truncate(SPELLINGS);
    }
    let first = typed.chars().next();
    let spelling = |word| {
        let letters = index.vocabulary.word(word);
        let near = if nearest.distance == 1 { 1.0 } else { 0.5 };
        let begins = if letters.chars().next() == first { 1.0 } else { 0.8 };
        Spelling { word, letters: letters.into(), likeness: near * begins }
    };
    // Whoever meant "algorithm" meant "algorithms" too.
    let forms: Vec<u32> =
        words.iter().flat_map(|word| index.forms.of(index.vocabulary.word(*word), &index.vocabulary)).collect();
    words.extend(forms);
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(spelling).collect()
}
