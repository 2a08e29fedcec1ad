//! What was typed, as terms, and where a text matches them.
//!
//! A query is words, each of which must be found, and phrases in quotation marks, whose words must stand side by side.
//! Words typed without a break between them (ideographs, `fear_of_prison`) are a phrase too. A query is compiled
//! against an index, which knows the words that a typing error may have meant; after that it needs no index, so the
//! same query marks the letters of any text anywhere.

use std::ops::Range;

use super::Index;
use super::words::{bytes_of_letters, each_word};

/// Different terms that are looked at; whoever pastes more gets what the first ones find.
const TERMS: usize = 256;
/// Terms of one query that are looked up by the nearest spelling.
const CORRECTED_TERMS: usize = 16;
/// Spellings that one term may have meant.
const SPELLINGS: usize = 64;

/// How a word of a text matches a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum How {
    /// The term itself.
    Exact,
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
    /// What it may have meant.
    pub(super) spellings: Vec<Spelling>,
}

/// A word of a text that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Which term.
    pub(super) term: usize,
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
    /// A term is in no word of the debate.
    hopeless: bool,
}

impl Query {
    /// Whether there is nothing to look for: no letter, no digit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
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

    /// Whether no entry can match, whatever the entries are.
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
                    matches.push(Match { term: place, word: number, how, range });
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
        if let Some(rest) = letters.strip_prefix(only) {
            if rest.is_empty() {
                return Some((How::Exact, None));
            }
            if self.beginning {
                return Some((How::Beginning, Some(only.chars().count())));
            }
        }
        self.spellings.iter().any(|spelling| *spelling.letters == *letters).then_some((How::Corrected, None))
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
                matches.push(Match { term, word: start + offset, how, range: range.clone() });
            }
            matches.push(Match { term, word: start + begin.len(), how, range: marked(text, &end.1, letters) });
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

/// The terms of what was typed.
fn parse(typed: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let parts: Vec<&str> = typed.split(['"', '“', '”', '„', '«', '»']).collect();
    let last = parts.len() - 1;
    for (number, part) in parts.into_iter().enumerate() {
        let quoted = number % 2 == 1;
        let mut first = true;
        each_word(part, |word| {
            let with_the_one_before = !first && (quoted || word.joined);
            first = false;
            let typed = part.get(word.range.clone()).unwrap_or_default();
            match terms.last_mut().filter(|_| with_the_one_before) {
                Some(term) if term.words.len() < TERMS => {
                    term.words.push(word.letters.into());
                    term.typed = format!("{}{}{typed}", term.typed, if word.joined { "" } else { " " }).into();
                }
                Some(_) => {}
                None => terms.push(Term {
                    typed: typed.into(),
                    words: vec![word.letters.into()],
                    quoted,
                    growing: false,
                    beginning: false,
                    spellings: Vec::new(),
                }),
            }
        });
        if number == last
            && !first
            && !part.ends_with(char::is_whitespace)
            && let Some(term) = terms.last_mut()
        {
            term.growing = true;
        }
    }
    terms
}

/// Each term once, and not too many.
fn each_once(terms: Vec<Term>) -> Vec<Term> {
    let mut kept: Vec<Term> = Vec::with_capacity(terms.len().min(TERMS));
    for term in terms {
        if let Some(other) = kept.iter_mut().find(|other| other.words == term.words) {
            other.growing |= term.growing;
            other.quoted |= term.quoted;
        } else if kept.len() < TERMS {
            kept.push(term);
        }
    }
    kept
}

/// Compiles what was typed. Terms that no word begins with are taken for misspelt; when `forgiving`, after nothing was
/// found, all are that may be, and phrases that were not put in quotation marks may be scattered.
pub(super) fn compile(index: &Index, typed: &str, forgiving: bool) -> Query {
    let mut terms = parse(typed);
    if forgiving {
        terms = terms.into_iter().flat_map(scattered).collect();
    }
    let mut query = Query { terms: each_once(terms), hopeless: false };
    let mut corrected = 0;
    for term in &mut query.terms {
        let Some((last, first)) = term.words.split_last() else { continue };
        let known = index.vocabulary.find(last).is_some();
        let begun = !index.vocabulary.beginning_with(last).is_empty();
        // A short word in the middle, such as "of", stands for itself if it can.
        term.beginning = if term.quoted || !first.is_empty() {
            term.growing
        } else {
            term.growing || !known || last.chars().count() >= 3
        };
        let found = known || (term.beginning && begun);
        if forgiving || !found {
            let (errors, unfinished) = term.errors();
            if errors > 0 && corrected < CORRECTED_TERMS {
                corrected += 1;
                term.spellings = spellings(index, last, errors, unfinished);
            }
        }
        if (!found && term.spellings.is_empty()) || first.iter().any(|word| index.vocabulary.find(word).is_none()) {
            query.hopeless = true;
            break;
        }
    }
    query
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
        ..Term { words: Vec::new(), typed: Box::default(), spellings: Vec::new(), ..term }
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
    words.into_iter().map(spelling).collect()
}
