//! What the terms of a query may be in a debate: other forms of a word, what begins with it, and where it stands nowhere, what
//! it may be a misspelling of.

use std::cmp::Reverse;

use super::{Query, Spelling, Term};
use crate::search::Index;

/// Terms of one query that are looked up by the nearest spelling.
const CORRECTED_TERMS: usize = 16;
/// Spellings that one term may have meant.
const SPELLINGS: usize = 64;

/// How many typing errors a word of so many letters may have in it.
pub(super) fn errors_in(letters: usize) -> u8 {
    u8::from(letters >= 4) + u8::from(letters >= 8)
}

/// The same for a word of which only the beginning has been typed.
fn errors_in_beginning(letters: usize) -> u8 {
    u8::from(letters >= 5) + u8::from(letters >= 9)
}

/// Looks up every term of a query. Those that no word begins with are taken for misspelt; all that may be, when
/// `forgiving`. Where nothing can be found any more, the others are looked up as well: most of the words may still be
/// found together.
pub(super) fn look_up(index: &Index, query: &mut Query, forgiving: bool) {
    let mut corrected = 0;
    for clause in &query.clauses {
        let terms = query.terms.get_mut(clause.terms.clone()).unwrap_or_default();
        let mut is_hopeless = clause.conditions.is_empty() && clause.lacking.is_empty();
        for term in terms {
            is_hopeless &= !look_up_term(index, term, forgiving, &mut corrected);
        }
        query.hopeless |= is_hopeless;
    }
}

/// Looks up what a term may be. Returns whether it is anything.
fn look_up_term(index: &Index, term: &mut Term, forgiving: bool, corrected: &mut usize) -> bool {
    let Some((last, first)) = term.words.split_last() else { return false };
    let known = index.vocabulary.find(last).is_some();
    let begun = !index.vocabulary.beginning_with(last).is_empty();
    // A short word in the middle, such as "of", stands for itself if it can.
    term.beginning = if term.quoted || !first.is_empty() {
        term.growing
    } else {
        term.growing || !known || last.chars().count() >= 3
    };
    term.forms = forms(index, term);
    let found = known || !term.forms.is_empty() || (term.beginning && begun);
    if forgiving || !found {
        let (errors, unfinished) = errors(term);
        if errors > 0 && *corrected < CORRECTED_TERMS {
            *corrected += 1;
            term.spellings = spellings(index, last, errors, unfinished);
        }
    }
    (found || !term.spellings.is_empty()) && first.iter().all(|word| index.vocabulary.find(word).is_some())
}

/// Other forms of the only word of a term that was not put in quotation marks.
pub(super) fn forms(index: &Index, term: &Term) -> Vec<Spelling> {
    match term.words.as_slice() {
        [only] if !term.quoted => index.forms(only),
        _ => Vec::new(),
    }
}

/// How many errors are granted to the only word of a term and how many to its beginning: only letters are corrected.
fn errors(term: &Term) -> (u8, u8) {
    let [only] = term.words.as_slice() else { return (0, 0) };
    if term.quoted || only.chars().any(char::is_numeric) {
        return (0, 0);
    }
    let letters = only.chars().count();
    (errors_in(letters), if term.growing { errors_in_beginning(letters) } else { 0 })
}

/// The words nearest to a misspelt one, the most frequent first where there are too many.
fn spellings(index: &Index, typed: &str, errors: u8, unfinished: u8) -> Vec<Spelling> {
    let Some(nearest) = index.vocabulary.nearest(typed, errors, unfinished) else { return Vec::new() };
    let mut words = nearest.words;
    // A word of fewer letters than may have an error is nobody's error.
    words.retain(|word| errors_in(index.vocabulary.word(*word).chars().count()) > 0);
    if words.len() > SPELLINGS {
        words.sort_by_key(|word| (Reverse(index.postings.of(*word).count()), *word));
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
