//! A query for where there is no index yet.

use super::compile::{TERMS, add_once, tell_once, terms_of, too_many};
use super::{Clause, Query, Remark, Term};
use crate::debate::Text;
use crate::search::syntax::{Parsed, What, parse};

/// Compiles what was typed without an index: words and phrases alone, beginnings of words among them. Fields are told to
/// wait.
pub(in crate::search) fn plain(typed: &str) -> Query {
    let mut query = Query::default();
    let Parsed { clauses, faults } = parse(typed);
    query.faults.extend(faults.into_iter().map(|(range, words)| Remark { range, words: Text::new(words) }));
    for alternatives in &clauses {
        let alone = alternatives.len() == 1;
        let mut any = Vec::new();
        let may_lack_words = !alone && alternatives.iter().any(|piece| piece.negated);
        for piece in alternatives {
            let What::Words { text, quoted } = &piece.what else {
                let words = Text::new("fields are looked at in a moment, when the search is ready");
                query.meanings.push(Remark { range: piece.range.clone(), words });
                continue;
            };
            if may_lack_words {
                continue;
            }
            let terms = terms_of(typed, piece, text, *quoted, piece.negated || !alone, &mut query.faults).into_iter();
            // As in an index, a short word with others behind it stands for itself.
            let is_long = |term: &Term| term.words.last().is_some_and(|word| word.chars().count() >= 3);
            let begins = |term: &Term| term.growing || (!term.quoted && term.words.len() == 1 && is_long(term));
            if piece.negated {
                add_once(&mut query.excluded, terms, TERMS, piece, &mut query.faults);
            } else if alone {
                any.extend(terms.map(|term| Term { beginning: begins(&term), ..term }));
            } else {
                let room = TERMS.saturating_sub(query.terms.len());
                let terms = terms.map(|term| Term { beginning: begins(&term), ..term });
                add_once(&mut any, terms, room, piece, &mut query.faults);
            }
        }
        // Of alternatives any is enough; the words of a single piece must all be found.
        let clauses = if alone { any.into_iter().map(|term| vec![term]).collect() } else { vec![any] };
        for terms in clauses.into_iter().filter(|terms: &Vec<Term>| !terms.is_empty()) {
            let (start, clause) = (query.terms.len(), query.clauses.len());
            if start + terms.len() > TERMS {
                alternatives.iter().take(1).for_each(|piece| tell_once(&mut query.faults, too_many(&piece.range)));
                break;
            }
            query.terms.extend(terms.into_iter().map(|term| Term { clause, ..term }));
            query.clauses.push(Clause { terms: start..query.terms.len(), ..Clause::default() });
        }
    }
    query
}
