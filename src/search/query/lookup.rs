//! What the terms of a query may be in a debate: other forms of a word, what begins with it, how else it may be written
//! ([`compounds`](super::compounds)), and where it stands nowhere, what it may be a misspelling of.

use std::cmp::Reverse;

use super::compounds::{apart, are_by_chance, together};
use super::{Clause, How, Query, Spelling, Term};
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
    join(index, query);
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
    add_forms(index, term);
    let Some((last, first)) = term.words.split_last() else { return false };
    let known = index.vocabulary.find(last).is_some();
    let begun = !index.vocabulary.beginning_with(last).is_empty();
    // A short word in the middle, such as "of", stands for itself if it can.
    term.beginning = if term.quoted || !first.is_empty() {
        term.growing
    } else {
        term.growing || !known || last.chars().count() >= 3
    };
    let is_there = known || (term.beginning && begun);
    let found = is_there && first.iter().all(|word| index.vocabulary.find(word).is_some()) || !term.forms.is_empty();
    term.open = apart(index, term, found);
    if forgiving || !found && term.open.is_empty() {
        let (errors, unfinished) = errors(term);
        if errors > 0 && *corrected < CORRECTED_TERMS {
            *corrected += 1;
            term.spellings = spellings(index, last, errors, unfinished);
        }
    }
    found || !term.open.is_empty() || !term.spellings.is_empty()
}

/// Takes every two plain words that stand side by side for one as well, if the debate has it. Where it has one of the two
/// nowhere, that is what was meant.
fn join(index: &Index, query: &mut Query) {
    let mut at = 1;
    while let Some([before, clause]) = query.clauses.get(at - 1..=at) {
        at += 1;
        let (Some(place), Some(next)) = (plain_word(query, before), plain_word(query, clause)) else { continue };
        let Some([one, other]) = query.terms.get_mut(place..=next) else { continue };
        let (Some(first), Some(second)) = (one.words.first().cloned(), other.words.first().cloned()) else { continue };
        if !other.adjoins && are_by_chance(index, &first, &second) {
            continue;
        }
        let closed = together(index, &first, &second);
        if closed.is_empty() {
            continue;
        }
        if stands(index, &first) && stands(index, &second) {
            one.forms.extend(closed.iter().cloned());
            other.forms.extend(closed);
            continue;
        }
        one.typed = format!("{}{}{}", one.typed, if other.adjoins { "-" } else { " " }, other.typed).into();
        one.words.push(second);
        (one.growing, one.spellings) = (other.growing, closed);
        query.terms.remove(next);
        query.clauses.remove(at - 1);
        for clause in query.clauses.iter_mut().skip(at - 1) {
            clause.terms = clause.terms.start - 1..clause.terms.end - 1;
        }
    }
    for (place, clause) in query.clauses.iter().enumerate() {
        query.terms.get_mut(clause.terms.clone()).into_iter().flatten().for_each(|term| term.clause = place);
    }
}

/// Which of the terms of a query is all there is to a clause, if that is a single word outside quotation marks.
fn plain_word(query: &Query, clause: &Clause) -> Option<usize> {
    let terms = query.terms.get(clause.terms.clone())?;
    let is_word = matches!(terms, [term] if !term.quoted && term.words.len() == 1);
    (is_word && clause.conditions.is_empty() && clause.lacking.is_empty()).then_some(clause.terms.start)
}

/// Whether a debate has a word, a form of it or one that begins with it.
fn stands(index: &Index, word: &str) -> bool {
    !index.vocabulary.beginning_with(word).is_empty() || !index.forms(word).is_empty()
}

/// Adds the other forms of the only word of a term that was not put in quotation marks, and what two words of it are in one.
fn add_forms(index: &Index, term: &mut Term) {
    match term.words.as_slice() {
        [only] if !term.quoted => term.forms.extend(index.forms(only)),
        [first, second] if !term.quoted && term.spellings.is_empty() => {
            term.forms.extend(together(index, first, second));
        }
        _ => {}
    }
}

/// A term that must not be found, with all that is the same to a reader.
pub(super) fn unwanted(index: &Index, mut term: Term) -> Term {
    add_forms(index, &mut term);
    let known = term.words.iter().all(|word| index.vocabulary.find(word).is_some());
    term.open = apart(index, &term, known || !term.forms.is_empty());
    term.open.iter_mut().for_each(|open| open.how = How::Form);
    term
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
