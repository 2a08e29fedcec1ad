//! The scan: what answers before the index of a large debate stands.
//!
//! All texts lie folded in one long run of bytes, word after word with one blank between, so that a look for a word, the
//! beginning of one or a phrase is a look for bytes. Every term must stand in a text of the entry's own; hits come in the
//! order of the file. Fields, typing errors, forms of words, the other ways to write them and the names of speakers wait for
//! the index.

use memchr::memmem::Finder;

use super::entry::{Entries, each_own};
use super::query::{Query, Term, plain};
use super::words::{LETTERS, each_word};
use super::{Hit, Results};
use crate::debate::Debate;

/// The texts of a debate, to be looked through.
#[derive(Debug, Clone)]
pub struct Scan {
    entries: Entries,
    /// A blank before every word and behind the last one of a text, and a newline behind that.
    texts: Vec<u8>,
    /// Where the texts of each entry begin; one more for the end.
    starts: Vec<usize>,
}

impl Scan {
    /// Folds the texts of a debate.
    #[must_use]
    pub fn new(debate: &Debate) -> Self {
        let entries = Entries::of(debate);
        let mut texts = Vec::new();
        let mut starts = Vec::with_capacity(entries.count() as usize + 1);
        for number in 0..entries.count() {
            starts.push(texts.len());
            each_own(debate, entries.entry(number), |piece| {
                add(piece.text, &mut texts);
                texts.push(b'\n');
            });
        }
        starts.push(texts.len());
        texts.shrink_to_fit();
        Self { entries, texts, starts }
    }

    /// The first `limit` entries of `debate`, the one this was made from, in which all words of `query` stand, and how
    /// many there are. With another debate nothing is found.
    #[must_use]
    pub fn search(&self, debate: &Debate, query: &str, limit: usize) -> Results {
        let query = plain(query);
        let found = if Entries::of(debate) == self.entries { self.matching(&query) } else { Vec::new() };
        let hits = found.iter().take(limit).map(|number| {
            let entry = self.entries.entry(*number);
            Hit { entry, score: 1.0, letters: None }
        });
        Results { hits: hits.collect(), total: found.len(), left_out: 0, corrections: Vec::new(), partial: None, query }
    }

    /// The numbers of the entries that match, in order.
    fn matching(&self, query: &Query) -> Vec<u32> {
        let terms: Vec<Vec<u8>> = query.terms().iter().map(needle).collect();
        let mut clauses: Vec<Vec<Finder<'_>>> = Vec::new();
        for clause in query.clauses() {
            let terms = terms.get(clause.terms.clone()).unwrap_or_default();
            clauses.push(terms.iter().map(Finder::new).collect());
        }
        // Long words are rare: the others are looked for where those stand.
        let shortest = |clause: &Vec<Finder<'_>>| clause.iter().map(|term| term.needle().len()).min();
        clauses.sort_by_key(|clause| std::cmp::Reverse(shortest(clause)));
        let Some((first, others)) = clauses.split_first() else { return Vec::new() };
        let without: Vec<Vec<u8>> = query.excluded().iter().map(needle).collect();
        let without: Vec<Finder<'_>> = without.iter().map(Finder::new).collect();
        let mut found: Vec<u32> = Vec::new();
        for term in first {
            self.each_with(term, |number| found.push(number));
        }
        if first.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        found.retain(|number| {
            let texts = self.texts_of(*number);
            let has = |term: &Finder<'_>| term.find(texts).is_some();
            others.iter().all(|clause| clause.iter().any(has)) && !without.iter().any(has)
        });
        found
    }

    fn texts_of(&self, number: u32) -> &[u8] {
        match (self.starts.get(number as usize), self.starts.get(number as usize + 1)) {
            (Some(start), Some(end)) => self.texts.get(*start..*end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Hands the number of every entry in which this stands to `found`, in order.
    fn each_with(&self, term: &Finder<'_>, mut found: impl FnMut(u32)) {
        let mut from = 0;
        let mut next = 0;
        while let Some(at) = self.texts.get(from..).and_then(|texts| term.find(texts)).map(|at| from + at) {
            // Where words are frequent the entry is one of the next.
            let rest = self.starts.get(next..).unwrap_or_default();
            let near = rest.iter().take(16).take_while(|start| **start <= at).count();
            next += if near < 16 { near } else { rest.partition_point(|start| *start <= at) };
            let Some(number) = next.checked_sub(1).and_then(|number| u32::try_from(number).ok()) else { return };
            found(number);
            let Some(end) = self.starts.get(next) else { return };
            from = *end;
        }
    }
}

/// The bytes to look for.
fn needle(term: &Term) -> Vec<u8> {
    let mut bytes = Vec::new();
    add(&term.words.join(" "), &mut bytes);
    if term.beginning {
        bytes.pop();
    }
    bytes
}

/// Adds the words of a text, folded, with a blank before each and one behind. No word reaches over a blank, and most that
/// stand between two are plain: what is more is left to those who know what a word is.
fn add(text: &str, texts: &mut Vec<u8>) {
    texts.push(b' ');
    for piece in text.split_ascii_whitespace() {
        let plain = piece.trim_matches(|c: char| c.is_ascii_punctuation()).as_bytes();
        if plain.len() <= LETTERS && plain.iter().all(u8::is_ascii_alphanumeric) {
            if !plain.is_empty() {
                texts.extend(plain.iter().map(u8::to_ascii_lowercase));
                texts.push(b' ');
            }
            continue;
        }
        each_word(piece, |word| {
            texts.extend_from_slice(word.letters.as_bytes());
            texts.push(b' ');
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Index;
    use crate::search::sample::night_trains;

    #[test]
    fn what_the_scan_finds_the_index_finds_too() {
        let debate = night_trains();
        let (scan, index) = (Scan::new(&debate), Index::new(&debate));
        let entries = |results: Results| results.hits.into_iter().map(|hit| hit.entry).collect::<Vec<_>>();
        let mut words: Vec<String> = Vec::new();
        for number in 0..scan.entries.count() {
            each_own(&debate, scan.entries.entry(number), |piece| {
                each_word(piece.text, |word| words.push(word.letters.to_owned()));
            });
        }
        assert!(words.len() > 50, "{words:?}");
        for pair in words.windows(2) {
            for query in [pair[0].clone(), pair.join(" "), format!("\"{}\"", pair[1]), pair.join(" OR ")] {
                let (scanned, indexed) =
                    (entries(scan.search(&debate, &query, 999)), index.search(&debate, &query, 999));
                let indexed = entries(indexed);
                assert!(scanned.iter().all(|entry| indexed.contains(entry)), "{query}: {scanned:?} {indexed:?}");
            }
            assert!(!entries(scan.search(&debate, &pair[0], 999)).is_empty(), "{}", pair[0]);
        }
    }

    #[test]
    fn what_is_asked_for_is_found() {
        let debate = night_trains();
        let scan = Scan::new(&debate);
        let ids = |query: &str| {
            let results = scan.search(&debate, query, 99);
            let id = |hit: &Hit| match hit.entry {
                crate::search::Entry::Statement(index) => debate.statement(index).id.to_string(),
                _ => hit.entry.word(&debate).to_owned(),
            };
            (results.total, results.hits.iter().map(id).collect::<Vec<_>>().join(" "))
        };
        for (query, found) in [("", ""), ("xyzzy", ""), ("-trains", "")] {
            assert_eq!(ids(query), (0, found.to_owned()), "{query}");
        }
        let all = ids("train").0;
        assert!(all > 1);
        assert_eq!(ids("TRAIN train").0, all);
        assert_eq!((ids("trains -trains").0, ids("train -trai").0), (0, all));
        assert_eq!(ids("train OR xyzzy").0, all);
        assert_eq!(ids("train xyzzy").0, 0);
        assert_eq!(ids("\"rain\"").0, 0);
        let limited = scan.search(&debate, "train", 1);
        assert_eq!((limited.hits.len(), limited.total), (1, all));
        assert_eq!(scan.search(&debate, "by:ana train", 9).query.meanings().len(), 1);
    }

    #[test]
    fn texts_are_words_with_blanks_between() {
        for (text, folded) in [
            ("", " "),
            ("Fear of  prison, they say.", " fear of prison they say "),
            ("Sánchez (Straße) — ŁÓDŹ", " sanchez strasse lodz "),
            ("fear_of_prison isn’t anybody's", " fear of prison isnt anybody "),
            ("3.5 per cent", " 3.5 per cent "),
            ("言論の自由", " 言 論 の 自 由 "),
        ] {
            let mut texts = Vec::new();
            add(text, &mut texts);
            assert_eq!(String::from_utf8(texts).as_deref(), Ok(folded), "{text}");
        }
    }
}
