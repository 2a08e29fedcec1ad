//! Where a text matches a query.

use std::ops::Range;

use super::{How, Match, Query, Spelling, Term};
use crate::search::words::{Word, bytes_of_letters, each_word, each_word_beginning};

impl Query {
    /// The first bytes of all words that match a term of one word.
    fn initials(&self) -> Initials {
        let mut initials = Initials::default();
        for term in &self.terms {
            let others = term.forms.iter().chain(&term.spellings).map(|spelling| &spelling.letters);
            let open = term.open.iter().flat_map(|open| [&open.first, &open.second]);
            term.words.first().into_iter().chain(others).chain(open).for_each(|word| initials.insert(word));
        }
        initials
    }

    /// Puts every match of a text into `matches`, in the order of its words; two that are one are where the second stands.
    pub(in crate::search) fn matches(&self, text: &str, matches: &mut Vec<Match>) {
        matches.clear();
        let mut before = self.terms.iter().any(|term| !term.open.is_empty()).then(Before::default);
        if self.terms.iter().any(|term| term.words.len() > 1) {
            self.matches_of_phrases(text, &mut before, matches);
            return;
        }
        let initials = self.initials();
        let begins = |first| initials.contains(first);
        each_word_beginning(text, begins, |word| self.matches_of_word(text, &word, &mut before, matches));
    }

    /// The matches of one word, behind the one `before` it if that is looked at.
    fn matches_of_word(&self, text: &str, word: &Word<'_>, before: &mut Option<Before>, matches: &mut Vec<Match>) {
        for (place, term) in self.terms.iter().enumerate() {
            let open = || before.as_ref().and_then(|before| term.of_open(text, before, word));
            let of_word = |(how, letters)| (how, marked(text, &word.range, letters));
            if let Some((how, range)) = term.of_word(word.letters).map(of_word).or_else(open) {
                matches.push(Match { term: place, clause: term.clause, word: word.number, how, range });
            }
        }
        if let Some(before) = before {
            before.is_now(word);
        }
    }

    /// The same of a whole text, where some terms have several words.
    fn matches_of_phrases(&self, text: &str, before: &mut Option<Before>, matches: &mut Vec<Match>) {
        let mut read: Vec<(Box<str>, Range<usize>)> = Vec::new();
        each_word(text, |word| {
            self.matches_of_word(text, &word, before, matches);
            read.push((word.letters.into(), word.range));
        });
        for (place, term) in self.terms.iter().enumerate().filter(|(_, term)| term.words.len() > 1) {
            term.of_words(place, text, &read, matches);
        }
        matches.sort_by_key(|found| (found.word, found.term));
    }
}

/// The word before the one at hand, as far as it was looked at.
#[derive(Default)]
struct Before {
    letters: String,
    number: usize,
    start: usize,
}

impl Before {
    fn is_now(&mut self, word: &Word<'_>) {
        self.letters.clear();
        self.letters.push_str(word.letters);
        (self.number, self.start) = (word.number, word.range.start);
    }
}

/// Bytes that words begin with: most words of a text begin otherwise, and are passed over.
#[derive(Default)]
struct Initials([u64; 4]);

impl Initials {
    fn insert(&mut self, word: &str) {
        if let Some(first) = word.bytes().next() {
            self.0[usize::from(first >> 6)] |= 1 << (first & 63);
        }
    }

    fn contains(&self, first: u8) -> bool {
        self.0[usize::from(first >> 6)] >> (first & 63) & 1 == 1
    }
}

impl Term {
    /// How a word of a text matches this term by itself, and how many of its letters, if not all.
    fn of_word(&self, letters: &str) -> Option<(How, Option<usize>)> {
        let is_one_of = |spellings: &[Spelling]| spellings.iter().any(|spelling| *spelling.letters == *letters);
        let (only, rest) = match self.words.as_slice() {
            [only] => (&**only, letters.strip_prefix(&**only)),
            _ => ("", None),
        };
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

    /// How a word of a text and the one before it match this term as an open compound, and all that is marked.
    fn of_open(&self, text: &str, before: &Before, word: &Word<'_>) -> Option<(How, Range<usize>)> {
        if before.number + 1 != word.number {
            return None;
        }
        self.open.iter().filter(|open| *open.first == *before.letters).find_map(|open| {
            let letters = match word.letters.strip_prefix(&*open.second)? {
                "" => None,
                _ => Some(open.second.chars().count()).filter(|_| open.beginning),
            };
            let is_whole = *open.second == *word.letters;
            (is_whole || open.beginning).then(|| (open.how, before.start..marked(text, &word.range, letters).end))
        })
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
}

/// The bytes to mark of the word at `range`: all, or as many as it takes for `letters` folded letters.
fn marked(text: &str, range: &Range<usize>, letters: Option<usize>) -> Range<usize> {
    match (letters, text.get(range.clone())) {
        (Some(letters), Some(word)) => range.start..range.start + bytes_of_letters(word, letters),
        _ => range.clone(),
    }
}

/// Sorts ranges and joins those that overlap or touch.
pub(in crate::search) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
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
